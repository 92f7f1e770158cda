"""Finding the node an address names, also when people leave out what goes without saying."""

from __future__ import annotations

from regcheck.document.model import Document, Node, NodeKind
from regcheck.law.address import Address, Step, StepKind

_Key = tuple[tuple[StepKind, str, int], ...]
_OUTER = frozenset({StepKind.PART, StepKind.CHAPTER})
_FIRST = (StepKind.PARAGRAPH, "1", 1)


def find_node(document: Document, address: Address) -> Node | None:
    """The node at `address`, or None; see `NodeIndex.find`. For many look-ups in one document
    make a `NodeIndex`."""
    return NodeIndex(document).find(address)


class NodeIndex:
    """The addressed nodes of one document."""

    def __init__(self, document: Document) -> None:
        self._refid = document.meta.refid
        self._root = document.root
        self._exact: dict[tuple[Step, ...], Node] = {}
        self._loose: dict[_Key, Node] = {}
        for node in document.root.walk():
            if node.kind is not NodeKind.TEXT:
                self._exact.setdefault(node.address.steps, node)
                self._loose.setdefault(_loose(node.address.steps), node)

    def find(self, address: Address) -> Node | None:
        """The node at `address`; None if there is none or the address is in another document.

        Letter case, the part and chapter around a section, and a lone first paragraph may be left
        out or put in; where several nodes fit then, the first in the text is given. For a sentence,
        which is no node, the unit that holds it is given.
        """
        if address.refid and self._refid and address.refid != self._refid:
            return None
        steps = address.steps
        while steps and steps[-1].kind is StepKind.SENTENCE:
            steps = steps[:-1]
        return self._exact.get(steps) or self._loose.get(_loose(steps))


def _loose(steps: tuple[Step, ...]) -> _Key:
    """What is left of an address without what may go without saying."""
    articles = [i for i, step in enumerate(steps) if step.kind is StepKind.ARTICLE]
    article = articles[0] if articles else -1
    return tuple(
        key
        for index, step in enumerate(steps)
        if not (index < article and step.kind in _OUTER)
        and (key := (step.kind, step.label.lower(), step.ordinal)) != _FIRST
        and step.kind is not StepKind.SENTENCE
    )
