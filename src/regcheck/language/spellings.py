"""Other spellings of a Nynorsk word that its norm leaves open, so that rules need give only one:
infinitives in -a, «gjeva» for «gje», «ifrå» for «frå»."""

from __future__ import annotations

from functools import cache, lru_cache

from regcheck.language import inflect
from regcheck.language.lexicon import irregular, sections

_SHORTEST_PREFIX = 2
_SHORTEST_VERB = 4


@lru_cache(maxsize=1 << 14)
def other_spellings(word: str) -> tuple[str, ...]:
    """The other spellings of a lower-case Nynorsk word, in a fixed order; none for most words."""
    same = _table().get(word, ())
    split = f"{word[:-1]}a"
    return (*same, split) if _is_infinitive(word) and split not in same else same


def _is_infinitive(word: str) -> bool:
    """Whether a word is, or by its prefix is made of, a verb that the tables have, in -e."""
    if not word.endswith("e"):
        return False
    if word in _infinitives():
        return True
    cuts = range(_SHORTEST_PREFIX, len(word) - _SHORTEST_VERB + 1)
    return any(word[cut:] in _infinitives() and inflect.is_verb_prefix(word[:cut]) for cut in cuts)


@cache
def _infinitives() -> frozenset[str]:
    lemmas = sections("lexicon-nn")
    known = {*lemmas["v"], *lemmas["va"], *irregular("nn-verbs")}
    return frozenset(word for word in known if len(word) >= _SHORTEST_VERB and word[-1] == "e")


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found = {}
    for group in sections("folded")["spellings"]:
        words = group.split("=")
        found.update({word: tuple(other for other in words if other != word) for word in words})
    return found
