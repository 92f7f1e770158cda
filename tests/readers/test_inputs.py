"""From paths to documents."""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from regcheck.document.model import Unreadable
from regcheck.readers.inputs import Input, Inputs, find_inputs
from regcheck.readers.limits import DEFAULT, Limits

TEXT = "§ 1. Bord\n\nBordet skal ha fire bein.\n"


def put(base: Path, *names: str) -> None:
    for name in names:
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, "utf-8")


def find(base: Path, *paths: str, limits: Limits = DEFAULT) -> Inputs:
    return find_inputs(paths, base=base, limits=limits)


def shown(inputs: Inputs) -> list[str]:
    return [item.path for item in inputs]


def test_order_is_by_path_whatever_the_arguments(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/z.md", "a/b/c.xml", "a.md")
    expected = ["a.md", "a/b/c.xml", "a/z.md", "b.txt"]
    assert shown(find(tmp_path, "b.txt", "a", "a.md")) == expected
    assert shown(find(tmp_path, "a.md", "a", "b.txt")) == expected
    assert shown(find(tmp_path, ".")) == expected


def test_each_document_once(tmp_path: Path) -> None:
    put(tmp_path, "a/b.md")
    assert shown(find(tmp_path, "a", "a/b.md", "./a/b.md", str(tmp_path / "a" / "b.md"))) == [
        "a/b.md"
    ]


def test_absolute_paths_outside_the_base_stay_absolute(tmp_path: Path) -> None:
    put(tmp_path, "inn/a.md", "ut/b.md")
    path = str(tmp_path / "ut" / "b.md")
    assert shown(find(tmp_path / "inn", path)) == [Path(path).as_posix()]


def test_folders_give_only_what_can_be_read(tmp_path: Path) -> None:
    put(
        tmp_path, "a.md", "a.png", "b.docx", "~$b.docx", "c.pdf", "g.rtf", ".d.md", ".git/e.md", "f"
    )
    inputs = find(tmp_path, ".")
    assert shown(inputs) == ["a.md", "b.docx", "c.pdf"]
    assert inputs.passed_over == {".rtf": 1}


def test_a_file_given_by_name_is_taken_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, ".skjult.md", "rart.xyz")
    assert shown(find(tmp_path, ".skjult.md", "rart.xyz")) == [".skjult.md", "rart.xyz"]


def test_missing_paths_are_values(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    inputs = find(tmp_path, "borte.md", "a.md", "a.md/b.md", "", "x\0y")
    faults = [item for item in inputs if isinstance(item, Unreadable)]
    assert [fault.reason for fault in faults] == ["not-found"] * 4
    assert inputs.missing == 4
    assert not inputs.found_nothing
    assert find(tmp_path, "borte.md").found_nothing


def test_an_empty_folder_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    assert find(tmp_path, "tom").found_nothing


def test_gitignore_files_are_respected_up_to_the_repository(tmp_path: Path) -> None:
    put(tmp_path, *(f"repo/{n}" for n in ("a.md", "ut/b.md", "d/c.md", "d/e/f.md", "d/e/g.md")))
    (tmp_path / "repo/.git").mkdir()
    (tmp_path / ".gitignore").write_text("*.md\n")
    (tmp_path / "repo/.gitignore").write_text("ut/\n!\nf.md\nc.md\nd\\\n")
    (tmp_path / "repo/d/.gitignore").write_text("!c.md\n/e/g.md\n")
    assert shown(find(tmp_path, "repo")) == ["repo/a.md", "repo/d/c.md"]
    assert shown(find(tmp_path, "repo/d")) == ["repo/d/c.md"]


def test_a_folder_that_is_asked_for_is_read_though_ignored(tmp_path: Path) -> None:
    put(tmp_path, "ut/b.md", "ut/c.md")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("ut/\n")
    (tmp_path / "ut/.gitignore").write_text("c.md\n")
    assert shown(find(tmp_path, "ut")) == ["ut/b.md"]
    assert find(tmp_path, ".").found_nothing


def test_links_in_circles_come_to_an_end(tmp_path: Path) -> None:
    put(tmp_path, "a/x.md", "b/y.md")
    (tmp_path / "a/til-b").symlink_to(tmp_path / "b")
    (tmp_path / "b/til-a").symlink_to(tmp_path / "a")
    (tmp_path / "a/selv").symlink_to(tmp_path / "a")
    (tmp_path / "a/knekt.md").symlink_to("finnes-ikke.md")
    (tmp_path / "a/runde.md").symlink_to("runde.md")
    assert shown(find(tmp_path, ".")) == ["a/x.md", "b/y.md"]


def test_links_lead_to_what_is_elsewhere_in_the_repository(tmp_path: Path) -> None:
    put(tmp_path, "annet/x.md")
    (tmp_path / ".git").mkdir()
    (tmp_path / "her").mkdir()
    (tmp_path / "her/lenke").symlink_to(tmp_path / "annet")
    assert shown(find(tmp_path, "her")) == ["her/lenke/x.md"]


def test_links_out_of_the_repository_are_not_followed_but_told_of(tmp_path: Path) -> None:
    put(tmp_path, "annet/x.md", "annet/nøkkel")
    (tmp_path / "her").mkdir()
    (tmp_path / "her/lenke").symlink_to(tmp_path / "annet")
    (tmp_path / "her/x.md").symlink_to(tmp_path / "annet/x.md")
    (tmp_path / "her/nøkkel").symlink_to(tmp_path / "annet/nøkkel")
    entries = find(tmp_path, "her").entries
    assert [(e.path, getattr(e, "reason", "")) for e in entries] == [
        ("her/lenke", "access"),
        ("her/x.md", "access"),
    ]
    assert shown(find(tmp_path, "her/x.md")) == ["her/x.md"]


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made on Windows")
def test_odd_names_are_safe(tmp_path: Path) -> None:
    put(tmp_path, "to\nlinjer.md", "æ ø.md")
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md")).write_text(TEXT, "utf-8")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    inputs = find(tmp_path, ".")
    assert shown(inputs) == ["\\xff.md", "to\nlinjer.md", "æ ø.md"]
    for item in inputs:
        assert isinstance(item, Input)
        assert item.read(inputs.limits) == TEXT.encode()


def test_stdin_has_the_name_it_is_given() -> None:
    asked: list[int] = []

    def read(most: int) -> bytes:
        asked.append(most)
        return b"tekst"

    (item,) = find_inputs(["-"], base=Path(), read_stdin=read, stdin_name="utkast.md")
    assert isinstance(item, Input)
    assert (item.path, item.data) == ("utkast.md", b"tekst")
    assert asked == [Limits().max_file_bytes + 1]


def test_too_large_a_file_is_unreadable(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    limits = Limits(max_file_bytes=10)
    (item,) = find(tmp_path, "a.md", limits=limits)
    assert isinstance(item, Input)
    fault = item.read(limits)
    assert isinstance(fault, Unreadable)
    assert fault.reason == "size"


def test_a_file_that_goes_away_is_unreadable(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    inputs = find(tmp_path, "a.md")
    (tmp_path / "a.md").unlink()
    (item,) = inputs
    assert isinstance(item, Input)
    fault = item.read(inputs.limits)
    assert isinstance(fault, Unreadable)
    assert fault.reason == "not-found"


def test_members_of_archives_come_in_path_order(tmp_path: Path) -> None:
    put(tmp_path, "inn/b.md", "inn/a.md", "z.md", "a.tar.txt", "inn/bilde.png")
    with tarfile.open(tmp_path / "a.tar.bz2", "w:bz2") as tar:
        for name in ("b.md", "a.md", "bilde.png"):
            tar.add(tmp_path / "inn" / name, name)
    with zipfile.ZipFile(tmp_path / "m.zip", "w") as archive:
        archive.writestr("c/d.md", TEXT)
    inputs = find(tmp_path, "z.md", "m.zip", "a.tar.bz2", "a.tar.txt")
    assert shown(inputs) == [
        "a.tar.bz2!/a.md",
        "a.tar.bz2!/b.md",
        "a.tar.txt",
        "m.zip!/c/d.md",
        "z.md",
    ]
    first = next(iter(inputs))
    assert isinstance(first, Input)
    assert first.read(inputs.limits) == TEXT.encode()


def test_an_archive_stands_and_is_wanted_where_its_members_are(tmp_path: Path) -> None:
    put(tmp_path, "a.zip .md", "b.md")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("c.md", TEXT)
        archive.writestr("d.md", TEXT)
    found = find(tmp_path, "b.md", "a.zip .md", "a.zip", "ingen.md")
    assert shown(found) == ["a.zip .md", "a.zip!/c.md", "a.zip!/d.md", "b.md", "ingen.md"]
    whole = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert (found.files, found.size, found.missing, found.found_nothing) == (3, whole, 1, False)
    asked: list[str] = []

    def wanted(path: str) -> bool:
        asked.append(path)
        return path != "b.md"

    assert shown(found.only(wanted)) == [
        "a.zip .md", "a.zip!/c.md", "a.zip!/d.md", "ingen.md",
    ]  # fmt: skip
    assert asked[:3] == ["a.zip .md", "a.zip!/", "b.md"]
    assert shown(found.only(lambda path: path in ("a.zip!/", "a.zip!/d.md"))) == [
        "a.zip!/d.md", "ingen.md",
    ]  # fmt: skip
    assert find(tmp_path, "ingen.md").found_nothing


def test_a_link_to_a_file_is_no_second_file(tmp_path: Path) -> None:
    put(tmp_path, "b/c.md")
    (tmp_path / "a.md").symlink_to(tmp_path / "b" / "c.md")
    (tmp_path / "b" / "a.md").symlink_to("c.md")
    assert shown(find(tmp_path, ".")) == ["b/c.md"]
    assert shown(find(tmp_path, "a.md")) == ["a.md"]
    assert shown(find(tmp_path, "a.md", "b/c.md")) == ["b/c.md"]


def test_stdin_is_wanted_whatever_is(tmp_path: Path) -> None:
    given = find_inputs(["-"], base=tmp_path, read_stdin=lambda _: TEXT.encode())
    assert shown(given.only(lambda _: False)) == ["-"]


def test_a_broken_archive_says_so_once(tmp_path: Path) -> None:
    (tmp_path / "a.tar.bz2").write_bytes(b"BZh9 and then nothing of the kind")
    (item,) = find(tmp_path, "a.tar.bz2")
    assert isinstance(item, Unreadable)
    assert item.path == "a.tar.bz2"


def test_a_folder_that_may_not_be_read_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a/x.md", "b/y.md")
    listed = os.scandir

    def refuse(place: str) -> Iterator[os.DirEntry[str]]:
        if Path(place).name == "a":
            raise PermissionError(13, "Permission denied")
        return listed(place)

    monkeypatch.setattr(os, "scandir", refuse)
    first, second = find(tmp_path, ".")
    assert isinstance(first, Unreadable)
    assert (first.path, first.reason) == ("a", "access")
    assert str(first.detail) == "cannot be opened: permission denied"
    assert second.path == "b/y.md"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_named_pipe_is_told_and_stops_nobody(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    for name in ("rør.md", "rør.zip", ".gitignore"):
        os.mkfifo(tmp_path / name)
    inputs = find(tmp_path, "rør.md", "rør.zip", ".")
    faults = [item for item in inputs if isinstance(item, Unreadable)]
    assert [(fault.path, fault.reason) for fault in faults] == [
        ("rør.md", "access"),
        ("rør.zip", "access"),
    ]
    assert all("named pipe" in str(fault.detail) for fault in faults)
    assert [item.path for item in inputs if isinstance(item, Input)] == ["a.md"]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="the system has no /dev/fd")
def test_a_pipe_that_the_shell_hands_over_is_read(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, TEXT.encode())
    os.close(writing)
    (entry,) = find(tmp_path, f"/dev/fd/{reading}")
    assert isinstance(entry, Input)
    assert entry.read() == TEXT.encode()
    os.close(reading)


def test_a_folder_in_the_place_of_a_file_is_told_to_be_one(tmp_path: Path) -> None:
    found = Input("mappe", str(tmp_path)).read()
    assert isinstance(found, Unreadable)
    assert os.name == "nt" or str(found.detail) == "is a folder"
