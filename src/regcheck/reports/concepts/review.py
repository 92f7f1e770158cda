"""The list in which people approve, drop and edit concepts before these are published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO, Final

from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import Message
from regcheck.concepts.catalogue import CatalogueConcept, by_identifier
from regcheck.concepts.lemmas import lemma_of
from regcheck.reports.returned import Form, read_returned
from regcheck.reports.workbooks import Sheet, workbook

COLUMNS: Final = tuple(Texts("concepts-review", "nb").table("columns"))
"""The columns in their order."""
PEOPLES: Final = ("decision", "term_nb", "term_nn", "definition", "broader", "replaces", "comment")
"""The columns that people fill in; an empty cell leaves what the law says."""
_WIDE: Final = {"term": 28, "says": 90, "definition": 60, "source": 44, "comment": 36}


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """`decision` is `approve`, `drop` or empty; what was `said` replaces what the law says."""

    decision: str
    said: Mapping[str, str]


def review_workbook(
    concepts: Iterable[CatalogueConcept], reviewed: Mapping[str, ReviewEntry], locale: str
) -> IO[bytes]:
    """The list as an open temporary file. Raises UsageError without openpyxl or on a full disk."""
    words = Texts("concepts-review", locale)
    widths = [_WIDE.get(name, 18) for name in COLUMNS]
    heads = list(words.table("columns").values())
    rows = (_cells(one, reviewed.get(one.identifier), words) for one, *_ in by_identifier(concepts))
    return workbook([Sheet(words.sheet, rows, heads, widths, "C2", wrap=True)])


def _cells(one: CatalogueConcept, before: ReviewEntry | None, words: Texts) -> list[str | int]:
    decisions = words.table("decisions")
    said = dict(before.said) if before else {}
    if before and before.decision:
        said["decision"] = decisions[before.decision]
    known = {
        "term": one.term,
        "says": one.definition,
        "source": one.url or one.refid,
        "language": one.language,
        "subject": one.subject.replace("\n", "; "),
        "identifier": one.identifier,
    }
    return [(known | said).get(name, "") for name in COLUMNS]


def read_review(path: str) -> tuple[dict[str, ReviewEntry], list[Message]]:
    """What people said, by identifier, and oddities. Raises UsageError for any other file."""
    form = Form.of("concepts-review", "sheet", ("identifier",), PEOPLES)
    rows, oddities = read_returned(path, form)
    decisions = {
        word.casefold(): name
        for locale in LOCALES
        for name, word in Texts("concepts-review", locale).table("decisions").items()
    }
    found = {}
    for row in rows:
        said = {name: row.get(name, "") for name in PEOPLES}
        decision = decisions.get(said["decision"].casefold(), "")
        if row["identifier"] and any(said.values()):
            found[row["identifier"]] = ReviewEntry(decision, said)
    return found, oddities


def with_review(
    concepts: Iterable[CatalogueConcept], reviewed: Mapping[str, ReviewEntry]
) -> Iterator[CatalogueConcept]:
    """The concepts as people left them, without those they dropped and references to these."""
    dropped = {name for name, before in reviewed.items() if before.decision == "drop"}
    for rows in by_identifier(concepts):
        before = reviewed.get(rows[0].identifier)
        if rows[0].identifier not in dropped:
            for one in _edited(rows, before) if before else rows:
                others = (told.split("\n") for told in (one.broader, one.see_also))
                broader, also = ("\n".join(n for n in some if n not in dropped) for some in others)
                yield replace(one, broader=broader, see_also=also)


def _edited(rows: Sequence[CatalogueConcept], before: ReviewEntry) -> Iterator[CatalogueConcept]:
    said, first = before.said, rows[0]
    status = "CURRENT" if before.decision == "approve" else first.status
    for one in rows:
        words = said["definition"]
        changed = bool(words) and words != one.definition
        term = said.get(f"term_{one.language}") or one.term
        yield replace(
            one,
            term=term,
            lemma=lemma_of(term, one.language),
            definition=words or one.definition,
            relation="based-on" if changed and one.url else one.relation,
            status=status,
            broader=said["broader"].replace("; ", "\n") or one.broader,
            replaces=said["replaces"].replace("; ", "\n") or one.replaces,
        )
    languages = {one.language for one in rows}
    for language in ("nb", "nn"):
        term = said[f"term_{language}"]
        if term and language not in languages:
            empty = dict.fromkeys(("definition", "relation", "admitted", "deprecated"), "")
            lemma = lemma_of(term, language)
            yield replace(first, term=term, lemma=lemma, language=language, status=status, **empty)
