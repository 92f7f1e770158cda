"""What is worked out from expressions, kept between runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from regcheck.run.shelf_file import keep_shelf
from regcheck.search.shelf import WORTH_KEEPING, Shelf, shelf


@pytest.fixture(autouse=True)
def own_shelf() -> Iterator[None]:
    shelf.cache_clear()
    yield
    shelf.cache_clear()


def another(folder: Path, code: str = "code") -> Shelf:
    """The shelf as the next process has it."""
    shelf.cache_clear()
    keep_shelf(folder, code)
    return shelf()


def fill(folder: Path) -> Path:
    here = another(folder)
    for number in range(WORTH_KEEPING):
        here.put(f"entry {number}", bytes([number]))
    here.write()
    (file,) = folder.rglob("*.kept")
    return file


def test_the_next_process_finds_what_was_kept(tmp_path: Path) -> None:
    fill(tmp_path)
    assert another(tmp_path).get("entry 3") == b"\x03"


def test_other_code_finds_nothing(tmp_path: Path) -> None:
    fill(tmp_path)
    assert another(tmp_path, "code of later").get("entry 3") is None


@pytest.mark.parametrize("place", [0, 5, 20, 25, 60, -1])
def test_damage_is_as_good_as_nothing(tmp_path: Path, place: int) -> None:
    file = fill(tmp_path)
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    assert another(tmp_path).get("entry 3") is None


def test_a_file_cut_short_is_as_good_as_nothing(tmp_path: Path) -> None:
    file = fill(tmp_path)
    file.write_bytes(file.read_bytes()[:30])
    assert another(tmp_path).get("entry 3") is None


def test_a_place_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "rules").write_text("a file where the folder should be", "utf-8")
    here = another(tmp_path)
    for number in range(WORTH_KEEPING):
        here.put(f"entry {number}", b"")
    here.write()
    assert here.get("entry 3") == b""
    assert not list(tmp_path.rglob("*.kept"))
