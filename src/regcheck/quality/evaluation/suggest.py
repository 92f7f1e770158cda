"""What to write a rule about next: sequences of one to four lemmas in labels that no rule finds.
*Support* is the number of missed `must` labels with it; *precision* the share of its occurrences
that are in a label of the category."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, pairwise

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


@dataclass(frozen=True, slots=True)
class _ProvisionWords:
    """A provision as words; `joined` to the one before by white space alone."""

    provision: LabelledProvision
    spans: tuple[Span, ...]
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    joined: tuple[bool, ...]


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
    for one in read:
        for label in one.provision.labels or ():
            told = label.level != "must" or label.category not in categories
            if not told and not any(hits(flag, label) for flag in flags.get(one.provision.id, ())):
                _support(seen, one, label)
    kept = [one for one in seen.values() if one.support >= min_support]
    _count_occurrences(kept, read)
    found = _undominated([one for one in kept if one.precision >= min_precision])

    def rank(one: Suggestion) -> tuple[object, ...]:
        promise = one.support * one.precision
        return (categories.index(one.category), -promise, -one.precision, one.lemmas, one.language)

    return sorted(found, key=rank)


def _read_all(provisions: Sequence[LabelledProvision]) -> list[_ProvisionWords]:
    """The provisions as words. Of several possible lemmas a form gets the one that most words in
    the provisions may be forms of, so that all forms of a word share one lemma."""
    places = [words(provision.text) for provision in provisions]
    forms = [
        tuple(span.of(provision.text).lower() for span in spans)
        for provision, spans in zip(provisions, places, strict=True)
    ]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for provision, lowered in zip(provisions, forms, strict=True):
        votes[provision.language].update(lowered)
    best = {language: _best_lemmas(counts, language) for language, counts in votes.items()}
    read = []
    for provision, spans, lowered in zip(provisions, places, forms, strict=True):
        by, lemmas = provision.heading.end + 2, best[provision.language]
        between = (provision.text[a.end : b.start] for a, b in pairwise(spans))
        joined = (False, *(not gap.strip() and "\n" not in gap for gap in between))
        moved = tuple(span.shift(by) for span in spans)
        lemmas_here = tuple(lemmas[form] for form in lowered)
        read.append(_ProvisionWords(provision, moved, lowered, lemmas_here, joined))
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


def _runs(read: _ProvisionWords, start: int, last: int) -> Iterator[tuple[int, int]]:
    """Stretches of one to four joined words from a word number to before another."""
    for end in range(start + 1, min(start + LONGEST, last) + 1):
        if end > start + 1 and not read.joined[end - 1]:
            return
        yield start, end


def _inside(read: _ProvisionWords, label: Label) -> tuple[int, int]:
    hit = [place for place, span in enumerate(read.spans) if span.overlaps(label.span)]
    return (hit[0], hit[-1] + 1) if hit else (0, 0)


def _support(
    seen: dict[tuple[str, str, Lemmas], Suggestion], read: _ProvisionWords, label: Label
) -> None:
    """Count a missed label for every sequence in it that has more than function words and numbers,
    once each."""
    unit = read.provision
    empty = sections("function-words").get(unit.language, frozenset())
    counted: set[Lemmas] = set()
    first, last = _inside(read, label)
    for start, end in chain.from_iterable(_runs(read, at, last) for at in range(first, last)):
        sequence, forms = read.lemmas[start:end], read.forms[start:end]
        if sequence in counted or all(w in empty or not w[0].isalpha() for w in forms):
            continue
        counted.add(sequence)
        key = (label.category, unit.language, sequence)
        one = seen.setdefault(key, Suggestion(*key, unit))
        one.support += 1
        one.labelled[" ".join(forms)] += 1


def _count_occurrences(kept: Iterable[Suggestion], read: Iterable[_ProvisionWords]) -> None:
    wanted: dict[tuple[str, Lemmas], list[Suggestion]] = defaultdict(list)
    for some in kept:
        wanted[some.language, some.lemmas].append(some)
    for one in read:
        marked: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for label in one.provision.labels or ():
            for category in label.categories:
                marked[category].append(_inside(one, label))
        size = len(one.lemmas)
        for start, end in chain.from_iterable(_runs(one, at, size) for at in range(size)):
            for some in wanted.get((one.provision.language, one.lemmas[start:end]), ()):
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
