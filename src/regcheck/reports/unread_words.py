"""Why a file could not be read, in whole sentences, for people who see nothing but this."""

from __future__ import annotations

from regcheck.document.model import Unreadable
from regcheck.readers.office.package import UNLOCK
from regcheck.readers.pdf import INSTALL, NO_TEXT
from regcheck.readers.registry import SAVE_AS, SAVE_AS_DOCX, format_of_path, is_archive
from regcheck.reports.phrases import phrases

_BY_REMEDY = {
    SAVE_AS: "unsupported",
    SAVE_AS_DOCX: "old-word",
    UNLOCK: "encrypted",
    NO_TEXT: "no-text",
    INSTALL: "no-pdf",
}
SENTENCES = phrases(
    {
        "encrypted": (
            "Filen er låst med passord. Åpne den, lagre den uten passord, og prøv igjen.",
            "Fila er låst med passord. Opne henne, lagre henne utan passord, og prøv igjen.",
            "The file is locked with a password. Open it, save it without one, and try again.",
        ),
        "old-word": (
            "Filen er i det eldre Word-formatet (.doc). Åpne den i Word eller LibreOffice, lagre "
            "den som .docx, og prøv igjen.",
            "Fila er i det eldre Word-formatet (.doc). Opne henne i Word eller LibreOffice, lagre "
            "henne som .docx, og prøv igjen.",
            "The file is in the older Word format (.doc). Open it in Word or LibreOffice, save it "
            "as .docx, and try again.",
        ),
        "unsupported": (
            "Dette formatet kan ikke leses. Lagre utkastet som Word (.docx), OpenDocument (.odt), "
            "ren tekst (.txt) eller Markdown (.md).",
            "Dette formatet kan ikkje lesast. Lagre utkastet som Word (.docx), OpenDocument "
            "(.odt), rein tekst (.txt) eller Markdown (.md).",
            "This format cannot be read. Save the draft as Word (.docx), OpenDocument (.odt), "
            "plain text (.txt) or Markdown (.md).",
        ),
        "archive": (
            "Filen er et arkiv med flere filer i. Pakk det ut, og velg utkastene selv.",
            "Fila er eit arkiv med fleire filer i. Pakk det ut, og vel utkasta sjølve.",
            "The file is an archive with several files in it. Unpack it, and choose the drafts.",
        ),
        "no-text": (
            "Det er ingen tekst i PDF-filen, bare bilder av den. Finn originalen, eller kjør "
            "tekstgjenkjenning (OCR) først.",
            "Det er ingen tekst i PDF-fila, berre bilete av han. Finn originalen, eller køyr "
            "tekstattkjenning (OCR) først.",
            "There is no text in the PDF, only pictures of it. Find the original, or run text "
            "recognition (OCR) first.",
        ),
        "no-pdf": (
            "PDF kan ikke leses, fordi et tillegg mangler i installasjonen (regcheck[pdf]). Bruk "
            "originalen.",
            "PDF kan ikkje lesast, fordi eit tillegg manglar i installasjonen (regcheck[pdf]). "
            "Bruk originalen.",
            "PDF cannot be read, since an extra is missing from the installation (regcheck[pdf]). "
            "Use the original.",
        ),
        "binary": (
            "Filen er ikke et tekstdokument. Velg selve utkastet (.docx, .odt, .pdf, .txt eller "
            ".md).",
            "Fila er ikkje eit tekstdokument. Vel sjølve utkastet (.docx, .odt, .pdf, .txt eller "
            ".md).",
            "The file is no text document. Choose the draft itself (.docx, .odt, .pdf, .txt or "
            ".md).",
        ),
        "format": (
            "Filen er ikke det navnet sier, eller i et format som ikke kan leses. Åpne den i Word "
            "eller LibreOffice, lagre den som .docx, og prøv igjen.",
            "Fila er ikkje det namnet seier, eller i eit format som ikkje kan lesast. Opne henne i "
            "Word eller LibreOffice, lagre henne som .docx, og prøv igjen.",
            "The file is not what its name says, or in a format that cannot be read. Open it in "
            "Word or LibreOffice, save it as .docx, and try again.",
        ),
        "size": (
            "Filen er for stor. Del den, eller ta ut bilder og vedlegg.",
            "Fila er for stor. Del henne, eller ta ut bilete og vedlegg.",
            "The file is too large. Split it, or take out pictures and attachments.",
        ),
        "bomb": (
            "Filen er pakket så tett at den ikke kan leses trygt. Åpne den i Word eller "
            "LibreOffice, og lagre den på nytt.",
            "Fila er pakka så tett at ho ikkje kan lesast trygt. Opne henne i Word eller "
            "LibreOffice, og lagre henne på nytt.",
            "The file is packed so tightly that it cannot be read safely. Open it in Word or "
            "LibreOffice, and save it again.",
        ),
        "depth": (
            "Innholdet er nøstet i for mange nivåer til å leses trygt. Lagre filen på nytt.",
            "Innhaldet ligg i for mange nivå til å lesast trygt. Lagre fila på nytt.",
            "The content is nested too deeply to be read safely. Save the file again.",
        ),
        "entity": (
            "Filen viser til innhold utenfor seg selv, og leses derfor ikke. Lagre den på nytt.",
            "Fila viser til innhald utanfor seg sjølv, og blir difor ikkje lesen. Lagre henne på "
            "nytt.",
            "The file refers to content outside itself, so it is not read. Save it again.",
        ),
        "encoding": (
            "Tegnene i filen kan ikke leses. Lagre den på nytt med tegnkodingen UTF-8.",
            "Teikna i fila kan ikkje lesast. Lagre henne på nytt med teiknkodinga UTF-8.",
            "The characters in the file cannot be read. Save it again in the encoding UTF-8.",
        ),
        "syntax": (
            "Filen er skadet. Åpne den i programmet den er laget med, og lagre den på nytt.",
            "Fila er skadd. Opne henne i programmet ho er laga med, og lagre henne på nytt.",
            "The file is damaged. Open it in the program it was made with, and save it again.",
        ),
        "timeout": (
            "Filen tok for lang tid å lese. Del den, og prøv delene hver for seg.",
            "Fila tok for lang tid å lese. Del henne, og prøv delane kvar for seg.",
            "The file took too long to read. Split it, and try the parts one by one.",
        ),
        "memory": (
            "Maskinen har ikke nok minne til denne filen. Del den.",
            "Maskina har ikkje nok minne til denne fila. Del henne.",
            "The machine has too little memory for this file. Split it.",
        ),
        "access": (
            "Filen kan ikke åpnes. Lukk den i andre programmer, og prøv igjen.",
            "Fila kan ikkje opnast. Lukk henne i andre program, og prøv igjen.",
            "The file cannot be opened. Close it in other programs, and try again.",
        ),
        "not-found": (
            "Filen finnes ikke lenger.",
            "Fila finst ikkje lenger.",
            "The file is no longer there.",
        ),
        "empty": (
            "Arkivet inneholder ingen dokumenter.",
            "Det er ingen dokument i arkivet.",
            "The archive holds no document.",
        ),
        "internal": (
            "regcheck gjorde en feil med denne filen. Meld gjerne fra, med den delen av utkastet "
            "som utløser feilen.",
            "regcheck gjorde ein feil med denne fila. Meld gjerne frå, med den delen av utkastet "
            "som utløyser feilen.",
            "regcheck made an error with this file. Please report it, with the part of the draft "
            "that brings it about.",
        ),
    }
)


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
    return SENTENCES.of(locale).get(_BY_REMEDY.get(item.hint, item.reason), "")


def why_refused(reason: str, locale: str) -> str:
    """The sentence for a reason; that for a fault of regcheck's own where there is none."""
    sentences = SENTENCES.of(locale)
    return sentences.get(reason, sentences["internal"])
