"""References that lead astray once sections are renumbered, moved or repealed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from regcheck.changes.astray import Astray, find_astray
from regcheck.cli.main import main
from regcheck.document.model import Document
from regcheck.readers.markdown import read_markdown

HEAD = '---\ntittel: "Lov om kaier (kailova)"\nrefid: "lov/2031-05-05-5"\n---\n\n# Lov om kaier\n\n'
AIM = "### § 1. Formål\n\nLoven gjelder kaier, jf. § 3 og § 4 annet ledd.\n\n"
APPLY = "### § 2. Søknad\n\nSøknaden avgjøres etter § 4 av kommunen.\n\n"
FEE = "### § 3. Gebyr\n\nGebyret settes av kommunen hvert år.\n\n"
FINE = "### § 4. Straff\n\nBrudd straffes med bøter.\n\nForsøk straffes ikke.\n"
LAW = HEAD + AIM + APPLY + FEE + FINE
REGISTER = "### § 3. Register\n\nKommunen fører et register over alle kaier.\n\n"
SHIFTED = REGISTER + FEE.replace("§ 3", "§ 4") + FINE.replace("§ 4", "§ 5")
OTHER = "# Forskrift om tau\n\n### § 1. Tau\n\nTauet festes etter kailova § 4.\n"
QUIET = ("--select", "structure", "--nlp", "off", "--no-config", "--no-cache")


def read(text: str, name: str = "lov.md") -> Document:
    found = read_markdown(text.encode(), name)
    assert isinstance(found, Document)
    return found


def astray(new: str, *others: str) -> list[tuple[str, str, str, str]]:
    read_others = [read(one, "annen.md") for one in others]

    def all_others(_: object) -> Iterable[Document]:
        return read_others

    found: list[Astray] = find_astray([(read(LAW), read(new))], all_others)
    return [(one.address, one.was, one.now, one.there) for one in found]


def test_references_that_stand_as_before_are_told() -> None:
    assert astray(HEAD + AIM + APPLY + SHIFTED) == [
        ("§ 1 første ledd", "§3", "§4", "Register"),
        ("§ 1 første ledd", "§4/ledd/2", "§5/ledd/2", "Gebyr"),
        ("§ 2 første ledd", "§4", "§5", "Gebyr"),
    ]


def test_references_that_were_changed_along_are_not() -> None:
    aim = AIM.replace("§ 3 og § 4", "§ 4 og § 5")
    assert astray(HEAD + aim + APPLY.replace("§ 4", "§ 5") + SHIFTED) == []
    half = HEAD + AIM.replace("§ 3 og § 4", "§ 4 og § 4") + APPLY.replace("§ 4", "§ 5") + SHIFTED
    assert astray(half) == [("§ 1 første ledd", "§4/ledd/2", "§5/ledd/2", "Gebyr")]


def test_what_is_gone_leads_nowhere_also_from_other_documents() -> None:
    fewer = HEAD + AIM + APPLY + FINE.replace("§ 4", "§ 3")
    assert astray(fewer, OTHER) == [
        ("§ 1 første ledd", "§3", "", "Straff"),
        ("§ 1 første ledd", "§4/ledd/2", "§3/ledd/2", ""),
        ("§ 2 første ledd", "§4", "§3", ""),
        ("§ 1 første ledd", "§4", "§3", ""),
    ]
    assert astray(LAW, OTHER) == []


def test_sections_are_paired_by_their_words_whatever_their_notes() -> None:
    noted = LAW.replace("hvert år.\n", "hvert år.\n\n*Endret ved lov 1 jan 2032 nr. 1.*\n")
    assert astray(noted) == []


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for name, law in (("gammel", LAW), ("ny", HEAD + AIM + APPLY + SHIFTED)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "kai.md").write_text(law, encoding="utf-8")
        (tmp_path / name / "tau.md").write_text(OTHER, encoding="utf-8")
    return tmp_path


def test_compare_tells_them_of_versions_and_of_amendments(
    folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = str(folders / "gammel"), str(folders / "ny")
    assert main(["compare", old, new, "--format", "json", *QUIET]) == 0
    found = json.loads(capsys.readouterr().out)["astray"]
    assert [(one["was"], one["now"]) for one in found][-1] == ("§4", "§5")
    assert found[-1]["path"].endswith("tau.md")
    amending = folders / "endring.md"
    amending.write_text(
        "# Lov om endringer i kailova\n\n## I\n\nI lov 5. mai 2031 nr. 5 om kaier gjøres følgende "
        "endringer:\n\n§ 3 oppheves.\n\nNåværende § 4 blir § 3.\n",
        encoding="utf-8",
    )
    assert main(["compare", "--law", old, str(amending), "--locale", "nb", *QUIET]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "§ 1 første ledd: «§ 3 og § 4 annet ledd» gjelder noe som er borte" in told
    assert "«kailova § 4» gjelder det som nå er § 3; § 4 finnes ikke lenger." in told


def test_since_tells_them_on_stderr(
    folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    work = folders / "gammel"
    monkeypatch.chdir(work)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "a"]):
        subprocess.run([*git, *command], check=True, cwd=work)
    (work / "kai.md").write_text(HEAD + AIM + APPLY + SHIFTED, encoding="utf-8")
    assert main(["check", ".", "--since", "HEAD", *QUIET]) == 0
    err = capsys.readouterr().err
    assert err.count("reference astray") == 4
    assert "tau.md: § 1 første ledd: “kailova § 4” means what is now § 5" in err
