"""What a config does to a check, what wins over it, and the commands about it."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main

PACK = Path(__file__).parent / "pack"
BODY = "Nøkkelen sendes i forseglet brev. Alle skap, herunder små, skal ha passelig lås."
DRAFT = f"# Forskrift om skap\n\n### § 1. Skap\n\n{BODY}\n"
CONFIG = f"packs: '{PACK}'\nselect: house\nnlp: off\n"
ALL = ["house/sealed-letter", "house/old-word", "house/loose-words"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("REGCHECK_ALLOW", str(PACK))
    for name in ("a.md", "arkiv/b.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(DRAFT, "utf-8")
    return tmp_path


class Cli:
    """Runs a command line and keeps what came out."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = self.capsys.readouterr()
        return code, out, err

    def check(self, *arguments: str) -> dict[str, Any]:
        code, out, err = self("check", *arguments, "--format", "json")
        assert code in (0, 1), err
        found = json.loads(out)
        assert isinstance(found, dict)
        return found

    def rules(self, *arguments: str) -> list[tuple[str, str, str]]:
        found = self.check(*arguments)["findings"]
        return [(f["path"], f["rule"], f["severity"]) for f in found]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(capsys)


def config(text: str, name: str = "regcheck.yaml") -> None:
    Path(name).write_text(CONFIG + text, "utf-8")


def test_a_check_runs_as_the_config_says(cli: Cli) -> None:
    config("fail-on: never\n")
    code, out, _ = cli("check", "a.md", "--format", "json")
    found = json.loads(out)
    assert (code, [f["rule"] for f in found["findings"]]) == (0, ALL)
    assert found["settings"]["config"] == "regcheck.yaml"
    assert found["settings"]["fail_on"] == "never"
    assert cli("check", "a.md", "--fail-on", "error")[0] == 1


def test_the_command_line_wins(cli: Cli) -> None:
    config("ignore: [house/old-word]\nshow-info: true\npreview: true\n")
    assert [r for _, r, _ in cli.rules("a.md")] == [ALL[0], ALL[2]]
    assert [r for _, r, _ in cli.rules("a.md", "--select", "house/loose-words")] == [ALL[2]]
    assert [r for _, r, _ in cli.rules("a.md", "--ignore", "house/sealed-letter")] == ALL[1:]
    assert cli.check("a.md")["settings"]["preview"] is True
    assert cli.check("a.md", "--no-preview")["settings"]["preview"] is False
    assert "passelig" in cli("check", "a.md")[1]


def test_another_config_or_none(cli: Cli) -> None:
    config("select: [house/old-word]\n".replace("select", "ignore"))
    config("ignore: [house/sealed-letter]\n", "other.yaml")
    assert [r for _, r, _ in cli.rules("a.md", "--config", "other.yaml")] == ALL[1:]
    found = cli.check("a.md", "--no-config", "--select", "structure")
    assert "config" not in found["settings"]
    code, _, err = cli("check", "a.md", "--no-config", "--config", "other.yaml")
    assert (code, err) == (2, "regcheck: error: --config and --no-config exclude each other\n")
    code, _, err = cli("check", "a.md", "--config", "nowhere.yaml")
    assert code == 2
    assert "nowhere.yaml: no such file" in err


def test_the_config_nearest_to_the_first_input_holds(cli: Cli, place: Path) -> None:
    (place / ".git").mkdir()
    config("")
    config("ignore: house/old-word\n", "arkiv/regcheck.yaml")
    assert [r for _, r, _ in cli.rules("arkiv/b.md")] == [ALL[0], ALL[2]]
    assert cli.check("arkiv/b.md")["settings"]["config"] == "arkiv/regcheck.yaml"
    assert cli.check("a.md", "arkiv/b.md")["settings"]["config"] == "regcheck.yaml"


def test_severities_and_rules_that_are_off(cli: Cli) -> None:
    config("severity:\n  house/wax-letter: info\n  house/loose-words: error\n  house: off\n")
    assert cli.rules("a.md") == [
        ("a.md", "house/sealed-letter", "info"),
        ("a.md", "house/loose-words", "error"),
    ]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_holds_for_some_paths_only(cli: Cli, jobs: str) -> None:
    config(
        "overrides:\n"
        "  - {paths: arkiv/, select: [house/wax-letter, house/loose-words]}\n"
        "  - {paths: ['**/b.md'], severity: {house/loose-words: info, house/wax-letter: off}}\n"
    )
    assert cli.rules(".", "--jobs", jobs) == [
        ("a.md", "house/sealed-letter", "error"),
        ("a.md", "house/old-word", "info"),
        ("a.md", "house/loose-words", "warning"),
        ("arkiv/b.md", "house/loose-words", "info"),
    ]


def test_globs_hold_from_the_folder_of_the_config(
    cli: Cli, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config("overrides:\n  - {paths: arkiv/b.md, ignore: house/old-word}\n")
    monkeypatch.chdir(place / "arkiv")
    (place / ".git").mkdir()
    assert [r for _, r, _ in cli.rules("b.md")] == [ALL[0], ALL[2]]
    assert cli.check("b.md")["settings"]["config"] == "../regcheck.yaml"


def test_files_that_are_left_out(cli: Cli, place: Path) -> None:
    config("exclude: [arkiv/, '**/c.md']\n")
    with zipfile.ZipFile(place / "lov.zip", "w") as archive:
        archive.writestr("c.md", DRAFT)
        archive.writestr("d.md", DRAFT)

    def paths(*given: str) -> list[str]:
        return [d["path"] for d in cli.check(*given)["documents"]]

    assert paths(".") == ["a.md", "lov.zip!/d.md"]
    assert paths(".", "arkiv/b.md") == ["a.md", "arkiv/b.md", "lov.zip!/d.md"]
    assert paths("lov.zip") == ["lov.zip!/c.md", "lov.zip!/d.md"]
    config("include: arkiv/\n")
    assert paths(".") == ["arkiv/b.md"]
    config("include: nothing/\n")
    (place / "lov.zip").unlink()
    code, _, err = cli("check", ".")
    assert (code, "leaves out every document" in err) == (2, True)


def test_reports_of_the_config_are_written(cli: Cli, place: Path) -> None:
    config("reports: {jsonl: ut.jsonl}\nformat: markdown\n")
    code, out, _ = cli("check", "a.md", "--trust")
    assert (code, out.startswith("#")) == (1, True)
    assert (place / "ut.jsonl").read_text("utf-8").count('"type":"finding"') == 3
    (place / "ut.jsonl").unlink()
    cli("check", "a.md", "--trust", "--report", "json=b.json")
    assert not (place / "ut.jsonl").exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ignore: [house/nope]\n", "regcheck.yaml:4: no rule is chosen by «house/nope»"),
        ("severity:\n  hause: off\n", "regcheck.yaml:5: no rule is chosen by «hause»"),
        (
            "overrides:\n  - paths: x\n    select: [papper]\n",
            "regcheck.yaml:6: no rule is chosen by «papper» (did you mean «paper»?)",
        ),
        ("format: pdf\n", "regcheck.yaml:4: format: no such report: «pdf»"),
        ("severity: {house: off}\n", "no rules are left to run"),
    ],
)
def test_names_that_mean_nothing(cli: Cli, text: str, expected: str) -> None:
    config(text)
    code, out, err = cli("check", "a.md")
    assert (code, out) == (2, "")
    assert err.startswith("regcheck: error: ")
    assert expected in err


def test_a_name_that_was_typed_is_not_blamed_on_the_config(cli: Cli) -> None:
    config("severity: {house/nope: off}\n")
    assert "regcheck.yaml:4" in cli("check", "a.md")[2]
    err = cli("check", "a.md", "--select", "house/nope")[2]
    assert err.startswith("regcheck: error: no rule is chosen by «house/nope»")


def test_config_show_tells_where_each_value_is_from(cli: Cli) -> None:
    config("fail-on: warning\noverrides: [{paths: x, ignore: house}]\n")
    code, out, err = cli("config", "show", "a.md", "--lang", "nn", "--json")
    shown = json.loads(out)
    assert (code, err, shown["config"], shown["files"]) == (
        *(0, "", "regcheck.yaml"),
        ["regcheck.yaml"],
    )
    values = shown["values"]
    assert values["fail-on"] == {
        "value": "warning",
        "origin": {"kind": "file", "path": "regcheck.yaml", "line": 4},
    }
    assert values["lang"]["value"] == "nn"
    assert values["lang"]["origin"]["kind"] == "command line"
    assert values["locale"] == {
        "value": "auto",
        "origin": {"kind": "default", "path": None, "line": None},
    }
    table = cli("config", "show", "a.md", "--lang", "nn")[1].splitlines()
    assert table[0] == "config: regcheck.yaml"
    rows = [line.split() for line in table[2:]]
    assert ["fail-on", "warning", "regcheck.yaml:4"] in rows
    assert ["lang", "nn", "command", "line"] in rows
    assert len(rows) == len(values)


def test_config_show_without_a_config(cli: Cli) -> None:
    code, out, _ = cli("config", "show")
    assert code == 0
    assert out.startswith("config: none\n")


def test_init_writes_a_config_that_changes_nothing(cli: Cli, place: Path) -> None:
    before = cli("check", "a.md", "--nlp", "off")[1]
    assert cli("init")[:2] == (0, "regcheck.yaml\n")
    assert cli("check", "a.md", "--nlp", "off")[1] == before
    written = (place / "regcheck.yaml").read_bytes()
    config("")
    code, _, err = cli("init")
    assert (code, "exists already; --force" in err) == (2, True)
    assert (place / "regcheck.yaml").read_bytes() != written
    assert cli("init", "--force")[0] == 0
    assert (place / "regcheck.yaml").read_bytes() == written
    assert cli("init", "arkiv")[1] == "arkiv/regcheck.yaml\n"
    assert cli("init", "nowhere")[0] == 2
    for locale, word in (("nn", "innstillingar"), ("en", "settings"), ("nb", "innstillinger")):
        assert cli("init", "--force", "--locale", locale)[0] == 0
        assert word in (place / "regcheck.yaml").read_text("utf-8").partition("\n")[0]
    assert cli("init", "--force", "--locale", "sv")[0] == 2


def test_trying_a_rule_takes_packs_from_the_config(cli: Cli) -> None:
    config("exclude: arkiv/\n")
    code, out, _ = cli("try", "house/sealed-letter", ".")
    assert code == 0
    assert "hits: 1, in 1 of 1 documents; 76.92 per 1,000 words, 1.00 per document" in out


def test_the_baseline_that_the_config_names(cli: Cli, place: Path) -> None:
    config("baseline: kjent/funn.json\nexclude: arkiv/\n")
    (place / "kjent").mkdir()
    code, out, _ = cli("baseline", "create", ".")
    assert (code, out) == (0, "kjent/funn.json: 3 known findings in 1 document\n")
    assert cli("check", ".")[0] == 0
    assert cli.check(".")["settings"]["baseline"] == "kjent/funn.json"
    assert cli("baseline", "show")[1].endswith("3 known findings in 1 document\n")
    config("baseline: kjent/funn.json\nignore: house/old-word\n")
    assert "dropped: 0" in cli("baseline", "update", "a.md")[1]
    assert cli("check", ".", "--no-baseline")[0] == 1


def test_rules_of_the_config_s_packs_are_listed_and_explained(cli: Cli) -> None:
    config("locale: en\n")
    assert "Sealed letter" in cli("rules", "--category", "house")[1]
    assert "Sealed letter" in cli("explain", "house/sealed-letter")[1]
    assert cli("explain", "house/sealed-letter", "--no-config")[0] == 2


def test_trust_holds_for_what_was_asked_and_no_longer(
    cli: Cli, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    monkeypatch.setenv("LOCALAPPDATA", str(place / "state"))
    outside = place.parent / f"{place.name}-felles.yaml"
    outside.write_text("show-info: true\n", "utf-8")
    config(f"reports: {{json: ut.json}}\nextends: ../{outside.name}\n")

    def wrote() -> tuple[bool, int]:
        code, _, err = cli("check", "a.md", "--format", "concise")
        assert err.count("ignored") == (0 if Path("ut.json").exists() else 1)
        there = Path("ut.json").exists()
        Path("ut.json").unlink(missing_ok=True)
        return there, code

    assert wrote() == (False, 1)
    told = cli("check", "a.md")[2]
    assert "reports (regcheck.yaml:4), extends (regcheck.yaml:5)" in told
    assert "regcheck trust ." in told and "--trust" in told
    shown = json.loads(cli("config", "show", "--json")[1])
    assert {one["key"] for one in shown["ignored"]} == {"reports", "extends"}
    assert "regcheck.yaml:4" in cli("config", "show")[1].partition("ignored")[2]
    code, out, _ = cli("trust", "arkiv")
    assert (code, "regcheck.yaml:4: reports: json=ut.json" in out) == (0, True)
    assert wrote() == (True, 1)
    assert cli("trust", "--list")[1] == f"{place.resolve()}\n"
    config(f"reports: {{json: ut.json}}\nextends: ../{outside.name}\nignore: [house/old-word]\n")
    assert wrote()[0], "what takes no trust may change"
    outside.write_text("show-info: false\n", "utf-8")
    assert not wrote()[0], "what lies outside has changed"
    cli("trust")
    assert wrote()[0]
    assert cli("trust", "--revoke")[0] == 0
    assert wrote() == (False, 1)
    assert cli("trust", "--revoke")[0] == 2
    monkeypatch.setenv("REGCHECK_TRUST", "1")
    assert wrote() == (True, 1)


def test_a_config_that_is_named_is_not_trusted_for_it(cli: Cli) -> None:
    config("reports: {json: ut.json}\n", "other.yaml")
    assert "reports (other.yaml:4)" in cli("check", "a.md", "--config", "other.yaml")[2]
    assert not Path("ut.json").exists()


@pytest.mark.parametrize(
    "said",
    [
        "select: [house, egne/x]\nignore: [egne]\n",
        "severity: {egne/x: error}\n",
        "overrides: [{paths: ['**'], ignore: ['egne/*']}]\n",
        "collection: egne\n",
    ],
)
def test_names_of_rules_that_are_ignored_change_no_exit_code(
    said: str, cli: Cli, place: Path
) -> None:
    (place.parent / "egne").mkdir(exist_ok=True)
    Path("regcheck.yaml").write_text(f"packs: ['{PACK}', ../egne]\nlocale: en\n{said}", "utf-8")
    code, _, err = cli("check", "a.md", "--fail-on", "never")
    assert (code, "note: passed over" in err, "egne" in err) == (0, True, True)
    assert cli("check", "a.md", "--select", "egne/x")[0] == 2
    assert cli("check", "a.md", "--trust")[0] == 2


@pytest.mark.skipif(os.name == "nt", reason="a file in the way of the key is made as on POSIX")
def test_it_is_told_once_when_there_is_no_place_for_the_key(
    cli: Cli, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config("locale: en\n")
    (place / "state").write_text("in the way")
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    code, _, err = cli("check", "a.md", "--fail-on", "never")
    assert (code, err.count("nothing can be written there")) == (0, 1)
    assert "written" not in cli("check", "a.md", "--no-cache")[2]


def test_what_does_not_concern_a_command_or_was_typed_is_not_told(cli: Cli) -> None:
    config("reports: {json: ut.json}\n")
    assert "ignored" not in cli("rules")[2]
    assert "ignored" not in cli("check", "a.md", "--report", "json=b.json")[2]
