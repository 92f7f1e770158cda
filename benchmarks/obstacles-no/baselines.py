"""Three sets of predictions for each task: words of a list, a linear model over words, regcheck.

The first two learn from `train` alone. Texts are those that `texts.py rebuild` wrote.
"""

from __future__ import annotations

import json
import math
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from score import CATEGORIES, WANTED, lines_of, texts
from texts import articles, in_letters, letter_places, whole

from regcheck import read
from regcheck.document.model import Document
from regcheck.quality.evaluation.gold import find_gold, read_gold
from regcheck.quality.evaluation.ratings import says

Record = dict[str, Any]
Span = tuple[int, int]
Words = list[tuple[str, int, int]]
Method = Callable[[Path, str], Iterator[Record]]
LONGEST = 5
"""Words of a sequence in the list."""
LEAST = 0.05
"""What is less likely than this is not predicted."""
JOINED = 0.3
"""From so likely on words that stand together are one finding."""
ROUNDS, RATE = 4, 0.3
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|§")
_SENTENCE = re.compile(r"\S[^.\n]*(?:\.(?!\s+[A-ZÆØÅ])[^.\n]*)*\.?")
_ABOUT_WORDS = ("advice", "decider", "untrue")


class Linear:
    """A logistic regression over named features, fitted one case at a time in a fixed order."""

    def __init__(self, cases: Sequence[tuple[list[str], bool]]) -> None:
        self.weights: defaultdict[str, float] = defaultdict(float)
        steps: defaultdict[str, float] = defaultdict(lambda: 1.0)
        chance = random.Random(1)
        order = list(range(len(cases)))
        for _ in range(ROUNDS):
            chance.shuffle(order)
            for case in order:
                features, wanted = cases[case]
                slope = self(features) - wanted
                for feature in features:
                    steps[feature] += slope * slope
                    self.weights[feature] -= RATE * slope / math.sqrt(steps[feature])

    def __call__(self, features: Iterable[str]) -> float:
        """How likely a case is."""
        total = sum(self.weights.get(feature, 0.0) for feature in features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def words(text: str) -> Words:
    """The words of a text in lower case, with their places in letters."""
    before = [0, *accumulate(map(str.isalnum, text))]
    return [
        (found[0].lower(), before[found.start()], before[found.end()])
        for found in _WORD.finditer(text)
    ]


def known(folder: Path, task: str, split: str) -> Iterator[tuple[Record, str]]:
    """The texts of a split that were found, with what readers said of them."""
    said = texts(task, split)
    name = {"attention": "findings"}.get(task, task)
    for one in lines_of(folder / f"{name}.jsonl"):
        if one["id"] in said:
            yield {**said[one["id"]], **one}, one["text"]


def _sequences(tokens: Sequence[Any]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for at in range(len(tokens)):
        for size in range(1, min(LONGEST, len(tokens) - at) + 1):
            yield at, at + size, tuple(word for word, _, _ in tokens[at : at + size])


def listed_labels(folder: Path, split: str) -> Iterator[Record]:
    """Word sequences of `must` labels, as likely as they stand in labels of the category."""
    train = [(one["labels"], words(text)) for one, text in known(folder, "provisions", "train")]
    likely: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for labels, tokens in train:
        for category, level, start, end, *_ in labels:
            if level == "must" and category in CATEGORIES:
                inside = [token for token in tokens if token[1] < end and start < token[2]]
                likely.update({(category, some) for _, _, some in _sequences(inside)})
    held = {some for (_, some), number in likely.items() if number > 1}
    every: Counter[tuple[str, ...]] = Counter()
    right: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for labels, tokens in train:
        for at, to, some in _sequences(tokens):
            if some in held:
                every[some] += 1
                span = tokens[at][1], tokens[to - 1][2]
                right.update({(one[0], some) for one in labels if _meet(span, one[2:4])})
    table: dict[tuple[str, ...], list[tuple[str, float]]] = defaultdict(list)
    for (category, some), number in right.items():
        share = number / (every[some] + 1)
        if likely[category, some] > 1 and share >= LEAST:
            table[some].append((category, share))
    for one, text in known(folder, "provisions", split):
        tokens = words(text)
        found: dict[str, list[tuple[float, Span]]] = defaultdict(list)
        for at, to, some in _sequences(tokens):
            for category, share in table.get(some, ()):
                found[category].append((share, (tokens[at][1], tokens[to - 1][2])))
        for category, places in found.items():
            kept: list[Span] = []
            for share, span in sorted(places, key=lambda each: (-each[0], each[1])):
                if not any(_meet(span, other) for other in kept):
                    kept.append(span)
                    yield _prediction(one["id"], share, span, category=category)


def linear_labels(folder: Path, split: str) -> Iterator[Record]:
    """Words marked one by one, by themselves and their neighbours; a model for each category,
    which looks at words that its labels hold now and then."""
    train = [(one["labels"], words(text)) for one, text in known(folder, "provisions", "train")]
    test = [(one["id"], words(text)) for one, text in known(folder, "provisions", split)]
    every = Counter(word for _, tokens in train for word, _, _ in tokens)
    for category in CATEGORIES:
        held: Counter[str] = Counter()
        for labels, tokens in train:
            must = [one[2:4] for one in labels if one[:2] == [category, "must"]]
            held.update(w for w, *span in tokens if any(_meet(span, one) for one in must))
        looked_at = {word for word, number in held.items() if number >= 0.03 * every[word]}
        cases = []
        for labels, tokens in train:
            mine = [one for one in labels if category in (one[0], *one[4:])]
            for at, (word, *span) in enumerate(tokens):
                if word in looked_at:
                    levels = {one[1] for one in mine if _meet(span, one[2:4])}
                    if levels != {"may"}:
                        cases.append((_beside(tokens, at), bool(levels)))
        model = Linear(cases)
        for key, tokens in test:
            stretch: list[tuple[float, Span]] = []
            for at, (word, *span) in enumerate(tokens):
                likely = model(_beside(tokens, at)) if word in looked_at else 0.0
                place = span[0], span[1]
                if stretch and stretch[-1][0] >= JOINED <= likely and _next(stretch, place):
                    last, (start, _) = stretch.pop()
                    stretch.append((max(last, likely), (start, place[1])))
                elif likely >= LEAST:
                    stretch.append((likely, place))
            for likely, place in stretch:
                yield _prediction(key, likely, place, category=category)


def _next(stretch: Sequence[tuple[float, Span]], place: Span) -> bool:
    return stretch[-1][1][1] == place[0]


def _beside(tokens: Words, at: int) -> list[str]:
    """What is known of a word."""
    near = {gap: tokens[at + gap][0] for gap in range(-3, 4) if 0 <= at + gap < len(tokens)}
    word = near[0]
    return [
        "",
        word,
        f"…{word[-5:]}",
        *(f"{word} {gap} {near.get(gap, '')}" for gap in (-2, -1, 1, 2)),
        *(f"~ {near.get(gap, '')}" for gap in range(-3, 4) if gap),
        f"{near.get(-1, '')} {word} {near.get(1, '')}",
    ]


def listed_ratings(_folder: Path, split: str) -> Iterator[Record]:
    """As often as the same words of the same rule were acted on; needs no text."""
    acts: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    for one in texts("attention", "train").values():
        for key in _narrower(one):
            acts[key][0] += one["rating"] == "act"
            acts[key][1] += 1
    for name, one in texts("attention", split).items():
        likely = 0.5
        for key in _narrower(one):
            act, of = acts[key]
            likely = (act + 3 * likely) / (of + 3)
        yield {"id": name, "score": round(likely, 4)}


def _narrower(one: Record) -> list[tuple[str, ...]]:
    return [(), (one["rule"],), (one["rule"], one["words"])]


def linear_ratings(folder: Path, split: str) -> Iterator[Record]:
    """By rule and severity, and by the words and what stands around them."""
    train = [
        (_of_finding(one), one["rating"] == "act") for one, _ in known(folder, "attention", "train")
    ]
    model = Linear(train)
    for one, _ in known(folder, "attention", split):
        yield {"id": one["id"], "score": round(model(_of_finding(one)), 4)}


def _of_finding(one: Record) -> list[str]:
    rule, category = one["rule"], one["rule"].partition("/")[0]
    around = {word for word, _, _ in words(one["text"])}
    quote = {word for word, _, _ in words(one["quote"])}
    facts = [one["severity"], f"decider {one['decider']}", *(f"= {word}" for word in quote)]
    told = ["", rule, category, *facts, *(f"{rule} {fact}" for fact in facts)]
    return [*told, *(f"~ {word}" for word in sorted(around))]


def listed_sentences(folder: Path, split: str) -> Iterator[Record]:
    """Sentences, as likely as the word of theirs that is wanted changed most often."""
    of, right = Counter[str](), Counter[str]()
    for _, _, tokens, wanted in _sentences(folder, "train"):
        of.update(tokens)
        right.update(tokens if wanted else ())
    share = {word: right[word] / (number + 5) for word, number in of.items()}
    for key, span, tokens, _ in _sentences(folder, split):
        yield _prediction(key, max((share.get(word, 0.0) for word in tokens), default=0.0), span)


def linear_sentences(folder: Path, split: str) -> Iterator[Record]:
    """Sentences, by their words and pairs of words."""
    cases = [(tokens, wanted) for _, _, tokens, wanted in _sentences(folder, "train", pairs=True)]
    model = Linear(cases)
    for key, span, tokens, _ in _sentences(folder, split, pairs=True):
        yield _prediction(key, model(tokens), span)


def every_sentence(folder: Path, split: str) -> Iterator[Record]:
    """All sentences alike: what chance would find."""
    for key, span, _, _ in _sentences(folder, split):
        yield _prediction(key, 1.0, span)


def _sentences(
    folder: Path, split: str, *, pairs: bool = False
) -> Iterator[tuple[str, Span, list[str], bool]]:
    """Sentences with place and features, and whether a reader wants something in them changed."""
    for one, text in known(folder, "documents", split):
        before = [0, *accumulate(map(str.isalnum, text))]
        entries = [entry for read in one["readings"] for entry in read if entry[5] >= WANTED]
        for found in _SENTENCE.finditer(text):
            span = before[found.start()], before[found.end()]
            row = [word for word, _, _ in words(found[0])]
            if row:
                both = [f"{a} {b}" for a, b in zip(row, row[1:], strict=False)] if pairs else []
                features = sorted({"", *row, *both} if pairs else {*row})
                yield one["id"], span, features, any(_meet(span, entry[:2]) for entry in entries)


def regcheck_labels(folder: Path, split: str) -> Iterator[Record]:
    """What regcheck says of each provision as a document of its own."""
    wanted = texts("provisions", split)
    units = {
        f"{one.id}.md": one.unit.encode()
        for one in read_gold(*find_gold([str(folder / "gold")])).provisions
        if one.id in wanted
    }
    with tempfile.TemporaryDirectory() as place:
        for name, data in units.items():
            (Path(place) / name).write_bytes(data)
        said = _said([place])
    for name, data in units.items():
        document = read(data, name=name)
        assert isinstance(document, Document)
        pieces = next(articles(document))[1]
        places = letter_places(document, pieces)
        for one in said[name]:
            span = in_letters(places, one["start"], one["end"])
            if span and one["category"] in CATEGORIES:
                key = name.removesuffix(".md")
                yield _prediction(key, one["usefulness"], span, category=one["category"])


def regcheck_ratings(folder: Path, split: str) -> Iterator[Record]:
    """What regcheck says today of words that were rated: of the same rule, or else of the same
    category. What was rated wrong for words that are no longer said counts as not said."""
    rated = list(known(folder, "attention", split))
    said = _said([str(folder / "law" / name) for name in sorted({one["file"] for one, _ in rated})])
    for one, _ in rated:
        category = one["rule"].partition("/")[0]
        span = one["start"], one["end"]
        near = [each for each in said[one["file"]] if each["category"] == category]
        near = [each for each in near if _meet(span, (each["start"], each["end"]))]
        same = [each for each in near if each["rule"] == one["rule"]] or near
        if same:
            best = max(same, key=lambda each: each["usefulness"])
            now = says(best["message"], best["advice"] or ""), best["decider"]
            about = one["rating"] == "wrong" and one["reason"] in _ABOUT_WORDS
            if not about or now == (one["says"], one["decider"]):
                yield {"id": one["id"], "score": best["usefulness"]}


def regcheck_documents(folder: Path, split: str) -> Iterator[Record]:
    """What regcheck says of whole documents; each question of a decision is a finding."""
    read_whole = {one["file"]: one["id"] for one, _ in known(folder, "documents", split)}
    said = _said([str(folder / "law" / name) for name in sorted(read_whole)])
    for name, key in read_whole.items():
        document = read(folder / "law" / name)
        assert isinstance(document, Document)
        places = letter_places(document, whole(document))
        for one in said[name]:
            for asked in one["questions"] or [{}] if one["role"] != "foreign" else ():
                each = {**one, **asked}
                span = in_letters(places, each["start"], each["end"])
                if span:
                    about = {"trouble": asked["trouble"]} if asked.get("trouble") else {}
                    about["category"] = one["category"]
                    yield _prediction(key, one["usefulness"], span, **about)


def by_place(made: Iterable[Record]) -> Iterator[Record]:
    """Predictions without what they are about."""
    yield from (
        {key: value for key, value in one.items() if key not in ("category", "trouble")}
        for one in made
    )


def _said(places: Sequence[str]) -> dict[str, list[Record]]:
    """The findings of regcheck by the name of the file; errors are never folded."""
    command = [sys.executable, "-m", "regcheck", "check", *places, "--no-config"]
    command += ["--fail-on", "never", "--format", "json"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    found: dict[str, list[Record]] = defaultdict(list)
    for one in report["findings"]:
        sure = 1.0 if one["severity"] == "error" else 0.0
        found[Path(one["path"]).name].append({**one, "usefulness": one["usefulness"] or sure})
    return found


def _meet(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _prediction(key: str, score: float, span: Span, **about: str) -> Record:
    return {"id": key, "score": round(score, 4), "start": span[0], "end": span[1], **about}


LIST, LINEAR, TODAY = "words of a list", "linear model", "regcheck"
METHODS: Mapping[str, Mapping[str, Method]] = {
    "provisions": {LIST: listed_labels, LINEAR: linear_labels, TODAY: regcheck_labels},
    "attention": {LIST: listed_ratings, LINEAR: linear_ratings, TODAY: regcheck_ratings},
    "documents": {
        "every sentence": every_sentence,
        LIST: listed_sentences,
        LINEAR: linear_sentences,
        TODAY: regcheck_documents,
    },
}
