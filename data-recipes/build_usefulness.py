"""Trains the model that says how useful a finding is.

    python data-recipes/build_usefulness.py RATINGS... --law FOLDER [--wanted READING...] [-o MODEL] [--folds 5]

RATINGS are files or folders of ratings (`regcheck rate`); those of the split `dev` are left out. The
documents are run through the pipeline with today's rules, so what is learned is what the engine
knows today. Ratings that speak of a message, advice or decider that has changed since teach
nothing. Needs `pip install scikit-learn`; its version and the same ratings, law and rules give the
same model. READINGS hold what readers of whole documents want changed (`corpora/wanted`, or with
quotes in place of offsets): each finding on a document that was read teaches whether any of them
wants it. Takes some minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from regcheck.base.search.linear import UNIT, Feature, LinearModel
from regcheck.document.model import Document
from regcheck.findings.learned.features import Around
from regcheck.findings.learned.usefulness import MODEL
from regcheck.findings.model import Finding
from regcheck.findings.overlap import in_order
from regcheck.packs.model import Severity
from regcheck.quality.evaluation.rating_places import locate
from regcheck.quality.evaluation.rating_scores import auc, see
from regcheck.quality.evaluation.rating_sheet import read_ratings
from regcheck.quality.evaluation.ratings import RatedFinding
from regcheck.readers.inputs import Input, find_inputs
from regcheck.results.result import Settings
from regcheck.run.api import load_rules
from regcheck.run.pipeline import Pipeline

MEASURED = "dev"
"""The split that is for measuring only."""
PENALTY = 5.0
LEAST = 5
"""Findings that have a feature, at least, for it to count."""
LIGHTEST = 80
"""Thousandths of a weight, at least: two thirds of the features weigh less, and to leave them out
costs a thousandth of the AUC."""
THRESHOLD = 0.2
"""Under this a finding is folded. Above it, in documents that taught nothing, readers of single
findings act on .59 (.08 are wrong), and of what is shown in whole documents .58 is wanted by both
readers: a quarter more of what they both want than at .38, at little less precision."""
WANTED = 2
"""The weight of an entry from which on a reader truly wants it."""
WIDEST = 200, 3
"""A finding of more code points, and of so many times those of an entry, answers nothing."""
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
"""Troubles that answer each other, of readers and of rules that name theirs."""
SPEAKS = {
    "paper": "paper technology once-only application-only automation",
    "technology": "paper technology automation concepts",
    "discretion": "discretion automation structure application-only",
    "automation": "discretion automation structure data-sharing once-only application-only paper",
    "once-only": "once-only data-sharing paper",
    "data-sharing": "data-sharing once-only",
    "application-only": "application-only once-only discretion paper",
    "concepts": "concepts structure technology",
    "plain-language": "plain-language readability structure",
    "structure": "structure concepts discretion automation readability",
}
"""For each kind of entry the categories that speak of such, where a rule names no trouble."""


class Taught(NamedTuple):
    """A rated finding as the engine sees it today; `shown` where a rule alone would show it."""

    document: str
    rule: str
    rating: str
    shown: bool
    features: Sequence[Feature]


def teaching(rated: Sequence[RatedFinding]) -> list[RatedFinding]:
    """The ratings that may teach: none of the split for measuring."""
    return [one for one in rated if one.facts.split != MEASURED]


def learn(rated: Sequence[RatedFinding], law: Sequence[str]) -> Iterator[Taught]:
    """What each rating teaches, by document in path order."""
    located = locate(rated, find_inputs(law, base=Path.cwd()))
    print(f"{len(located.absent)} in no document, {len(located.changed)} moved", file=sys.stderr)
    pipeline = Pipeline(load_rules(), Settings(rank=False))
    for item, placed in zip(located.inputs, located.placed, strict=True):
        assert isinstance(item, Input)
        document = item.document(located.inputs.limits)
        assert isinstance(document, Document)
        work, found = pipeline.find(document)
        result = pipeline.result(work, found)
        judged = dict(zip(map(id, result.findings), in_order(found), strict=True))
        around = Around(work.segments)
        for one in see(placed, result):
            if one.finding is not None and one.state != "changed":
                features = around.features(judged[id(one.finding)])
                shown = one.state == "shown"
                yield Taught(
                    one.rated.facts.text, one.rated.facts.rule, one.rated.rating, shown, features
                )


def learn_wanted(readings: Sequence[str], law: Sequence[str]) -> Iterator[Taught]:
    """What each finding teaches on documents that were read whole: whether an entry that a reader
    wants changed overlaps it."""
    entries: dict[str, list[dict[str, Any]]] = {}
    for path in readings:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            name = Path(one["file"]).name.removesuffix(".md")
            entries.setdefault(f"{name}.md", []).append(one)
    pipeline = Pipeline(load_rules(), Settings(rank=False))
    inputs = find_inputs(law, base=Path.cwd())
    for item in inputs:
        name = Path(item.path).name
        if name not in entries or not isinstance(item, Input):
            continue
        document = item.document(inputs.limits)
        assert isinstance(document, Document)
        text = document.source_text
        wanted = [(one, placed(one, text)) for one in entries[name]]
        work, found = pipeline.find(document)
        result = pipeline.result(work, found)
        around = Around(work.segments)
        for finding, judged in zip(result.findings, in_order(found), strict=True):
            hit = any(at and speaks(finding, one) and answers(finding, *at) for one, at in wanted)
            rating = "act" if hit else "note"
            shown = judged.severity > Severity.INFO
            yield Taught(name, finding.rule.id, rating, shown, around.features(judged))


def placed(entry: dict[str, Any], text: str) -> tuple[int, int] | None:
    """Where an entry stands that is wanted; None for others and for words that are not there."""
    if entry["weight"] < WANTED:
        return None
    start = entry.get("start", text.find(entry.get("quote", "\0")))
    return None if start < 0 else (start, entry.get("end", start + len(entry.get("quote", ""))))


def speaks(finding: Finding, entry: dict[str, Any]) -> bool:
    """Whether a finding can mean what an entry says."""
    own = finding.rule.trouble
    if own:
        return any(own in family and entry["trouble"] in family for family in FAMILIES)
    return finding.rule.category in SPEAKS[entry["kind"]].split()


def answers(finding: Finding, start: int, end: int) -> bool:
    """Whether a finding overlaps an entry and is not too wide for it."""
    most = max(WIDEST[0], WIDEST[1] * (end - start))
    return finding.start < end and start < finding.end and finding.end - finding.start <= most


def model_of(taught: Sequence[Taught]) -> LinearModel:
    """The model that the ratings give."""
    documents = sorted({_digest(one.document) for one in taught})
    rated = Counter(one.rule for one in taught)
    about = {
        "threshold": THRESHOLD,
        "rules": sorted(rule for rule, number in rated.items() if number >= LEAST),
        "findings": len(taught),
        "act": sum(one.rating == "act" for one in taught),
        "documents": documents,
        "penalty": PENALTY,
    }
    return fitted([one.features for one in taught], [one.rating == "act" for one in taught], about)


def fitted(
    rows: Sequence[Sequence[Feature]], answers: Sequence[bool], about: Mapping[str, Any]
) -> LinearModel:
    """Logistic regression with an L2 penalty on every weight; the bias is a feature of strength 2.
    Features that few rows have, and weights that are light, are left out."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for row in rows for name in {feature[:2] for feature in row})
    held: list[Counter[str]] = []
    for row in rows:
        held.append(Counter())
        for group, value, strength in row:
            if counts[group, value] >= LEAST:
                held[-1][f"{group}\t{value}"] += strength  # type: ignore[assignment]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(held)
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    model = LogisticRegression(
        C=1 / PENALTY, solver="liblinear", intercept_scaling=2.0, max_iter=2_000, random_state=0
    ).fit(matrix, answers)
    weights: dict[str, dict[str, int]] = {}
    for name, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True):
        group, _, value = name.partition("\t")
        rounded = round(weight * UNIT / 10) * 10
        if abs(rounded) >= LIGHTEST:
            weights.setdefault(group, {})[value] = rounded
    return LinearModel(round(model.intercept_[0] * UNIT), weights, about)


def cross_validate(taught: Sequence[Taught], folds: int) -> list[tuple[float, Taught]]:
    """Each finding with its usefulness by a model of the other folds, by document."""
    found = []
    for fold in range(folds):
        out = [one for one in taught if int(_digest(one.document), 16) % folds == fold]
        rest = [one for one in taught if int(_digest(one.document), 16) % folds != fold]
        model = model_of(rest)
        found += [(model.score(one.features), one) for one in out]
    return found


def tell(scored: Sequence[tuple[float, Taught]]) -> None:
    """Print how well the ranking ranks what the rules alone would show."""
    shown = [(score, one.rating) for score, one in scored if one.shown]
    everything = sum(one.rating == "act" for _, one in scored)
    print(f"AUC {auc([(score, rating == 'act') for score, rating in shown]):.3f} of {len(shown)}")
    for at in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        kept = [rating for score, rating in shown if score >= at]
        if kept:
            act, wrong = kept.count("act") / len(kept), kept.count("wrong") / len(kept)
            keeps = kept.count("act") / everything
            print(f"at {at}: {len(kept)}, act {act:.2f}, wrong {wrong:.2f}, keeps {keeps:.2f}")
    for tenth in range(10):
        part = [r for score, r in shown if tenth <= score * 10 < tenth + 1]
        if part:
            print(f"{tenth / 10}–: {len(part)}, act {part.count('act') / len(part):.2f}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def main() -> None:
    """Train, measure by cross-validation if asked to, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ratings", nargs="+")
    parser.add_argument("--law", nargs="+", required=True)
    parser.add_argument("--wanted", nargs="*", default=[])
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("-o", "--output", default="")
    options = parser.parse_args()
    taught = list(learn(teaching(read_ratings(options.ratings).rated), options.law))
    taught += learn_wanted(options.wanted, options.law)
    if options.folds:
        tell(cross_validate(taught, options.folds))
    home = Path(__file__).parents[1] / "src/regcheck/findings/learned" / MODEL
    text = model_of(taught).to_json()
    Path(options.output or home).write_text(text, encoding="utf-8")
    print(f"{len(text.encode()) // 1000} kB from {len(taught)} ratings")


if __name__ == "__main__":
    main()
