"""Measure Norwegian law: percentiles of sentence length, paragraph length, LIX and a document's mean
sentence length, per kind of document, written to `src/regcheck/matching/checks/percentiles.json`.

    python data-recipes/measure_law.py FOLDER

FOLDER holds acts and central regulations in force as Markdown, in `lover/` and `forskrifter/`.
Only figures leave the texts.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from regcheck.document.model import NodeKind, Unreadable
from regcheck.document.segments.measures import MEASURED_ROLES, measure_text
from regcheck.document.segments.view import Segments
from regcheck.readers.markdown import read_markdown

OUT = Path(__file__).parents[1] / "src" / "regcheck" / "matching" / "checks" / "percentiles.json"
FEWEST_WORDS = 200


def main(folder: Path) -> None:
    """Read every file once and write the table."""
    values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for file in sorted(folder.glob("*/*.md")):
        document = read_markdown(file.read_bytes(), str(file))
        if isinstance(document, Unreadable):
            continue
        segments = Segments(document)
        kind = values["act" if document.meta.kind.is_act else "regulation"]
        measures = measure_text(segments)
        if measures.words >= FEWEST_WORDS:
            kind["lix"].append(round(measures.lix, 1))
            kind["words-per-sentence"].append(round(measures.words_per_sentence, 1))
        for leaf in segments.leaves:
            if leaf.role not in MEASURED_ROLES:
                continue
            if leaf.kind is NodeKind.PARAGRAPH:
                words = document.text.count(" ", leaf.span.start, leaf.span.end) + 1
                kind["paragraph-words"].append(words)
            for sentence in segments.sentences(leaf.span):
                words = document.text.count(" ", sentence.start, sentence.end) + 1
                kind["sentence-words"].append(words)
    table = {
        kind: {name: percentiles(found) for name, found in sorted(measures.items())}
        for kind, measures in sorted(values.items())
    }
    OUT.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")
    for kind, measures in sorted(values.items()):
        print(kind, {name: len(found) for name, found in sorted(measures.items())})


def percentiles(values: list[float]) -> list[float]:
    """The 1st to 99th percentile: the smallest value that so many percent do not exceed."""
    ordered = sorted(values)
    return [ordered[min(len(ordered) * p // 100, len(ordered) - 1)] for p in range(1, 100)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
