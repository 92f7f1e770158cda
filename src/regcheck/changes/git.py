"""What Git says about a work tree: a revision, what has changed since, and how it was before.

The real program is run, without a shell, without anything it could take for an option, without the
network, without what a repository's own settings could make it run, and never for longer than
`PATIENCE`. Nothing in the repository is written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from regcheck.errors import UsageError
from regcheck.text.patterns import pattern
from regcheck.texts.message import message

PATIENCE = 60
"""Seconds that one call of Git may take."""
AT_A_TIME = 64 * 1024 * 1024
"""Bytes of earlier versions that are read in one call."""
_KEPT = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_EXEC_PATH", "GIT_DISCOVERY_ACROSS_")
_DROPPED = frozenset({"GIT_CONFIG_PARAMETERS"})
_SET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}
_SAFELY = (
    "-c", "core.fsmonitor=false",
    "-c", f"core.hooksPath={os.devnull}",
    "-c", "protocol.allow=never",
)  # fmt: skip
_FILES = frozenset({"100644", "100755"})
_CONTROL = pattern(r"[\x00-\x1f\x7f]")


class Change(NamedTuple):
    """A file that is not as it was. `path` is what it is called now and `earlier` what it was
    called, both from the top of the work tree with forward slashes; `path` is empty for a file
    that is gone, `earlier` and `blob` (the earlier content's id) for a new one."""

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
        """Run Git to its end, whatever that is. Raises UsageError when it cannot be run or takes
        too long."""
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
    """The program on the search path, never one in the folder one stands in, where Windows looks
    first and a stranger's repository may lie. Raises UsageError when there is none."""
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
    """The top folder of the work tree around Git's folder. Raises UsageError where there is none,
    in a bare repository, and where Git does not trust the repository's owner."""
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
    return os.path.realpath(os.fsdecode(git.ask("rev-parse", "--show-toplevel").rstrip(b"\r\n")))


def starting_point(git: Git, revision: str) -> str:
    """The id of the commit that a change started from: the nearest common ancestor of a revision
    and HEAD. Raises UsageError for a revision that is not there."""
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


def changes_since(git: Git, commit: str) -> list[Change]:
    """What differs between a commit and the work tree, renames followed; files that Git does not
    track are left out."""
    listed = git.ask(
        *("diff", "--raw", "-z", "-M", "-l2000", "--no-abbrev", "--no-relative", "--no-color"),
        *("--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--end-of-options"),
        *(commit, "--"),
    )
    found: list[Change] = []
    fields = iter(listed.split(b"\0"))
    for head in fields:
        if not head:
            break
        mode, _, blob, _, status = head.decode("ascii").removeprefix(":").split()
        first = os.fsdecode(next(fields))
        path = os.fsdecode(next(fields)) if status[0] in "RC" else first
        if mode not in _FILES or status[0] in "AC":
            first = blob = ""
        if status[0] == "D":
            path = ""
        if path or first:
            found.append(Change(path, first, blob))
    return found


def tracked(git: Git) -> set[str]:
    """The files that Git tracks, from the top of the work tree."""
    return {os.fsdecode(path) for path in git.ask("ls-files", "-z").split(b"\0") if path}


def contents(git: Git, blobs: Sequence[str], most: int) -> Iterator[tuple[str, bytes | None]]:
    """The content of each blob, None for one that is larger than `most` bytes or not there."""
    wanted = list(dict.fromkeys(blobs))
    sizes = _sizes(git, wanted)
    group: list[str] = []
    total = 0
    for blob in wanted:
        size = sizes.get(blob)
        if size is None or size > most:
            yield blob, None
            continue
        if group and total + size > AT_A_TIME:
            yield from _read(git, group)
            group, total = [], 0
        group.append(blob)
        total += size
    if group:
        yield from _read(git, group)


def _sizes(git: Git, blobs: Sequence[str]) -> dict[str, int]:
    if not blobs:
        return {}
    said = git.ask("cat-file", "--batch-check", stdin=_lines(blobs)).decode("ascii", "replace")
    parts = [line.split() for line in said.splitlines()]
    return {p[0]: int(p[2]) for p in parts if len(p) == 3 and p[1] == "blob"}


def _read(git: Git, blobs: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
    said = git.ask("cat-file", "--batch", stdin=_lines(blobs))
    at = 0
    for blob in blobs:
        end = said.index(b"\n", at)
        size = int(said[at:end].split()[2])
        yield blob, said[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _lines(blobs: Sequence[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode("ascii")


def _commit(git: Git, revision: str) -> str:
    """The id of the commit that a revision names; empty when there is none."""
    done = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    words = done.stdout.decode("ascii", "replace").split()
    return words[-1] if done.returncode == 0 and words else ""


def _is_shallow(git: Git) -> bool:
    return git.run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _words(stderr: bytes) -> str:
    """The last thing that Git complains of, on one line."""
    lines = [line for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    said = next((line for line in lines if line.startswith(("fatal:", "error:"))), "")
    return _CONTROL.sub(" ", said or (lines[-1] if lines else "no reason given"))[:300]
