"""The limits that `docs/security.md` names are those that hold."""

from __future__ import annotations

import re

from commands import PROJECT

from regcheck.base.datafiles import yaml_nodes
from regcheck.base.search import expressions
from regcheck.changes import baseline_file, git
from regcheck.changes.amending import consolidator
from regcheck.cli import lsp, serve
from regcheck.concepts import catalogue, catalogue_rdf
from regcheck.corpus import fetch
from regcheck.desk import assistant, checks, local
from regcheck.desk.serve import server as served
from regcheck.findings import suppression
from regcheck.packs import phrase_syntax, source_files, terminals
from regcheck.quality.evaluation import gold, sheet
from regcheck.readers.limits import DEFAULT, MEGABYTE
from regcheck.reports import returned, workbooks
from regcheck.results.config import load
from regcheck.results.settings import SETTINGS
from regcheck.run import findings_cache
from regcheck.run.guard import Guard

PAGE = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
_NUMBER = re.compile(r"\d[\d,]*\b")


def told() -> dict[str, list[int]]:
    """The figures of each row of the table of limits, by how the row begins."""
    table = PAGE.partition("## Limits")[2].partition("\n\nReading 48")[0]
    rows = [row.split(" | ") for row in table.splitlines() if row.startswith("| ")][2:]
    return {
        row[0].removeprefix("| "): [
            int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*\b", row[1])
        ]
        for row in rows
    }


def test_limits() -> None:
    megabytes = DEFAULT.max_file_bytes // MEGABYTE
    yaml = [yaml_nodes.MAX_BYTES, yaml_nodes.MAX_NODES, yaml_nodes.MAX_DEPTH]
    beyond = f"beyond the first {DEFAULT.ratio_floor // MEGABYTE} MB"
    assert told() == {
        "a file, or a member of an archive after decompression": [megabytes],
        "a line of Markdown or plain text": [DEFAULT.max_line],
        "nested elements; levels of lists": [DEFAULT.max_depth],
        "all members of an archive": [DEFAULT.max_archive_total // MEGABYTE],
        "members of an archive": [DEFAULT.max_members],
        f"expansion ratio of an archive or Office file, {beyond}": [DEFAULT.max_ratio],
        "CPU seconds for one document; what was found until half of them were used is worked out "
        "and reported, the rest told": [Guard().seconds],
        "megabytes of memory for one document": [SETTINGS["memory_limit"].default],
        "CPU seconds for one document in the editor": [lsp.SECONDS],
        "seconds for one expression in one segment": [expressions.TIME_LIMIT],
        "processes": [],
        "a rule, group, pack, configuration or sidecar file": yaml,
        "files of a pack": [source_files.MAX_FILES],
        "CPU seconds for `apply`": [SETTINGS["time_limit"].default],
        "what words that are swapped may make a law with `apply`": [consolidator.GROWTH],
        "an expression in a rule": [terminals.MAX_EXPRESSION, terminals.MAX_BRACKETS],
        "a phrase in a rule": [phrase_syntax.MAX_LENGTH, phrase_syntax.MAX_NESTING],
        "configurations in a chain of `extends`": [load.MAX_FILES],
        "suppressions in a document": [suppression.MOST_HERE, suppression.MOST],
        "a `.gitignore` file": [256],
        "a baseline": [baseline_file.MAX_BYTES // MEGABYTE],
        "labelled provisions": [gold.MAX_BYTES // MEGABYTE],
        "a marked sheet, or a file of ratings": [sheet.MAX_BYTES // MEGABYTE],
        "a concept catalogue": [
            catalogue_rdf.MAX_BYTES // MEGABYTE,
            catalogue_rdf.MAX_DEPTH,
            catalogue.MAX_ROWS,
        ],
        "the findings cache": [findings_cache.MAX_KEPT_BYTES // MEGABYTE],
        "one call to Git": [git.PATIENCE],
        "files that the desk accepts at a time; results that it keeps": [
            local.AT_A_TIME,
            checks.KEPT,
        ],
        "minutes until an idle desk ends": [60],
        "bytes that `serve` is asked about at a time; CPU seconds for them": [
            served.MOST,
            serve.SECONDS,
        ],
        "bytes of a text that an assistant asks about; findings in an answer": [
            assistant.MOST,
            assistant.LISTED,
        ],
        "a workbook": [returned._LARGEST // MEGABYTE, workbooks.MOST_ROWS],
        "one fetch": [fetch.Patience().most_bytes // 1_000_000, fetch.Patience().seconds],
    }


def test_defaults_and_places() -> None:
    assert SETTINGS["time_limit"].default == Guard().seconds
    assert f"`{local.HERE}`" in PAGE


def test_the_two_pages_name_each_other() -> None:
    assert "docs/security.md" in (PROJECT / "SECURITY.md").read_text(encoding="utf-8")
    assert "docs/security.md" in (PROJECT / "README.md").read_text(encoding="utf-8")
