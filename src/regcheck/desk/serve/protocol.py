"""LanguageTool's protocol, version 2: what is asked, and what is answered, as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs

from regcheck import __version__
from regcheck.base.errors import UsageError
from regcheck.base.text.offsets import OffsetMap, TextBuilder
from regcheck.base.text.span import Span
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import message
from regcheck.desk.editor.positions import Positions
from regcheck.desk.serve.proofreader import Remark, Remarks
from regcheck.findings.fixes.fixes import wordings
from regcheck.packs.model import Severity
from regcheck.reports.finding_text import shortened
from regcheck.reports.word.comments import comment_of
from regcheck.results.shown import severity_of

FORM = "application/x-www-form-urlencoded"
SOFTWARE = MappingProxyType({"name": "regcheck", "version": __version__, "apiVersion": 1})
LANGUAGES = (
    {"name": "Norsk bokmål", "code": "nb", "longCode": "nb-NO"},
    {"name": "Norsk nynorsk", "code": "nn", "longCode": "nn-NO"},
    {"name": "Norsk", "code": "no", "longCode": "no-NO"},
    {"name": "English", "code": "en", "longCode": "en-GB"},
)
CATEGORIES = MappingProxyType(
    {Severity.ERROR: "TYPOS", Severity.WARNING: "GRAMMAR", Severity.INFO: "STYLE"}
)
"""The protocol's categories, which programs choose colours by."""
_IN_A_MENU = 90
"""Code points of a message that a menu shows whole; a rule's title stands for a longer one."""
_AROUND = 40
_FIELDS = 50


@dataclass(frozen=True, slots=True)
class Question:
    """A text to check, the language it is said to be in, and the map back to what was sent, which
    also holds markup. With `notes` these are wanted too; `without` are rules that are not."""

    text: str
    sent: str
    offsets: OffsetMap
    language: str = ""
    notes: bool = False
    without: frozenset[str] = frozenset()


def question_of(body: bytes) -> Question:
    """What a form asks. Raises UsageError for one that is not understood."""
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS)
        asked = {name: values[0] for name, values in fields.items()}
        annotated = json.loads(asked["data"]) if "data" in asked else None
    except (ValueError, RecursionError) as fault:
        raise _not_understood() from fault
    if annotated is None and "text" not in asked:
        raise _not_understood()
    pieces = [{"text": asked.get("text", "")}] if annotated is None else _pieces(annotated)
    builder, sent = TextBuilder(), ""
    parts: list[str] = []
    at = 0
    for piece in pieces:
        words = piece.get("text", piece.get("markup"))
        meant = words if "text" in piece else piece.get("interpretAs", "")
        if not isinstance(words, str) or not isinstance(meant, str):
            raise _not_understood()
        parts.append(words)
        builder.add(meant, at, len(words))
        at += len(words)
    text, offsets = builder.build()
    sent = "".join(parts)
    without = asked.get("disabledRules", "").split(",")
    return Question(
        text,
        sent,
        offsets,
        asked.get("language", ""),
        asked.get("level", "") == "picky",
        frozenset(filter(None, without)),
    )


def answer_to(question: Question, remarks: Remarks, address: str) -> dict[str, Any]:
    """What is answered; `address` is that of the server, which shows pages about rules."""
    places = Positions(question.sent)
    wanted = (
        one
        for one in remarks.found
        if one.finding.rule.id not in question.without
        and (question.notes or severity_of(one.finding) > Severity.INFO)
    )
    code = {"nn": "nn-NO", "en": "en-GB"}.get(remarks.locale, "nb-NO")
    name = next(one["name"] for one in LANGUAGES if one["longCode"] == code)
    return {
        "software": {**SOFTWARE, "buildDate": "", "premium": False, "status": ""},
        "warnings": {"incompleteResults": not remarks.complete},
        "language": {"name": name, "code": question.language or code},
        "matches": list(_matches(question, wanted, places, remarks.locale, address)),
    }


def _matches(
    question: Question, found: Iterable[Remark], places: Positions, locale: str, address: str
) -> Iterable[dict[str, Any]]:
    words = Texts("report", locale)
    for one in found:
        place = question.offsets.to_source(Span(one.start, one.end))
        if place.end <= place.start:
            continue
        start, end = places.units(place.start), places.units(place.end)
        finding, rule = one.finding, one.finding.rule
        severity = severity_of(finding)
        before = max(0, place.start - _AROUND)
        shown = question.sent[before : place.end + _AROUND]
        title, told = rule.title.get(locale), shortened(finding.message)
        yield {
            "message": told if len(told) <= _IN_A_MENU else title,
            "shortMessage": title,
            "offset": start,
            "length": end - start,
            "replacements": [{"value": value} for value in wordings(finding)],
            "context": {
                "text": shown,
                "offset": start - places.units(before),
                "length": end - start,
            },
            "sentence": shown,
            "type": {"typeName": "Other"},
            "rule": {
                "id": rule.id,
                "description": title,
                "issueType": "style",
                "urls": [{"value": f"{address}/rules/{rule.id}?lang={locale}"}],
                "category": {
                    "id": CATEGORIES[severity],
                    "name": words.table("severities")[severity.word],
                },
            },
            # What the protocol has no place for.
            "regcheck": {
                "severity": severity.word,
                "comment": comment_of([finding], words).text,
            },
        }


def _pieces(annotated: Any) -> list[dict[str, Any]]:
    pieces = annotated.get("annotation") if isinstance(annotated, dict) else None
    if not isinstance(pieces, list) or not all(isinstance(one, dict) for one in pieces):
        raise _not_understood()
    return pieces


def _not_understood() -> UsageError:
    return UsageError(message("serve.not_understood"))
