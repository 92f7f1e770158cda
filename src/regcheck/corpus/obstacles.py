"""The map of obstacles: the findings of a scan with all that a ministry sorts and assesses by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from typing import Any, Final

from regcheck.corpus.life_events import LifeEvents
from regcheck.corpus.ministries import Ministries
from regcheck.corpus.scan_results import ScanResults
from regcheck.errors import UsageError
from regcheck.law.address_path import parse_path
from regcheck.law.links import lovdata_url

SEVERITIES: Final = ("error", "warning", "info")
CATEGORIES: Final = (
    *("paper", "technology", "discretion", "automation", "once-only", "data-sharing"),
    "application-only",
)
"""The categories that are obstacles; the others are about language and structure."""
_COLUMNS = (
    *("f.fingerprint", "f.path", "f.refid", "f.title", "f.kind", "f.ministry", "f.agency"),
    *("f.legal_area", "f.in_force", "d.based_on", "f.category", "f.rule", "f.severity"),
    *("f.confidence", "f.verdict", "f.decider", "f.function", "f.address", "f.address_path"),
    *("f.quote", "f.excerpt", "f.message"),
)
_AS_IT_IS = (
    *("fingerprint", "path", "refid", "kind", "agency", "legal_area", "in_force", "based_on"),
    *("category", "rule", "severity", "confidence", "verdict", "decider", "function"),
    *("quote", "message"),
)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What people have written about a row."""

    comment: str = ""
    conclusion: str = ""
    responsible: str = ""
    status: str = ""
    deadline: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is written."""
        return self == Assessment()


NOT_ASSESSED: Final = Assessment()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One row of the map. `change` is `new`, `moved`, `changed` or empty, seen against an earlier
    map; `link` leads to lovdata.no where the document is there."""

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
    assessment: Assessment = NOT_ASSESSED
    change: str = ""

    @property
    def in_lovdata(self) -> bool:
        """Whether the document can be looked up at lovdata.no."""
        return bool(self.link)


@dataclass(frozen=True, slots=True)
class Filters:
    """What part of the map is wanted; empty is everything. Names match without regard to case, and
    parts of names do too; rules may be globs. `in_force` is a day."""

    ministry: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    life_event: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()
    severity: str = "warning"
    in_force: date | None = None

    def wants(self, one: Obstacle) -> bool:
        """Whether a row is in the part that is wanted."""
        named = (one.ministry_as_written, *one.ministries)
        return (
            SEVERITIES.index(one.severity) <= SEVERITIES.index(self.severity)
            and one.category in (self.category or CATEGORIES)
            and _among(self.ministry, named)
            and _among(self.area, (one.legal_area,))
            and (not self.life_event or bool(set(self.life_event) & set(one.life_events)))
            and (not self.rule or any(fnmatchcase(one.rule, wanted) for wanted in self.rule))
            and (self.in_force is None or is_in_force(one.in_force, self.in_force))
        )


@dataclass(frozen=True, slots=True)
class Searched:
    """What the map rests on: counts over the scan, and what it left out."""

    documents: int
    unreadable: int
    words: int
    findings: int
    suppressed: int
    kinds: Mapping[str, int]
    skipped: int


@dataclass(frozen=True, slots=True)
class ObstacleMap:
    """The rows in the order of documents and places; with `compared` they were seen against an
    earlier map, and `gone` are the rows of that one which are no longer found."""

    rows: Sequence[Obstacle]
    searched: Searched
    filters: Filters
    gone: Sequence[Obstacle] = field(default=())
    compared: bool = False


def obstacle_rows(
    results: ScanResults, ministries: Ministries, events: LifeEvents, filters: Filters
) -> list[Obstacle]:
    """The rows of a scan that are wanted. Raises UsageError for a filter that fits no document or
    rule of the scan, so that a misspelling is no empty map."""
    check_filters(results, filters, ministries, events)
    columns = ", ".join(_COLUMNS)
    tables = "findings f left join documents d on d.path = f.path"
    wanted = ", ".join(f"'{name}'" for name in CATEGORIES)
    where = f"f.status <> 'suppressed' and f.category in ({wanted})"
    order = 'order by f.refid nulls last, f.path, f."start", f.rule'
    answer = results.ask(f"select {columns} from {tables} where {where} {order}")  # noqa: S608
    rows = []
    once: dict[str, str] = {}
    for cells in answer.rows:
        row = _row([once.setdefault(cell or "", cell or "") for cell in cells], ministries, events)
        if filters.wants(row):
            rows.append(row)
    return rows


def _row(cells: Sequence[str], ministries: Ministries, events: LifeEvents) -> Obstacle:
    one = {name[2:]: cell for name, cell in zip(_COLUMNS, cells, strict=True)}
    as_it_is: dict[str, Any] = {name: one[name] for name in _AS_IT_IS}
    return Obstacle(
        **as_it_is,
        title=one["title"] or one["path"],
        ministries=ministries.normalise(one["ministry"]),
        ministry_as_written=one["ministry"],
        life_events=events.of(one["refid"], one["based_on"].split("; ")),
        section=one["address"],
        text=one["excerpt"],
        link=_link(one["refid"], one["address_path"]),
    )


def _link(refid: str, address_path: str) -> str:
    if not refid:
        return ""
    try:
        return lovdata_url(refid, parse_path(address_path) if address_path else None)
    except ValueError:
        return lovdata_url(refid)


def searched(results: ScanResults) -> Searched:
    """What the scan that a map is made of looked at."""
    (figures,) = results.ask(
        "select count(*), coalesce(sum(words), 0), count(skipped) from documents"
    ).rows
    (found,) = results.ask(
        "select count(*), count(*) filter (status = 'suppressed') from findings"
    ).rows
    ((lost,),) = results.ask("select count(*) from unreadable").rows
    kinds = results.ask("select kind, count(*) from documents group by kind order by kind").rows
    return Searched(
        documents=figures[0],
        unreadable=lost,
        words=int(figures[1]),
        findings=found[0],
        suppressed=found[1],
        kinds={str(kind): int(number) for kind, number in kinds},
        skipped=figures[2],
    )


def check_filters(
    results: ScanResults, filters: Filters, ministries: Ministries, events: LifeEvents
) -> None:
    """Raise UsageError for a filter that means nothing in the scan."""
    from regcheck.packs.fields import did_you_mean

    def check(option: str, wanted: Sequence[str], known: set[str], fits: Fits) -> None:
        for name in wanted:
            if not any(fits(name, one) for one in known):
                near = did_you_mean(name, sorted(known))
                raise UsageError(f"{option} {name}: there is none in the scan ({near})")

    written = _distinct(results, "ministry")
    names = written | {name for one in written for name in ministries.normalise(one)}
    areas = {part for one in _distinct(results, "legal_area") for part in one.split("; ")}
    check("--ministry", filters.ministry, names, _part)
    check("--area", filters.area, areas, _part)
    check("--life-event", filters.life_event, set(events.titles), str.__eq__)
    check("--category", filters.category, set(CATEGORIES), str.__eq__)
    rules = {str(row[0]) for row in results.ask("select distinct rule from findings").rows}
    check("--rule", filters.rule, rules, lambda wanted, one: fnmatchcase(one, wanted))


Fits = Callable[[str, str], bool]


def _distinct(results: ScanResults, column: str) -> set[str]:
    rows = results.ask(f"select distinct {column} from documents").rows  # noqa: S608
    return {str(row[0]) for row in rows if row[0]}


def _part(wanted: str, name: str) -> bool:
    return wanted.casefold() in name.casefold()


def _among(wanted: Sequence[str], names: Sequence[str]) -> bool:
    return not wanted or any(_part(one, name) for one in wanted for name in names)


def is_in_force(written: str, day: date) -> bool:
    """Whether a date in force, as the source writes it, is no later than a day. What is no date,
    such as «Kongen bestemmer», is not in force; nothing written is."""
    if not written:
        return True
    try:
        begun = date.fromisoformat(written[:10]) <= day
        until = written[10:].strip(" –-")
        return begun and (not until or date.fromisoformat(until) >= day)
    except ValueError:
        return False


def totals_by(rows: Sequence[Obstacle]) -> dict[str, Counter[str]]:
    """How many rows there are by each thing that rows are sorted by; the empty name is for rows
    that have none. A row with two ministries, areas or events counts for each."""
    totals: dict[str, Counter[str]] = {name: Counter() for name in TOTALS}
    for row in rows:
        for name, values in TOTALS.items():
            totals[name].update(list(dict.fromkeys(values(row))) or [""])
    return totals


def _single(name: str) -> Callable[[Obstacle], Iterator[str]]:
    return lambda row: iter((getattr(row, name),))


TOTALS: Final[Mapping[str, Callable[[Obstacle], Iterator[str]]]] = {
    "ministry": lambda row: iter(row.ministries),
    "category": _single("category"),
    "severity": _single("severity"),
    "rule": _single("rule"),
    "function": _single("function"),
    "verdict": _single("verdict"),
    "confidence": _single("confidence"),
    "life_event": lambda row: iter(row.life_events),
    "legal_area": lambda row: iter(row.legal_area.split("; ")),
    "agency": _single("agency"),
    "kind": _single("kind"),
    "conclusion": lambda row: iter((row.assessment.conclusion,)),
    "status": lambda row: iter((row.assessment.status,)),
}
"""What totals are taken by, and the values of a row."""
