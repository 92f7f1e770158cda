"""An open document with what was last found in it, in the terms of the protocol."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lsprotocol import types

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.texts.catalogue import Texts
from regcheck.changes.baseline import entry_of
from regcheck.changes.baseline_file import Entry
from regcheck.desk.editor.outline import Outline
from regcheck.desk.editor.places import Places
from regcheck.desk.editor.terms import as_markdown, meaning, term_at
from regcheck.document.model import Answered
from regcheck.findings.fixes.fixes import Edit, known_edits, safe_edit, safe_edits
from regcheck.findings.model import Finding
from regcheck.packs.model import Severity, SourceReference
from regcheck.reports.finding_text import (
    decider_of,
    in_short,
    precedents_told,
    why_not_run,
    why_unread,
)
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.shown import SEVERITY_WORDS, first_of, is_open, rank, severity_of

SOURCE = "regcheck"
_WEB = ("https://", "http://")
_SUPPRESSIONS = {
    "markdown": "<!-- regcheck: ignore {rule} reason: {reason} -->",
    "text": "[regcheck: ignore {rule} reason: {reason}]",
}
_ITEM = pattern(r"\s*(?:[-*+•–]|\(?[0-9a-zæøå]{1,4}[.)])\s", re.IGNORECASE)
_SETTLING = ("keep", "ignore")
ANSWER = "regcheck.answer"
"""The command that keeps an answer: of a document (URI), to a finding (fingerprint), its kind, and
the reason."""
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"
_NOTES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}


def _at_the_top(told: str, severity: types.DiagnosticSeverity) -> types.Diagnostic:
    start = types.Position(0, 0)
    return types.Diagnostic(types.Range(start, start), told, severity=severity, source=SOURCE)


@dataclass(slots=True)
class Checked:
    """A checked text and its result; `unit` is what the protocol counts in."""

    text: str
    unit: str
    settings: Settings
    result: DocumentResult
    user: str
    places: Places = field(init=False)
    _outline: Outline | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.places = Places(self.text, self.unit)

    @property
    def outline(self) -> Outline:
        """How the text is built up."""
        if self._outline is None:
            self._outline = Outline(
                self.places.source, self.result.path, self.result.format, self.settings.concepts
            )
        return self._outline

    @property
    def findings(self) -> list[Finding]:
        """The findings that are shown: open ones."""
        return [finding for finding in self.result.findings if is_open(finding)]

    @property
    def locale(self) -> str:
        """The language of messages: the one asked for, else the document's."""
        asked = self.settings.locale
        return self.result.meta.language if asked == "auto" else asked

    @property
    def _words(self) -> Texts:
        return Texts("editor", self.locale)

    def diagnostics(self) -> list[types.Diagnostic]:
        """What is shown in the document, at its beginning what could not be read or run."""
        words = Texts("report", self.user)
        unreadable = self.result.unreadable
        if unreadable is not None:
            return [_at_the_top(why_unread(unreadable, words), types.DiagnosticSeverity.Error)]
        missing = [
            _at_the_top(why_not_run(one, words), types.DiagnosticSeverity.Warning)
            for one in self.result.skipped
        ]
        return missing + [self._diagnostic(finding) for finding in self.findings]

    def told(self, uri: str) -> dict[str, object]:
        """Counts by severity and what to look at first, for editors that show them."""
        words = Texts("report", self.locale)
        counts = Counter(severity_of(finding).word for finding in self.findings)
        worth = [one for one in self.findings if severity_of(one) > Severity.INFO]
        if len(worth) > self.settings.first:
            worth = first_of(self.result, self.settings)
        first = [
            {
                "range": self.places.range(one.start, one.end),
                "message": in_short(one, words),
                "rule": one.rule.id,
                "severity": severity_of(one).word,
            }
            for one in sorted(worth, key=rank)
        ]
        return {
            "uri": uri,
            "counts": {word: counts[word] for word in SEVERITY_WORDS},
            "first": first,
        }

    def hover(self, position: types.Position, *, beside: bool = False) -> types.Hover | None:
        """What was found at a position, explained, or else what the term there means."""
        at = self.places.offset(position)
        found = [f for f in self.findings if f.start <= at <= f.end]
        if not found:
            return self._meaning(at)
        found.sort(key=lambda f: (f.end - f.start, f.start))
        text = "\n\n---\n\n".join(explain(finding, self.locale, beside=beside) for finding in found)
        return types.Hover(
            types.MarkupContent(types.MarkupKind.Markdown, text),
            self.places.range(found[0].start, found[0].end),
        )

    def _meaning(self, at: int) -> types.Hover | None:
        """What the text says a term at a code point means, and who else defines it."""
        if self.result.unreadable is not None:
            return None
        found = term_at(self.places.source, at, self.outline.terms)
        if found is None:
            return None
        one, start, end = found
        told = meaning(one, self.settings.concepts, self._words)
        content = types.MarkupContent(types.MarkupKind.Markdown, told)
        return types.Hover(content, self.places.range(start, end))

    def actions(
        self, uri: str, version: int | None, asked: types.CodeActionParams
    ) -> Iterator[types.CodeAction]:
        """Safe fixes, known wordings, suppressions and answers for a range."""
        kinds = asked.context.only
        start, end = self.places.offset(asked.range.start), self.places.offset(asked.range.end)
        source = self.places.source
        if _is_wanted(types.CodeActionKind.QuickFix.value, kinds):
            for finding in self.findings:
                if finding.start <= end and start <= finding.end:
                    yield from self._quick_fixes(finding, source, uri, version)
        if _is_wanted(FIX_ALL, kinds):
            edits = safe_edits(self.findings, source)
            if edits:
                yield types.CodeAction(
                    self._words.replace_all,
                    kind=FIX_ALL,
                    edit=self._change(uri, version, edits),
                )

    def _quick_fixes(
        self, finding: Finding, source: str, uri: str, version: int | None
    ) -> Iterator[types.CodeAction]:
        diagnostics = [self._diagnostic(finding)]
        safe = safe_edit(finding, source)
        known = ([safe] if safe else []) + known_edits(finding, source)
        for edit in dict.fromkeys(known):
            yield types.CodeAction(
                self._words.replace.format(words=edit.words),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=diagnostics,
                is_preferred=edit == safe or None,
                edit=self._change(uri, version, [edit]),
            )
        rule, reason = finding.rule.id, self._words.reason
        at, line = suppression(source, finding.start, self.result.format, rule, reason)
        if line:
            yield types.CodeAction(
                self._words.suppress.format(rule=rule),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=diagnostics,
                edit=self._change(uri, version, [Edit(Span(at, at), line, rule)]),
            )
        for kind in _SETTLING:
            title = self._words.table("answer")[kind].format(rule=rule)
            arguments = [uri, finding.fingerprint, kind, ""]
            yield types.CodeAction(
                title,
                kind=types.CodeActionKind.QuickFix,
                diagnostics=diagnostics,
                command=types.Command(title, ANSWER, arguments=arguments),
            )

    def answer(self, fingerprint: str, kind: str, reason: str) -> Entry | None:
        """An answer to the finding with a fingerprint, or None where that is gone."""
        found = next((one for one in self.findings if one.fingerprint == fingerprint), None)
        if found is None or kind not in _SETTLING:
            return None
        entry = entry_of(found, self.result.meta.refid, self.result.path)
        return entry._replace(answered=Answered(kind), reason=reason or self._words.reason)

    def _diagnostic(self, finding: Finding) -> types.Diagnostic:
        title = finding.rule.title.get(self.locale)
        said = [f"{title}: {finding.message}", finding.advice]
        severity = _NOTES.get(severity_of(finding), types.DiagnosticSeverity.Hint)
        if self.settings.show_info and severity is types.DiagnosticSeverity.Hint:
            severity = types.DiagnosticSeverity.Information
        address = web_address(finding)
        return types.Diagnostic(
            self.places.range(finding.start, finding.end),
            "\n".join(part for part in said if part),
            severity=severity,
            code=finding.rule.id,
            code_description=types.CodeDescription(address) if address else None,
            source=SOURCE,
        )

    def _change(self, uri: str, version: int | None, edits: list[Edit]) -> types.WorkspaceEdit:
        changes = [types.TextEdit(self.places.range(*edit.span), edit.words) for edit in edits]
        document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
        return types.WorkspaceEdit(
            document_changes=[types.TextDocumentEdit(document, [*changes])]
            if version is not None
            else None,
            changes=None if version is not None else {uri: changes},
        )


def _is_wanted(kind: str, kinds: object) -> bool:
    """Whether an action of a kind is asked for; kinds are prefixes of each other at the dots."""
    if not isinstance(kinds, (list, tuple)) or not kinds:
        return True
    named = (getattr(one, "value", one) for one in kinds)
    return any(kind == one or kind.startswith(f"{one}.") for one in named)


def explain(finding: Finding, locale: str, *, beside: bool = False) -> str:
    """A finding's rule in a language; `beside` its diagnostic nothing is repeated."""
    words, rule = Texts("report", locale), finding.rule
    severity = words.table("severities")[finding.severity.word]
    decider = decider_of(finding, words)
    told = [
        f"**{as_markdown(rule.title.get(words.locale))}** · {severity} · `{rule.id}`",
        as_markdown(finding.message),
        _labelled(words.advice, finding.advice),
    ]
    parts = [
        *(() if beside else told),
        _labelled(words.decided_by, decider and f"{decider}."),
        _labelled(words.weighed, "; ".join(finding.weighed)),
        _labelled(words.rationale, rule.rationale.get(words.locale)),
        *(
            _labelled(label, text) if label else as_markdown(text)
            for _, label, text in precedents_told(finding, words)
        ),
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
    return f"**{label}:** {as_markdown(text)}" if text else ""


def _source(source: SourceReference) -> str:
    said = as_markdown(", ".join(p for p in (source.publisher, source.title, source.part) if p))
    if not source.url.startswith(_WEB) or set(source.url) & set("<>() \n"):
        return said
    return f"[{said}](<{source.url}>)"


def suppression(source: str, offset: int, format: str, rule: str, reason: str) -> tuple[int, str]:
    """The place and the line that suppress a rule in the provision at a code point: before the
    paragraph or list item. The line is empty for a format that suppressions are not put into."""
    if format not in _SUPPRESSIONS:
        return 0, ""
    start = source.rfind("\n", 0, offset) + 1
    while start > 0 and not _begins(source, start):
        start = source.rfind("\n", 0, start - 1) + 1
    ending = "\r\n" if "\r\n" in source else "\n"
    return start, _SUPPRESSIONS[format].format(rule=rule, reason=reason) + ending


def _begins(source: str, start: int) -> bool:
    """Whether a paragraph, item or heading begins with the line that starts there."""
    end = source.find("\n", start)
    line = source[start : end if end >= 0 else len(source)]
    before = source[source.rfind("\n", 0, start - 1) + 1 : start]
    return not before.strip() or bool(_ITEM.match(line)) or before.lstrip().startswith("#")
