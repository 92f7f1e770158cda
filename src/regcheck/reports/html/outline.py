"""What the template shows of a document; text is cut at the edges of findings."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.document.blocks import Block
from regcheck.document.model import NodeKind
from regcheck.findings.model import Finding
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.address_text import long
from regcheck.packs.model import Severity
from regcheck.results.result import DocumentResult
from regcheck.results.shown import is_open, severity_of

_CHAPTERS = frozenset({NodeKind.PART, NodeKind.CHAPTER, NodeKind.ANNEX})
_PROVISIONS = frozenset({StepKind.ARTICLE, StepKind.CHANGE})
_TABLE = frozenset({StepKind.TABLE, StepKind.ROW, StepKind.CELL})
WIDE = 160
"""From so many code points on a finding is about a whole sentence rather than words in it."""

LONG_ASIDE = 2
"""Lines of text set aside from which they are folded."""


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with its number in the report, and the stretch of the document that it marks."""

    number: int
    finding: Finding
    start: int
    end: int

    @classmethod
    def of(cls, number: int, finding: Finding) -> NumberedFinding:
        """The finding with a number; it marks one code point at least."""
        span = finding.span
        return cls(number, finding, span.start, max(span.end, span.start + 1))

    @property
    def wide(self) -> bool:
        """Whether it marks a whole sentence."""
        return self.end - self.start >= WIDE


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Text and the findings over it, narrowest first; marks of those in `first` begin here."""

    text: str
    over: tuple[NumberedFinding, ...] = ()
    first: tuple[NumberedFinding, ...] = ()


def cut(
    text: str, start: int, found: Sequence[NumberedFinding], begun: set[int]
) -> Iterator[MarkedText]:
    """The pieces of a text from `start`; `begun` collects the numbers of findings begun."""
    end = start + len(text)
    over = [one for one in found if one.start < end and one.end > start]
    edges = sorted(
        {start, end, *(max(one.start, start) for one in over), *(min(one.end, end) for one in over)}
    )
    coming = deque(sorted(over, key=lambda one: one.start))
    here: list[NumberedFinding] = []
    for left, right in pairwise(edges):
        here = [one for one in here if right <= one.end]
        while coming and coming[0].start <= left:
            here.append(coming.popleft())
        here.sort(key=lambda one: (one.end - one.start, -one.finding.severity, one.number))
        first = tuple(one for one in here if one.number not in begun)
        begun.update(one.number for one in first)
        yield MarkedText(text[left - start : right - start], tuple(here), first)


def by_block(
    blocks: Sequence[Block], found: Sequence[NumberedFinding]
) -> tuple[list[list[NumberedFinding]], list[NumberedFinding]]:
    """The findings in each block they touch, and those in none."""
    held: list[list[NumberedFinding]] = [[] for _ in blocks]
    starts = [(block.start, at) for at, block in enumerate(blocks) if block.start >= 0]
    outside: list[NumberedFinding] = []
    for one in found:
        at = max(0, bisect_left(starts, (one.start + 1, -1)) - 1)
        before = len(outside)
        outside.append(one)
        while at < len(starts) and starts[at][0] < one.end:
            start, index = starts[at]
            if start + len(blocks[index].text) > one.start:
                held[index].append(one)
                del outside[before:]
            at += 1
    return held, outside


@dataclass(slots=True)
class TextLine:
    """A paragraph, an item, a heading, or a table with rows and cells as `parts`."""

    kind: str
    pieces: tuple[MarkedText, ...] = ()
    marker: str = ""
    depth: int = 0
    language: str = ""
    parts: list[TextLine] = field(default_factory=list)


@dataclass(slots=True)
class ProvisionView:
    """What is shown and hidden together: a section, a change, or text outside both."""

    title: str
    heading: tuple[MarkedText, ...] = ()
    target: str = ""
    lines: list[TextLine] = field(default_factory=list)
    notes: list[NumberedFinding] = field(default_factory=list)
    key: str = ""

    @property
    def is_long_aside(self) -> bool:
        """Whether it is much text that no rule looks at, and without findings: a memo, remarks."""
        aside = sum(line.kind == "editorial" for line in self.lines)
        return not self.notes and aside >= LONG_ASIDE and 2 * aside > len(self.lines)

    @property
    def worst(self) -> str:
        """The highest severity of its open findings: `error`, `warning`, or empty."""
        open_ones = [severity_of(n.finding) for n in self.notes if is_open(n.finding)]
        worst = max(open_ones, default=Severity.INFO)
        return worst.word if worst > Severity.INFO else ""


@dataclass(slots=True)
class Chapter:
    """A chapter, part or annex, `named` if its heading begins with the title."""

    number: int
    title: str
    named: bool = False
    heading: tuple[MarkedText, ...] = ()
    provisions: list[ProvisionView] = field(default_factory=list)
    notes: list[NumberedFinding] = field(default_factory=list)

    def tally(self) -> dict[str, int]:
        """Provisions with errors, with warnings only, and with neither."""
        worst = [provision.worst for provision in self.provisions if provision.key]
        return {word: worst.count(word) for word in ("error", "warning", "")}


def outline(
    result: DocumentResult, found: Sequence[NumberedFinding], words: Texts, elsewhere: str
) -> list[Chapter]:
    """The chapters with their findings; those outside the text stand in `elsewhere`."""
    held, outside = by_block(result.blocks, found)
    chapters: list[Chapter] = []
    begun: set[int] = set()
    for block, numbered in zip(result.blocks, held, strict=True):
        if block.unit is NodeKind.DOCUMENT and block.heading and not numbered:
            continue  # the report has the title already
        pieces = tuple(cut(block.text, block.start, numbered, begun))
        _place(block, pieces, chapters, words)
    if outside:
        chapters.append(_excerpts(len(chapters), outside, elsewhere))
    return chapters


def _place(
    block: Block, pieces: tuple[MarkedText, ...], chapters: list[Chapter], words: Texts
) -> None:
    """Put a block in its chapter and provision, which it may begin."""
    opens = block.heading and block.unit in _CHAPTERS
    if opens or not chapters:
        title = unit_name(block.address.steps[-1:], words) if opens else ""
        chapters.append(Chapter(len(chapters), title))
    chapter, begun = chapters[-1], [one for piece in pieces for one in piece.first]
    if opens:
        chapter.heading = pieces
        label = block.address.steps[-1].label if block.address.steps else ""
        chapter.named = names_itself(block.text, chapter.title, label)
        chapter.notes += begun
        return
    sections = ((n, s.path) for n, s in enumerate(block.address.steps) if s.kind in _PROVISIONS)
    at, key = next(sections, (-1, ""))
    if not chapter.provisions or chapter.provisions[-1].key != key:
        title = unit_name(block.address.steps[at : at + 1], words) if key else ""
        chapter.provisions.append(ProvisionView(title, key=key))
    provision = chapter.provisions[-1]
    provision.notes += begun
    if block.heading and block.unit is NodeKind.ARTICLE and not provision.lines:
        provision.heading = pieces
        if block.target is not None:
            provision.target = printable(long(block.target, words.locale, with_document=True))
    elif block.address.steps and _TABLE & {step.kind for step in block.address.steps}:
        _add_cell(block, pieces, provision)
    elif block.heading:
        own = block.unit is NodeKind.ARTICLE
        title = unit_name(block.address.steps[-1:], words) if own else ""
        provision.lines.append(TextLine("heading", pieces, title, 0, block.language))
    else:
        kind = "item" if block.depth else block.role.value
        marker, depth = printable(block.marker), min(block.depth, 4)
        provision.lines.append(TextLine(kind, pieces, marker, depth, block.language))


def names_itself(heading: str, title: str, label: str) -> bool:
    """Whether a heading begins with the name of its unit, or is just its label."""
    words = heading.casefold().strip(" .")
    return words.startswith(title.casefold()) or words == label.casefold()


def unit_name(steps: tuple[Step, ...], words: Texts) -> str:
    """Such as «§ 2-1» or «kapittel 2»."""
    name = printable(long(Address(steps), words.locale))
    return name[:1].upper() + name[1:]


def _add_cell(block: Block, pieces: tuple[MarkedText, ...], provision: ProvisionView) -> None:
    table = _upto(block.address, StepKind.TABLE)
    row = _upto(block.address, StepKind.ROW)
    last = provision.lines[-1] if provision.lines else None
    if last is None or (last.kind, last.marker) != ("table", table):
        last = TextLine("table", marker=table)
        provision.lines.append(last)
    if not last.parts or last.parts[-1].marker != row:
        last.parts.append(TextLine("row", marker=row))
    last.parts[-1].parts.append(TextLine("cell", pieces, language=block.language))


def _upto(address: Address, kind: StepKind) -> str:
    """The path of an address down to a step of that kind."""
    ends = [at for at, step in enumerate(address.steps) if step.kind is kind]
    return Address(address.steps[: ends[-1] + 1] if ends else address.steps).path


def _excerpts(number: int, found: Sequence[NumberedFinding], title: str) -> Chapter:
    """A chapter of excerpts: each finding with the sentence it stands in."""
    chapter = Chapter(number, title)
    for one in found:
        finding = one.finding
        excerpt = finding.excerpt or finding.quote
        at = excerpt.find(finding.quote)
        start, end = (at, at + len(finding.quote)) if at >= 0 else (0, len(excerpt))
        placed = NumberedFinding(one.number, finding, start, end)
        pieces = tuple(cut(excerpt, 0, [placed], set()))
        provision = ProvisionView(printable(finding.address), key=f"excerpt/{one.number}")
        provision.lines.append(TextLine("excerpt", pieces, language=finding.language))
        provision.notes.append(placed)
        chapter.provisions.append(provision)
    return chapter
