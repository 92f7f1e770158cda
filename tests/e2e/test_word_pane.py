"""The pane for Word, in Chromium against a stand-in for Office.js over real .docx files. Real Word is
not part of any test."""

from __future__ import annotations

import base64
import functools
import http.server
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from browser import axe_source, barriers, chromium
from commands import PROJECT
from filelock import FileLock
from word_files import field, footnotes, gone, ins, noted, p, run, t, table, word

PATIENCE = 120_000
OFFICE = Path(__file__).parent / "office" / "office.js"
PLACE = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js"
TYPES = "@types/office-js@1.0.612"
ADDRESS = "https://intranet.example/regcheck/"
NEWEST = 1.9
BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    f"{p('Skjema fylles ut på blankett.')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
DRAFT = word(
    p("Forskrift om flytebrygger", style="Tittel"),
    p(BOX, "Denne forskriften gjelder brygger.") ,
    p("§ 1 Søknad", style="Overskrift2"),
    p("Eieren skal sende søknad på blankett. Kopi av samme blankett beholdes av eieren."),
    p("Søknaden skal undertegnes ", gone("tydelig "), "egenhendig og sendes i posten."),
    p("§ 2 Vedlegg", style="Overskrift2"),
    p("Søknaden skal leveres på blankett", noted(1), " i to eksemplarer."),
    table(("Vedlegg", "Krav"), ("Kart", "Kartet skal leveres i tre eksemplarer.")),
    p("§ 3 Vedtak", style="Overskrift2"),
    p("Kommunen kan i særlige tilfeller gi tillatelse til større brygger."),
    p("Vedtaket skal fremsettes ", ins(t("straks")), " og legges i perm."),
    parts={"footnotes": footnotes(p("Erklæringen skal underskrives av to vitner i brev."))},
)  # fmt: skip


@pytest.fixture(scope="module")
def built() -> Path:
    """The folder `dist/word`."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("needs Node, to build the pane")
    (PROJECT / "build").mkdir(exist_ok=True)
    with FileLock(PROJECT / "build" / "web.lock"):
        made = subprocess.run(
            [sys.executable, "web/word.py", "--address", ADDRESS],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=False,
        )
    if made.returncode == 3:
        pytest.skip("what the pane is made of could not be fetched")
    assert made.returncode == 0, made.stderr[-2000:]
    return PROJECT / "dist" / "word"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as begun:
        yield begun


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    """The folder, served on this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(built))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class Pane:
    """The pane beside a document in a Word of some kind, at 320 px."""

    def __init__(self, browser: Any, address: str, docx: bytes, **wanted: Any) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        options = {"viewport": {"width": 320, "height": 700}, "service_workers": "block"}
        options |= wanted.pop("options", {})
        self.context = browser.new_context(**options)
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.route(
            PLACE,
            lambda route: route.fulfill(
                body=OFFICE.read_text("utf-8"), content_type="text/javascript"
            ),
        )
        told = {"docx": base64.b64encode(docx).decode(), "version": NEWEST, "slice": 3000} | wanted
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.add_init_script(f"window.officeWanted = {json.dumps(told)}")
        self.page.goto(address)

    def checked(self, words: str = "Kontrollert kl.|Checked at") -> Pane:
        """Wait until the check is done."""
        state = self.page.locator("#state")
        state.filter(has_text=re.compile(words)).wait_for(timeout=PATIENCE)
        self.page.locator("#busy:not(.on)").wait_for(state="attached", timeout=PATIENCE)
        return self

    def word(self, name: str, *args: Any) -> Any:
        """What Word shows, or what somebody does in it."""
        return self.page.evaluate(f"([args]) => wordSeen.{name}(...args)", [list(args)])

    def choose(self, quote: str, at: int = 0) -> Any:
        """Click a finding of the list."""
        self.page.locator("#sections .pick", has_text=f"«{quote}»").nth(at).click()
        return self.page.locator("#panel")

    def said(self, text: str) -> None:
        """Wait until the pane says something aloud."""
        self.page.locator("#status", has_text=text).wait_for(timeout=PATIENCE)

    def close(self) -> None:
        """Close the pane, which must have kept to what Word has and its own address."""
        assert self.word("problems") == []
        assert self.word("open") == 0
        self.context.close()
        assert self.complaints == []


@pytest.fixture
def pane(browser: Any, served: str) -> Iterator[Callable[..., Pane]]:
    """Opens panes."""
    opened: list[Pane] = []

    def open_pane(docx: bytes = DRAFT, **wanted: Any) -> Pane:
        opened.append(Pane(browser, served, docx, **wanted))
        return opened[-1]

    yield open_pane
    for one in opened:
        one.close()


def test_a_click_selects_the_very_words(pane: Callable[..., Pane]) -> None:
    beside = pane().checked()
    assert beside.page.locator("#first .pick").count() > 0
    assert beside.page.locator("#decisions li").count() > 0
