"""Build the pane for Word: `dist/word`, a folder to serve over https, with the manifests that lead
Word to it.

    python web/word.py --address https://intranet.example/regcheck/       (or: make word)

The pane is the page of `build.py` with another source of text, and nothing but Office.js comes from
elsewhere: Microsoft's licence for it allows no copy, and asks that it be loaded from their address.
"""

from __future__ import annotations

import argparse
import json
import struct
import sys
import zipfile
import zlib
from typing import Any
from urllib.parse import urlsplit

import build

from regcheck import __version__
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.desk.page import NAMES, styles
from regcheck.reports.html.templates import environment, script_json

FOLDER = build.DIST / "word"
OFFICE = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js"
LOCAL = "https://localhost:3000/"
ID = "6f0f7f0e-5d0b-4c1b-9d43-2b8f3f7d9a51"
UNIFIED_ID = "b1a2f0c7-92f4-4c0e-8a35-7de1f6a0c3d8"
"""The two manifests are two add-ins to Office: a user installs one of them."""
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-US"}
NEEDED = "1.3"
"""The version of WordApi without which the pane does nothing: ranges that can be joined."""
ICONS = (16, 32, 64, 80)
BLUE, WHITE, CLEAR = (11, 74, 130, 255), (255, 255, 255, 255), (0, 0, 0, 0)
SHARED = ("answer", "keep", "ignore", "fixed", "because", "needs_reason", "by", "no_answer")
SCHEMA = "https://developer.microsoft.com/json-schemas/teams/v1.24/MicrosoftTeams.schema.json"


def pane() -> dict[str, dict[str, str]]:
    """Title and body of the pane in each locale."""
    pages = {}
    template = environment().from_string(build.own("pane.jinja"))
    for locale in LOCALES:
        words, desk, html = (Texts(area, locale) for area in ("word", "desk", "html"))
        say: dict[str, Any] = {
            **words.table("pane"),
            **{name: getattr(html, name) for name in SHARED},
        }
        say["severities"] = Texts("report", locale).table("severities")
        shown = template.render(
            title=words.title,
            say=say,
            desk=desk,
            locale=locale,
            languages=NAMES,
            made_by=desk.made_by.format(version=__version__),
        )
        data = f'<script type="application/json" id="data">{script_json({"words": say})}</script>'
        pages[locale] = {"title": f"{words.title} – regcheck", "body": shown + data}
    return pages


def index(made: dict[str, bytes]) -> str:
    """The page of the pane."""
    words = Texts("word", "nb")
    outside = f"const OUTSIDE = {json.dumps(words.table('pane')['outside'])};\n"
    files = ("tab.js", "host.js", "pane.js")
    script = "\n".join(
        (*map(build.own, files), build.beside(made), outside + build.own("word_begin.js"))
    )
    return build.rendered(
        pane(),
        script,
        styles() + build.own("pane.css"),
        "'self'",
        library=OFFICE,
        no_script=words.no_script,
    )


def version() -> str:
    """The version as manifests want it: numbers alone."""
    numbers = [part for part in __version__.split(".") if part.isdecimal()][:3]
    return ".".join([*numbers, *["0"] * (3 - len(numbers))])


def manifest(address: str) -> str:
    """The XML manifest, understood by every Word that has add-ins."""
    said = {locale: Texts("word", locale) for locale in LOCALES}
    template = environment().from_string(build.own("manifest.jinja"))
    return template.render(
        id=ID,
        version=f"{version()}.0",
        needed=NEEDED,
        address=address,
        origin="{0.scheme}://{0.netloc}".format(urlsplit(address)),
        first=said["nb"],
        others={LANGUAGES[locale]: said[locale] for locale in LOCALES if locale != "nb"},
    )


def unified(address: str) -> dict[str, Any]:
    """The unified manifest for Microsoft 365, in Bokmål."""
    say = Texts("word", "nb")
    icons = [{"size": size, "url": f"{address}icon-{size}.png"} for size in (16, 32, 80)]
    control = {
        "id": "RegcheckButton",
        "type": "button",
        "label": say.button,
        "icons": icons,
        "supertip": {"title": say.button, "description": say.hint},
        "actionId": "ShowPane",
    }
    group = {"id": "RegcheckGroup", "label": say.group, "icons": icons, "controls": [control]}
    action = {"id": "ShowPane", "type": "openPage", "pinnable": True, "view": "pane"}
    runtime = {
        "id": "PaneRuntime",
        "type": "general",
        "code": {"page": f"{address}index.html"},
        "lifetime": "short",
        "requirements": {"capabilities": [{"name": "WordApi", "minVersion": NEEDED}]},
        "actions": [action],
    }
    return {
        "$schema": SCHEMA,
        "manifestVersion": "1.24",
        "id": UNIFIED_ID,
        "version": version(),
        "name": {"short": say.name, "full": say.title},
        "description": {"short": say.button, "full": say.description},
        "developer": {
            "name": "regcheck",
            "websiteUrl": f"{address}about.html",
            "privacyUrl": f"{address}about.html",
            "termsOfUseUrl": f"{address}about.html",
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#0B4A82",
        "localizationInfo": {"defaultLanguageTag": "nb-no"},
        "authorization": {
            "permissions": {
                "resourceSpecific": [{"name": "Document.ReadWrite.User", "type": "Delegated"}]
            }
        },
        "validDomains": [urlsplit(address).netloc],
        "extensions": [
            {
                "requirements": {
                    "scopes": ["document"],
                    "capabilities": [{"name": "WordApi", "minVersion": NEEDED}],
                },
                "runtimes": [runtime],
                "ribbons": [
                    {
                        "contexts": ["default"],
                        "tabs": [{"builtInTabId": "TabReview", "groups": [group]}],
                    }
                ],
            }
        ],
    }


def about() -> str:
    """What the add-in may do, in each language, for those who ask before they install it."""
    said = {locale: Texts("word", locale) for locale in LOCALES}
    return environment().from_string(build.own("about.jinja")).render(said=said)


def picture(size: int, paper: tuple[int, ...] = BLUE, ink: tuple[int, ...] = WHITE) -> bytes:
    """A square PNG: three lines of text, the second one underlined and short."""
    rows = []
    for row in range(size):
        line = bytearray([0])
        for column in range(size):
            x, y = column / size, row / size
            text = 0.2 <= x < 0.8 and (0.22 <= y < 0.3 or 0.7 <= y < 0.78)
            marked = 0.2 <= x < 0.55 and (0.44 <= y < 0.52 or 0.57 <= y < 0.61)
            line += bytes(ink if text or marked else paper)
        rows.append(bytes(line))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    body = (
        chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"".join(rows), 9))
        + chunk(b"IEND", b"")
    )
    return b"\x89PNG\r\n\x1a\n" + body


def write(made: dict[str, bytes], address: str) -> None:
    """The folder to serve, the XML manifest, and the package of the unified one."""
    build.write_folder(FOLDER, index(made), made)
    (FOLDER / "about.html").write_text(about(), "utf-8")
    for size in ICONS:
        (FOLDER / f"icon-{size}.png").write_bytes(picture(size))
    (FOLDER / "manifest.xml").write_text(manifest(address), "utf-8")
    told = json.dumps(unified(address), ensure_ascii=False, indent=2) + "\n"
    (FOLDER / "manifest.json").write_text(told, "utf-8")
    package = {
        "manifest.json": told.encode(),
        "color.png": picture(192),
        "outline.png": picture(32, CLEAR),
    }
    with zipfile.ZipFile(FOLDER / "regcheck-word.zip", "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in package.items():
            target.writestr(zipfile.ZipInfo(name), data)


def address_given(given: str) -> str:
    """An https address of a folder, with a slash at its end."""
    parts = urlsplit(given)
    if parts.scheme != "https" or not parts.netloc or parts.query or parts.fragment:
        sys.exit(f"word: {given}: not an https address of a folder. Word opens no other.")
    return given.rstrip("/") + "/"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the pane for Word.")
    parser.add_argument("--address", default=LOCAL, help="where dist/word will be served, https")
    wanted = address_given(parser.parse_args().address)
    write(build.parts(), wanted)
