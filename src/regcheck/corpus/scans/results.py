"""A finished scan as tables that can be queried, and what has changed between two. Findings with
equal fingerprints are kept; the same words under the same rule elsewhere in a document are moved;
suppressed ones are ignored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import json_text
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import message
from regcheck.corpus.scans.folder import Manifest, open_scan
from regcheck.corpus.scans.ministries import Ministries
from regcheck.corpus.scans.tables import BETWEEN, TABLES, connect, sound
from regcheck.reports.records import listed
from regcheck.reports.rows import rows_csv, rows_table

if TYPE_CHECKING:
    import duckdb

_CLOSED = (
    "python_enable_replacements=false",
    "enable_external_access=false",
    "lock_configuration=true",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: the names of its columns, and its rows."""

    columns: Sequence[str]
    rows: Iterator[tuple[Any, ...]]


class ScanResults:
    """The tables of a scan in memory, each an attribute that is a DuckDB relation; what they
    hold, `dictionary.toml` says. SQL can reach these tables only: no file, no network, no setting.
    In SQL, `"references"` is quoted."""

    findings: duckdb.DuckDBPyRelation
    documents: duckdb.DuckDBPyRelation
    unreadable: duckdb.DuckDBPyRelation
    rules: duckdb.DuckDBPyRelation
    provisions: duckdb.DuckDBPyRelation
    definitions: duckdb.DuckDBPyRelation
    references: duckdb.DuckDBPyRelation
    decisions: duckdb.DuckDBPyRelation

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        self._db = connect()
        for table in TABLES:
            source, given = manifest.source(table)
            with sound(manifest.folder):
                self._db.execute(f'create table "{table}" as {source}', given)
            setattr(self, table, self._db.table(f'"{table}"'))
        for setting in _CLOSED:
            self._db.execute(f"set {setting}")

    def ask(self, sql: str) -> Answer:
        """The answer to a single `select`. Raises UsageError for anything else."""
        import duckdb

        try:
            statements = self._db.extract_statements(sql)
            kinds = [statement.type for statement in statements]
            allowed = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
            if len(kinds) != 1 or kinds[0] not in allowed:
                raise UsageError(message("scans.only_select"))
            cursor = self._db.cursor().execute(statements[0])
            names = [str(column[0]) for column in cursor.description or ()]
            return Answer(names, iter(cursor.fetchall()))
        except duckdb.Error as fault:
            # Without the query and the marker under it, which would take several lines.
            why = " ".join(str(fault).partition("\n\nLINE ")[0].split())[:300]
            raise UsageError(message("scans.no_answer", why=why)) from fault

    def close(self) -> None:
        """Release the tables."""
        self._db.close()


def scan_results(path: str) -> ScanResults:
    """The tables of the scan in a folder. Raises UsageError for an unfinished or damaged one."""
    return ScanResults(open_scan(path))


SCHEMA_VERSION: Final = 1
COLUMNS: Final = (
    "fingerprint", "path", "refid", "title", "ministry", "category", "rule", "severity",
    "address", "quote", "excerpt",
)  # fmt: skip
_SQL: Final = {
    "title": "coalesce(short_title, title)",
    "ministry": f"array_to_string(ministries, '{BETWEEN}')",
}
CHANGES: Final = ("introduced", "removed", "moved")
_COUNTED = "status <> 'suppressed'"


@dataclass(frozen=True, slots=True)
class ScanDiff:
    """The differences: findings that only one scan has, or that have moved, by column, after the
    `change` and what `was` the address of one that has moved; how many findings are kept; how many
    documents were added, are gone or have changed; whether both scans used the same rules."""

    differences: Sequence[dict[str, str]]
    kept: int
    added: int
    gone: int
    changed: int
    same_rules: bool

    def counts(self) -> Counter[str]:
        """How many differences of each kind there are."""
        return Counter(one["change"] for one in self.differences)

    def by(self, column: str, ministries: Ministries) -> dict[str, Counter[str]]:
        """The counts for each value of a column; ministries under their present names."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self.differences:
            value = one[column]
            names = ministries.normalise(value) if column == "ministry" else (value,)
            for name in names or ("",):
                found[name][one["change"]] += 1
        return dict(sorted(found.items()))


def diff_scans(old: ScanResults, new: ScanResults) -> ScanDiff:
    """Compare two scans."""
    before, after = _fingerprints(old), _fingerprints(new)
    equal = before & after
    removed, introduced = _rows(old, before - equal), _rows(new, after - equal)
    waiting: dict[tuple[str, ...], list[Mapping[str, str]]] = defaultdict(list)
    for row in reversed(removed):
        waiting[_content(row)].append(row)
    differences = []
    moved: set[int] = set()
    for row in introduced:
        same = waiting.get(_content(row))
        if same:
            was = same.pop()
            moved.add(id(was))
            differences.append({"change": "moved", "was": was["address"], **row})
        else:
            differences.append({"change": "introduced", "was": "", **row})
    left = (row for row in removed if id(row) not in moved)
    differences += [{"change": "removed", "was": "", **row} for row in left]
    documents, earlier = _documents(new), _documents(old)
    both = documents.keys() & earlier.keys()
    return ScanDiff(
        differences,
        equal.total(),
        len(documents.keys() - both),
        len(earlier.keys() - both),
        sum(documents[one] != earlier[one] for one in both),
        _rules(old) == _rules(new),
    )


def _fingerprints(results: ScanResults) -> Counter[str]:
    answer = results.ask(f"select fingerprint from findings where {_COUNTED}")  # noqa: S608
    return Counter(str(row[0]) for row in answer.rows)


def _rows(results: ScanResults, wanted: Counter[str]) -> list[Mapping[str, str]]:
    """The rows with these fingerprints, as many of each, in the scan's order."""
    columns = ", ".join(_SQL.get(name, name) for name in COLUMNS)
    together = f"findings natural join documents where {_COUNTED} order by findings.rowid"
    answer = results.ask(f"select {columns} from {together}")  # noqa: S608
    left = Counter(wanted)
    rows: list[Mapping[str, str]] = []
    for cells in answer.rows:
        if left[cells[0]] > 0:
            left[cells[0]] -= 1
            rows.append({name: cell or "" for name, cell in zip(COLUMNS, cells, strict=True)})
    return rows


def _content(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["rule"], row["refid"] or row["path"], row["fingerprint"].partition("-")[0]


def _documents(results: ScanResults) -> dict[str, str]:
    answer = results.ask("select coalesce(refid, path), digest from documents")
    return {str(name): str(digest) for name, digest in answer.rows}


def _rules(results: ScanResults) -> object:
    values = results.manifest.values
    return values.get("rule_set"), values.get("tool"), values.get("settings")


def diff_text(found: ScanDiff, ministries: Ministries, locale: str) -> Iterator[str]:
    """The counts by ministry and by rule."""
    words = Texts("scan-diff", locale)
    if not found.same_rules:
        yield words.rules + "\n\n"
    yield words.documents.format(added=found.added, gone=found.gone, changed=found.changed)
    yield "\n" + words.kept.format(n=found.kept) + "\n"
    counts = found.counts()
    for column in ("ministry", "rule"):
        rows = [
            [name or words.none, *(counted[change] for change in CHANGES)]
            for name, counted in found.by(column, ministries).items()
        ]
        rows.append([words.total, *(counts[change] for change in CHANGES)])
        yield "\n"
        yield from rows_table([getattr(words, name) for name in (column, *CHANGES)], rows, locale)


def diff_json(found: ScanDiff, ministries: Ministries) -> Iterator[str]:
    """One object: totals, totals by ministry and by rule, and each difference on a line."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "same_rules": found.same_rules,
        "documents": {"added": found.added, "gone": found.gone, "changed": found.changed},
        "kept": found.kept,
        **{change: found.counts()[change] for change in CHANGES},
        "by_ministry": _counted(found.by("ministry", ministries)),
        "by_rule": _counted(found.by("rule", ministries)),
    }
    members = [f'"{key}":{json_text(value)}' for key, value in head.items()]
    yield "{" + ",\n".join(members) + ',\n"differences":['
    yield from listed(json_text(one | {"was": one["was"] or None}) for one in found.differences)
    yield "}\n"


def _counted(found: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    return {
        name: {change: counted.get(change, 0) for change in CHANGES}
        for name, counted in found.items()
    }


def diff_csv(found: ScanDiff) -> Iterator[str]:
    """A row for each difference; no cell starts a formula."""
    rows = (list(one.values()) for one in found.differences)
    yield from rows_csv(["change", "was", *COLUMNS], rows)
