from __future__ import annotations

import bz2
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from regcheck.document.model import Unreadable
from regcheck.readers.archives.archive import iter_archive
from regcheck.readers.archives.stream import Member
from regcheck.readers.limits import Limits

LAW = b"<html><main><h1>Lov om lykter</h1></main></html>"
Entry = tuple[str, bytes]
Make = Callable[[Path, Sequence[Entry]], Path]


def tar(suffix: str) -> Make:
    mode = {".tar": "w", ".tar.gz": "w:gz", ".tar.bz2": "w:bz2", ".tar.xz": "w:xz"}[suffix]

    def make(folder: Path, entries: Sequence[Entry]) -> Path:
        path = folder / f"lover{suffix}"
        with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
            for name, data in entries:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
        return path

    return make


def make_zip(folder: Path, entries: Sequence[Entry]) -> Path:
    path = folder / "lover.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


ALL = [tar(".tar"), tar(".tar.gz"), tar(".tar.bz2"), tar(".tar.xz"), make_zip]


def read(path: Path, limits: Limits | None = None) -> list[Member | Unreadable]:
    return list(iter_archive(path, limits or Limits(), path.name))


def names(found: Sequence[Member | Unreadable]) -> list[str]:
    return [item.path if isinstance(item, Member) else item.reason for item in found]


@pytest.mark.parametrize("make", ALL)
def test_members_in_archive_order_with_their_bytes(tmp_path: Path, make: Make) -> None:
    path = make(tmp_path, [("nl/b.xml", LAW), ("nl/a.md", b"# Lov"), ("readme.png", b"x")])
    assert read(path) == [
        Member(f"{path.name}!/nl/b.xml", LAW),
        Member(f"{path.name}!/nl/a.md", b"# Lov"),
    ]


@pytest.mark.parametrize("make", ALL)
def test_members_that_lead_outside_are_refused_and_others_read(tmp_path: Path, make: Make) -> None:
    bad = ["../a.xml", "/etc/b.xml", "nl/../../c.xml", "C:\\d.xml", "nl\\..\\e.xml"]
    path = make(tmp_path, [(name, LAW) for name in bad] + [("nl/f.xml", LAW)])
    found = read(path)
    assert names(found) == ["path"] * 5 + [f"{path.name}!/nl/f.xml"]


@pytest.mark.parametrize("make", ALL)
def test_archives_within_and_second_names_are_not_read(tmp_path: Path, make: Make) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("warnings.warn", lambda *_a, **_k: None)
        path = make(tmp_path, [("in.zip", b"PK"), ("a.xml", LAW), ("a.xml", b"<x/>")])
    assert names(read(path)) == ["format", f"{path.name}!/a.xml", "path"]


@pytest.mark.parametrize("make", ALL)
def test_hidden_files_are_passed_over(tmp_path: Path, make: Make) -> None:
    path = make(tmp_path, [("nl/._a.xml", b"\0"), ("__MACOSX/b.xml", b"\0"), (".c.md", b"")])
    assert read(path) == []


def test_long_names_and_names_in_pax_headers(tmp_path: Path) -> None:
    long = "nl/" + "x" * 300 + "ø.xml"
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        path = tmp_path / "lover.tar"
        with tarfile.open(path, "w", format=form) as archive:
            info = tarfile.TarInfo(long)
            info.size = len(LAW)
            archive.addfile(info, io.BytesIO(LAW))
        assert read(path) == [Member(f"lover.tar!/{long}", LAW)]


def test_links_and_devices_in_tar(tmp_path: Path) -> None:
    path = tmp_path / "lover.tar"
    with tarfile.open(path, "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{kind.decode()}.xml")
            info.type = kind
            info.linkname = "/etc/passwd"
            archive.addfile(info)
        folder = tarfile.TarInfo("nl")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
    assert names(read(path)) == ["link", "link", "device", "device"]


def test_links_in_zip(tmp_path: Path) -> None:
    path = tmp_path / "lover.zip"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("a.xml")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert names(read(path)) == ["link"]


def test_encrypted_member(tmp_path: Path) -> None:
    path = make_zip(tmp_path, [("a.xml", LAW), ("b.xml", LAW)])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    found = read(path)
    assert names(found) == ["encrypted", "lover.zip!/b.xml"]
    assert isinstance(found[0], Unreadable)
    assert found[0].path == "lover.zip!/a.xml"


class Meter:
    """Counts what a decompressor gives, to show that a bomb is not inflated."""

    total = 0


@pytest.mark.parametrize("make", ALL[1:])
def test_bomb_is_stopped_early(tmp_path: Path, make: Make) -> None:
    path = make(tmp_path, [("a.xml", LAW), ("b.xml", b"\0" * 6_000_000), ("c.xml", LAW)])
    limits = Limits(ratio_floor=500_000)
    found = read(path, limits)
    assert names(found) == [f"{path.name}!/a.xml", "bomb"]
    assert isinstance(found[1], Unreadable)
    assert "after a.xml (1 documents read)" in str(found[1].detail)
    assert found[1].hint


def test_bomb_is_not_inflated_past_the_cap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tar(".tar.bz2")(tmp_path, [("b.xml", b"\0" * 6_000_000)])

    class Metered(bz2.BZ2File):
        def read(self, size: int | None = -1) -> bytes:
            data = super().read(-1 if size is None else size)
            Meter.total += len(data)
            return data

    monkeypatch.setattr(bz2, "BZ2File", Metered)
    Meter.total = 0
    assert names(read(path, Limits(ratio_floor=500_000))) == ["bomb"]
    assert 500_000 < Meter.total < 700_000


@pytest.mark.parametrize("make", ALL)
def test_large_member_is_refused_and_the_next_read(tmp_path: Path, make: Make) -> None:
    path = make(tmp_path, [("a.xml", LAW * 10), ("b.xml", LAW)])
    assert names(read(path, Limits(max_file_bytes=len(LAW)))) == ["size", f"{path.name}!/b.xml"]


def test_zip_member_that_lies_about_its_size(tmp_path: Path) -> None:
    path = make_zip(tmp_path, [("a.xml", LAW * 100), ("b.xml", LAW)])
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    found = read(path, Limits(max_file_bytes=1000))
    assert names(found)[1:] == ["lover.zip!/b.xml"]
    assert isinstance(found[0], Unreadable)


@pytest.mark.parametrize("make", ALL)
def test_total_and_number_of_members_are_capped(tmp_path: Path, make: Make) -> None:
    path = make(tmp_path, [(f"{n}.xml", LAW) for n in range(9)])
    assert names(read(path, Limits(max_members=4)))[-1] == "size"
    found = read(path, Limits(max_archive_total=2 * len(LAW) + 100))
    assert names(found)[-1] == "size"
    assert len(found) < 9


@pytest.mark.parametrize("make", ALL)
def test_truncated_archive_says_how_far_it_got(tmp_path: Path, make: Make) -> None:
    entries = [(f"nl/{n}.xml", LAW + str(n * n).encode() * 3000) for n in range(20)]
    path = make(tmp_path, entries)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    found = read(path)
    last = found[-1]
    assert isinstance(last, Unreadable)
    assert last.path == path.name
    assert last.reason == "syntax"
    assert "stopped" in str(last.detail)
    assert "\n" not in str(last.detail)
    assert all(isinstance(item, Member) for item in found[:-1])


def test_tar_without_end_is_truncated(tmp_path: Path) -> None:
    path = tar(".tar")(tmp_path, [("a.xml", LAW), ("b.xml", LAW)])
    path.write_bytes(path.read_bytes()[:2048])
    found = read(path)
    assert names(found) == ["lover.tar!/a.xml", "lover.tar!/b.xml", "syntax"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "syntax"), (b"not an archive" * 100, "format"), (b"BZh9" + b"x" * 99, "syntax")],
)
def test_what_is_no_archive(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "lover.tar.bz2"
    path.write_bytes(data)
    assert names(read(path)) == [reason]


def test_missing_archive(tmp_path: Path) -> None:
    assert names(read(tmp_path / "none.zip")) == ["not-found"]


def test_huge_header_is_not_taken_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "lover.tar"
    info = tarfile.TarInfo("././@LongLink")
    info.type = tarfile.GNUTYPE_LONGNAME
    info.size = 1 << 33
    path.write_bytes(info.tobuf(tarfile.GNU_FORMAT) + b"x" * 4096)
    assert names(read(path)) == ["size"]


def test_negative_size(tmp_path: Path) -> None:
    path = tmp_path / "lover.tar"
    info = tarfile.TarInfo("a.xml")
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    block[124:136] = b"\xff" * 12
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    path.write_bytes(bytes(block) + b"\0" * 1024)
    assert names(read(path)) == ["syntax"]


def test_control_characters_in_names_are_not_shown(tmp_path: Path) -> None:
    path = tar(".tar")(tmp_path, [("a\x1b[31m.xml", LAW)])
    found = read(path)
    assert names(found) == ["lover.tar!/a\N{REPLACEMENT CHARACTER}[31m.xml"]


def test_a_member_without_a_name_is_passed_over(tmp_path: Path) -> None:
    """Its one letter is made part of the extra field that follows the name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", "Bord.")
        archive.writestr("b.md", "Bord.")
    data = bytearray(stream.getvalue())
    for signature, at in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        start = data.index(signature) + at
        data[start : start + 4] = b"\0\0\1\0"
    path = tmp_path / "lover.zip"
    path.write_bytes(data)
    found = list(iter_archive(path))
    assert [one.path for one in found if isinstance(one, Member)] == [f"{path}!/b.md"]
