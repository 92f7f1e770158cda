"""Citations of real law that people have marked: where they lead. No text of law is kept here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from real_law import shared_or_skip
from regcheck.concepts.index import ConceptIndex, IndexedDocument
from regcheck.document.model import Document, Unreadable
from regcheck.document.provision_paths import places_of
from regcheck.law.names import NamedDocument, Names
from regcheck.readers.markdown import read_markdown
from regcheck.references.library import ReferenceLibrary
from regcheck.references.resolve import references_in

ROOT = Path(__file__).parents[2]
RECORD = json.loads(Path(__file__).with_name("references.json").read_text(encoding="utf-8"))
MARKED = json.loads((ROOT / "corpora/precision/citations.json").read_text(encoding="utf-8"))
LEAST = 0.8
LEAST_OF_MARKED = 0.95
LOOKED_AT = 30


@cache
def document(refid: str) -> Document | None:
    kind = "lover" if refid.startswith("lov/") else "forskrifter"
    name = f"{refid.replace('/', '-')}.md"
    file = shared_or_skip() / "lovdata" / "markdown" / kind / name
    if not file.is_file():
        return None
    read = read_markdown(file.read_bytes(), name)
    assert not isinstance(read, Unreadable)
    return read


class Cited(ConceptIndex):
    """The texts that the marked citations lead to."""

    def __init__(self, refids: Iterable[str]) -> None:
        self.known = {one: read for one in refids if (read := document(one)) is not None}

    def documents(self, refids: Iterable[str]) -> Iterator[IndexedDocument]:
        for refid in sorted(self.known if refids is None else refids):
            if (read := self.known.get(refid)) is not None:
                meta = read.meta
                about = (refid, refid, meta.title, meta.short_title, meta.kind.value)
                yield IndexedDocument(*about, places_of(read))

    def names(self, like: Iterable[str] = ()) -> Names:
        metas = [read.meta for read in self.known.values()]
        return Names(NamedDocument(m.refid, m.title, m.short_title, m.in_force) for m in metas)

    def refids(self) -> list[str]:
        return sorted(self.known)


@cache
def library() -> ReferenceLibrary:
    marks = RECORD["marks"][:LOOKED_AT] + MARKED["marks"][:LOOKED_AT]
    targets = {mark["target"] for mark in marks}
    return ReferenceLibrary(Cited(one for one in targets if one.startswith(("lov/", "forskrift/"))))


def test_most_citations_lead_where_they_should() -> None:
    marks = RECORD["marks"]
    assert len(marks) == RECORD["n"] == 60
    for verdict in ("right", "wrong", "missed"):
        assert sum(mark["verdict"] == verdict for mark in marks) == RECORD[verdict]
    assert RECORD["right"] / RECORD["n"] >= LEAST


def test_nearly_all_of_the_marked_citations_lead_where_they_should() -> None:
    marks = MARKED["marks"]
    assert len(marks) == MARKED["n"] == 1653
    for verdict in ("right", "wrong", "missed"):
        assert sum(mark["verdict"] == verdict for mark in marks) == MARKED[verdict]
    assert MARKED["right"] / MARKED["n"] >= LEAST_OF_MARKED


@pytest.mark.parametrize(
    "mark",
    [
        mark
        for record in (RECORD, MARKED)
        for mark in record["marks"][:LOOKED_AT]
        if mark["verdict"] == "right"
    ],
    ids=lambda mark: f"{mark['refid']}-{mark['start']}".replace("/", ":"),
)
def test_a_citation_leads_where_it_was_marked_to(mark: dict[str, Any]) -> None:
    read = document(mark["refid"])
    if read is None:
        pytest.skip(f"{mark['refid']} is not at hand")
    start = mark["start"]
    end = mark.get("end", start + 1)
    found = {
        (one.target, one.target_path, one.status)
        for one in references_in(read, library())
        if one.start < end and start < one.end
    }
    assert (mark["target"], mark["target_path"], mark["status"]) in found
