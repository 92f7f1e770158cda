"""The formats that `check` reports in. Other packages add some as entry points in the group
`regcheck.reports`, each leading to a `ReportFormat`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, cast

from regcheck.base.errors import UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.localised import NO_TEXT, Localised
from regcheck.base.texts.message import message
from regcheck.base.values import Value

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from regcheck.run.check import Report

GROUP: Final = "regcheck.reports"


class ReportFormat(Value, frozen=True):
    """A report format. `maker` (`module:name`) makes a report that passes text, or bytes if
    `binary`, to a function; the flags say who reads it and what it needs of documents.
    `description` is for formats of other packages."""

    name: str
    maker: str
    for_people: bool = False
    binary: bool = False
    with_text: bool = False
    with_original: bool = False
    with_terms: bool = False
    description: Localised = NO_TEXT

    def about(self, locale: str) -> str:
        """What the format is for."""
        ours = Texts("reports", locale).table("formats").get(self.name, "")
        return self.description.get(locale) or ours

    def make(self, write: Callable[[Any], object]) -> Report:
        """A report in this format that passes what it writes, text or bytes, to `write`."""
        module, _, name = self.maker.partition(":")
        maker = getattr(import_module(module), name)
        return cast("Callable[[Callable[[Any], object]], Report]", maker)(write)


_PEOPLE: dict[str, Any] = {"for_people": True}
_WHOLE: dict[str, Any] = {"binary": True, "with_text": True, "with_original": True}
REPORTS: Final = {
    name: ReportFormat(name, f"regcheck.reports.{maker}", **flags)
    for name, maker, flags in (
        ("text", "text:plain_text_report", _PEOPLE),
        ("concise", "text:ConciseReport", _PEOPLE),
        ("json", "records:JsonReport", {}),
        ("jsonl", "records:JsonLinesReport", {}),
        ("sarif", "sarif:SarifReport", {}),
        ("github", "github:GithubReport", {}),
        ("gitlab", "ci_lists:GitlabReport", {}),
        ("rdjson", "ci_lists:RdjsonReport", {}),
        ("junit", "junit:JunitReport", {}),
        ("checkstyle", "ci_lists:CheckstyleReport", {}),
        ("markdown", "markdown:MarkdownReport", _PEOPLE),
        ("html", "html.report:HtmlReport", _PEOPLE | {"with_text": True, "with_terms": True}),
        ("word", "word.report:WordReport", _PEOPLE | _WHOLE),
        ("akn", "akoma_ntoso:AkomaNtosoReport", _WHOLE),
    )
}
"""Our own formats by name."""


def find_report(name: str) -> ReportFormat | None:
    """The format of that name, or None. Raises UsageError for a broken one of another package."""
    if name in REPORTS:
        return REPORTS[name]
    entry = next((one for one in _others() if one.name == name), None)
    if entry is None:
        return None
    try:
        found = entry.load()
    except Exception as fault:  # whatever comes up in a module that is not ours
        why = f"{type(fault).__name__}: {fault}"
        raise UsageError(message("reports.broken", name=name, why=why)) from fault
    if not isinstance(found, ReportFormat):
        no_format = message("reports.no_format", place=entry.value)
        raise UsageError(message("reports.broken", name=name, why=no_format))
    return found


def report_format(name: str, option: str = "--format") -> ReportFormat:
    """The format of that name, given with an option. Raises UsageError if there is none."""
    found = find_report(name)
    if found is None:
        given = name or message("reports.empty")
        known = ", ".join(report_names())
        raise UsageError(message("reports.unknown", option=option, name=given, known=known))
    return found


def report_names() -> tuple[str, ...]:
    """The names of all formats, ours first."""
    return tuple(dict.fromkeys((*REPORTS, *sorted(entry.name for entry in _others()))))


def _others() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)
