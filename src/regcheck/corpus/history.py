"""Law through time as tables: each version of each document, each section in each version, and
what came of each finding. Sections and findings are followed by their content over renames,
renumbering and moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from regcheck.base.texts.message import message
from regcheck.changes.alignment import align, provisions
from regcheck.changes.compare import DocumentComparison, Introduced, compare_pairs
from regcheck.changes.earlier import SUPPRESSED
from regcheck.changes.marks import address_within
from regcheck.changes.moments import Past, Version
from regcheck.changes.precedents.found import rewritten
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

CHANGES: Final = ("stood", "came", "kept", "moved", "reworded", "went")
"""What may have become of a document, a section or a finding; what stood was there at first."""


@dataclass(slots=True)
class History:
    """The rows of all tables, how many findings stood, came … and what could not be read."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in HISTORY})
    findings: Counter[str] = field(default_factory=Counter)
    unreadable: list[Unreadable] = field(default_factory=list)


def fill_history(
    told: History, past: Past, lines: Sequence[Sequence[Version]], job: CheckJob
) -> Iterator[DocumentResult]:
    """Fill the tables from the versions of each document, and tell of each that is checked.
    Versions of a document are checked one after another."""
    results = job.results(_inputs(past, lines, job))
    for number, versions in enumerate(lines):
        line = _Line(past, number, versions, told)
        for at, version in enumerate(versions):
            if not version.content:
                line.step(at, _State())
                continue
            result = next(results)
            read = None if result.unreadable else _item(past, version, result.path)
            document = read.document(job.options.limits) if isinstance(read, Input) else None
            if isinstance(document, Document):
                line.step(at, _State(document, result))
            elif result.unreadable is not None:
                told.unreadable.append(result.unreadable)
            yield result


def _inputs(
    past: Past, lines: Iterable[Sequence[Version]], job: CheckJob
) -> Iterator[Input | Unreadable]:
    """What is to be checked, under the first path of each document, so that names stay."""
    for versions in lines:
        for one in versions:
            if one.content:
                yield _item(past, one, versions[0].path)


def _item(past: Past, version: Version, path: str) -> Input | Unreadable:
    data = past.contents({version.content})[version.content]
    if data is None:
        lost = message("corpus.version_lost", moment=past.moments[version.moment].name)
        return Unreadable(version.path, "size", lost)
    return Input(path, "", format_of_path(version.path), len(data), data)


class _State:
    """A version of a document with what it holds, nothing where there is none: findings and
    `threads` of sections by their addresses, and numbers of findings."""

    def __init__(
        self, document: Document | None = None, result: DocumentResult | None = None
    ) -> None:
        self.document, self.result = document, result
        self.refid = document.meta.refid if document else ""
        self.sections = {one.address: one for one in provisions(document)} if document else {}
        found = result.findings if result else ()
        self.findings = [one for one in found if one.status != SUPPRESSED]
        self.held: dict[str, list[Finding]] = {}
        for one in self.findings:
            self.held.setdefault(self.section_of(one), []).append(one)
        self.threads: dict[str, str] = {}
        self.numbers: dict[tuple[object, ...], int] = {}

    def section_of(self, finding: Finding) -> str:
        """The address of the section that a finding is in, empty for none."""
        address = address_within(finding.address_path, self.refid)
        while address and address not in self.sections:
            address = address.rpartition("/")[0]
        return address

    def whole(self, address: str) -> str:
        """An address with the id of the document."""
        return f"{self.refid}/{address}".lstrip("/")


class _Line:
    """One document through time; `_counted` findings and the names of sections so far."""

    def __init__(self, past: Past, number: int, versions: Sequence[Version], told: History) -> None:
        self._past, self._versions, self._told, self._number = past, versions, told, number
        self._before = _State()
        self._counted = 0
        self._names: set[str] = set()

    def step(self, at: int, now: _State) -> None:
        """Take the next version into account, which holds nothing where the document is gone."""
        aligned = align([*self._before.sections.values()], [*now.sections.values()])
        self._document(at, now)
        self._sections(at, now, aligned)
        self._findings(at, now, aligned)
        self._before = now

    def _add(self, table: str, at: int, record: Record) -> None:
        version = self._versions[at]
        moment = self._past.moments[version.moment]
        row = {
            "document": self._number,
            "version": at + 1,
            "path": version.path,
            "revision": moment.name,
            "day": moment.day,
            **record,
        }
        self._told.rows[table].append(as_row(table, row))

    def _new(self, at: int) -> str:
        """What became of what is there and was not in the version before."""
        return "came" if self._versions[at].moment or self._before.result else "stood"

    def _document(self, at: int, now: _State) -> None:
        before, versions = self._before.result, self._versions
        result = now.result or before
        if result is None:
            return
        change = "went" if before else self._new(at)
        if before and now.result:
            renamed = versions[at - 1].path != versions[at].path
            same = before.digest == now.result.digest
            change = "reworded" if not same else "moved" if renamed else "kept"
        later = versions[at + 1].moment if at + 1 < len(versions) else None
        record = {
            "refid": result.meta.refid,
            "kind": result.meta.kind.value,
            "title": result.meta.title,
            "document_change": change,
            "until_day": None if later is None else self._past.moments[later].day,
        }
        figures = {
            "provisions": result.provisions,
            "words": int(result.measures.get("words", 0)),
            "findings": len(now.findings),
            "digest": result.digest,
        }
        self._add("versions", at, record | (figures if now.result else {}))

    def _sections(self, at: int, now: _State, aligned: Mapping[str, str]) -> None:
        before, was = self._before, {new: old for old, new in aligned.items()}
        for address, section in now.sections.items():
            old = was.get(address)
            change, earlier = self._new(at), None
            if old is None:
                now.threads[address] = self._name(now.whole(address), at)
            else:
                now.threads[address] = before.threads[old]
                earlier = before.whole(old) if old != address else None
                same = before.sections[old].words == section.words
                change = "reworded" if not same else "moved" if earlier else "kept"
            held = now.held.get(address, [])
            record = {
                "thread": now.threads[address],
                "section": now.whole(address),
                "was": earlier,
                "section_change": change,
                "section_words": len(section.words),
                "section_findings": len(held),
                "section_warnings": sum(one.severity > Severity.INFO for one in held),
            }
            self._add("sections", at, record)
        for address in before.sections:
            if address not in aligned:
                gone = {"thread": before.threads[address], "was": before.whole(address)}
                self._add("sections", at, gone | {"section_change": "went"})

    def _name(self, name: str, at: int) -> str:
        """The name of a section that is new: where it first stands."""
        name = f"{name}@{at + 1}" if name in self._names else name
        self._names.add(name)
        return name

    def _findings(self, at: int, now: _State, aligned: Mapping[str, str]) -> None:
        before, instead = self._before, {}
        introduced = tuple(Introduced(one, None) for one in now.findings)
        compared = DocumentComparison(None, None, introduced, tuple(before.findings))
        if before.result and now.result and before.document and now.document:
            pair = (before.result, now.result)
            compared = compare_pairs([pair], {before.result.path: aligned})[0]
            for new in rewritten(compared, before.document, now.document, aligned):
                instead[new.rule, new.address, new.old] = new
        for kept in compared.kept:
            now.numbers[_key(kept.finding)] = before.numbers[_key(kept.was)]
        for finding, was in compared.introduced:
            number = before.numbers[_key(was)] if was else self._counted + 1
            self._counted = max(self._counted, number)
            now.numbers[_key(finding)] = number
            told = {"earlier_excerpt": was.excerpt} if was else {}
            change = "reworded" if was else self._new(at)
            self._event(at, now, finding, told | {"finding_change": change})
        for finding in compared.removed:
            found = instead.get((finding.rule.id, finding.address_path, finding.quote))
            words = {"new_words": found.new, "new_sentence": found.new_sentence} if found else {}
            self._event(at, before, finding, words | {"finding_change": "went"})

    def _event(self, at: int, held: _State, finding: Finding, told: Record) -> None:
        record = {
            "thread": held.threads.get(held.section_of(finding)),
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
        self._add("events", at, record | told)
        self._told.findings[told["finding_change"]] += 1


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.rule.id, finding.span, finding.fingerprint
