"""Rated words found again in documents, by digest."""

from __future__ import annotations

from pathlib import Path

import pytest
from rating_samples import LETTER, TEXT, facts, rated

from regcheck.base.text.span import Span
from regcheck.quality.evaluation.rating_places import RatingPlaces, locate, text_span
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.limits import Limits
from regcheck.readers.registry import read_document


def inputs(**files: str) -> Inputs:
    entries = []
    for name, text in files.items():
        data = text.encode()
        path = f"lover/{name}.md"
        entries.append(Input(path, "", "md", len(data), data))
    return Inputs(tuple(entries), Limits())


def spans(located: RatingPlaces) -> list[list[Span]]:
    return [[one.span for one in placed] for placed in located.placed]


WHERE = Span(facts().start, facts().end)


def test_words_are_found_where_they_stood() -> None:
    located = locate([rated()], inputs(a=TEXT))
    assert spans(located) == [[WHERE]]
    assert (located.absent, located.changed) == ([], [])


def test_only_documents_with_ratings_are_kept() -> None:
    other = TEXT.replace("2001-02-03-4", "2001-02-03-5")
    located = locate([rated()], inputs(a=other, b=TEXT, c="# Utkast\n\n### § 1\n\nKort.\n"))
    assert [one.path for one in located.inputs.entries if isinstance(one, Input)] == ["lover/b.md"]


def test_words_that_have_moved_are_found_in_their_provision() -> None:
    moved = TEXT.replace("Klagen skal", "Klagen skal uten opphold")
    located = locate([rated()], inputs(a=moved))
    assert [span.of(moved) for placed in spans(located) for span in placed] == [LETTER]


def test_words_that_are_gone_and_documents_that_are_missing_are_told() -> None:
    gone = TEXT.replace(LETTER, "vanlig brev som alle andre")
    missing = rated(id="K2", refid="lov/1999-09-09-9", address_path="lov/1999-09-09-9/§1")
    located = locate([rated(), missing], inputs(a=gone))
    assert located.changed == [rated()]
    assert located.absent == [missing]
    assert located.placed == []
    # The same words in another provision are not the same finding.
    elsewhere = TEXT.replace("§ 1. Klage", "§ 2. Klage").replace("Klagen", "Alle klager")
    assert locate([rated()], inputs(a=elsewhere)).changed == [rated()]


def test_where_they_stood_goes_before_where_they_have_moved() -> None:
    moved = TEXT.replace("Klagen skal", "Klagen skal uten opphold")
    located = locate([rated()], inputs(a=moved, b=TEXT))
    assert [one.path for one in located.inputs.entries if isinstance(one, Input)] == ["lover/b.md"]
    assert spans(located) == [[WHERE]]


def test_a_text_without_refid_goes_by_the_name_of_its_file() -> None:
    draft = TEXT.partition("---\n\n")[2]
    at = draft.index(LETTER)
    one = rated(refid="", document="a.md", address_path="§1", start=at, end=at + len(LETTER))
    assert len(locate([one], inputs(a=draft)).placed) == 1
    assert locate([one], inputs(b=draft)).absent == [one]


def test_what_cannot_be_read_is_kept_apart() -> None:
    located = locate([rated()], Inputs((Input("a.md", "", "md", 3, b"\0\0\0"),), Limits()))
    assert [one.path for one in located.unreadable] == ["a.md"]
    assert located.absent == [rated()]


@pytest.mark.parametrize(
    ("source", "words", "text"),
    [
        ("### § 1\n\nEt **merket ord** her.\n", "merket ord", "merket ord"),
        ("### § 1\n\nBruk &amp; kast.\n", "Bruk &amp; kast", "Bruk & kast"),
        ("### § 1\n\nTo\u00a0 ord.\n", "To\u00a0 ord", "To ord"),
    ],
)
def test_source_maps_back_to_text(source: str, words: str, text: str, tmp_path: Path) -> None:
    document = read_document(source.encode(), "a.md", "md")
    at = source.index(words)
    span = text_span(document.offsets, len(document.text), Span(at, at + len(words)))  # type: ignore[union-attr]
    assert span is not None
    assert span.of(document.text) == text  # type: ignore[union-attr]


def test_source_that_is_no_text_maps_to_nothing() -> None:
    document = read_document(TEXT.encode(), "a.md", "md")
    assert text_span(document.offsets, len(document.text), Span(0, 3)) is None  # type: ignore[union-attr]
