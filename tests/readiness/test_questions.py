"""The questions of the readiness report, and what is said of a faulty file."""

from __future__ import annotations

from pathlib import Path

import pytest

from builtin_rules import rule_set
from regcheck.errors import PackError
from regcheck.readiness.questions import load_questions

GOOD = """\
title: {nb: Tittel, nn: Tittel, en: Title}
about: {nb: Om, nn: Om, en: About}
sources:
  a: {publisher: P, title: T, url: "https://example.no/a"}
groups:
  - id: one
    title: {nb: En, nn: Ein, en: One}
    source: a
    questions:
      - {id: first, ask: {nb: Hva?, nn: Kva?, en: What?}, rules: [paper], measure: true}
      - {id: second, ask: {nb: Hvem?, nn: Kven?, en: Who?}}
"""


def test_the_questions_that_come_along_are_whole() -> None:
    rules = [rule.id for rule in rule_set().rules]
    found = load_questions(rule_ids=rules)
    assert len(found.groups) >= 15
    questions = [question for group in found.groups for question in group.questions]
    assert any(question.for_people for question in questions)
    assert any(question.basis for question in questions)
    for group in found.groups:
        assert group.source.url.startswith("https://")
    for locale in ("nb", "nn", "en"):
        asked = [question.ask.get(locale) for question in questions]
        assert len(set(asked)) == len(asked)
        assert all(one.endswith("?") for one in asked)
    assert "ikke den offisielle sjekklisten" in found.about.nb
    assert sum(group.id.startswith("danish-") for group in found.groups) == 7


def written(folder: Path, text: str) -> Path:
    path = folder / "questions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    (group,) = load_questions(written(tmp_path, GOOD), ["paper/book"]).groups
    first, second = group.questions
    assert (first.rules, first.measure, first.for_people) == (("paper",), True, False)
    assert second.for_people


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nn: Kva?, ", "", "«nn» is missing"),
        ("source: a", "source: b", "no source called «b»"),
        ("rules: [paper]", "rules: [papir]", "no rule called «papir»"),
        ("rules: [paper]", "rules: {paper: 1}", "expected text"),
        ("id: second", "id: first", "used twice"),
        ("measure: true", "measure: maybe", "expected true or false"),
        ("measure: true", "weight: 3", "unknown key «weight»"),
        ("https://example.no/a", "javascript:alert(1)", "begin with https://"),
        ("groups:", "grupper:", "unknown key «grupper»"),
        ("title: {nb: Tittel", "title: {nb: [", "line"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(PackError) as caught:
        load_questions(written(tmp_path, GOOD.replace(old, new, 1)), ["paper/book"])
    assert said in str(caught.value) or said == "line"
    assert "questions.yaml" in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be read"):
        load_questions(tmp_path / "none.yaml")
