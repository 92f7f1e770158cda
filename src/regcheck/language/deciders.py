"""Who decides: public authorities, courts and private parties by their head nouns.

Used on the subject the trained pipeline finds, or, without it, on the nearest word that may be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from regcheck.language.lexicon import sections
from regcheck.law.vocabulary import IF, SHALL_OR_MAY

if TYPE_CHECKING:
    from regcheck.language.pipeline import Analysis

Decider = Literal["authority", "court", "private", "unclear"]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-?")
_MODAL = rf"(?:{SHALL_OR_MAY}|bør|kunne|may|shall|must)"
_HEAD = re.compile(rf"\W*(?:\d+\W+)?((?:[^\W\d_][\w-]*,? ){{1,9}}?){_MODAL}\b")
_INVERTED = re.compile(rf"\b{_MODAL} ((?:[^\W\d_][\w-]* ?){{1,3}})")
_TAKES_OVER = ("skal", "må", "plikter", "pliktar", "har")
"""What follows a private party that acts in a sentence which a body begins."""
_DEMAND = re.compile(
    rf"\b(?:{IF}|om|etter at) ((?:[^\W\d_][\w-]* ){{1,3}})"
    r"(?:krever|krev|ber|beslutter|bestemmer|bestemmar|finner|finn|pålegger|pålegg)\b",
    re.IGNORECASE,
)
"""A clause in which a body demands something of others."""
_PASSIVE = re.compile(r"\w{3,}(?:[^s]es|as|ys|ås|ast|yst)|[gf]ås|gis")
_NEAR = 6
"""Words within which a subject stands before its verb."""
_SUBJECT = 40
"""Words between «den som …» and its verb, at most."""
_WINDOW = 300
_NO_COUNCIL = ("området", "områda", "forrådet", "utstyret")
"""Words that end like «rådet» and «styret» and name no body."""
_OF_A_RIGHT = ("til", "gjelder", "gjeld", "omfatter", "omfattar", "bortfaller", "skal oppfyll")
"""What follows «retten» where it is a right."""


def classify_decider(words: str) -> Decider:
    """The kind of decider that a noun phrase names (`departementet`, `den som søker`, `retten`).

    The first listed word that does not stand after a preposition, else the first listed one.
    """
    found = _WORD.findall(words)
    if _is_whoever(found, 0):
        return "private"
    kinds = [_kind_at(found, i) for i in range(len(found))]
    free = (kind for i, kind in enumerate(kinds) if not _is_object(found, i))
    return _first(free) or _first(kinds) or "unclear"


def nearest_decider(sentence: str, offset: int, length: int = 0) -> Decider:
    """Who decides at `offset` (code points) of a sentence, judged by words alone.

    A body or court within the `length` words from there («som retten finner rimelig»), else the
    nearest listed word before the offset that is no object of a preposition, else the nearest
    after it; the agent of a passive («avgjøres av departementet») counts, and before both «den
    som …» is a private party. Where a body is the subject of the main clause, a private party that
    is named on the way is what it decides about; one that neither has a duty nor acts on its own
    is not said to decide at all.
    """
    inner = _WORD.findall(sentence, offset, offset + length)
    within = (_kind_at(inner, i) for i in range(len(inner)) if not _is_object(inner, i))
    named = _first(kind for kind in within if kind in ("authority", "court"))
    if named:
        return named
    kind = _nearest(sentence, offset)
    if kind != "private":
        return kind
    return _leading(sentence, offset) or _asked(sentence) or _on_their_own(sentence, offset)


def _leading(sentence: str, offset: int) -> Decider | None:
    """The body or court that is the subject of the main clause: before the first modal, or right
    after one where something else stands first."""
    opening = _HEAD.match(sentence)
    if opening is not None and opening.end() <= offset:
        found = _WORD.findall(opening[1])
        if found and found[0].lower() not in sections("grammar")["openers"]:
            subject = _body(found)
            return None if subject and _acts(sentence[opening.end() : offset]) else subject
    bodies = (_body(_WORD.findall(m[1])[:3]) for m in _INVERTED.finditer(sentence))
    return None if _acts(sentence[:offset]) else _first(bodies)


def _body(words: list[str]) -> Decider | None:
    """The kind of body or court that a subject is; None for anything else."""
    if not words or _is_whoever(words, 0):
        return None
    kinds = [_kind_at(words, i) for i in range(len(words)) if not _is_object(words, i)]
    kind = _first(kinds)
    return kind if kind in ("authority", "court") else None


def _acts(words: str) -> bool:
    """Whether a private party has a duty or right of its own in these words."""
    found = _WORD.findall(words)
    return any(
        _kind_at(found, place) == "private" and found[place + 1].lower() in _TAKES_OVER
        for place in range(len(found) - 1)
    )


def _asked(sentence: str) -> Decider | None:
    """The body that demands something: «når tilsynet krever det»."""
    asked = (_body(_WORD.findall(m[1])) for m in _DEMAND.finditer(sentence))
    return _first(asked)


def _on_their_own(sentence: str, offset: int) -> Decider:
    """`private` where a private party is the subject of a duty or an act of its own, neither done
    to it («kan undersøkes», «skal gis») nor to be answered by a body («kan søke»); else the body
    that is the subject of a clause, if any."""
    found = list(_WORD.finditer(sentence))
    words = [m[0] for m in found]
    modals = sections("grammar")["duties"]
    for place, word in enumerate(words):
        if word.lower() not in modals:
            continue
        comes_later = found[place].start() > offset
        if not _has_private_subject(words, place, turned=comes_later):
            continue
        done_to = _is_done_to(words[place + 1 : place + 17])
        if not done_to and _reaches(sentence, found[place], offset):
            return "private"
    bodies = (_body_before(words, i) for i, word in enumerate(words) if word.lower() in modals)
    return _first(bodies) or "unclear"


def _body_before(words: list[str], modal: int) -> Decider | None:
    """The body or court just before a modal."""
    if not modal or _is_object(words, modal - 1):
        return None
    kind = _kind_at(words, modal - 1)
    return kind if kind in ("authority", "court") else None


def _has_private_subject(words: list[str], modal: int, *, turned: bool) -> bool:
    """Whether a private party stands just before a modal or, with inverted word order, just after
    it, or «den som …» opens the clause; with `turned` only just after it."""
    start = max(0, modal - _SUBJECT)
    if _body_before(words, modal):
        return False
    before = [i for i in range(start, modal) if not turned and not _is_object(words, i)]
    if any(_kind_at(words, i) == "private" for i in before if modal - i <= _NEAR):
        return True
    if not turned and any(_is_whoever(words, i) for i in range(start, modal)):
        return True
    after = modal + 1
    if after < len(words) and _is_whoever(words, after):
        return True
    if after < len(words) and words[after].lower() in sections("grammar")["determiners"]:
        after += 1
    return after < len(words) and _kind_at(words, after) == "private"


def _is_done_to(words: list[str]) -> bool:
    """Whether the verb behind a modal is a passive, or only asks a body for something."""
    grammar = sections("grammar")
    for word in words:
        form = word.lower()
        if form in grammar["asking"] or form in grammar["bestowing"] or _PASSIVE.fullmatch(form):
            return True
        if form in grammar["relative"] or form == "å":
            return False
    return False


def _reaches(sentence: str, modal: re.Match[str], offset: int) -> bool:
    """Whether no clause with a body as its subject stands between a duty and the offset."""
    start, end = sorted((modal.start(), offset))
    between = _WORD.findall(sentence, start, end)
    return _first(
        _kind_at(between, i)
        for i in range(1, len(between) - 1)
        if not _is_object(between, i) and between[i + 1].lower() in sections("grammar")["finding"]
    ) not in ("authority", "court")


def _nearest(sentence: str, offset: int) -> Decider:
    """The nearest listed word, before the offset or after it."""
    found = _WORD.findall(sentence, max(0, offset - _WINDOW), offset)
    middle = len(found)
    found += _WORD.findall(sentence, offset, offset + _WINDOW)
    for place in range(middle - 1, -1, -1):
        if not _may_decide(found[place]):
            continue
        if _is_whoever(found, place):
            return "private"
        kind = _kind_at(found, place)
        if kind and not _is_object(found, place):
            reach = found[place : middle + 5]
            return "unclear" if kind == "private" and _is_bestowed(reach) else kind
    after = [place for place in range(middle, len(found)) if _may_decide(found[place])]
    free = (_kind_at(found, place) for place in after if not _is_object(found, place))
    before = (_kind_at(found, place) for place in reversed(range(middle)))
    return _first(free) or _first(before) or "unclear"


def decider_at(analysis: Analysis, sentence: str, offset: int, length: int = 0) -> Decider:
    """Who decides at `offset` of an analysed sentence: its subject, or the agent of a passive.

    Where that says nothing (a pronoun, «Tillatelse kan gis», no subject), it is guessed from the
    words as `nearest_decider` does. A private party near a passive is seldom the one who decides:
    «Søkere rangeres …», «Når studenten ber om det, kan vedtaket endres».
    """
    from regcheck.language.pipeline import subject_at

    subject = subject_at(analysis, offset)
    if subject is None:
        return nearest_decider(sentence, offset, length)
    if subject.agent is not None:
        return classify_decider(subject.agent.of(sentence))
    if not subject.passive:
        follows = sentence[subject.phrase.start : subject.phrase.end + 12]
        kind = classify_decider(follows if _opens_whoever(follows) else subject.phrase.of(sentence))
        return kind if kind != "unclear" else nearest_decider(sentence, offset, length)
    nearest = nearest_decider(sentence, offset, length)
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


def _kind_at(words: list[str], place: int) -> Decider | None:
    """The kind of a word in its context: not for a verb that looks like it («fører tilsyn»), a
    right, or what belongs to a court («rettens avgjørelse»); for the head of a body, that of the
    body."""
    kind, form = _kind(words[place]), words[place].lower()
    grammar = sections("grammar")
    if kind is None or _is_a_right(words, place) or _is_no_body(words, place):
        return None
    if kind == "court" and form.endswith("s") and _kind(form[:-1]) == "court":
        return None
    if kind != "private":
        return kind
    before = words[place - 1].lower() if place else ""
    if before in grammar["of-the-state"]:
        return "authority"
    if form in grammar["heads"]:
        of = _kind(before) if before.endswith("s") else None
        if words[place + 1 : place + 2] and words[place + 1].lower() in ("av", "i", "for", "of"):
            of = of or _first(map(_kind, words[place + 2 : place + 4]))
        if of in ("authority", "court"):
            return of
    if form in grammar["verb-like"] and not _is_noun(words, place):
        return None
    return kind


def _is_noun(words: list[str], place: int) -> bool:
    """Whether «fører», «eier», «søker» is a person: at the start, after a determiner or
    preposition, or before a modal."""
    grammar = sections("grammar")
    before = words[place - 1].lower() if place else ""
    after = words[place + 1].lower() if place + 1 < len(words) else ""
    if before in grammar["relative"] or before in grammar["antecedents"] - grammar["determiners"]:
        return False
    listed = grammar["determiners"] | grammar["prepositions"] | grammar["agent"]
    return (
        not before
        or before in listed | {"og", "eller", "hvis", "når", "dersom", "at"}
        or (after in grammar["after-a-noun"])
    )


def _is_no_body(words: list[str], place: int) -> bool:
    """Whether «organ» is part of a body («et viktig organ»), or «styret» may be that of an agency
    just as well as of a company."""
    form = words[place].lower()
    before = words[place - 1].lower() if place else ""
    if form in ("organ", "organer", "organa"):
        grammar = sections("grammar")
        return bool(before) and before not in grammar["of-the-public"] | grammar["determiners"]
    if form in ("styre", "styret"):
        of = map(_kind, words[place + 2 : place + 4])
        return _first(of) != "private"
    return False


def _is_a_right(words: list[str], place: int) -> bool:
    """Whether «retten» is a right («retten til», «retten skal oppfyllast») and no court."""
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
    first = before - 1 if before > 0 and words[before][:1].isupper() else before
    if first >= 0 and words[first].lower() in grammar["telling"]:
        return True
    if before < 0 or words[before].lower() not in grammar["prepositions"]:
        return False
    return not before or words[before - 1].lower() not in grammar["decisions"]


def _is_bestowed(words: list[str]) -> bool:
    """Whether something is granted to or imposed on a private party: then a body decides."""
    passives = sections("grammar")["bestowing"]
    return any(word.lower() in passives for word in words)


def _first(kinds: Iterable[Decider | None]) -> Decider | None:
    return next((kind for kind in kinds if kind), None)


@lru_cache(maxsize=20_000)
def _may_decide(word: str) -> bool:
    """Whether a word names a decider, or may begin «den som»."""
    return _kind(word) is not None or word.lower() in sections("grammar")["antecedents"]


@lru_cache(maxsize=20_000)
def _kind(word: str) -> Decider | None:
    """The kind of one word; None for a word on no list."""
    form = word.lower()
    if form.endswith(_NO_COUNCIL):
        return None
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
    """Whole words, endings, and the lengths of endings, longest first.

    A word listed twice is a court before a body that may be either, that before an authority, and a
    private party last.
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
