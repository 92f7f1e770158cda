"""`rate` and `evaluate --ratings` as they are typed, on invented drafts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from rating_samples import LETTER, REFID, RULE, TEXT, WITH_TEXTS
from test_measuring_commands import Done, regcheck

from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.quality.evaluation.rating_sheet import COLUMNS
from regcheck.quality.evaluation.ratings import RATINGS, REASONS

DOCS = Path(__file__).parents[2] / "docs"
QUICK = ("--nlp", "off", "--no-config")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    law = tmp_path / "lover"
    law.mkdir()
    for number in range(1, 6):
        text = TEXT.replace(REFID, f"forskrift/2001-02-03-{number}")
        (law / f"{number}.md").write_text(text, encoding="utf-8")
    return tmp_path


def rows_of(sheet: Path) -> list[dict[str, str]]:
    text = sheet.read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def fill(sheet: Path, *answers: tuple[str, str, str]) -> None:
    """Rating, reason and reader, as someone writes them in."""
    rows = rows_of(sheet)
    for row, answer in zip(rows, answers, strict=False):
        row["rating"], row["reason"], row["reader"] = answer
    with sheet.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def draw(work: Path, output: str, *more: str) -> Done:
    return regcheck(work, "rate", "lover", "-o", output, *QUICK, *more)


def test_a_few_findings_of_each_document_are_drawn_always_the_same(work: Path) -> None:
    done = draw(work, "a.csv", "--per-document", "1", "-n", "4")
    assert (done.status, done.out) == (0, "")
    assert "4 of 10 findings drawn, from 4 documents" in done.err
    rows = rows_of(work / "a.csv")
    assert len({json.loads(row["facts"])["refid"] for row in rows}) == 4
    assert len({row["id"] for row in rows}) == 4
    draw(work, "b.csv", "--per-document", "1", "-n", "4", "--jobs", "2")
    assert (work / "b.csv").read_bytes() == (work / "a.csv").read_bytes()
    draw(work, "c.csv", "--per-document", "1", "-n", "4", "--seed", "2")
    assert (work / "c.csv").read_bytes() != (work / "a.csv").read_bytes()
    # What a reader has begun with is never written over.
    again = draw(work, "a.csv")
    assert (again.status, "may hold marks" in again.err) == (2, True)


def test_a_finding_stands_in_its_provision_without_its_rule(work: Path) -> None:
    draw(work, "a.csv", "--select", "paper")
    row = rows_of(work / "a.csv")[0]
    assert row["provision"] == (
        f"Klage Klagen skal sendes i ▸{LETTER}◂ til nemnda. "
        "Nemnda kan gi tillatelse i særlige tilfeller."
    )
    assert row["document"] == "Forskrift om postkasser"
    seen = " ".join(cell for name, cell in row.items() if name != "facts")
    assert RULE not in seen
    assert COLUMNS[-1] == "facts"
    assert json.loads(row["facts"])["rule"] == RULE
    assert [row[name] for name in ("rating", "reason", "gate", "reader")] == ["", "", "–", ""]


def test_a_workbook_has_lists_and_the_guide(work: Path) -> None:
    draw(work, "a.xlsx", "--locale", "nn", "--reader", "Kari")
    draw(work, "b.xlsx", "--locale", "nn", "--reader", "Kari")
    assert (work / "a.xlsx").read_bytes() == (work / "b.xlsx").read_bytes()
    book = openpyxl.load_workbook(work / "a.xlsx")
    sheet, guide = book.worksheets
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    assert sheet.column_dimensions[letters["facts"]].hidden
    assert sheet[f"{letters['reader']}2"].value == "Kari"
    choices = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert choices[f"{letters['rating']}2:{letters['rating']}11"] == '"act,note,wrong"'
    place = choices[f"{letters['reason']}2:{letters['reason']}11"]
    first, last = (int(one) for one in place.split("!")[1].replace("$A$", "").split(":"))
    listed = [guide[f"A{row}"].value for row in range(first, last + 1)]
    assert listed == [*REASONS["note"], *REASONS["wrong"]]
    assert guide["A1"].value == "Slik vurderer du funn"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_guide_explains_every_answer(locale: str) -> None:
    words = Texts("rating", locale)
    assert tuple(words.table("ratings")) == RATINGS
    assert list(words.table("reasons")) == [one for some in REASONS.values() for one in some]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_guide_in_the_documentation_is_that_of_the_sheet(locale: str) -> None:
    folder = DOCS if locale == "nb" else DOCS / locale
    page = (folder / "vurdering.md").read_text(encoding="utf-8")
    flat = " ".join(page.split())
    words = Texts("rating", locale)
    assert [text for text in words.table("guide").values() if text not in flat] == []
    answers = {**words.table("ratings"), **words.table("reasons")}
    assert [name for name, text in answers.items() if f"`{name}` | {text} |" not in page] == []


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_answers_of_every_form_become_facts(work: Path, form: str) -> None:
    sheet = work / f"a.{form}"
    draw(work, sheet.name, "--select", "discretion", "--split", "dev")
    if form == "csv":
        rows = rows_of(sheet)
        fill(sheet, ("Note", "trivial", ""), ("act", "", ""))
        assert len(rows) == 5
    elif form == "jsonl":
        records = [json.loads(line) for line in sheet.read_text("utf-8").splitlines()]
        records[0] |= {"rating": "note", "reason": "trivial", "gate": True}
        records[1] |= {"rating": "act", "gate": False}
        sheet.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    else:
        book = openpyxl.load_workbook(sheet)
        at = {cell.value: cell.column for cell in book.worksheets[0][1]}
        for row, (rating, reason) in enumerate((("note", "trivial"), ("act", None)), 2):
            book.worksheets[0].cell(row, at["rating"]).value = rating
            book.worksheets[0].cell(row, at["reason"]).value = reason
            book.worksheets[0].cell(row, at["gate"]).value = "ja"
        book.save(sheet)
    done = regcheck(work, "rate", "--answers", sheet.name, "--reader", "Ola", "-o", "facts.jsonl")
    assert done.status == 0
    assert "2 ratings read; 3 findings have none" in done.err
    records = [json.loads(line) for line in (work / "facts.jsonl").read_text().splitlines()]
    assert [(one["rating"], one["reason"], one["reader"], one["split"]) for one in records] == [
        ("note", "trivial", "Ola", "dev"),
        ("act", None, "Ola", "dev"),
    ]
    gates = {"csv": [None, None], "jsonl": [True, False], "xlsx": [True, True]}
    assert [one["gate"] for one in records] == gates[form]
    assert "nemnda" not in (work / "facts.jsonl").read_text().lower()


def measured(work: Path, *arguments: str) -> dict[str, object]:
    done = regcheck(work, "evaluate", "lover", *QUICK, *arguments, "--json", "-")
    assert done.status == 0
    record: dict[str, object] = json.loads(done.out)
    return record


def test_the_same_figures_from_sheet_texts_and_facts(work: Path) -> None:
    draw(work, "a.csv", "-n", "10")
    answers = [("act", "", "A"), ("note", "trivial", "A"), ("wrong", "advice", "A")] * 3
    fill(work / "a.csv", *answers)
    regcheck(work, "rate", "--answers", "a.csv", "-o", "ratings/a.jsonl")
    by_sheet, by_facts = (measured(work, "--ratings", one) for one in ("a.csv", "ratings"))
    assert by_sheet == by_facts
    assert by_sheet["found"] == 9
    assert sum(sum(one.values()) for one in by_sheet["states"].values()) == 9  # type: ignore[attr-defined,misc]
    less = measured(work, "--ratings", "ratings", "--ignore", "paper,discretion")
    assert sum(less["states"]["gone"].values()) > 0  # type: ignore[index]


def test_the_report_as_text_and_as_markdown(work: Path) -> None:
    texts = [{**WITH_TEXTS, "id": f"K{n}", "refid": f"forskrift/2001-02-03-{n}"} for n in (1, 4, 9)]
    texts[1] |= {"rating": "act", "reason": None}
    texts += [{**texts[1], "rating": "note", "reason": "trivial", "reader": "B"}]
    (work / "r.jsonl").write_text("".join(json.dumps(one) + "\n" for one in texts))
    done = regcheck(
        *(work, "evaluate", "lover", *QUICK, "--ratings", "r.jsonl", "--misses", "1"),
        *("--markdown", "report.md"),
    )
    assert done.status == 0
    assert "2 av 3 vurderte funn er med, fra 2 dokumenter" in done.out
    assert "Funn i tekster som ikke er blant dokumentene: 1" in done.out
    lines = [line.split() for line in done.out.splitlines()]
    assert ["vises", "1", "0", "0", "1"] in lines
    # The message is another today than the one that was rated.
    assert ["sier", "noe", "annet", "0", "0", "1", "1"] in lines
    assert ["papir", "og", "form", "1", "0", "0", "1", "1,00"] in lines
    assert "To lesere har vurdert 1 funn: enige om act eller ikke 0,00" in done.out
    markdown = (work / "report.md").read_text(encoding="utf-8")
    assert "| papir og form | 1 | 0 | 0 | 1 | 1,00 |" in markdown
    assert markdown.startswith("## 2 av 3 vurderte funn")
    english = regcheck(
        *(work, "evaluate", "lover", *QUICK, "--ratings", "r.jsonl", "--locale", "en"),
        *("--markdown", "-"),
    )
    assert "| paper and form | 1 | 0 | 0 | 1 | 1.00 |" in english.out


def test_words_that_are_gone_are_told(work: Path) -> None:
    (work / "r.jsonl").write_text(json.dumps(WITH_TEXTS))
    law = work / "lover" / "4.md"
    law.write_text(law.read_text("utf-8").replace(LETTER, "anbefalt sending"), "utf-8")
    done = regcheck(work, "evaluate", "lover", *QUICK, "--ratings", "r.jsonl")
    assert done.status == 0
    assert "fordi teksten er endret: 1" in done.out
    done = regcheck(work, "evaluate", "lover", *QUICK, "--ratings", "r.jsonl", "--json", "-")
    (gone,) = json.loads(done.out)["changed"]
    assert gone == {"id": "K1", "text": REFID, "address_path": f"{REFID}/§1/ledd/1"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rate"], "name at least one file or folder"),
        (["rate", "lover", "--answers", "a.csv"], "no PATH"),
        (["rate", "lover", "-o", "a.txt"], "a sheet of findings is a .xlsx, a .csv or a .jsonl"),
        (["rate", "lover", "--split", "all"], "--split all: give a name"),
        (["rate", "--answers", "nowhere.jsonl"], "nowhere.jsonl: cannot be opened"),
        (["rate", "--answers", "nowhere.xlsx"], "nowhere.xlsx: cannot be read"),
        (["evaluate", "lover", "--ratings", "lover"], "holds no .jsonl file"),
        (["evaluate", "lover", "--ratings", "x.jsonl", "--definitions"], "not on ratings"),
        (["evaluate", "lover", "--json", "-", "--markdown", "-"], "only one of"),
    ],
)
def test_what_is_wrong_is_said(work: Path, arguments: list[str], said: str) -> None:
    done = regcheck(work, *arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_changed_sheet_is_refused(work: Path) -> None:
    draw(work, "a.csv")
    fill(work / "a.csv", ("act", "", ""))
    text = (work / "a.csv").read_text("utf-8-sig")
    (work / "b.csv").write_text(text.replace('""words"": ', '""wörds"": '), "utf-8-sig")
    done = regcheck(work, "rate", "--answers", "b.csv")
    assert (done.status, "«facts» is missing or was changed" in done.err) == (2, True)
    (work / "c.csv").write_text(text.replace(";rating;", ";vurdering;"), "utf-8-sig")
    done = regcheck(work, "rate", "--answers", "c.csv")
    assert (done.status, "the column «rating» is missing" in done.err) == (2, True)
    (work / "d.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    done = regcheck(work, "rate", "--answers", "d.xlsx")
    assert (done.status, "Traceback" in done.err) == (2, False)
