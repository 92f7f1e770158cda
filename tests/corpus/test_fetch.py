"""Fetching corpora, against a server on this machine that behaves as servers do."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from regcheck.base.errors import UsageError
from regcheck.cli.main import main
from regcheck.corpus.fetch import (
    Corpus,
    FetchedFile,
    Patience,
    checked_url,
    corpus_at,
    fetch,
    load_catalogue,
    read_record,
)

pytest.importorskip("httpx", reason="httpx is not installed")
DATA = bytes(range(256)) * 2000
OTHER = DATA[::-1]
PatientFor = Callable[..., Patience]


@dataclass
class Server:
    """What the server holds, and how it answers: each request takes the next of `script`, then
    everything goes well."""

    data: bytes = DATA
    etag: str = '"1"'
    script: list[str] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append({name.lower(): value for name, value in handler.headers.items()})
        how, _, value = (self.script.pop(0) if self.script else "well").partition(" ")
        if how == "status":
            status, _, wait = value.partition(" ")
            handler.send_response(int(status))
            if wait:
                handler.send_header("Retry-After", wait)
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        elif how == "to":
            handler.send_response(302)
            handler.send_header("Location", value)
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        elif how == "hangup":
            handler.close_connection = True
        else:
            self.send(handler, how, value)

    def send(self, handler: BaseHTTPRequestHandler, how: str, value: str) -> None:
        asked = self.asked[-1]
        if asked.get("if-none-match") == self.etag and self.etag:
            handler.send_response(304)
            handler.end_headers()
            return
        start = 0
        wanted = asked.get("range", "").removeprefix("bytes=").removesuffix("-")
        if wanted and (asked.get("if-range") == self.etag or how == "stubborn"):
            start = int(wanted)
            if start >= len(self.data):
                handler.send_response(416)
                handler.send_header("Content-Length", "0")
                handler.end_headers()
                return
            handler.send_response(206)
            whole = len(self.data)
            handler.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
        else:
            handler.send_response(200)
        if self.etag:
            handler.send_header("ETag", self.etag)
        if how != "unsized":
            handler.send_header("Content-Length", str(len(self.data) - start))
        handler.end_headers()
        body = self.data[start:]
        handler.wfile.write(body[: int(value)] if how == "drop" else body)
        handler.close_connection = True


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.answer(self)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    state.address = f"http://127.0.0.1:{listening.server_address[1]}/lov.tar.bz2"
    yield state
    listening.shutdown()
    listening.server_close()
    thread.join()


@dataclass
class Waited:
    """A clock that only waiting moves."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


@pytest.fixture
def waited() -> Waited:
    return Waited()


def get(server: Server, folder: Path, waited: Waited, **values: object) -> FetchedFile:
    patience = Patience(silence=5.0, sleep=waited.sleep, clock=waited.clock)
    corpus = corpus_at(server.address, str(values.pop("sha256", "")))
    return fetch(corpus, folder, replace(patience, **values))  # type: ignore[arg-type]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_fetched_whole_with_a_record(
    server: Server, tmp_path: Path, waited: Waited
) -> None:
    done = get(server, tmp_path, waited)
    assert done.path.read_bytes() == DATA
    assert done.sha256 == hashlib.sha256(DATA).hexdigest()
    assert names(tmp_path) == ["lov.tar.bz2", "lov.tar.bz2.json"]
    record = read_record(done.path)
    assert record is not None
    assert (record["bytes"], record["etag"], record["licence"]) == (len(DATA), '"1"', None)


def test_nothing_is_fetched_again_that_has_not_changed(
    server: Server, tmp_path: Path, waited: Waited
) -> None:
    get(server, tmp_path, waited)
    assert get(server, tmp_path, waited).fresh is False
    server.data, server.etag = OTHER, '"2"'
    done = get(server, tmp_path, waited)
    assert done.fresh
    assert done.path.read_bytes() == OTHER
    done.path.write_bytes(b"spoilt")
    assert get(server, tmp_path, waited).path.read_bytes() == OTHER


def test_connections_that_drop_are_gone_on_with(
    server: Server, tmp_path: Path, waited: Waited
) -> None:
    server.script = ["drop 100000", "hangup", "drop 50000", "drop 0", "status 503"]
    done = get(server, tmp_path, waited)
    assert done.path.read_bytes() == DATA
    assert [asked.get("range") for asked in server.asked] == [
        *(None, "bytes=100000-", "bytes=100000-"),
        *("bytes=150000-", "bytes=150000-", "bytes=150000-"),
    ]
    assert all(wait <= 60 for wait in waited.waits)


def test_a_fetch_that_was_given_up_goes_on_the_next_time(
    server: Server, tmp_path: Path, waited: Waited
) -> None:
    server.script = ["drop 200000", *["hangup"] * 6]
    with pytest.raises(UsageError, match="gave up"):
        get(server, tmp_path, waited)
    assert names(tmp_path) == ["lov.tar.bz2.part", "lov.tar.bz2.part.json"]
    done = get(server, tmp_path, waited)
    assert done.resumed == 200000
    assert done.path.read_bytes() == DATA
    assert names(tmp_path) == ["lov.tar.bz2", "lov.tar.bz2.json"]


@pytest.mark.parametrize("how", ["well", "stubborn"])
def test_two_versions_are_never_mixed(
    server: Server, tmp_path: Path, waited: Waited, how: str
) -> None:
    server.script = ["drop 200000", *["hangup"] * 6]
    with pytest.raises(UsageError, match="gave up"):
        get(server, tmp_path, waited)
    server.data, server.etag, server.script = OTHER, '"2"', [how]
    assert get(server, tmp_path, waited).path.read_bytes() == OTHER


def test_a_file_that_became_shorter(server: Server, tmp_path: Path, waited: Waited) -> None:
    server.script = ["drop 200000", *["hangup"] * 6]
    with pytest.raises(UsageError, match="gave up"):
        get(server, tmp_path, waited)
    server.data = DATA[:1000]
    assert get(server, tmp_path, waited).path.read_bytes() == DATA[:1000]


def test_a_server_that_names_no_version(server: Server, tmp_path: Path, waited: Waited) -> None:
    server.etag = ""
    server.script = ["drop 100000"]
    assert get(server, tmp_path, waited).path.read_bytes() == DATA
    assert "range" not in server.asked[1]


def test_a_server_that_names_no_size(server: Server, tmp_path: Path, waited: Waited) -> None:
    server.script = ["unsized"]
    assert get(server, tmp_path, waited).path.read_bytes() == DATA


def test_a_busy_server_is_given_the_time_it_asks_for(
    server: Server, tmp_path: Path, waited: Waited
) -> None:
    server.script = ["status 429 7", "status 503", "status 503", "status 429 100000"]
    assert get(server, tmp_path, waited).path.read_bytes() == DATA
    assert waited.waits == [7.0, 4.0, 8.0, 60.0]


@pytest.mark.parametrize("status", [404, 410, 403, 500])
def test_a_file_that_cannot_be_had(
    server: Server, tmp_path: Path, waited: Waited, status: int
) -> None:
    server.script = [f"status {status}"] * 20
    with pytest.raises(UsageError, match=f"the server answers {status}"):
        get(server, tmp_path, waited)
    assert len(server.asked) == (6 if status == 500 else 1)
    assert names(tmp_path) == []


def test_a_wrong_checksum_leaves_nothing(server: Server, tmp_path: Path, waited: Waited) -> None:
    with pytest.raises(UsageError, match="not the one that the catalogue or --sha256 names"):
        get(server, tmp_path, waited, sha256=hashlib.sha256(OTHER).hexdigest())
    assert names(tmp_path) == []


def test_too_large(server: Server, tmp_path: Path, waited: Waited) -> None:
    for how in ("well", "unsized"):
        server.script = [how]
        with pytest.raises(UsageError, match="is larger than"):
            get(server, tmp_path, waited, most_bytes=100_000)
        assert names(tmp_path) == []


def test_too_long(server: Server, tmp_path: Path, waited: Waited) -> None:
    server.script = ["status 503 50"] * 5
    with pytest.raises(UsageError, match="took longer than 60 s"):
        get(server, tmp_path, waited, seconds=60.0)
    assert len(waited.waits) == 1


def test_redirects(server: Server, tmp_path: Path, waited: Waited) -> None:
    server.script = ["to /annet", "to /enda-et"]
    assert get(server, tmp_path, waited).path.name == "lov.tar.bz2"
    for target, words in (("http://example.org/x", "only https"), ("file:///etc/passwd", "only")):
        server.script = [f"to {target}"]
        (tmp_path / "lov.tar.bz2").unlink(missing_ok=True)
        with pytest.raises(UsageError, match=words):
            get(server, tmp_path, waited)
    server.script = ["to /igjen"] * 20
    with pytest.raises(UsageError, match="without end"):
        get(server, tmp_path, waited)


@pytest.mark.parametrize(
    "url",
    [
        *("http://example.org/x", "ftp://example.org/x", "file:///etc/passwd", "https://"),
        *("https://kari:hemmelig@example.org/x", "https://[x/y"),
    ],
)
def test_addresses_that_are_not_fetched(url: str) -> None:
    with pytest.raises(UsageError) as told:
        checked_url(url)
    assert "hemmelig" not in str(told.value)


def test_a_name_cannot_lead_out_of_the_folder() -> None:
    assert corpus_at("https://example.org/a/..%2F..%2Fetc%2Fpasswd").file == "passwd"
    with pytest.raises(UsageError, match="does not end in a file name"):
        corpus_at("https://example.org/a/..")


def test_the_catalogue_tells_licence_and_attribution() -> None:
    corpora = load_catalogue()
    assert {"lover", "forskrifter"} <= set(corpora)
    for corpus in corpora.values():
        assert isinstance(corpus, Corpus)
        assert corpus.licence
        assert corpus.attribution
        assert corpus.url.startswith("https://")


def test_the_command(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "k")
    assert main(["corpus", "list"]) == 0
    assert "NLOD" in capsys.readouterr().out
    assert main(["corpus", "fetch", server.address, "-o", folder]) == 0
    out, err = capsys.readouterr()
    assert "lov.tar.bz2: fetched, 0.5 MB" in out
    assert "licence" in err
    assert main(["corpus", "verify", "-o", folder]) == 0
    (tmp_path / "k" / "lov.tar.bz2").write_bytes(b"x")
    assert main(["corpus", "verify", "-o", folder]) == 1
    assert "CHANGED" in capsys.readouterr().out
    (tmp_path / "k" / "lov.tar.bz2").unlink()
    assert main(["corpus", "verify", "-o", folder]) == 1
    assert "MISSING" in capsys.readouterr().out
    assert json.loads((tmp_path / "k" / "lov.tar.bz2.json").read_bytes())["bytes"] == len(DATA)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fetch", "lovr"], "there is no corpus «lovr» in the catalogue (did you mean «lover»"),
        (["fetch", "http://example.org/x"], "only https addresses are fetched"),
        (["fetch", "https://example.org/x", "--sha256", "1"], "--sha256 1"),
        (["fetch", "lover", "--max-size", "0"], "--max-size 0"),
        (["verify", "-o", "none"], "none: no corpus was fetched there"),
    ],
)
def test_bad_input(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", *arguments]) == 2
    assert words in capsys.readouterr().err
