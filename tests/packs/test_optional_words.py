"""Phrases of which nothing, or one common word, may be left."""

from __future__ import annotations

from pathlib import Path

import pytest
from pack_maker import load, small_rule

from builtin_rules import library
from regcheck.packs.phrase_syntax import left_of, parse_phrase


@pytest.mark.parametrize(
    ("phrase", "left"),
    [
        ("(egen) (hånd)", ""),
        ("[|egen] (hånd)", ""),
        ("[(egen) (hånd)|brev]", ""),
        ("kan (det) (gjøres|gis)", "kan"),
        ("[ikke|ikkje] (er)", "ikke"),
        ("kan <3> (gjøres)", "kan"),
        ("(hvis) >>skal<< (alltid)", "skal"),
        ("Kan (det)", "Kan"),
        ("kan (det) [gjøres|gis]", None),
        ("(det) kan gjøres", None),
        ("skriftlig(e)", None),
        ("kan", None),
        ("(ikke) kan*", None),
        ("(det) ~kunne", None),
        ("kan <1-3> (gjøres)", None),
        ("(det) {duty}", None),
    ],
)
def test_what_may_be_left_of_a_phrase(phrase: str, left: str | None) -> None:
    assert left_of(parse_phrase(phrase)) == left


def test_it_is_told_with_file_and_line_and_the_rule_still_loads(tmp_path: Path) -> None:
    rule = small_rule("paper/x", match='{phrase: ["i posten", "kan (det) (gis)", "(ved) (post)"]}')
    library = load(tmp_path, {"paper/x.yaml": rule})
    assert list(library.rules) == ["paper/x"]
    line = next(n for n, said in enumerate(rule.splitlines(), 1) if said.startswith("match"))
    first, second = library.doubts
    assert str(first).startswith(f"{tmp_path / 'paper' / 'x.yaml'}:{line}:")
    assert "the phrase «kan (det) (gis)» matches «kan» alone when its" in str(first)
    assert "the phrase «(ved) (post)» matches nothing when its" in str(second)


def test_the_built_in_rules_have_no_such_phrase() -> None:
    assert library().doubts == ()
