"""The map of obstacles in a browser: it draws what is in sight, filters, and shows details."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import axe_source, barriers, chromium, opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def map_file(scanned: Path) -> Path:
    return scanned / "kartlegging" / "kartlegging.html"


@pytest.fixture
def page(browser: Any, map_file: Path) -> Iterator[Any]:
    with opened(browser, map_file) as seen:
        seen.page.wait_for_selector("html[data-ready=yes]")
        yield seen.page


def counted(page: Any) -> int:
    """How many provisions are shown; the number of their findings follows."""
    return int(re.sub(r"\D", "", page.inner_text(".count").partition(",")[0]))


def test_only_rows_in_sight_are_drawn(page: Any) -> None:
    drawn = page.locator(".body .row").count()
    assert 5 < drawn < counted(page)
    first = page.inner_text(".body .row >> nth=0")
    page.evaluate("document.querySelector('.view').scrollTop = 5000")
    page.wait_for_function(
        "text => document.querySelector('.body .row').innerText !== text", arg=first
    )
    assert page.locator(".body .row").count() < counted(page)


def test_filters_narrow_and_are_cleared(page: Any) -> None:
    every = counted(page)
    options = page.locator("select[data-by=category] option").all_inner_texts()
    number = int(re.findall(r"\((\d+)\)$", options[1])[0])
    page.select_option("select[data-by=category]", index=1)
    assert counted(page) == number < every
    before = page.inner_text(".count")
    page.fill("#search", "REKOMMANDERT")
    page.wait_for_function(
        "text => document.querySelector('.count').innerText !== text", arg=before
    )
    assert 0 <= counted(page) < number
    page.click("#clear")
    assert counted(page) == every


def test_a_row_opens_with_all_that_is_known(page: Any) -> None:
    page.click(".body button >> nth=0")
    told = page.inner_text("dialog")
    for title in ("Lov eller forskrift", "Relevant tekst", "Hvorfor", "Type hinder"):
        assert title in told
    assert "undefined" not in told
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_nothing_that_axe_finds_is_wrong(browser: Any, map_file: Path) -> None:
    source = axe_source()
    with opened(browser, map_file, bypass_csp=True) as seen:
        assert barriers(seen.page, source) == []
        seen.page.set_viewport_size({"width": 420, "height": 900})
        assert barriers(seen.page, source) == []
