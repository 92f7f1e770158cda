"""The page of the desk and what belongs to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from regcheck import __version__
from regcheck.desk.checks import AUTO, COLLECTIONS
from regcheck.readers.registry import listed, readable
from regcheck.results.result import TRACKED_CHANGES
from regcheck.texts.catalogue import Texts

if TYPE_CHECKING:
    from jinja2 import Template

MEGABYTE = 1024 * 1024
NAMES = MappingProxyType({"nb": "Bokmål", "nn": "Nynorsk", "en": "English"})
"""What the languages call themselves."""
SCRIPT_WORDS = (
    "sending", "waiting", "checking", "done", "open_report", "save_report", "save_copy",
    "no_copy", "first", "again", "remove", "new_tab", "incomplete", "failed", "too_large", "empty",
    "folder", "changed", "busy", "gone", "fault", "ended",
)  # fmt: skip


def page(
    locale: str, most: int, kept: Sequence[Mapping[str, object]] = (), report: str = AUTO
) -> str:
    """The page in a locale; `most` is how many bytes a file may have, `kept` what was answered
    for files before, in the words of that locale, `report` the language of reports that is chosen
    beforehand."""
    say = Texts("desk", locale)
    megabytes = most // MEGABYTE
    data = {
        "words": {key: getattr(say, key) for key in SCRIPT_WORDS},
        "most": most,
        "megabytes": megabytes,
        "kept": list(kept),
    }
    return _template().render(
        locale=locale,
        report=report,
        languages=NAMES,
        say=say,
        most=megabytes,
        accept=",".join(suffix for one in readable() for suffix in one.suffixes),
        formats=say.formats.format(formats=listed(locale), n=megabytes),
        collections=COLLECTIONS,
        tracking=TRACKED_CHANGES,
        made_by=say.made_by.format(version=__version__),
        data=json.dumps(data, ensure_ascii=True).replace("<", "\\u003c"),
    )


@cache
def styles() -> str:
    """The styles: those of the HTML report, and the desk's own."""
    return (files("regcheck.reports.html") / "report.css").read_text("utf-8") + _own("desk.css")


@cache
def script() -> str:
    """The script of the page."""
    return _own("desk.js")


def _own(name: str) -> str:
    return (files("regcheck.desk") / name).read_text("utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    made = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return made.from_string(_own("page.jinja"))
