"""The core without its extras: what needs one says which, in a line, and all else works."""

from __future__ import annotations

import shutil
import sys
import tomllib
from pathlib import Path

import pytest
from commands import DRAFTS, PROJECT, Ended, Regcheck, run

WITHOUT = """
import sys
for name in {missing!r}:
    sys.modules[name] = None
from regcheck.cli.main import run
run()
"""
MODULES = {
    "pdf": ("pypdf",),
    "rdf": ("rdflib",),
    "xlsx": ("openpyxl",),
    "corpus": ("duckdb", "httpx", "openpyxl"),
    "frames": ("duckdb", "pandas", "polars", "pyarrow"),
    "lsp": ("pygls", "lsprotocol"),
    "watch": ("watchfiles",),
    "mcp": ("mcp",),
    "cluster": ("distributed", "dask"),
}
DRAFT = "utkast.md"
MAKE_INDEX = ("concepts", "build", DRAFT, "-o", "b.sqlite")
CASES: dict[tuple[str, ...], str] = {
    ("check", "a.pdf"): "pdf",
    ("concepts", "import", "k.ttl", "--into", "b.sqlite"): "rdf",
    ("concepts", "compare", "b.sqlite", "--format", "xlsx", "-o", "b.xlsx"): "xlsx|corpus",
    ("scan", DRAFT, "-o", "t"): "corpus",
    ("scan", DRAFT, "-o", "t", "--engine", "dask", "--scheduler", "tcp://localhost:1"): "cluster",
    ("query", "s", "select 1"): "corpus",
    ("obstacles", "s"): "corpus",
    ("corpus", "fetch", "https://example.org/a.zip"): "corpus",
    ("lsp",): "lsp",
    ("mcp",): "mcp",
    ("watch", "."): "watch",
}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "arbeid"
    folder.mkdir()
    shutil.copy(DRAFTS / "lov-om-turstier.md", folder / DRAFT)
    (folder / "a.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "k.ttl").write_text("<https://example.org/a> a <https://example.org/b> .\n", "utf-8")
    return folder


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A module that starts regcheck as if no extra were installed."""
    missing = sorted({name for names in MODULES.values() for name in names})
    module = tmp_path / "bare.py"
    module.write_text(WITHOUT.format(missing=missing), encoding="utf-8")
    return module


def run_bare(bare: Path, cache: Path, work: Path, *arguments: str) -> Ended:
    command = [sys.executable, str(bare), *arguments]
    return run(command, work, Regcheck(cache).environment)


def test_every_extra_for_users_is_tried() -> None:
    with (PROJECT / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    makers = {"all", "bundle", "dev", "docs", "fuzz", "mutation"}
    assert extras.keys() - makers == MODULES.keys()


@pytest.mark.parametrize("arguments", CASES, ids=" ".join)
def test_what_is_missing_is_named(
    arguments: tuple[str, ...], bare: Path, work: Path, cache: Path
) -> None:
    if "b.sqlite" in arguments:
        assert run_bare(bare, cache, work, *MAKE_INDEX).code == 0
    if arguments[0] in ("query", "obstacles"):
        made = ("scan", DRAFT, "-o", "s", "--format", "jsonl")
        assert run_bare(bare, cache, work, *made).code == 0
    ended = run_bare(bare, cache, work, *arguments)
    assert ended.code in (2, 3), ended
    told = ended.stdout.decode() + ended.stderr
    assert any(f"regcheck[{extra}]" in told for extra in CASES[arguments].split("|"))
    assert ended.stderr.count("\n") <= 1
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", DRAFT, "--fail-on", "never", "--nlp", "off", "--report", "html=r.html"),
        ("check", DRAFT, "--fail-on", "never", "--nlp", "off", "--report", "word=r.docx"),
        ("scan", DRAFT, "-o", "s", "--format", "jsonl"),
        ("readiness", DRAFT, "-o", "svar.docx", "--nlp", "off"),
        ("tree", DRAFT),
        ("explain", "paper/registered-letter"),
        ("concepts", "extract", DRAFT),
        ("concepts", "compare", "b.sqlite"),
        ("check", DRAFT, "--concepts", "b.sqlite", "--fail-on", "never", "--nlp", "off"),
        ("references", DRAFT, "--index", "b.sqlite"),
        ("references", DRAFT),
    ],
    ids=" ".join,
)
def test_the_rest_works_without(
    arguments: tuple[str, ...], bare: Path, work: Path, cache: Path
) -> None:
    if "b.sqlite" in arguments:
        assert run_bare(bare, cache, work, *MAKE_INDEX).code == 0
    ended = run_bare(bare, cache, work, *arguments)
    assert (ended.code, ended.stderr) == (0, "")


def test_an_earlier_scan_that_needs_an_extra_says_so(bare: Path, work: Path, cache: Path) -> None:
    scan = ("scan", DRAFT, "-o", "s", "--format", "jsonl")
    assert run_bare(bare, cache, work, *scan).code == 0
    (work / "b.md").write_text("# Lov om bord\n", "utf-8")
    ended = run_bare(bare, cache, work, *scan, "b.md")
    assert ended.code == 2 and "regcheck[corpus]" in ended.stderr, ended
