"""The key of the user that caches are sealed with."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

import pytest

from regcheck.base.files.sealed import SIZE, user_key


def key_in(folder: str) -> bytes | None:
    return user_key(Path(folder))


def test_processes_that_make_a_key_at_once_have_the_same(tmp_path: Path) -> None:
    with get_context("spawn").Pool(6) as pool:
        for number in range(20):
            folder = str(tmp_path / str(number))
            assert len(set(pool.map(key_in, [folder] * 6, chunksize=1))) == 1
            assert [file.name for file in Path(folder).iterdir()] == ["key"]


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * (SIZE + 1)])
def test_a_damaged_key_is_made_anew(damage: bytes, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(damage)
    key = user_key(tmp_path)
    assert key is not None
    assert len(key) == SIZE
    assert user_key(tmp_path) == key


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"k" * SIZE)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "key").symlink_to(theirs)
    assert user_key(tmp_path / "state") != b"k" * SIZE
    assert theirs.read_bytes() == b"k" * SIZE
