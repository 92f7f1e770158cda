"""The same findings counted here and by the script that came with the labelled provisions."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from real_law import shared_or_skip
from regcheck.base.text.span import Span
from regcheck.packs.model import Severity
from regcheck.quality.evaluation.gold import (
    LabelledProvision,
    categories,
    choose_provisions,
    find_gold,
    read_gold,
)
from regcheck.quality.evaluation.gold_run import check_provisions
from regcheck.quality.evaluation.scores import Counts, Flag, categories_of, score
from regcheck.results.result import Settings
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules

GOLD = "gold"
Flags = dict[str, list[Flag]]


@pytest.fixture(scope="module")
def gold() -> Path:
    folder = shared_or_skip() / GOLD
    if not (folder / "score.py").is_file():
        pytest.skip("the labelled provisions are not here")
    return folder


@pytest.fixture(scope="module")
def provisions(gold: Path) -> list[LabelledProvision]:
    return choose_provisions(read_gold(*find_gold([str(gold)])), "dev")


def by_the_script(gold: Path, work: Path, flags: Flags, *options: str) -> dict[str, Counts]:
    """What the script counts, by category and for `all`."""
    units = work / "units"
    script = [sys.executable, str(gold / "score.py")]
    make = ["--write-units", str(gold / "provisions.jsonl"), str(units), "dev"]
    subprocess.run([*script, *make], check=True)
    found = [
        {
            "path": f"{uid}.md",
            "rule": flag.rule,
            "category": flag.category,
            "severity": flag.severity.word,
            "start": flag.span.start,
            "end": flag.span.end,
        }
        for uid, mine in flags.items()
        for flag in mine
        if flag.is_shown
    ]
    (work / "findings.json").write_text(json.dumps({"findings": found}))
    count = [str(work / "findings.json"), str(units), str(gold / "labels.jsonl"), *options]
    done = subprocess.run([*script, *count], check=True, capture_output=True, text=True)
    rows = [line.split() for line in done.stdout.splitlines()[1:]]
    columns = {"must": 1, "found": 2, "flags": 4, "right": 5}
    return {row[0]: Counts(**{name: int(row[at]) for name, at in columns.items()}) for row in rows}


def compare(gold: Path, work: Path, provisions: list[LabelledProvision], flags: Flags) -> None:
    """The script knows no notes that are told."""
    flags = {uid: [replace(flag, told=False) for flag in mine] for uid, mine in flags.items()}
    for definitions in (True, False):
        options = [] if definitions else ["--no-definitions"]
        theirs = by_the_script(gold, work, flags, *options)
        scores = score(provisions, flags, categories=categories_of(definitions=definitions))
        ours = {c: some for c, some in scores.by_category.items() if some.must or some.flags}
        assert {**ours, "all": scores.total} == theirs


def test_units_are_the_same_texts(
    gold: Path, provisions: list[LabelledProvision], tmp_path: Path
) -> None:
    by_the_script(gold, tmp_path, {})
    for unit in provisions:
        text = (tmp_path / "units" / f"{unit.id}.md").read_bytes().decode()
        assert text == unit.unit, unit.id


def test_real_findings_are_counted_alike(
    gold: Path, provisions: list[LabelledProvision], tmp_path: Path, stable_rules: LoadedRules
) -> None:
    checked = check_provisions(
        provisions, stable_rules, Settings(nlp=False), RunOptions(), [], definitions=True
    )
    flags = {unit.id: found for unit, found in checked}
    assert sum(map(len, flags.values())) > 500
    compare(gold, tmp_path, provisions, flags)


def test_flags_at_random_are_counted_alike(
    gold: Path, provisions: list[LabelledProvision], tmp_path: Path
) -> None:
    """Blankets, headings, other categories and touching ends, which real findings seldom show."""
    draw = Random(7)
    flags: Flags = {}
    for unit in provisions:
        mine = []
        for label in unit.labels or ():
            grown = Span(
                max(0, label.span.start + draw.choice((-40, -3, 0, len(label.span), 200))),
                label.span.end + draw.choice((0, 1, 30, 90, 220)),
            )
            if grown:
                category = draw.choice((label.category, label.also or "paper", *categories()))
                mine.append(Flag(f"{category}/x", category, draw.choice(list(Severity)), grown))
        flags[unit.id] = mine
    compare(gold, tmp_path, provisions, flags)
