"""Where outputs may go, whatever lies there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from regcheck.base.errors import UsageError
from regcheck.base.files.outputs import output_place, refuse_foreign, refuse_odd
from regcheck.cli.main import main
from regcheck.reports.files import ReportFile

DRAFT = "# Forskrift om prøver\n\n## § 1. Krav\n\nSend tre eksemplarer av svaret i posten.\n"
posix = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "mappe"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    "place",
    [
        *(".git/config", ".git", ".GIT/x", "del/.Git/hooks/x", ".git./x", ".git /x", ".git . ./x"),
        *("git~1/x", "GIT~2/x", ".git::$INDEX_ALLOCATION/x", ".git:x", ".g\u200cit/x"),
        "../mappe/del/../.git/x",
    ],
)
def test_nothing_goes_into_a_repositorys_own_folder(place: str, here: Path) -> None:
    for target in (place, str(here / place)):
        with pytest.raises(UsageError, match=r"own folder \(\.git\)"):
            output_place(target)
        with pytest.raises(UsageError), ReportFile(target, force=True):
            pass
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("place", [".github/x", "x.git/x", "git/x", ".gitignore", "git~/x"])
def test_much_else_is_called_like_it(place: str, here: Path) -> None:
    assert output_place(place) == here / place


@posix
def test_a_link_that_was_there_is_no_way_out(here: Path) -> None:
    outside = here.parent / "utenfor"
    outside.mkdir()
    (here / "ut").symlink_to(outside)
    for target in ("ut/x.json", "./ut/ny/x.json", str(here / "ut" / "x.json")):
        with pytest.raises(UsageError, match="is a link"):
            output_place(target)
    assert list(outside.iterdir()) == []


@posix
def test_a_link_above_the_folder_is_the_users_own(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here.parent / "lenke").symlink_to(here)
    assert output_place(here.parent / "lenke" / "ny" / "x") == here / "ny" / "x"
    assert (here / "ny").is_dir()
    monkeypatch.chdir(here.parent / "lenke")
    assert output_place("x") == here / "x"


@posix
def test_a_link_in_a_clone_is_not_whoever_stands_elsewhere(here: Path) -> None:
    clone = here.parent / "klone"
    (clone / ".git").mkdir(parents=True)
    (clone / "ut").symlink_to(here)
    with pytest.raises(UsageError, match="is a link"):
        output_place(clone / "ut" / "x")
    (clone / "inn").symlink_to(clone / ".git")
    (here.parent / "egen").symlink_to(clone / ".git")
    with pytest.raises(UsageError, match="own folder"):
        output_place(here.parent / "egen" / "config")


def test_only_what_is_ours_is_replaced(here: Path) -> None:
    target = here / "x.csv"
    refuse_foreign(target, "x.csv")
    target.write_bytes(b"")
    refuse_foreign(target, "x.csv")
    target.write_text("path,address,term,definition\nandre,rader\n")
    with pytest.raises(UsageError, match="--force"):
        refuse_foreign(target, "x.csv")
    refuse_foreign(target, "x.csv", b"path,address,term,definition\nnye,rader\n")
    with pytest.raises(UsageError):
        refuse_foreign(target, "x.csv", b"path,place,term,definition\nnye,rader\n")
    target.write_text("[\n")
    with pytest.raises(UsageError):
        refuse_foreign(target, "x.csv", b"[\n{}")


@posix
def test_a_pipe_or_link_is_never_added_to(here: Path) -> None:
    os.mkfifo(here / "rør")
    (here / "lenke").symlink_to(here.parent / "ny")
    for name in ("rør", "lenke"):
        with pytest.raises(UsageError, match="move it"):
            refuse_odd(name)
        with pytest.raises(UsageError, match="did not write it"), ReportFile(name):
            pass
    assert not (here.parent / "ny").exists()


COMMANDS = (
    *(("check", "a.md", "--fail-on", "never", "--format", one) for one in ("text", "concise")),
    *(("check", "a.md", "--fail-on", "never", "--format", one) for one in ("json", "jsonl")),
    *(("check", "a.md", "--fail-on", "never", "--format", one) for one in ("sarif", "github")),
    *(("check", "a.md", "--fail-on", "never", "--format", one) for one in ("gitlab", "rdjson")),
    *(("check", "a.md", "--fail-on", "never", "--format", one) for one in ("junit", "html")),
    *(("check", "a.md", "--fail-on", "never", "--format", one) for one in ("checkstyle",)),
    ("check", "a.md", "--fail-on", "never", "--format", "markdown"),
    ("references", "a.md", "--format", "json"),
    ("references", "a.md", "--format", "csv"),
    ("references", "a.md", "--format", "graphml"),
    ("concepts", "extract", "a.md", "--format", "json"),
    ("concepts", "extract", "a.md", "--format", "csv"),
    ("concepts", "export", "a.md", "--format", "csv"),
    ("compare", "a.md", "b.md", "--fail-on", "never", "--format", "json"),
    ("compare", "a.md", "b.md", "--fail-on", "never", "--format", "markdown"),
    ("readiness", "a.md", "--format", "html"),
    ("readiness", "a.md", "--format", "docx"),
    ("readiness", "a.md", "--format", "json"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_second_run_replaces_the_first_and_nothing_else(
    command: tuple[str, ...], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.md", "b.md"):
        (here / name).write_text(DRAFT, "utf-8")
    asked = [*command, "-o", "ny/ut"]
    assert main(asked) == 0
    (here / "a.md").write_text(f"{DRAFT}\n## § 2. Mer\n\nSvaret skal stemples.\n", "utf-8")
    assert main(asked) == 0
    capsys.readouterr()
    for own in (b"print('hei')\n", b"# Notater\n\nIkke slett.\n", b"PK\x03\x04 annet"):
        (here / "ny" / "ut").write_bytes(own)
        assert main(asked) == 2
        assert (here / "ny" / "ut").read_bytes() == own
        assert "ny/ut" in capsys.readouterr().err
    if command[0] != "readiness":
        assert main([*asked, "--force"]) == 0
    assert {one.name for one in here.iterdir()} == {"a.md", "b.md", "ny"}


@posix
def test_a_stream_that_is_handed_to_us_is_written_to(here: Path) -> None:
    (here / "a.md").write_text(DRAFT, "utf-8")
    command = 'regcheck() { "$0" -P -m regcheck check a.md --fail-on never -o "$1"; }; regcheck'
    for target in ("/dev/stdout", ">(cat)", "/dev/stdout > ut.txt"):
        done = subprocess.run(
            ["bash", "-c", f"{command} {target}", sys.executable], capture_output=True, check=True
        )
        assert "tre eksemplarer" in done.stdout.decode() + (
            (here / "ut.txt").read_text() if "ut.txt" in target else ""
        )
