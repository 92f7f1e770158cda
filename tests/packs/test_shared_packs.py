"""Packs of others: fetched by `packs sync` alone, believed only as they were fetched, and used only
for those who trust the config that names them."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from regcheck.base.errors import UsageError
from regcheck.cli.main import main
from regcheck.packs.fetched import shared_pack

COMMIT = "0123456789" * 4
DIGEST = "0123456789abcdef" * 4
MANIFEST = 'name: hus\nversion: "1"\ntitle: Husregler\n'
RULE = """\
id: hus/kasse
severity: warning
status: stable
title: Kasse
message: "«{match}» er en kasse."
match: {nb: {phrase: kassen}}
examples:
  bad: [{nb: "Kravet legges i [[kassen]]."}]
  good: [{nb: Kravet registreres.}]
"""
DRAFT = "# Forskrift om krav\n\n## § 1. Krav\n\nKravet legges i kassen.\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    folder = tmp_path / "utkast"
    folder.mkdir()
    (folder / "krav.md").write_text(DRAFT, "utf-8")
    monkeypatch.chdir(folder)
    return tmp_path


def _git(folder: Path, *arguments: str) -> str:
    git = shutil.which("git") or pytest.skip("git is not installed")
    told = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        [git, *told, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def address(place: Path) -> str:
    """A repository with a category of rules in a folder, and beside it what is none."""
    repository = place / "regler.git"
    category = repository / "felles" / "hus"
    category.mkdir(parents=True)
    (category / "pack.yaml").write_text(MANIFEST, "utf-8")
    (category / "kasse.yaml").write_text(RULE, "utf-8")
    (category / "les.txt").write_text("ingen regel", "utf-8")
    (repository / "annet.yaml").write_text("ikke: en regel\n", "utf-8")
    _git(repository, "init", "--quiet")
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "-m", "regler")
    commit = _git(repository, "rev-parse", "HEAD")
    return f"git+{repository.as_uri()}@{commit}#subdirectory=felles"


def _check(*arguments: str) -> int:
    return main(["check", "krav.md", "--select", "hus", "--max-warnings", "0", *arguments])


def test_a_pack_is_fetched_once_and_used_by_whoever_trusts_the_config(
    address: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("regcheck.yaml").write_text(f"packs: ['{address}']\n", "utf-8")
    assert main(["packs", "sync"]) == 2
    assert "trust" in capsys.readouterr().err
    assert _check("--trust") == 2
    assert "packs sync" in capsys.readouterr().err
    assert main(["packs", "sync", "--trust"]) == 0
    assert "1)" in capsys.readouterr().out
    shutil.rmtree(place / "regler.git")
    assert main(["packs", "sync", "--trust"]) == 0
    assert _check("--trust") == 1
    assert "hus/kasse" in capsys.readouterr().out
    assert main(["packs", "list", "--trust"]) == 0
    kept = capsys.readouterr().out
    assert address in kept
    assert [path.name for path in (place / "XDG_STATE_HOME").rglob("*.txt")] == []
    assert [path.name for path in (place / "XDG_STATE_HOME").rglob("annet.yaml")] == []


def test_what_is_kept_is_believed_only_as_it_was_fetched(
    address: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["packs", "sync", address]) == 0
    assert _check("--pack", address) == 1
    (rule,) = (place / "XDG_STATE_HOME").rglob("kasse.yaml")
    rule.write_text(RULE.replace("kassen", "kravet"), "utf-8")
    capsys.readouterr()
    assert _check("--pack", address) == 2
    assert "kasse" not in (said := capsys.readouterr()).out
    assert "packs sync" in said.err
    assert main(["packs", "sync", address]) == 0
    assert rule.read_text("utf-8") == RULE


def test_a_commit_that_is_not_there_is_said(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    start, _, rest = address.partition("@")
    assert main(["packs", "sync", f"{start}@{COMMIT}{rest[40:]}"]) == 2
    assert "git fetch" in capsys.readouterr().err
    assert main(["packs", "sync", address.replace("=felles", "=borte")]) == 2
    assert "#subdirectory=" in capsys.readouterr().err


def test_links_and_hooks_of_a_repository_do_nothing(address: str, place: Path) -> None:
    repository = place / "regler.git"
    (repository / "felles" / "hus" / "lenke.yaml").symlink_to("/etc/passwd")
    hook = repository / ".git" / "hooks" / "post-checkout"
    hook.write_text(f"#!/bin/sh\ntouch {place / 'kjort'}\n", "utf-8")
    hook.chmod(0o755)
    _git(repository, "add", ".")
    _git(repository, "commit", "--quiet", "-m", "lenke")
    commit = _git(repository, "rev-parse", "HEAD")
    assert main(["packs", "sync", f"git+{repository.as_uri()}@{commit}#subdirectory=felles"]) == 0
    assert not list((place / "XDG_STATE_HOME").rglob("lenke.yaml"))
    assert not (place / "kjort").exists()


@pytest.mark.parametrize(
    "address",
    [
        "git+https://git.example.no/regler.git",
        "git+https://git.example.no/regler.git@main",
        "git+https://git.example.no/regler.git@3f1c0a9",
        f"git+ext::sh@{COMMIT}",
        f"git+https://git.example.no/r.git@{COMMIT}#subdirectory=../x",
        f"git+https://git.example.no/r.git@{COMMIT}#egg=x",
        "https://git.example.no/regler.zip",
        f"https://git.example.no/regler.tar.gz#sha256={DIGEST}",
        f"https://git.example.no/regler.zip#sha256={DIGEST[:-1]}",
    ],
)
def test_an_address_must_say_what_the_content_is(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError):
        shared_pack(address)
    Path("regcheck.yaml").write_text(f"packs: ['{address}']\n", "utf-8")
    assert _check() == 2
    assert "regcheck.yaml:1:" in capsys.readouterr().err


@pytest.fixture
def server(place: Path) -> Iterator[str]:
    pytest.importorskip("httpx", reason="httpx is not installed")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    served = place / "server"
    served.mkdir()
    http = ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: Quiet(*args, directory=str(served)))
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()


def _zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_y", ".y"), content)
    return data.getvalue()


def test_an_archive_and_a_file_with_their_digests(
    server: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = _zipped(
        **{"r-1__hus__pack_yaml": MANIFEST.encode(), "r-1__hus__kasse_yaml": RULE.encode()},
        **{"r-1__..__..__ut_yaml": b"x: 1\n"},
    )
    (place / "server" / "regler.zip").write_bytes(data)
    (place / "server" / "kasse.yaml").write_text(RULE, "utf-8")
    digest = hashlib.sha256(data).hexdigest()
    zipped = f"{server}/regler.zip#sha256={digest}&subdirectory=r-1"
    alone = f"{server}/kasse.yaml#sha256={hashlib.sha256(RULE.encode()).hexdigest()}"
    for address in (zipped, alone):
        assert main(["packs", "sync", address]) == 0, capsys.readouterr().err
        assert _check("--pack", address) == 1
    assert not list(place.rglob("ut.yaml"))
    wrong = zipped.replace(digest, DIGEST)
    assert main(["packs", "sync", wrong]) == 2
    assert digest in capsys.readouterr().err


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 no archive", _zipped(les_txt=b"x"), _zipped(stor_yaml=bytes(1_000_001))]
)
def test_archives_that_hold_no_pack(
    data: bytes, server: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "server" / "regler.zip").write_bytes(data)
    address = f"{server}/regler.zip#sha256={hashlib.sha256(data).hexdigest()}"
    assert main(["packs", "sync", address]) == 2
    assert "regler.zip" in capsys.readouterr().err
