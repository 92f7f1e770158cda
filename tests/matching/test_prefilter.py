"""The literal prefilter changes nothing: an exhaustive run finds the same."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builtin_rules import rule_set
from exhaustive import check_exhaustively, literals_of
from real_law import shared_or_skip
from regcheck.document.model import Document, Unreadable
from regcheck.matching.prefilter import MUCH_TEXT, Prefilter, Starts, in_groups
from regcheck.packs.model import Rule
from regcheck.readers.lovdata.document import read_lovdata_xml
from regcheck.readers.markdown import read_markdown
from regcheck.readers.registry import read_document
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

DRAFTS = Path(__file__).parents[2] / "corpora" / "drafts"


@pytest.fixture(scope="module")
def pipeline(every_rule: LoadedRules) -> Pipeline:
    return Pipeline(every_rule, Settings(nlp=False))


def found_alike(pipeline: Pipeline, document: Document | Unreadable) -> int:
    """How many findings a document has, the same both ways."""
    assert isinstance(document, Document)
    found = pipeline.check(document).findings
    assert check_exhaustively(pipeline, document).findings == found, document.source.path
    return len(found)


@pytest.mark.parametrize("draft", ["baatplassforskriften.md", "lov-om-nabohjelp.xml"])
def test_drafts_are_read_alike(pipeline: Pipeline, draft: str) -> None:
    document = read_document((DRAFTS / draft).read_bytes(), draft)
    assert found_alike(pipeline, document) > 20


def test_each_rule_finds_the_same_in_its_examples() -> None:
    """So every pattern of every rule is tried, which no text does."""
    found = 0
    for rule in rule_set().rules:
        alone = LoadedRules.of(replace(rule_set(), rules=(rule,)))
        document = read_markdown(examples_of(rule).encode(), f"{rule.id}.md")
        found += found_alike(Pipeline(alone, Settings(nlp=False)), document)
    assert found > 1500


def examples_of(rule: Rule) -> str:
    """A regulation with a section for each example."""
    sections = (
        f"### § {number}. {example.heading or 'Krav'}\n\n{example.text}\n\n"
        for number, example in enumerate(rule.examples, 1)
    )
    return "# Forskrift om prøver\n\n" + "".join(sections)


LETTERS = st.text(alphabet="ab -1§å.", min_size=1, max_size=5)


@given(
    st.dictionaries(LETTERS, st.booleans(), max_size=8),
    st.lists(LETTERS, max_size=8).map("".join),
)
def test_a_short_text_is_searched_for_all_that_can_be_in_it(
    literals: dict[str, bool], text: str
) -> None:
    """What is left out of a short text is closed, and stands in no place as a word of its own."""
    groups = in_groups(
        {
            literal: Starts(anchors=((index, closed),), closed=closed)
            for index, (literal, closed) in enumerate(literals.items())
        }
    )
    few = Prefilter(groups)
    everything = Prefilter(groups)
    assert [one for one, _ in literals_of(everything)] == sorted(literals)
    found, all_found = list(few.hits(text)), list(everything.hits(text))
    assert [hit for hit in all_found if hit in found] == found
    for starts, begin, end in set(all_found) - set(found):
        assert starts.closed
        assert text[begin - 1 : begin].isalnum() or text[end : end + 1].isalnum()


def test_after_much_text_the_same_is_found() -> None:
    groups = in_groups({word: Starts() for word in ("brev", "brevet", "kart")})
    prefilter = Prefilter(groups)
    first = list(prefilter.hits("brevet og brev"))
    assert [(begin, end) for _, begin, end in first] == [(0, 6), (10, 14)]
    assert list(prefilter.hits("x" * (3 * MUCH_TEXT))) == []
    assert list(prefilter.hits("brevet og brev")) == first


def test_closed_literals_within_words_are_left_out() -> None:
    groups = in_groups({"brev": Starts(), "kart": Starts(closed=False)})
    prefilter = Prefilter(groups)
    list(literals_of(prefilter))
    found = [(begin, end) for _, begin, end in prefilter.hits("brevkart ebrev kartbrev brev")]
    assert found == [(4, 8), (15, 19), (24, 28)]


@pytest.mark.parametrize(
    ("size", "least"), [(15_000, 20), pytest.param(2_000_000, 1000, marks=pytest.mark.slow)]
)
def test_prefiltered_and_exhaustive_findings_are_identical(
    pipeline: Pipeline, size: int, least: int
) -> None:
    """On so many bytes of real law of each format; with at least so many findings."""
    lovdata = shared_or_skip() / "lovdata"
    compared = 0
    for pattern, read in (("**/*.md", read_markdown), ("**/*.xml", read_lovdata_xml)):
        files = sorted(lovdata.glob(pattern))
        random.Random(7).shuffle(files)
        read_bytes = 0
        for file in files:
            if read_bytes >= size:
                break
            data = file.read_bytes()
            if len(data) > 100_000:
                continue
            read_bytes += len(data)
            compared += found_alike(pipeline, read(data, str(file)))
    assert compared > least
