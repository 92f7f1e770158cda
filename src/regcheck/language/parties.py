"""Whom a sentence lays its demand on: citizens, businesses or public bodies, by its head nouns."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from regcheck.base.text.patterns import pattern
from regcheck.language.deciders import classify_decider
from regcheck.language.lexicon import Listed, grammar_words, listed, sections

Party = Literal["citizens", "businesses", "bodies", ""]

_WORD = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KINDS: tuple[Party, ...] = ("citizens", "businesses")
_LETTERS_READ = 600


def party_in(sentence: str) -> Party:
    """The first party named that no preposition governs («søkeren skal sende … til kommunen»),
    else the first named; empty where none is."""
    words = _WORD.findall(sentence[:_LETTERS_READ])
    governing = grammar_words("prepositions")
    first: Party = ""
    for place, word in enumerate(words):
        kind = _kind(word)
        if not kind:
            continue
        first = first or kind
        if not any(one.lower() in governing for one in words[max(place - 2, 0) : place]):
            return kind
    return first


@lru_cache(maxsize=20_000)
def _kind(word: str) -> Party:
    form = word.lower()
    if found := _listed_parties().of(form):
        return found
    return "bodies" if classify_decider(form) in ("authority", "court") else ""


@cache
def _listed_parties() -> Listed[Party]:
    lists = sections("parties")
    return listed((entry, kind) for kind in _KINDS for entry in sorted(lists[kind]))
