"""Concepts to harmonise as JSON, as a page and as a Word file, with a page for each and the words
that differ in bold; and the words that every report of them shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import IO, Any, Final

from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.localised import Localised
from regcheck.base.texts.message import Message
from regcheck.concepts.conditions import Contrast
from regcheck.concepts.definitions import Definition
from regcheck.concepts.marked import Piece, marked
from regcheck.concepts.notes import contrast_told
from regcheck.corpus.harmony.concepts import Concept, Other
from regcheck.corpus.obstacles.obstacle import PEOPLES, Assessment
from regcheck.reports.html.templates import page, resource
from regcheck.reports.records import json_with_list
from regcheck.reports.returned import Form, read_returned
from regcheck.reports.word import new_file as word
from regcheck.reports.workbooks import Sheet, workbook

SCHEMA_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a locale, and the titles of life events by id."""

    locale: str
    events: Mapping[str, Localised]

    @property
    def words(self) -> Texts:
        """The words of these reports."""
        return Texts("harmony", self.locale)

    def kind(self, one: Other) -> str:
        """How a definition differs from the owner's, in a word."""
        return self.words.table("kinds")[one.how.kind]

    def contrast(self, one: Contrast) -> str:
        """A condition in which two definitions differ."""
        return self.words.contrast.format(**contrast_told(one, Texts("concepts", self.locale)))

    def place(self, one: Definition) -> str:
        """The text and the place in it."""
        return f"{one.title or one.refid} {one.address_in(self.locale)}"

    def events_of(self, one: Concept) -> str:
        """The titles of a concept's life events."""
        some = (self.events.get(event) for event in one.life_events)
        return "; ".join(title.get(self.locale) for title in some if title is not None)

    def facts(self, one: Concept) -> list[tuple[str, str]]:
        """What is known of a concept, each with its heading; empty ones are left out."""
        heads = self.words.table("facts")
        uses = self.words.uses.format(n=one.usage.documents, times=one.usage.times)
        entries = "; ".join(f"{entry.term}: {entry.definition}" for entry in one.catalogued)
        proposal = one.proposal
        said = {
            "owner": self.place(one.owner),
            "ministries": "; ".join(one.ministries),
            "usage": uses if one.usage.documents else "",
            "life_events": self.events_of(one),
            "catalogue": entries,
            "local": self.words.local.format(n=one.local) if one.local else "",
            "proposal": f"{proposal.definition} ({self.place(proposal)})" if proposal else "",
        }
        return [(heads[name], value) for name, value in said.items() if value]


def concepts_page(concepts: Sequence[Concept], labels: Labels) -> Iterator[str]:
    """A page without script or network: each concept's definitions against the owner's."""
    return page(
        "corpus/harmony/page.jinja",
        resource("reports/concepts/harmony.css") + resource("corpus/harmony/page.css"),
        concepts=concepts,
        labels=labels,
        words=labels.words,
        peoples=PEOPLES,
        marked=marked,
    )


def concepts_json(concepts: Sequence[Concept]) -> Iterator[str]:
    """One JSON object, a concept on each line."""
    return json_with_list(SCHEMA_VERSION, "concepts", map(_record, concepts))


def _record(one: Concept) -> dict[str, Any]:
    return {
        "key": one.key,
        "term": one.term,
        "weight": round(one.weight, 1),
        "owner": one.owner.to_dict(),
        "ministries": list(one.ministries),
        "life_events": list(one.life_events),
        "usage": asdict(one.usage),
        "local": one.local,
        "proposal": one.proposal.to_dict() if one.proposal else None,
        "catalogued": [asdict(entry) for entry in one.catalogued],
        "assessment": {name: getattr(one.assessment, name) for name in PEOPLES},
        "definitions": [
            {
                "difference": other.how.kind.value,
                "amend": other.how.kind.matters,
                "likeness": other.how.verdict.likeness,
                "only_owner": list(other.how.verdict.only_first),
                "only_this": list(other.how.verdict.only_second),
                "contrasts": [asdict(contrast) for contrast in other.how.contrasts],
                **other.definition.to_dict(),
            }
            for other in one.others
        ],
    }


_WIDTHS: Final = (4500, 4570)
_NEW_PAGE: Final = "<w:pageBreakBefore/>"


def concepts_document(concepts: Sequence[Concept], labels: Labels) -> IO[bytes]:
    """The Word file as an open temporary file. Raises UsageError if the disk is full."""
    parts = word.word_parts(_body(concepts, labels), labels.locale)
    return word.open_word_file(parts)


def _body(concepts: Sequence[Concept], labels: Labels) -> Iterator[str]:
    words = labels.words
    yield word.line(words.title, "Title")
    yield word.line(words.how)
    for number, one in enumerate(concepts, 1):
        style = f'<w:pStyle w:val="Heading1"/>{_NEW_PAGE if number > 1 else ""}'
        yield word.paragraph(word.run(f"{number}. {one.term}"), style)
        for name, value in labels.facts(one):
            yield word.paragraph(word.run(f"{name}: ", bold=True) + word.run(value))
        titles = words.table("columns")
        for name, value in asdict(one.assessment).items():
            if value:
                yield word.paragraph(word.run(f"{titles[name]}: ", bold=True) + word.run(value))
        heads = [words.of_owner, words.of_other]
        yield from word.table(_WIDTHS, heads, (_pair(one, other, labels) for other in one.others))
        yield word.line(words.to_amend, "Heading2")
        advice = word.run(f": {words.amend.format(place=labels.place(one.owner), term=one.term)}")
        for other in one.to_amend:
            place, url = labels.place(other.definition), other.definition.page
            yield word.paragraph((word.link(place, url) if url else word.run(place)) + advice)


def _pair(one: Concept, other: Other, labels: Labels) -> list[str]:
    ours, theirs = marked(one.owner.definition, other.definition.definition)
    said = word.cell(f"{labels.place(other.definition)} – {labels.kind(other)}", bold=True)
    told = "".join(word.cell(labels.contrast(contrast)) for contrast in other.how.contrasts)
    return [
        word.cell(labels.place(one.owner), bold=True) + word.in_cell(_runs(ours)),
        said + word.in_cell(_runs(theirs)) + told,
    ]


def _runs(pieces: Sequence[Piece]) -> str:
    return "".join(word.run(f"{words} ", bold=differs) for words, differs in pieces)


COLUMNS: Final = tuple(Texts("harmony", "nb").table("columns"))
"""The columns of the sheet of concepts in their order."""
PLACES: Final = tuple(Texts("harmony", "nb").table("places"))
"""The columns of the sheet of definitions in their order."""
_WIDE: Final = {
    "term": 26,
    "definition": 90,
    "owner": 34,
    "proposal": 60,
    "comment": 36,
    "text": 40,
}


def concepts_workbook(concepts: Sequence[Concept], labels: Labels) -> IO[bytes]:
    """The workbook as an open temporary file. Raises UsageError without openpyxl."""
    words = labels.words
    rows = [_row(number, one, labels) for number, one in enumerate(concepts, 1)]
    places = [row for one in concepts for row in _places(one, labels)]
    return workbook(
        Sheet(
            title,
            some,
            list(columns.values()),
            [_WIDE.get(name, 18) for name in columns],
            "C2",
            wrap=True,
        )
        for title, columns, some in (
            (words.sheet, words.table("columns"), rows),
            (words.places_sheet, words.table("places"), places),
        )
    )


def _row(number: int, one: Concept, labels: Labels) -> list[str | int]:
    """The cells under `COLUMNS`."""
    facts: dict[str, str | int] = {
        "rank": number,
        "term": one.term,
        "definition": one.owner.definition,
        "owner": labels.place(one.owner),
        "texts": len(one.documents),
        "amend": len(one.to_amend),
        "ministries": "; ".join(one.ministries),
        "used": one.usage.documents,
        "life_events": labels.events_of(one),
        "local": one.local,
        "catalogue": "; ".join(entry.definition for entry in one.catalogued),
        "proposal": one.proposal.definition if one.proposal else "",
        "key": one.key,
    }
    facts |= asdict(one.assessment)
    return [facts[name] for name in COLUMNS]


def _places(one: Concept, labels: Labels) -> list[list[str | int]]:
    """The cells under `PLACES`, the owner's first."""
    words = labels.words
    owner = _place(one, labels, words.is_owner, one.owner.definition)
    rows = [owner | {"text": labels.place(one.owner), "link": one.owner.page}]
    for other in one.others:
        verdict = other.how.verdict
        rows.append(
            _place(one, labels, labels.kind(other), other.definition.definition)
            | {
                "text": labels.place(other.definition),
                "link": other.definition.page,
                "ministries": "; ".join(other.document.ministries),
                "contrasts": " ".join(map(labels.contrast, other.how.contrasts)),
                "only_this": " ".join(verdict.only_second),
                "only_owner": " ".join(verdict.only_first),
                "amend": words.amend.format(place=labels.place(one.owner), term=one.term)
                if other.how.kind.matters
                else "",
            }
        )
    return [[row.get(name, "") for name in PLACES] for row in rows]


def _place(one: Concept, labels: Labels, kind: str, definition: str) -> dict[str, str]:
    ministries = "; ".join(one.owner_document.ministries)
    return {"term": one.term, "kind": kind, "definition": definition, "ministries": ministries}


def with_assessments(
    concepts: Sequence[Concept], path: str
) -> tuple[list[Concept], list[str], list[Message]]:
    """The concepts with what people wrote at `path`, the keys of gone concepts with something
    written, and oddities. Raises UsageError for any other file."""
    rows, oddities = read_returned(path, Form.of("harmony", "sheet", ("key",), PEOPLES))
    written = {row["key"]: Assessment.of(row) for row in rows if row["key"]}
    found = [
        replace(one, assessment=written[one.key]) if one.key in written else one for one in concepts
    ]
    known = {one.key for one in concepts}
    gone = [key for key, wrote in written.items() if key not in known and not wrote.empty]
    return found, gone, oddities
