"""What to write a rule about next: sequences of one to four lemmas in labels that no rule finds.
*Support* is the number of missed `must` labels with it; *precision* the share of its occurrences
that are in a label of the category."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from regcheck.base.text.span import Span
from regcheck.language.forms import lemmas_of
from regcheck.language.lexicon import sections
from regcheck.language.sentences import words
from regcheck.quality.evaluation.gold import Label, LabelledProvision
from regcheck.quality.evaluation.scores import Flag, missed_labels

LONGEST = 4
Lemmas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sequence of lemmas worth a rule: its commonest form, support, occurrences, how many of
    these are in a label, and a provision with a missed label."""

    category: str
    language: str
    lemmas: tuple[str, ...]
    forms: str
    support: int
    occurrences: int
    right: int
    refid: str
    address: str

    @property
    def precision(self) -> float:
        """The share of occurrences that are in a label of the category."""
        return self.right / self.occurrences


@dataclass(slots=True)
class _Tally:
    """What is known of one sequence in one category and language."""

    support: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    example: LabelledProvision | None = None
    occurrences: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class _ProvisionWords:
    """A provision as words; `joined` to the one before by white space alone."""

    provision: LabelledProvision
    spans: tuple[Span, ...]
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    joined: tuple[bool, ...]


_Key = tuple[str, str, Lemmas]


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
    labelled = [provision for provision in provisions if provision.labels is not None]
    read = _read_all(labelled)
    seen: dict[_Key, _Tally] = defaultdict(_Tally)
    for one in read:
        unit = one.provision
        for label in missed_labels(unit, flags.get(unit.id, ()), categories):
            _support(seen, one, label)
    kept = {key: some for key, some in seen.items() if some.support >= min_support}
    _count_occurrences(kept, read)
    found = [_suggestion(key, some) for key, some in kept.items() if some.example]
    found = [one for one in found if one.precision >= min_precision]
    return sorted(_undominated(found), key=lambda one: _rank(one, categories))


def _rank(one: Suggestion, categories: Sequence[str]) -> tuple[object, ...]:
    promise = one.support * one.precision
    return (categories.index(one.category), -promise, -one.precision, one.lemmas, one.language)


def _read_all(provisions: Sequence[LabelledProvision]) -> list[_ProvisionWords]:
    """The provisions as words. Of several possible lemmas a form gets the one that most words in
    the provisions may be forms of, so that all forms of a word share one lemma."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    forms: list[tuple[str, ...]] = []
    places: list[list[Span]] = []
    for provision in provisions:
        text = provision.text
        spans = words(text)
        forms.append(tuple(text[span.start : span.end].lower() for span in spans))
        places.append(spans)
        votes[provision.language].update(forms[-1])
    best_by = {language: _best_lemmas(counts, language) for language, counts in votes.items()}
    read = []
    for provision, spans, lowered in zip(provisions, places, forms, strict=True):
        by = provision.heading.end + 2
        best = best_by[provision.language]
        gaps = [
            not provision.text[a.end : b.start].strip()
            and "\n" not in provision.text[a.end : b.start]
            for a, b in pairwise(spans)
        ]
        read.append(
            _ProvisionWords(
                provision,
                tuple(span.shift(by) for span in spans),
                lowered,
                tuple(best[form] for form in lowered),
                (False, *gaps) if spans else (),
            )
        )
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


def _runs(read: _ProvisionWords, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Stretches of one to four joined words between two word numbers (`last` excluded)."""
    for start in range(first, last):
        yield from _runs_from(read, start, last)


def _runs_from(read: _ProvisionWords, start: int, last: int) -> Iterator[tuple[int, int]]:
    for end in range(start + 1, min(start + LONGEST, last) + 1):
        if end > start + 1 and not read.joined[end - 1]:
            return
        yield start, end


def _inside(read: _ProvisionWords, label: Label) -> tuple[int, int]:
    """The word numbers a label shares letters with, the last excluded."""
    hit = [place for place, span in enumerate(read.spans) if span.overlaps(label.span)]
    return (hit[0], hit[-1] + 1) if hit else (0, 0)


def _support(seen: dict[_Key, _Tally], read: _ProvisionWords, label: Label) -> None:
    """Count a missed label for every sequence in it, once each."""
    unit = read.provision
    counted: set[Lemmas] = set()
    for start, end in _runs(read, *_inside(read, label)):
        sequence = read.lemmas[start:end]
        if sequence in counted or not _tells(read.forms[start:end], unit.language):
            continue
        counted.add(sequence)
        some = seen[label.category, unit.language, sequence]
        some.support += 1
        some.forms[" ".join(read.forms[start:end])] += 1
        some.example = some.example or unit


def _tells(forms: Sequence[str], language: str) -> bool:
    """Whether a sequence has more than function words and numbers."""
    empty = sections("function-words").get(language, frozenset())
    return any(form not in empty and form[0].isalpha() for form in forms)


def _count_occurrences(kept: Mapping[_Key, _Tally], read: Iterable[_ProvisionWords]) -> None:
    """Count where the sequences occur in the provisions, and how often in a label."""
    wanted: dict[tuple[str, Lemmas], list[tuple[str, _Tally]]] = defaultdict(list)
    for (category, language, sequence), some in kept.items():
        wanted[language, sequence].append((category, some))
    firsts = {(language, sequence[0]) for language, sequence in wanted}
    for one in read:
        language = one.provision.language
        marked = _marked(one)
        for place, lemma in enumerate(one.lemmas):
            if (language, lemma) not in firsts:
                continue
            for start, end in _runs_from(one, place, len(one.lemmas)):
                for category, some in wanted.get((language, one.lemmas[start:end]), ()):
                    some.occurrences += 1
                    some.right += any(a <= start and end <= b for a, b in marked.get(category, ()))


def _marked(read: _ProvisionWords) -> dict[str, list[tuple[int, int]]]:
    """The word numbers of every label, by category."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for label in read.provision.labels or ():
        for category in label.categories:
            found[category].append(_inside(read, label))
    return found


def _suggestion(key: _Key, some: _Tally) -> Suggestion:
    category, language, sequence = key
    forms = min(some.forms, key=lambda words: (-some.forms[words], words))
    refid, address = (some.example.refid, some.example.address) if some.example else ("", "")
    return Suggestion(
        category,
        language,
        sequence,
        forms,
        some.support,
        max(some.occurrences, 1),
        some.right,
        refid,
        address,
    )


def _undominated(found: Sequence[Suggestion]) -> list[Suggestion]:
    """Those that no sequence inside or around them does as well as; of equals the shorter."""
    by_place: dict[tuple[str, str], dict[Lemmas, Suggestion]] = defaultdict(dict)
    for one in found:
        by_place[one.category, one.language][one.lemmas] = one
    out: set[tuple[str, str, Lemmas]] = set()
    for (category, language), mine in by_place.items():
        for one in mine.values():
            for start, end in combinations(range(len(one.lemmas) + 1), 2):
                part = one.lemmas[start:end]
                if part == one.lemmas:
                    continue
                other = mine.get(part)
                if other is None:
                    continue
                if _as_good(other, one):
                    out.add((category, language, one.lemmas))
                elif _as_good(one, other):
                    out.add((category, language, other.lemmas))
    return [one for one in found if (one.category, one.language, one.lemmas) not in out]


def _as_good(one: Suggestion, other: Suggestion) -> bool:
    return one.support >= other.support and one.precision >= other.precision
