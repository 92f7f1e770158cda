"""Compiles the rules when a wheel is built, so that nobody's first check has to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILE = """
import sys
from pathlib import Path
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from regcheck.run.rules import RuleChoice, compiled_anew
from regcheck.run.rule_cache import MADE_FROM, file_of, made_from
folder = Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
choice = RuleChoice()
compiled_anew(choice).to_file(file_of(folder, choice.collection))
(folder / MADE_FROM).write_text(made_from() + "\\n", "ascii")
"""


class CompiledRules(BuildHookInterface[Any]):
    """The folder `compiled` of the package, for all wheels but editable ones."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make it, and let the wheel take it in."""
        if version == "editable":
            return
        folder = Path(self.root, "build", "compiled-rules")
        source = Path(self.root, "src")
        subprocess.run([sys.executable, "-c", COMPILE, str(source), str(folder)], check=True)
        build_data["force_include"][str(folder)] = "regcheck/compiled"
