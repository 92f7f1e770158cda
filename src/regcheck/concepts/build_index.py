"""Building the index of concepts: read what has changed, write it in batches."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from regcheck.concepts.build_definitions import run_definitions
from regcheck.concepts.index import Defined
from regcheck.document.model import Unreadable
from regcheck.readers.inputs import Input, Inputs

BATCH = 200
Progress = Callable[[int, int], None]


class Index(Protocol):
    """What a build needs of `corpus.concept_index.ConceptIndex`."""

    def digests(self) -> dict[str, str]:
        """The digest of each document there is, by path."""

    def replace(self, documents: Sequence[Defined]) -> None:
        """Write documents in place of what is there."""

    def forget(self, paths: Sequence[str]) -> None:
        """Take documents out."""

    def seal(self) -> None:
        """Keep the digest of what is in the index now."""


@dataclass(frozen=True, slots=True)
class Built:
    """How many documents were read, unchanged and gone, and those that could not be read."""

    read: int
    kept: int
    gone: int
    unreadable: tuple[Unreadable, ...]


def build_index(index: Index, inputs: Inputs, jobs: int, progress: Progress | None = None) -> Built:
    """Bring the index up to date with the inputs: what is in it and not among them is taken out.

    `progress` is told how many documents are done and how many bytes they had.
    """
    before = index.digests()
    seen: set[str] = set()
    sizes: dict[str, int] = {}
    kept = 0

    def told(size: int) -> None:
        if progress:
            progress(1, size)

    def known(item: Input) -> bool:
        nonlocal kept
        seen.add(item.path)
        sizes[item.path] = item.size
        digest = before.get(item.path)
        if digest is None:
            return False
        data = item.read(inputs.limits)
        same = isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == digest
        if same:
            kept += 1
            told(sizes.pop(item.path))
        return same

    batch: list[Defined] = []
    unreadable = []
    read = 0
    for one in run_definitions(_seen(inputs, seen), inputs.limits, jobs, known):
        told(sizes.pop(one.path, 0))
        if isinstance(one, Unreadable):
            unreadable.append(one)
            continue
        read += 1
        batch.append(one)
        if len(batch) >= BATCH:
            index.replace(batch)
            batch = []
    index.replace(batch)
    faulty = {one.path for one in unreadable}
    gone = sorted((before.keys() - seen) | (before.keys() & faulty))
    if gone:
        index.forget(gone)
    index.seal()
    return Built(read, kept, len(gone), tuple(unreadable))


def _seen(inputs: Iterable[Input | Unreadable], seen: set[str]) -> Iterable[Input | Unreadable]:
    for item in inputs:
        seen.add(item.path)
        yield item
