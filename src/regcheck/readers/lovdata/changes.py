"""What an amending document inserts, and where in the amended one that belongs: as its markup says
(`article.change`), else as its instructions say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from regcheck.base.text.patterns import pattern
from regcheck.base.values import Record
from regcheck.document.assemble import STEPS
from regcheck.document.draft import DraftNode
from regcheck.document.model import NodeKind, Role
from regcheck.law.address import Address, Step, StepKind, fit_label
from regcheck.law.address_path import paths_in
from regcheck.law.amendments import Instruction, named_last, parse_instructions
from regcheck.law.dated import find_amended_document
from regcheck.law.vocabulary import ARTICLE
from regcheck.readers.changes import set_target
from regcheck.readers.lovdata.units import STRUCTURE, give, is_running_text, mark

Words = Callable[[DraftNode], str]
"""Gives the words of a leaf, or of the first leaf of a container."""

_UNITS = frozenset({NodeKind.PARAGRAPH, NodeKind.ITEM, NodeKind.ARTICLE})
_OWN_ROLES = frozenset({NodeKind.HEADING, NodeKind.TABLE, NodeKind.FOOTNOTE})
_SMALL = frozenset({StepKind.SENTENCE, StepKind.ITEM})
_CHAPTER = pattern(
    r"(?:Kapittel|Kapitel|Kap\.?)\s+(\d+(?:\s?[A-Za-z]\b)?|[IVXLC]+)(?!\w)", re.IGNORECASE
)


def insert(nodes: Sequence[DraftNode], places: Sequence[Address], refid: str, words: Words) -> None:
    """Mark `nodes` as new text for `places` of the document `refid` (empty: that of the places)."""
    for node in nodes:
        if node.kind not in _OWN_ROLES:
            give(node, Role.INSERTED)
    if not places and not refid:
        return
    refid = refid or places[0].refid
    loose: list[DraftNode] = []
    for node in nodes:
        if node.kind is NodeKind.ARTICLE:
            step = Step(StepKind.ARTICLE, fit_label(node.label) or "1")
            label = step.label.lower()
            same = (p for p in places if p.steps and p.steps[0].label.lower() == label)
            named = next(same, None)
            place = Address(named.steps[:1], named.refid) if named else Address((step,), refid)
            set_target(node, place)
        elif node.kind is NodeKind.HEADING:
            place = _headed(words(node), places, refid)
            node.target = place.child(Step(StepKind.HEADING, "1"))
        else:
            loose.append(node)
    _insert_loose(loose, places)


def _headed(heading: str, places: Sequence[Address], refid: str) -> Address:
    """What a new heading is the heading of; the document where nothing else is named."""
    for place in places:
        if place.steps and place.steps[-1].kind is not StepKind.ARTICLE:
            return place
    named = _CHAPTER.match(heading)
    if named:
        return Address((Step(StepKind.CHAPTER, "".join(named[1].split())),), refid)
    return places[0] if len(places) == 1 else Address((), refid)


def _insert_loose(nodes: list[DraftNode], places: Sequence[Address]) -> None:
    """Paragraphs and points: in pairs, else by label, else under their common place."""
    if not nodes or not places:
        return
    count = sum(node.kind in _UNITS for node in nodes)
    grouped = _paragraphs(places)
    common = _common(places)
    number = dashes = 0
    for node in nodes:
        if node.kind not in _UNITS:
            set_target(node, common)
            continue
        if len(places) == count:
            place: Address | None = places[number]
        elif len(grouped) == count:
            place = grouped[number]
        else:
            place = _by_label(node, places)
        place = place or common
        number += 1
        if node.kind is NodeKind.ITEM:
            label = fit_label(node.label)
            dashes += not label
            if not place.steps or place.steps[-1].kind not in _SMALL:
                place = place.child(Step(StepKind.ITEM, label, 1 if label else dashes))
        set_target(node, place)


def _by_label(node: DraftNode, places: Sequence[Address]) -> Address | None:
    own = (STEPS[node.kind], fit_label(node.label).lower())
    for place in places:
        if own[1] and own in ((step.kind, step.label.lower()) for step in place.steps[-1:]):
            return place
    return None


def _paragraphs(places: Sequence[Address]) -> list[Address]:
    """The places cut off below the paragraph, each once."""
    found: dict[Address, None] = {}
    for place in places:
        kinds = [step.kind for step in place.steps]
        end = kinds.index(StepKind.PARAGRAPH) + 1 if StepKind.PARAGRAPH in kinds else None
        found[Address(place.steps[:end], place.refid)] = None
    return list(found if len(found) < len(places) else places)


def _common(places: Sequence[Address]) -> Address:
    steps = zip(*(place.steps for place in places), strict=False)
    same = takewhile(lambda some: len(set(some)) == 1, steps)
    return Address(tuple(some[0] for some in same), places[0].refid)


_PLACES = ("data-change-part", "data-add-new-part")
_CONTAINERS = STRUCTURE - {NodeKind.CHANGE}
_INTRODUCING = pattern(
    r"(?:gjør(?:es|ast)|gjer(?:es|ast)|er det gjort)\b.{0,60}\b(?:endring|rettelse|tilføyelse)"
    r"|\bendres (?:slik|som følger)\b",
    re.IGNORECASE,
)
_INSTRUCTING = pattern(
    r"(?:(?:I|Under|Etter|Til|Nåværende|Noverande|Nå?gjeldende|Någjeldande|Dagens|Nye?|Nytt|Kapit\w+"
    r"|Vedlegg\w*|EØS\S*|Hjemmel\w*|Tittel\w*|Overskrift\w*|Paragrafoverskrift\w*|Fotnote\w*"
    r"|Tabell\w*|Ingress\w*|Innledning\w*|\w+ (?:ledd|punktum|bokstav|§))\b|§).{0,250}?\b(?:"
    r"skal(?: \w+){0,3} (?:lyde|bli|ha)|opphev(?:es|ast|et|a)|tilføy(?:es|ast)|endr(?:es|ast)"
    r"|erstatt(?:es|ast)|utgår|går ut|inntas|stryk(?:es|ast)|fjern(?:es|ast)|(?:tas|settes) inn"
    r"|blir (?:nye?|nytt|§|\w+ (?:ledd|punktum|bokstav)))(?!\w)"
)
_WORDING = pattern(r"\bskal\b[^.]{0,200}\blyd[ae]\s*:?\s*$")
_INTRODUCED = pattern(r"(?:\d+\.?\s*)?I (?:lov|forskrift|midlertidig)\b")
_FOLLOWED = pattern(r"(?:\blyde|:)\s*$")
_ASIDE = pattern(r"\s*\((?:endret|endra|nye?|nytt)\)")
_OF_THE_UNION = pattern(rf"\b(?:{ARTICLE})\b", re.IGNORECASE)
"""What an instruction amends where it is a translated act of the union."""
_MOST_LETTERS = 300
_IN_FORCE = pattern(
    r"(?:\w+ ){0,4}?(?:trer|trår|tek|tar|gjelder|gjeld|skal gjelde|settes|vert sett)\b.{0,40}?"
    r"(?:i kraft|straks|umiddelbart|fra|frå|til å gjelde)",
    re.IGNORECASE,
)
_RULES = pattern(r"(?:denne |desse |disse )?(?:forskrift|endring|lov|vedtak)", re.IGNORECASE)


def resolve_changes(root: DraftNode, words: Words, amends: Sequence[str], amending: bool) -> None:
    """Set roles and targets of all inserted text. `amends` are the refids that the metadata says
    are amended; `amending` says that the whole document amends."""
    groups = [node for node in root.walk() if node.kind in STRUCTURE]
    changes = [node for node in groups if node.kind is NodeKind.CHANGE]
    for node in changes:
        _marked(node, words)
    current = amends[0] if len(amends) == 1 else ""
    reader = _Unmarked(words, current, amending, len(changes))
    for node in groups:
        if node.kind in _CONTAINERS and node.role not in (Role.FOREIGN, Role.EDITORIAL):
            reader.read(node)


def _marked(change: DraftNode, words: Words) -> None:
    attributes = change.attributes
    places = [place for name in _PLACES for place in paths_in(attributes.get(name, ""))]
    inserted: list[DraftNode] = []
    for child in change.children:
        if not places or is_running_text(child):
            give(child, Role.AMENDMENT_INSTRUCTION)
        elif child.kind is not NodeKind.NOTE:
            inserted.append(child)
    insert(inserted, places, attributes.get("data-document", ""), words)


class _Unmarked(Record):
    """Reads instructions out of running text and gathers the new wording that follows them."""

    words: Words
    current: str
    amending: bool
    count: int
    context: tuple[Step, ...] = ()
    translated: bool = False

    def read(self, node: DraftNode) -> None:
        """Gather the children of a container into changes where they say they are such."""
        if not (self.amending or any(child.attributes.get("future") for child in node.children)):
            return
        kept: list[DraftNode] = []
        change: DraftNode | None = None
        places: Sequence[Address] = ()
        for child in node.children:
            found = self._instruction(child)
            if found is None and change is not None and self._continues(child):
                change.children.append(child)
                continue
            self._close(change, places)
            change, places = None, ()
            if found is None:
                kept.append(child)
                self._alone(child)
            else:
                change, places = self._open(child, found, kept)
        self._close(change, places)
        node.children = kept

    def _alone(self, child: DraftNode) -> None:
        """New provisions without an instruction before them, and bare repeals."""
        if child.kind is NodeKind.ARTICLE and child.attributes.get("future"):
            insert((child,), (), self.current, self.words)
        elif child.kind is NodeKind.PARAGRAPH and child.role is None and not child.children:
            text = self.words(child)
            if "opphev" in text and len(text) < _MOST_LETTERS and find_amended_document(text):
                child.role = Role.AMENDMENT_INSTRUCTION

    def _instruction(self, child: DraftNode) -> tuple[Instruction, ...] | None:
        """What a child instructs; empty for an introduction to changes, None for anything else."""
        if child.role is not None or not self._may_instruct(child):
            return None
        text = _ASIDE.sub("", self.words(child)[:2000]).replace("paragraf ", "§ ")
        named = find_amended_document(text)
        if named and named != self.current:
            self.current = named
            self.context = ()
        found = parse_instructions(text, self.current, self.context)
        if found or named or _INTRODUCING.search(text):
            return found
        if len(text) > _MOST_LETTERS or not (_INSTRUCTING.match(text) or _WORDING.search(text)):
            return None
        if "§" in text:
            found = parse_instructions(text[text.index("§") :], self.current)
        whole = (Address((), self.current),)
        follows = _FOLLOWED.search(text) is not None
        return found or (Instruction("replace" if follows else "substitute", whole),)

    def _may_instruct(self, child: DraftNode) -> bool:
        """Running text may; a paragraph only when it introduces changes to a document it names."""
        if is_running_text(child):
            return True
        if child.kind is not NodeKind.PARAGRAPH:
            return False
        text = self.words(child)[:2000]
        return bool(_INTRODUCED.match(text) and _INTRODUCING.search(text))

    def _open(
        self, child: DraftNode, found: tuple[Instruction, ...], kept: list[DraftNode]
    ) -> tuple[DraftNode | None, Sequence[Address]]:
        """Begin a change; gives it only when new wording is to follow."""
        text = self.words(child)[:_MOST_LETTERS]
        # Instructions that only name a number go on with what was named before.
        if "§" in text or _INTRODUCED.match(text):
            self.translated = False
        elif _OF_THE_UNION.search(text):
            self.translated = True
        # The instruction is text of its change; lists in it are not part of it.
        first = child.children[0] if child.children else child
        first.role = child.role = Role.AMENDMENT_INSTRUCTION
        if not child.children:
            child.kind = NodeKind.TEXT
        if not found:
            kept.append(child)
            return None, ()
        wording = [one for one in found if one.operation in ("replace", "insert", "heading")]
        moved = [one for one in found if one.operation == "move"]
        self.count += 1
        change = DraftNode(NodeKind.CHANGE, str(self.count), children=[child])
        kept.append(change)
        places = wording[-1].targets if wording else moved[-1].moved_to if moved else ()
        if not places:
            return None, ()
        self.context = named_last(self.context, places[-1])
        if child.children:  # new points stand in the instruction's own paragraph
            lead_in, *points = child.children
            change.children += points
            child.children = []
            child.start, child.end, child.kind = lead_in.start, lead_in.end, NodeKind.TEXT
        return change, places

    def _continues(self, child: DraftNode) -> bool:
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
        insert(change.children[1:], places, self.current, self.words)
        if self.translated:
            for child in change.children[1:]:
                mark(child, Role.FOREIGN)
