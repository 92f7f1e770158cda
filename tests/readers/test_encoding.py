"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.readers.encoding import decode
from regcheck.readers.remarks import ReadError

TEXT = "§ 1. Søknaden skal være på språket «bokmål» – eller nynorsk.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_the_same_text_comes_out_of_every_encoding(data: bytes, encoding: str) -> None:
    assert decode(data, "a.txt") == (TEXT, encoding)


def test_nothing_is_text() -> None:
    assert decode(b"", "a.txt") == ("", "utf-8")


def refused(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as raised:
        decode(data, "mappe/a.txt")
    return raised.value


def test_nul_bytes_are_no_text() -> None:
    assert refused(b"MZ\x90\0\0").reason == "binary"


def test_first_bad_byte_and_a_remedy_are_named() -> None:
    found = refused(b"line one\nline two \x81\x8d\x8f\n")
    assert found.reason == "encoding"
    assert "line 2" in str(found.detail)
    assert "0x81" in str(found.detail)
    assert "iconv" in str(found.hint)
    assert "mappe/a.txt" in str(found.hint)


@pytest.mark.parametrize(
    "data", ["Это обычный текст".encode("cp1251"), codecs.BOM_UTF16_LE + b"\x00\xd8a"]
)
def test_other_bytes_are_not_taken_for_text(data: bytes) -> None:
    assert refused(data).reason == "encoding"


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        assert "\0" not in decode(data, "a.txt")[0]
    except ReadError as fault:
        assert fault.reason in ("encoding", "binary")
        assert "\n" not in str(fault.detail)
