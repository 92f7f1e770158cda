"""What a phrase needs is there wherever it matches; masks say which sets a text's words are in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.text.span import Span
from regcheck.document.model import Document
from regcheck.document.segments.view import Segments
from regcheck.matching.literal import OPEN
from regcheck.matching.needs import best_need, needs, telling_words
from regcheck.matching.phrase import to_regex
from regcheck.matching.vocabulary import ANY, Kinds, Vocabulary, by_word
from regcheck.packs.phrase_syntax import parse_phrase
from regcheck.readers.markdown import read_markdown

GROUP = {"body": ("kommunen", "det lokale rådet")}


def forms(lemma: str) -> frozenset[str]:
    return frozenset({lemma, f"{lemma}en", f"{lemma}er"})


def group(name: str) -> frozenset[str]:
    return telling_words(GROUP[name])


def needs_of(phrase: str) -> list[set[str]]:
    found = needs(parse_phrase(phrase), forms, group)
    return [{word.replace(OPEN, "*") for word in need} for need in found]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("sendes i <0-3> brev", [{"sendes"}, {"i"}, {"brev"}]),
        ("[sendes|leveres] (straks) i ~kopi", None),
        ("*attest* om", [{"*attest*"}, {"om"}]),
        ("nr. {body}", [{"nr"}, {"kommunen", "lokale"}]),
        ("før[kort|prøve]", [{"før*"}, {"*kort", "*prøve"}]),
        (">>ny<< [e-post|brev-]adresse", [{"ny"}, {"e-post*", "brev*"}, {"*adresse"}]),
        ("§ <1-2> ledd", [{"ledd"}]),
    ],
)
def test_what_a_phrase_needs(phrase: str, expected: list[set[str]] | None) -> None:
    expected = expected or [{"sendes", "leveres"}, {"i"}, {"kopi", "kopien", "kopier"}]
    assert needs_of(phrase) == expected


WORDS = st.sampled_from(
    [
        "kopi",
        "kopien",
        "av",
        "ny",
        "nye",
        "førkort",
        "før",
        "e-post",
        "brev",
        "attest",
        "skatteattest",
    ]
)
PHRASES = [
    "~kopi <0-2> [av|brev]",
    "*attest* <0-1> av",
    "[ny|nye e-post] (brev) <0-2> før*",
    "før[kort|prøve] <0-3> {body}",
    "~kopi [av *attest|på brev]",
]


def test_the_best_need_is_the_rarest() -> None:
    rare = best_need(parse_phrase("[skal|må] <3> [framlegge|vedlegge] ~kopi"), forms, group)
    assert rare == {"framlegge", "vedlegge"}
    assert best_need(parse_phrase("(a) (b)"), forms, group) == frozenset()


@given(
    st.sampled_from(PHRASES),
    st.lists(st.one_of(WORDS, st.sampled_from(["kommunen", "det lokale rådet"])), max_size=9),
)
def test_a_match_holds_a_word_of_every_need(phrase: str, words: list[str]) -> None:
    text = " ".join(words)
    atoms = parse_phrase(phrase)
    found = list(needs(atoms, forms, group))
    assert found
    mask = Vocabulary(by_word(found)).of_text(text)
    body = "(?:" + "|".join(GROUP["body"]) + ")"
    if re.search(to_regex(atoms, forms, lambda _: body), text):
        assert mask == (1 << len(found) + 1) - 1


@given(st.lists(st.sampled_from(["", *"abc", "a-b", "-a", "b-", "(c)", "ab.", "c,a"]), max_size=8))
def test_masks_say_what_words_are_there(chunks: list[str]) -> None:
    text = " ".join(chunks)
    words = re.findall(r"\w+(?:-\w+)*", text)
    vocabulary = Vocabulary(
        by_word([("a", "b"), ("c" + OPEN,), (OPEN + "b",), (OPEN + "-" + OPEN,), ()])
    )
    expected = [
        any(word in ("a", "b") for word in words),
        any(word.startswith("c") for word in words),
        any(word.endswith("b") for word in words),
        any("-" in word for word in words),
        False,
    ]
    mask = vocabulary.of_text(text)
    assert [bool(mask >> number & 1) for number in range(1, 6)] == expected
    assert mask & ANY


def test_the_mask_of_a_list_is_that_of_its_parts() -> None:
    read = read_markdown("## § 1. Krav\n\nSøknaden skal ha\n\na) brev\n\nb) attest\n".encode(), "x")
    assert isinstance(read, Document)
    segments = Segments(read)
    kinds = Kinds(segments, Vocabulary(by_word([("brev",), ("attest",), ("krav",)])))
    masks = [kinds.of_leaf(leaf) for leaf in range(len(segments.leaves))]
    listed = [kinds.of_list(leaf) for leaf in range(len(segments.leaves))]
    assert 0b0010 | ANY in masks
    assert 0b0100 | ANY in masks
    assert set(listed) == {0, 0b0110 | ANY}
    assert kinds.of(Span(0, len(segments.text))) == 0b1110 | ANY
