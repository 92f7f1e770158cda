"""Folders that a stranger made: whatever lies in them, checking them writes what was asked for,
starts nothing but Python and Git, and ends. Against another version: REGCHECK_WATCHED=…/src."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

import pytest
from watched import PATIENCE, SOURCE, Seen, Stage, modules, strace, terminate

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="made of links, pipes and signals of POSIX"),
    pytest.mark.skipif(shutil.which("git") is None, reason="needs Git"),
]
BUILD = Path(__file__).parents[2] / "build"
DRAFT = "# Forskrift om naust\n\n## § 1. Krav\n\nSøknaden skal sendes i rekommandert brev.\n"
CLEAN = "# Forskrift om naust\n\n## § 1. Krav\n\nNaust er av tre.\n"
CHECK = ("check", ".", "--nlp", "off")
WARNED = ("--fail-on", "warning")
NAMES = (
    *("multiprocessing", "typing", "json", "pickle", "concurrent", "random", "socket", "sqlite3"),
    *(
        "regex",
        "msgspec",
        "yaml",
        "typer",
        "rich",
        "pygls",
        "lsprotocol",
        "spacy",
        "numpy",
        "duckdb",
    ),
    *(
        "watchfiles",
        "distributed",
        "zlib",
        "hashlib",
        "signal",
        "queue",
        "selectors",
        "sitecustomize",
    ),
    *("usercustomize", "openpyxl", "httpx", "lxml", "regcheck_plugin", "logging", "tempfile", "gc"),
)
Plan = Callable[[Stage], Any]


@pytest.fixture(scope="module")
def kept(once: Callable[..., Path], compiled: Path) -> Path:
    """Caches for the version that is watched, with its rules compiled."""

    def fill(fresh: Path) -> None:
        if SOURCE.parent == Path(__file__).parents[2]:
            shutil.copytree(compiled, fresh, dirs_exist_ok=True)
        (fresh / "a.md").write_text(DRAFT)
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "XDG_CACHE_HOME": str(fresh)}
        for more in ((), ("--preview",)):
            command = [sys.executable, "-m", "regcheck", *CHECK[:1], "a.md", *more]
            subprocess.run(command, cwd=fresh, env=environment, capture_output=True, check=False)

    return once(f"hostile-{sha256(str(SOURCE).encode()).hexdigest()[:8]}", fill)


@pytest.fixture
def stage(tmp_path: Path, kept: Path) -> Stage:
    made = Stage(tmp_path, shutil.copytree(kept, tmp_path / "cache"))
    if (key := BUILD / "state").exists():  # with which those caches are sealed
        shutil.copytree(key, made.own / ".local" / "state")
    (made.outside / "fil").write_text("urørt")
    made.write("utkast.md", DRAFT)
    return made


def state(folder: Path) -> dict[str, bytes]:
    """What lies in a folder."""
    return {
        str(one.relative_to(folder)): one.read_bytes() if one.is_file() else b""
        for one in sorted(folder.rglob("*"))
    }


@dataclass
class Case:
    """What is run in a folder, the outputs it may write there, and what shall come of it."""

    arguments: Sequence[str]
    outputs: Sequence[str] = ()
    code: tuple[int, ...] = (0, 1, 2, 3)
    says: str = ""
    stdin: bytes = b""
    processes: int = 0
    surroundings: dict[str, str] = field(default_factory=dict)
    after: Callable[[Stage, Seen], None] = lambda *_: None


def config(text: str, *, arguments: Sequence[str] = CHECK, **more: Any) -> Plan:
    """A folder with a config."""

    def made(stage: Stage) -> Case:
        stage.write("regcheck.yaml", text)
        return Case(arguments, **more)

    return made


def repository(stage: Stage) -> None:
    stage.git("init", "-q")
    stage.git("add", "-A")
    stage.git("commit", "-q", "-m", "x")


# N1: modules in the folder.
def imports(*arguments: str, **surroundings: str) -> Plan:
    def made(stage: Stage) -> Case:
        modules(NAMES, stage)
        stage.write("x.pth", f"import os; os.system({stage.trap('pth')!r})\n")
        stage.write(".env", f"PYTHONPATH={stage.folder}\n")
        stage.write("pyvenv.cfg", "home = .\n")
        stage.write("node_modules/regcheck/index.js", "throw 1\n")
        stage.write("x.egg-info/entry_points.txt", "[regcheck.readers]\nx = regcheck_plugin:read\n")
        for number in range(3):
            stage.write(f"d/{number}.md", DRAFT)
        return Case(
            arguments, outputs=("skann", "begreper.sqlite"), code=(1, 0), surroundings=surroundings
        )

    return made


# N2, N8: outputs.
def fsmonitor(place: str, *, named: bool) -> Plan:
    """A report that would be a config of Git, named by the folder's config or by the user."""

    def made(stage: Stage) -> Case:
        repository(stage)
        trap = f"touch {stage.mark.name}"
        stage.write(f"[core]fsmonitor={trap}; false #.md", DRAFT)
        before = (stage.folder / ".git" / "config").read_bytes()
        if not named:
            stage.write("regcheck.yaml", f'reports: {{concise: "{place}"}}\n')
        told = ("--format", "concise", "-o", place) if named else ()

        def after(stage: Stage, seen: Seen) -> None:
            assert (stage.folder / ".git" / "config").read_bytes() == before
            stage.git("status")
            assert not (stage.folder / stage.mark.name).exists()
            if named:
                assert seen.code == 2

        return Case((*CHECK, *told), after=after)

    return made


def source(stage: Stage) -> Case:
    stage.write("src/app.py", "print('hei')\n")
    stage.write("regcheck.yaml", "reports: {html: src/app.py}\n")

    def after(stage: Stage, _: Seen) -> None:
        assert (stage.folder / "src" / "app.py").read_text() == "print('hei')\n"

    return Case(CHECK, after=after)


def named_source(stage: Stage) -> Case:
    stage.write("app.py", "print('hei')\n")

    def after(stage: Stage, _: Seen) -> None:
        assert (stage.folder / "app.py").read_text() == "print('hei')\n"

    return Case((*CHECK, "-o", "app.py"), code=(2,), after=after)


def linked(name: str, *arguments: str, leads_to: str = "fil") -> Plan:
    """A link that waits where a command writes."""

    def made(stage: Stage) -> Case:
        stage.link(name, stage.outside / leads_to)
        stage.write("endring.md", CHANGE)
        stage.write("lov.md", LAW)
        stage.write("b.csv", "anbefaltTerm,definisjon\nnaust,hus for båt\n")
        outputs = [name.partition("/")[0], arguments[-1]]
        return Case(arguments, outputs=outputs)

    return made


def piped(name: str, *arguments: str) -> Plan:
    """A pipe that waits where a command reads or writes."""

    def made(stage: Stage) -> Case:
        (stage.folder / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(stage.folder / name)
        stage.write("b.csv", "anbefaltTerm,definisjon\nnaust,hus for båt\n")
        return Case(arguments or CHECK, outputs=(name, name.partition("/")[0]))

    return made


LAW = "# Lov om naust\n\nDato: LOV-2001-01-01-1\n\n## § 1. Krav\n\nNaust er av tre.\n"
CHANGE = (
    "# Lov om endring i naustloven\n\n"
    "I lov 1. januar 2001 nr. 1 om naust gjøres følgende endringer:\n\n"
    "§ 1 skal lyde:\n\n### § 1. Krav\n\nNaust er av stein.\n"
)


# N3: Git.
def git(setting: str, attributes: str = "") -> Plan:
    """A repository whose settings run programs."""

    def made(stage: Stage) -> Case:
        if attributes:
            stage.write(".gitattributes", attributes)
        repository(stage)
        hook = stage.folder / ".git" / "hooks" / "post-index-change"
        hook.write_text(f"#!/bin/sh\n{stage.trap('hook')}\n")
        hook.chmod(0o755)
        with (stage.folder / ".git" / "config").open("a") as file:
            file.write(setting.replace("TRAP", stage.trap("git").replace('"', '\\"')))
        stage.write("utkast.md", DRAFT.replace("brev", "brevpost"))
        return Case((*CHECK, "--since", "HEAD"), code=(0, 1))

    return made


def promised(stage: Stage) -> Case:
    """A clone without its blobs, that would be fetched by a program of the stranger's."""
    repository(stage)
    script = stage.write("hent.sh", f"#!/bin/sh\n{stage.trap('fetch')}\n")
    script.chmod(0o755)
    with (stage.folder / ".git" / "config").open("a") as file:
        file.write(
            "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n"
            f'[remote "origin"]\n\turl = "ext::{script}"\n\tpromisor = true\n'
            '[protocol]\n\tallow = always\n[protocol "ext"]\n\tallow = always\n'
        )
    for one in (stage.folder / ".git" / "objects").glob("??/*"):
        data = subprocess.run(
            ["git", "cat-file", "-t", one.parent.name + one.name],
            cwd=stage.folder,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        if data.strip() == "blob":
            one.unlink()
    stage.write("utkast.md", DRAFT.replace("brev", "brevpost"))
    return Case((*CHECK, "--since", "HEAD"))


def borrowed(stage: Stage) -> Case:
    repository(stage)
    info = stage.folder / ".git" / "objects" / "info"
    info.mkdir(exist_ok=True)
    (info / "alternates").write_text(f"{stage.outside}\n")
    return Case((*CHECK, "--since", "HEAD"), code=(2,), says="borrows")


def hidden_change(stage: Stage) -> Case:
    """A change that the index hides."""
    stage.write("utkast.md", CLEAN)
    repository(stage)
    stage.git("update-index", "--assume-unchanged", "utkast.md")
    stage.write("utkast.md", DRAFT)
    return Case((*CHECK, "--since", "HEAD", *WARNED), code=(1,))


# N4: caches.
def cache_link(name: str) -> Plan:
    def made(stage: Stage) -> Case:
        stage.write("regcheck.yaml", "cache: c\n")
        stage.link(name, stage.outside)
        return Case(CHECK)

    return made


def poisoned(stage: Stage) -> Case:
    """A cache with the answer for a clean draft under the key of the one that is there."""
    stage.write("regcheck.yaml", "cache: .regcheck-cache\n")
    environment = stage.environment | dict.fromkeys(("HOME", "XDG_CACHE_HOME"), str(stage.outside))
    for text in (DRAFT, CLEAN):
        stage.write("utkast.md", text)
        for more in (("--trust",), ()):  # the stranger trusts
            done = subprocess.run(
                [sys.executable, str(stage.base / "bin" / "regcheck"), *CHECK, *more],
                cwd=stage.folder,
                env=environment,
                capture_output=True,
                check=False,
            )
            if done.returncode in (0, 1):
                break
    kept = list(stage.folder.rglob("findings/*"))
    clean = min(kept, key=lambda file: file.stat().st_size).read_bytes()
    for file in kept:
        file.write_bytes(clean)
    stage.write("utkast.md", DRAFT)
    return Case((*CHECK, *WARNED), code=(1,))


# N5, N6, N7, N10: limits.
def globs(text: str, file: str) -> Plan:
    def made(stage: Stage) -> Case:
        stage.write("a" * 200, "")
        stage.write("a" * 200 + ".md", DRAFT)
        stage.write(file, text)
        return Case((*CHECK, "--time-limit", "3"), code=(0, 1))

    return made


def pack(expression: str) -> Plan:
    """A pack with a rule of which only the expression is at fault."""

    def made(stage: Stage) -> Case:
        stage.write("p/egne/pack.yaml", PACK)
        stage.write("p/egne/x.yaml", RULE.replace("UTTRYKK", expression))
        stage.write("regcheck.yaml", "packs: [p]\n")
        limits = ("--time-limit", "5", "--memory-limit", "600")
        return Case((*CHECK, *limits), code=(2,), says="p/egne/x.yaml:6:12: the regular expression")

    return made


PACK = """\
name: egne
version: "1"
title: {nb: X, nn: X, en: X}
description: {nb: X., nn: X., en: X.}
"""
RULE = """\
id: egne/x
title: {nb: X, nn: X, en: X}
severity: warning
message: {nb: X, nn: X, en: X}
match:
  regex: ["UTTRYKK"]
examples:
  bad:
    - {nb: "Naustet er grønt."}
  good:
    - {nb: "Naustet er rødt."}
"""


def many_jobs(stage: Stage) -> Case:
    for number in range(4):
        stage.write(f"{number}.md", DRAFT)
    stage.write("regcheck.yaml", "jobs: 300\n")
    return Case(CHECK, code=(1, 0), processes=24)


def forecast(stage: Stage) -> Case:
    stage.write(
        "utkast.md",
        "# Lov om x\n\n## § 1. A\n\n" + "Søknaden sendes i rekommandert brev.\n\n" * 6_000,
    )
    return Case((*CHECK, "--format", "concise", "--time-limit", "5"), code=(0, 1))


# N9, N11: drafts that are not read, numbers of any length, control characters.
def not_skipped(name: str, text: str) -> Plan:
    def made(stage: Stage) -> Case:
        stage.write(name, text)
        stage.write("utkast.md", CLEAN)
        return Case((*CHECK, *WARNED), code=(1,))

    return made


def skipped_and_told(stage: Stage) -> Case:
    stage.write("utkast.md", CLEAN)
    stage.write(
        "rapport.html",
        '<!doctype html>\n<html lang="nb">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="generator" content="regcheck">\n</head><body>Sendes i posten.</body></html>',
    )
    return Case(CHECK, says="rapport.html")


def controls(stage: Stage) -> Case:
    stage.write("utkast.md", DRAFT.replace("rekommandert", "rekommandert \u009b31m\u0085"))
    stage.write("b\u009b.md", DRAFT)

    def after(_: Stage, seen: Seen) -> None:
        assert not re.search("[\u0080-\u009f]", seen.out)
        json.loads(seen.out)

    return Case((*CHECK, "--format", "json"), after=after)


# Other ways in.
def fixed_through(stage: Stage) -> Case:
    """A draft that leads into the repository's own folder, which would be fixed there."""
    repository(stage)
    (stage.folder / ".git" / "x.md").write_text("# Lov\n\n## § 1. A\n\nSend det  inn .\n")
    stage.link("lenke.md", stage.folder / ".git" / "x.md")
    return Case((*CHECK, "--fix"), outputs=("utkast.md",))


def concepts_that_reach_out(stage: Stage) -> Case:
    stage.write("b.jsonld", json.dumps({"@context": "http://192.0.2.1/c.jsonld", "@id": "x:y"}))
    return Case(("concepts", "import", "b.jsonld", "--into", "i.sqlite"), outputs=("i.sqlite",))


def entities(stage: Stage) -> Case:
    secret = stage.outside / "fil"
    head = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>'
    stage.write(
        "b.rdf",
        f'{head}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&x;</rdf:RDF>',
    )
    return Case(("concepts", "import", "b.rdf", "--into", "i.sqlite"), outputs=("i.sqlite",))


def everything(stage: Stage) -> Case:
    """A config that asks for all there is."""
    out = stage.outside
    stage.write(
        "regcheck.yaml",
        f"""\
reports: {{html: {out}/r.html, json: .git/x, sarif: {out}/fil}}
cache: {out}/c
jobs: 500
time-limit: 100000
memory-limit: 100000
packs: [{out}, 'https://192.0.2.1/p.zip']
baseline: {out}/fil
concepts: {out}/fil
""",
    )
    repository(stage)
    return Case(CHECK, processes=24)


def extended(stage: Stage) -> Case:
    stage.write("regcheck.yaml", "extends: ../utenfor/fil\n")
    return Case(CHECK)


STARS = "*a" * 16 + "*b"
CASES: dict[str, Plan] = {
    "modules: check in processes": imports(*CHECK, "--jobs", "2"),
    "modules: check in new processes": imports(*CHECK, "--jobs", "2", REGCHECK_THREADS="1"),
    "modules: scan in new processes": imports(
        "scan", ".", "-o", "skann", "--jobs", "2", REGCHECK_THREADS="1"
    ),
    "modules: concepts in new processes": imports(
        "concepts", "build", "d", "--jobs", "2", REGCHECK_THREADS="1"
    ),
    "report into .git by config": fsmonitor(".git/config", named=False),
    "report into .git by name": fsmonitor(".git/config", named=True),
    "report into .GIT": fsmonitor(".git/../.GIT/config", named=True),
    "report into a stream": fsmonitor(".git::$INDEX_ALLOCATION/config", named=True),
    "report into git~1": fsmonitor("git~1/config", named=True),
    "report over a source by config": source,
    "report over a source by name": named_source,
    "link: report": linked("r.html", *CHECK, "--format", "html", "-o", "r.html"),
    "link: folder of a report": linked("ut", *CHECK, "-o", "ut/r.txt", leads_to=""),
    "link: scan": linked("skann/findings", "scan", "utkast.md", "-o", "skann", leads_to=""),
    "link: lock of a scan": linked(
        "skann/.lock", "scan", "utkast.md", "-o", "skann", leads_to="ny"
    ),
    "link: law that is amended": linked(
        "o/lov-2001-01-01-1.md", "apply", "endring.md", "lov.md", "-o", "o"
    ),
    "link: index of concepts": linked(
        "i.sqlite", "concepts", "build", "lov.md", "-o", "i.sqlite", leads_to="ny"
    ),
    "link: journal of an index": linked(
        "i.sqlite-journal", "concepts", "build", "lov.md", "-o", "i.sqlite", leads_to="ny"
    ),
    "link: import of concepts": linked(
        "i.sqlite", "concepts", "import", "b.csv", "--into", "i.sqlite", leads_to="ny"
    ),
    "link: baseline": linked(
        "regcheck.baseline.json", "baseline", "create", "utkast.md", leads_to="ny"
    ),
    "link: questions": linked("svar.docx", "readiness", "utkast.md", "-o", "svar.docx"),
    "link: sheet": linked("ark.csv", "rate", "utkast.md", "-o", "ark.csv", leads_to="ny"),
    "link: start": linked("regcheck.yaml", "init", ".", leads_to="ny"),
    "pipe: report": piped("r.html", *CHECK, "--format", "html", "-o", "r.html"),
    "pipe: lock of a scan": piped("skann/.lock", "scan", "utkast.md", "-o", "skann"),
    "pipe: index": piped("i.sqlite", "concepts", "import", "b.csv", "--into", "i.sqlite"),
    "pipe: config": piped("regcheck.yaml"),
    "pipe: ignore file": piped(".gitignore"),
    "pipe: sidecar": piped("regcheck.ignore.yaml"),
    "pipe: baseline": piped("regcheck.baseline.json"),
    "pipe: pyproject": piped("pyproject.toml"),
    "git: clean filter": git('[filter "e"]\n\tclean = "TRAP; cat"\n', "* filter=e\n"),
    "git: filter process": git('[filter "e"]\n\tprocess = "TRAP"\n', "* filter=e\n"),
    "git: external diff": git(
        '[diff]\n\texternal = "TRAP"\n[diff "e"]\n\tcommand = "TRAP"\n\ttextconv = "TRAP"\n',
        "* diff=e\n",
    ),
    "git: file monitor": git(
        '[core]\n\tfsmonitor = "TRAP; false"\n\tpager = "TRAP"\n\tsshCommand = "TRAP"\n'
    ),
    "git: included config": git(
        '[include]\n\tpath = ../ond\n[core]\n\thooksPath = ..\n[credential]\n\thelper = "!TRAP"\n'
    ),
    "git: promised blobs": promised,
    "git: borrowed objects": borrowed,
    "git: change hidden by the index": hidden_change,
    "cache: folder is a link": cache_link("c/findings"),
    "cache: poisoned": poisoned,
    "globs: ignore file": globs(f"{STARS}\n", ".gitignore"),
    "globs: exclude": globs(f'exclude: ["{STARS}"]\n', "regcheck.yaml"),
    "globs: overrides": globs(
        f'overrides: [{{paths: ["{STARS}"], ignore: [paper]}}]\n', "regcheck.yaml"
    ),
    "pack: nested repeats": pack("(?:(?:a?){9999}){9999}"),
    "pack: product of repeats": pack("(?:(?:(?:a?){999}){999}){999}"),
    "pack: recursion": pack("(?R)"),
    "jobs": many_jobs,
    "time limit": forecast,
    "draft with a ruled title": not_skipped(
        "b.txt",
        "Forskrift om naust\n"
        + "─" * 30
        + "\n\n§ 1. Krav\n\nSøknaden skal sendes i rekommandert brev.\n",
    ),
    "draft with our heading": not_skipped("b.md", "## regcheck: \n\n" + DRAFT),
    "draft with a comment": not_skipped(
        "b.xml",
        "<!-- <checkstyle > --><html><body><article class='legalArticle'><h3>§ 1. Krav</h3>"
        "<p>Søknaden skal sendes i rekommandert brev.</p></article></body></html>",
    ),
    "own output is named": skipped_and_told,
    "controls in JSON": controls,
    "time limit of many digits": config(
        "", arguments=(*CHECK, "--time-limit", "0" * 8 + "19999999999"), code=(2,)
    ),
    "time limit of more digits": config(
        "", arguments=(*CHECK, "--time-limit", "9" * 5000), code=(2,)
    ),
    "jobs of many digits": config(f"jobs: {'9' * 5000}\n", code=(2, 1)),
    "fix through a link": fixed_through,
    "concepts that reach out": concepts_that_reach_out,
    "concepts with entities": entities,
    "a config that asks for everything": everything,
    "a config outside": extended,
}


@pytest.mark.parametrize("name", CASES)
def test_checking_a_strangers_folder_harms_nobody(name: str, stage: Stage) -> None:
    case = CASES[name](stage)
    outside, repository = state(stage.outside), state(stage.folder / ".git")
    stage.mark.unlink(missing_ok=True)
    seen = stage.run(*case.arguments, stdin=case.stdin, **case.surroundings)
    assert seen.code is not None, "it hangs"
    assert stage.traps == []
    assert state(stage.outside) == outside
    if "config" not in name:
        assert state(stage.folder / ".git") == repository
    assert seen.code in case.code, seen.err
    assert "Traceback" not in seen.err
    assert "internal" not in seen.err
    assert case.says in seen.err + seen.out
    case.after(stage, seen)
    if strace():
        assert stage.strangers(seen, *case.outputs) == []
        assert not case.processes or seen.processes <= case.processes


def test_there_is_something_to_watch_with() -> None:
    if not strace():
        pytest.skip("without strace only marks are looked for, not files, programs and the network")


# What stays: servers in the folder.
def message(method: str, number: int = 0, **parameters: Any) -> bytes:
    said = {"jsonrpc": "2.0", "method": method, "params": parameters}
    body = json.dumps(said | ({"id": number} if number else {})).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def answers(stream: Any) -> Iterator[Any]:
    """What a language server says."""
    while True:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            one = stream.read(1)
            if not one:
                return
            head += one
        yield json.loads(stream.read(int(re.findall(rb"Length: (\d+)", head)[0])))


def opened(stage: Stage, *, trusted: bool = True, first: bytes = b"", rest: bytes = b"") -> Seen:
    """A language server in the folder, where a draft is opened."""
    uri = stage.folder.as_uri()
    document = {"uri": f"{uri}/utkast.md", "languageId": "markdown", "version": 1, "text": DRAFT}
    with stage.started("lsp", "--nlp", "off") as (process, log):
        assert process.stdin is not None
        options = {} if trusted else {"trusted": False}
        begun = message(
            "initialize", 1, rootUri=uri, capabilities={}, initializationOptions=options
        )
        process.stdin.write(begun + message("initialized") + first)
        process.stdin.write(message("textDocument/didOpen", textDocument=document))
        process.stdin.flush()
        found = None
        for one in answers(process.stdout):
            if one.get("method") == "textDocument/publishDiagnostics":
                found = one["params"]["diagnostics"]
                break
        process.stdin.write(message("shutdown", 9) + message("exit"))
        process.stdin.close()
        code = process.wait(PATIENCE) if found is not None else None
        process.stdin = None
        return stage.seen(log, code, json.dumps(found).encode())


def server_case(name: str, stage: Stage) -> Seen:
    """Make a folder by a case of the table, and open a draft of it in an editor."""
    CASES[name](stage)
    stage.write("utkast.md", DRAFT)
    return opened(stage)


@pytest.mark.parametrize(
    "name",
    ["modules: check in processes", "globs: exclude", "pack: nested repeats", "cache: poisoned"],
)
def test_a_draft_is_opened_in_an_editor(name: str, stage: Stage) -> None:
    seen = server_case(name, stage)
    assert seen.code == 0, "it hangs"
    assert stage.traps == []
    assert "rekommandert" in seen.out or "pack" in name
    if strace():
        assert stage.strangers(seen) == []


def test_nothing_in_a_folder_that_is_not_trusted_is_gone_by(stage: Stage) -> None:
    if SOURCE.parent != Path(__file__).parents[2]:
        pytest.skip("the editor could not say so before")
    stage.write("regcheck.yaml", "ignore: [paper]\n")
    stage.folder.rename(stage.base / "mappe")
    stage.folder.mkdir()  # where an editor starts it
    assert "rekommandert" not in opened_in(stage, stage.base / "mappe", trusted=True)
    assert "rekommandert" in opened_in(stage, stage.base / "mappe", trusted=False)


def opened_in(stage: Stage, folder: Path, *, trusted: bool) -> str:
    uri = folder.as_uri()
    document = {"uri": f"{uri}/utkast.md", "languageId": "markdown", "version": 1, "text": DRAFT}
    with stage.started("lsp", "--nlp", "off") as (process, _):
        assert process.stdin is not None
        options = {"trusted": trusted}
        begun = message(
            "initialize", 1, rootUri=uri, capabilities={}, initializationOptions=options
        )
        process.stdin.write(begun + message("initialized"))
        process.stdin.write(message("textDocument/didOpen", textDocument=document))
        process.stdin.flush()
        for one in answers(process.stdout):
            if one.get("method") == "textDocument/publishDiagnostics":
                return json.dumps(one["params"]["diagnostics"])
    return ""


@pytest.mark.parametrize("length", [b"-5", b"99999999999999", b"x", b"9" * 5000])
def test_an_editor_that_counts_wrong(length: bytes, stage: Stage) -> None:
    seen = opened(stage, first=b"Content-Length: %s\r\n\r\n" % length)
    assert seen.code is not None
    assert "rekommandert" in seen.out or seen.code == 0


def test_a_program_for_writing_asks_in_the_folder(stage: Stage) -> None:
    modules(NAMES, stage)
    with stage.started("serve", "--port", "9871", "--idle", "1", "--nlp", "off") as (process, log):
        assert process.stdout is not None
        said = process.stdout.readline().decode() or (process.stderr.read().decode())  # type: ignore[union-attr]
        assert "9871" in said, said
        body = urlencode({"text": "Søknaden skal sendes i rekommandert brev.", "language": "nb-NO"})
        request = Request("http://127.0.0.1:9871/v2/check", body.encode())
        with build_opener(ProxyHandler({})).open(request, timeout=PATIENCE) as answer:
            assert b"rekommandert" in answer.read() or answer.status == 200
        terminate(process, log)
        seen = stage.seen(log, process.wait(PATIENCE))
    assert stage.traps == []
    if strace():
        assert stage.strangers(seen) == []


def test_an_assistant_asks_in_the_folder(stage: Stage) -> None:
    pytest.importorskip("mcp", reason="the extra mcp is not installed")
    modules((*NAMES, "mcp", "mcp_types", "anyio", "pydantic", "starlette"), stage)
    stage.write("utkast.md", DRAFT)
    client = {"name": "a", "version": "1"}
    begin = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client}
    told = (
        {"id": 1, "method": "initialize", "params": begin},
        {"method": "notifications/initialized"},
        {
            "id": 2,
            "method": "tools/call",
            "params": {"name": "check", "arguments": {"text": DRAFT}},
        },
    )
    with stage.started("mcp", "utkast.md") as (process, log):
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b"no JSON\n")
        for one in told:
            process.stdin.write(json.dumps({"jsonrpc": "2.0", **one}).encode() + b"\n")
        process.stdin.flush()
        lines = iter(process.stdout.readline, b"")
        assert any(b'"id":2' in line and b"rekommandert" in line for line in lines)
        process.stdin.close()
        code = process.wait(PATIENCE)
        process.stdin = None
        seen = stage.seen(log, code)
    assert code == 0
    assert stage.traps == []
    if strace():
        assert stage.strangers(seen) == []


def test_a_desk_in_the_folder(stage: Stage) -> None:
    modules(NAMES, stage)
    with stage.started("desk", "--no-browser", "--nlp", "off") as (process, log):
        assert process.stdout is not None
        said = process.stdout.readline().decode()
        address = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{43}/\S*", said)
        assert address, said
        origin = "/".join(address[0].split("/")[:3])
        opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
        opener.open(address[0], timeout=PATIENCE).read()
        headers = {"Origin": origin, "Content-Type": "application/octet-stream"}
        request = Request(f"{origin}/desk/check?name=a.md", DRAFT.encode(), headers)  # noqa: S310
        assert b"naust" in opener.open(request, timeout=PATIENCE).read()
        terminate(process, log)
        seen = stage.seen(log, process.wait(PATIENCE))
    assert stage.traps == []
    if strace():
        assert stage.strangers(seen) == []


def test_a_folder_is_watched(stage: Stage) -> None:
    modules(NAMES, stage)
    with stage.started("watch", ".", "--nlp", "off", "--jobs", "2") as (process, log):
        assert process.stdout is not None
        said = b""
        while b"rekommandert" not in said and (line := process.stdout.readline()):
            said += line
        terminate(process, log)
        seen = stage.seen(log, process.wait(PATIENCE))
    assert b"rekommandert" in said
    assert stage.traps == []
    if strace():
        assert stage.strangers(seen) == []


def test_as_a_module_in_the_folder(stage: Stage) -> None:
    """What Python itself imports before us cannot be helped without -P."""
    modules(NAMES, stage)
    command = [sys.executable, "-m", "regcheck", "check", "utkast.md", "--nlp", "off"]
    done = subprocess.run(
        command, cwd=stage.folder, env=stage.environment, capture_output=True, check=False
    )
    assert stage.traps == []
    assert (done.returncode, b"rekommandert" in done.stdout) == (1, True), done.stderr


def test_the_hook_and_the_action_in_the_folder(stage: Stage) -> None:
    """The commands that they run."""
    import yaml

    project = Path(__file__).parents[2]
    (hook,) = yaml.safe_load((project / ".pre-commit-hooks.yaml").read_text())
    steps = yaml.safe_load((project / "action.yml").read_text())["runs"]["steps"]
    script = next(one["run"] for one in steps if one.get("id") == "check")
    modules(NAMES, stage)
    modules(["regcheck", "pip", "venv"], stage)
    entry = [*hook["entry"].split(), *hook["args"], "utkast.md"]
    given = {
        "REGCHECK_BIN": str(stage.base / "bin"),
        "REGCHECK_PATHS": ".",
        "RUNNER_TEMP": str(stage.own),
        "REGCHECK_TRUSTED": "false",
    }
    given |= {
        "REGCHECK_FAIL_ON": "error",
        "REGCHECK_ARGS": "--nlp=off\n--jobs=2",
        "REGCHECK_SARIF": "ut/x.sarif",
    }
    given |= {name: str(stage.own / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for command in (entry, ["bash", "-eo", "pipefail", "-c", script]):
        done = subprocess.run(
            command,
            cwd=stage.folder,
            env=stage.environment | given,
            capture_output=True,
            check=False,
        )
        assert (done.returncode, b"rekommandert" in done.stdout) == (1, True), done.stderr
        assert stage.traps == []
