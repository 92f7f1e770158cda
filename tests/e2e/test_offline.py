"""No command but `corpus fetch` and `packs sync` uses the network: each is run on the demo drafts
with every socket forbidden."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import DRAFTS

from regcheck.cli.main import COMMANDS, main

ACT = "drafts/lov-om-turstier.md"
REGULATION = "drafts/baatplassforskriften.md"
QUICK = ("--nlp", "off")
OWNER = ("--publisher", "https://example.org/o", "--contact", "a@example.org")
LISTENS = {
    "desk": "a page on 127.0.0.1, for the browser of whoever started it",
    "serve": "answers programs on 127.0.0.1, until it is ended",
    "lsp": "talks to the editor over stdin and stdout",
    "mcp": "talks to the assistant over stdin and stdout: tests/desk/test_mcp.py",
    "watch": "never ends by itself; it checks as `check` does",
}
"""Commands that are left out, and why; `docs/security.md` tells what they open."""
SHEET = "ark.csv"
AMENDMENT = "drafts/endringsforskrift-stavkirkebesok.md"
CASES: dict[str, tuple[tuple[str, ...], ...]] = {
    "check": (
        ("drafts", *QUICK, "--fail-on", "never", "--format", "json", "--jobs", "1"),
        (REGULATION, "--fail-on", "never", "--report", "html=r.html", "--report", "word=r.docx"),
    ),
    "rules": ((), ("schema",), ("new", "egne/ringperm")),
    "explain": (("paper/registered-letter",),),
    "test": (("paper/registered-letter",),),
    "try": (("paper/registered-letter", "drafts"),),
    "tree": ((ACT,),),
    "decisions": ((REGULATION,),),
    "trust": (("drafts",), ("--list",)),
    "address": (("§ 1", ACT),),
    "evaluate": (("gold",),),
    "rate": (("drafts", "-o", "funn.csv", *QUICK),),
    "sample": (("paper/registered-letter", "drafts", "-o", SHEET),),
    "services": ((REGULATION,), ("drafts", "-o", "tjenester.ttl")),
    "suggest": (("gold",),),
    "config": (("show", "drafts"), ("schema",)),
    "init": ((".",),),
    "suppressions": (("drafts",),),
    "concepts": (
        ("extract", "drafts"),
        ("build", "drafts", "--output", "indeks"),
        ("compare", "indeks"),
        ("harmonise", "indeks", "-o", "samordning"),
        ("export", "indeks", *OWNER, "-o", "begreper.ttl"),
        ("import", "begreper.ttl", "--into", "indeks"),
    ),
    "references": (("drafts",),),
    "scan": (("drafts", "-o", "skann", *QUICK, "--jobs", "1"),),
    "query": (("skann", "select count(*) as n from findings"),),
    "obstacles": (("skann", "-o", "kart"),),
    "scan-diff": (("skann", "skann"),),
    "history": (("drafts", "drafts", "-o", "historie", *QUICK, "--jobs", "1"),),
    "corpus": (("list",), ("verify",)),
    "cache": (("show",), ("clear",)),
    "packs": (("list",),),
    "baseline": (
        ("create", "drafts", *QUICK),
        ("update", "drafts", *QUICK),
        ("prune", "drafts", *QUICK),
        ("show",),
    ),
    "compare": ((ACT, REGULATION, *QUICK),),
    "apply": ((AMENDMENT, "drafts"),),
    "completion": (("bash",), ("zsh",)),
    "precedents": (("drafts", "drafts", *QUICK),),
    "answers": ((REGULATION, *QUICK),),
    "readiness": ((REGULATION, "-o", "svar.html", *QUICK),),
}
"""What is run of each command, in the folder `work`. A new command is listed here or in LISTENS."""
NEEDED = {"query": "scan", "obstacles": "scan", "scan-diff": "scan"}
FETCHES = {"corpus": {"fetch"}, "packs": {"sync"}}
"""The subcommands that exist to use the network."""
CODES: dict[tuple[str, ...], int] = {("corpus", "verify"): 2, ("apply", AMENDMENT): 3}
"""What ends otherwise than with 0 or 1: there is no corpus to verify, and no law to amend."""
GOLD_PROVISION = """\
{"id": "a", "split": "dev", "refid": "lov/2001-01-01-1", "title": "Lov om bord",
 "address": "§ 1. Bord", "lang": "nb",
 "text": "### § 1. Bord\\n\\nBordet sendes i rekommandert brev."}
"""
GOLD_LABELS = (
    '{"id": "a", "labels": [{"cat": "paper", "quote": "rekommandert brev", "level": "must"}]}'
)


class NetworkUsedError(BaseException):
    """A socket was about to reach out or listen; no handler of ours holds it back."""


@pytest.fixture(scope="module")
def language_library() -> None:
    """spaCy, imported: its HTTP library binds a local port while it is imported, to see whether
    the machine speaks IPv6, and sends nothing."""
    import spacy  # noqa: F401


@pytest.fixture
def no_sockets(language_library: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(name: str) -> Callable[..., None]:
        def refuse(*arguments: object, **_: object) -> None:
            raise NetworkUsedError(f"socket.{name}{arguments[1:]}")

        return refuse

    for name in ("connect", "connect_ex", "bind", "listen", "sendto"):
        monkeypatch.setattr(socket.socket, name, forbid(name))
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, forbid(name))


@pytest.fixture
def work(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the demo drafts and a gold standard of one provision, and caches of its own."""
    shutil.copytree(DRAFTS, tmp_path / "drafts")
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "provisions.jsonl").write_text(GOLD_PROVISION.replace("\n", "") + "\n", "utf-8")
    (gold / "labels.jsonl").write_text(GOLD_LABELS + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(own_cache))
    return tmp_path


def test_every_command_is_listed() -> None:
    assert sorted([*CASES, *LISTENS]) == sorted(name for name in COMMANDS if " " not in name)


def test_every_subcommand_is_listed() -> None:
    """A group's commands are the first words of its cases."""
    members = [name.split(" ") for name in COMMANDS if " " in name]
    for group in {group for group, _ in members}:
        names = {name for one, name in members if one == group}
        shown = {case[0] for case in CASES[group] if case}
        assert names - FETCHES.get(group, set()) == shown, group


@pytest.mark.usefixtures("work", "no_sockets")
@pytest.mark.parametrize("command", CASES)
def test_no_command_uses_the_network(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    if command in NEEDED:
        first = NEEDED[command]
        assert main([first, *CASES[first][0]]) == 0
    for case in CASES[command]:
        code = main([command, *case])
        told = capsys.readouterr()
        expected = CODES.get((command, *case[:1]))
        assert code in ((0, 1) if expected is None else (expected,)), told.err
        assert "internal error" not in told.err


@pytest.mark.usefixtures("work", "no_sockets")
def test_what_fetches_is_caught() -> None:
    """The one command that uses the network runs into the block, so that others would too."""
    with pytest.raises(NetworkUsedError):
        main(["corpus", "fetch", "https://example.org/lov.zip", "-o", "korpus"])


@pytest.mark.usefixtures("no_sockets")
def test_the_block_blocks() -> None:
    with pytest.raises(NetworkUsedError):
        socket.create_connection(("127.0.0.1", 9))
    with socket.socket() as one, pytest.raises(NetworkUsedError):
        one.connect(("127.0.0.1", 9))
