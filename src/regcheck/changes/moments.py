"""The documents of a Git repository, or of several states of law, from moment to moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.changes.git import POINTER, Git, contents, documents_at, likeness
from regcheck.document.model import Document, Unreadable
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
    unreadable: Sequence[Unreadable] = ()


class Version(NamedTuple):
    """A document at a moment, by its number: its path then and its content, empty once gone."""

    moment: int
    path: str
    content: str


def past_of_repository(git: Git, places: Sequence[str], since: date | None, limits: Limits) -> Past:
    """The documents at or below some places of a work tree, commit by commit along first parents:
    from the last before a day on, or from the first. Raises UsageError."""
    asked = ("rev-list", "--first-parent", "--reverse", "--timestamp", "HEAD", "--", *places)
    said = git.ask("--literal-pathspecs", *asked).decode("ascii", "replace")
    commits = [(commit, _day_of(int(at))) for at, commit in map(str.split, said.splitlines())]
    earlier = [n for n, (_, day) in enumerate(commits) if since is not None and day < since]
    states = (
        (commit, day, {p: blob for p, blob in documents_at(git, commit).items() if _at(p, places)})
        for commit, day in commits[max(earlier, default=0) :]
    )

    def held(blobs: Collection[str]) -> Mapping[str, bytes | None]:
        found = contents(git, blobs, limits.max_file_bytes)
        return {k: None if v is None or v.startswith(POINTER) else v for k, v in found.items()}

    return Past(_moments(states), held)


def past_of_states(states: Sequence[tuple[str, Inputs]]) -> Past:
    """States of law, the oldest first, each a folder or an archive with the documents in it; the
    day of each is read off its name."""
    held: dict[str, bytes] = {}
    lost: list[Unreadable] = []

    def documents(root: str, inputs: Inputs) -> Iterator[tuple[str, str]]:
        for item in inputs:
            data = item.read(inputs.limits) if isinstance(item, Input) else item
            if isinstance(data, Unreadable):
                lost.append(data)
            else:
                path = item.path.removeprefix(root).lstrip("!/") or PurePath(item.path).name
                digest = sha256(data).hexdigest()
                held[digest] = data
                yield path, digest

    roots = [printable_path(str(Path(place))) for place, _ in states]
    told = (
        (root, _day_in(root), dict(documents(root, inputs)))
        for root, (_, inputs) in zip(roots, states, strict=True)
    )
    return Past(_moments(told), lambda _: held, lost)


def _moments(states: Iterable[tuple[str, date | None, Mapping[str, str]]]) -> list[Moment]:
    """What each state changed since the one before, but for states that changed nothing."""
    moments: list[Moment] = []
    before: Mapping[str, str] = {}
    for name, day, now in states:
        changed = {path: one for path, one in now.items() if before.get(path, "") != one}
        changed |= dict.fromkeys(before.keys() - now.keys(), "")
        if changed:
            moments.append(Moment(name, day, dict(sorted(changed.items()))))
        before = now
    return moments


def _day_of(seconds: int) -> date:
    """The day in UTC of a commit's time, which anybody may have set to anything."""
    days = _EPOCH + seconds // 86_400
    return date.fromordinal(min(max(days, 1), date.max.toordinal()))


def _at(path: str, places: Sequence[str]) -> bool:
    inside = (one in (".", path) or path.startswith(f"{one}/") for one in places)
    return is_document(path) and any(inside)


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
