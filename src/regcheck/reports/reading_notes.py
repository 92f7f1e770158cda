"""What readers note about a document, in the languages of reports."""

from __future__ import annotations

from collections.abc import Mapping

NB: Mapping[str, str] = {
    "empty": "dokumentet er tomt",
    "read as windows-1252": "lest som Windows-1252; lagre helst som UTF-8",
    "read as utf-16": "lest som UTF-16",
    "read from PDF: paragraphs, tables and columns are guessed; use the original": "lest fra PDF: "
    "avsnitt, tabeller og spalter er gjettet; bruk originalen",
    "macros were left alone": "makroer i filen er ikke rørt",
    "no § was found; read as running text": "fant ingen §; lest som løpende tekst",
    "only the bill or regulation in it was checked; the rest was set aside": "bare lov- eller "
    "forskriftsforslaget i dokumentet er kontrollert; resten er lagt til side",
    "embedded documents were not read": "innebygde dokumenter er ikke lest",
    "a field that never ends was read as text": "et felt uten slutt er lest som tekst",
    "numbers made by LISTNUM and AUTONUM fields were not read": "numre laget av feltene LISTNUM og "
    "AUTONUM er ikke lest",
    "a part of the file that it refers to is missing": "en del som filen viser til, mangler",
}
NN: Mapping[str, str] = {
    "empty": "dokumentet er tomt",
    "read as windows-1252": "lese som Windows-1252; lagre helst som UTF-8",
    "read as utf-16": "lese som UTF-16",
    "read from PDF: paragraphs, tables and columns are guessed; use the original": "lese frå PDF: "
    "avsnitt, tabellar og spalter er gjetta; bruk originalen",
    "macros were left alone": "makroar i fila er ikkje rørte",
    "no § was found; read as running text": "fann ingen §; lese som laupande tekst",
    "only the bill or regulation in it was checked; the rest was set aside": "berre lov- eller "
    "forskriftsframlegget i dokumentet er kontrollert; resten er lagt til side",
    "embedded documents were not read": "innebygde dokument er ikkje lesne",
    "a field that never ends was read as text": "eit felt utan slutt er lese som tekst",
    "numbers made by LISTNUM and AUTONUM fields were not read": "nummer laga av felta LISTNUM og "
    "AUTONUM er ikkje lesne",
    "a part of the file that it refers to is missing": "ein del som fila viser til, manglar",
}
EN: Mapping[str, str] = {
    "empty": "the document is empty",
    "read as windows-1252": "read as Windows-1252; preferably save it as UTF-8",
    "read as utf-16": "read as UTF-16",
    "read from PDF: paragraphs, tables and columns are guessed; use the original": "read from PDF: "
    "paragraphs, tables and columns are guessed; use the original",
    "macros were left alone": "macros were left alone",
    "no § was found; read as running text": "no § was found; read as running text",
    "only the bill or regulation in it was checked; the rest was set aside": "only the bill or "
    "regulation in it was checked; the rest was set aside",
    "embedded documents were not read": "embedded documents were not read",
    "a field that never ends was read as text": "a field that never ends was read as text",
    "numbers made by LISTNUM and AUTONUM fields were not read": "numbers made by LISTNUM and "
    "AUTONUM fields were not read",
    "a part of the file that it refers to is missing": "a part of the file that it refers to is "
    "missing",
}
