"""Checks of how a document is built: headings, numbers, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Node, NodeKind
from regcheck.document.segments.outline import outline
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import IF, THESE
from regcheck.matching.checks.hits import CheckHit

_NUMBER = pattern(r"(?P<before>(?:\d+[a-zA-Z]?[-.])*)(?P<number>\d+)(?P<letter>[a-zA-Z]?)")
_MANY_GAPS = 0.1
_CONDITION = pattern(
    rf"\b(?:(?:{IF}|såfremt|forutsatt at|føresett at"
    r"|(?:forutsetning|føresetnad) av at)"
    r"(?! det (?:er \w+|gjeld(?:er)?):?$)(?: [^\s,.:;]+){0,5}"
    rf"|(?:følgende|følgjande|{THESE}) vilkår(?:ene|a)?"
    r"(?: (?:må|skal|er|være|vere|oppfylt|oppfylte|til stede|i tillegg|også|òg))*),?:?$"
)
_ALL_OR_ONE = pattern(
    r"\b(?:alle|samtlige|samtlege|begge|både|enten|anten|minst|hver|kvar"
    r"|(?:ett?|eitt?|én|ein|en|flere|fleire|noen|nokon|noko) av)\b"
)
_LINKED = pattern(r"\b(?:og|eller|samt|men|og/eller)\W*$")
_AFTER = pattern(r"\b(?P<word>og|eller)[^\w.:]*$")
_LINKS = pattern(r"(?:og|eller|samt|men|enten|anten)\b")


def section_without_heading(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """Sections without a heading: each one where most have a heading, else the first of the
    document. The value is how many lack one, the limit how many there are."""
    if segments.document.meta.kind.is_amending:
        return
    sections = outline(segments).sections
    bare = [
        node
        for node in sections
        if not any(child.kind is NodeKind.HEADING for child in node.children)
    ]
    told = bare if len(bare) * 2 < len(sections) else bare[:1]
    for node in told:
        if hit := _first_sentence(segments, node):
            yield CheckHit(hit.leaf, hit.span, len(bare), len(sections))


def _first_sentence(segments: Segments, node: Node) -> CheckHit | None:
    """The first sentence of a unit's text, after its heading."""
    leaf = segments.leaf_at(node.span.start)
    while 0 <= leaf < len(segments.leaves) and segments.leaves[leaf].kind is NodeKind.HEADING:
        leaf += 1
    if not 0 <= leaf < len(segments.leaves) or segments.leaves[leaf].span.end > node.span.end:
        return None
    return CheckHit(leaf, segments.sentences(segments.leaves[leaf].span)[0])


def numbering_gap(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A section, paragraph or list item whose number does not follow on the one before. The value
    is the number that is missing. Numbers that jump all through a document are its system."""
    if segments.document.meta.kind.is_amending:
        return
    found = outline(segments)
    yield from _gaps(segments, found.sections, rare=True)
    for section in found.sections:
        numbered = [child for child in section.children if child.kind is NodeKind.PARAGRAPH]
        yield from _gaps(segments, numbered)
    for one in found.lists:
        items = [child for child in one.node.children if child.kind is NodeKind.ITEM]
        yield from _letter_gaps(segments, items)
        yield from _gaps(segments, items)


def _gaps(segments: Segments, nodes: Sequence[Node], *, rare: bool = False) -> list[CheckHit]:
    found = []
    last: re.Match[str] | None = None
    for node in nodes:
        number = _NUMBER.fullmatch(node.label)
        if number and last and last["before"] == number["before"]:
            step = int(number["number"]) - int(last["number"])
            hit = _first_sentence(segments, node) if step > 1 else None
            if hit and int(number["number"]) % 10:
                found.append(CheckHit(hit.leaf, hit.span, int(last["number"]) + 1))
        last = number
    return [] if rare and len(found) > max(1, len(nodes) * _MANY_GAPS) else found


def _letter_gaps(segments: Segments, items: Sequence[Node]) -> Iterator[CheckHit]:
    labels = [item.label.lower() for item in items]
    if not labels or labels[0] != "a" or any(len(label) != 1 for label in labels):
        return
    for before, label, item in zip(labels, labels[1:], items[1:], strict=False):
        hit = _first_sentence(segments, item) if ord(label) > ord(before) + 1 else None
        if hit and label < "w":
            yield hit


def duplicate_number(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A section whose number another section of the same document has, or a numbered paragraph
    whose number another in its section has; the first one with the number is related."""
    if segments.document.meta.kind.is_amending:
        return
    sections = outline(segments).sections
    yield from _repeated(
        segments,
        [(node.address.path.rpartition("[")[0] or node.address.path, node) for node in sections],
    )
    for section in sections:
        numbered = [
            (child.label, child)
            for child in section.children
            if child.kind is NodeKind.PARAGRAPH and child.label
        ]
        yield from _repeated(segments, numbered)


def _repeated(segments: Segments, numbered: Sequence[tuple[str, Node]]) -> Iterator[CheckHit]:
    first: dict[str, Node] = {}
    for number, node in numbered:
        earlier = first.setdefault(number, node)
        hit = _first_sentence(segments, node) if earlier is not node else None
        if hit is not None:
            opening = (earlier.children or (earlier,))[0].span
            yield CheckHit(hit.leaf, hit.span, related=(opening,) if opening else ())


def list_without_connector(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A list of conditions that does not say whether all must be met or one is enough; reported
    at the end of the lead-in."""
    for one in outline(segments).lists:
        children = one.node.children
        lead_in, items = children[0], [c for c in children if c.kind is NodeKind.ITEM]
        if lead_in.kind is not NodeKind.TEXT or len(items) < 2:
            continue
        leaf = segments.leaf_at(lead_in.span.start)
        sentence = segments.sentences(lead_in.span)[-1]
        words = segments.lowered[sentence.start : sentence.end]
        condition = _CONDITION.search(words)
        if not condition or _ALL_OR_ONE.search(words, max(0, condition.start() - 30)):
            continue
        if not _is_linked(segments, items):
            yield CheckHit(leaf, Span(sentence.start + condition.start(), sentence.end))


def mixed_connectors(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """A list with «og» or «eller» after some of its items that is not the one before the last, or
    with both; reported at the first of these words that stands askew."""
    for one in outline(segments).lists:
        items = [c.span for c in one.node.children if c.kind is NodeKind.ITEM]
        if [segments.text[span.start].isupper() for span in items[-2:]] == [False, True]:
            items.pop()  # a sentence that follows on the list
        ends = [_AFTER.search(segments.lowered, max(s, e - 9), e) for s, e in items[:-1]]
        linked = [found for found in ends if found]
        words = {found["word"] for found in linked}
        if linked and linked[0] is not ends[-1] and (len(linked) < len(ends) or len(words) > 1):
            yield CheckHit(segments.leaf_at(linked[0].start()), Span(*linked[0].span("word")))


def _is_linked(segments: Segments, items: Sequence[Node]) -> bool:
    ends = [item.span.of(segments.lowered)[-24:] for item in items[:-1]]
    if any(_LINKED.search(end) for end in ends):
        return True
    return _LINKS.match(segments.lowered, items[-1].span.start) is not None


def list_depth(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """Lists that lie deeper than the limit, reported at their first item."""
    above = float(options["above"])
    for one in outline(segments).lists:
        if one.depth > above:
            item = next(child for child in one.node.children if child.kind is NodeKind.ITEM)
            if hit := _first_sentence(segments, item):
                yield CheckHit(hit.leaf, hit.span, one.depth, above)
