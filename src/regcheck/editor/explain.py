"""A finding explained, as Markdown for a box in an editor."""

from __future__ import annotations

import re

from regcheck.findings.model import Finding
from regcheck.packs.model import SourceReference
from regcheck.reports.finding_text import decider_of
from regcheck.reports.layout import printable
from regcheck.texts.catalogue import Texts

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_WEB = ("https://", "http://")


def explain(finding: Finding, locale: str) -> str:
    """Title, message, advice, reasons and sources of a finding's rule in a language (`nb`, `nn` or
    `en`)."""
    words, rule = Texts("report", locale), finding.rule
    severity = words.table("severities")[finding.severity.word]
    decider = decider_of(finding, words)
    parts = [
        f"**{_plain(rule.title.get(words.locale))}** · {severity} · `{rule.id}`",
        _plain(finding.message),
        _labelled(words.advice, finding.advice),
        _labelled(words.decided_by, decider and f"{decider}."),
        _labelled(words.rationale, rule.rationale.get(words.locale)),
    ]
    if rule.sources:
        listed = "\n".join(f"- {_source(source)}" for source in rule.sources)
        parts.append(f"**{words.sources}:**\n{listed}")
    return "\n\n".join(part for part in parts if part)


def web_address(finding: Finding) -> str:
    """The first address on the web among the rule's sources, or empty."""
    addresses = (source.url for source in finding.rule.sources)
    return next((url for url in addresses if url.startswith(_WEB)), "")


def _labelled(label: str, text: str) -> str:
    return f"**{label}:** {_plain(text)}" if text else ""


def _source(source: SourceReference) -> str:
    said = _plain(", ".join(p for p in (source.publisher, source.title, source.part) if p))
    if not source.url.startswith(_WEB) or set(source.url) & set("<>() \n"):
        return said
    return f"[{said}](<{source.url}>)"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", printable(text))
