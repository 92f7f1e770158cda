"""What people are shown of findings, in which order, and what first. An open finding is neither
known nor suppressed; in translated text it counts as a note and fails no run."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from types import MappingProxyType
from typing import Final, Generic, NamedTuple, TypeVar

from regcheck.base.text.patterns import pattern
from regcheck.findings.model import Finding
from regcheck.packs.model import Confidence, Severity
from regcheck.results.result import DocumentResult, RunResult, Settings

SEVERITY_WORDS: Final = tuple(severity.word for severity in reversed(Severity))
NEW_STATUSES: Final = frozenset({"new"})
TRANSLATED: Final = "foreign"
"""The role of translated text."""
BY_USE: Final = "usefulness"
"""The order that has the most useful findings first."""
FIRST_AT: Final = 0.75
"""What fewer than three in four careful readers would act on is not shown first."""
_EXPECTED: Final = MappingProxyType(
    {Severity.ERROR: 0.5, Severity.WARNING: 0.35, Severity.INFO: 0.15}
)
"""How useful findings are taken to be of which nothing is known, by severity."""
_CONFIDENCES: Final = tuple(Confidence)
_SECTION = pattern(r".*?(?:^|/)(?:§[^/]*|vedlegg/[^/]*)")
"""The part of an address path that names a section."""
_STEM: Final = 6
"""Code points at the beginning by which two forms are known to be of one word."""
_SENTENCE: Final = 60
"""Code points from which a finding is about a sentence, not about words in it."""
_BESIDE = pattern(r" [^.?!:«»“”]{1,200}: [«“][^»”]*[»”](?:, [«“][^»”]*[»”])*\.$")
"""A last sentence that only lists other words of the same sentence of law."""

Rank = tuple[float, int, int]
T = TypeVar("T")


def is_open(finding: Finding) -> bool:
    """Whether the finding is neither known nor suppressed."""
    return finding.status in NEW_STATUSES


def is_shown(finding: Finding, settings: Settings) -> bool:
    """Whether reports for people show the finding: notes only when they are asked for."""
    return is_open(finding) and (settings.show_info or severity_of(finding) > Severity.INFO)


def open_findings(result: DocumentResult) -> list[Finding]:
    """The findings of a document for formats that cannot say what is known or suppressed."""
    return [finding for finding in result.findings if is_open(finding)]


def carried_findings(result: DocumentResult, settings: Settings) -> list[Finding]:
    """The findings of a document for formats that programs read in CI: unless notes are asked for,
    only what is shown or makes the run fail, new or suppressed."""
    return [
        one
        for one in result.findings
        if settings.show_info
        or (one.status in ("new", "suppressed") and severity_of(one) > Severity.INFO)
        or fails(one, settings.fail_on)
    ]


def told(result: DocumentResult, settings: Settings) -> DocumentResult:
    """A result as reports are told of it: without notes where warnings alone are asked for."""
    if settings.told != Severity.WARNING.word:
        return result
    found = (one for one in result.findings if severity_of(one) > Severity.INFO)
    return replace(result, findings=tuple(found))


def wanted_findings(result: DocumentResult, settings: Settings) -> list[Finding]:
    """The findings of a document, of the shown ones only the most useful that are wanted."""
    if not left_out(result, settings):
        return list(result.findings)
    shown = [(rank(f), at) for at, f in enumerate(result.findings) if is_shown(f, settings)]
    dropped = {at for _, at in sorted(shown)[settings.most :]}
    return [finding for at, finding in enumerate(result.findings) if at not in dropped]


def shown_findings(result: DocumentResult, settings: Settings) -> list[Finding]:
    """The findings for reports that people read, in the order asked for."""
    found = [one for one in wanted_findings(result, settings) if is_shown(one, settings)]
    if settings.sort == BY_USE:
        found.sort(key=rank)
    elif settings.sort == "rule":
        found.sort(key=lambda finding: finding.rule.id)
    return found


def left_out(result: DocumentResult, settings: Settings) -> int:
    """How many findings of a document `Settings.most` keeps out of reports for people."""
    if settings.most is None:
        return 0
    return max(0, sum(is_shown(one, settings) for one in result.findings) - settings.most)


def rank(finding: Finding) -> Rank:
    """Sorts by usefulness, then severity and confidence; equals keep their order."""
    return -usefulness_of(finding), -severity_of(finding), _CONFIDENCES.index(finding.confidence)


def usefulness_of(finding: Finding) -> float:
    """How useful the finding is, or is taken to be where nothing is known."""
    useful = finding.usefulness
    return _EXPECTED[severity_of(finding)] if useful is None else useful


def section_of(finding: Finding) -> str:
    """The path of the section or annex that the finding stands in, else of its own place."""
    found = _SECTION.match(finding.address_path)
    return found[0] if found else finding.address_path


class Placed(NamedTuple):
    """A finding, its document and place there, sorted by rank; `order` counts those of the run."""

    rank: Rank
    order: int
    path: str
    at: int
    finding: Finding


class First:
    """Chooses what to look at first while results pass by: the most useful new errors and warnings,
    one of a rule and one in a section, and keeps few of them."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._seen = 0
        self._by_rule: dict[str, dict[tuple[str, str], Placed]] = {}

    def add(self, result: DocumentResult) -> None:
        """Look at the findings of a document."""
        for at, finding in enumerate(result.findings):
            if not self._number or not is_open(finding) or severity_of(finding) <= Severity.INFO:
                continue
            placed = Placed(rank(finding), self._seen, result.path, at, finding)
            self._seen += 1
            if finding.usefulness is not None and finding.usefulness < FIRST_AT:
                continue
            best = self._by_rule.setdefault(finding.rule.id, {})
            place = (result.path, section_of(finding))
            best[place] = min(placed, best.get(place, placed))
            if len(best) > 2 * self._number:
                # Other rules take fewer sections than this: one of these is left in any case.
                kept = sorted(best.items(), key=itemgetter(1))[: self._number]
                self._by_rule[finding.rule.id] = dict(kept)

    def chosen(self) -> list[Placed]:
        """The findings to look at first, best first; none where there are not more of them."""
        if self._seen <= self._number:
            return []
        candidates = [item for best in self._by_rule.values() for item in best.items()]
        taken: dict[tuple[str, str], Placed] = {}
        rules: set[str] = set()
        for place, one in sorted(candidates, key=itemgetter(1)):
            if len(taken) == self._number:
                break
            if place not in taken and one.finding.rule.id not in rules:
                taken[place] = one
                rules.add(one.finding.rule.id)
        return list(taken.values())


def first_of(result: DocumentResult, settings: Settings) -> list[Finding]:
    """What to look at first in a document."""
    first = First(settings.first)
    first.add(result)
    return [one.finding for one in first.chosen()]


class Best(Generic[T]):
    """Keeps what is made of the most useful findings, at most so many, and counts the others."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[Rank, int, T]] = []
        self._seen = 0

    def add(self, finding: Finding, make: Callable[[], T]) -> None:
        """Keep what is made of a finding, if it is among the best so far."""
        mine = rank(finding)
        self._seen += 1
        if len(self._kept) < self._most or mine < self._kept[-1][0]:
            del self._kept[self._most - 1 :]
            insort(self._kept, (mine, self._seen, make()), key=itemgetter(0, 1))

    @property
    def items(self) -> list[T]:
        """What is kept, that of the most useful finding first."""
        return [item for _, _, item in self._kept]

    @property
    def in_order(self) -> list[T]:
        """What is kept, in the order in which it came."""
        return [item for _, _, item in sorted(self._kept, key=lambda kept: kept[1])]

    @property
    def left_out(self) -> int:
        """How many findings there was no room for."""
        return self._seen - len(self._kept)


def alike(finding: Finding) -> tuple[str, ...]:
    """What findings have in common that are told together: rule, severity and what is said,
    whatever words it is said of; errors are of the same words too."""
    if finding.rule.once:
        return (finding.rule.id,)
    quote = finding.quote.casefold()
    told = (finding.message.casefold(), finding.advice.casefold())
    said = (_BESIDE.sub("", text) if text.endswith(("».", "”.")) else text for text in told)
    wording = (text.replace(quote, "\0") if quote else text for text in said)
    severity = severity_of(finding)
    stem = quote[:_STEM] if severity is Severity.ERROR and len(quote) < _SENTENCE else ""
    answered = str(finding.answered) + finding.justification if finding.answered else ""
    return (finding.rule.id, severity.word, stem, *wording, answered)


def grouped(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings that are told together, in the order of the first of each group."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(alike(finding), []).append(finding)
    return list(groups.values())


def most_frequent(run: RunResult) -> list[tuple[str, Mapping[str, int]]]:
    """The rules with new findings and their counts, the one with most first."""
    return sorted(
        run.by_rule.items(),
        key=lambda item: (-sum(item[1][word] for word in SEVERITY_WORDS), item[0]),
    )


def set_aside(run: RunResult) -> int:
    """How many findings of a run are known or suppressed."""
    return sum(number for status, number in run.by_status.items() if status not in NEW_STATUSES)


def severity_of(finding: Finding) -> Severity:
    """The severity that people are told."""
    return Severity.INFO if finding.role == TRANSLATED else finding.severity


def fails(finding: Finding, threshold: str) -> bool:
    """Whether the finding makes the run fail, at a threshold such as `error` or `never`."""
    if threshold not in SEVERITY_WORDS or not is_open(finding) or finding.role == TRANSLATED:
        return False
    return SEVERITY_WORDS.index(finding.severity.word) <= SEVERITY_WORDS.index(threshold)
