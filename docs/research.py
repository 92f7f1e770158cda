"""What the guide for researchers takes from the program: the page of the data dictionary, and a
plot of each of its questions on the demo drafts.

    python docs/research.py       writes docs/research-tables.md anew

`docs/site.py` puts the plots into the page `research.md` of the site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from regcheck.cli.main import main as regcheck
from regcheck.corpus.scans.results import scan_results
from regcheck.corpus.scans.tables import SCHEMA_VERSION, dictionary

DOCS = Path(__file__).resolve().parent
PAGE = DOCS / "research-tables.md"
GUIDE = DOCS / "research.md"
BARS = {
    1: ("rule", "findings"),
    2: ("ministry", "per_thousand_words"),
    3: ("path", "per_thousand_words"),
    4: ("decade", "per_thousand_words"),
    5: ("kind", "mean_lix"),
    6: ("function", "percent_of_sections"),
    7: ("decider", "percent"),
    8: ("kinds", "percent"),
    9: ("category", "nb"),
    10: ("citation", "percent"),
    11: ("act", "no_time_limit"),
}
"""What the plot of each question shows: whose bars, and how long they are."""
QUESTION = re.compile(r"^```sql\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ROW, _LABEL, _BAR, _MOST = 22, 330, 330, 12
_HEAD = f"""# The tables of a scan

Schema version {SCHEMA_VERSION}. [Querying a body of law](research.md) says how to make and query
them. After the name of each column stand its type and what it holds; `→` leads to the column of
another table with the same values. The last three tables are those of `regcheck history`.
"""


def tables_page() -> str:
    """The page of the data dictionary."""
    parts = [_HEAD]
    for table, columns in dictionary().items():
        parts.append(
            f"\n## {table}\n\n{columns['']}\n\n| column | type | holds |\n| --- | --- | --- |\n"
        )
        for name, told in columns.items():
            kind, _, text = told.partition(": ")
            if name:
                parts.append(f"| `{name}` | {kind} | {text.replace('|', ' or ')} |\n")
    return "".join(parts)


def with_plots(guide: str, target: Path) -> str:
    """The guide with a plot below each question; the plots are written to `target`. They need the
    extra `corpus`."""
    with TemporaryDirectory() as folder:
        drafts = str(DOCS.parent / "corpora" / "drafts")
        regcheck(["scan", drafts, "-o", folder, "--tables", "all"])
        results = scan_results(folder)
        number = 0

        def plotted(found: re.Match[str]) -> str:
            nonlocal number
            number += 1
            answer = results.ask(found[1])
            label, value = (answer.columns.index(one) for one in BARS[number])
            rows = [(str(row[label]), float(row[value] or 0)) for row in answer.rows]
            name = f"question-{number}.svg"
            (target / name).write_text(bars(rows, BARS[number][1]), "utf-8")
            return f"{found[0]}\n\n![{BARS[number][1]} on the demo drafts]({name})"

        made = QUESTION.sub(plotted, guide)
        results.close()
    return made


def bars(rows: Sequence[tuple[str, float]], title: str) -> str:
    """A bar for each row, as SVG: its label, and its length with the number."""
    shown = rows[:_MOST]
    longest = max((value for _, value in shown), default=0) or 1
    height = _ROW * (len(shown) + 1) + 8
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{escape(title)}</title>',
        f'<text x="{_LABEL}" y="16" font-weight="bold">{escape(title)}</text>',
    ]
    for at, (label, value) in enumerate(shown, 1):
        top = at * _ROW + 4
        length = _BAR * value / longest
        lines += [
            f'<text x="{_LABEL - 8}" y="{top + 14}" text-anchor="end">{escape(label[-46:])}</text>',
            f'<rect x="{_LABEL}" y="{top}" width="{length:.1f}" height="17" fill="#2a6f97"/>',
            f'<text x="{_LABEL + length + 4:.1f}" y="{top + 14}">{value:g}</text>',
        ]
    return "\n".join([*lines, "</svg>\n"])


if __name__ == "__main__":
    PAGE.write_text(tables_page(), "utf-8")
