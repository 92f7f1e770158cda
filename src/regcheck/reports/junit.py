"""JUnit XML: a suite for each document, whose first test passes if it was read and lists findings
that do not fail the run; a failure for each other, a skipped test for each suppressed one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.packs.model import RuleSet
from regcheck.reports.finding_text import (
    address_of,
    caveats,
    in_a_line,
    missing_from,
    remarks,
    shortened,
)
from regcheck.reports.report import BaseReport
from regcheck.reports.xml_text import tag, xml_text
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.shown import carried_findings, fails, is_open

SUPPRESSED = "suppressed"


class JunitReport(BaseReport[str]):
    """Writes each document at once and keeps nothing."""

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Write the head."""
        super().begin(settings, rule_set)
        self.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        self.write(tag("testsuites", {"name": "regcheck"}) + "\n")

    def document(self, result: DocumentResult) -> None:
        """Write the suite of a document."""
        words = self.locales.of_result(result)
        ci = words.of("ci")
        found = carried_findings(result, self.settings)
        failing = self.settings.fail_on
        cases = []
        if result.unreadable is None:
            quiet = [one for one in found if one.status != SUPPRESSED and not fails(one, failing)]
            lines = caveats(result, words)
            lines += [ci.below, *(_quiet(one, words) for one in quiet)] if quiet else []
            text = xml_text("\n".join(lines))
            body = f"<system-out>{text}\n</system-out>" if lines else ""
            cases.append(_Case(ci.checked, body=body))
        for missing in missing_from(result, words):
            about = {"message": missing.line, "type": missing.kind}
            name = f"{missing.title}: {missing.rule}" if missing.rule else missing.title
            cases.append(_Case(name, "errors", tag("error", about, empty=True)))
        for one in found:
            name = f"{address_of(one, words)}: {one.rule.title.get(words.locale)} ({one.rule.id})"
            if one.status == SUPPRESSED:
                why = shortened(one.justification) or ci.no_reason
                body = tag("skipped", {"message": f"{ci.suppressed}: {why}"}, empty=True)
                cases.append(_Case(name, "skipped", body, one.line))
            elif fails(one, failing):
                place = f"{result.path}:{one.line}:{one.column}"
                lines = [place, one.excerpt, one.message, *remarks(one, words)]
                text = xml_text("\n".join(map(shortened, lines)))
                about = {"message": shortened(one.message), "type": one.rule.id}
                body = f"{tag('failure', about)}{text}\n</failure>"
                cases.append(_Case(name, "failures", body, one.line))
        self.write("".join(f"{line}\n" for line in _suite(result.path, cases)))

    def end(self, run: RunResult) -> None:
        """Write the end."""
        self.write("</testsuites>\n")


class _Case(NamedTuple):
    """A test with its outcome, empty for one that passed, and what is said of it as XML."""

    name: str
    outcome: str = ""
    body: str = ""
    line: int | None = None


def _quiet(finding: Finding, words: Texts) -> str:
    known = "" if is_open(finding) else f", {words.of('ci').known}"
    severity = words.table("severities")[finding.severity.word]
    place = f"{finding.line}:{finding.column}"
    return f"{place} {severity}{known}: {in_a_line(finding, words)} ({finding.rule.id})"


def _suite(path: str, cases: Sequence[_Case]) -> Iterator[str]:
    """The lines of a suite. Repeated names are numbered, since consumers take equal names for one
    test."""
    outcomes = Counter(one.outcome for one in cases)
    numbers = {key: outcomes[key] for key in ("failures", "errors", "skipped")}
    yield tag("testsuite", {"name": path, "tests": len(cases), **numbers, "time": "0"})
    names: Counter[str] = Counter()
    for one in cases:
        name = shortened(one.name)
        names[name] += 1
        if names[name] > 1:
            name = f"{name} #{names[name]}"
        told = {"classname": path, "name": name, "file": path, "line": one.line, "time": "0"}
        yield tag("testcase", told, empty=not one.body)
        if one.body:
            yield f"{one.body}\n</testcase>"
    yield "</testsuite>"
