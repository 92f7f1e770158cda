"""Checks of which words a document uses: the written standard, and terms that compete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Role
from regcheck.document.segments.marks import marks, own_words
from regcheck.document.segments.outline import is_law
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.hits import CheckHit
from regcheck.terms.definitions import defined_terms

_WORD = pattern(r"[^\W\d_]+")
_TITLE = pattern(
    r"\b(?:lov|forskrift|rundskriv|res)\w*\b\.?"
    r"(?:(?: av| nr\.?)? \d[^;§]*|[^.;§]{0,80}\bom\b[^.;§]*)$"
    r"|\b(?:bokmål|nynorsk|symbol)\b.*$|/ ?(?:\w+ ){1,2}$|«[^»]*$|\"[^\"]*$",
    re.IGNORECASE,
)
_STANDARDS = ("nb", "nn")


def mixed_standard(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """The first word of the other written standard in a section written in one of them. Titles,
    quoted words and names given in both standards, with a slash between, are left alone."""
    whole = segments.document.meta.language
    if whole not in _STANDARDS:
        return
    seen = -1
    for at in marks(segments)["other"]:
        leaf = segments.leaf_at(at)
        if leaf < 0 or not is_law(segments.leaves[leaf]):
            continue
        unit = segments.article_of(leaf).span
        if unit.start == seen:
            continue
        own = segments.language(leaf)
        if own not in _STANDARDS:
            continue
        places = [at] if own == whole else _places(segments, whole, unit)
        place = next((p for p in places if _is_mixed(segments, p, own)), -1)
        if place >= 0:
            seen = unit.start
            yield CheckHit(segments.leaf_at(place), _word_at(segments, place))


def _places(segments: Segments, standard: str, unit: Span) -> list[int]:
    found = own_words(standard).finditer(segments.lowered, unit.start, unit.end)
    return [match.start() + 1 for match in found]


def _is_mixed(segments: Segments, at: int, own: str) -> bool:
    """Whether the paragraph has words of the section's standard too, and this is in no title and
    no unit of measurement."""
    leaf = segments.leaf_at(at)
    if leaf < 0 or not is_law(segments.leaves[leaf]):
        return False
    word = _word_at(segments, at).of(segments.text)
    span = segments.leaves[leaf].span
    lonely = len(_places(segments, "nn" if own == "nb" else "nb", span)) == 1
    # new wording in an act of the other standard has that act's
    lonely = lonely and segments.leaves[leaf].role is not Role.INSERTED
    if not word[1:].islower() or not (_places(segments, own, span) or lonely):
        return False
    sentence = segments.sentence_of(leaf, Span(at, at + 1))
    return _TITLE.search(segments.text, sentence.start, at) is None


_FAMILIES = {
    "employee": ("worker", "staff", "official"),
    "enterprise": ("undertaking", "company", "business", "trader"),
}
_LINKED = {
    "employee": pattern(
        r"arbeidsmiljøl\w+ § 1-8|statsansattel\w+ § 1|statstilsettel\w+ § 1|arbeidstak\w+ og ansatt"
    ),
    "enterprise": pattern(r"enhetsregister|einingsregister|organisasjonsnummer|foretaksregister"),
}
_DEFINED = {
    "employee": pattern(r"arbeidstak|ansatt|tilsatt|tilsett|tjenestem|tenestem|funksjonær"),
    "enterprise": pattern(r"virksomhet|verksemd|f[oø]retak|bedrift|næringsdriv"),
}
_FEWEST = 2
_NAME = pattern(r"lov|register|forsamling")


def competing_terms(
    segments: Segments, options: Mapping[str, str], concept: str
) -> Iterator[CheckHit]:
    """Words for those who work for somebody (two or more), or for a unit that carries on business
    (three or more), none of them defined or tied to a register; once, at the first use of the
    rarest word, with the first of the others related."""
    if segments.document.meta.kind.is_amending:
        return
    used: list[tuple[int, int, int]] = []
    for family in _FAMILIES[concept]:
        places = [at for at in marks(segments)[family] if _counts(segments, at)]
        if len(places) >= _FEWEST:
            used.append((len(places), places[0], segments.leaf_at(places[0])))
    needed = 2 if concept == "employee" else 3
    if len(used) < needed or _LINKED[concept].search(segments.lowered):
        return
    if any(_DEFINED[concept].search(term.term) for term in defined_terms(segments)):
        return
    used.sort(key=lambda one: (one[0], -one[1]))
    rarest, *others = used
    related = tuple(_word_at(segments, at) for _, at, _ in others)
    yield CheckHit(rarest[2], _word_at(segments, rarest[1]), len(used), needed, related)


def _word_at(segments: Segments, at: int) -> Span:
    word = _WORD.match(segments.text, at)
    return Span(*word.span()) if word else Span(at, at + 1)


def _counts(segments: Segments, at: int) -> bool:
    leaf = segments.leaf_at(at)
    return (
        leaf >= 0
        and is_law(segments.leaves[leaf])
        and _NAME.search(_word_at(segments, at).of(segments.lowered)) is None
        and not segments.lowered.endswith(("statens", "offentlige"), at - 12, at - 1)
    )
