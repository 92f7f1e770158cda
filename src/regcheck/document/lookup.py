"""Finding the node an address names, also when people leave out what goes without saying."""

from __future__ import annotations

from regcheck.document.model import Document, Node, NodeKind
from regcheck.law.address import Address, Step, StepKind

_Key = tuple[tuple[StepKind, str, int], ...]
_OUTER = frozenset({StepKind.PART, StepKind.CHAPTER})
_FIRST = (StepKind.PARAGRAPH, "1", 1)


def find_node(document: Document, address: Address) -> Node | None:
    """The node at `address`, or None; see `NodeIndex.find`."""
    return NodeIndex(document).find(address)


class NodeIndex:
    """The addressed nodes of one document."""

    def __init__(self, document: Document) -> None:
        self._refid = document.meta.refid
        self._root = document.root
        self._exact: dict[tuple[Step, ...], Node] = {}
        self._folded: dict[_Key, Node] = {}
        self._loose: dict[_Key, Node] = {}
        for node in document.root.walk():
            if node.kind is not NodeKind.TEXT:
                self._exact.setdefault(node.address.steps, node)
                folded = _folded(node.address.steps)
                self._folded.setdefault(folded, node)
                self._loose.setdefault(_loose(folded), node)

    def find(self, address: Address) -> Node | None:
        """The node at `address`, or None. Letter case, chapters around a section, and a lone
        first paragraph are optional; the first fit in the text is given, for a sentence its
        unit."""
        if address.refid and self._refid and address.refid != self._refid:
            return None
        steps = address.steps
        while steps and steps[-1].kind is StepKind.SENTENCE:
            steps = steps[:-1]
        folded = _folded(steps)
        return self._exact.get(steps) or self._folded.get(folded) or self._loose.get(_loose(folded))


def _folded(steps: tuple[Step, ...]) -> _Key:
    """An address without letter case and without the part and chapter around a section."""
    article = next((i for i, step in enumerate(steps) if step.kind is StepKind.ARTICLE), -1)
    return tuple(
        (step.kind, step.label.lower(), step.ordinal)
        for index, step in enumerate(steps)
        if index >= article or step.kind not in _OUTER
    )


def _loose(folded: _Key) -> _Key:
    """What is left when a lone first paragraph goes without saying."""
    return tuple(key for key in folded if key != _FIRST)
