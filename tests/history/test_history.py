"""Law through time: what `regcheck history` follows, over renames, renumbering and moves."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
HEAD = '---\nrefid: "forskrift/2020-01-01-1"\n---\n\n# Forskrift om benker\n'
PAPER = "Søknaden skal sendes i rekommandert brev."
BENCHES = "Benkene skal stå på rad langs stien, med ryggen mot havet."
ANSWER = " Kommunen svarer innen fire uker, og svaret gjelder i to år."
COLOUR = "Fargen er grønn, og den holdes ved like hver vår av den som eier benken."
Row = dict[str, Any]


def text(*sections: str, head: str = HEAD) -> str:
    numbered = (f"### § {number}.\n\n{one}\n" for number, one in enumerate(sections, 1))
    return "\n".join([head, *numbered])


class Repository:
    """A repository in which each commit has a day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "-q")

    def git(self, *arguments: str, day: str = "2025-01-01") -> None:
        who = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "x"), ("EMAIL", "x@x"), ("DATE", f"{day}T10:00:00Z"))
        }
        subprocess.run(
            ["git", "-c", "gc.auto=0", *arguments],
            cwd=self.folder,
            env=os.environ | who,
            check=True,
            capture_output=True,
        )

    def commit(self, day: str, **files: str | None) -> None:
        for name, held in files.items():
            path = self.folder / f"{name}.md"
            if held is None:
                path.unlink()
            else:
                path.write_text(held, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--allow-empty", day=day)


def told(*arguments: str, output: str = "historie") -> dict[str, list[Row]]:
    command = ["history", *arguments, "-o", output, "--format", "jsonl"]
    assert main(command) == 0
    return {
        name: [json.loads(line) for line in Path(output, f"{name}.jsonl").read_text().splitlines()]
        for name in ("versions", "sections", "events")
    }


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.chdir(tmp_path)
    made = Repository(tmp_path / "depot")
    first, then = PAPER + ANSWER, PAPER.replace("skal", "må") + ANSWER
    made.commit("2025-01-10", a=text(BENCHES, first, COLOUR))
    made.commit("2025-02-10", a=text(BENCHES, COLOUR, first))
    made.commit("2025-03-10", a=text(BENCHES, COLOUR, then))
    made.commit("2025-04-10", a=None, b=text(BENCHES, COLOUR, then))
    made.commit("2025-05-10", b=text(COLOUR, "Søknaden må sendes digitalt." + ANSWER))
    made.commit("2025-06-10", b=None)
    return made


@needs_git
def test_a_document_is_followed_to_its_end(repository: Repository) -> None:
    rows = told("depot")["versions"]
    changes = ["stood", "reworded", "reworded", "moved", "reworded", "went"]
    assert [one["document_change"] for one in rows] == changes
    assert [one["path"] for one in rows] == ["a.md"] * 3 + ["b.md"] * 3
    assert [one["document"] for one in rows] == [0] * 6
    days = [one["day"] for one in rows]
    assert days == [f"2025-0{month}-10" for month in range(1, 7)]
    assert [one["until_day"] for one in rows] == [*days[1:], None]
    assert rows[0]["refid"] == "forskrift/2020-01-01-1"


@needs_git
def test_sections_are_followed_by_their_content(repository: Repository) -> None:
    rows = told("depot")["sections"]
    threads: dict[str, list[tuple[int, str, str | None]]] = {}
    for one in rows:
        place = (
            one["version"],
            one["section_change"],
            (one["section"] or "").rpartition("/")[2] or None,
        )
        threads.setdefault(one["thread"].rpartition("/")[2], []).append(place)
    assert threads["§2"] == [
        (1, "stood", "§2"),
        (2, "moved", "§3"),
        (3, "reworded", "§3"),
        (4, "kept", "§3"),
        (5, "reworded", "§2"),
        (6, "went", None),
    ]
    assert [one[1] for one in threads["§1"]] == ["stood", "kept", "kept", "kept", "went"]
    assert [one[2] for one in threads["§3"]] == ["§3", "§2", "§2", "§2", "§1", None]


@needs_git
def test_a_finding_has_one_number_until_it_goes_and_what_came_instead(
    repository: Repository,
) -> None:
    tables = told("depot", "--select", "paper/registered-letter")
    letter, reworded, went = tables["events"]
    assert [one["finding_change"] for one in tables["events"]] == ["stood", "reworded", "went"]
    assert len({one["finding"] for one in tables["events"]}) == 1
    assert reworded["earlier_excerpt"] == PAPER == letter["excerpt"]
    assert (went["new_words"], went["version"]) == ("digitalt", 5)
    assert went["new_sentence"] == "Søknaden må sendes digitalt."
    assert went["thread"].endswith("/§2")
    with_it = [one["section_findings"] for one in tables["sections"] if one["section_findings"]]
    assert with_it == [1, 1, 1, 1]


@needs_git
def test_each_version_has_the_findings_that_came_and_did_not_go(repository: Repository) -> None:
    tables = told("depot")
    change = {"stood": 1, "came": 1, "went": -1}
    standing: Counter[int] = Counter()
    for one in tables["events"]:
        standing[one["version"]] += change.get(one["finding_change"], 0)
    there = 0
    for one in tables["versions"]:
        there += standing[one["version"]]
        assert there == (one["findings"] or 0)


@needs_git
def test_a_later_beginning_takes_the_state_before_it(repository: Repository) -> None:
    rows = told("depot", "--from", "2025-03-01")["versions"]
    assert [(one["document_change"], one["day"]) for one in rows[:2]] == [
        ("stood", "2025-02-10"),
        ("reworded", "2025-03-10"),
    ]


@needs_git
def test_a_place_in_the_repository_is_enough(repository: Repository) -> None:
    repository.commit("2025-07-01", c=text(PAPER, head="# Forskrift om bord\n"))
    rows = told("depot", "--path", "c.md")["versions"]
    assert [(one["path"], one["document_change"]) for one in rows] == [("c.md", "stood")]


@needs_git
def test_several_processes_give_the_same_bytes(repository: Repository) -> None:
    repository.commit("2025-07-01", c=text(PAPER, COLOUR, head="# Forskrift om bord\n"))
    for number in ("1", "2"):
        told("depot", "--jobs", number, output=number)
    for name in ("versions", "sections", "events"):
        one, two = (Path(number, f"{name}.jsonl").read_bytes() for number in ("1", "2"))
        assert one == two


@needs_git
def test_parquet_has_the_types_of_the_dictionary(repository: Repository) -> None:
    duckdb = pytest.importorskip("duckdb")
    assert main(["history", "depot", "-o", "t"]) == 0
    said = duckdb.sql("describe from 't/versions.parquet'").fetchall()
    types = {name: kind for name, kind, *_ in said}
    assert (types["day"], types["version"], types["path"]) == ("DATE", "BIGINT", "VARCHAR")
    sections = "from 't/sections.parquet'"
    whole = duckdb.sql(f"select count(*) {sections}").fetchall()
    with_versions = f"{sections} natural join 't/versions.parquet'"
    assert duckdb.sql(f"select count(*) {with_versions}").fetchall() == whole


@needs_git
def test_the_questions_of_the_guide_are_answered(repository: Repository) -> None:
    duckdb = pytest.importorskip("duckdb")
    repository.commit("2025-07-01", c=text(PAPER, head="# Forskrift om bord\n"))
    repository.commit("2025-07-11", c=text(COLOUR, head="# Forskrift om bord\n"))
    assert main(["history", "depot", "-o", "history"]) == 0
    guide = (Path(__file__).parents[2] / "docs" / "research.md").read_text("utf-8")
    took_out, lasted = re.findall(r"```\n(select .*?)```", guide, re.DOTALL)
    letter = [row for row in duckdb.sql(took_out).fetchall() if row[2] == "paper/registered-letter"]
    (gone,) = letter
    assert (str(gone[1]), gone[4]) == ("2025-05-10", "digitalt")
    days = {
        rule: (begun, ended, days) for rule, begun, ended, days in duckdb.sql(lasted).fetchall()
    }
    assert days["paper/registered-letter"] == (1, 1, 10.0)


def test_states_are_told_apart_by_the_days_in_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for day, sections in (("2024-01-01", (PAPER,)), ("20250101", (BENCHES, PAPER))):
        Path(f"lov-{day}").mkdir()
        Path(f"lov-{day}", "a.md").write_text(text(*sections), "utf-8")
    tables = told("lov-2024-01-01", "lov-20250101", "--select", "paper")
    rows = tables["versions"]
    assert [(one["revision"], one["day"], one["document_change"]) for one in rows] == [
        ("lov-2024-01-01", "2024-01-01", "stood"),
        ("lov-20250101", "2025-01-01", "reworded"),
    ]
    moves = [
        (one["section_change"], one["section"].rpartition("/")[2]) for one in tables["sections"]
    ]
    assert sorted(moves) == [("came", "§1"), ("moved", "§2"), ("stood", "§1")]
    assert [one["finding_change"] for one in tables["events"]] == ["stood"]


def test_what_is_no_repository_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["history", ".", "-o", "t"]) == 2
    assert "not in a Git repository" in capsys.readouterr().err
    Path("a.md").write_text(text(PAPER), "utf-8")
    for wrong in ((), ("nowhere",), ("a.md",), ("a.md", "a.md", "--from", "2025-01-01")):
        assert main(["history", *wrong, "-o", "t"]) == 2
        assert "give one folder in a Git repository" in capsys.readouterr().err
    assert not Path("t").exists()


@needs_git
def test_a_commit_may_claim_any_day(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit("2099-12-31", c=text(PAPER, head="# Forskrift om bord\n"))
    rows = told("depot")["versions"]
    assert rows[-1]["day"] == "2099-12-31"
