"""What a document refers to, and whether it is there: in itself and in a body of law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.corpus.names import Called, fits, names_of, plain_name
from regcheck.corpus.places import places_of
from regcheck.corpus.reference_anaphora import OWN_ACT, OWN_REGULATION, Said
from regcheck.corpus.reference_annexes import is_annex, with_annexes
from regcheck.corpus.reference_articles import Articles, is_number, number_place, with_numbers
from regcheck.corpus.reference_context import (
    OURS,
    as_of,
    dated_after,
    dated_title,
    designation,
    excepts,
    fitted,
    is_above_or_below,
    is_of_another,
    is_of_this,
    is_short_name,
    is_taken_back,
    longer_names,
    short_names,
    speaks_of_another,
    title_after,
)
from regcheck.corpus.reference_doubts import is_doubtful, is_repealed_here
from regcheck.corpus.reference_library import Library
from regcheck.corpus.reference_records import ELSEWHERE, UNKNOWN, Reference
from regcheck.corpus.reference_targets import DANGLING, FOUND, REPEALED, Target
from regcheck.document.model import Document, Node, NodeKind, Role
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.address_text import long
from regcheck.law.citations import Citation, CitationKind, resolve
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_SILENT = frozenset({Role.EDITORIAL, Role.QUOTED, Role.AMENDMENT_INSTRUCTION, Role.HEADING})
_SILENT_KINDS = frozenset({NodeKind.HEADING, NodeKind.NOTE, NodeKind.FOOTNOTE})
_LINK = re.compile(r"[\s,;(]*(?:jfr?\.?|og|eller|samt|til|,|;|\s|også|òg|av|med|unntatt)*[\s(]*")
_NAMED_OVER = re.compile(
    r"(?i)\b(?:\w{3,}(?:loven|lova|forskriften|forskrifta)|(?:lov|forskrift) (?:om|\d)\b)"
)
_NUMBERED = re.compile(r"(?:\d|\bnr\.|\bavsnitt|\bpunkt|\bbokstav \w)[ .,\w)]{0,6}(?<! i )$")
_NEAR, _FAR, _BEFORE, _MARKER = 60, 260, 600, 3


def references_in(document: Document, library: Library) -> list[Reference]:
    """Every reference in the document, in text order; those to several places once for each."""
    reader = _Reader(document, library)
    return [one for index, leaf in enumerate(document.leaves) for one in reader.leaf(index, leaf)]


class _Reader:
    """Reads one document's citations."""

    def __init__(self, document: Document, library: Library) -> None:
        self.document = document
        self.segments = Segments(document)
        self.library = library
        meta = document.meta
        self.own = Target(meta.refid, places_of(document), meta.title)
        self.as_of = as_of(document)
        self.short_names = short_names(document)
        named = names_of(Called(meta.refid, meta.title, meta.short_title))
        is_own = bool(meta.refid) and not meta.kind.is_amending
        self.names = {one for one in named if is_own and fits(one, meta.refid)}
        self.said = Said(document, library, self.as_of)
        self.articles = Articles(document, self.own)

    def leaf(self, index: int, leaf: Node) -> Iterator[Reference]:
        """The references in a leaf."""
        if leaf.role in _SILENT or leaf.kind in _SILENT_KINDS:
            return
        text = leaf.span.of(self.document.text)
        carried: tuple[str, bool] | None = None
        before, aside, named_in = 0, False, ""
        for citation in with_annexes(with_numbers(self.said.citations(text), text), text):
            between = text[before : citation.span.start]
            linked = _LINK.fullmatch(between) is not None or (carried and between == named_in)
            linked = linked or (before > 0 and not aside and excepts(between))
            aside = text.endswith(("jf. ", "jfr. "), 0, citation.span.start)
            text_of = self._text(citation, text, leaf, carried if linked else None)
            if carried and citation.act_name and is_short_name(between):
                text_of = carried
            before, carried = citation.span.end, text_of
            named_in = "" if citation.addresses else ") "
            yield from self._places(citation, leaf, index, text_of, text)

    def _text(
        self, citation: Citation, text: str, leaf: Node, carried: tuple[str, bool] | None
    ) -> tuple[str, bool]:
        """The id of the text that is cited, and whether it is known which that is."""
        if citation.kind is CitationKind.EU:
            return citation.refid, True
        if citation.kind is CitationKind.TREATY:
            return self.articles.act(citation.act_name), True
        if regulation := self.said.regulation_to(text, citation):
            return regulation
        if citation.refid:
            title = citation.refid.partition("/")[0] + text[citation.span.end :][:_NEAR]
            return self.library.whole(citation.refid, title), True
        own = leaf.target.refid if leaf.target is not None else self.document.meta.refid
        if not (name := citation.act_name.lower()) and is_above_or_below(text, citation.span.end):
            return own, True
        if name:
            return self._called(name, text, citation, own)
        if carried is not None:
            return carried
        if citation.kind is CitationKind.RELATIVE:
            start = citation.span.start
            sure = text[start].isupper() or not _NUMBERED.search(text[:start])
            return (own, True) if sure else ("", False)
        if named := self._spoken_of(citation, text, leaf, own):
            return named
        if leaf.role is Role.FOREIGN or is_of_another(text, citation.span):
            return "", False
        if listed := self.said.listed(text[: citation.span.start]):
            return listed, True
        if leaf.target is None:
            own = self._amended(own)
        return self.said.titled(text[: citation.span.start]) or (own, True)

    def _amended(self, own: str) -> str:
        """The one text that this one amends, else itself."""
        meta = self.document.meta
        amended = {one.split("/§")[0] for one in meta.amends} if meta.kind.is_amending else set()
        return amended.pop() if len(amended) == 1 else own

    def _is_amended(self, refid: str) -> bool:
        """Whether this text amends another, which may be given what it lacks."""
        meta = self.document.meta
        return meta.kind.is_amending and any(one.split("/§")[0] == refid for one in meta.amends)

    def _called(self, name: str, text: str, citation: Citation, own: str) -> tuple[str, bool]:
        """The text that is called so, by a date beside its name or by the name alone."""
        if (found := self.said.alone(name, text, citation, self._amended(own))) is not None:
            return found
        before = text[max(0, citation.span.start - _NEAR) : citation.span.start]
        if (day := dated_after(text, citation)) is not None:
            return day, bool(day)
        names = (name, *longer_names(before.lower(), name))
        if (dated := self.said.of_year(text, citation, names)) is not None:
            return dated, bool(dated)
        if plain_name(name) in self.names:
            return self.document.meta.refid, True
        said = self.short_names.get(plain_name(name), "")
        refid = next(filter(None, (self.library.named(one, self.as_of) for one in names)), said)
        if said and citation.kind is CitationKind.REGULATION and refid != own:
            refid = said
        return refid, bool(refid)

    def _spoken_of(
        self, citation: Citation, text: str, leaf: Node, own: str
    ) -> tuple[str, bool] | None:
        """The text that a bare section is said to be of: this one, or the one with the designation
        just before it or the title after it."""
        if is_of_this(text[: citation.span.start]):
            return own, True
        if (same := self.said.same(text, citation.span, leaf.span.start)) is not None:
            return same, bool(same)
        designated = designation(text[: citation.span.start])
        if refid := self.library.named(designated, self.as_of) if designated else "":
            return refid, True
        if designated.startswith("BSL"):
            return "", False
        if title := title_after(text, citation.span.end):
            refid = self.library.titled(title, self.as_of) or dated_title(title)
        else:
            return None
        return refid, bool(refid)

    def _places(
        self, citation: Citation, leaf: Node, index: int, cited: tuple[str, bool], text: str
    ) -> Iterator[Reference]:
        refid, sure = cited
        base = leaf.target if leaf.target is not None else leaf.address
        for address in citation.addresses or (Address((), refid),):
            steps = address.steps
            if refid == base.refid or not refid:
                steps = resolve(address, base).steps
            if citation.kind is CitationKind.TREATY and not citation.act_name:
                over = self._lead_in(leaf, citation)
                found = self.articles.place(citation, leaf, base, address, over)
                yield self._reference(citation, leaf, index, *found)
                continue
            if is_annex(citation):
                annex = self.articles.annex(base, address) if leaf.target is None else None
                if annex is not None:
                    yield self._reference(citation, leaf, index, *annex)
                continue
            if is_number(citation):
                number = number_place(address, base, self.own) if leaf.target is None else None
                if number is not None:
                    yield self._reference(citation, leaf, index, number, FOUND)
                elif len(steps) > 1:
                    yield self._reference(citation, leaf, index, Address(steps), UNKNOWN)
                continue
            for place in self._fitted(Address(steps, refid), leaf, citation, text):
                found = self._settled(place, (refid, sure), leaf, citation, text)
                yield self._reference(citation, leaf, index, *found)

    def _settled(
        self, place: Address, cited: tuple[str, bool], leaf: Node, citation: Citation, text: str
    ) -> tuple[Address, str]:
        """A place as it is after a second look, and its status."""
        status = self._status(*cited, place, leaf, citation)
        bare = citation.kind is CitationKind.INTERNAL
        if bare and self._is_listed(citation, leaf):
            place, status = self._over_the_list(place.steps, leaf, citation)
        lost = status in (DANGLING, ELSEWHERE) and leaf.target is None
        lost = lost or (status == UNKNOWN and place.refid == self.document.meta.refid != "")
        if bare and lost and not self._is_told(text, citation, leaf):
            again = self._second_thought(place, status, citation, leaf, text)
            place, status = (place, status) if again[1] == UNKNOWN == status else again
        if bare and status == UNKNOWN and leaf.role is Role.FOREIGN:
            base = leaf.target if leaf.target is not None else leaf.address
            near = self.articles.annexed(base, Address(place.steps))
            place, status = (near, FOUND) if near is not None else (place, status)
        if status not in (DANGLING, REPEALED):
            return place, status
        if citation.act_name.lower() in OWN_ACT:
            is_act = self.document.meta.kind.is_act
            if not is_act or speaks_of_another(text[: citation.span.start], is_act=True):
                return place, UNKNOWN  # which act that is was told by other words than these
        vague = citation.kind is CitationKind.RELATIVE or self._is_vague(citation, text)
        vague = vague or is_taken_back(text, citation.span.end)
        if status == REPEALED and is_repealed_here(text, citation):
            return place, FOUND  # these very words repeal it
        if status == DANGLING:
            if not bare and self._is_see_own(citation, text, place):
                return Address(place.steps, self.document.meta.refid), FOUND
            earlier = place.refid == self.document.meta.refid and not self.own.numbers_like(place)
            annexed = any(step.kind is StepKind.ANNEX for step in leaf.address.steps[:1])
            vague = vague or (bare and annexed and place.steps[0].kind is StepKind.CHAPTER)
            vague = vague or (earlier and citation.act_name.lower() not in ("", *OWN_ACT))
            vague = vague or is_doubtful(text, citation, place, self._target(place, leaf))
        if self._is_amended(place.refid):
            return place, UNKNOWN
        return (Address(place.steps), UNKNOWN) if vague else (place, status)

    def _is_told(self, text: str, citation: Citation, leaf: Node) -> bool:
        """Whether the words beside a bare section say what text it is in."""
        after = title_after(text, citation.span.end)
        return bool(after) or self.said.same(text, citation.span, leaf.span.start) is not None

    def _fitted(self, place: Address, leaf: Node, citation: Citation, text: str) -> list[Address]:
        """The place as its text numbers it; both ends of a range."""
        target = self._target(place, leaf)
        quote = citation.span.of(text)
        return fitted(target, place, quote) if target is not None else [place]

    def _target(self, place: Address, leaf: Node) -> Target | None:
        """The text that a place is in, where it is at hand."""
        ours = place.refid in ("", self.document.meta.refid) and leaf.target is None
        return self.own if ours else self.library.target(place.refid)

    def _is_see_own(self, citation: Citation, text: str, place: Address) -> bool:
        """Whether a section behind one of another act is of this text, after «jf.» or numbered as
        only this one is: «båtloven § 4, jf. § 1-3»."""
        own = Address(place.steps, self.document.meta.refid)
        quote = citation.span.of(text)
        if place.refid == own.refid or quote[:1] == "§" or quote[:3].lower() == "kap":
            return False
        if place.steps == citation.addresses[0].steps:
            return False
        target = self.library.target(place.refid)
        like = target is None or target.numbers_like(place)
        sees = re.search(r"\bjfr?\. §", quote) is not None
        return (sees or not like) and self.own.status(own) == FOUND

    def _over_the_list(
        self, steps: tuple[Step, ...], leaf: Node, citation: Citation
    ) -> tuple[Address, str]:
        """The place in the text that is named over a list, where there is one such text and it
        has the place."""
        cited = self.said.citations(self._lead_in(leaf, citation))
        texts = {
            self.library.whole(one.refid) if one.refid else self.library.named(one.act_name)
            for one in cited
            if one.refid or one.act_name.lower() not in ("", *OWN_ACT, *OWN_REGULATION)
        }
        own = Address(steps, self.document.meta.refid)
        if all(one.addresses for one in cited) and self.own.status(own) == FOUND:
            return own, FOUND
        if len(texts) == 1 and (refid := texts.pop()):
            place = Address(steps, refid)
            if (status := self._status(refid, True, place, leaf, citation)) != DANGLING:
                return place, status
        return Address(steps), UNKNOWN

    def _is_listed(self, citation: Citation, leaf: Node) -> bool:
        """Whether an item begins with a section that belongs to a text named over the list."""
        if leaf.kind is not NodeKind.ITEM or citation.span.start > _MARKER:
            return False
        return _NAMED_OVER.search(OURS.sub(" ", self._lead_in(leaf, citation))) is not None

    def _is_vague(self, citation: Citation, text: str) -> bool:
        """Whether a text is only called «forskriften», which may be some other than this one."""
        if citation.act_name.lower() not in OWN_REGULATION:
            return False
        start = citation.span.start
        return not text[max(0, start - 7) : start].lower().endswith(("denne ", "desse "))

    def _second_thought(
        self, place: Address, status: str, citation: Citation, leaf: Node, text: str
    ) -> tuple[Address, str]:
        """A bare section that leads nowhere in the text it was taken to be of: it is of this one
        when that has it, and of some other when one is spoken of."""
        own = Address(place.steps, self.document.meta.refid)
        titled = self.said.titled(text[: citation.span.start])
        see = status == DANGLING and text.endswith(("jf. ", "jfr. "), 0, citation.span.start)
        if titled is not None and titled[0] == place.refid and not see:
            return place, status
        if place.refid != own.refid:
            again = self._status(own.refid, True, own, leaf, citation)
            return (own, again) if again == FOUND else (place, status)
        at = leaf.span.start + citation.span.start
        article = self.segments.article_of(self.document.leaf_at(leaf.span.start)).span
        near = self.document.text[max(article.start, at - _BEFORE) : at]
        before = f"{self._lead_in(leaf, citation)} {near}"
        if named := self._named_near(place, before, leaf, citation):
            return named
        about = Address(place.steps, self.library.basis(self.document.meta.title))
        if about.refid and self._status(about.refid, True, about, leaf, citation) == FOUND:
            return about, FOUND
        foreign = speaks_of_another(before, is_act=self.document.meta.kind.is_act)
        if foreign or not self.own.numbers_like(place):
            return Address(place.steps), UNKNOWN
        return place, status

    def _named_near(
        self, place: Address, before: str, leaf: Node, citation: Citation
    ) -> tuple[Address, str] | None:
        """The same place in the text that was named last before it, where that has it."""
        for cited in reversed(self.said.citations(before)):
            name = cited.act_name.lower()
            if not cited.refid and name in ("", *OWN_ACT, *OWN_REGULATION):
                continue
            refid = self.library.whole(cited.refid) or self.library.named(name, self.as_of)
            other = Address(place.steps, refid)
            if refid and self._status(refid, True, other, leaf, citation) == FOUND:
                return other, FOUND
            section = Address(place.steps[:1], refid)
            there = refid and self._status(refid, True, section, leaf, citation) == FOUND
            return (other, UNKNOWN) if there else None
        return None

    def _lead_in(self, leaf: Node, citation: Citation) -> str:
        """The headings over a citation, and the lead-in of the list that it is in."""
        index = self.document.leaf_at(leaf.span.start)
        over = [
            child.span
            for above in self.document.parents[index]
            for child in above.children[:1]
            if child.kind is NodeKind.HEADING and above.kind is not NodeKind.DOCUMENT
        ]
        at = Span(leaf.span.start + citation.span.start, leaf.span.start + citation.span.end)
        pieces = self.segments.norm(index, at)
        over += [piece for piece in pieces if piece.end <= leaf.span.start]
        return " ".join(one.of(self.document.text) for one in over)

    def _status(
        self, refid: str, sure: bool, place: Address, leaf: Node, citation: Citation
    ) -> str:
        if not sure:
            return UNKNOWN
        if citation.kind in (CitationKind.EU, CitationKind.TREATY):
            return ELSEWHERE
        ours = refid == self.document.meta.refid and leaf.target is None
        target = self.own if ours else self.library.target(refid)
        if target is None:
            return ELSEWHERE
        if not place.steps:
            return FOUND
        meta = self.document.meta
        if ours and meta.kind.is_amending:
            there = not meta.amends and target.status(place) == FOUND
            return FOUND if there else UNKNOWN
        if not target.has_sections():
            return FOUND if target.status(place) == FOUND else UNKNOWN
        if place.steps[0].kind not in (StepKind.ARTICLE, StepKind.CHAPTER, StepKind.PART):
            return FOUND if ours else UNKNOWN
        if leaf.target is not None and not ours:
            status = target.status(place)
            return UNKNOWN if status == DANGLING else status
        return target.status(place)

    def _reference(
        self, citation: Citation, leaf: Node, index: int, place: Address, status: str
    ) -> Reference:
        document = self.document
        span = Span(leaf.span.start + citation.span.start, leaf.span.start + citation.span.end)
        source = document.offsets.to_source(span)
        language = self.segments.language(index)
        locale = language if language in ("nb", "nn", "en") else "nb"
        return Reference(
            path=document.source.path,
            refid=document.meta.refid,
            address=long(leaf.address, locale),
            address_path=leaf.address.path,
            start=source.start,
            end=source.end,
            quote=" ".join(span.of(document.text).split()),
            kind=citation.kind.value,
            target=place.refid,
            target_path=Address(place.steps).path,
            target_address=long(Address(place.steps), locale) if place.steps else "",
            status=status,
        )
