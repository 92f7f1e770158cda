"""Rules, configs, suppressions, baselines, labelled provisions, citations and addresses: read, or
refused with an error of ours whose every line can be printed."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from targets import Seeds, Target

from regcheck.base.errors import RegcheckError
from regcheck.changes.baseline_file import Entry, parse_baseline, render_baseline
from regcheck.changes.marks import Mark
from regcheck.changes.suppressions.sidecar import load_sidecar
from regcheck.findings.suppression import parse_directive
from regcheck.law.address import Address
from regcheck.law.address_path import parse_address, parse_path
from regcheck.law.address_text import long
from regcheck.law.citations import find_citations, resolve
from regcheck.packs.load import load_packs
from regcheck.packs.source_files import builtin_folder
from regcheck.quality.evaluation.gold import parse_gold
from regcheck.results.config.load import load_config
from regcheck.results.config.schema import starter

PROJECT = Path(__file__).resolve().parents[2]
CONFIG = b"""\
extends: [felles.yaml]
collection: default
select: [paper, "technology/*"]
severity: {paper/registered-letter: warning}
exclude: ["arkiv/**"]
overrides:
  - paths: ["gamle/*.md"]
    ignore: [readability]
fail-on: warning
reports: {sarif: ut.sarif}
time-limit: 20
"""
TOML = b"""\
[project]
name = "utkast"
[tool.regcheck]
select = ["paper"]
fail-on = "warning"
severity = { "paper/fax" = "info" }
"""
SIDECAR = b"""\
ignore:
  - document: lov/2001-01-01-1
    address: "\xc2\xa73/ledd/2"
    rules: [paper/registered-letter]
    reason: Avtalt.
    until: 2027-01-01
"""
BASELINE = render_baseline(
    Entry(Mark(rule, "", "a.md", "§1/ledd/1", "0123456789abcdef", 0, "brev"), "", "Et brev.")
    for rule in ("paper/registered-letter", "technology/fax")
).encode()
DIRECTIVES = {
    "a": "ignore paper/registered-letter, technology reason: «avtalt» until: 2027-01-01".encode(),
    "b": b"ignore-document readability reason: x",
}
ROWS = {
    "provisions": json.dumps(
        {
            "id": "a",
            "split": "dev",
            "refid": "lov/2001-01-01-1",
            "title": "Lov om bord",
            "address": "§ 1",
            "lang": "nb",
            "text": "Bordet sendes.",
        }
    ).encode()
    + b"\n",
    "labels": b'{"id": "a", "labels": [{"cat": "paper", "quote": "sendes", "level": "must"}]}\n',
}
WORDS = {
    "a": "Etter lov 17. mai 2001 nr. 9 om bord § 3-2 annet ledd bokstav b til d og §§ 4 og 5, jf. "
    "forskrift 1. januar 2002 nr. 3 kapittel 2 og forordning (EU) 2016/679 artikkel 5 nr. 1, "
    "første ledd annet punktum og vedlegg I.".encode(),
    "b": "lov/2005-05-20-28/§3-2/ledd/2/bokstav/b/setning/1".encode(),
    "c": "§ 3-2 (2) b".encode(),
}


def rules() -> Seeds:
    """Some of the rules that are shipped."""
    found = sorted(builtin_folder().glob("*/*.yaml"))[::25]
    return {path.name: path.read_bytes() for path in found}


def told(fault: RegcheckError) -> None:
    """Every line of a message says something and is fit for a terminal."""
    lines = str(fault).split("\n")
    assert all(line.strip() and line.isprintable() for line in lines), lines


def in_folder(load: Callable[[Path, Path], object]) -> Callable[[bytes, str], None]:
    """A file of this name in a folder of its own, loaded."""

    def holds(data: bytes, name: str) -> None:
        with tempfile.TemporaryDirectory(dir=os.environ.get("REGCHECK_FUZZ_FOLDER")) as folder:
            path = Path(folder, name)
            path.write_bytes(data)
            try:
                load(path, Path(folder))
            except RegcheckError as fault:
                told(fault)

    return holds


def directive(data: bytes, _: str) -> None:
    """A directive names rules or says what is wrong with it."""
    made = parse_directive(data.decode("utf-8", "replace"))
    assert made.fault or made.names


def baseline(data: bytes, _: str) -> None:
    """What was read is written and read again."""
    try:
        read = parse_baseline(data, "grunnlinje.json")
    except RegcheckError as fault:
        told(fault)
    else:
        again = parse_baseline(render_baseline(read.entries).encode(), "x")
        assert sorted(again.entries) == sorted(read.entries)


def labelled(data: bytes, name: str) -> None:
    """Provisions and labels, one of them damaged."""
    rows = {**ROWS, name: data}
    try:
        parse_gold(rows["provisions"], rows["labels"])
    except RegcheckError as fault:
        told(fault)


def citations(data: bytes, _: str) -> None:
    """Citations lie in order inside the text, and their addresses can be read back."""
    text, end = data.decode("utf-8", "replace"), 0
    for citation in find_citations(text):
        assert end <= citation.span.start < citation.span.end <= len(text)
        end = citation.span.end
        for address in citation.addresses:
            whole = resolve(address, parse_path("lov/2001-01-01-1/§2/ledd/1"))
            assert parse_path(whole.path) == whole


def addresses(data: bytes, _: str) -> None:
    """An address, or a ValueError in one line."""
    text = data.decode("utf-8", "replace")
    for parse in (parse_address, parse_path):
        try:
            address = parse(text)
        except ValueError as fault:
            assert str(fault).isprintable()
        else:
            assert isinstance(address, Address)
            assert parse_path(address.path) == address
            assert long(address, "nb") is not None


FILES = {
    "rules": Target(rules, in_folder(lambda path, _: load_packs([path]))),
    "config": Target(
        lambda: {
            "regcheck.yaml": CONFIG,
            "start.yaml": starter("nb").encode(),
            "pyproject.toml": TOML,
        },
        in_folder(load_config),
    ),
    "sidecar": Target(lambda: {"regcheck.ignore.yaml": SIDECAR}, in_folder(load_sidecar)),
    "directives": Target(lambda: DIRECTIVES, directive, 60),
    "baseline": Target(lambda: {"a": BASELINE}, baseline, 60),
    "labelled": Target(lambda: ROWS, labelled),
    "citations": Target(lambda: WORDS, citations, 100, lambda data, name: {name: data[:4000]}),
    "addresses": Target(lambda: WORDS, addresses, 100),
}
