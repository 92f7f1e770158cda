"""The tokens of a sentence, each with the kind of the clause it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from operator import add
from typing import Literal, NamedTuple

from regcheck.base.text.span import Span
from regcheck.decisions.words import Word, forms, small, word

Kind = Literal["main", "that", "condition", "relative"]
IN_MAIN = frozenset({"main", "that"})
"""Clauses that say what is decided."""
_TOKEN = re.compile(r"[^\W\d_][\w-]*|[§,;:()]|\d+")
_VERB_AFTER = frozenset({"som", "og", "eller", ","})
"""What stands before «søker», «eier», «fører» where it is a verb and names no party."""
_TWO_WORDS = frozenset(
    {("med", "mindre"), ("for", "å"), ("selv", "om"), ("sjølv", "om"), ("så", "lenge")}
)
"""Openers of two words."""
_STOPS = frozenset({",", ";", "og", "eller"})
"""What a clause with «om» has its verb before."""
_NEAR = 6
"""Words between a modal and its passive at most."""
_LINK = 4
"""Words between «og» and the verb it joins to the one before, at most."""


class Token(NamedTuple):
    """A word or mark of a sentence: lower case, where it stands in the text, what is known of it,
    and the kind of the clause it stands in."""

    low: str
    start: int
    end: int
    word: Word
    clause: Kind


def told_tokens(low: str, pieces: Sequence[Span]) -> list[Token]:
    """The tokens of a sentence with words that a decision or duty can be told by; else none."""
    said = {one for piece in pieces for one in _TOKEN.findall(low, *piece)}
    told = (not (said.isdisjoint(some) or said.isdisjoint(more)) for some, more in _telling())
    return tokens_of(low, pieces) if any(told) else []


@cache
def _telling() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Words by which something can be decided if one of others stands in the sentence too."""
    nouns = ("tillatelse", "samtykke", "løyve", "godkjenning", "rett", "krav")
    participles = {one for one, form in forms().items() if form.shape in ("participle", "right")}
    helping = small("makes-passive") | {"har", "ha", "uten", "utan", "være", "vere"}
    alone = frozenset((*(forms().keys() - participles), "kan"))
    return (alone, alone), (frozenset((*participles, *nouns)), helping)


def tokens_of(low: str, pieces: Sequence[Span]) -> list[Token]:
    """The tokens of the pieces of a sentence in lower-case text, with their clauses."""
    lows: list[str] = []
    starts: list[int] = []
    for piece in pieces:
        at = piece.start
        for one in _TOKEN.findall(low, *piece):
            starts.append(low.index(one, at))
            at = starts[-1] + len(one)
            lows.append(one)
    read = _Clauses(lows)
    ends = map(add, starts, map(len, lows))
    return list(map(Token, lows, starts, ends, read.words, read.kinds))


class _Clauses:
    """The kinds of the clauses that the words of a sentence stand in, read from left to right: the
    current clause, the one a relative clause stands in, and the verbs met in each."""

    def __init__(self, lows: list[str]) -> None:
        self.lows = lows
        self.words = list(map(word, lows))
        self.clause: Kind = "main"
        self.outer: tuple[Kind, int] = ("main", 0)
        self.verbs = 0
        self.linked = -9
        self.fronted = -1
        if self._is_verb(0):
            self._front(1)
            told = self.words[0].finite and self.words[0].kind != "private"
            self.clause = "condition" if told or self.fronted > 0 else "main"
        self.kinds = [
            self._step(place) if known.turns else self.clause
            for place, known in enumerate(self.words)
        ]

    def _step(self, place: int) -> Kind:
        low = self.lows[place]
        if low in ("og", "eller", "men"):
            after = self.lows[place + 1] if place + 1 < len(self.lows) else ""
            self.linked = -9 if after in ("mer", "meir") else place
        elif low == ",":
            self._comma(place)
        elif self.words[place].verb:
            if self._is_verb(place):
                self._verb(place)
        elif (kind := self._opened(place)) is not None:
            self._open(kind, place)
        elif low in ("at", "der", "før"):
            self.verbs = 0
        return self.clause

    def _is_verb(self, place: int) -> bool:
        if place >= len(self.words) or not self.words[place].verb:
            return False
        before = self.lows[place - 1] if place else "som"
        if before == "å":
            return False
        return self.words[place].kind != "private" or before in _VERB_AFTER

    def _front(self, place: int) -> None:
        """Note where a clause of condition ends that a main clause follows: at the first comma
        before a verb («Blir fristen oversittet, kan …»), if there is one."""
        commas = (i for i in range(place + 1, len(self.lows)) if self.lows[i] == ",")
        self.fronted = next((i for i in commas if self._is_verb(i + 1)), -1)

    def _comma(self, place: int) -> None:
        if not self.verbs and place != self.fronted:
            return
        if self.clause != "main" and self._is_verb(place + 1):
            self._to("main", 0, place)
        elif self.clause == "relative":
            self._to(*self.outer, place)

    def _opened(self, place: int) -> Kind | None:
        """The kind of the clause that a word opens."""
        low = self.lows[place]
        after = self.lows[place + 1] if place + 1 < len(self.lows) else ""
        if (low, after) in _TWO_WORDS or (low == "før" and not place and after.isalpha()):
            return "condition"
        opens = self.words[place].opens
        if opens == "relative":
            return "relative" if after.isalpha() and after not in small("as") else None
        if opens == "condition":
            if low == "når" and after == "som":
                return None
            amount = low == "inntil" and (after.isdigit() or after in small("amounts"))
            return None if amount else "condition"
        if opens == "that":
            if low == "at" and place and self.lows[place - 1] in ("slik", "så"):
                return "relative"
            return "that" if self.clause == "main" else None
        if self.clause != "main" or low not in ("om", "der", "da", "så", "før"):
            return None
        pronoun = after in small("pronouns") or after in small("negation")
        if low in ("om", "der"):
            return "condition" if self._is_clause(place) else None
        return "condition" if pronoun else None

    def _is_clause(self, place: int) -> bool:
        """Whether «om» or «der» opens a clause with a verb of its own: «om» behind no noun
        («søknad om»), «der» behind one («saker der»)."""
        if not place:
            self._front(place)
            return self.lows[0] == "der" or self.fronted > 0
        before, last = self.lows[place - 1], self.words[place - 1]
        rest = range(place + 1, min(place + 9, len(self.lows)))
        stops = (i for i in rest if self.lows[i] in _STOPS or self.words[i].opens)
        near = any(map(self._is_verb, range(place + 2, next(stops, rest.stop))))
        verbal = last.verb or (last.form is not None and last.form.shape != "right")
        if self.lows[place] == "der":
            return near and not verbal
        joined = before in (",", "eller", "og") or before in small("adverbs")
        return near and (verbal or joined or self.verbs > 0)

    def _open(self, kind: Kind, place: int) -> None:
        if kind == "relative":
            if self.clause != "relative":
                self.outer = (self.clause, self.verbs)
        else:
            self.outer = ("main", 0)
            if kind == "condition" and self.clause == "main" and not self.verbs:
                self._front(place)
        self._to(kind, int(self.lows[place] == "for"), place)

    def _verb(self, place: int) -> None:
        """A verb: a second one that nothing joins to the first belongs to the clause around."""
        helped = self.words[place].passive and any(
            one.modal for one in self.words[max(place - _NEAR, 0) : place]
        )
        inner = self.clause in ("relative", "condition")
        inner = inner or (self.clause == "that" and self.words[place].modal)
        if inner and self.verbs and not helped and place - self.linked > _LINK:
            self._to(self.outer[0] if self.clause == "relative" else "main", 0, place)
        self.verbs += 1

    def _to(self, kind: Kind, verbs: int, place: int) -> None:
        """Go to a clause; to no main clause before one that stands in front of it ends."""
        self.clause = "condition" if kind == "main" and place < self.fronted else kind
        self.verbs = verbs
