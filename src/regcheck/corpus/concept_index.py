"""Building the index of concepts: what has changed is read and written in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from regcheck.concepts.definitions import definitions_in
from regcheck.concepts.index import ConceptIndex, IndexEntry
from regcheck.concepts.ties import eu_acts_of
from regcheck.concepts.usage import packed
from regcheck.document.model import Unreadable
from regcheck.document.provision_paths import places_of
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.limits import Limits
from regcheck.run.guard import given_up, own_fault

BATCH = 200
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """How many documents were read, unchanged and removed, and those that could not be read."""

    read: int
    kept: int
    gone: int
    unreadable: tuple[Unreadable, ...]


def build_index(
    index: ConceptIndex, inputs: Inputs, jobs: int, progress: Progress | None = None
) -> Built:
    """Bring the index up to date with the inputs; `progress` gets documents and bytes done."""
    before = index.digests()
    sizes: dict[str, int] = {}
    kept: set[str] = set()
    read: set[str] = set()
    unreadable = []
    report = progress or (lambda *_: None)

    def changed() -> Iterator[Input | Unreadable]:
        for item in inputs:
            if isinstance(item, Input):
                data = item.read(inputs.limits) if item.path in before else b""
                if isinstance(data, bytes) and before.get(item.path) == sha256(data).hexdigest():
                    kept.add(item.path)
                    report(1, item.size)
                    continue
                sizes[item.path] = item.size
            yield item

    batch: list[IndexEntry] = []
    for entry in index_entries(changed(), inputs.limits, jobs):
        report(1, sizes.pop(entry.path, 0))
        if isinstance(entry, Unreadable):
            unreadable.append(entry)
            continue
        read.add(entry.path)
        batch.append(entry)
        if len(batch) >= BATCH:
            index.replace(batch)
            batch = []
    index.replace(batch)
    gone = before.keys() - read - kept
    index.forget(sorted(gone))
    index.seal()
    return Built(len(read), len(kept), len(gone), tuple(unreadable))


def index_entries(
    inputs: Iterable[Input | Unreadable], limits: Limits, jobs: int = 1
) -> Iterator[IndexEntry | Unreadable]:
    """What the index keeps of each input, in order."""
    work = partial(_entry, limits)
    if jobs <= 1:
        yield from map(work, inputs)
        return
    from regcheck.run.pool import Crashed, ProcessPool

    pool: ProcessPool[Input | Unreadable, IndexEntry | Unreadable] = ProcessPool(jobs, work)
    for task, done in pool.results(inputs):
        yield given_up(task.path, "died_twice") if isinstance(done, Crashed) else done


def _entry(limits: Limits, item: Input | Unreadable) -> IndexEntry | Unreadable:
    """What the index keeps of a document; a fault of regcheck's own becomes `Unreadable`."""
    if isinstance(item, Unreadable):
        return item
    try:
        document = item.document(limits)
        if isinstance(document, Unreadable):
            return document
        found = tuple(definitions_in(document))
        digest, places = document.source.digest, places_of(document)
        eu_acts, words = tuple(eu_acts_of(document)), packed(document.text)
        return IndexEntry(item.path, digest, document.meta, found, places, eu_acts, words)
    except Exception as fault:
        return own_fault(item.path, fault)
