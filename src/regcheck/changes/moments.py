"""The documents of a Git repository, or of several states of law, from moment to moment."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.changes.git import FILES, POINTER, Git, contents, documents_at, likeness
from regcheck.document.model import Document
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.limits import Limits
from regcheck.readers.registry import format_of_path, is_document, read_document
from regcheck.readers.walk import printable_path

_DAY = pattern(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_MOST_PAIRS: Final = 20_000
"""Pairs of a document that is gone and a new one whose lines are compared."""
_EPOCH: Final = date(1970, 1, 1).toordinal()


class Moment(NamedTuple):
    """A commit or a state of law: its name, its day (null where none is known), and what it
    changed: for each path the id of its content, empty for what is gone."""

    name: str
    day: date | None
    changed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Past:
    """Moments, the oldest first and with all that was there, and what gives contents by their ids:
    None for what is too large or not to be had."""

    moments: Sequence[Moment]
    contents: Callable[[Collection[str]], Mapping[str, bytes | None]]


class Version(NamedTuple):
    """A document at a moment, by its number: its path then and its content, empty once gone."""

    moment: int
    path: str
    content: str


def past_of_repository(git: Git, places: Sequence[str], since: date | None, limits: Limits) -> Past:
    """The documents at or below some places of a work tree, commit by commit along first parents:
    from the last before a day on, or from the first. Raises UsageError."""
    asked = ("rev-list", "--first-parent", "--reverse", "--timestamp", "--parents", "HEAD")
    commits = [line.split() for line in git.ask(*asked).decode("ascii", "replace").splitlines()]
    days = [_day_of(int(one[0])) for one in commits]
    earlier = [n for n, day in enumerate(days) if since is not None and day < since]
    start = earlier[-1] if earlier else 0
    first = documents_at(git, commits[start][1])
    there = {path: blob for path, blob in first.items() if blob and _is_at(path, places)}
    moments = [Moment(commits[start][1], days[start], there)]
    steps = _steps(git, [(one[1], before[1]) for before, one in pairwise(commits[start:])])
    for commit, day in zip(commits[start + 1 :], days[start + 1 :], strict=True):
        changed = {p: blob for p, blob in steps.get(commit[1], ()) if _is_at(p, places)}
        if changed:
            moments.append(Moment(commit[1], day, changed))

    def held(blobs: Collection[str]) -> Mapping[str, bytes | None]:
        found = contents(git, blobs, limits.max_file_bytes)
        return {k: None if v is None or v.startswith(POINTER) else v for k, v in found.items()}

    return Past(moments, held)


def _day_of(seconds: int) -> date:
    """The day in UTC of a commit's time, which anybody may have set to anything."""
    days = _EPOCH + seconds // 86_400
    return date.fromordinal(min(max(days, 1), date.max.toordinal()))


def _steps(git: Git, pairs: Sequence[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """What each commit changed since another: paths with the ids of their contents."""
    told = "".join(f"{commit} {before}\n" for commit, before in pairs).encode("ascii")
    said = git.ask("diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", stdin=told)
    found: dict[str, list[tuple[str, str]]] = {}
    words = iter(said.split(b"\0"))
    changed: list[tuple[str, str]] = []
    for word in words:
        if word.startswith(b":"):
            _, mode, _, blob, _ = word.decode("ascii").split()
            path = os.fsdecode(next(words))
            changed.append((path, blob if mode in FILES else ""))
        elif word:
            changed = found.setdefault(word.split()[0].decode("ascii"), [])
    return found


def _is_at(path: str, places: Sequence[str]) -> bool:
    return is_document(path) and any(
        one in (".", path) or path.startswith(f"{one}/") for one in places
    )


def past_of_states(states: Sequence[tuple[str, Inputs]]) -> Past:
    """States of law, the oldest first, each a folder or an archive with the documents in it; the
    day of each is read off its name."""
    held: dict[str, tuple[Input, Limits]] = {}
    moments: list[Moment] = []
    before: dict[str, str] = {}
    for place, inputs in states:
        now: dict[str, str] = {}
        root = printable_path(str(Path(place)))
        for item in inputs:
            data = item.read(inputs.limits) if isinstance(item, Input) else None
            if isinstance(item, Input) and isinstance(data, bytes):
                path = item.path.removeprefix(root).lstrip("!/") or PurePath(item.path).name
                now[path] = sha256(data).hexdigest()
                held.setdefault(now[path], (item, inputs.limits))
        changed = {path: one for path, one in now.items() if before.get(path) != one}
        gone = dict.fromkeys(before.keys() - now.keys(), "")
        moments.append(Moment(root, _day_in(root), dict(sorted((changed | gone).items()))))
        before = now

    def read(names: Collection[str]) -> Mapping[str, bytes | None]:
        found = {name: item.read(limits) for name in names for item, limits in [held[name]]}
        return {name: one if isinstance(one, bytes) else None for name, one in found.items()}

    return Past(moments, read)


def _day_in(name: str) -> date | None:
    for found in _DAY.finditer(PurePath(name).name):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            continue
    return None


def versions_in(past: Past, limits: Limits) -> list[list[Version]]:
    """The versions of each document, in the order of their first paths. A document that is gone
    goes on in a new one with its id, or in one that is much like it."""
    every: list[list[Version]] = []
    now: dict[str, list[Version]] = {}
    ended: dict[str, list[Version]] = {}
    for number, (_, _, changed) in enumerate(past.moments):
        gone = {p: now[p][-1].content for p, content in changed.items() if not content and p in now}
        fresh = {p: one for p, one in changed.items() if one and p not in now}
        earlier = _renamed(past, gone, fresh, limits) if gone and fresh else {}
        for path in gone:
            ended[path] = now.pop(path)
        for path, content in sorted(changed.items()):
            if content:
                versions = now.get(path) or ended.pop(earlier.get(path, path), None)
                if versions is None:
                    versions = []
                    every.append(versions)
                versions.append(Version(number, path, content))
                now[path] = versions
        for path in gone:
            if path in ended:
                ended[path].append(Version(number, path, ""))
    return sorted(every, key=lambda versions: (versions[0].path, versions[0].moment))


def _renamed(
    past: Past, gone: Mapping[str, str], fresh: Mapping[str, str], limits: Limits
) -> dict[str, str]:
    """What new documents were called: those with equal ids, then those whose lines are alike."""
    old, new = (
        {path: data for path, one in some.items() if (data := held[one]) is not None}
        for some in (gone, fresh)
        for held in [past.contents({*some.values()})]
    )
    by_id = {refid: path for path, data in old.items() if (refid := _refid(path, data, limits))}
    found = {
        path: by_id[refid]
        for path, data in new.items()
        if (refid := _refid(path, data, limits)) in by_id
    }
    left = {path: data for path, data in old.items() if path not in found.values()}
    others = {path: data for path, data in new.items() if path not in found}
    return found | (likeness(left, others) if len(left) * len(others) <= _MOST_PAIRS else {})


def _refid(path: str, data: bytes, limits: Limits) -> str:
    document = read_document(data, path, format_of_path(path), limits)
    return document.meta.refid if isinstance(document, Document) else ""
