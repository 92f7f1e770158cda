"""Where real law lies, for the tests that read it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def shared_folder() -> Path | None:
    """The folder of real law: `REGCHECK_SHARED`, or `../shared` beside the project."""
    named = os.environ.get("REGCHECK_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared"
    return folder if (folder / "lovdata").is_dir() else None


def shared_or_skip() -> Path:
    """The folder of real law, or a skipped test that says so."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("real law is not here: set REGCHECK_SHARED to a folder that holds lovdata/")
    return folder
