"""What the report on a comparison says of its own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from regcheck.reports.phrases import Phrase, Words


class ComparisonWords(Words):
    """The words of comparisons; `{n}` takes a number."""

    introduced = Phrase("Innført: {n}", "Innført: {n}", "Introduced: {n}")
    removed = Phrase("Fjernet: {n}", "Fjerna: {n}", "Removed: {n}")
    kept = Phrase("Beholdt: {n}", "Behalde: {n}", "Kept: {n}")
    was = Phrase("endret; sto i", "endra; stod i", "changed; stood in")
    renumbered = Phrase("Ny plass", "Ny plass", "New place")
    added_document = Phrase("nytt dokument", "nytt dokument", "new document")
    gone_document = Phrase("dokumentet er borte", "dokumentet er borte", "the document is gone")
    nothing = Phrase(
        "Ingen dokumenter å sammenligne.",
        "Ingen dokument å samanlikne.",
        "No documents to compare.",
    )
    missing = Phrase(
        "IKKE FUNNET blant lovene og forskriftene",
        "IKKJE FUNNE blant lovene og forskriftene",
        "NOT FOUND among the acts and regulations",
    )
    summary = Phrase("I alt", "I alt", "In all")
