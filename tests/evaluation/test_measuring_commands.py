"""`evaluate`, `sample` and `suggest` as they are typed, on invented provisions."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main

REGISTERED = "Klagen skal sendes i rekommandert brev til kommunen."
POUCH = "Nøkkelen skal legges i en plombert pose."
RULE = "paper/registered-letter"


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str


def regcheck(work: Path, *arguments: str) -> Done:
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.chdir(work), redirect_stdout(out), redirect_stderr(err):
        status = main(arguments)
    return Done(status, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())


def write_gold(folder: Path, *rows: tuple[str, str, list[Any]]) -> Path:
    """Provisions by split, text and labels."""
    provisions, labels = [], []
    for number, (split, text, marked) in enumerate(rows, 1):
        uid = f"P{number}"
        provisions.append(
            {
                "id": uid,
                "split": split,
                "refid": f"lov/2001-01-0{number}-{number}",
                "title": "Lov om nøkler",
                "address": f"§ {number}. Nøkkel",
                "lang": "nb",
                "text": text,
            }
        )
        labels.append({"id": uid, "labels": marked})
    folder.mkdir()
    for name, records in (("provisions", provisions), ("labels", labels)):
        text = "".join(json.dumps(record) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(text)
    return folder


@pytest.fixture
def work(tmp_path: Path) -> Path:
    letter = {"cat": "paper", "quote": "rekommandert brev", "level": "must"}
    pouch = {"cat": "paper", "quote": "plombert pose", "level": "must"}
    write_gold(
        tmp_path / "gold",
        ("train", REGISTERED, [letter]),
        ("train", POUCH, [pouch]),
        ("dev", REGISTERED, []),
        ("dev", POUCH, [pouch]),
    )
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    for number in range(4):
        text = f"# Forskrift om klage {number}\n\n### § 1. Klage\n\n{REGISTERED}\n"
        (drafts / f"{number}.md").write_text(text)
    return tmp_path


CHOSEN = ("--select", RULE, "--nlp", "off")


def test_evaluate_counts(work: Path) -> None:
    done = regcheck(work, "evaluate", "gold", *CHOSEN, "--json", "-")
    record = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    total = {"must": 3, "found": 1, "told": 0, "recall": 0.3333, "flags": 2, "right": 1, "wrong": 1}
    assert record["total"] == {**total, "precision": 0.5, "f1": 0.4}
    assert record["categories"]["paper"] == record["total"]
    assert record["languages"]["nb"]["total"] == record["total"]
    assert [point["usefulness"] for point in record["curve"]] == [bar / 10 for bar in range(10)]
    flags = [point["flags"] for point in record["curve"]]
    assert flags[0] == 2
    assert flags == sorted(flags, reverse=True)
    assert record["rules"] == [
        {"rule": RULE, "flags": 2, "right": 1, "wrong": 1, "precision": 0.5, "found": 1}
    ]
    assert [miss["id"] for miss in record["misses"]] == ["P2", "P4"]
    assert [(one["id"], one["rule"]) for one in record["false_alarms"]] == [("P3", RULE)]
    assert regcheck(work, "evaluate", "gold", *CHOSEN, "--json", "-").out == done.out


def test_evaluate_shows_tables_and_misses(work: Path) -> None:
    done = regcheck(work, "evaluate", "gold", *CHOSEN, "--misses", "1", "--split", "train")
    assert done.status == 0
    lines = [line.split() for line in done.out.splitlines()]
    figures = ["2", "1", "0", "0,50", "1", "1", "1,00", "0,67"]
    assert ["papir", "og", "form", *figures] in lines
    assert ["i", "alt", *figures] in lines
    assert [RULE, "1", "1", "0", "1,00", "1"] in lines
    assert "skal legges i en ▸plombert pose◂." in done.out
    english = regcheck(work, "evaluate", "gold", *CHOSEN, "--locale", "en").out
    assert "paper and form" in english
    assert "0.50" in english
    assert "riktige" not in english


def test_evaluate_counts_only_what_is_shown(work: Path) -> None:
    (work / "regcheck.yaml").write_text(f"severity:\n  {RULE}: info\n")
    done = regcheck(work, "evaluate", "gold", *CHOSEN, "--json", "-")
    total = json.loads(done.out)["total"]
    assert (total["found"], total["flags"], total["recall"]) == (0, 0, 0.0)


def test_evaluate_writes_json_beside_the_tables(work: Path) -> None:
    done = regcheck(work, "evaluate", "gold", *CHOSEN, "--json", "scores.json")
    assert "papir og form" in done.out
    assert json.loads((work / "scores.json").read_text())["provisions"] == 4


def test_folds_share_out_the_provisions(work: Path) -> None:
    counts = []
    for fold in ("1/2", "2/2", "-1/2"):
        done = regcheck(work, "evaluate", "gold", *CHOSEN, "--fold", fold, "--json", "-")
        record = json.loads(done.out)
        counts.append(record["total"])
        assert record["gold"]["fold"] == fold
    assert counts[1] == counts[2]
    assert counts[0]["must"] + counts[1]["must"] == 3


def test_faulty_labels_stop_evaluate_with_every_fault(work: Path) -> None:
    labels = work / "gold" / "labels.jsonl"
    lines = labels.read_text().splitlines()
    lines[0] = lines[0].replace('"paper"', '"papir"')
    lines[3] = lines[3].replace("plombert pose", "plomberte poser")
    labels.write_text("\n".join(lines))
    done = regcheck(work, "evaluate", "gold", *CHOSEN)
    assert (done.status, done.out) == (2, "")
    assert "labels.jsonl:1: label 1: unknown value of «cat»: «papir»" in done.err
    assert "labels.jsonl:4: label 1: the quote «plomberte poser» is not in P4" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "no such file"),
        (["gold", "--split", "test"], "--split test: use one of all, dev, train"),
        (["gold", "--fold", "3/2"], "--fold 3/2: write K/N"),
        (["gold", "--misses", "0"], "--misses 0: give a whole number"),
        (["gold", "--select", "paper/nonsense"], "no rule is chosen by «paper/nonsense»"),
    ],
)
def test_evaluate_says_what_is_wrong(work: Path, arguments: list[str], said: str) -> None:
    done = regcheck(work, "evaluate", *arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_suggest_names_what_no_rule_finds(work: Path) -> None:
    done = regcheck(work, "suggest", "gold", *CHOSEN, "--min-support", "2")
    assert done.status == 0
    assert "papir og form (1)" in done.out or "papir og form (2)" in done.out
    assert "lov/2001-01-02-2 § 2" in done.out
    assert "rekommandert" not in done.out
    none = regcheck(work, "suggest", "gold", *CHOSEN, "--category", "technology")
    assert none.out == "Ingen ordfølge når kravene.\n"
    wrong = regcheck(work, "suggest", "gold", "--category", "papr")
    assert (wrong.status, "did you mean «paper»?" in wrong.err) == (2, True)


def mark(sheet: Path, *marks: str) -> None:
    """Fill the column for marks in, as a reader does."""
    rows = list(csv.reader(io.StringIO(sheet.read_text("utf-8-sig"), newline=""), delimiter=";"))
    for row, word in zip(rows[1:], marks, strict=True):
        row[rows[0].index("right")] = word
    with sheet.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)


def test_sample_mark_and_read_back(work: Path) -> None:
    drawn = regcheck(work, "sample", RULE, "drafts", "-n", "3", "-o", "sheet.csv", "--nlp", "off")
    assert (drawn.status, drawn.out) == (0, "")
    assert "3 av 4 treff" in drawn.err
    sheet = work / "sheet.csv"
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbf")
    again = regcheck(work, "sample", RULE, "drafts", "-n", "3", "--nlp", "off")
    assert again.out.encode() == sheet.read_bytes()
    kept = regcheck(work, "sample", RULE, "drafts", "-o", "sheet.csv")
    assert (kept.status, "may hold marks" in kept.err) == (2, True)
    mark(sheet, "ja", "nei", "")
    keep = ("--store", "store", "--corpus", "drafts", "--date", "2025-01-31")
    read = regcheck(work, "sample", "--read", "sheet.csv", *keep)
    assert read.status == 0
    assert f"{RULE}: presisjon 50,0\u00a0% (1 av 2 riktige)" in read.out
    assert "Rader uten merke: 1" in read.out
    stored = (work / "store" / "paper" / "registered-letter.json").read_text()
    assert json.loads(stored)["right"] == 1
    assert "brev" not in stored.replace("registered-letter", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name a rule"),
        ([RULE], "name a rule and at least one file"),
        ([RULE, "drafts", "--seed", "x"], "--seed x: give a whole number"),
        ([RULE, "drafts", "-n", "0"], "-n 0: give a whole number"),
        ([RULE, "drafts", "-o", "sheet.xlsx"], "a sheet is a .csv or a .jsonl file"),
        ([RULE, "drafts", "--store", "x"], "go with --read"),
        ([RULE, "--read", "sheet.csv"], "alone"),
        (["--read", "sheet.csv"], "sheet.csv: cannot be opened"),
        (["paper/nonsense", "drafts"], "there is no rule «paper/nonsense»"),
        ([RULE, "nowhere"], "no such file or folder"),
    ],
)
def test_sample_says_what_is_wrong(work: Path, arguments: list[str], said: str) -> None:
    done = regcheck(work, "sample", *arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_sample_goes_on_past_what_cannot_be_read(work: Path) -> None:
    (work / "drafts" / "bad.md").write_bytes(b"\0\0\0")
    done = regcheck(work, "sample", RULE, "drafts", "--nlp", "off")
    assert done.status == 3
    assert "not read: drafts/bad.md" in done.err
    assert done.out.count("\n") == 5


def test_no_mark_and_no_date_are_faults(work: Path) -> None:
    regcheck(work, "sample", RULE, "drafts", "-o", "sheet.csv", "--nlp", "off")
    empty = regcheck(work, "sample", "--read", "sheet.csv")
    assert (empty.status, "no hit is marked" in empty.err) == (2, True)
    mark(work / "sheet.csv", *["ja"] * 4)
    undated = regcheck(work, "sample", "--read", "sheet.csv", "--store", "s", "--corpus", "x")
    assert (undated.status, undated.out, "--date" in undated.err) == (2, "", True)
    assert not (work / "s").exists()
