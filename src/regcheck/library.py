"""What the commands do with many documents, as functions for programs: nothing is printed, and what
they give are values with `to_dict()`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.base.errors import UsageError
from regcheck.base.texts.message import message
from regcheck.document.model import Document
from regcheck.results.result import Settings

if TYPE_CHECKING:
    from regcheck.changes.compare import DocumentComparison
    from regcheck.changes.precedents.known import Precedent
    from regcheck.concepts.definitions import Definition
    from regcheck.corpus.scans.results import ScanResults
    from regcheck.findings.model import Finding
    from regcheck.quality.evaluation.scores import Scores
    from regcheck.readers.inputs import Inputs
    from regcheck.references.model import Reference
    from regcheck.run.rules import LoadedRules

Place = str | os.PathLike[str]


def scan(
    paths: Place | Iterable[Place],
    output: Place,
    rules: LoadedRules,
    *,
    tables: str = "findings",
    jobs: int = 1,
    locale: str = "auto",
    nlp: bool = False,
    today: date | None = None,
) -> ScanResults:
    """Check every document under the paths and keep the tables (`findings`, `all`, or `text` to
    have that of provisions too) in a folder, where what has not changed is not checked again. Gives
    the tables."""
    from regcheck.changes.suppressions.suppressing import Suppressing
    from regcheck.corpus.scans.folder import locked, read_manifest
    from regcheck.corpus.scans.results import scan_results
    from regcheck.corpus.scans.scan import Scan, run_scan
    from regcheck.reports.records import header_record
    from regcheck.run.apart import Apart
    from regcheck.run.check import CheckJob
    from regcheck.run.options import RunOptions

    if tables not in ("findings", "all", "text"):
        said = {"flag": "tables", "value": tables, "allowed": "findings, all, text"}
        raise UsageError(message("cli.not_allowed", **said))
    settings = Settings(locale=locale, nlp=nlp, fail_on="never")
    inputs = _inputs(paths)
    options = RunOptions(jobs, inputs.limits, apart=Apart(0), tables=tables)
    suppressing = Suppressing(rules.rule_set, settings, today=today)
    header = header_record(settings, rules.rule_set)
    folder = Path(output)
    job = CheckJob(rules, settings, options, suppressing)
    work = Scan(inputs, job, folder, "parquet", header)
    with locked(folder):
        run_scan(work, read_manifest(folder))
    return scan_results(os.fspath(output))


def compare(
    old: Document,
    new: Document,
    rules: LoadedRules,
    *,
    locale: str = "auto",
    nlp: bool = False,
    rank: bool = True,
) -> DocumentComparison:
    """What a new version of a document introduces, removes and keeps, provisions followed where
    they have been renumbered. `locale`, `nlp` and `rank` are as for `check`."""
    from regcheck.changes.alignment import align, provisions
    from regcheck.changes.compare import compare_pairs
    from regcheck.run.api import check

    before, after = (check(one, rules, locale=locale, nlp=nlp, rank=rank) for one in (old, new))
    places = {before.path: align(provisions(old), provisions(new))}
    return compare_pairs([(before, after)], places)[0]


def references_in(document: Document, *, index: Place = "") -> list[Reference]:
    """Every place that a document refers to, and whether it exists, there or in an `index`."""
    from regcheck.concepts.index import open_index
    from regcheck.references.library import ReferenceLibrary
    from regcheck.references.resolve import references_in as found_in

    with open_index(os.fspath(index)) if index else nullcontext() as source:
        return found_in(document, ReferenceLibrary(source))


def concepts_in(document: Document) -> list[Definition]:
    """Every term that a document defines, in text order, with meaning and reach."""
    from regcheck.concepts.definitions import definitions_in

    return definitions_in(document)


def evaluate(
    gold: Place | Sequence[Place],
    rules: LoadedRules,
    *,
    split: str = "all",
    fold: str = "",
    jobs: int = 1,
    nlp: bool = False,
    rank: bool = True,
    definitions: bool = False,
) -> Scores:
    """Precision, recall and F1 of rules on labelled provisions: a folder with `provisions.jsonl`
    and `labels.jsonl`, or the two files.

    `split` and `fold` (such as `1/5`) choose a part; with `definitions` the terms that regcheck
    sees being defined are measured too. Categories in which no rule was chosen are left out. Raises
    DataError for faulty files and UsageError for a part that is not there.
    """
    from regcheck.quality.evaluation.gold import (
        choose_provisions,
        find_gold,
        parse_fold,
        read_gold,
    )
    from regcheck.quality.evaluation.gold_run import check_provisions
    from regcheck.quality.evaluation.scores import categories_in, score
    from regcheck.run.options import RunOptions

    places = [gold] if isinstance(gold, str | os.PathLike) else gold
    read = read_gold(*find_gold([os.fspath(place) for place in places]))
    chosen = choose_provisions(read, split, parse_fold(fold) if fold else None)
    settings = Settings(locale="nb", nlp=nlp, rank=rank)
    checked = check_provisions(
        chosen, rules, settings, RunOptions(jobs), [], definitions=definitions
    )
    flags = {one.id: found for one, found in checked}
    categories = categories_in(rules.rules, definitions=definitions)
    return score(chosen, flags, categories=categories, rules=[rule.id for rule in rules.rules])


def precedents_for(finding: Finding) -> tuple[Precedent, ...]:
    """At most three places where the legislator rewrote such words, nearest first."""
    from regcheck.changes.precedents.known import nearest

    return nearest(finding.rule.id, finding.quote, finding.language)


def _inputs(paths: Place | Iterable[Place]) -> Inputs:
    """The documents under paths. Raises UsageError where there is none."""
    from regcheck.readers.inputs import find_inputs

    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    inputs = find_inputs([os.fspath(path) for path in given], base=Path.cwd())
    if inputs.found_nothing:
        raise UsageError(
            message("cli.no_such_path", paths=", ".join(os.fspath(path) for path in given))
        )
    return inputs
