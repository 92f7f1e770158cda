"""What the desk answers, as plain values: from a request that was let in to bytes and headers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qs, urlsplit

from regcheck.base.errors import RegcheckError
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import json_text, printable
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import said
from regcheck.desk.checks import AUTO, Checks, Outcome, Wish
from regcheck.desk.names import disposition
from regcheck.desk.page import page, script, styles
from regcheck.desk.sent import HTML, Answer, plain
from regcheck.reports.finding_text import in_short, not_checked_text, shortened
from regcheck.results.shown import SEVERITY_WORDS

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE_HEADERS = {"Cross-Origin-Opener-Policy": "same-origin", "Referrer-Policy": "same-origin"}
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_REPORT_POLICY = pattern(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RESULT = pattern(r"result/([0-9]{1,9})/(report\.html|copy\.docx|form\.docx|findings\.xlsx)")
_NUMBER = pattern(r"[0-9]{1,9}")
_ICONS = {"error": ("e", "✖"), "warning": ("w", "▲"), "info": ("i", "●")}


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was let in: `target` without the token, headers with names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def leading_to(address: str, cookie: str) -> Answer:
    """A page that gives a cookie and leads on to an address of the desk."""
    body = f'<!DOCTYPE html><meta http-equiv="refresh" content="0; url={escape(address)}">\n'
    return Answer(200, body.encode(), HTML, {"Set-Cookie": cookie, **PAGE_HEADERS})


def answer(request: Request, checks: Checks) -> Answer:
    """The answer to a request. Never raises for anything it holds."""
    parts = urlsplit("//x/" + request.target.lstrip("/"))
    query = parse_qs(parts.query, keep_blank_values=True)
    asked = {name: values[0] for name, values in query.items()}
    path = parts.path[1:]
    locale = preferred_locale(asked.get("lang", ""), request.headers.get("accept-language", ""))
    if request.method == "POST":
        if path == "check":
            return _check(request, asked, locale, checks)
        if path == "lend":
            return _lend(request, asked, locale, checks)
        if path == "take-back":
            checks.take_back(asked.get("kind", ""))
            return _as_json(checks.lent())
        if path == "forget" and (found := _NUMBER.fullmatch(asked.get("number", ""))):
            checks.forget(int(found[0]))
            return Answer(200, b"{}", "application/json")
        if path == "end":
            return Answer(200, b"{}", "application/json", ends=True)
        return plain(404, "not found")
    if path == "":
        kept = [_told(outcome, locale) for outcome in checks.kept()]
        said = page(locale, checks.limits.max_file_bytes, kept, asked.get("lang", AUTO)).encode()
        headers = {**PAGE_HEADERS, "Content-Language": locale}
        return Answer(200, said, HTML, headers, PAGE_POLICY)
    if path == "kept":
        return _as_json([_told(outcome, locale) for outcome in checks.kept()])
    if path == "lent":
        return _as_json(checks.lent())
    if path == "desk.css":
        return Answer(200, styles().encode(), "text/css; charset=utf-8")
    if path == "desk.js":
        return Answer(200, script().encode(), "text/javascript; charset=utf-8")
    return _result(path, "save" in asked, checks)


def preferred_locale(asked: str, accepted: str) -> str:
    """The locale that is asked for, else the first that a browser says it accepts, else `nb`."""
    if asked in LOCALES:
        return asked
    for part in accepted.split(","):
        language = part.strip().lower()[:2]
        if language == "no":
            return "nb"
        if language in LOCALES:
            return language
    return "nb"


def _check(request: Request, asked: Mapping[str, str], locale: str, checks: Checks) -> Answer:
    wish = Wish(
        asked.get("collection", "default"),
        asked.get("notes", "") == "1",
        asked.get("changes", "accepted"),
        locale,
        asked.get("report", AUTO),
        "pane" in asked,
    )
    try:
        outcome = checks.check(asked.get("name", ""), request.body, wish)
    except RegcheckError:
        return plain(400, "bad request")
    return _as_json(_told(outcome, locale))


def _lend(request: Request, asked: Mapping[str, str], locale: str, checks: Checks) -> Answer:
    try:
        checks.lend(asked.get("kind", ""), asked.get("name", ""), request.body)
    except RegcheckError as fault:
        return _as_json({**checks.lent(), "problem": printable(fault.said(locale))})
    return _as_json(checks.lent())


def _as_json(told: object) -> Answer:
    said = json_text(told)
    return Answer(200, said.encode("utf-8", "backslashreplace"), "application/json")


def _told(outcome: Outcome, locale: str) -> dict[str, object]:
    """An outcome in the words of the page."""
    words = Texts("report", locale)
    if outcome.problem:
        return {"name": outcome.name, "problem": outcome.problem}
    counts = []
    for word in SEVERITY_WORDS:
        value = outcome.counts.get(word, 0)
        what = words.of("ci").form(f"counts/{word}", value).removeprefix("{n} ")
        letter, icon = _ICONS[word]
        figure = words.number(value)
        counts.append({"letter": letter, "icon": icon, "figure": figure, "what": what})
    if outcome.pane is not None:
        return {**outcome.pane, "counts": counts}
    place = f"result/{outcome.number}/"
    remarks = [printable(said(note, locale)) for note in outcome.remarks]
    if aside := not_checked_text(outcome.not_checked, words):
        remarks.append(aside)
    if outcome.aside:
        remarks.append(words.of("desk").count("aside", outcome.aside))
    return {
        "name": outcome.name,
        "number": outcome.number,
        "title": printable(outcome.title),
        "language": outcome.language,
        "counts": counts,
        "first": [shortened(in_short(finding, words)) for finding in outcome.first],
        "remarks": remarks,
        "complete": outcome.complete,
        "report": f"{place}report.html",
        "copy": f"{place}copy.docx" if outcome.has_copy else "",
        "form": f"{place}form.docx",
        "workbook": f"{place}findings.xlsx",
    }


def _result(path: str, save: bool, checks: Checks) -> Answer:
    found = _RESULT.fullmatch(path)
    if found is None:
        return plain(404, "not found")
    kept = checks.file(int(found[1]), found[2])
    if kept is None:
        return plain(404, "gone")
    is_report, (name, data) = found[2] == "report.html", kept
    headers = {"Referrer-Policy": "no-referrer"}
    if not is_report or save:
        headers["Content-Disposition"] = disposition(name)
    if not is_report:
        kind = DOCX if found[2].endswith(".docx") else XLSX
        return Answer(200, data, kind, headers)
    return Answer(200, data, HTML, headers, report_policy(data))


def report_policy(data: bytes) -> str:
    """The policy that a report states for itself, and a sandbox: a report is told nothing of the
    desk, whatever it holds."""
    stated = _REPORT_POLICY.search(data[:2000].decode("utf-8", "replace"))
    own = stated[1].replace("&#39;", "'") if stated else "default-src 'none'"
    allowed = (
        "allow-scripts allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox"
    )
    return f"{own}; frame-ancestors 'none'; sandbox {allowed}"
