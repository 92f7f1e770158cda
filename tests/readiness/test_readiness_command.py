"""`regcheck readiness`: what the text shows, cited; what only people know, open."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html

from regcheck.cli.main import main
from regcheck.corpus.readiness.questions import load_questions
from regcheck.corpus.readiness.report import form_at

DRAFT = """\
# Forskrift om prøver & <3 svar

## § 1. Krav

Søknaden skal ha vedlagt bekreftet kopi av vitnemålet. Etaten kan uten hinder av taushetsplikt gi
opplysninger til politiet.

## § 2. Unntak

Etaten kan i særlige tilfeller gjøre unntak.
"""


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("utkast.md").write_text(DRAFT, encoding="utf-8")
    return "utkast.md"


def asked(draft: str, *more: str) -> Any:
    assert main(["readiness", draft, "-o", "svar.json", *more]) == 0
    return json.loads(Path("svar.json").read_text(encoding="utf-8"))


def questions(said: Any) -> dict[str, Any]:
    return {one["id"]: one for group in said["groups"] for one in group["questions"]}


def test_the_text_answers_with_citations(draft: str) -> None:
    found = questions(asked(draft))
    (paper,) = [one for one in found["paper"]["found"] if one["severity"] == "error"]
    assert (paper["quote"], paper["rule"]) == ("bekreftet kopi", "paper/certified-copy")
    assert paper["address"] == "§ 1 første ledd første punktum"
    assert found["criteria"]["status"] == "found"
    assert found["sharing"]["status"] == "met"
    assert found["sharing"]["met"][0]["quote"] == "uten hinder av taushetsplikt"
    assert "sharing-basis" not in str(found["obstacles-to-sharing"]["found"])
    assert found["readable"]["figures"]
    assert found["technology"]["status"] == "nothing"


def test_words_that_come_again_leave_room_for_others(draft: str) -> None:
    again = "Søknaden skal ha vedlagt bekreftet kopi av attesten.\n\n" * 20
    once = "Tegningene skal sendes inn i tre eksemplarer.\n"
    Path(draft).write_text(f"# Forskrift om prøver\n\n## § 1. Krav\n\n{again}{once}", "utf-8")
    found = questions(asked(draft))["paper"]
    quotes = [one["quote"] for one in found["found"]]
    assert "i tre eksemplarer" in quotes
    assert quotes.count("bekreftet kopi") == len(quotes) - 1
    assert len(quotes) + found["found_more"] == 21


def test_reasons_to_keep_what_was_found_stand_in_the_answer(draft: str) -> None:
    assert main(["baseline", "create", draft]) == 0
    known = json.loads(Path("regcheck.baseline.json").read_text("utf-8"))
    for one in known["findings"]:
        if one["words"] == "bekreftet kopi":
            one |= {"answer": "keep", "reason": "krevd i direktivet", "by": "Kari"}
    Path("svar-paa-funn.json").write_text(json.dumps(known), encoding="utf-8")
    Path("regcheck.baseline.json").unlink()
    found = questions(asked(draft, "--answers", "svar-paa-funn.json"))["paper"]
    assert "bekreftet kopi" not in [one["quote"] for one in found["found"]]
    assert "§ 1 første ledd første punktum: «bekreftet kopi»" in found["answer"]
    assert "krevd i direktivet" in found["answer"] and "Kari" in found["answer"]
    form = json.loads(Path("svar.json").read_text("utf-8"))
    questions(form)["paper"]["answer"] = "Vår egen begrunnelse."
    Path("svar.json").write_text(json.dumps(form), encoding="utf-8")
    again = questions(asked(draft, "--answers", "svar-paa-funn.json"))["paper"]
    assert again["answer"] == "Vår egen begrunnelse."


def test_what_only_people_know_is_left_open(draft: str) -> None:
    found = questions(asked(draft))
    assert found["privacy"] | {"question": ""} == {
        "id": "privacy",
        "question": "",
        "status": "people",
        "found": [],
        "found_more": 0,
        "met": [],
        "met_more": 0,
        "figures": [],
        "answer": "",
    }
    assert all(one["answer"] == "" for one in found.values())


@pytest.mark.parametrize(
    ("locale", "words"),
    [("nb", "Jobb sammen"), ("nn", "Jobb saman"), ("en", "Work together")],
)
def test_the_questions_speak_the_locale(draft: str, locale: str, words: str) -> None:
    assert asked(draft, "--locale", locale)["groups"][0]["title"] == words


def test_html_needs_nothing_and_stays_text(draft: str) -> None:
    assert main(["readiness", draft, "-o", "svar.html"]) == 0
    text = Path("svar.html").read_text(encoding="utf-8")
    shown: Any = lxml_html.document_fromstring(text)
    assert "prøver & <3 svar" in shown.cssselect(".kicker")[0].text_content()
    assert "ikke den offisielle sjekklisten" in shown.cssselect(".about")[0].text
    assert len(shown.cssselect(".box")) == len(shown.cssselect("h3")) > 20
    assert shown.cssselect("script, img, link") == []
    links = {one.get("href") for one in shown.cssselect("a")}
    assert all(re.match(r"https://(www\.digdir\.no|digst\.dk)/", link) for link in links)
    assert "default-src 'none'" in shown.cssselect("meta[http-equiv]")[0].get("content")


def test_word_has_a_box_for_each_question(draft: str) -> None:
    assert main(["readiness", draft, "-o", "svar.docx"]) == 0
    data = Path("svar.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    main_space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    boxes: Any = root.xpath("//w:tbl", namespaces=main_space)
    assert len(boxes) == len(questions(asked(draft)))
    assert main(["readiness", draft, "-o", "svar.docx"]) == 0
    assert Path("svar.docx").read_bytes() == data


@pytest.mark.parametrize("name", ["svar.docx", "svar.json"])
def test_what_people_wrote_is_carried_over(
    draft: str, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["readiness", draft, "-o", name]) == 0
    said = "Vi deler dataene.\nSe punkt 4."
    if name == "svar.json":
        form = json.loads(Path(name).read_text("utf-8"))
        form["groups"][1]["questions"][0]["answer"] = said
        Path(name).write_text(json.dumps(form), encoding="utf-8")
        asked_first = form["groups"][1]["questions"][0]["id"]
    else:
        filled(Path(name), 1, *said.split("\n"))
        asked_first = list(questions(asked(draft)))[1]
        Path("svar.json").unlink()
    Path(draft).write_text(DRAFT + "\nEtaten kan også gjøre mer.\n", encoding="utf-8")
    assert main(["readiness", draft, "-o", name, "--locale", "nn"]) == 0
    if name == "svar.docx":
        assert form_at(name, "docx", load_questions()).said == {asked_first: said}
    else:
        form = questions(json.loads(Path(name).read_text("utf-8")))
        assert [(i, one["answer"]) for i, one in form.items() if one["answer"]] == [
            (asked_first, said)
        ]
    Path(name).write_bytes(b"noe ganske annet")
    assert main(["readiness", draft, "-o", name]) == 2
    assert Path(name).read_bytes() == b"noe ganske annet"
    assert "not overwritten" in capfd.readouterr().err


@pytest.mark.parametrize("name", ["svar.docx", "svar.json"])
def test_answers_about_another_draft_are_not_taken_over_in_silence(
    draft: str, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["readiness", draft, "-o", name]) == 0
    if name == "svar.docx":
        filled(Path(name), 0, "Alle var med.")
    else:
        form = json.loads(Path(name).read_text("utf-8"))
        form["groups"][0]["questions"][0]["answer"] = "Alle var med."
        Path(name).write_text(json.dumps(form), encoding="utf-8")
    before = Path(name).read_bytes()
    Path("annet.md").write_text("# Forskrift om noe annet\n\n## § 1. Krav\n\nOrd.\n", "utf-8")
    capfd.readouterr()
    assert main(["readiness", "annet.md", "-o", name]) == 2
    assert "prøver & <3 svar" in capfd.readouterr().err
    assert Path(name).read_bytes() == before
    assert main(["readiness", "annet.md", "-o", name, "--force"]) == 0
    kind = name.rpartition(".")[2]
    assert list(form_at(name, kind, load_questions()).said.values()) == ["Alle var med."]


def test_text_outside_the_boxes_is_not_lost(draft: str, capfd: pytest.CaptureFixture[str]) -> None:
    docx = pytest.importorskip("docx", reason="needs python-docx")
    for title, kept in (("1. ", False), ("Laget med ", True)):
        assert main(["readiness", draft, "-o", "svar.docx", "--force"]) == 0
        filled(Path("svar.docx"), 0, "Alle var med.")
        form = docx.Document("svar.docx")
        place = next(one for one in form.paragraphs if one.text.startswith(title))
        place.insert_paragraph_before("Ring direktoratet.")
        form.save("svar.docx")
        before = Path("svar.docx").read_bytes()
        capfd.readouterr()
        assert main(["readiness", draft, "-o", "svar.docx"]) == (0 if kept else 2)
        assert kept or "«Ring direktoratet.»" in capfd.readouterr().err
        assert kept == (Path("svar.docx").read_bytes() != before)
    said = form_at("svar.docx", "docx", load_questions()).said
    assert "Ring direktoratet." in said.values()


def test_a_decision_is_told_instead_of_its_words(draft: str) -> None:
    text = "Etaten kan i særlige tilfeller gjøre unntak fra kravet om prøver."
    Path(draft).write_text(f"# Forskrift om prøver\n\n## § 1. Krav\n\n{text}\n", "utf-8")
    told = questions(asked(draft))
    for name in ("criteria", "exceptions"):
        rules = [one["rule"] for one in told[name]["found"]]
        assert rules == ["decisions/exemption-without-criteria"]


def filled(file: Path, box: int, *lines: str) -> None:
    """Write in a box as people do in Word."""
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    pieces = parts["word/document.xml"].decode().split("<w:p/></w:tc>")
    typed = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in lines)
    text = "<w:p/></w:tc>".join(pieces[: box + 1]) + f"{typed}</w:tc>"
    text += "<w:p/></w:tc>".join(pieces[box + 1 :])
    parts["word/document.xml"] = text.encode()
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def test_faults_are_told(draft: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["readiness", draft, "-o", draft]) == 2
    assert "is one of the documents being read" in capfd.readouterr().err
    assert Path(draft).read_text(encoding="utf-8") == DRAFT
    assert main(["readiness", draft, "--format", "pdf"]) == 2
    assert main(["readiness", draft, "--format", "docx"]) == 2
    assert "needs a place" in capfd.readouterr().err
    assert main(["readiness", draft, "borte.md", "-o", "svar.html"]) == 3
    assert "borte.md" in Path("svar.html").read_text(encoding="utf-8")
