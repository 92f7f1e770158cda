"""What headers of archives say, and how far they are believed."""

from __future__ import annotations

import io
import struct
import tarfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from regcheck.document.model import Unreadable
from regcheck.readers.archives.archive import iter_archive, members
from regcheck.readers.archives.stream import ArchiveProgress, CountedStream, Member
from regcheck.readers.archives.tar import _pax
from regcheck.readers.archives.zip import check_directory
from regcheck.readers.limits import Limits
from regcheck.readers.remarks import ReadError


def record(key: bytes, value: bytes) -> bytes:
    rest = b" " + key + b"=" + value + b"\n"
    size = len(rest) + 1
    while len(str(size)) + len(rest) != size:
        size += 1
    return str(size).encode() + rest


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (record(b"path", b"a/b.md"), {"path": "a/b.md"}),
        (record(b"mtime", b"1") + record(b"size", b"12"), {"size": "12"}),
        (record(b"path", b"a=b\nc") + record(b"path", b"d"), {"path": "d"}),
        (record(b"GNU.sparse.major", b"1"), {"GNU.sparse.major": "1"}),
        (record(b"path", "å".encode()), {"path": "å"}),
        (record(b"path", b""), {"path": ""}),
        (b"", {}),
        # A record that does not fit ends the reading.
        (record(b"path", b"a") + b"x", {"path": "a"}),
        (record(b"path", b"a") + b"7 path=" + record(b"path", b"b"), {"path": "a"}),
        (b"6 path=a\n", {}),
        (b"99 path=a\n", {}),
    ],
)
def test_records_of_a_pax_header(data: bytes, found: dict[str, str]) -> None:
    assert _pax(data) == found


def tar(folder: Path, *entries: tuple[tarfile.TarInfo, bytes]) -> Path:
    data = b""
    for info, content in entries:
        data += info.tobuf(tarfile.USTAR_FORMAT) + content + b"\0" * (-len(content) % 512)
    path = folder / "a.tar"
    path.write_bytes(data + b"\0" * 1024)
    return path


def info(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.size, made.type = size, kind
    return made


def read(path: Path, limits: Limits | None = None) -> list[str]:
    found = iter_archive(path, limits or Limits(), "a")
    return [
        f"{one.path} {len(one.data)}" if isinstance(one, Member) else f"{one.path} {one.reason}"
        for one in found
    ]


def test_a_pax_header_holds_for_the_next_member_alone(tmp_path: Path) -> None:
    header = record(b"path", b"long/a.md") + record(b"size", b"3")
    whole = record(b"path", b"nowhere.md")
    path = tar(
        tmp_path,
        (info("h", len(whole), tarfile.XGLTYPE), whole),
        (info("h", len(header), tarfile.XHDTYPE), header),
        (info("b.md", 0), b"abc"),
        (info("c.md", 513), b"x" * 513),
        (info("d.md", 512), b"x" * 512),
        (info("e.md", 0), b""),
    )
    assert read(path) == ["a!/long/a.md 3", "a!/c.md 513", "a!/d.md 512", "a!/e.md 0"]


@pytest.mark.parametrize(
    ("size", "found"),
    [(b"3", ["a!/b.md 3"]), (b"-3", ["a!/b.md 0"]), (b"3x", ["a!/b.md 0"]), (b"", ["a!/b.md 0"])],
)
def test_a_size_that_is_none_is_not_believed(
    tmp_path: Path, size: bytes, found: Sequence[str]
) -> None:
    header = record(b"size", size)
    content = b"abc" if size == b"3" else b""
    path = tar(
        tmp_path, (info("h", len(header), tarfile.XHDTYPE), header), (info("b.md", 0), content)
    )
    assert read(path) == found


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [
        (tarfile.REGTYPE, "b.md", "a!/b.md 3"),
        (tarfile.AREGTYPE, "b.md", "a!/b.md 3"),
        (tarfile.CONTTYPE, "b.md", "a!/b.md 3"),
        (tarfile.REGTYPE, "b.md/", ""),
        (tarfile.DIRTYPE, "b.md", ""),
        (tarfile.SYMTYPE, "b.md", "a!/b.md link"),
        (tarfile.LNKTYPE, "b.md", "a!/b.md link"),
        (tarfile.CHRTYPE, "b.md", "a!/b.md device"),
        (tarfile.FIFOTYPE, "b.md", "a!/b.md device"),
    ],
)
def test_kinds_of_members(tmp_path: Path, kind: bytes, name: str, found: str) -> None:
    size = 3 if found.endswith("3") else 0
    path = tar(tmp_path, (info(name, size, kind), b"abc"[:size]), (info("c.md", 1), b"x"))
    assert read(path) == [*([found] if found else []), "a!/c.md 1"]


def test_what_is_passed_over_is_skipped_whole(tmp_path: Path) -> None:
    path = tar(
        tmp_path,
        (info("a.png", 700), b"x" * 700),
        (info("b.md", 600), b"x" * 600),
        (info(".c.md", 5), b"xxxxx"),
        (info("d.md", 2), b"xx"),
    )
    assert read(path) == ["a!/b.md 600", "a!/d.md 2"]
    assert read(path, Limits(max_file_bytes=599)) == ["a!/b.md size", "a!/d.md 2"]


def test_members_come_sorted_and_whole(tmp_path: Path) -> None:
    path = tar(
        tmp_path,
        (info("b.md", 2), b"bb"),
        (info("../x.md", 1), b"x"),
        (info("a.md", 3), b"aaa"),
    )
    found = list(members(path, "a", Limits()))
    assert [one.data if isinstance(one, Member) else one.reason for one in found] == [
        "path", b"aaa", b"bb",
    ]  # fmt: skip
    empty = tar(tmp_path, (info("a.png", 1), b"x"))
    (only,) = members(empty, "a", Limits())
    assert isinstance(only, Unreadable) and only.reason == "empty"


def directory(entries: int, length: int, *, large: bool = False) -> bytes:
    """The end of a zip that says how many entries it has, and how long they are."""
    end = b""
    if large:
        end += b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 0, entries, length, 0)
        end += b"PK\x06\x07".ljust(20, b"\0")
        entries, length = 0xFFFF, 0xFFFFFFFF
    return end + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0, entries, length, 0, 0)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    ("entries", "length", "taken"),
    [
        (10, 460, True),
        (11, 460, False),
        (10, 505, True),
        (10, 506, False),
        (0, 0, True),
    ],
)
def test_a_directory_of_too_many_members_is_not_taken_in(
    entries: int, length: int, taken: bool, large: bool
) -> None:
    for before in (b"", b"x" * 100):
        data = io.BytesIO(before + directory(entries, length, large=large))
        progress = ArchiveProgress("a.zip", Limits(max_members=10))
        if taken:
            check_directory(data, progress)
            assert data.tell() == 0
        else:
            with pytest.raises(ReadError) as raised:
                check_directory(data, progress)
            assert raised.value.reason == "size"


@pytest.mark.parametrize(
    ("data", "sound"),
    [
        (directory(1, 46), True),
        (directory(1, 46)[:-1], False),
        (b"PK\x03\x04", False),
        (directory(1, 46) + b"x" * 65_535, True),
        (b"x" * 70_000 + directory(1, 46) + b"x" * 65_535, True),
        (b"x" * 70_000 + directory(1, 46, large=True) + b"x" * 65_535, True),
    ],
)
def test_the_end_of_a_zip_is_found_before_its_comment(data: bytes, sound: bool) -> None:
    progress = ArchiveProgress("a.zip", Limits())
    if sound:
        check_directory(io.BytesIO(data), progress)
    else:
        with pytest.raises(ReadError) as raised:
            check_directory(io.BytesIO(data), progress)
        assert raised.value.reason == "syntax"


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_a_stream_is_read_and_skipped_to_the_byte(size: int) -> None:
    def counted() -> CountedStream:
        return CountedStream(io.BytesIO(b"x" * 131_072), ArchiveProgress("a", Limits()))

    stream = counted()
    assert len(stream.read(size)) == min(size, 131_072) == stream.progress.out
    stream = counted()
    assert stream.skip(size) is (size <= 131_072)
    assert stream.progress.out == min(size, 131_072)
    assert counted().skip(-1) is True
