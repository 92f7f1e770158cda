"""Every cap is the largest value that is still read."""

from __future__ import annotations

import pytest

from regcheck.document.model import Document, Unreadable
from regcheck.readers.archives.stream import ArchiveProgress
from regcheck.readers.encoding import decode
from regcheck.readers.inputs import Input
from regcheck.readers.limits import Limits
from regcheck.readers.registry import read_document
from regcheck.readers.remarks import ReadError


def outcome(name: str, text: str, **caps: int) -> str:
    """`read`, or why a text is not read."""
    found = Input(name, data=text.encode()).document(Limits(**caps))
    return found.reason if isinstance(found, Unreadable) else "read"


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_lines_and_files(name: str) -> None:
    text = "§ 1. Naust\n\nKommunen gir svar.\n"
    assert outcome(name, text, max_line=18) == "read"
    assert outcome(name, text, max_line=17) == "size"
    size = len(text.encode())
    assert outcome(name, text, max_file_bytes=size) == "read"
    assert outcome(name, text, max_file_bytes=size - 1) == "size"


def test_a_line_that_is_too_long_is_told_with_both_lengths() -> None:
    found = read_document(b"ord\n" + b"x" * 41, "a.txt", limits=Limits(max_line=40))
    assert isinstance(found, Unreadable)
    assert "41" in str(found.detail) and "40" in str(found.detail)


@pytest.mark.parametrize("deepest", [12, 13])
def test_elements_in_each_other(deepest: int) -> None:
    head = '<html><head><title>Lov</title></head><body><main class="documentBody"><h1>Lov</h1>'
    spans = "<span>" * (deepest - 4) + "x" + "</span>" * (deepest - 4)
    article = f'<article class="legalP" id="a">{spans}</article>'
    text = f"{head}{article}</main></body></html>"
    assert outcome("a.xml", text, max_depth=deepest) == "read"
    assert outcome("a.xml", text, max_depth=deepest - 1) == "depth"


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_lists_in_each_other_go_as_deep_as_is_allowed(name: str) -> None:
    lines = [f"{'  ' * n}- punkt {n}" for n in range(6)]
    text = "§ 1. Naust\n\nSvaret viser:\n\n" + "\n".join(lines) + "\n"

    def deepest(cap: int) -> int:
        found = Input(name, data=text.encode()).document(Limits(max_depth=cap))
        assert isinstance(found, Document)
        assert all(f"punkt {n}" in found.text for n in range(6))
        return max(
            path.count("strekpunkt") for path in (n.address.path for n in found.provisions())
        )

    assert (deepest(100), deepest(3)) == (6, 3)


def progress(**caps: int) -> ArchiveProgress:
    return ArchiveProgress("a.zip", Limits(**caps))


def test_bytes_out_of_an_archive() -> None:
    whole = progress(max_archive_total=100)
    whole.count_bytes(60)
    whole.count_bytes(40)
    with pytest.raises(ReadError) as raised:
        whole.count_bytes(1)
    assert raised.value.reason == "size"


@pytest.mark.parametrize(("size", "most"), [(5, 50), (4, 50), (6, 60)])
def test_an_archive_may_grow_so_many_times_and_a_small_one_freely(size: int, most: int) -> None:
    growing = progress(ratio_floor=50, max_ratio=10)
    growing.archive_size = size
    growing.count_bytes(most)
    with pytest.raises(ReadError) as raised:
        growing.count_bytes(1)
    assert raised.value.reason == "bomb"
    assert str(most) in str(raised.value.detail)


def test_members_of_an_archive() -> None:
    counting = progress(max_members=2)
    counting.count_entry()
    counting.count_entry()
    with pytest.raises(ReadError):
        counting.count_entry()
    sized = progress(max_file_bytes=10)
    assert sized.wanted("a.md", "file", 10) is True
    refused = sized.wanted("b.md", "file", 11)
    assert isinstance(refused, Unreadable) and refused.reason == "size"


def test_how_far_an_archive_was_read_is_told() -> None:
    reading = progress()
    assert "a.md" not in str(reading.stopped("syntax", "it ends").detail)
    reading.taken("a.md", b"x")
    reading.taken("b.md", b"x")
    told = str(reading.stopped("syntax", "it ends").detail)
    assert "b.md" in told and "2" in told


LETTERS = "abcdefghijklmnopqrst" * 3


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (LETTERS + "å" * 9 + "ß", True),  # nine of ten letters beyond ASCII are ours
        (LETTERS + "å" * 8 + "ß", False),
        (LETTERS + "å" * 8 + "\x7f", True),  # the last of ASCII is none of them
        ("åa11", False),  # more than half are letters
        ("åaa11", True),
        (LETTERS[:48] + "å\x07", False),  # less than a fiftieth is odd
        (LETTERS[:49] + "å\x07", True),
    ],
)
def test_what_passes_for_norwegian_in_an_old_encoding(text: str, read: bool) -> None:
    if read:
        assert decode(text.encode("cp1252"), "a.txt") == (text, "windows-1252")
    else:
        with pytest.raises(ReadError):
            decode(text.encode("cp1252"), "a.txt")
