"""One folder of drafts through every entry: the same findings, answered and known alike."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from regcheck import check, read
from regcheck.cli.main import main
from regcheck.desk.editor.checks import Checks, input_of
from regcheck.document.model import Document
from regcheck.packs.categories import obstacle_categories
from regcheck.packs.load import load_manifests
from regcheck.packs.source_files import builtin_folder
from regcheck.quality.evaluation.gold import LabelledProvision
from regcheck.results.result import DocumentResult
from regcheck.run.rules import LoadedRules

DAY = "2027-03-01"
LAW = """\
---
refid: lov/2016-05-20-77
---

# Lov om brygger (bryggeloven)

### § 2. Definisjoner

I denne loven menes med bryggeplass: avgrenset sted ved kai der en båt kan ligge fast.
"""
HIRE = """\
# Forskrift om utleie av brygger

Fastsatt med hjemmel i lov 20. mai 2016 nr. 77 om brygger (bryggeloven) § 4.

### § 1. Definisjoner

I forskriften menes med

a) bryggeplass: rom i hall for snekkere

b) båtleie: vederlag i penger for bruk av en plass ved brygga i en måned

c) plassleie: vederlag i penger for bruk av en plass ved brygga i en måned

### § 2. Søknad

<!-- regcheck: ignore paper/registered-letter reason: leietaker ber om det -->
Kommunen sender svaret som rekommandert brev. Søknaden skal ha egenhendig underskrift.

### § 3. Fritak

Kommunen kan gi fritak når det foreligger særlige grunner. Leien betales med postgiro.
"""
AMENDING = """\
# Forskrift om endring i forskrift om brygger

I forskrift 3. mars 2016 nr. 9402 om brygger gjøres følgende endringer:

§ 3 annet ledd skal lyde:

Attesten skal leveres i original og vises fram på forlangende. Kommunen kan i særlige tilfeller \
gjøre unntak.

§ 4 oppheves.
"""
NOTICE = """\
FORSKRIFT OM OPPSLAG

§ 1. Oppslag

Vedtaket kunngjøres ved oppslag på kommunehuset. Klagen skal være undertegnet for hånd.
"""
CONFIG = """\
nlp: off
concepts: index.duckdb
severity:
  plain-language/stiff-word: warning
overrides:
  - paths: ["oppslag*"]
    ignore: [paper/handwritten-signature]
"""
SIDECAR = """\
ignore:
  - document: utkast/oppslag.txt
    rules: [paper/posted-notice]
    reason: tavlen står der til 2030
"""
TITLES = {
    "Forskrift om utleie av brygger": "leie.md",
    "Forskrift om endring i forskrift om brygger": "endring.md",
    "FORSKRIFT OM OPPSLAG": "oppslag.txt",
}
RULES = ("concepts/two-terms", "paper/registered-letter", "discretion/special-grounds")


class Mark(NamedTuple):
    """What every entry must agree on."""

    document: str
    rule: str
    words: str
    severity: str
    suppressed: bool


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Path]:
    """The folder that all entries run in, with an index, a sidecar and a baseline of the notice."""
    place = tmp_path_factory.mktemp("parity")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("XDG_CACHE_HOME", str(cache))
        (place / "lov").mkdir()
        (place / "lov" / "bryggeloven.md").write_text(LAW, encoding="utf-8")
        assert main(["concepts", "build", "lov", "-o", "index.duckdb"]) == 0
        (place / "regcheck.yaml").write_text(CONFIG, encoding="utf-8")
        (place / "regcheck.ignore.yaml").write_text(SIDECAR, encoding="utf-8")
        folder = place / "utkast"
        folder.mkdir()
        for name, text in (("leie.md", HIRE), ("endring.md", AMENDING), ("oppslag.txt", NOTICE)):
            (folder / name).write_text(text, encoding="utf-8")
        yield place


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(list(arguments)) in (0, 1)
    return capsys.readouterr().out


def marks_of(report: str) -> dict[Mark, str]:
    """The findings of a JSON report, each with its status."""
    return {
        Mark(
            Path(one["path"]).name,
            one["rule"],
            one["quote"],
            one["severity"],
            one["status"] == "suppressed",
        ): one["status"]
        for one in json.loads(report)["findings"]
    }


def marks(name: str, result: DocumentResult) -> set[Mark]:
    return {
        Mark(name, one.rule.id, one.quote, one.severity.word, one.status == "suppressed")
        for one in result.findings
    }


@pytest.fixture(scope="module")
def checked(drafts: Path) -> dict[Mark, str]:
    """What `check` finds, without a baseline."""
    told = ("--format", "json", "-o", "funn.json", "--today", DAY)
    assert main(["check", "utkast", *told]) in (0, 1)
    return marks_of((drafts / "funn.json").read_text("utf-8"))


def test_the_drafts_hold_what_the_entries_have_disagreed_on(checked: dict[Mark, str]) -> None:
    rules = {one.rule for one in checked}
    assert {"concepts/two-terms", "concepts/differs-from-enabling-act"} <= rules
    assert {one.rule for one in checked if one.suppressed} == {
        "paper/registered-letter",
        "paper/posted-notice",
    }
    assert any(one.document == "endring.md" for one in checked)
    assert not any(
        one == ("oppslag.txt", "paper/handwritten-signature") for one in (m[:2] for m in checked)
    )
    lifted = {one.severity for one in checked if one.rule == "plain-language/stiff-word"}
    assert lifted == {"warning"}


def test_scan(drafts: Path, checked: dict[Mark, str], capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "scan", "utkast", "-o", "tabeller", "--format", "jsonl", "--today", DAY)
    rows = [
        json.loads(line)
        for file in (drafts / "tabeller").glob("findings/*.jsonl")
        for line in file.read_text("utf-8").splitlines()
    ]
    assert checked.keys() == {
        Mark(
            Path(one["path"]).name,
            one["rule"],
            one["quote"],
            one["severity"],
            one["status"] == "suppressed",
        )
        for one in rows
    }


@pytest.mark.parametrize("rule", RULES)
def test_try(
    rule: str, drafts: Path, checked: dict[Mark, str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = run(capsys, "try", rule, "utkast")
    mine = [one for one in checked if one.rule == rule]
    assert f"{rule}: hits: {len(mine)}, " in out
    assert out.count(", suppressed") == sum(one.suppressed for one in mine)
    assert all(f"»{one.words}«" in out or one.words in out for one in mine)


def test_the_library(drafts: Path, checked: dict[Mark, str], stable_rules: LoadedRules) -> None:
    for name in ("leie.md", "endring.md"):
        document = read(drafts / "utkast" / name)
        result = check(
            document,
            stable_rules,
            nlp=False,
            concepts="index.duckdb",
            today=date.fromisoformat(DAY),
        )
        # Severities that a config lays down are the command line's.
        assert {one._replace(severity="") for one in marks(name, result)} == {
            one._replace(severity="") for one in checked if one.document == name
        }


@pytest.fixture
def editor_checks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Checks]]:
    """Gives what `lsp` checks the documents of a workspace with."""
    made: list[Checks] = []

    class Server:
        def __init__(self, make: Callable[[Path | None], Checks]) -> None:
            self.make = make

        def start_io(self, _: object) -> None:
            made.append(self.make(Path.cwd()))

    def checks(*arguments: str) -> Checks:
        assert main(["lsp", *arguments]) == 0
        return made[-1]

    monkeypatch.setattr(import_module("regcheck.desk.editor.server"), "make_server", Server)
    yield checks
    for one in made:
        one.close()


def test_the_editor(
    drafts: Path, checked: dict[Mark, str], editor_checks: Callable[..., Checks]
) -> None:
    quick = editor_checks().check
    for name in ("leie.md", "endring.md", "oppslag.txt"):
        text = (drafts / "utkast" / name).read_text("utf-8")
        result = quick(input_of(f"utkast/{name}", "", text))
        assert marks(name, result) == {one for one in checked if one.document == name}


def watch_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> str:
    """What `watch` shows first, before anything changes."""
    monkeypatch.setattr("regcheck.cli.watch.changes", lambda *_: ())
    return run(capsys, "watch", *arguments, "--today", DAY)


def test_watch(
    drafts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is shown of a file that changes is what `check` shows of it."""
    shown = run(capsys, "check", "utkast/leie.md", "--today", DAY)
    assert watch_once(monkeypatch, capsys, "utkast/leie.md") == shown


def test_the_desk(
    drafts: Path,
    tmp_path: Path,
    stable_rules: LoadedRules,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The desk has no config and no index: it finds what `check` finds without them."""
    from regcheck.changes.suppressions.suppressing import Suppressing
    from regcheck.desk.checks import Checks, Wish

    bare = marks_of(
        run(capsys, "check", "utkast", "--no-config", "--nlp", "off", "--format", "json")
    )
    day = date.fromisoformat(DAY)
    desk = Checks(
        tmp_path,
        lambda rules, settings: Suppressing(rules.rule_set, settings, today=day),
        nlp=False,
        load=lambda _: stable_rules,
    )
    for name in ("leie.md", "endring.md"):
        outcome = desk.check(name, (drafts / "utkast" / name).read_bytes(), Wish())
        mine = [one for one in bare if one.document == name and not one.suppressed]
        assert {
            word: sum(one.severity == word for one in mine) for word in ("error", "warning", "info")
        } == dict(outcome.counts)


def test_readiness(
    drafts: Path, checked: dict[Mark, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Every place that is cited is open in `check`."""
    report = json.loads(run(capsys, "readiness", "utkast", "--format", "json"))
    cited = {
        (TITLES[one["document"]], one["rule"], one["quote"])
        for group in report["groups"]
        for question in group["questions"]
        for kind in ("found", "met")
        for one in question[kind]
    }
    assert cited
    assert cited <= {one[:3] for one in checked if not one.suppressed}


def test_compare(
    drafts: Path, checked: dict[Mark, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Seen against a draft that says nothing, all that is open is introduced."""
    (drafts / "tomt").mkdir(exist_ok=True)
    (drafts / "tomt" / "leie.md").write_text("# Forskrift om utleie av brygger\n", "utf-8")
    out = run(capsys, "compare", "tomt/leie.md", "utkast/leie.md", "--format", "json")
    (document,) = json.loads(out)["documents"]
    assert {(one["rule"], one["quote"], one["severity"]) for one in document["introduced"]} == {
        one[1:4] for one in checked if one.document == "leie.md" and not one.suppressed
    }


def test_sample(drafts: Path, checked: dict[Mark, str], capsys: pytest.CaptureFixture[str]) -> None:
    rows = run(capsys, "sample", RULES[0], "utkast").splitlines()[1:]
    assert len(rows) == len([one for one in checked if one.rule == RULES[0]]) == 1


def test_evaluate(stable_rules: LoadedRules) -> None:
    """A provision of a gold standard gives the flags that a draft of these words gives."""
    from regcheck.quality.evaluation.gold_run import check_provisions
    from regcheck.results.result import Settings
    from regcheck.run.check import CheckJob
    from regcheck.run.options import RunOptions

    settings = Settings(locale="nb", nlp=False)
    provision = LabelledProvision("p1", "dev", "lov/2030-01-01-1", "Lov om svar", "§ 1", "nb", HIRE)
    ((_, flags),) = check_provisions([provision], stable_rules, settings, RunOptions(), [])
    document = read(provision.unit.encode(), name="p1.md", format="md")
    assert isinstance(document, Document)
    result = CheckJob(stable_rules, settings).check(document)
    assert result.findings
    assert {(one.rule, one.span.start) for one in flags} == {
        (one.rule.id, one.start) for one in result.findings
    }


def test_the_map(
    drafts: Path, checked: dict[Mark, str], capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "scan", "utkast", "-o", "kart", "--today", DAY)
    out = run(capsys, "obstacles", "kart", "-o", "hindre")
    obstacles = obstacle_categories(load_manifests([builtin_folder()]))
    mapped = [
        one
        for one in checked
        if one.severity != "info" and not one.suppressed and one.rule.split("/")[0] in obstacles
    ]
    assert f"hindre: {len(mapped)} rows" in out


def test_a_baseline_makes_the_same_known_everywhere(
    drafts: Path,
    checked: dict[Mark, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    editor_checks: Callable[..., Checks],
) -> None:
    baseline = drafts / "kjent.json"
    if not baseline.exists():
        run(capsys, "baseline", "create", "utkast/leie.md", "--baseline", "kjent.json")
    report = run(
        capsys,
        *("check", "utkast", "--baseline", "kjent.json", "--format", "json", "--today", DAY),
    )
    known = {one for one, status in marks_of(report).items() if status == "known"}
    assert known == {one for one in checked if one.document == "leie.md" and not one.suppressed}
    check = editor_checks("--baseline", "kjent.json").check
    result = check(input_of("utkast/leie.md", "", HIRE))
    assert {one.quote for one in result.findings if one.status == "known"} == {
        one.words for one in known
    }
    shown = run(capsys, "check", "utkast/leie.md", "--baseline", "kjent.json", "--today", DAY)
    assert watch_once(monkeypatch, capsys, "utkast/leie.md", "--baseline", "kjent.json") == shown


SOURCE = Path(__file__).resolve().parents[2] / "src" / "regcheck"
ONLY_IN = {
    "Engine": {"run/pipeline.py", "quality/ruletest/silent.py"},
    "FindingBuilder": {"run/pipeline.py"},
    "judge_matches": {"run/pipeline.py"},
    "Pipeline": {"quality/ruletest/examples.py"},
    "DocumentRun": {"run/check.py"},
    "Totals": {"run/check.py", "desk/checks.py", "cli/compare.py", "reports/svg.py"},
}
"""Where what the pipeline is made of may be made."""


def test_no_entry_puts_stages_together_itself() -> None:
    found = {
        (node.func.id, path.relative_to(SOURCE).as_posix())
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    for name, welcome in ONLY_IN.items():
        callers = {path for called, path in found if called == name}
        assert callers
        assert callers <= welcome, name
