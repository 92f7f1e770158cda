"""How well decisions are read: what two readers of whole texts agree on, and what regcheck reads.

    python benchmarks/decisions.py [FOLDER] [--split train|test|all] [--errors]
    python benchmarks/decisions.py [FOLDER] --keep READING… -o FACTS

FOLDER holds the law that was read (default: `REGCHECK_SHARED` or `../shared`, `lovdata/markdown`).
The labels are `corpora/decisions/*.jsonl`, one file a reader: places and values of boxes, no words
(README.md there). `--errors` lists what was missed, invented or filled otherwise, in the split
`train` alone; documents in `fresh*.jsonl` are `test`, of which only totals are looked at. `--keep`
makes such facts of readings with their quotes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from regcheck.base.text.span import Span
from regcheck.decisions.model import DUTIES, Decision
from regcheck.decisions.read import decisions_in
from regcheck.document.model import Document
from regcheck.quality.evaluation.ratings import digest
from regcheck.run.api import read

LABELS = Path(__file__).parents[1] / "corpora" / "decisions"
Label = dict[str, Any]
BOXES = ("act", "decider", "strength", "initiative", "party time", "authority time", "appeal")
_STATES = ("not said", "general law")


class Read(NamedTuple):
    """A decision that regcheck read, by places in the source: its main clause, its sentence, its
    conditions with their natures, and its boxes."""

    words: Span
    sentence: Span
    section: int
    acts: frozenset[str]
    duty: bool
    conditions: list[tuple[Span, str]]
    boxes: dict[str, Any]


def main() -> None:
    """Print the table, or write facts."""
    shared = Path(os.environ.get("REGCHECK_SHARED", "../shared"))
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=shared / "lovdata" / "markdown")
    parser.add_argument("--split", choices=("train", "test", "all"), default="all")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--keep", nargs="+", type=Path)
    parser.add_argument("-o", dest="output", type=Path)
    given = parser.parse_args()
    files = {path.name: path for path in sorted(given.folder.rglob("*.md"))}
    if given.keep:
        lines = [line for path in given.keep for line in path.read_text("utf-8").splitlines()]
        facts = [fact_of(json.loads(line), files) for line in lines if line.strip()]
        given.output.write_text("".join(f"{json.dumps(one)}\n" for one in facts), "utf-8")
        return
    fresh, known = (
        fresh_files(),
        [by_file(LABELS / f"{name}.jsonl") for name in ("first", "second")],
    )
    readers = [{**old, **new} for old, new in zip(known, fresh, strict=True)] if fresh else known
    count: Counter[tuple[str, str]] = Counter()
    for name in sorted(set.intersection(*(set(one) for one in readers))):
        split = "test" if any(name in one for one in fresh) else "train"
        if given.split in (split, "all"):
            listed = given.errors and split == "train"
            score_file(files[name], [one[name] for one in readers], count, listed=listed)
    print_table(count)


def fresh_files() -> list[dict[str, list[Label]]]:
    """The labels of two readers of documents that nobody has read since, `fresh*.jsonl` in order,
    by file; empty while there are none."""
    return [by_file(path) for path in sorted(LABELS.glob("fresh*.jsonl"))]


def by_file(path: Path) -> dict[str, list[Label]]:
    """The labels of a reader by file."""
    found: dict[str, list[Label]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        one = json.loads(line)
        found[one["file"]].append(one)
    return found


# ---- facts from readings


def fact_of(one: Label, files: dict[str, Path]) -> Label:
    """A line of a reading without any words of the law."""
    text = files[one["file"]].read_text("utf-8")
    fact: Label = {"file": one["file"], "text": hashlib.sha256(text.encode()).hexdigest()[:16]}
    address = one["address"]
    fact |= {"address": address, "act": one["act"]}
    if not one["act"]:
        return fact
    section = _place_of(address, text)
    own = _place(text, one["quote"], section)
    fact |= {"start": own.start, "end": own.end, "words": digest(one["quote"])}
    fact["decider"] = _box(one["decider"], text, own.start)
    fact["strength"] = one["strength"]
    time = one["time"]
    fact["time"] = {key: _box(time.get(key, "not said"), text, own.start) for key in time}
    if "initiative" in one:
        fact["initiative"] = one["initiative"]["is"]
    for key in ("result", "appeal", "consequence", "to", "how"):
        if key in one:
            fact[key] = _box(one[key], text, own.start)
    found = []
    for each in one.get("conditions", ()):
        near = _place_of(each["where"], text) if "§" in each["where"] else own.start
        place = _place(text, each["quote"], near)
        kept = {"start": place.start, "end": place.end, "is": each["is"], "where": each["where"]}
        found.append(kept | ({"moved": True} if each.get("moved") else {}))
    if "conditions" in one:
        fact |= {"conditions": found, "join": one.get("join", "unclear")}
    return fact


def _place_of(address: str, text: str) -> int:
    """Where the section of an address begins."""
    number = re.search(r"§ ?(\d+(?:[-.]\d+)*(?: ?[a-z]\b)?)", address)
    heading = rf"^#+ § ?{re.escape(number[1])}\." if number else rf"^#+ {re.escape(address)}"
    found = re.search(heading, text, re.MULTILINE)
    return found.start() if found else 0


def _place(text: str, words: str, near: int) -> Span:
    """Where words stand: the first from a place on, else the first at all."""
    at = text.find(words, near)
    at = at if at >= 0 else text.index(words)
    return Span(at, at + len(words))


def _box(said: str, text: str, near: int) -> Label:
    """How a box is filled, and the place of its words where they stand in the text."""
    if said in _STATES:
        return {"is": said.replace(" ", "-")}
    elsewhere = re.match(r"in (§ ?[^:]*)(?:: ?)?", said)
    words = said[elsewhere.end() :] if elsewhere else said
    if elsewhere:
        near = _place_of(elsewhere[1], text)
    fact: Label = {"is": "elsewhere" if elsewhere else "words"}
    parts = [words, *words.split("/")] if words else []
    for part in parts:
        at = text.find(part.strip(), near)
        at = at if at >= 0 else text.find(part.strip())
        if at >= 0:
            return fact | {"start": at, "end": at + len(part.strip())}
    return fact


# ---- what is read


def read_file(path: Path) -> tuple[Document, list[Read]]:
    """A document and its decisions by places in the source."""
    document = read(path)
    assert isinstance(document, Document)
    heads = _heads(document.source_text)
    return document, [_read(document, one, heads) for one in decisions_in(document)]


def _heads(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"^#", text, re.MULTILINE)]


def _section(heads: Sequence[int], at: int) -> int:
    return sum(head <= at for head in heads)


def _read(document: Document, one: Decision, heads: Sequence[int]) -> Read:
    source = document.offsets.to_source
    words = source(one.words)
    boxes = {
        "decider": one.decider.text.lower() if one.decider.said else "",
        "strength": str(one.strength),
        "initiative": str(one.initiative),
        "party time": one.party_time.said,
        "authority time": one.time.said,
        "appeal": one.appeal.said,
    }
    acts = frozenset(map(str, one.acts))
    conditions = [(source(each.span), str(each.nature)) for each in one.conditions]
    return Read(
        words, source(one.sentence), _section(heads, words.start), acts, one.is_duty, conditions,
        boxes,
    )  # fmt: skip


# ---- the score


def score_file(
    path: Path, readers: Sequence[list[Label]], count: Counter[tuple[str, str]], *, listed: bool
) -> None:
    """Count the labels of two readers of a file against each other and against what is read."""
    document, found = read_file(path)
    text, heads = document.source_text, _heads(document.source_text)
    first, second = ([one for one in labels if one["act"]] for labels in readers)
    for one in (*first, *second):
        one["section"] = _section(heads, one["start"])
    pairs = list(_pairs(first, second))
    count["documents", "all"] += 1
    count["sections", "all"] += len({one["address"].partition(" (")[0] for one in readers[0]})
    count["readers", "all"] += len(first) + len(second)
    count["readers", "good"] += 2 * len(pairs)
    for one, other in pairs:
        _score_readers(one, other, text, count)
        same = [made for made in found if _same(one, made) or _same(other, made)]
        kind = "duties" if one["act"][0] in DUTIES else "decisions"
        count[f"{kind} found", "all"] += 1
        count[f"{kind} found", "good"] += bool(same)
        if same:
            best = max(same, key=lambda made: _closeness(made, one, other))
            _score_boxes(one, other, best, text, count, listed=listed)
        elif listed:
            print(f"{path.name} {one['address']} MISSED {kind} {one['act']} {_of(text, one)!r}")
    for made in found:
        kind = "duties" if made.duty else "decisions"
        count[f"{kind} invented", "all"] += 1
        if not any(_same(one, made) for one in (*first, *second)):
            count[f"{kind} invented", "good"] += 1
            if listed:
                words = text[made.words.start : made.words.end]
                print(f"{path.name} INVENTED {kind} {[*made.acts]} {words!r}")


def _of(text: str, one: Label) -> str:
    return text[one["start"] : one["end"]]


def _pairs(first: Sequence[Label], second: Sequence[Label]) -> Iterator[tuple[Label, Label]]:
    """What both readers have: overlapping quotes, else the same act in the same section."""
    free = list(second)
    for meets in (_overlap, _same_act):
        for one in first:
            if "pair" not in one and (other := next((o for o in free if meets(one, o)), None)):
                free.remove(other)
                one["pair"] = True
                yield one, other


def _overlap(one: Label, other: Label) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _same_act(one: Label, other: Label) -> bool:
    return one["section"] == other["section"] and bool({*one["act"]} & {*other["act"]})


def _same(one: Label, read: Read) -> bool:
    """Whether a label and what was read are one: overlapping words or the same act in a section."""
    place = {"start": read.words.start, "end": read.words.end}
    return _overlap(one, place) or _same_act(one, {"section": read.section, "act": read.acts})


def _closeness(read: Read, one: Label, other: Label) -> tuple[int, int]:
    def shared(label: Label) -> int:
        return int(min(label["end"], read.words.end) - max(label["start"], read.words.start))

    acts = bool(read.acts & {*one["act"], *other["act"]})
    return (acts + 2 * (shared(one) > 0 or shared(other) > 0), max(shared(one), shared(other)))


def _filled(one: Label, box: str, text: str) -> Any:
    """What a reader puts in a box, comparable with what is read; None without the box."""
    if box == "act":
        return frozenset(one["act"])
    if box in ("strength", "initiative"):
        return one.get(box)
    if box == "decider":
        said = one["decider"]
        if "start" in said:
            return text[said["start"] : said["end"]].lower()
        return None if said["is"] in ("words", "elsewhere") else ""
    said = one.get("appeal") if box == "appeal" else one["time"].get(box.partition(" ")[0])
    return said and said["is"] in ("words", "elsewhere")


def _agree(box: str, one: Any, other: Any) -> bool:
    if box == "act":
        return bool(one & other)
    if box == "decider":
        return bool(one) == bool(other) and (not one or bool(_names(one) & _names(other)))
    return bool(one == other)


def _names(words: str) -> set[str]:
    """The long words of a name, by beginnings that their inflected forms share."""
    return {word[:8] for word in re.findall(r"\w+", words) if len(word) > 3} or {words}


def _score_readers(one: Label, other: Label, text: str, count: Counter[tuple[str, str]]) -> None:
    for box in BOXES:
        values = [_filled(label, box, text) for label in (one, other)]
        if None not in values:
            count[f"readers: {box}", "all"] += 1
            count[f"readers: {box}", "good"] += _agree(box, *values)
    mine, theirs = one.get("conditions", []), other.get("conditions", [])
    count["readers: conditions", "all"] += len(mine) + len(theirs)
    for some, others in ((mine, theirs), (theirs, mine)):
        for each in some:
            met = next((o for o in others if _overlap(each, o)), None)
            count["readers: conditions", "good"] += met is not None
            if met is not None:
                count["readers: fact or not", "all"] += 1
                count["readers: fact or not", "good"] += (each["is"] == "fact") == (
                    met["is"] == "fact"
                )


def _score_boxes(
    one: Label, other: Label, read: Read, text: str, count: Counter[tuple[str, str]], *,
    listed: bool,
) -> None:  # fmt: skip
    """Count the boxes that both readers fill alike."""
    where = f"  {one['file']} {one['address']} {_of(text, one)[:70]!r}"
    for box in BOXES:
        mine, theirs = (_filled(label, box, text) for label in (one, other))
        if mine is None or theirs is None or not _agree(box, mine, theirs):
            continue
        value = read.acts if box == "act" else read.boxes[box]
        wanted = mine | theirs if box == "act" else mine
        good = _agree(box, wanted, value) or (box == "decider" and _agree(box, theirs, value))
        count[box, "all"] += 1
        count[box, "good"] += good
        if listed and not good:
            print(f"{where} {box.upper()} {mine!r} read {value!r}")
    both = []
    for each in one.get("conditions", []):
        met = next((o for o in other.get("conditions", []) if _overlap(each, o)), None)
        if met is not None:
            both.append((each, met))
    for each, met in both:
        count["conditions found", "all"] += 1
        hits = [(span, nature) for span, nature in read.conditions
                if _overlap(each, {"start": span.start, "end": span.end})]  # fmt: skip
        count["conditions found", "good"] += bool(hits)
        if not hits and listed:
            print(f"{where} CONDITION missed {each['where']} {each['is']} {_of(text, each)[:90]!r}")
        fact = each["is"] == "fact"
        if hits and fact == (met["is"] == "fact"):
            closest = min(hits, key=lambda hit: abs(hit[0].start - each["start"]) + abs(
                hit[0].end - each["end"]))  # fmt: skip
            good = (closest[1] == "fact") == fact
            count["fact or not", "all"] += 1
            count["fact or not", "good"] += good
            if not good and listed:
                words = text[closest[0].start : closest[0].end]
                print(f"{where} NATURE {each['is']} {_of(text, each)[:90]!r} read {words[:120]!r}")
    labelled = one.get("conditions", []) + other.get("conditions", [])
    for span, _ in read.conditions if not read.duty else ():
        count["conditions invented", "all"] += 1
        met = any(_overlap(each, {"start": span.start, "end": span.end}) for each in labelled)
        count["conditions invented", "good"] += not met
        if not met and listed:
            print(f"{where} NO CONDITION {text[span.start : span.end][:100]!r}")


def print_table(count: Counter[tuple[str, str]]) -> None:
    """A line for each share."""
    for name in dict.fromkeys(name for name, _ in count):
        all_, good = count[name, "all"], count[name, "good"]
        share = f"{good / all_:.3f}  {good} of {all_}" if (name, "good") in count else str(all_)
        print(f"{name:28} {share}")


if __name__ == "__main__":
    main()
