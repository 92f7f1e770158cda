"""Verdicts on pairs of definitions that people have marked right or wrong, and terms that law is
known to define in different ways. No sentence of law is kept here: texts are cited."""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from real_law import shared_or_skip
from regcheck.concepts.comparison import verdict
from regcheck.concepts.definitions import Definition, definitions_in
from regcheck.concepts.lemmas import concept_of
from regcheck.concepts.meanings import Agreement
from regcheck.document.model import Unreadable
from regcheck.readers.markdown import read_markdown

PRECISION = Path(__file__).parents[2] / "corpora" / "precision"
RECORD, FRESH = PRECISION / "concept-pairs.json", PRECISION / "concept-pairs-fresh.json"
LEAST = 85
LOOKED_AT = 25
"""How many of the marked pairs are compared again."""

DIFFERING = {
    "samboer": "lov/2000-03-24-16 lov/2019-06-14-21 lov/1975-12-12-59 lov/2010-03-26-9"
    " lov/2017-06-16-48 forskrift/2020-04-15-798 forskrift/1999-11-19-1158",
    "barn": "lov/2003-07-04-74 lov/1997-02-28-19 forskrift/2014-07-01-1019 lov/2000-03-24-16",
    "nærstående": "lov/2011-11-25-44 lov/2014-06-20-28 forskrift/2018-12-20-2054"
    " forskrift/2022-11-21-1994",
    "virkedag": "lov/2012-01-27-9 forskrift/2014-08-15-1076 lov/2020-12-18-146"
    " forskrift/2019-03-01-1082",
    "arbeidstaker": "forskrift/2001-03-09-439 forskrift/2005-06-10-543 lov/1989-06-16-65"
    " lov/2012-01-27-9 lov/1988-05-06-22",
    "ansatt": "forskrift/1977-12-23-9386 forskrift/2017-08-24-1277",
    "virksomhet": "forskrift/1995-07-10-684 forskrift/2002-11-07-1290 forskrift/2004-06-01-931"
    " forskrift/2013-12-18-1599",
    "foretak": "lov/2001-06-15-93 lov/1967-02-10 lov/2000-03-24-16 forskrift/2017-10-13-1615",
    "lønn": "lov/2000-03-24-16 forskrift/2015-12-11-1598 lov/2017-06-16-51",
    "konsern": "lov/1985-06-21-83 lov/2005-06-17-62 forskrift/2016-11-23-1360"
    " forskrift/2024-03-26-541",
    "helsepersonell": "forskrift/2008-02-27-219 lov/1999-07-02-63 forskrift/2009-12-18-1839"
    " forskrift/2008-10-31-1166",
    "husdyr": "forskrift/2002-06-27-732 forskrift/2014-05-30-677 lov/2003-07-04-74"
    " forskrift/1995-03-06-239",
    "vilt": "forskrift/2015-06-19-716 forskrift/1978-08-11-3765 lov/1981-05-29-38",
    "fartøy": "forskrift/1983-10-20-1580 forskrift/1988-11-25-940 forskrift/2004-06-01-922"
    " lov/2022-03-11-9",
    "kjøretøy": "lov/1965-06-18-4 forskrift/2014-12-10-1572 lov/1974-12-20-68",
    "frivillig organisasjon": "forskrift/2021-11-23-3261 forskrift/2025-11-30-2373"
    " forskrift/2025-11-27-2357",
    "bruker": "forskrift/2001-12-21-1600 forskrift/2007-12-21-1743 forskrift/2012-11-22-1088",
    "eier": "forskrift/1984-04-02-827 forskrift/2023-01-27-105 forskrift/2025-12-19-2811",
    "bolig": "forskrift/2009-12-18-1665 lov/1999-03-26-17",
    "familie": "forskrift/2022-05-31-948 forskrift/2014-08-15-1076",
}


@cache
def defined_in(refid: str) -> tuple[Definition, ...] | None:
    """What a text defines; None when it is not at hand."""
    kind = "lover" if refid.startswith("lov/") else "forskrifter"
    name = f"{refid.replace('/', '-')}.md"
    file = shared_or_skip() / "lovdata" / "markdown" / kind / name
    if not file.is_file():
        return None
    document = read_markdown(file.read_bytes(), name)
    assert not isinstance(document, Unreadable)
    return tuple(definitions_in(document))


def record(of: Path = RECORD) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(of.read_text(encoding="utf-8"))
    return found


def test_enough_verdicts_are_right() -> None:
    marks = record()["marks"]
    assert len(marks) == record()["n"] == 98
    assert sum(mark["right"] for mark in marks) == record()["right"] >= LEAST * 0.98
    for mark in marks:
        assert mark["first"]["refid"] != mark["second"]["refid"]
        assert set(mark) == {"term", "first", "second", "verdict", "right"}


def test_enough_verdicts_are_right_on_pairs_that_were_drawn_afresh() -> None:
    fresh = record(FRESH)
    assert len(fresh["marks"]) == fresh["n"]
    assert sum(mark["right"] for mark in fresh["marks"]) == fresh["right"]
    assert fresh["right"] / fresh["n"] >= LEAST / 100


@pytest.mark.parametrize(
    "mark",
    [*record()["marks"][:LOOKED_AT], *record(FRESH)["marks"][:LOOKED_AT]],
    ids=lambda mark: mark["term"],
)
def test_a_verdict_is_what_was_marked(mark: dict[str, Any]) -> None:
    sides = []
    for side in (mark["first"], mark["second"]):
        defined = defined_in(side["refid"])
        if defined is None:
            pytest.skip(f"{side['refid']} is not at hand")
        sides.append(
            [
                one
                for one in defined
                if one.concept == concept_of(mark["term"], one.language)
                and one.address_path == side["address_path"]
            ]
        )
    verdicts = {verdict(a, b).agreement.value for a in sides[0] for b in sides[1]}
    assert mark["verdict"] in verdicts


@pytest.mark.parametrize("term", DIFFERING)
def test_a_term_that_law_defines_in_different_ways_is_found_to_differ(term: str) -> None:
    texts = [(refid, defined_in(refid)) for refid in DIFFERING[term].split()]
    at_hand = [(refid, defined) for refid, defined in texts if defined is not None]
    found = {refid: [one for one in defined if one.lemma == term] for refid, defined in at_hand}
    assert [refid for refid, some in found.items() if not some] == []
    some = [one for definitions in found.values() for one in definitions]
    pairs = [(a, b) for a, b in combinations(some, 2) if a.refid != b.refid]
    if not pairs:
        pytest.skip(f"fewer than two of the texts that define {term} are at hand")
    assert any(verdict(a, b).agreement is Agreement.DIFFERENT for a, b in pairs)


def test_what_three_acts_mean_by_a_document_agrees() -> None:
    texts = [
        defined_in(one) for one in ("lov/1967-02-10", "lov/1989-06-09-32", "lov/2021-05-21-42")
    ]
    if any(one is None for one in texts):
        pytest.skip("the three acts are not at hand")
    some = [one for defined in texts for one in defined or () if one.lemma == "dokument"]
    assert len(some) == 3
    assert all(verdict(a, b).agreement.agrees for a, b in combinations(some, 2))
