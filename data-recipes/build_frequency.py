"""Count words in Norwegian law, so that the prefilter looks for the rarest word a pattern needs.

    python data-recipes/build_frequency.py FOLDER

FOLDER holds acts and regulations as Markdown. Writes `src/regcheck/base/search/frequency.txt`: the
commonest words in lower case with their count per million words, by falling count.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

OUT = Path(__file__).parents[1] / "src" / "regcheck" / "base" / "search" / "frequency.txt"
WORD = re.compile(r"[a-zæøå]+(?:-[a-zæøå]+)*")
KEPT = 6000


def main(folder: Path) -> None:
    """Count the words of every file and keep the commonest."""
    counts: Counter[str] = Counter()
    for file in sorted(folder.glob("*/*.md")):
        counts.update(WORD.findall(file.read_text("utf-8").lower()))
    total = sum(counts.values())
    kept = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
    lines = [f"{word} {round(count * 1e6 / total)}" for word, count in kept]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{total} words, {len(counts)} different, {len(kept)} kept")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
