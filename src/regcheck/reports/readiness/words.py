"""What the readiness report says of its own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from regcheck.reports.wording import Wording

_ALL: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "nb": {
            "drafts": "Utkastet",
            "found": "Teksten har {n} steder å se på:",
            "found_one": "Teksten har ett sted å se på:",
            "met": "Teksten har allerede:",
            "nothing": "regcheck fant ikke noe om dette i teksten.",
            "people": "Dette kan bare de som kjenner saken, svare på.",
            "more": "og {n} til",
            "answer": "Departementets vurdering",
            "source": "Bygger på",
            "made_by": "Laget med regcheck {version}, regelsett {digest}.",
            "missing": "Ikke med i svarene",
        },
        "nn": {
            "drafts": "Utkastet",
            "found": "Teksten har {n} stader å sjå på:",
            "found_one": "Teksten har éin stad å sjå på:",
            "met": "Teksten har alt:",
            "nothing": "regcheck fann ikkje noko om dette i teksten.",
            "people": "Dette kan berre dei som kjenner saka, svare på.",
            "more": "og {n} til",
            "answer": "Vurderinga til departementet",
            "source": "Byggjer på",
            "made_by": "Laga med regcheck {version}, regelsett {digest}.",
            "missing": "Ikkje med i svara",
        },
        "en": {
            "drafts": "The draft",
            "found": "The text has {n} places to look at:",
            "found_one": "The text has one place to look at:",
            "met": "The text already has:",
            "nothing": "regcheck found nothing about this in the text.",
            "people": "Only those who know the matter can answer this.",
            "more": "and {n} more",
            "answer": "The ministry's assessment",
            "source": "Based on",
            "made_by": "Made with regcheck {version}, rule set {digest}.",
            "missing": "Not part of the answers",
        },
    }
)


def ready_words(words: Wording) -> Mapping[str, str]:
    """The phrases of a locale by name."""
    return _ALL[words.locale]
