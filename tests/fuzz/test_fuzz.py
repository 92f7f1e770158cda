"""Every kind of input, whole and then damaged in every way that comes to mind.

`long_run.py` and `guided.py` beside this file try the same targets for as long as one likes.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from catalogue_targets import JSON_LD, RDF_XML, SHEETS, TURTLE, workbook
from file_targets import BASELINE, CONFIG, DIRECTIVES, ROWS, SIDECAR, TOML, WORDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import ASKED, Damaged, damaged, mutated
from reader_targets import READERS
from targets import Target, all_targets

from regcheck.changes.baseline_file import parse_baseline
from regcheck.changes.suppressions.sidecar import load_sidecar
from regcheck.concepts.catalogue import read_registration_csv
from regcheck.concepts.catalogue_rdf import read_rdf
from regcheck.corpus.obstacles.workbook import read_workbook
from regcheck.document.model import Document
from regcheck.findings.suppression import parse_directive
from regcheck.law.citations import find_citations
from regcheck.quality.evaluation.gold import parse_gold
from regcheck.quality.evaluation.sheet import read_sheet
from regcheck.readers.registry import NAMES, read_document
from regcheck.results.config.load import load_config
from regcheck.results.config.schema import starter

TARGETS = all_targets()


def tried(target: Target, inputs: st.SearchStrategy[Damaged]) -> None:
    """As many inputs as the target says, the same ones each time, or REGCHECK_FUZZ_EXAMPLES."""

    @settings(
        max_examples=int(ASKED) if ASKED else target.few,
        derandomize=not ASKED,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def holds(seed: Damaged) -> None:
        target.holds(seed.data, seed.name)

    holds()


@pytest.mark.parametrize("name", TARGETS)
def test_damaged(name: str) -> None:
    tried(TARGETS[name], damaged(TARGETS[name].seeds()))


@pytest.mark.parametrize("name", ["citations", "addresses", "text", "markdown", "directives"])
def test_any_words(name: str) -> None:
    words = st.text(max_size=40).map(lambda text: Damaged("a.txt", text.encode(), ()))
    tried(TARGETS[name], words)


def test_every_format_is_a_target() -> None:
    named = {"md": "markdown", "txt": "text"}
    assert {named.get(form, form) for form in NAMES} <= READERS.keys()


@pytest.mark.parametrize("name", READERS)
def test_whole_documents_are_read(name: str) -> None:
    form = {"markdown": "md", "text": "txt"}.get(name, name)
    for data in READERS[name].seeds().values() if form in NAMES else ():
        assert isinstance(read_document(data, "a", form), Document)


def test_whole_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "felles.yaml").write_bytes(b"nlp: off\n")
    for name, data in {
        "a.yaml": CONFIG,
        "b.yaml": starter("nb").encode(),
        "pyproject.toml": TOML,
    }.items():
        (tmp_path / name).write_bytes(data)
        load_config(tmp_path / name, tmp_path)
    (tmp_path / "regcheck.ignore.yaml").write_bytes(SIDECAR)
    assert load_sidecar(tmp_path / "regcheck.ignore.yaml", tmp_path).entries
    assert len(parse_baseline(BASELINE, "x").entries) == 2
    assert len(parse_gold(ROWS["provisions"], ROWS["labels"]).provisions) == 1
    assert all(parse_directive(words.decode()).names for words in DIRECTIVES.values())
    assert len(find_citations(WORDS["a"].decode())) >= 2


def test_whole_catalogues_are_read(tmp_path: Path) -> None:
    assert len(read_sheet(SHEETS["a.csv"], "a.csv").marks) == 1
    assert read_registration_csv(SHEETS["b.csv"], "b.csv")[0]
    assert len(read_registration_csv(SHEETS["c.csv"], "c.csv")[0]) == 2
    for form, text in {"turtle": TURTLE, "xml": RDF_XML, "json-ld": JSON_LD}.items():
        assert read_rdf(text.encode(), "a", form)[0], form
    (tmp_path / "kart.xlsx").write_bytes(workbook())
    assert len(read_workbook(str(tmp_path / "kart.xlsx")).rows) == 3


def test_the_same_number_makes_the_same_input() -> None:
    seeds = TARGETS["markdown"].seeds()
    one, other = mutated(Random(7), seeds), mutated(Random(7), seeds)
    assert one.data == other.data != seeds[one.name]


def long_run(state: Path, *arguments: str) -> str:
    script = Path(__file__).with_name("long_run.py")
    done = subprocess.run(
        [sys.executable, str(script), *arguments, "--state", str(state)],
        env={name: value for name, value in os.environ.items() if name != "REGCHECK_SHARED"},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


@pytest.mark.skipif(os.name == "nt", reason="inputs are tried in forked processes")
def test_a_long_run_goes_on_where_it_ended(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    assert re.search(r"^directives +5 +0", long_run(state, "directives", "--inputs", "5"), re.M)
    told = long_run(state, "directives", "addresses", "--inputs", "8")
    assert re.search(r"^directives +8 +0", told, re.M)
    assert re.search(r"^addresses +8 +0", told, re.M)
    kept = json.loads(state.read_text(encoding="utf-8"))
    assert {name: count["inputs"] for name, count in kept.items()} == {
        "directives": 8,
        "addresses": 8,
    }
    assert re.search(r"^directives +8 +0", long_run(state, "directives", "--inputs", "8"), re.M)
    assert "Damaged(" in long_run(state, "directives", "--again", "3")
