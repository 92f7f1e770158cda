"""What to write a rule about next: sequences of one to four lemmas in labels that no rule finds.
*Support* is the number of missed `must` labels with it; *precision* the share of its occurrences
that are in a label of the category."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import NamedTuple

from regcheck.base.text.span import Span
from regcheck.language.forms import lemmas_of
from regcheck.language.lexicon import sections
from regcheck.language.sentences import words
from regcheck.quality.evaluation.gold import Label, LabelledProvision
from regcheck.quality.evaluation.scores import Flag, hits

LONGEST = 4
Lemmas = tuple[str, ...]


@dataclass(slots=True)
class Suggestion:
    """A sequence of lemmas worth a rule: its support, occurrences, how many of these are in a
    label, a provision with a missed label, and the forms in which labels have it."""

    category: str
    language: str
    lemmas: Lemmas
    example: LabelledProvision
    support: int = 0
    occurrences: int = 0
    right: int = 0
    labelled: Counter[str] = field(default_factory=Counter)

    @property
    def forms(self) -> str:
        """The commonest form."""
        return min(self.labelled, key=lambda words: (-self.labelled[words], words))

    @property
    def precision(self) -> float:
        """The share of occurrences that are in a label of the category."""
        return self.right / self.occurrences


class _Word(NamedTuple):
    """A word in a provision's unit; `joined` to the one before by white space alone."""

    span: Span
    form: str
    lemma: str
    joined: bool


_Read = tuple[LabelledProvision, list[_Word]]


def suggest(
    provisions: Iterable[LabelledProvision],
    flags: Mapping[str, Sequence[Flag]],
    categories: Sequence[str],
    *,
    min_support: int,
    min_precision: float,
) -> list[Suggestion]:
    """Suggestions by category, and in it by support × precision. A sequence is left out when a part
    of it, or a longer one around it, has as much of both."""
    read = _read_all([provision for provision in provisions if provision.labels is not None])
    seen: dict[tuple[str, str, Lemmas], Suggestion] = {}
    for unit, line in read:
        for label in unit.labels or ():
            told = label.level != "must" or label.category not in categories
            if not told and not any(hits(flag, label) for flag in flags.get(unit.id, ())):
                _support(seen, unit, line, label)
    kept = [one for one in seen.values() if one.support >= min_support]
    _count_occurrences(kept, read)
    found = _undominated([one for one in kept if one.precision >= min_precision])

    def rank(one: Suggestion) -> tuple[object, ...]:
        promise = one.support * one.precision
        return (categories.index(one.category), -promise, -one.precision, one.lemmas, one.language)

    return sorted(found, key=rank)


def _read_all(provisions: Sequence[LabelledProvision]) -> list[_Read]:
    """The provisions with their words. Of several possible lemmas a form gets the one that most
    words in the provisions may be forms of, so that all forms of a word share one lemma."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one in provisions:
        votes[one.language].update(span.of(one.text).lower() for span in words(one.text))
    best = {language: _best_lemmas(counts, language) for language, counts in votes.items()}
    read: list[_Read] = []
    for one in provisions:
        line: list[_Word] = []
        end = 0
        for span in words(one.text):
            form, gap = span.of(one.text).lower(), one.text[end : span.start]
            joined = bool(line) and not gap.strip() and "\n" not in gap
            moved = span.shift(one.heading.end + 2)
            line.append(_Word(moved, form, best[one.language][form], joined))
            end = span.end
        read.append((one, line))
    return read


def _best_lemmas(counts: Mapping[str, int], language: str) -> dict[str, str]:
    possible = {form: lemmas_of(form, language) for form in counts}
    weight: Counter[str] = Counter()
    for form, number in counts.items():
        for lemma in possible[form]:
            weight[lemma] += number
    return {
        form: min(lemmas, key=lambda lemma: (-weight[lemma], len(lemma), lemma))
        for form, lemmas in possible.items()
    }


def _runs(line: Sequence[_Word], start: int, last: int) -> Iterator[tuple[int, int]]:
    """Stretches of one to four joined words from a word number to before another."""
    for end in range(start + 1, min(start + LONGEST, last) + 1):
        if end > start + 1 and not line[end - 1].joined:
            return
        yield start, end


def _inside(line: Sequence[_Word], label: Label) -> tuple[int, int]:
    hit = [place for place, word in enumerate(line) if word.span.overlaps(label.span)]
    return (hit[0], hit[-1] + 1) if hit else (0, 0)


def _support(
    seen: dict[tuple[str, str, Lemmas], Suggestion],
    unit: LabelledProvision,
    line: Sequence[_Word],
    label: Label,
) -> None:
    """Count a missed label for every sequence in it that has more than function words and numbers,
    once each."""
    empty = sections("function-words").get(unit.language, frozenset())
    counted: set[Lemmas] = set()
    first, last = _inside(line, label)
    for start, end in chain.from_iterable(_runs(line, at, last) for at in range(first, last)):
        run = line[start:end]
        sequence = tuple(word.lemma for word in run)
        if sequence in counted or all(w in empty or not w[0].isalpha() for _, w, *_ in run):
            continue
        counted.add(sequence)
        key = (label.category, unit.language, sequence)
        one = seen.setdefault(key, Suggestion(*key, unit))
        one.support += 1
        one.labelled[" ".join(word.form for word in run)] += 1


def _count_occurrences(kept: Iterable[Suggestion], read: Iterable[_Read]) -> None:
    wanted: dict[tuple[str, Lemmas], list[Suggestion]] = defaultdict(list)
    for some in kept:
        wanted[some.language, some.lemmas].append(some)
    for unit, line in read:
        marked: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for label in unit.labels or ():
            for category in label.categories:
                marked[category].append(_inside(line, label))
        lemmas, size = tuple(word.lemma for word in line), len(line)
        for start, end in chain.from_iterable(_runs(line, at, size) for at in range(size)):
            for some in wanted.get((unit.language, lemmas[start:end]), ()):
                some.occurrences += 1
                some.right += any(a <= start and end <= b for a, b in marked[some.category])


def _undominated(found: Sequence[Suggestion]) -> list[Suggestion]:
    """Those that no sequence inside or around them does as well as; of equals the shorter."""
    by_words = {(one.category, one.language, one.lemmas): one for one in found}
    out: set[int] = set()
    for one in found:
        for start, end in combinations(range(len(one.lemmas) + 1), 2):
            part = by_words.get((one.category, one.language, one.lemmas[start:end]), one)
            if part is not one:
                better = part.support >= one.support and part.precision >= one.precision
                worse = one.support >= part.support and one.precision >= part.precision
                if better or worse:
                    out.add(id(one if better else part))
    return [one for one in found if id(one) not in out]
