"""File systems that are full or read-only: one line says so, nothing half written is left, and
what only had to be read is checked. Real ones, mounted where nobody else sees them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Ended, Regcheck

TEXT = "# Lov om bord\n\n### § 1. Bord\n\nKravet i denne lov sendes i tre eksemplarer.\n"
QUICK = ("--nlp", "off")
SMALL = "mount -t tmpfs -o size=32k none disk && cp a.md disk/ && cp a.md disk/r.html"
FULL = f"{SMALL} && (dd if=/dev/zero of=disk/rest bs=1k count=64 || true) 2>/dev/null"
READ_ONLY = f"{SMALL} && mount -o remount,ro disk"
WRITES = {
    "a report": ("check", "a.md", "--format", "html", "--output", "disk/r.html", "--force", *QUICK),
    "a Word report": ("check", "a.md", "--report", "word=disk/r.docx", *QUICK),
    "a baseline": ("baseline", "create", "a.md", "--baseline", "disk/b.json", *QUICK),
    "a config": ("init", "disk"),
    "a fix": ("check", "disk/a.md", "--fix", *QUICK),
    "a scan": ("scan", "a.md", "-o", "disk/s", "--format", "jsonl", *QUICK),
}


def may_mount() -> bool:
    """Whether a process may have file systems of its own here."""
    if not sys.platform.startswith("linux") or shutil.which("unshare") is None:
        return False
    tried = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs none /mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not may_mount(), reason="file systems cannot be mounted here")


@pytest.fixture(scope="module")
def regcheck(cache: Path) -> Regcheck:
    return Regcheck(cache)


def run_on(
    disk: str, arguments: tuple[str, ...], regcheck: Regcheck, work: Path, **extra: str
) -> tuple[Ended, dict[str, int]]:
    """Run a command with `disk` mounted; gives how it ended and the files there with their size."""
    (work / "disk").mkdir()
    (work / "a.md").write_text(TEXT, encoding="utf-8")
    command = shlex.join([sys.executable, "-m", "regcheck", *arguments])
    listing = "cd disk && find . -type f -printf '%P %s\\n' | sort > ../listing"
    script = f"{disk} || exit 99; {command}; code=$?; {listing}; exit $code"
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        cwd=work,
        env=regcheck.environment | extra,
        capture_output=True,
        check=False,
    )
    lines = (work / "listing").read_text(encoding="utf-8").splitlines()
    files = {name: int(size) for name, _, size in (line.rpartition(" ") for line in lines)}
    files.pop("rest", None)
    return Ended(done.returncode, done.stdout, done.stderr.decode()), files


BEFORE = {"a.md": len(TEXT.encode()), "r.html": len(TEXT.encode())}


@pytest.mark.parametrize("what", WRITES)
@pytest.mark.parametrize(
    ("disk", "words"),
    [(FULL, "no space left"), (READ_ONLY, "read-only|write-protected")],
    ids=["full", "locked"],
)
def test_what_cannot_be_written(
    disk: str, words: str, what: str, regcheck: Regcheck, tmp_path: Path
) -> None:
    ended, files = run_on(disk, WRITES[what], regcheck, tmp_path)
    assert ended.code in ((1,) if what == "a fix" else (2, 3)), ended
    assert re.search(words, ended.stderr)
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith("regcheck: ")
    assert "internal error" not in ended.stderr
    assert {name: size for name, size in files.items() if size} == BEFORE


@pytest.mark.parametrize("disk", [FULL, READ_ONLY], ids=["full", "locked"])
def test_a_cache_that_cannot_be_kept_takes_no_findings_away(
    disk: str, regcheck: Regcheck, tmp_path: Path
) -> None:
    told = ("check", "a.md", "--format", "json", "--select", "paper", *QUICK)
    ended, _ = run_on(disk, told, regcheck, tmp_path, XDG_CACHE_HOME=os.fspath(tmp_path / "disk"))
    assert ended.code == 1
    assert ended.stderr.count("\n") <= 1
    assert "paper/several-copies" in {found["rule"] for found in ended.json["findings"]}


def test_what_lies_on_a_read_only_disk_is_checked(regcheck: Regcheck, tmp_path: Path) -> None:
    ended, files = run_on(
        READ_ONLY, ("check", "disk/a.md", "--format", "json", *QUICK), regcheck, tmp_path
    )
    assert (ended.code, ended.stderr, files) == (1, "", BEFORE)
    assert {found["path"] for found in ended.json["findings"]} == {"disk/a.md"}
