"""The figures of the benchmark, and the tables and counts that its documents show.

    python benchmarks/obstacles-no/tables.py [TEXTS [--answers HIDDEN]] [--write]

With TEXTS, as `texts.py rebuild` wrote them, everything is measured anew into `figures.json`; what
is hidden only with the answers. README, DATASHEET and CITATION are filled from that file and from
the data: with `--write` in place, else it only says which of them differ (exit code 1).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import score
from score import CATEGORIES, COLUMNS, HERE, SHIPPED, SPLITS, Column, Record, lines_of, texts

FIGURES = HERE / "figures.json"
FILLED = ("README.md", "DATASHEET.md", "CITATION.cff")
TODAY = "regcheck"
_MADE = re.compile(r"^(.*made: ([\w-]+).*\n)(?s:.*?)(^.*end: \2\b)", re.MULTILINE)


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("texts", nargs="?", type=Path)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    figures = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {"tasks": {}}
    if given.texts:
        answers = list(lines_of(given.answers)) if given.answers else []
        figures = measured(given.texts, answers, figures)
    if given.texts and given.write:
        told = json.dumps(figures, ensure_ascii=False, separators=(",", ":"))
        FIGURES.write_text(told.replace('{"level"', '\n{"level"') + "\n", "utf-8")
    differ = []
    for name in FILLED:
        file = HERE / name
        text = file.read_text("utf-8")
        new = filled(text, figures)
        if new != text:
            differ.append(name)
            if given.write:
                file.write_text(new, "utf-8")
    print(f"{'written' if given.write else 'differ'}: {', '.join(differ) or 'none'}")
    return int(bool(differ) and not given.write)


def measured(folder: Path, answers: Sequence[Record], before: Record) -> Record:
    """All figures, those that cannot be measured as they were before."""
    from baselines import MAKERS

    tasks: Record = {}
    for task, splits in SPLITS.items():
        for split in splits:
            if split == "train":
                continue
            place = f"{task} {split}"
            if split == "hidden" and not answers:
                tasks[place] = before["tasks"][place]
                continue
            known = texts(task, split, answers)
            makers = MAKERS[task].items()
            made = {name: list(make(task, folder, split, answers)) for name, make in makers}
            tasks[place] = _figures(task, known, made)
            print(place, file=sys.stderr)
    agreed = [list(row) for row in agreement(answers)]
    old = [row for row in before.get("agreement", []) if "hidden" in row[0] and not answers]
    found = {
        task: len({one["id"] for one in lines_of(folder / f"{task}.jsonl")} & every(task).keys())
        for task in SPLITS
    }
    return {"tasks": tasks, "agreement": agreed + old, "rebuilt": found}


def _figures(task: str, known: dict[str, Record], made: dict[str, list[Record]]) -> Record:
    columns = COLUMNS[task]
    units = {name: score.score(task, known, some) for name, some in made.items()}

    def flags(name: str, level: int) -> int:
        return score.at_level(columns, units[name], level)[0][1]

    makers: Record = {}
    for name, some in units.items():
        points = score.curve(columns, some)
        level = SHIPPED
        if not name.startswith(TODAY):
            many = flags(TODAY, SHIPPED)
            level = min((at for at, _ in points), key=lambda at: abs(flags(name, at) - many))
        makers[name] = {
            "level": level,
            "flags": flags(name, level),
            "shares": _rounded(score.ratio(score.at_level(columns, some, level))),
            "bounds": [_rounded(pair) for pair in score.intervals(columns, some, level)],
            "area": round(score.area(points), 4),
            "curve": [[at, *_rounded(shares)] for at, shares in points],
        }
        if task == "provisions":
            makers[name]["by"] = {one: _by_category(one, some) for one in CATEGORIES}
    documents = len({unit.document for unit in units[TODAY]})
    return {"texts": len(known), "documents": documents, "makers": makers}


def _by_category(category: str, units: Sequence[score.Unit]) -> float | None:
    columns = (Column("", "flags", "right", category), Column("", "wanted", of=category))
    if not any(category in marks for unit in units for _, marks in unit.wanted):
        return None
    return round(score.area(score.curve(columns, units)), 4)


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(value, 4) for value in values]


def filled(text: str, figures: Record) -> str:
    """A document with what is made in it made anew."""
    return _MADE.sub(lambda found: found[1] + _block(found[2], figures) + found[3], text)


def _block(name: str, figures: Record) -> str:
    made = {
        "counts": counts_table,
        "abstract": abstract,
        "agreement": agreement_table,
        "rebuilt": rebuilt,
    }
    if name in made:
        lines = made[name](figures)
    else:
        split = name.replace("-", " ")
        lines = tables(figures["tasks"][split], COLUMNS[split.partition(" ")[0]])
    return "".join(f"{line}\n" for line in lines)


def tables(figures: Record, columns: Sequence[Column]) -> Iterator[str]:
    """A row for each maker, and precision and recall at every tenth."""
    makers = figures["makers"]
    names = [*(column.name for column in columns), "F1"]
    yield f"\n{figures['texts']:,} of {figures['documents']:,} documents\n"
    yield f"| maker | from | findings | {' | '.join(names)} | area |"
    yield f"|---|{'---|' * (len(names) + 3)}"
    for name, one in makers.items():
        shares = [
            f"{share:.2f} [{low:.2f}, {high:.2f}]"
            for share, (low, high) in zip(one["shares"], one["bounds"], strict=True)
        ]
        head = f"| {name} | {one['level'] / 100:.2f} | {one['flags']:,} "
        yield f"{head}| {' | '.join(shares)} | {one['area']:.2f} |"
    makers = {name: one for name, one in makers.items() if len(one["curve"]) > 1}
    yield f"\n| from | {' | '.join(makers)} |"
    yield f"|---|{'---|' * len(makers)}"
    for tenth in range(90, -1, -10):
        cells = [_at(one["curve"], tenth) for one in makers.values()]
        yield f"| {tenth / 100:.1f} | {' | '.join(cells)} |"
    if any("by" in one for one in makers.values()):
        yield f"\n| area by category | {' | '.join(makers)} |"
        yield f"|---|{'---|' * len(makers)}"
        for category in CATEGORIES:
            areas = [one["by"][category] for one in makers.values()]
            cells = ["–" if area is None else f"{area:.2f}" for area in areas]
            yield f"| {category} | {' | '.join(cells)} |"
    yield ""


def _at(curve: Sequence[Sequence[float]], level: int) -> str:
    above = [point for point in curve if point[0] >= level]
    return f"{above[-1][1]:.2f} / {above[-1][2]:.2f}" if above else "–"


def agreement(answers: Sequence[Record] = ()) -> Iterator[tuple[str, int, float, float, float]]:
    """How far readers agree: what is asked, how many were read by two, the share, its bounds."""
    rated: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for said in score.findings().values():
        if len(said) > 1:
            rated[said[0]["document"]].append((said[0]["rating"], said[1]["rating"]))
    yield _agreed("findings: act or not", list(rated.values()), _same)
    yield _agreed("findings: kappa over act, note, wrong", list(rated.values()), _kappa)
    for split in ("dev", "hidden") if answers else ("dev",):
        read = [one["readings"] for one in texts("documents", split, answers).values()]
        for least, found in ((score.MUST, 1), (score.WANTED, 1), (score.WANTED, score.WANTED)):
            seen = [[*_seen(a, b, least, found), *_seen(b, a, least, found)] for a, b in read]
            verb = {1: "marked", score.WANTED: "wanted"}[found]
            asked = f"documents, {split}: of weight {least} and up, {verb} by the other"
            yield _agreed(asked, seen, lambda some: sum(some) / len(some))


def _seen(mine: Sequence[Any], other: Sequence[Any], least: int, found: int) -> Iterator[bool]:
    others = [one for one in other if one[5] >= found]
    for one in mine:
        if one[5] >= least:
            yield any(score.meet(one, each) for each in others)


def _agreed(
    asked: str, by_document: Sequence[Sequence[Any]], measure: Callable[[list[Any]], float]
) -> tuple[str, int, float, float, float]:
    chance = random.Random(1)
    every = [one for some in by_document for one in some]
    draws = (chance.choices(by_document, k=len(by_document)) for _ in range(score.DRAWS))
    low, high = score.between(measure([one for some in drawn for one in some]) for drawn in draws)
    return asked, len(every), measure(every), low, high


def _same(read: Sequence[tuple[str, str]]) -> float:
    return sum((a == "act") == (b == "act") for a, b in read) / len(read)


def _kappa(read: Sequence[tuple[str, str]]) -> float:
    seen = sum(a == b for a, b in read) / len(read)
    first, second = (Counter(pair[i] for pair in read) for i in (0, 1))
    chance = sum(first[key] * second[key] for key in first) / len(read) ** 2
    return (seen - chance) / (1 - chance) if chance < 1 else 1.0


def agreement_table(figures: Record) -> Iterator[str]:
    """How far readers agree."""
    yield "\n| asked | read by two | agree |\n|---|---|---|"
    for asked, n, share, low, high in figures["agreement"]:
        yield f"| {asked} | {n:,} | {share:.2f} [{low:.2f}, {high:.2f}] |"
    yield ""


def rebuilt(figures: Record) -> Iterator[str]:
    """How many texts come back from public law."""
    yield "\n| task | texts | rebuilt |\n|---|---|---|"
    for task, found in figures["rebuilt"].items():
        number = len(every(task))
        share = int(10_000 * found / number) / 10_000
        yield f"| {task} | {number:,} | {share:.4f} |"
    yield ""


def every(task: str) -> dict[str, Record]:
    """What there is to predict on in all splits."""
    splits = {"train", *SPLITS[task]}
    return {key: one for split in splits for key, one in texts(task, split).items()}


def counted() -> Counter[str]:
    """What the data files hold."""
    of: Counter[str] = Counter()
    places: dict[str, set[Any]] = {"dev": set(), "hard": set(), "train": set()}
    for one in lines_of(score.PROVISIONS):
        of.update(["provisions", f"provisions {one['split']}", f"provisions {one['lang']}"])
        of["labels"] += len(one["labels"])
        places[one["split"]].add(one["refid"])
    of["law"] = len(set().union(*places.values()))
    for split in ("dev", "hard"):
        of[f"law {split}"] = len(places[split])
        of[f"shared {split}"] = len(places[split] & places["train"])
    rated = [one for file in score.RATINGS.glob("*.jsonl") for one in lines_of(file)]
    of["ratings"] = len(rated)
    of["findings"] = len(score.findings())
    of["rated law"] = len({one["refid"] or one["document"] for one in rated})
    of["readers"] = len({one["reader"] for one in rated})
    of["hidden findings"] = sum(1 for _ in lines_of(score.HIDDEN))
    for one in lines_of(score.DOCUMENTS):
        of.update({f"documents {one['split']}": 1, f"words {one['split']}": one["words"]})
        of[f"entries {one['split']}"] += sum(map(len, one["readings"]))
    return of


def counts_table(_: Record) -> Iterator[str]:
    """What there is in each split."""
    of = counted()
    split_of = {one["id"]: one["document"] for one in texts("attention", "dev").values()}
    dev = len(split_of)
    hidden_law = len({one["refid"] for one in lines_of(score.HIDDEN)})
    yield "\n| task | split | texts | of documents | answers |\n|---|---|---|---|---|"
    yield f"| provisions | all | {of['provisions']:,} | {of['law']:,} | {of['labels']:,} labels |"
    yield f"| | `train` | {of['provisions train']:,} | | |"
    for split in ("dev", "hard"):
        also = f"{of[f'shared {split}']} of them in `train`, with other provisions"
        yield f"| | `{split}` | {of[f'provisions {split}']} | {of[f'law {split}']} | {also} |"
    said = f"{of['ratings']:,} ratings by {of['readers']} readers"
    yield f"| attention | all public | {of['findings']:,} | {of['rated law']:,} | {said} |"
    yield f"| | `dev` | {dev:,} | {len(set(split_of.values())):,} | a fifth by document |"
    yield f"| | `hidden` | {of['hidden findings']:,} | {hidden_law} | not published |"
    for split, read in (("train", "one reader"), ("dev", "two readers")):
        task = "documents" if split == "train" else ""
        head = f"| {task} | `{split}` | {of[f'documents {split}']} ({of[f'words {split}']:,} words)"
        yield f"{head} | | {of[f'entries {split}']:,} entries, {read} |"
    head = f"| | `hidden` | {of['documents hidden']} ({of['words hidden']:,} words)"
    yield f"{head} | | two readers, not published |\n"


def abstract(_: Record) -> Iterator[str]:
    """What the benchmark is, to be cited."""
    of = counted()
    twice = of["documents dev"] + of["documents hidden"]
    yield "abstract: >-"
    yield f"  {of['provisions']:,} provisions of {of['law']:,} Norwegian acts and regulations with"
    yield f"  {of['labels']:,} labels of what stands in the way of digital handling or plain"
    yield f"  language, or defines a term; {of['findings']:,} findings of a linter with"
    yield f"  {of['ratings']:,} ratings of whether a drafter would act on them; and"
    yield f"  {of['documents train'] + twice} whole documents with what readers want changed,"
    yield f"  {twice} of them by two readers. Most readers were language models that followed a"
    yield "  written guide. Given by citation, place and digest; texts are rebuilt from public law."


if __name__ == "__main__":
    sys.exit(main())
