"""Amendments in Markdown and text drafts: where an instruction ends, where the new wording ends,
and which place of the amended document each inserted node belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import reduce

from regcheck.base.text.patterns import pattern
from regcheck.base.values import Record, member
from regcheck.document.assemble import STEPS
from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role
from regcheck.law.address import Address, Step, StepKind, fit_label
from regcheck.law.amendments import Instruction, named_last, parse_instruction
from regcheck.law.dated import find_amended_document
from regcheck.law.vocabulary import ORDINAL, THE_ENACTMENT, capital
from regcheck.readers.blocks import Block
from regcheck.readers.grammar import Section

_MOST_LETTERS = 400
_STARTS = "§INOKVBDLFGTSÅM0123456789«"
_WORDING = pattern(r"\b(?:lyde|lyda|lyder)(?:\s*:|\.?(?=\s*$))")
_LIST_OF_CHANGES = pattern(
    r"(?:endring|endres|endrast)\w*\b[^.:]{0,60}:|(?:slik\w* |desse |disse |følg\w+ )endring\w*"
)
_VERBS = pattern(r"\b(?:opphev\w+|blir|vert|endres|endrast|erstatt\w+|utgår|strykes)\b")
_START = pattern(
    r"(?:^|(?<=[.:;»]\s)|(?<=[.:;»]\n)|(?<=[a-zæøå]\s))\d{0,3}\.?\s?"
    rf"(?=§|(?:Nye?|Nytt|Nåværende|Noverande|Gjeldende|Overskriften|Overskrifta|{capital(ORDINAL)})\s"
    r"|Kapittel\s[\dIVX]|I\s(?:§|lov|forskrift|kapittel|midlertidig))"
)
_IN_FORCE = pattern(
    rf"(?:Denne |{capital(THE_ENACTMENT)}|Lov |Endringene|Endringane|Denne|Lovendring)"
    r"[^.]{0,80}?\b(?:trer|trår|tek til|tar til|gjelder fra|gjeld frå|settes i kraft|i kraft)\b"
)
_CHAPTERS = frozenset({StepKind.CHAPTER, StepKind.PART, StepKind.ANNEX})
_UNITS = frozenset({NodeKind.ARTICLE, NodeKind.CHAPTER, NodeKind.PART, NodeKind.ANNEX})
_TITLE = Step(StepKind.HEADING, "1")
_DOTTED = str.maketrans("", "", " \u200b–—-")


class Piecewise(Record):
    """A stretch of a block: an instruction, an introduction to changes (`role`), an end of the
    new wording (`ends`), or plain text."""

    block: Block
    instruction: Instruction | None = None
    role: Role | None = None
    ends: bool = False


class ChangeLog(Record):
    """What is being amended while a text is read; `node` is the change whose new wording is being
    read, and `instruction` what it follows, if any; `count` counts the changes."""

    refid: str = ""
    amending: bool = False
    node: DraftNode | None = None
    instruction: Instruction | None = None
    count: int = 0
    amended: list[str] = member(default_factory=list)
    context: tuple[Step, ...] = ()

    def take_title(self, title: str) -> None:
        """Learn from the title whether the document amends, and which document."""
        if "endring" in title.lower():
            self.amending = True
            self._amend(find_amended_document(title))

    def may_instruct(self, first: str, text: str) -> bool:
        """Whether a block is worth a closer look; cheap, as every paragraph comes here."""
        if self.amending:
            return first in _STARTS or self.node is not None
        return first in _STARTS and ("lyde" in text or "endring" in text)

    def instructs(self, text: str) -> bool:
        """Whether a heading in the source is an instruction set as a heading."""
        if not self.may_instruct(text[:1], text) or len(text) > _MOST_LETTERS:
            return False
        if _WORDING.search(text) is None and not (self.amending and _VERBS.search(text)):
            return False
        return self._parsed(text) is not None

    def split(self, block: Block) -> list[Piecewise] | None:
        """The parts of a block that gives instructions, in order; None when it gives none."""
        text = block.text
        if self.node is not None and _IN_FORCE.match(text):
            return [Piecewise(block, ends=True)]
        pieces: list[Piecewise] = []
        at = 0
        intro = self._introduction(text)
        if intro:
            pieces.append(Piecewise(block.part(0, intro), role=Role.AMENDMENT_INSTRUCTION))
            at = intro
        self._instructions(block, at, pieces)
        if not pieces or (pieces[0].instruction is None and pieces[0].role is None):
            return None
        return pieces

    def _introduction(self, text: str) -> int:
        """How far an introduction such as «I lov … gjøres følgende endringer:» reaches."""
        found = _LIST_OF_CHANGES.search(text[:_MOST_LETTERS])
        if found is None:
            return 0
        wording = _WORDING.search(text, 0, found.start())
        named = find_amended_document(text[:_MOST_LETTERS])
        if wording is not None or not (named or (self.amending and text.rstrip()[-1:] == ":")):
            return 0
        self._amend(named)
        self.amending = True
        colon = text.find(":", found.start())
        end = colon + 1 if colon >= 0 else len(text)
        return len(text) if not text[end:].translate(_DOTTED).strip() else end

    def _instructions(self, block: Block, at: int, pieces: list[Piecewise]) -> None:
        text = block.text
        rest = text[at:]
        if not rest.translate(_DOTTED).strip():
            return
        wordings = list(_WORDING.finditer(text, at))
        if not wordings and self.amending and len(rest) < _MOST_LETTERS and _VERBS.search(rest):
            parsed = self._parsed(rest.strip())
            if parsed is not None:
                pieces.append(Piecewise(block.part(at, len(text)), parsed))
                self.remember(parsed)
                return
        for found in wordings:
            for begun in _START.finditer(text, max(at, found.start() - _MOST_LETTERS)):
                start = begun.start()
                if start >= found.start():
                    break
                parsed = self._parsed(text[start : found.end()].strip())
                if parsed is not None and (start > at or not text[at:start].strip()):
                    if text[at:start].strip():
                        pieces.append(Piecewise(block.part(at, start)))
                    pieces.append(Piecewise(block.part(start, found.end()), parsed))
                    self.remember(parsed)
                    at = found.end()
                    break
        if text[at:].strip():
            pieces.append(Piecewise(block.part(at, len(text))))

    def _parsed(self, text: str) -> Instruction | None:
        named = find_amended_document(text)
        if named != self.refid:
            self._amend(named)
        return parse_instruction(text, self.refid, self.context)

    def _amend(self, refid: str) -> None:
        if refid:
            if refid not in self.amended:
                self.amended.append(refid)
            self.refid = refid
            self.context = ()

    def remember(self, instruction: Instruction) -> None:
        """Note the § and paragraph named last."""
        self.context = reduce(named_last, instruction.places, self.context)

    def end(self) -> None:
        """The new wording is complete: give its nodes their role and target."""
        if self.node is not None and self.instruction is not None:
            new = _hoisted(self.node.children[1:], self.instruction)
            self.node.children[1:] = new
            give_targets(new, self.instruction)
        self.node = self.instruction = None

    def _names(self, steps: Callable[[Step], bool]) -> bool:
        places = self.instruction.places if self.instruction else ()
        return any(steps(step) for address in places for step in address.steps)

    def holds_article(self, label: str) -> bool:
        """Whether a § that begins now is part of the new wording."""
        article = (StepKind.ARTICLE, label)
        return self._names(lambda at: at.kind in _CHAPTERS or (at.kind, at.label) == article)

    def holds_section(self, section: Section) -> bool:
        """Whether a chapter heading that begins now is part of the new wording."""
        if section.label.isupper() and section.kind is NodeKind.CHAPTER and section.rank > 3:
            return False
        return self._names(lambda step: step.kind in _CHAPTERS)


def without_quotes(block: Block) -> Block:
    """New wording without the quotation marks that set it off from the instruction."""
    text = block.text
    words = text.rstrip()
    closed = words.removesuffix(".")
    extra = text.count("«") - text.count("»")
    whole = extra == 0 and words[:1] == "«" and closed.find("»") == len(closed) - 1
    start = 1 if words[:1] == "«" and (extra > 0 or whole) else 0
    ends = closed.endswith("»") and (extra < 0 or whole)
    end = len(closed) - 1 if ends else len(text)
    if (start, end) == (0, len(text)) or not text[start:end].strip():
        return block
    return block.part(start, end, alike=True)


def _hoisted(nodes: list[DraftNode], instruction: Instruction) -> list[DraftNode]:
    """New items that an instruction names one by one, out of their paragraph."""
    places = instruction.places
    if not places[0].steps or places[0].steps[-1].kind is not StepKind.ITEM:
        return nodes
    found: list[DraftNode] = []
    for node in nodes:
        only_items = {child.kind for child in node.children} == {NodeKind.ITEM}
        inner = node.kind is NodeKind.PARAGRAPH and not node.label and only_items
        found += node.children if inner else [node]
    return found


def give_targets(nodes: Sequence[DraftNode], instruction: Instruction) -> None:
    """Make nodes inserted text and give each its place in the amended document: a § and what is in
    it by its label, loose paragraphs and items by the places the instruction names, in order."""
    places = instruction.places
    loose = 0
    for node in nodes:
        if node.kind in _UNITS:
            unit = Step(StepKind(node.kind.value), node.label or "1")
            _place(node, Address((unit,), places[0].refid))
        elif instruction.operation == "heading" and not node.children:
            node.kind = NodeKind.HEADING
            _place(node, places[0].child(_TITLE))
        elif node.kind is NodeKind.PARAGRAPH:
            _loose(node, places, loose)
            loose += 1
        elif node.kind is NodeKind.ITEM:
            _loose_item(node, places, loose)
            loose += 1
        else:
            _place(node, places[0])


def _loose(node: DraftNode, places: Sequence[Address], index: int) -> None:
    place = places[min(index, len(places) - 1)]
    last = place.steps[-1] if place.steps else None
    if last is None or last.kind is StepKind.ARTICLE:
        place = place.child(Step(StepKind.PARAGRAPH, node.label or str(index + 1)))
    elif last.kind is StepKind.PARAGRAPH:
        label = node.label or last.label
        if not node.label and index >= len(places) and label.isdecimal():
            label = str(int(label) + index - len(places) + 1)
        node.label = label
        place = place.parent.child(Step(StepKind.PARAGRAPH, label))
    elif (last.kind is StepKind.SENTENCE and len(places) > 1) or (
        last.kind is StepKind.ITEM and any(c.kind is NodeKind.ITEM for c in node.children)
    ):
        place = place.parent
    _place(node, place)


def _loose_item(node: DraftNode, places: Sequence[Address], index: int) -> None:
    """A new item: the place with its own label, or else the one that is its turn."""
    place = places[min(index, len(places) - 1)]
    for other in places:
        if other.steps and node.label and other.steps[-1].label == node.label:
            place = other
    if node.label and place.steps[-1].kind is StepKind.ITEM:
        place = place.parent.child(Step(StepKind.ITEM, node.label))
    _place(node, place)


def _place(node: DraftNode, place: Address) -> None:
    for inner in node.walk():
        inner.role = Role.HEADING if inner.kind is NodeKind.HEADING else Role.INSERTED
    set_target(node, place)


def set_target(node: DraftNode, target: Address) -> None:
    """Give a node its place in the amended document, and all below it theirs."""
    node.target = target
    counted: Counter[tuple[StepKind, bool]] = Counter()
    for child in node.children:
        kind = STEPS.get(child.kind)
        if kind is None:
            set_target(child, target)
            continue
        label = fit_label(child.label)
        dash = kind is StepKind.ITEM and not label
        counted[kind, dash] += 1
        number = counted[kind, dash]
        step = Step(kind, "", number) if dash else Step(kind, label or str(number))
        steps = (step,) if child.kind in _UNITS else (*target.steps, step)
        set_target(child, Address(steps, target.refid))
