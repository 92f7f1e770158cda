"""Files lent to the desk: own rules, concepts, an earlier version; and what else it makes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape

import pytest
from desk_client import DRAFT, Said, Visitor, open_desk

from word_files import p, word

RULE = """\
id: house/naust
status: stable
severity: warning
confidence: high
title: {nb: Naust, nn: Naust, en: Boathouse}
message: {nb: "Hva er «{match}»?", nn: "Kva er «{match}»?", en: "What is “{match}”?"}
advice: {nb: Definer det., nn: Definer det., en: Define it.}
rationale: {nb: Fordi., nn: Fordi., en: Because.}
sources: [{title: Husregler}]
scope: [operative, heading]
match: {phrase: ["naust"]}
examples:
  bad:
    - {nb: "Alle [[naust]] er røde."}
    - {nb: "Et [[naust]] er rødt."}
    - {nn: "Alle [[naust]] er raude."}
    - {nn: "Eit [[naust]] er raudt."}
  good: [{nb: "Et hus."}, {nb: "Et skur."}, {nn: "Eit hus."}, {nn: "Eit skur."}]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Visitor]:
    with open_desk(tmp_path) as visitor:
        yield visitor


def lend(desk: Visitor, kind: str, name: str, data: bytes) -> Said:
    query = urlencode({"kind": kind, "name": name, "lang": "nb"})
    return desk.ask("POST", f"lend?{query}", body=data)


def figures(said: Said) -> list[str]:
    return [count["figure"] for count in said.json["counts"]]


def test_own_rules_are_used_until_they_are_taken_back(desk: Visitor) -> None:
    draft = DRAFT + "\nNaust skal være røde.\n"
    before = figures(desk.check("utkast.md", draft))
    said = lend(desk, "rules", "naust.yaml", RULE.encode())
    assert said.json["rules"] == ["naust.yaml"] and "problem" not in said.json
    assert int(figures(desk.check("utkast.md", draft))[1]) > int(before[1])
    desk.ask("POST", "take-back?kind=rules", body=b".")
    assert desk.get("lent").json["rules"] == []
    assert figures(desk.check("utkast.md", draft)) == before


def test_faulty_rules_are_told_and_left(desk: Visitor) -> None:
    said = lend(desk, "rules", "naust.yaml", RULE.replace("severity: warning", "grad: 1").encode())
    assert "naust.yaml" in said.json["problem"] and said.json["rules"] == []
    assert desk.check("utkast.md", DRAFT).json["counts"]


@pytest.mark.parametrize(("kind", "word"), [("concepts", ""), ("kaffe", "kaffe")])
def test_what_is_of_no_use_is_told(desk: Visitor, kind: str, word: str) -> None:
    said = lend(desk, kind, "begreper.sqlite", b"nei").json
    assert word in said["problem"]
    assert desk.get("lent").json == {"rules": [], "concepts": [], "earlier": [], "answers": []}


def test_only_what_is_new_since_an_earlier_version_is_shown(desk: Visitor) -> None:
    lend(desk, "earlier", "gammelt.txt", DRAFT.encode())
    assert figures(desk.check("utkast.md", DRAFT)) == ["0", "0", "0"]
    more = DRAFT + "\nSvaret skal ha attesten i tre eksemplarer.\n"
    assert figures(desk.check("utkast.md", more))[0] == "1"
    lend(desk, "earlier", "gammelt.docx", b"nei")
    assert desk.check("utkast.md", DRAFT).json["name"] == "gammelt.docx"


def test_the_questions_and_the_workbook_can_be_had(desk: Visitor) -> None:
    found = desk.check("Utkast.md", DRAFT).json
    form, book = desk.get(found["form"]), desk.get(found["workbook"])
    assert "Utkast-funn.xlsx" in book.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(form.body)) as package:
        assert "i tre eksemplarer" in package.read("word/document.xml").decode()
    with zipfile.ZipFile(io.BytesIO(book.body)) as package:
        told = b"".join(package.read(name) for name in package.namelist()).decode()
    assert "i tre eksemplarer" in told and "Begrunnelse" in told
    assert desk.get(found["workbook"]).body == book.body


def test_answers_are_taken_along_and_counted_on_the_card(desk: Visitor) -> None:
    said = desk.check("utkast.md", DRAFT)
    report = desk.get(said.json["report"]).text
    row = next(r for r in re.findall(r"<li id=.n.*?</li>", report) if " data-p=" in r)
    address, content, index = re.findall(r'data-p="([^"]*)" data-h="(\w+) (\d+)"', row)[0]
    rule = next(one["id"] for one in _told(report)["rules"]["nb"].values())
    answer = {"path": "utkast.md", "address": address, "rule": rule, "hash": content}
    answer |= {"index": int(index), "answer": "keep", "reason": "avklart"}
    data = json.dumps({"version": 1, "tool": "regcheck", "findings": [answer]}).encode()
    assert lend(desk, "answers", "svar.json", data).json["answers"] == ["svar.json"]
    again = desk.check("neste.md", DRAFT).json
    assert any(one.startswith("1 funn er kjent eller besvart") for one in again["remarks"])
    assert "problem" in lend(desk, "answers", "x.json", b"{}").json
    assert "allow-downloads" in desk.get(said.json["report"]).headers["content-security-policy"]


def test_a_word_file_brings_its_answers(desk: Visitor) -> None:
    paragraphs = [
        p("Forskrift om naust", style="Tittel"),
        p("§ 1 Søknad", style="Overskrift2"),
        p("Søknaden skal sendes i tre eksemplarer."),
    ]
    first = desk.check("utkast.docx", word(*paragraphs), pane="").json["findings"][0]
    mark = first["mark"]
    what = {"rule": mark["rule"], "hash": mark["content"], "words": mark["words"]}
    answer = {"path": "dokument.docx", "address": mark["address"], "answer": "keep", **what}
    kept = json.dumps({"version": 1, "findings": [answer | {"reason": "avklart"}]})
    part = f'<answers xmlns="urn:regcheck:answers">{escape(kept)}</answers>'
    sent = word(*paragraphs, extra={"customXml/item1.xml": part})
    remarks = desk.check("sendt.docx", sent).json["remarks"]
    assert any(one.startswith("1 funn er kjent eller besvart") for one in remarks)
    gone = word(*paragraphs[:2], p("Søknaden sendes."), extra={"customXml/item1.xml": part})
    assert any("avklart" in one for one in desk.check("sendt.docx", gone).json["remarks"])


def _told(report: str) -> Any:
    return json.loads(report.partition('id="data">')[2].partition("</script>")[0])
