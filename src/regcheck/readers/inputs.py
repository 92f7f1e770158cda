"""From the paths people give to the documents behind them: files, folders, archives, stdin."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from stat import S_ISDIR

from regcheck.base.files.whole import bytes_of, is_named_pipe
from regcheck.base.texts.message import message
from regcheck.base.values import Value, member
from regcheck.document.model import Document, Unreadable
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.readers.registry import is_archive, read_document
from regcheck.readers.walk import FoundFile, Walk, cannot_open, printable_path

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One document to be read: how reports name it, and where it lies or its bytes. An empty
    `format` is told from name and content."""

    path: str
    location: str = ""
    format: str = ""
    size: int = 0
    data: bytes | None = field(default=None, repr=False)

    def read(self, limits: Limits = DEFAULT) -> bytes | Unreadable:
        """The bytes of the document."""
        data = self.data
        if data is None:
            try:
                data = bytes_of(Path(self.location), limits.max_file_bytes + 1)
            except (OSError, ValueError) as fault:
                return cannot_open(self.path, fault)
        if len(data) > limits.max_file_bytes:
            most = limits.max_file_bytes // 1_048_576
            detail = message("readers.too_large", most=most)
            return Unreadable(self.path, "size", detail, message("readers.split_or_check"))
        return data

    def document(
        self, limits: Limits = DEFAULT, tracked_changes: str = "accepted"
    ) -> Document | Unreadable:
        """The document itself."""
        data = self.read(limits)
        if isinstance(data, Unreadable):
            return data
        return read_document(data, self.path, self.format, limits, tracked_changes)


class Inputs(Value, frozen=True):
    """What the given paths lead to, in path order; iterating opens archives on the way. `missing`
    paths lead nowhere; `passed_over` counts files of other formats by suffix; `own_output` are
    files that regcheck wrote; `wanted` selects members of archives."""

    entries: tuple[Input | Unreadable, ...]
    limits: Limits
    missing: int = 0
    passed_over: Mapping[str, int] = member(default_factory=dict)
    wanted: Callable[[str], bool] | None = None
    own_output: tuple[str, ...] = ()

    def only(self, wanted: Callable[[str], bool]) -> Inputs:
        """The inputs whose path is wanted; stdin and what could not be read stay in."""
        kept = tuple(
            entry
            for entry in self.entries
            if isinstance(entry, Unreadable) or entry.data is not None or wanted(_place(entry))
        )
        return replace(self, entries=kept, wanted=wanted)

    @property
    def files(self) -> int:
        """How many files and archives there are."""
        return sum(isinstance(entry, Input) for entry in self.entries)

    @property
    def size(self) -> int:
        """Bytes of all files and archives as they lie."""
        return sum(entry.size for entry in self.entries if isinstance(entry, Input))

    @property
    def found_nothing(self) -> bool:
        """Whether not one path led to a document, readable or not."""
        return len(self.entries) == self.missing

    def __iter__(self) -> Iterator[Input | Unreadable]:
        for entry in self.entries:
            if isinstance(entry, Input) and entry.data is None and is_archive(entry.location):
                for one in inputs_in(entry, self.limits):
                    if isinstance(one, Unreadable) or self.wanted is None or self.wanted(one.path):
                        yield one
            else:
                yield entry


def inputs_in(archive: Input, limits: Limits) -> Iterator[Input | Unreadable]:
    """The members of an archive as inputs, and what could not be read of it."""
    from regcheck.readers.archives.archive import members

    for one in members(Path(archive.location), archive.path, limits):
        if isinstance(one, Unreadable):
            yield one
        else:
            yield Input(one.path, size=len(one.data), data=one.data)


def find_inputs(
    paths: Sequence[str],
    *,
    base: Path,
    read_stdin: Callable[[int], bytes] | None = None,
    stdin_name: str = "",
    stdin_format: str = "",
    limits: Limits = DEFAULT,
) -> Inputs:
    """Everything the paths lead to, each document once, sorted by path. `-` stands for
    `read_stdin`. Paths inside `base` are shown relative to it; of several ways to a file one
    without symbolic links is kept."""
    found: list[tuple[Input | Unreadable, str, bool]] = []
    passed_over: Counter[str] = Counter()
    own_output: list[str] = []
    for given in dict.fromkeys(paths):
        if given == STDIN and read_stdin is not None:
            data = read_stdin(limits.max_file_bytes + 1)
            name = printable_path(stdin_name or STDIN)
            found.append((Input(name, "", stdin_format, len(data), data), "\0stdin", False))
            continue
        for one in _given(given, base, passed_over, own_output):
            if isinstance(one, Unreadable):
                found.append((one, f"\0{one.path}", False))
            else:
                entry = Input(printable_path(one.shown), one.location, "", one.size)
                found.append((entry, one.real, one.linked))
    kept: dict[str, Input | Unreadable] = {}
    for first, real, _ in sorted(found, key=lambda one: (one[2], _place(one[0]))):
        kept.setdefault(real, first)
    entries = tuple(sorted(kept.values(), key=_place))
    missing = sum(isinstance(e, Unreadable) and e.reason == "not-found" for e in entries)
    own = tuple(sorted(set(own_output)))
    return Inputs(entries, limits, missing, dict(sorted(passed_over.items())), None, own)


def _given(
    given: str, base: Path, passed_over: Counter[str], own_output: list[str]
) -> Iterator[FoundFile | Unreadable]:
    location = os.path.join(base, given)  # noqa: PTH118 - keeps odd names as they are
    tidy = PurePath(given)
    inside = tidy.is_absolute() and tidy.is_relative_to(base)
    shown = str(tidy.relative_to(base) if inside else tidy)
    path = printable_path(shown)
    try:
        if not given:
            raise FileNotFoundError
        state = Path(location).stat()
    except (OSError, ValueError) as fault:
        yield cannot_open(path if given else "", fault)
        return
    if S_ISDIR(state.st_mode):
        walk = Walk("" if shown == "." else shown, location)
        yield from walk
        passed_over.update(walk.passed_over)
        own_output += map(printable_path, walk.own_output)
    elif is_named_pipe(location):
        told, hint = message("readers.named_pipe"), message("readers.use_stdin")
        yield Unreadable(path, "access", told, hint)
    else:
        linked, real = Path(location).is_symlink(), os.path.realpath(location)
        yield FoundFile(shown, location, linked, real, state.st_size)


def _place(entry: Input | Unreadable) -> str:
    """What entries are sorted by: an archive stands where its members will."""
    opened = isinstance(entry, Input) and entry.data is None and is_archive(entry.location)
    return f"{entry.path}!/" if opened else entry.path
