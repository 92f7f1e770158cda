"""What the words around a match of a phrase must be: sets of words of each of which it holds one.

A word of a set may be open: `OPEN` before or after it stands for any letters, so that beginnings,
endings and parts of words can be asked for. Sets are read off the phrase's atoms and are
necessary, never sufficient; they spare the regular expression where one of them is not met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from regcheck.base.search.frequency import occurrences
from regcheck.base.text.patterns import pattern
from regcheck.matching.literal import MARK, OPEN, UNMARK
from regcheck.matching.phrase import Forms, strings_of
from regcheck.packs.phrase_syntax import Atom, Choice, Gap, GroupName, Mark, Sequence, Space, Word

Need = frozenset[str]
"""Words, some of them open, one of which must be there."""
Needs = Callable[[str], Need]
"""The need of a named group; empty when it has none."""

_RUN = pattern(rf"[\w{OPEN}]+(?:-[\w{OPEN}]+)*")
_MAX_WORDS = 4000
_MARKS = {ord(MARK): None, ord(UNMARK): None}


def needs(sequence: Sequence, forms: Forms, group: Needs) -> Iterator[Need]:
    """Every need of a phrase, atom by atom."""
    for place, atom in enumerate(sequence):
        found = _need(atom, forms, group)
        if found is None:
            continue
        left, right = _is_glued(sequence[:place][::-1]), _is_glued(sequence[place + 1 :])
        words = telling_words(found, open_left=left, open_right=right)
        if words and len(words) <= _MAX_WORDS:
            yield words


def best_need(sequence: Sequence, forms: Forms, group: Needs) -> Need:
    """The need of a phrase that is met most seldom; empty when there is none."""
    return rarest(needs(sequence, forms, group))


def rarest(some: Iterable[Need]) -> Need:
    """The need that is met most seldom; empty when there is none."""
    return min(some, key=cost, default=frozenset())


def telling_words(
    strings: Iterable[str], *, open_left: bool = False, open_right: bool = False
) -> Need:
    """Of each string its rarest word; empty when one of them has no word. The ends of a string
    may be open."""
    found = {_telling_word(string, open_left, open_right) for string in strings}
    return frozenset() if "" in found else frozenset(found)


@lru_cache(maxsize=1 << 16)
def _telling_word(string: str, open_left: bool, open_right: bool) -> str:
    """The rarest word of a string; empty when it has none. Phrases share most of their words."""
    plain = string.lower().translate(_MARKS)
    words = [
        word
        for run in _RUN.finditer(plain)
        if (
            word := _word(
                run.group(),
                open_left=open_left and not plain[: run.start()].strip("-"),
                open_right=open_right and not plain[run.end() :].strip("-"),
            )
        )
    ]
    return min(words, key=_word_cost) if words else ""


def words_within(strings: Iterable[str]) -> Need:
    """Of each string the rarest word, which may be part of one; empty when one has none."""
    return telling_words(strings, open_left=True, open_right=True)


def cost(need: Need) -> float:
    """How often a need is met, per million words of law."""
    return sum(map(_word_cost, need)) if need else float("inf")


def commonest(need: Need) -> float:
    """How often the commonest word of a need occurs, per million words of law; 0 for none."""
    return max(map(_word_cost, need), default=0.0)


def _word_cost(word: str) -> float:
    bare = word.strip(OPEN)
    return occurrences(bare, whole=bare == word)


def _need(atom: Atom, forms: Forms, group: Needs) -> Iterable[str] | None:
    """The strings or words one of which an atom stands for; None when that is not known."""
    if isinstance(atom, Word):
        return forms(atom.text) if atom.lemma else (atom.text,)
    if isinstance(atom, GroupName):
        return group(atom.name) or None
    if not isinstance(atom, Choice) or atom.optional:
        return None
    found: set[str] = set()
    for branch in atom.branches:
        strings = strings_of(branch, forms)
        if strings is None or len(strings) > _MAX_WORDS:
            inner = best_need(branch, forms, group)
            if not inner:
                return None
            found |= inner
        else:
            found.update(strings)
    return found


def _is_glued(around: Iterable[Atom]) -> bool:
    """Whether something joins an atom without a space, on the side whose atoms are given from the
    nearest on."""
    for atom in around:
        if not isinstance(atom, Mark):
            return not isinstance(atom, Space | Gap)
    return False


def _word(run: str, *, open_left: bool, open_right: bool) -> str:
    """The longest part of a run of letters that is certain, with its ends marked where open."""
    left, right = open_left or run.startswith(OPEN), open_right or run.endswith(OPEN)
    parts = [part for part in run.split(OPEN) if part.strip("-")]
    if not parts:
        return ""
    word = max(parts, key=len)
    left = left or word is not parts[0] or word.startswith("-")
    right = right or word is not parts[-1] or word.endswith("-")
    return f"{OPEN if left else ''}{word.strip('-')}{OPEN if right else ''}"
