"""How often `apply` gives the consolidated text word for word, on real amendments.

    python benchmarks/apply.py AMENDMENTS LAW [MOST]

AMENDMENTS is a folder of amending acts and regulations, LAW one of consolidated Markdown that is
newer. For every change of one section whose history note names the amendment last, the section is
set back – what the change worded is given other words, what it added is taken out – and the change
is carried out again. The section must come out as it stands in the consolidated law.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from regcheck.changes.amending.apply import apply_changes
from regcheck.changes.amending.instructed import Change, changes_in
from regcheck.changes.amending.tree import LawUnit, UnitFinder, marker_end, read_tree, with_end
from regcheck.document.model import Document
from regcheck.law.address import Address, StepKind
from regcheck.law.vocabulary import MONTHS
from regcheck.readers.inputs import Input
from regcheck.readers.markdown import read_markdown

PINNED = "2026-07-02"
"""The day of the consolidated law: what enters into force later is not in it."""
OLD = "Gammel ordlyd står her."
_NOTE = re.compile(r"^\W*(?:Endre[ta]|Tilføyd|Føyd til|Endra|Opphevet)[^\n]*$", re.MULTILINE)
_DATES = re.compile(r"(\d{1,2}) (\w{3,9})\.? ?(\d{4}) nr\.? ?(\d+)")
_BEGUN = re.compile(r"(?:i kraft|ikr\.)(?: fra)? (\d{1,2}) (\w{3,9})\.? ?(\d{4})")
_IN_FORCE = re.compile(r"\((?:[^()]|\([^()]*\))*\)?")
_MARKS = re.compile(r"^\s*(?:[-*+] +)?(?:\(?\w{1,3}[.)] )?|[*_#>]+", re.MULTILINE)


def main(amendments: Path, law: Path, most: int) -> None:
    """Print the table."""
    counts: Counter[str] = Counter()
    odd: list[str] = []
    for path in sorted(amendments.iterdir())[:most]:
        amending = Input(str(path), str(path)).document()
        if not isinstance(amending, Document) or not amending.meta.kind.is_amending:
            continue
        for change in changes_in(amending):
            kind, how = measured(change, amending, law)
            counts[f"{kind}: {how}"] += 1
            if how not in ("word for word", "skipped"):
                odd.append(f"{how}\t{path.name}\t{change.refid}\t{change.instruction[:110]}")
    for line in odd:
        print(line)
    for name, number in sorted(counts.items()):
        print(f"{number:6}  {name}")
    tried = [n for name, n in counts.items() if not name.endswith("skipped")]
    right = sum(n for name, n in counts.items() if name.endswith("word for word"))
    print(f"{right} of {sum(tried)} word for word ({100 * right / max(sum(tried), 1):.1f} %)")


def measured(change: Change, amending: Document, law: Path) -> tuple[str, str]:
    """The kind of a change, and how it came out."""
    places = change.places
    kind = _kind(change)
    sections = {_section(place) for place in places}
    if kind in ("repeal", "words", "whole") or len(sections) != 1 or change.moved:
        return kind, "skipped"
    place = sections.pop()
    name = change.refid.replace("/", "-", 1)
    folder = "lover" if change.refid.startswith("lov/") else "forskrifter"
    path = law / folder / f"{name}.md"
    if place is None or not path.is_file():
        return kind, "skipped"
    data = path.read_bytes()
    now = read_markdown(data, str(path))
    if not isinstance(now, Document):
        return kind, "skipped"
    root = read_tree(now)
    section = UnitFinder(root).find(place)
    if section is None or not _is_last(section.written(), amending.meta.refid):
        return kind, "skipped"
    wanted = _plain(section.written())
    finder = UnitFinder(root)
    units = [(finder.find(one), one in change.added) for one in places]
    if any(unit is None for unit, _ in units):
        return kind, "skipped"
    for unit, added in units:
        if unit is not None:
            _set_back(unit, change, added=added)
    before = read_markdown(root.written().encode(), str(path))
    assert isinstance(before, Document)
    result = apply_changes(before, amending, [replace(change, refid=change.refid)])
    if result.undone:
        return kind, f"undone ({result.undone[0].why})"
    after = read_markdown(result.text.encode(), str(path))
    assert isinstance(after, Document)
    there = UnitFinder(read_tree(after)).find(place)
    if there is None:
        return kind, "section lost"
    found = _plain(there.written())
    if found == wanted:
        return kind, "word for word"
    pairs = enumerate(zip(found, wanted, strict=False))
    at = next((n for n, (mine, theirs) in pairs if mine != theirs), 0)
    if "--show" in sys.argv:
        around = slice(max(0, at - 4), at + 8)
        print(amending.meta.refid, place, *found[around], "|", *wanted[around])
    return kind, "other words"


def _kind(change: Change) -> str:
    if change.swapped:
        return "words"
    if change.repealed:
        return "repeal"
    places = [*change.worded, *change.added]
    if not places or not all(place.steps for place in places):
        return "whole"
    what = {place.steps[-1].kind.value for place in places}
    how = "new" if not change.worded else "worded" if not change.added else "both"
    return f"{how} {'+'.join(sorted(what))}"


def _section(place: Address) -> Address | None:
    for step in place.steps:
        if step.kind is StepKind.ARTICLE:
            return Address((step,))
    return None


def _is_last(section: str, refid: str) -> bool:
    """Whether the history note of a section names the amendment as its last change."""
    notes = _NOTE.findall(section)
    changes = _IN_FORCE.sub("", notes[-1]).rpartition("ndres ved") if notes else ("", "", "")
    dates = _DATES.findall(changes[2]) if not changes[1] else []
    begun = _BEGUN.findall(notes[-1]) if notes else []
    if not dates or not begun or _day(*begun[-1]) > PINNED:
        return False
    day, month, year, number = dates[-1]
    return refid.partition("/")[2] == f"{_day(day, month, year)}-{number}"


def _day(day: str, month: str, year: str) -> str:
    months = [n for n, name in enumerate(MONTHS, 1) if name.startswith(month.lower()[:3])]
    return f"{year}-{(months or [0])[0]:02}-{int(day):02}"


def _set_back(unit: LawUnit, change: Change, *, added: bool) -> None:
    if change.heading:
        unit.own = unit.own.replace(unit.heading, OLD)
        return
    if change.lead_in:
        start = marker_end(unit.own)
        unit.own = unit.own[:start] + with_end(OLD, unit.own)
        return
    if added:
        unit.drop()
        return
    if unit.kind is StepKind.ARTICLE:
        kept = [one for one in unit.children if one.kind is StepKind.NOTE]
        unit.children = [LawUnit(StepKind.PARAGRAPH, "", f"{OLD}\n\n", parent=unit), *kept]
        return
    marker, end = unit.own[: marker_end(unit.own)], unit.written()
    unit.children = []
    unit.own = marker + with_end(OLD, end)


def _plain(text: str) -> list[str]:
    """The words of a section without marks, labels of items and history notes."""
    text = _MARKS.sub("", _NOTE.sub("", text))
    return re.sub(r"\s+(?=[.,;:)])|(?<=\()\s+", "", " ".join(text.split())).split()


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if not one.startswith("--")]
    main(Path(given[0]), Path(given[1]), int(given[2]) if len(given) > 2 else 10_000)
