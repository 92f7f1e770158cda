"""Digests of code and rule files, kept by the state of the files."""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from regcheck.base.files.sealed import SIZE, CacheFolder
from regcheck.packs.source_files import library_fingerprint
from regcheck.run import fingerprints
from regcheck.run.fingerprints import rules_fingerprint, running_code

KEY = b"k" * SIZE


def cache_at(folder: Path) -> CacheFolder:
    return CacheFolder(folder, KEY)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "regcheck"
    (made / "run").mkdir(parents=True)
    (made / "cli").mkdir()
    (made / "run" / "a.py").write_text("x = 1")
    monkeypatch.setattr(fingerprints, "__file__", str(made / "run" / "fingerprints.py"))
    return made


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "house"
    folder.mkdir()
    (folder / "pack.yaml").write_text("name: house\n", "utf-8")
    (folder / "old.yaml").write_text("id: house/old\n", "utf-8")
    return folder


@pytest.fixture
def rested(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as at rest, however new it is."""
    monkeypatch.setattr(fingerprints, "_SETTLED", -(10**18))


def test_the_code_that_finds_is_read(package: Path) -> None:
    before = running_code.__wrapped__()
    (package / "cli" / "b.py").write_text("x = 1")
    assert running_code.__wrapped__() == before
    (package / "run" / "a.py").write_text("x = 2")
    assert running_code.__wrapped__() != before


@pytest.mark.usefixtures("rested")
def test_what_is_kept_equals_what_is_read(package: Path, pack: Path, tmp_path: Path) -> None:
    cache = cache_at(tmp_path / "cache")
    for _ in range(2):
        assert running_code.__wrapped__(cache) == running_code.__wrapped__()
        assert rules_fingerprint([pack], cache) == library_fingerprint([pack])
    assert len(list((cache.path / "rules").iterdir())) == 2
    (package / "run" / "a.py").write_text("x = 2")
    (pack / "old.yaml").write_text("id: house/new\n", "utf-8")
    assert running_code.__wrapped__(cache) == running_code.__wrapped__()
    assert rules_fingerprint([pack], cache) == library_fingerprint([pack])


@pytest.mark.usefixtures("rested", "package")
def test_files_at_rest_are_not_read_again(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = cache_at(tmp_path / "cache")
    kept = running_code.__wrapped__(cache), rules_fingerprint([pack], cache)

    def refuse(*_: object) -> str:
        raise AssertionError("read again")

    monkeypatch.setattr(fingerprints, "_read_code", refuse)
    monkeypatch.setattr(fingerprints, "library_fingerprint", refuse)
    assert (running_code.__wrapped__(cache), rules_fingerprint([pack], cache)) == kept


@pytest.mark.usefixtures("rested")
def test_a_file_of_the_same_size_and_age_with_other_bytes_is_seen(
    pack: Path, tmp_path: Path
) -> None:
    """A time can be set back; when the file system itself noted the change cannot."""
    cache, file = cache_at(tmp_path / "cache"), pack / "old.yaml"
    before, stood = rules_fingerprint([pack], cache), file.stat()
    other = pack.with_name("other.yaml")
    other.write_text("id: house/odd\n", "utf-8")
    os.utime(other, ns=(stood.st_atime_ns, stood.st_mtime_ns))
    other.replace(file)
    assert file.stat().st_mtime_ns == stood.st_mtime_ns
    assert rules_fingerprint([pack], cache) == library_fingerprint([pack]) != before


def test_what_was_noted_right_after_a_change_is_read_again(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprints, "_SETTLED", 10**18)
    rules_fingerprint([pack], cache_at(tmp_path / "cache"))
    read: list[object] = []

    def make(places: object) -> str:
        read.append(places)
        return "anew"

    monkeypatch.setattr(fingerprints, "library_fingerprint", make)
    assert rules_fingerprint([pack], cache_at(tmp_path / "cache")) == "anew"
    assert read == [[pack]]


@pytest.mark.usefixtures("rested")
@pytest.mark.parametrize("damage", [b"", b"x", b"\xff\xfe", b"a b c"])
def test_a_broken_note_is_as_good_as_none(damage: bytes, pack: Path, tmp_path: Path) -> None:
    rules_fingerprint([pack], cache_at(tmp_path))
    (note,) = (tmp_path / "rules").iterdir()
    note.write_bytes(damage)
    assert rules_fingerprint([pack], cache_at(tmp_path)) == library_fingerprint([pack])
    assert len(note.read_bytes()[SIZE:].split()) == 2


@pytest.mark.usefixtures("rested")
def test_a_folder_that_cannot_be_written_is_no_hindrance(pack: Path, tmp_path: Path) -> None:
    place = tmp_path / "cache"
    place.write_text("a file where the folder should be", "utf-8")
    assert rules_fingerprint([pack], cache_at(place)) == library_fingerprint([pack])


def test_a_note_is_believed_when_all_was_at_rest_for_two_seconds(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = cache_at(tmp_path / "cache")
    true = rules_fingerprint([pack], cache)
    (note,) = (cache.path / "rules").iterdir()
    changed = fingerprints._state(map(str, pack.iterdir()))[1]
    monkeypatch.setattr(fingerprints, "library_fingerprint", lambda _: "read again")
    for after, told in ((2_000_000_001, true), (2_000_000_000, "read again")):
        os.utime(note, ns=(0, changed + after))
        assert rules_fingerprint([pack], cache) == told


def test_a_missing_file_and_every_other_are_part_of_the_state(tmp_path: Path) -> None:
    file = tmp_path / "here"
    file.write_text("x")
    here, gone = str(file), str(tmp_path / "gone")
    both, latest = fingerprints._state([gone, here])
    assert both != fingerprints._state([here])[0] != fingerprints._state([gone])[0]
    assert fingerprints._state([gone])[1] == 0
    assert latest == max(file.stat().st_mtime_ns, file.stat().st_ctime_ns)


def test_large_files_count_by_their_size(package: Path) -> None:
    """Models and dictionaries: to read them would take longer than a check."""
    small, large = package / "run" / "small.bin", package / "run" / "large.bin"
    small.write_bytes(b"x" * 1_000_000)
    large.write_bytes(b"x" * 1_000_001)
    first = fingerprints.source_digest()
    large.write_bytes(b"y" * 1_000_001)
    assert fingerprints.source_digest() == first
    small.write_bytes(b"y" * 1_000_000)
    second = fingerprints.source_digest()
    large.write_bytes(b"y" * 1_000_002)
    assert len({first, second, fingerprints.source_digest()}) == 3


def test_libraries_that_take_part_are_known_by_version_and_folder(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = running_code.__wrapped__()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "99.0")
    newer = running_code.__wrapped__()

    def missing(name: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr("importlib.metadata.version", missing)
    assert len({before, newer, running_code.__wrapped__()}) == 3
    folders = list(map(Path, fingerprints._library_folders()))
    assert folders
    assert all((folder / "regex").is_dir() or (folder / "lxml").is_dir() for folder in folders)
