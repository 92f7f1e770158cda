"""What Git says about a work tree: a revision, what has changed since, and how it was before.
Git is run without a shell, foreign options, or the network, never to look at the work tree, for
which a repository's settings could make it run anything, and writes nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from regcheck.base.errors import UsageError
from regcheck.base.files.whole import bytes_of, refuse_named_pipe
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.readers.registry import is_archive, is_document

PATIENCE = 60
"""Seconds that one call of Git may take."""
POINTER = b"version https://git-lfs.github.com/spec/"
"""How what stands in a repository for a file begins that is kept in Git LFS."""
_POINTER_BYTES = 1024
_PAIRS = 2000
"""Pairs of a file that is gone and a new one that are looked at, whether one was renamed."""
_ALTERNATES = "GIT_ALTERNATE_OBJECT_DIRECTORIES"
_KEPT = (
    *("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_EXEC_PATH", "GIT_DISCOVERY_ACROSS_"),
    _ALTERNATES,
)
_DROPPED = frozenset({"GIT_CONFIG_PARAMETERS"})
_SET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}
_SAFELY = (
    "-c", "core.fsmonitor=false",
    "-c", f"core.hooksPath={os.devnull}",
)  # fmt: skip
_FILES = frozenset({"100644", "100755"})
_CONTROL = pattern(r"[\x00-\x1f\x7f]")


class Change(NamedTuple):
    """A file that is not as it was, by its path now (empty: gone) and earlier (empty: new), from
    the top of the work tree, and the id of its earlier content."""

    path: str
    earlier: str
    blob: str


@dataclass(frozen=True, slots=True)
class Git:
    """The program, run in a folder with an environment that is told what not to do."""

    program: str
    folder: str
    environment: Mapping[str, str]

    def run(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run Git to its end. Raises UsageError when it cannot be run or takes too long."""
        command = [self.program, "--no-pager", *_SAFELY, *arguments]
        try:
            return subprocess.run(  # noqa: S603 - no shell, no options from outside
                command,
                cwd=self.folder,
                env=dict(self.environment),
                input=stdin,
                capture_output=True,
                check=False,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired as fault:
            slow = message("changes.git_slow", command=arguments[0], seconds=PATIENCE)
            raise UsageError(slow) from fault
        except (OSError, ValueError) as fault:
            raise UsageError(message("changes.git_fails", why=str(fault))) from fault

    def ask(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What Git writes. Raises UsageError with its words when it fails."""
        done = self.run(*arguments, stdin=stdin)
        if done.returncode != 0:
            words = _words(done.stderr)
            raise UsageError(message("changes.git_failed", command=arguments[0], words=words))
        return done.stdout


def find_git(folder: str, environment: Mapping[str, str]) -> Git:
    """The program on the search path, never one in the working folder. Raises UsageError."""
    name = "git.exe" if os.name == "nt" else "git"
    places = environment.get("PATH", os.defpath).split(os.pathsep)
    named = (os.path.join(place, name) for place in places if os.path.isabs(place))  # noqa: PTH117, PTH118
    program = next(filter(None, map(shutil.which, named)), None)
    if program is None:
        raise UsageError(message("changes.no_git"))
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith("GIT_") or (name.startswith(_KEPT) and name not in _DROPPED)
    }
    return Git(program, folder, kept | _SET)


def work_tree(git: Git) -> str:
    """The top of the work tree around Git's folder. Raises UsageError where there is none."""
    done = git.run("rev-parse", "--is-bare-repository", "--is-inside-work-tree")
    if done.returncode != 0:
        if b"dubious ownership" in done.stderr:
            raise UsageError(message("changes.not_ours"))
        if b"not a git repository" not in done.stderr:
            words = _words(done.stderr)
            raise UsageError(message("changes.git_failed", command="rev-parse", words=words))
        raise UsageError(message("changes.no_repository", folder=git.folder))
    bare, inside = done.stdout.split()[:2]
    if inside != b"true":
        what = "bare_repository" if bare == b"true" else "inside_repository"
        raise UsageError(message(f"changes.{what}", folder=git.folder))
    for place in _borrowed_from(git):
        raise UsageError(message("changes.borrows", place=place, variable=_ALTERNATES))
    return os.path.realpath(os.fsdecode(git.ask("rev-parse", "--show-toplevel").rstrip(b"\r\n")))


def _borrowed_from(git: Git) -> Iterator[str]:
    """The folders from which a repository says to take objects, and its user does not."""
    named = git.environment.get(_ALTERNATES, "").split(os.pathsep)
    ours = {os.path.realpath(one) for one in named if one}
    said = git.ask("rev-parse", "--git-path", "objects/info/alternates").rstrip(b"\r\n")
    try:
        file = Path(git.folder, os.fsdecode(said))
        refuse_named_pipe(file)
        lines = bytes_of(file, 1 << 16).splitlines()
    except OSError:
        return
    for line in filter(None, lines):
        place = os.path.realpath(file.parent.parent / os.fsdecode(line))
        if not line.startswith(b"#") and place not in ours:
            yield _CONTROL.sub(" ", os.fsdecode(line))


def starting_point(git: Git, revision: str) -> str:
    """The id of the nearest common ancestor of a revision and HEAD. Raises UsageError."""
    if not revision or revision.startswith("-") or _CONTROL.search(revision):
        raise UsageError(message("changes.no_name_of_revision", revision=repr(revision)))
    commit = _commit(git, revision)
    if not commit:
        if _is_shallow(git):
            raise UsageError(
                message("changes.no_history", revision=revision, remedy=message("changes.fetch"))
            )
        raise UsageError(message("changes.no_revision", revision=revision))
    head = _commit(git, "HEAD")
    if not head or head == commit:
        return commit
    done = git.run("merge-base", commit, head)
    if done.returncode == 0 and done.stdout:
        return done.stdout.split()[0].decode("ascii")
    if _is_shallow(git):
        remedy = message("changes.fetch")
        raise UsageError(message("changes.no_beginning", revision=revision, remedy=remedy))
    return commit


def changes_since(
    git: Git, commit: str, asked: Iterable[str], known: Mapping[str, bool], most: int
) -> list[Change]:
    """What of some documents differs between a commit and the work tree, and all documents that
    are gone. `known` is what `tracked` gives. A new file much like one that is gone was renamed;
    files over `most` bytes are only new or changed."""
    top, before = Path(git.folder), documents_at(git, commit)
    gone = {
        path: blob
        for path, blob in before.items()
        if blob and known.get(path, True) and not os.path.lexists(top / path)
    }
    fresh = (path for path in known if path not in before and _is_ours(path))
    added = {path: data for path in fresh if (data := _content(top / path, most)) is not None}
    earlier: dict[str, str] = {}
    if 0 < len(gone) * len(added) <= _PAIRS:
        blobs = contents(git, gone.values(), most)
        earlier = likeness({path: blobs[blob] or b"" for path, blob in gone.items()}, added)
    found = [
        Change(path, earlier.get(path, ""), gone.get(earlier.get(path, ""), "")) for path in added
    ]
    found += [Change("", path, gone[path]) for path in gone.keys() - set(earlier.values())]
    differing = {
        path: data
        for path in asked
        if (blob := before.get(path)) is not None
        and ((data := _content(top / path, most)) is None or _id(data, blob) != blob)
    }
    endings = [
        path
        for path, data in differing.items()
        if data
        and b"\0" not in data
        and _id(data.replace(b"\r\n", b"\n"), before[path]) == before[path]
    ]
    for path in _texts(git, endings):
        del differing[path]
    small = contents(git, [before[one] for one in differing if before[one]], _POINTER_BYTES)
    for path, data in differing.items():
        blob = before[path]
        pointer = small.get(blob) or b""
        digest = b"oid sha256:" + hashlib.sha256(data or b"").hexdigest().encode()
        if not pointer.startswith(POINTER) or digest not in pointer.splitlines():
            found.append(Change(path, path if blob else "", blob))
    return sorted(found)


def tracked(git: Git) -> dict[str, bool]:
    """The files that Git tracks, and whether each of them shall be there."""
    listed = git.ask("ls-files", "-z", "-t").split(b"\0")
    return {os.fsdecode(one[2:]): not one.startswith(b"S") for one in listed if one}


def files_at(git: Git, commit: str) -> dict[str, str]:
    """The files of a commit by path, with the ids of their contents, empty for links."""
    found: dict[str, str] = {}
    for one in git.ask("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        head, _, name = one.partition(b"\t")
        if name:
            mode, kind, blob = head.decode("ascii").split()
            found[os.fsdecode(name)] = blob if kind == "blob" and mode in _FILES else ""
    return found


def documents_at(git: Git, commit: str) -> dict[str, str]:
    """The documents and archives among them."""
    return {path: blob for path, blob in files_at(git, commit).items() if _is_ours(path)}


def _is_ours(path: str) -> bool:
    return is_document(path) or is_archive(path)


def _content(path: Path, most: int) -> bytes | None:
    try:
        if path.is_symlink() or not path.is_file():
            return None
        data = bytes_of(path, most + 1)
    except OSError:
        return None
    return data if len(data) <= most else None


def _id(data: bytes, like: str) -> str:
    """The id that Git gives a content, of the kind that another one is."""
    digest = hashlib.sha256() if len(like) == 64 else hashlib.sha1(usedforsecurity=False)
    digest.update(b"blob %d\0" % len(data))
    digest.update(data)
    return digest.hexdigest()


def _texts(git: Git, paths: Sequence[str]) -> Iterator[str]:
    """Those of the paths whose line endings may be others in a repository."""
    if paths:
        given = b"".join(os.fsencode(path) + b"\0" for path in paths)
        said = git.ask("check-attr", "-z", "--stdin", "text", stdin=given).split(b"\0")
        yield from (p for p, text in zip(paths, said[2::3], strict=True) if text != b"unset")


def likeness(gone: Mapping[str, bytes], added: Mapping[str, bytes]) -> dict[str, str]:
    """What new files were called that are at least half like one that is gone."""
    lines = {path: _lines_of(data) for path, data in gone.items()}
    pairs = []
    for path, data in added.items():
        own = _lines_of(data)
        for old in gone:
            shared = (own & lines[old]).total()
            if 2 * shared > max(own.total(), lines[old].total()):
                pairs.append((-shared, path, old))
    found: dict[str, str] = {}
    for _, path, old in sorted(pairs):
        if path not in found and old not in found.values():
            found[path] = old
    return found


def _lines_of(data: bytes) -> Counter[bytes]:
    """The lines of a content, each so often as it has bytes."""
    found: Counter[bytes] = Counter()
    for line in data.split(b"\n"):
        found[line.rstrip(b"\r")] += len(line) + 1
    return found


def contents(git: Git, blobs: Iterable[str], most: int) -> dict[str, bytes | None]:
    """The content of each blob, None for one that is larger than `most` bytes or not there."""
    found: dict[str, bytes | None] = dict.fromkeys(blobs)
    if not found:
        return found
    sizes = git.ask("cat-file", "--batch-check", stdin=_lines(found)).decode("ascii", "replace")
    parts = [line.split() for line in sizes.splitlines()]
    there = [p[0] for p in parts if len(p) == 3 and p[1] == "blob" and int(p[2]) <= most]
    said, at = git.ask("cat-file", "--batch", stdin=_lines(there)), 0
    for blob in there:
        start = said.index(b"\n", at) + 1
        end = start + int(said[at:start].split()[2])
        found[blob] = said[start:end]
        at = end + 1
    return found


def _lines(blobs: Iterable[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode("ascii")


def _commit(git: Git, revision: str) -> str:
    done = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    words = done.stdout.decode("ascii", "replace").split()
    return words[-1] if done.returncode == 0 and words else ""


def _is_shallow(git: Git) -> bool:
    return git.run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _words(stderr: bytes) -> str:
    lines = [line for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    said = next((line for line in lines if line.startswith(("fatal:", "error:"))), "")
    return _CONTROL.sub(" ", said or (lines[-1] if lines else "no reason given"))[:300]
