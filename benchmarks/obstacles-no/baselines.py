"""Four baselines on the benchmark, in one table.

    python benchmarks/obstacles-no/baselines.py FOLDER [--split dev --split hard]

FOLDER holds what `obstacles.py texts` wrote. The first three learn from the split `train` alone:
quotes looked up as they stand, word sequences mined from the labels, and a linear model over words
in context. The fourth is the rules of this project, whose authors have read `train`. Intervals are
of 95 %, from a bootstrap over documents.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from regcheck.base.text.span import Span
from regcheck.packs.model import Severity
from regcheck.quality.evaluation.gold import LabelledProvision, find_gold, read_gold
from regcheck.quality.evaluation.gold_run import check_provisions
from regcheck.quality.evaluation.scores import Counts, Flag, categories_of, score, total_of
from regcheck.results.result import Settings
from regcheck.run.options import RunOptions
from regcheck.run.rules import RuleChoice, load_rules

Flags = Mapping[str, Sequence[Flag]]
Baseline = Callable[[Sequence[LabelledProvision], Sequence[LabelledProvision]], Flags]

LONGEST = 5
LEAST_SUPPORT = 3
LEAST_PRECISION = 0.6
ROUNDS = 4
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|§")
_DRAWS = 1_000


def main() -> None:
    """Run the baselines and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold")
    parser.add_argument("--split", action="append", choices=("dev", "hard"))
    parser.add_argument("--only", action="append", choices=tuple(BASELINES))
    given = parser.parse_args()
    provisions = read_gold(*find_gold([given.gold])).provisions
    train = [one for one in provisions if one.split == "train"]
    for split in given.split or ("dev", "hard"):
        test = [one for one in provisions if one.split == split]
        made = {name: BASELINES[name](train, test) for name in given.only or BASELINES}
        print("\n".join(table(split, test, made)))


def table(
    split: str, test: Sequence[LabelledProvision], made: Mapping[str, Flags]
) -> Iterator[str]:
    """Rows for each baseline: precision, recall and F1, and F1 by category."""
    categories = categories_of(definitions=False)
    documents = len({one.refid for one in test})
    yield f"\n`{split}`: {len(test)} provisions of {documents} documents\n"
    yield f"| baseline | P | R | F1 | {' | '.join(categories)} |"
    yield f"|---|{'---|' * (3 + len(categories))}"
    for name, flags in made.items():
        scores = score(test, flags, categories=categories)
        whole = scores.total
        low, high = interval(test, flags, categories)
        of = scores.by_category
        cells = [f"{of[one].f1:.2f}" if of[one].must else "–" for one in categories]
        head = f"{whole.precision or 0:.2f} | {whole.recall or 0:.2f}"
        spread = f"{whole.f1:.2f} [{low:.2f}, {high:.2f}]"
        yield f"| {name} | {head} | {spread} | {' | '.join(cells)} |"


def interval(
    test: Sequence[LabelledProvision], flags: Flags, categories: Sequence[str]
) -> tuple[float, float]:
    """The interval of F1 if other documents had been drawn."""
    by_document: dict[str, list[Counts]] = defaultdict(list)
    for one in test:
        by_document[one.refid].append(score([one], flags, categories=categories).total)
    counts = list(map(total_of, by_document.values()))
    chance = random.Random(1)
    drawn = (total_of(chance.choices(counts, k=len(counts))).f1 for _ in range(_DRAWS))
    found = sorted(drawn)
    return found[_DRAWS // 40], found[-_DRAWS // 40]


def looked_up(train: Sequence[LabelledProvision], test: Sequence[LabelledProvision]) -> Flags:
    """The words of `must` labels, wherever they stand again."""
    wanted = defaultdict(set)
    for one in train:
        for label in one.labels or ():
            if label.level == "must":
                wanted[tuple(word for word, _ in words(label.quote))].add(label.category)
    return _found(test, wanted)


def mined(train: Sequence[LabelledProvision], test: Sequence[LabelledProvision]) -> Flags:
    """Word sequences of `must` labels that mostly stand in labels of the category."""
    inside: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for one in train:
        for label in one.labels or ():
            if label.level == "must":
                inside.update({(label.category, some) for some in _sequences(label.quote)})
    likely = {key for key, number in inside.items() if number >= LEAST_SUPPORT}
    known = {some for _, some in likely}
    every: Counter[tuple[str, ...]] = Counter()
    right: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for one in train:
        for some, span in _occurrences(one, known):
            every[some] += 1
            over = (label for label in one.labels or () if span.overlaps(label.span))
            right.update({(label.category, some) for label in over})
    wanted = defaultdict(set)
    for category, some in likely:
        if right[category, some] >= LEAST_PRECISION * every[some]:
            wanted[some].add(category)
    return _found(test, wanted)


def linear(train: Sequence[LabelledProvision], test: Sequence[LabelledProvision]) -> Flags:
    """An averaged perceptron for each category that marks words by themselves and their
    neighbours; it looks at words that labels of the category hold now and then."""
    flags: dict[str, list[Flag]] = defaultdict(list)
    for category in categories_of(definitions=False):
        vocabulary = _vocabulary(train, category)
        cases = [
            (features, level)
            for one in train
            for features, span in _candidates(one, vocabulary)
            if (level := _level(one, category, span)) != "may"
        ]
        weights = _perceptron(cases)
        for one in test:
            marked = [
                span
                for features, span in _candidates(one, vocabulary)
                if sum(weights.get(feature, 0.0) for feature in features) > 0
            ]
            flags[one.id] += [_flag(category, span) for span in _joined(marked)]
    return flags


def _vocabulary(train: Sequence[LabelledProvision], category: str) -> frozenset[str]:
    held: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for one in train:
        every.update(word for word, _ in words(one.unit))
        for label in one.labels or ():
            if label.category == category and label.level == "must":
                held.update(word for word, _ in words(label.quote))
    return frozenset(word for word, number in held.items() if number >= 0.03 * every[word])


def _candidates(
    one: LabelledProvision, vocabulary: frozenset[str]
) -> Iterator[tuple[list[str], Span]]:
    """The words worth asking of, each with what is known of it."""
    tokens = words(one.unit)
    start = one.heading.start
    for at, (word, span) in enumerate(tokens):
        if word in vocabulary and span.start >= start:
            beside = range(max(at - 3, 0), min(at + 4, len(tokens)))
            near = defaultdict(str, {here - at: tokens[here][0] for here in beside})
            yield (
                [
                    "",
                    word,
                    f"…{word[-5:]}",
                    *(f"{word} {gap} {near[gap]}" for gap in (-2, -1, 1, 2)),
                    *(f"~ {near[gap]}" for gap in range(-3, 4) if gap),
                    f"{near[-1]} {word} {near[1]}",
                ],
                span,
            )


def _level(one: LabelledProvision, category: str, span: Span) -> str:
    over = {
        label.level
        for label in one.labels or ()
        if category in label.categories and span.overlaps(label.span)
    }
    return "must" if "must" in over else "may" if over else ""


def _perceptron(cases: Sequence[tuple[list[str], str]]) -> dict[str, float]:
    """The weights, averaged over all steps."""
    weights: defaultdict[str, float] = defaultdict(float)
    total: defaultdict[str, float] = defaultdict(float)
    order = list(range(len(cases)))
    chance = random.Random(1)
    step = 0
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for case in order:
            features, level = cases[case]
            wanted = 1 if level else -1
            step += 1
            if wanted * sum(weights[feature] for feature in features) <= 0:
                for feature in features:
                    weights[feature] += wanted
                    total[feature] += wanted * step
    return {feature: weight - total[feature] / (step + 1) for feature, weight in weights.items()}


def by_rules(_train: Sequence[LabelledProvision], test: Sequence[LabelledProvision]) -> Flags:
    """What the rules of this project show by default."""
    checked = check_provisions(
        test, load_rules(RuleChoice()), Settings(locale="nb"), RunOptions(jobs=2), []
    )
    return {one.id: flags for one, flags in checked}


def words(text: str) -> list[tuple[str, Span]]:
    """The words of a text in lower case, with their places."""
    return [(found[0].lower(), Span(*found.span())) for found in _WORD.finditer(text)]


def _sequences(quote: str) -> Iterator[tuple[str, ...]]:
    found = [word for word, _ in words(quote)]
    for size in range(1, LONGEST + 1):
        for at in range(len(found) - size + 1):
            yield tuple(found[at : at + size])


def _occurrences(
    one: LabelledProvision, known: Iterable[tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], Span]]:
    """Where known sequences stand in a provision, its heading too."""
    tokens = words(one.unit)
    held = known if isinstance(known, (set, dict)) else set(known)
    for at, (_, span) in enumerate(tokens):
        if span.start < one.heading.start:
            continue
        for size in range(1, min(12, len(tokens) - at) + 1):
            some = tuple(word for word, _ in tokens[at : at + size])
            if some in held:
                yield some, Span(span.start, tokens[at + size - 1][1].end)


def _found(test: Sequence[LabelledProvision], wanted: Mapping[tuple[str, ...], set[str]]) -> Flags:
    flags: dict[str, list[Flag]] = {}
    for one in test:
        spans = defaultdict(list)
        for some, span in _occurrences(one, wanted):
            for category in wanted[some]:
                spans[category].append(span)
        flags[one.id] = [
            _flag(category, span) for category, some in spans.items() for span in _joined(some)
        ]
    return flags


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans that overlap or stand a blank apart as one, in order."""
    ends = -2
    number = 0

    def stretch(span: Span) -> int:
        nonlocal ends, number
        number += span.start > ends + 1
        ends = max(ends, span.end)
        return number

    for _, together in groupby(sorted(spans), stretch):
        some = list(together)
        yield Span(some[0].start, max(span.end for span in some))


def _flag(category: str, span: Span) -> Flag:
    return Flag(f"{category}/baseline", category, Severity.WARNING, span)


BASELINES: Mapping[str, Baseline] = {
    "quotes looked up": looked_up,
    "word sequences mined": mined,
    "linear model": linear,
    "rules": by_rules,
}

if __name__ == "__main__":
    main()
