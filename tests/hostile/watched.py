"""regcheck in a process that is watched from outside: what it writes, starts and reaches.

`REGCHECK_WATCHED` names the source folder of the regcheck that is run, `src` of another version
say; this project's by default.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer

SOURCE = Path(os.environ.get("REGCHECK_WATCHED", Path(__file__).parents[2] / "src")).resolve()
PATIENCE = 15
"""Seconds after which a run hangs."""
_CALLS = "execve,open,openat,creat,truncate,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,"
_CALLS += "symlink,symlinkat,unlink,unlinkat,mknod,mknodat,chmod,fchmodat,connect,sendto,bind"
_LINE = re.compile(r"^(\w+)\((.*)\)\s+= (\d+|0)(?:<(.*)>)?")
_NAMES = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
_LAUNCHER = """\
#!{python}
import sys
if "REGCHECK_THREADS" in __import__("os").environ:  # with threads, processes are never forked
    import threading, time
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
from regcheck.__main__ import run
if __name__ == "__main__":
    run()
"""


@dataclass
class Seen:
    """What came of a run: its exit code, None for one that hangs, what it said, the files it wrote,
    the programs it started, and where it reached."""

    code: int | None
    out: str
    err: str
    written: set[Path] = field(default_factory=set)
    started: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    processes: int = 0


@dataclass
class Stage:
    """A stranger's folder, a folder beside it that is none of its business, and a file into which
    whatever runs writes its name."""

    base: Path
    cache: Path

    def __post_init__(self) -> None:
        for one in (self.folder, self.outside, self.own, self.base / "bin"):
            one.mkdir()
        launcher = self.base / "bin" / "regcheck"
        launcher.write_text(_LAUNCHER.format(python=sys.executable))
        launcher.chmod(0o755)

    @property
    def folder(self) -> Path:
        """Where the user stands."""
        return self.base / "klone"

    @property
    def outside(self) -> Path:
        """Where nothing may change."""
        return self.base / "utenfor"

    @property
    def own(self) -> Path:
        """The user's own places: home, and temporary files."""
        return self.base / "eget"

    @property
    def mark(self) -> Path:
        """What whatever runs writes to."""
        return self.base / "PWNED"

    @property
    def traps(self) -> list[str]:
        """The names of those that ran."""
        return self.mark.read_text().split() if self.mark.exists() else []

    @property
    def environment(self) -> dict[str, str]:
        """What a run sees."""
        kept = {"PATH": f"{self.base / 'bin'}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        kept |= {"HOME": str(self.own), "TMPDIR": str(self.own), "PYTHONPATH": str(SOURCE)}
        return kept | {
            "XDG_CACHE_HOME": str(self.cache),
            "NO_COLOR": "1",
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def write(self, name: str, text: str | bytes) -> Path:
        """A file in the stranger's folder."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(
            text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
        )
        return file

    def link(self, name: str, target: Path) -> None:
        """A link in the stranger's folder."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).symlink_to(target)

    def git(self, *arguments: str) -> None:
        """Run Git there, as the stranger did."""
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "gc.auto=0")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", *who, "-c", "init.defaultBranch=main", *arguments]
        subprocess.run(command, cwd=self.folder, env=environment, check=True, capture_output=True)

    def trap(self, name: str) -> str:
        """A shell command that marks that it was run."""
        return f"echo {name} >> {self.mark}"

    def run(
        self, *arguments: str, stdin: bytes = b"", patience: int = PATIENCE, **more: str
    ) -> Seen:
        """Run the command to its end."""
        with self.started(*arguments, **more) as (process, log):
            try:
                out, err = process.communicate(stdin, timeout=patience)
                code: int | None = process.returncode
            except subprocess.TimeoutExpired:
                end(process)
                out, err = process.communicate()
                code = None
        return self.seen(log, code, out, err)

    @contextmanager
    def started(
        self, *arguments: str, **more: str
    ) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
        """Start the command; gives the process, and what the watcher keeps."""
        log = self.base / f"watch{len(list(self.base.glob('watch*')))}"
        log.mkdir()
        watch = [
            *("strace", "-ff", "-qq", "-y", "-s", "4096", "--seccomp-bpf", "-e", "signal=none"),
            *("-e", f"trace={_CALLS}", "-o", str(log / "p")),
        ]
        command = [sys.executable, str(self.base / "bin" / "regcheck"), *arguments]
        process = subprocess.Popen(
            [*(watch if strace() else ()), *command],
            cwd=self.folder,
            env=self.environment | more,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        late = Timer(2 * PATIENCE, end, [process])
        late.start()
        try:
            yield process, log
        finally:
            late.cancel()
            end(process)
            process.communicate()

    def seen(self, log: Path, code: int | None, out: bytes = b"", err: bytes = b"") -> Seen:
        """What the watcher kept."""
        found = Seen(code, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))
        for one in log.iterdir():
            found.processes += 1
            for line in one.read_text("utf-8", "surrogateescape").splitlines():
                self._note(found, line)
        return found

    def _note(self, found: Seen, line: str) -> None:
        matched = _LINE.match(line)
        if not matched:
            return
        call, given, _, opened = matched.groups()
        names = [
            (
                where,
                name.encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "replace"),
            )
            for where, name in _NAMES.findall(given)
        ]
        if call == "execve":
            found.started.append(names[0][1])
        elif call in ("connect", "sendto", "bind"):
            if "AF_INET" in given and "127.0.0.1" not in given and '"::1"' not in given:
                found.reached.append(line)
        elif call in ("open", "openat", "creat"):
            if re.search(r"O_WRONLY|O_RDWR|O_CREAT", given) or call == "creat":
                found.written.add(Path(opened or names[0][1]))
        else:
            for where, name in names[-1:]:
                place = Path(where or self.folder, name)
                found.written.add(Path(os.path.realpath(place.parent), place.name))

    def strangers(self, seen: Seen, *outputs: str) -> list[str]:
        """What a run wrote, started and reached that it should not: all but the user's own caches
        and temporary files, these outputs in the folder, Python and Git."""
        ours = [self.own, self.cache, *map(Path, ("/dev", "/proc"))]
        named = [self.folder / one for one in outputs]
        beside = [one.parent / f".{one.name}" for one in named]  # written there, then renamed
        starts = tuple(map(str, (*named, *beside)))
        odd = [
            f"wrote {path}"
            for path in sorted(seen.written)
            if not any(path.is_relative_to(one) for one in ours)
            and not str(path).startswith(starts or "//")
            and path not in {above for one in named for above in one.parents}
        ]
        own = {os.path.realpath(sys.executable), shutil.which("git")}
        odd += [f"started {one}" for one in seen.started if os.path.realpath(one) not in own]
        odd += [f"reached {one}" for one in seen.reached]
        return odd


def strace() -> bool:
    """Whether there is something to watch with."""
    if shutil.which("strace") is None:
        return False
    probe = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=execve", "-o", os.devnull, "true"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def terminate(process: subprocess.Popen[bytes], log: Path) -> None:
    """Ask a run to end: the process that is watched, not the one that watches."""
    pids = [int(one.suffix[1:]) for one in log.iterdir()]
    os.kill(min(pids, default=process.pid), signal.SIGTERM)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a run with all that it started: its session."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def modules(names: Sequence[str], stage: Stage) -> None:
    """Modules in the stranger's folder that mark that they were imported."""
    for name in names:
        stage.write(
            f"{name}.py", f"open({str(stage.mark)!r}, 'a').write('{name} ')\nraise SystemExit(9)\n"
        )
