"""Who decides: public authorities, courts and private parties by their head nouns.

Used on the subject the trained pipeline finds, or, without it, on the nearest word that may be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from regcheck.language.wordlists import sections

if TYPE_CHECKING:
    from regcheck.language.pipeline import Analysis

Decider = Literal["authority", "court", "private", "unclear"]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WINDOW = 300
_OF_A_RIGHT = ("til", "gjelder", "gjeld", "omfatter", "omfattar", "bortfaller", "skal oppfyll")
"""What follows «retten» where it is a right."""


def classify_decider(words: str) -> Decider:
    """What kind of decider a noun phrase names (`departementet`, `den som søker`, `retten`).

    The first listed word that does not stand after a preposition, else the first listed one.
    """
    found = _WORD.findall(words)
    if _is_whoever(found, 0):
        return "private"
    free = (_kind(word) for i, word in enumerate(found) if not _is_object(found, i))
    return _first(free) or _first(map(_kind, found)) or "unclear"


def nearest_decider(sentence: str, offset: int) -> Decider:
    """Who decides at `offset` (code points) of a sentence, judged by words alone.

    The nearest listed word before the offset that is no object of a preposition, else the nearest
    after it; the agent of a passive («avgjøres av departementet») counts, and before both «den
    som …» is a private party.
    """
    found = _WORD.findall(sentence, max(0, offset - _WINDOW), offset)
    middle = len(found)
    found += _WORD.findall(sentence, offset, offset + _WINDOW)
    for place in range(middle - 1, -1, -1):
        if not _may_decide(found[place]):
            continue
        if _is_whoever(found, place):
            return "private"
        kind = _kind(found[place])
        if kind and not _is_a_right(found, place) and not _is_object(found, place):
            reach = found[place : middle + 5]
            return "unclear" if kind == "private" and _is_bestowed(reach) else kind
    after = [place for place in range(middle, len(found)) if _may_decide(found[place])]
    free = (_kind(found[place]) for place in after if not _is_object(found, place))
    return _first(free) or _first(map(_kind, reversed(found[:middle]))) or "unclear"


def decider_at(analysis: Analysis, sentence: str, offset: int) -> Decider:
    """Who decides at `offset` of an analysed sentence: its subject, or the agent of a passive.

    Where that says nothing (a pronoun, «Tillatelse kan gis», no subject), it is guessed from the
    words as `nearest_decider` does. A private party near a passive is seldom the one who decides:
    «Søkere rangeres …», «Når studenten ber om det, kan vedtaket endres».
    """
    from regcheck.language.pipeline import subject_at

    subject = subject_at(analysis, offset)
    if subject is None:
        return nearest_decider(sentence, offset)
    if subject.agent is not None:
        return classify_decider(subject.agent.of(sentence))
    if not subject.passive:
        follows = sentence[subject.phrase.start : subject.phrase.end + 12]
        kind = classify_decider(follows if _opens_whoever(follows) else subject.phrase.of(sentence))
        return kind if kind != "unclear" else nearest_decider(sentence, offset)
    nearest = nearest_decider(sentence, offset)
    return "unclear" if nearest == "private" else nearest


def _opens_whoever(words: str) -> bool:
    return _is_whoever(_WORD.findall(words), 0)


def _is_whoever(words: list[str], place: int) -> bool:
    """Whether «den som», «enhver som», «dei personane som» begins at `place`."""
    grammar = sections("grammar")
    if place >= len(words) or words[place].lower() not in grammar["antecedents"]:
        return False
    following = [word.lower() for word in words[place + 1 : place + 3]]
    if following[:1] and following[0] in grammar["relative"]:
        return True
    return len(following) > 1 and following[1] in grammar["relative"] and not _kind(following[0])


def _is_a_right(words: list[str], place: int) -> bool:
    """Whether «retten» is something one has («retten til», «retten skal oppfyllast»), no court."""
    if words[place].lower() != "retten":
        return False
    after = " ".join(words[place + 1 : place + 3]).lower()
    return after.startswith(_OF_A_RIGHT)


def _is_object(words: list[str], place: int) -> bool:
    """Whether a preposition other than that of an agent governs the word at `place`."""
    grammar = sections("grammar")
    before = place - 1
    while before >= 0 and before >= place - 2 and words[before].lower() in grammar["determiners"]:
        before -= 1
    return before >= 0 and words[before].lower() in grammar["prepositions"]


def _is_bestowed(words: list[str]) -> bool:
    """Whether something is given to or laid on a private party: then a body decides."""
    passives = sections("grammar")["bestowing"]
    return any(word.lower() in passives for word in words)


def _first(kinds: Iterable[Decider | None]) -> Decider | None:
    return next((kind for kind in kinds if kind), None)


@lru_cache(maxsize=20_000)
def _may_decide(word: str) -> bool:
    """Whether a word is that of a decider, or may begin «den som»."""
    return _kind(word) is not None or word.lower() in sections("grammar")["antecedents"]


@lru_cache(maxsize=20_000)
def _kind(word: str) -> Decider | None:
    """The kind of one word; None for a word on no list."""
    form = word.lower()
    whole, endings, sizes = _tables()
    if form not in whole and form.endswith("s") and len(form) > 4:
        form = form[:-1]
    if form in whole:
        return whole[form]
    for size in sizes:
        if size < len(form) and form[-size:] in endings:
            return endings[form[-size:]]
    return None


@cache
def _tables() -> tuple[dict[str, Decider], dict[str, Decider], tuple[int, ...]]:
    """Whole words, endings, and the lengths endings have, longest first.

    What is listed twice is a court before a body that may be either, that before an authority, and
    a private party last.
    """
    lists = sections("deciders")
    whole: dict[str, Decider] = {}
    endings: dict[str, Decider] = {}
    order: tuple[tuple[str, Decider], ...] = (
        ("court", "court"),
        ("public-service", "unclear"),
        ("authority", "authority"),
        ("private", "private"),
    )
    for section, kind in order:
        for entry in sorted(lists[section]):
            word = entry.lstrip("*-")
            if not entry.startswith("-"):
                whole.setdefault(word, kind)
            if entry != word:
                endings.setdefault(word, kind)
    sizes = tuple(sorted({len(ending) for ending in endings}, reverse=True))
    return whole, endings, sizes
