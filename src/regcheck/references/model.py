"""The model of references: a citation where it stands, what is found out about it, and the
reference that results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple

from regcheck.base.text.span import Span
from regcheck.document.model import Document, Node, NodeKind, Role
from regcheck.document.segments.view import Segments
from regcheck.law.address import Address
from regcheck.law.citations import Citation, CitationKind

FOUND, REPEALED, DANGLING = "found", "repealed", "dangling"
UNKNOWN, ELSEWHERE, CIRCULAR = "unknown", "elsewhere", "circular"
STATUSES = (FOUND, DANGLING, REPEALED, CIRCULAR, UNKNOWN, ELSEWHERE)
"""`found`: it is there; where only the register of law has the document, its section is. `unknown`:
the document meant cannot be determined; `elsewhere`: that document is not available."""
FAULTS = (DANGLING, REPEALED, CIRCULAR)


def count_statuses(references: Iterable[Reference]) -> Mapping[str, int]:
    """The number of references of each status, in the order of `STATUSES`."""
    counts = Counter(one.status for one in references)
    return {status: counts[status] for status in STATUSES}


def lead_in(mention: Mention, document: Document, segments: Segments) -> str:
    """The headings above a citation, and the lead-in of the list that holds it."""
    over = [
        child.span
        for above in document.parents[mention.index]
        for child in above.children[:1]
        if child.kind is NodeKind.HEADING and above.kind is not NodeKind.DOCUMENT
    ]
    pieces = segments.norm(mention.index, mention.span)
    over += [piece for piece in pieces if piece.end <= mention.leaf.span.start]
    return " ".join(one.of(document.text) for one in over)


@dataclass(frozen=True, slots=True)
class Reference:
    """One place that a document refers to.

    `start` and `end` are code points of the decoded source; `quote` is the text of the whole
    citation. `target` is the id of the document referred to (empty when unknown) and `target_path`
    the address in it; `kind` is that of the citation; `status` is one of `STATUSES`.
    """

    path: str
    refid: str
    address: str
    address_path: str
    start: int
    end: int
    quote: str
    kind: str
    target: str
    target_path: str
    target_address: str
    status: str

    def to_dict(self) -> dict[str, str | int]:
        """The reference as it appears in JSON."""
        return asdict(self)


class CitedDocument(NamedTuple):
    """The id of the document cited, and whether it is known which document that is: the id of a
    draft is known and empty."""

    refid: str
    sure: bool = True


UNIDENTIFIED = CitedDocument("", sure=False)
"""A document that nothing identifies."""


class ResolvedPlace(NamedTuple):
    """A place referred to, and its status."""

    place: Address
    status: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation in a leaf. Its span counts code points from the start of the leaf; `text` is the
    text of the leaf, `own` the id of the document that its provisions belong to: the document
    itself, or the one it amends."""

    citation: Citation
    leaf: Node
    index: int
    text: str
    own: str

    @property
    def before(self) -> str:
        """The text of the leaf before the citation."""
        return self.text[: self.citation.span.start]

    @property
    def span(self) -> Span:
        """Where the citation stands in the document."""
        at = self.leaf.span.start
        return Span(at + self.citation.span.start, at + self.citation.span.end)

    @property
    def base(self) -> Address:
        """The provision that relative citations start from."""
        return self.leaf.target if self.leaf.target is not None else self.leaf.address

    @property
    def name(self) -> str:
        """What the citation calls the document cited, in lower case."""
        return self.citation.act_name.lower()

    @property
    def is_bare(self) -> bool:
        """Whether it is a section without a word about which document it belongs to."""
        return self.citation.kind is CitationKind.INTERNAL

    @property
    def is_foreign(self) -> bool:
        """Whether it stands in a translated text."""
        return self.leaf.role is Role.FOREIGN

    @property
    def is_in_amended(self) -> bool:
        """Whether it stands in the new wording of another text."""
        return self.leaf.target is not None

    def follows_jf(self) -> bool:
        """Whether «jf.» stands right before it."""
        return self.before.endswith(("jf. ", "jfr. "))
