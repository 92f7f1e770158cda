"""Work grows with the size of a document, not with its square: whatever is repeated in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from growing import FILES, TEXTS, XML
from measure import REPORTED

from regcheck.reports.registry import REPORTS

HERE = Path(__file__).parent
MOST = 2.3
"""How many times more work twice the size may take: n log n and a little."""
NAMES = (
    *(f"{step} md: {kind}" for kind in TEXTS for step in ("read", "check")),
    *(f"read txt: {kind}" for kind in TEXTS),
    *(f"{step} xml: {kind}" for kind in XML for step in ("read", "check")),
    *(
        f"report {form.name}: {kind}"
        for kind in REPORTED
        for form in REPORTS.values()
        if not form.binary
    ),
    *(f"file {target}: {kind}" for target, _, kind in FILES),
)


@pytest.fixture(scope="module")
def steps(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[int]]:
    """The steps at each size, counted in a process of its own: the modules are rewritten there."""
    folder = tmp_path_factory.mktemp("steps")
    cache = shutil.copytree(compiled, folder / "cache")
    out = folder / "steps.json"
    command = [sys.executable, str(HERE / "measure.py"), str(cache / "regcheck"), str(out)]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    subprocess.run(command, check=True, cwd=folder, env=environment)
    found: dict[str, list[int]] = json.loads(out.read_text("utf-8"))
    return found


def test_everything_is_counted(steps: dict[str, list[int]]) -> None:
    assert set(steps) == set(NAMES)
    assert min(min(one) for one in steps.values()) > 100


def test_twice_the_size_takes_about_twice_the_work(steps: dict[str, list[int]]) -> None:
    assert {
        name: f"{small} steps, and {large} for twice the size"
        for name, (small, large) in steps.items()
        if large > MOST * small
    } == {}
