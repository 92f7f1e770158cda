"""Every span of a document read from Word leads back to exactly its words in the parts."""

from __future__ import annotations

import zipfile
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from normal_words import normalise
from regcheck.base.text.span import Span
from regcheck.document.model import Document
from regcheck.readers.office.xml import parse_tree
from regcheck.readers.word.document import read_word
from regcheck.readers.word.xml import TEXTS, elements_of
from word_files import (
    bold,
    field,
    footnotes,
    gone,
    ins,
    levels,
    mark,
    noted,
    numbering,
    p,
    run,
    t,
    table,
    word,
)  # fmt: skip

_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": "", "sym": "□"}


def words_at(data: bytes, document: Document, span: Span) -> str:
    """What the file holds at a span of the document's text, found by the contract alone."""
    assert document.places is not None
    found = ""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for place in document.places.runs(span):
            root = parse_tree(archive.read(place.part))
            for element, start, end in elements_of(root, place):
                if element.tag in TEXTS:
                    found += element.text[start:end]
                else:
                    found += _SIGNS[element.tag.rpartition("}")[2]]
    return normalise(found.replace("\u2011", "-"))


def bare(words: str) -> str:
    """Words without white space, which stands nowhere between joined paragraphs."""
    return "".join(words.split())


def checked(data: bytes, mode: str) -> Document:
    """A document whose every leaf and word has been looked up in the file."""
    document = read_word(data, "utkast.docx", tracked_changes=mode)
    assert isinstance(document, Document)
    for leaf in document.leaves:
        at = leaf.span.start
        assert bare(words_at(data, document, leaf.span)) == bare(leaf.span.of(document.text))
        for one in leaf.span.of(document.text).split(" "):
            assert words_at(data, document, Span(at, at + len(one))) == one
            at += len(one) + 1
    return document


def test_words_of_all_sorts_are_found_again() -> None:
    lists = numbering({0: levels(("lowerLetter", "%1)"))}, {1: (0, "")})
    data = word(
        p("§ 1 ", bold("Bo"), "rd"),
        p("Bordet ", gone("skulle "), ins(t("skal ")), field("REF a", "her"), " ha", noted(1), ":"),
        p("fire", run("<w:tab/>"), "bein", run("<w:br/>"), "og", num=(1, 0)),
        p("e", run("<w:noBreakHyphen/>"), "post.  To\u00a0 mellomrom", num=(1, 0)),
        p("Første halv", more=mark("del")),
        p("del.", bold(" Slutt")),
        table(("a", p("b") + p("c d")), ("e", "")),
        parts={"numbering": lists, "footnotes": footnotes(p("En ", bold("n"), "ote."))},
    )
    for mode in ("accepted", "original"):
        document = checked(data, mode)
    at = document.text.index("note")
    assert document.places is not None
    assert document.places.part(Span(at, at + 4)) == "word/footnotes.xml"


_LETTERS = st.sampled_from((*"abÅæ -\u00a0\u00ad\u2011§().", "e\u0301", "  "))
_WORDS = st.lists(_LETTERS, min_size=1, max_size=8).map("".join)
_RUN = st.one_of(
    _WORDS.map(t),
    _WORDS.map(bold),
    _WORDS.map(lambda words: ins(t(words))),
    _WORDS.map(gone),
    st.sampled_from(("tab", "br", "noBreakHyphen")).map(lambda name: run(f"<w:{name}/>")),
    _WORDS.map(lambda words: field("REF x", words)),
    _WORDS.map(lambda words: f"<w:r><w:t>{words}</w:t></w:r>"),
)
_MORE = st.sampled_from(("", "", mark("ins"), mark("del")))
_PARAGRAPH = st.tuples(st.lists(_RUN, max_size=4), _MORE).map(lambda x: p(*x[0], more=x[1]))


@given(st.lists(_PARAGRAPH, max_size=5), st.sampled_from(("accepted", "original", "inserted")))
def test_any_word_of_any_file_is_found_again(paragraphs: list[str], mode: str) -> None:
    data = word(p("§ 1 Bord"), *paragraphs)
    document = read_word(data, "utkast.docx", tracked_changes=mode)
    assert isinstance(document, Document)
    assert document.places is not None
    for leaf in document.leaves:
        assert bare(words_at(data, document, leaf.span)) == bare(leaf.span.of(document.text))
