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
code = main(["check", "a.md", "--nlp", "off", "--output", "out.txt", *sys.argv[2:]])
imported = {name.partition(".")[0] for name in sys.modules}
print(code, sorted(imported & set(sys.argv[1].split())))
"""


def test_a_plain_check_with_cached_rules_imports_nothing_heavy(
    tmp_path: Path, own_cache: Path
) -> None:
    (tmp_path / "a.md").write_text("# Lov om bord\n\n### § 1. Bord\n\nFire bein.\n", "utf-8")

    def imported(*rules: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", CODE, " ".join(HEAVY), *rules],
            cwd=tmp_path,
            env={**os.environ, "XDG_CACHE_HOME": str(own_cache)},
            capture_output=True,
            check=True,
            text=True,
        )
        return done.stdout

    assert imported() == "0 []\n"
    assert imported("--select", "paper/registered-letter") == "0 ['yaml']\n"
