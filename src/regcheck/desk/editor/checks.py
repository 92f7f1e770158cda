"""Checking what stands in an editor, saved or not."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from regcheck.changes.baseline_file import Entry
from regcheck.document.model import Document
from regcheck.readers.inputs import Input
from regcheck.readers.registry import format_named, format_of_path
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.guard import Stop

MARK = "\ufeff"
_LANGUAGES = {"markdown": "md", "plaintext": "txt", "text": "txt", "xml": "xml", "html": "xml"}

CheckInput = Callable[[Input], DocumentResult]


def no_law(_: str) -> None:
    """There is no law."""


@dataclass(frozen=True, slots=True)
class Checks:
    """How the documents of a workspace are checked: `check` gives findings, `wanted` says by path
    whether a document takes part, `message` and `remark` are told once, `stop` gives up the
    document under way, `folder` gives the files, `law` a document by id, and `answer` keeps an
    answer."""

    check: CheckInput
    settings: Settings = Settings()  # noqa: RUF009 - frozen
    wanted: Callable[[str], bool] = lambda _: True
    message: str = ""
    remark: str = ""
    baseline: str = ""
    locale: str = "en"
    stop: Stop = field(default_factory=Stop)
    folder: Callable[[], Sequence[Input]] = tuple
    law: Callable[[str], tuple[Input, Document] | None] = no_law
    answers: str = ""
    answer: Callable[[Entry], None] = lambda _: None
    close: Callable[[], None] = lambda: None


def format_of(path: str, language: str) -> str:
    """The format of an editor's document by its name, else by its language; empty for none."""
    named = format_named(format_of_path(path))
    if named is not None:
        return named.name if named.reader and named.text else ""
    return "" if PurePath(path).suffix else _LANGUAGES.get(language, "")


def input_of(path: str, format: str, text: str) -> Input:
    """A text to be checked; places in it are code points without a byte-order mark."""
    data = codecs.BOM_UTF8 + text.removeprefix(MARK).encode("utf-8", "replace")
    return Input(path, "", format, len(data), data)
