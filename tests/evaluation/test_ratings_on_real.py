"""Real ratings counted as by a script of its own, where they are to be had: with findings at random
that differ from those that were rated in place, severity, rule and words."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rating_samples import finding

from real_law import shared_or_skip
from regcheck.base.text.span import Span
from regcheck.findings.model import Finding
from regcheck.law.metadata import DocumentMeta
from regcheck.packs.model import Severity
from regcheck.quality.evaluation.rating_places import PlacedRating
from regcheck.quality.evaluation.rating_scores import STATES, RatingScores, see
from regcheck.quality.evaluation.rating_sheet import read_ratings
from regcheck.quality.evaluation.ratings import RATINGS
from regcheck.results.result import DocumentResult


@pytest.fixture(scope="module")
def ratings() -> Path:
    folder = shared_or_skip() / "ratings"
    if not (folder / "score.py").is_file():
        pytest.skip("the ratings are not here")
    return folder


def like(record: dict[str, Any], draw: Random) -> list[Finding]:
    """Findings on and around the words of a rated one, or none."""
    found = []
    for _ in range(draw.choice((0, 1, 1, 2))):
        moved = draw.choice((0, 0, 0, 2, record["end"] - record["start"]))
        category = record["category"]
        one = finding(
            draw.choice(list(Severity)),
            draw.choice((record["rule"], record["rule"], f"{category}/other", "house/other")),
            usefulness=draw.choice((None, round(draw.random(), 1))),
            start=record["start"] + moved,
            end=record["end"] + moved,
            message=draw.choice((record["message"], record["message"], "Noe annet.")),
            advice=record["advice"],
            decider=draw.choice((record["decider"], record["decider"], "court")),
        )
        found.append(one)
    return found


def as_json(one: Finding, path: str) -> dict[str, Any]:
    return {
        "path": path,
        "rule": one.rule.id,
        "category": one.rule.category,
        "severity": one.severity.word,
        **{key: getattr(one, key) for key in ("start", "end", "message", "advice", "decider")},
        "usefulness": one.usefulness,
    }


def test_findings_at_random_are_counted_alike(ratings: Path, tmp_path: Path) -> None:
    source = ratings / "findings.jsonl"
    draw = Random(11)
    records = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    rated = read_ratings([str(source)]).rated
    by_document: dict[str, list[Finding]] = defaultdict(list)
    placed: dict[str, list[PlacedRating]] = defaultdict(list)
    for record, one in zip(records, rated, strict=True):
        by_document[record["doc"]] += like(record, draw)
        placed[record["doc"]].append(PlacedRating(one, Span(record["start"], record["end"])))
    findings = [as_json(one, doc) for doc, mine in by_document.items() for one in mine]
    whole = {"documents": [{"path": doc} for doc in by_document], "findings": findings}
    (tmp_path / "run.json").write_text(json.dumps(whole))
    script = [sys.executable, str(ratings / "score.py"), str(source), str(tmp_path / "run.json")]
    said = subprocess.run(script, check=True, capture_output=True, text=True).stdout
    seen = []
    for doc, mine in by_document.items():
        seen += see(placed[doc], DocumentResult(doc, "md", "", DocumentMeta(), tuple(mine)))
    scores = RatingScores(tuple(seen))
    for state in STATES:
        figures = [int(n) for n in re.findall(r"\d+", said.partition(f"\n{state} ")[2])[:3]]
        assert [scores.counts(state)[rating] for rating in RATINGS] == figures, state
        assert sum(figures), state
    assert scores.ranking is not None
    n, auc = scores.ranking["n"], scores.ranking["auc"]
    assert f"usefulness ranks {n}: AUC {auc:.3f}" in said
    assert f"keeps {scores.keeps:.2f}" in said
