"""regcheck as a library: read a document, load rules, check."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from regcheck.base.errors import UsageError
from regcheck.base.files.sealed import CacheFolder
from regcheck.base.texts.message import message
from regcheck.changes.suppressions.suppressing import Suppressing
from regcheck.document.model import Document, Unreadable
from regcheck.readers.inputs import Input
from regcheck.readers.registry import is_document
from regcheck.readers.walk import printable_path
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.check import CheckJob
from regcheck.run.guard import given_up, own_fault, unread
from regcheck.run.rules import LoadedRules, RuleChoice
from regcheck.run.rules import load_rules as load_chosen


def read(
    source: str | os.PathLike[str] | bytes,
    *,
    format: str = "",
    name: str = "",
    tracked_changes: str = "accepted",
) -> Document | Unreadable:
    """Read one document from a file, or from its bytes.

    `format`, such as `docx`, is by default told from name and content; `name` is what results call
    the document. Tracked changes are read as `accepted`, `original` or `inserted` (as accepted, but
    findings outside insertions are not shown). Gives an `Unreadable` for what cannot be read.
    """
    if isinstance(source, bytes):
        item = Input(name or "-", "", format, len(source), source)
    else:
        location = os.fspath(source)
        item = Input(name or printable_path(location), location, format)
    try:
        return item.document(tracked_changes=tracked_changes)
    except MemoryError:
        return given_up(item.path, "no_memory")
    except (ImportError, UsageError):
        raise
    except Exception as fault:
        return own_fault(item.path, fault)


def load_rules(
    *packs: str | os.PathLike[str],
    collection: str = "default",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    preview: bool = False,
    cache: Path | None = None,
) -> LoadedRules:
    """The built-in rules and those of the given folders or files, chosen by ids, categories and
    globs, and compiled. Raises PackError for faulty files and UsageError for a choice that names
    nothing."""
    choice = RuleChoice(
        collection=collection,
        select=tuple(select),
        ignore=tuple(ignore),
        packs=tuple(os.fspath(pack) for pack in packs),
        preview=preview,
    )
    return load_chosen(choice, CacheFolder.of(cache) if cache else None)


def check(
    document: Document | Unreadable | str | os.PathLike[str] | bytes,
    rules: LoadedRules | None = None,
    *,
    locale: str = "auto",
    language: str = "auto",
    nlp: bool = False,
    rank: bool = True,
    concepts: str | os.PathLike[str] = "",
    today: date | None = None,
) -> DocumentResult:
    """Every finding in a document that `read` gave, or that is given as a file or its bytes; a
    string that names no file is the text itself.

    `rules` are by default those of `load_rules()`, loaded once.
    `locale` is the language of messages (`nb`, `nn`, `en`, or `auto` for the document's own),
    `language` overrules that of the document, `nlp` runs rules that need the trained pipeline,
    `rank` folds findings of little use, and `concepts` is an index that terms are compared with.
    `today` decides which suppressions in the document have expired; without it none has. Raises
    UsageError for an index that cannot be used, and for the name of a file that is not there.
    """
    if not isinstance(document, Document | Unreadable):
        document = _read_given(document)
    rules = rules or _default_rules()
    if isinstance(document, Unreadable):
        return unread(document)
    index = os.fspath(concepts)
    settings = Settings(locale=locale, language=language, nlp=nlp, rank=rank, concepts=index)
    return _job(rules, settings, today).check(document)


@lru_cache(maxsize=4)
def _job(rules: LoadedRules, settings: Settings, today: date | None) -> CheckJob:
    """Kept between documents, since what the rules compile to on the way is kept with it."""
    suppressing = Suppressing(rules.rule_set, settings, today=today)
    return CheckJob(rules, settings, suppressing=suppressing)


@cache
def _default_rules() -> LoadedRules:
    return load_rules()


def _read_given(source: str | os.PathLike[str] | bytes) -> Document | Unreadable:
    """A file, bytes, or text. Raises UsageError for what can only be the name of a file, and is
    none."""
    # Unlike that of Path, this function takes text of any length.
    if isinstance(source, bytes) or os.path.exists(source):  # noqa: PTH110
        return read(source)
    text = os.fspath(source)
    is_name = len(text.split()) < 2 or ("\n" not in text and is_document(text))
    if is_name or not isinstance(source, str):
        raise UsageError(message("run.no_file", path=printable_path(text)))
    return read(text.encode("utf-8", "surrogatepass"))
