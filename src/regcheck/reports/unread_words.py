"""Why a file could not be read, in whole sentences, for people who see nothing but this."""

from __future__ import annotations

from regcheck.document.model import Unreadable
from regcheck.readers.office.package import UNLOCK
from regcheck.readers.pdf import INSTALL, NO_TEXT
from regcheck.readers.registry import SAVE_AS, SAVE_AS_DOCX, format_of_path, is_archive
from regcheck.texts.catalogue import Texts

_BY_REMEDY = {
    SAVE_AS: "unsupported",
    SAVE_AS_DOCX: "old-word",
    UNLOCK: "encrypted",
    NO_TEXT: "no-text",
    INSTALL: "no-pdf",
}


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
    return (
        Texts("report", locale)
        .table("unread_sentences")
        .get(_BY_REMEDY.get(item.hint, item.reason), "")
    )


def why_refused(reason: str, locale: str) -> str:
    """The sentence for a reason; that for a fault of regcheck's own where there is none."""
    sentences = Texts("report", locale).table("unread_sentences")
    return sentences.get(reason, sentences["internal"])
