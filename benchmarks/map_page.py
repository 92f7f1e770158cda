"""How fast the map's page of a whole body of law is in a browser.

    python benchmarks/map_page.py kartlegging.html [--rounds 3]

Needs Playwright and Chromium. Gives seconds of wall clock, and the CPU seconds of the browser's
main thread, until the page can be used, and for a filter, a search and clearing them; the quickest
of the rounds.
"""

from __future__ import annotations

import argparse
import shutil
import time
from pathlib import Path
from typing import Any

STEPS = ("open", "filter", "search", "search again", "clear")


def spent(session: Any) -> float:
    """CPU seconds of the page's main thread until now."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    named = {one["name"]: float(one["value"]) for one in metrics}
    return named["TaskDuration"]


def one_round(browser: Any, page_file: Path) -> tuple[list[tuple[float, float]], str]:
    """Each step's wall clock and CPU seconds, and how many rows are shown at first."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    found: list[tuple[float, float]] = []

    def step(work: Any) -> None:
        start, before = time.monotonic(), spent(session)
        work()
        found.append((time.monotonic() - start, spent(session) - before))

    def changed(act: Any) -> None:
        before = page.inner_text(".count")
        act()
        page.wait_for_function(
            "text => document.querySelector('.count').innerText !== text", arg=before
        )

    def load() -> None:
        page.goto(page_file.resolve().as_uri())
        page.wait_for_selector("html[data-ready=yes]")

    step(load)
    rows = page.inner_text(".count")
    step(lambda: changed(lambda: page.select_option("select[data-by=category]", index=1)))
    step(lambda: changed(lambda: page.fill("#search", "skriftlig")))
    step(lambda: changed(lambda: page.fill("#search", "søknad")))
    step(lambda: changed(lambda: page.click("#clear")))
    page.close()
    return found, rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("page", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    place = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=place, args=["--no-sandbox", "--disable-gpu"]
        )
        rounds = [one_round(browser, options.page) for _ in range(options.rounds)]
        browser.close()
    print(f"{options.page.stat().st_size / 1e6:.1f} MB, {rounds[0][1]}")
    for at, name in enumerate(STEPS):
        wall = min(found[at][0] for found, _ in rounds)
        cpu = min(found[at][1] for found, _ in rounds)
        print(f"  {name:<13}{wall:6.2f} s wall {cpu:6.2f} s CPU")


if __name__ == "__main__":
    main()
