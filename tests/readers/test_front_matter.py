"""What stands before a draft between lines of dashes."""

from __future__ import annotations

import pytest

from regcheck.readers.front_matter import front_matter


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("---\ntittel: Lov om bord\n---\n", {"tittel": "Lov om bord"}),
        ("---\nTittel: 'Lov om ''store'' bord'\n...\n", {"tittel": "Lov om 'store' bord"}),
        ('---\ntittel: "Lov om\\n\\"bord\\""\n---\n', {"tittel": 'Lov om\n"bord"'}),
        ("---\ntittel: a\ntittel: b\n---\n", {"tittel": "a"}),
        ("---\nomrade:\n  - Bord\n  - 'Stol'\n---\n", {"omrade": "Bord\nStol"}),
        ("---\n- Bord\ntittel: a\n---", {"tittel": "a"}),
        (
            "---\na: b\"\nc: d'\ne: \"\nf: '\ng: \"h\nk: 'l\n---\n",
            {"a": 'b"', "c": "d'", "e": '"', "f": "'", "g": '"h', "k": "'l"},
        ),
        ('---\na: ""\nb: \'\'\nc: "\\t\\\\"\n---\n', {"a": "", "b": "", "c": "\t\\"}),
        ("---\na:\n- b\n- c\nd: e\n- f\n---\n", {"a": "b\nc", "d": "e\nf"}),
        ("---\na:b\n\n# c\n---\n", {"a": "b"}),
    ],
)
def test_fields(source: str, fields: dict[str, str]) -> None:
    assert front_matter(source) == (fields, len(source))
    assert front_matter(f"{source}\n\nMer.")[0] == fields


@pytest.mark.parametrize(
    "source",
    ["", "---", "--- \u00a7 1\n---\n", "---\ntittel: a\n", "tittel: a\n---\n", "----\na: b\n---"],
)
def test_what_is_no_front_matter(source: str) -> None:
    assert front_matter(source) == ({}, 0)
