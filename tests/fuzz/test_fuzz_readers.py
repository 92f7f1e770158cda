"""Damaged documents: a reader gives a sound document or says why not, and raises nothing."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from mutations import Damaged, damaged, damaged_inside, examples, tar_of, zip_of
from office import OPEN_PART, WORD_PART, open_file, word_file

from regcheck.document.model import Document, Unreadable
from regcheck.findings.check import Checker
from regcheck.findings.suppression import read_suppressions
from regcheck.law.address_path import parse_path
from regcheck.readers.archives import Member, iter_archive
from regcheck.readers.limits import Limits
from regcheck.readers.registry import FORMATS, read_document
from regcheck.run.api import load_rules

PROJECT = Path(__file__).resolve().parents[2]
DRAFTS = {
    path.name: path.read_bytes()
    for path in sorted((PROJECT / "corpora" / "drafts").iterdir())
    if path.is_file()
}
LIMITS = Limits(max_file_bytes=200_000, max_archive_total=400_000, max_members=50)
XML = {name: data for name, data in DRAFTS.items() if name.endswith(".xml")}
MARKDOWN = {name: data for name, data in DRAFTS.items() if name.endswith(".md")}
PLAIN = {name: data for name, data in DRAFTS.items() if name.endswith(".txt")}
LINES = DRAFTS["lov-om-turstier.md"].decode().splitlines()[:60]
WORD = {"utkast.docx": word_file(LINES)}
OPEN = {"utkast.odt": open_file(LINES)}
ARCHIVES = {
    "lover.zip": zip_of(DRAFTS),
    "lover.tar": tar_of(dict(list(DRAFTS.items())[:2]), "w"),
    "lover.tar.gz": tar_of(DRAFTS, "w:gz"),
    "lover.tar.bz2": tar_of(DRAFTS, "w:bz2"),
    "lover.tar.xz": tar_of(DRAFTS, "w:xz"),
}


def test_there_are_seeds() -> None:
    assert XML
    assert MARKDOWN
    assert PLAIN


def sound(found: Document | Unreadable) -> None:
    """Spans inside bounds and in order, addresses that can be read back, one-line reasons."""
    if isinstance(found, Unreadable):
        assert found.reason
        assert found.detail.isprintable(), found.detail
        return
    size = len(found.text)
    for node in found.root.walk():
        assert 0 <= node.span.start <= node.span.end <= size
        for child in node.children:
            assert not child.span or node.span.covers(child.span)
    end = 0
    for leaf in found.leaves:
        assert leaf.span.start >= end
        end = leaf.span.end
        words = leaf.span.of(found.text)
        assert "\n" not in words
        source = found.offsets.to_source(leaf.span)
        assert 0 <= source.start <= source.end <= len(found.source_text)
    for node in found.provisions():
        assert parse_path(node.address.path) == node.address
    for directive in found.directives:
        assert 0 <= directive.span.start <= directive.span.end <= len(found.source_text)
    read_suppressions(found)


@examples(60)
@given(damaged(XML))
def test_xml(seed: Damaged) -> None:
    sound(read_document(seed.data, "a.xml", "xml", LIMITS))


@examples(60)
@given(damaged(MARKDOWN))
def test_markdown(seed: Damaged) -> None:
    sound(read_document(seed.data, "a.md", "md", LIMITS))


@examples(60)
@given(damaged(PLAIN))
def test_plain_text(seed: Damaged) -> None:
    sound(read_document(seed.data, "a.txt", "txt", LIMITS))


@examples(40)
@given(damaged({**WORD, **OPEN}), st.sampled_from(["accepted", "original", "inserted"]))
def test_office_files(seed: Damaged, mode: str) -> None:
    """The zip itself is damaged."""
    sound(read_document(seed.data, seed.name, "", LIMITS, mode))


@examples(40)
@given(damaged_inside(WORD["utkast.docx"], WORD_PART))
def test_word_parts(seed: Damaged) -> None:
    sound(read_document(seed.data, "a.docx", "docx", LIMITS))


@examples(40)
@given(damaged_inside(OPEN["utkast.odt"], OPEN_PART))
def test_open_document_parts(seed: Damaged) -> None:
    sound(read_document(seed.data, "a.odt", "odt", LIMITS))


@examples(40)
@given(damaged(ARCHIVES))
def test_archives(seed: Damaged) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, seed.name)
        path.write_bytes(seed.data)
        for member in iter_archive(path, LIMITS, seed.name):
            shown = member.path if isinstance(member, Unreadable) else member.name
            assert shown.isprintable()
            if isinstance(member, Member):
                assert len(member.data) <= LIMITS.max_file_bytes
            else:
                assert member.reason


@examples(40)
@given(damaged(DRAFTS), st.sampled_from(["", *FORMATS]), st.sampled_from(["a", "a.md", "a.doc"]))
def test_whatever_it_is_taken_for(seed: Damaged, form: str, name: str) -> None:
    sound(read_document(seed.data, name, form, LIMITS))


@cache
def checker() -> Checker:
    rules = load_rules(select=("paper", "structure", "readability"))
    return Checker(rules.rule_set, nlp=False, compiled=rules.compiled)


@examples(15)
@given(damaged(DRAFTS))
def test_findings_lie_in_the_document(seed: Damaged) -> None:
    document = read_document(seed.data, seed.name, "", LIMITS)
    if isinstance(document, Unreadable):
        return
    for found in checker().check(document).findings:
        assert 0 <= found.span.start <= found.span.end <= len(document.text)
        assert 0 <= found.start <= found.end <= len(document.source_text)
