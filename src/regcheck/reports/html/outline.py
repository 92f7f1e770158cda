"""What the template shows of one document: chapters, provisions, lines of text, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from regcheck.document.blocks import Block
from regcheck.document.model import NodeKind
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.address_text import long
from regcheck.packs.model import Severity
from regcheck.reports.html.marking import Numbered, Piece, by_block, cut
from regcheck.reports.layout import printable
from regcheck.reports.told import is_open
from regcheck.results.result import DocumentResult
from regcheck.results.totals import severity_of
from regcheck.texts.catalogue import Texts

_CHAPTERS = frozenset({NodeKind.PART, NodeKind.CHAPTER, NodeKind.ANNEX})
_PROVISIONS = frozenset({StepKind.ARTICLE, StepKind.CHANGE})
_TABLE = frozenset({StepKind.TABLE, StepKind.ROW, StepKind.CELL})


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a provision: a paragraph, an item, a heading within, or a table of rows of cells,
    which are its `parts`."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    marker: str = ""
    depth: int = 0
    language: str = ""
    parts: tuple[TextLine, ...] = ()


@dataclass(slots=True)
class Provision:
    """What is shown and hidden as one: a section, a change, or text that is in neither."""

    title: str
    heading: tuple[Piece, ...] = ()
    target: str = ""
    lines: list[TextLine] = field(default_factory=list)
    notes: list[Numbered] = field(default_factory=list)
    key: str = ""

    @property
    def worst(self) -> str:
        """The highest severity of what is open in it: `error`, `warning`, or empty."""
        open_ones = [severity_of(n.finding) for n in self.notes if is_open(n.finding)]
        worst = max(open_ones, default=Severity.INFO)
        return worst.word if worst > Severity.INFO else ""


@dataclass(slots=True)
class Chapter:
    """A chapter, part or annex with its provisions; untitled for what stands in none. `named`
    means that the heading itself begins with the title."""

    number: int = 0
    title: str = ""
    named: bool = False
    heading: tuple[Piece, ...] = ()
    provisions: list[Provision] = field(default_factory=list)
    notes: list[Numbered] = field(default_factory=list)

    def tally(self) -> dict[str, int]:
        """Provisions with errors, with warnings only, and with neither."""
        worst = [provision.worst for provision in self.provisions if provision.key]
        return {word: worst.count(word) for word in ("error", "warning", "")}


def outline(
    result: DocumentResult, found: Sequence[Numbered], words: Texts, elsewhere: str
) -> list[Chapter]:
    """The chapters of a document with the findings in their places. Findings in no text that the
    result holds are shown with their excerpts, in a chapter titled `elsewhere`."""
    held, outside = by_block(result.blocks, found)
    chapters: list[Chapter] = []
    begun: set[int] = set()
    for block, numbered in zip(result.blocks, held, strict=True):
        if block.unit is NodeKind.DOCUMENT and block.heading and not numbered:
            continue  # the report has the title already
        pieces = tuple(cut(block.text, block.start, numbered, begun))
        _place(block, pieces, chapters, words)
    if outside:
        chapters.append(_excerpts(outside, elsewhere))
    for number, chapter in enumerate(chapters):
        chapter.number = number
    return chapters


def _place(block: Block, pieces: tuple[Piece, ...], chapters: list[Chapter], words: Texts) -> None:
    """Put a block where it belongs: the heading of a chapter begins a chapter, a new section or
    change begins a provision."""
    opens = block.heading and block.unit in _CHAPTERS
    if opens or not chapters:
        chapters.append(Chapter(title=_name(block.address.steps[-1:], words) if opens else ""))
    chapter = chapters[-1]
    if opens:
        chapter.heading = pieces
        label = block.address.steps[-1].label if block.address.steps else ""
        chapter.named = names_itself(block.text, chapter.title, label)
        chapter.notes.extend(_begun(pieces))
        return
    at, key = _provision_step(block)
    if not chapter.provisions or chapter.provisions[-1].key != key:
        title = _name(block.address.steps[at : at + 1], words) if key else ""
        chapter.provisions.append(Provision(title, key=key))
    provision = chapter.provisions[-1]
    provision.notes.extend(_begun(pieces))
    if block.heading and block.unit is NodeKind.ARTICLE and not provision.lines:
        provision.heading = pieces
        if block.target is not None:
            provision.target = printable(long(block.target, words.locale, with_document=True))
    elif block.address.steps and _TABLE & {step.kind for step in block.address.steps}:
        _add_cell(block, pieces, provision)
    elif block.heading:
        own = block.unit is NodeKind.ARTICLE
        title = _name(block.address.steps[-1:], words) if own else ""
        provision.lines.append(TextLine("heading", pieces, title, language=block.language))
    else:
        kind = "item" if block.depth else block.role.value
        marker, depth = printable(block.marker), min(block.depth, 4)
        provision.lines.append(TextLine(kind, pieces, marker, depth, block.language))


def names_itself(heading: str, title: str, label: str) -> bool:
    """Whether a heading begins with the name of its unit, or is just its label."""
    words = heading.casefold().strip(" .")
    return words.startswith(title.casefold()) or words == label.casefold()


def _begun(pieces: Sequence[Piece]) -> Iterator[Numbered]:
    for piece in pieces:
        yield from piece.first


def _provision_step(block: Block) -> tuple[int, str]:
    """Which step of the address is the provision, the outermost section or change, and what tells
    it from others; an empty text when none is."""
    for at, step in enumerate(block.address.steps):
        if step.kind in _PROVISIONS:
            return at, step.path
    return -1, ""


def _name(steps: tuple[Step, ...], words: Texts) -> str:
    """Such as «§ 2-1» or «kapittel 2»."""
    name = printable(long(Address(steps), words.locale))
    return name[:1].upper() + name[1:]


def _add_cell(block: Block, pieces: tuple[Piece, ...], provision: Provision) -> None:
    """Add a cell to its row and table, which are the last ones or new."""
    table = _upto(block.address, StepKind.TABLE)
    row = _upto(block.address, StepKind.ROW)
    cell = TextLine("cell", pieces, language=block.language)
    last = provision.lines[-1] if provision.lines else None
    rows = last.parts if last is not None and (last.kind, last.marker) == ("table", table) else ()
    if rows:
        provision.lines.pop()
    cells = rows[-1].parts if rows and rows[-1].marker == row else ()
    rows = (*(rows[:-1] if cells else rows), TextLine("row", marker=row, parts=(*cells, cell)))
    provision.lines.append(TextLine("table", marker=table, parts=rows))


def _upto(address: Address, kind: StepKind) -> str:
    """The path of an address down to a step of that kind."""
    ends = [at for at, step in enumerate(address.steps) if step.kind is kind]
    return Address(address.steps[: ends[-1] + 1] if ends else address.steps).path


def _excerpts(found: Sequence[Numbered], title: str) -> Chapter:
    """A chapter of excerpts: each finding with the sentence it stands in."""
    chapter = Chapter(title=title)
    for one in found:
        finding = one.finding
        excerpt = finding.excerpt or finding.quote
        at = excerpt.find(finding.quote)
        start, end = (at, at + len(finding.quote)) if at >= 0 else (0, len(excerpt))
        placed = Numbered(one.number, finding, start, end)
        pieces = tuple(cut(excerpt, 0, [placed], set()))
        provision = Provision(printable(finding.address), key=f"excerpt/{one.number}")
        provision.lines.append(TextLine("excerpt", pieces, language=finding.language))
        provision.notes.append(placed)
        chapter.provisions.append(provision)
    return chapter
