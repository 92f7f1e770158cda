"""The map of obstacles: findings with all that a ministry sorts and assesses them by."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from typing import Final, NamedTuple

from regcheck.law.in_force import in_force_period

SEVERITIES: Final = ("error", "warning", "info")
CHANGES: Final = ("new", "moved", "changed")
"""How rows may differ from an earlier map."""
CONFIDENCES: Final = ("high", "medium", "low")
TOTALS: Final = ("category", "group", "rule", "decider", "life_event")
"""What totals are taken by."""
REGULATIONS: Final = ("regulation", "amending-regulation")
NOBODY: Final = "nobody"
"""Who can change text of treaties and EU acts."""
HARD: Final = ("form", "facts", "access")
"""The groups of obstacles that are hard: not vague words, but what must be done otherwise."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What people have written about a row; of a provision also its `cases` a year."""

    comment: str = ""
    conclusion: str = ""
    responsible: str = ""
    status: str = ""
    deadline: str = ""
    cases: str = ""

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Assessment:
        """What is written in the columns of a row."""
        return cls(*(row.get(name, "") for name in OF_PROVISIONS))

    @property
    def empty(self) -> bool:
        """Whether nothing is written."""
        return self == Assessment()


NOT_ASSESSED: Final = Assessment()
OF_PROVISIONS: Final = tuple(asdict(NOT_ASSESSED))
PEOPLES: Final = OF_PROVISIONS[:-1]
"""The columns that people fill in: about provisions, and about anything."""


class Obstacle(NamedTuple):
    """A row of the map. `change` compares it with an earlier map: `new`, `moved`, `changed` or
    empty; `target` is the address that new wording gets in the amended act; `party` is whom the
    demand is laid on, `actor` who can change the text (`storting`, `ministry`, `agency`,
    `nobody`); `act` is the id of the act that the document is, or is made under, `basis_source`
    how that is known; `demanded` are the stems of what is demanded, which the words of the finding
    say themselves if `named`; `requirement` is the key of the demand, alike in all texts. `unit`
    is the provision, or the one that new wording gets; `body` adopted it; `successor` has replaced
    `act`; `standing` is what the law above says, and `root` the unit that must change first."""

    fingerprint: str
    path: str
    refid: str
    title: str
    kind: str
    ministries: tuple[str, ...]
    ministry_as_written: str
    agency: str
    legal_area: str
    in_force: str
    based_on: str
    life_events: tuple[str, ...]
    category: str
    rule: str
    severity: str
    confidence: str
    verdict: str
    decider: str
    function: str
    section: str
    quote: str
    text: str
    message: str
    link: str
    target: str = ""
    gate: bool | None = None
    provision: str = ""
    place: str = ""
    start: int = 0
    proposal: str = ""
    group: str = ""
    party: str = ""
    actor: str = ""
    usefulness: float | None = None
    act: str = ""
    act_title: str = ""
    basis_source: str = ""
    weight: float = 0.0
    demanded: tuple[str, ...] = ()
    named: bool = False
    requirement: str = ""
    unit: str = ""
    body: str = ""
    successor: str = ""
    standing: str = ""
    root: str = ""
    assessment: Assessment = NOT_ASSESSED
    change: str = ""
    language: str = ""

    @property
    def hard(self) -> bool:
        """Whether it stands in the way of digital handling itself, and not as vague words do."""
        return self.group in HARD


class Root(NamedTuple):
    """A provision that demands something: its key, document, name, page, who can change it, a row
    of it, and whether it demands by itself."""

    key: str
    title: str
    place: str
    link: str
    actor: str
    row: Obstacle
    firm: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rows are wanted; an empty field accepts all. Names match in part, rules may be
    globs; `severity` and `confidence` are the least that is wanted."""

    ministry: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    life_event: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()
    severity: str = "warning"
    in_force: date | None = None
    confidence: str = "low"
    decider: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()

    @property
    def severities(self) -> tuple[str, ...]:
        """The severities that are wanted."""
        return SEVERITIES[: SEVERITIES.index(self.severity) + 1]

    def wants(self, one: Obstacle) -> bool:
        """Whether a row passes the filters."""
        named = (one.ministry_as_written, *one.ministries)
        return (
            one.severity in self.severities
            and one.category in (self.category or self.obstacles)
            and one.confidence in ("", *CONFIDENCES[: CONFIDENCES.index(self.confidence) + 1])
            and (not self.decider or one.decider in self.decider)
            and among(self.ministry, named)
            and among(self.area, (one.legal_area,))
            and (not self.life_event or bool(set(self.life_event) & set(one.life_events)))
            and (not self.rule or any(fnmatchcase(one.rule, wanted) for wanted in self.rule))
            and (self.in_force is None or is_in_force(one.in_force, self.in_force))
        )


@dataclass(slots=True)
class Coverage:
    """What a map is based on: documents, words and findings of the scan, and what is missing."""

    documents: int = 0
    unreadable: int = 0
    words: int = 0
    findings: int = 0
    suppressed: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    skipped: int = 0
    no_demand: int = 0


@dataclass(frozen=True, slots=True)
class ObstacleMap:
    """The rows by rank, and apart those in `foreign` text; `roots` has by key the provisions that
    they rest on. If `compared`, `earlier` are the rows
    of an earlier map and `gone` those that are no longer found. `assessed` is what people wrote
    about provisions by key, `left` that of provisions no longer there."""

    rows: Sequence[Obstacle]
    foreign: Sequence[Obstacle]
    searched: Coverage
    filters: Filters
    roots: Mapping[str, Root] = field(default_factory=dict)
    gone: Sequence[Obstacle] = field(default=())
    compared: bool = False
    earlier: Sequence[Obstacle] = field(default=())
    assessed: Mapping[str, Assessment] = field(default_factory=dict)
    left: Mapping[str, Assessment] = field(default_factory=dict)


def part_of(wanted: str, name: str) -> bool:
    """Whether a name contains the wanted one, ignoring case."""
    return wanted.casefold() in name.casefold()


def among(wanted: Sequence[str], names: Sequence[str]) -> bool:
    """Whether one of the names is wanted; all are if nothing is specified."""
    return not wanted or any(part_of(one, name) for one in wanted for name in names)


def is_in_force(written: str, day: date) -> bool:
    """Whether a date of entry into force, as the source writes it, is no later than a day. Text
    that is not a date, such as «Kongen bestemmer», is not in force; empty text is."""
    first, last = in_force_period(written)
    return not written or "" < first <= day.isoformat() <= (last or "9999")


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows counted in one pass, by everything totals are taken by."""

    rows: int
    totals: Mapping[str, Counter[str]]
    changes: Counter[str]
    assessed: int
    basis: Counter[str]


def tally(rows: Iterable[Obstacle]) -> Tally:
    """Count the rows. A row with two ministries, areas or events counts for each; the empty name
    stands for rows that have none. A row with a conclusion is assessed."""
    totals: dict[str, Counter[str]] = {name: Counter() for name in TOTALS}
    changes: Counter[str] = Counter()
    basis: Counter[str] = Counter()
    number = assessed = 0
    for row in rows:
        number += 1
        changes[row.change] += 1
        assessed += bool(row.assessment.conclusion)
        if row.kind in REGULATIONS:
            basis[row.basis_source] += 1
        for name in TOTALS:
            totals[name].update(list(dict.fromkeys(values_of(row, name))) or [""])
    return Tally(number, totals, changes, assessed, basis)


def values_of(row: Obstacle, name: str) -> Sequence[str]:
    """The values under which a row is counted."""
    return row.life_events if name == "life_event" else (getattr(row, name),)


class CarriedRows(NamedTuple):
    """Rows with earlier assessments, for each the earlier row it was matched with, and the earlier
    rows that are gone."""

    rows: Sequence[Obstacle]
    before: Sequence[Obstacle | None]
    gone: Sequence[Obstacle]


def carry_over(rows: Sequence[Obstacle], earlier: Sequence[Obstacle]) -> CarriedRows:
    """Carry assessments over from an earlier map. Fingerprints match in this order: equal, `moved`
    (the same words elsewhere in the document), `changed` (the same rule in the same place); the
    rest is `new`."""
    matched: dict[int, tuple[int, str]] = {}
    used: set[int] = set()
    for grade, key in _GRADES:
        waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
        for at, row in enumerate(earlier):
            if at not in used:
                waiting[key(row)].append(at)
        for at, row in enumerate(rows):
            if at not in matched and (found := waiting.get(key(row))):
                before = found.popleft()
                used.add(before)
                matched[at] = (before, grade)
    carried, were = [], []
    for at, row in enumerate(rows):
        before, change = matched.get(at, (-1, "new"))
        was = earlier[before] if before >= 0 else None
        carried.append(row._replace(assessment=(was or row).assessment, change=change))
        were.append(was)
    return CarriedRows(carried, were, [row for at, row in enumerate(earlier) if at not in used])


def _parts(row: Obstacle) -> tuple[str, str]:
    """The content and the place that a fingerprint is made of."""
    content, _, rest = row.fingerprint.partition("-")
    return content, rest.partition("-")[0]


def _document(row: Obstacle) -> str:
    return row.refid or row.path


_GRADES: tuple[tuple[str, Callable[[Obstacle], tuple[str, ...]]], ...] = (
    ("", lambda row: (row.fingerprint, row.path)),
    ("", lambda row: (row.fingerprint,)),
    ("moved", lambda row: (row.rule, _document(row), _parts(row)[0])),
    ("changed", lambda row: (row.rule, _document(row), _parts(row)[1])),
)
