"""The clauses of a sentence, read from its conjunctions and finite verbs alone.

A light reading without the trained pipeline: where clauses begin, which stand inside which, what
their finite verb is and which words may be its subject. Norwegian helps: the verb is the second
part of a main clause, a clause that stands first is closed by a comma and the verb after it, and
a subordinate clause begins with a conjunction, «som», or, as a condition, with its verb.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache
from typing import Literal

from regcheck.base.text.patterns import pattern
from regcheck.base.values import Record, Value, member
from regcheck.language.lexicon import grammar_words, sections

Kind = Literal["main", "that", "condition", "relative"]

_AFTER_COMMA = pattern(r",[^,;:.()–]*?([^\W\d_][\w-]*)")
_TOKEN = pattern(r"[^\W\d_][\w-]*(?:[./](?=\w)[\w-]*)*|[,;:.()–]")
_PASSIVE = pattern(r"\w{3,}(?:es|ys|ås|ast|yst)|\w*(?:[gf][iå]|\b[dt]a|[^s]ta|dra)s|ses")
_GENITIVE = pattern(r"\w{3,}(?:ern|en|an|nad|ing)[ea]s")
STOPS = frozenset(",;:.()–")
_BEFORE_A_NOUN = frozenset({"å", "at", "en", "ein", "et", "eit", "sine", "sin"})
_LINK = 14
"""Words between «og» and the verb of the clause it begins, at most."""
_LONGEST = 600
_FAR = 20_000
"""Words of a sentence that are read, and the code points they stand in at most; what follows
belongs to its last clause."""


class Clause(Record, eq=False):
    """A clause; places are indices of words.

    It begins at `start`. `verb` is its finite verb (-1: none was found), `subject` the words before
    it that may be the subject, empty where it stands behind the verb. `parent` is the clause it
    stands in, -1 for a main clause.
    """

    kind: Kind
    start: int
    parent: int
    verb: int = -1
    subject: range = range(0)
    words: list[int] = member(default_factory=list)
    """The words that belong to no clause inside it, once all were read."""


class Reading(Value, frozen=True, eq=False):
    """A sentence that was read: its words (marks of punctuation among them) in lower case and as
    written, where each begins, and the clauses with the innermost one of each word."""

    words: list[str]
    written: list[str]
    starts: list[int]
    clauses: list[Clause]
    inside: list[int]

    def line(self, place: int) -> list[Clause]:
        """The clauses around a word, from the innermost one outwards; for a clause that stands
        before what it conditions, the clause that follows it."""
        found = []
        index = self.inside[place] if self.inside else -1
        while index >= 0:
            found.append(self.clauses[index])
            index = self.clauses[index].parent
        return found

    def own(self, clause: Clause) -> list[int]:
        """The words behind the verb of a clause that belong to no clause inside it."""
        return clause.words[bisect_right(clause.words, clause.verb) :]


@lru_cache(maxsize=20_000)
def is_passive(word: str) -> bool:
    """Whether a word is the form of a passive in -s or -st."""
    if not word.islower() or word in sections("grammar")["deponent"] or _GENITIVE.fullmatch(word):
        return False
    return _PASSIVE.fullmatch(word) is not None


def is_modal(word: str) -> bool:
    """Whether the main verb follows a lower-case word as an infinitive."""
    return word in sections("grammar")["modal"]


def is_finite(word: str) -> bool:
    """Whether a lower-case word is taken for a finite verb wherever it stands."""
    return word in grammar_words("modal", "finite")


@cache
def _openers() -> frozenset[str]:
    named = grammar_words("relative", "that", "if", "extent")
    return named | {"med", "der", "før", "om", "da", "så"}


_ENDS, _OPENS, _LINKS, _RESUMES, _FINITE, _IN_PASSIVE, _MODAL = (1 << bit for bit in range(7))
"""What a word may do: end a sentence, begin a clause, link two, belong to a modal that waits for
it, be a finite verb, be one in the passive, be a modal."""


@lru_cache(maxsize=50_000)
def _turn(written: str) -> int:
    """All that a word as it is written may do; 0 for most words."""
    word, grammar = written.lower(), sections("grammar")
    passive = is_passive(written)
    return (
        _ENDS * (word in ".:")
        | _OPENS * (word in _openers())
        | _LINKS * (word in grammar["linking"])
        | _RESUMES * (passive or written in grammar["infinitive"])
        | _FINITE * is_finite(word)
        | _IN_PASSIVE * passive
        | _MODAL * is_modal(word)
    )


def first_word(sentence: str) -> str:
    """The word that a sentence begins with, in lower case; empty where it begins with none."""
    found = _TOKEN.match(sentence)
    return found[0].lower() if found else ""


def has_verb_after_comma(sentence: str) -> bool:
    """Whether a word that may be a verb stands right behind a comma."""
    return any(
        is_finite(word.lower()) or is_passive(word) for word in _AFTER_COMMA.findall(sentence)
    )


@lru_cache(maxsize=64)
def read_clauses(sentence: str) -> Reading:
    """The clauses of a sentence, or of a lead-in and an item joined to one."""
    written = _TOKEN.findall(sentence, 0, _FAR)[:_LONGEST]
    if not written:
        return Reading([], [], [], [Clause("main", 0, -1)], [])
    starts, at = [], 0
    for word in written:
        at = sentence.find(word, at)
        starts.append(at)
        at += len(word)
    return _Reader(written, starts).read()


class _Reader:
    """Goes through the words that may turn something, once, and keeps the clause that each word
    belongs to."""

    def __init__(self, written: list[str], starts: list[int]) -> None:
        self.written, self.starts = written, starts
        self.words = list(map(str.lower, written))
        self.turns = [_turn(self.words[0]), *map(_turn, written[1:])]
        self.clauses = [Clause("main", 0, -1)]
        self.inside = [0] * len(written)
        self.current = 0
        self.complete: set[int] = set()
        """Clauses whose modal has got its infinitive."""
        self.linked = -1
        """The last «og», «eller», «men» since the verb of the current clause."""
        self.last_turn = -1
        """The last verb right behind a comma, which is that of a main clause."""

    def read(self) -> Reading:
        words, turns, inside = self.words, self.turns, self.inside
        turning = [place for place, turn in enumerate(turns) if turn]
        verbs = (at for at in reversed(turning) if at and turns[at] & _FINITE)
        self.last_turn = next((at for at in verbs if words[at - 1] in STOPS), -1)
        infinitives = sections("grammar")["infinitive"]
        for place, end in zip(turning, [*turning[1:], len(words)], strict=False):
            turn = turns[place]
            if turn & _ENDS and self._ends_sentence(place):
                self._add("main", place + 1, -1)
            elif turn & _OPENS and (kind := self._opens(place)) is not None:
                self._open(kind, place)
            elif turn & _LINKS:
                after = words[place + 1] if place + 1 < len(words) else ""
                self.linked = -1 if after in infinitives else place
            elif turn & _RESUMES and self._resumes(place):
                pass
            elif turn & (_FINITE | _IN_PASSIVE) and self._is_verb(place, turn):
                self._take_verb(place)
            inside[place:end] = [self.current] * (end - place)
        for place, index in enumerate(inside):
            self.clauses[index].words.append(place)
        return Reading(words, self.written, self.starts, self.clauses, inside)

    def _add(self, kind: Kind, start: int, parent: int) -> Clause:
        self.clauses.append(Clause(kind, start, parent))
        self.current = len(self.clauses) - 1
        self.linked = -1
        return self.clauses[-1]

    def _resumes(self, place: int) -> bool:
        """Whether an infinitive or passive in -s belongs to a modal: that of its own clause, or of
        one around it that still waits: «skal eieren, når det er mulig, varsles»."""
        before = self.words[place - 1] if place else "å"
        inner = self.clauses[self.current]
        if before == "å" or (inner.verb < 0 and before != ","):
            return False
        index = self.current
        while index >= 0:
            clause = self.clauses[index]
            if self._has_modal(clause) and index not in self.complete:
                self.current = index
                self.complete.add(index)
                return True
            index = clause.parent
        return self._has_modal(inner)

    def _has_modal(self, clause: Clause) -> bool:
        return clause.verb >= 0 and self.turns[clause.verb] & _MODAL > 0

    def _ends_sentence(self, place: int) -> bool:
        """Whether a full stop or colon stands before a capital and ends no abbreviation."""
        if not 0 < place < len(self.words) - 1:
            return False
        if self.words[place - 1 : place + 1] == ["lyde", ":"]:
            return True
        long = len(self.words[place - 1]) > 3 or self.words[place] == ":"
        return long and self.written[place + 1][:1].isupper()

    def _opens(self, place: int) -> Kind | None:
        word = self.words[place]
        grammar = sections("grammar")
        after = self.words[place + 1] if place + 1 < len(self.words) else ""
        if word in grammar["relative"]:
            return None if after in grammar["as"] else "relative"
        if word in grammar["that"]:
            return "that"
        if word in grammar["if"] or (word == "med" and after == "mindre"):
            return "condition"
        before = self.words[place - 1] if place else ""
        extent = word in grammar["extent"] and before in ("så", "den")
        if (word in ("der", "før") and not place) or (
            extent and after not in ("mulig", "mogleg", "som")
        ):
            return "condition"
        if word in ("om", "der", "da", "før", "så") and after in grammar["pronouns"]:
            return "condition"
        return None

    def _open(self, kind: Kind, place: int) -> None:
        """Begin a clause inside the current one; after «og» beside the last of its kind, after a
        comma inside the clause that the current one stands in."""
        parent = self.current
        before = self.words[place - 1] if place else ""
        if before in sections("grammar")["linking"]:
            beside = parent
            while beside >= 0 and self.clauses[beside].kind != kind:
                beside = self.clauses[beside].parent
            parent = self.clauses[beside].parent if beside >= 0 else parent
        elif before == "," and kind != "that":
            while self.clauses[parent].kind not in ("main", "that") and (
                self.clauses[parent].verb >= 0
            ):
                parent = self.clauses[parent].parent
        self._add(kind, place + 1, parent)

    def _is_verb(self, place: int, turn: int) -> bool:
        if place and self.words[place - 1] in _BEFORE_A_NOUN:
            return False
        if turn & _FINITE:
            return True
        first = self.words[1:2] in (["det"], ["dette"])
        return turn & _IN_PASSIVE > 0 and (place > 0 or first)

    def _take_verb(self, place: int) -> None:
        clause = self.clauses[self.current]
        after_mark = self.words[place - 1] in STOPS
        waiting = clause.parent
        while waiting >= 0 and self.clauses[waiting].verb >= 0:
            waiting = self.clauses[waiting].parent
        if place == self.last_turn and self.clauses[0].verb < 0 and self.current:
            waiting = 0
        near = self.linked > max(clause.verb, clause.start, place - _LINK)
        linked = self.linked if near else -1
        if clause.verb < 0 and not (after_mark and waiting >= 0 and place > clause.start):
            if place == clause.start and clause.kind == "main":
                clause = self._add("condition", place, self.current)
            self._give(clause, place, clause.start)
        elif waiting >= 0 and self._closes(clause, place, linked, after_mark):
            self.current = waiting
            outer = self.clauses[waiting]
            inverted = after_mark and self.clauses[1].start <= 1
            self._give(outer, place, place if inverted else outer.start)
        elif linked >= 0:
            beside = self._add(clause.kind, linked + 1, clause.parent)
            self.inside[linked + 1 : place] = [self.current] * (place - linked - 1)
            self._give(beside, place, linked + 1)
            if place == linked + 1:
                beside.subject = clause.subject
        else:
            self._embed(clause, place)

    @staticmethod
    def _closes(clause: Clause, place: int, linked: int, after_mark: bool) -> bool:
        """Whether a second verb belongs to the clause around: after a comma, where nothing joins it
        to the first, or where «og» joined two nouns of a relative clause."""
        return after_mark or linked < 0 or (clause.kind == "relative" and place > linked + 1)

    def _embed(self, clause: Clause, place: int) -> None:
        """A second verb that nothing leads to: that of «den kommunen peker ut», or the verb of a
        clause whose first verb was one."""
        finding = self.words[place] in sections("grammar")["finding"]
        if self._has_modal(clause) and not finding:
            return
        if clause.kind != "main" or finding or place - clause.verb > 1:
            pronoun = self.words[place - 1] in sections("grammar")["he-or-she"]
            start = max(clause.verb + 1, place - (1 if pronoun else 2))
            inner = self._add("relative", start, self.current)
            self._give(inner, place, start)
            self.inside[start:place] = [self.current] * (place - start)
            return
        self._give(clause, place, clause.start)

    def _give(self, clause: Clause, place: int, start: int) -> None:
        clause.verb = place
        clause.subject = range(start, place)
        self.linked = -1
