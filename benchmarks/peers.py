"""The same words looked for by regcheck and by other tools, one process each on the same files.

    python benchmarks/peers.py [FOLDER] [--mb 3] [--rules 40] [--rounds 2] [--write]
        [--semgrep PATH] [--textlint PATH] [--proselint PYTHON] [--rg PATH]

FOLDER holds Markdown files of law (default: `REGCHECK_SHARED` or `../shared`,
`lovdata/markdown`). The literal phrases of so many stable rules are written in the format of each
tool; conditions, lemmas and legal structure, which the others have no form for, are left out, and
regcheck is measured with just these phrases too, as a pack of its own. With `--apart` each phrase
becomes a rule of its own, with its own name, in all of them. A tool that is not named and not on
the path is told as not measured:

    semgrep   python -m venv A && A/bin/pip install semgrep                 --semgrep A/bin/semgrep
    proselint python -m venv B && B/bin/pip install proselint               --proselint B/bin/python
    textlint  npm install --prefix C textlint textlint-rule-prh
              --textlint C/node_modules/.bin/textlint
    ripgrep   as rg on the path

Figures are of the quickest of the rounds. CPU seconds tell more than wall clock on a machine that
others use as well. `--write` puts them in `benchmarks/peers.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from peer_formats import (
    PROSELINT,
    Patterns,
    expression,
    records,
    rg_hits,
    semgrep_hits,
    semgrep_rules,
    textlint_command,
    textlint_hits,
    write_pack,
)

from regcheck.matching.literal import Literal
from regcheck.matching.phrase import expand
from regcheck.packs.load import load_packs
from regcheck.packs.model import Pattern, Terminal
from regcheck.packs.phrase_syntax import PhraseError, parse_phrase
from regcheck.packs.select import select_rules
from regcheck.packs.source_files import builtin_folder

PAGE = Path(__file__).with_suffix(".md")
LIMIT = 200
"""CPU seconds after which a tool is stopped."""
MOST = 60
"""Phrases of one rule that take part."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One way to look for the words: its command, and how its hits are counted."""

    name: str
    command: Sequence[str]
    hits: Callable[[bytes], int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """What the quickest round of a tool took."""

    tool: Tool
    wall: float
    cpu: float
    peak: float
    hits: int


def patterns_of(number: int) -> dict[str, list[Literal]]:
    """The literal phrases of so many rules, by rule: those with most of them come last."""
    rules = select_rules(load_packs([builtin_folder()])).rules
    found: dict[str, list[Literal]] = {}
    for rule in rules:
        if rule.category in ("structure", "readability", "concepts"):
            continue
        literals = {one for text in phrases(rule.match) for one in literals_of(text)}
        kept = [one for one in literals if len(one.text) > 3]
        if 1 < len(kept) <= MOST:
            found[rule.id] = sorted(kept, key=lambda one: (one.text, one.open_left, one.open_right))
    chosen = sorted(found, key=lambda rule: (len(found[rule]), rule))
    random.Random(40).shuffle(chosen)
    return {rule: found[rule] for rule in sorted(chosen[:number])}


def each_apart(patterns: Patterns) -> dict[str, list[Literal]]:
    """Every phrase as a rule of its own."""
    return {
        f"{rule}-{at}": [one] for rule, ones in patterns.items() for at, one in enumerate(ones, 1)
    }


def phrases(pattern: Pattern) -> Iterator[str]:
    if isinstance(pattern, Terminal):
        if pattern.kind == "phrase" and pattern.language in ("", "nb"):
            yield from pattern.values
    elif pattern.operator == "any":
        for part in pattern.parts:
            yield from phrases(part)


def literals_of(text: str) -> Iterable[Literal]:
    try:
        return expand(parse_phrase(text), lambda word: frozenset({word})) or ()
    except PhraseError:
        return ()


def sample(folder: Path, megabytes: float, target: Path) -> tuple[int, int]:
    """Copy a fixed random sample; gives how many files and bytes."""
    files = sorted(path for path in folder.rglob("*.md") if path.name != "README.md")
    random.Random(20).shuffle(files)
    number = size = 0
    for path in files:
        if size >= megabytes * 1e6:
            break
        data = path.read_bytes()
        (target / path.name).write_bytes(data)
        number, size = number + 1, size + len(data)
    return number, size


def tools(options: argparse.Namespace, patterns: Patterns, work: Path) -> Iterator[Tool | str]:
    """Each tool that is there with what it needs written into the folder, or what is missing."""
    law = str(work / "law")
    check = [sys.executable, "-m", "regcheck", "check", law, "--no-config", "--no-cache"]
    check += [
        "--jobs",
        "1",
        "--time-limit",
        "3600",
        "--nlp",
        "off",
        "--fail-on",
        "never",
        "--format",
        "jsonl",
    ]
    pack = write_pack(patterns, work / "pack")
    yield Tool(
        "regcheck, these phrases",
        [*check, "--pack", str(pack), "--select", "peers"],
        records,
        "reads Markdown, legal addresses, excerpts",
    )
    if not options.apart:
        yield Tool(
            "regcheck, these rules",
            [*check, "--select", ",".join(patterns)],
            records,
            "with lemmas, conditions, exceptions, both standards",
        )
        yield Tool("regcheck, all stable rules", check, records, "and readability and structure")
    yield from others(options, patterns, work, law)


def others(
    options: argparse.Namespace, patterns: Patterns, work: Path, law: str
) -> Iterator[Tool | str]:
    if rg := found(options.rg, "rg"):
        file = work / "rg.txt"
        file.write_text(
            "\n".join(expression(ones, r"\b", r"\b", " ") for ones in patterns.values()) + "\n",
            encoding="utf-8",
        )
        command = [rg, "--no-config", "-j1", "-i", "--count-matches", "-f", str(file), law]
        yield Tool("ripgrep", command, rg_hits, "counts only; edges of words in Unicode")
        ascii_only = [rg, "--no-unicode", *command[1:]]
        yield Tool("ripgrep --no-unicode", ascii_only, rg_hits, "counts only; å is no letter")
    else:
        yield "ripgrep"
    if semgrep := found(options.semgrep, "semgrep"):
        file = work / "semgrep.yml"
        file.write_text(json.dumps({"rules": list(semgrep_rules(patterns))}), encoding="utf-8")
        command = [semgrep, "scan", "--config", str(file), "--json", "-j", "1", "--metrics", "off"]
        command += ["--disable-version-check", "--no-git-ignore", "--max-target-bytes", "0", law]
        yield Tool("semgrep, generic mode", command, semgrep_hits, "pattern-regex; JSON")
    else:
        yield "semgrep"
    if textlint := found(options.textlint, "textlint"):
        command = textlint_command(textlint, patterns, work)
        yield Tool("textlint + prh", [*command, law], textlint_hits, "reads Markdown; JSON")
    else:
        yield "textlint + prh"
    if options.proselint:
        file, driver = work / "proselint.json", work / "proselint_run.py"
        edge = r"[^\pL\pN_]"
        told = {
            rule: "(?i)" + expression(ones, f"(?:^|{edge})", f"(?:$|{edge})")
            for rule, ones in patterns.items()
        }
        file.write_text(json.dumps(told), encoding="utf-8")
        driver.write_text(PROSELINT, encoding="utf-8")
        command = [options.proselint, str(driver), str(file), law]
        yield Tool("proselint", command, int, "its engine with these phrases as its only checks")
    else:
        yield "proselint"


def found(given: str, name: str) -> str:
    return given or shutil.which(name) or ""


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 5))


def measured(tool: Tool, rounds: int, work: Path) -> Figure:
    """The quickest of some rounds, by CPU seconds."""
    best: Figure | None = None
    for _ in range(rounds):
        with (work / "out").open("wb") as out, (work / "err").open("wb") as err:
            start = time.monotonic()
            process = subprocess.Popen(
                tool.command,
                stdout=out,
                stderr=err,
                cwd=work,
                preexec_fn=_limited,  # noqa: PLW1509 - there is one thread
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode == -signal.SIGXCPU:
            return Figure(tool, wall, LIMIT, usage.ru_maxrss / 1024, -1)
        if process.returncode not in (0, 1):
            told = (work / "err").read_text(encoding="utf-8", errors="replace")[-500:]
            raise SystemExit(f"{tool.name}: exit code {process.returncode}\n{told}")
        hits = tool.hits((work / "out").read_bytes())
        cpu = usage.ru_utime + usage.ru_stime
        figure = Figure(tool, wall, cpu, usage.ru_maxrss / 1024, hits)
        if best is None or figure.cpu < best.cpu:
            best = figure
    assert best is not None
    return best


def table(figures: Sequence[Figure], size: int) -> str:
    """The figures as Markdown, with ratios to the first."""
    first = figures[0]
    lines = ["| tool | CPU s | wall s | MB per CPU s | CPU, to regcheck | peak MB | hits | |"]
    lines.append("| --- | --: | --: | --: | --: | --: | --: | --- |")
    for one in figures:
        over, hits = ("> ", "–") if one.hits < 0 else ("", str(one.hits))
        lines.append(
            f"| {one.tool.name} | {over}{one.cpu:.2f} | {one.wall:.2f} |"
            f" {size / 1e6 / one.cpu:.2f} | {over}{one.cpu / first.cpu:.2f} | {one.peak:.0f} |"
            f" {hits} | {one.tool.note} |"
        )
    return "\n".join(lines)


def main() -> None:
    shared = Path(os.environ.get("REGCHECK_SHARED", Path(__file__).parents[2] / "shared"))
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=shared / "lovdata" / "markdown")
    parser.add_argument("--mb", type=float, default=3)
    parser.add_argument("--rules", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--apart", action="store_true")
    for name in ("semgrep", "textlint", "proselint", "rg"):
        parser.add_argument(f"--{name}", default="")
    options = parser.parse_args()
    patterns = patterns_of(options.rules)
    number = sum(map(len, patterns.values()))
    if options.apart:
        patterns = each_apart(patterns)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        (work / "law").mkdir()
        files, size = sample(options.folder, options.mb, work / "law")
        print(f"{len(patterns)} rules, {number} phrases; {files} files, {size / 1e6:.1f} MB")
        figures, missing = [], []
        for tool in tools(options, patterns, work):
            if isinstance(tool, str):
                missing.append(tool)
                continue
            figures.append(measured(tool, options.rounds, work))
            last = figures[-1]
            print(f"{tool.name}: {last.cpu:.2f} s CPU, {last.wall:.2f} s, {last.hits}", flush=True)
    made = table(figures, size)
    print(made)
    if missing:
        print(f"not measured, not found here: {', '.join(missing)}")
    if options.write:
        what = f"{len(patterns)} rules with {number} phrases"
        write_page(made, missing, what, (files, size), "apart" if options.apart else "figures")


def write_page(
    made: str, missing: Sequence[str], what: str, sample: tuple[int, int], mark: str
) -> None:
    """Put the figures of a sample, so many files and bytes, into the page after the mark."""
    files, size = sample
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(f"<!-- {mark} -->\n")
    _, _, tail = rest.partition("<!-- end -->")
    told = f"{what}; {files} files, {size / 1e6:.1f} MB of Markdown; {platform.machine()}, Python"
    told += f" {platform.python_version()}.\n\n{made}\n"
    if missing:
        told += f"\nNot measured: {', '.join(missing)}.\n"
    PAGE.write_text(f"{head}<!-- {mark} -->\n{told}<!-- end -->{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
