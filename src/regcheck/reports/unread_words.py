"""Why a file could not be read, in whole sentences, for people who see nothing but this."""

from __future__ import annotations

from types import MappingProxyType

from regcheck.document.model import Unreadable
from regcheck.readers.office_package import UNLOCK
from regcheck.readers.pdf import INSTALL, NO_TEXT
from regcheck.readers.registry import SAVE_AS, SAVE_AS_DOCX, format_of_path, is_archive

_BY_REMEDY = {
    SAVE_AS: "unsupported",
    SAVE_AS_DOCX: "old-word",
    UNLOCK: "encrypted",
    NO_TEXT: "no-text",
    INSTALL: "no-pdf",
}
_NB = {
    "encrypted": "Filen er låst med passord. Åpne den, lagre den uten passord, og prøv igjen.",
    "old-word": "Filen er i det eldre Word-formatet (.doc). Åpne den i Word eller LibreOffice, "
    "lagre den som .docx, og prøv igjen.",
    "unsupported": "Dette formatet kan ikke leses. Lagre utkastet som Word (.docx), OpenDocument "
    "(.odt), ren tekst (.txt) eller Markdown (.md).",
    "archive": "Filen er et arkiv med flere filer i. Pakk det ut, og velg utkastene selv.",
    "no-text": "Det er ingen tekst i PDF-filen, bare bilder av den. Finn originalen, eller kjør "
    "tekstgjenkjenning (OCR) først.",
    "no-pdf": "PDF kan ikke leses, fordi et tillegg mangler i installasjonen (regcheck[pdf]). Bruk "
    "originalen.",
    "binary": "Filen er ikke et tekstdokument. Velg selve utkastet (.docx, .odt, .pdf, .txt eller "
    ".md).",
    "format": "Filen er ikke det navnet sier, eller i et format som ikke kan leses. Åpne den i "
    "Word eller LibreOffice, lagre den som .docx, og prøv igjen.",
    "size": "Filen er for stor. Del den, eller ta ut bilder og vedlegg.",
    "bomb": "Filen er pakket så tett at den ikke kan leses trygt. Åpne den i Word eller "
    "LibreOffice, og lagre den på nytt.",
    "depth": "Innholdet er nøstet i for mange nivåer til å leses trygt. Lagre filen på nytt.",
    "entity": "Filen viser til innhold utenfor seg selv, og leses derfor ikke. Lagre den på nytt.",
    "encoding": "Tegnene i filen kan ikke leses. Lagre den på nytt med tegnkodingen UTF-8.",
    "syntax": "Filen er skadet. Åpne den i programmet den er laget med, og lagre den på nytt.",
    "timeout": "Filen tok for lang tid å lese. Del den, og prøv delene hver for seg.",
    "memory": "Maskinen har ikke nok minne til denne filen. Del den.",
    "access": "Filen kan ikke åpnes. Lukk den i andre programmer, og prøv igjen.",
    "not-found": "Filen finnes ikke lenger.",
    "empty": "Arkivet inneholder ingen dokumenter.",
    "internal": "regcheck gjorde en feil med denne filen. Meld gjerne fra, med den delen av "
    "utkastet som utløser feilen.",
}
_NN = {
    "encrypted": "Fila er låst med passord. Opne henne, lagre henne utan passord, og prøv igjen.",
    "old-word": "Fila er i det eldre Word-formatet (.doc). Opne henne i Word eller LibreOffice, "
    "lagre henne som .docx, og prøv igjen.",
    "unsupported": "Dette formatet kan ikkje lesast. Lagre utkastet som Word (.docx), OpenDocument "
    "(.odt), rein tekst (.txt) eller Markdown (.md).",
    "archive": "Fila er eit arkiv med fleire filer i. Pakk det ut, og vel utkasta sjølve.",
    "no-text": "Det er ingen tekst i PDF-fila, berre bilete av han. Finn originalen, eller køyr "
    "tekstattkjenning (OCR) først.",
    "no-pdf": "PDF kan ikkje lesast, fordi eit tillegg manglar i installasjonen (regcheck[pdf]). "
    "Bruk originalen.",
    "binary": "Fila er ikkje eit tekstdokument. Vel sjølve utkastet (.docx, .odt, .pdf, .txt eller "
    ".md).",
    "format": "Fila er ikkje det namnet seier, eller i eit format som ikkje kan lesast. Opne henne "
    "i Word eller LibreOffice, lagre henne som .docx, og prøv igjen.",
    "size": "Fila er for stor. Del henne, eller ta ut bilete og vedlegg.",
    "bomb": "Fila er pakka så tett at ho ikkje kan lesast trygt. Opne henne i Word eller "
    "LibreOffice, og lagre henne på nytt.",
    "depth": "Innhaldet ligg i for mange nivå til å lesast trygt. Lagre fila på nytt.",
    "entity": "Fila viser til innhald utanfor seg sjølv, og blir difor ikkje lesen. Lagre henne på "
    "nytt.",
    "encoding": "Teikna i fila kan ikkje lesast. Lagre henne på nytt med teiknkodinga UTF-8.",
    "syntax": "Fila er skadd. Opne henne i programmet ho er laga med, og lagre henne på nytt.",
    "timeout": "Fila tok for lang tid å lese. Del henne, og prøv delane kvar for seg.",
    "memory": "Maskina har ikkje nok minne til denne fila. Del henne.",
    "access": "Fila kan ikkje opnast. Lukk henne i andre program, og prøv igjen.",
    "not-found": "Fila finst ikkje lenger.",
    "empty": "Det er ingen dokument i arkivet.",
    "internal": "regcheck gjorde ein feil med denne fila. Meld gjerne frå, med den delen av "
    "utkastet som utløyser feilen.",
}
_EN = {
    "encrypted": "The file is locked with a password. Open it, save it without one, and try again.",
    "old-word": "The file is in the older Word format (.doc). Open it in Word or LibreOffice, save "
    "it as .docx, and try again.",
    "unsupported": "This format cannot be read. Save the draft as Word (.docx), OpenDocument "
    "(.odt), plain text (.txt) or Markdown (.md).",
    "archive": "The file is an archive with several files in it. Unpack it, and choose the drafts.",
    "no-text": "There is no text in the PDF, only pictures of it. Find the original, or run text "
    "recognition (OCR) first.",
    "no-pdf": "PDF cannot be read, since an extra is missing from the installation "
    "(regcheck[pdf]). Use the original.",
    "binary": "The file is no text document. Choose the draft itself (.docx, .odt, .pdf, .txt or "
    ".md).",
    "format": "The file is not what its name says, or in a format that cannot be read. Open it in "
    "Word or LibreOffice, save it as .docx, and try again.",
    "size": "The file is too large. Split it, or take out pictures and attachments.",
    "bomb": "The file is packed so tightly that it cannot be read safely. Open it in Word or "
    "LibreOffice, and save it again.",
    "depth": "The content is nested too deeply to be read safely. Save the file again.",
    "entity": "The file refers to content outside itself, so it is not read. Save it again.",
    "encoding": "The characters in the file cannot be read. Save it again in the encoding UTF-8.",
    "syntax": "The file is damaged. Open it in the program it was made with, and save it again.",
    "timeout": "The file took too long to read. Split it, and try the parts one by one.",
    "memory": "The machine has too little memory for this file. Split it.",
    "access": "The file cannot be opened. Close it in other programs, and try again.",
    "not-found": "The file is no longer there.",
    "empty": "The archive holds no document.",
    "internal": "regcheck made an error with this file. Please report it, with the part of the "
    "draft that brings it about.",
}
SENTENCES = MappingProxyType({"nb": _NB, "nn": _NN, "en": _EN})


def why_unreadable(item: Unreadable, locale: str) -> str:
    """Why a document was not read and what to do about it, without paths and figures."""
    return why_refused(_BY_REMEDY.get(item.hint, item.reason), locale)


def reason_of(item: Unreadable) -> str:
    """Which of a report's wordings for reasons fits: by the remedy, else the reason as it is."""
    by_remedy = {SAVE_AS: "unsupported", SAVE_AS_DOCX: "old-word", UNLOCK: "locked"}
    return by_remedy.get(item.hint, item.reason)


def sentence_for(item: Unreadable, locale: str) -> str:
    """The sentence on an office file, or on size and encoding, in Bokmål or Nynorsk; empty where
    none fits: for archives and their members, for faults of markup, whose readers name the remedy,
    and in English."""
    archived = "!/" in item.path or is_archive(item.path)
    office = format_of_path(item.path) in ("docx", "odt", "pdf")
    fits = office or item.reason in ("size", "encoding")
    if archived or not fits or locale not in ("nb", "nn") or item.reason in ("internal", "access"):
        return ""
    return SENTENCES[locale].get(_BY_REMEDY.get(item.hint, item.reason), "")


def why_refused(reason: str, locale: str) -> str:
    """The sentence for a reason; that for a fault of regcheck's own where there is none."""
    sentences = SENTENCES.get(locale, _NB)
    return sentences.get(reason, sentences["internal"])
