"""Vague words that the text itself says more about: in what follows, in the provision it refers to,
or in the regulations that are to come. The finding stays; its advice points there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.texts.localised import localised
from regcheck.document.segments.view import Segments
from regcheck.findings.judge import Judged
from regcheck.law.vocabulary import IF, MENTIONED, SHALL_OR_MAY, THE_REGULATION, THE_REGULATIONS

_WORD = pattern(r"[^\W\d_]{5,}")
_AHEAD = 600
"""Code points in which what follows may take up a word."""
_BEFORE = 4_000
"""Code points before a word in which a power to issue regulations may stand."""
_KEPT, _ENDING = 5, 3
"""Letters of a word that are looked for, and letters its ending may have."""
_MARK = "\0"
"""Stands for those letters in what follows."""
_TAKES_UP = pattern(
    rf"\b(?:i|ved) {_MARK}\w*(?:vurdering|skjønn|avveiing|avveging|krav)\w*"
    rf"|\b(?:vurder|avgjør|avgjer)\w*(?: av)? (?:\w+ ){{0,2}}?"
    rf"(?:om|hva|kva|når|hvilke\w*|kva for)\b[^.]{{0,80}}?{_MARK}"
    rf"|\bat [^.]{{0,60}}?{_MARK}[^.]{{0,60}}?"
    rf" (?:vil si|innebærer|betyr|vil seie|inneber|tyder)\b"
    rf"|\b(?:med|som) [«\"]?(?:\w+ )?{_MARK}[^.]{{0,60}}?"
    rf" (?:menes|meines|regnes|reknast|anses|forstås)\b"
    rf"|{_MARK}[^.]{{0,40}}? (?:foreligger|regnes|ligg føre|reknast)[^.]{{0,30}}?"
    rf" (?:{IF}|der)\b"
    rf"|\b(?:hva|kva) som (?:er|regnes|reknast|skal)[^.]{{0,30}}?{_MARK}"
)
"""How a later sentence says what counts for such a word."""

_POWER = pattern(
    rf"\b(?:{THE_REGULATION}|{THE_REGULATIONS}) (?:{SHALL_OR_MAY})\b"
    r"|\b(?:kan|skal|gir|gjev)\b[^.;:]{0,60}?"
    r"(?:\b(?:i|ved) (?:forskrift|føresegn)(?:er|a|en)?"
    r" (?:bestemme|fastsette|fastsetje|gi|gje|gjere|gjøre)\b"
    r"|\b(?:forskrift(?:er)?|føresegne?r"
    r"|nærmere (?:regler|bestemmelser)|nærare (?:reglar|føresegner))"
    r" (?:\w+ ){0,2}?(?:om|som|for|med)\b)",
    re.IGNORECASE,
)
"""A power to issue regulations, before the words that the regulations are to fill."""
_OF_POWERS = ("forskrift", "føreseg", "nærmere ", "nærare ")
"""One of these stands in every such power."""
_BY_REGULATION = pattern(r"\b(?:i|ved) (?:forskrift|føresegn)", re.IGNORECASE)
"""The same in the words themselves: «kan i forskrift gjøre unntak»."""
_ASSESSED = pattern(
    r"(?:i|ved) (?:\w+ )?(?:\w*vurdering|avgjørelse|avgjerd)\w* (?:av|om)\b[^,]*", re.IGNORECASE
)
"""What a sentence goes on to name considerations for."""
_NAMED = pattern(r"\b(?:vekt|hensyn til|omsyn til|hen til)\b", re.IGNORECASE)
_REFERENCE = pattern(
    r"[,)]?\s?(?:(?:[\w-]+[, ]+){0,6}?\(?(?:jf\.?|jamfør)|(?:[\w-]+ )?(?:etter"
    rf"|som (?:{MENTIONED}|angitt|definert) i))"
    r" (?:[\w./-]+ ){0,8}?(?:§|kapittel|artikkel|bokstav|første ledd|forrige ledd)",
    re.IGNORECASE,
)
"""A reference right after the words."""
_BINDING = pattern(
    r"(?:bør|burde|kan|kunne|normalt|vanligvis|vanlegvis|som (?:hoved)?regel|fortrinnsvis)\b",
    re.IGNORECASE,
)
"""Words on how far something binds, which no provision referred to measures."""
_DECIDED = pattern(
    r"\b(?:godkjent|godkjend|registrert|utpekt|klassifisert|avslått|avslege) som \Z", re.IGNORECASE
)
"""A decision made before, right before the words."""
_NEAR = 40
_PURPOSE = pattern(
    r"\s?(?:[\w-]+ ){0,3}?(?:for å|for at|til å|til at|for \w+(?:ing|ingen|inga|else|elsen))\b",
    re.IGNORECASE,
)
"""What something is for, right after the words."""
_OPENS_PURPOSE = (" for å", " for at", " til å")
_BY_PURPOSE = pattern(
    r"\b(?:nødvendig|naudsyn|tilstrekk?el|egne[dt]|eigna|store? nok|påkrev|påkrav)", re.IGNORECASE
)
"""Words that a purpose gives a measure."""


def clarified_elsewhere(segments: Segments, judged: Iterable[Judged]) -> list[Judged]:
    """The same findings; those on who decides that the text says more about tell where, and what
    was decided by another provision («godkjent som egnet etter § 3») is let be."""
    kept = (one for one in judged if not (one.rule.decider and _is_decided(segments, one)))
    return [_pointing(segments, one) for one in kept]


def _is_decided(segments: Segments, one: Judged) -> bool:
    text, span = segments.text, one.span
    if not segments.lowered.startswith(" som ", max(span.start - 5, 0)):
        return False
    sentence = segments.sentence_of(one.match.leaf, span)
    before = _DECIDED.search(text, max(sentence.start, span.start - _NEAR), span.start)
    return before is not None and _REFERENCE.match(text, span.end, sentence.end) is not None


def _pointing(segments: Segments, one: Judged) -> Judged:
    silent = one.rule.decider and not one.note.get("nb") and not one.proposal.get("nb")
    place = _place(segments, one) if silent else ""
    if not place:
        return one
    said, advice = localised(f"findings.{place}"), localised(f"findings.{place}_advice")
    return one._replace(note=said, proposal=advice)


def _place(segments: Segments, one: Judged) -> str:
    """Where more is said, by the name of the text that says so; empty where nothing is."""
    text, span = segments.text, one.span
    sentence = segments.sentence_of(one.match.leaf, span)
    before = [piece for piece in segments.norm(one.match.leaf, span) if piece.end <= span.start]
    before.append(Span(sentence.start, span.start))
    power = any(_tells_of_power(segments, piece) for piece in before)
    if power or _BY_REGULATION.search(span.of(text)):
        return "in_regulations"
    if _is_weighed(text, span, sentence) or _is_taken_up(segments, one, sentence):
        return "in_what_follows"
    measured = _BINDING.match(text, span.start, span.end) is None
    if measured and _REFERENCE.match(text, span.end, sentence.end):
        return "in_reference"
    said = span.of(text)
    purposeful = said.lower().endswith(_OPENS_PURPOSE) or _PURPOSE.match(
        text, span.end, sentence.end
    )
    return "by_purpose" if _BY_PURPOSE.search(said) and purposeful else ""


def _tells_of_power(segments: Segments, piece: Span) -> bool:
    start, end = max(piece.start, piece.end - _BEFORE), piece.end
    find = segments.lowered.find
    if all(find(word, start, end) < 0 for word in _OF_POWERS):
        return False
    return _POWER.search(segments.text, start, end) is not None


def _is_weighed(text: str, span: Span, sentence: Span) -> bool:
    """Whether the words are what the sentence itself names considerations for."""
    assessed = _ASSESSED.match(text, sentence.start, sentence.end)
    if assessed is None or span.end > assessed.end():
        return False
    return _NAMED.search(text, span.end, sentence.end) is not None


def _is_taken_up(segments: Segments, one: Judged, sentence: Span) -> bool:
    """Whether a later sentence of the section says what counts for these very words."""
    words = _WORD.findall(one.span.of(segments.lowered))
    if not words:
        return False
    end = min(sentence.end + _AHEAD, segments.article_of(one.match.leaf).span.end)
    after = segments.lowered[sentence.end : end]
    word = max(words, key=len)
    stem = word[: max(_KEPT, len(word) - _ENDING)]
    if stem not in after:
        return False
    marked = re.sub(rf"\b(?:u|for)?{re.escape(stem)}", _MARK, after)
    return _TAKES_UP.search(marked) is not None
