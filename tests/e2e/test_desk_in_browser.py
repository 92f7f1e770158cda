"""The desk in a browser: drop, read, download; keys; phones; what others can perceive."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import axe_source, barriers, chromium
from commands import DRAFTS
from test_desk_command import started

from regcheck.cli.desk import way_to

PHONE = {"width": 390, "height": 844}
DRAFT = DRAFTS / "baatplassforskriften.md"
DROP = """
([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const moved = new DataTransfer();
  moved.items.add(new File([bytes], name));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.getElementById("drop").dispatchEvent(
      new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: moved }));
}
"""

CLICKS = """
globalThis.clicks = 0;
document.getElementById("file").addEventListener("click", (event) => {
  event.preventDefault();
  clicks += 1;
});
"""
"""Counts what would open the dialogue for choosing files."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as begun:
        yield begun


@pytest.fixture(scope="module")
def entered(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    """The desk that all tests use but the one that ends it: the address of its page, and the cookie
    that the browser got when it was opened. What is read in a page stays there."""
    folder = tmp_path_factory.mktemp("desk")
    with started(folder) as (_, place):
        context = browser.new_context()
        shown = context.new_page()
        (folder / "open.html").write_text(way_to(place), "utf-8")
        shown.goto((folder / "open.html").as_uri())
        shown.wait_for_url("**/desk/*")
        yield shown.url, context.cookies()
        context.close()


@pytest.fixture
def address(entered: tuple[str, Any]) -> str:
    """The address of the page."""
    return entered[0]


@pytest.fixture
def page(browser: Any, entered: tuple[str, Any]) -> Iterator[Any]:
    """The page in a browser set to Bokmål. It asks nobody else for anything, complains of nothing
    and is empty."""
    address, cookies = entered
    context = browser.new_context(locale="nb-NO", viewport={"width": 1280, "height": 900})
    context.add_cookies(cookies)
    asked: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    shown = context.new_page()
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("console", lambda said: complaints.append(said.text))
    shown.goto(address)
    assert shown.locator(".result").count() == 0
    yield shown
    shown.goto(address)
    for button in shown.get_by_role("button", name="Fjern fra listen").all()[::-1]:
        button.click()
    shown.wait_for_load_state("networkidle")
    assert complaints == []
    origin = address[: address.index("/", 8)]
    assert [url for url in asked if not url.startswith((origin, "data:"))] == []
    context.close()


def drop(page: Any, file: Path) -> None:
    data = base64.b64encode(file.read_bytes()).decode()
    page.evaluate(DROP, [file.name, data])


def opened(page: Any, at: int = 0) -> Any:
    """The report of a result, in the tab it opens in."""
    link = page.locator(".result .button.primary").nth(at)
    link.wait_for(timeout=60_000)
    with page.context.expect_page() as tab:
        link.click()
    tab.value.wait_for_load_state()
    return tab.value


def test_drop_read_download(page: Any) -> None:
    drop(page, DRAFT)
    report = opened(page)
    assert "båtplassforskriften" in report.title()
    report.locator(".first a.go").first.click()
    assert "§" in report.inner_text("#detail")
    assert report.evaluate("self.origin") == "null"
    with page.expect_download() as saved:
        page.get_by_role("link", name="Last ned kopi med kommentarer").click()
    assert saved.value.suggested_filename == "baatplassforskriften-kommentert.docx"
    with zipfile.ZipFile(io.BytesIO(Path(saved.value.path()).read_bytes())) as package:
        assert "word/comments.xml" in package.namelist()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Last ned rapporten").click()
    assert saved.value.suggested_filename == "baatplassforskriften-rapport.html"
    assert page.inner_text("#status").startswith("Ferdig: baatplassforskriften.md")


def test_several_files_and_a_faulty_one(page: Any, tmp_path: Path) -> None:
    old = tmp_path / "gammel.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    hostile = tmp_path / "<img src=x onerror=alert(1)>.md"
    hostile.write_text("# Forskrift om </script><b>naust</b>\n\n## § 1. Krav\n\nHei.\n")
    page.set_input_files("#file", [str(old), str(hostile)])
    page.locator(".result .button.primary").wait_for(timeout=60_000)
    assert page.locator(".result").count() == 2
    assert "eldre Word-formatet" in page.inner_text(".result.bad")
    assert page.locator(".result img, .result b").count() == 0
    page.reload()
    assert page.locator(".result").count() == 1
    assert page.locator(".result img, .result b").count() == 0


def test_the_language_can_be_changed_and_results_stay(page: Any) -> None:
    drop(page, DRAFTS / "tilskotsforskrifta-tunlag.md")
    page.locator(".result .button.primary").wait_for(timeout=60_000)
    page.get_by_role("link", name="Nynorsk").click()
    assert page.locator("html").get_attribute("lang") == "nn"
    assert "åtvaring" in page.inner_text(".result .tiles")
    assert "opnast i ei ny fane" in page.text_content(".result .button.primary")
    page.get_by_role("link", name="Bokmål").click()


def test_options_hold_from_the_next_check_on(page: Any) -> None:
    from playwright.sync_api import expect

    drop(page, DRAFT)
    errors = page.locator(".result .tile.e .figure")
    errors.wait_for(timeout=60_000)
    assert errors.inner_text() != "0"
    page.get_by_role("radio", name="Klart språk").check()
    page.get_by_role("button", name="Kontroller på nytt").click()
    expect(errors).to_have_text(["0"], timeout=60_000)


def test_it_works_from_the_keyboard(page: Any) -> None:
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "file"
    assert page.evaluate("getComputedStyle(document.getElementById('drop')).outlineStyle") == (
        "solid"
    )
    page.evaluate(CLICKS)
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert page.evaluate("clicks") == 2


def test_empty_and_large_files_are_not_sent(page: Any, tmp_path: Path) -> None:
    (tmp_path / "tom.md").write_text("")
    page.set_input_files("#file", str(tmp_path / "tom.md"))
    assert "Filen er tom" in page.inner_text(".result.bad")
    with (tmp_path / "stor.docx").open("wb") as large:
        large.truncate(64 * 1024 * 1024 + 1)
    page.set_input_files("#file", str(tmp_path / "stor.docx"))
    page.locator(".result.bad", has_text="for stor. Grensen er 64 MB").wait_for()


def test_no_barriers(browser: Any, entered: tuple[str, Any], tmp_path: Path) -> None:
    source = axe_source()
    (tmp_path / "tom.md").write_text("")
    context = browser.new_context(locale="nb-NO", bypass_csp=True)
    page = context.new_page()
    context.add_cookies(entered[1])
    page.goto(entered[0])
    assert barriers(page, source) == []
    page.set_input_files("#file", [str(tmp_path / "tom.md"), str(DRAFT)])
    page.locator(".result .button.primary").wait_for(timeout=60_000)
    assert barriers(page, source) == []
    page.set_viewport_size(PHONE)
    assert barriers(page, source) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Fjern fra listen").first.click()
    context.close()


def test_the_page_can_end_it(browser: Any, tmp_path: Path) -> None:
    with started(tmp_path) as (process, place):
        context = browser.new_context(locale="nb-NO")
        page = context.new_page()
        page.goto(place)
        page.get_by_role("button", name="Avslutt regcheck").click()
        page.get_by_text("regcheck er avsluttet").wait_for()
        assert process.wait(30) == 0
        context.close()
