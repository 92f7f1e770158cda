"""A finished scan as tables that can be queried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from regcheck.base.errors import UsageError
from regcheck.base.texts.message import message
from regcheck.corpus.scans.folder import Manifest, open_scan
from regcheck.corpus.scans.tables import TABLES, connect, sound, table_source

if TYPE_CHECKING:
    import duckdb

_BATCH = 1000
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
    """The tables of a scan in memory, each an attribute that is a DuckDB relation. SQL can reach
    these tables only: no file, no network, no setting."""

    findings: duckdb.DuckDBPyRelation
    """One row for each finding, by path and place."""
    documents: duckdb.DuckDBPyRelation
    """One row for each document that was read, by path."""
    unreadable: duckdb.DuckDBPyRelation
    """One row for each document that could not be read, by path."""
    rules: duckdb.DuckDBPyRelation
    """One row for each rule, with what is known of its precision."""
    provisions: duckdb.DuckDBPyRelation
    """One row for each unit with text of its own."""
    definitions: duckdb.DuckDBPyRelation
    """One row for each term that is defined."""
    references: duckdb.DuckDBPyRelation
    """One row for each place referred to; in SQL its name is quoted: `"references"`."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        self._db = connect()
        for table in TABLES:
            source, given = table_source(manifest.format, table, manifest.paths(table))
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
            return Answer(names, self._rows(cursor))
        except duckdb.Error as fault:
            raise _cannot_answer(fault) from fault

    def close(self) -> None:
        """Release the tables."""
        self._db.close()

    def _rows(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
        import duckdb

        try:
            while batch := cursor.fetchmany(_BATCH):
                yield from batch
        except duckdb.Error as fault:
            raise _cannot_answer(fault) from fault


def scan_results(path: str) -> ScanResults:
    """The tables of the scan in a folder. Raises UsageError for an unfinished or damaged one."""
    return ScanResults(open_scan(path))


def _cannot_answer(fault: Exception) -> UsageError:
    """What is wrong, without the query and the marker under it, which would take several lines."""
    why = " ".join(str(fault).partition("\n\nLINE ")[0].split())[:300]
    return UsageError(message("scans.no_answer", why=why))
