"""Report files are whole or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from regcheck.base.errors import UsageError
from regcheck.reports.files import ReportFile


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "ut.json"
    with ReportFile(str(target)) as file:
        file.write("første\n")
        assert not target.exists()
    assert target.read_bytes() == "første\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["ut.json"]


def test_a_failed_run_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "ut.json"
    target.write_text("gammel")
    with pytest.raises(KeyboardInterrupt), ReportFile(str(target)) as file:
        file.write("ny")
        raise KeyboardInterrupt
    assert target.read_text() == "gammel"
    assert [path.name for path in tmp_path.iterdir()] == ["ut.json"]


def test_a_file_that_cannot_be_opened_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def opened(path: Path, *more: Any, **named: Any) -> Any:
        if path.suffix == ".tmp":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, *more, **named)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(UsageError, match="no space left"), ReportFile(str(tmp_path / "ut")):
        pass
    assert list(tmp_path.iterdir()) == []


def test_letters_that_are_none_are_escaped(tmp_path: Path) -> None:
    with ReportFile(str(tmp_path / "ut")) as file:
        file.write("\ud800")
    assert (tmp_path / "ut").read_bytes() == b"\\ud800"


@pytest.mark.parametrize("target", [".", "fil/ut.json"])
def test_a_place_that_cannot_be_written_is_a_usage_error(target: str, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with (
        pytest.raises(UsageError, match=target.replace(".", r"\.")),
        ReportFile(str(tmp_path / target) if target != "." else str(tmp_path) + "/."),
    ):
        pass


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_is_replaced_when_that_is_asked_for_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "mål").write_text("gammel")
    (tmp_path / "lenke").symlink_to("mål")
    with pytest.raises(UsageError, match="did not write it"), ReportFile(f"{tmp_path}/lenke"):
        pass
    assert (tmp_path / "lenke").is_symlink()
    with ReportFile(f"{tmp_path}/lenke", force=True) as file:
        file.write("ny")
    assert not (tmp_path / "lenke").is_symlink()
    assert (tmp_path / "lenke").read_text() == "ny"
    assert (tmp_path / "mål").read_text() == "gammel"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no /dev/null here")
def test_a_device_is_written_to_directly() -> None:
    with ReportFile("/dev/null") as file:
        file.write("bort")
    assert not Path("/dev/null").is_file()
