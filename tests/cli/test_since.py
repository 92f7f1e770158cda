"""`check --since` in real Git repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from regcheck.changes import git as git_module
from regcheck.changes.git import Git, contents
from regcheck.cli.main import main

PACK = Path(__file__).parent / "pack"
LETTER = "Nøkkelen sendes i forseglet brev."
DOOR = "Døra skal ha passelig bredde."
BODY = f"# Forskrift om skap\n\n### § 1. Skap\n\n{LETTER}\n\n### § 2. Dør\n\n{DOOR}\n"
PADDING = "".join(f"\n### § {n}. Hylle\n\nHylle {n} er av tre.\n" for n in range(20, 40))

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs Git")


class Repository:
    """A repository in a folder, with a user of its own and no settings from outside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def git(self, *arguments: str) -> str:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        who = {"NAME": "P", "EMAIL": "p@example.com", "DATE": "2030-01-01T12:00:00Z"}
        for role in ("AUTHOR", "COMMITTER"):
            environment |= {f"GIT_{role}_{key}": value for key, value in who.items()}
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def write(self, path: str, text: str) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def commit(self, message: str = "x") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)


@pytest.fixture
def repo(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "repo")
    made.git("init", "-q", "-b", "main")
    made.write("a.md", BODY)
    made.write("sub/b.md", BODY)
    made.commit()
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return made


Check = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    def run(*arguments: str) -> tuple[int, Any, str]:
        rules = ("--pack", str(PACK), "--select", "house", "--nlp", "off", "--format", "json")
        code = main(["check", *arguments, *rules])
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else None, err

    return run


def seen(report: Any) -> list[tuple[str, str, str]]:
    return [(f["path"], f["quote"], f["status"]) for f in report["findings"]]


def test_only_what_the_change_brings_is_new(repo: Repository, check: Check) -> None:
    repo.write("a.md", BODY.replace(DOOR, f"{DOOR} Låsen sendes i forseglet brev."))
    code, report, err = check("--since", "main")
    assert (code, err) == (1, "")
    assert seen(report) == [
        ("a.md", "forseglet brev", "known"),
        ("a.md", "passelig", "moved"),
        ("a.md", "forseglet brev", "new"),
    ]
    assert [d["path"] for d in report["documents"]] == ["a.md"]
    assert report["settings"]["since"] == "main"
    assert report["summary"]["removed"] == {"error": 0, "warning": 0, "info": 0}


def test_what_a_change_removes_is_counted(
    repo: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write("a.md", BODY.replace(LETTER, "Nøkkelen sendes digitalt."))
    repo.git("rm", "-q", "sub/b.md")
    rules = ("--pack", str(PACK), "--select", "house", "--nlp", "off")
    assert main(["check", "--since", "main", *rules]) == 0
    out = capsys.readouterr().out
    assert "endret siden main\n  Ingen nye funn.\n  + 1 kjent funn\n  − 3 funn er borte\n" in out
    assert main(["check", "a.md", "--since", "main", *rules]) == 0
    assert "− 1 funn er borte\n" in capsys.readouterr().out


def test_a_changed_sentence_is_new_and_nothing_is_gone(repo: Repository, check: Check) -> None:
    repo.write("a.md", BODY.replace("Nøkkelen", "Hver nøkkel"))
    code, report, _ = check("--since", "main")
    assert code == 1
    assert ("a.md", "forseglet brev", "new") in seen(report)
    assert sum(report["summary"]["removed"].values()) == 0


def test_renames_are_followed_also_to_another_format(repo: Repository, check: Check) -> None:
    repo.write("c.md", BODY + PADDING)
    repo.commit()
    repo.git("mv", "c.md", "sub/d.txt")
    text = (BODY + PADDING).replace("### ", "").replace("# ", "").replace("§ 2. Dør", "§ 3. Dør")
    repo.write("sub/d.txt", text)
    code, report, _ = check("--since", "main", "--fail-on", "info")
    assert code == 0
    assert seen(report) == [
        ("sub/d.txt", "forseglet brev", "known"),
        ("sub/d.txt", "passelig", "moved"),
    ]
    assert sum(report["summary"]["removed"].values()) == 0


def test_untracked_files_are_new_and_may_hold_what_was_moved(
    repo: Repository, check: Check
) -> None:
    (repo.folder / "a.md").rename(repo.folder / "sub" / "moved.md")
    fresh = BODY.replace(LETTER, "Låsen sendes i forseglet brev.").replace("Døra", "Gangen")
    repo.write("sub/fresh.md", fresh)
    _, report, _ = check("sub", "--since", "main")
    assert seen(report) == [
        ("sub/fresh.md", "forseglet brev", "new"),
        ("sub/fresh.md", "passelig", "new"),
        ("sub/moved.md", "forseglet brev", "moved"),
        ("sub/moved.md", "passelig", "moved"),
    ]
    assert sum(report["summary"]["removed"].values()) == 0


def test_a_branch_is_seen_from_where_it_left(repo: Repository, check: Check) -> None:
    repo.git("switch", "-q", "-c", "draft")
    repo.write("a.md", BODY.replace(DOOR, "Døra skal ha en passelig bredde."))
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.write("sub/b.md", BODY.replace(LETTER, "Nøkkelen sendes digitalt."))
    repo.commit()
    repo.git("switch", "-q", "draft")
    _, report, _ = check("--since", "main")
    assert seen(report) == [("a.md", "forseglet brev", "known"), ("a.md", "passelig", "new")]
    repo.git("merge", "-q", "--no-edit", "main")
    repo.git("checkout", "-q", "--detach")
    _, merged, _ = check("--since", "main")
    assert seen(merged) == seen(report)


def test_unchanged_and_ignored_files(repo: Repository, check: Check) -> None:
    code, report, err = check("--since", "HEAD")
    assert (code, report["documents"]) == (0, [])
    assert err == "regcheck: note: none of the documents has changed since HEAD\n"
    repo.write(".gitignore", "c.md\n")
    repo.write("c.md", BODY)
    assert check("--since", "HEAD")[1]["documents"] == []
    assert [s for _, _, s in seen(check("c.md", "--since", "HEAD")[1])] == ["new", "new"]


def test_it_can_be_run_from_below_and_from_outside(
    repo: Repository, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = BODY.replace(DOOR, "Døra skal ha en passelig bredde.")
    repo.write("sub/b.md", changed)
    repo.write("a.md", changed)
    monkeypatch.chdir(repo.folder / "sub")
    assert [s for _, _, s in seen(check("--since", "main")[1])] == ["known", "new"]
    monkeypatch.chdir(repo.folder.parent)
    assert [p for p, _, _ in seen(check("repo/sub", "--since", "main")[1])] == ["repo/sub/b.md"] * 2


def test_odd_names_and_archives(repo: Repository, check: Check) -> None:
    odd = "sub/–x «å»\n.md"
    repo.write(odd, BODY)
    for text in (BODY, BODY.replace(DOOR, "Døra skal ha en passelig bredde.")):
        with zipfile.ZipFile(repo.folder / "z.zip", "w") as archive:
            archive.writestr(zipfile.ZipInfo("in/c.md"), text)
        if text is BODY:
            repo.commit()
    repo.write(odd, f"{BODY}\n### § 3. Lås\n\nLåsen sendes i forseglet brev.\n")
    _, report, _ = check("--since", "main")
    assert [(p, s) for p, _, s in seen(report)] == [
        *((odd, status) for status in ("known", "known", "new")),
        *(("z.zip!/in/c.md", status) for status in ("known", "new")),
    ]


def test_a_baseline_and_a_revision_together(
    repo: Repository, check: Check, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write("a.md", BODY.replace(DOOR, "Døra skal ha en passelig bredde."))
    rules = ("--pack", str(PACK), "--select", "house", "--nlp", "off")
    assert main(["baseline", "create", "a.md", *rules]) == 0
    capsys.readouterr()
    repo.write("a.md", BODY.replace(DOOR, "Døra skal ha en passelig bredde. Den er passelig."))
    _, report, _ = check("a.md", "--since", "main")
    assert sorted(s for _, _, s in seen(report)) == ["known", "moved", "new"]


def test_a_shallow_clone_says_what_to_fetch(
    repo: Repository, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = repo.git("rev-parse", "HEAD").strip()
    repo.write("a.md", BODY.replace(DOOR, "Døra skal ha en passelig bredde."))
    repo.commit()
    clone = Repository(repo.folder.parent / "clone")
    clone.git("clone", "-q", "--depth", "1", repo.folder.as_uri(), ".")
    monkeypatch.chdir(clone.folder)
    for revision in (first, "HEAD~1", "v1.0"):
        code, _, err = check("--since", revision)
        assert code == 2
        assert "git fetch --unshallow" in err
        assert "fetch-depth: 0" in err
    assert check("--since", "HEAD")[0] == 0
    clone.git("fetch", "-q", "--unshallow")
    assert [s for _, _, s in seen(check("--since", "HEAD~1")[1])] == ["known", "new"]


def test_a_shallow_clone_without_a_common_ancestor(
    repo: Repository, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.git("switch", "-q", "-c", "draft")
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.commit("y")
    clone = Repository(repo.folder.parent / "clone")
    clone.git(
        *("clone", "-q", "--depth", "1", "--no-single-branch", "-b", "draft"),
        *(repo.folder.as_uri(), "."),
    )
    monkeypatch.chdir(clone.folder)
    code, _, err = check("--since", "origin/main")
    assert code == 2
    assert "does not reach back" in err
    assert "fetch-depth: 0" in err


@pytest.mark.parametrize(
    "revision", ["none", "-x", "--output=x", "main\nx", "main..HEAD", "HEAD:a.md", "x y", "@{-99}"]
)
def test_revisions_that_are_none(repo: Repository, check: Check, revision: str) -> None:
    code, report, err = check(f"--since={revision}")
    assert (code, report) == (2, None)
    assert err.startswith("regcheck: error: --since ")
    assert err.count("\n") == 1
    assert not (repo.folder / "x").exists()


def test_places_without_a_work_tree(
    repo: Repository, check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text(BODY, "utf-8")
    code, _, err = check("a.md", str(outside), "--since", "main")
    assert code == 2
    assert "outside lies outside the repository" in err
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(outside)
    assert "is not in a Git repository" in check("--since", "main")[2]
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    monkeypatch.chdir(tmp_path / "bare.git")
    Path("a.md").write_text(BODY, "utf-8")
    assert "is a bare repository" in check("a.md", "--since", "main")[2]
    monkeypatch.setenv("PATH", str(outside))
    assert "needs the program git" in check("a.md", "--since", "main")[2]


def test_links_that_lead_out_are_left_out(repo: Repository, check: Check, tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text(BODY, "utf-8")
    (repo.folder / "link.md").symlink_to(tmp_path / "out.md")
    _, report, err = check(".", "--since", "main")
    assert report["documents"] == []
    assert "not read: link.md: the link leads out of the folder" in err


def test_surroundings_and_settings_of_the_repository_lead_nowhere_else(
    repo: Repository, check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "trap"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch '{trap}'\n", "utf-8")
    script.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "core.pager"):
        repo.git("config", name, str(script))
    repo.git("config", "diff.relative", "true")
    repo.git("config", "diff.renames", "false")
    other = Repository(tmp_path / "other")
    other.git("init", "-q")
    for name, value in (("GIT_DIR", other.folder / ".git"), ("GIT_INDEX_FILE", tmp_path / "i")):
        monkeypatch.setenv(name, str(value))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(script))
    repo.write("sub/b.md", BODY.replace(DOOR, "Døra skal ha en passelig bredde."))
    assert [s for _, _, s in seen(check("--since", "main")[1])] == ["known", "new"]
    assert not trap.exists()
    assert not (tmp_path / "i").exists()


def test_an_earlier_version_that_cannot_be_read_is_told(repo: Repository, check: Check) -> None:
    (repo.folder / "a.md").write_bytes(b"\0\1\2")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    repo.write("sub/b.md", pointer)
    repo.commit()
    repo.write("a.md", BODY)
    repo.write("sub/b.md", BODY)
    code, report, err = check("--since", "HEAD")
    assert code == 1
    assert {s for _, _, s in seen(report)} == {"new"}
    assert "a.md: the earlier version cannot be read, so all findings are new" in err
    assert "sub/b.md: the earlier version cannot be read" in err


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_git_that_hangs_is_given_up(
    repo: Repository, check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 30\n", "utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(git_module, "PATIENCE", 0.2)
    code, _, err = check("--since", "main")
    assert code == 2
    assert "took longer than" in err


def test_the_same_bytes_in_any_order_and_number_of_processes(
    repo: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(6):
        repo.write(f"sub/c{number}.md", BODY)
    repo.write("a.md", BODY.replace("§ 2", "§ 5"))
    rules = ("--pack", str(PACK), "--select", "house", "--nlp", "off", "--format", "json")
    reports = []
    for arguments in (("a.md", "sub"), ("sub", "a.md"), (".", "--jobs", "2"), (".", "--no-cache")):
        main(["check", *arguments, "--since", "main", *rules])
        reports.append(capsys.readouterr().out)
    assert len(set(reports)) == 1


def test_blobs_are_read_up_to_a_size(repo: Repository) -> None:
    blobs = []
    for number in range(5):
        repo.write("x", "y\n" * (number + 1))
        blobs.append(repo.git("hash-object", "-w", "x").strip())
    git = Git(shutil.which("git") or "", str(repo.folder), dict(os.environ))
    found = contents(git, [*blobs, blobs[0], "0" * 40], 8)
    assert [found[blob] for blob in blobs] == [b"y\n" * n for n in range(1, 5)] + [None]
    assert found["0" * 40] is None


@pytest.mark.parametrize(
    ("attributes", "now", "changed"),
    [
        ("*.md text", "\r\n", False),
        ("*.md text=auto eol=crlf", "\r\n", False),
        ("*.md -text", "\r\n", True),
        ("*.md -text", "\n", False),
    ],
)
def test_line_endings_are_those_that_the_repository_says(
    repo: Repository, check: Check, attributes: str, now: str, changed: bool
) -> None:
    repo.write(".gitattributes", f"{attributes}\n")
    repo.commit()
    (repo.folder / "a.md").write_bytes(BODY.replace("\n", now).encode())
    _, report, _ = check("--since", "main")
    assert [d["path"] for d in report["documents"]] == (["a.md"] if changed else [])


def test_what_stands_in_large_file_storage(repo: Repository, check: Check) -> None:
    digest = sha256(BODY.encode()).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 9\n"
    repo.write("big.md", pointer)
    repo.commit()
    repo.write("big.md", BODY)
    assert check("--since", "main")[1]["documents"] == []
    repo.write("big.md", f"{BODY}\nMer.\n")
    _, report, err = check("--since", "main")
    assert [d["path"] for d in report["documents"]] == ["big.md"]
    assert "kept in Git LFS" in err


@pytest.mark.parametrize("bit", ["--assume-unchanged", "--skip-worktree"])
def test_no_change_is_hidden_by_the_index(repo: Repository, check: Check, bit: str) -> None:
    repo.git("update-index", bit, "a.md")
    repo.write("a.md", BODY.replace(DOOR, "Døra skal ha en passelig bredde."))
    assert [d["path"] for d in check("--since", "main")[1]["documents"]] == ["a.md"]


def test_a_sparse_work_tree_has_lost_nothing(repo: Repository, check: Check) -> None:
    repo.git("sparse-checkout", "set", "--no-cone", "/a.md")
    assert not (repo.folder / "sub" / "b.md").exists()
    report = check("--since", "main")[1]
    assert sum(report["summary"]["removed"].values()) == 0


def test_objects_of_another_repository_are_used_when_the_user_names_it(
    repo: Repository, check: Check, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / ".git" / "objects"
    Repository(tmp_path / "elsewhere").git("init", "-q")
    info = repo.folder / ".git" / "objects" / "info"
    info.mkdir(exist_ok=True)
    (info / "alternates").write_text(f"{elsewhere}\n")
    code, _, err = check("--since", "main")
    assert (code, "borrows objects from" in err) == (2, True)
    monkeypatch.setenv("GIT_ALTERNATE_OBJECT_DIRECTORIES", str(elsewhere))
    assert check("--since", "main")[0] == 0


def test_work_trees_and_submodules(
    repo: Repository, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "./", "part")
    repo.commit()
    repo.git("worktree", "add", "-q", "../other", "-b", "other")
    repo.write("part/a.md", BODY)
    _, report, _ = check("--since", "main")
    assert {p for p, _, s in seen(report) if s != "new"} == set()
    monkeypatch.chdir(repo.folder.parent / "other")
    Path("a.md").write_text(BODY.replace(DOOR, "Døra skal ha en passelig bredde."), "utf-8")
    assert [d["path"] for d in check("--since", "main")[1]["documents"]] == ["a.md"]
