"""What reports for people say of their own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from regcheck.reports.phrases import Phrase, Words, phrases
from regcheck.reports.reading_notes import NOTES

PLAIN_REASONS = frozenset(
    {"not-found", "binary", "crashed", "memory", "timeout", "unsupported", "old-word", "locked"}
)
"""Reasons a document was not read for that need no further detail."""


class Wording(Words):
    """The words that all reports share. Pairs are for one and several; `{n}` takes the number."""

    severities = phrases(
        {
            "error": ("feil", "feil", "error"),
            "warning": ("advarsel", "åtvaring", "warning"),
            "info": ("merknad", "merknad", "note"),
        }
    )
    categories = phrases(
        {
            "suppressions": ("unntak", "unntak", "suppressions"),
            "paper": ("papir og form", "papir og form", "paper and form"),
            "discretion": ("skjønn", "skjønn", "discretion"),
            "concepts": ("begreper", "omgrep", "concepts"),
            "once-only": ("bare én gang", "berre éin gong", "once only"),
            "automation": ("automatisering", "automatisering", "automation"),
            "data-sharing": ("deling av data", "deling av data", "data sharing"),
            "application-only": ("krav om søknad", "krav om søknad", "application required"),
            "technology": ("teknologi", "teknologi", "technology"),
            "plain-language": ("klart språk", "klart språk", "plain language"),
            "readability": ("lesbarhet", "lesbarheit", "readability"),
            "structure": ("oppbygning", "oppbygging", "structure"),
        }
    )
    deciders = phrases(
        {
            "authority": ("forvaltningen", "forvaltninga", "an authority"),
            "court": ("domstolen", "domstolen", "a court"),
            "private": ("en privat part", "ein privat part", "a private party"),
            "unclear": ("uklart", "uklart", "unclear"),
        }
    )
    reasons = phrases(
        {
            "not-found": (
                "finnes ikke; kontroller skrivemåten",
                "finst ikkje; kontroller skrivemåten",
                "not found; check the spelling",
            ),
            "access": ("kan ikke åpnes", "kan ikkje opnast", "cannot be opened"),
            "encoding": (
                "tegnkodingen kan ikke leses",
                "teiknkodinga kan ikkje lesast",
                "unreadable character encoding",
            ),
            "syntax": ("feil i oppbygningen av filen", "feil i oppbygginga av fila", "malformed"),
            "entity": (
                "entiteter er ikke tillatt",
                "entitetar er ikkje tillatne",
                "entities are not allowed",
            ),
            "depth": ("for mange nivåer", "for mange nivå", "nested too deeply"),
            "size": ("for stor", "for stor", "too large"),
            "bomb": ("pakket for tett", "pakka for tett", "packed too tightly"),
            "binary": ("ikke tekst", "ikkje tekst", "not text"),
            "timeout": ("tok for lang tid", "tok for lang tid", "took too long"),
            "format": ("formatet kan ikke leses", "formatet kan ikkje lesast", "unreadable format"),
            "old-word": (
                "eldre Word-format (.doc); åpne filen i Word eller LibreOffice og lagre som .docx",
                "eldre Word-format (.doc); opne fila i Word eller LibreOffice og lagre som .docx",
                "older Word format (.doc); open it in Word or LibreOffice and save it as .docx",
            ),
            "locked": (
                "låst med passord; åpne filen og lagre den uten passord",
                "låst med passord; opne fila og lagre henne utan passord",
                "locked with a password; open it and save it without one",
            ),
            "unsupported": (
                "formatet leses ikke av denne versjonen; lagre som Word (.docx), ren tekst (.txt) "
                "eller Markdown (.md) inntil videre",
                "denne versjonen les ikkje formatet; lagre som Word (.docx), rein tekst (.txt) "
                "eller Markdown (.md) inntil vidare",
                "this version does not read the format; save as Word (.docx), plain text (.txt) or "
                "Markdown (.md) for now",
            ),
            "internal": ("feil i regcheck", "feil i regcheck", "fault in regcheck"),
            "crashed": (
                "prosessen døde to ganger; prøv med --jobs 1, og meld fra",
                "prosessen døydde to gonger; prøv med --jobs 1, og meld frå",
                "the process died twice; try --jobs 1, and report it",
            ),
            "memory": ("ikke nok minne", "ikkje nok minne", "not enough memory"),
        }
    )
    advice = Phrase("Forslag", "Framlegg", "Suggestion")
    as_at = Phrase("som ved {place}.", "som ved {place}.", "as for {place}.")
    again = Phrase("Det samme i", "Det same i", "The same in")
    proposed = Phrase("Rett til", "Rett til", "Change to")
    decided_by = Phrase("Avgjøres av", "Blir avgjort av", "Decided by")
    uncertain = Phrase("usikker", "usikker", "uncertain")
    no_concepts = Phrase(
        "Begreper er ikke sammenlignet med annen rett: det krever en indeks (--concepts)",
        "Omgrep er ikkje samanlikna med annan rett: det krev ein indeks (--concepts)",
        "Concepts were not compared with other law: that takes an index (--concepts)",
    )
    belongs_to = Phrase("settes inn i", "blir sett inn i", "goes into")
    note = Phrase("Merk", "Merk", "Note")
    notes = NOTES
    places = Phrase(
        ("{n} sted i dokumentet", "{n} steder i dokumentet"),
        ("{n} stad i dokumentet", "{n} stader i dokumentet"),
        ("{n} place in the document", "{n} places in the document"),
    )
    no_findings = Phrase("Ingen funn.", "Ingen funn.", "No findings.")
    summary = Phrase("Oppsummering", "Oppsummering", "Summary")
    documents = Phrase(
        ("{n} dokument", "{n} dokumenter"),
        ("{n} dokument", "{n} dokument"),
        ("{n} document", "{n} documents"),
    )
    words = Phrase(("{n} ord", "{n} ord"), ("{n} ord", "{n} ord"), ("{n} word", "{n} words"))
    total = Phrase("i alt", "i alt", "total")
    folded = Phrase(
        ("+ {n} merknad; vis med --show-info", "+ {n} merknader; vis med --show-info"),
        ("+ {n} merknad; vis med --show-info", "+ {n} merknader; vis med --show-info"),
        ("+ {n} note; show with --show-info", "+ {n} notes; show with --show-info"),
    )
    translated = Phrase(
        (
            "+ {n} funn i oversatt tekst; vis med --show-info",
            "+ {n} funn i oversatt tekst; vis med --show-info",
        ),
        (
            "+ {n} funn i omsett tekst; vis med --show-info",
            "+ {n} funn i omsett tekst; vis med --show-info",
        ),
        (
            "+ {n} finding in translated text; show with --show-info",
            "+ {n} findings in translated text; show with --show-info",
        ),
    )
    nothing_new = Phrase("Ingen nye funn.", "Ingen nye funn.", "No new findings.")
    known = Phrase(
        ("+ {n} kjent funn", "+ {n} kjente funn"),
        ("+ {n} kjent funn", "+ {n} kjende funn"),
        ("+ {n} known finding", "+ {n} known findings"),
    )
    suppressed = Phrase(
        ("+ {n} funn det er gjort unntak for", "+ {n} funn det er gjort unntak for"),
        ("+ {n} funn det er gjort unntak for", "+ {n} funn det er gjort unntak for"),
        ("+ {n} suppressed finding", "+ {n} suppressed findings"),
    )
    changed_since = Phrase("endret siden", "endra sidan", "changed since")
    removed = Phrase(
        ("− {n} funn er borte", "− {n} funn er borte"),
        ("− {n} funn er borte", "− {n} funn er borte"),
        ("− {n} finding is gone", "− {n} findings are gone"),
    )
    unread = Phrase(
        ("IKKE LEST: {n} dokument", "IKKE LEST: {n} dokumenter"),
        ("IKKJE LESE: {n} dokument", "IKKJE LESE: {n} dokument"),
        ("NOT READ: {n} document", "NOT READ: {n} documents"),
    )
    unread_title = Phrase("Ikke lest", "Ikkje lese", "Not read")
    not_run = Phrase("IKKE KJØRT", "IKKJE KØYRT", "NOT RUN")
    not_run_title = Phrase("Ikke kjørt", "Ikkje køyrt", "Not run")
    incomplete = Phrase(
        "Kontrollen er ufullstendig.",
        "Kontrollen er ufullstendig.",
        "The check is incomplete.",
    )
    all_rules = Phrase("alle regler", "alle reglar", "all rules")
    rationale = Phrase("Begrunnelse", "Grunngiving", "Rationale")
    sources = Phrase("Kilder", "Kjelder", "Sources")
    examples_bad = Phrase("Gir funn", "Gir funn", "Gives a finding")
    examples_good = Phrase("Gir ikke funn", "Gir ikkje funn", "Gives no finding")
    thousands = Phrase("\u00a0", "\u00a0", ",")


def number(value: int, words: Wording) -> str:
    """A whole number with its thousands apart."""
    return f"{value:,}".replace(",", words.thousands)


def count(pair: tuple[str, str], value: int, words: Wording) -> str:
    """A pair's form for one or several, with the number."""
    return pair[value != 1].format(n=number(value, words))
