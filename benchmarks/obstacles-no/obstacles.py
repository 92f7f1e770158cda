"""The benchmark's own work: its file from labelled provisions, and labelled provisions from its
file and public law.

    python benchmarks/obstacles-no/obstacles.py texts LAW... -o FOLDER
    python benchmarks/obstacles-no/obstacles.py agreement
    python benchmarks/obstacles-no/obstacles.py export FOLDER

`texts` reads law (folders or archives, Markdown or Lovdata's XML), finds the provisions by their
digests and writes `provisions.jsonl` and `labels.jsonl`, which `regcheck evaluate` and
`baselines.py` read. `agreement` says how far readers of the ratings agree. `export` makes the
benchmark's file from such a folder.

A provision is known by its letters and digits in lower case, white space, markup and list markers
left out, so that it is the same in every format; labels are counted in these.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from regcheck.base.text.span import Span
from regcheck.document.model import Document, Node, NodeKind, Role, Unreadable
from regcheck.quality.evaluation.gold import (
    LABELS,
    PROVISIONS,
    LabelledProvision,
    find_gold,
    read_gold,
)
from regcheck.readers.inputs import find_inputs
from regcheck.readers.markdown import read_markdown
from regcheck.run.pipeline import read_each

HERE = Path(__file__).parent
FILE = HERE / "provisions.jsonl"
RATINGS = HERE.parents[1] / "corpora" / "ratings"
_ITEM = "- "
_DRAWS = 1_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a provision without line breaks; `marker` is the number in front, `depth` how
    many lists are around it."""

    text: str
    heading: bool
    marker: str
    depth: int
    span: Span


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    texts = commands.add_parser("texts")
    texts.add_argument("law", nargs="+")
    texts.add_argument("-o", "--output", type=Path, required=True)
    commands.add_parser("agreement")
    commands.add_parser("export").add_argument("gold")
    given = parser.parse_args()
    if given.command == "texts":
        print(rebuild(given.law, given.output))
    elif given.command == "agreement":
        print(agreement(RATINGS))
    else:
        print(export(given.gold))


def letters(text: str) -> str:
    """The letters and digits of a text in lower case."""
    return "".join(filter(str.isalnum, text)).lower()


def digest(pieces: Sequence[Piece]) -> str:
    """The name of a provision by its letters."""
    return sha256("".join(letters(piece.text) for piece in pieces).encode()).hexdigest()[:16]


def articles(document: Document) -> Iterator[tuple[Node, list[Piece]]]:
    """The sections of a document with their pieces, headings first and what publishers add left
    out."""
    held: dict[int, tuple[Node, list[Piece]]] = {}
    for leaf, above in zip(document.leaves, document.parents, strict=True):
        around = [node for node in above if node.kind is NodeKind.ARTICLE]
        if not around or leaf.role is Role.EDITORIAL:
            continue
        units = {id(node): node for node in (*above, leaf)}.values()
        pieces = held.setdefault(id(around[0]), (around[0], []))[1]
        mark = next((value for key, value in leaf.attributes if key == "marker"), "")
        if leaf.kind is NodeKind.TEXT and above[-1].children[0] is leaf:
            mark = next((value for key, value in above[-1].attributes if key == "marker"), "")
        depth = sum(node.kind is NodeKind.ITEM for node in units)
        heading = leaf.kind is NodeKind.HEADING
        pieces.append(Piece(leaf.span.of(document.text), heading, mark, depth, leaf.span))
    yield from held.values()


def export(gold: str, file: Path = FILE) -> str:
    """Write the benchmark's file from labelled provisions; says how many were left out."""
    left = 0
    lines = []
    for provision in read_gold(*find_gold([gold])).provisions:
        document = read_markdown(provision.unit.encode(), "provision.md")
        if isinstance(document, Unreadable) or provision.labels is None:
            raise SystemExit(f"{provision.id}: cannot be read")
        found = list(articles(document))
        if len(found) != 1 or all(piece.heading for piece in found[0][1]):
            left += 1
            continue
        lines.append(json.dumps(_record(provision, document, *found[0]), ensure_ascii=False))
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return f"{len(lines)} provisions, {left} left out"


def _record(
    provision: LabelledProvision, document: Document, article: Node, pieces: Sequence[Piece]
) -> dict[str, Any]:
    """One line of the benchmark's file. Labels are category, level, first letter, the letter after
    the last, and a second category that is right too."""
    places = [
        document.offsets.to_source(Span(at, at + 1)).start
        for piece in pieces
        for at in range(piece.span.start, piece.span.end)
        if document.text[at].isalnum()
    ]
    labels = []
    for label in provision.labels or ():
        inside = [at for at, place in enumerate(places) if place in range(*label.span)]
        if inside:
            also = [label.also] if label.also else []
            labels.append([label.category, label.level, inside[0], inside[-1] + 1, *also])
    return {
        "id": provision.id,
        "split": provision.split,
        "refid": provision.refid,
        "address": article.address.path,
        "lang": provision.language,
        "digest": digest(pieces),
        "labels": labels,
    }


def rebuild(law: Sequence[str], output: Path, file: Path = FILE) -> str:
    """Write the labelled provisions that are found in the law; says how many."""
    wanted = defaultdict(list)
    for line in file.read_text("utf-8").splitlines():
        record = json.loads(line)
        wanted[record["refid"], record["digest"]].append(record)
    documents = {refid for refid, _ in wanted}
    number = sum(map(len, wanted.values()))
    found: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    for document in read_each(find_inputs(law, base=Path.cwd())):
        if isinstance(document, Unreadable) or document.meta.refid not in documents:
            continue
        for article, pieces in articles(document):
            for record in wanted.get((document.meta.refid, digest(pieces)), ()):
                found.setdefault(record["id"], _labelled(record, document, article, pieces))
    output.mkdir(parents=True, exist_ok=True)
    for name, which in ((PROVISIONS, 0), (LABELS, 1)):
        lines = [json.dumps(found[key][which], ensure_ascii=False) for key in sorted(found)]
        (output / name).write_text("\n".join(lines) + "\n", "utf-8")
    return f"{len(found):,} of {number:,} provisions found"


def _labelled(
    record: dict[str, Any], document: Document, article: Node, pieces: Sequence[Piece]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A provision with its text, and its labels with their words, as `regcheck evaluate` reads
    them."""
    headed = pieces[0].heading
    label = article.label.removeprefix("artikkel")
    sign = "Artikkel" if article.label.startswith("artikkel") else "§"
    whole = f"{sign} {label}. "
    places = []
    for at, piece in enumerate(pieces):
        if at == 1 or (at == 0 and not headed):
            whole += "\n\n"
        elif at:
            whole += "\n" if piece.depth and pieces[at - 1].depth else "\n\n"
        if at or not headed:
            whole += "  " * (piece.depth - 1) + _ITEM * bool(piece.depth)
            whole += f"{piece.marker} " * bool(piece.marker and piece.marker != "-")
        places += [len(whole) + i for i, char in enumerate(piece.text) if char.isalnum()]
        whole += piece.text
    address, _, text = whole.partition("\n\n")
    marked = []
    for category, level, start, end, *also in record["labels"]:
        quote = whole[places[start] : places[end - 1] + 1]
        before = whole[: places[start]].count(quote)
        n = {"n": before + 1} if before or whole.count(quote) > 1 else {}
        more = {"also": also[0]} if also else {}
        marked.append({"cat": category, "quote": quote, "level": level, **n, **more})
    said = {key: record[key] for key in ("id", "split", "refid", "lang")}
    return (
        {**said, "title": document.meta.title, "address": address.strip(), "text": text},
        {"id": record["id"], "labels": marked},
    )


def agreement(folder: Path) -> str:
    """How far pairs of readers agree on whether to act, and kappa over the three ratings, with
    intervals from a bootstrap over findings."""
    read = defaultdict(list)
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            record = json.loads(line)
            if record["rating"]:
                read[file.name, record["id"]].append(record["rating"])
    pairs = [(both[0], both[1]) for both in read.values() if len(both) > 1]
    lines = [f"{len(read)} rated findings, {len(pairs)} of them by two readers"]
    for name, measure in (("act or not", _same), ("kappa", _kappa)):
        chance = random.Random(1)
        drawn = sorted(measure(chance.choices(pairs, k=len(pairs))) for _ in range(_DRAWS))
        low, high = drawn[_DRAWS // 40], drawn[-_DRAWS // 40]
        lines.append(f"{name}: {measure(pairs):.2f} [{low:.2f}, {high:.2f}]")
    return "\n".join(lines)


def _same(pairs: Sequence[tuple[str, str]]) -> float:
    return sum((a == "act") == (b == "act") for a, b in pairs) / len(pairs)


def _kappa(pairs: Sequence[tuple[str, str]]) -> float:
    seen = sum(a == b for a, b in pairs) / len(pairs)
    first, second = (Counter(pair[i] for pair in pairs) for i in (0, 1))
    chance = sum(first[key] * second[key] for key in first) / len(pairs) ** 2
    return (seen - chance) / (1 - chance)


if __name__ == "__main__":
    main()
