"""What the readiness report says of its own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from regcheck.reports.phrases import Phrase, Words


class ReadinessWords(Words):
    """The words of the questions and their answers; `{n}` takes a number."""

    drafts = Phrase("Utkastet", "Utkastet", "The draft")
    found = Phrase(
        "Teksten har {n} steder å se på:",
        "Teksten har {n} stader å sjå på:",
        "The text has {n} places to look at:",
    )
    found_one = Phrase(
        "Teksten har ett sted å se på:",
        "Teksten har éin stad å sjå på:",
        "The text has one place to look at:",
    )
    met = Phrase("Teksten har allerede:", "Teksten har alt:", "The text already has:")
    nothing = Phrase(
        "regcheck fant ikke noe om dette i teksten.",
        "regcheck fann ikkje noko om dette i teksten.",
        "regcheck found nothing about this in the text.",
    )
    people = Phrase(
        "Dette kan bare de som kjenner saken, svare på.",
        "Dette kan berre dei som kjenner saka, svare på.",
        "Only those who know the matter can answer this.",
    )
    more = Phrase("og {n} til", "og {n} til", "and {n} more")
    answer = Phrase(
        "Departementets vurdering",
        "Vurderinga til departementet",
        "The ministry's assessment",
    )
    source = Phrase("Bygger på", "Byggjer på", "Based on")
    made_by = Phrase(
        "Laget med regcheck {version}, regelsett {digest}.",
        "Laga med regcheck {version}, regelsett {digest}.",
        "Made with regcheck {version}, rule set {digest}.",
    )
    missing = Phrase("Ikke med i svarene", "Ikkje med i svara", "Not part of the answers")
