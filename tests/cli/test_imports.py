"""What commands may not import: they must start in a blink."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HEAVY = ("lxml", "numpy", "pydantic", "pygls", "rich", "spacy", "textstat", "yaml")
ENGINE = ("regcheck.matching.engine", "regcheck.matching.plans", "regcheck.readers.markdown")
"""What only a document needs that was not checked before."""
CODE = """
import sys
from regcheck.cli.main import main
code = main(sys.argv[2:])
print(int(code), sorted(sys.modules.keys() & set(sys.argv[1].split())))
"""


def imported(folder: Path, cache: Path, names: Sequence[str], *arguments: str) -> str:
    """The exit code of a command line, and which of the modules it imported."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, " ".join(names), *arguments],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.splitlines()[-1]


def test_a_check_imports_no_more_than_it_needs(tmp_path: Path, own_cache: Path) -> None:
    (tmp_path / "a.md").write_text("# Lov om bord\n\n### § 1. Bord\n\nFire bein.\n", "utf-8")
    check = ("check", "a.md", "--nlp", "off", "--output", "out.txt", "--force")
    names = (*HEAVY, *ENGINE)

    assert imported(tmp_path, own_cache, names, *check) == f"0 {sorted(ENGINE)}"
    assert imported(tmp_path, own_cache, names, *check) == "0 []"
    with_rule = (*check, "--select", "paper/registered-letter")
    assert imported(tmp_path, own_cache, HEAVY, *with_rule) == "0 ['yaml']"


def test_help_imports_nothing_of_rules_or_documents(tmp_path: Path, own_cache: Path) -> None:
    names = (*HEAVY, *ENGINE, "msgspec", "regcheck.document.model", "regcheck.packs.model")
    assert imported(tmp_path, own_cache, names, "--help") == "0 []"
