"""Scores predictions by place, without a text of law; needs nothing but Python.

    python benchmarks/obstacles-no/score.py provisions|attention|documents PREDICTIONS.jsonl
        [--split SPLIT] [--answers HIDDEN] [--from 0.2] [--curve FILE.csv] [--check]
    python benchmarks/obstacles-no/score.py agreement

A prediction is a line of JSON: `id`, `score` from 0 to 1 and, but for *attention*, `start` and
`end` in letters and digits of the text, and what it is about. `--check` says what is wrong with a
file and scores nothing. Exit codes: 0, done; 1, the file has faults; 2, it cannot be read.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROVISIONS = HERE / "provisions.jsonl"
DOCUMENTS = HERE / "documents.jsonl"
HIDDEN = HERE / "hidden.jsonl"
RATINGS = HERE.parents[1] / "corpora" / "ratings"
SHIPPED = 20
"""The threshold from which findings are shown, in hundredths."""
DRAWS = 1_000
FOLDS = 5
"""Of so many parts of the rated documents one is `dev`."""
WANTED, MUST = 2, 3
"""The weights from which on a reader truly wants a change, and holds it for a must."""
WIDEST = {"provisions": 50, "documents": 170}
"""Letters; what is longer, and three times as long as what was marked, is a blanket over it."""
CATEGORIES = (
    *("paper", "discretion", "once-only", "automation", "data-sharing", "application-only"),
    *("technology", "plain-language"),
)
FAMILIES = tuple(
    frozenset(words.split())
    for words in (
        "no-criteria must-judge cancelled no-outcome moved-out undefined",
        "no-deadline no-measure",
        "no-decider no-actor no-appeal",
        "held-already fact-unseen must-ask no-basis",
        "paper-form in-person named-system",
        "wrong-reference dangling-reference outdated",
        "contradiction hole varies wrong-word list-unclear",
        "tangled archaic double-negation",
    )
)
"""Troubles that answer each other."""
SPEAKS = {
    "paper": "paper technology once-only application-only automation decisions",
    "technology": "paper technology automation concepts decisions",
    "discretion": "discretion automation structure application-only decisions",
    "automation": "discretion automation structure data-sharing once-only application-only paper "
    "decisions",
    "once-only": "once-only data-sharing paper decisions",
    "data-sharing": "data-sharing once-only decisions",
    "application-only": "application-only once-only discretion paper decisions",
    "concepts": "concepts structure technology references decisions",
    "plain-language": "plain-language readability structure",
    "structure": "structure concepts references discretion automation decisions readability",
}
"""For each kind of entry the categories that answer it, where a prediction names no trouble."""
ABOUT = frozenset(" ".join(SPEAKS.values()).split()) | frozenset(CATEGORIES)
TROUBLES = frozenset().union(*FAMILIES) | {"other"}

Record = dict[str, Any]
Mark = tuple[int, frozenset[str]]
"""A level in hundredths, below 0 where nothing was predicted, and what is true of it."""


@dataclass(slots=True)
class Unit:
    """What was predicted in a text, and at which level what was wanted there was found."""

    document: str
    flags: list[Mark] = field(default_factory=list)
    wanted: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Column:
    """A share of flags, or of what was wanted and found: those with `mark` of those with `of`."""

    name: str
    over: str
    mark: str = ""
    of: str = ""

    def counts(self, unit: Unit, level: int) -> tuple[int, int]:
        """How many have the mark, and of how many, from a level on."""
        if self.over == "flags":
            every = [marks for at, marks in unit.flags if at >= level and self._has(marks, self.of)]
            return sum(self._has(marks, self.mark) for marks in every), len(every)
        every_one = [at for at, marks in unit.wanted if self._has(marks, self.of)]
        return sum(at >= level for at in every_one), len(every_one)

    @staticmethod
    def _has(marks: frozenset[str], mark: str) -> bool:
        return not mark or mark in marks


COLUMNS = {
    "provisions": (Column("precision", "flags", "right"), Column("recall", "wanted")),
    "attention": (
        Column("act", "flags", "act"),
        Column("keeps", "wanted"),
        Column("wrong", "flags", "wrong"),
    ),
    "documents": (
        Column("by both", "flags", "both"),
        Column("of both", "wanted"),
        Column("by either", "flags", "either"),
        Column("of must", "wanted", of="must"),
    ),
}
"""What is measured; the first is the precision and the second the recall of F1 and the curve."""
SPLITS = {
    "provisions": ("dev", "hard", "train"),
    "attention": ("dev", "hidden"),
    "documents": ("dev", "hidden"),
}


def lines_of(file: Path) -> Iterator[Record]:
    """The objects of a file of JSON Lines."""
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


@cache
def findings() -> Mapping[tuple[object, ...], list[Record]]:
    """The ratings of each finding, the first reader's first."""
    found = defaultdict(list)
    for file in sorted(RATINGS.glob("*.jsonl")):
        for one in lines_of(file):
            text = one["refid"] or one.get("document")
            said = found[text, one["start"], one["end"], one["rule"]]
            if all(one["reader"] != other["reader"] for other in said):
                said.append({**one, "document": text, "split": split_of(text)})
    return found


def split_of(document: str) -> str:
    """The split of a document with public ratings, by its name alone."""
    part = int.from_bytes(sha256(document.encode()).digest()[:8], "big") % FOLDS
    return "train" if part else "dev"


def texts(task: str, split: str, answers: Sequence[Record] = ()) -> dict[str, Record]:
    """What there is to predict on in a split, by id; of `hidden` with the answers, if given."""
    given = {one["id"]: one for one in answers}
    if task == "provisions":
        return {one["id"]: one for one in lines_of(PROVISIONS) if one["split"] == split}
    if task == "documents":
        every = (one for one in lines_of(DOCUMENTS) if one["split"] == split)
        return {one["refid"]: {**one, **given.get(one["refid"], {})} for one in every}
    if split == "hidden":
        hidden = lines_of(HIDDEN)
        return {
            one["id"]: {**one, "document": one["refid"], **given.get(one["id"], {})}
            for one in hidden
        }
    return {said[0]["id"]: said[0] for said in findings().values() if said[0]["split"] == split}


def faults(task: str, lines: Iterable[str], known: Mapping[str, Record]) -> Iterator[str]:
    """What is wrong with predictions, line by line."""
    places = {"start", "end"} if task != "attention" else set()
    about = {"provisions": {"category"}, "attention": set(), "documents": {"category", "trouble"}}
    needed = {"id", "score"} | places | (about[task] if task == "provisions" else set())
    for number, line in enumerate(lines, 1):
        try:
            one = json.loads(line)
        except (ValueError, RecursionError):
            one = None
        if not isinstance(one, dict):
            yield f"line {number}: not an object of JSON"
            continue
        wrong = [f"no «{key}»" for key in sorted(needed - one.keys())]
        wrong += [f"unknown key {key!r}" for key in sorted(one.keys() - needed - about[task])]
        if not wrong:
            wrong = list(_wrong_values(task, one, known))
        yield from (f"line {number}: {each}" for each in wrong)


def _wrong_values(task: str, one: Record, known: Mapping[str, Record]) -> Iterator[str]:
    score = one["score"]
    if not isinstance(one["id"], str) or one["id"] not in known:
        yield f"{one['id']!r} is not in this split"
        return
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        yield "«score» must be a number from 0 to 1"
    if task == "attention":
        return
    start, end = one["start"], one["end"]
    most = known[one["id"]].get("letters", end)
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= most:
        yield "«start» and «end» must be whole numbers, in letters of the text, start before end"
    if one.get("category", "") not in (CATEGORIES if task == "provisions" else {"", *ABOUT}):
        yield f"unknown category {one['category']!r}"
    if one.get("trouble", "") not in {"", *TROUBLES}:
        yield f"unknown trouble {one['trouble']!r}"


def score(task: str, known: Mapping[str, Record], predictions: Iterable[Record]) -> list[Unit]:
    """Compare predictions with what readers said; a unit for each text, in order."""
    made: dict[str, list[Record]] = defaultdict(list)
    for one in predictions:
        made[one["id"]].append({**one, "level": int(one["score"] * 100 + 1e-6)})
    compare: Callable[[Record, list[Record]], Unit]
    compare = {"provisions": _labels, "attention": _rating, "documents": _readings}[task]
    return [compare(text, made[key]) for key, text in known.items()]


def _labels(text: Record, made: Sequence[Record]) -> Unit:
    """Labels are category, level, first letter, the one after the last, perhaps another category
    that is right too."""
    unit = Unit(text["refid"])

    def hits(one: Record, label: Sequence[Any]) -> bool:
        right = one["category"] in (label[0], *label[4:])
        return right and _answers_place("provisions", one, label[2], label[3])

    for one in made:
        right = any(hits(one, label) for label in text["labels"])
        unit.flags.append((one["level"], frozenset({one["category"], *(["right"] * right)})))
    for label in text["labels"]:
        if label[1] == "must" and label[0] in CATEGORIES:
            best = max((one["level"] for one in made if hits(one, label)), default=-1)
            unit.wanted.append((best, frozenset({label[0]})))
    return unit


def _rating(finding: Record, made: Sequence[Record]) -> Unit:
    best = max((one["level"] for one in made), default=-1)
    marks = frozenset({finding["rating"]})
    flags = [(best, marks)] if best >= 0 else []
    return Unit(finding["document"], flags, [(best, marks)] if "act" in marks else [])


def _readings(text: Record, made: Sequence[Record]) -> Unit:
    """Entries are first letter, the one after the last, kind, trouble, look and weight."""
    first, second = text["readings"]
    either = [[one] for one in (*first, *second) if one[5] >= WANTED]
    both = pairs(first, second)
    unit = Unit(text["refid"])
    for one in made:
        marks = {"either"} if any(_answers(one, entries) for entries in either) else set()
        marks |= {"both"} if any(_answers(one, entries) for entries in both) else set()
        unit.flags.append((one["level"], frozenset(marks)))
    for entries in both:
        best = max((one["level"] for one in made if _answers(one, entries)), default=-1)
        must = min(one[5] for one in entries) >= MUST
        unit.wanted.append((best, frozenset({"must"} if must else ())))
    return unit


def pairs(first: Sequence[Any], second: Sequence[Any]) -> list[list[Any]]:
    """Entries of two readers that overlap, each of a weight to want, no entry twice."""
    used: set[int] = set()
    found = []
    for one in first:
        for at, other in enumerate(second):
            wanted = min(one[5], other[5]) >= WANTED
            if wanted and at not in used and meet(one, other):
                found.append([one, other])
                used.add(at)
                break
    return found


def _answers(one: Record, entries: Sequence[Sequence[Any]]) -> bool:
    about, trouble = one.get("category", ""), one.get("trouble", "")
    troubles = {entry[3] for entry in entries} - {None}
    if trouble:
        speaks = not troubles or any(trouble in family and troubles & family for family in FAMILIES)
    else:
        speaks = not about or any(about in SPEAKS[entry[2]].split() for entry in entries)
    return speaks and any(
        _answers_place("documents", one, entry[0], entry[1])
        or (
            about == "readability"
            and entry[2] == "plain-language"
            and meet((one["start"], one["end"]), entry)
        )
        for entry in entries
    )


def meet(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two stretches share a letter."""
    return one[0] < other[1] and other[0] < one[1]


def _answers_place(task: str, one: Record, start: int, end: int) -> bool:
    wide = one["end"] - one["start"] > max(WIDEST[task], 3 * (end - start))
    return not wide and meet((one["start"], one["end"]), (start, end))


def ratio(counts: Sequence[tuple[int, int]]) -> list[float]:
    """Each share, and F1 of the first two."""
    shares = [found / of if of else 0.0 for found, of in counts]
    precision, recall = shares[:2]
    both = precision + recall
    return [*shares, 2 * precision * recall / both if both else 0.0]


def at_level(columns: Sequence[Column], units: Sequence[Unit], level: int) -> list[tuple[int, int]]:
    """The counts of each column from a level on."""
    each = [[column.counts(unit, level) for unit in units] for column in columns]
    return [(sum(a for a, _ in some), sum(b for _, b in some)) for some in each]


def intervals(
    columns: Sequence[Column], units: Sequence[Unit], level: int
) -> list[tuple[float, float]]:
    """For each column and F1 where 95 in 100 draws of as many documents lie."""
    by_document: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_document[unit.document].append(unit)
    counts = [at_level(columns, some, level) for some in by_document.values()]
    chance = random.Random(1)
    drawn = []
    for _ in range(DRAWS):
        some = chance.choices(counts, k=len(counts))
        drawn.append(
            ratio(
                [
                    (sum(a), sum(b))
                    for a, b in (zip(*c, strict=True) for c in zip(*some, strict=True))
                ]
            )
        )
    return [between(values) for values in zip(*drawn, strict=True)]


def between(values: Iterable[float]) -> tuple[float, float]:
    """The bounds of the middle 95 %."""
    ordered = sorted(values)
    return ordered[len(ordered) // 40], ordered[-len(ordered) // 40]


def curve(columns: Sequence[Column], units: Sequence[Unit]) -> list[tuple[int, list[float]]]:
    """The shares at every level where they change, from above."""
    levels = {level for unit in units for level, _ in unit.flags}
    return [
        (level, ratio(at_level(columns, units, level))) for level in sorted(levels, reverse=True)
    ]


def area(points: Iterable[tuple[int, Sequence[float]]]) -> float:
    """The area under precision by recall: average precision."""
    total = last = 0.0
    for _, (precision, recall, *_) in points:
        total += (recall - last) * precision
        last = recall
    return total


def agreement(answers: Sequence[Record] = ()) -> Iterator[tuple[str, int, float, float, float]]:
    """How far readers agree: what is asked, how many were read by two, the share, its bounds."""
    rated: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for said in findings().values():
        if len(said) > 1:
            rated[said[0]["document"]].append((said[0]["rating"], said[1]["rating"]))
    yield _agreed("findings: act or not", list(rated.values()), _same)
    yield _agreed("findings: kappa over act, note, wrong", list(rated.values()), _kappa)
    for split in ("dev", "hidden") if answers else ("dev",):
        read = [one["readings"] for one in texts("documents", split, answers).values()]
        for least, found in ((MUST, 1), (WANTED, 1), (WANTED, WANTED)):
            seen = [[*_seen(a, b, least, found), *_seen(b, a, least, found)] for a, b in read]
            said = {1: "marked", WANTED: "wanted"}[found]
            asked = f"documents, {split}: of weight {least} and up, {said} by the other"
            yield _agreed(asked, seen, lambda some: sum(some) / len(some))


def _seen(mine: Sequence[Any], other: Sequence[Any], least: int, found: int) -> Iterator[bool]:
    others = [one for one in other if one[5] >= found]
    for one in mine:
        if one[5] >= least:
            yield any(meet(one, each) for each in others)


def _agreed(
    asked: str, by_document: Sequence[Sequence[Any]], measure: Callable[[list[Any]], float]
) -> tuple[str, int, float, float, float]:
    chance = random.Random(1)
    every = [one for some in by_document for one in some]
    draws = (chance.choices(by_document, k=len(by_document)) for _ in range(DRAWS))
    low, high = between(measure([one for some in drawn for one in some]) for drawn in draws)
    return asked, len(every), measure(every), low, high


def _same(read: Sequence[tuple[str, str]]) -> float:
    return sum((a == "act") == (b == "act") for a, b in read) / len(read)


def _kappa(read: Sequence[tuple[str, str]]) -> float:
    seen = sum(a == b for a, b in read) / len(read)
    first, second = (Counter(pair[i] for pair in read) for i in (0, 1))
    chance = sum(first[key] * second[key] for key in first) / len(read) ** 2
    return (seen - chance) / (1 - chance) if chance < 1 else 1.0


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="task", required=True)
    for task, splits in SPLITS.items():
        command = commands.add_parser(task)
        command.add_argument("predictions", type=Path)
        command.add_argument("--split", choices=splits, default="dev")
        command.add_argument("--answers", type=Path)
        command.add_argument("--from", dest="bar", type=float, default=SHIPPED / 100)
        command.add_argument("--curve", type=Path)
        command.add_argument("--check", action="store_true")
    commands.add_parser("agreement").add_argument("--answers", type=Path)
    given = parser.parse_args()
    try:
        answers = list(lines_of(given.answers)) if given.answers else []
        lines = given.predictions.read_text("utf-8").splitlines() if "split" in given else []
    except (OSError, ValueError) as wrong:
        print(f"cannot be read: {wrong}", file=sys.stderr)
        return 2
    if given.task == "agreement":
        for asked, n, share, low, high in agreement(answers):
            print(f"{asked}: {share:.2f} [{low:.2f}, {high:.2f}] of {n:,}")
        return 0
    known = texts(given.task, given.split, answers)
    wrong_lines = list(faults(given.task, lines, known))
    print("\n".join(wrong_lines[:100]), file=sys.stderr, end="\n" * bool(wrong_lines))
    if wrong_lines or given.check:
        print(f"{len(lines):,} predictions, {len(wrong_lines):,} faults")
        return int(bool(wrong_lines))
    if given.split == "hidden" and not answers:
        print("the answers are hidden: send the file as the README says", file=sys.stderr)
        return 2
    units = score(given.task, known, map(json.loads, lines))
    _report(COLUMNS[given.task], units, int(given.bar * 100 + 1e-6), given.curve)
    return 0


def _report(
    columns: Sequence[Column], units: Sequence[Unit], level: int, file: Path | None
) -> None:
    names = [*(column.name for column in columns), "F1"]
    points = curve(columns, units)
    values = ratio(at_level(columns, units, level))
    for name, value, (low, high) in zip(
        names, values, intervals(columns, units, level), strict=True
    ):
        print(f"{name:10} {value:.3f} [{low:.3f}, {high:.3f}] from {level / 100:.2f}")
    print(f"{'area':10} {area(points):.3f}")
    if file:
        with file.open("w", encoding="utf-8", newline="") as sheet:
            rows = csv.writer(sheet)
            rows.writerow(["from", *names])
            rows.writerows([f"{at / 100:.2f}", *(f"{v:.4f}" for v in some)] for at, some in points)


if __name__ == "__main__":
    sys.exit(main())
