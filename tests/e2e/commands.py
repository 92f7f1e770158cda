"""`regcheck` as others meet it: with arguments, streams and an exit code, mostly a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from regcheck.cli.main import main

PROJECT = Path(__file__).resolve().parents[2]
DRAFTS = PROJECT / "corpora" / "drafts"
PATIENCE = 120


def draft_files() -> list[Path]:
    """The demo drafts, in path order."""
    return sorted(path for path in DRAFTS.iterdir() if path.is_file())


@dataclass(frozen=True)
class Ended:
    """A process that has ended: its exit code and what it wrote."""

    code: int
    stdout: bytes
    stderr: str

    @property
    def json(self) -> Any:
        """What it wrote, as JSON."""
        return json.loads(self.stdout)


@dataclass(frozen=True)
class Regcheck:
    """Runs the command in a folder, with caches of its own and nothing from the surroundings."""

    cache: Path
    python: str = sys.executable
    patience: int = PATIENCE

    def __call__(
        self,
        *arguments: str | Path,
        cwd: Path = PROJECT,
        stdin: bytes = b"",
        extra: Mapping[str, str] | None = None,
    ) -> Ended:
        command = [self.python, "-m", "regcheck", *map(str, arguments)]
        environment = self.environment | dict(extra or {})
        return run(command, cwd, environment, stdin, self.patience)

    @property
    def environment(self) -> dict[str, str]:
        """What the process sees: no colours, no cache but ours, no module path but its own."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "REGCHECK"))}
        kept.pop("FORCE_COLOR", None)
        return kept | {"XDG_CACHE_HOME": str(self.cache), "NO_COLOR": "1"}


@dataclass(frozen=True)
class Here(Regcheck):
    """Runs the command in this process, which spares a second for each: for what is shown in
    guides, not for what is about processes."""

    def __call__(
        self,
        *arguments: str | Path,
        cwd: Path = PROJECT,
        stdin: bytes = b"",
        extra: Mapping[str, str] | None = None,
    ) -> Ended:
        out, err = BytesIO(), BytesIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(cwd)
            seen = self.environment | dict(extra or {})
            for name in os.environ.keys() - seen.keys():
                patch.delenv(name)
            for name, value in seen.items():
                patch.setenv(name, value)
            for name, stream in (("stdin", BytesIO(stdin)), ("stdout", out), ("stderr", err)):
                patch.setattr(sys, name, TextIOWrapper(stream, "utf-8"))
            code = main([str(one) for one in arguments])
            sys.stdout.flush()
            sys.stderr.flush()
            return Ended(code, out.getvalue(), err.getvalue().decode())


def run(
    command: Sequence[str],
    cwd: Path,
    env: Mapping[str, str],
    stdin: bytes = b"",
    patience: int = PATIENCE,
) -> Ended:
    """Run a command to its end."""
    done = subprocess.run(
        command, cwd=cwd, env=env, input=stdin, capture_output=True, check=False, timeout=patience
    )
    return Ended(done.returncode, done.stdout, done.stderr.decode())
