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
from urllib.parse import urljoin

from regcheck.base.errors import UsageError, cannot_write
from regcheck.base.files.outputs import refuse_odd
from regcheck.base.files.whole import put_in_place, replacing
from regcheck.base.texts.message import Message, message
from regcheck.corpus.scans.folder import file_digest
from regcheck.corpus.sources import Corpus, checked_url, is_local

if TYPE_CHECKING:
    import httpx

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
    client = httpx.Client(
        timeout=patience.silence,
        trust_env=not is_local(corpus.url),
        headers={"Accept-Encoding": "identity", "User-Agent": "regcheck"},
    )
    with client:
        try:
            return work.run(client)
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
                version = self._try(client)
                break
            except (httpx.TransportError, _TryAgainError) as fault:
                failed = 0 if self._here()[0] > before else failed + 1
                wait = min(_LONGEST_WAIT, self.patience.first_wait * 2**failed)
                asked = fault.wait if isinstance(fault, _TryAgainError) else None
                wait = wait if asked is None else min(_LONGEST_WAIT, asked)
                if failed >= self.patience.tries:
                    raise self._error("gave_up", reason=_reason(fault)) from fault
                self._in_time(wait)
                self.patience.sleep(wait)
        return self._already() if version is None else self._finish(version)

    def _error(self, name: str, **values: object) -> UsageError:
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

    def _try(self, client: httpx.Client) -> Mapping[str, Any] | None:
        """One request and its answer. Returns the version that is now here whole, or None when the
        file fetched before is still the newest."""
        size, note = self._here()
        headers = self._conditions(size, note)
        url = self.corpus.url
        for _ in range(REDIRECTS + 1):
            with client.stream("GET", url, headers=headers) as answer:
                if answer.has_redirect_location:
                    url = checked_url(urljoin(url, answer.headers.get("location", "")))
                    if url.startswith("http:") and self.corpus.url.startswith("https:"):
                        raise self._error("leads_to_http")
                    continue
                return self._answered(answer, size, note)
        raise self._error("endless_redirects")

    def _conditions(self, size: int, note: Mapping[str, Any]) -> dict[str, str]:
        """The headers that ask for the rest of what is here, or for the whole if it is newer."""
        if size:
            return {"Range": f"bytes={size}-", "If-Range": _validator(note)}
        record = read_record(self.target) or {}
        if record.get("etag") and _intact(self.target, record):
            return {"If-None-Match": str(record["etag"])}
        return {}

    def _answered(
        self, answer: httpx.Response, size: int, note: Mapping[str, Any]
    ) -> Mapping[str, Any] | None:
        status = answer.status_code
        if status == _SAME and not size:
            return None
        if status in _AGAIN:
            refused = message("corpus.server_answers", status=status)
            raise _TryAgainError(refused, _retry_after(answer))
        if status == _PAST and size:
            self._forget()
            raise _TryAgainError(message("corpus.file_shorter"), 0.0)
        if status not in (_OK, _PARTIAL):
            raise self._error("refused", status=status)
        version = {
            "url": self.corpus.url,
            "etag": answer.headers.get("etag", ""),
            "last_modified": answer.headers.get("last-modified", ""),
        }
        written = answer.headers.get("content-length", "")
        total = int(written) if written.isascii() and written.isdecimal() else 0
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
            raise self._error("too_large", most=self.patience.most_bytes // 1_000_000)

    def _in_time(self, wait: float) -> None:
        if self.patience.clock() + wait > self._end:
            raise self._error("too_slow", seconds=f"{self.patience.seconds:.0f}")

    def _forget(self) -> None:
        self.part.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def _already(self) -> FetchedFile:
        record = read_record(self.target) or {}
        size = self.target.stat().st_size
        return FetchedFile(self.target, size, str(record.get("sha256", "")), False, 0)

    def _finish(self, version: Mapping[str, Any]) -> FetchedFile:
        """Check the file and put it in its place, with a record of what it is."""
        digest, size = file_digest(self.part), self.part.stat().st_size
        if self.corpus.sha256 and digest != self.corpus.sha256:
            self._forget()
            raise self._error("wrong_digest", digest=digest)
        record = {
            "name": self.corpus.name,
            **version,
            "bytes": size,
            "sha256": digest,
            "publisher": self.corpus.publisher or None,
            "licence": self.corpus.licence or None,
            "licence_url": self.corpus.licence_url or None,
            "attribution": self.corpus.attribution or None,
        }
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
    first, _, whole = rest.replace("/", "-").partition("-")
    whole = whole.rpartition("-")[2]
    if unit != "bytes" or not first.isdecimal():
        return -1, 0
    return int(first), int(whole) if whole.isdecimal() else 0


def _retry_after(answer: httpx.Response) -> float | None:
    written = answer.headers.get("retry-after", "")
    return float(written) if written.isascii() and written.isdecimal() else None


def _reason(fault: Exception) -> str | Message:
    if isinstance(fault, _TryAgainError):
        return fault.why
    words = " ".join(str(fault).split())[:160]
    return words or type(fault).__name__
