"""The index of definitions over a body of law: one SQLite file with `about`, `documents`,
`definitions` and `catalogued`. Documents are written whole, so that a build continues where it
stopped; other commands read it once it is sealed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import astuple, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from regcheck.base.errors import UsageError, system_reason
from regcheck.base.files.outputs import refuse_odd
from regcheck.base.texts.message import message
from regcheck.concepts.catalogue import CatalogueConcept
from regcheck.concepts.definitions import Definition
from regcheck.document.provision_paths import Places
from regcheck.law.metadata import DocumentMeta
from regcheck.law.names import NamedDocument, Names, plain_name

VERSION = "5"
"""What is kept of each document, and how it is read."""
HEADER = b"SQLite format 3\0"
"""What an index begins with."""
_BATCH = 1000
_DEFINITIONS = tuple(field.name for field in fields(Definition))
_CATALOGUED = tuple(field.name for field in fields(CatalogueConcept))
_DOCUMENTS = (
    "path", "digest", "refid", "title", "short_title", "kind", "in_force",
    "addresses", "repealed", "lowered", "ministries", "legal_areas", "eu_acts",
    "words",
)  # fmt: skip
_KINDS = {"start": "integer", "end": "integer", "words": "blob"}
"""Of cells that are no text."""
_SCHEMA = f"""
create table about (key text primary key, value text);
insert into about values ('version', '{VERSION}');
create table documents ({",".join(_DOCUMENTS)}, primary key (path));
create table definitions ({",".join(f'"{name}"' for name in _DEFINITIONS)});
create table catalogued ({",".join(_CATALOGUED)});
create index document_refids on documents (refid);
create index definition_paths on definitions (path);
create index definition_concepts on definitions (concept, refid, path, start);
create index definition_refids on definitions (refid, path, start);
create index catalogued_lemmas on catalogued (lemma, identifier, term, language);
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the index keeps of a document; `words` is what `usage.packed` gives."""

    path: str
    digest: str
    meta: DocumentMeta
    definitions: tuple[Definition, ...]
    places: Places
    eu_acts: tuple[str, ...] = ()
    words: bytes = b""


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document of the index: names, relative addresses, owners, subjects and EU acts."""

    path: str
    refid: str
    title: str
    short_title: str
    kind: str
    places: Places
    ministries: tuple[str, ...] = ()
    legal_areas: tuple[str, ...] = ()
    eu_acts: tuple[str, ...] = ()
    in_force: str = ""


class ConceptIndex:
    """An open index. Methods raise sqlite3.Error where the file is damaged."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def digests(self) -> dict[str, str]:
        """The digest of each document in the index, by path."""
        return dict(self._rows(_select(("path", "digest"), "documents")))

    def replace(self, documents: Sequence[IndexEntry]) -> None:
        """Write documents in place of those with the same paths."""
        with self._db:
            self._delete([one.path for one in documents])
            self._insert("documents", map(_document, documents))
            self._insert("definitions", (astuple(d) for one in documents for d in one.definitions))

    def replace_catalogue(self, source: str, concepts: Sequence[CatalogueConcept]) -> None:
        """Write the concepts of one catalogue in place of those from the same source."""
        with self._db:
            self._unseal()
            self._db.execute("delete from catalogued where source = ?", [source])
            self._insert("catalogued", map(astuple, concepts))

    def forget(self, paths: Sequence[str]) -> None:
        """Remove documents."""
        with self._db:
            self._delete(paths)

    @property
    def digest(self) -> str:
        """The digest that `seal` kept; empty in an index that is not finished."""
        kept = self._db.execute("select value from about where key = 'digest'").fetchone()
        return str(kept[0]) if kept else ""

    def seal(self) -> None:
        """Keep the digest of what the index holds: it is finished."""
        digest = sha256(VERSION.encode())
        for columns, table in (
            (_DOCUMENTS[:2], "documents"),
            (_DEFINITIONS, "definitions"),
            (_CATALOGUED, "catalogued"),
        ):
            order = ", ".join(f'"{name}"' for name in columns)
            rows = self._db.execute(f"{_select(columns, table)} order by {order}")
            while batch := rows.fetchmany(_BATCH):
                digest.update(repr(batch).encode("utf-8", "surrogatepass"))
        with self._db:
            self._unseal()
            self._db.execute("insert into about values ('digest', ?)", [digest.hexdigest()[:32]])

    def documents(self, refids: Iterable[str]) -> Iterator[IndexedDocument]:
        """The documents with these ids, by path."""
        names = ("path", "refid", "title", "short_title", "kind", "in_force")
        lists = ("addresses", "repealed", "ministries", "legal_areas", "eu_acts")
        for row in self._chosen((*names, *lists), "documents", "refid", refids):
            known: dict[str, Any] = dict(zip(names, row, strict=False))
            addresses, repealed, *others = (tuple(filter(None, one.split("\n"))) for one in row[6:])
            known |= dict(zip(lists[2:], others, strict=True))
            yield IndexedDocument(places=Places(addresses, repealed), **known)

    def definitions(self, concepts: Iterable[str] | None = None) -> Iterator[Definition]:
        """The definitions of these concepts, or all, by concept and place."""
        order = "concept, refid, path, start"
        rows = self._chosen(_DEFINITIONS, "definitions", "concept", concepts, order)
        return (Definition(*row) for row in rows)

    def definitions_in(self, refids: Iterable[str]) -> Iterator[Definition]:
        """The definitions in documents with these ids, by id and place."""
        order = "refid, path, start"
        rows = self._chosen(_DEFINITIONS, "definitions", "refid", refids, order)
        return (Definition(*row) for row in rows)

    def catalogued(self, lemmas: Iterable[str] | None = None) -> Iterator[CatalogueConcept]:
        """The concepts of catalogues with these lemmas, or all, in order."""
        order = "lemma, identifier, term, language"
        rows = self._chosen(_CATALOGUED, "catalogued", "lemma", lemmas, order)
        return (CatalogueConcept(*row) for row in rows)

    def discouraged(self) -> Iterator[CatalogueConcept]:
        """The concepts of catalogues with terms that these advise against, in order."""
        query = _select(_CATALOGUED, "catalogued")
        rows = self._rows(f"{query} where deprecated <> '' order by lemma, identifier, language")
        return (CatalogueConcept(*row) for row in rows)

    def names(self, like: Iterable[str] = ()) -> Names:
        """What documents that do not only amend are called; `like` filters by parts of titles."""
        stems = [stem[:-2] for name in like for stem in (plain_name(name), name.lower())]
        query = (
            f"{_select(('refid', 'title', 'short_title', 'in_force'), 'documents')}"
            " where refid <> '' and not (kind like 'amending%' and (lowered like 'lov om endring%'"
            " or lowered like 'forskrift om endring%'))"
        )
        if stems:
            query += " and exists (select 1 from json_each(?) where instr(lowered, value))"
        rows = self._rows(f"{query} order by path", *([json.dumps(stems)] if stems else []))
        return Names(NamedDocument(*row) for row in rows)

    def words(self) -> Iterator[tuple[str, bytes]]:
        """The id, or path, of each document and the words in it, as `usage.packed` made them."""
        return self._rows(
            "select cast(iif(refid = '', path, refid) as text), cast(words as blob)"
            " from documents order by path"
        )

    def refids(self) -> list[str]:
        """The ids of all documents that have one, in order."""
        query = "select distinct refid from documents where refid <> '' order by 1"
        return [str(refid) for (refid,) in self._rows(query)]

    def counts(self) -> tuple[int, int, int]:
        """The number of documents, of definitions and of different terms."""
        ((documents, definitions, terms),) = self._rows(
            "select (select count(*) from documents), count(*), count(distinct concept)"
            " from definitions"
        )
        return documents, definitions, terms

    def _chosen(
        self,
        columns: Sequence[str],
        table: str,
        by: str,
        wanted: Iterable[str] | None,
        order: str = "path",
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a table that have one of the wanted values in the column `by`, or all."""
        query = _select(columns, table)
        if wanted is None:
            return self._rows(f"{query} order by {order}")
        chosen = f"where {by} in (select value from json_each(?))"  # noqa: S608
        return self._rows(f"{query} {chosen} order by {order}", json.dumps(sorted(set(wanted))))

    def _rows(self, query: str, *given: object) -> Iterator[tuple[Any, ...]]:
        return self._db.execute(query, given)

    def _unseal(self) -> None:
        self._db.execute("delete from about where key = 'digest'")

    def _delete(self, paths: Sequence[str]) -> None:
        self._unseal()
        for table in ("documents", "definitions"):
            self._db.executemany(f"delete from {table} where path = ?", ([one] for one in paths))  # noqa: S608

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        columns = {"documents": _DOCUMENTS, "definitions": _DEFINITIONS}.get(table, _CATALOGUED)
        marks = ", ".join("?" * len(columns))
        self._db.executemany(f"insert into {table} values ({marks})", rows)  # noqa: S608


@contextmanager
def open_index(path: str, *, create: bool = False) -> Iterator[ConceptIndex]:
    """The index at `path`, read-only unless it may be created or written. Raises UsageError for
    another version or an unfinished one."""
    connection = _connect(path, create=create)
    try:
        yield ConceptIndex(connection)
    except sqlite3.Error as fault:
        key = "concepts.index_not_written" if create else "concepts.index_not_read"
        raise UsageError(message(key, path=path, reason=_reason(fault))) from fault
    finally:
        connection.close()


def keep_open(path: str) -> ConceptIndex:
    """The index at `path`, read-only, for any thread. Raises UsageError as `open_index`."""
    return ConceptIndex(_connect(path, create=False))


def index_in_memory(
    documents: Sequence[IndexEntry], concepts: Sequence[CatalogueConcept]
) -> ConceptIndex:
    """An index without a file, of documents and of concepts from one source."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_SCHEMA)
    index = ConceptIndex(connection)
    index.replace(documents)
    index.replace_catalogue("", concepts)
    return index


def digest_of(path: str) -> str:
    """The digest of the index at `path`. Raises UsageError as `open_index` does."""
    with open_index(path) as index:
        return index.digest


def _connect(path: str, *, create: bool) -> sqlite3.Connection:
    place = Path(path)
    if not place.is_file() and (place.exists() or not create):
        raise UsageError(message(f"concepts.{'not_an_index' if create else 'no_index'}", path=path))
    if create:
        try:
            for part in ("", "-journal", "-wal", "-shm"):  # SQLite follows a link that waits for it
                refuse_odd(f"{path}{part}")
        except (OSError, ValueError) as fault:
            why = system_reason(fault)
            raise UsageError(message("reports.cannot_write", path=path, why=why)) from fault
    uri = f"{place.absolute().as_uri()}?mode={'rwc' if create else 'ro'}"
    with ExitStack() as opened:
        try:
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            opened.callback(connection.close)
            _prepare(connection, path, create=create)
        except sqlite3.Error as fault:
            if fault.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
                raise UsageError(message("concepts.unfinished_index", path=path)) from fault
            unusable = message("concepts.unusable_index", path=path, reason=_reason(fault))
            raise UsageError(unusable) from fault
        opened.pop_all()
        return connection


def _prepare(connection: sqlite3.Connection, path: str, *, create: bool) -> None:
    connection.execute("pragma trusted_schema = off")
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(_SCHEMA)
        ours = _tables(fresh)
    tables = _tables(connection)
    if create and not tables:
        connection.executescript(f"begin; {_SCHEMA} commit")
        tables = ours
    if tables.get("about") != ours["about"]:
        raise UsageError(message("concepts.not_an_index", path=path))
    about = dict(connection.execute("select key, value from about"))
    if about.get("version") != VERSION:
        raise UsageError(message("concepts.other_version", path=path))
    if not ours.items() <= tables.items():
        # What stands in columns that others made may be worked out, without end.
        raise UsageError(message("concepts.not_an_index", path=path))
    if not create and "digest" not in about:
        raise UsageError(message("concepts.unfinished_index", path=path))


def _tables(connection: sqlite3.Connection) -> dict[str, str]:
    made = "select name, sql from sqlite_master where type = 'table'"
    return dict(connection.execute(made))


def _document(one: IndexEntry) -> tuple[str | bytes, ...]:
    meta = one.meta
    addresses, repealed = "\n".join(one.places.addresses), "\n".join(one.places.repealed)
    return (
        one.path, one.digest, meta.refid, meta.title, meta.short_title, meta.kind.value,
        meta.in_force, addresses, repealed, f"{meta.title}\n{meta.short_title}".lower(),
        "\n".join(meta.ministries), "\n".join(meta.legal_areas), "\n".join(one.eu_acts),
        one.words,
    )  # fmt: skip


def _select(columns: Sequence[str], table: str) -> str:
    """A query whose cells are of their kind, whatever somebody put into the file."""
    cells = (f"""cast(ifnull("{name}", '') as {_KINDS.get(name, "text")})""" for name in columns)
    return f"select {', '.join(cells)} from {table}"  # noqa: S608


def _reason(fault: sqlite3.Error) -> str:
    return " ".join(str(fault).split())[:200]
