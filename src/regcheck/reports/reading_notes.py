"""What readers note about a document, in the languages of reports."""

from __future__ import annotations

from regcheck.reports.phrases import phrases

NOTES = phrases(
    {
        "empty": ("dokumentet er tomt", "dokumentet er tomt", "the document is empty"),
        "read as windows-1252": (
            "lest som Windows-1252; lagre helst som UTF-8",
            "lese som Windows-1252; lagre helst som UTF-8",
            "read as Windows-1252; preferably save it as UTF-8",
        ),
        "read as utf-16": ("lest som UTF-16", "lese som UTF-16", "read as UTF-16"),
        "read from PDF: paragraphs, tables and columns are guessed; use the original": (
            "lest fra PDF: avsnitt, tabeller og spalter er gjettet; bruk originalen",
            "lese frå PDF: avsnitt, tabellar og spalter er gjetta; bruk originalen",
            "read from PDF: paragraphs, tables and columns are guessed; use the original",
        ),
        "macros were left alone": (
            "makroer i filen er ikke rørt",
            "makroar i fila er ikkje rørte",
            "macros were left alone",
        ),
        "no § was found; read as running text": (
            "fant ingen §; lest som løpende tekst",
            "fann ingen §; lese som laupande tekst",
            "no § was found; read as running text",
        ),
        "only the bill or regulation in it was checked; the rest was set aside": (
            "bare lov- eller forskriftsforslaget i dokumentet er kontrollert; resten er lagt til "
            "side",
            "berre lov- eller forskriftsframlegget i dokumentet er kontrollert; resten er lagt til "
            "side",
            "only the bill or regulation in it was checked; the rest was set aside",
        ),
        "embedded documents were not read": (
            "innebygde dokumenter er ikke lest",
            "innebygde dokument er ikkje lesne",
            "embedded documents were not read",
        ),
        "a field that never ends was read as text": (
            "et felt uten slutt er lest som tekst",
            "eit felt utan slutt er lese som tekst",
            "a field that never ends was read as text",
        ),
        "numbers made by LISTNUM and AUTONUM fields were not read": (
            "numre laget av feltene LISTNUM og AUTONUM er ikke lest",
            "nummer laga av felta LISTNUM og AUTONUM er ikkje lesne",
            "numbers made by LISTNUM and AUTONUM fields were not read",
        ),
        "a part of the file that it refers to is missing": (
            "en del som filen viser til, mangler",
            "ein del som fila viser til, manglar",
            "a part of the file that it refers to is missing",
        ),
    }
)
