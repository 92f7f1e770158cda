"""`regcheck baseline` and what `check` makes of a baseline."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main

PACK = Path(__file__).parent / "pack"
NAME = "regcheck.baseline.json"
LETTER = "Nøkkelen sendes i forseglet brev."
DOOR = "Døra skal ha passelig bredde."
FIRST = f"# Forskrift om skap\n\n### § 1. Skap\n\n{LETTER}\n\n### § 2. Dør\n\n{DOOR}\n"
SECOND = f"# Forskrift om låser\n\n### § 1. Lås\n\n{LETTER}\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    work = tmp_path / "work"
    (work / "sub").mkdir(parents=True)
    monkeypatch.chdir(work)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    (work / "a.md").write_text(FIRST, "utf-8")
    (work / "sub" / "b.md").write_text(SECOND, "utf-8")
    return work


class Run:
    """Runs commands with the rules of the tests' own pack."""

    def __init__(self, read: Callable[[], tuple[str, str]], pack: Path) -> None:
        self._read = read
        self.pack = pack

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        rules: tuple[str, ...] = ("--pack", str(self.pack), "--select", "house", "--nlp", "off")
        if arguments[:2] == ("baseline", "show"):
            rules = ()
        code = main([*arguments, *rules])
        return code, *self._read()

    def statuses(self, *arguments: str) -> list[tuple[str, str, str]]:
        out = self("check", *arguments, "--format", "json", "--fail-on", "info")[1]
        return [(f["path"], f["quote"], f["status"]) for f in json.loads(out)["findings"]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def read() -> tuple[str, str]:
        got = capsys.readouterr()
        return got.out, got.err

    return Run(read, PACK)


def entries(file: str = NAME) -> list[dict[str, Any]]:
    found = json.loads(Path(file).read_text("utf-8"))["findings"]
    assert isinstance(found, list)
    return found


def edit(path: str, old: str, new: str) -> None:
    text = Path(path).read_text("utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), "utf-8")


def test_known_findings_fail_no_run(run: Run) -> None:
    assert run("check", ".")[0] == 1
    code, out, err = run("baseline", "create", ".")
    assert (code, out, err) == (0, f"{NAME}: 3 known findings in 2 documents\n", "")
    code, out, _ = run("check", ".", "--fail-on", "info")
    assert code == 0
    assert out.endswith("Ingen nye funn.\n  + 3 kjente funn\n")
    assert run("check", ".", "--no-baseline")[0] == 1
    edit("a.md", DOOR, f"{DOOR} Låsen sendes i forseglet brev.")
    code, out, _ = run("check", ".")
    assert code == 1
    assert "§ 2 første ledd annet punktum" in out
    assert "§ 1 første ledd" not in out
    # DOOR was its provision's only sentence and has an address of its own now.
    assert run.statuses(".") == [
        ("a.md", "forseglet brev", "known"),
        ("a.md", "passelig", "moved"),
        ("a.md", "forseglet brev", "new"),
        ("sub/b.md", "forseglet brev", "known"),
    ]


def test_renumbering_moving_and_reformatting_keep_findings_known(run: Run) -> None:
    run("baseline", "create", ".")
    edit("a.md", "§ 2. Dør", "§ 3. Dør")
    edit("a.md", DOOR, "Døra  skal\nha passelig bredde.")
    edit("a.md", LETTER, "Nøkkelen er stor.")
    Path("sub/b.md").rename("c.md")
    assert run.statuses(".") == [
        ("a.md", "passelig", "moved"),
        ("c.md", "forseglet brev", "moved"),
    ]
    assert run("check", ".", "--fail-on", "info")[0] == 0


def test_a_changed_sentence_is_new(run: Run) -> None:
    run("baseline", "create", ".")
    edit("a.md", DOOR, "Døra skal alltid ha passelig bredde.")
    assert ("a.md", "passelig", "new") in run.statuses(".")


def test_update_follows_the_text_and_keeps_what_was_not_checked(run: Run) -> None:
    run("baseline", "create", ".")
    edit("a.md", DOOR, "Døra skal alltid ha passelig bredde.")
    edit("a.md", "§ 1. Skap", "§ 7. Skap")
    code, out, _ = run("baseline", "update", "a.md")
    assert (code, out) == (
        0,
        f"{NAME}: 3 known findings in 2 documents; added: 1, moved: 1, dropped: 1\n",
    )
    assert [(e["path"], e["address"]) for e in entries()] == [
        ("a.md", "§2/ledd/1"),
        ("a.md", "§7/ledd/1"),
        ("sub/b.md", "§1/ledd/1"),
    ]
    assert run("check", ".", "--fail-on", "info")[0] == 0


def test_update_keeps_rules_that_were_not_run(run: Run) -> None:
    run("baseline", "create", ".")
    before = entries()
    assert main(["baseline", "update", ".", "--pack", str(PACK), "--select", "house/trial"]) == 2
    rule = before[0]["rule"]
    code = main(["baseline", "prune", ".", "--pack", str(PACK), "--select", rule, "--nlp", "off"])
    assert code == 0
    assert entries() == before


def test_prune_only_takes_away(run: Run) -> None:
    run("baseline", "create", ".")
    edit("a.md", DOOR, "Døra skal alltid ha passelig bredde.")
    Path("sub/b.md").unlink()
    code, out, _ = run("baseline", "prune", "a.md")
    assert (code, out) == (
        0,
        f"{NAME}: 1 known finding in 1 document; added: 0, moved: 0, dropped: 2\n",
    )
    assert [(e["path"], e["words"]) for e in entries()] == [("a.md", "forseglet brev")]


def test_update_keeps_files_that_are_gone_until_they_are_pruned(run: Run) -> None:
    run("baseline", "create", ".")
    Path("sub/b.md").unlink()
    assert run("baseline", "update", "a.md")[1].endswith("added: 0, moved: 0, dropped: 0\n")
    assert run("baseline", "prune", "a.md")[1].endswith("added: 0, moved: 0, dropped: 1\n")


def test_what_could_not_be_read_is_kept_and_told(run: Run) -> None:
    run("baseline", "create", ".")
    before = Path(NAME).read_bytes()
    Path("sub/b.md").write_bytes(b"\0\1\2")
    for command in ("update", "prune"):
        code, _, err = run("baseline", command, ".")
        assert code == 3
        assert "not read: sub/b.md" in err
        assert Path(NAME).read_bytes() == before
    assert run("baseline", "update", ".", "--allow-incomplete")[0] == 0


def test_create_replaces_nothing(run: Run) -> None:
    run("baseline", "create", ".")
    code, _, err = run("baseline", "create", ".")
    assert code == 2
    assert "baseline update renews it" in err
    assert run("baseline", "create", "a.md", "--baseline", "other.json")[0] == 0
    assert {e["path"] for e in entries("other.json")} == {"a.md"}


def test_without_a_baseline_there_is_nothing_to_renew(run: Run) -> None:
    for command in ("update", "prune", "show"):
        code, _, err = run("baseline", command, ".")
        assert code == 2
        assert "baseline create" in err


def test_show_lists_what_is_known(run: Run) -> None:
    run("baseline", "create", ".")
    code, out, _ = run("baseline", "show")
    assert code == 0
    assert "a.md\n  §1/ledd/1  house/sealed-letter  «forseglet brev»\n" in out
    assert out.endswith(f"{NAME}: 3 known findings in 2 documents\n")
    assert run("baseline", "show", "sub")[1].endswith(": 1 known finding in 1 document\n")


def test_show_of_a_mistyped_path_shows_nothing(run: Run) -> None:
    run("baseline", "create", ".")
    code, out, err = run("baseline", "show", "a.md", "subb")
    assert (code, out) == (2, "")
    assert err == "regcheck: error: subb: no such file or folder, here or in the baseline\n"
    Path("clean.md").write_text("# Forskrift\n", "utf-8")
    assert run("baseline", "show", "clean.md")[:2] == (
        0,
        f"{NAME}: 0 known findings in 0 documents\n",
    )
    Path("a.md").unlink()
    assert run("baseline", "show", "a.md")[0] == 0


def test_it_is_found_upward_to_the_root_of_the_repository(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("baseline", "create", ".")
    monkeypatch.chdir(place / "sub")
    assert run.statuses(".") == [("b.md", "forseglet brev", "new")]
    (place / ".git").mkdir()
    assert run.statuses(".") == [("b.md", "forseglet brev", "known")]
    assert run.statuses(str(place / "sub")) == [("b.md", "forseglet brev", "known")]
    out = run("check", ".", "--format", "json")[1]
    assert json.loads(out)["settings"]["baseline"] == f"../{NAME}"
    run("baseline", "create", ".", "--baseline", NAME)
    assert [e["path"] for e in entries()] == ["b.md"]


def test_a_renamed_rule_still_matches(run: Run, tmp_path: Path) -> None:
    run("baseline", "create", ".")
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    file = pack / "house" / "sealed-letter.yaml"
    text = file.read_text("utf-8").replace("id: house/sealed-letter", "id: house/closed-letter")
    text = text.replace("aliases: [", "aliases: [house/sealed-letter, ")
    (pack / "house" / "closed-letter.yaml").write_text(text, "utf-8")
    file.unlink()
    run.pack = pack
    assert {status for _, _, status in run.statuses(".")} == {"known"}
    assert run("baseline", "update", ".")[0] == 0
    assert {e["rule"] for e in entries()} == {"house/closed-letter", "house/loose-words"}


def test_machine_formats_carry_the_status(run: Run) -> None:
    run("baseline", "create", "sub")
    out = run("check", ".", "--format", "json")[1]
    summary = json.loads(out)["summary"]
    assert summary["by_status"] == {"new": 2, "known": 1, "moved": 0, "suppressed": 0}
    assert summary["findings"] == 3
    for more, states in (((), ["new", "new"]), (("--show-info",), ["new", "new", "unchanged"])):
        out = run("check", ".", "--format", "sarif", *more)[1]
        results = json.loads(out)["runs"][0]["results"]
        assert [r["baselineState"] for r in results] == states
    out = run("check", ".", "--format", "sarif", "--no-baseline")[1]
    assert "baselineState" not in out


def test_output_is_the_same_in_any_order_and_number_of_processes(run: Run) -> None:
    for number in range(8):
        shutil.copy("a.md", f"sub/d{number}.md")
    written = []
    for arguments in (("a.md", "sub"), ("sub", "a.md"), (".", "--jobs", "2")):
        assert run("baseline", "create", *arguments)[0] == 0
        written.append(Path(NAME).read_bytes())
        Path(NAME).unlink()
    assert len(set(written)) == 1
    Path(NAME).write_bytes(written[0])
    edit("sub/d3.md", "§ 2. Dør", "§ 5. Dør")
    edit("a.md", DOOR, "")
    reports = [
        run("check", *arguments, "--format", "json", "--fail-on", "never")[1]
        for arguments in (("a.md", "sub"), ("sub", "a.md"), (".", "--jobs", "2"))
    ]
    assert len(set(reports)) == 1
    for arguments in (("sub", "a.md"), (".", "--jobs", "2")):
        Path(NAME).write_bytes(written[0])
        run("baseline", "update", *arguments)
        assert [e["path"] for e in entries()][:2] == ["a.md", "sub/b.md"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--baseline", "none.json"), "none.json: there is no such baseline"),
        (("--baseline", "a.md"), "a.md:1: the baseline cannot be used"),
        (("--baseline", "x.json", "--no-baseline"), "give one of them"),
        (("--baseline", "x\0y"), "cannot be read"),
    ],
)
def test_bad_input_is_told(run: Run, arguments: tuple[str, ...], told: str) -> None:
    code, _, err = run("check", ".", *arguments)
    assert code == 2
    assert told in err
    assert err.count("\n") == 1
