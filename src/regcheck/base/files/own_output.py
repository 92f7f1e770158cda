"""Files that regcheck has written, told by how they begin or by the `MARK` at their end, so that
none is read as a draft, and none but these is written over. CSV has room for no mark."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from regcheck.base.files.whole import refuse_named_pipe

MARK: Final = "[regcheck: qz7k-w2xn]"
AS_LINE: Final = f"\n{MARK}\n"
AS_COMMENT: Final = f"<!-- {MARK} -->\n"
_HEAD_BYTES: Final = 16_384
_TAIL_BYTES: Final = 64
_ENDS: Final = (b"\n" + MARK.encode(), b"\n" + AS_COMMENT.strip().encode())
_BEGINS: Final = (
    rb'\{\s*"schema_version": ?\d+,\s*"tool": ?\{\s*"name": ?"regcheck"'
    rb'|\{"type":"header","schema_version":\d+,"tool":\{"name":"regcheck"'
    rb'|\{"source":\{"name":"regcheck"\},\n'
    rb'|\{"\$schema":"[^"]*","version":"2\.1\.0","runs":\[\{\n"columnKind":"unicodeCodePoints",\n'
    rb'|\[\]\n\Z|\[\n\{"description":"(?:[^"\\]|\\.)*","check_name":"[^"]*","fingerprint":"[0-9a-f]{32}"'
    rb'|<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="regcheck">\n'
    rb"|\s*<!(?:DOCTYPE|doctype) html>\n<html[^>]*>\n<head>\n(?:<meta [^\n]*\n){,9}"
    rb'<meta name="generator" content="regcheck">\n'
)


def ending_for(file: str) -> str:
    """The mark with which text ends in a file that would otherwise be read as a draft."""
    if file.lower().endswith((".md", ".markdown")):
        return f"\n{AS_COMMENT}"
    return AS_LINE if file.lower().endswith((".txt", ".text")) else ""


def is_own_output(path: str | Path, first_line: bytes = b"") -> bool:
    """Whether regcheck wrote the file, and no other program since. `first_line` is the one about to
    be written there, for formats without a mark."""
    try:
        refuse_named_pipe(path)
        with Path(path).open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
            size = stream.seek(0, 2)
            stream.seek(max(0, size - _TAIL_BYTES))
            tail = stream.read(_TAIL_BYTES)
    except (OSError, ValueError):
        return False
    if head.startswith(b"PK\x03\x04"):
        return tail.endswith(MARK.encode())
    begins = bool(first_line) and head.startswith(first_line)
    return begins or tail.rstrip().endswith(_ENDS) or re.match(_BEGINS, head) is not None
