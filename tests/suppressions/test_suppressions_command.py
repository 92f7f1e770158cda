"""Suppressions from end to end: what they do to a check, in every report, and the list of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main

PACK = Path(__file__).parents[1] / "cli" / "pack"
CONFIG = f"packs: '{PACK}'\nselect: [house, suppressions]\nnlp: off\n"
TODAY = ("--today", "2026-06-01")
DRAFT = """\
---
refid: forskrift/2030-01-01-1
---
# Forskrift om skap

{before}
### § 1. Skap

Nøkkelen sendes i forseglet brev. {behind}

Lås skal være passelig.

### § 2. Dør

Nøkkelen sendes i forseglet brev.
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    (tmp_path / "regcheck.yaml").write_text(CONFIG, "utf-8")
    return tmp_path


class Cli:
    """Runs a command line and keeps what came out."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = self.capsys.readouterr()
        return code, out, err

    def check(self, *arguments: str) -> list[tuple[str, str, str]]:
        found = self.json(*arguments)["findings"]
        return [(f["rule"], f["address_path"].partition("-1/")[2], f["status"]) for f in found]

    def json(self, *arguments: str, day: tuple[str, str] = TODAY) -> Any:
        code, out, err = self("check", "a.md", "--format", "json", *day, *arguments)
        assert code in (0, 1), err
        return json.loads(out)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(capsys)


def draft(before: str = "", behind: str = "") -> None:
    made = [f"<!-- regcheck: {body} -->" if body else "" for body in (before, behind)]
    Path("a.md").write_text(DRAFT.format(before=made[0], behind=made[1]), "utf-8")


def sidecar(text: str) -> None:
    Path("regcheck.ignore.yaml").write_text(text, "utf-8")


LETTER, LOOSE = "house/sealed-letter", "house/loose-words"
OPEN = [
    (LETTER, "§1/ledd/1", "new"),
    (LOOSE, "§1/ledd/2", "new"),
    (LETTER, "§2/ledd/1", "new"),
]


def hidden(*numbers: int) -> list[tuple[str, str, str]]:
    return [
        (rule, at, "suppressed" if n in numbers else status)
        for n, (rule, at, status) in enumerate(OPEN)
    ]


@pytest.mark.parametrize(
    ("before", "behind", "numbers"),
    [
        ("ignore house reason: huset", "", (0, 1)),
        (f"ignore {LETTER} reason: huset", "", (0,)),
        ("ignore house/wax-letter reason: tidligere navn", "", (0,)),
        ("ignore house/s* reason: mønster", "", (0,)),
        (f"ignore-document {LETTER} reason: huset", "", (0, 2)),
        ("", f"ignore-here {LETTER} reason: huset", (0,)),
        ("ignore house reason: huset until: 2026-06-01", "", (0, 1)),
    ],
)
def test_findings_are_suppressed(
    cli: Cli, before: str, behind: str, numbers: tuple[int, ...]
) -> None:
    draft(before, behind)
    assert cli.check() == hidden(*numbers)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("house/old-wrod", "Mente du «house/old-word»?"),
        ("hause", "Mente du «house»?"),
        ("zzzz", ""),
    ],
)
def test_an_unknown_name_is_told_what_may_have_been_meant(cli: Cli, name: str, meant: str) -> None:
    draft(f"ignore {name} reason: huset")
    (about,) = [f for f in cli.json()["findings"] if f["category"] == "suppressions"]
    assert about["rule"] == "suppressions/unknown-rule"
    assert about["advice"].startswith(meant)
    assert ("Mente du" in about["advice"]) == bool(meant)


def test_of_many_unknown_names_only_the_first_are_told_what_was_meant(cli: Cli) -> None:
    names = ", ".join(f"house/old-wrod-{number}" for number in range(60))
    draft(f"ignore {names} reason: huset")
    told = [f["advice"] for f in cli.json()["findings"] if f["rule"] == "suppressions/unknown-rule"]
    assert len(told) == 60
    assert sum("Mente du" in one for one in told) == 20


@pytest.mark.parametrize(
    ("body", "rule", "quoted"),
    [
        ("ignore house reason: huset until: 2026-05-31", "expired", "2026-05-31"),
        (f"ignore {LETTER}", "no-reason", "gjelder derfor ikke"),
        ("ignore house/letter reason: huset", "unknown-rule", "«house/letter»"),
        ("ignore house/old-word reason: huset", "unused", "house/old-word"),
        ("ignore suppressions/unused reason: huset", "unknown-rule", "suppressions/unused"),
        ("hopp over reason: huset", "malformed", "«hopp»"),
    ],
)
def test_what_is_wrong_is_a_finding_and_hides_nothing(
    cli: Cli, body: str, rule: str, quoted: str
) -> None:
    draft(body)
    found = cli.json()
    (about,) = [f for f in found["findings"] if f["category"] == "suppressions"]
    assert about["rule"] == f"suppressions/{rule}"
    assert (about["severity"], about["status"]) == ("warning", "new")
    assert quoted in about["message"]
    source = Path("a.md").read_text("utf-8")
    assert source[about["start"] : about["end"]] == about["quote"] == body
    assert [f["status"] for f in found["findings"]] == ["new"] * 4


def test_rules_that_were_not_run_are_no_reason_to_call_it_unused(cli: Cli) -> None:
    draft("ignore house/old-word, structure/numbering-gap reason: huset")
    assert [rule for rule, _, _ in cli.check() if rule.startswith("supp")] == []
    draft("ignore house/old-word reason: huset")
    assert [rule for rule, _, _ in cli.check("--ignore", "house/old-word")] == [
        *(LETTER, LOOSE, LETTER)
    ]


def test_suppressed_findings_fail_no_run_and_are_counted_apart(cli: Cli) -> None:
    draft("ignore-document house reason: huset")
    code, out, _ = cli("check", "a.md", *TODAY, "--fail-on", "info")
    assert code == 0
    assert "+ 3 funn det er gjort unntak for" in out
    assert "forseglet" not in out
    summary = cli.json()["summary"]
    assert summary["by_status"]["suppressed"] == 3
    assert summary["new"] == {"error": 0, "warning": 0, "info": 0}


def test_reports_tell_why_and_where(cli: Cli) -> None:
    draft("ignore house/loose-words reason: huset until: 2030-01-01")
    sidecar(
        "ignore:\n  - document: a.md\n    address: [§2]\n"
        f"    rules: {LETTER}\n    reason: utenfor\n"
    )
    found = [f for f in cli.json()["findings"] if f["status"] == "suppressed"]
    assert [(f["justification"], f["suppressed_by"]) for f in found] == [
        ("huset", {"kind": "inSource", "path": "a.md", "line": 6, "until": "2030-01-01"}),
        ("utenfor", {"kind": "external", "path": "regcheck.ignore.yaml", "line": 3, "until": None}),
    ]
    _, out, _ = cli("check", "a.md", *TODAY, "--format", "sarif")
    results = json.loads(out)["runs"][0]["results"]
    told = [one for result in results for one in result["suppressions"]]
    assert [(one["kind"], one["justification"], one["status"]) for one in told] == [
        ("inSource", "huset", "accepted"),
        ("external", "utenfor", "accepted"),
    ]
    places = [one["location"]["physicalLocation"] for one in told]
    assert [p["artifactLocation"]["uri"] for p in places] == ["a.md", "regcheck.ignore.yaml"]
    assert [p["region"]["startLine"] for p in places] == [6, 3]


@pytest.mark.parametrize("document", ["forskrift/2030-01-01-1", "a.md"])
@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        ("    address: §1\n", (0,)),
        ("    address: §1/ledd/1\n", (0,)),
        ("    address: [§1/ledd/1, §2]\n", (0, 2)),
        ("", (0, 2)),
    ],
)
def test_a_sidecar_covers_an_address_and_all_below(
    cli: Cli, document: str, address: str, numbers: tuple[int, ...]
) -> None:
    draft()
    sidecar(f"ignore:\n  - document: {document}\n{address}    rules: {LETTER}\n    reason: x\n")
    assert cli.check() == hidden(*numbers)


def test_a_sidecar_is_about_its_documents_only(cli: Cli) -> None:
    draft()
    sidecar(f"ignore:\n  - document: b.md\n    rules: [{LETTER}, nope]\n    reason: x\n")
    assert cli.check() == OPEN


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("address: §9\n    rules: house/sealed-letter\n    reason: x", "unused"),
        ("address: §1/ledd/10\n    rules: house/sealed-letter\n    reason: x", "unused"),
        ("rules: house/nope\n    reason: x", "unknown-rule"),
        ("rules: house/sealed-letter", "no-reason"),
        ("rules: house\n    reason: x\n    until: 2020-01-01", "expired"),
    ],
)
def test_what_is_wrong_with_a_sidecar_is_told_at_its_line(cli: Cli, entry: str, rule: str) -> None:
    draft()
    sidecar(f"ignore:\n  - document: a.md\n    {entry}\n")
    found = cli.json()["findings"]
    (about,) = [f for f in found if f["category"] == "suppressions"]
    assert about["rule"] == f"suppressions/{rule}"
    assert "(regcheck.ignore.yaml:" in about["message"]
    assert about["quote"] == ""
    assert all(f["status"] == "new" for f in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ignore: paper\n", ":1:9: expected a list of suppressions"),
        ("ignor: []\n", ":1:1: unknown key «ignor» (did you mean «ignore»?)"),
        ("ignore:\n  - rules: house\n", ":2:5: the key «document» is missing"),
        ("ignore:\n  - document: a.md\n    rules: 3\n", ":3:12: expected text"),
        (
            "ignore:\n  - document: a.md\n    rules: house\n    address: § 1 annet ledd\n",
            ":4:14: «§ 1 annet ledd» is not an address path (§1/ledd/2)",
        ),
        ("ignore:\n  - document: a.md\n    rules: house\n    until: snart\n", ":4:12: «snart»"),
        ("ignore:\n  - document: a.md\n    document: b.md\n    rules: a\n", "a second time"),
        ("ignore: [\n", "not valid YAML"),
        ("a: &a [*a]\n", "regcheck.ignore.yaml:1"),
    ],
)
def test_a_faulty_sidecar_stops_the_run(cli: Cli, text: str, expected: str) -> None:
    draft()
    sidecar(text)
    code, out, err = cli("check", "a.md")
    assert (code, out) == (2, "")
    assert err.startswith("regcheck: error: regcheck.ignore.yaml")
    assert expected in err


def test_a_sidecar_that_is_a_folder_or_no_text(cli: Cli, place: Path) -> None:
    draft()
    (place / "regcheck.ignore.yaml").write_bytes(b"ignore: \xff\n")
    assert "is not UTF-8" in cli("check", "a.md")[2]
    (place / "regcheck.ignore.yaml").unlink()
    (place / "regcheck.ignore.yaml").mkdir()
    assert "is a folder" in cli("check", "a.md")[2]


def test_a_baseline_holds_no_suppressed_finding(cli: Cli) -> None:
    draft(f"ignore-document {LETTER} reason: huset")
    arguments = ("--pack", str(PACK), "--select", "house", "--nlp", "off")
    assert cli("baseline", "create", "a.md", *arguments)[0] == 0
    assert cli.check() == [
        (rule, at, "suppressed" if rule == LETTER else "known") for rule, at, _ in OPEN
    ]


def test_suppressions_are_the_same_from_the_cache(cli: Cli) -> None:
    draft("ignore house reason: huset until: 2026-06-01")
    first = cli.json()
    assert cli.json() == first == cli.json("--no-cache")
    assert cli.json(day=("--today", "2026-06-02")) != first
    assert cli.json("--jobs", "2") == first


def test_a_day_that_is_none(cli: Cli) -> None:
    draft()
    code, _, err = cli("check", "a.md", "--today", "i morgen")
    assert (code, err) == (2, "regcheck: error: --today i morgen: write the date as 2027-12-31\n")


def test_the_list(cli: Cli) -> None:
    draft(f"ignore {LETTER} reason: huset until: 2027-01-01", "ignore-here house/nope")
    sidecar("ignore:\n  - document: a.md\n    rules: house\n    reason: utenfor\n")
    code, out, err = cli("suppressions", "a.md", *TODAY, "--json")
    assert (code, err) == (0, "")
    assert [
        (r["state"], r["rules"], r["address_path"].partition("-1/")[2], r["path"], r["line"])
        for r in json.loads(out)
    ] == [
        ("active", [LETTER], "§1", "a.md", 6),
        ("unknown-rule", ["house/nope"], "§1/ledd/1", "a.md", 9),
        ("active", ["house"], "", "regcheck.ignore.yaml", 2),
    ]
    _, table, _ = cli("suppressions", "a.md", "--today", "2027-01-02")
    lines = table.splitlines()
    assert lines[0].startswith(f"expired       {LETTER}")
    assert lines[0].endswith("a.md:6 until 2027-01-01")
    assert lines[1].strip() == "huset"
    assert lines[-1] == "3 suppressions"


def test_examples_and_trials_see_no_suppression(cli: Cli) -> None:
    draft(f"ignore-document {LETTER} reason: huset")
    assert cli("try", LETTER, "a.md")[1].count("forseglet") == 2
