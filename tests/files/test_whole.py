"""Files that come all at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from regcheck.base.files import whole
from regcheck.base.files.whole import fresh_beside, keep_in_cache, replacing


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_takes_the_place_of_the_one_that_is_there(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_text("gammel", "utf-8")
    with replacing(target) as fresh:
        fresh.write_text("ny", "utf-8")
        assert target.read_text("utf-8") == "gammel"
    assert target.read_text("utf-8") == "ny"
    assert names(tmp_path) == ["a.json"]


def test_a_file_that_others_hold_for_a_moment_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    target = tmp_path / "a.json"
    target.write_text("gammel", "utf-8")
    replace = Path.replace

    def held(self: Path, other: Path) -> Path:
        if len(waits) < 3:
            raise PermissionError(13, "x")
        return replace(self, other)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("time.sleep", waits.append)
    monkeypatch.setattr(whole, "_AGAIN", 2)
    with pytest.raises(PermissionError), replacing(target) as fresh:
        fresh.write_text("ny", "utf-8")
    assert target.read_text("utf-8") == "gammel"
    monkeypatch.setattr(whole, "_AGAIN", 10)
    with replacing(target) as fresh:
        fresh.write_text("ny", "utf-8")
    assert target.read_text("utf-8") == "ny"
    assert len(waits) == 3


@pytest.mark.parametrize("fault", [OSError, KeyboardInterrupt, ValueError])
def test_an_error_leaves_everything_as_it_was(tmp_path: Path, fault: type[BaseException]) -> None:
    target = tmp_path / "a.json"
    target.write_text("gammel", "utf-8")
    with pytest.raises(fault), replacing(target) as fresh:
        fresh.write_text("halv", "utf-8")
        raise fault
    assert target.read_text("utf-8") == "gammel"
    assert names(tmp_path) == ["a.json"]


def test_names_near_the_longest_have_room(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 251 + ".md")
    with replacing(target) as fresh:
        fresh.write_bytes(b"1")
    assert target.read_bytes() == b"1"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_a_link_that_lies_in_wait_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "hemmelig"
    secret.write_text("urørt", "utf-8")
    for number in range(3):
        (tmp_path / f".a.json.{os.getpid()}-{number}.tmp").symlink_to(secret)
    with replacing(tmp_path / "a.json") as fresh:
        fresh.write_text("ny", "utf-8")
    assert secret.read_text("utf-8") == "urørt"


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_a_private_file_is_private_from_the_start(tmp_path: Path) -> None:
    assert fresh_beside(tmp_path / "a", 0o600).stat().st_mode & 0o777 == 0o600


def test_a_cache_that_cannot_be_written_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"")
    with pytest.raises(OSError):
        keep_in_cache(tmp_path / "fil" / "mappe" / "a.bin", b"1")
    keep_in_cache(tmp_path / "ny" / "mappe" / "a.bin", b"1")
    assert names(tmp_path / "ny" / "mappe") == ["a.bin"]
