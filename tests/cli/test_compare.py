"""`regcheck compare`: versions, and amending acts against what they amend."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main
from regcheck.readers.inputs import Input
from regcheck.results.result import DocumentResult
from regcheck.run.document import DocumentRun

PACK = Path(__file__).parent / "pack"
RULES = ("--pack", str(PACK), "--select", "house", "--nlp", "off")
LETTER = "Nøkkelen til skapet sendes i forseglet brev til den som eier skapet."
DOOR = "Døra i gangen skal ha passelig bredde og åpnes innover når noen banker på."
OLD = f"# Forskrift om skap\n\n### § 1. Skap\n\n{LETTER}\n\n### § 2. Dør\n\n{DOOR}\n"
FRESH = "### § 1. Lås\n\nLåsen hentes av den som eier skapet.\n\n"
NEW = OLD.replace("§ 2", "§ 3").replace("### § 1", FRESH + "### § 2")
ACT = """---
refid: lov/2009-06-12-9317
---

# Lov om felleslås

## Kapittel 1. Lås

### § 2. Nøkkel

Nøkkelen sendes i forseglet brev. Låsen er passelig stor.

Kopien sendes i forseglet brev.

### § 7. Svar

Svaret sendes i forseglet brev.

### § 8. Melding

Meldingen sendes i forseglet brev.
"""
AMENDING = """Utkast til lov om endringer i lov om felleslås

I

I lov 12. juni 2009 nr. 9317 om felleslås gjøres følgende endringer:

§ 2 første ledd skal lyde:

Nøkkelen sendes i forseglet brev. Låsen er av stål.

§ 2 nytt annet ledd skal lyde:

Klagen sendes i forseglet brev.

§ 7 oppheves.
"""

Compare = Callable[..., tuple[int, Any, str]]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    for path, text in (
        ("old.md", OLD),
        ("new.md", NEW),
        ("law/act.md", ACT),
        ("law/other.md", ACT.replace("2009-06-12-9317", "2008-01-01-1")),
        ("amending.txt", AMENDING),
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def compare(capsys: pytest.CaptureFixture[str]) -> Compare:
    def run(*arguments: str) -> tuple[int, Any, str]:
        code = main(["compare", *arguments, *RULES, "--format", "json"])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else None, err

    return run


def places(findings: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(f["address_path"], f["quote"]) for f in findings]


def test_renumbered_provisions_keep_their_findings(compare: Compare) -> None:
    code, report, err = compare("old.md", "new.md", "--fail-on", "info")
    assert (code, err) == (0, "")
    (document,) = report["documents"]
    assert document["renumbered"] == [{"old": "§1", "new": "§2"}, {"old": "§2", "new": "§3"}]
    assert (document["introduced"], document["removed"]) == ([], [])
    assert [(k["old_address_path"], k["new_address_path"]) for k in document["kept"]] == [
        ("§1/ledd/1", "§2/ledd/1"),
        ("§2/ledd/1", "§3/ledd/1"),
    ]


def test_what_was_checked_before_is_not_checked_again(
    compare: Compare, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "new.md").write_text(
        NEW.replace("passelig", "god").replace("skap", "kjeller"), "utf-8"
    )
    first = compare("old.md", "new.md")
    checked: list[str] = []
    check = DocumentRun.__call__

    def counted(run: DocumentRun, item: Input) -> DocumentResult:
        checked.append(item.path)
        return check(run, item)

    monkeypatch.setattr(DocumentRun, "__call__", counted)
    assert compare("old.md", "new.md") == first
    assert checked == []
    assert compare("old.md", "new.md", "--no-cache") == first
    assert checked == ["old.md", "new.md"]


def test_introduced_and_removed(compare: Compare, place: Path) -> None:
    changed = NEW.replace("Nøkkelen til", "Hver nøkkel til").replace("passelig", "god")
    (place / "new.md").write_text(f"{changed}\n### § 4. Brev\n\nSvar gis i forseglet brev.\n")
    code, report, _ = compare("old.md", "new.md")
    assert code == 1
    (document,) = report["documents"]
    assert places(document["introduced"]) == [
        ("§2/ledd/1", "forseglet brev"),
        ("§4/ledd/1", "forseglet brev"),
    ]
    assert [one["was"] for one in document["introduced"]] == ["§1/ledd/1", None]
    assert places(document["removed"]) == [("§2/ledd/1", "passelig")]
    assert report["summary"] == {
        "introduced": {"error": 2, "warning": 0, "info": 0},
        "removed": {"error": 0, "warning": 1, "info": 0},
        "kept": 0,
    }
    assert compare("old.md", "new.md", "--fail-on", "never")[0] == 0
    assert compare("new.md", "old.md", "--fail-on", "warning")[0] == 1


def test_folders_and_archives_are_paired_by_id_and_name(compare: Compare, place: Path) -> None:
    (place / "v1").mkdir()
    (place / "v1" / "a.md").write_text(OLD)
    (place / "v1" / "gone.md").write_text(OLD.replace("Nøkkelen", "Hver nøkkel"))
    (place / "v1" / "act.md").write_text(ACT)
    with zipfile.ZipFile(place / "v2.zip", "w") as archive:
        archive.writestr("a.md", NEW)
        archive.writestr("renamed.md", ACT.replace("§ 8", "§ 9"))
        archive.writestr("z.md", OLD.replace("Nøkkelen", "Ingen nøkkel"))
    code, report, _ = compare("v1", "v2.zip")
    assert code == 1
    assert [(d["old"], d["new"]) for d in report["documents"]] == [
        ("v1/a.md", "v2.zip!/a.md"),
        ("v1/act.md", "v2.zip!/renamed.md"),
        (None, "v2.zip!/z.md"),
        ("v1/gone.md", None),
    ]
    assert [len(d["introduced"]) for d in report["documents"]] == [0, 0, 1, 0]
    assert [len(d["removed"]) for d in report["documents"]] == [0, 0, 0, 1]


def test_an_amending_act_against_the_act_it_amends(compare: Compare) -> None:
    code, report, err = compare("--law", "law", "amending.txt")
    assert (code, err) == (1, "")
    (document,) = report["documents"]
    assert (document["old"], document["new"]) == ("law/act.md", "amending.txt")
    assert document["refid"] == "lov/2009-06-12-9317"
    assert [(f["target"], f["quote"]) for f in document["introduced"]] == [
        ("lov/2009-06-12-9317/§2/ledd/2", "forseglet brev")
    ]
    assert [path.partition("§")[2] for path, _ in places(document["removed"])] == [
        "2/ledd/1/setning/2",
        "7/ledd/1",
    ]
    assert [k["target"] for k in document["kept"]] == ["lov/2009-06-12-9317/§2/ledd/1/setning/1"]


def test_the_config_and_suppressions_hold(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "regcheck.yaml").write_text(
        f"packs: ['{PACK}']\nselect: [house]\nnlp: off\nformat: sarif\nfail-on: warning\n", "utf-8"
    )
    (place / "new.md").write_text(NEW.replace("Nøkkelen til", "Hver nøkkel til"), "utf-8")
    assert main(["compare", "old.md", "new.md"]) == 1
    assert "Innført: 1" in capsys.readouterr().out
    (place / "regcheck.ignore.yaml").write_text(
        "ignore:\n  - document: new.md\n    rules: [house/sealed-letter]\n"
        "    reason: Brevet er vedtatt.\n",
        "utf-8",
    )
    assert main(["compare", "old.md", "new.md"]) == 0
    assert "Innført: 0; Fjernet: 0; Beholdt: 1" in capsys.readouterr().out


def test_notes_that_are_counted_and_not_shown_are_told(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "# Forskrift om brev\n\n### § 1. Brev\n\n"
    (place / "old.md").write_text(f"{head}Havna er åpen.\n", "utf-8")
    (place / "new.md").write_text(f"{head}Søknaden skal være skriftlig.\n", "utf-8")
    arguments = ["compare", "old.md", "new.md", "--select", "paper/written-word", "--no-config"]
    assert main(arguments) == 0
    assert "+ 1 merknad; vis med --show-info" in capsys.readouterr().out
    assert main([*arguments, "--show-info"]) == 0
    assert "--show-info" not in capsys.readouterr().out


def test_an_act_that_is_not_there_makes_it_incomplete(compare: Compare) -> None:
    code, report, _ = compare("--law", "law/other.md", "amending.txt")
    assert code == 3
    assert report["missing"] == ["lov/2009-06-12-9317"]
    assert compare("--law", "law/other.md", "amending.txt", "--allow-incomplete")[0] == 0


def test_unreadable_versions_make_it_incomplete(compare: Compare, place: Path) -> None:
    (place / "new.md").write_bytes(b"\0\1")
    code, report, _ = compare("old.md", "new.md")
    assert code == 3
    assert [one["path"] for one in report["unreadable"]] == ["new.md"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("old.md",), "give OLD and NEW"),
        (("old.md", "new.md", "law"), "give OLD and NEW"),
        (("--law", "law", "old.md", "new.md"), "give OLD and NEW"),
        (("--law", "law", "old.md"), "amends no act or regulation"),
        (("old.md", "none.md"), "no such file or folder: none.md"),
        (("old.md", "new.md", "--jobs", "x"), "--jobs x"),
    ],
)
def test_bad_requests(compare: Compare, arguments: tuple[str, ...], told: str) -> None:
    code, report, err = compare(*arguments)
    assert (code, report) == (2, None)
    assert told in err
    assert err.count("\n") == 1


def test_reports_for_people(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "new.md").write_text(NEW.replace("Nøkkelen til", "`<b>` @x [a](b) nøkkel til"))
    assert main(["compare", "old.md", "new.md", *RULES]) == 1
    out = capsys.readouterr().out
    assert out.startswith("old.md → new.md\n")
    assert (
        "  Ny plass: § 1 → § 2, § 2 → § 3\n  Innført: 1\n    § 2 første ledd\n    ✖ feil: " in out
    )
    assert "(endret; sto i § 1 første ledd)" in out
    assert out.endswith("\nI alt: Innført: 1 (1 feil); Fjernet: 0; Beholdt: 1\n")
    assert main(["compare", "old.md", "new.md", *RULES, "--format", "markdown"]) == 1
    out = capsys.readouterr().out
    assert "**Innført: 1**" in out
    assert "<b>" not in out
    assert main(["compare", "old.md", "new.md", *RULES, "--locale", "en", "--output", "r"]) == 1
    assert "In all: Introduced: 1 (1 error); Removed: 0; Kept: 1" in Path("r").read_text("utf-8")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (
            "text",
            (
                "  Fjernet: 1\n    − § 2 første ledd: Løst ord  house/loose-words  ▸passelig◂\n",
                "\nv1/borte.md (dokumentet er borte)\n",
                "\n✖ Ikke lest: v2/feil.docx: innholdet er ren tekst",
            ),
        ),
        (
            "markdown",
            (
                "**Fjernet: 1**\n\n- § 2 første ledd: «passelig» <code>house/loose-words</code>\n",
                "\n### <code>v1/borte.md (dokumentet er borte)</code>\n",
                "\n**✖ Ikke lest: v2/feil.docx: innholdet er ren tekst",
            ),
        ),
    ],
)
def test_people_are_told_what_is_removed_gone_and_unread(
    form: str, told: tuple[str, ...], place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for side, name, text in (
        ("v1", "a.md", OLD),
        ("v2", "a.md", NEW.replace("passelig", "god")),
        ("v1", "borte.md", OLD.replace("Nøkkelen", "Hver nøkkel")),
        ("v2", "feil.docx", "ikke en fil fra Word"),
    ):
        (place / side).mkdir(exist_ok=True)
        (place / side / name).write_text(text, "utf-8")
    assert main(["compare", "v1", "v2", *RULES, "--locale", "nb", "--format", form]) == 3
    out = capsys.readouterr().out
    assert [one for one in told if one not in out] == []
    assert "I alt: Innført: 0; Fjernet: 3 (1 feil, 2 advarsler); Beholdt: 1\n" in out


def test_the_same_bytes_for_any_number_of_processes(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for side, text in (("v1", OLD), ("v2", NEW)):
        (place / side).mkdir()
        for number in range(6):
            (place / side / f"{number}.md").write_text(text)
    reports = []
    for jobs in ("1", "2"):
        main(["compare", "v1", "v2", *RULES, "--format", "json", "--jobs", jobs])
        reports.append(capsys.readouterr().out)
    assert reports[0] == reports[1] != ""
