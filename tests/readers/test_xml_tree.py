"""The light tree of an XML source: words, elements, and the place of every letter."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.readers.limits import Limits
from regcheck.readers.lovdata.xml import (
    Element,
    decode,
    parse_xml,
    pieces_of,
    trim_start,
)
from regcheck.readers.remarks import ReadError


def tree(source: str, prefix: str = "") -> Element:
    return parse_xml(source, Limits(), prefix).root


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("a<b>b</b>c", "abc"),
        ("a<br/>b", "a b"),
        ("a<p>b</p>c", "a bc"),
        ("<p>a</p><p>b <i>c</i></p>", "a b c"),
        (" a\n <span class='miscHeadline'>b</span>", "a b"),
        ("a&amp;b&#233;<!-- nei -->c", "a&béc"),
        ("", ""),
    ],
)
def test_words_of_an_element(inner: str, words: str) -> None:
    assert tree(f"<x>{inner}</x>").words() == words


def test_the_first_element_of_a_kind_is_found_in_document_order() -> None:
    root = tree("<x><a><b class='i' n='1'/></a><b n='2'/><b class='k' n='3'/></x>")
    assert [found.attrs["n"] if found else "" for found in (
        root.find("b"), root.find("b", "k"), root.find("b", "q"), root.find("c"),
    )] == ["1", "3", "", ""]  # fmt: skip
    assert root.find("x") is None
    assert [one.tag for one in root.elements()] == ["a", "b", "b"]


def test_what_holds_a_block_is_mixed_up_to_the_nearest_block() -> None:
    root = tree("<x><i><b><p>a</p></b></i><i>b</i></x>")
    outer, plain = root.elements()
    assert (root.mixed, outer.mixed, plain.mixed) == (True, True, False)
    assert (root.inline, outer.inline) == (False, True)
    inner = outer.elements()[0]
    assert inner.mixed and not inner.elements()[0].mixed
    alone = tree("<x><p><i>a</i></p></x>")
    assert alone.mixed and not alone.elements()[0].mixed


def test_prefixes_are_taken_off() -> None:
    assert tree("<k:x xmlns:k='u'><k:b>a</k:b></k:x>", "k:").elements()[0].tag == "b"


_INNER = st.lists(
    st.sampled_from(("a", "å", "😀", " ", "\n", "\r\n", "&amp;", "&#233;", "&#x1F600;", "<br/>",
                     "<br />", "<i>b</i>", "<!-- k -->"))
).map("".join)  # fmt: skip
_STOOD = {"&": "&amp;", "é": "&#233;"}


@given(_INNER)
def test_every_piece_stands_where_the_source_has_it(inner: str) -> None:
    source = f"<x>{inner}</x>"
    end = 0
    for words, at, length in pieces_of(tree(source), []):
        assert at >= end
        end = at + length
        stood = source[at:end]
        if length == len(words) and words not in (" ", "\n"):
            assert stood == words
        else:
            assert stood in ("&amp;", "&#233;", "&#x1F600;", "<br/>", "<br />", "\r\n", words)


def test_comments_to_regcheck_know_their_places() -> None:
    source = "<x>😀<!-- nei --><!-- regcheck: ignore a/b\n reason: c --> a</x>"
    (found,) = parse_xml(source, Limits()).directives
    assert found.body == "ignore a/b\n reason: c"
    assert found.span.of(source) == "<!-- regcheck: ignore a/b\n reason: c -->"


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        ('<img src="a" alt="en lykt"/>', ["en lykt"]),
        ("<img alt = 'en &amp; to'/>", ["en ", "&", " to"]),
        ('<img alt="&lt;a"/>', ["<", "a"]),
        ('<img alt=""/>', []),
        ('<img src="alt"/>', []),
    ],
)
def test_the_words_of_a_picture_are_in_its_tag(picture: str, words: list[str]) -> None:
    source = f"<x>å {picture}</x>"
    image = tree(source).elements()[0]
    found = pieces_of(image, [], source)
    assert [piece[0] for piece in found] == words
    for text, at, length in found:
        assert source[at : at + length] in (text, "&amp;", "&lt;")


def test_marks_of_footnotes_are_left_out() -> None:
    root = tree(
        "<x>a<sup class='footnotereference'>1</sup>b"
        "<i>c<span class='footnoteLabel'>2</span></i></x>"
    )
    assert "".join(piece[0] for piece in pieces_of(root, [])) == "abc"


@pytest.mark.parametrize(
    ("pieces", "kept"),
    [
        ([("§ a", 5, 3)], [("a", 7, 1)]),
        ([(" ", 5, 1), ("§", 6, 1), (" a b", 7, 4)], [("a b", 8, 3)]),
        ([(" ", 5, 6), ("b", 11, 1)], [("b", 11, 1)]),
        ([("a ", 5, 2), (" ", 7, 1)], [("a ", 5, 2), (" ", 7, 1)]),
        ([(" ", 5, 1)], []),
        ([], []),
    ],
)
def test_what_leads_is_trimmed(
    pieces: list[tuple[str, int, int]], kept: list[tuple[str, int, int]]
) -> None:
    assert trim_start(pieces, " §") == kept


X = "<x>å</x>"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (X.encode(), "utf-8"),
        (codecs.BOM_UTF8 + X.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + X.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + X.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + X.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + X.encode("utf-32-be"), "utf-32-be"),
        (X.encode("utf-16-le"), "utf-16-le"),
        (X.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_encodings_are_told_by_the_first_bytes(data: bytes, name: str) -> None:
    assert decode(data) == (X, name)


@pytest.mark.parametrize(
    ("name", "known"),
    [("ISO-8859-1", True), ("windows-1252", True), ("UTF-16", True), ("latin1", True),
     ("rot13", False), ("iso-8859-99", False)],
)  # fmt: skip
def test_encodings_may_be_declared(name: str, known: bool) -> None:
    text = f'<?xml version="1.0" encoding="{name}"?>{X}'
    data = text.encode("utf-8" if name == "UTF-16" or not known else name)
    if known:
        assert decode(data)[0] == text
    else:
        with pytest.raises(ReadError) as raised:
            decode(data)
        assert raised.value.reason == "encoding"


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (b"<x>\xff</x>", 3),
        (codecs.BOM_UTF8 + b"<x>\xff</x>", 6),
        (codecs.BOM_UTF16_LE + "<x>".encode("utf-16-le") + b"\x00\xd8", 8),
        (b"<x>\0</x>", 3),
    ],
)
def test_the_first_bad_byte_is_named(data: bytes, at: int) -> None:
    with pytest.raises(ReadError) as raised:
        decode(data)
    assert f"{at}" in str(raised.value.detail).split() or f"{at}," in str(raised.value.detail)


@pytest.mark.parametrize(
    ("source", "reason", "line", "column"),
    [
        ("<x>\n <y></x>", "syntax", 2, 7),
        ("<x>\n å&nbsp;</x>", "entity", 2, 3),
        ('<!DOCTYPE x SYSTEM "y"><x/>', "entity", 1, 0),
        ('<!DOCTYPE x [<!ENTITY y "z">]><x/>', "entity", 1, 0),
    ],
)
def test_where_a_fault_is(source: str, reason: str, line: int, column: int) -> None:
    with pytest.raises(ReadError) as raised:
        parse_xml(source, Limits())
    assert raised.value.reason == reason
    assert f"line {line}" in str(raised.value.detail)
    assert not column or f"column {column}" in str(raised.value.detail)
