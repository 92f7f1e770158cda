"""What a plain check may not import: it must start in a blink."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("numpy", "pydantic", "rich", "spacy", "textstat", "yaml")
CODE = """
import sys
from regcheck.cli.main import main
code = main(["check", "a.md", "--nlp", "off", "--output", "out.txt"])
print(code, sorted({name.partition(".")[0] for name in sys.modules} & set(sys.argv[1:])))
"""


def test_a_plain_check_with_cached_rules_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Lov om bord\n\n### § 1. Bord\n\nFire bein.\n", "utf-8")
    seen = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", CODE, *HEAVY],
            cwd=tmp_path,
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
            capture_output=True,
            check=True,
            text=True,
        )
        seen.append(done.stdout)
    assert seen[0] == "0 ['yaml']\n"
    assert seen[1] == "0 []\n"
