"""Suppressions: what a directive in a document says, and the provision that it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.document.model import Answered, Directive, Document, Node, NodeKind
from regcheck.findings.lines import SourceLines

IN_SOURCE = "inSource"
EXTERNAL = "external"
NEXT, HERE, DOCUMENT = "ignore", "ignore-here", "ignore-document"
FORMS = (NEXT, HERE, DOCUMENT)
MOST = 2_000
"""Code points of a directive at most."""
MOST_HERE = 2_000
"""Directives in a document that are read; the next one is told to be too many."""

_FORM = pattern(r"[a-z-]+")
_FIELD = pattern(r"(?:^|(?<=\s))(reason|until):\s*")
_NAME = pattern(r"[a-z0-9*?\[\]!][a-z0-9*?\[\]!-]*(?:/[a-z0-9*?\[\]!-]+)?\Z")
_GAP = pattern(r"[ \t*_]*")
_DAY = pattern(r"\d{4}-\d\d-\d\d\Z")
_DASHES = frozenset({"-", "--", "–", "—"})


class Position(Value, frozen=True):
    """Where a suppression stands in the source of its document: offsets in code points, lines and
    columns from 1; `at` is the place in the document's text where it stands."""

    start: int = 0
    end: int = 0
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0
    byte_column: int = 0
    end_byte_column: int = 0
    at: int = 0


class Suppression(Value, frozen=True):
    """Rules that are not to be reported in a place, and why.

    `kind` is `inSource` for a directive in the document, else `external`; `path` and `line` are
    where it is written. `names` are rule ids, categories or globs; `until` an ISO date or empty;
    `fault` the words that could not be understood. A directive holds in `scope`, a span of the
    document's text (None when no provision follows it); an external one at `address` and below.
    `answered` tells who said it where it is an answer to a finding, and `places` the addresses that
    were told together with it.
    """

    names: tuple[str, ...] = ()
    reason: str = ""
    until: str = ""
    fault: str = ""
    form: str = NEXT
    kind: str = IN_SOURCE
    path: str = ""
    line: int = 0
    words: str = ""
    address: str = ""
    scope: Span | None = None
    position: Position = Position()
    answered: Answered | None = None
    places: tuple[str, ...] = ()

    @property
    def only_notes(self) -> bool:
        """Whether it is an answer that leaves the finding open."""
        return self.answered is not None and not self.answered.settles


def parse_directive(body: str) -> Suppression:
    """What a directive says: `ignore RULES reason: … until: YYYY-MM-DD`, also `ignore-here` and
    `ignore-document`. What cannot be understood is given as `fault`."""
    words = " ".join(body[:MOST].split())
    form = _FORM.match(words)
    made = Suppression(words=words, form=form[0] if form else "")
    if made.form not in FORMS:
        return replace(made, form=NEXT, fault=words.partition(" ")[0] or "regcheck:")
    assert form is not None  # noqa: S101 - a form was found
    rest = words[form.end() :]
    fields = list(_FIELD.finditer(rest))
    values: dict[str, str] = {}
    for field, after in zip(fields, [*fields[1:], None], strict=False):
        if field[1] in values:
            return replace(made, fault=f"{field[1]}:")
        said = rest[field.end() : after.start() if after else len(rest)]
        values[field[1]] = said.strip(" \t,;–—-")
    named = rest[: fields[0].start()] if fields else rest
    names = [name for name in named.replace(",", " ").split() if name not in _DASHES]
    made = replace(
        made,
        names=tuple(dict.fromkeys(names)),
        reason=values.get("reason", ""),
        until=values.get("until", ""),
    )
    wrong = next((name for name in names if not _NAME.match(name)), "")
    if not names or wrong:
        return replace(made, names=(), fault=wrong or made.form)
    return check_day(made)


def check_day(made: Suppression) -> Suppression:
    """The same, with a fault when `until` is no date."""
    if not made.until:
        return replace(made, fault="until:") if "until:" in made.words.split() else made
    try:
        if not _DAY.match(made.until):
            raise ValueError
        date.fromisoformat(made.until)
    except ValueError:
        return replace(made, until="", fault=made.until[:40])
    return made


def read_suppressions(document: Document) -> tuple[Suppression, ...]:
    """The suppressions in a document, in text order, each with its place and scope."""
    if not document.directives:
        return ()
    places = _ProvisionFinder(document)
    lines = SourceLines(document.source_text)
    read = [_placed(one, document, places, lines) for one in document.directives[: MOST_HERE + 1]]
    if len(read) > MOST_HERE:
        read[-1] = replace(read[-1], names=(), fault=f"> {MOST_HERE}")
    return tuple(read)


def _placed(
    directive: Directive, document: Document, places: _ProvisionFinder, lines: SourceLines
) -> Suppression:
    said = parse_directive(directive.body)
    source = document.source_text
    start, end = directive.span
    if directive.body and directive.body in source[start:end]:
        start = source.index(directive.body, start)
        end = start + len(directive.body)
    first, last = lines.place(start), lines.place(end)
    node = places.node(said.form, directive.span)
    return replace(
        said,
        path=document.source.path,
        line=first.line,
        words=" ".join(source[start:end].split()) or said.words,
        address=node.address.path if node else "",
        scope=node.span if node else None,
        answered=directive.answered,
        places=directive.places,
        position=Position(
            *(start, end, first.line, first.column, last.line, last.column),
            *(first.byte_column, last.byte_column, places.text_offset(directive.span.start)),
        ),
    )


class _ProvisionFinder:
    """Finds the provisions before, around and after places in the source of a document."""

    def __init__(self, document: Document) -> None:
        self.root = document.root
        self._length, self._source = len(document.text), document.source_text
        self.leaves = [
            (document.offsets.to_source(leaf.span), (*parents, leaf))
            for leaf, parents in zip(document.leaves, document.parents, strict=True)
            if leaf.span
        ]
        self.leaves.sort(key=lambda one: one[0].start)
        self._starts = [span.start for span, _ in self.leaves]

    def text_offset(self, at: int) -> int:
        """The place in the text of the leaf that begins at or after a source offset."""
        index = bisect_left(self._starts, at)
        return self.leaves[index][1][-1].span.start if index < len(self.leaves) else self._length

    def node(self, form: str, span: Span) -> Node | None:
        """The provision that a directive at a place in the source is about."""
        if form == DOCUMENT:
            return self.root
        index = bisect_left(self._starts, span.start)
        before = self.leaves[index - 1] if index else None
        inside = before is not None and (
            span.start <= before[0].end
            or _GAP.fullmatch(self._source, before[0].end, span.start) is not None
        )
        if form == HERE or inside:
            return None if before is None else _unit(before[1])
        if index == len(self.leaves):
            return None
        way = self.leaves[index][1]
        return next((n for n in way[1:] if n.span.start == way[-1].span.start), way[0])


def _unit(way: Sequence[Node]) -> Node:
    """The provision that a leaf belongs to: a heading's is the one it stands over."""
    beside = (NodeKind.TEXT, NodeKind.HEADING)
    return next((node for node in reversed(way) if node.kind not in beside), way[0])
