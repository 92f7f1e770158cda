"""The page of the desk and what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from regcheck import __version__
from regcheck.base.texts.catalogue import Texts
from regcheck.desk.checks import ANSWERS, AUTO, COLLECTIONS, CONCEPTS, EARLIER, RULES
from regcheck.readers.registry import listed, readable
from regcheck.reports.html.templates import environment, resource, script_json
from regcheck.results.settings import TRACKED_CHANGES

MEGABYTE = 1024 * 1024
NAMES = MappingProxyType({"nb": "Bokmål", "nn": "Nynorsk", "en": "English"})
"""What the languages call themselves."""
LENDABLE = MappingProxyType(
    {RULES: ".yaml,.yml", CONCEPTS: ".sqlite", EARLIER: "", ANSWERS: ".json,.docx,.docm"}
)
"""Suffixes of files for each use, empty for those of documents."""
SCRIPT_WORDS = (
    "sending", "waiting", "checking", "done", "open_report", "save_report", "save_copy",
    "no_copy", "first", "again", "remove", "new_tab", "incomplete", "failed", "too_large", "empty",
    "folder", "changed", "busy", "gone", "fault", "ended",
    "save_form", "save_workbook", "lent", "take_back", "trying",
    "starting", "cancel", "cancelled", "close", "no_room", "no_start",
)  # fmt: skip


def page(
    locale: str, most: int, kept: Sequence[Mapping[str, object]] = (), report: str = AUTO
) -> str:
    """The page in a locale; `most` bytes a file, `kept` answers from before, `report` language."""
    data = data_of(locale, most, kept)
    return _shown("page.jinja", locale, most, report, data=data, tab=False)


def body(locale: str, most: int) -> str:
    """What the page consists of in a browser tab without a server."""
    return _shown("body.jinja", locale, most, AUTO, tab=True)


def data_of(locale: str, most: int, kept: Sequence[Mapping[str, object]] = ()) -> str:
    """What the script of the page is told, as JSON that may stand in a script element."""
    say = Texts("desk", locale)
    data = {
        "words": {key: getattr(say, key) for key in SCRIPT_WORDS},
        "most": most,
        "megabytes": most // MEGABYTE,
        "kept": list(kept),
    }
    return script_json(data)


def _shown(template: str, locale: str, most: int, report: str, **values: object) -> str:
    say = Texts("desk", locale)
    megabytes = most // MEGABYTE
    return (
        environment()
        .get_template(f"desk/{template}")
        .render(
            locale=locale,
            report=report,
            languages=NAMES,
            say=say,
            most=megabytes,
            accept=",".join(suffix for one in readable() for suffix in one.suffixes),
            formats=say.formats.format(formats=listed(locale), n=megabytes),
            collections=COLLECTIONS,
            tracking=TRACKED_CHANGES,
            lendable=LENDABLE,
            made_by=say.made_by.format(version=__version__),
            **values,
        )
    )


@cache
def styles() -> str:
    """The styles: those of the HTML report, and the desk's own."""
    return resource("reports/html/report.css") + resource("desk/desk.css")


@cache
def script() -> str:
    """The script of the page, where a server answers it."""
    return resource("desk/served.js") + resource("desk/desk.js") + "desk(served());\n"
