from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lovdata_checks import (
    address_faults,
    article_faults,
    inserted_without_target,
    leaf_faults,
    lost_text,
    offset_faults,
    single_changes,
)
from lovdata_samples import read, wrap

from real_law import shared_or_skip
from regcheck.document.model import Document
from regcheck.readers.lovdata.document import read_lovdata_xml

_MARKUP = (
    "&amp; &lt;b&gt; &#229; &#xa0; e&#x301; <br/> <i>x</i> <sup>2</sup> <![CDATA[<x>]]> <!--c-->"
    " <?p?> <span/> « (1) 1."
)
_WORDS = st.sampled_from(
    [
        *_MARKUP.split(),
        *("lykt", "Ærfugl", "å", " ", "  ", "\n", "\r\n", "\u00a0", "a\u030a", "\U0001f56f"),
        *("\u00ad", "<br />", "§ 3-2", "<i> <b>fet </b></i>"),
        '<sup class="footnotereference">1</sup>',
    ]
)
_TEXT = st.lists(_WORDS, max_size=8).map("".join)


def _nest(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    blocks = st.lists(inner, max_size=4).map("".join)
    return st.one_of(
        blocks.map(
            lambda b: f'<section class="section" data-name="kap1"><h2>Kap 1</h2>{b}</section>'
        ),
        blocks.map(lambda b: f'<article class="legalArticle" data-name="§1">{b}</article>'),
        blocks.map(
            lambda b: f'<ul><li data-name="a."><article class="listArticle">{b}</article></li></ul>'
        ),
        blocks.map(lambda b: f'<table><tr><td>{b}</td><td colspan="2">{b}</td></tr></table>'),
        blocks.map(
            lambda b: f'<article class="numberedLegalP" data-numerator="1">(1) {b}</article>'
        ),
        blocks.map(lambda b: f'<article class="defaultP">§ 1 skal lyde:{b}</article>'),
        blocks.map(lambda b: f'<article class="futureLegalArticle" data-name="§2">{b}</article>'),
        blocks.map(lambda b: f'<span class="futuretitle">{b}</span>'),
        blocks.map(lambda b: f'<div class="indent">{b}</div>'),
        blocks.map(lambda b: f"<i>{b}</i>"),
    )


_BODY = st.recursive(_TEXT, _nest, max_leaves=12)


@given(_BODY)
def test_every_word_maps_back_to_the_source(body: str) -> None:
    document = read(wrap(body))
    plain = document.source_text.replace("<![CDATA[<x>]]>", "&lt;x&gt;")
    if plain == document.source_text:
        assert offset_faults(document) == []
    assert leaf_faults(document) == []
    assert address_faults(document) == []


def test_checker_finds_shifted_offsets() -> None:
    document = read(wrap("<article class='legalP'>Lykten tennes.</article>"))
    assert offset_faults(document) == []
    other = document.source_text.replace("<main", "<main  ")
    shifted = read(other.encode())
    mixed = Document(
        document.meta,
        document.text,
        document.root,
        shifted.offsets,
        document.source,
        document.source_text,
        leaves=document.leaves,
        parents=document.parents,
    )
    assert offset_faults(mixed)


def test_byte_order_mark_counts_as_nothing() -> None:
    data = wrap("<article class='legalP'>Lykten æ tennes.</article>")
    plain, marked = read(data), read(b"\xef\xbb\xbf" + data)
    leaf = plain.leaves[0].span
    assert plain.offsets.to_source(leaf) == marked.offsets.to_source(leaf)


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16", "utf-16-be"])
def test_other_encodings(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = declared + wrap("<article class='legalP'>Lykten på Østre kai.</article>").decode()
    document = read(text.encode(encoding))
    assert document.leaves[0].span.of(document.text) == "Lykten på Østre kai."
    assert document.source_text == text
    assert offset_faults(document) == []
    assert len(document.notes) == 1
    assert str(document.notes[0]).startswith("read as ")


def test_letters_outside_the_basic_plane() -> None:
    document = read(
        wrap("<article class='legalP'>\U0001f56f lys \U0001f56f&amp; \U00010348 her</article>")
    )
    assert document.leaves[0].span.of(document.text) == "\U0001f56f lys \U0001f56f& \U00010348 her"
    assert offset_faults(document) == []


def real_files() -> list[Path]:
    """All real documents, in name order."""
    folder = shared_or_skip() / "lovdata"
    return sorted([*folder.glob("nl/*.xml"), *folder.glob("lti-2025/*.xml")])


def check_real(files: list[Path]) -> tuple[list[str], int]:
    """Every fault in these documents, and how many marked changes with one place there are."""
    faults: list[str] = []
    changes = 0
    for path in files:
        data = path.read_bytes()
        document = read_lovdata_xml(data, path.name)
        if not isinstance(document, Document):
            faults.append(str(document))
            continue
        found = offset_faults(document) + leaf_faults(document) + address_faults(document)
        found += article_faults(data, document)
        lost = lost_text(data, document)
        count, astray = single_changes(document)
        changes += count
        found += [lost] * bool(lost) + [f"{fault.part} {fault.found}" for fault in astray]
        found += [node.address.path for node in inserted_without_target(document)]
        faults += [f"{path.name}: {fault}" for fault in found]
    return faults, changes


def test_real_law_sample() -> None:
    faults, changes = check_real(real_files()[::9])
    assert faults == []
    assert changes > 50


@pytest.mark.slow
def test_all_real_law() -> None:
    faults, changes = check_real(real_files())
    assert faults == []
    assert changes > 800
