"""Fetching a corpus: one file, whole or not at all. What has arrived is kept beside the target
with a note of its version (ETag or date), so that an interrupted fetch continues and two
versions are never mixed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import msgspec

from regcheck.base.datafiles.data_files import corpora_folder, load_data
from regcheck.base.errors import UsageError, cannot_write
from regcheck.base.files.outputs import refuse_odd
from regcheck.base.files.whole import put_in_place, replacing
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.localised import Localised
from regcheck.base.texts.message import Message, message
from regcheck.base.values import Value
from regcheck.corpus.scans.folder import file_digest

if TYPE_CHECKING:
    import httpx

FILE = "catalogue.yaml"
_SHA256 = pattern(r"[0-9a-f]{64}")
_ODD = pattern(r"[^A-Za-z0-9._-]+")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Corpus(Value, frozen=True):
    """A corpus: its address, file, and attribution; `sha256` is empty where the file is renewed."""

    name: str
    url: str
    file: str
    title: Localised
    publisher: str = ""
    format: str = ""
    licence: str = ""
    licence_url: str = ""
    attribution: str = ""
    sha256: str = ""


def load_catalogue() -> dict[str, Corpus]:
    """The corpora by name."""
    corpora = load_data(corpora_folder() / FILE)["corpora"]
    files = [one | {"file": f"{one['name']}.{one['archive']}"} for one in corpora]
    return {one.name: one for one in msgspec.convert(files, list[Corpus])}


def corpus_at(url: str, sha256: str = "") -> Corpus:
    """A corpus outside the catalogue. Raises UsageError for an address not to be fetched."""
    if sha256 and not _SHA256.fullmatch(sha256):
        raise UsageError(message("corpus.wrong_sha256", value=sha256))
    last = unquote(urlsplit(checked_url(url)).path).rpartition("/")[2]
    file = _ODD.sub("-", last).strip(".-")[-120:]
    if not file:
        raise UsageError(message("corpus.no_file_name", url=url))
    return Corpus(file, url, file, Localised(file), sha256=sha256)


def checked_url(url: str) -> str:
    """The address, if it may be fetched: https, or http on this machine. Raises UsageError."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as wrong:
        raise UsageError(message("corpus.not_an_address", url=url, reason=wrong)) from wrong
    if parts.username or parts.password:
        raise UsageError(message("corpus.address_with_password"))
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_local(url))
    if not safe or not host:
        raise UsageError(message("corpus.only_https", url=url))
    return url


def is_local(url: str) -> bool:
    """Whether an address is on this machine."""
    return (urlsplit(url).hostname or "") in _LOOPBACK


REDIRECTS: Final = 5
_LONGEST_WAIT = 60.0
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_OK, _PARTIAL, _SAME, _PAST = 200, 206, 304, 416


@dataclass(frozen=True, slots=True)
class Patience:
    """The limits of a fetch: tries in a row without a byte, seconds in all, seconds for a silent
    connection, and bytes. `sleep` waits for a number of seconds."""

    tries: int = 6
    seconds: float = 3600.0
    silence: float = 30.0
    most_bytes: int = 4_000_000_000
    first_wait: float = 1.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A fetched corpus: its file, bytes and digest; `fresh` is False when the file that was already
    here is still the newest; `resumed` is the number of bytes from an earlier fetch."""

    path: Path
    size: int
    sha256: str
    fresh: bool
    resumed: int


class _TryAgainError(Exception):
    """A fault that may pass; `wait` is how long the server asks us to wait, in seconds."""

    def __init__(self, why: Message, wait: float | None = None) -> None:
        super().__init__(str(why))
        self.why = why
        self.wait = wait


def record_path(target: Path) -> Path:
    """The file that records what a fetched file is."""
    return target.with_name(f"{target.name}.json")


def fetch(
    corpus: Corpus,
    folder: Path,
    patience: Patience,
    progress: Callable[[int, int], None] | None = None,
) -> FetchedFile:
    """Fetch a corpus into a folder, or continue a fetch. `progress` gets the bytes so far and in
    all (0 where unknown). Raises UsageError when it cannot be fetched."""
    try:
        import httpx
    except ImportError as missing:
        raise UsageError(message("corpus.needs_httpx")) from missing
    work = _Fetch(corpus, folder / corpus.file, patience, progress)

    def check(request: httpx.Request) -> None:
        if checked_url(str(request.url)).startswith("http:") and corpus.url.startswith("https:"):
            raise work.error("leads_to_http")

    client = httpx.Client(
        timeout=patience.silence,
        trust_env=not is_local(corpus.url),
        headers={"Accept-Encoding": "identity", "User-Agent": "regcheck"},
        follow_redirects=True,
        max_redirects=REDIRECTS,
        event_hooks={"request": [check]},
    )
    with client:
        try:
            return work.run(client)
        except httpx.TooManyRedirects as fault:
            raise work.error("endless_redirects") from fault
        except OSError as fault:
            raise cannot_write(folder, fault) from fault


class _Fetch:
    """A fetch under way."""

    def __init__(
        self,
        corpus: Corpus,
        target: Path,
        patience: Patience,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.corpus, self.target, self.patience = corpus, target, patience
        self.part = target.with_name(f"{target.name}.part")
        self.note = target.with_name(f"{target.name}.part.json")
        for one in (target, record_path(target), self.part, self.note):
            refuse_odd(one)
        if target.exists() and read_record(target) is None:
            raise UsageError(message("reports.odd", path=target))
        self._progress = progress
        self._end = patience.clock() + patience.seconds
        self._resumed = self._here()[0]

    def run(self, client: httpx.Client) -> FetchedFile:
        import httpx

        failed = 0
        while True:
            before = self._here()[0]
            try:
                return self._try(client)
            except (httpx.TransportError, _TryAgainError) as fault:
                failed = 0 if self._here()[0] > before else failed + 1
                wait = min(_LONGEST_WAIT, self.patience.first_wait * 2**failed)
                why: str | Message = " ".join(str(fault).split())[:160] or type(fault).__name__
                if isinstance(fault, _TryAgainError):
                    why = fault.why
                    wait = wait if fault.wait is None else min(_LONGEST_WAIT, fault.wait)
                if failed >= self.patience.tries:
                    raise self.error("gave_up", reason=why) from fault
                self._in_time(wait)
                self.patience.sleep(wait)

    def error(self, name: str, **values: object) -> UsageError:
        return UsageError(message(f"corpus.{name}", url=self.corpus.url, **values))

    def _here(self) -> tuple[int, Mapping[str, Any]]:
        """The number of bytes from an earlier fetch, and their version; 0 when that is unknown."""
        try:
            note = json.loads(self.note.read_bytes())
            known = isinstance(note, dict) and note.get("url") == self.corpus.url
            if known and _validator(note):
                return self.part.stat().st_size, note
        except (OSError, ValueError):
            pass
        return 0, {}

    def _try(self, client: httpx.Client) -> FetchedFile:
        """Ask for the rest of what is here, or for the whole if it is newer, and take it."""
        size, note = self._here()
        record = read_record(self.target) or {}
        headers = {}
        if size:
            headers = {"Range": f"bytes={size}-", "If-Range": _validator(note)}
        elif record.get("etag") and _intact(self.target, record):
            headers = {"If-None-Match": str(record["etag"])}
        with client.stream("GET", self.corpus.url, headers=headers) as answer:
            if answer.status_code == _SAME and not size:
                size, digest = self.target.stat().st_size, str(record.get("sha256", ""))
                return FetchedFile(self.target, size, digest, False, 0)
            version = self._answered(answer, size, note)
        return self._finish(version)

    def _answered(
        self, answer: httpx.Response, size: int, note: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Take what an answer holds; gives the version that is now here whole."""
        status = answer.status_code
        if status in _AGAIN:
            refused = message("corpus.server_answers", status=status)
            wait = _number(answer.headers.get("retry-after", ""))
            raise _TryAgainError(refused, wait)
        if status == _PAST and size:
            self._forget()
            raise _TryAgainError(message("corpus.file_shorter"), 0.0)
        if status not in (_OK, _PARTIAL):
            raise self.error("refused", status=status)
        version = {
            "url": self.corpus.url,
            "etag": answer.headers.get("etag", ""),
            "last_modified": answer.headers.get("last-modified", ""),
        }
        total = _number(answer.headers.get("content-length", "")) or 0
        if status == _PARTIAL:
            start, whole = _content_range(answer)
            if start != size or _validator(version) not in ("", _validator(note)):
                self._forget()
                raise _TryAgainError(message("corpus.file_changed"), 0.0)
            version, total = dict(note), whole
        self._receive(answer, version, size if status == _PARTIAL else 0, total)
        return version

    def _receive(
        self, answer: httpx.Response, version: Mapping[str, Any], size: int, total: int
    ) -> None:
        """Write what comes after the first `size` bytes. Raises UsageError for too much of it."""
        self._in_size(total)
        if not size:
            self.part.write_bytes(b"")
            self.note.write_text(json.dumps(version), encoding="utf-8")
        with self.part.open("r+b") as stream:
            stream.truncate(size)
            stream.seek(size)
            for chunk in answer.iter_raw():
                size += len(chunk)
                self._in_size(size)
                self._in_time(0.0)
                stream.write(chunk)
                if self._progress:
                    self._progress(size, total)
        if total and size != total:
            raise _TryAgainError(message("corpus.file_cut", size=size, total=total))

    def _in_size(self, size: int) -> None:
        if size > self.patience.most_bytes:
            self._forget()
            raise self.error("too_large", most=self.patience.most_bytes // 1_000_000)

    def _in_time(self, wait: float) -> None:
        if self.patience.clock() + wait > self._end:
            raise self.error("too_slow", seconds=f"{self.patience.seconds:.0f}")

    def _forget(self) -> None:
        self.part.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def _finish(self, version: Mapping[str, Any]) -> FetchedFile:
        """Check the file and put it in its place, with a record of what it is."""
        digest, size = file_digest(self.part), self.part.stat().st_size
        if self.corpus.sha256 and digest != self.corpus.sha256:
            self._forget()
            raise self.error("wrong_digest", digest=digest)
        record = {"name": self.corpus.name, **version, "bytes": size, "sha256": digest}
        for name in ("publisher", "licence", "licence_url", "attribution"):
            record[name] = getattr(self.corpus, name) or None
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        with replacing(record_path(self.target)) as fresh:
            fresh.write_bytes(text.encode("utf-8"))
            put_in_place(self.part, self.target)
        self.note.unlink(missing_ok=True)
        return FetchedFile(self.target, size, digest, True, min(self._resumed, size))


def read_record(target: Path) -> Mapping[str, Any] | None:
    """The record of a fetched file, or None."""
    try:
        record = json.loads(record_path(target).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and record.get("sha256") else None


def _intact(target: Path, record: Mapping[str, Any]) -> bool:
    try:
        return file_digest(target) == str(record["sha256"])
    except OSError:
        return False


def _validator(version: Mapping[str, Any]) -> str:
    """What identifies a version: its ETag, unless that is a weak one, or its date."""
    etag = str(version.get("etag") or "")
    return etag if etag and not etag.startswith("W/") else str(version.get("last_modified") or "")


def _content_range(answer: httpx.Response) -> tuple[int, int]:
    """The first byte of an answer, and the size of the whole; -1 and 0 where unknown."""
    unit, _, rest = answer.headers.get("content-range", "").partition(" ")
    first = _number(rest.partition("-")[0])
    if unit != "bytes" or first is None:
        return -1, 0
    return first, _number(rest.rpartition("/")[2]) or 0


def _number(written: str) -> int | None:
    """A whole number as headers have it; None for anything else."""
    return int(written) if written.isascii() and written.isdecimal() else None
