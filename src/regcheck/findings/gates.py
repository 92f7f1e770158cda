"""Gates: words that condition or limit a decision which a public authority makes in a single case.

Worked out from the clause that governs the words: who decides there, whether its verb grants,
orders, exempts, refuses or sets something, and whether rules are given instead. Where nobody is
named, words of a case («søknad», «tilskudd», «vedtak») in the sentence and in what stands over it
tell a decision on somebody's right from a duty or a description.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from regcheck.language.clauses import Clause, Reading, is_modal
from regcheck.language.deciders import Decider, finds, main_verb
from regcheck.language.lexicon import sections
from regcheck.law.decisions import (
    HANDLING,
    IN_A_CASE,
    NO_FAVOUR,
    RULES,
    decided_forms,
    deciding_forms,
)
from regcheck.law.vocabulary import word_set

_HANDLING = word_set(HANDLING)
_MAY = frozenset({"kan", "vil", "kunne", "ville", "kann"})
_LAYING_DOWN = frozenset({"bestemme", "fastsette", "fastsetje", "treffe", "foreta", "godkjenne"})
_ORIGIN = frozenset({"fra", "frå", "av", "etter", "til", "i", "med", "om"})
_GIVING = frozenset({"gi", "gis", "gir", "gje", "gjev", "gjevast", "givast", "få", "får"})
_DEFINING = frozenset({"menes", "forstås", "meinast"})
_REGULATION = frozenset({"forskrift", "forskrifter"})
_THE_REGULATION = frozenset({"forskriften", "forskrifta"})
_NEAR = 14
"""Words behind a verb among which its object stands."""


def is_gate(reading: Reading, offset: int, decider: Decider, about: str) -> bool:
    """Whether the words at `offset` (code points) condition or limit a public decision in a single
    case; `about` is what stands over the sentence: the title and the heading."""
    if not reading.words or decider == "private":
        return False
    place = max(bisect_right(reading.starts, offset) - 1, 0)
    clause = reading.line(place)[-1]
    if clause.verb < 0 or _gives_rules(reading, clause):
        return False
    finite, verb = reading.words[clause.verb], main_verb(reading, clause)
    if verb in _DEFINING or finite == "bør":
        return False
    if decider == "court" or any(finds(reading, inner) for inner in reading.line(place)[:-1]):
        return True
    if decider == "authority":
        return (_may(finite) and verb not in _HANDLING) or _decides(reading, clause, verb)
    if (finite == "må" and verb in sections("grammar")["state"]) or _is_right(reading, clause):
        return True
    if _may(finite):
        cases = _tells_of_a_case(about) or _is_about_cases(reading)
        return cases or _decides(reading, clause, verb)
    if not _tells_of_a_case(about) or not _is_about_cases(reading):
        return False
    return not is_modal(finite) or _decides(reading, clause, verb)


def _may(finite: str) -> bool:
    """Whether a finite verb leaves something open or tells what will be: «kan», «vil»."""
    return finite in _MAY or finite in ("er", "har")


def _decides(reading: Reading, clause: Clause, verb: str) -> bool:
    """Whether the verb of a clause grants, orders, refuses or sets something."""
    if verb in sections("grammar")["becoming"]:
        return any(reading.words[place] in decided_forms() for place in reading.own(clause))
    return verb in deciding_forms() and not _informs(reading, clause, verb)


def _is_right(reading: Reading, clause: Clause) -> bool:
    """Whether a clause gives a right to something: «har rett til»."""
    words = reading.words
    return any(
        words[place] in ("rett", "krav") and words[place + 1] in ("til", "på")
        for place in reading.own(clause)[:_NEAR][:-1]
    )


def _gives_rules(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is about rules that are given: «kan i forskrift», «gi nærmere regler»."""
    words = reading.words
    behind = reading.own(clause)[:_NEAR]
    beside = [words[place] for place in (*clause.subject[:1], *behind[:1])]
    king = "kongen" in beside and main_verb(reading, clause) in _LAYING_DOWN
    rules = [place for place in behind if _is_rules(words[place])]
    if not (king or rules) or "enkeltvedtak" in words:
        return False
    if king and not _is_about_cases(reading):
        return True
    return any(_is_given(reading, place, near=place in behind[:3]) for place in rules)


def _is_given(reading: Reading, place: int, *, near: bool) -> bool:
    """Whether a word about rules tells of some that are given: `near` says that it stands near the
    verb."""
    word, before = reading.words[place], reading.words[max(place - 2, 0) : place]
    if word in _THE_REGULATION:
        return near
    if word in _REGULATION and reading.words[place - 1] in ("i", "ved", "slike"):
        return True
    return word == "kraft" or _ORIGIN.isdisjoint(before)


@lru_cache(maxsize=20_000)
def _is_rules(word: str) -> bool:
    """Whether a lower-case word is about rules that are given or come into force."""
    return word == "kraft" or word in _THE_REGULATION or RULES.fullmatch(word) is not None


def _informs(reading: Reading, clause: Clause, verb: str) -> bool:
    """Whether a verb of giving has information or the like as its object."""
    words = (reading.words[place] for place in reading.own(clause)[:9])
    return verb in _GIVING and any(map(NO_FAVOUR.match, words))


def _is_about_cases(reading: Reading) -> bool:
    """Whether words of a case occur in a sentence."""
    return any(map(_is_of_a_case, reading.words))


@lru_cache(maxsize=20_000)
def _is_of_a_case(word: str) -> bool:
    return IN_A_CASE.match(word) is not None


@lru_cache(maxsize=64)
def _tells_of_a_case(about: str) -> bool:
    return IN_A_CASE.search(about) is not None
