"""Two versions of one or more documents compared: findings introduced, removed and kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from regcheck.base.texts.message import message
from regcheck.changes.alignment import moved_address
from regcheck.changes.astray import Astray
from regcheck.changes.earlier import SUPPRESSED
from regcheck.changes.marks import NOBODY, Grade, Mark, mark_of, match_marks
from regcheck.changes.replaced import Replaced, lies_in, plain_address
from regcheck.document.model import Unreadable
from regcheck.findings.model import Finding
from regcheck.law.address_path import parse_path
from regcheck.results.result import DocumentResult, RunResult, SkippedRule
from regcheck.results.shown import SEVERITY_WORDS, TRANSLATED


class Kept(NamedTuple):
    """A finding that both versions have, as it is and as it was."""

    finding: Finding
    was: Finding


class Introduced(NamedTuple):
    """A finding of the new version only; `was` is the one whose sentence was changed."""

    finding: Finding
    was: Finding | None


@dataclass(frozen=True, slots=True)
class DocumentComparison:
    """Two versions of a document; one may be missing."""

    old: DocumentResult | None
    new: DocumentResult | None
    introduced: tuple[Introduced, ...] = ()
    removed: tuple[Finding, ...] = ()
    kept: tuple[Kept, ...] = ()
    renumbered: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> DocumentResult:
        """The version that names the document in reports: the new one where it is there."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a comparison without documents")
        return found

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain values; the keys are those of `compare --format json`."""
        first = self.old or self.shown
        return {
            "old": self.old.path if self.old else None,
            "new": self.new.path if self.new else None,
            "refid": first.meta.refid,
            "title": first.meta.title,
            "introduced": [
                one.finding.to_dict() | {"was": one.was.address_path if one.was else None}
                for one in self.introduced
            ],
            "removed": [one.to_dict() for one in self.removed],
            "kept": [
                {
                    "rule": one.finding.rule.id,
                    "quote": one.finding.quote,
                    "old_address_path": one.was.address_path,
                    "new_address_path": one.finding.address_path,
                    "target": one.finding.target,
                }
                for one in self.kept
            ],
            "renumbered": [{"old": before, "new": after} for before, after in self.renumbered],
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of a comparison; `missing` are amended documents that were not found."""

    documents: tuple[DocumentComparison, ...]
    unreadable: tuple[Unreadable, ...] = ()
    skipped: tuple[SkippedRule, ...] = ()
    missing: tuple[str, ...] = ()
    astray: tuple[Astray, ...] = ()

    @property
    def introduced(self) -> dict[str, int]:
        """How many findings are introduced, by severity; translated text left out."""
        return _by_severity(
            one.finding
            for document in self.documents
            for one in document.introduced
            if one.finding.role != TRANSLATED
        )

    @property
    def removed(self) -> dict[str, int]:
        """How many findings are removed, by severity."""
        return _by_severity(one for document in self.documents for one in document.removed)

    @property
    def kept(self) -> int:
        """How many findings are kept."""
        return sum(len(document.kept) for document in self.documents)

    def outcome(self, run: RunResult) -> RunResult:
        """The totals for the exit code: `run` gives the settings."""
        missing = message("changes.not_among_acts")
        return RunResult(
            settings=run.settings,
            rule_set_digest=run.rule_set_digest,
            categories=run.categories,
            unreadable=(
                *self.unreadable,
                *(Unreadable(refid, "not-found", missing) for refid in self.missing),
            ),
            skipped=self.skipped,
            new=self.introduced,
        )


Pair = tuple[DocumentResult | None, DocumentResult | None]


_Side = Sequence[tuple[int, Finding, Mark]]
"""Findings with the number of their pair, and the marks they are matched by."""


def pair_up(
    old: Sequence[DocumentResult], new: Sequence[DocumentResult], names: Mapping[str, str]
) -> list[Pair]:
    """Versions of the same documents: by id, by name, or alone on each side."""
    partners: dict[str, DocumentResult] = {}
    taken: set[str] = set()
    keys: tuple[Callable[[DocumentResult], str], ...] = (
        lambda one: one.meta.refid,
        lambda one: names.get(one.path, one.path),
    )
    for key in keys:
        mine, theirs = _by_key(old, key), _by_key(new, key)
        for name, one in theirs.items():
            other = mine.get(name)
            if name and other and one.path not in partners and other.path not in taken:
                partners[one.path] = other
                taken.add(other.path)
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    pairs: list[Pair] = [(partners.get(one.path), one) for one in new]
    return pairs + [(one, None) for one in old if one.path not in taken]


def compare_pairs(
    pairs: Sequence[Pair], aligned: Mapping[str, Mapping[str, str]]
) -> list[DocumentComparison]:
    """The findings of all pairs matched; `aligned` gives present addresses by earlier path."""
    before, after = (
        [
            (number, finding, _mark(finding, side.meta.refid, number))
            for number, pair in enumerate(pairs)
            if (side := pair[which]) is not None
            for finding in side.findings
            if which or finding.status != SUPPRESSED  # a suppressed one may still be the same
        ]
        for which in (0, 1)
    )
    places = [aligned.get(old.path, {}) if old else {} for old, _ in pairs]
    moved = [
        (n, finding, mark._replace(address=moved_address(mark.address, places[n])))
        for n, finding, mark in before
    ]
    found = _match(moved, after, len(pairs))
    return [
        DocumentComparison(
            old,
            new,
            *found[number],
            tuple((was, now) for was, now in places[number].items() if was != now),
        )
        for number, (old, new) in enumerate(pairs)
    ]


def compare_amendments(
    amending: DocumentResult, acts: Mapping[str, DocumentResult], replaced: Sequence[Replaced]
) -> list[DocumentComparison]:
    """What the new wording of an amending document introduces and removes in each of `acts`, the
    amended documents by id. Of these only the places count that are replaced or repealed."""
    before, after = [], []
    refids = list(acts)
    for number, refid in enumerate(refids):
        places = [gone.place for gone in replaced if gone.place.refid == refid]
        for finding in acts[refid].findings:
            address = parse_path(finding.address_path)
            if finding.status != SUPPRESSED and any(lies_in(address, one) for one in places):
                mark = _mark(finding, "", number)._replace(address=plain_address(address))
                before.append((number, finding, mark))
    for finding in amending.findings:
        target = parse_path(finding.target) if finding.target else None
        if target is not None and target.refid in acts:
            number = refids.index(target.refid)
            mark = _mark(finding, "", number)._replace(address=plain_address(target))
            after.append((number, finding, mark))
    found = _match(before, after, len(refids))
    return [
        DocumentComparison(acts[refid], amending, *found[number])
        for number, refid in enumerate(refids)
    ]


def _mark(finding: Finding, refid: str, pair: int) -> Mark:
    return mark_of(finding, refid, str(pair))._replace(document=str(pair))


def _match(
    before: _Side, after: _Side, pairs: int
) -> list[tuple[tuple[Introduced, ...], tuple[Finding, ...], tuple[Kept, ...]]]:
    """What is introduced, removed and kept in each pair; suppressed findings count as none."""
    matching = match_marks([mark for *_, mark in before], (mark for *_, mark in after))
    introduced: dict[int, list[Introduced]] = defaultdict(list)
    removed: dict[int, list[Finding]] = defaultdict(list)
    kept: dict[int, list[Kept]] = defaultdict(list)
    for (pair, finding, _), grade, partner in zip(
        after, matching.grades, matching.partners, strict=True
    ):
        if finding.status == SUPPRESSED:
            continue
        was = None if partner == NOBODY else before[partner][1]
        if was is not None and grade in (Grade.EQUAL, Grade.MOVED):
            kept[pair].append(Kept(finding._replace(status=grade.status), was))
        else:
            introduced[pair].append(Introduced(finding, was))
    for number in matching.left_over:
        pair, finding, _ = before[number]
        removed[pair].append(finding)
    return [(tuple(introduced[n]), tuple(removed[n]), tuple(kept[n])) for n in range(pairs)]


def _by_key(
    results: Iterable[DocumentResult], key: Callable[[DocumentResult], str]
) -> dict[str, DocumentResult]:
    named = [(key(one), one) for one in results]
    counts = Counter(name for name, _ in named)
    return {name: one for name, one in named if counts[name] == 1}


def _by_severity(findings: Iterable[Finding]) -> dict[str, int]:
    counts = Counter(finding.severity.word for finding in findings)
    return {word: counts[word] for word in SEVERITY_WORDS}
