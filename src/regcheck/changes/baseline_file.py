"""The baseline file: known findings as JSON whose changes can be reviewed, three lines each and
a fourth for an answer, sorted, without clock or counts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from regcheck.base.errors import DataError, Problem, system_reason
from regcheck.base.files.whole import bytes_of, refuse_named_pipe
from regcheck.base.text.patterns import pattern
from regcheck.changes.marks import Mark, natural
from regcheck.document.model import Answered

VERSION = 1
MAX_BYTES = 128 * 1024 * 1024
MOST_WORDS = 120
"""Code points of words and of a sentence that an entry shows at most; they are for people."""
MOST_SENTENCE = 240

_CREATE = "take the file from version control, or write it anew with regcheck baseline create"
_MERGE = "take either side of the merge, then run regcheck baseline update"
_CONFLICT = pattern(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_KEYS = (
    *("path", "refid", "address", "rule", "words", "hash", "index", "sentence"),
    *("answer", "reason", "by", "day"),
)
_ANSWERS = ("keep", "ignore", "fixed", "seen")
_REQUIRED = ("path", "address", "rule", "hash")
_HASH = pattern(r"[0-9a-f]{16}")
_LIST = pattern(r'"findings"\s*:\s*\[')
_BETWEEN = pattern(r"[\s,]*")


class Entry(NamedTuple):
    """A known finding; `words` and `sentence` are for people."""

    mark: Mark
    refid: str
    words: str
    sentence: str
    answered: Answered | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a baseline file, each once; `duplicates` counts those that stood twice."""

    entries: tuple[Entry, ...] = ()
    duplicates: int = 0

    @property
    def marks(self) -> list[Mark]:
        """What findings are matched with, in the order of `entries`."""
        return [entry.mark for entry in self.entries]


def load_baseline(file: Path, shown: str) -> Baseline:
    """Read a baseline file that errors call `shown`. Raises DataError."""
    try:
        refuse_named_pipe(file)
        data = bytes_of(file, MAX_BYTES + 1)
    except FileNotFoundError:
        remedy = "write it with regcheck baseline create, or use --no-baseline"
        _fail(shown, 0, "there is no such baseline", remedy)
    except (OSError, ValueError) as fault:
        told = f"the baseline cannot be read: {system_reason(fault)}"
        _fail(shown, 0, told, "check who may read it")
    return parse_baseline(data, shown)


def parse_baseline(data: bytes, shown: str) -> Baseline:
    """The baseline in the bytes of a file. Raises DataError when it cannot be used."""
    if len(data) > MAX_BYTES:
        remedy = "check fewer rules with --select, or keep a baseline in each folder"
        _fail(shown, 0, f"the baseline is larger than {MAX_BYTES // 1024**2} MB", remedy)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        _fail(shown, line, "the baseline is not UTF-8", _CREATE)
    content = _json(text, shown)
    listed = _checked_head(content, text, shown)
    entries: dict[Mark, Entry] = {}
    for number, item in enumerate(listed):
        entry = _entry(item, number, text, shown)
        entries.setdefault(entry.mark, entry)
    return Baseline(tuple(entries.values()), len(listed) - len(entries))


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
    lines = [_members(part) for part in parts]
    return "    {" + ",\n     ".join(lines) + "}"


def _members(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)[1:-1]


def _json(text: str, shown: str) -> Any:
    try:
        return json.loads(
            text, object_pairs_hook=_without_repeats, parse_constant=_no_constant, parse_float=str
        )
    except json.JSONDecodeError as fault:
        conflict = _CONFLICT.search(text)
        if conflict:
            line = text.count("\n", 0, conflict.start()) + 1
            _fail(shown, line, "the baseline holds marks of an unfinished merge", _MERGE)
        _fail(shown, fault.lineno, f"the baseline is no JSON: {fault.msg.lower()}", _CREATE)
    except RecursionError:
        _fail(shown, 0, "the baseline is nested too deeply", _CREATE)
    except ValueError as fault:
        _fail(shown, 0, f"the baseline is no JSON: {str(fault)[:200]}", _CREATE)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = Counter(name for name, _ in pairs)
        twice = next(name for name, times in names.items() if times > 1)
        raise ValueError(f"the key {twice[:60]!r} stands twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no value")


def _checked_head(content: Any, text: str, shown: str) -> Sequence[Any]:
    if not isinstance(content, dict) or "version" not in content:
        _fail(shown, 1, "this is no baseline: it has no version", _CREATE)
    version = content["version"]
    if type(version) is not int or version != VERSION:
        told = f"the baseline has version {str(version)[:20]}, this regcheck reads {VERSION}"
        remedy = "use the regcheck that wrote it, or write it anew with regcheck baseline create"
        _fail(shown, _line_of(text, '"version"'), told, remedy)
    unknown = next((key for key in content if key not in ("version", "tool", "findings")), "")
    if unknown:
        told = f"unknown key {unknown[:60]!r}: a baseline has version, tool and findings"
        _fail(shown, _line_of(text, json.dumps(unknown, ensure_ascii=False)), told, "take it out")
    listed = content.get("findings")
    if not isinstance(listed, list):
        _fail(shown, _line_of(text, '"findings"'), "«findings» is no list", _CREATE)
    return listed


def _entry(item: Any, number: int, text: str, shown: str) -> Entry:
    fault = _fault(item)
    if fault:
        _fail(shown, _line_of_entry(text, number), fault, _CREATE)
    refid = item.get("refid", "")
    mark = Mark(
        item["rule"],
        refid or item["path"],
        item["path"],
        item["address"],
        item["hash"],
        item.get("index", 0),
    )
    entry = Entry(mark, refid, item.get("words", ""), item.get("sentence", ""))
    if "answer" not in item:
        return entry
    answered = Answered(item["answer"], item.get("by", ""), item.get("day", ""))
    return entry._replace(answered=answered, reason=item.get("reason", ""))


def _fault(item: Any) -> str:
    """What is wrong with an entry; empty when nothing is."""
    if not isinstance(item, dict):
        return "a known finding must be an object"
    unknown = next((key for key in item if key not in _KEYS), None)
    if unknown is not None:
        return f"unknown key {unknown[:60]!r}: a known finding has {', '.join(_KEYS)}"
    for key in _REQUIRED:
        if key not in item:
            return f"a known finding lacks «{key}»"
    for key, value in item.items():
        if key == "index":
            if type(value) is not int or not 0 <= value < 10**9:
                return "«index» is no count"
        elif not isinstance(value, str):
            return f"«{key}» is no text"
    if item.get("answer", "keep") not in _ANSWERS:
        return f"«answer» is none of {', '.join(_ANSWERS)}"
    return "" if _HASH.fullmatch(item["hash"]) else "«hash» is not 16 digits of 0-9 and a-f"


def _line_of(text: str, words: str) -> int:
    at = text.find(words)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _line_of_entry(text: str, number: int) -> int:
    """The line that an entry begins on."""
    found = _LIST.search(text)
    if found is None:
        return 0
    at, decoder = found.end(), json.JSONDecoder()
    for passed in range(number + 1):
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        if passed < number:
            at = decoder.raw_decode(text, at)[1]
    return text.count("\n", 0, at) + 1


def _fail(shown: str, line: int, message: str, remedy: str) -> NoReturn:
    raise DataError([Problem(shown, line, 0, message, remedy)])
