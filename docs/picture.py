"""Renew `docs/report.svg`: the report for people on a demo draft, some rules chosen.

    python docs/picture.py        (or: make picture)

The same draft and rules give the same picture. It loads nothing from elsewhere: the web font that
rich asks for is left out, and the reader's own fixed-width font is used.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console

from regcheck import check, load_rules, read
from regcheck.reports.layout import rich_painter
from regcheck.reports.text import TextReport
from regcheck.results.result import Settings
from regcheck.results.totals import Totals

PROJECT = Path(__file__).resolve().parents[1]
DRAFT = "corpora/drafts/endringsforskrift-stavkirkebesok.md"
SELECTED = ("paper", "technology")
PICTURE = PROJECT / "docs" / "report.svg"
_FONT_FACE = re.compile(r"\s*@font-face\s*\{[^}]*\}")
_EDGE_OF_ID = re.compile(r"terminal-\d+-")


def picture() -> str:
    """The picture as SVG."""
    rules = load_rules(select=SELECTED)
    document = read(PROJECT / DRAFT, name=DRAFT)
    result = check(document, rules)
    command = f"regcheck check {DRAFT} --select {','.join(SELECTED)}"
    settings = Settings(select=SELECTED)
    console = Console(
        file=io.StringIO(),
        record=True,
        width=100,
        force_terminal=True,
        color_system="truecolor",
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    report, totals = TextReport(rich_painter(console), 100), Totals(settings, rules.rule_set)
    report.begin(settings, rules.rule_set)
    totals.add(result)
    report.document(result)
    report.end(totals.result())
    drawn = console.export_svg(title=command)
    # Names made from a checksum would change every line with each change.
    plain = _EDGE_OF_ID.sub("terminal-", _FONT_FACE.sub("", drawn))
    return "\n".join(line.rstrip() for line in plain.splitlines()) + "\n"


def main() -> int:
    """Write the picture; exit code 1 with --check when it is not up to date."""
    drawn = picture()
    if "--check" in sys.argv[1:]:
        return 0 if PICTURE.read_text(encoding="utf-8") == drawn else 1
    PICTURE.write_text(drawn, encoding="utf-8", newline="\n")
    print(f"{PICTURE.relative_to(PROJECT)}: {len(drawn.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
