"""Predictions of three makers for each task: words of a list, a linear model over words, regcheck.

The first two learn from `train` alone. Texts are those that `texts.py rebuild` wrote.
"""

from __future__ import annotations

import json
import math
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from score import CATEGORIES, SHIPPED, WANTED, Record, lines_of, meet, texts
from texts import articles, in_letters, letter_places, whole

from regcheck import read
from regcheck.document.model import Document
from regcheck.quality.evaluation.ratings import says

Span = tuple[int, int]
Maker = Callable[[str, Path, str, Sequence[Record]], Iterable[Record]]
LEAST = 0.05
"""What is less likely than this is not predicted of words."""
JOINED = 0.3
"""From so likely on words that stand together are one finding."""
RARE = 0.03
"""Words of which fewer stand in labels of a category are not looked at."""
ROUNDS, RATE = 4, 0.3
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|§")
_SENTENCE = re.compile(r"\S[^.\n]*(?:\.(?!\s+[A-ZÆØÅ])[^.\n]*)*\.?")
_ABOUT_WORDS = ("advice", "decider", "untrue")
"""Reasons that no longer hold once a finding says something else."""


class Case(NamedTuple):
    """What may be predicted: its text and place, its own words, what else is known of it, and
    whether it was wanted, None where either answer is right."""

    id: str
    span: Span | None
    words: list[str]
    more: list[str]
    wanted: bool | None


class WordList:
    """A case is as likely as the word of its own that was wanted most often."""

    def __init__(self, cases: Sequence[Case]) -> None:
        of, right = Counter[str](), Counter[str]()
        for case in cases:
            of.update(set(case.words))
            right.update(set(case.words) if case.wanted else ())
        self.share = {word: right[word] / (number + 1) for word, number in of.items()}

    def __call__(self, case: Case) -> float:
        """How likely a case is."""
        return max((self.share.get(word, 0.0) for word in case.words), default=0.0)


class Linear:
    """A logistic regression over what is known, fitted one case at a time in a fixed order."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.weights: defaultdict[str, float] = defaultdict(float)
        slopes: defaultdict[str, float] = defaultdict(lambda: 1.0)
        chance = random.Random(1)
        order = list(cases)
        for _ in range(ROUNDS):
            chance.shuffle(order)
            for case in order:
                slope = self(case) - bool(case.wanted)
                for feature in ("", *case.words, *case.more):
                    slopes[feature] += slope * slope
                    self.weights[feature] -= RATE * slope / math.sqrt(slopes[feature])

    def __call__(self, case: Case) -> float:
        """How likely a case is."""
        known = self.weights
        total = sum(known.get(feature, 0.0) for feature in ("", *case.words, *case.more))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def learned(
    learner: type[WordList | Linear], task: str, folder: Path, split: str, _: object = ()
) -> list[Record]:
    """What a learner predicts of a split; of words a model for each category."""
    made = []
    for category in CATEGORIES if task == "provisions" else ("",):
        about = {"category": category} if category else {}
        train = CASES[task](folder, "train", category)
        model = learner([case for case in train if case.wanted is not None])
        last: Record = {"id": None}
        for case in CASES[task](folder, split, category):
            likely = round(model(case), 4)
            place = {"start": case.span[0], "end": case.span[1]} if case.span else {}
            beside = last["id"] == case.id and category and last["end"] == place["start"]
            if beside and min(last["score"], likely) >= JOINED:
                last |= {"end": place["end"], "score": max(last["score"], likely)}
            elif not category or likely >= LEAST:
                last = {"id": case.id, "score": likely, **place, **about}
                made.append(last)
    return made


def words(text: str) -> list[tuple[str, Span]]:
    """The words of a text in lower case, with their places in letters."""
    at = [0, *accumulate(map(str.isalnum, text))]
    return [(one[0].lower(), (at[one.start()], at[one.end()])) for one in _WORD.finditer(text)]


def known(task: str, folder: Path, split: str, answers: Sequence[Record] = ()) -> Iterator[Record]:
    """The texts of a split that were found, with what readers said of them."""
    said = texts(task, split, answers)
    yield from (
        {**said[o["id"]], **o} for o in lines_of(folder / f"{task}.jsonl") if o["id"] in said
    )


def _words_of_provisions(folder: Path, split: str, category: str) -> Iterator[Case]:
    """Words that labels of the category hold now and then, with what stands beside them."""
    every, held = Counter[str](), Counter[str]()
    for one in known("provisions", folder, "train"):
        must = [label[2:4] for label in one["labels"] if label[:2] == [category, "must"]]
        tokens = words(one["text"])
        every.update(word for word, _ in tokens)
        held.update(word for word, span in tokens if any(meet(span, place) for place in must))
    for one in known("provisions", folder, split):
        mine = [label for label in one["labels"] if category in (label[0], *label[4:])]
        tokens = words(one["text"])
        for at, (word, span) in enumerate(tokens):
            if held[word] and held[word] >= RARE * every[word]:
                levels = {label[1] for label in mine if meet(span, label[2:4])}
                wanted = None if levels == {"may"} else bool(levels)
                near = [
                    tokens[at + gap][0] if 0 <= at + gap < len(tokens) else ""
                    for gap in range(-3, 4)
                ]
                yield Case(one["id"], span, *_beside(near), wanted)


def _beside(near: Sequence[str]) -> tuple[list[str], list[str]]:
    """Word sequences around the middle of seven words, and what else is known of it."""
    before, word, after = near[2:5]
    own = [word, f"{before} {word}", f"{word} {after}", f"{before} {word} {after}"]
    own += [f"{near[1]} {before} {word}", f"{word} {after} {near[5]}"]
    return own, [f"…{word[-5:]}", *(f"~ {each}" for each in (*near[:3], *near[4:]))]


def _rated(folder: Path, split: str, _: str) -> Iterator[Case]:
    """Rated findings, with the rule and words that were rated; and what stands around them."""
    for one in known("attention", folder, split):
        rule, quote = one["rule"], [word for word, _ in words(one["quote"])]
        facts = [one["severity"], f"decider {one['decider']}", *(f"= {word}" for word in quote)]
        more = [*facts, *(f"{rule} {fact}" for fact in facts), rule.partition("/")[0]]
        more += sorted({f"~ {word}" for word, _ in words(one["text"])})
        yield Case(one["id"], None, [rule, " ".join([rule, *quote])], more, one["rating"] == "act")


def _sentences(folder: Path, split: str, _: str) -> Iterator[Case]:
    """Sentences, wanted where some reader wants something in them changed."""
    for one in known("documents", folder, split):
        at = [0, *accumulate(map(str.isalnum, one["text"]))]
        entries = [entry for read in one["readings"] for entry in read if entry[5] >= WANTED]
        for found in _SENTENCE.finditer(one["text"]):
            span = at[found.start()], at[found.end()]
            row = [word for word, _ in words(found[0])]
            if row:
                more = sorted({f"{a} {b}" for a, b in pairwise(row)})
                wanted = any(meet(span, entry[:2]) for entry in entries)
                yield Case(one["id"], span, sorted({*row}), more, wanted)


CASES = {"provisions": _words_of_provisions, "attention": _rated, "documents": _sentences}


def of_regcheck(
    task: str, folder: Path, split: str, answers: Sequence[Record] = ()
) -> Iterator[Record]:
    """What regcheck says today of provisions, each a document of its own, and of whole documents,
    ranked by usefulness; each question of a decision is a finding."""
    if task == "attention":
        yield from _ratings_checked(folder, split, answers)
        return
    files = {one["file"]: one["id"] for one in known(task, folder, split)}
    said = _said(folder, files)
    for name, key in files.items():
        document = read(folder / name)
        assert isinstance(document, Document)
        pieces = whole(document) if task == "documents" else next(articles(document))[1]
        places = letter_places(document, pieces)
        for one in said[name]:
            questions = (one["questions"] or [{}]) if task == "documents" else [{}]
            for asked in questions if one["role"] != "foreign" else ():
                each = {**one, **asked}
                span = in_letters(places, each["start"], each["end"])
                if span and (task == "documents" or one["category"] in CATEGORIES):
                    about = {n: each[n] for n in ("category", "trouble") if each.get(n)}
                    place = {"start": span[0], "end": span[1]}
                    yield {"id": key, "score": one["score"], **place, **about}


def _ratings_checked(folder: Path, split: str, answers: Sequence[Record]) -> Iterator[Record]:
    """Of words that were rated, by the same rule, or else in the same category. What was rated
    wrong for a message that is no longer given counts as not said."""
    rated = list(known("attention", folder, split, answers))
    said = _said(folder, {one["file"] for one in rated})
    for one in rated:
        span, category = (one["start"], one["end"]), one["rule"].partition("/")[0]
        near = [each for each in said[one["file"]] if each["category"] == category]
        near = [each for each in near if meet(span, (each["start"], each["end"]))]
        same = [each for each in near if each["rule"] == one["rule"]] or near
        if same:
            best = max(same, key=lambda each: float(each["score"]))
            now = says(best["message"], best["advice"] or ""), best["decider"]
            about = one["rating"] == "wrong" and one["reason"] in _ABOUT_WORDS
            if not about or now == (one["says"], one["decider"]):
                yield {"id": one["id"], "score": best["score"]}


def _said(folder: Path, files: Iterable[str]) -> dict[str, list[Record]]:
    """The findings of regcheck by file. What it does not show by default comes
    below the threshold, whatever its usefulness; errors come first."""
    command = [sys.executable, "-m", "regcheck", "check", *sorted(files), "--no-config"]
    command += ["--fail-on", "never", "--format", "json"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=folder).stdout)
    found: dict[str, list[Record]] = defaultdict(list)
    for one in report["findings"]:
        use = 1.0 if one["usefulness"] is None else one["usefulness"]
        noted = one["severity"] == "info" and use >= SHIPPED / 100
        one["score"] = round(use * SHIPPED / 101, 4) if noted else use
        found[one["path"]].append(one)
    return found


def by_place(task: str, folder: Path, split: str, _: object) -> Iterator[Record]:
    """What regcheck says, without what it is about: to compare with sentences."""
    for one in of_regcheck(task, folder, split):
        yield {key: one[key] for key in ("id", "score", "start", "end")}


def every_sentence(_: str, folder: Path, split: str, __: object) -> Iterator[Record]:
    """All sentences alike: what chance would find."""
    for case in _sentences(folder, split, ""):
        assert case.span
        yield {"id": case.id, "score": 1.0, "start": case.span[0], "end": case.span[1]}


TODAY = "regcheck"
_MAKERS: Mapping[str, Maker] = {
    "words of a list": partial(learned, WordList),
    "linear model": partial(learned, Linear),
    TODAY: of_regcheck,
}
MAKERS: Mapping[str, Mapping[str, Maker]] = {
    "provisions": _MAKERS,
    "attention": _MAKERS,
    "documents": {"every sentence": every_sentence, **_MAKERS, "regcheck, place alone": by_place},
}
