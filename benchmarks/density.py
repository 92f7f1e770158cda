"""What rules find over a body of law: findings per 1,000 words by category and kind of document,
and the rules that speak most often.

    python benchmarks/density.py [FOLDER] [--jobs 2] [--nlp on|off]

FOLDER holds law in any format regcheck reads (default: `REGCHECK_SHARED` or `../shared`,
`lovdata/markdown`).
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from pathlib import Path

from regcheck.matching.compile import compile_rules
from regcheck.packs.load import load_packs
from regcheck.packs.model import Severity
from regcheck.packs.select import select_rules
from regcheck.packs.source_files import builtin_folder
from regcheck.readers.inputs import find_inputs
from regcheck.results.result import Settings
from regcheck.run.check import CheckJob
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules

MOST = 20


def main() -> None:
    """Check the folder and print the tables."""
    shared = Path(os.environ.get("REGCHECK_SHARED", "../shared"))
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", default=shared / "lovdata" / "markdown")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--nlp", choices=("on", "off"), default="off")
    given = parser.parse_args()
    rule_set = select_rules(load_packs([builtin_folder()]))
    rules = LoadedRules(rule_set, compile_rules(rule_set))
    inputs = find_inputs([str(given.folder)], base=Path.cwd())
    words: Counter[str] = Counter()
    found: Counter[tuple[str, str, Severity]] = Counter()
    often: Counter[tuple[str, str]] = Counter()
    job = CheckJob(rules, Settings(nlp=given.nlp == "on"), RunOptions(given.jobs))
    run = job.results(inputs.entries)
    for result in run:
        kind = result.meta.kind.value
        words[kind] += int(result.measures.get("words", 0))
        for finding in result.findings:
            found[kind, finding.rule.category, finding.severity] += 1
            often[finding.rule.id, finding.severity.word] += 1
    print_density(words, found)
    print_most(often)


def print_density(words: Counter[str], found: Counter[tuple[str, str, Severity]]) -> None:
    """A row for each category; for each kind all findings and those above a note."""
    kinds = sorted(words)
    print("Findings per 1,000 words, all and above info")
    print(f"{'':18}" + "".join(f"{kind:>24}" for kind in kinds))
    print(f"{'words':18}" + "".join(f"{words[kind]:>24,}" for kind in kinds))
    for category in sorted({category for _, category, _ in found}):
        cells = []
        for kind in kinds:
            counts = {s: found[kind, category, s] for s in Severity}
            graver = sum(n for s, n in counts.items() if s > Severity.INFO)
            per = 1000 / max(words[kind], 1)
            cells.append(f"{sum(counts.values()) * per:14.2f} {graver * per:9.2f}")
        print(f"{category:18}" + "".join(cells))


def print_most(often: Counter[tuple[str, str]]) -> None:
    """The rules that speak most often, with their severities."""
    totals: Counter[str] = Counter()
    for (rule, _), n in often.items():
        totals[rule] += n
    print(f"\nThe {MOST} most frequent rules")
    print(f"{'':40}{'all':>9}{'error':>9}{'warning':>9}{'info':>9}")
    for rule, n in totals.most_common(MOST):
        shown = "".join(f"{often[rule, word]:>9}" for word in ("error", "warning", "info"))
        print(f"{rule:40}{n:>9}{shown}")


if __name__ == "__main__":
    main()
