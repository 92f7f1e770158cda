"""What an amending document inserts, and where in the amended document it belongs.

Marked changes (`article.change`) name their places. In most regulations nothing is marked; there
the instructions are read from the text («§ 4 første ledd skal lyde:»).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role
from regcheck.law.address import Address, Step, StepKind, fit_label
from regcheck.law.address_path import parse_path
from regcheck.law.amendments import Instruction, find_amended_document, parse_instructions
from regcheck.readers.lovdata_blocks import descend, is_running_text

_PLACES = ("data-change-part", "data-add-new-part")
_STEPS: dict[NodeKind, StepKind] = {
    kind: StepKind(kind.value) for kind in NodeKind if kind.value in set(StepKind)
}
_UNITS = frozenset({NodeKind.PARAGRAPH, NodeKind.ITEM, NodeKind.ARTICLE})
_SMALL = frozenset({StepKind.SENTENCE, StepKind.ITEM})
_CONTAINERS = frozenset(
    {NodeKind.DOCUMENT, NodeKind.PART, NodeKind.CHAPTER, NodeKind.ANNEX, NodeKind.ARTICLE}
)
_INTRODUCING = re.compile(
    r"(?:gjør(?:es|ast)|gjer(?:es|ast)|er det gjort)\b.{0,60}\b(?:endring|rettelse|tilføyelse)"
    r"|\bskal(?: \w+){0,3} lyde\s*:?$|\bendres (?:slik|som følger)\b",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    r"(?:\w+ ){0,4}?(?:trer|trår|tek|tar|gjelder|gjeld|skal gjelde|settes|vert sett)\b.{0,40}?"
    r"(?:i kraft|straks|umiddelbart|fra|frå|til å gjelde)",
    re.IGNORECASE,
)
_RULES = re.compile(r"(?:denne |desse |disse )?(?:forskrift|endring|lov|vedtak)", re.IGNORECASE)
Words = Callable[[DraftNode], str]


def resolve_changes(root: DraftNode, words: Words, amends: Sequence[str], amending: bool) -> None:
    """Set roles and targets of all inserted text in the draft.

    `words` gives the text of a leaf, `amends` the refids the metadata says are amended; `amending`
    says that the document as a whole is one that amends.
    """
    for node in descend(root):
        if node.kind is NodeKind.CHANGE:
            _marked(node)
    current = amends[0] if len(amends) == 1 else ""
    count = sum(node.kind is NodeKind.CHANGE for node in descend(root))
    reader = _Unmarked(words, current, amending, count)
    for node in descend(root):
        if node.kind in _CONTAINERS and node.role not in (Role.FOREIGN, Role.EDITORIAL):
            reader.read(node)


def parts(value: str) -> tuple[Address, ...]:
    """The addresses in a `data-…-part`; what cannot be read is left out."""
    found = []
    for path in value.split():
        try:
            found.append(parse_path(path))
        except ValueError:
            continue
    return tuple(found)


def set_target(node: DraftNode, target: Address) -> None:
    """Give a node its place in the amended document, and all below it theirs."""
    stack = [(node, target)]
    while stack:
        here, place = stack.pop()
        here.target = place
        counted: Counter[StepKind] = Counter()
        dashes = 0
        for child in here.children:
            kind = _STEPS.get(child.kind)
            if kind is None:
                stack.append((child, place))
                continue
            counted[kind] += 1
            label = fit_label(child.label)
            if kind is StepKind.ITEM and not label:
                dashes += 1
                step = Step(kind, "", dashes)
            else:
                step = Step(kind, label or str(counted[kind]))
            stack.append((child, place.child(step)))


def _marked(change: DraftNode) -> None:
    """Roles and targets within a marked change."""
    attributes = change.attributes
    places = [place for name in _PLACES for place in parts(attributes.get(name, ""))]
    inserted: list[DraftNode] = []
    for child in change.children:
        if not places or is_running_text(child):
            _give(child, Role.AMENDMENT_INSTRUCTION)
        elif child.kind is not NodeKind.NOTE:
            inserted.append(child)
    _insert(inserted, places, attributes.get("data-document", ""))


def _insert(nodes: list[DraftNode], places: Sequence[Address], refid: str) -> None:
    """Mark `nodes` as new text for `places` of the amended document."""
    for node in nodes:
        if node.kind is not NodeKind.HEADING:
            _give(node, Role.INSERTED)
    if not places and not refid:
        return
    refid = refid or places[0].refid
    loose: list[DraftNode] = []
    for node in nodes:
        if node.kind is NodeKind.ARTICLE:
            step = Step(StepKind.ARTICLE, fit_label(node.label) or "1")
            set_target(node, _same_article(places, step) or Address((step,), refid))
        elif node.kind is NodeKind.HEADING:
            chapter = [p for p in places if p.steps and p.steps[-1].kind is not StepKind.ARTICLE]
            place = (chapter or places or [Address((), refid)])[0]
            node.target = place.child(Step(StepKind.HEADING, "1"))
        else:
            loose.append(node)
    _insert_loose(loose, places)


def _same_article(places: Sequence[Address], step: Step) -> Address | None:
    for place in places:
        if place.steps and place.steps[0].label.lower() == step.label.lower():
            return Address(place.steps[:1], place.refid)
    return None


def _insert_loose(nodes: list[DraftNode], places: Sequence[Address]) -> None:
    """Paragraphs and points: pair by pair where they are equally many, else by label, else under
    what all places have in common."""
    if not nodes or not places:
        return
    units = [node for node in nodes if node.kind in _UNITS]
    grouped = _paragraphs(places)
    common = _common(places)
    for index, node in enumerate(nodes):
        if node not in units:
            set_target(node, common)
            continue
        number = units.index(node)
        if len(places) == len(units):
            place: Address | None = places[number]
        elif len(grouped) == len(units):
            place = grouped[number]
        else:
            place = _by_label(node, places)
        if place is None:
            place = common
        if node.kind is NodeKind.ITEM and place.steps and place.steps[-1].kind not in _SMALL:
            place = place.child(_item_step(node, nodes[: index + 1]))
        set_target(node, place)


def _item_step(node: DraftNode, before: list[DraftNode]) -> Step:
    label = fit_label(node.label)
    dashes = sum(n.kind is NodeKind.ITEM and not fit_label(n.label) for n in before)
    return Step(StepKind.ITEM, label) if label else Step(StepKind.ITEM, "", dashes)


def _by_label(node: DraftNode, places: Sequence[Address]) -> Address | None:
    """The place whose last step has the node's label."""
    label = fit_label(node.label).lower()
    kind = _STEPS[node.kind]
    for place in places:
        last = place.steps[-1] if place.steps else None
        if label and last and last.kind is kind and last.label.lower() == label:
            return place
    return None


def _paragraphs(places: Sequence[Address]) -> list[Address]:
    """The places cut off below the paragraph, each once."""
    found: list[Address] = []
    for place in places:
        end = next(
            (i + 1 for i, s in enumerate(place.steps) if s.kind is StepKind.PARAGRAPH),
            len(place.steps),
        )
        whole = Address(place.steps[:end], place.refid)
        if whole not in found:
            found.append(whole)
    return found if len(found) < len(places) else list(places)


def _common(places: Sequence[Address]) -> Address:
    steps = places[0].steps
    for place in places[1:]:
        same = 0
        for mine, other in zip(steps, place.steps, strict=False):
            if mine != other:
                break
            same += 1
        steps = steps[:same]
    return Address(steps, places[0].refid)


def _give(node: DraftNode, role: Role) -> None:
    """A role for a node and what inherits from it; foreign text and notes stay what they are."""
    if node.role is None:
        node.role = role
    if role is Role.AMENDMENT_INSTRUCTION:
        for inner in descend(node):
            inner.role = inner.role or role


class _Unmarked:
    """Reads instructions out of running text and gathers the new wording that follows them."""

    def __init__(self, words: Words, current: str, amending: bool, count: int) -> None:
        self.words = words
        self.current = current
        self.amending = amending
        self.count = count
        self.article: Step | None = None
        self.paragraph: Step | None = None

    def read(self, node: DraftNode) -> None:
        """Gather the children of a container into changes where they say they are such."""
        if not self._concerns(node):
            return
        kept: list[DraftNode] = []
        change: DraftNode | None = None
        places: Sequence[Address] = ()
        for child in node.children:
            found = self._instruction(child)
            if found is not None:
                self._close(change, places)
                change, places = self._open(child, found, kept)
            elif change is not None and self._continues(child):
                change.children.append(child)
            else:
                self._close(change, places)
                change, places = None, ()
                kept.append(child)
        self._close(change, places)
        node.children = kept

    def _concerns(self, node: DraftNode) -> bool:
        if any(child.attributes.get("future") for child in node.children):
            return True
        return self.amending and any(is_running_text(child) for child in node.children)

    def _instruction(self, child: DraftNode) -> tuple[Instruction, ...] | None:
        """What a child instructs; empty when it only introduces changes, None when it is no
        instruction."""
        if child.role is not None or not is_running_text(child):
            return None
        text = self.words(child)
        named = find_amended_document(text)
        if named and named != self.current:
            self.current = named
            self.article = self.paragraph = None
        found = parse_instructions(text, self.current, self.article, self.paragraph)
        if found:
            return found
        return () if named or _INTRODUCING.search(text) else None

    def _open(
        self, child: DraftNode, found: tuple[Instruction, ...], kept: list[DraftNode]
    ) -> tuple[DraftNode | None, Sequence[Address]]:
        """Begin a change; gives it only when new wording is to follow."""
        _instruct(child)
        wording = [one for one in found if one.operation in ("replace", "insert", "heading")]
        moved = [one for one in found if one.operation == "move"]
        if not found:
            kept.append(child)
            return None, ()
        self.count += 1
        change = DraftNode(NodeKind.CHANGE, str(self.count), children=[child])
        kept.append(change)
        places = wording[-1].targets if wording else moved[-1].moved_to if moved else ()
        if not places:
            return None, ()
        self._remember(places[-1])
        if child.children:
            self._lift(change, child)
        return change, places

    def _lift(self, change: DraftNode, child: DraftNode) -> None:
        """New points that stand in the instruction's own paragraph."""
        change.children.extend(child.children[1:])
        first = child.children[0]
        child.children = []
        child.start, child.end = first.start, first.end

    def _remember(self, place: Address) -> None:
        for step in place.steps:
            if step.kind is StepKind.ARTICLE:
                self.article, self.paragraph = step, None
            elif step.kind is StepKind.PARAGRAPH:
                self.paragraph = step

    def _continues(self, child: DraftNode) -> bool:
        """Whether a child can be new wording."""
        if child.kind in (NodeKind.CHANGE, NodeKind.NOTE, NodeKind.FOOTNOTE):
            return child.kind is NodeKind.FOOTNOTE
        if child.kind is NodeKind.ARTICLE:
            return bool(child.attributes.get("future"))
        if child.kind is NodeKind.PARAGRAPH and not child.children:
            text = self.words(child)
            return not (len(text) < 250 and _RULES.match(text) and _IN_FORCE.match(text))
        return True

    def _close(self, change: DraftNode | None, places: Sequence[Address]) -> None:
        if change is None:
            return
        _insert(change.children[1:], places, places[0].refid if places else "")


def _instruct(child: DraftNode) -> None:
    """The instruction is text of its change; lists in it are not part of it."""
    first = child.children[0] if child.children else child
    first.role = Role.AMENDMENT_INSTRUCTION
    child.role = Role.AMENDMENT_INSTRUCTION
    if not child.children:
        child.kind = NodeKind.TEXT
