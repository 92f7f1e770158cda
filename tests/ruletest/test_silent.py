"""Exceptions that take no effect on the documents looked through."""

from __future__ import annotations

from pathlib import Path

import pytest

from regcheck.document.model import Document
from regcheck.packs.load import load_packs
from regcheck.packs.model import RuleSet
from regcheck.quality.ruletest.silent import ExemptionWatch, entries_without_effect
from regcheck.readers.markdown import read_markdown

RULE = """\
id: paper/x
title: {nb: Brev, nn: Brev, en: Letter}
message: {nb: Brev., nn: Brev., en: Letter.}
match: {nb: {phrase: [brev], except: ["brev av", "[åpent|lukket] brev"]}}
unless:
  - {within: sentence, phrase: ["digital*", "[telefon|faks]"]}
  - {within: sentence, position: before, words: 2, phrase: [uten]}
  - {title: "prøver|sild"}
  - {decider: [court]}
"""


def document(*sentences: str) -> Document:
    text = "# Forskrift om prøver\n\n### § 1. Krav\n\n" + "\n\n".join(sentences) + "\n"
    found = read_markdown(text.encode(), "x.md")
    assert isinstance(found, Document)
    return found


@pytest.fixture
def rules(tmp_path: Path) -> RuleSet:
    (tmp_path / "x.yaml").write_text(RULE, "utf-8")
    return RuleSet(tuple(load_packs([tmp_path / "x.yaml"]).rules.values()))


@pytest.mark.parametrize(
    ("sentence", "effective"),
    [
        ("Svaret er et brev av loven.", {"brev av"}),
        ("Svaret er et åpent brev.", {"[åpent|lukket] brev"}),
        ("Brev sendes digitalt.", {"digital*"}),
        ("Brev av stoff sendes på faks.", {"brev av", "faks"}),
        ("Svar gis uten et brev.", {"uten"}),
        ("Svar gis uten at noen får brev.", set()),
        ("Svaret er digitalt. Saken er et brev.", set()),
        ("Svaret er digitalt og åpent.", set()),
    ],
)
def test_what_takes_effect(rules: RuleSet, sentence: str, effective: set[str]) -> None:
    watch = ExemptionWatch(rules)
    watch.look_through(document(sentence))
    every = {"brev av", "[åpent|lukket] brev", "digital*", "telefon", "faks", "uten"}
    left = {one.text for one in watch.without_effect()}
    assert left - {"prøver|sild"} == every - effective
    assert ("prøver|sild" in left) == ("brev" not in sentence.lower())


def test_an_entry_counts_when_any_of_it_does(rules: RuleSet) -> None:
    watch = ExemptionWatch(rules)
    watch.look_through(document("Brev sendes digitalt.", "Svaret er et åpent brev."))
    left = entries_without_effect(rules.rules, watch.without_effect())
    assert [one.text for one in left] == ["uten"]
