"""The pane for Word, in Chromium against a stand-in for Office.js over real .docx files. Real Word
is not part of any test."""

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

from word_files import footnotes, gone, ins, noted, p, t, table, word

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
        self.page.on("console", self._hear)
        self.page.add_init_script(f"window.officeWanted = {json.dumps(told)}")
        self.page.goto(address)

    def _hear(self, said: Any) -> None:
        if "Service Worker" not in said.text:
            self.complaints.append(said.text)

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
        self.page.locator("#status", has_text=re.compile(text)).wait_for(timeout=PATIENCE)

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
    assert beside.page.locator("#first .pick").count() == 3
    told = {}
    for quote, at in (("blankett", 0), ("blankett", 1), ("i tre eksemplarer", 0)):
        beside.choose(quote, at)
        beside.said("Ordene er merket")
        told[quote, at] = beside.word("selection")
    texts = beside.word("texts")
    first, second = told["blankett", 0], told["blankett", 1]
    assert (first["words"], texts[first["paragraph"]][:12], first["start"]) == (
        "blankett",
        "Eieren skal ",
        texts[first["paragraph"]].index("blankett"),
    )
    assert texts[second["paragraph"]].startswith("Søknaden skal leveres")
    assert told["i tre eksemplarer", 0]["words"] == "i tre eksemplarer"
    beside.page.locator("#decisions summary").click()
    beside.page.locator("#decisions .pick").click()
    assert beside.word("selection")["words"].startswith("Kommunen kan")


def test_words_around_deleted_ones_are_found_by_their_ends(pane: Callable[..., Pane]) -> None:
    docx = word(
        p("Forskrift om naust", style="Tittel"),
        p("§ 1 Søknad", style="Overskrift2"),
        p("Søknaden skal sendes ", gone("raskt "), "i posten."),
    )
    beside = pane(docx).checked()
    beside.choose("sendes i posten")
    beside.said("Ordene er merket")
    assert beside.word("selection")["words"] == "sendes raskt i posten"


def test_words_in_notes_are_found_and_commented_at_their_mark(pane: Callable[..., Pane]) -> None:
    docx = word(
        p("Forskrift om naust", style="Tittel"),
        p("§ 1 Søknad", style="Overskrift2"),
        p("Eieren skal melde fra", noted(1), " om naustet."),
        parts={"footnotes": footnotes(p("Meldingen skal sendes i posten."))},
    )
    beside = pane(docx).checked()
    beside.page.get_by_label("Ta med merknader").check()
    panel = beside.choose("sendes i posten")
    beside.said("Ordene er merket")
    assert beside.word("selection")["words"] == "sendes i posten"
    panel.get_by_role("button", name="Sett inn kommentar").click()
    beside.said("Kommentaren er satt inn.")
    assert beside.word("comments")[0].startswith("● Merknad: Sending i posten")


def test_it_checks_again_while_somebody_writes(pane: Callable[..., Pane]) -> None:
    beside = pane().checked()
    number = beside.page.locator("#sections .pick").count()
    beside.word("write", 4, " og sendes i posten", "")
    beside.page.locator("#sections .pick", has_text="sendes i posten").wait_for(
        state="detached", timeout=PATIENCE
    )
    assert beside.page.locator("#sections .pick").count() == number - 1
    beside.page.get_by_label("Kontroller mens jeg skriver").uncheck()
    beside.word("write", 3, "på blankett", "digitalt")
    beside.page.wait_for_timeout(2_000)
    assert beside.page.locator("#sections .pick").count() == number - 1
    beside.choose("blankett")
    beside.said("Avsnittet er merket i stedet.|Ordene er merket")
    beside.page.get_by_role("button", name="Kontroller nå").click()
    beside.page.locator("#sections .pick", has_text="Blankett").nth(1).wait_for(
        state="detached", timeout=PATIENCE
    )


def test_an_answer_holds_while_the_words_stand(pane: Callable[..., Pane]) -> None:
    beside = pane().checked()
    panel = beside.choose("egenhendig")
    panel.get_by_label("Begrunnelse").fill("Loven krever det.")
    panel.get_by_role("button", name="Behold").click()
    kept = beside.page.locator("#sections .pick.k", has_text="egenhendig")
    kept.wait_for(timeout=PATIENCE)
    beside.word("track", "TrackAll")
    beside.word("write", 4, "Søknaden skal", "Hver søknad må")
    beside.page.wait_for_function("wordSeen.xml().includes('Hver')")
    beside.page.get_by_role("button", name="Kontroller nå").click()
    beside.checked()
    kept.click()
    detail = beside.page.locator("#detail", has_text="da sto det: «Søknaden skal undertegnes")
    detail.wait_for(timeout=PATIENCE)
    assert "Loven krever det." in detail.inner_text()


def test_a_long_check_shows_how_far_it_has_come(pane: Callable[..., Pane]) -> None:
    beside = pane().checked()
    bar, check = (
        beside.page.locator("#busy"),
        beside.page.get_by_role("button", name="Kontroller nå"),
    )
    check.click()
    beside.checked()
    assert not bar.is_visible()
    beside.page.evaluate(
        """() => {
          const post = Worker.prototype.postMessage;
          const held = new Promise((done) => (window.release = done));
          Worker.prototype.postMessage = function (...told) {
            held.then(() => post.apply(this, told));
          };
        }"""
    )
    check.click()
    bar.wait_for(state="visible", timeout=PATIENCE)
    beside.page.wait_for_function("document.querySelector('#busy').hasAttribute('value')")
    assert beside.page.inner_text("#state") == "Kontrollerer …"
    beside.page.evaluate("release()")
    beside.checked()
    assert not bar.is_visible()


def test_underlines_follow_the_text(pane: Callable[..., Pane]) -> None:
    beside = pane().checked()
    before = {one["words"]: one for one in beside.word("underlines")}
    assert {"blankett", "undertegnes", "egenhendig", "i tre eksemplarer"} <= before.keys()
    assert before["i to eksemplarer"]["colour"] == "Red"
    beside.word("write", 4, " og sendes i posten", "")
    beside.page.locator("#sections .pick", has_text="sendes i posten").wait_for(
        state="detached", timeout=PATIENCE
    )
    beside.checked()
    after = {one["words"]: one for one in beside.word("underlines")}
    assert before.keys() - after.keys() == {"sendes i posten"}
    assert after["i to eksemplarer"]["id"] == before["i to eksemplarer"]["id"]
    beside.word("click", after["egenhendig"]["id"])
    beside.page.locator("#panel blockquote", has_text="egenhendig").wait_for()
    beside.page.get_by_label("Understrek i teksten").uncheck()
    beside.page.wait_for_function("!wordSeen.underlines().length")


def test_a_suggestion_is_offered_only_where_it_leaves_a_trace(pane: Callable[..., Pane]) -> None:
    beside = pane().checked()
    beside.page.get_by_label("Ta med merknader").check()
    beside.choose("fremsettes")
    assert [one for one in beside.word("underlines") if one["suggestions"]] == []
    beside.word("track", "TrackAll")
    beside.page.get_by_label("Understrek i teksten").uncheck()
    beside.page.wait_for_function("!wordSeen.underlines().length")
    beside.page.get_by_label("Understrek i teksten").check()
    beside.page.wait_for_function("wordSeen.underlines().length")
    (offered,) = [one for one in beside.word("underlines") if one["words"] == "fremsettes"]
    assert offered["suggestions"] == ["legge fram"]
    beside.word("popup", offered["id"], "legge fram")
    beside.page.locator("#sections .pick", has_text="«fremsettes»").wait_for(
        state="detached", timeout=PATIENCE
    )
    assert re.search("<w:delText[^>]*>fremsettes<", beside.word("xml"))


def test_a_wording_is_a_tracked_change_and_tracking_stays_as_it_was(
    pane: Callable[..., Pane],
) -> None:
    beside = pane().checked()
    beside.page.get_by_label("Ta med merknader").check()
    panel = beside.choose("fremsettes")
    panel.get_by_label("Ny ordlyd").fill("legges fram")
    panel.get_by_role("button", name="Sett inn som sporet endring").click()
    beside.page.locator("#sections .pick", has_text="«fremsettes»").wait_for(
        state="detached", timeout=PATIENCE
    )
    assert beside.word("tracking") == "Off"
    xml = beside.word("xml")
    assert re.search(r"<w:del [^>]*><w:r><w:delText[^>]*>fremsettes<", xml)
    assert re.search(r"<w:ins [^>]*><w:r><w:t[^>]*>legges fram<", xml)


def test_nothing_is_written_where_the_text_has_changed(pane: Callable[..., Pane]) -> None:
    beside = pane().checked()
    beside.page.get_by_label("Ta med merknader").check()
    panel = beside.choose("fremsettes")
    beside.page.get_by_label("Kontroller mens jeg skriver").uncheck()
    number = next(at for at, one in enumerate(beside.word("texts")) if "fremsettes" in one)
    beside.word("write", number, "legges i perm", "lagres")
    changed = beside.word("xml")
    panel.get_by_role("button", name="Sett inn som sporet endring").click()
    beside.said("Fant ikke stedet.")
    assert beside.word("xml") == changed


def test_answers_travel_in_the_document(pane: Callable[..., Pane]) -> None:
    beside = pane().checked()
    panel = beside.choose("egenhendig")
    panel.get_by_role("button", name="Behold").click()
    panel.get_by_text("Skriv en begrunnelse, så teller svaret.").wait_for()
    panel.get_by_label("Begrunnelse").fill("Loven krever det.")
    panel.get_by_label("Navnet ditt").fill("Ola Li")
    panel.get_by_role("button", name="Behold").click()
    beside.page.locator("#caveats", has_text="følger med når du sender det fra deg").wait_for()
    beside.page.locator("#sections .pick.k", has_text="egenhendig").wait_for(timeout=PATIENCE)
    panel = beside.choose("undertegnes")
    panel.get_by_label("Begrunnelse").fill("Inntil videre.")
    panel.get_by_role("button", name="Ignorer").click()
    beside.page.locator("#kept", has_text="2 svar ligger i dokumentet.").wait_for(timeout=PATIENCE)
    assert len(beside.word("answers")) == 1

    sent = base64.b64decode(beside.word("docx"))
    names = zipfile.ZipFile(io.BytesIO(sent)).namelist()
    assert "customXml/item1.xml" in names
    theirs = pane(sent, version=1.3, locale="nn-NO").checked()
    kept = theirs.page.locator("#sections .pick.k", has_text="egenhendig")
    kept.click()
    assert "Loven krever det." in theirs.page.inner_text("#detail")
    theirs.page.get_by_role("button", name="Ta bort svaret").click()
    theirs.page.locator("#sections .pick.w", has_text="egenhendig").wait_for(timeout=PATIENCE)
    theirs.word("write", 4, "skal undertegnes", "skal vedlegges og")
    theirs.page.locator("#caveats li", has_text="Inntil videre. (Ola Li").wait_for(timeout=PATIENCE)
    theirs.page.get_by_role("button", name="Ta ut alle svara").click()
    theirs.page.get_by_role("button", name="Ja, ta dei ut").click()
    theirs.said("Alle svara er tekne ut av dokumentet.")
    assert theirs.word("answers") == []
    assert b"svar" not in base64.b64decode(theirs.word("docx"))


def test_answers_that_cannot_be_read_are_left_alone(pane: Callable[..., Pane]) -> None:
    part = '<answers xmlns="urn:regcheck:answers">{"version": 9}</answers>'
    files = {"customXml/item1.xml": part}
    docx = word(p("§ 1 Søknad", style="Overskrift2"), p("Skjema sendes i posten."), extra=files)
    beside = pane(docx).checked()
    beside.page.locator("#caveats", has_text="Svarene i dokumentet kan ikke leses").wait_for()
    panel = beside.choose("sendes i posten")
    assert panel.get_by_role("button", name="Behold").is_disabled()
    assert beside.word("answers") == [part]


@pytest.mark.parametrize(
    ("version", "subscription", "says"),
    [
        (1.3, False, ["sette inn kommentarer eller sporede", "understreke", "markøren flyttes"]),
        (1.5, False, ["understreke", "markøren flyttes"]),
        (1.8, False, ["understreke"]),
        (1.7, True, ["Forslag kan bare godtas her"]),
    ],
)
def test_what_this_word_lacks_is_said_and_the_rest_works(
    pane: Callable[..., Pane], version: float, subscription: bool, says: list[str]
) -> None:
    beside = pane(version=version, subscription=subscription).checked()
    told = beside.page.inner_text("#caveats")
    assert [one for one in says if one not in told] == []
    panel = beside.choose("egenhendig")
    beside.said("Ordene er merket")
    assert panel.get_by_role("button", name="Sett inn kommentar").count() == (version >= 1.4)
    beside.word("write", 4, " og sendes i posten", "")
    beside.page.locator("#sections .pick", has_text="sendes i posten").wait_for(
        state="detached", timeout=PATIENCE
    )
    beside.complaints = [one for one in beside.complaints if "subscription" not in one]


def test_it_speaks_three_languages_and_works_from_the_keyboard(pane: Callable[..., Pane]) -> None:
    beside = pane(locale="en-GB").checked()
    page = beside.page
    page.get_by_role("link", name="Nynorsk").click()
    page.get_by_text("Sjå på desse først").wait_for()
    page.get_by_role("link", name="Bokmål").click()
    page.get_by_text("Se på disse først").wait_for()
    pick = page.locator("#sections .pick").first
    pick.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    beside.said("Ordene er merket")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == pick.text_content()
    assert page.locator("#panel").is_hidden()


def test_it_is_a_page_that_everybody_can_use_at_320_pixels(pane: Callable[..., Pane]) -> None:
    beside = pane(options={"bypass_csp": True}).checked()
    page, source = beside.page, axe_source()
    beside.choose("i tre eksemplarer").get_by_label("Begrunnelse").fill("x")
    page.locator("#decisions summary").click()
    assert barriers(page, source) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(forced_colors="active")
    assert barriers(page, source) == []


def test_it_asks_only_its_own_address_and_microsoft_for_office_js(
    pane: Callable[..., Pane], served: str
) -> None:
    beside = pane().checked()
    tried = "fetch('https://example.org/').then(() => 'sent', () => 'kept')"
    assert beside.page.evaluate(tried) == "kept"
    assert [one for one in beside.complaints if "example.org" not in one] == []
    beside.complaints = []
    others = [url for url in beside.asked if not url.startswith((served, "blob:"))]
    assert others == [PLACE]


def test_outside_word_it_says_so(pane: Callable[..., Pane]) -> None:
    beside = pane(host=None)
    beside.page.get_by_text("Ruten virker bare i Word.").wait_for()


ORDER = {
    "OfficeApp": "Id Version ProviderName DefaultLocale DisplayName Description IconUrl "
    "HighResolutionIconUrl SupportUrl AppDomains Hosts Requirements DefaultSettings Permissions "
    "VersionOverrides",
    "VersionOverrides": "Hosts Resources",
    "Group": "Label Icon Control",
    "Control": "Label Supertip Icon Action",
    "Action": "TaskpaneId SourceLocation",
    "Resources": "Images Urls ShortStrings LongStrings",
}
"""Children in the order that the schema of manifests has them in."""
LIMITS = {"ShortStrings": 125, "LongStrings": 250, "Description": 250, "DisplayName": 125}


def test_the_xml_manifest_is_what_its_schema_wants(built: Path) -> None:
    root = ElementTree.parse(built / "manifest.xml").getroot()  # noqa: S314 - our own

    def short(one: ElementTree.Element) -> str:
        return one.tag.rpartition("}")[2]

    for one in root.iter():
        if short(one) in ORDER and len(one):
            assert " ".join(map(short, one)) == ORDER[short(one)]
        if short(one) in LIMITS:
            values = [v for each in one.iter() for k, v in each.items() if k.endswith("Value")]
            assert max(map(len, values), default=0) <= LIMITS[short(one)]
    resources = {one.get("id") for one in root.iter() if one.get("id") and one.get("DefaultValue")}
    assert {one.get("resid") for one in root.iter() if one.get("resid")} <= resources
    named = set(re.findall(r'ResourceId: "([\w.]+)"', (PROJECT / "web/host.js").read_text("utf-8")))
    assert named and named <= resources
    for one in root.iter():
        address = one.get("DefaultValue", "")
        if address.startswith("http"):
            assert (built / address.removeprefix(ADDRESS)).is_file()
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", root[0].text or "")
    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", root[1].text or "")


def _fetched(name: str) -> tarfile.TarFile:
    """An npm package, fetched once; skips when that cannot be."""
    folder = PROJECT / "build" / "npm"
    archive = folder / f"{name.removeprefix('@').replace('/', '-').replace('@', '-')}.tgz"
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [shutil.which("npm") or "npm", "pack", name, "--silent"]
        try:
            subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=300)
        except (OSError, subprocess.SubprocessError):
            pytest.skip(f"{name} could not be fetched with npm")
    return tarfile.open(archive)


def _member(package: tarfile.TarFile, name: str) -> str:
    held = package.extractfile(name)
    assert held is not None
    return held.read().decode("utf-8")


def test_the_unified_manifest_is_what_its_schema_wants(built: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    told = json.loads((built / "manifest.json").read_text("utf-8"))
    version = told["manifestVersion"]
    with _fetched("@microsoft/app-manifest@1.1.2") as package:
        place = f"package/build/json-schemas/teams/v{version}/MicrosoftTeams.schema.json"
        schema = json.loads(_member(package, place))
    check = jsonschema.validators.validator_for(schema)(schema)
    assert [one.message for one in check.iter_errors(told)] == []
    with zipfile.ZipFile(built / "regcheck-word.zip") as packed:
        assert packed.namelist() == ["manifest.json", "color.png", "outline.png"]
        assert json.loads(packed.read("manifest.json")) == told


OFFICE_TYPES = frozenset(
    {"OfficeDocument", "File", "Slice", "CustomXmlParts", "CustomXmlPart", "AsyncResult"}
    | {"GetFileOptions", "Context", "RequirementSetSupport", "FileType", "AsyncResultStatus"}
    | {"EventType", "HostType"}
)
"""The types of all of Office."""
EXTENSION_TYPES = frozenset({"EventHandlers", "ClientResult"})


def test_the_stand_in_has_nothing_that_office_lacks(pane: Callable[..., Pane]) -> None:
    members = pane().checked().word("members")
    with _fetched(TYPES) as package:
        types = _member(package, "office-js/index.d.ts")
    spaces: dict[str, str] = {}
    for part in re.split(r"(?m)^(?=declare namespace )", types)[1:]:
        name = re.match(r"declare namespace (\w+)", part)
        assert name is not None
        spaces[name[1]] = spaces.get(name[1], "") + part
    declared = r"(?m)^\s*(?:readonly |const |enum |function |let |var )?%s\b\??\s*(?:[(<:={,]|$)"
    missing = []
    for type_, names in members.items():
        space = "Office" if type_ in OFFICE_TYPES else "Word"
        space = "OfficeExtension" if type_ in EXTENSION_TYPES else space
        if type_ in spaces:
            told = spaces[type_]
        else:
            short = type_.removeprefix("Office")
            begins = re.finditer(rf"(?:class|interface|enum) {short}\b[^{{;]*\{{", spaces[space])
            told = "".join(spaces[space][at.end() :].split("\n    }\n")[0] for at in begins)
        if type_ == "RequestContext":
            told += spaces["OfficeExtension"].partition("class ClientRequestContext {")[2]
        missing += [f"{type_}.{name}" for name in names if not re.search(declared % name, told)]
    assert missing == []
