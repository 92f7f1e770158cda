"""Articles and numbers without the name of their document: where they are in a treaty or EU act,
and in which."""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.model import Document, Node, NodeKind, Role
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.citations import Citation, CitationKind, find_citations, resolve
from regcheck.law.names import known_eu_act
from regcheck.law.vocabulary import OF_THE_UNION
from regcheck.references.library import Target
from regcheck.references.model import ELSEWHERE, FOUND, UNKNOWN

_NAMED = r"[\w-]{2,40}(?:forordning(?:en|a)|direktivet)"
_EU_SHORT = pattern(
    rf"\b(?:[Ff]orordning|[Dd]irektiv)(?:en|et)? (?:\((?:{OF_THE_UNION})\) )?(?:nr\. ?)?"
    r"\d{1,4}/\d{1,5}[^()§]{0,400}?\((?:heretter )?(?:kalt |kalla )?«?(?P<name>"
    rf"{_NAMED})»?\)"
)
_IN_LEAD = pattern(rf"\b(?P<name>{_NAMED})\b")
_MARKER = 3
_OF_THE_NAMED = pattern(r",? (?:i|til|av) (?:nevnte|nemnde|samme|same|sistnevnte)\b")
_MUCH = 1200


def eu_short_names(document: Document) -> dict[str, str]:
    """The ids of EU acts by the short names that the document gives them in brackets."""
    found: dict[str, str] = {}
    for match in _EU_SHORT.finditer(document.text):
        acts = [one.refid for one in find_citations(match[0]) if one.kind is CitationKind.EU]
        if acts and acts[0]:
            found.setdefault(match["name"].lower(), acts[0])
    return found


def eu_act_named(text: str, span: Span) -> str | None:
    """The id of the EU act named last before an article that refers back to it («artikkel 2 i
    nevnte forordning»), empty where none is named; None for an article without such words."""
    if _OF_THE_NAMED.match(text, span.end) is None:
        return None
    cited = find_citations(text[max(0, span.start - _MUCH) : span.start])
    return next((one.refid for one in reversed(cited) if one.kind is CitationKind.EU), "")


def eu_act_before(text: str, start: int, at: int) -> str:
    """The id of the one EU act cited before an article, in the paragraph that begins at `start` or
    else close by; empty where there are several or none."""
    for begin in (start, max(0, at - _MUCH)):
        cited = find_citations(text[begin:at])
        acts = {one.refid for one in cited if one.kind is CitationKind.EU and one.refid}
        if acts:
            return acts.pop() if len(acts) == 1 else ""
    return ""


def treaty_steps(base: Address, steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """The steps that an article may have, seen from a provision of the same treaty or EU act or of
    an annex to it: beside the article that holds the provision, else in each enclosing annex, the
    nearest first."""
    kept = base.steps
    while kept:
        last = kept[-1]
        kept = kept[:-1]
        if last.kind is StepKind.ARTICLE and not last.label.startswith("artikkel"):
            return
        if last.kind not in (StepKind.PARAGRAPH, StepKind.ITEM, StepKind.SENTENCE):
            yield (*kept, *steps)


def number_place(address: Address, base: Address, own: Target) -> Address | None:
    """The place of a number seen from the provision it stands in: in its paragraph, else in its
    article; None where neither has it."""
    near = Address(resolve(address, base).steps, own.refid)
    kept = base.steps
    while kept and kept[-1].kind is not StepKind.ARTICLE:
        kept = kept[:-1]
    options = [near, Address((*kept, *address.steps), own.refid)] if kept else [near]
    return next((one for one in options if own.has(one)), None)


class Articles:
    """Finds the places of articles without the name of their treaty or EU act."""

    def __init__(self, document: Document, own: Target) -> None:
        self._document = document
        self._own = own
        self._short = eu_short_names(document)

    def act(self, name: str) -> str:
        """The id of the EU act with this name, in law or in the document, or empty."""
        return known_eu_act(name) or self._short.get(name.lower(), "")

    def place(
        self, citation: Citation, leaf: Node, base: Address, address: Address, lead_in: str
    ) -> tuple[Address, str]:
        """The place of an article, in the treaty or EU act that it stands in or one named near it,
        and its status."""
        steps = address.steps
        if (act := eu_act_named(leaf.span.of(self._document.text), citation.span)) is not None:
            return Address(steps, act), ELSEWHERE if act else UNKNOWN
        if (own := self.annexed(base, address)) is not None:
            return own, FOUND
        if leaf.kind is NodeKind.ITEM and citation.span.start <= _MARKER:
            listed = {name.lower() for name in _IN_LEAD.findall(lead_in)}
            if len(listed) == 1:
                return Address(steps, self.act(listed.pop())), ELSEWHERE
        at = leaf.span.start + citation.span.start
        foreign = leaf.role is Role.FOREIGN
        act = "" if foreign else eu_act_before(self._document.text, leaf.span.start, at)
        return Address(steps, act), ELSEWHERE if act else UNKNOWN

    def annex(self, base: Address, address: Address) -> tuple[Address, str] | None:
        """The place in an annex seen from a provision, and its status: in an annex to the same
        treaty or EU act, else in one to the document; None for an annex that neither has."""
        refid, steps = self._document.meta.refid, address.steps
        options = (*treaty_steps(base, steps), steps)
        for place in (Address(one, refid) for one in options):
            if self._own.has(place):
                return place, FOUND
        for one in options:
            over = len(one) - len(steps) + 1
            if self._own.has(Address(one[:over], refid)):
                return Address(one, refid), UNKNOWN
        return (Address(steps), UNKNOWN) if len(steps) > 1 else None

    def annexed(self, base: Address, address: Address) -> Address | None:
        """A place in the same treaty, EU act or annex as a provision; None where it does not
        exist."""
        for steps in treaty_steps(base, address.steps):
            place = Address(steps, self._document.meta.refid)
            if self._own.status(place) == FOUND:
                return place
        return None
