"""Expressions that backtrack without end: their rule is left out and named, all else stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from regcheck.base.search import expressions
from regcheck.base.search.expressions import Expression, SlowExpressionError
from regcheck.packs.load import load_packs
from regcheck.packs.model import RuleSet
from regcheck.readers.markdown import read_markdown
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

LONG = "a" * 60
TEXT = f"""\
# Lov om bord {LONG}

### § 1. Mål {LONG}

Bordet har mål {LONG}!

### § 2. Melding

Søknaden sendes i rekommandert brev.
"""
RULE = """\
id: egne/{name}
status: stable
severity: warning
confidence: medium
title: {{nb: Bord, nn: Bord, en: Table}}
message: {{nb: "«{{match}}» her.", nn: "«{{match}}» her.", en: "«{{match}}» here."}}
{pattern}
examples:
  bad: [{{nb: "Et [[fint bord]]."}}, {{nb: "To [[fint bord]]."}},
        {{nn: "Eit [[fint bord]]."}}, {{nn: "Og [[fint bord]]."}}]
  good: [{{nb: "Et bord."}}, {{nb: "En stol."}}, {{nn: "Eit bord."}}, {{nn: "Ein stol."}}]
"""
CLASSIC = {
    "nested plus": r"(?:a+)+\d",
    "nested star": r"x*(?:a*)*\d",
    "either of two that overlap": r"(?:a|aa)+\d",
    "either of two alike": r"(?:a|a)+\d",
    "words in groups": r"(?:\w+\s?)+\d",
    "a tail that is never there": r"(?:a+)+$(?<=b)",
    "looking ahead": r"(?=(?:a|aa)+\d)a",
    "referring back": r"(a+)+\1+\d",
    "open ends": r"\w*a\w*b",
    "often not there": "a?" * 30 + "a" * 30 + "b",
    "few times over": r"\w{1,9}\w{1,9}\w{1,9}[^§]*§",
}
EVIL = r"(?:a|aa)+\d"
MATCH = "match: {phrase: [har mål]}"
PLACES = {
    "match": f"match: {{regex: 'mål {EVIL}'}}",
    "unless": f"{MATCH}\nunless: [{{within: norm, regex: 'mål {EVIL}'}}]",
    "title": f"{MATCH}\nunless: [{{title: '{EVIL}'}}]",
    "requires": f"{MATCH}\nrequires: [{{within: sentence, regex: 'mål {EVIL}'}}]",
    "heading": f"{MATCH}\nwhen: [{{heading: '{EVIL}'}}]",
    "adjust": f"{MATCH}\nadjust: [{{if: [{{heading: '{EVIL}'}}], severity: info}}]",
}


@pytest.fixture(autouse=True)
def short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of a second is as good as two for what would take longer than the world stands."""
    monkeypatch.setattr(expressions, "TIME_LIMIT", 0.1)
    find: Callable[..., object] = Expression.find
    monkeypatch.setattr(Expression, "find", lambda self, *given: find(self, *given, limit=0.1))


@pytest.mark.parametrize("kind", CLASSIC)
@pytest.mark.parametrize("letters", [60, 3_900])
def test_classic_patterns_end(kind: str, letters: int) -> None:
    """Either the engine sees through the pattern, or the time is up; never anything else."""
    text = f"mål {'a' * letters}!"
    for search in (
        lambda: list(Expression(CLASSIC[kind]).find(text, text, 0, len(text))),
        lambda: Expression(CLASSIC[kind]).is_in(text, text, 0, len(text)),
    ):
        try:
            assert not search()
        except SlowExpressionError as slow:
            assert str(slow) == CLASSIC[kind]


def test_the_pattern_of_these_tests_is_one_that_does_not_end() -> None:
    with pytest.raises(SlowExpressionError):
        Expression(EVIL).is_in(LONG, LONG, 0, len(LONG))
    with pytest.raises(SlowExpressionError):
        list(Expression(EVIL).find(LONG, LONG, 0, len(LONG)))


def checked(tmp_path: Path, **patterns: str) -> DocumentResult:
    """The draft, checked by rules with these patterns and by one that finds the letter."""
    patterns["brev"] = "match: {phrase: [rekommandert brev]}"
    for name, pattern in patterns.items():
        rule = RULE.format(name=name, pattern=pattern)
        (tmp_path / f"{name}.yaml").write_text(rule, encoding="utf-8")
    rules = LoadedRules.of(RuleSet(tuple(load_packs([tmp_path]).rules.values())))
    document = read_markdown(TEXT.encode(), "bord.md")
    return Pipeline(rules, Settings(nlp=False)).check(document)  # type: ignore[arg-type]


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_stands_the_rule_is_named_and_the_others_run(
    place: str, tmp_path: Path
) -> None:
    other = "match: {phrase: [bordet]}"
    found = checked(tmp_path, evig=PLACES[place], annen=other)
    (skipped,) = found.skipped
    assert skipped.rule == "egne/evig"
    assert skipped.reason.startswith("time limit in «")
    assert EVIL in skipped.reason
    ids = {finding.rule.id for finding in found.findings}
    assert ids == {"egne/annen", "egne/brev"}


def test_many_such_rules_are_named_one_by_one(tmp_path: Path) -> None:
    found = checked(tmp_path, a=PLACES["match"], b=PLACES["heading"], c=PLACES["adjust"])
    assert [skipped.rule for skipped in found.skipped] == ["egne/a", "egne/b", "egne/c"]
    assert "egne/brev" in {finding.rule.id for finding in found.findings}


def test_what_only_the_one_engine_knows_is_used_in_headings(tmp_path: Path) -> None:
    """A condition is checked and run by the same engine: `\\p{L}` is nothing `re` could read."""
    found = checked(tmp_path, tittel=rf"{MATCH}" + "\nwhen: [{heading: '^\\p{L}+ a'}]")
    assert found.skipped == ()
    assert "egne/tittel" in {finding.rule.id for finding in found.findings}
