"""The rows of a map, read from a scan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from regcheck.base.errors import UsageError
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.corpus.obstacles.basis import Bases, ScannedDocument, find_bases
from regcheck.corpus.obstacles.demand import demanded, is_demand
from regcheck.corpus.obstacles.life_events import LifeEvents
from regcheck.corpus.obstacles.obstacle import (
    HARD,
    NOBODY,
    REGULATIONS,
    Coverage,
    Filters,
    Obstacle,
    Root,
    part_of,
)
from regcheck.corpus.obstacles.provisions import party_of, provision_of, weight_of, weight_of_all
from regcheck.corpus.obstacles.requirements import join_requirements
from regcheck.corpus.obstacles.standing import Demands, trace
from regcheck.corpus.scans.folder import Manifest, Source
from regcheck.corpus.scans.ministries import Ministries
from regcheck.corpus.scans.tables import BETWEEN, connect, sound
from regcheck.law.address import Address
from regcheck.law.address_path import read_path
from regcheck.law.links import lovdata_url

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb

_TEXTS: Final = {
    **{name: f'"{name}"' for name in (
        "fingerprint", "path", "refid", "kind", "agency", "in_force", "category", "rule",
        "severity", "confidence", "verdict", "decider", "function", "quote", "message", "target",
        "language",
    )},
    "title": "coalesce(short_title, title, path)",
    "ministry_as_written": f"array_to_string(ministries, '{BETWEEN}')",
    "legal_area": f"array_to_string(legal_areas, '{BETWEEN}')",
    "section": "address",
    "text": "excerpt",
    "proposal": "coalesce(suggestion, advice)",
}  # fmt: skip
"""Fields of a row, and the SQL of each in the tables of findings and documents."""
_KNOWN: Final = ("path", "refid", "title", "short_title", "in_force", "adopted_by")
_SEVERAL: Final = ("enabling", "amends", "named_basis", "ministries", "legal_areas")
_ACTORS: Final = pattern(
    r"(?i)(?P<king>^kongen)|(?P<storting>^stortinget)|(?P<agency>direktorat|tilsyn)"
    r"|(?P<municipality>kommune|fylke|bystyre|byråd)"
    r"|(?P<board>styret?\b|h[øy]*g?skol|høgskul|universitet|fagsk[ou]l|\bsk[ou]l|academ|akadem|institut)"
    r"|(?P<ministry>departement|avdeling)"
)
"""Who can change a text, by the words for who adopted it."""
_STUDIES: Final = pattern(
    r"(?i:studi|opptak|eksam|grad|ph\.d|utdanning|sk[ou]le).{0,200} (?:ved|for) [A-ZÆØÅ]"
)
"""Titles of what an institution of education adopts for itself."""
_FOREIGN: Final = "foreign"
_AT_A_TIME: Final = 1000
Fits = Callable[[str, str], bool]
Cells = tuple[Any, ...]


@dataclass(slots=True)
class _Contents:
    """What a scan contains, gathered while it is read."""

    coverage: Coverage
    ministries: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    documents: list[ScannedDocument] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What rows are made with besides the scan."""

    ministries: Ministries
    events: LifeEvents
    groups: Mapping[str, str]
    locale: str


class ScanRows(NamedTuple):
    """The wanted rows of a scan, those of foreign text, what the scan covered, and the provisions
    that rows rest on, by key."""

    own: Sequence[Obstacle]
    foreign: Sequence[Obstacle]
    searched: Coverage
    roots: Mapping[str, Root]


def read_rows(
    manifest: Manifest, knowledge: Knowledge, filters: Filters, source: Source | None = None
) -> ScanRows:
    """The rows of a scan, whose tables have another `source` where some are replaced. Those of a
    provision stand together, the heaviest provision first. Raises UsageError for a filter that
    matches nothing in the scan."""
    unreadable = sum(part["rows"]["unreadable"] for part in manifest.parts)
    contents = _Contents(Coverage(unreadable=unreadable))
    with connect() as database:
        ask = _Tables(database, manifest.folder, source or manifest.source)
        _gather(ask, contents)
        make = partial(_row, knowledge, find_bases(contents.documents))
        every = [make(cells) for cells in _findings(ask, filters, knowledge)]
    _check_filters(filters, contents, knowledge.ministries, knowledge.events)
    wanted = [row for row in every if filters.wants(row)]
    rows = join_requirements(row for row in wanted if row.demanded or not row.hard)
    contents.coverage.no_demand = len(wanted) - len(rows)
    demands = Demands(row for row in every if row.hard and row.actor != NOBODY)
    rows, roots = trace(rows, demands, {one.refid for one in contents.documents})
    rows.sort(key=lambda row: (*_place(row), row.start, row.rule))
    provisions = sorted((list(some) for _, some in groupby(rows, key=_place)), key=_before_others)
    own, foreign = (
        [row for some in provisions for row in some if (row.actor == NOBODY) is abroad]
        for abroad in (False, True)
    )
    return ScanRows(own, foreign, contents.coverage, roots)


def _place(row: Obstacle) -> tuple[str, str, bool]:
    return row.path, row.provision, row.actor == NOBODY


def _before_others(rows: Sequence[Obstacle]) -> tuple[float, bool, str, str, int]:
    """What a provision is sorted by."""
    first, weight = rows[0], weight_of_all(rows)
    return -weight, not first.refid, first.refid, first.path, first.start


class _Tables(NamedTuple):
    """The tables of a scan in its folder, and the database that reads them."""

    database: duckdb.DuckDBPyConnection
    folder: Path
    source: Source

    def __call__(self, tables: str, columns: str, rest: str) -> Iterator[Cells]:
        """Columns of tables, joined by what they share."""
        asked = [self.source(one) for one in tables.split()]
        sources = " natural join ".join(f"({source})" for source, _ in asked)
        given = [one for _, some in asked for one in some]
        sql = f"select {columns} from {sources} {rest}"  # noqa: S608 - our own words alone
        with sound(self.folder):
            cursor = self.database.execute(sql, given)
            while some := cursor.fetchmany(_AT_A_TIME):
                yield from some


def paths_by_id(manifest: Manifest) -> dict[str, list[str]]:
    """The paths of the documents of a scan by the id of each."""
    found: dict[str, list[str]] = {}
    with connect() as database:
        ask = _Tables(database, manifest.folder, manifest.source)
        rows = ask("documents", "refid, path", "where refid is not null order by path")
        for refid, path in rows:
            found.setdefault(refid, []).append(path)
    return found


def _texts(columns: Iterable[str]) -> str:
    return ", ".join(f"coalesce({column}, '')" for column in columns)


def _gather(ask: _Tables, contents: _Contents) -> None:
    """Count documents and findings, and note what is known of each document."""
    coverage = contents.coverage
    columns = f"coalesce(words, 0), skipped is not null, kind, {', '.join(_SEVERAL)}, "
    for words, skipped, kind, *cells in ask("documents", columns + _texts(_KNOWN), ""):
        *several, ministries, areas = (tuple(some or ()) for some in cells[: len(_SEVERAL)])
        coverage.documents += 1
        coverage.words += words
        coverage.skipped += skipped
        coverage.kinds[kind] += 1
        contents.ministries.update(ministries)
        contents.areas.update(areas)
        *known, body = cells[len(_SEVERAL) :]
        contents.documents.append(ScannedDocument._make((*known, *several, body)))
    counts = "rule, count(*), count(*) filter (status = 'suppressed')"
    for rule, found, suppressed in ask("findings", counts, "group by rule"):
        contents.rules.add(rule)
        coverage.findings += found
        coverage.suppressed += suppressed


def _findings(ask: _Tables, filters: Filters, know: Knowledge) -> Iterator[Cells]:
    """The findings that may be wanted, or that wanted ones may rest on."""
    wanted, severe, hard = (
        ", ".join(f"'{name}'" for name in names)
        for names in (
            filters.obstacles,
            filters.severities,
            [name for name in filters.obstacles if know.groups.get(name) in HARD],
        )
    )
    columns = f"gate, usefulness, coalesce(start, 0), {_texts(('address_path', 'role'))}, "
    rest = f"where status is distinct from 'suppressed' and category in ({wanted})"
    columns += _texts(_TEXTS.values())
    told = f"{rest} and (severity in ({severe}) or category in ({hard}))"
    return ask("findings documents", columns, told)


def _row(know: Knowledge, bases: Bases, cells: Cells) -> Obstacle:
    """The row of a finding; cells as `_findings` gives them."""
    gate, usefulness, start, path, role, *texts = cells
    one: dict[str, Any] = dict(zip(_TEXTS, texts, strict=True))
    basis, refid = bases.of[one["path"]], one["refid"]
    address = _address(path)
    provision, place = provision_of(refid or one["path"], path, address, know.locale)
    row = Obstacle(
        **one,
        based_on=BETWEEN.join(basis.based_on),
        ministries=know.ministries.normalise(one["ministry_as_written"]),
        life_events=know.events.of(refid, basis.based_on, path, one["text"]),
        link=lovdata_url(refid, address) if refid else "",
        gate=gate,
        provision=provision,
        place=place,
        start=start,
        group=know.groups.get(one["category"], ""),
        party=party_of(one["text"], one["decider"]),
        actor=NOBODY if role == _FOREIGN else _actor(one, basis.body),
        body=basis.body,
        successor=basis.successor,
        usefulness=usefulness,
        act=basis.act,
        act_title=bases.titles.get(basis.act, ""),
        basis_source=basis.source,
    )
    row = row._replace(weight=weight_of(row), unit=_unit(row, know.locale))
    if not (row.hard and is_demand(row.category, role, row.text)):
        return row
    stems, named = demanded(row.quote, row.text)
    return row._replace(demanded=stems or (row.rule,), named=named)


def _unit(row: Obstacle, locale: str) -> str:
    """The provision, or the one that new wording gets in the law that is amended."""
    target = _address(row.target)
    document = "/".join(row.target.split("/")[:2])
    return provision_of(document, row.target, target, locale)[0] if target else row.provision


def _actor(one: Mapping[str, str], body: str) -> str:
    """Who can change the text that a finding is in, by the words that adopted it; where they are
    not known by its title and agency."""
    if one["kind"] in ("act", "amending-act"):
        return "storting"
    if one["kind"] not in REGULATIONS:
        return "ministry"
    if not body and _STUDIES.search(one["title"]):
        return "board"
    found = _ACTORS.search(body or one["agency"])
    return (found and found.lastgroup) or ("agency" if body else "unstated")


@lru_cache(maxsize=4_096)
def _address(path: str) -> Address | None:
    """The address of a path; None for one that cannot be read."""
    return read_path(path) if path else None


def _check_filters(
    filters: Filters, contents: _Contents, ministries: Ministries, events: LifeEvents
) -> None:
    """Raise UsageError for a filter that matches nothing in the scan."""
    from regcheck.base.datafiles.fields import did_you_mean

    def check(option: str, wanted: Sequence[str], known: set[str], fits: Fits) -> None:
        for name in wanted:
            if not any(fits(name, one) for one in known):
                one = next(iter(sorted(known)), "–")
                hint = did_you_mean(name, sorted(known)) or message("obstacles.there_is", name=one)
                what = message("obstacles.not_in_scan", option=option, name=name, hint=hint)
                raise UsageError(what)

    names = {name for one in contents.ministries for name in ministries.normalise(one)}
    check("--ministry", filters.ministry, contents.ministries | names, part_of)
    check("--area", filters.area, contents.areas, part_of)
    check("--life-event", filters.life_event, set(events.titles), str.__eq__)
    check("--category", filters.category, set(filters.obstacles), str.__eq__)
    check("--rule", filters.rule, contents.rules, lambda wanted, one: fnmatchcase(one, wanted))
