"""Who decides: public authorities, courts and private parties by their head nouns."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from regcheck.base.text.patterns import pattern
from regcheck.language.lexicon import Listed, grammar_words, listed, sections

Decider = Literal["authority", "court", "private", "unclear"]

_ORDER: dict[str, Decider] = {
    "court": "court", "public-service": "unclear", "authority": "authority", "private": "private",
}  # fmt: skip
"""The kind that each list means; of two for a word the first holds."""
_WORD = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*-?")
_SERVICE = pattern(r"(?:tenesta|tjenesten?|kommando|administrasjon|sekretariat|kontor)\w*$")
_GENITIVE = ("ens", "ets", "nes", "as")
_LEADING = frozenset({"og", "eller", "hvis", "når", "dersom", "at"})
_NO_COUNCIL = ("området", "områda", "forrådet", "utstyret", "studentorganet")
"""Words that end like «rådet» and «styret» and name no body."""
_OF_A_RIGHT = (
    *("til", "etter", "gjelder", "gjeld", "omfatter", "omfattar", "bortfaller", "skal oppfyll"),
)
"""What follows «retten» where it is a right and no court."""


def classify_decider(words: str) -> Decider:
    """The kind of decider that a noun phrase names (`departementet`, `den som søker`, `retten`).

    The first listed word that does not stand after a preposition, else the first listed one.
    """
    found = _WORD.findall(words)
    if _is_whoever(found):
        return "private"
    kinds = [_kind_at(found, i) for i in range(len(found))]
    free = (kind for i, kind in enumerate(kinds) if not _is_object(found, i))
    return _first(free) or _first(kinds) or "unclear"


def _is_whoever(words: list[str]) -> bool:
    """Whether words begin with «den som», «enhver som», «dei personane som»."""
    grammar = sections("grammar")
    if not words or words[0].lower() not in grammar["antecedents"]:
        return False
    following = [word.lower() for word in words[1:3]]
    if following and following[0] in grammar["relative"]:
        return True
    return len(following) > 1 and following[1] in grammar["relative"] and not kind_of(following[0])


def _kind_at(words: list[str], place: int) -> Decider | None:
    """The kind of a word in its context: not for a verb that looks like it («fører tilsyn»), a
    right, or what belongs to a court («rettens avgjørelse»); for the head of a body, that of the
    body."""
    kind, form = kind_of(words[place]), words[place].lower()
    grammar = sections("grammar")
    if place and _SERVICE.search(form) and words[place - 1].endswith(_GENITIVE):
        return kind_of(words[place - 1])
    after = " ".join(words[place + 1 : place + 3]).lower()
    if kind is None or (form == "retten" and after.startswith(_OF_A_RIGHT)):
        return None
    if _is_no_body(words, place):
        return None
    if form.endswith(_GENITIVE) and kind_of(form[:-1]):
        return None
    if kind != "private":
        return kind
    before = words[place - 1].lower() if place else ""
    if before in grammar["of-the-state"]:
        return "authority"
    if form in grammar["heads"]:
        of = kind_of(before) if before.endswith("s") else None
        if words[place + 1 : place + 2] and words[place + 1].lower() in ("av", "i", "for", "of"):
            of = of or _first(map(kind_of, words[place + 2 : place + 4]))
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
    leading = grammar_words("determiners", "prepositions", "agent") | _LEADING
    return not before or before in leading or after in grammar["after-a-noun"]


def _is_no_body(words: list[str], place: int) -> bool:
    """Whether «organ» is part of a body («et viktig organ»), or «styret» may be that of an agency
    just as well as of a company."""
    form = words[place].lower()
    before = words[place - 1].lower() if place else ""
    if form in ("myndighet", "myndigheten"):
        return before.endswith("s")
    if form in ("organ", "organer", "organa"):
        return bool(before) and before not in grammar_words("of-the-public", "determiners")
    if form.endswith(("styre", "styret")) and kind_of(form) == "private":
        of = map(kind_of, words[place + 2 : place + 4])
        return _first(of) != "private"
    return False


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


def _first(kinds: Iterable[Decider | None]) -> Decider | None:
    return next((kind for kind in kinds if kind), None)


@lru_cache(maxsize=20_000)
def kind_of(word: str) -> Decider | None:
    """The kind of one word; None for a word on no list."""
    form = word.lower()
    if form.endswith(_NO_COUNCIL):
        return None
    deciders = _deciders()
    if form not in deciders.whole and form.endswith("s") and len(form) > 4:
        form = form[:-1]
    return deciders.of(form)


@cache
def _deciders() -> Listed[Decider]:
    lists = sections("deciders")
    return listed((entry, kind) for name, kind in _ORDER.items() for entry in sorted(lists[name]))
