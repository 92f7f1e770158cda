"""Names of files that a browser sends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.desk.names import LONGEST, disposition, safe_name, stem_of


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Utkast til forskrift.docx", "Utkast til forskrift.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Brukere\\kari\\utkast.docx", "utkast.docx"),
        ("..", "utkast"),
        ("", "utkast"),
        (".bashrc", "bashrc"),
        ("CON.docx", "_CON.docx"),
        ("lpt1", "_lpt1"),
        ("konsept.docx", "konsept.docx"),
        ("a\r\nSet-Cookie: x=1.md", "a Set-Cookie x=1.md"),
        ("utkast\u202excod.exe", "utkast xcod.exe"),
        ("utkast.docx:skjult", "utkast.docx skjult"),
        ("<img src=x onerror=alert(1)>.md", "img src=x onerror=alert(1) .md"),
        ("a\0b.md", "a b.md"),
        ("utkast. ", "utkast"),
        ("a\u030astuen.md", "åstuen.md"),
    ],
)
def test_only_the_harmless_part_is_kept(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


def test_a_long_name_keeps_its_suffix() -> None:
    name = safe_name("lov " * 100 + ".docx")
    assert len(name) <= LONGEST and name.endswith(".docx")


@given(st.text())
def test_any_name_is_made_safe(name: str) -> None:
    safe = safe_name(name)
    assert safe and len(safe) <= LONGEST
    assert not set(safe) & set('/\\<>:"|?*\r\n\0')
    assert not safe.startswith(".") and safe not in ("..", ".")
    assert safe_name(safe) == safe
    header = disposition(stem_of(safe) + ".docx")
    assert header.isascii() and header.isprintable() and header.count('"') == 2
