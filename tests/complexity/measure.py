"""Counts what reading, checking and reporting growing documents takes, and reading other files that
grow, and writes it as JSON.

    python measure.py CACHE OUT

`CACHE` is a folder where the built-in rules lie compiled. For each format and kind of document it
gives the steps of reading and of checking at each of `SIZES`; for each report those of writing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from itertools import filterfalse
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "fuzz"), str(HERE.parent / "support")]

import counting  # noqa: E402

Made = TypeVar("Made")
SIZES = (200, 400)
LARGER = {
    "defined terms": (1500, 3000),
    "growing words": (2000, 4000),
    "all tokens by turns": (800, 1600),
}
"""Kinds whose work is bounded only above a certain size."""
SMALLER = {
    f"{name}, {place}": (100, 200)
    for name in ("addresses", "duties", "paper", "slashes")
    for place in ("alone", "inline")
}
"""Kinds whose work shows at smaller sizes, since it is much."""
SIZES_OF = LARGER | SMALLER
REPORTED = ("paper, inline", "paragraphs", "quotes, inline", "table cells")


def main(cache: str, out: str) -> None:
    counting.install()
    from growing import TEXTS, XML

    from regcheck.document.model import Document
    from regcheck.matching import prefilter
    from regcheck.reports.registry import REPORTS, ReportFormat
    from regcheck.results.result import DocumentResult, RunResult, Settings
    from regcheck.run.api import load_rules, read
    from regcheck.run.pipeline import Pipeline, with_text

    # Getting ready for much text is done once; it is no part of any one document's work.
    prefilter.MUCH_TEXT = 0
    rules = load_rules(cache=Path(cache))
    settings = Settings(nlp=False)
    pipeline = Pipeline(rules, settings)
    found: dict[str, list[int]] = {}

    def document(text: str, name: str) -> Document:
        given = read(text.encode(), format=name)
        assert isinstance(given, Document), (name, text[:80])
        return given

    def take(name: str, work: Callable[..., Made], *given: object) -> Made:
        made: list[Made] = []
        found.setdefault(name, []).append(counting.spent(lambda: made.append(work(*given))))
        return made[0]

    def tell(form: ReportFormat, result: DocumentResult) -> None:
        written: list[str] = []
        report = form.make(written.append)
        report.begin(settings, rules.rule_set)
        report.document(result)
        report.end(RunResult(settings, ""))

    for name, kinds in (("md", TEXTS), ("xml", XML)):
        for kind, made in kinds.items():
            pipeline.check(document(made(20), name))
            for size in SIZES_OF.get(kind, SIZES):
                given = take(f"read {name}: {kind}", document, made(size), name)
                take(f"check {name}: {kind}", pipeline.check, given)
    for kind, made in TEXTS.items():
        for text in map(made, SIZES_OF.get(kind, SIZES)):
            take(f"read txt: {kind}", document, text, "txt")
    for kind in REPORTED:
        for size in SIZES:
            given = document(TEXTS[kind](size), "md")
            result = with_text(pipeline.check(given), given)
            for form in filterfalse(attrgetter("binary"), REPORTS.values()):
                take(f"report {form.name}: {kind}", tell, form, result)
    of_files(found)
    Path(out).write_text(json.dumps(found), encoding="utf-8")


def of_files(found: dict[str, list[int]]) -> None:
    """Count what reading files takes that are no documents."""
    from growing import FILES
    from targets import all_targets

    for (target, seed, kind), made in FILES.items():
        holds = all_targets()[target].holds
        holds(made(20).encode(), seed)
        for size in SIZES:
            work = partial(holds, made(size).encode(), seed)
            found.setdefault(f"file {target}: {kind}", []).append(counting.spent(work))


if __name__ == "__main__":
    main(*sys.argv[1:])
