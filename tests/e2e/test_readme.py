"""What the guides show works as shown: every command, the rule, the library, every link."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import PROJECT, Here

GUIDES = ("README.md", "docs/bruk.md", "docs/kartlegging.md")
PAGES = (
    *GUIDES,
    *("docs/rapporter.md", "docs/editor.md", "docs/ci.md", "docs/config.md", "docs/exit-codes.md"),
    *("docs/suppressions.md", "docs/drafter.md", "docs/bundle.md"),
    "docs/begreper.md",
    "docs/research.md",
    *("docs/security.md", "SECURITY.md", "docs/architecture.md", "docs/method.md"),
    *("docs/baseline.md", "CONTRIBUTING.md"),
    *("docs/regel.md", "docs/terminal.md", "docs/design.md", "docs/api.md"),
    *(page.relative_to(PROJECT).as_posix() for page in sorted((PROJECT / "docs").glob("*/*.md"))),
)
LARGEST_PICTURE = 200_000
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def text_of(page: str) -> str:
    return (PROJECT / page).read_text(encoding="utf-8")


def fences(page: str, language: str) -> list[str]:
    return [body for kind, body in _FENCE.findall(text_of(page)) if kind == language]


def commands() -> Iterator[str]:
    """Every line of a guide that runs regcheck, without the comment behind it."""
    for page in GUIDES:
        for body in fences(page, "sh"):
            lines = (line.partition(" #")[0].strip() for line in body.splitlines())
            yield from (line for line in lines if line.startswith("regcheck "))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, scanned: Path) -> Path:
    """A folder with the drafts, a scan and a map of them, and the rule that the README shows, saved
    as it says."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(scanned, folder, dirs_exist_ok=True)
    (rule,) = fences("README.md", "yaml")
    (folder / "kulepenn.yaml").write_text(rule, encoding="utf-8")
    return folder


def test_the_guides_show_commands() -> None:
    shown = {command.split()[1] for command in commands()}
    assert shown == {
        *(
            "check",
            "explain",
            "rules",
            "test",
            "try",
            "tree",
            "address",
            "init",
            "config",
            "baseline",
            "scan",
            "query",
            "obstacles",
            "scan-diff",
        ),
    }


@pytest.mark.parametrize("command", list(dict.fromkeys(commands())))
def test_commands(command: str, copy: Path, cache: Path) -> None:
    _, *arguments = shlex.split(command)
    ended = Here(cache)(*arguments, cwd=copy)
    checks = arguments[0] == "check" and "never" not in arguments
    assert ended.code in ({0, 1} if checks else {0}), ended.stderr
    # `test` says in notes what a rule for oneself may do without.
    assert ended.stderr == "" or arguments[0] == "test"
    assert ended.stdout or "--output" in arguments


def test_the_rule_takes_ten_lines() -> None:
    (rule,) = fences("README.md", "yaml")
    assert len(rule.splitlines()) == 10


def test_the_library_is_used_as_shown(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = fences("README.md", "python")
    monkeypatch.chdir(copy)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - what we wrote
    assert "paper/bring-document ha med beviset i original" in capsys.readouterr().out


@pytest.mark.parametrize("page", [*PAGES, "docs/config.md", "docs/suppressions.md"])
def test_links_lead_somewhere(page: str) -> None:
    folder = (PROJECT / page).parent
    for link in _LINK.findall(text_of(page)):
        place, _, heading = link.partition("#")
        assert "://" not in link
        assert not place or (folder / place).exists(), link
        if heading:
            target = folder / place if place else PROJECT / page
            headings = _HEADING.findall(target.read_text(encoding="utf-8"))
            assert heading in {name.lower().replace(" ", "-") for name in headings}


def test_the_categories_are_those_of_the_rules(copy: Path, cache: Path) -> None:
    """Each category with a rule has its row in the README, and the other way round."""
    table = re.search(r"\| category \|.*?\n\n", text_of("README.md"), re.DOTALL)
    assert table
    told = re.findall(r"^\| `([\w-]+)` \|", table[0], re.MULTILINE)
    listed = Here(cache)("rules", cwd=copy).stdout.decode().splitlines()
    assert sorted(told) == sorted({line.partition("/")[0] for line in listed})


def test_the_picture_is_that_of_today() -> None:
    picture = PROJECT / "docs" / "report.svg"
    assert picture.stat().st_size < LARGEST_PICTURE
    done = subprocess.run([sys.executable, "docs/picture.py", "--check"], cwd=PROJECT, check=False)
    assert done.returncode == 0, "run make picture"


def test_the_example_of_a_finding_is_one(cache: Path) -> None:
    """The finding that the README explains stands in the report, with words left out at «…»."""
    (shown,) = [body for body in fences("README.md", "") if "registered-letter" in body]
    head = shown.splitlines()[0]
    ended = Here(cache)("check", "--nlp", "off", "corpora/drafts/baatplassforskriften.md")
    report = " ".join(ended.stdout.decode().split())
    for line in shown.splitlines():
        for piece in line.split("…"):
            assert " ".join(piece.split()).strip("– ") in report
    assert head == "§ 4-1 første ledd"
