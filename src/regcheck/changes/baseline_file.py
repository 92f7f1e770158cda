"""The baseline file: known findings as JSON whose changes can be reviewed, three lines each and
a fourth for an answer, sorted, without clock or counts."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

import msgspec

from regcheck.base.errors import DataError, Problem, system_reason
from regcheck.base.files.whole import bytes_of, refuse_named_pipe
from regcheck.base.text.patterns import pattern
from regcheck.changes.marks import Mark, natural
from regcheck.document.model import Answered

VERSION = 1
MAX_BYTES = 128 * 1024 * 1024
MOST_SENTENCE = 240
"""Code points of a sentence that an entry shows at most; it is for people."""

_CREATE = "take the file from version control, or write it anew with regcheck baseline create"
_MERGE = "take either side of the merge, then run regcheck baseline update"
_CONFLICT = re.compile(rb"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_PLACE = pattern(r"\(byte (\d+)\)")
T = TypeVar("T")


class Entry(NamedTuple):
    """A known finding; `sentence` is for people."""

    mark: Mark
    refid: str
    sentence: str
    answered: Answered | None = None
    reason: str = ""

    @property
    def words(self) -> str:
        """The words of the finding."""
        return self.mark.words


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a baseline file, each once; `duplicates` counts those that stood twice."""

    entries: tuple[Entry, ...] = ()
    duplicates: int = 0

    @property
    def marks(self) -> list[Mark]:
        """What findings are matched with, in the order of `entries`."""
        return [entry.mark for entry in self.entries]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    findings: list[msgspec.Raw]
    tool: str = ""


class _Record(msgspec.Struct, forbid_unknown_fields=True):
    path: str
    address: str
    rule: str
    hash: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]
    refid: str = ""
    words: str = ""
    index: Annotated[int, msgspec.Meta(ge=0, lt=10**9)] = 0
    sentence: str = ""
    answer: Literal["keep", "ignore", "fixed", "said", "seen", ""] = ""
    reason: str = ""
    by: str = ""
    day: str = ""

    def entry(self) -> Entry:
        """The known finding that the record tells of."""
        document = self.refid or self.path
        mark = Mark(self.rule, document, self.path, self.address, self.hash, self.index, self.words)
        entry = Entry(mark, self.refid, self.sentence)
        if not self.answer:
            return entry
        answered = Answered(self.answer, self.by, self.day)
        return entry._replace(answered=answered, reason=self.reason)


def load_baseline(file: Path, shown: str) -> Baseline:
    """Read a baseline file that errors call `shown`. Raises DataError."""
    try:
        refuse_named_pipe(file)
        data = bytes_of(file, MAX_BYTES + 1)
    except FileNotFoundError:
        remedy = "write it with regcheck baseline create, or use --no-baseline"
        raise _error(shown, 0, "there is no such baseline", remedy) from None
    except (OSError, ValueError) as fault:
        why = f"the baseline cannot be read: {system_reason(fault)}"
        raise _error(shown, 0, why, "check who may read it") from fault
    return parse_baseline(data, shown)


def parse_baseline(data: bytes, shown: str) -> Baseline:
    """The baseline in the bytes of a file. Raises DataError when it cannot be used."""
    if len(data) > MAX_BYTES:
        remedy = "check fewer rules with --select, or keep a baseline in each folder"
        raise _error(shown, 0, f"the baseline is larger than {MAX_BYTES // 1024**2} MB", remedy)
    data = data.removeprefix(BOM_UTF8)
    file = _read(data, _File, 0, data, shown)
    if file.version != VERSION:
        what = f"the baseline has version {file.version}, this regcheck reads {VERSION}"
        remedy = "use the regcheck that wrote it, or write it anew with regcheck baseline create"
        raise _error(shown, 0, what, remedy)
    entries: dict[Mark, Entry] = {}
    at = 0
    for raw in file.findings:
        at = data.index(raw, at)
        entry = _read(raw, _Record, at, data, shown).entry()
        entries.setdefault(entry.mark, entry)
    return Baseline(tuple(entries.values()), len(file.findings) - len(entries))


def _read(part: bytes, kind: type[T], at: int, data: bytes, shown: str) -> T:
    """The part of a file that begins at byte `at`. Raises DataError."""
    try:
        return msgspec.json.decode(part, type=kind)
    except UnicodeDecodeError:
        why = "it is not UTF-8"
    except RecursionError:
        why = "it is nested too deeply"
    except msgspec.DecodeError as fault:
        why = str(fault)
    if found := _CONFLICT.search(data):
        marks = "this has the marks of an unfinished merge"
        raise _error(shown, _line(data, found.start()), marks, _MERGE)
    if place := _PLACE.search(why):
        at += int(place[1])
    raise _error(shown, _line(data, at), f"the baseline cannot be used: {why}", _CREATE)


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def render_baseline(entries: Iterable[Entry]) -> str:
    """The text of a baseline file with these entries, each once."""
    once = {entry.mark: entry for entry in entries}
    records = ",\n".join(_record(entry) for entry in sorted(once.values(), key=_order))
    body = f"[\n{records}\n  ]" if records else "[]"
    return f'{{\n  "version": {VERSION},\n  "tool": "regcheck",\n  "findings": {body}\n}}\n'


def _order(entry: Entry) -> tuple[object, ...]:
    mark = entry.mark
    return (mark.path, natural(mark.address), mark.rule, mark.content, mark.nth)


def _record(entry: Entry) -> str:
    mark = entry.mark
    where = {"path": mark.path, "refid": entry.refid, "address": mark.address}
    what: dict[str, Any] = {"rule": mark.rule, "words": entry.words, "hash": mark.content}
    if not entry.refid:
        del where["refid"]
    if mark.nth:
        what["index"] = mark.nth
    parts = [where, what, {"sentence": entry.sentence}]
    if entry.answered is not None:
        said = {"by": entry.answered.by, "day": entry.answered.day, "reason": entry.reason}
        parts.append({"answer": entry.answered.kind} | {k: v for k, v in said.items() if v})
    lines = [json.dumps(part, ensure_ascii=False)[1:-1] for part in parts]
    return "    {" + ",\n     ".join(lines) + "}"


def _error(shown: str, line: int, message: str, remedy: str) -> DataError:
    return DataError([Problem(shown, line, 0, message, remedy)])
