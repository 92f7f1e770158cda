"""The index of definitions over a body of law: one DuckDB file, built bit by bit.

Tables: `about` (key, value), `documents` (one row each, with the digest of its bytes) and
`definitions`; names of tables and columns are this module's own, never taken from outside. A
document is written whole or not at all, so that a build that was cut off goes on
where it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regcheck.corpus.definitions import Definition
from regcheck.errors import UsageError
from regcheck.law.metadata import DocumentMeta

if TYPE_CHECKING:
    import duckdb

VERSION = "1"
BATCH = 200
_COLUMNS = tuple(field.name for field in fields(Definition))
_NUMBERS = frozenset({"start", "end"})
_DOCUMENTS = (
    *("path", "digest", "refid", "title", "kind", "language", "ministries", "based_on"),
    *("legal_areas", "in_force"),
)


class ConceptIndex:
    """An open index. Raises UsageError for a file that is none, or of another version."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: str) -> None:
        self._db = connection
        self.path = path

    def digests(self) -> dict[str, str]:
        """The digest of each document that is in the index, by path."""
        rows = self._db.execute("select path, digest from documents").fetchall()
        return {str(path): str(digest) for path, digest in rows}

    def replace(
        self, documents: Sequence[tuple[str, str, DocumentMeta, Sequence[Definition]]]
    ) -> None:
        """Write documents (path, digest, metadata, definitions) in place of what is there."""
        if not documents:
            return
        self._db.execute("begin")
        self._forget([path for path, _, _, _ in documents])
        self._insert("documents", _DOCUMENTS, [_document(p, d, m) for p, d, m, _ in documents])
        rows = [
            tuple(getattr(one, name) for name in _COLUMNS)
            for _, _, _, definitions in documents
            for one in definitions
        ]
        self._insert("definitions", _COLUMNS, rows)
        self._db.execute("commit")

    def forget(self, paths: Sequence[str]) -> None:
        """Take documents out."""
        self._db.execute("begin")
        self._forget(paths)
        self._db.execute("commit")

    def definitions(self, lemmas: Iterable[str] | None = None) -> Iterator[Definition]:
        """The definitions, of these lemmas or all, by lemma and place."""
        names = ", ".join(f'"{name}"' for name in _COLUMNS)
        order = "order by lemma, refid, path, start"
        if lemmas is None:
            rows = self._db.execute(f"select {names} from definitions {order}")  # noqa: S608
        else:
            chosen = "where lemma in (select unnest(?))"
            rows = self._db.execute(
                f"select {names} from definitions {chosen} {order}",  # noqa: S608
                [sorted(set(lemmas))],
            )
        while batch := rows.fetchmany(1000):
            for row in batch:
                yield Definition(*row)

    def counts(self) -> tuple[int, int, int]:
        """How many documents, definitions and different terms there are."""
        found = self._db.execute(
            "select (select count(*) from documents), count(*), count(distinct lemma)"
            " from definitions"
        ).fetchone()
        documents, definitions, terms = found or (0, 0, 0)
        return int(documents), int(definitions), int(terms)

    def based_on(self) -> dict[str, tuple[str, ...]]:
        """The acts that each document with an id is based on, by id."""
        rows = self._db.execute("select refid, based_on from documents where refid <> ''")
        return {str(refid): tuple(json.loads(acts)) for refid, acts in rows.fetchall()}

    def titles(self) -> dict[str, str]:
        """The title of each document with an id, by id."""
        rows = self._db.execute("select refid, title from documents where refid <> ''")
        return {str(refid): str(title) for refid, title in rows.fetchall()}

    def _forget(self, paths: Sequence[str]) -> None:
        for table in ("documents", "definitions"):
            self._db.execute(
                f"delete from {table} where path in (select unnest(?))",  # noqa: S608
                [list(paths)],
            )

    def _insert(self, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        if not rows:
            return
        columns = [list(column) for column in zip(*rows, strict=True)]
        values = ", ".join("unnest(?)" for _ in names)
        self._db.execute(f"insert into {table} select {values}", columns)


@contextmanager
def open_index(path: str, *, create: bool = False) -> Iterator[ConceptIndex]:
    """The index at `path`, read-only unless it may be created or written.

    Raises UsageError when duckdb is not installed, or the file cannot be used.
    """
    try:
        import duckdb
    except ImportError as missing:
        raise UsageError("an index of concepts needs duckdb: install regcheck[corpus]") from missing
    if not create and not Path(path).is_file():
        raise UsageError(f"{path}: there is no index of concepts; make one with concepts build")
    try:
        connection = duckdb.connect(path, read_only=not create)
    except duckdb.Error as fault:
        raise UsageError(f"{path}: cannot be used as an index ({_first_line(fault)})") from fault
    try:
        _prepare(connection, path, create=create)
        yield ConceptIndex(connection, path)
    except duckdb.Error as fault:
        raise UsageError(f"{path}: the index cannot be read ({_first_line(fault)})") from fault
    finally:
        connection.close()


def _prepare(connection: duckdb.DuckDBPyConnection, path: str, *, create: bool) -> None:
    tables = {str(row[0]) for row in connection.execute("show tables").fetchall()}
    if create and not tables:
        texts = ", ".join(f'"{name}" varchar' for name in _DOCUMENTS)
        columns = ", ".join(
            f'"{name}" {"bigint" if name in _NUMBERS else "varchar"}' for name in _COLUMNS
        )
        connection.execute("create table about (key varchar, value varchar)")
        connection.execute("insert into about values ('version', ?)", [VERSION])
        connection.execute(f"create table documents ({texts})")
        connection.execute(f"create table definitions ({columns})")
        return
    if not {"about", "documents", "definitions"} <= tables:
        raise UsageError(f"{path}: is no index of concepts")
    found = connection.execute("select value from about where key = 'version'").fetchone()
    if found is None or found[0] != VERSION:
        raise UsageError(
            f"{path}: was made by another version of regcheck; delete it and build it anew"
        )


def _document(path: str, digest: str, meta: DocumentMeta) -> tuple[str, ...]:
    return (
        path,
        digest,
        meta.refid,
        meta.short_title or meta.title,
        meta.kind.value,
        meta.language,
        json.dumps(meta.ministries, ensure_ascii=False),
        json.dumps(meta.based_on, ensure_ascii=False),
        json.dumps(meta.legal_areas, ensure_ascii=False),
        meta.in_force,
    )


def _first_line(fault: Exception) -> str:
    return " ".join(str(fault).split())[:200]
