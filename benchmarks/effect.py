"""What a change of rules does: two states of the rules over the same slice of law, and each finding
that comes, goes or is graded otherwise, in its context.

    python benchmarks/effect.py OLD NEW [--law FOLDER] [--every 20] [--most 5] [--category NAME]
                                        [--budget 2] [--rated 3]

OLD and NEW are folders of rules (`rules`) or revisions (`main`). FOLDER holds documents in any
format (default: `REGCHECK_SHARED` or `../shared`, `lovdata/markdown`, else the demo drafts); the
slice is one in so many of them, chosen by a digest of their names, the same each time. A digest of
the slice is printed: reports with the same one are about the same texts.

Where readers have rated the same words of the same text (`corpora/ratings`), their ratings are told
of what comes and what goes. With `--budget` the exit code is 1 if more than so many of a hundred
findings come or go, with `--rated` if more than so many go that a reader would act on, or come that
one called wrong. Neither is a fault in itself: a change that means to do more is reviewed with a
larger budget.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from regcheck.matching.compile import compile_rules
from regcheck.packs.load import load_packs
from regcheck.packs.select import select_rules
from regcheck.quality.evaluation.rating_sheet import read_ratings
from regcheck.quality.evaluation.ratings import RatedFinding, digest
from regcheck.readers.inputs import Input, Inputs, find_inputs
from regcheck.results.result import Settings
from regcheck.run.check import CheckJob
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules

PROJECT = Path(__file__).resolve().parents[1]
RATINGS = PROJECT / "corpora" / "ratings"


class Place(NamedTuple):
    """Words that a rule finds."""

    rule: str
    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of them: the severity, the provision and the sentence."""

    severity: str
    address: str
    quote: str
    excerpt: str
    refid: str = ""


Found = dict[Place, Told]


def main() -> None:
    """Check the slice twice and print the difference."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--law", type=Path, default=_law())
    parser.add_argument("--every", type=int, default=20)
    parser.add_argument("--most", type=int, default=5)
    parser.add_argument("--category", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--budget", type=float)
    parser.add_argument("--rated", type=int)
    given = parser.parse_args()
    law = chosen_slice(given.law, given.every)
    with TemporaryDirectory() as folder:
        old, new = (
            findings(rules_of(name, Path(folder) / side), law, given.category, given.jobs)
            for side, name in (("old", given.old), ("new", given.new))
        )
    print(f"{len(law.entries)} documents, slice {slice_digest(law)}")
    print("\n".join(effect(old, new, given.most)))
    counts = rated(old, new, read_ratings([str(RATINGS)]).rated)
    print("\n" + "\n".join(f"rated {name}: {n}" for name, n in sorted(counts.items())))
    over = list(over_budget(old, new, counts, given.budget, given.rated))
    print("\n".join(over))
    raise SystemExit(bool(over))


def _law() -> Path:
    shared = Path(os.environ.get("REGCHECK_SHARED", PROJECT.parent / "shared"))
    found = shared / "lovdata" / "markdown"
    return found if found.is_dir() else PROJECT / "corpora" / "drafts"


def chosen_slice(law: Path, every: int) -> Inputs:
    """One in so many documents of a folder, in path order."""
    inputs = find_inputs([str(law)], base=Path.cwd())
    return inputs.only(lambda path: _number(Path(path).name) % every == 0)


def _number(name: str) -> int:
    return int.from_bytes(sha256(name.encode()).digest()[:4], "big")


def slice_digest(law: Inputs) -> str:
    """A name for the texts of a slice."""
    whole = sha256()
    for item in law:
        data = item.read(law.limits) if isinstance(item, Input) else b""
        whole.update(sha256(data).digest() if isinstance(data, bytes) else b"")
    return whole.hexdigest()[:16]


def rules_of(name: str, place: Path) -> Path:
    """A copy of a state of the rules: of a folder, or of that of a revision."""
    if Path(name).is_dir():
        shutil.copytree(name, place / "rules")
    else:
        packed = subprocess.run(
            ["git", "-C", str(PROJECT), "archive", name, "rules"], capture_output=True, check=True
        )
        with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
            archive.extractall(place, filter="data")
    for file in (place / "rules").glob("*.yaml"):
        file.unlink()  # what is no rule, such as the names of ministries
    return place / "rules"


def findings(folder: Path, law: Inputs, categories: Sequence[str], jobs: int) -> Found:
    """What the rules in a folder find in the slice, before it is ranked."""
    rule_set = select_rules(load_packs([folder]), select=categories)
    rules = LoadedRules(rule_set, compile_rules(rule_set))
    settings = Settings(locale="nb", nlp=False, rank=False)
    return {
        Place(one.rule.id, result.path, one.start, one.end): Told(
            one.severity.word, one.address, one.quote, one.excerpt, result.meta.refid
        )
        for result in CheckJob(rules, settings, RunOptions(jobs)).results(law)
        for one in result.findings
    }


def effect(old: Found, new: Found, most: int) -> Iterator[str]:
    """A line for each rule with a difference, and at most so many examples of each kind."""
    changes: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place in sorted({*old, *new}):
        if place not in old:
            changes[place.rule]["+"].append(place)
        elif place not in new:
            changes[place.rule]["-"].append(place)
        elif old[place].severity != new[place].severity:
            changes[place.rule]["~"].append(place)
    yield f"{len(old)} findings before, {len(new)} after, {len(changes)} rules differ"
    for rule, kinds in sorted(changes.items()):
        counts = "  ".join(f"{sign}{len(kinds[sign])}" for sign in "+-~" if kinds[sign])
        yield f"\n{rule}  {counts}"
        for sign in "+-~":
            for place in kinds[sign][:most]:
                told = (old if sign == "-" else new)[place]
                was = f" (was {old[place].severity})" if sign == "~" else ""
                yield f"  {sign} {told.severity}{was}  {Path(place.path).name} {told.address}"
                yield f"      {in_context(told)}"
            if len(kinds[sign]) > most:
                yield f"  {sign} … {len(kinds[sign]) - most} more"


def rated(old: Found, new: Found, ratings: Iterable[RatedFinding]) -> Counter[str]:
    """How many of the findings that go, and of those that come, readers have rated so: by category,
    text and words."""
    known: dict[tuple[str, str, str], str] = {}
    for one in ratings:
        known.setdefault((one.facts.category, one.facts.refid, one.facts.words), one.rating)
    counts: Counter[str] = Counter()
    for name, mine, others in (("gone", old, new), ("new", new, old)):
        kept = {_words(place, told) for place, told in others.items()}
        for place, told in mine.items():
            if place not in others and (words := _words(place, told)) not in kept:
                counts[f"{name} {known.get(words, 'by nobody')}"] += 1
    return counts


def _words(place: Place, told: Told) -> tuple[str, str, str]:
    return place.rule.partition("/")[0], told.refid, digest(told.quote)


def over_budget(
    old: Found, new: Found, counts: Counter[str], budget: float | None, most: int | None
) -> Iterator[str]:
    """What of a difference is more than was allowed."""
    share = 100 * len(old.keys() ^ new.keys()) / max(len(old), 1)
    if budget is not None and share > budget:
        yield f"over budget: {share:.2f} of a hundred findings come or go, {budget:g} are allowed"
    surprise = counts["gone act"] + counts["new wrong"]
    if most is not None and surprise > most:
        yield (
            f"over budget: {counts['gone act']} go that readers would act on, "
            f"{counts['new wrong']} come that they called wrong, {most} are allowed together"
        )


def in_context(told: Told, around: int = 60) -> str:
    """The words in brackets, with what stands around them."""
    before, found, after = told.excerpt.partition(told.quote)
    if not found:
        return f"[{told.quote}]"
    start = ("…" + before[-around:]) if len(before) > around else before
    end = (after[:around] + "…") if len(after) > around else after
    return f"{start}[{found}]{end}"


if __name__ == "__main__":
    main()
