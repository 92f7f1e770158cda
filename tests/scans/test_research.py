"""The tables for researchers, and the questions of the guide recomputed without SQL."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import regcheck
from regcheck.cli.main import main
from regcheck.corpus.scans import tables as tables_module
from regcheck.corpus.scans.results import ScanResults, scan_results
from regcheck.corpus.scans.tables import EVERY, TABLES, connect, dictionary
from regcheck.document.model import BESIDE_ROLES, OPERATIVE_ROLES, Document

pytest.importorskip("duckdb", reason="duckdb is not installed")
PROJECT = Path(__file__).parents[2]
MEASURED = {*OPERATIVE_ROLES, *BESIDE_ROLES, "inserted"}
Rows = list[dict[str, Any]]
Tables = dict[str, Rows]


@pytest.fixture(scope="module")
def results(scanned: Path) -> Iterator[ScanResults]:
    found = scan_results(str(scanned / "scan"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def tables(results: ScanResults) -> Tables:
    return {name: answer(results, f'from "{name}"') for name in TABLES}


@pytest.fixture(scope="module")
def guide() -> ModuleType:
    found = importlib.util.spec_from_file_location("research", PROJECT / "docs" / "research.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def answer(results: ScanResults, sql: str) -> Rows:
    found = results.ask(sql)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def per(part: float, whole: float, times: float, digits: int) -> float | None:
    return round(times * part / whole + 1e-9, digits) if whole else None


def by_rule(t: Tables) -> Rows:
    counts = Counter((f["rule"], f["severity"]) for f in t["findings"])
    rules = {r["rule"]: r for r in t["rules"]}
    rows: Rows = []
    for (rule, severity), n in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        known = rules[rule]
        low, high = known["precision_low"], known["precision_high"]
        rows.append(
            {
                "rule": rule,
                "severity": severity,
                "findings": n,
                "precision": known["precision"],
                "marks": known["marks"],
                "at_least": None if low is None else pytest.approx(n * low, abs=0.51),
                "at_most": None if high is None else pytest.approx(n * high, abs=0.51),
            }
        )
    return rows[:20]


def grave(t: Tables) -> Counter[str]:
    return Counter(
        f["path"] for f in t["findings"] if f["severity"] != "info" and f["role"] in MEASURED
    )


def by_ministry(t: Tables) -> Rows:
    found = grave(t)
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for d in t["documents"]:
        for ministry in d["ministries"] or ["(none)"]:
            for at, more in enumerate((1, d["words"], found[d["path"]])):
                sums[ministry][at] += more
    rows = [
        {
            **dict(zip(("ministry", "documents", "words", "findings"), (name, *one), strict=True)),
            "per_thousand_words": per(one[2], one[1], 1000, 2),
        }
        for name, one in sums.items()
    ]
    return sorted(rows, key=lambda one: (-one["per_thousand_words"], one["ministry"]))


def by_document(t: Tables) -> Rows:
    found = grave(t)
    rows = [
        {
            "path": d["path"],
            "words": d["words"],
            "findings": found[d["path"]],
            "per_thousand_words": per(found[d["path"]], d["words"], 1000, 1),
        }
        for d in t["documents"]
        if d["words"] >= 100
    ]
    return sorted(rows, key=lambda one: (-one["per_thousand_words"], one["path"]))[:20]


def by_decade(t: Tables) -> Rows:
    found = Counter(
        f["path"]
        for f in t["findings"]
        if f["severity"] != "info" and f["verdict"] in ("paper", "presence")
    )
    sums: dict[tuple[int, bool], list[int]] = defaultdict(lambda: [0, 0, 0])
    for d in t["documents"]:
        if d["in_force_on"] and d["kind"] in ("act", "regulation"):
            late = bool(d["last_amended_on"] and d["last_amended_on"].year >= 2015)
            for at, more in enumerate((1, d["words"], found[d["path"]])):
                sums[d["in_force_on"].year // 10 * 10, late][at] += more
    return [
        {
            "decade": decade,
            "amended_since_2015": late,
            "documents": one[0],
            "words": one[1],
            "findings": one[2],
            "per_thousand_words": per(one[2], one[1], 1000, 2),
        }
        for (decade, late), one in sorted(sums.items())
    ]


def by_kind(t: Tables) -> Rows:
    kinds = defaultdict(list)
    for d in t["documents"]:
        if d["sentences"]:
            kinds[d["kind"]].append(d)
    rows = []
    for kind, some in sorted(kinds.items()):
        words = sum(d["words"] for d in some)
        lix = sum(d["lix"] * d["words"] for d in some) / words
        mean = sum(d["words_per_sentence"] * d["words"] for d in some) / words
        rows.append(
            {
                "kind": kind,
                "documents": len(some),
                "words": words,
                "mean_lix": pytest.approx(lix, abs=0.051),
                "words_per_sentence": pytest.approx(mean, abs=0.051),
            }
        )
    return rows


def sections(t: Tables) -> dict[tuple[str, str], str]:
    return {(p["path"], p["provision"]): p["section"] for p in t["provisions"]}


def paper(t: Tables) -> Rows:
    where = sections(t)
    number = len({(path, section) for (path, _), section in where.items() if section})
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for f in t["findings"]:
        section = where[f["path"], f["provision"]]
        if f["verdict"] in ("paper", "presence") and section:
            found[f["function"] or "(other)"].append((f["path"], section))
    rows = [
        {
            "function": name,
            "findings": len(some),
            "sections": len(set(some)),
            "percent_of_sections": per(len(set(some)), number, 100, 1),
        }
        for name, some in found.items()
    ]
    return sorted(rows, key=lambda one: (-one["findings"], one["function"]))


def deciders(t: Tables) -> Rows:
    some = [f for f in t["findings"] if f["category"] == "discretion" and f["role"] in MEASURED]
    counts = Counter(f["decider"] or "nobody named" for f in some)
    gates = Counter(f["decider"] or "nobody named" for f in some if f["gate"])
    rows = [
        {
            "decider": name,
            "findings": n,
            "percent": per(n, len(some), 100, 1),
            "percent_gates": per(gates[name], n, 100, 1),
        }
        for name, n in counts.items()
    ]
    return sorted(rows, key=lambda one: (-one["findings"], one["decider"]))


def spread(t: Tables) -> Rows:
    words: Counter[tuple[str, str]] = Counter()
    for p in t["provisions"]:
        if p["section"] and p["role"] in MEASURED:
            words[p["path"], p["section"]] += p["provision_words"]
    where, kinds = sections(t), defaultdict(set)
    for f in t["findings"]:
        if f["severity"] != "info":
            kinds[f["path"], where[f["path"], f["provision"]]].add(f["category"])
    groups = defaultdict(list)
    for key, number in words.items():
        groups[len(kinds[key])].append(number)
    return [
        {
            "kinds": n,
            "sections": len(some),
            "percent": per(len(some), len(words), 100, 1),
            "mean_words": pytest.approx(sum(some) / len(some), abs=0.051),
        }
        for n, some in sorted(groups.items())
    ]


def standards(t: Tables) -> Rows:
    words: Counter[str] = Counter()
    for p in t["provisions"]:
        if p["role"] in MEASURED:
            words[p["language"]] += p["provision_words"]
    counts = Counter((f["category"], f["language"]) for f in t["findings"] if f["role"] in MEASURED)
    return [
        {
            "category": category,
            **{
                one: per(counts[category, one], words[one], 1000, 2)
                if counts[category, one]
                else None
                for one in ("nb", "nn")
            },
        }
        for category in sorted({category for category, _ in counts})
    ]


def astray(t: Tables) -> Rows:
    some = [r for r in t["references"] if r["outcome"] not in ("unknown", "elsewhere")]
    followed = Counter(r["citation"] for r in some)
    lost = Counter(r["citation"] for r in some if r["outcome"] != "found")
    rows = [
        {
            "citation": kind,
            "followed": n,
            "astray": lost[kind],
            "percent": per(lost[kind], n, 100, 1),
        }
        for kind, n in followed.items()
    ]
    return sorted(rows, key=lambda one: (-one["astray"], one["citation"]))


def decided(t: Tables) -> Rows:
    acts = defaultdict(list)
    for one in t["decisions"]:
        if not one["duty"]:
            acts[one["act"]].append(one)

    def percent(some: Rows, open_: Callable[[dict[str, Any]], bool]) -> float | None:
        return per(sum(map(open_, some)), len(some), 100, 1)

    rows = [
        {
            "act": act,
            "decisions": len(some),
            "nobody_named": percent(some, lambda one: one["decided_by"] is None),
            "no_conditions": percent(some, lambda one: one["conditions"] == 0),
            "open_words": percent(some, lambda one: one["open_conditions"] > 0),
            "no_time_limit": percent(some, lambda one: one["time_limit"] is None),
        }
        for act, some in acts.items()
    ]
    return sorted(rows, key=lambda one: (-one["decisions"], one["act"]))


ANSWERS: tuple[Callable[[Tables], Rows], ...] = (
    *(by_rule, by_ministry, by_document, by_decade, by_kind, paper, deciders, spread, standards),
    *(astray, decided),
)


@pytest.mark.parametrize("number", range(11), ids=lambda at: ANSWERS[at].__name__)
def test_a_question_is_answered_as_without_sql(
    number: int, results: ScanResults, tables: Tables, guide: ModuleType
) -> None:
    question = guide.QUESTION.findall(guide.GUIDE.read_text("utf-8"))[number]
    assert answer(results, question) == ANSWERS[number](tables)


def test_the_table_of_decisions_is_what_the_command_tells(
    tables: Tables, scanned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drafts = scanned / "corpora" / "drafts"
    assert main(["decisions", str(drafts), "--duties", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)["decisions"]
    assert len(told) == len(tables["decisions"]) > 50
    for row, one in zip(tables["decisions"], told, strict=True):
        assert row["provision"] == one["address_path"]
        assert row["acts"] == one["acts"]
        assert (row["decider"], row["duty"]) == (one["kind"] or None, one["duty"])
        assert row["decided_by"] == (" ".join(one["decider"]["text"].split()) or None)
        assert row["time_limit_state"] == one["time"]["state"]
        assert row["appeal_state"] == one["appeal"]["state"]
        natures = Counter(condition["nature"] for condition in one["conditions"])
        assert [row[f"{name}_conditions"] for name in ("fact", "judgment", "open")] == [
            natures[name] for name in ("fact", "judgment", "open")
        ]
        assert row["conditions"] == natures.total()
        assert {q["trouble"] for q in one["questions"]} <= {*(row["questions"] or ())}
        assert (row["start"], row["end"]) == (one["words"]["start"], one["words"]["end"])


def test_tables_agree_with_the_documents(tables: Tables, scanned: Path) -> None:
    words: Counter[str] = Counter()
    for p in tables["provisions"]:
        words[p["path"]] += p["provision_words"] * (p["role"] in MEASURED)
    assert words == {d["path"]: d["words"] for d in tables["documents"]}
    known = {(p["path"], p["provision"]) for p in tables["provisions"]}
    assert len(known) == len(tables["provisions"])
    assert {(f["path"], f["provision"]) for f in tables["findings"]} <= known
    assert {f["rule"] for f in tables["findings"]} <= {r["rule"] for r in tables["rules"]}
    document = regcheck.read(scanned / "corpora" / "drafts" / "lov-om-turstier.md")
    assert isinstance(document, Document)
    for d in tables["definitions"]:
        if d["path"].endswith("lov-om-turstier.md"):
            assert document.source_text[d["start"] : d["end"]] == d["term"]


@pytest.mark.parametrize(
    ("rows", "others"),
    [
        ("findings", ("documents", "provisions", "rules")),
        ("provisions", ("documents",)),
        ("definitions", ("documents", "provisions")),
        ("references", ("documents", "provisions")),
        ("decisions", ("documents", "provisions")),
    ],
)
def test_natural_joins_keep_each_row_and_no_name_means_two_things(
    rows: str, others: tuple[str, ...], results: ScanResults
) -> None:
    whole = len(answer(results, f'from "{rows}"'))
    for other in others:
        joined = results.ask(f'from "{rows}" natural join {other}')
        assert sorted(joined.columns) == sorted({*TABLES[rows], *TABLES[other]})
        assert len(list(joined.rows)) == whole


def test_figures_of_provisions_are_those_of_documents(tables: Tables) -> None:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for p in tables["provisions"]:
        if p["role"] in {*OPERATIVE_ROLES, "inserted"}:
            for at, name in enumerate(("words", "sentences", "long_words")):
                sums[p["path"]][at] += p[f"provision_{name}"]
    for d in tables["documents"]:
        words, sentences, long_words = sums[d["path"]]
        assert d["sentences"] == sentences
        assert d["lix"] == pytest.approx(words / sentences + 100 * long_words / words, abs=0.051)


def test_the_schema_has_the_columns_of_the_tables() -> None:
    schema = tomllib.loads((Path(tables_module.__file__).parent / "dictionary.toml").read_text())
    assert set(schema["tables"]) == set(EVERY)
    assert set(schema["columns"]) == {name for columns in EVERY.values() for name in columns}
    types = "varchar|varchar\\[\\]|bigint|double|boolean|date"
    for name, told in schema["columns"].items():
        kind, text = told.split(": ", 1)
        assert re.fullmatch(rf"({types})(, [\w–-]+( \w+)?)?", kind), name
        assert (", " in kind) == kind.startswith(("bigint", "double")), f"{name}: unit"
        assert text.endswith((".", "…")) or "→" in text, name


def test_parquet_files_carry_the_dictionary(scanned: Path) -> None:
    file = next((scanned / "scan" / "documents").glob("*.parquet"))
    with connect() as database:
        said = database.execute(
            "select decode(key), decode(value) from parquet_kv_metadata(?)", [str(file)]
        ).fetchall()
        types = dict(
            database.execute(
                "select column_name, column_type from (describe select * from read_parquet(?))",
                [str(file)],
            ).fetchall()
        )
    told = dict(said)
    assert (told["schema_version"], told["table_name"]) == ("4", "documents")
    assert "DATE" in told["dictionary"] or "date: " in told["dictionary"]
    assert types["ministries"] == "VARCHAR[]"
    assert types["in_force_on"] == "DATE"


def test_the_page_of_the_dictionary_is_up_to_date(guide: ModuleType) -> None:
    assert guide.PAGE.read_text("utf-8") == guide.tables_page(), "run python docs/research.py"
    assert all(text for columns in dictionary().values() for text in columns.values())


def test_plots_show_the_answers(guide: ModuleType) -> None:
    drawn = guide.bars([("a & b", 4.0), ("c", 2.0)], "share")
    assert re.findall(r'width="([\d.]+)" height', drawn) == ["330.0", "165.0"]
    assert "a &amp; b" in drawn
    assert len(guide.BARS) == 11 == len(guide.QUESTION.findall(guide.GUIDE.read_text("utf-8")))
