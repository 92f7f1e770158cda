"""The index of definitions over a body of law: one DuckDB file, built bit by bit.

Tables: `about` (key, value), `documents` (one row each, with the digest of its bytes), `places`
(the addresses in each document), `definitions`, and `catalogued`, which holds concepts of
catalogues; names of tables and columns are this module's own, never taken from outside. A document
is written whole or not at all, so that a build that was cut off goes on where it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regcheck.concepts.catalogue import Catalogued
from regcheck.concepts.definitions import Definition
from regcheck.concepts.quick_index import (
    VERSION,
    Copies,
    QuickIndex,
    open_quick,
    write_quick,
)
from regcheck.document.provision_paths import Places
from regcheck.errors import UsageError
from regcheck.law.metadata import DocumentMeta
from regcheck.law.names import Called, Names, plain_name

if TYPE_CHECKING:
    import duckdb

_BATCH = 1000
_COLUMNS = tuple(field.name for field in fields(Definition))
_NUMBERS = frozenset({"start", "end"})
_DOCUMENTS = (
    "path", "digest", "refid", "title", "short_title", "kind", "language", "ministries",
    "based_on", "legal_areas", "in_force", "status",
)  # fmt: skip
_PLACES = ("path", "addresses", "repealed")
_CATALOGUED = tuple(field.name for field in fields(Catalogued))
_TABLES = frozenset({"about", "documents", "places", "definitions", "catalogued"})


@dataclass(frozen=True, slots=True)
class Defined:
    """What one document defines, and its addresses; `digest` is the SHA-256 of its bytes."""

    path: str
    digest: str
    meta: DocumentMeta
    definitions: tuple[Definition, ...]
    places: Places


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the index: what it is called and the addresses in it, relative to it."""

    path: str
    refid: str
    title: str
    short_title: str
    kind: str
    places: Places


class ConceptIndex:
    """An open index. Raises UsageError for a file that is none, or of another version."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: str) -> None:
        self._db = connection
        self.path = path

    def digests(self) -> dict[str, str]:
        """The digest of each document that is in the index, by path."""
        return dict(self._rows("select path, digest from documents"))

    def replace(self, documents: Sequence[Defined]) -> None:
        """Write documents in place of what is there."""
        if not documents:
            return
        self._db.execute("begin")
        self._forget([one.path for one in documents])
        self._insert("documents", _DOCUMENTS, [_document(one) for one in documents])
        places = [
            (one.path, "\n".join(one.places.addresses), "\n".join(one.places.repealed))
            for one in documents
        ]
        self._insert("places", _PLACES, places)
        rows = [astuple(each) for one in documents for each in one.definitions]
        self._insert("definitions", _COLUMNS, rows)
        self._db.execute("commit")

    def replace_catalogue(self, source: str, concepts: Sequence[Catalogued]) -> None:
        """Write the concepts of one catalogue in place of what is there from that source."""
        self._db.execute("begin")
        self._unseal()
        self._db.execute("delete from catalogued where source = ?", [source])
        self._insert("catalogued", _CATALOGUED, [astuple(one) for one in concepts])
        self._db.execute("commit")

    def forget(self, paths: Sequence[str]) -> None:
        """Take documents out."""
        self._db.execute("begin")
        self._forget(paths)
        self._db.execute("commit")

    @property
    def digest(self) -> str:
        """What is in the index, as a short digest; kept by `seal`, else reckoned anew."""
        kept = self._db.execute("select value from about where key = 'digest'").fetchone()
        return str(kept[0]) if kept else self._reckoned()

    def seal(self) -> None:
        """Keep the digest of what is in the index now."""
        digest = self._reckoned()
        self._unseal()
        self._db.execute("insert into about values ('digest', ?)", [digest])

    def documents(self, refids: Iterable[str]) -> Iterator[Known]:
        """The documents with these ids, by path."""
        query = (
            "select d.path, refid, title, short_title, kind, addresses, repealed"
            " from documents d join places p on d.path = p.path"
            " where d.refid in (select unnest(?)) order by d.path"
        )
        rows = self._rows(query, sorted(set(refids)))
        for path, refid, title, short_title, kind, addresses, repealed in rows:
            places = Places(_lines(addresses), _lines(repealed))
            yield Known(path, refid, title, short_title, kind, places)

    def definitions(self, lemmas: Iterable[str] | None = None) -> Iterator[Definition]:
        """The definitions, of these lemmas or all, by lemma and place."""
        rows = self._select("definitions", _COLUMNS, "lemma", lemmas, "lemma, refid, path, start")
        return (Definition(*row) for row in rows)

    def definitions_in(self, refids: Iterable[str]) -> Iterator[Definition]:
        """The definitions in documents with these ids, by id and place."""
        rows = self._select("definitions", _COLUMNS, "refid", refids, "refid, path, start")
        return (Definition(*row) for row in rows)

    def catalogued(self, lemmas: Iterable[str] | None = None) -> Iterator[Catalogued]:
        """The concepts of catalogues, of these lemmas or all, in order."""
        order = "lemma, identifier, term, language"
        rows = self._select("catalogued", _CATALOGUED, "lemma", lemmas, order)
        return (Catalogued(*row) for row in rows)

    def names(self, like: Iterable[str] = ()) -> Names:
        """What the documents with an id are called, those that only amend others left out. With
        `like` only those whose title or short title holds one of these."""
        stems = [stem[:-2] for name in like for stem in (plain_name(name), name.lower())]
        return Names(self._called(stems))

    def copies(self) -> Copies:
        """What a check may ask of the index, read into memory."""
        return Copies(
            self.digest,
            list(self.definitions()),
            list(self.catalogued()),
            list(self._called([])),
        )

    def refids(self) -> list[str]:
        """The ids of all documents that have one, in order."""
        query = "select distinct refid from documents where refid <> '' order by 1"
        return [str(refid) for (refid,) in self._rows(query)]

    def counts(self) -> tuple[int, int, int]:
        """How many documents, definitions and different terms there are."""
        ((documents, definitions, terms),) = self._rows(
            "select (select count(*) from documents), count(*), count(distinct lemma)"
            " from definitions"
        )
        return documents, definitions, terms

    def _called(self, stems: list[str]) -> Iterator[Called]:
        """What documents are called, of those with one of the stems in a title, or all."""
        chosen = (
            "and list_bool_or(list_transform(?, lambda s: contains(lower(title), s)"
            " or contains(lower(short_title), s)))"
        )
        query = (
            "select refid, title, short_title, in_force from documents"  # noqa: S608
            " where refid <> '' and (kind not like 'amending%' or not regexp_matches(lower(title),"
            f" '^(lov|forskrift) om endring')) {chosen if stems else ''} order by path"
        )
        return (Called(*row) for row in self._rows(query, *([stems] if stems else [])))

    def _select(
        self,
        table: str,
        columns: Sequence[str],
        by: str,
        wanted: Iterable[str] | None,
        order: str,
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a table that have one of the wanted values in the column `by`, or all."""
        names = ", ".join(f'"{name}"' for name in columns)
        chosen = "" if wanted is None else f"where {by} in (select unnest(?))"
        query = f"select {names} from {table} {chosen} order by {order}"  # noqa: S608
        return self._rows(query, *([] if wanted is None else [sorted(set(wanted))]))

    def _rows(self, query: str, *given: object) -> Iterator[tuple[Any, ...]]:
        """The rows of an answer, a batch at a time."""
        rows = self._db.execute(query, list(given))
        while batch := rows.fetchmany(_BATCH):
            yield from batch

    def _reckoned(self) -> str:
        digest = sha256(VERSION.encode())
        for query in (
            "select path, digest from documents order by all",
            "select * from definitions order by all",
            "select * from catalogued order by all",
        ):
            rows = self._db.execute(query)
            while batch := rows.fetchmany(_BATCH):
                digest.update(repr(batch).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:32]

    def _unseal(self) -> None:
        self._db.execute("delete from about where key = 'digest'")

    def _forget(self, paths: Sequence[str]) -> None:
        self._unseal()
        for table in ("documents", "places", "definitions"):
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
    connection = _connect(path, create=create)
    copies = None
    try:
        index = ConceptIndex(connection, path)
        yield index
        if create:
            copies = index.copies()
    except _error() as fault:
        done = "written" if create else "read"
        raise UsageError(f"{path}: the index cannot be {done} ({_first_line(fault)})") from fault
    finally:
        connection.close()
    if copies is not None:
        write_quick(path, copies)


def keep_open(path: str) -> ConceptIndex | QuickIndex:
    """The index at `path`, or the copy beside it, read-only and open as long as it is used, for
    asking little and often.

    Raises UsageError as `open_index` does.
    """
    return open_quick(path) or ConceptIndex(_connect(path, create=False), path)


def _connect(path: str, *, create: bool) -> duckdb.DuckDBPyConnection:
    """A connection to a file that is an index of this version. Files of others and the network are
    out of reach, whatever the index asks for."""
    try:
        import duckdb
    except ImportError as missing:
        raise UsageError("an index of concepts needs duckdb: install regcheck[corpus]") from missing
    if not create and not Path(path).is_file():
        raise UsageError(f"{path}: there is no index of concepts; make one with concepts build")
    config: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": "false"}
    if not create:
        config["threads"] = 1
    try:
        connection = duckdb.connect(path, read_only=not create, config=config)
    except duckdb.Error as fault:
        raise UsageError(f"{path}: cannot be used as an index ({_first_line(fault)})") from fault
    try:
        if create or not _is_current(connection):
            _prepare(connection, path, create=create)
        if not create and not _is_finished(connection):
            raise UsageError(f"{path}: the index is not finished; run concepts build again")
    except BaseException as fault:
        connection.close()
        if isinstance(fault, duckdb.Error):
            words = _first_line(fault)
            raise UsageError(f"{path}: the index cannot be read ({words})") from fault
        raise
    return connection


def _error() -> type[Exception]:
    import duckdb

    return duckdb.Error


def _is_current(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the file says that it is an index of this version, which is enough to read it."""
    try:
        found = connection.execute("select value from about where key = 'version'").fetchone()
    except _error():
        return False
    return found is not None and found[0] == VERSION


def _is_finished(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether what was begun on the index has come to its end, and been sealed."""
    return bool(connection.execute("select 1 from about where key = 'digest'").fetchone())


def digest_of(path: str) -> str:
    """What is in the index at `path`, as a digest. Raises UsageError as `open_index` does."""
    quick = open_quick(path)
    if quick is not None:
        quick.close()
        return quick.digest
    with open_index(path) as index:
        return index.digest


def _prepare(connection: duckdb.DuckDBPyConnection, path: str, *, create: bool) -> None:
    tables = {str(row[0]) for row in connection.execute("show tables").fetchall()}
    if create and not tables:
        columns = ", ".join(
            f'"{name}" {"bigint" if name in _NUMBERS else "varchar"}' for name in _COLUMNS
        )
        connection.execute("create table about (key varchar, value varchar)")
        connection.execute("insert into about values ('version', ?)", [VERSION])
        for table, names in (
            ("documents", _DOCUMENTS),
            ("places", _PLACES),
            ("catalogued", _CATALOGUED),
        ):
            texts = ", ".join(f'"{name}" varchar' for name in names)
            connection.execute(f"create table {table} ({texts})")
        connection.execute(f"create table definitions ({columns})")
        return
    if not {"about", "documents", "definitions"} <= tables:
        raise UsageError(f"{path}: is no index of concepts")
    found = connection.execute("select value from about where key = 'version'").fetchone()
    if found is None or found[0] != VERSION or not tables >= _TABLES:
        raise UsageError(
            f"{path}: was made by another version of regcheck; delete it and build it anew"
        )


def _document(one: Defined) -> tuple[str, ...]:
    """The cells under `_DOCUMENTS`."""
    meta = one.meta
    several = (meta.ministries, meta.based_on, meta.legal_areas)
    return (
        one.path, one.digest, meta.refid, meta.title, meta.short_title, meta.kind.value,
        meta.language, *(json.dumps(values, ensure_ascii=False) for values in several),
        meta.in_force, meta.status,
    )  # fmt: skip


def _lines(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("\n")) if joined else ()


def _first_line(fault: Exception) -> str:
    return " ".join(str(fault).split())[:200]
