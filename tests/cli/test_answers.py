"""Answers to findings: given in Word, taken along to other versions, files and the sidecar."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from lxml import etree

from regcheck.cli.main import main
from word_files import SPACES, gone, ins, p, t, word

PACK = Path(__file__).parent / "pack"
RULES = ("--pack", str(PACK), "--select", "house", "--nlp", "off")
LETTER = "Nøkkelen sendes i forseglet brev til den som eier skapet."
DOOR = "Døra i gangen skal ha passelig bredde."
COLOUR = "Veggen skal ha passelig farge når noen ser på den."
DAY = "2031-05-02"
OLD_WORD = "Alle skap, herunder små, skal tømmes."


def draft(*paragraphs: str) -> bytes:
    numbered = [(f"§ {n} Regel", text) for n, text in enumerate(paragraphs, 1)]
    return word(p("Forskrift om skap", style="Tittel"), *(p(x) for one in numbered for x in one))


def replied(data: bytes, replies: dict[str, str], resolved: str = "") -> bytes:
    """A commented copy as Word saves it once somebody has replied to the comment on some words, and
    marked that on others as resolved."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        said = {name: old.read(name) for name in old.namelist()}
        text = said["word/comments.xml"].decode()
        text = re.sub("<w:comments [^>]*>", f"<w:comments {SPACES}>", text, count=1)
        links, extra = "", ""
        for number, found in enumerate(re.findall(r"<w:comment .*?</w:comment>", text, re.DOTALL)):
            key, end = f"{number}1", found.rindex("<w:p>")
            named = f'{found[:end]}<w:p w14:paraId="{key}">{found[end + 5 :]}'
            text = text.replace(found, named, 1)
            done = ' w15:done="1"' if resolved and resolved in found else ""
            links += f'<w15:commentEx w15:paraId="{key}"{done}/>'
            for words, reply in replies.items():
                if f"«{words}»" in found:
                    extra += (
                        f'<w:comment w:id="9{number}" w:author="Kari Vik" w:date="{DAY}T10:00:00Z">'
                        f'<w:p w14:paraId="{key}7"><w:r><w:t>{reply}</w:t></w:r></w:p></w:comment>'
                    )
                    links += f'<w15:commentEx w15:paraId="{key}7" w15:paraIdParent="{key}"/>'
        said["word/comments.xml"] = text.replace("</w:comments>", f"{extra}</w:comments>").encode()
        said["word/commentsExtended.xml"] = (
            f"<w15:commentsEx {SPACES}>{links}</w15:commentsEx>".encode()
        )
        for name, part in said.items():
            new.writestr(name, part)
    return out.getvalue()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the clean original, and the commented copy with replies."""
    monkeypatch.chdir(tmp_path)
    original = draft(LETTER, DOOR, COLOUR, OLD_WORD)
    Path("utkast.docx").write_bytes(original)
    main(["check", "utkast.docx", *RULES, "--show-info", "--report", "word=svar.docx"])
    replies = {
        "forseglet brev": "ignorer - avklart i møte",
        "passelig": "vi er usamde",
        "herunder": "Rettet",
    }
    Path("svar.docx").write_bytes(replied(Path("svar.docx").read_bytes(), replies))
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    main(["check", *arguments, *RULES, "--format", "json"])
    out: dict[str, Any] = json.loads(capsys.readouterr().out)
    return out


def by_quote(said: dict[str, Any]) -> dict[str, Any]:
    return {one["quote"]: one for one in said["findings"]}


@pytest.mark.usefixtures("place")
def test_replies_in_word_count_and_odd_ones_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    said = checked(capsys, "svar.docx")
    found = by_quote(said)
    letter = found["forseglet brev"]
    assert (letter["status"], letter["justification"]) == ("suppressed", "avklart i møte")
    assert letter["answered"] == {
        "kind": "ignore",
        "by": "Kari Vik",
        "day": "2031-05-02",
        "reworded": False,
    }
    assert (found["herunder"]["status"], found["herunder"]["answered"]["kind"]) == ("new", "fixed")
    odd = [one for one in said["findings"] if one["quote"] == "passelig"]
    assert [one["status"] for one in odd] == ["new", "new"]
    assert {one["answered"]["kind"] for one in odd} == {"said"}
    assert {one["justification"] for one in odd} == {"vi er usamde"}
    (note,) = said["documents"][0]["notes"]
    assert "«vi er usamde» (Kari Vik)" in note
    main(["check", "svar.docx", *RULES])
    shown = " ".join(capsys.readouterr().out.split())
    assert "svart, men ikke forstått (Kari Vik, 2031-05-02): vi er usamde" in shown


@pytest.mark.usefixtures("place")
def test_an_answer_to_a_comment_counts_in_all_its_places(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["check", "utkast.docx", *RULES, "--show-info", "--report", "word=begge.docx"])
    data = replied(Path("begge.docx").read_bytes(), {"passelig": "Beholdes: som før"})
    Path("begge.docx").write_bytes(data)
    for given in (("begge.docx",), ("utkast.docx", "--answers", "begge.docx")):
        said = checked(capsys, *given)["findings"]
        both = [one["status"] for one in said if one["quote"] == "passelig"]
        assert both == ["suppressed", "suppressed"]


@pytest.mark.usefixtures("place")
def test_a_resolved_comment_is_seen_and_stays_open(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "utkast.docx", *RULES, "--report", "word=lest.docx"])
    data = replied(Path("lest.docx").read_bytes(), {}, resolved="forseglet brev")
    Path("lest.docx").write_bytes(data)
    found = by_quote(checked(capsys, "lest.docx"))["forseglet brev"]
    assert (found["status"], found["answered"]["kind"]) == ("new", "seen")
    main(["check", "lest.docx", *RULES])
    assert "merket som løst, uten svar" in " ".join(capsys.readouterr().out.split())


@pytest.mark.usefixtures("place")
def test_answers_follow_to_the_original_and_the_next_version(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clean = by_quote(checked(capsys, "utkast.docx", "--answers", "svar.docx"))
    assert clean["forseglet brev"]["status"] == "suppressed"
    assert clean["herunder"]["answered"]["kind"] == "fixed"
    assert main(["answers", "svar.docx", *RULES, "-o", "svar.json"]) == 0
    Path("neste.docx").write_bytes(draft("En helt ny regel står her.", COLOUR, LETTER.upper()))
    found = by_quote(checked(capsys, "neste.docx", "--answers", "svar.json"))
    moved = found["FORSEGLET BREV"]
    assert (moved["status"], moved["justification"]) == ("suppressed", "avklart i møte")
    assert moved["suppressed_by"]["path"] == "svar.json"
    Path("neste.docx").write_bytes(draft("Ingenting av det gamle står her lenger."))
    told, *odd = checked(capsys, "neste.docx", "--answers", "svar.json")["documents"][0]["notes"]
    assert "«forseglet brev»" in told and "avklart i møte (Kari Vik, 2031-05-02)" in told
    assert len(odd) == 2 and all("vi er usamde (Kari Vik" in one for one in odd)
    main(["check", "neste.docx", *RULES, "--answers", "svar.json"])
    assert "avklart i møte (Kari Vik" in " ".join(capsys.readouterr().out.split())


@pytest.mark.usefixtures("place")
def test_answers_count_when_versions_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    Path("neste.docx").write_bytes(draft(LETTER, DOOR, COLOUR, LETTER.replace("eier", "leier")))
    run = ("compare", "utkast.docx", "neste.docx", *RULES, "--format", "json")
    for given, kept in (((), 1), (("--answers", "svar.docx"), 0)):
        capsys.readouterr()
        main([*run, *given])
        found = json.loads(capsys.readouterr().out)["documents"][0]
        words = [[one["quote"] for one in found[key]] for key in ("kept", "introduced")]
        assert [said.count("forseglet brev") for said in words] == [kept, 1]


def test_answers_count_in_a_scan_and_change_only_their_own_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "b.md"):
        Path(name).write_text(f"# Forskrift om skap\n\n### § 1. Skap\n\n{LETTER}\n", "utf-8")
    main(["baseline", "create", "a.md", *RULES])
    known = json.loads(Path("regcheck.baseline.json").read_text("utf-8"))
    known["findings"][0] |= {"answer": "keep", "reason": "som i direktivet"}
    Path("svar.json").write_text(json.dumps(known), encoding="utf-8")
    scan = ("scan", "a.md", "b.md", *RULES, "--format", "jsonl", "-o", "rows")
    for given, status in (((), "new"), (("--answers", "svar.json"), "suppressed"), ((), "new")):
        assert main([*scan, *given]) == 0
        sql = "select path, status, suppressed_by from findings order by path"
        capsys.readouterr()
        assert main(["query", "rows", sql, "--format", "json"]) == 0
        first, second = json.loads(capsys.readouterr().out)
        assert first["status"] == status
        assert first["suppressed_by"] == ("svar.json" if given else None)
        assert second["status"] == "new"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft in which «passelig» is kept, and the answers in `svar.json`."""
    monkeypatch.chdir(tmp_path)
    write("a.md", DOOR, LETTER)
    main(["baseline", "create", "a.md", *RULES])
    known = json.loads(Path("regcheck.baseline.json").read_text("utf-8"))
    for one in known["findings"]:
        one |= {"answer": "keep", "reason": f"om {one['words']}", "by": "Per"}
    Path("svar.json").write_text(json.dumps(known), encoding="utf-8")
    Path("regcheck.baseline.json").unlink()
    return tmp_path


def write(name: str, *paragraphs: str) -> None:
    sections = "".join(f"### § {n}. Skap\n\n{text}\n\n" for n, text in enumerate(paragraphs, 1))
    Path(name).write_text(f"# Forskrift om skap\n\n{sections}", encoding="utf-8")


MOVED = (LETTER, "Ny regel.", DOOR)
AROUND = (
    DOOR.replace("gangen", "kjelleren"),
    LETTER.replace("til den som eier", "hjem til eieren av"),
)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", ["a.md", "nytt-navn.md"])
@pytest.mark.parametrize(
    ("paragraphs", "before"),
    [((DOOR, LETTER), {""}), (MOVED, {""}), (AROUND, {DOOR, LETTER})],
)
def test_an_answer_holds_through_renaming_moving_and_rewording_around(
    capsys: pytest.CaptureFixture[str], name: str, paragraphs: tuple[str, ...], before: set[str]
) -> None:
    Path("a.md").unlink()
    write(name, *paragraphs)
    said = checked(capsys, name, "--answers", "svar.json")
    found = by_quote(said)
    assert {one["status"] for one in found.values()} == {"suppressed"}
    assert {one["answered"].get("before", "") for one in found.values()} == before
    assert found["passelig"]["justification"] == "om passelig"
    assert not any(one["answered"]["reworded"] for one in found.values())
    assert said["documents"][0]["notes"] == []


@pytest.mark.usefixtures("kept")
def test_other_words_are_open_again_beside_the_old_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("a.md", DOOR.replace("passelig", "passeleg"), "Ingen regel.")
    said = checked(capsys, "a.md", "--answers", "svar.json")
    (found,) = said["findings"]
    assert (found["quote"], found["status"]) == ("passeleg", "new")
    assert (found["answered"]["reworded"], found["answered"]["before"]) == (True, DOOR)
    (gone,) = said["documents"][0]["notes"]
    assert "«forseglet brev»" in gone and "om forseglet brev (Per)" in gone
    main(["check", "a.md", *RULES, "--answers", "svar.json"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "svart på før setninga vart skriven om (Per): om passelig" in shown
    assert f"då stod det: «{DOOR}»" in shown
    assert "om forseglet brev (Per)" in shown


@pytest.mark.usefixtures("kept")
def test_every_answer_is_held_or_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    write("b.md", "Ingen regel.")
    write("c.md", DOOR)
    Path("a.md").unlink()
    said = checked(capsys, "b.md", "c.md", "--answers", "svar.json")
    assert [len(one["notes"]) for one in said["documents"]] == [0, 1]
    assert "not part of this check: 1" in str(said["documents"][1]["notes"])
    given = ("b.md", "c.md", "--answers", "svar.json", "--ignore", "house/sealed-letter")
    told = [one["notes"] for one in checked(capsys, *given)["documents"]]
    assert "about rules" in str(told[1])
    write("a.md", "Ingen regel.")
    own = checked(capsys, "a.md", "b.md", "--answers", "svar.json")["documents"]
    assert [len(one["notes"]) for one in own] == [2, 0]


@pytest.mark.usefixtures("kept")
def test_a_word_file_carries_its_answers_until_they_are_taken_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = Path("svar.json").read_text("utf-8").replace('"a.md"', '"dokument.docx"')
    paragraphs = [p("Forskrift om skap", style="Tittel"), p("§ 1 Skap"), p(DOOR), p("§ 2 Skap")]
    changed = (gone("til den som eier skapet"), ins(t("i posten")), ".")
    paragraphs.append(p("Nøkkelen sendes i forseglet brev ", *changed))

    def carrying(kept: str) -> bytes:
        part = f'<answers xmlns="urn:regcheck:answers">{escape(kept)}</answers>'
        return word(*paragraphs, extra={"customXml/item1.xml": part})

    Path("sendt.docx").write_bytes(carrying(text))
    found = by_quote(checked(capsys, "sendt.docx"))
    assert {one["status"] for one in found.values()} == {"suppressed"}
    assert {one["suppressed_by"]["path"] for one in found.values()} == {"sendt.docx"}
    assert found["forseglet brev"]["answered"]["before"] == LETTER
    assert main(["answers", "sendt.docx", *RULES]) == 0
    assert capsys.readouterr().out.count("om forseglet brev") == 1
    assert main(["answers", "sendt.docx", "--remove"]) == 2
    assert main(["answers", "sendt.docx", "--remove", "-o", "ut.docx"]) == 0
    assert {one["status"] for one in checked(capsys, "ut.docx")["findings"]} == {"new"}
    with zipfile.ZipFile("ut.docx") as written:
        assert not any(b"Per" in written.read(name) for name in written.namelist())

    Path("sendt.docx").write_bytes(carrying('{"version": 9, "findings": []}'))
    said = checked(capsys, "sendt.docx")
    assert {one["status"] for one in said["findings"]} == {"new"}
    assert "version 9" in said["documents"][0]["notes"][-1]


@pytest.mark.usefixtures("place")
def test_replies_that_are_not_understood_are_told_of_on_every_way(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = checked(capsys, "utkast.docx", "--answers", "svar.docx")["documents"][0]["notes"]
    assert any("«vi er usamde» (Kari Vik)" in note for note in said)
    main(["answers", "svar.docx", *RULES])
    assert "«vi er usamde» (Kari Vik)" in capsys.readouterr().err


@pytest.mark.usefixtures("place")
def test_answers_are_listed_with_who_gave_them_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["answers", "svar.docx", *RULES]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "svar.docx §1/ledd/1  house/sealed-letter  «forseglet brev»",
        f"  ignored (Kari Vik, {DAY}): avklart i møte",
        "svar.docx §2/ledd/1  house/loose-words  «passelig»",
        f"  answered, but not understood (Kari Vik, {DAY}): vi er usamde",
        "svar.docx §3/ledd/1  house/loose-words  «passelig»",
        f"  answered, but not understood (Kari Vik, {DAY}): vi er usamde",
        "svar.docx §4/ledd/1  house/old-word  «herunder»",
        f"  said to be corrected, but the words stand here (Kari Vik, {DAY})",
    ]


@pytest.mark.usefixtures("kept")
def test_reasons_to_keep_become_a_section_of_a_memo(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["answers", "svar.json", "--memo"]) == 0
    said = capsys.readouterr().out
    assert said.splitlines() == [
        "## Requirements that are kept, and why",
        "",
        "- § 1 first paragraph: «passelig». Om passelig",
        "- § 2 first paragraph: «forseglet brev». Om forseglet brev",
    ]
    assert main(["answers", "svar.json", "--memo", "-o", "notat.md"]) == 0
    assert Path("notat.md").read_text("utf-8") == said
    capsys.readouterr()
    assert main(["answers", "svar.json", "--memo", "--locale", "nn"]) == 0
    assert capsys.readouterr().out.startswith("## Krav som blir haldne på")


@pytest.mark.usefixtures("place")
def test_answers_become_a_sidecar_and_a_baseline_keeps_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["answers", "svar.docx", *RULES, "-o", "regcheck.ignore.yaml"]) == 0
    assert main(["answers", "svar.docx", *RULES, "-o", "regcheck.ignore.yaml"]) == 2
    text = Path("regcheck.ignore.yaml").read_text("utf-8").replace("svar.docx", "utkast.docx")
    Path("regcheck.ignore.yaml").write_text(text, encoding="utf-8")
    found = by_quote(checked(capsys, "utkast.docx"))["forseglet brev"]
    assert found["justification"] == "avklart i møte (Kari Vik, 2031-05-02)"
    Path("regcheck.ignore.yaml").unlink()
    main(["answers", "svar.docx", *RULES, "-o", "regcheck.baseline.json"])
    assert main(["baseline", "update", "svar.docx", *RULES]) == 0
    entries = json.loads(Path("regcheck.baseline.json").read_text("utf-8"))["findings"]
    assert [one["answer"] for one in entries if one["words"] == "herunder"] == ["fixed"]


def test_groups_limits_and_replies_hold_from_copy_to_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    again = "Alle dører, herunder gamle, skal males."
    Path("utkast.docx").write_bytes(draft(DOOR, COLOUR, OLD_WORD, again))

    def copy_of(source: str, made: str) -> list[str]:
        """The words of the comments in a copy, of which at most one is on findings."""
        main(["check", source, *RULES, "--show-info", "--max", "1", "--report", f"word={made}"])
        with zipfile.ZipFile(made) as package:
            root = etree.fromstring(package.read("word/comments.xml"))
        return [" ".join("".join(map(str, one.itertext())).split()) for one in root]

    summary, told = copy_of("utkast.docx", "en.docx")
    assert "«herunder»" in told
    assert "2 steder: § 3 første ledd; § 4 første ledd" in told
    assert "2 steder: § 1 første ledd: Hva betyr «passelig» her?" in summary
    data = replied(Path("en.docx").read_bytes(), {"herunder": "Beholdes: fast uttrykk"})
    Path("en.docx").write_bytes(data)
    second = copy_of("en.docx", "to.docx")
    assert told in second
    assert "Beholdes: fast uttrykk" in second
    assert sum("«passelig»" in one for one in second) == 1
    found = [(one["quote"], one["status"]) for one in checked(capsys, "to.docx")["findings"]]
    assert sorted(found) == [("herunder", "suppressed")] * 2 + [("passelig", "new")] * 2
    assert copy_of("to.docx", "tre.docx") == second
    assert Path("tre.docx").read_bytes() == Path("to.docx").read_bytes()
