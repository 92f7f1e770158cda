"""The public corpora that can be fetched, as the catalogue describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from regcheck.base.datafiles.data_files import corpora_folder, load_data
from regcheck.base.errors import ConfigError, Problem, UsageError
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.localised import Localised
from regcheck.base.texts.message import message

FILE = "catalogue.yaml"
_NAME = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHA256 = pattern(r"[0-9a-f]{64}")
_ODD = pattern(r"[^A-Za-z0-9._-]+")
_SAID = ("publisher", "format", "licence", "licence_url", "attribution")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Corpus:
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


def load_catalogue(path: Path | None = None) -> dict[str, Corpus]:
    """The corpora by name. Raises ConfigError for a file that is not a catalogue."""
    place = path or corpora_folder() / FILE
    found: dict[str, Corpus] = {}
    try:
        for one in load_data(place)["corpora"]:
            corpus = _corpus(one)
            if corpus.name in found:
                raise ValueError(f"«{corpus.name}» occurs twice")
            found[corpus.name] = corpus
    except (KeyError, TypeError, AttributeError, ValueError, UsageError) as wrong:
        not_catalogue = message("corpus.not_a_catalogue", reason=wrong)
        raise ConfigError([Problem(str(place), 0, 0, not_catalogue)]) from wrong
    return found


def _corpus(one: Mapping[str, Any]) -> Corpus:
    name, title, sha256 = str(one["name"]), one["title"], str(one.get("sha256", ""))
    if not _NAME.fullmatch(name):
        raise ValueError(f"«{name}» is not a name")
    if sha256 and not _SHA256.fullmatch(sha256):
        raise ValueError(f"«{name}»: sha256 is not a SHA-256")
    return Corpus(
        name=name,
        url=checked_url(one["url"]),
        file=f"{name}.{one['archive']}",
        title=Localised(title["nb"], title.get("nn", ""), title.get("en", "")),
        sha256=sha256,
        **{key: str(one.get(key, "")) for key in _SAID},
    )


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
