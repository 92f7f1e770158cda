"""Signs of facts: words without one of which a sentence and its lead-in cannot have a fact.

Most sentences have the signs of few facts. What a word is a sign of is worked out once and kept, so
that a look at the words of a sentence tells which facts are worth looking for in it.
"""

from __future__ import annotations

from functools import cache, reduce
from operator import or_
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.law.vocabulary import IF, MENTIONED, MONTHS
from regcheck.packs.model import Fact

BITS: Final = {fact: 1 << place for place, fact in enumerate(Fact)}
"""The bit of each fact in a mask."""
_MOST_KEPT = 100_000
"""Stretches whose signs are kept; then it begins anew."""
_SIGNS: Final = {
    Fact.NARRATIVE: r"\b(?:ble|blei|vart|delegerte|fastsatte|vedtok|besluttet|meddelte|bestemte"
    r"|trådte|tredde|oversendte|sendte|iflg|fremmet|fremja|framlagt|fremsatt|utferdiget|utferda)\b"
    rf"|\bendringslov|\b\d{{4}}|\b(?:{'|'.join(MONTHS)})\b",
    Fact.REPORTED: r"\b(?:mener|meiner|antar|anser|foreslår|foreslo|anbefaler|tilrår|uttaler"
    r"|understreker|understreke|peke|funnet|finner|departementets|direktoratets|utvalgets)\b",
    Fact.FOREIGN: r"\bmedlemsstat|\b(?:kommisjonen|unionen|fellesskapet)s?\b|\bartikkel\b"
    r"|\bnato\b|\bstyrker\b|\bthe\b",
    Fact.LEARNING_OUTCOME: r"kandidat|innlær|elev|student|prestasjon|vurderingsevn|karakter"
    r"|kompetanse|orden|oppførsel|åtferd",
    Fact.NEGATED: r"\b(?:uten|utan|ikke|ikkje|forbudt|forbode|ulovlig|ulovleg|unntak|unnatak"
    r"|fritak)\b",
    Fact.SETTLED: rf"\d|jf|jamfør|etter|tråd|samsvar|{MENTIONED}|angitt|definert|fastsatt|fastsett"
    r"|\b(?:slik|si|seie|så|når|der|regnes|reknast|menes|innebærer|inneber|medfører|fører)\b",
    Fact.CONDITIONED: rf"\b(?:{IF}|såfremt|som|grunnlag|samsvar)\b",
    Fact.CASE: rf"\b(?:for|ved|{IF})\b",
    Fact.FACTOR: r"\b(?:vekt|hensyn|omsyn|mot|forhold)\b|\bvektlegg",
    Fact.FOR_REGULATIONS: r"\b(?:forskrift|føresegn|vedtekt)"
    r"|\b(?:regler|bestemmelser|reglar|retningslinjer|retningsliner)\b",
    Fact.PRICED: r"gebyr|takst",
    Fact.LABEL: r"[\d«(]|opphev|(?:^|[§.])-",
    Fact.VALUATION: r"skjøn",
    Fact.DATA_LIMIT: r"nødvend|naudsyn|treng|turv|behov|påkrev|påkrav|relevan|fornøden|fornødn",
    Fact.ASKED: r"\b(?:om|hvorvidt|korvidt|kva|når|korleis|kven)\b|\b(?:hvilke|hv[aoe])",
}  # fmt: skip
_ELSEWHERE: Final = (Fact.CURRICULUM, Fact.EU_TITLE)
"""Facts that are not looked for in the sentence."""
_UNSIGNED: Final = sum(
    bit for fact, bit in BITS.items() if fact not in _SIGNS and fact not in _ELSEWHERE
)
"""Facts that no words are signs of."""


class Signs(dict[str, int]):
    """For a stretch of lower-case text without white space, the mask of the facts that it is a sign
    of."""

    def __init__(self) -> None:
        super().__init__()
        self._any = pattern("|".join(_SIGNS.values()))
        self._patterns = [(BITS[fact], pattern(signs)) for fact, signs in _SIGNS.items()]

    def possible(self, text: str) -> int:
        """The mask of all facts that a lower-case text may have."""
        return reduce(or_, map(self.__getitem__, text.split()), _UNSIGNED)

    def __missing__(self, stretch: str) -> int:
        """Work out and keep the mask of a stretch."""
        if len(self) >= _MOST_KEPT:
            self.clear()
        mask = 0
        if self._any.search(stretch):
            mask = sum(bit for bit, sign in self._patterns if sign.search(stretch))
        self[stretch] = mask
        return mask


@cache
def signs() -> Signs:
    """The signs of facts, shared by all documents."""
    return Signs()
