"""A scan: documents are checked once, and their rows kept in parts. Only paths and sizes decide
where a part ends, so that a changed document changes its own part only."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from regcheck.changes.suppressions.suppressing import Suppressing
from regcheck.corpus.scans.folder import (
    AGAIN,
    RULES_FILE,
    TRANSIENT,
    Manifest,
    PartFiles,
    Rows,
    by_document,
    file_digest,
    write_manifest,
)
from regcheck.corpus.scans.rows import rows_of, rule_rows
from regcheck.corpus.scans.tables import IN_PARTS, SCHEMA_VERSION, DamagedError, write_rows
from regcheck.document.model import Unreadable
from regcheck.readers.inputs import Input, Inputs
from regcheck.results.result import DocumentResult
from regcheck.run.check import CheckJob
from regcheck.run.findings_cache import basis_of

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
    job: CheckJob
    folder: Path
    format: str
    header: Mapping[str, Any]

    @property
    def basis(self) -> bytes:
        """A digest of everything that rows depend on, except the documents."""
        job = self.job
        first = basis_of(job.rules.rule_set, job.settings, job.options.limits)
        first += f"{SCHEMA_VERSION} {job.options.tables}".encode()
        stage = job.suppressing or Suppressing(job.rules.rule_set, job.settings)
        sidecar = repr(stage.sidecar.entries).encode("utf-8", "surrogatepass")
        today = stage.today.isoformat().encode() if stage.today else b""
        given = repr(job.answering.entries).encode() if job.answering else b""
        return hashlib.sha256(first + sidecar + today + given).digest()


def run_scan(scan: Scan, earlier: Manifest | None, progress: Progress | None = None) -> ScanTotals:
    """Bring the scan in the folder, which the caller has locked, up to date. `progress` gets
    documents and bytes done. Raises UsageError if the folder is not writable."""
    basis = scan.basis
    inputs = inputs_digest(scan.inputs)
    if earlier is not None and _is_unchanged(scan, earlier, basis, inputs):
        rows = earlier.values["rows"]
        kept = rows["documents"] + rows["unreadable"]
        return _totals(0, kept, rows, earlier.values["skipped"])
    files = PartFiles(scan.folder, scan.format)
    files.prepare()
    before = {part["name"]: part for part in earlier.parts} if earlier else {}
    work = _Work(scan, files, basis, progress or (lambda *_: None), before)
    work.run()
    counts = {table: sum(one["rows"][table] for one in work.entries) for table in IN_PARTS}
    rules = files.path("rules", RULES_FILE)
    write_rows(rules, "rules", rule_rows(scan.job.rules.rule_set))
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
    return _totals(work.scanned, work.kept, counts, skipped)


def _totals(scanned: int, kept: int, rows: Mapping[str, int], skipped: int) -> ScanTotals:
    documents, findings, unreadable = (rows[one] for one in ("documents", "findings", "unreadable"))
    return ScanTotals(scanned, kept, documents, findings, unreadable, skipped)


def _is_unchanged(scan: Scan, earlier: Manifest, basis: bytes, inputs: str) -> bool:
    """Whether there is nothing to do."""
    values = earlier.values
    known = (earlier.format, values.get("basis"), values["inputs"]["digest"])
    again = any(part["name"].endswith(AGAIN) for part in earlier.parts)
    return known == (scan.format, basis.hex(), inputs) and not again and not earlier.damaged()


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


@dataclass(slots=True)
class _Slot:
    """A document of a part: with the rows made of it, or those in an earlier part."""

    item: Input | Unreadable
    digest: str
    size: int
    kept_in: str = ""
    rows: Rows = field(default_factory=dict)


@dataclass(slots=True)
class _Part:
    """A part in the making; `entry` is its entry in the manifest if it exists already."""

    slots: list[_Slot]
    name: str
    entry: Mapping[str, Any] | None = None
    todo: deque[_Slot] = field(default_factory=deque)
    again: bool = False


@dataclass(slots=True)
class _Work:
    """A scan in progress."""

    scan: Scan
    files: PartFiles
    basis: bytes
    progress: Progress
    before: Mapping[str, Mapping[str, Any]]
    entries: list[Mapping[str, Any]] = field(default_factory=list)
    scanned: int = 0
    kept: int = 0
    _pending: deque[_Part] = field(default_factory=deque)
    _sound: dict[str, Mapping[str, Any] | None] = field(default_factory=dict)
    _index: dict[tuple[str, str], str] | None = None

    def run(self) -> None:
        """Scan what is to be scanned and write the parts, in order."""
        for result in self.scan.job.results(self._tasks()):
            self._finish()
            self._take(self._pending[0], result)
            self._finish()
        self._finish()

    def _tasks(self) -> Iterator[Input | Unreadable]:
        for slots in self._parts():
            part = self._plan(slots)
            self._pending.append(part)
            yield from [slot.item for slot in part.todo]

    def _parts(self) -> Iterator[list[_Slot]]:
        """The documents in order, divided into parts."""
        slots: list[_Slot] = []
        seen: set[str] = set()
        for item in self.scan.inputs:
            if item.path in seen:
                continue
            seen.add(item.path)
            slots.append(self._slot(item))
            mark = hashlib.sha256(item.path.encode("utf-8", "surrogatepass")).digest()
            last = int.from_bytes(mark[:4], "big") % _ENDS_AT == 0
            size = sum(slot.size for slot in slots)
            if last or len(slots) >= PART_DOCUMENTS or size >= PART_BYTES:
                yield slots
                slots = []
        if slots:
            yield slots

    def _slot(self, item: Input | Unreadable) -> _Slot:
        if isinstance(item, Unreadable):
            return _Slot(item, "", 0)
        data = item.read(self.scan.job.options.limits)
        if isinstance(data, Unreadable):
            return _Slot(item, "", item.size)
        return _Slot(item, hashlib.sha256(data).hexdigest(), len(data))

    def _plan(self, slots: list[_Slot]) -> _Part:
        name = self._name(slots)
        entry = self._entry(name)
        if entry is not None:
            return _Part(slots, name, entry)
        if self._index is None:
            self._index = self._final()
        for slot in slots:
            slot.kept_in = self._index.get((slot.item.path, slot.digest), "")
        return _Part(slots, name, None, deque(slot for slot in slots if not slot.kept_in))

    def _entry(self, name: str) -> Mapping[str, Any] | None:
        """The manifest's entry for a part that exists and is undamaged."""
        if name not in self._sound:
            found = self.before.get(name)
            try:
                if found is not None:
                    found = found if self.files.digests(name) == found["sha256"] else None
                elif self.files.path("documents", name).exists():
                    found = self.files.described(name, self.files.read(name))
            except (DamagedError, OSError):
                found = None
            self._sound[name] = found
        return self._sound[name]

    def _name(self, slots: Iterable[_Slot]) -> str:
        digest = hashlib.sha256(self.basis)
        for one in slots:
            digest.update(f"{one.item.path}\0{one.digest}\0".encode("utf-8", "surrogatepass"))
        return f"{self.basis.hex()[:12]}-{digest.hexdigest()[:20]}"

    def _final(self) -> dict[tuple[str, str], str]:
        """The part that holds a document's final rows, by path and digest."""
        names = self.files.names(f"{self.basis.hex()[:12]}-")
        sound = (name for name in names if self._entry(name))
        return {key: name for name in sound for key in self.files.final(name)}

    def _take(self, part: _Part, result: DocumentResult) -> None:
        """Put a result in its place."""
        slot = part.todo.popleft()
        slot.digest = result.digest or slot.digest
        rules = self.scan.job.rules.rule_set.digest
        slot.rows = rows_of(result, rules, slot.digest, slot.size)
        lost = result.unreadable
        part.again |= bool(result.skipped) or (lost is not None and lost.reason in TRANSIENT)
        self.scanned += 1
        self.progress(1, slot.size)

    def _finish(self) -> None:
        """Write the first parts that wait for nothing, unless they exist, and add them to the
        manifest."""
        while self._pending and not self._pending[0].todo:
            part = self._pending.popleft()
            kept = [slot for slot in part.slots if part.entry or slot.kept_in]
            if part.entry is None:
                rows = self._rows(part)
                name = self._name(part.slots) + (AGAIN if part.again else "")
                self.files.write(name, rows)
                part.entry = self.files.described(name, rows)
            self.entries.append(part.entry)
            self.kept += len(kept)
            self.progress(len(kept), sum(slot.size for slot in kept))

    def _rows(self, part: _Part) -> Rows:
        """The rows of a part, new and old ones in the documents' order."""
        kept = {slot.kept_in for slot in part.slots if slot.kept_in}
        known = {name: by_document(self.files.read(name)) for name in kept}
        rows: Rows = {table: [] for table in IN_PARTS}
        for slot in part.slots:
            own = known[slot.kept_in][slot.item.path] if slot.kept_in else slot.rows
            for table, some in own.items():
                rows[table].extend(some)
        return rows
