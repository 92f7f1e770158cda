"""Concepts of a catalogue: made of definitions, or read from the CSV file for registration."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from regcheck.concepts.definitions import Definition
from regcheck.concepts.lemmas import lemma_of
from regcheck.errors import UsageError
from regcheck.law.address_path import parse_path
from regcheck.law.links import lovdata_url, refid_of_link
from regcheck.text.formulas import unguarded
from regcheck.text.printable import one_line
from regcheck.texts.message import Message, message

LANGUAGES = ("nb", "nn", "en")
MAX_ROWS = 1_000_000
_LONGEST_CELL = 1_000_000
_RELATIONS = {"sitatfrakilde": "quoted", "basertpåkilde": "based-on", "egendefinert": "own"}
_NAMES = {"fraraadetterm": "frarådetterm"}
_MULTILINGUAL = frozenset({"anbefaltterm", "tillattterm", "frarådetterm", "definisjon"})
_KNOWN = _MULTILINGUAL | {"forholdtilkilde", "kilde", "identifikator", "ansvarligvirksomhet"}
_MOST_NAMED = 8
_SPACES = re.compile(r"\s+")
Cells = Mapping[tuple[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Catalogued:
    """A concept that a catalogue defines, in one language.

    `term` is the preferred one and `lemma` its lemma; `admitted` and `deprecated` are further
    terms, one a line. `source` names the file it was read from, `url` what the definition rests
    on, and `refid` that act or regulation, where `url` leads to Lovdata. `relation` says how the
    definition relates to it: `quoted`, `based-on`, `own`, or empty where nothing is said.
    """

    lemma: str
    term: str
    language: str
    definition: str
    admitted: str
    deprecated: str
    identifier: str
    publisher: str
    url: str
    refid: str
    relation: str
    source: str


def catalogued_from(
    definitions: Iterable[Definition], publisher: str, base: str
) -> Iterator[Catalogued]:
    """Definitions in law as concepts that `publisher` is responsible for, with ids that begin with
    `base` and continue with the provision and the term."""
    seen: dict[str, int] = {}
    for one in definitions:
        place = one.address_path if one.refid else f"{one.path}/{one.address_path}"
        identifier = base + quote(f"{place}/{_SPACES.sub('-', one.lemma)}", safe="/-.,~")
        seen[identifier] = seen.get(identifier, 0) + 1
        if seen[identifier] > 1:
            identifier = f"{identifier}-{seen[identifier]}"
        yield Catalogued(
            lemma=one.lemma,
            term=one.term,
            language=one.language if one.language in LANGUAGES else "nb",
            definition=one.definition,
            admitted="",
            deprecated="",
            identifier=identifier,
            publisher=publisher,
            url=_url(one),
            refid=one.refid,
            relation="quoted" if one.refid else "",
            source="",
        )


def _url(one: Definition) -> str:
    try:
        address = parse_path(one.address_path)
    except ValueError:
        return lovdata_url(one.refid)
    return lovdata_url(one.refid, address)


def read_registration_csv(data: bytes, path: str) -> tuple[list[Catalogued], list[Message]]:
    """The concepts in a CSV file separated by semicolons, and notes on what was left out. Columns
    without a language are in Bokmål. Raises UsageError when it is not such a file."""
    shown = one_line(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UsageError(message("concepts.csv_not_utf8", file=shown)) from fault
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    found: list[Catalogued] = []
    nameless = 0
    notes: list[Message] = []
    try:
        columns = [_column(name) for name in next(rows, [])]
        if all(name != "anbefaltterm" for name, _ in columns):
            raise UsageError(message("concepts.no_term_column", file=shown))
        unknown = sorted({name for name, _ in columns if name not in _KNOWN and name})
        if unknown:
            named = one_line(", ".join(unknown[:_MOST_NAMED]))
            notes.append(message("concepts.columns_not_read", columns=named))
        for number, row in enumerate(rows, 2):
            if number > MAX_ROWS:
                raise UsageError(message("concepts.too_many_rows", file=shown, most=MAX_ROWS))
            if any(cell.strip() for cell in row):
                concepts = _concepts(columns, row, path, number)
                found += concepts
                nameless += not concepts
    except csv.Error as fault:
        place = f"{shown}:{rows.line_num}"
        raise UsageError(message("concepts.not_csv", place=place, reason=fault)) from fault
    if nameless:
        notes.append(message("concepts.rows_without_term", n=nameless))
    found.sort(key=lambda one: (one.identifier, one.language))
    return found, notes


def _column(header: str) -> tuple[str, str]:
    name, _, language = header.strip().lower().partition(":")
    name = _NAMES.get(name, name)
    language = language.strip() or ("nb" if name in _MULTILINGUAL else "")
    return name, language


def _concepts(
    columns: Sequence[tuple[str, str]], row: Sequence[str], path: str, number: int
) -> list[Catalogued]:
    """The concept of a row, once for each language; nothing for one without a preferred term."""
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for column, cell in zip(columns, row, strict=False):
        if words := unguarded(cell.strip()):
            cells[column].append(words)
    terms = {
        language: cells["anbefaltterm", language]
        for language in LANGUAGES
        if ("anbefaltterm", language) in cells
    }
    if not terms:
        return []
    fallback = next(iter(terms.values()))
    url = _first(cells, "kilde").rpartition("|")[2].strip()
    found = []
    for language in LANGUAGES:
        definition = _first(cells, "definisjon", language)
        if language not in terms and not definition:
            continue
        names = terms.get(language, fallback)
        found.append(
            Catalogued(
                lemma=lemma_of(names[0], language),
                term=names[0],
                language=language,
                definition=definition,
                admitted="\n".join([*names[1:], *cells.get(("tillattterm", language), [])]),
                deprecated="\n".join(cells.get(("frarådetterm", language), [])),
                identifier=_first(cells, "identifikator") or f"{path}:{number}",
                publisher=_first(cells, "ansvarligvirksomhet"),
                url=url,
                refid=refid_of_link(url),
                relation=_RELATIONS.get(_first(cells, "forholdtilkilde").lower(), ""),
                source=path,
            )
        )
    return found


def _first(cells: Cells, name: str, language: str = "") -> str:
    return next(iter(cells.get((name, language), [])), "")
