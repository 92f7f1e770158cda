"""A scan: documents are checked once, and their rows kept in parts. Only paths and sizes decide
where a part ends, so that a changed document changes its own part only."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from regcheck.base.datafiles.data_files import corpora_folder
from regcheck.changes.answers import Answering
from regcheck.changes.suppressions.suppressing import Suppressing
from regcheck.corpus.scans.folder import (
    AGAIN,
    RULES_FILE,
    TRANSIENT,
    Manifest,
    PartFiles,
    Rows,
    file_digest,
    write_manifest,
)
from regcheck.corpus.scans.rows import RowMaker, rule_rows
from regcheck.corpus.scans.tables import IN_PARTS, SCHEMA_VERSION, DamagedError, write_rows
from regcheck.document.model import Unreadable
from regcheck.readers.inputs import Input, Inputs
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.check import CheckJob
from regcheck.run.findings_cache import basis_of
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules

PART_DOCUMENTS: Final = 96
PART_BYTES: Final = 2_000_000
_ENDS_AT: Final = 32
"""One path in so many ends a part."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ScanTotals:
    """What a scan did: how many documents were checked now and how many taken over, and totals."""

    scanned: int
    kept: int
    documents: int
    findings: int
    unreadable: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What is scanned, with what, and where to. `header` goes first in the manifest."""

    inputs: Inputs
    rules: LoadedRules
    settings: Settings
    options: RunOptions
    suppressing: Suppressing
    folder: Path
    format: str
    header: Mapping[str, Any]
    answering: Answering | None = None

    @property
    def basis(self) -> bytes:
        """A digest of everything that rows depend on, except the documents."""
        first = basis_of(self.rules.rule_set, self.settings, self.options.limits)
        if self.options.tables == "all":
            first += b"units"
        sidecar = repr(self.suppressing.sidecar.entries).encode("utf-8", "surrogatepass")
        day = self.suppressing.today
        today = day.isoformat().encode() if day else b""
        given = repr(self.answering.entries).encode() if self.answering else b""
        return hashlib.sha256(first + sidecar + today + given).digest()


def run_scan(scan: Scan, earlier: Manifest | None, progress: Progress | None = None) -> ScanTotals:
    """Bring the scan in the folder, which the caller has locked, up to date. `progress` gets
    documents and bytes done. Raises UsageError if the folder is not writable."""
    basis = scan.basis
    inputs = inputs_digest(scan.inputs)
    done = _unchanged(scan, earlier, basis, inputs)
    if done is not None:
        return done
    files = PartFiles(scan.folder, scan.format)
    files.prepare()
    before = {part["name"]: part for part in earlier.parts} if earlier else {}
    work = _Work(scan, files, basis, progress, before)
    work.run()
    counts = {table: sum(one["rows"][table] for one in work.entries) for table in IN_PARTS}
    rules = files.path("rules", RULES_FILE)
    write_rows(rules, "rules", rule_rows(scan.rules.rule_set, corpora_folder() / "precision"))
    skipped = sum(entry["skipped"] for entry in work.entries)
    write_manifest(
        scan.folder,
        {
            **scan.header,
            "schema_version": SCHEMA_VERSION,
            "format": scan.format,
            "basis": basis.hex(),
            "inputs": {"digest": inputs, "given": len(scan.inputs.entries)},
            "rows": counts,
            "skipped": skipped,
            "rules": file_digest(rules),
            "parts": work.entries,
        },
    )
    files.delete_all_but(entry["name"] for entry in work.entries)
    return _scanned(work.scanned, work.kept, counts, skipped)


def _scanned(scanned: int, kept: int, rows: Mapping[str, int], skipped: int) -> ScanTotals:
    documents, findings, unreadable = (rows[one] for one in ("documents", "findings", "unreadable"))
    return ScanTotals(scanned, kept, documents, findings, unreadable, skipped)


def inputs_digest(inputs: Inputs) -> str:
    """A digest of the given files and archives, and of their paths."""
    digest = hashlib.sha256()
    for entry in inputs.entries:
        if isinstance(entry, Unreadable):
            said = f"{entry.path}\0{entry.reason}\0"
        elif entry.data is not None:
            said = f"{entry.path}\0{hashlib.sha256(entry.data).hexdigest()}\0"
        else:
            try:
                said = f"{entry.path}\0{file_digest(Path(entry.location))}\0"
            except (OSError, ValueError):
                said = f"{entry.path}\0\0"
        digest.update(said.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _unchanged(
    scan: Scan, earlier: Manifest | None, basis: bytes, inputs: str
) -> ScanTotals | None:
    """The outcome of a scan with nothing to do; None if there is something to do."""
    if earlier is None or earlier.format != scan.format:
        return None
    values = earlier.values
    same = values.get("basis") == basis.hex() and values["inputs"]["digest"] == inputs
    again = any(part["name"].endswith(AGAIN) for part in earlier.parts)
    if not same or again or earlier.damaged():
        return None
    rows = values["rows"]
    kept = rows["documents"] + rows["unreadable"]
    return _scanned(0, kept, rows, values["skipped"])


@dataclass(slots=True)
class _Slot:
    """A document of a part: to be scanned, or with rows in an earlier part."""

    item: Input | Unreadable
    digest: str
    size: int
    kept_in: str = ""


@dataclass(slots=True)
class _Part:
    """A part in the making; `entry` is its entry in the manifest if it exists already."""

    slots: list[_Slot]
    name: str
    entry: Mapping[str, Any] | None = None
    todo: deque[_Slot] = field(default_factory=deque)
    fresh: dict[str, tuple[str, Rows]] = field(default_factory=dict)
    again: bool = False


@dataclass(slots=True)
class _Work:
    """A scan in progress."""

    scan: Scan
    files: PartFiles
    basis: bytes
    progress: Progress | None
    before: Mapping[str, Mapping[str, Any]]
    entries: list[Mapping[str, Any]] = field(default_factory=list)
    scanned: int = 0
    kept: int = 0
    _pending: deque[_Part] = field(default_factory=deque)
    _sound: dict[str, Mapping[str, Any] | None] = field(default_factory=dict)
    _index: dict[tuple[str, str], str] | None = None

    def run(self) -> None:
        """Scan what is to be scanned and write the parts, in order."""
        scan = self.scan
        maker = RowMaker(scan.rules.rule_set)
        job = CheckJob(
            *(scan.rules, scan.settings, scan.options, scan.suppressing),
            answering=scan.answering,
        )
        for result in job.results(self._tasks()):
            while not self._pending[0].todo:
                self._finish(self._pending.popleft())
            part = self._pending[0]
            self._take(part, result, maker)
            if not part.todo:
                self._finish(self._pending.popleft())
        while self._pending:
            self._finish(self._pending.popleft())

    def _tasks(self) -> Iterator[Input | Unreadable]:
        for slots in self._parts():
            part = self._plan(slots)
            tasks = [slot.item for slot in part.todo]
            self._pending.append(part)
            yield from tasks

    def _parts(self) -> Iterator[list[_Slot]]:
        """The documents in order, divided into parts."""
        slots: list[_Slot] = []
        seen: set[str] = set()
        size = 0
        for item in self.scan.inputs:
            if item.path in seen:
                continue
            seen.add(item.path)
            slot = self._slot(item)
            slots.append(slot)
            size += slot.size
            mark = hashlib.sha256(item.path.encode("utf-8", "surrogatepass")).digest()
            last = int.from_bytes(mark[:4], "big") % _ENDS_AT == 0
            if last or len(slots) >= PART_DOCUMENTS or size >= PART_BYTES:
                yield slots
                slots, size = [], 0
        if slots:
            yield slots

    def _slot(self, item: Input | Unreadable) -> _Slot:
        if isinstance(item, Unreadable):
            return _Slot(item, "", 0)
        data = item.read(self.scan.options.limits)
        if isinstance(data, Unreadable):
            return _Slot(item, "", item.size)
        return _Slot(item, hashlib.sha256(data).hexdigest(), len(data))

    def _plan(self, slots: list[_Slot]) -> _Part:
        name = self._name((slot.item.path, slot.digest) for slot in slots)
        entry = self._entry(name)
        if entry is None:
            index = self._known()
            for slot in slots:
                slot.kept_in = index.get((slot.item.path, slot.digest), "")
        todo = () if entry else (slot for slot in slots if not slot.kept_in)
        return _Part(slots, name, entry, deque(todo))

    def _entry(self, name: str) -> Mapping[str, Any] | None:
        """The manifest's entry for a part that exists and is undamaged."""
        if name not in self._sound:
            found = None
            if self.files.has(name):
                found = self.before.get(name)
                try:
                    if found is None:
                        found = self.files.entry(name)
                    elif self.files.digests(name) != found["sha256"]:
                        found = None
                except (DamagedError, OSError):
                    found = None
            self._sound[name] = found
        return self._sound[name]

    def _name(self, documents: Iterable[tuple[str, str]]) -> str:
        digest = hashlib.sha256(self.basis)
        for path, of_bytes in documents:
            digest.update(f"{path}\0{of_bytes}\0".encode("utf-8", "surrogatepass"))
        return f"{self._start}{digest.hexdigest()[:20]}"

    @property
    def _start(self) -> str:
        """What the names of all parts with this basis start with."""
        return f"{self.basis.hex()[:12]}-"

    def _known(self) -> dict[tuple[str, str], str]:
        """The part that holds a document's final rows, by path and digest."""
        if self._index is None:
            self._index = {}
            for name in self.files.names(self._start):
                if self._entry(name):
                    final = self.files.known(name).items()
                    self._index.update({key: name for key, done in final if done})
        return self._index

    def _take(self, part: _Part, result: DocumentResult, maker: RowMaker) -> None:
        """Put a result in its place."""
        slot = part.todo.popleft()
        digest = result.digest or slot.digest
        part.fresh[slot.item.path] = (digest, maker.rows(result, digest, slot.size))
        lost = result.unreadable
        part.again |= bool(result.skipped) or (lost is not None and lost.reason in TRANSIENT)
        self.scanned += 1
        self._tell(slot.size, 1)

    def _tell(self, size: int, documents: int) -> None:
        if self.progress:
            self.progress(documents, size)

    def _finish(self, part: _Part) -> None:
        """Write a part, unless it exists, and add it to the manifest."""
        kept = [slot for slot in part.slots if part.entry or slot.kept_in]
        if part.entry is None:
            rows, documents = self._gather(part)
            name = self._name(documents) + (AGAIN if part.again else "")
            self.files.write(name, rows)
            part.entry = self.files.described(name, rows)
        self.entries.append(part.entry)
        self.kept += len(kept)
        self._tell(sum(slot.size for slot in kept), len(kept))

    def _gather(self, part: _Part) -> tuple[Rows, list[tuple[str, str]]]:
        """The rows of a part, new and old ones in the documents' order, and its documents."""
        kept = {
            name: self.files.read(name).by_path()
            for name in dict.fromkeys(slot.kept_in for slot in part.slots)
            if name
        }
        rows, documents = Rows(), []
        for slot in part.slots:
            path = slot.item.path
            if slot.kept_in:
                digest, own = slot.digest, kept[slot.kept_in][path]
            else:
                digest, own = part.fresh[path]
            rows.extend(own)
            documents.append((path, digest))
        return rows, documents
