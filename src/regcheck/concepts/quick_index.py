"""What a check asks of an index of concepts, in a small SQLite file beside it that opens at once.

The file is `INDEX.quick`. It holds copies, never anything of its own, and which index they were
taken from: how its file stood in the file system, and its SHA-256 for where it has been moved.
Where the index is another by now, or was made by another version, the file is passed over.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from regcheck.concepts.catalogue import Catalogued
from regcheck.concepts.definitions import Definition
from regcheck.files.whole import replacing
from regcheck.law.names import Called, Names, plain_name

VERSION = "3"
"""Of the index: what is kept of each document, and how it is read."""
FORMAT = f"3 of {VERSION}"
_SUFFIX = ".quick"
_TABLES = """
create table about (key text primary key, value text) without rowid;
create table definitions (lemma text, refid text, record text);
create table catalogued (lemma text, record text);
create table names (refid text, title text, short_title text, in_force text, lowered text);
"""
_INDICES = """
create index by_lemma on definitions (lemma);
create index by_refid on definitions (refid);
create index catalogued_by_lemma on catalogued (lemma);
"""
_MOST_AT_ONCE = 500
One = TypeVar("One", Definition, Catalogued)


@dataclass(frozen=True, slots=True)
class Copies:
    """What is copied: the digest of what is in the index, definitions and concepts in the order of
    the index, and what documents are called."""

    digest: str
    definitions: Iterable[Definition]
    catalogued: Iterable[Catalogued]
    called: Iterable[Called]


class QuickIndex:
    """An open copy, read only. Answers as the index it was taken from does."""

    def __init__(self, connection: sqlite3.Connection, digest: str) -> None:
        self._db = connection
        self.digest = digest

    def definitions(self, lemmas: Iterable[str]) -> Iterator[Definition]:
        """The definitions of these lemmas, by lemma and place."""
        yield from self._records("definitions", "lemma", lemmas, Definition)

    def definitions_in(self, refids: Iterable[str]) -> Iterator[Definition]:
        """The definitions in documents with these ids, by id and place."""
        found = self._records("definitions", "refid", refids, Definition)
        yield from sorted(found, key=lambda one: (one.refid, one.path, one.start))

    def catalogued(self, lemmas: Iterable[str]) -> Iterator[Catalogued]:
        """The concepts of catalogues with these lemmas, in order."""
        yield from self._records("catalogued", "lemma", lemmas, Catalogued)

    def names(self, like: Iterable[str] = ()) -> Names:
        """What the documents are called; with `like` those whose titles hold one of these."""
        stems = [stem[:-2] for name in like for stem in (plain_name(name), name.lower())]
        if len(stems) > _MOST_AT_ONCE:
            return self.names()
        holds = " or ".join("instr(lowered, ?)" for _ in stems) or "true"
        rows = self._db.execute(
            f"select refid, title, short_title, in_force from names where {holds} order by rowid",  # noqa: S608
            stems,
        )
        return Names(Called(*row) for row in rows)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _records(
        self, table: str, column: str, wanted: Iterable[str], of: type[One]
    ) -> Iterator[One]:
        chosen = sorted(set(wanted))
        for start in range(0, len(chosen), _MOST_AT_ONCE):
            some = chosen[start : start + _MOST_AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows = self._db.execute(
                f"select record from {table} where {column} in ({marks}) order by {column}, rowid",  # noqa: S608
                some,
            )
            for (record,) in rows:
                yield of(**_checked(record))


def write_quick(index: str, copies: Copies) -> None:
    """Write the copy beside the index, which is closed by now, in place of one that is there.

    Where it cannot be written the index is used without it.
    """
    target = Path(f"{index}{_SUFFIX}")
    try:
        with replacing(target) as fresh, contextlib.closing(sqlite3.connect(fresh)) as database:
            _fill(database, copies, _origin_of(index))
    except (OSError, sqlite3.Error):
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)


def open_quick(index: str) -> QuickIndex | None:
    """The copy beside an index; None where there is none that was taken from just this index."""
    path = Path(f"{index}{_SUFFIX}")
    if not path.is_file():
        return None
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
    except sqlite3.Error:
        return None
    try:
        connection.execute("pragma trusted_schema = off")
        about: Mapping[str, str] = dict(connection.execute("select key, value from about"))
        if about.get("format") == FORMAT and _is_from(index, about):
            return QuickIndex(connection, str(about.get("digest", "")))
    except (OSError, sqlite3.Error, ValueError):
        pass
    connection.close()
    return None


def _fill(database: sqlite3.Connection, copies: Copies, origin: Mapping[str, str]) -> None:
    database.execute("pragma journal_mode = off")
    database.executescript(_TABLES)
    about = {"format": FORMAT, "digest": copies.digest, **origin}
    database.executemany("insert into about values (?, ?)", sorted(about.items()))
    database.executemany(
        "insert into definitions values (?, ?, ?)",
        ((one.lemma, one.refid, _record(one)) for one in copies.definitions),
    )
    database.executemany(
        "insert into catalogued values (?, ?)",
        ((one.lemma, _record(one)) for one in copies.catalogued),
    )
    database.executemany(
        "insert into names values (?, ?, ?, ?, ?)",
        (
            (one.refid, one.title, one.short_title, one.in_force, _lowered(one))
            for one in copies.called
        ),
    )
    database.executescript(_INDICES)
    database.commit()


def _record(one: Definition | Catalogued) -> str:
    return json.dumps(asdict(one), ensure_ascii=True, separators=(",", ":"))


def _lowered(one: Called) -> str:
    return f"{one.title}\n{one.short_title}".lower()


def _checked(record: str) -> dict[str, Any]:
    found = json.loads(record)
    if not isinstance(found, dict):
        raise ValueError("a record that is no object")
    return found


def _origin_of(index: str) -> dict[str, str]:
    """What tells an index: the state is taken first, so that a later change shows in it."""
    return {"state": _state_of(index), "index": _digest_of(index)}


def _is_from(index: str, origin: Mapping[str, str]) -> bool:
    """Whether copies come from an index as it is now. A file that stands as it stood is not read:
    that takes longer than all that a check asks of the copies."""
    if origin.get("state") == _state_of(index):
        return True
    return origin.get("index") == _digest_of(index)


def _state_of(index: str) -> str:
    found = Path(index).stat()
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _digest_of(index: str) -> str:
    with Path(index).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
