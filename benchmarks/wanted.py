"""What the decisions of a text ask, as a report that is scored against what readers want changed.

usage: wanted.py READING.jsonl LAW_DIR REPORT.json

READING tells the documents (`file`), which are looked for under LAW_DIR; REPORT has one finding for
each question, with its `trouble`, `start` and `end` in the file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from regcheck import read
from regcheck.decisions.questions import questions_of
from regcheck.decisions.read import read_decisions
from regcheck.document.model import Document
from regcheck.segments.view import Segments
from regcheck.text.span import Span


def findings(path: Path) -> list[dict[str, Any]]:
    """The questions of one document."""
    document = read(path)
    assert isinstance(document, Document), document
    found = []
    for question in questions_of(read_decisions(Segments(document)), "nb"):
        span = document.offsets.to_source(Span(question.start, question.end))
        asked = {"trouble": question.trouble, "start": span.start, "end": span.end}
        about = {"path": path.name, "category": "decisions", "rule": f"decisions/{question.kind}"}
        shown = {"severity": "warning", "role": "operative", "status": "new", "address": ""}
        quote = span.of(document.source_text)
        asked["text"] = question.text
        found.append({**about, **shown, **asked, "quote": quote, "questions": [asked]})
    return found


def main(reading: str, law: str, report: str) -> None:
    lines = Path(reading).read_text("utf-8").splitlines()
    names = {Path(json.loads(line)["file"]).with_suffix(".md").name for line in lines}
    paths = sorted(path for path in Path(law).rglob("*.md") if path.name in names)
    found = [one for path in paths for one in findings(path)]
    Path(report).write_text(json.dumps({"findings": found}, ensure_ascii=False), "utf-8")
    print(f"{len(paths)} documents, {len(found)} questions")


main(*sys.argv[1:4])
