"""Reading concepts from the CSV file for registration."""

from __future__ import annotations

import csv
import io
from collections import defaultdict

from regcheck.concepts.catalogue import LANGUAGES, Catalogued
from regcheck.concepts.definitions import lemma_of
from regcheck.errors import UsageError
from regcheck.law.links import refid_of_link
from regcheck.text.formulas import unguarded

MAX_ROWS = 1_000_000
_RELATIONS = {"sitatfrakilde": "quoted", "basertpåkilde": "based-on", "egendefinert": "own"}
_LONGEST_CELL = 1_000_000
_NAMES = {"fraraadetterm": "frarådetterm"}
_MULTILINGUAL = frozenset({"anbefaltterm", "tillattterm", "frarådetterm", "definisjon"})
Cells = dict[tuple[str, str], list[str]]


def read_registration_csv(data: bytes, path: str) -> tuple[list[Catalogued], list[str]]:
    """The concepts in a CSV file separated by semicolons, with a row for each language, and what
    is wrong with some of them. Columns without a language are in Bokmål; unknown ones are told.

    Raises UsageError, in one line, when it is no such file.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UsageError(f"{path}: is not in UTF-8; save it as CSV UTF-8") from fault
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    found: list[Catalogued] = []
    nameless = 0
    notes: list[str] = []
    try:
        columns = [_column(name) for name in next(rows, [])]
        if ("anbefaltterm", "nb") not in columns and not any(
            name == "anbefaltterm" for name, _ in columns
        ):
            raise UsageError(
                f"{path}: has no column anbefaltTerm; separate columns with semicolons"
            )
        unknown = sorted({name for name, _ in columns if name not in _KNOWN and name})
        if unknown:
            notes.append(f"columns not read: {', '.join(unknown[:8])}")
        for number, row in enumerate(rows, 2):
            if number > MAX_ROWS:
                raise UsageError(f"{path}: more than {MAX_ROWS} rows; split it")
            if not any(cell.strip() for cell in row):
                continue
            concepts = _concepts(columns, row, path, number)
            found += concepts
            nameless += not concepts
    except csv.Error as fault:
        raise UsageError(f"{path}:{rows.line_num}: is no CSV ({fault})") from fault
    if nameless:
        notes.append(f"{nameless} without a preferred term left out")
    found.sort(key=lambda one: (one.identifier, one.language))
    return found, notes


_KNOWN = _MULTILINGUAL | {"forholdtilkilde", "kilde", "identifikator", "ansvarligvirksomhet"}


def _column(header: str) -> tuple[str, str]:
    name, _, language = header.strip().lower().partition(":")
    name = _NAMES.get(name, name)
    language = language.strip() or ("nb" if name in _MULTILINGUAL else "")
    return name, language


def _concepts(
    columns: list[tuple[str, str]], row: list[str], path: str, number: int
) -> list[Catalogued]:
    cells: Cells = defaultdict(list)
    for column, cell in zip(columns, row, strict=False):
        words = unguarded(cell.strip())
        if words:
            cells[column].append(words)

    def one(name: str) -> str:
        return next(iter(cells.get((name, ""), [])), "")

    url = one("kilde").rpartition("|")[2].strip()
    terms = {
        language: cells[("anbefaltterm", language)]
        for language in LANGUAGES
        if ("anbefaltterm", language) in cells
    }
    if not terms:
        return []
    fallback = next(iter(terms.values()))
    found = []
    for language in LANGUAGES:
        said = cells.get(("definisjon", language), [])
        if language not in terms and not said:
            continue
        names = terms.get(language, fallback)
        found.append(
            Catalogued(
                lemma=lemma_of(names[0], language),
                term=names[0],
                language=language,
                definition=next(iter(said), ""),
                admitted="\n".join([*names[1:], *cells.get(("tillattterm", language), [])]),
                deprecated="\n".join(cells.get(("frarådetterm", language), [])),
                identifier=one("identifikator") or f"{path}:{number}",
                publisher=one("ansvarligvirksomhet"),
                url=url,
                refid=refid_of_link(url),
                relation=_RELATIONS.get(one("forholdtilkilde").lower(), ""),
                source=path,
            )
        )
    return found
