"""Every kind of pattern that a rule file may hold, from the YAML to what is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents import DocumentMaker
from exhaustive import check_exhaustively
from regcheck.matching.checks.known import known_checks
from regcheck.packs.load import load_packs
from regcheck.packs.select import select_rules
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

RULE = """\
id: prove/regel
status: stable
title: {nb: Prøve, nn: Prøve, en: Trial}
message: {nb: Prøve., nn: Prøve., en: Trial.}
"""
GROUP = "name: farge\nany:\n  - phrase: [rød*, 'blå kant']\n  - nb: {lemma: [gul]}\n"
COLLECTION = 'name: default\nversion: "1.0"\ninclude: ["*"]\n'
SHEET = """\
sheet: ord
terms:
  - nb: {avoid: [~signet], use: [segl]}
    nn: {avoid: [innsigle], use: [segl]}
"""


def found(folder: Path, pattern: str, text: str, *more: str, heading: str = "Tittel") -> list[str]:
    for name, content in (
        ("prove/regel.yaml", RULE + "\n".join((pattern, *more)) + "\n"),
        ("prove/ord.yaml", SHEET),
        ("groups/farge.yaml", GROUP),
        ("collections/default.yaml", COLLECTION),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    rule_set = select_rules(load_packs([folder], frozenset(known_checks())))
    document = DocumentMaker().section("1", heading).paragraph(text).done()
    pipeline = Pipeline(LoadedRules.of(rule_set), Settings(nlp=False))
    findings = pipeline.check(document).findings
    assert check_exhaustively(pipeline, document).findings == findings
    return [finding.quote for finding in findings]


@pytest.mark.parametrize(
    ("pattern", "text", "quotes"),
    [
        ("{phrase: ['rekommandert brev']}", "Send et Rekommandert brev.", ["Rekommandert brev"]),
        ("{phrase: ['kan <2> [nekte|gi avslag]']}", "Han kan ikke nekte.", ["kan ikke nekte"]),
        ("{phrase: ['kan <1> nekte']}", "Han kan vel ikke nekte.", []),
        (
            "{phrase: ['kopi <5> legges ved']}",
            "En kopi finnes. Kopi må legges ved. Kopi skal legges ved.",
            ["Kopi må legges ved", "Kopi skal legges ved"],
        ),
        ("{phrase: ['kan <1> >>nekte<<']}", "Han kan ikke nekte.", ["nekte"]),
        ("{nb: {phrase: ['~kopi']}}", "To kopier og kopiene.", ["kopier", "kopiene"]),
        ("{nb: {lemma: ['skrive kopi']}}", "Hun skrev kopier.", ["skrev kopier"]),
        (
            "{nb: {compound: {head: [attest], modifier: [papir], except: [papirløs]}}}",
            "Politiattester, attest, papirskjema, papir og papirløs gang.",
            ["Politiattester", "papirskjema"],
        ),
        ("{nb: {compound: {modifier: [papir]}}}", "Et papirark.", ["papirark"]),
        ("{regex: '\\bseg\\w+ i lakk'}", "Det er SEGLET i lakk.", ["SEGLET i lakk"]),
        ("{regex: '\\bseg\\w+ i lakk', case: true}", "Det er SEGLET i lakk.", []),
        ("{phrase: [Kongen], case: true}", "Kongen er ikke kongen.", ["Kongen"]),
        ("{phrase: [brev], except: ['brev og']}", "Et brev og et brev.", ["brev"]),
        (
            "{phrase: ['sendes <4> [brev|post]'], except: ['post eller digitalt']}",
            "Det sendes i brev og som post eller digitalt.",
            ["sendes i brev"],
        ),
        (
            "{phrase: ['brev <4> sendes'], except: ['brev om']}",
            "Et brev om at brev må sendes, og brev om at svar sendes.",
            ["brev må sendes"],
        ),
        ("{phrase: ['sendes <4> post'], except: ['sendes']}", "Det sendes som post.", []),
        ("{terms: ord}", "To signeter og et innsigle.", ["signeter", "innsigle"]),
        ("{nn: {terms: ord}}", "To signeter og et innsigle.", ["innsigle"]),
        ("{group: farge}", "Rødt, blå kant og gule.", ["Rødt", "blå kant", "gule"]),
        ("{phrase: ['{farge} bok']}", "Ei rød bok og ei grønn bok.", ["rød bok"]),
        ("{phrase: ['{farge} bok']}", "Ei blå kant bok og gule bok.", ["blå kant bok", "gule bok"]),
        ("{phrase: ['rød* (fin) bok']}", "Rødt fin bok, røde bok.", ["Rødt fin bok", "røde bok"]),
        ("{phrase: ['(en|et) rød* bok']}", "En rødt bok, bok.", ["En rødt bok"]),
        ("{any: [{phrase: [bok]}, {regex: 'b.k'}]}", "Bok og bik.", ["Bok", "bik"]),
        ("{all: [{phrase: [bok]}, {phrase: [rød]}]}", "Bok er rød. Bok er blå.", ["Bok"]),
        (
            "{all: [{phrase: [bok]}, {not: {phrase: [rød]}}]}",
            "Boka bok er rød. En bok er blå.",
            ["bok"],
        ),
        (
            "{near: {first: {phrase: [bok]}, second: {phrase: [rød]}, words: 2}}",
            "Rød fin bok. Rød og meget fin bok. Bok rød.",
            ["bok", "Bok"],
        ),
        (
            "{near: {first: {phrase: [bok]}, second: {phrase: [rød]}, words: 2, order: before}}",
            "Rød fin bok. Bok rød.",
            ["Bok"],
        ),
        (
            "{metric: {name: sentence-words, above: 3}}",
            "Ei fin bok her nå. Bok.",
            ["Ei fin bok her nå."],
        ),
    ],
)
def test_patterns(pattern: str, text: str, quotes: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, f"match: {pattern}", text) == quotes


@pytest.mark.parametrize(
    ("condition", "quotes"),
    [
        ("requires: [{phrase: [rød]}]", ["bok"]),
        ("requires: [{phrase: [rød], within: match}]", []),
        ("requires: [{phrase: [rød], position: after}]", []),
        ("requires: [{phrase: [rød], position: before, words: 1}]", []),
        ("requires: [{phrase: [rød], position: before, words: 2}]", ["bok"]),
        ("requires: [{phrase: [tittel], within: heading}]", ["bok", "bok"]),
        ("requires: [{phrase: [kaker], within: document}]", ["bok", "bok"]),
        ("requires: [{phrase: [kaker], within: sentence}]", []),
        ("requires: [{phrase: [rød], except: ['rød fin']}]", []),
        ("requires: [{phrase: [bok], except: ['fin bok']}]", ["bok"]),
        ("requires: [{phrase: [rød], except: ['rød fin'], position: before, words: 2}]", []),
        ("requires: [{phrase: [rød], case: true}]", []),
        ("requires: [{phrase: [Rød], case: true}]", ["bok"]),
        ("requires: [{phrase: ['rød <1> bok'], case: true}]", []),
        ("requires: [{phrase: ['Rød <1> bok'], case: true, within: document}]", ["bok", "bok"]),
        ("requires: [{regex: 'rød|ei', case: true}]", []),
        ("requires: [{phrase: [rød, ei], except: ['rød fin']}]", ["bok"]),
        ("requires: [{nb: {compound: {modifier: [kak]}}, within: document}]", ["bok", "bok"]),
        ("requires: [{nb: {compound: {modifier: [kak], except: [kaker]}}, within: document}]", []),
        ("unless: [{phrase: ['rød*'], except: ['rød fin']}]", ["bok", "bok"]),
        ("unless: [{group: farge}]", ["bok"]),
        ("unless: [{group: farge, within: paragraph}]", []),
        ("unless: [{kind: [regulation]}]", []),
        ("unless: [{nb: {compound: {head: [farge]}}, within: article}]", ["bok", "bok"]),
        ("when: [{kind: [act]}]", []),
        ("when: [{heading: '(?i)^tit'}]", ["bok", "bok"]),
        ("when: [{role: [operative]}]", ["bok", "bok"]),
        ("when: [{language: [nn]}]", []),
    ],
)
def test_conditions(condition: str, quotes: list[str], tmp_path: Path) -> None:
    text = "Rød fin bok. Ei bok. Kaker."
    assert found(tmp_path, "match: {phrase: [bok]}", text, condition) == quotes


def test_marked_words_at_the_very_beginning(tmp_path: Path) -> None:
    pattern = "match: {phrase: ['>>kan<< <1> nekte']}"
    assert found(tmp_path, pattern, "Kan ikke nekte.", heading="") == ["Kan"]
