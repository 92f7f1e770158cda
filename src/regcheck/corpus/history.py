"""Law through time as tables: each version of each document, each section in each version, and
what came of each finding. Sections and findings are followed by their content over renames,
renumbering and moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from regcheck.base.texts.message import message
from regcheck.changes.alignment import align, provisions
from regcheck.changes.compare import DocumentComparison, compare_pairs
from regcheck.changes.earlier import SUPPRESSED
from regcheck.changes.marks import address_within
from regcheck.changes.moments import Past, Version
from regcheck.changes.precedents.found import RewrittenFinding, rewritten
from regcheck.corpus.scans.rows import as_row
from regcheck.corpus.scans.tables import HISTORY, Row
from regcheck.document.model import Document, Unreadable
from regcheck.findings.model import Finding
from regcheck.packs.model import Severity
from regcheck.readers.inputs import Input
from regcheck.readers.registry import format_of_path
from regcheck.reports.records import Record
from regcheck.results.result import DocumentResult
from regcheck.run.check import CheckJob

STOOD: Final = "stood"
"""Became of what was there when the history begins."""
CHANGES: Final = (STOOD, "came", "kept", "moved", "reworded", "went")
"""What may have become of a document, a section or a finding."""


@dataclass(slots=True)
class History:
    """The rows of all tables, and the versions that could not be read."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in HISTORY})
    unreadable: list[Unreadable] = field(default_factory=list)

    def add(self, table: str, *records: Record) -> None:
        """Add rows by the names of their columns."""
        self.rows[table] += [as_row(table, one) for one in records]

    def counts(self, table: str) -> Counter[str]:
        """How many rows of a table there are, by what became of what they are about."""
        place = HISTORY[table].index("change")
        return Counter(str(row[place]) for row in self.rows[table])


def history_of(
    past: Past, lines: Sequence[Sequence[Version]], job: CheckJob
) -> Iterator[tuple[DocumentResult, History]]:
    """The history of documents, given their versions: with each version that is checked, the tables
    as far as they are made. Versions of a document are checked one after another."""
    told = History()
    results = job.results(_inputs(past, lines, job))
    for number, versions in enumerate(lines):
        line = _Line(past, number, versions, told, job)
        for at, version in enumerate(versions):
            if version.content:
                result = next(results)
                line.see(at, result)
                yield result, told
            else:
                line.end(at)


def _inputs(
    past: Past, lines: Iterable[Sequence[Version]], job: CheckJob
) -> Iterator[Input | Unreadable]:
    """What is to be checked, under the first path of each document, so that names stay."""
    for versions in lines:
        held = past.contents({one.content for one in versions if one.content})
        for one in versions:
            data = held.get(one.content)
            if data is not None:
                yield Input(versions[0].path, "", format_of_path(one.path), len(data), data)
            elif one.content:
                lost = message("corpus.version_lost", moment=past.moments[one.moment].name)
                yield Unreadable(one.path, "size", lost)


class _State:
    """A version of a document with what it holds: `threads` of sections by their addresses, and
    numbers of findings."""

    def __init__(self, document: Document, result: DocumentResult) -> None:
        self.document = document
        self.result = result
        self.sections = {one.address: one for one in provisions(document)}
        self.findings = [one for one in result.findings if one.status != SUPPRESSED]
        self.threads: dict[str, str] = {}
        self.numbers: dict[tuple[object, ...], int] = {}

    def section_of(self, finding: Finding) -> str:
        """The address of the section that a finding is in, empty for none."""
        address = address_within(finding.address_path, self.document.meta.refid)
        while address and address not in self.sections:
            address = address.rpartition("/")[0]
        return address

    def whole(self, address: str) -> str:
        """An address with the id of the document."""
        return f"{self.document.meta.refid}/{address}".lstrip("/")


class _Line:
    """One document through time."""

    def __init__(
        self, past: Past, number: int, versions: Sequence[Version], told: History, job: CheckJob
    ) -> None:
        self._past, self._versions, self._told = past, versions, told
        self._number, self._limits = number, job.options.limits
        self._before: _State | None = None
        self._counter = count(1)
        self._threads: set[str] = set()

    def see(self, at: int, result: DocumentResult) -> None:
        """Take the next version into account, given what was found in it."""
        version = self._versions[at]
        data = self._past.contents({version.content})[version.content]
        form = format_of_path(version.path)
        document = (
            Input(result.path, "", form, len(data), data).document(self._limits) if data else None
        )
        if result.unreadable is not None or not isinstance(document, Document):
            lost = result.unreadable or Unreadable(result.path, "size", "")
            self._told.unreadable.append(lost)
            return
        now, before = _State(document, result), self._before
        aligned: Mapping[str, str] = {}
        compared = DocumentComparison(None, result)
        if before is not None:
            aligned = align([*before.sections.values()], [*now.sections.values()])
            pair = (before.result, now.result)
            compared = compare_pairs([pair], {before.result.path: aligned})[0]
        self._document(at, now)
        self._sections(at, now, {new: old for old, new in aligned.items()})
        self._findings(at, now, compared, aligned)
        self._before = now

    def end(self, at: int) -> None:
        """The document is gone."""
        before = self._before
        if before is None:
            return
        known = {"refid": before.document.meta.refid, "title": before.document.meta.title}
        self._told.add("versions", self._place(at) | known | {"change": "went"})
        for address in before.sections:
            self._told.add("sections", self._gone(at, before, address))
        for finding in before.findings:
            self._told.add("events", self._event(at, before, finding, "went"))
        self._before = None

    def _place(self, at: int) -> Record:
        version = self._versions[at]
        moment = self._past.moments[version.moment]
        later = self._versions[at + 1] if at + 1 < len(self._versions) else None
        return {
            "document": self._number,
            "version": at + 1,
            "path": version.path,
            "revision": moment.name,
            "day": _iso(moment.day),
            "until_day": _iso(self._past.moments[later.moment].day) if later else None,
        }

    def _first(self, at: int) -> str:
        """What became of what is there and was not before."""
        return "came" if self._versions[at].moment or self._before else STOOD

    def _document(self, at: int, now: _State) -> None:
        meta, result, before = now.document.meta, now.result, self._before
        change = self._first(at)
        if before is not None:
            same = before.result.digest == result.digest
            change = ("kept" if same else "reworded") if at else change
            if same and self._versions[at - 1].path != self._versions[at].path:
                change = "moved"
        record = {
            "refid": meta.refid,
            "kind": meta.kind.value,
            "title": meta.title,
            "change": change,
            "provisions": result.provisions,
            "words": int(result.measures.get("words", 0)),
            "findings": len(now.findings),
            "digest": result.digest,
        }
        self._told.add("versions", self._place(at) | record)

    def _sections(self, at: int, now: _State, was: Mapping[str, str]) -> None:
        before = self._before
        found = Counter(map(now.section_of, now.findings))
        grave = Counter(now.section_of(f) for f in now.findings if f.severity > Severity.INFO)
        for address, section in now.sections.items():
            old = was.get(address)
            if before is None or old is None:
                change, earlier = self._first(at), None
                now.threads[address] = self._thread(now, address, at)
            else:
                now.threads[address] = before.threads[old]
                same = before.sections[old].words == section.words
                change = ("kept" if old == address else "moved") if same else "reworded"
                earlier = before.whole(old) if old != address else None
            figures = {
                "section": now.whole(address),
                "was": earlier,
                "section_words": len(section.words),
                "section_findings": found[address],
                "section_warnings": grave[address],
            }
            self._told.add("sections", self._in(at, now.threads[address], change) | figures)
        if before is not None:
            for address in before.sections.keys() - {*was.values()}:
                self._told.add("sections", self._gone(at, before, address))

    def _findings(
        self, at: int, now: _State, compared: DocumentComparison, aligned: Mapping[str, str]
    ) -> None:
        before = self._before
        if before is None:
            for finding in now.findings:
                now.numbers[_key(finding)] = next(self._counter)
                self._told.add("events", self._event(at, now, finding, self._first(at)))
            return
        for one in compared.kept:
            now.numbers[_key(one.finding)] = before.numbers[_key(one.was)]
        for new in compared.introduced:
            if new.was is not None:
                now.numbers[_key(new.finding)] = before.numbers[_key(new.was)]
                record = self._event(at, now, new.finding, "reworded")
                self._told.add("events", record | {"earlier_excerpt": new.was.excerpt})
            else:
                now.numbers[_key(new.finding)] = next(self._counter)
                self._told.add("events", self._event(at, now, new.finding, "came"))
        instead = {
            (one.rule, one.address, one.old): one
            for one in rewritten(compared, before.document, now.document, aligned)
        }
        for gone in compared.removed:
            found = instead.get((gone.rule.id, gone.address_path, gone.quote))
            record = self._event(at, before, gone, "went")
            self._told.add("events", record | _instead(found))

    def _event(self, at: int, held: _State, finding: Finding, change: str) -> Record:
        thread = held.threads.get(held.section_of(finding), "")
        return self._in(at, thread, change) | {
            "finding": held.numbers[_key(finding)],
            "category": finding.rule.category,
            "rule": finding.rule.id,
            "severity": finding.severity.word,
            "confidence": finding.confidence.value,
            "address_path": finding.address_path,
            "quote": finding.quote,
            "excerpt": finding.excerpt,
            "fingerprint": finding.fingerprint,
        }

    def _in(self, at: int, thread: str, change: str) -> Record:
        place = self._place(at)
        kept = {name: place[name] for name in ("document", "version", "day")}
        return kept | {"thread": thread, "change": change}

    def _gone(self, at: int, before: _State, address: str) -> Record:
        figures = {"section_words": 0, "section_findings": 0, "section_warnings": 0}
        gone = {"was": before.whole(address)} | figures
        return self._in(at, before.threads[address], "went") | gone

    def _thread(self, now: _State, address: str, at: int) -> str:
        """A name for a section that is new: where it first stands."""
        name = now.whole(address)
        name = f"{name}@{at + 1}" if name in self._threads else name
        self._threads.add(name)
        return name


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.rule.id, finding.span, finding.fingerprint


def _instead(found: RewrittenFinding | None) -> Record:
    if found is None:
        return {}
    return {"new_words": found.new, "new_sentence": found.new_sentence}


def _iso(day: object) -> str | None:
    return str(day) if day else None
