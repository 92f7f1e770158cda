"""Answers to findings, taken along to the next version. An answer is a baseline entry with what
was said, and follows its finding; where the sentence is rewritten, the finding is open again and
says that it was answered before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from regcheck.changes.baseline import entry_of
from regcheck.changes.baseline_file import Entry
from regcheck.changes.earlier import SUPPRESSED, Earlier, former_ids
from regcheck.changes.marks import NOBODY, Grade, renamed
from regcheck.findings.model import Finding, SuppressedBy
from regcheck.findings.suppression import EXTERNAL
from regcheck.packs.model import RuleSet
from regcheck.results.result import DocumentResult

_STANDS: Final = frozenset({Grade.EQUAL, Grade.MOVED})


def answers_in(results: Iterable[DocumentResult]) -> Iterator[Entry]:
    """What was answered to the findings of some documents."""
    for result in results:
        for finding in result.findings:
            if finding.answered is not None:
                yield entry_of(finding, result.meta.refid, result.path)


def latest(entries: Iterable[Entry]) -> list[Entry]:
    """One answer to each finding: the one of the latest day, else the last one given."""
    found: dict[object, Entry] = {}
    for entry in entries:
        before = found.get(entry.mark)
        if entry.answered is None or (before and _day(before) > _day(entry)):
            continue
        found[entry.mark] = entry
    return list(found.values())


class Answering:
    """Gives findings the answers given before; `shown` names their place in reports. Documents'
    own answers come first. With `alone`, a document gets only the answers it had."""

    def __init__(self, entries: Iterable[Entry], shown: str, *, alone: bool = False) -> None:
        self.entries: Sequence[Entry] = latest(entries)
        self._shown = shown
        self._alone = alone
        self._earlier: Earlier | None = None

    def apply(
        self, results: Iterator[DocumentResult], rule_set: RuleSet
    ) -> Iterator[DocumentResult]:
        """The results in the same order, with the answers to their findings."""
        marks = renamed([one.mark for one in self.entries], former_ids(rule_set))
        if not self._alone:
            self._earlier = Earlier(marks, str, settle=partial(self._settled, self.entries))
            yield from self._earlier.apply(results)
            return
        for result in results:
            names = {result.meta.refid or result.path, result.path}
            mine = [n for n, mark in enumerate(marks) if {mark.document, mark.path} & names]
            settle = partial(self._settled, [self.entries[number] for number in mine])
            yield from Earlier([marks[n] for n in mine], str, settle=settle).apply([result])

    @property
    def left_over(self) -> int:
        """How many answers fit no finding once all results have passed, corrected words aside."""
        gone = self._earlier.gone if self._earlier else ()
        kinds = (self.entries[number].answered for number in gone)
        return sum(one is not None and one.settles for one in kinds)

    def _settled(
        self, entries: Sequence[Entry], finding: Finding, grade: Grade, partner: int
    ) -> Finding:
        if partner == NOBODY or finding.answered is not None or finding.status == SUPPRESSED:
            return finding
        entry = entries[partner]
        if entry.answered is None:
            return finding
        answered = replace(entry.answered, reworded=grade not in _STANDS)
        if not answered.settles:
            return finding._replace(answered=answered, justification=entry.reason)
        return finding._replace(
            status=SUPPRESSED,
            justification=entry.reason,
            suppressed_by=SuppressedBy(EXTERNAL, self._shown, 0),
            answered=answered,
        )


def sidecar_text(entries: Iterable[Entry]) -> str:
    """The answers that set findings aside, as the text of a sidecar."""
    lines = ["ignore:"]
    for entry in latest(entries):
        answered = entry.answered
        if answered is None or not answered.settles:
            continue
        who = answered.who
        values = {
            "document": entry.mark.document,
            "address": entry.mark.address,
            "rules": entry.mark.rule,
            "reason": f"{entry.reason} ({who})" if who else entry.reason,
        }
        told = [f"{key}: {json.dumps(v, ensure_ascii=False)}" for key, v in values.items() if v]
        lines += [f"  - {told[0]}", *(f"    {line}" for line in told[1:])]
    return "\n".join(lines if len(lines) > 1 else ["ignore: []"]) + "\n"


def _day(entry: Entry) -> str:
    return entry.answered.day if entry.answered else ""
