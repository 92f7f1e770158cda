"""Answers to findings, taken along to the next version. An answer is a baseline entry with what
was said, and follows its finding. It holds where the sentence is rewritten around the words; where
these are others, the finding is open again and says what was answered before. Answers that fit
nothing are told of in notes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple

from regcheck.base.errors import DataError, UsageError
from regcheck.base.text.printable import clipped
from regcheck.base.texts.message import Message, message
from regcheck.changes.baseline import entry_of
from regcheck.changes.baseline_file import Entry, load_baseline
from regcheck.changes.earlier import SUPPRESSED, Earlier, former_ids
from regcheck.changes.marks import MOST_WORDS, NOBODY, Grade, Mark, renamed
from regcheck.document.model import Unreadable
from regcheck.findings.model import Finding, SuppressedBy
from regcheck.findings.suppression import EXTERNAL
from regcheck.packs.model import RuleSet
from regcheck.readers.inputs import Input
from regcheck.results.result import DocumentResult

_STANDS: Final = frozenset({Grade.EQUAL, Grade.MOVED})
WORD: Final = (".docx", ".docm")
_ODD: Final = "readers.note_replies"
_MOST_TOLD: Final = 20
"""Answers that fit nothing and are told of one by one."""


class Given(NamedTuple):
    """Answers, and what is to be said of those that were not understood."""

    entries: Sequence[Entry]
    notes: Sequence[Message] = ()


def joined(given: Iterable[Given]) -> Given:
    """All that was given, in order."""
    parts = list(given)
    return Given([e for one in parts for e in one.entries], [n for one in parts for n in one.notes])


def given_of(item: Input) -> Given:
    """The answers that a Word file to be checked carries, as those of its path; of a file without
    any, or that cannot be read, there are none."""
    data = item.read() if Path(item.path).suffix in WORD else b""
    if not data or isinstance(data, Unreadable):
        return Given(())
    from regcheck.changes.kept_in_word import answers_kept

    try:
        kept = answers_kept(data, item.path)
    except UsageError:  # the check says what is wrong with the file
        return Given(())
    except DataError as fault:
        why = fault.problems[0].message
        return Given((), [message("changes.answers_unread", file=item.path, why=why)])
    return Given([_at(one, item.path) for one in kept])


def given_in(file: Path, shown: str, results: Callable[[], Iterable[DocumentResult]]) -> Given:
    """The answers in a file of answers, or in a document: in `results` of it, and kept by Word.
    Raises DataError and UsageError."""
    if file.suffix == ".json":
        return Given(load_baseline(file, shown).entries)
    entries: list[Entry] = []
    notes: list[Message] = []
    for result in results():
        if result.unreadable is not None:
            why = result.unreadable.detail
            raise UsageError(message("changes.answers_unread", file=shown, why=why))
        entries += answers_in([result])
        notes += (n for n in result.notes if isinstance(n, Message) and n.key == _ODD)
    if file.suffix in WORD:
        from regcheck.changes.kept_in_word import answers_kept

        entries += answers_kept(file.read_bytes(), shown)
    return Given(entries, notes)


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

    def __init__(self, given: Given, shown: str, *, alone: bool = False) -> None:
        self.entries: Sequence[Entry] = latest(given.entries)
        self._notes = given.notes
        self._shown = shown
        self._alone = alone

    def apply(
        self, results: Iterator[DocumentResult], rule_set: RuleSet
    ) -> Iterator[DocumentResult]:
        """The results in the same order, with the answers to their findings."""
        marks = renamed([one.mark for one in self.entries], former_ids(rule_set))
        if not self._alone:
            first = list(islice(results, 2))
            settle = partial(self._settled, self.entries)
            earlier = Earlier(_of_the_same(marks, first), str, settle=settle)
            yield from self._told(earlier.apply(chain(first, results)), earlier, rule_set)
            return
        for result in results:
            names = {name_of(result), result.path}
            mine = [n for n, mark in enumerate(marks) if {mark.document, mark.path} & names]
            settle = partial(self._settled, [self.entries[number] for number in mine])
            yield from Earlier([marks[n] for n in mine], str, settle=settle).apply([result])

    def _told(
        self, results: Iterable[DocumentResult], earlier: Earlier, rule_set: RuleSet
    ) -> Iterator[DocumentResult]:
        """The results, each with notes on its own answers that fit nothing, the last one with what
        else there is to say of answers."""
        marks = earlier.matching.earlier
        rules = {rule.id for rule in rule_set.rules}
        wanted = {mark.document for mark in marks}
        last: DocumentResult | None = None
        for result in results:
            if last is not None:
                yield last
            last, name = result, name_of(result)
            if name in wanted:
                wanted.remove(name)
                mine = [n for n in self._lost(earlier) if marks[n].document == name]
                last = _noted(result, self._gone([n for n in mine if marks[n].rule in rules]))
        if last is None:
            return
        left = self._lost(earlier)
        unused = [n for n in left if marks[n].rule not in rules]
        unseen = [n for n in left if marks[n].rule in rules and marks[n].document in wanted]
        counts = {"no_rule": len(unused), "no_document": len(unseen)}
        others = [message(f"changes.answers_{why}", n=n) for why, n in counts.items() if n]
        yield _noted(last, [*self._notes, *others])

    def _lost(self, earlier: Earlier) -> list[int]:
        """The answers that fit no finding, corrected words aside."""
        given = ((n, self.entries[n].answered) for n in earlier.gone)
        return [n for n, said in given if said is not None and said.kind not in ("fixed", "seen")]

    def _gone(self, numbers: Sequence[int]) -> list[Message]:
        told = []
        for entry in (self.entries[n] for n in numbers[:_MOST_TOLD]):
            who = entry.answered.who if entry.answered else ""
            said = f"{entry.reason} ({who})" if who else entry.reason
            mark = entry.mark
            values = {"words": mark.words, "address": mark.address, "rule": mark.rule, "said": said}
            told.append(message("changes.answer_gone", **values))
        more = len(numbers) - _MOST_TOLD
        return [*told, message("changes.answers_more", n=more)] if more > 0 else told

    def _settled(
        self, entries: Sequence[Entry], finding: Finding, grade: Grade, partner: int
    ) -> Finding:
        if partner == NOBODY or finding.answered is not None or finding.status == SUPPRESSED:
            return finding
        entry = entries[partner]
        if entry.answered is None:
            return finding
        stands = grade in _STANDS
        same = _plain(finding.quote) == _plain(entry.words)
        answered = replace(
            entry.answered,
            reworded=not (stands or same),
            before="" if stands else entry.sentence or entry.words,
        )
        if not answered.settles:
            return finding._replace(answered=answered, justification=entry.reason)
        return finding._replace(
            status=SUPPRESSED,
            justification=entry.reason,
            suppressed_by=SuppressedBy(EXTERNAL, self._shown, 0),
            answered=answered,
        )


def _at(entry: Entry, path: str) -> Entry:
    mark = entry.mark
    document = path if mark.document == mark.path else mark.document
    return entry._replace(mark=mark._replace(document=document, path=path))


def name_of(result: DocumentResult) -> str:
    """What marks call the document of a result: its id, or its path."""
    return result.meta.refid or result.path


def _of_the_same(marks: list[Mark], first: Sequence[DocumentResult]) -> list[Mark]:
    """The marks; where one document was answered and one is checked, as those of the latter: a file
    may get another name. Two documents that have ids are only the same if these are."""
    if len(first) != 1 or len({mark.document for mark in marks}) != 1:
        return marks
    name, path = name_of(first[0]), first[0].path
    if name != path and marks[0].document != marks[0].path:
        return marks
    return [mark._replace(document=name, path=path) for mark in marks]


def _plain(words: str) -> str:
    return clipped(words, MOST_WORDS).casefold()


def _noted(result: DocumentResult, notes: Sequence[Message]) -> DocumentResult:
    return replace(result, notes=(*result.notes, *notes)) if notes else result


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
