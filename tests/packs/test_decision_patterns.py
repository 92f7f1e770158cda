"""What rules may say of decisions: the same words as the room that reads these has."""

from __future__ import annotations

from pathlib import Path

import pytest

from regcheck.base.errors import PackError
from regcheck.base.texts.catalogue import load_area
from regcheck.base.texts.locales import LOCALES
from regcheck.cli.main import main
from regcheck.decisions.model import Act, Initiative, Nature, Strength
from regcheck.decisions.words import phrase_lines
from regcheck.packs.keys import ACTS, ASKED_OF_DECISIONS, ASKED_OF_WORDS, BOXES, PHRASES
from regcheck.packs.load import load_packs

RULE = """\
id: egne/prove
severity: warning
title: {{nb: Prøve, nn: Prøve, en: Test}}
message: {{nb: "{message}", nn: "{message}", en: "{message}"}}
match: {match}
"""
LAW = "# Lov om prøve\n\n## § 1. Krav\n\nKommunen kan avvise mangelfulle søknader.\n"


def test_the_words_are_those_that_are_read() -> None:
    assert set(ACTS) == {act.value for act in Act}
    assert set(BOXES["strength"]) == {one.value for one in Strength}
    assert set(BOXES["nature"]) == {"none", *(one.value for one in Nature)}
    assert set(BOXES["initiative"]) == {one.value for one in Initiative}
    assert set(PHRASES) <= set(phrase_lines())


@pytest.mark.parametrize("locale", LOCALES)
def test_every_question_has_words(locale: str) -> None:
    texts = load_area("decisions", locale)
    missing = {*ASKED_OF_DECISIONS, *ASKED_OF_WORDS} - set(texts)
    assert missing <= {"exempt"}  # asked in the words of `criteria`


@pytest.mark.parametrize(
    ("match", "place"),
    [
        ("{decision: {ask: nonsense, group: burden}}", ":5:25"),
        ("{decision: {ask: __class__, group: burden}}", ":5:25"),
        ("{decision: {ask: criteria, group: nonsense}}", ":5:42"),
        ("{decision: {ask: criteria, phrase: strong}}", ":5:25"),
        ("{decision: {ask: moved, phrase: nonsense}}", ":5:40"),
        ("{decision: {ask: [criteria, open], group: burden}}", ":5:25"),
        ("{decision: {group: burden}}", ":5:19"),
    ],
)
def test_other_words_are_refused_with_their_place(match: str, place: str, tmp_path: Path) -> None:
    rule = tmp_path / "prove.yaml"
    rule.write_text(RULE.format(match=match, message="{question}"), encoding="utf-8")
    with pytest.raises(PackError) as refused:
        load_packs([rule])
    assert f"prove.yaml{place}" in str(refused.value)


@pytest.mark.parametrize(
    ("match", "told"),
    [
        ("{decision: {ask: criteria, limited: no}}", "hva ligger i «mangelfulle»"),
        ("{nb: {phrase: [mangelfulle]}}", "mangelfulle"),
    ],
)
def test_a_question_is_told(
    match: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = tmp_path / "prove.yaml"
    rule.write_text(RULE.format(match=match, message="{question}"), encoding="utf-8")
    (tmp_path / "lov.md").write_text(LAW, encoding="utf-8")
    options = ["--pack", str(rule), "--select", "egne", "--no-config", "--format", "concise"]
    assert main(["check", str(tmp_path / "lov.md"), *options, "--fail-on", "never"]) == 0
    assert told in capsys.readouterr().out
