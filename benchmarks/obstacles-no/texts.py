"""The texts of the benchmark from public law, and its files from labels, ratings and readings.

    python benchmarks/obstacles-no/texts.py rebuild LAW... -o TEXTS
    python benchmarks/obstacles-no/texts.py export LAW... --wanted READINGS... --hidden READINGS
        READINGS RATINGS -o ANSWERS

LAW are folders or archives of acts and regulations, in Markdown or Lovdata's XML. `rebuild` writes
what `tables.py` and others read: a text for each provision, rated finding and document. `export` is
for those who keep the benchmark: it places readings of whole documents, and sets the hidden
answers aside.

A text is known by its letters and digits in lower case, white space, markup and list markers left
out, so that it is the same in every format; places are counted in these.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from score import DOCUMENTS, HIDDEN, PROVISIONS, RATINGS, lines_of

from regcheck.base.text.span import Span
from regcheck.document.model import Document, Node, NodeKind, Role
from regcheck.quality.evaluation.lines import Lines
from regcheck.quality.evaluation.rating_places import locate, text_span
from regcheck.quality.evaluation.rating_sheet import read_ratings
from regcheck.quality.evaluation.ratings import RatedFinding, read_rated
from regcheck.readers.inputs import Input, find_inputs

_ITEM = "- "
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without line breaks; `marker` is the number in front, `depth` how many
    lists are around it."""

    text: str
    heading: bool
    marker: str
    depth: int
    span: Span


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("rebuild", "export"):
        command = commands.add_parser(name)
        command.add_argument("law", nargs="+")
        command.add_argument("-o", "--output", type=Path, required=True)
    command.add_argument("--wanted", nargs="*", default=(), help="readings, first and second")
    command.add_argument("--hidden", nargs=3, required=True, help="readings, and ratings")
    given = parser.parse_args()
    if given.command == "rebuild":
        found = rebuild(given.law, given.output)
    else:
        found = export(given.law, given.wanted, given.hidden, given.output)
    print("\n".join(found))


def letters(text: str) -> str:
    """The letters and digits of a text in lower case."""
    return "".join(filter(str.isalnum, text)).lower()


def digest(pieces: Iterable[Piece]) -> str:
    """The name of a text by its letters."""
    return sha256("".join(letters(piece.text) for piece in pieces).encode()).hexdigest()[:16]


def letter_places(document: Document, pieces: Iterable[Piece]) -> list[int]:
    """Where each letter of the pieces stands in the source, in code points."""
    return [
        document.offsets.to_source(Span(at, at + 1)).start
        for piece in pieces
        for at in range(piece.span.start, piece.span.end)
        if document.text[at].isalnum()
    ]


def in_letters(places: Sequence[int], start: int, end: int) -> tuple[int, int] | None:
    """A stretch of the source counted in letters; None where it holds none."""
    first, last = bisect_left(places, start), bisect_left(places, end)
    return (first, last) if first < last else None


def whole(document: Document) -> list[Piece]:
    """All the pieces of a document, what publishers add left out."""
    return [piece for _, piece in _pieces(document)]


def articles(document: Document) -> Iterator[tuple[Node, list[Piece]]]:
    """The sections of a document with their pieces, headings first."""
    held: dict[int, tuple[Node, list[Piece]]] = {}
    for above, piece in _pieces(document):
        around = next((node for node in above if node.kind is NodeKind.ARTICLE), None)
        if around is not None:
            held.setdefault(id(around), (around, []))[1].append(piece)
    yield from held.values()


def _pieces(document: Document) -> Iterator[tuple[tuple[Node, ...], Piece]]:
    for leaf, above in zip(document.leaves, document.parents, strict=True):
        if leaf.role is Role.EDITORIAL:
            continue
        units = {id(node): node for node in (*above, leaf)}.values()
        mark = _marker(leaf)
        if leaf.kind is NodeKind.TEXT and above and above[-1].children[0] is leaf:
            mark = _marker(above[-1])
        depth = sum(node.kind is NodeKind.ITEM for node in units)
        text = leaf.span.of(document.text)
        yield above, Piece(text, leaf.kind is NodeKind.HEADING, mark, depth, leaf.span)


def _marker(node: Node) -> str:
    return next((value for key, value in node.attributes if key == "marker"), "")


def rebuild(law: Sequence[str], output: Path) -> Iterator[str]:
    """Write the texts that are found in the law; says how many of each task."""
    wanted = defaultdict(list)
    for record in lines_of(PROVISIONS):
        wanted[record["refid"], record["digest"]].append(record)
    readings = {record["refid"]: record for record in lines_of(DOCUMENTS)}
    named = {refid for refid, _ in wanted} | readings.keys()
    provisions: dict[str, tuple[Record, Record, Record]] = {}
    documents: dict[str, Record] = {}
    for name in ("law", "provisions"):
        (output / name).mkdir(parents=True, exist_ok=True)
    inputs = find_inputs(law, base=Path.cwd())
    for item, document in _documents(inputs):
        refid = document.meta.refid
        if refid not in named:
            continue
        pieces = whole(document)
        if refid in readings and digest(pieces) == readings[refid]["digest"]:
            documents[refid] = {
                "id": refid,
                "file": _kept(item, output),
                "text": "\n".join(piece.text for piece in pieces),
            }
        for article, some in articles(document):
            for record in wanted.get((refid, digest(some)), ()):
                provisions.setdefault(record["id"], _labelled(record, document, article, some))
    made = [provisions[key] for key in sorted(provisions)]
    for told, _, one in made:
        top = f'---\nrefid: "{told["refid"]}"\n---\n\n# {told["title"]}\n\n'
        unit = f"{top}### {told['address']}\n\n{told['text']}\n"
        (output / one["file"]).write_text(unit, "utf-8")
    for at, name in enumerate(("gold/provisions.jsonl", "gold/labels.jsonl", "provisions.jsonl")):
        _write(output / name, [one[at] for one in made])
    _write(output / "documents.jsonl", documents.values())
    yield f"provisions: {_share(len(made), sum(map(len, wanted.values())))}"
    yield from _rebuild_findings(inputs, output)
    yield f"documents: {_share(len(documents), len(readings))}"


def _rebuild_findings(inputs: Any, output: Path) -> Iterator[str]:
    """Write the words of rated findings and what stands around them."""
    rated = [*read_ratings([str(RATINGS)]).rated, *_hidden()]
    located = locate(rated, inputs)
    found: dict[str, Record] = {}
    for item, placed in zip(located.inputs, located.placed, strict=True):
        assert isinstance(item, Input)
        document = item.document()
        assert isinstance(document, Document)
        file = _kept(item, output)
        for one in placed:
            span = text_span(document.offsets, len(document.text), one.span)
            assert span is not None
            leaves = [leaf.span for leaf in document.leaves if leaf.span.overlaps(span)]
            found[one.rated.facts.id] = {
                "id": one.rated.facts.id,
                "file": file,
                "start": one.span.start,
                "end": one.span.end,
                "quote": span.of(document.text),
                "text": " ".join(leaf.of(document.text) for leaf in leaves),
            }
    _write(output / "attention.jsonl", found.values())
    yield f"attention: {_share(len(found), len({one.facts.id for one in rated}))}"


def _hidden() -> Iterator[RatedFinding]:
    """The findings whose ratings are hidden, with one that means nothing."""
    lines = Lines(str(HIDDEN))
    for number, record in enumerate(lines_of(HIDDEN), 1):
        one = read_rated(lines, number, {**record, "rating": "note"})
        assert one is not None, lines.problems
        yield one


def _documents(inputs: Any) -> Iterator[tuple[Input, Document]]:
    for item in inputs:
        document = item.document(inputs.limits) if isinstance(item, Input) else item
        if isinstance(document, Document):
            yield item, document


def _kept(item: Input, folder: Path) -> str:
    """The place of a copy of the document as it was published."""
    name = f"law/{PurePosixPath(item.path).name}"
    data = item.read()
    assert isinstance(data, bytes)
    (folder / name).write_bytes(data)
    return name


def _write(file: Path, records: Iterable[Record]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _share(found: int, of: int) -> str:
    return f"{found:,} of {of:,} found, {found / of:.4f}"


def _labelled(
    record: Record, document: Document, article: Node, pieces: Sequence[Piece]
) -> tuple[Record, Record, Record]:
    """A provision as Markdown and its labels with their words, as `regcheck evaluate` reads them;
    and its text of nothing but what is counted."""
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
        {
            "id": record["id"],
            "file": f"provisions/{record['id']}.md",
            "text": "\n".join(piece.text for piece in pieces),
        },
    )


def export(
    law: Sequence[str], wanted: Sequence[str], hidden: Sequence[str], output: Path
) -> Iterator[str]:
    """Write the readings of whole documents by letters, and the findings whose ratings are hidden;
    the hidden answers go to `output`."""
    public = [_readings(wanted[at : at + 2]) for at in range(0, len(wanted), 2)]
    splits = [*((each, "") for each in public), (_readings(hidden[:2]), "hidden")]
    entries = {name: (read, split) for each, split in splits for name, read in each.items()}
    lines, answers = [], []
    lost = 0
    for item, document in _documents(find_inputs(law, base=Path.cwd())):
        name = PurePosixPath(item.path).name
        if name not in entries:
            continue
        read, split = entries.pop(name)
        pieces = whole(document)
        placed = _placed(document, letter_places(document, pieces), read)
        lost += sum(map(len, read)) - sum(map(len, placed))
        split = split or ("dev" if len(placed) > 1 else "train")
        told = {"id": document.meta.refid, "readings": placed}
        answers += [told] if split == "hidden" else []
        text = "".join(piece.text for piece in pieces)
        lines.append(
            {
                "refid": document.meta.refid,
                "split": split,
                "digest": digest(pieces),
                "letters": len(letters(text)),
                "words": sum(len(piece.text.split()) for piece in pieces),
                "readings": [] if split == "hidden" else placed,
            }
        )
    known = {line["refid"] for line in lines}
    kept = []
    for one in read_ratings(hidden[2:]).rated:
        if one.facts.split == "dev" and one.facts.refid not in known:
            kept.append(
                {**one.record, "split": "hidden", "rating": None, "reason": None, "gate": None}
            )
            answers.append({"id": one.facts.id, "rating": one.rating, "reason": one.reason})
    _write(DOCUMENTS, sorted(lines, key=lambda line: (line["split"], line["refid"])))
    _write(HIDDEN, kept)
    _write(output, answers)
    yield f"{len(lines)} documents, {len(entries)} not found; {lost} entries without letters"
    yield f"{len(kept)} findings whose ratings are hidden"


def _readings(files: Sequence[str]) -> Mapping[str, list[list[Record]]]:
    """For each document what each reader wants changed."""
    found: dict[str, list[list[Record]]] = {}
    for file in files:
        mine: dict[str, list[Record]] = defaultdict(list)
        for entry in lines_of(Path(file)):
            mine[f"{entry['file'].removesuffix('.md')}.md"].append(entry)
        for name, entries in mine.items():
            found.setdefault(name, []).append(entries)
    return found


def _placed(
    document: Document, places: Sequence[int], readings: Iterable[Iterable[Record]]
) -> list[list[list[Any]]]:
    """Entries by letters: first, the one after the last, kind, trouble, look, weight."""
    source = document.source_text
    placed = []
    for entries in readings:
        mine = []
        for entry in entries:
            start = entry["start"] if "start" in entry else source.find(entry["quote"])
            end = entry.get("end", start + len(entry.get("quote", "")))
            stretch = in_letters(places, start, end) if start >= 0 else None
            if stretch:
                said = (entry.get(key) for key in ("kind", "trouble", "look", "weight"))
                mine.append([*stretch, *said])
        placed.append(sorted(mine, key=str))
    return placed


if __name__ == "__main__":
    main()
