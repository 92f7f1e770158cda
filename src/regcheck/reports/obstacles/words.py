"""What the map of obstacles says of its own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

COLUMNS = (
    *("document", "lovdata", "section", "text", "comment", "conclusion", "kind", "function"),
    *("verdict", "confidence", "severity", "ministry", "agency", "legal_area", "based_on"),
    *(
        "life_event",
        "link",
        "target",
        "responsible",
        "status",
        "deadline",
        "change",
        "message",
        "rule",
    ),
    *("quote", "refid", "document_kind", "in_force", "ministry_as_written", "path"),
    "fingerprint",
)
"""The columns of the map in their order: first those of the mapping of 1999, then what machines
and people add, last what rows are known again by."""
PEOPLES = ("comment", "conclusion", "responsible", "status", "deadline")
"""The columns that people fill in."""


@dataclass(frozen=True, slots=True)
class MapWords:
    """The words of one locale; `{n}` takes a number."""

    columns: Mapping[str, str]
    functions: Mapping[str, str]
    verdicts: Mapping[str, str]
    confidences: Mapping[str, str]
    kinds: Mapping[str, str]
    changes: Mapping[str, str]
    said: Mapping[str, str]


def _columns(*titles: str) -> Mapping[str, str]:
    return MappingProxyType(dict(zip(COLUMNS, titles, strict=True)))


_FUNCTIONS = (
    *("completeness", "confidentiality", "identification", "integrity", "notice", "other"),
    *("presence", "proof", "publicity", "signature"),
)
_VERDICTS = ("neutral", "paper", "presence", "technology", "unclear")
_CONFIDENCES = ("high", "medium", "low")
_KINDS = ("act", "regulation", "amending-act", "amending-regulation", "circular", "draft")
_CHANGES = ("", "new", "moved", "changed", "gone")
_SAID = (
    *("title", "sheet", "totals", "about", "gone", "file", "rows", "documents", "all", "none"),
    *("search", "clear", "shown", "more", "filters", "charts", "table", "method", "searched"),
    *("not_searched", "precision", "progress", "assessed", "open", "number", "of_rows"),
    *("found", "share", "interval", "not_measured", "in_lovdata", "not_in_lovdata"),
)


def _words(names: tuple[str, ...], *words: str) -> Mapping[str, str]:
    return MappingProxyType(dict(zip(names, words, strict=True)))


_NB = MapWords(
    columns=_columns(
        *("Lov eller forskrift", "I Lovdata", "Paragraf", "Relevant tekst", "Kommentar"),
        *("Konklusjon", "Type hinder", "Funksjon", "Teknologivurdering", "Sikkerhet", "Alvor"),
        *("Departement", "Etat", "Rettsområde", "Hjemmel", "Livshendelse", "Lenke", "Endrer"),
        *("Ansvarlig", "Status", "Frist", "Endring", "Hvorfor"),
        *("Regel", "Ord", "Dokument-id", "Dokumenttype"),
        *("I kraft", "Departement i kilden", "Fil", "Nøkkel"),
    ),
    functions=_words(
        _FUNCTIONS,
        *("fullstendighet", "fortrolighet", "identifikasjon", "integritet", "varsling", "annet"),
        *("oppmøte", "bevis", "offentlighet", "underskrift"),
    ),
    verdicts=_words(
        _VERDICTS,
        *("nøytral", "forutsetter papir", "forutsetter oppmøte"),
        *("forutsetter en bestemt teknologi", "uklart"),
    ),
    confidences=_words(_CONFIDENCES, "høy", "middels", "lav"),
    kinds=_words(
        _KINDS, "lov", "forskrift", "endringslov", "endringsforskrift", "rundskriv", "utkast"
    ),
    changes=_words(_CHANGES, "", "ny", "flyttet", "endret", "borte"),
    said=_words(
        _SAID,
        *("Kartlegging av hindringer", "Kartlegging", "Summer", "Om kartleggingen", "Borte"),
        *("kartlegging", "Rader", "Dokumenter", "Alle", "(ingen)", "Søk i tekst og paragraf"),
        *("Nullstill", "{n} rader vises", "flere", "Utvalg", "Fordeling", "Rader"),
        *("Slik er kartleggingen laget", "Dette er gjennomsøkt", "Dette er ikke gjennomsøkt"),
        *("Treffsikkerhet", "Framdrift", "vurdert", "ikke vurdert", "Antall", "av"),
        *("riktige", "andel", "95 %-intervall", "ikke målt", "ja", "nei"),
    ),
)
_NN = MapWords(
    columns=_columns(
        *("Lov eller forskrift", "I Lovdata", "Paragraf", "Relevant tekst", "Kommentar"),
        *("Konklusjon", "Type hinder", "Funksjon", "Teknologivurdering", "Sikkerheit", "Alvor"),
        *("Departement", "Etat", "Rettsområde", "Heimel", "Livshending", "Lenkje", "Endrar"),
        *("Ansvarleg", "Status", "Frist", "Endring", "Kvifor"),
        *("Regel", "Ord", "Dokument-id", "Dokumenttype"),
        *("I kraft", "Departement i kjelda", "Fil", "Nøkkel"),
    ),
    functions=_words(
        _FUNCTIONS,
        *("fullstendigheit", "konfidensialitet", "identifikasjon", "integritet", "varsling"),
        *("anna", "frammøte", "prov", "offentlegheit", "underskrift"),
    ),
    verdicts=_words(
        _VERDICTS,
        *("nøytral", "føreset papir", "føreset frammøte"),
        *("føreset ein viss teknologi", "uklart"),
    ),
    confidences=_words(_CONFIDENCES, "høg", "middels", "låg"),
    kinds=_words(
        _KINDS, "lov", "forskrift", "endringslov", "endringsforskrift", "rundskriv", "utkast"
    ),
    changes=_words(_CHANGES, "", "ny", "flytta", "endra", "borte"),
    said=_words(
        _SAID,
        *("Kartlegging av hindringar", "Kartlegging", "Summar", "Om kartlegginga", "Borte"),
        *("kartlegging", "Rader", "Dokument", "Alle", "(ingen)", "Søk i tekst og paragraf"),
        *("Nullstill", "{n} rader blir viste", "fleire", "Utval", "Fordeling", "Rader"),
        *("Slik er kartlegginga laga", "Dette er gjennomsøkt", "Dette er ikkje gjennomsøkt"),
        *("Treffsikkerheit", "Framdrift", "vurdert", "ikkje vurdert", "Tal", "av"),
        *("rette", "del", "95 %-intervall", "ikkje målt", "ja", "nei"),
    ),
)
_EN = MapWords(
    columns=_columns(
        *("Act or regulation", "In Lovdata", "Section", "Relevant text", "Comment"),
        *("Conclusion", "Kind of obstacle", "Function", "Technology verdict", "Confidence"),
        *("Severity", "Ministry", "Agency", "Legal area", "Legal basis", "Life event", "Link"),
        *("Amends", "Responsible", "Status", "Deadline", "Change"),
        *("Why", "Rule", "Words", "Document id"),
        *("Kind of document", "In force", "Ministry in the source", "File", "Key"),
    ),
    functions=_words(
        _FUNCTIONS,
        *("completeness", "confidentiality", "identification", "integrity", "notice", "other"),
        *("presence", "proof", "publicity", "signature"),
    ),
    verdicts=_words(
        _VERDICTS,
        *("neutral", "assumes paper", "assumes presence", "assumes a technology", "unclear"),
    ),
    confidences=_words(_CONFIDENCES, "high", "medium", "low"),
    kinds=_words(
        _KINDS, "act", "regulation", "amending act", "amending regulation", "circular", "draft"
    ),
    changes=_words(_CHANGES, "", "new", "moved", "changed", "gone"),
    said=_words(
        _SAID,
        *("Map of obstacles", "Map", "Totals", "About the map", "Gone"),
        *("map", "Rows", "Documents", "All", "(none)", "Search text and section"),
        *("Clear", "{n} rows shown", "more", "Selection", "Distribution", "Rows"),
        *("How the map is made", "What was searched", "What was not searched"),
        *("Precision", "Progress", "assessed", "not assessed", "Number", "of"),
        *("right", "share", "95 % interval", "not measured", "yes", "no"),
    ),
)
MAP_WORDS: Mapping[str, MapWords] = MappingProxyType({"nb": _NB, "nn": _NN, "en": _EN})


def map_words(locale: str) -> MapWords:
    """The words of a locale; Bokmål for any other than `nb`, `nn` and `en`."""
    return MAP_WORDS.get(locale, _NB)
