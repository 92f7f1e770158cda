"""The page that runs in a browser: one file from a folder, and served; nothing leaves it."""

from __future__ import annotations

import functools
import http.server
import io
import json
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from browser import axe_source, barriers, chromium
from commands import DRAFTS, PROJECT
from filelock import FileLock
from test_desk_in_browser import CLICKS, PHONE, drop

from regcheck.changes.suppressions.suppressing import Suppressing
from regcheck.desk.checks import Checks, Wish
from regcheck.run.rules import LoadedRules

PATIENCE = 120_000
"""Milliseconds that a check may take on a busy machine, getting ready included."""
MOST_FILE, MOST_FOLDER = 18_000_000, 12_000_000
LOOK = ".result .button.primary"


@pytest.fixture(scope="module")
def built() -> Path:
    """The folder with `regcheck.html` and `web`, built once for all who ask."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("needs Node, to build the page")
    (PROJECT / "build").mkdir(exist_ok=True)
    with FileLock(PROJECT / "build" / "web.lock"):
        made = subprocess.run(
            [sys.executable, "web/build.py"],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
    if made.returncode == 3:
        pytest.skip("what the page is made of could not be fetched")
    assert made.returncode == 0, made.stderr[-2000:]
    return PROJECT / "dist"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as begun:
        yield begun


@dataclass
class Tab:
    """A page in a tab, what it asked the network for, and what it complained of."""

    page: Any
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def tab(browser: Any, address: str, **options: Any) -> Iterator[Tab]:
    """A tab without a network in which the page has been opened."""
    context = browser.new_context(
        **{"locale": "nb-NO", "viewport": {"width": 1280, "height": 900}, **options}
    )
    context.set_offline(address.startswith("file:"))
    seen = Tab(context.new_page())
    context.on("request", lambda request: seen.asked.append(request.url))
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("console", lambda said: seen.complaints.append(said.text))
    seen.page.goto(address)
    yield seen
    context.close()


@pytest.fixture(scope="module")
def opened(browser: Any, built: Path) -> Iterator[Tab]:
    """The one file, opened from its folder; most tests share it."""
    address = (built / "regcheck.html").as_uri()
    with tab(browser, address) as seen:
        yield seen
        assert [one for one in seen.complaints if "example.org" not in one] == []
        assert [url for url in seen.asked if not url.startswith("blob:")] == [address]


@pytest.fixture
def page(opened: Tab) -> Any:
    """The shared page, emptied."""
    if opened.page.locator("dialog").count():
        opened.page.get_by_role("button", name="Lukk rapporten").click()
    for button in opened.page.get_by_role("button", name="Fjern fra listen").all()[::-1]:
        button.click()
    return opened.page


def checked(page: Any, *files: Path) -> None:
    """Drop files, the last of which lies on top, and wait until all are done."""
    for file in files:
        drop(page, file)
    done = page.locator(".result .button.primary, .result.bad")
    done.nth(len(files) - 1).wait_for(timeout=PATIENCE)


def saved(page: Any, name: str, at: int = 0) -> tuple[str, bytes]:
    """What a link saves. A browser without a free processor now and then loses a download."""
    link = page.get_by_role("link", name=name).nth(at)
    for left in (1, 0):
        try:
            with page.expect_download(timeout=PATIENCE / 2) as download:
                link.click()
            break
        except Exception as fault:
            if not left or "download" not in str(fault):
                raise
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.fixture
def native(tmp_path: Path, stable_rules: LoadedRules) -> Callable[[Path], tuple[bytes, bytes]]:
    """The report and the commented copy that this Python makes of a file."""
    (tmp_path / "results").mkdir()
    checks = Checks(
        tmp_path / "results",
        lambda rules, settings: Suppressing(rules.rule_set, settings),
        nlp=False,
        load=lambda choice: stable_rules,
    )

    def made(file: Path) -> tuple[bytes, bytes]:
        outcome = checks.check(file.name, file.read_bytes(), Wish())
        found = (
            checks.file(outcome.number, "report.html"),
            checks.file(outcome.number, "copy.docx"),
        )
        assert found[0] and found[1]
        return found[0][1], found[1][1]

    return made


def test_it_is_small_enough(built: Path) -> None:
    assert (built / "regcheck.html").stat().st_size <= MOST_FILE
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for path in (built / "web").rglob("*"):
            target.write(path)
    assert len(packed.getvalue()) <= MOST_FOLDER


def test_a_word_draft_gives_the_same_bytes_as_elsewhere(
    page: Any, native: Callable[[Path], tuple[bytes, bytes]], tmp_path: Path
) -> None:
    drafts = [path for path in sorted(DRAFTS.iterdir()) if path.suffix in (".md", ".xml", ".txt")]
    _, copy = native(drafts[0])
    word = tmp_path / "utkast.docx"
    word.write_bytes(copy)
    files = [word, *drafts]
    checked(page, *files)
    for at, file in enumerate(reversed(files)):
        expected = native(file)
        assert saved(page, "Last ned rapporten", at)[1] == expected[0], file.name
        name, data = saved(page, "Last ned kopi med kommentarer", at)
        assert (name, data) == (f"{file.stem}-kommentert.docx", expected[1])


def test_the_report_opens_in_a_frame_of_its_own(page: Any) -> None:
    checked(page, DRAFTS / "baatplassforskriften.md")
    page.locator(LOOK).click()
    frame = page.frame_locator("dialog iframe")
    frame.locator(".first a.go").first.click()
    assert "§" in frame.locator("#detail").inner_text()
    inside = page.frames[-1]
    assert inside.evaluate("self.origin") == "null"
    blocked = "fetch('https://example.org/').then(() => 'sent', () => 'kept')"
    assert inside.evaluate(blocked) == "kept"
    assert page.evaluate(blocked) == "kept"
    page.get_by_role("button", name="Lukk rapporten").click()
    page.locator("dialog").wait_for(state="detached")
    page.locator(LOOK).focus()
    page.keyboard.press("Enter")
    page.frame_locator("dialog iframe").locator("h1").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Lukk rapporten"
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent").startswith("Åpne rapporten")


def test_the_language_can_be_changed_and_results_stay(page: Any) -> None:
    checked(page, DRAFTS / "tilskotsforskrifta-tunlag.md")
    page.get_by_role("link", name="Nynorsk").click()
    page.locator("html[lang=nn]").wait_for()
    assert "åtvaring" in page.inner_text(".result .tiles")
    page.get_by_role("link", name="Bokmål").click()
    page.locator("html[lang=nb]").wait_for()


def test_a_check_can_be_cancelled(page: Any, tmp_path: Path) -> None:
    checked(page, DRAFTS / "baatplassforskriften.md")
    large = tmp_path / "stor.md"
    large.write_text((DRAFTS / "baatplassforskriften.md").read_text("utf-8") * 60, "utf-8")
    drop(page, large)
    page.get_by_role("button", name="Avbryt stor.md").click()
    page.locator(".why", has_text="Kontrollen ble avbrutt.").wait_for()
    assert saved(page, "Last ned rapporten")[0] == "baatplassforskriften-rapport.html"
    page.get_by_role("button", name="Kontroller på nytt baatplassforskriften.md").click()
    page.locator(LOOK).wait_for(timeout=PATIENCE)


def test_an_earlier_version_and_further_papers(page: Any, tmp_path: Path) -> None:
    draft = DRAFTS / "baatplassforskriften.md"
    page.get_by_text("Egne regler, begreper, tidligere versjon og svar").click()
    page.get_by_label("Tidligere versjon").set_input_files(str(draft))
    page.get_by_text("I bruk: baatplassforskriften.md.").wait_for(timeout=PATIENCE)
    checked(page, draft)
    assert page.locator(".result .figure").all_inner_texts() == ["0", "0", "0"]
    page.get_by_role("button", name="Ikke bruk").click()
    page.get_by_role("button", name="Kontroller på nytt").click()
    page.locator(".result .w .figure", has_not_text=re.compile("^0$")).wait_for(timeout=PATIENCE)
    name, data = saved(page, "Funnene i et regneark")
    assert name == "baatplassforskriften-funn.xlsx" and data.startswith(b"PK")
    name, data = saved(page, "Spørsmål om digitalisering")
    assert name.endswith(".docx") and data.startswith(b"PK")


def test_it_works_from_the_keyboard(page: Any) -> None:
    page.locator(".languages a").last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "file"
    page.evaluate(CLICKS)
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert page.evaluate("clicks") == 2


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """The folder, served on this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(built / "web"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_served_it_works_without_a_network_the_second_time(
    browser: Any, address: str, native: Callable[[Path], tuple[bytes, bytes]]
) -> None:
    draft = DRAFTS / "lov-om-nabohjelp.xml"
    with tab(browser, address) as seen:
        page = seen.page
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        page.context.set_offline(True)
        page.reload()
        checked(page, draft)
        assert saved(page, "Last ned rapporten")[1] == native(draft)[0]
        assert seen.complaints == []
        others = [url for url in seen.asked if not url.startswith((address, "blob:"))]
        assert others == []


def test_no_barriers(browser: Any, address: str, tmp_path: Path) -> None:
    source = axe_source()
    (tmp_path / "tom.md").write_text("")

    with tab(browser, address, bypass_csp=True, service_workers="block") as seen:
        page = seen.page
        assert barriers(page, source) == []
        checked(page, DRAFTS / "tilskotsforskrifta-tunlag.md", tmp_path / "tom.md")
        assert barriers(page, source) == []
        page.set_viewport_size({**PHONE, "width": 400})
        assert barriers(page, source) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
        page.locator(LOOK).click()
        page.frame_locator("dialog iframe").locator("h1").wait_for()
        assert barriers(page, source) == []


def test_the_policy_lets_nothing_out(built: Path) -> None:
    text = (built / "regcheck.html").read_text("utf-8")
    head = unescape(text[: text.index("<title>")])
    for rule in (
        "default-src 'none'",
        "connect-src 'none'",
        "form-action 'none'",
        "worker-src blob:",
    ):
        assert f"{rule};" in head or f'{rule}"' in head
    assert "unsafe-inline" not in head
    assert json.loads(text.split('id="pages">')[1].split("</script>")[0]).keys() == {
        "nb", "nn", "en"
    }  # fmt: skip
