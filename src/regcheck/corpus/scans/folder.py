"""A scan on disk: parts, each a file a table under a digest of all that its rows depend on, and
a manifest that lists those that count. It is written last, so that the previous scan stays
intact until then. There is one writer at a time."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Final, Literal

from regcheck.base.errors import UsageError, cannot_write
from regcheck.base.files.outputs import output_place, refuse_odd
from regcheck.base.files.whole import replacing
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.corpus.scans.tables import (
    DOCUMENTS,
    FORMATS,
    IN_PARTS,
    SCHEMA_VERSION,
    Row,
    read_rows,
    table_source,
    write_rows,
)

MANIFEST: Final = "manifest.json"
RULES_FILE: Final = "rules"
"""The one file of the table of rules."""
_LOCK: Final = ".lock"
AGAIN: Final = "-again"
"""Ends the name of a part with documents that shall be tried again."""
TRANSIENT: Final = frozenset({"timeout", "crashed", "internal", "memory", "not-found", "access"})
"""Reasons why a document is unreadable that may be gone the next time."""
_OWN = pattern(r"[0-9a-f]{12}-[0-9a-f]{20}(?:-again)?\.(?:parquet|jsonl|csv)(?:\.|$)")


Rows = dict[str, list[Row]]
"""Rows of documents, by table."""
Source = Callable[[str], tuple[str, list[Any]]]
"""SQL, with its parameters, for all rows of a table by its name."""


def by_document(rows: Rows) -> dict[str, Rows]:
    """The rows of each document by its path, the first column of every table."""
    found: dict[str, Rows] = {}
    for table, some in rows.items():
        for row in some:
            found.setdefault(str(row[0]), {}).setdefault(table, []).append(row)
    return found


@dataclass(frozen=True, slots=True)
class PartFiles:
    """The files of the parts in a scan's folder, in one format."""

    folder: Path
    format: str

    def path(self, table: str, name: str) -> Path:
        """Where a part's rows of a table lie."""
        return self.folder / table / f"{name}.{self.format}"

    def prepare(self) -> None:
        """Create the folders, and delete what is half written. Raises UsageError."""
        try:
            for table in (*IN_PARTS, RULES_FILE):
                output_place(self.folder / table / MANIFEST)
            for table in IN_PARTS:
                for left in (self.folder / table).glob("*.tmp"):
                    # DuckDB puts its own beginning before the name of a file it is writing.
                    hidden = left.name.removeprefix("tmp_")
                    if hidden.startswith(".") and _OWN.match(hidden[1:]):
                        left.unlink()
        except OSError as fault:
            raise cannot_write(self.folder, fault) from fault

    def names(self, start: str) -> list[str]:
        """The existing parts whose names start so, sorted."""
        found = (self.folder / "documents").glob(f"{start}*.{self.format}")
        return sorted(path.stem for path in found if not path.name.startswith("."))

    def write(self, name: str, rows: Rows) -> None:
        """Write a part. Raises UsageError if that is impossible."""
        try:
            for table in sorted(IN_PARTS, key="documents".__eq__):
                write_rows(self.path(table, name), table, rows[table])
        except OSError as fault:
            raise cannot_write(self.folder, fault) from fault

    def read(self, name: str) -> Rows:
        """The rows of a part. Raises DamagedError."""
        return {table: read_rows(self.path(table, name), table) for table in IN_PARTS}

    def final(self, name: str) -> set[tuple[str, str]]:
        """The documents of a part, by path and digest, that need not be tried again."""
        lost = ", ".join(f"'{reason}'" for reason in sorted(TRANSIENT))
        which = {"documents": "skipped is null", "unreadable": f"reason not in ({lost})"}
        columns = "path, coalesce(digest, '')"
        return {
            (str(path), str(digest))
            for table, where in which.items()
            for path, digest in read_rows(self.path(table, name), table, columns, where)
        }

    def described(self, name: str, rows: Rows) -> dict[str, Any]:
        """What the manifest says about a part with these rows."""
        column = DOCUMENTS.index("skipped")
        return {
            "name": name,
            "rows": {table: len(rows[table]) for table in IN_PARTS},
            "skipped": sum(row[column] is not None for row in rows["documents"]),
            "sha256": self.digests(name),
        }

    def digests(self, name: str) -> dict[str, str]:
        """The SHA-256 of each file of a part."""
        return {table: file_digest(self.path(table, name)) for table in IN_PARTS}

    def delete_all_but(self, names: Iterable[str]) -> None:
        """Delete all other parts, also of other formats, and nothing that is not a part."""
        kept = {f"{name}.{self.format}" for name in names}
        for table in IN_PARTS:
            for path in sorted((self.folder / table).iterdir()):
                if path.name not in kept and _OWN.match(path.name):
                    path.unlink()
        for other in FORMATS:
            if other != self.format:
                PartFiles(self.folder, other).path("rules", RULES_FILE).unlink(missing_ok=True)


def _shape() -> Any:
    """What of a manifest is gone by."""
    from msgspec import defstruct

    rows, digests = dict[str, int], dict[str, str]
    part: Any = defstruct("Part", [("name", str), ("rows", rows), ("sha256", digests)])
    inputs = defstruct("Inputs", [("digest", str)])
    tool = defstruct("Tool", [("version", str)])
    rule_set = defstruct("RuleSet", [("digest", str), ("rules", int)])
    settings = defstruct("Settings", [("packs", list[str])])
    needed = [("inputs", inputs), ("format", Literal["parquet", "jsonl", "csv"])]
    others = [("rules", str), ("tool", tool), ("rule_set", rule_set), ("settings", settings)]
    may_lack = [(name, kind, None) for name, kind in others]
    return defstruct("Manifest", [*needed, ("parts", list[part]), *may_lack])


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of `manifest.json`."""

    folder: Path
    values: Mapping[str, Any]

    @property
    def format(self) -> str:
        """The format of the parts."""
        return str(self.values["format"])

    @property
    def files(self) -> PartFiles:
        """The parts' files."""
        return PartFiles(self.folder, self.format)

    @property
    def parts(self) -> Sequence[Mapping[str, Any]]:
        """The parts in the order of their documents."""
        parts: Sequence[Mapping[str, Any]] = self.values["parts"]
        return parts

    def paths(self, table: str) -> list[Path]:
        """The files with a table's rows, in order; empty ones are left out."""
        if table == "rules":
            return [self.files.path(table, RULES_FILE)] if "rules" in self.values else []
        parts = (part for part in self.parts if part["rows"].get(table))
        return [self.files.path(table, part["name"]) for part in parts]

    def source(self, table: str) -> tuple[str, list[Any]]:
        """SQL, with its parameters, that selects all rows of a table."""
        return table_source(self.format, table, self.paths(table))

    def damaged(self) -> Path | None:
        """The first file that has changed since it was written, or None."""
        known = [
            (self.files.path(table, part["name"]), digest)
            for part in self.parts
            for table, digest in part["sha256"].items()
        ]
        known += [(path, self.values["rules"]) for path in self.paths("rules")]
        for path, digest in known:
            try:
                if file_digest(path) != digest:
                    return path
            except OSError:
                return path
        return None


@contextmanager
def replaced_rows(manifest: Manifest, paths: Iterable[str], rows: Rows) -> Iterator[Source]:
    """The source of each table of a scan that has `rows` for the documents with these paths."""
    replaced = sorted(paths)
    with TemporaryDirectory() as folder:
        files = PartFiles(Path(folder), "jsonl")

        def source(table: str) -> tuple[str, list[Any]]:
            kept, given = manifest.source(table)
            fresh, more = table_source("jsonl", table, [files.path(table, RULES_FILE)])
            sql = f"select * from ({kept}) where not list_contains(?, path) union all {fresh}"  # noqa: S608
            return sql, [*given, replaced, *more]

        files.prepare()
        for table in IN_PARTS:
            write_rows(files.path(table, RULES_FILE), table, rows.get(table, ()))
        yield source


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a finished scan, or None. Raises UsageError for one that is damaged."""
    path = folder / MANIFEST
    try:
        values = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as fault:
        raise UsageError(message("scans.no_manifest", path=path)) from fault
    version = values.get("schema_version") if isinstance(values, dict) else None
    if version != SCHEMA_VERSION:
        raise UsageError(message("scans.other_version", path=path))
    try:
        import msgspec

        for part in msgspec.convert(values, _shape()).parts:
            if not part.rows.keys() & part.sha256.keys() >= set(IN_PARTS):
                raise ValueError("parts")
            if "/" in part.name or "\\" in part.name or part.name.startswith("."):
                raise ValueError("name")
    except ValueError as wrong:
        raise UsageError(message("scans.damaged_manifest", path=path)) from wrong
    return Manifest(folder, values)


def open_scan(folder: str) -> Manifest:
    """The manifest of a finished, undamaged scan. Raises UsageError when there is none."""
    place = Path(folder)
    manifest = read_manifest(place)
    if manifest is None:
        started = any((place / table).is_dir() for table in IN_PARTS)
        raise UsageError(message(f"scans.{'unfinished' if started else 'no_scan'}", folder=folder))
    damaged = manifest.damaged()
    if damaged is not None:
        raise UsageError(message("scans.damaged", path=damaged))
    return manifest


def write_manifest(folder: Path, values: Mapping[str, Any]) -> None:
    """Write a manifest. Raises UsageError if that is impossible."""
    text = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    try:
        with replacing(folder / MANIFEST) as fresh:
            fresh.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as fault:
        raise cannot_write(folder, fault) from fault


def file_digest(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep others from writing in the folder. Raises UsageError if another process is."""
    try:
        stream = refuse_odd(folder / _LOCK).open("ab")
    except OSError as fault:
        raise cannot_write(folder, fault) from fault
    with stream:
        if not _lock(stream):
            raise UsageError(message("scans.locked", folder=folder))
        yield


def _lock(stream: IO[bytes]) -> bool:
    """Take a lock that child processes do not inherit, so that none of them can outlive it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
