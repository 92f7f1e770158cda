"""Odd surroundings: full disks, signals, no home, locales, names, links, many files."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from commands import Ended, Regcheck

TEXT = "# Lov om bord\n\n### § 1. Bord\n\nSøknaden sendes i tre eksemplarer på blå ærlighet.\n"
QUICK = ("--nlp", "off")
FEW = (*QUICK, "--select", "paper")
"""Fewer rules, for runs that must compile them."""
RULE = "paper/several-copies"
POSIX = pytest.mark.skipif(os.name == "nt", reason="devices, signals and rights of POSIX")
FULL = Path("/dev/full")


@pytest.fixture(scope="module")
def regcheck(cache: Path) -> Regcheck:
    return Regcheck(cache)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "arbeid"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    return folder


def rules_of(ended: Ended) -> list[tuple[str, str]]:
    return [(f["path"], f["rule"]) for f in ended.json["findings"] if f["rule"] == RULE]


@POSIX
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize("arguments", ["check a.md", "check -", "rules", "--help"])
def test_streams_that_are_closed(
    arguments: str, closed: str, regcheck: Regcheck, work: Path
) -> None:
    """A report that cannot be written is a fault; all else is as it would be. Never a traceback."""
    line = f"{shlex.quote(sys.executable)} -m regcheck {arguments} {closed}"
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=work,
        env=regcheck.environment,
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode()
    assert "Traceback" not in said and "internal error" not in said
    if ">&-" in closed.replace("2>&-", ""):
        assert done.returncode == 2
        assert "2>&-" in closed or said.startswith("regcheck: error: cannot write to stdout")
    else:
        assert done.returncode in (0, 1)
        assert done.stdout


@POSIX
@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "arguments", [("check", "a.md", *QUICK), ("rules",), ("--version",), ("check", "--help")]
)
def test_a_full_disk_behind_stdout(
    arguments: tuple[str, ...], regcheck: Regcheck, work: Path
) -> None:
    command = [sys.executable, "-m", "regcheck", *arguments]
    with FULL.open("wb") as full:
        done = subprocess.run(
            command,
            cwd=work,
            env=regcheck.environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    said = done.stderr.decode()
    assert done.returncode == 2
    assert said.startswith("regcheck: error: cannot write")
    assert "no space left" in said
    assert said.count("\n") == 1


@POSIX
@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
def test_a_full_disk_behind_a_report(regcheck: Regcheck, work: Path) -> None:
    ended = regcheck("check", "a.md", *QUICK, "--output", FULL, cwd=work)
    assert ended.code == 2
    told = "regcheck: error: /dev/full: cannot be written: no space left on device\n"
    assert ended.stderr == told


STOPPED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
from regcheck.cli import main
from regcheck.reports.files import ReportFile
write = ReportFile.write
def slow(self, text):
    write(self, text)
    self._stream.flush()
    print("writing", file=sys.stderr, flush=True)
    while True:
        sys.stdin.read(1)
ReportFile.write = slow
main.run()
"""


@POSIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_in_the_middle_of_a_report_leaves_no_half_file(
    number: signal.Signals, code: int, regcheck: Regcheck, work: Path
) -> None:
    """The signal comes when the first words have been written; the old report stays."""
    (work / "r.txt").write_text("forrige", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED, "check", "a.md", *QUICK, "--force", "-o", "r.txt"],
        cwd=work,
        env=regcheck.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    with process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"writing\n"
        process.send_signal(number)
        assert process.stderr.read() == b""
        assert process.wait() == code
    watchdog.cancel()
    assert sorted(path.name for path in work.iterdir()) == ["a.md", "r.txt"]
    assert (work / "r.txt").read_text(encoding="utf-8") == "forrige"


@POSIX
@pytest.mark.parametrize(
    "change",
    [
        {"HOME": None, "XDG_CACHE_HOME": None},
        {"HOME": "/nonexistent", "XDG_CACHE_HOME": None},
        {"XDG_CACHE_HOME": "/dev/null/cache"},
        {"XDG_CACHE_HOME": "ikke\nher"},
    ],
    ids=["no home", "a home that is not there", "a cache in no folder", "a relative cache"],
)
def test_no_home_and_no_cache(
    change: dict[str, str | None], regcheck: Regcheck, work: Path
) -> None:
    """The findings are those of every other run; at most one line says that nothing is kept."""
    environment = {**regcheck.environment}
    for name, value in change.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    done = subprocess.run(
        [sys.executable, "-m", "regcheck", "check", "a.md", *FEW, "--format", "json"],
        cwd=work,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stderr.count(b"\n") <= 1
    assert b"error" not in done.stderr
    assert rules_of(Ended(1, done.stdout, "")) == [("a.md", RULE)]
    assert sorted(path.name for path in work.iterdir()) == ["a.md"]


@POSIX
def test_odd_locales_give_the_same_bytes(regcheck: Regcheck, work: Path) -> None:
    (work / "blåbær.md").write_text(TEXT, encoding="utf-8")
    locales = (
        {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "tull", "LANG": "tull"},
    )
    for form in ("text", "json"):
        ends = [
            regcheck("check", ".", *QUICK, "--format", form, cwd=work, extra=extra)
            for extra in locales
        ]
        assert {(end.code, end.stderr) for end in ends} == {(1, "")}
        assert len({end.stdout for end in ends}) == 1
        assert "blå ærlighet" in ends[0].stdout.decode()


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize("name", ["w.md", "w.txt"])
def test_line_ends_of_other_systems(name: str, ending: str, regcheck: Regcheck, work: Path) -> None:
    """The same findings at the same addresses, and places that slice the file as it is. Editors
    number lines by CR LF as by LF; a lone CR ends a line of the text, but not of the file."""
    told = ("--format", "json", *QUICK)
    text = TEXT if name.endswith("md") else TEXT.replace("#", "").replace("\n ", "\n")
    (work / name).write_bytes(text.encode())
    plain = regcheck("check", name, *told, cwd=work).json["findings"]
    (work / name).write_bytes(text.replace("\n", ending).encode())
    found = regcheck("check", name, *told, cwd=work).json["findings"]
    kept = ["rule", "address_path", "quote", "fingerprint"]
    kept += ["line", "column"] if ending == "\r\n" else []
    assert [[f[key] for key in kept] for f in found] == [[f[key] for key in kept] for f in plain]
    source = (work / name).read_bytes().decode()
    assert [" ".join(source[f["start"] : f["end"]].split()) for f in found] == [
        f["quote"] for f in found
    ]
    assert RULE in {f["rule"] for f in found}


@POSIX
@pytest.mark.parametrize(
    "name", ["et utkast til lov.md", "blåbær og ærfugl på øy.md", "to\nlinjer.md", "'\"$(x).md"]
)
def test_reports_name_odd_files_and_can_lie_in_them(
    name: str, regcheck: Regcheck, work: Path
) -> None:
    (work / name).write_text(TEXT, encoding="utf-8")
    report = f"rapport om {name}.json"
    ended = regcheck("check", "--format", "json", "--output", report, *QUICK, "--", name, cwd=work)
    assert (ended.code, ended.stdout, ended.stderr) == (1, b"", "")
    whole = Ended(1, (work / report).read_bytes(), "")
    assert rules_of(whole) == [(name, RULE)]


@POSIX
def test_links_in_circles(regcheck: Regcheck, work: Path) -> None:
    (work / "selv.md").symlink_to("selv.md")
    (work / "ned").mkdir()
    (work / "ned" / "opp").symlink_to("..")
    (work / "ned" / "b.md").write_text(TEXT, encoding="utf-8")
    (work / "x").symlink_to("y")
    (work / "y").symlink_to("x")
    ended = regcheck("check", ".", "--format", "json", *QUICK, cwd=work)
    assert rules_of(ended) == [("a.md", RULE), ("ned/b.md", RULE)]
    assert ended.code in (1, 3)
    assert "Traceback" not in ended.stderr
    named = regcheck("check", "selv.md", "a.md", "--format", "json", *QUICK, cwd=work)
    assert (named.code, rules_of(named)) == (3, [("a.md", RULE)])
    assert named.stderr.startswith("regcheck: not read: selv.md: ")
    assert named.stderr.count("\n") == 1


@pytest.mark.parametrize("many", [1_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_many_small_files(many: int, regcheck: Regcheck, work: Path) -> None:
    """Every one is read, once, in path order."""
    for number in range(many):
        (work / f"{number:06}.txt").write_bytes(b"Bord.\n")
    told = ("--format", "json", "--no-cache", "--select", "paper", *QUICK)
    ended = replace(regcheck, patience=3600)("check", ".", *told, cwd=work)
    assert (ended.code, ended.stderr) == (1, "")
    paths = [document["path"] for document in ended.json["documents"]]
    assert len(paths) == many + 1
    assert paths == sorted(set(paths))
    assert rules_of(ended) == [("a.md", RULE)]
