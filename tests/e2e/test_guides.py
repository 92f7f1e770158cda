"""Every page of the documentation: each command that it shows is run as it stands there.

The README, `bruk.md` and `kartlegging.md` are in `test_readme.py`, `begreper.md` in
`cli/test_concept_guide.py`, `your-country.md` in `packs/test_other_countries.py`; nothing is left
out but what LEFT_OUT names.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from commands import DRAFTS, PROJECT, Here

from word_files import p, word

ELSEWHERE = {"bruk.md", "kartlegging.md", "begreper.md", "your-country.md"}
LEFT_OUT = {
    "regcheck watch utkast/": "never ends; tests/cli/test_watch_command.py",
    "regcheck serve --context utkast.docx": "never ends; tests/serve/test_serve.py",
    "regcheck desk": "never ends; tests/e2e/test_desk_command.py",
    "regcheck apply AMENDING LAW -o CONSOLIDATED": "wants its law; tests/amending/test_apply.py",
    "regcheck corpus fetch lover": "uses the network; tests/corpus/test_fetch.py",
    "regcheck history forskrifter --from 2025-01-01 -o history": "tests/history/test_history.py",
    "regcheck history lover-2024-07-01.tar.bz2 lover-2025-07-01.tar.bz2 -o history": (
        "wants two states of law; tests/history/test_history.py"
    ),
    "regcheck corpus verify": "after a fetch; tests/corpus/test_fetch.py",
    "regcheck scan korpus/lover.tar.bz2 -o scan": "after a fetch; tests/scans/test_scan_command.py",
}
"""Commands that are not run here: why, and where they are tried."""
_FENCE = re.compile(r"^ *```(?:sh|text)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(regcheck [^`]* > [^`]*)`")
_YAML = re.compile(r"^```(yaml|markdown)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
AMENDED = """---
refid: lov/2009-06-12-9317
---

# Lov om felleslåsar

### § 2. Ord

Med felleslås er meint ein lås som fleire har nøkkel til.
"""
PAGES = sorted(path.name for path in (PROJECT / "docs").glob("*.md"))


def commands(page: str) -> list[str]:
    """The command lines that a page shows in blocks, and inline where they write a file."""
    text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    lines = " ".join(text.split("\\\n")).splitlines() if "\\\n" in text else text.splitlines()
    whole = "\n".join(lines) + "\n"
    found = [line for body in _FENCE.findall(whole) for line in body.splitlines()]
    found += [words.replace("~/", "") for words in _INLINE.findall(text)]
    plain = [line.partition("  #")[0].strip().removeprefix("py -m ") for line in found]
    return [line for line in plain if line.startswith("regcheck ")]


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with all that the pages speak of."""
    folder = tmp_path / "arbeid"
    shutil.copytree(DRAFTS, folder / "corpora" / "drafts", ignore=lambda *_: ["expected"])
    draft = (DRAFTS / "baatplassforskriften.md").read_text(encoding="utf-8")
    lines = [line.lstrip("# ") for line in draft.splitlines() if line and line[0] not in "-|:"]
    for name in ("utkast.docx", "lovutkast.docx", "forskriftsutkast.docx"):
        (folder / name).write_bytes(word(*(p(line) for line in lines)))
    for name in ("utkast", "forskrifter", "FOLDER"):
        (folder / name).mkdir()
        shutil.copy(DRAFTS / "baatplassforskriften.md", folder / name)
    for name in ("utkast.md", "OLD", "NEW"):
        shutil.copy(DRAFTS / "lov-om-turstier.md", folder / name)
    shutil.copy(DRAFTS / "endringslov-felleslaasar.txt", folder / "AMENDING")
    (folder / "FOLDER" / "lov.md").write_text(AMENDED, encoding="utf-8")
    for told in (("init", "-b", "main"), ("add", "utkast.md"), ("commit", "-m", "a")):
        author = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *author, *told], cwd=folder, check=True, capture_output=True)
    return folder


def test_every_page_is_looked_at() -> None:
    shown = {page: commands(page) for page in PAGES}
    assert shown.keys() >= ELSEWHERE
    assert sum(map(len, shown.values())) > 40
    every = {command for page in shown.values() for command in page}
    assert sorted(LEFT_OUT.keys() - every) == []


@pytest.mark.parametrize("page", [n for n in PAGES if n not in ELSEWHERE and commands(n)])
def test_commands(page: str, work: Path, own_cache: Path) -> None:
    """One after the other, in one folder, with the files that the page has one save."""
    regcheck = Here(own_cache)
    text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    if page == "regel.md":
        (draft,) = (body for kind, body in _YAML.findall(text) if kind == "markdown")
        (work / "utkast.md").write_text(draft, encoding="utf-8")
    rules = [body for kind, body in _YAML.findall(text) if kind == "yaml" and "\nmatch:" in body]
    for command in commands(page):
        if command in LEFT_OUT:
            continue
        if page == "regel.md" and command.startswith("regcheck test"):
            (work / "ringperm.yaml").write_text(rules.pop(0), encoding="utf-8")
        shown, _, target = command.partition(" > ")
        shown, _, source = shown.replace(" >> $PROFILE", "").partition(" < ")
        stdin = (work / source.strip()).read_bytes() if source else b""
        ended = regcheck(*shlex.split(shown)[1:], cwd=work, stdin=stdin)
        assert ended.code in (0, 1), (command, ended.stderr)
        assert "error" not in ended.stderr, (command, ended.stderr)
        assert ended.stdout or not target


def test_the_tutorials_rule_gets_better(work: Path, own_cache: Path) -> None:
    """Two hits with the first form of the rule, one with the second, as the page says."""
    text = (PROJECT / "docs" / "regel.md").read_text(encoding="utf-8")
    (draft,) = (body for kind, body in _YAML.findall(text) if kind == "markdown")
    first, second, graded = (body for kind, body in _YAML.findall(text) if kind == "yaml")
    assert len(first.splitlines()) == 10
    (work / "utkast.md").write_text(draft, encoding="utf-8")
    for rule, hits in ((first, 2), (second, 1)):
        (work / "ringperm.yaml").write_text(rule, encoding="utf-8")
        ended = Here(own_cache)("try", "ringperm.yaml", "utkast.md", cwd=work)
        assert f"hits: {hits}," in (ended.stdout.decode() + ended.stderr)
    before, _, after = second.partition("examples:\n  bad:\n")
    assert after
    graded += "  good:" + after.partition("  good:")[2]
    (work / "ringperm.yaml").write_text(before + graded, encoding="utf-8")
    assert Here(own_cache)("test", "ringperm.yaml", cwd=work).code == 0
    (work / "ringperm.yaml").write_text(
        before + graded.replace("info}", "error}"), encoding="utf-8"
    )
    ended = Here(own_cache)("test", "ringperm.yaml", cwd=work)
    assert ended.code == 1
    assert "must give «ringperm» as error, gave «ringperm» as info" in ended.stdout.decode()
