"""Measures of single sentences: conditions, references, very long words, duties of no one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.segments.marks import marks
from regcheck.document.segments.measures import MEASURED_ROLES
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import ACTORS, ACTS, IF, THE
from regcheck.matching.checks.hits import CheckHit

_FIRST = pattern(rf"(?:{IF}|såfremt|med mindre)\b")
_LISTING = pattern(
    r"straff|gebyr|\bbot\b|bøter|tvangsmulkt|oppheve|opphevast|følgende (?:bestemmelser|paragrafer)"
    r"|følgjande (?:føresegner|paragrafar)|myndighe[td]|styresmakt|i medhold av|med heimel i"
    r"|\b(?:endringa|endringen|endringene|endringane|oppheving) (?:i|av)\b|endringslov|\bkr \d"
)
"""What lists references for good: sanctions, powers, amendments that come into force, a table of
fines."""
_CHAIN = pattern(r"\bjf(?:r)?\.")


def sentence_conditions(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """Sentences with many conditional clauses (dersom, hvis, når, med mindre …)."""
    above = float(options["above"])
    upto = float(options.get("below", "1e9"))
    for leaf, sentence, count in _per_sentence(segments, marks(segments)["condition"], above - 1):
        unmarked = segments.text[sentence.start - 1 : sentence.start] != " "
        first = unmarked and _FIRST.match(segments.lowered, sentence.start) is not None
        if above < count + first < upto:
            yield CheckHit(leaf, sentence, count + first, above)


def sentence_references(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """Sentences with many references to sections: signs (§), or «jf.» counted double."""
    above = float(options["above"])
    upto = float(options.get("below", "1e9"))
    places = [sign.start() for sign in re.finditer("§", segments.text)]
    for leaf, sentence, count in _per_sentence(segments, places, 1):
        if _LISTING.search(segments.lowered, sentence.start, sentence.end):
            continue
        chained = 2 * len(_CHAIN.findall(segments.lowered, sentence.start, sentence.end))
        value = max(count, min(chained, count + 2))
        if above < value < upto:
            yield CheckHit(leaf, sentence, value, above)


def _per_sentence(
    segments: Segments, places: Sequence[int], above: float
) -> Iterator[tuple[int, Span, int]]:
    """The sentences of measured text that hold more than `above` of the places, with how many."""
    index = 0
    while index < len(places):
        leaf = segments.leaf_at(places[index])
        node = segments.leaves[leaf].span if leaf >= 0 else Span(places[index], places[index] + 1)
        end = bisect_left(places, node.end, index)
        if end - index > above and leaf >= 0 and segments.leaves[leaf].role in MEASURED_ROLES:
            for sentence in segments.sentences(node):
                first = bisect_left(places, sentence.start, index, end)
                inside = bisect_left(places, sentence.end, first, end) - first
                if inside > above:
                    yield leaf, sentence, inside
        index = max(end, index + 1)


def word_letters(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """Very long words, each the first time it stands in the document; names of acts and
    regulations, chemicals and words joined by hyphens are left alone."""
    above = int(float(options["above"]))
    if all(len(word) <= above for word in segments.every_word()):
        return
    seen: set[str] = set()
    lowered = segments.lowered
    letters, at = re.compile(rf"[^\W\d_]{{{above + 1},}}"), 0
    for stretch in [one for one in lowered.split() if len(one) > above]:
        at = lowered.index(stretch, at)
        for match in letters.finditer(lowered, at, at + len(stretch)):
            word = match[0]
            if word in seen or _NAME.search(word):
                continue
            leaf = segments.leaf_at(match.start())
            if leaf >= 0 and segments.leaves[leaf].role in MEASURED_ROLES:
                seen.add(word)
                yield CheckHit(leaf, Span(*match.span()), len(word), above)
        at += len(stretch)


_NAME = pattern(
    rf"(?:{ACTS}|lovgivning\w*|lovgjeving\w*|forskrift\w*|departement\w*|direktorat\w*"
    r"|direktiv\w*|forordning\w*|konvensjon\w*)$|(?:yl|etyl|oksy|fluor|klor|syre|amid|benzen)"
)

_PASSIVE = pattern(
    r"(?:skal|må)(?P<between>(?: [^\s.:;]+){0,4}?) (?P<verb>"
    r"(?:sende|oversende|melde|rapportere|innrapportere|varsle|underrette|informere|kunngjøre"
    r"|offentliggjøre|registrere|innhente|fremlegge|framlegge|legge|godkjenne|fastsette|avgjøre"
    r"|behandle|vurdere|kontrollere|oppbevare|slette|arkivere|utarbeide|oppnevne|betale|innbetale"
    r"|dokumentere|journalføre|innkalle|utlevere|føre|gi|innlevere|levere|treffe|fatte|utstede"
    r"|innsende|innrapportere|fremsette|framsette|forelegge|slå|protokollføre|begrunne|etterprøve|evaluere|revidere|oppdatere|gjøre)s"
    r"|(?:send|oversend|meld|rapporter|varsl|underrett|informer|kunngjer|offentleggjer"
    r"|registrer|innhent|leggj|godkjenn|fastsetj|avgjer|behandl|handsam|vurder|kontroller"
    r"|oppbevar|slett|arkiver|utarbeid|oppnemn|betal|dokumenter|journalfør|innkall"
    r"|utlever|før|gjev|lever|treff|skriv|grunngjev|oppdater)ast"
    r"|(?:blir?|verte) (?:sendt?e?|meldt?e?|rapporterte?|varsla|registrerte?|godkjende?|fastsette?"
    r"|avgjorte?|behandla|vurderte?|kontrollerte?|oppbevarte?|sletta|utarbeidde?|oppnemnde?))"
    r"(?![\w-])"
)
_BY = pattern(rf"\bav (?!(?:{THE})? ?\d|betydning|hensyn|omsyn|betyding)\w+")
_WHO = pattern(r"\b(?:den|dei|de|alle|enhver|hver|kvar|hvem|noen|nokon) som\b")
_ACTOR = (
    rf"(?:{ACTORS})"
    r"(?:s|er|ar|en|et|ane|ene|a|e|i|ne|n|t|ens|ets|enes|anes|ers|ars|te|ane?s)?"
)


def passive_without_agent(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """Duties of procedure in the passive where nothing in the paragraph or its lead-in says who
    has them: no «av …», no person, no body."""
    lowered = segments.lowered
    names_actor = cache(partial(_names_actor, segments))  # a long leaf is asked of once
    for at in marks(segments)["duty"]:
        match = _PASSIVE.match(lowered, at)
        if match is None or " kunne" in match["between"]:
            continue
        leaf = segments.leaf_at(at)
        if leaf < 0 or segments.leaves[leaf].role not in MEASURED_ROLES:
            continue
        span = Span(at, match.end())
        if names_actor(segments.leaves[leaf].span):
            continue
        if not any(names_actor(piece) for piece in segments.norm(leaf, span)):
            yield CheckHit(leaf, span)


def _names_actor(segments: Segments, span: Span) -> bool:
    lowered = segments.lowered
    return (
        any(_is_actor(word) for word in segments.words(span))
        or _BY.search(lowered, span.start, span.end) is not None
        or _WHO.search(lowered, span.start, span.end) is not None
    )


@lru_cache(maxsize=1 << 15)
def _is_actor(word: str) -> bool:
    """Whether a word, or the last part of a compound, names a person or a body."""
    return _ACTOR_END.search(word) is not None


_ACTOR_END = pattern(rf"{_ACTOR}$")
