"""`regcheck desk` as a process: it says where it is, ends when told, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

import pytest
from commands import PATIENCE, Regcheck


@contextmanager
def started(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A desk and the address of its page; its temporary folder lies in `folder`."""
    (folder / "tmp").mkdir()
    environment = Regcheck(folder / "cache").environment | {"TMPDIR": str(folder / "tmp")}
    process = subprocess.Popen(
        [sys.executable, "-m", "regcheck", "desk", "--no-browser", "--nlp", "off", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{43}/\S*", said)
        assert address, said
        yield process, address[0]
    finally:
        process.kill()
        process.communicate()


def post(address: str, target: str, body: bytes) -> bytes:
    origin = "/".join(address.split("/")[:3])
    headers = {"Origin": origin, "Content-Type": "application/octet-stream"}
    assert origin.startswith("http://127.0.0.1:")
    request = Request(f"{origin}/desk/{target}", body, headers)  # noqa: S310 - our own
    opener = build_opener(ProxyHandler({}), HTTPCookieProcessor())
    with opener.open(address, timeout=PATIENCE) as answer:
        assert b"/desk/" in answer.read()
    with opener.open(request, timeout=PATIENCE) as answer:
        said: bytes = answer.read()
        return said


@pytest.mark.skipif(os.name == "nt", reason="signals as on Linux and macOS")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_it_ends_in_an_orderly_way(tmp_path: Path, name: str) -> None:
    with started(tmp_path) as (process, address):
        if name == "SIGINT":
            draft = "# Forskrift om naust\n\n## § 1. Krav\n\nSkjemaet skal stemples.\n".encode()
            assert b"naust" in post(address, "check?name=a.md", draft)
        (folder,) = (tmp_path / "tmp").iterdir()
        for one in (folder, *folder.rglob("*")):
            assert one.stat().st_mode & 0o077 == 0, one
        process.send_signal(getattr(signal, name))
        _, told = process.communicate(timeout=PATIENCE)
        assert (process.returncode, told) == (0, "")
    assert list((tmp_path / "tmp").iterdir()) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["tmp"]


def test_the_page_can_end_it(tmp_path: Path) -> None:
    with started(tmp_path, "--locale", "nn") as (process, address):
        assert address.endswith("?lang=nn")
        post(address, "end", b".")
        assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize("options", [["--idle", "0"], ["--idle", "lenge"], ["--locale", "fr"]])
def test_faulty_options_start_nothing(tmp_path: Path, options: list[str]) -> None:
    ended = Regcheck(tmp_path)("desk", "--no-browser", *options)
    assert ended.code == 2
    assert options[0] in ended.stderr and len(ended.stderr.splitlines()) == 1
