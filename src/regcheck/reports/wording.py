"""What reports for people say of their own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from regcheck.reports import reading_notes

LOCALES = ("nb", "nn", "en")
PLAIN_REASONS = frozenset(
    {"not-found", "binary", "crashed", "memory", "timeout", "unsupported", "old-word", "locked"}
)
"""Reasons a document was not read for that need no further detail."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one locale. Pairs are for one and for several; `{n}` takes the number."""

    locale: str
    severities: Mapping[str, str]
    categories: Mapping[str, str]
    deciders: Mapping[str, str]
    reasons: Mapping[str, str]
    advice: str
    as_at: str
    proposed: str
    decided_by: str
    uncertain: str
    no_concepts: str
    belongs_to: str
    note: str
    notes: Mapping[str, str]
    places: tuple[str, str]
    no_findings: str
    summary: str
    documents: tuple[str, str]
    words: tuple[str, str]
    total: str
    folded: tuple[str, str]
    translated: tuple[str, str]
    nothing_new: str
    known: tuple[str, str]
    suppressed: tuple[str, str]
    changed_since: str
    removed: tuple[str, str]
    unread: tuple[str, str]
    unread_title: str
    not_run: str
    not_run_title: str
    incomplete: str
    all_rules: str
    rationale: str
    sources: str
    examples_bad: str
    examples_good: str
    thousands: str


_NB = Wording(
    locale="nb",
    severities={"error": "feil", "warning": "advarsel", "info": "merknad"},
    categories={
        "suppressions": "unntak",
        "paper": "papir og form",
        "discretion": "skjønn",
        "concepts": "begreper",
        "once-only": "bare én gang",
        "automation": "automatisering",
        "data-sharing": "deling av data",
        "application-only": "krav om søknad",
        "technology": "teknologi",
        "plain-language": "klart språk",
        "readability": "lesbarhet",
        "structure": "oppbygning",
    },
    deciders={
        "authority": "forvaltningen",
        "court": "domstolen",
        "private": "en privat part",
        "unclear": "uklart",
    },
    reasons={
        "not-found": "finnes ikke; kontroller skrivemåten",
        "access": "kan ikke åpnes",
        "encoding": "tegnkodingen kan ikke leses",
        "syntax": "feil i oppbygningen av filen",
        "entity": "entiteter er ikke tillatt",
        "depth": "for mange nivåer",
        "size": "for stor",
        "bomb": "pakket for tett",
        "binary": "ikke tekst",
        "timeout": "tok for lang tid",
        "format": "formatet kan ikke leses",
        "old-word": "eldre Word-format (.doc); åpne filen i Word eller LibreOffice og "
        "lagre som .docx",
        "locked": "låst med passord; åpne filen og lagre den uten passord",
        "unsupported": "formatet leses ikke av denne versjonen; lagre som Word (.docx), ren tekst "
        "(.txt) eller Markdown (.md) inntil videre",
        "internal": "feil i regcheck",
        "crashed": "prosessen døde to ganger; prøv med --jobs 1, og meld fra",
        "memory": "ikke nok minne",
    },
    advice="Forslag",
    as_at="som ved {place}.",
    proposed="Rett til",
    decided_by="Avgjøres av",
    uncertain="usikker",
    no_concepts="Begreper er ikke sammenlignet med annen rett: det krever en indeks (--concepts)",
    belongs_to="settes inn i",
    note="Merk",
    notes=reading_notes.NB,
    places=("{n} sted i dokumentet", "{n} steder i dokumentet"),
    no_findings="Ingen funn.",
    summary="Oppsummering",
    documents=("{n} dokument", "{n} dokumenter"),
    words=("{n} ord", "{n} ord"),
    total="i alt",
    folded=("+ {n} merknad; vis med --show-info", "+ {n} merknader; vis med --show-info"),
    translated=(
        "+ {n} funn i oversatt tekst; vis med --show-info",
        "+ {n} funn i oversatt tekst; vis med --show-info",
    ),
    nothing_new="Ingen nye funn.",
    known=("+ {n} kjent funn", "+ {n} kjente funn"),
    suppressed=("+ {n} funn det er gjort unntak for", "+ {n} funn det er gjort unntak for"),
    changed_since="endret siden",
    removed=("− {n} funn er borte", "− {n} funn er borte"),
    unread=("IKKE LEST: {n} dokument", "IKKE LEST: {n} dokumenter"),
    unread_title="Ikke lest",
    not_run="IKKE KJØRT",
    not_run_title="Ikke kjørt",
    incomplete="Kontrollen er ufullstendig.",
    all_rules="alle regler",
    rationale="Begrunnelse",
    sources="Kilder",
    examples_bad="Gir funn",
    examples_good="Gir ikke funn",
    thousands="\u00a0",
)
_NN = Wording(
    locale="nn",
    severities={"error": "feil", "warning": "åtvaring", "info": "merknad"},
    categories={
        "suppressions": "unntak",
        "paper": "papir og form",
        "discretion": "skjønn",
        "concepts": "omgrep",
        "once-only": "berre éin gong",
        "automation": "automatisering",
        "data-sharing": "deling av data",
        "application-only": "krav om søknad",
        "technology": "teknologi",
        "plain-language": "klart språk",
        "readability": "lesbarheit",
        "structure": "oppbygging",
    },
    deciders={
        "authority": "forvaltninga",
        "court": "domstolen",
        "private": "ein privat part",
        "unclear": "uklart",
    },
    reasons={
        "not-found": "finst ikkje; kontroller skrivemåten",
        "access": "kan ikkje opnast",
        "encoding": "teiknkodinga kan ikkje lesast",
        "syntax": "feil i oppbygginga av fila",
        "entity": "entitetar er ikkje tillatne",
        "depth": "for mange nivå",
        "size": "for stor",
        "bomb": "pakka for tett",
        "binary": "ikkje tekst",
        "timeout": "tok for lang tid",
        "format": "formatet kan ikkje lesast",
        "old-word": "eldre Word-format (.doc); opne fila i Word eller LibreOffice og "
        "lagre som .docx",
        "locked": "låst med passord; opne fila og lagre henne utan passord",
        "unsupported": "denne versjonen les ikkje formatet; lagre som Word (.docx), rein tekst "
        "(.txt) eller Markdown (.md) inntil vidare",
        "internal": "feil i regcheck",
        "crashed": "prosessen døydde to gonger; prøv med --jobs 1, og meld frå",
        "memory": "ikkje nok minne",
    },
    advice="Framlegg",
    as_at="som ved {place}.",
    proposed="Rett til",
    decided_by="Blir avgjort av",
    uncertain="usikker",
    no_concepts="Omgrep er ikkje samanlikna med annan rett: det krev ein indeks (--concepts)",
    belongs_to="blir sett inn i",
    note="Merk",
    notes=reading_notes.NN,
    places=("{n} stad i dokumentet", "{n} stader i dokumentet"),
    no_findings="Ingen funn.",
    summary="Oppsummering",
    documents=("{n} dokument", "{n} dokument"),
    words=("{n} ord", "{n} ord"),
    total="i alt",
    folded=("+ {n} merknad; vis med --show-info", "+ {n} merknader; vis med --show-info"),
    translated=(
        "+ {n} funn i omsett tekst; vis med --show-info",
        "+ {n} funn i omsett tekst; vis med --show-info",
    ),
    nothing_new="Ingen nye funn.",
    known=("+ {n} kjent funn", "+ {n} kjende funn"),
    suppressed=("+ {n} funn det er gjort unntak for", "+ {n} funn det er gjort unntak for"),
    changed_since="endra sidan",
    removed=("− {n} funn er borte", "− {n} funn er borte"),
    unread=("IKKJE LESE: {n} dokument", "IKKJE LESE: {n} dokument"),
    unread_title="Ikkje lese",
    not_run="IKKJE KØYRT",
    not_run_title="Ikkje køyrt",
    incomplete="Kontrollen er ufullstendig.",
    all_rules="alle reglar",
    rationale="Grunngiving",
    sources="Kjelder",
    examples_bad="Gir funn",
    examples_good="Gir ikkje funn",
    thousands="\u00a0",
)
_EN = Wording(
    locale="en",
    severities={"error": "error", "warning": "warning", "info": "note"},
    categories={
        "suppressions": "suppressions",
        "paper": "paper and form",
        "discretion": "discretion",
        "concepts": "concepts",
        "once-only": "once only",
        "automation": "automation",
        "data-sharing": "data sharing",
        "application-only": "application required",
        "technology": "technology",
        "plain-language": "plain language",
        "readability": "readability",
        "structure": "structure",
    },
    deciders={
        "authority": "an authority",
        "court": "a court",
        "private": "a private party",
        "unclear": "unclear",
    },
    reasons={
        "not-found": "not found; check the spelling",
        "access": "cannot be opened",
        "encoding": "unreadable character encoding",
        "syntax": "malformed",
        "entity": "entities are not allowed",
        "depth": "nested too deeply",
        "size": "too large",
        "bomb": "packed too tightly",
        "binary": "not text",
        "timeout": "took too long",
        "format": "unreadable format",
        "old-word": "older Word format (.doc); open it in Word or LibreOffice and save it as .docx",
        "locked": "locked with a password; open it and save it without one",
        "unsupported": "this version does not read the format; save as Word (.docx), plain text "
        "(.txt) or Markdown (.md) for now",
        "internal": "fault in regcheck",
        "crashed": "the process died twice; try --jobs 1, and report it",
        "memory": "not enough memory",
    },
    advice="Suggestion",
    as_at="as for {place}.",
    proposed="Change to",
    decided_by="Decided by",
    uncertain="uncertain",
    no_concepts="Concepts were not compared with other law: that takes an index (--concepts)",
    belongs_to="goes into",
    note="Note",
    notes=reading_notes.EN,
    places=("{n} place in the document", "{n} places in the document"),
    no_findings="No findings.",
    summary="Summary",
    documents=("{n} document", "{n} documents"),
    words=("{n} word", "{n} words"),
    total="total",
    folded=("+ {n} note; show with --show-info", "+ {n} notes; show with --show-info"),
    translated=(
        "+ {n} finding in translated text; show with --show-info",
        "+ {n} findings in translated text; show with --show-info",
    ),
    nothing_new="No new findings.",
    known=("+ {n} known finding", "+ {n} known findings"),
    suppressed=("+ {n} suppressed finding", "+ {n} suppressed findings"),
    changed_since="changed since",
    removed=("− {n} finding is gone", "− {n} findings are gone"),
    unread=("NOT READ: {n} document", "NOT READ: {n} documents"),
    unread_title="Not read",
    not_run="NOT RUN",
    not_run_title="Not run",
    incomplete="The check is incomplete.",
    all_rules="all rules",
    rationale="Rationale",
    sources="Sources",
    examples_bad="Gives a finding",
    examples_good="Gives no finding",
    thousands=",",
)
_WORDINGS = MappingProxyType({"nb": _NB, "nn": _NN, "en": _EN})


def wording(locale: str) -> Wording:
    """The words of a locale; Bokmål for any other than `nb`, `nn` and `en`."""
    return _WORDINGS.get(locale, _NB)


def number(value: int, words: Wording) -> str:
    """A whole number with its thousands apart."""
    return f"{value:,}".replace(",", words.thousands)


def count(pair: tuple[str, str], value: int, words: Wording) -> str:
    """A pair's form for one or several, with the number."""
    return pair[value != 1].format(n=number(value, words))
