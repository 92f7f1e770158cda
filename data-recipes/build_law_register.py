"""Makes the register of law in force, `src/regcheck/law/data/register.z`.

    python data-recipes/build_law_register.py REGISTER.jsonl LAW_FOLDER --as-of 2026-06-16

REGISTER.jsonl has a line for each act and central regulation in force: refid, title, short, in_force, sections (labels).
LAW_FOLDER is searched for Markdown documents, whose repeal clauses say what replaced what. Facts only: no sentence of law.
The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import zlib
from pathlib import Path

from regcheck.law.names import NamedDocument, names_of
from regcheck.law.register import ranges

MONTHS = (
    "januar februar mars april mai juni juli august september oktober november desember".split()
)
CITED = re.compile(
    r"\b(lov|forskrift)(?:a|en|i)?(?: av)? (\d{1,2})\. ("
    + "|".join(MONTHS)
    + r") (\d{4})(?: nr\.? ?(\d+))",
    re.I,
)
REPEALS = re.compile(
    r"\b(?:opphev(?:es|ast|er|ar)|(?:blir?|vert) .{0,300}?opphev(?:a|et|d))\b", re.I
)
LISTS = re.compile(r"\bopphev(?:es|ast|a|et)[^.;]{0,80}:\s*$", re.I)
IN_PART = re.compile(r"§|kapittel|kap\.|vedlegg|\bledd\b|annex", re.I)
ITEM = re.compile(r"\s*(?:[-–*]|\(?\w{1,3}[.)])\s")
AMENDS = re.compile(r" om endring", re.I)
LONGEST_NAME = 80


def called(row):
    """What a document is called for short."""
    return re.sub(r"\s+", " ", (row.get("short") or row["title"]).strip())[:LONGEST_NAME]


def repealed(folder, known):
    """The ids of documents that a repeal clause in force names whole, with the ids of the documents that have it."""
    found = {}
    for path in sorted(Path(folder).rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        own = re.search(r'^refid: "?([^\n"]+)', text, re.M)
        if not own:
            continue
        listed = False
        for line in text.split("\n"):
            listed = bool(LISTS.search(line)) or (
                listed and (not line.strip() or bool(ITEM.match(line)))
            )
            if "pphevet ved" in line[:15] or not (listed or REPEALS.search(line)):
                continue
            for sentence in re.split(r"(?<=[a-zæøå)\d])\. (?=[A-ZÆØÅ])", line):
                said = REPEALS.search(sentence)
                if not (said or listed):
                    continue
                for cited in CITED.finditer(sentence):
                    kind, day, month, year, number = cited.groups()
                    refid = f"{kind.lower()}/{year}-{MONTHS.index(month.lower()) + 1:02}-{int(day):02}-{number}"
                    before = sentence[max(0, cited.start() - 40) : cited.start()]
                    after = sentence[cited.end() : cited.end() + 90]
                    if (
                        refid in known
                        or refid == own[1]
                        or IN_PART.search(before)
                        or AMENDS.match(after)
                    ):
                        continue
                    if IN_PART.search(
                        re.split(r"[,;] (?:forskrift|lov)\b| og (?:forskrift|lov)\b", after)[0]
                    ):
                        continue
                    if kind.lower() == "lov" and not own[1].startswith("lov/"):
                        continue  # a regulation only tells what became of the act
                    if own[1].partition("/")[2][:10] > refid.partition("/")[2][:10]:
                        found.setdefault(refid, own[1].strip())
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register")
    parser.add_argument("law")
    parser.add_argument("--as-of", required=True)
    parser.add_argument(
        "-o",
        "--output",
        default=str(Path(__file__).parents[1] / "src/regcheck/law/data/register.z"),
    )
    options = parser.parse_args()
    rows = [json.loads(line) for line in open(options.register, encoding="utf-8")]
    rows.sort(key=lambda row: row["refid"])
    laws = [
        "\t".join(
            (row["refid"], called(row), row.get("in_force", ""), ranges(row.get("sections", [])))
        )
        for row in rows
    ]
    names = collections.defaultdict(set)
    for row in rows:
        for name in names_of(
            NamedDocument(row["refid"], row["title"], row.get("short", ""), row.get("in_force", ""))
        ):
            if " " not in name or row["refid"].startswith("lov/"):
                names[name].add(row["refid"])
    one = sorted(f"{name}\t{' '.join(sorted(ids))}" for name, ids in names.items() if len(ids) <= 2)
    gone = sorted(
        f"{old}\t{new}"
        for old, new in repealed(options.law, {row["refid"] for row in rows}).items()
    )
    text = "\n\n".join((options.as_of, "\n".join(laws), "\n".join(one), "\n".join(gone)))
    packed = zlib.compress(text.encode("utf-8"), 9)
    Path(options.output).write_bytes(packed)
    print(
        f"{len(rows)} in force, {len(one)} names, {len(gone)} repealed; {len(text.encode())} bytes, packed {len(packed)}"
    )


if __name__ == "__main__":
    main()
