"""When a place that a document lacks is not reported as missing."""

from __future__ import annotations

from regcheck.base.text.patterns import pattern
from regcheck.law.address import Address, StepKind
from regcheck.law.citations import Citation, CitationKind
from regcheck.law.dated import DATED
from regcheck.law.vocabulary import MENTIONED
from regcheck.references.library import Target

_GOES_ON = pattern(r"[A-Za-zÆØÅæøå\d]|[-–][A-Za-zÆØÅæøå]|\.\d")
_PIECE = r"(?:[^.;]|(?<=\d)\.|(?<=\bnr)\.|(?<=\bmv)\.|(?<=\bm)\.|(?<=\bm\.[mv])\.)"
_REPEALS = pattern(rf"\b(?:opphev(?:es|ast|er|ar)|[Oo]pphevels?e[nr]?)\b{_PIECE}{{0,600}}$")
_IS_REPEALED = pattern(r"[^.;]{0,20}\bopphev(?:es|ast)\b|\.? ?\(?[Oo]pph(?:ev|æv)")
_SAYS_MORE = pattern(
    r"\b(?:gjelder|gjeld|opphev\w*|dersom|skal|kan|etter|enn|følger av|oppfylle\w*"
    rf"|som (?:{MENTIONED}) i|(?:og|samt|eller) (?:lov|forskrift)\w*)\b[^§]*(?:§|\b[Kk]ap)"
)
"""Words of a clause between the name of a document and the section that was taken to be in it."""
_IN_TITLE = pattern(
    rf"\b(?:[Ll]ov|[Ff]orskrift)(?: av)? {DATED} "
    r"(?:om|til) (?:[^.;:()§]|(?<=\bm)\.|(?<=\bmv)\.|(?<=\bm\.[mv])\.){3,200}"
    r"(?:§+ ?[\d, og]+ ?, med (?:unntak|unnatak) av )?$"
)
"""The title of a document before a citation, which may be an exception from what is cited of it."""
_YEAR = pattern(r"/(\d{4})-")
_NUMBER = pattern(r"\d+(?!\d*-)")
_FEW = 3


def is_repealed_here(text: str, citation: Citation) -> bool:
    """Whether the words around a citation repeal the place it refers to."""
    before = text[: citation.span.start]
    return bool(_REPEALS.search(before) or _IS_REPEALED.match(text, citation.span.end))


def is_doubtful(text: str, citation: Citation, place: Address, target: Target | None) -> bool:
    """Whether a missing place may be right all the same: its label was not read to the end, the
    words repeal it or are the title of an older document, the document is available without the
    contents of the section, or the label cannot be one of that document."""
    if is_repealed_here(text, citation) or _is_said_of_another(text, citation, place):
        return True
    first = place.steps[0]
    if ("-" in first.label) != ("-" in citation.addresses[0].steps[0].label):
        return True  # sections of two kinds, of which the other may be of another text
    if citation.kind is not CitationKind.INTERNAL and first.label.startswith("artikkel"):
        return True  # an article of an act of the union that is not named here
    return target is not None and _is_unlike(citation, place, target)


def _is_said_of_another(text: str, citation: Citation, place: Address) -> bool:
    """Whether the words in and around a citation assign it to another document than first
    assumed."""
    start, end = citation.span.start, citation.span.end
    titled, year = _IN_TITLE.search(text[:start]), _YEAR.search(place.refid)
    earlier = titled is not None and year is not None and titled["year"] < year[1]
    if earlier or _GOES_ON.match(text, end):
        return True
    if citation.kind is CitationKind.ACT and place.refid.startswith("forskrift/"):
        return True  # a section of the act, in the title of the regulation to it
    named = citation.kind in (CitationKind.ACT, CitationKind.REGULATION)
    return named and _SAYS_MORE.search(citation.span.of(text)) is not None


def _is_unlike(citation: Citation, place: Address, target: Target) -> bool:
    """Whether the numbering of a document shows that it never had the place, or its text does not
    show what the section holds."""
    first = place.steps[0]
    short = citation.kind is CitationKind.REGULATION and citation.act_name
    if short and not target.numbers_like(place):
        return True  # of another regulation with the same short name
    if first.kind is StepKind.ARTICLE and target.is_divided(first.label):
        return True
    bare = citation.kind is CitationKind.INTERNAL
    if bare and (_is_beyond(place, target) or target.is_doubled):
        return True
    return target.holds_unclearly(place.steps)


def _is_beyond(place: Address, target: Target) -> bool:
    """Whether a section or chapter has a number far above those of the document."""
    step = place.steps[0]
    number = _NUMBER.match(step.label)
    if number is None or step.kind not in (StepKind.ARTICLE, StepKind.CHAPTER):
        return False
    is_chapter = step.kind is StepKind.CHAPTER
    labels = target.chapters if is_chapter else target.labels
    numbers = [int(one[0]) for label in labels if (one := _NUMBER.match(label))]
    most = max(numbers, default=0)
    return bool(numbers) and int(number[0]) > most + (0 if is_chapter else most // 2 + _FEW)
