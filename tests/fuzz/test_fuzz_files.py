"""Damaged rules, configs, suppressions, baselines, sheets and catalogues, and citations and
addresses of any words: read, or refused with an error of ours whose every line can be printed."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from mutations import Damaged, damaged, examples

from regcheck.config.load import load_config
from regcheck.config.sidecar import load_sidecar
from regcheck.config.starter import STARTER
from regcheck.corpus.catalogue_csv import read_registration_csv
from regcheck.corpus.gold import parse_gold
from regcheck.corpus.sample_sheet import COLUMNS, read_sheet
from regcheck.errors import RegcheckError
from regcheck.findings.marks import Mark
from regcheck.findings.suppression import parse_directive
from regcheck.law.address import Address
from regcheck.law.address_path import parse_address, parse_path
from regcheck.law.address_text import long
from regcheck.law.citations import find_citations, resolve
from regcheck.packs.load import builtin_folder, load_packs
from regcheck.run.baseline_file import Entry, parse_baseline, render_baseline

PROJECT = Path(__file__).resolve().parents[2]
RULES = {path.name: path.read_bytes() for path in sorted(builtin_folder().glob("*/*.yaml"))[::25]}
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
SIDECAR = b"""\
ignore:
  - document: lov/2001-01-01-1
    address: "\xc2\xa73/ledd/2"
    rules: [paper/registered-letter]
    reason: Avtalt.
    until: 2027-01-01
"""
BASELINE = render_baseline(
    Entry(Mark(rule, "", "a.md", "§1/ledd/1", "0123456789abcdef", 0), "", "brev", "Et brev.")
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
SHEET = {
    "a.csv": (
        "\ufeff" + ";".join(COLUMNS) + "\r\n1;paper/x;lov/2001-01-01-1;a.md;§ 1;§1/ledd/1;brev;"
        "Et brev.;error;;ja;\r\n"
    ).encode(),
    "b.csv": "anbefaltTerm;definisjon\nbord;«flate» på ben\n".encode(),
}
WORDS = {
    "a": "Etter lov 17. mai 2001 nr. 9 om bord § 3-2 annet ledd bokstav b til d og §§ 4 og 5, jf. "
    "forskrift 1. januar 2002 nr. 3 kapittel 2 og forordning (EU) 2016/679 artikkel 5 nr. 1, "
    "første ledd annet punktum og vedlegg I.".encode(),
    "b": "lov/2005-05-20-28/§3-2/ledd/2/bokstav/b/setning/1".encode(),
    "c": "§ 3-2 (2) b".encode(),
}


def test_the_seeds_are_read(tmp_path: Path) -> None:
    """What is damaged is whole to begin with."""
    (tmp_path / "felles.yaml").write_bytes(b"nlp: off\n")
    for name, data in {"a.yaml": CONFIG, "b.yaml": STARTER.encode()}.items():
        (tmp_path / name).write_bytes(data)
        load_config(tmp_path / name, tmp_path)
    (tmp_path / "regcheck.ignore.yaml").write_bytes(SIDECAR)
    assert load_sidecar(tmp_path / "regcheck.ignore.yaml", tmp_path).entries
    assert len(parse_baseline(BASELINE, "x").entries) == 2
    assert len(parse_gold(ROWS["provisions"], ROWS["labels"]).provisions) == 1
    assert len(read_sheet(SHEET["a.csv"], "a.csv").marks) == 1
    assert read_registration_csv(SHEET["b.csv"], "b.csv")
    assert all(parse_directive(words.decode()).names for words in DIRECTIVES.values())
    assert len(find_citations(WORDS["a"].decode())) >= 2


def told(fault: RegcheckError) -> None:
    """Every line of a message says something and is fit for a terminal."""
    lines = str(fault).split("\n")
    assert all(line.strip() and line.isprintable() for line in lines), lines


@examples(40)
@given(damaged(RULES))
def test_rules(seed: Damaged) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, seed.name)
        path.write_bytes(seed.data)
        try:
            load_packs([path])
        except RegcheckError as fault:
            told(fault)


@examples(40)
@given(damaged({"regcheck.yaml": CONFIG, "start.yaml": STARTER.encode()}))
def test_config(seed: Damaged) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "regcheck.yaml")
        path.write_bytes(seed.data)
        try:
            load_config(path, Path(folder))
        except RegcheckError as fault:
            told(fault)


@examples(40)
@given(damaged({"regcheck.ignore.yaml": SIDECAR}))
def test_sidecar(seed: Damaged) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, seed.name)
        path.write_bytes(seed.data)
        try:
            load_sidecar(path, Path(folder))
        except RegcheckError as fault:
            told(fault)


@examples(60)
@given(damaged(DIRECTIVES))
def test_directives(seed: Damaged) -> None:
    made = parse_directive(seed.text)
    assert made.fault or made.names


@examples(60)
@given(damaged({"a": BASELINE}))
def test_baseline(seed: Damaged) -> None:
    try:
        read = parse_baseline(seed.data, "grunnlinje.json")
    except RegcheckError as fault:
        told(fault)
    else:
        again = parse_baseline(render_baseline(read.entries).encode(), "x")
        assert sorted(again.entries) == sorted(read.entries)


@examples(40)
@given(damaged(ROWS), damaged(ROWS))
def test_labelled_provisions(one: Damaged, other: Damaged) -> None:
    try:
        parse_gold(one.data, other.data)
    except RegcheckError as fault:
        told(fault)


@examples(40)
@given(damaged(SHEET))
def test_sheets_and_catalogues(seed: Damaged) -> None:
    for read in (read_sheet, read_registration_csv):
        try:
            read(seed.data, seed.name)
        except RegcheckError as fault:
            told(fault)


@examples(100)
@given(damaged(WORDS))
def test_citations(seed: Damaged) -> None:
    text, end = seed.text, 0
    for citation in find_citations(text):
        assert end <= citation.span.start < citation.span.end <= len(text)
        end = citation.span.end
        for address in citation.addresses:
            whole = resolve(address, parse_path("lov/2001-01-01-1/§2/ledd/1"))
            assert parse_path(whole.path) == whole


@examples(100)
@given(damaged(WORDS).map(lambda seed: seed.text) | st.text(max_size=60))
def test_addresses(text: str) -> None:
    for parse in (parse_address, parse_path):
        try:
            address = parse(text)
        except ValueError as fault:
            assert str(fault).isprintable()
        else:
            assert isinstance(address, Address)
            assert parse_path(address.path) == address
            assert long(address, "nb") is not None
