"""What a change brought about: changed documents and their earlier versions are checked with the
same rules, and findings that only the present version has are new."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from regcheck.base.errors import UsageError
from regcheck.base.texts.message import message
from regcheck.changes.earlier import SUPPRESSED, Earlier
from regcheck.changes.git import (
    POINTER,
    Change,
    Git,
    changes_since,
    contents,
    starting_point,
    tracked,
)
from regcheck.changes.marks import Mark, mark_of
from regcheck.document.model import Document, Unreadable
from regcheck.packs.model import Severity
from regcheck.readers.inputs import STDIN, Input, Inputs, inputs_in
from regcheck.readers.registry import format_of_path, is_archive
from regcheck.results.result import DocumentResult, RunResult

FROM_THE_TOP = ":/"
"""Stands, as in Git, before the path of a file that is gone, told from the top of the tree."""


class _Version(NamedTuple):
    """An earlier version to read; `counts` if what is gone from it was among the paths."""

    blob: str
    shown: str
    name: str
    counts: bool


@dataclass(slots=True)
class Since:
    """The inputs of a run, earlier versions first, and what becomes of its results. `unseen`
    earlier versions could not be read; the findings of their present ones are all new."""

    inputs: Inputs
    changed: int
    outside: tuple[str, ...] = ()
    unseen: list[tuple[str, str]] = field(default_factory=list)
    _old: int = 0
    _uncounted: frozenset[str] = frozenset()
    _severities: list[Severity] = field(default_factory=list)
    _earlier: Earlier | None = None

    def apply(self, results: Iterable[DocumentResult]) -> Iterator[DocumentResult]:
        """The results of the present versions, their findings known, moved or new."""
        passing = iter(results)
        marks: list[Mark] = []
        for result in islice(passing, self._old):
            if result.unreadable is not None:
                self.unseen.append((result.path, str(result.unreadable.detail)))
            for finding in result.findings:
                if finding.status != SUPPRESSED:
                    marks.append(mark_of(finding, result.meta.refid, result.path))
                    self._severities.append(finding.severity)
        self._earlier = Earlier(marks, str, by_id=False)
        return self._earlier.apply(passing)

    def versions(self) -> Iterator[tuple[Document, Document]]:
        """Both versions of each changed document that can be read."""
        limits = self.inputs.limits
        old = {one.path: one for one in self.inputs.entries[: self._old] if isinstance(one, Input)}
        for entry in self.inputs.entries[self._old :]:
            if isinstance(entry, Input) and entry.path in old:
                pair = (old[entry.path].document(limits), entry.document(limits))
                if isinstance(pair[0], Document) and isinstance(pair[1], Document):
                    yield pair[0], pair[1]

    def with_removed(self, run: RunResult) -> RunResult:
        """The totals of a run with what the change removed, by severity."""
        gone: Counter[Severity] = Counter()
        if self._earlier is not None:
            for number in self._earlier.gone:
                if self._earlier.matching.earlier[number].path not in self._uncounted:
                    gone[self._severities[number]] += 1
        return replace(run, removed={s.word: gone[s] for s in reversed(Severity)})


def find_changes(git: Git, top: str, revision: str, inputs: Inputs, asked: Sequence[str]) -> Since:
    """The changed documents among `inputs`. `git` runs in `top`; `asked` are real paths. Raises
    UsageError for a path outside the work tree or an unknown revision."""
    within = [_within(path, top) for path in asked]
    for path, place in zip(asked, within, strict=True):
        if place is None:
            raise UsageError(message("changes.outside", path=path, top=top))
    known = tracked(git)
    places = {_place(one, top) or "" for one in inputs.entries if isinstance(one, Input)}
    most = inputs.limits.max_file_bytes
    changes = changes_since(git, starting_point(git, revision), places, known, most)
    now = {change.path: change for change in changes if change.path}
    gone = {change.earlier: change for change in changes if not change.path}
    kept, wanted, outside = _changed(inputs, top, now, gone, known)
    used = {old.name for old in wanted}
    fresh = len(wanted) < len(kept)
    for name in sorted(gone.keys() - used):
        counts = any(_is_under(name, place or "") for place in within)
        if counts or fresh:
            wanted.append(_Version(gone[name].blob, f"{FROM_THE_TOP}{name}", name, counts))
    unseen: list[tuple[str, str]] = []
    old = list(_versions(git, wanted, inputs, unseen))
    uncounted = frozenset(one.shown for one in wanted if not one.counts)
    both = replace(inputs, entries=(*old, *kept))
    return Since(both, len(kept), tuple(outside), unseen, len(old), uncounted)


def _changed(
    inputs: Inputs,
    top: str,
    now: Mapping[str, Change],
    gone: Mapping[str, Change],
    known: Mapping[str, bool],
) -> tuple[list[Input | Unreadable], list[_Version], list[str]]:
    """The inputs that have changed, their earlier versions, and inputs outside the work tree."""
    kept: list[Input | Unreadable] = []
    wanted: list[_Version] = []
    outside: list[str] = []
    for entry in inputs.entries:
        if isinstance(entry, Unreadable):
            kept.append(entry)
            continue
        if (place := _place(entry, top)) is None:
            outside.append(entry.path)
            continue
        change = now.get(place) or gone.get(place)
        if change is None and place in known and entry.data is None:
            continue
        kept.append(entry)
        if change is not None and change.blob:
            wanted.append(_Version(change.blob, entry.path, change.earlier, True))
    return kept, wanted, outside


def _place(entry: Input, top: str) -> str | None:
    if entry.data is not None:
        return _within(os.path.realpath(entry.path), top) or entry.path
    return _within(os.path.realpath(entry.location), top)


def _within(path: str, top: str) -> str | None:
    """A real path from the top of the work tree, with forward slashes; None for outside."""
    try:
        place = os.path.relpath(path, top)
    except ValueError:
        return None
    place = place.replace(os.sep, "/")
    return None if place == ".." or place.startswith("../") else place


def _is_under(name: str, place: str) -> bool:
    """Whether a folder that is walked would have led to a file that is gone."""
    if name == place:
        return True
    inner = name if place == "." else name.removeprefix(f"{place}/")
    walked = place == "." or inner != name
    return walked and not any(part.startswith(".") for part in inner.split("/"))


def _versions(
    git: Git, wanted: Sequence[_Version], inputs: Inputs, unseen: list[tuple[str, str]]
) -> Iterator[Input]:
    """The earlier versions as inputs that bear the names of the present ones."""
    limits = inputs.limits
    found = contents(git, [one.blob for one in wanted], limits.max_file_bytes)
    for one in wanted:
        data = found[one.blob]
        if data is None or data.startswith(POINTER):
            why = "too large, or not in this clone" if data is None else "kept in Git LFS"
            unseen.append((one.shown, why))
        elif is_archive(one.name):
            for member in _members(one, data, inputs):
                if isinstance(member, Unreadable):
                    unseen.append((member.path, str(member.detail)))
                else:
                    yield member
        else:
            # The present name may tell of another format than the one it was written in.
            yield Input(one.shown, "", format_of_path(one.name), len(data), data)


def _members(one: _Version, data: bytes, inputs: Inputs) -> Iterator[Input | Unreadable]:
    with TemporaryDirectory(prefix="regcheck-") as folder:
        place = Path(folder, PurePosixPath(one.name).name)
        place.write_bytes(data)
        yield from inputs_in(Input(one.shown, str(place), "", len(data)), inputs.limits)


def real_paths(asked: Sequence[str], base: Path) -> list[str]:
    """The files and folders that were asked for, as real paths; stdin left out."""
    return [os.path.realpath(base / path) for path in asked if path != STDIN]
