"""`Document`: one text, a tree of addressed nodes over it, and a map back to the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from regcheck.base.text.offsets import OffsetMap
from regcheck.base.text.printable import clean
from regcheck.base.text.span import Span
from regcheck.base.texts.message import Message
from regcheck.base.values import Value
from regcheck.document.places import PartPlaces
from regcheck.law.address import Address
from regcheck.law.metadata import DocumentMeta


class NodeKind(StrEnum):
    """What a node is. `TEXT` is running text of its parent and has its parent's address."""

    DOCUMENT = "document"
    PART = "part"
    CHAPTER = "chapter"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TEXT = "text"
    HEADING = "heading"
    ANNEX = "annex"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    FOOTNOTE = "footnote"
    NOTE = "note"
    CHANGE = "change"
    PREAMBLE = "preamble"


class Role(StrEnum):
    """What a text does, which decides whether a rule may look at it."""

    OPERATIVE = "operative"
    INSERTED = "inserted"
    DEFINITION = "definition"
    PURPOSE = "purpose"
    TRANSITIONAL = "transitional"
    DELEGATION = "delegation"
    HEADING = "heading"
    AMENDMENT_INSTRUCTION = "amendment-instruction"
    QUOTED = "quoted"
    ANNEX = "annex"
    TABLE = "table"
    FOOTNOTE = "footnote"
    EDITORIAL = "editorial"
    PREAMBLE = "preamble"
    FOREIGN = "foreign"


OPERATIVE_ROLES = frozenset(
    {Role.OPERATIVE, Role.DEFINITION, Role.PURPOSE, Role.TRANSITIONAL, Role.DELEGATION}
)
"""The roles a rule scope of `operative` lets through: they all state law in force of the text."""
BESIDE_ROLES = frozenset({Role.TABLE, Role.FOOTNOTE, Role.ANNEX})
"""What stands beside the provisions. Words are looked for there too, and weigh less."""


class Node(NamedTuple):
    """One unit; `span` runs over all of it in `Document.text`. Leaves hold the text, are
    disjoint and in order, and leave markers and markup out. `target` is the place in the amended
    document that inserted text belongs to; `attributes` keeps what else the source says."""

    kind: NodeKind
    role: Role
    span: Span
    address: Address
    language: str = ""
    label: str = ""
    target: Address | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in text order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


class Source(Value, frozen=True):
    """A document's path (`archive.tar.bz2!/member`), format, and SHA-256."""

    path: str
    format: str
    digest: str

    @classmethod
    def of(cls, data: bytes, path: str, format: str) -> Source:
        """The source with these bytes."""
        return cls(path, format, sha256(data).hexdigest())


class Answered(Value, frozen=True):
    """That somebody answered a finding: `keep`, `ignore`, `fixed`, `said` for what is none of them,
    or `seen` for a comment only marked as resolved; `reworded` if the words have changed since.
    `before` is the sentence that was answered, where it has changed."""

    kind: str
    by: str = ""
    day: str = ""
    reworded: bool = False
    before: str = ""

    @property
    def who(self) -> str:
        """By whom and when, as far as is known."""
        return ", ".join(filter(None, (self.by, self.day)))

    @property
    def settles(self) -> bool:
        """Whether the finding is set aside: it is kept or ignored as it stands."""
        return self.kind in ("keep", "ignore") and not self.reworded


class Directive(Value, frozen=True):
    """A comment in the source meant for regcheck; `answered` if it answers a finding, and that in
    other `places` told together with it."""

    body: str
    span: Span
    answered: Answered | None = None
    places: tuple[str, ...] = ()


class Comment(Value, frozen=True):
    """A comment in a Word file: its words, the span of text it is about, the id of the comment
    it answers, the ISO day (both may be empty), and whether it is resolved."""

    key: str
    author: str
    words: str
    span: Span
    answers: str = ""
    day: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read. `offsets` map into `source_text`; of a file made of parts that is
    the text itself, and `places` lead into the parts. `notes` are the reader's remarks."""

    meta: DocumentMeta
    text: str
    root: Node
    offsets: OffsetMap
    source: Source
    source_text: str = field(repr=False, default="")
    directives: tuple[Directive, ...] = ()
    notes: tuple[str | Message, ...] = ()
    leaves: tuple[Node, ...] = field(repr=False, default=())
    parents: tuple[tuple[Node, ...], ...] = field(repr=False, default=())
    places: PartPlaces | None = field(repr=False, default=None)
    comments: tuple[Comment, ...] = field(repr=False, default=())

    def provisions(self) -> Iterator[Node]:
        """Every node with an address of its own, in text order."""
        return (node for node in self.root.walk() if node.kind is not NodeKind.TEXT)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document that could not be read. `reason` is a stable word for machines (`not-found`,
    `encoding`, `syntax`, `size`, `timeout` …); `detail` says what and where, `hint` what to do."""

    path: str
    reason: str
    detail: str | Message
    hint: str | Message = ""

    def __post_init__(self) -> None:
        # Libraries quote what they stumbled over.
        object.__setattr__(self, "detail", clean(self.detail))
