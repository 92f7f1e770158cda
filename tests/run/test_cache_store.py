"""The store of what was found before: what it keeps, what it drops, and when it is given up."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from regcheck.base.files.sealed import SIZE
from regcheck.base.texts.message import Message
from regcheck.run import cache_store
from regcheck.run.cache_store import FILE, Store, measure, remove

MEGABYTE = 1024 * 1024

KEY = b"k" * SIZE


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        return connection.execute(query).fetchall()


def write(folder: Path, *keys: bytes, size: int = 100, most: int = 10**9) -> None:
    store = Store(folder, KEY, max_bytes=most)
    for key in keys:
        store.put(key, b"x" * size)
    store.close()


def kept(folder: Path) -> list[object]:
    return [key for (key,) in rows(folder, "SELECT key FROM entry ORDER BY key")]


def test_what_is_put_in_comes_out_under_its_key_alone(tmp_path: Path) -> None:
    write(tmp_path, b"a", b"b")
    store = Store(tmp_path, KEY)
    assert store.get(b"a") == b"x" * 100
    assert store.get(b"c") is None
    store.close()
    assert rows(tmp_path, "SELECT size FROM entry") == [(100,), (100,)]


def test_what_another_key_was_kept_under_does_not_count(tmp_path: Path) -> None:
    """The digest is made with the key: rows that are swapped are as good as none."""
    write(tmp_path, b"a", b"b")
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("UPDATE entry SET key = X'7a' WHERE key = X'61'")
        connection.commit()
    store = Store(tmp_path, KEY)
    assert store.get(b"z") is None
    store.close()


def test_a_very_large_result_is_not_kept(tmp_path: Path) -> None:
    write(tmp_path, b"fits", size=16 * MEGABYTE)
    write(tmp_path, b"large", size=16 * MEGABYTE + 1)
    assert kept(tmp_path) == [b"fits"]


def test_little_waits_in_memory(tmp_path: Path) -> None:
    store = Store(tmp_path, KEY)
    store.put(b"a", b"x" * (4 * MEGABYTE))
    store.put(b"b", b"x" * (4 * MEGABYTE - 1))
    assert not (tmp_path / FILE).exists()
    store.put(b"c", b"x")
    assert kept(tmp_path) == [b"a", b"b", b"c"]
    store.put(b"d", b"x")
    assert kept(tmp_path) == [b"a", b"b", b"c"]
    store.close()
    assert kept(tmp_path) == [b"a", b"b", b"c", b"d"]


def test_a_store_of_nothing_makes_no_file(tmp_path: Path) -> None:
    Store(tmp_path / "findings", KEY).close()
    assert not (tmp_path / "findings").exists()


def test_age_is_counted_in_runs(tmp_path: Path) -> None:
    write(tmp_path, b"a", b"b")
    store = Store(tmp_path, KEY)
    assert store.get(b"a") and store.get(b"missing") is None
    store.close()
    write(tmp_path, b"c")
    ages = "SELECT key, used FROM entry ORDER BY key"
    assert rows(tmp_path, ages) == [(b"a", 2), (b"b", 1), (b"c", 3)]


@pytest.mark.parametrize(("number", "left"), [(10, 10), (11, 9)])
def test_a_full_store_gets_some_room(number: int, left: int, tmp_path: Path) -> None:
    """A tenth is freed at once, not a little each time."""
    for one in range(number):
        write(tmp_path, b"%02d" % one, most=1000)
    assert kept(tmp_path) == [b"%02d" % one for one in range(number - left, number)]
    assert measure(tmp_path)[0] == left


def test_what_is_dropped_leaves_its_place_to_what_comes(tmp_path: Path) -> None:
    for run in range(6):
        write(tmp_path, *(b"%d %d" % (run, one) for one in range(10)), size=50_000, most=500_000)
    assert measure(tmp_path)[1] < 1_200_000


def test_half_a_batch_is_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, b"a")

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(cache_store, "_shrink", fail)
    told: list[Message] = []
    store = Store(tmp_path, KEY, told.append)
    store.put(b"b", b"x")
    store.close()
    assert kept(tmp_path) == [b"a"]
    assert list(map(str, told)) == [f"{tmp_path}: disk I/O error"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (sqlite3.OperationalError("database is locked"), ["database is locked"]),
        (sqlite3.OperationalError("disk full"), ["disk full"]),
        (PermissionError(13, "Permission denied"), ["permission denied"]),
    ],
)
def test_a_store_that_cannot_be_used_is_given_up_with_a_word_or_none(
    fault: Exception, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Path] = []

    def fail(file: Path, _: float) -> None:
        tries.append(file)
        raise fault

    monkeypatch.setattr(cache_store, "_connect", fail)
    told: list[Message] = []
    store = Store(tmp_path, KEY, told.append)
    assert store.get(b"a") is None
    store.put(b"a", b"x")
    assert store.get(b"a") is None
    store.close()
    assert list(map(str, told)) == [f"{tmp_path}: {one}" for one in words]
    assert tries == [tmp_path / FILE]


def test_a_file_of_another_layout_is_begun_anew(tmp_path: Path) -> None:
    write(tmp_path, b"a")
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("CREATE TABLE further (number)")
    told: list[Message] = []
    store = Store(tmp_path, KEY, told.append)
    assert store.get(b"a") is None
    store.close()
    write(tmp_path, b"b")
    assert kept(tmp_path) == [b"b"]
    assert told == []


def test_measuring_and_removing(tmp_path: Path) -> None:
    assert measure(tmp_path / "nowhere") == (0, 0)
    (tmp_path / FILE).write_bytes(b"no database" * 100)
    assert measure(tmp_path) == (0, 1100)
    (tmp_path / f"{FILE}-wal").write_bytes(b"x" * 10)
    (tmp_path / "other").write_bytes(b"x")
    assert remove(tmp_path) == 1110
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_folder_and_file_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "findings"
    write(folder, b"a")
    assert [one.stat().st_mode & 0o777 for one in (folder, folder / FILE)] == [0o700, 0o600]


def test_another_thread_may_close_it(tmp_path: Path) -> None:
    def using(store: Store) -> Iterator[None]:
        store.put(b"a", b"x")
        store.get(b"a")
        yield
        store.close()

    work = using(Store(tmp_path, KEY))
    next(work)
    thread = threading.Thread(target=lambda: list(work))
    thread.start()
    thread.join()
    assert kept(tmp_path) == [b"a"]


def test_what_another_user_wrote_is_not_believed(tmp_path: Path) -> None:
    write(tmp_path, b"a")
    store = Store(tmp_path, b"other" * 6)
    assert store.get(b"a") is None
    store.close()


def foreign(folder: Path) -> Path:
    file = folder / "other.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE theirs (one)")
        connection.commit()
    return file


def plant_link(folder: Path) -> None:
    (folder / FILE).symlink_to(foreign(folder.parent))


def plant_folder(folder: Path) -> None:
    folder.rmdir()
    (folder.parent / "outside").mkdir()
    folder.symlink_to(folder.parent / "outside")


PLANTS: dict[str, Callable[[Path], object]] = {
    "database": lambda folder: foreign(folder).rename(folder / FILE),
    "link": plant_link,
    "hard link": lambda folder: (folder / FILE).hardlink_to(foreign(folder.parent)),
    "journal": lambda folder: (folder / f"{FILE}-journal").symlink_to(foreign(folder.parent)),
    "folder": plant_folder,
    "pipe": lambda folder: os.mkfifo(folder / FILE),
    "text": lambda folder: (folder / FILE).write_bytes(b"no database at all" * 99),
}


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
@pytest.mark.parametrize("plant", PLANTS)
def test_what_is_not_ours_is_left_as_it_is_and_told(plant: str, tmp_path: Path) -> None:
    folder = tmp_path / "findings"
    folder.mkdir()
    PLANTS[plant](folder)

    def seen() -> dict[str, bytes | None]:
        return {
            str(one): one.read_bytes() if one.is_file() else None for one in tmp_path.rglob("*")
        }

    before, told = seen(), list[Message]()
    store = Store(folder, KEY, told.append)
    store.put(b"a", b"x")
    assert store.get(b"a") is None
    store.close()
    assert measure(folder)[0] == 0
    assert seen() == before
    assert len(told) == 1 and "was not made by" in str(told[0])


@pytest.mark.parametrize("number", ["2305843009213693952", "9223372036854775807", "'text'", "-1"])
def test_a_strange_number_of_a_run_is_begun_anew(number: str, tmp_path: Path) -> None:
    write(tmp_path, b"a")
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute(f"UPDATE entry SET used = {number}")  # noqa: S608
        connection.commit()
    write(tmp_path, b"b")
    assert rows(tmp_path, "SELECT key, used FROM entry") == [(b"b", 1)]
