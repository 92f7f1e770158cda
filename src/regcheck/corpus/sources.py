"""The public corpora that can be fetched, as the catalogue describes them."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import msgspec

from regcheck.base.datafiles.data_files import corpora_folder, load_data
from regcheck.base.errors import UsageError
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.localised import Localised
from regcheck.base.texts.message import message
from regcheck.base.values import Value

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
