"""The rows of a map, read from a scan part by part and kept in a temporary file; and the life
events they bear on.

However large the scan, only one part of it and the position of each document's rows are in memory.
Rows come in the order of documents and places, as often as needed.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from operator import attrgetter
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from regcheck.datafiles.data_files import load_data
from regcheck.errors import ConfigError, Problem, UsageError, cannot_write
from regcheck.law.address_path import parse_path
from regcheck.law.links import lovdata_url
from regcheck.obstacles.obstacle import (
    Filters,
    Obstacle,
    Searched,
    part_of,
)
from regcheck.packs.source_files import builtin_folder
from regcheck.scans.folder import Manifest
from regcheck.scans.ministries import Ministries
from regcheck.scans.tables import connect, table_source
from regcheck.texts.localised import Localised
from regcheck.texts.message import message

if TYPE_CHECKING:
    import duckdb

_COLUMNS: Final = (
    "path", "start", "rule", "fingerprint", "refid", "title", "kind", "ministry", "agency",
    "legal_area", "in_force", "category", "severity", "confidence", "verdict", "decider",
    "function", "address", "address_path", "target", "quote", "excerpt", "message", "gate",
)  # fmt: skip
_AS_IT_IS: Final = (
    "fingerprint", "path", "refid", "kind", "agency", "legal_area", "in_force", "category",
    "rule", "severity", "confidence", "verdict", "decider", "function", "quote", "message",
    "target",
)  # fmt: skip
_KEPT: Final = tuple(
    one.name for one in fields(Obstacle) if one.name not in ("assessment", "change")
)
_TUPLES: Final = tuple(_KEPT.index(name) for name in ("ministries", "life_events"))
_DOCUMENT: Final = ("path", "kind", "words", "skipped", "ministry", "legal_area", "based_on")
_EVENTS: Final = "life-events.yaml"
_REFID = re.compile(r"(?:lov|forskrift)/\d{4}-\d{2}-\d{2}(?:-\d+)?")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Fits = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class LifeEvents:
    """The events by id, and the events of each act and regulation by its id."""

    titles: Mapping[str, Localised]
    documents: Mapping[str, tuple[str, ...]]

    def of(self, refid: str, based_on: Iterable[str]) -> tuple[str, ...]:
        """The events of a document: its own, or those of the acts it is based on."""
        own = self.documents.get(refid)
        if own is not None:
            return own
        acts = {found[0] for one in based_on if (found := _REFID.match(one))}
        events = {event for act in acts for event in self.documents.get(act, ())}
        return tuple(event for event in self.titles if event in events)


def load_life_events(path: Path | None = None) -> LifeEvents:
    """The events in a file, or those that come with the rules. Raises ConfigError for a file that
    is not a list of life events."""
    place = path or builtin_folder() / _EVENTS
    titles: dict[str, Localised] = {}
    documents: dict[str, list[str]] = {}
    try:
        for one in load_data(place)["events"]:
            event, title = one["id"], one["title"]
            if not _ID.fullmatch(event) or event in titles:
                raise ValueError(message("obstacles.no_event_id", name=event))
            titles[event] = Localised(title["nb"], title.get("nn", ""), title.get("en", ""))
            for refid in one["documents"]:
                if not _REFID.fullmatch(refid):
                    raise ValueError(message("obstacles.no_refid", name=refid))
                documents.setdefault(refid, []).append(event)
    except (KeyError, TypeError, AttributeError, ValueError) as wrong:
        why = wrong.args[0] if wrong.args else type(wrong).__name__
        fault = message("obstacles.no_life_events", why=why)
        raise ConfigError([Problem(str(place), 0, 0, fault)]) from wrong
    return LifeEvents(titles, {refid: tuple(found) for refid, found in documents.items()})


class ObstacleRows(AbstractContextManager["ObstacleRows"]):
    """Rows in a temporary file. They are added a document at a time and come in the order of the
    documents' ids and paths."""

    def __init__(self) -> None:
        import msgspec

        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `__exit__`
        self._places: list[tuple[tuple[bool, str, str], int, int]] = []
        self._sorted = True
        self._number = 0
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder().decode

    def add(self, rows: Sequence[Obstacle]) -> None:
        """Add the rows of a document, in their order. Raises UsageError on a full disk."""
        if not rows:
            return
        take = attrgetter(*_KEPT)
        try:
            data = self._encode([take(row) for row in rows])
        except UnicodeEncodeError:
            data = self._encode([_clean(take(row)) for row in rows])
        try:
            at = self._file.seek(0, os.SEEK_END)
            self._file.write(data)
        except OSError as fault:
            raise cannot_write(tempfile.gettempdir(), fault) from fault
        key = (not rows[0].refid, rows[0].refid, rows[0].path)
        self._places.append((key, at, len(data)))
        self._sorted = False
        self._number += len(rows)

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Obstacle]:
        if not self._sorted:
            self._places.sort()
            self._sorted = True
        try:
            self._file.flush()
        except OSError as fault:
            raise cannot_write(tempfile.gettempdir(), fault) from fault
        for _, at, size in self._places:
            self._file.seek(at)
            for values in self._decode(self._file.read(size)):
                for one in _TUPLES:
                    values[one] = tuple(values[one])
                yield Obstacle(*values)

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # what is thrown away need not reach a full disk
            self._file.close()


@dataclass(slots=True)
class _Counts:
    """What a scan contains, counted while it is read."""

    documents: int = 0
    words: int = 0
    skipped: int = 0
    findings: int = 0
    suppressed: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    ministries: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)


def read_rows(
    manifest: Manifest,
    ministries: Ministries,
    events: LifeEvents,
    filters: Filters,
    into: ObstacleRows,
) -> Searched:
    """Add the wanted rows of a scan to `into`, and return what the scan covered.

    Raises UsageError without duckdb, and for a filter that matches nothing in the scan, so that a
    misspelt filter does not give an empty map.
    """
    counts = _Counts()
    with connect() as database:
        for part in manifest.parts:
            tables = _Part(database, manifest, part["name"])
            based_on = _documents(tables, counts)
            _count(tables, counts)
            for rows in _by_document(tables, based_on, ministries, events, filters.obstacles):
                into.add([row for row in rows if filters.wants(row)])
    _check_filters(filters, counts, ministries, events)
    return Searched(
        documents=counts.documents,
        unreadable=sum(part["rows"]["unreadable"] for part in manifest.parts),
        words=counts.words,
        findings=counts.findings,
        suppressed=counts.suppressed,
        kinds=dict(sorted(counts.kinds.items())),
        skipped=counts.skipped,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a scan as tables that can be queried."""

    database: duckdb.DuckDBPyConnection
    manifest: Manifest
    name: str

    def ask(self, table: str, columns: str, rest: str = "") -> list[tuple[Any, ...]]:
        """Columns of a table of the part."""
        path: Path = self.manifest.files.path(table, self.name)
        source, given = table_source(self.manifest.format, table, [path])
        sql = f"select {columns} from ({source}) {rest}"  # noqa: S608 - our own words alone
        return self.database.execute(sql, given).fetchall()


def _documents(tables: _Part, counts: _Counts) -> dict[str, str]:
    """Count a part's documents, and return what each is based on."""
    based_on: dict[str, str] = {}
    for path, kind, words, skipped, ministry, areas, basis in tables.ask(
        "documents", ", ".join(_DOCUMENT)
    ):
        counts.documents += 1
        counts.words += int(words or 0)
        counts.skipped += skipped is not None
        counts.kinds[str(kind)] += 1
        counts.ministries.update(filter(None, (ministry,)))
        counts.areas.update(filter(None, (areas,)))
        based_on[path] = basis or ""
    return based_on


def _count(tables: _Part, counts: _Counts) -> None:
    counted = tables.ask(
        "findings",
        "rule, count(*), count(*) filter (status = 'suppressed')",
        "group by rule",
    )
    for rule, found, suppressed in counted:
        counts.rules.add(rule)
        counts.findings += found
        counts.suppressed += suppressed


def _by_document(
    tables: _Part,
    based_on: Mapping[str, str],
    ministries: Ministries,
    events: LifeEvents,
    categories: Sequence[str],
) -> Iterator[list[Obstacle]]:
    """The rows of each document of a part in the categories of obstacles, by place and rule."""
    wanted = ", ".join(f"'{name}'" for name in categories)
    columns = ", ".join(f'"{name}"' for name in _COLUMNS)
    rest = f"where status is distinct from 'suppressed' and category in ({wanted})"
    of: dict[str, list[tuple[int, str, tuple[Any, ...]]]] = {}
    for cells in tables.ask("findings", columns, rest):
        path, start, rule = cells[:3]
        of.setdefault(path, []).append((-1 if start is None else start, rule, cells))
    for path, found in of.items():
        found.sort(key=lambda one: one[:2])
        yield [_row(cells, based_on.get(path, ""), ministries, events) for _, _, cells in found]


def _row(
    cells: Sequence[Any], based_on: str, ministries: Ministries, events: LifeEvents
) -> Obstacle:
    one = {name: cell or "" for name, cell in zip(_COLUMNS, cells, strict=True)}
    gate = cells[_COLUMNS.index("gate")]
    as_it_is: dict[str, Any] = {name: one[name] for name in _AS_IT_IS}
    return Obstacle(
        **as_it_is,
        title=one["title"] or one["path"],
        based_on=based_on,
        ministries=ministries.normalise(one["ministry"]),
        ministry_as_written=one["ministry"],
        life_events=events.of(one["refid"], based_on.split("; ")),
        section=one["address"],
        text=one["excerpt"],
        link=_link(one["refid"], one["address_path"]),
        gate=gate,
    )


def _link(refid: str, address_path: str) -> str:
    if not refid:
        return ""
    try:
        return lovdata_url(refid, parse_path(address_path) if address_path else None)
    except ValueError:
        return lovdata_url(refid)


def _clean(values: tuple[Any, ...]) -> list[Any]:
    """Values with lone surrogates as escapes."""
    return [
        one.encode("utf-8", "backslashreplace").decode() if isinstance(one, str) else one
        for one in values
    ]


def _check_filters(
    filters: Filters, counts: _Counts, ministries: Ministries, events: LifeEvents
) -> None:
    """Raise UsageError for a filter that matches nothing in the scan."""
    from regcheck.datafiles.fields import did_you_mean

    def check(option: str, wanted: Sequence[str], known: set[str], fits: Fits) -> None:
        for name in wanted:
            if not any(fits(name, one) for one in known):
                one = next(iter(sorted(known)), "–")
                hint = did_you_mean(name, sorted(known)) or message("obstacles.there_is", name=one)
                what = message("obstacles.not_in_scan", option=option, name=name, hint=hint)
                raise UsageError(what)

    names = {name for one in counts.ministries for name in ministries.normalise(one)}
    areas = {part for one in counts.areas for part in one.split("; ")}
    check("--ministry", filters.ministry, counts.ministries | names, part_of)
    check("--area", filters.area, areas, part_of)
    check("--life-event", filters.life_event, set(events.titles), str.__eq__)
    check("--category", filters.category, set(filters.obstacles), str.__eq__)
    check("--rule", filters.rule, counts.rules, lambda wanted, one: fnmatchcase(one, wanted))
