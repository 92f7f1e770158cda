"""Concepts of a catalogue: made of definitions, or read from the CSV file for registration."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from urllib.parse import quote

from regcheck.base.errors import UsageError
from regcheck.base.text.formulas import unguarded
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import one_line
from regcheck.base.texts.message import Message, message
from regcheck.concepts.definitions import Definition
from regcheck.concepts.lemmas import concept_of, lemma_of
from regcheck.law.in_force import in_force_period
from regcheck.law.links import refid_of_link
from regcheck.law.vocabulary import AN

LANGUAGES = ("nb", "nn", "en")
MAX_ROWS = 1_000_000
_LONGEST_CELL = 1_000_000
_RELATIONS = {"sitatfrakilde": "quoted", "basertpåkilde": "based-on", "egendefinert": "own"}
_NAMES = {"fraraadetterm": "frarådetterm"}
_MULTILINGUAL = frozenset({"anbefaltterm", "tillattterm", "frarådetterm", "definisjon"})
_KNOWN = _MULTILINGUAL | {"forholdtilkilde", "kilde", "identifikator", "ansvarligvirksomhet"}
_MOST_NAMED = 8
_SPACES = pattern(r"\s+")
_GENUS = pattern(rf"(?:{AN}|enhver|ethvert|et hvert|eitkvart|ein kvar) ([\w-]{{4,}})\b")
_ALIKE = 3


@dataclass(frozen=True, slots=True)
class CatalogueConcept:
    """A concept that a catalogue defines, in one language. Further terms come one a line;
    `source` is the file, `url` what the definition rests on, `refid` that act or regulation, and
    `relation` how (`quoted`, `based-on`, `own` or empty)."""

    lemma: str
    term: str
    language: str
    definition: str
    admitted: str = ""
    deprecated: str = ""
    identifier: str = ""
    publisher: str = ""
    url: str = ""
    refid: str = ""
    relation: str = ""
    source: str = ""
    subject: str = ""
    status: str = ""
    valid_from: str = ""
    broader: str = ""
    see_also: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Legal areas and day of entry into force (ISO, or empty) of a defining text."""

    subjects: tuple[str, ...] = ()
    in_force: str = ""


def catalogued_from(
    definitions: Iterable[Definition],
    publisher: str,
    base: str,
    origins: Mapping[str, Origin] | None = None,
) -> list[CatalogueConcept]:
    """Definitions in law as concepts of `publisher`. Ids are `base`, text and term, so that they
    stay when sections are renumbered."""
    seen: dict[str, int] = {}
    said: set[tuple[str, str, str]] = set()
    made: list[tuple[Definition, CatalogueConcept]] = []
    for one in definitions:
        key = one.concept or one.lemma
        if (one.refid or one.path, key, one.definition) in said:
            continue
        said.add((one.refid or one.path, key, one.definition))
        identifier = base + quote(f"{one.refid or one.path}/{_SPACES.sub('-', key)}", safe="/-.,~")
        seen[identifier] = seen.get(identifier, 0) + 1
        if seen[identifier] > 1:
            identifier = f"{identifier}-{seen[identifier]}"
        origin = (origins or {}).get(one.refid, Origin())
        concept = CatalogueConcept(
            lemma=one.lemma,
            term=label_of(one),
            language=one.language if one.language in LANGUAGES else "nb",
            definition=one.definition.rstrip(" ."),
            identifier=identifier,
            publisher=publisher,
            url=one.page,
            refid=one.refid,
            relation="quoted" if one.refid else "",
            subject="\n".join(origin.subjects),
            status="CANDIDATE",
            valid_from=in_force_period(origin.in_force)[0],
        )
        made.append((one, concept))
    return _related(made)


def _related(made: Sequence[tuple[Definition, CatalogueConcept]]) -> list[CatalogueConcept]:
    """The concepts with those that they are a kind of in their text, and those of their name."""
    within = {(one.refid or one.path, one.concept): concept for one, concept in made}
    named: dict[str, list[str]] = defaultdict(list)
    for one, concept in made:
        named[one.concept].append(concept.identifier)
    found = []
    for one, concept in made:
        words = _GENUS.match(one.definition.lower())
        genus = concept_of(lemma_of(words[1], one.language), one.language) if words else ""
        above = within.get((one.refid or one.path, genus)) if genus != one.concept else None
        others = [name for name in named[one.concept] if name != concept.identifier]
        broader = above.identifier if above is not None else ""
        found.append(replace(concept, broader=broader, see_also="\n".join(others)))
    return found


def by_identifier(concepts: Iterable[CatalogueConcept]) -> Iterator[list[CatalogueConcept]]:
    """The rows of each concept, which must come together."""
    for _, some in groupby(concepts, key=lambda one: one.identifier):
        yield list(some)


def label_of(one: Definition) -> str:
    """The lemma of a term with the capitals of names and abbreviations."""
    written = one.term.split()
    words = []
    for word in one.lemma.split():
        match = next((w for w in written if w.lower()[:_ALIKE] == word[:_ALIKE]), "")
        named = match[1:] != match[1:].lower() or (match != written[0] and match[:1].isupper())
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(match.lower(), word, strict=False))
        same = len([*alike]) if named else 0
        words.append(match[:same] + word[same:])
    return " ".join(words)


def read_registration_csv(data: bytes, path: str) -> tuple[list[CatalogueConcept], list[Message]]:
    """The concepts in a CSV file, and notes on what was left out. Raises UsageError."""
    shown = one_line(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UsageError(message("concepts.csv_not_utf8", file=shown)) from fault
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    found: list[CatalogueConcept] = []
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
) -> list[CatalogueConcept]:
    """The concept of a row, once for each language; nothing for one without a preferred term."""
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for column, cell in zip(columns, row, strict=False):
        if words := unguarded(cell.strip()):
            cells[column].append(words)
    terms = {one: cells["anbefaltterm", one] for one in LANGUAGES if cells["anbefaltterm", one]}
    if not terms:
        return []

    def first(name: str, language: str = "") -> str:
        return next(iter(cells[name, language]), "")

    fallback = next(iter(terms.values()))
    url = first("kilde").rpartition("|")[2].strip()
    found = []
    for language in LANGUAGES:
        definition = first("definisjon", language)
        if language not in terms and not definition:
            continue
        names = terms.get(language, fallback)
        found.append(
            CatalogueConcept(
                lemma=lemma_of(names[0], language),
                term=names[0],
                language=language,
                definition=definition,
                admitted="\n".join([*names[1:], *cells["tillattterm", language]]),
                deprecated="\n".join(cells["frarådetterm", language]),
                identifier=first("identifikator") or f"{path}:{number}",
                publisher=first("ansvarligvirksomhet"),
                url=url,
                refid=refid_of_link(url),
                relation=_RELATIONS.get(first("forholdtilkilde").lower(), ""),
                source=path,
            )
        )
    return found
