"""Rules as SARIF describes them, and the small parts of SARIF they share with results."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from regcheck.packs.model import Rule, Severity, SourceReference
from regcheck.reports.layout import printable
from regcheck.texts.catalogue import Texts

LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}
_FIELD = re.compile(r"\{\w+\}")
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")
_WEB = re.compile(r"https?://[!-~]+")


def message(text: str) -> dict[str, str]:
    """A message: braces doubled, since they mark placeholders, and brackets that would make a link
    escaped."""
    plain = printable(text).replace("{", "{{").replace("}", "}}")
    return {"text": plain.replace("](", "\\](")}


def rule_record(rule: Rule, words: Texts) -> dict[str, Any]:
    """A rule as a `reportingDescriptor`, its texts in the language of `words`."""
    locale = words.locale
    title, rationale = rule.title.get(locale), rule.rationale.get(locale)
    level = LEVELS[rule.severity]
    found: dict[str, Any] = {"id": rule.id, "name": printable(title)}
    if rule.aliases:
        found["deprecatedIds"] = list(rule.aliases)
    found["shortDescription"] = message(title)
    found["fullDescription"] = message(rationale or title)
    address = next((s.url for s in rule.sources if _WEB.fullmatch(s.url)), None)
    if address:
        found["helpUri"] = address
    found["help"] = _help(rule, words)
    found["defaultConfiguration"] = {"level": level}
    found["properties"] = {
        "category": rule.category,
        "confidence": rule.confidence.value,
        "precision": rule.confidence.value,
        "problem.severity": _PROBLEM[level],
        "status": rule.status.value,
        "tags": [rule.category, *([rule.function] if rule.function else ())],
    }
    return found


def _help(rule: Rule, words: Texts) -> dict[str, str]:
    """What the rule's file says to people, plain and as Markdown."""
    parts = [
        (label, [_FIELD.sub("…", text)])
        for label, text in (
            (words.advice, rule.advice.get(words.locale)),
            (words.rationale, rule.rationale.get(words.locale)),
        )
        if text
    ]
    if rule.sources:
        parts.append((words.sources, [_source(source) for source in rule.sources]))
    if not parts:
        parts = [("", [rule.title.get(words.locale)])]
    plain, marked = [], []
    for label, lines in parts:
        text = "\n".join(printable(line) for line in lines)
        plain.append(f"{label}: {text}" if len(lines) == 1 and label else f"{label}\n{text}")
        body = [_MARKUP.sub(r"\\\1", printable(line)) for line in lines]
        listed = "\n".join(f"- {line}" for line in body) if len(body) > 1 else body[0]
        marked.append(f"**{label}**\n\n{listed}" if label else listed)
    return {
        "text": _braces("\n\n".join(part.strip() for part in plain)),
        "markdown": _braces("\n\n".join(marked)),
    }


def _source(source: SourceReference) -> str:
    said = (source.publisher, source.title, source.part, source.url)
    return ", ".join(part for part in said if part)


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
