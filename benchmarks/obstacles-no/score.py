"""Scores predictions by place, without a text of law; needs nothing but Python.

    python benchmarks/obstacles-no/score.py provisions|attention|documents PREDICTIONS.jsonl
        [--split SPLIT] [--answers HIDDEN] [--from 0.2] [--curve FILE.csv] [--check]

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
from collections import defaultdict
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
"""A level in hundredths, below 0 where nothing was predicted, and what is true of it; the empty
mark is true of all."""


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
            every = [marks for at, marks in unit.flags if at >= level and self.of in marks]
            return sum(self.mark in marks for marks in every), len(every)
        levels = [at for at, marks in unit.wanted if self.of in marks]
        return sum(at >= level for at in levels), len(levels)


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
    found: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for file in sorted(RATINGS.glob("*.jsonl")):
        for one in lines_of(file):
            text = one["refid"] or one["document"]
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
    if task == "attention" and split != "hidden":
        return {some[0]["id"]: some[0] for some in findings().values() if some[0]["split"] == split}
    file = {"provisions": PROVISIONS, "attention": HIDDEN, "documents": DOCUMENTS}[task]
    given = {one["id"]: one for one in answers}
    found = ({"id": one["refid"], "document": one["refid"], **one} for one in lines_of(file))
    return {
        one["id"]: {**one, **given.get(one["id"], {})} for one in found if one["split"] == split
    }


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
    most = known[one["id"]].get("letters", sys.maxsize)
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= most:
        yield "«start» and «end» must be whole numbers, in letters of the text, start before end"
    categories = CATEGORIES if task == "provisions" else ABOUT
    for key, known_values in (("category", categories), ("trouble", TROUBLES)):
        if key in one and one[key] not in tuple(known_values):
            yield f"unknown {key} {one[key]!r}"


def score(task: str, known: Mapping[str, Record], predictions: Iterable[Record]) -> list[Unit]:
    """Compare predictions with what readers said; a unit for each text, in order. Of those that
    say the same of the same place the highest counts."""
    made: dict[str, dict[tuple[object, ...], Record]] = defaultdict(dict)
    for one in sorted(predictions, key=lambda one: float(one["score"])):
        place = one.get("start", 0), one.get("end", 0)
        told = {**one, "place": place, "level": int(one["score"] * 100 + 1e-6)}
        made[one["id"]][*place, one.get("category"), one.get("trouble")] = told
    compare: Callable[[Record, list[Record]], Unit]
    compare = {"provisions": _labels, "attention": _rating, "documents": _readings}[task]
    return [compare(text, list(made[key].values())) for key, text in known.items()]


def _labels(text: Record, made: Sequence[Record]) -> Unit:
    """Labels are category, level, first letter, the one after the last, perhaps another category
    that is right too."""

    def hits(one: Record, label: Sequence[Any]) -> bool:
        right = one["category"] in (label[0], *label[4:])
        return right and _on("provisions", one, label[2:4])

    unit = Unit(text["document"])
    for one in made:
        right = "right" if any(hits(one, label) for label in text["labels"]) else ""
        unit.flags.append((one["level"], frozenset({"", one["category"], right})))
    for label in text["labels"]:
        if label[1] == "must" and label[0] in CATEGORIES:
            best = max((one["level"] for one in made if hits(one, label)), default=-1)
            unit.wanted.append((best, frozenset({"", label[0]})))
    return unit


def _rating(finding: Record, made: Sequence[Record]) -> Unit:
    best = max((one["level"] for one in made), default=-1)
    mark = best, frozenset({"", finding["rating"]})
    wanted = [mark] if finding["rating"] == "act" else []
    return Unit(finding["document"], [mark] if made else [], wanted)


def _readings(text: Record, made: Sequence[Record]) -> Unit:
    """Entries are first letter, the one after the last, kind, trouble, look and weight."""
    first, second = text["readings"]
    either = [[one] for one in (*first, *second) if one[5] >= WANTED]
    both = pairs(first, second)
    unit = Unit(text["document"])
    for one in made:
        found = {"either": either, "both": both}
        marks = {name for name, some in found.items() if any(_answers(one, each) for each in some)}
        unit.flags.append((one["level"], frozenset({"", *marks})))
    for entries in both:
        best = max((one["level"] for one in made if _answers(one, entries)), default=-1)
        must = "must" if min(one[5] for one in entries) >= MUST else ""
        unit.wanted.append((best, frozenset({"", must})))
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
    sentence = about == "readability"
    return speaks and any(
        _on("documents", one, entry, wide=sentence and entry[2] == "plain-language")
        for entry in entries
    )


def _on(task: str, one: Record, place: Sequence[int], *, wide: bool = False) -> bool:
    """Whether a prediction is on a place, and unless it may be `wide`, no blanket over it."""
    start, end = one["place"]
    most = max(WIDEST[task], 3 * (place[1] - place[0]))
    return meet(one["place"], place) and (wide or end - start <= most)


def meet(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two stretches share a letter."""
    return one[0] < other[1] and other[0] < one[1]


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
    falling = sorted(levels, reverse=True)
    return [(level, ratio(at_level(columns, units, level))) for level in falling]


def area(points: Iterable[tuple[int, Sequence[float]]]) -> float:
    """The area under precision by recall: average precision."""
    total = last = 0.0
    for _, (precision, recall, *_) in points:
        total += (recall - last) * precision
        last = recall
    return total


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
    given = parser.parse_args()
    try:
        answers = list(lines_of(given.answers)) if given.answers else []
        lines = given.predictions.read_text("utf-8").splitlines()
    except (OSError, ValueError) as wrong:
        print(f"cannot be read: {wrong}", file=sys.stderr)
        return 2
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
    _report(given.task, units, int(given.bar * 100 + 1e-6), given.curve)
    return 0


def _report(task: str, units: Sequence[Unit], level: int, file: Path | None) -> None:
    columns = COLUMNS[task]
    names = [*(column.name for column in columns), "F1"]
    points = curve(columns, units)
    values = ratio(at_level(columns, units, level))
    bounds = intervals(columns, units, level)
    for name, value, (low, high) in zip(names, values, bounds, strict=True):
        print(f"{name:10} {value:.3f} [{low:.3f}, {high:.3f}] from {level / 100:.2f}")
    print(f"{'area':10} {area(points):.3f}")
    if file:
        with file.open("w", encoding="utf-8", newline="") as sheet:
            rows = csv.writer(sheet)
            rows.writerow(["from", *names])
            rows.writerows([f"{at / 100:.2f}", *(f"{v:.4f}" for v in some)] for at, some in points)


if __name__ == "__main__":
    sys.exit(main())
