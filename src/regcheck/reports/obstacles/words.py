"""What the map of obstacles says of its own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from regcheck.law.ordinals import LOCALES
from regcheck.reports.phrases import Phrase, Words, phrases

_COLUMNS = phrases(
    {
        "document": ("Lov eller forskrift", "Lov eller forskrift", "Act or regulation"),
        "lovdata": ("I Lovdata", "I Lovdata", "In Lovdata"),
        "section": ("Paragraf", "Paragraf", "Section"),
        "text": ("Relevant tekst", "Relevant tekst", "Relevant text"),
        "comment": ("Kommentar", "Kommentar", "Comment"),
        "conclusion": ("Konklusjon", "Konklusjon", "Conclusion"),
        "kind": ("Type hinder", "Type hinder", "Kind of obstacle"),
        "function": ("Funksjon", "Funksjon", "Function"),
        "verdict": ("Teknologivurdering", "Teknologivurdering", "Technology verdict"),
        "confidence": ("Sikkerhet", "Sikkerheit", "Confidence"),
        "severity": ("Alvor", "Alvor", "Severity"),
        "ministry": ("Departement", "Departement", "Ministry"),
        "agency": ("Etat", "Etat", "Agency"),
        "legal_area": ("Rettsområde", "Rettsområde", "Legal area"),
        "based_on": ("Hjemmel", "Heimel", "Legal basis"),
        "life_event": ("Livshendelse", "Livshending", "Life event"),
        "link": ("Lenke", "Lenkje", "Link"),
        "target": ("Endrer", "Endrar", "Amends"),
        "responsible": ("Ansvarlig", "Ansvarleg", "Responsible"),
        "status": ("Status", "Status", "Status"),
        "deadline": ("Frist", "Frist", "Deadline"),
        "change": ("Endring", "Endring", "Change"),
        "message": ("Hvorfor", "Kvifor", "Why"),
        "rule": ("Regel", "Regel", "Rule"),
        "quote": ("Ord", "Ord", "Words"),
        "refid": ("Dokument-id", "Dokument-id", "Document id"),
        "document_kind": ("Dokumenttype", "Dokumenttype", "Kind of document"),
        "in_force": ("I kraft", "I kraft", "In force"),
        "ministry_as_written": (
            "Departement i kilden",
            "Departement i kjelda",
            "Ministry in the source",
        ),
        "path": ("Fil", "Fil", "File"),
        "fingerprint": ("Nøkkel", "Nøkkel", "Key"),
    }
)
COLUMNS = tuple(_COLUMNS.of("nb"))
"""The columns of the map in their order: first those of the mapping of 1999, then what machines
and people add, last what rows are known again by."""
PEOPLES = ("comment", "conclusion", "responsible", "status", "deadline")
"""The columns that people fill in."""


class MapWords(Words):
    """The words of the map; `{n}` takes a number."""

    columns = _COLUMNS
    category = Phrase("Kategori", "Kategori", "Category")
    functions = phrases(
        {
            "completeness": ("fullstendighet", "fullstendigheit", "completeness"),
            "confidentiality": ("fortrolighet", "konfidensialitet", "confidentiality"),
            "identification": ("identifikasjon", "identifikasjon", "identification"),
            "integrity": ("integritet", "integritet", "integrity"),
            "notice": ("varsling", "varsling", "notice"),
            "other": ("annet", "anna", "other"),
            "presence": ("oppmøte", "frammøte", "presence"),
            "proof": ("bevis", "prov", "proof"),
            "publicity": ("offentlighet", "offentlegheit", "publicity"),
            "signature": ("underskrift", "underskrift", "signature"),
        }
    )
    verdicts = phrases(
        {
            "neutral": ("nøytral", "nøytral", "neutral"),
            "paper": ("forutsetter papir", "føreset papir", "assumes paper"),
            "presence": ("forutsetter oppmøte", "føreset frammøte", "assumes presence"),
            "technology": (
                "forutsetter en bestemt teknologi",
                "føreset ein viss teknologi",
                "assumes a technology",
            ),
            "unclear": ("uklart", "uklart", "unclear"),
        }
    )
    confidences = phrases(
        {
            "high": ("høy", "høg", "high"),
            "medium": ("middels", "middels", "medium"),
            "low": ("lav", "låg", "low"),
        }
    )
    kinds = phrases(
        {
            "act": ("lov", "lov", "act"),
            "regulation": ("forskrift", "forskrift", "regulation"),
            "amending-act": ("endringslov", "endringslov", "amending act"),
            "amending-regulation": (
                "endringsforskrift",
                "endringsforskrift",
                "amending regulation",
            ),
            "circular": ("rundskriv", "rundskriv", "circular"),
            "draft": ("utkast", "utkast", "draft"),
        }
    )
    changes = phrases(
        {
            "": ("", "", ""),
            "new": ("ny", "ny", "new"),
            "moved": ("flyttet", "flytta", "moved"),
            "changed": ("endret", "endra", "changed"),
            "gone": ("borte", "borte", "gone"),
        }
    )
    title = Phrase("Kartlegging av hindringer", "Kartlegging av hindringar", "Map of obstacles")
    sheet = Phrase("Kartlegging", "Kartlegging", "Map")
    totals = Phrase("Summer", "Summar", "Totals")
    about = Phrase("Om kartleggingen", "Om kartlegginga", "About the map")
    gone = Phrase("Borte", "Borte", "Gone")
    file = Phrase("kartlegging", "kartlegging", "map")
    rows = Phrase("Rader", "Rader", "Rows")
    documents = Phrase("Dokumenter", "Dokument", "Documents")
    all = Phrase("Alle", "Alle", "All")
    none = Phrase("(ingen)", "(ingen)", "(none)")
    search = Phrase("Søk i tekst og paragraf", "Søk i tekst og paragraf", "Search text and section")
    clear = Phrase("Nullstill", "Nullstill", "Clear")
    shown = Phrase("{n} rader vises", "{n} rader blir viste", "{n} rows shown")
    more = Phrase("flere", "fleire", "more")
    filters = Phrase("Utvalg", "Utval", "Selection")
    charts = Phrase("Fordeling", "Fordeling", "Distribution")
    table = Phrase("Rader", "Rader", "Rows")
    method = Phrase(
        "Slik er kartleggingen laget",
        "Slik er kartlegginga laga",
        "How the map is made",
    )
    searched = Phrase("Dette er gjennomsøkt", "Dette er gjennomsøkt", "What was searched")
    not_searched = Phrase(
        "Dette er ikke gjennomsøkt",
        "Dette er ikkje gjennomsøkt",
        "What was not searched",
    )
    precision = Phrase("Treffsikkerhet", "Treffsikkerheit", "Precision")
    progress = Phrase("Framdrift", "Framdrift", "Progress")
    assessed = Phrase("vurdert", "vurdert", "assessed")
    open = Phrase("ikke vurdert", "ikkje vurdert", "not assessed")
    number = Phrase("Antall", "Tal", "Number")
    of_rows = Phrase("av", "av", "of")
    found = Phrase("riktige", "rette", "right")
    share = Phrase("andel", "del", "share")
    interval = Phrase("95 %-intervall", "95 %-intervall", "95 % interval")
    not_measured = Phrase("ikke målt", "ikkje målt", "not measured")
    in_lovdata = Phrase("ja", "ja", "yes")
    not_in_lovdata = Phrase("nei", "nei", "no")
    too_many = Phrase(
        "{n} rader er flere enn en Word-fil egner seg for. De står i {file}.xlsx; med --ministry, "
        "--area, --category eller --rule blir det et utvalg som får plass her.",
        "{n} rader er fleire enn ei Word-fil eignar seg for. Dei står i {file}.xlsx; med "
        "--ministry, --area, --category eller --rule blir det eit utval som får plass her.",
        "{n} rows are more than a Word file is good for. They are in {file}.xlsx; with --ministry, "
        "--area, --category or --rule a selection finds room here.",
    )
    close = Phrase("Lukk", "Lukk", "Close")


IN_ALL_LOCALES = tuple(MapWords(locale) for locale in LOCALES)
"""The words of every locale: a workbook may come back in another than the one asked for."""
