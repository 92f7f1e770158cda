"""Definitions of many documents, read in one process or several, in the order of the inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from regcheck.concepts.definitions import definitions_in
from regcheck.concepts.index import Defined
from regcheck.document.model import Unreadable
from regcheck.document.provision_paths import places_of
from regcheck.readers.inputs import Input
from regcheck.readers.limits import Limits
from regcheck.run.document import died_twice, own_fault


@dataclass(frozen=True, slots=True)
class DefinitionRun:
    """Reads one input; a fault of regcheck's own becomes `Unreadable`, never an exception."""

    limits: Limits

    def __call__(self, item: Input) -> Defined | Unreadable:
        """The definitions in one document."""
        try:
            document = item.document(self.limits)
            if isinstance(document, Unreadable):
                return document
            found = tuple(definitions_in(document))
            digest, places = document.source.digest, places_of(document)
            return Defined(item.path, digest, document.meta, found, places)
        except Exception as fault:
            return own_fault(item.path, fault)


def run_definitions(
    inputs: Iterable[Input | Unreadable],
    limits: Limits,
    jobs: int = 1,
    known: Callable[[Input], bool] | None = None,
) -> Iterator[Defined | Unreadable]:
    """The definitions of each input; those that are `known` are passed over."""
    wanted = (
        item for item in inputs if isinstance(item, Unreadable) or known is None or not known(item)
    )
    if jobs <= 1:
        run = DefinitionRun(limits)
        for item in wanted:
            yield item if isinstance(item, Unreadable) else run(item)
        return
    from regcheck.run.pool import Crashed, ProcessPool

    pool: ProcessPool[Input | Unreadable, Defined | Unreadable] = ProcessPool(
        jobs, _work, _start, (limits,), _unread
    )
    for task, done in pool.results(wanted):
        if isinstance(done, Crashed):
            yield died_twice(task.path)
        else:
            yield done


def _unread(task: Input | Unreadable) -> Unreadable | None:
    return task if isinstance(task, Unreadable) else None


class _Worker:
    run: DefinitionRun | None = None


def _start(limits: Limits) -> None:
    _Worker.run = DefinitionRun(limits)


def _work(task: Input | Unreadable) -> Defined | Unreadable:
    if isinstance(task, Unreadable) or _Worker.run is None:
        return Unreadable(task.path, "internal", "the process was not made ready")
    return _Worker.run(task)
