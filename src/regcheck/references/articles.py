"""Articles, chapters of annexes and numbers that say nothing of the text they are in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regcheck.document.model import Document, Node, NodeKind, Role
from regcheck.law.address import Address, StepKind
from regcheck.law.citations import Citation, CitationKind, find_citations, resolve
from regcheck.law.names import known_eu_act
from regcheck.law.provisions import read_provisions
from regcheck.law.vocabulary import OF_THE_UNION
from regcheck.references.context import eu_act_before, eu_act_named, treaty_steps
from regcheck.references.records import ELSEWHERE, UNKNOWN
from regcheck.references.targets import FOUND, Target
from regcheck.text.span import Span

_NAMED = r"[\w-]{2,40}(?:forordning(?:en|a)|direktivet)"
_EU_SHORT = re.compile(
    rf"\b(?:[Ff]orordning|[Dd]irektiv)(?:en|et)? (?:\((?:{OF_THE_UNION})\) )?(?:nr\. ?)?"
    r"\d{1,4}/\d{1,5}[^()§]{0,400}?\((?:heretter )?(?:kalt |kalla )?«?(?P<name>" + _NAMED + r")»?\)"
)
_IN_LEAD = re.compile(rf"\b(?P<name>{_NAMED})\b")
_NUMBER = re.compile(
    r"\b(?:i|under|etter|av|til|jf\.|jfr\.|denne (?:paragraf|artikkel|bestemmelse)(?:en)?) "
    r"(?=nr\. ?\d{1,2}(?:[ ,.;)]|$)"
    r"(?! (?:i|av|til) \w*(?:lov|forsk)))"
)
_MARKER = 3


def eu_short_names(document: Document) -> dict[str, str]:
    """The ids of EU acts by the short names that the document gives them in brackets."""
    found: dict[str, str] = {}
    for match in _EU_SHORT.finditer(document.text):
        acts = [one.refid for one in find_citations(match[0]) if one.kind is CitationKind.EU]
        if acts and acts[0]:
            found.setdefault(match["name"].lower(), acts[0])
    return found


def with_numbers(citations: Sequence[Citation], text: str) -> list[Citation]:
    """The citations of a text and the numbers that stand alone («som nevnt i nr. 2 bokstav a»)."""
    found = list(citations)
    for match in _NUMBER.finditer(text):
        if any(one.span.start <= match.start() < one.span.end for one in found):
            continue
        provisions = read_provisions(text, match.end(), relative=True)
        if provisions is None:
            continue
        span = Span(match.end(), provisions.end)
        over = [one for one in found if span.start <= one.span.start < span.end]
        if any(one.kind is not CitationKind.RELATIVE for one in over):
            continue
        places = tuple(Address(steps, "") for steps in provisions.places)
        found = [one for one in found if one not in over]
        found.append(Citation(span, "", "", places, CitationKind.RELATIVE, provisions.through))
    return sorted(found, key=lambda one: one.span.start)


def is_number(citation: Citation) -> bool:
    """Whether a citation is a number that stands alone."""
    steps = citation.addresses[0].steps if citation.addresses else ()
    return (
        citation.kind is CitationKind.RELATIVE
        and bool(steps)
        and steps[0].kind is StepKind.ITEM
        and steps[0].label[:1].isdigit()
    )


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
    """The places of articles that say nothing of the treaty or EU act they are in."""

    def __init__(self, document: Document, own: Target) -> None:
        self._document = document
        self._own = own
        self._short = eu_short_names(document)

    def act(self, name: str) -> str:
        """The id of the EU act that is called so, in law or in the document, or empty."""
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
        """The place in an annex seen from a provision, and its status: in an annex to the treaty
        or EU act that this is in, else in one to the document; None for an annex that neither
        has."""
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
        """A place in the treaty, EU act or annex that a provision is in; None where it has none."""
        for steps in treaty_steps(base, address.steps):
            place = Address(steps, self._document.meta.refid)
            if self._own.status(place) == FOUND:
                return place
        return None
