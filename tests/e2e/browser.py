"""A browser for tests of HTML: Chromium, driven by Playwright; tests are skipped without."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from commands import PROJECT

NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = "axe-core@4.11.0"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SETTLED = """new Promise(requestAnimationFrame).then(
    () => Promise.allSettled(document.getAnimations().map(one => one.finished)))"""
"""When colours have changed for good."""
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    "--disable-component-update",
)


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser that has been started."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
    place = next(filter(None, map(shutil.which, NAMES)), None)
    if place is None:
        pytest.skip("needs Chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=list(_FLAGS))
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page, with what it asked for and complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Any, file: Path, **options: Any) -> Iterator[Opened]:
    """A file in a window of its own; what it asks for and complains of must be nothing."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    seen = Opened(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: seen.complaints.append(said.text) if said.type != "log" else None,
    )
    page.goto(file.resolve().as_uri())
    yield seen
    assert seen.complaints == []
    assert seen.requests == [file.resolve().as_uri()]
    context.close()


def axe_source() -> str:
    """The script of axe-core, fetched once with npm into `build/`; skips when that cannot be."""
    folder = PROJECT / "build" / "npm"
    archive = folder / f"{AXE.replace('@', '-')}.tgz"
    if not archive.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("needs npm, to fetch axe-core")
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [npm, "pack", AXE, "--silent"],
            cwd=folder,
            capture_output=True,
            check=False,
            timeout=120,
        )
        if done.returncode or not archive.exists():
            pytest.skip("axe-core could not be fetched with npm")
    with tarfile.open(archive) as packed:
        script = packed.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode("utf-8")


def barriers(page: Any, source: str) -> list[str]:
    """What axe finds wrong with a page in light and in dark colours, each with the first element
    it is wrong with."""
    page.evaluate(source)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        found += [
            f"{scheme}: {one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}"
            for one in result["violations"]
        ]
    return found
