"""Labelled provisions: what a careful reader marked, and where it is in the provision. See
«Measuring» in the documentation for the two files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from msgspec import Meta

from regcheck.base.datafiles.data_files import read_bytes
from regcheck.base.errors import DataError, Problem, UsageError
from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.packs.categories import labelled_categories
from regcheck.packs.load import load_manifests
from regcheck.packs.source_files import builtin_folder
from regcheck.quality.evaluation.lines import (
    CONTROL,
    Line,
    Lines,
    Text,
    fault,
    short_text,
    unknown_value,
)

DEFINITION = "definition"
"""What a label may be about beside categories of rules: the words that define a term."""
PROVISIONS, LABELS = "provisions.jsonl", "labels.jsonl"
MAX_BYTES = 512 * 1024 * 1024
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Label:
    """Words that a reader marked, with their place in `unit`; `also` is a second right category."""

    category: str
    quote: str
    level: str
    span: Span
    also: str = ""

    @property
    def categories(self) -> frozenset[str]:
        """The categories of findings that are right here."""
        return frozenset({self.category, self.also} - {""})


class LabelledProvision(Value, frozen=True, rename={"language": "lang"}):
    """A provision of a gold standard; `labels` is None where nobody has read it."""

    id: Line
    split: Line
    refid: Annotated[str, Meta(pattern=rf'^(?=.*\S)[^"\\{CONTROL}]+\Z')]
    title: Line
    address: Line
    language: Literal["nb", "nn"]
    text: Text
    labels: tuple[Label, ...] | None = None

    @property
    def unit(self) -> str:
        """The provision as a Markdown document of its own; label spans are offsets in it."""
        return f"{self._above}### {self.address}\n\n{self.text}\n"

    @property
    def heading(self) -> Span:
        """From the line break before the heading to the one after it, in `unit`."""
        start = len(self._above)
        return Span(start - 1, start + len("### ") + len(self.address))

    @property
    def _above(self) -> str:
        return f'---\nrefid: "{self.refid}"\n---\n\n# {self.title}\n\n'


class _LabelRow(Value, frozen=True, rename={"category": "cat"}):
    """A label as it is written; `definition` says what the marked words define."""

    category: str
    quote: Text
    level: Literal["must", "may"]
    also: str = ""
    n: Annotated[int, Meta(ge=1)] | None = None
    definition: str = ""


class _LabelsRow(Value, frozen=True):
    id: Line
    labels: tuple[_LabelRow, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold standard, provisions in the order of the file; `digest` is a SHA-256 of both files."""

    provisions: tuple[LabelledProvision, ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Fold:
    """One part of `of` equal ones, or with `others` all but that one; 1-based."""

    number: int
    of: int
    others: bool = False

    def holds(self, refid: str) -> bool:
        """Whether a document is in this fold, always the same one."""
        digest = hashlib.sha256(refid.encode("utf-8", "surrogatepass")).digest()
        return (int.from_bytes(digest[:8], "big") % self.of + 1 == self.number) is not self.others


def parse_fold(text: str) -> Fold:
    """`1/5` is the first of five parts, `-1/5` the other four. Raises UsageError otherwise."""
    number, slash, of = text.removeprefix("-").partition("/")
    digits = all(part.isdecimal() and part.isascii() and len(part) < 4 for part in (number, of))
    if not slash or not digits or int(of) < 2 or not 1 <= int(number) <= int(of):
        raise UsageError(fault("wrong_fold", value=text or fault("empty")))
    return Fold(int(number), int(of), text.startswith("-"))


def chosen_of(known: Sequence[tuple[str, str, T]], split: str, fold: Fold | None) -> list[T]:
    """Those of a split (`all` for every one) and a fold. Raises UsageError for an unknown split."""
    splits = {own for own, _, _ in known} - {""}
    if split != "all" and split not in splits:
        named = ", ".join(sorted(splits)) or "all"
        raise UsageError(fault("wrong_split", value=split or fault("empty"), splits=named))
    return [
        one
        for own, document, one in known
        if split in ("all", own) and (fold is None or fold.holds(document))
    ]


def choose_provisions(
    gold: Gold, split: str = "all", fold: Fold | None = None
) -> list[LabelledProvision]:
    """The provisions of a split and fold. Raises UsageError when none has labels."""
    chosen = chosen_of([(one.split, one.refid, one) for one in gold.provisions], split, fold)
    if all(provision.labels is None for provision in chosen):
        raise UsageError(fault("nothing_labelled"))
    return chosen


def find_gold(places: Sequence[str]) -> tuple[Path, Path]:
    """The two files of a gold standard: those in the one folder named, or the two files named, the
    provisions first. Raises UsageError for anything else."""
    if len(places) == 1:
        folder = Path(places[0])
        files = (folder / PROVISIONS, folder / LABELS)
    elif len(places) == 2:
        files = (Path(places[0]), Path(places[1]))
    else:
        raise UsageError(fault("name_the_gold", provisions=PROVISIONS, labels=LABELS))
    for file in files:
        if not file.is_file():
            missing = fault("no_gold", file=str(file), provisions=PROVISIONS, labels=LABELS)
            raise UsageError(missing)
    return files


@cache
def categories(places: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """What a label may be about: the labelled categories of rules, and definitions."""
    return (*labelled_categories(load_manifests(places or (builtin_folder(),))), DEFINITION)


def read_gold(provisions: Path, labels: Path, places: tuple[Path, ...] = ()) -> Gold:
    """A gold standard from its files. Raises DataError with every problem, or UsageError."""
    first, second = (read_bytes(path, MAX_BYTES) for path in (provisions, labels))
    return parse_gold(first, second, str(provisions), str(labels), places)


def parse_gold(
    provisions: bytes,
    labels: bytes,
    provisions_path: str = PROVISIONS,
    labels_path: str = LABELS,
    places: tuple[Path, ...] = (),
) -> Gold:
    """A gold standard from the bytes of its files. Raises DataError with every problem."""
    first, second = Lines(provisions_path), Lines(labels_path)
    units = _provisions(first, provisions)
    found = _labels(second, labels, units, categories(places))
    problems: list[Problem] = [*first.problems, *second.problems]
    if not units and not problems:
        first.problem(0, fault("no_provision"))
        problems = first.problems
    if problems:
        raise DataError(problems)
    digest = hashlib.sha256(provisions + b"\0" + labels).hexdigest()
    whole = (replace(unit, labels=found.get(unit.id)) for unit in units.values())
    return Gold(tuple(whole), digest)


def _provisions(lines: Lines, data: bytes) -> dict[str, LabelledProvision]:
    units: dict[str, LabelledProvision] = {}
    places: dict[str, int] = {}
    for number, record in lines.objects(data):
        unit = lines.read(number, record, LabelledProvision)
        if unit is None:
            continue
        if unit.split == "all":
            lines.problem(number, fault("split_all"), fault("means_every_split"))
        elif _is_first(lines, number, unit.id, places):
            units[unit.id] = unit
    return units


def _labels(
    lines: Lines, data: bytes, units: dict[str, LabelledProvision], known: Sequence[str]
) -> dict[str, tuple[Label, ...]]:
    found: dict[str, tuple[Label, ...]] = {}
    places: dict[str, int] = {}
    for number, record in lines.objects(data):
        row = lines.read(number, record, _LabelsRow)
        if row is None or not _is_first(lines, number, row.id, places):
            continue
        unit = units.get(row.id)
        if unit is None:
            lines.problem(number, fault("unknown_id", id=row.id))
            continue
        read = [
            _label(lines, number, place, one, unit, known=known)
            for place, one in enumerate(row.labels, 1)
        ]
        found[row.id] = tuple(label for label in read if label is not None)
    return found


def _is_first(lines: Lines, number: int, uid: str, places: dict[str, int]) -> bool:
    first = places.setdefault(uid, number)
    if first != number:
        lines.problem(number, fault("id_twice", id=uid), fault("first_in_line", line=first))
    return first == number


def _label(
    lines: Lines,
    number: int,
    place: int,
    row: _LabelRow,
    unit: LabelledProvision,
    *,
    known: Sequence[str],
) -> Label | None:
    named = {"cat": row.category, **({"also": row.also} if row.also else {})}
    problems = [
        unknown_value(key, value, known) for key, value in named.items() if value not in known
    ]
    places, nth, quote = _occurrences(unit, row.quote), row.n or 1, short_text(row.quote)
    if not places:
        problems.append((fault("no_quote", quote=quote, id=unit.id), fault("copy_verbatim")))
    elif nth > len(places):
        count = {"found": len(places), "asked": nth}
        problems.append((fault("few_quotes", quote=quote, id=unit.id, **count), ""))
    for what, hint in problems:
        lines.problem(number, fault("in_label", place=place, fault=what), hint)
    if problems:
        return None
    span = places[nth - 1]
    if span.start < unit.heading.end and row.n is None:
        span = next((one for one in places if one.start > unit.heading.end), span)
    level = row.level if span.start > unit.heading.end else "may"
    return Label(row.category, row.quote, level, span, row.also)


def _occurrences(unit: LabelledProvision, quote: str) -> list[Span]:
    """Where a quote occurs from the heading on, without overlaps."""
    text, found = unit.unit, []
    at = text.find(quote)
    while at >= 0:
        if at > unit.heading.start:
            found.append(Span(at, at + len(quote)))
        at = text.find(quote, at + len(quote))
    return found
