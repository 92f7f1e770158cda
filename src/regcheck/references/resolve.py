"""What a document refers to, and whether it exists: in the document itself and in a body of law."""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.locales import locale_for
from regcheck.document.model import Document, Node, NodeKind
from regcheck.document.provision_paths import places_of
from regcheck.document.segments.outline import is_silent
from regcheck.document.segments.view import Segments
from regcheck.law.address import Address, StepKind
from regcheck.law.address_text import long
from regcheck.law.citations import CitationKind, resolve
from regcheck.law.vocabulary import THE_ENACTMENT
from regcheck.references.articles import Articles, number_place
from regcheck.references.context import (
    BEFORE_SHORT_NAME,
    EXCEPT,
    OURS,
    fitted,
    is_taken_back,
    speaks_of_another,
    title_after,
)
from regcheck.references.doubts import is_doubtful, is_repealed_here
from regcheck.references.library import ReferenceLibrary, Target
from regcheck.references.model import (
    DANGLING,
    ELSEWHERE,
    FOUND,
    REPEALED,
    UNKNOWN,
    CitedDocument,
    Mention,
    Reference,
    ResolvedPlace,
    lead_in,
)
from regcheck.references.other_citations import relative_step, with_annexes, with_numbers
from regcheck.references.texts import OWN_ACT, OWN_REGULATION, CitedDocumentFinder

_LINK = pattern(r"[\s,;(]*(?:jfr?\.?|og|eller|samt|til|,|;|\s|også|òg|av|med|unntatt)*[\s(]*")
_NAMED_OVER = pattern(rf"(?i)\b(?:\w{{3,}}(?:{THE_ENACTMENT})|(?:lov|forskrift) (?:om|\d)\b)")
_SEES = pattern(r"\bjfr?\. §")
_BEFORE, _MARKER = 600, 3
_ANCHOR = pattern(
    r"<a\s[^<>]{0,200}?\bhref=[\"']((?:lov|forskrift)/\d{4}-\d\d-\d\d(?:-\d+)?)\b[^<>]*>"
)
_TAG = 300


def references_in(document: Document, library: ReferenceLibrary) -> list[Reference]:
    """Every reference in the document, in text order; a citation of several places gives one for
    each."""
    reader = _ReferenceReader(document, library)
    return [
        one
        for index, leaf in enumerate(document.leaves)
        if not is_silent(leaf)
        for one in reader.leaf(index, leaf)
    ]


class _ReferenceReader:
    """Reads the references of one document, and where they lead in it and in the library."""

    def __init__(self, document: Document, library: ReferenceLibrary) -> None:
        self._document = document
        self._meta = document.meta
        self._library = library
        self._segments = Segments(document)
        self._own = Target(document.meta.refid, places_of(document), document.meta.title)
        self._articles = Articles(document, self._own)
        self._texts = CitedDocumentFinder(document, library, self._articles)

    def leaf(self, index: int, leaf: Node) -> Iterator[Reference]:
        """The references in a leaf. What one citation says about its document holds for the next,
        if only a link stands between them."""
        text = leaf.span.of(self._document.text)
        own = leaf.target.refid if leaf.target is not None else self._document.meta.refid
        carried: CitedDocument | None = None
        before, aside, named_in = 0, False, ""
        for citation in with_annexes(with_numbers(self._texts.citations(text), text), text):
            mention = Mention(citation, leaf, index, text, own)
            between = text[before : citation.span.start]
            linked = _LINK.fullmatch(between) is not None or (carried and between == named_in)
            linked = linked or (before > 0 and not aside and EXCEPT.fullmatch(between) is not None)
            cited = self._linked(mention) or self._texts.of(mention, carried if linked else None)
            if carried and citation.act_name and BEFORE_SHORT_NAME.fullmatch(between):
                cited = carried
            before, carried, aside = citation.span.end, cited, mention.follows_jf()
            named_in = "" if citation.addresses else ") "
            for settled in self._places(mention, cited):
                yield self._reference(mention, settled)

    def _linked(self, mention: Mention) -> CitedDocument | None:
        document = self._document
        if document.source.format != "xml":
            return None
        span = document.offsets.to_source(mention.span)
        for anchor in _ANCHOR.finditer(document.source_text, max(0, span.start - _TAG), span.end):
            if document.source_text.find("</a>", anchor.end()) > span.start:
                return CitedDocument(anchor[1])
        return None

    def _reference(self, mention: Mention, settled: ResolvedPlace) -> Reference:
        document, leaf, place = self._document, mention.leaf, settled.place
        source = document.offsets.to_source(mention.span)
        language = self._segments.language(mention.index)
        locale = locale_for(language)
        return Reference(
            path=document.source.path,
            refid=document.meta.refid,
            address=long(leaf.address, locale),
            address_path=leaf.address.path,
            start=source.start,
            end=source.end,
            quote=" ".join(mention.span.of(document.text).split()),
            kind=mention.citation.kind.value,
            target=place.refid,
            target_path=Address(place.steps).path,
            target_address=long(Address(place.steps), locale) if place.steps else "",
            status=settled.status,
        )

    def _places(self, mention: Mention, cited: CitedDocument) -> Iterator[ResolvedPlace]:
        """The places that a citation names in the document cited, in order; the document itself
        where it names none."""
        for address in mention.citation.addresses or (Address((), cited.refid),):
            steps = address.steps
            if cited.refid in ("", mention.base.refid):
                steps = resolve(address, mention.base).steps
            place = Address(steps, cited.refid)
            if (alone := self._alone(mention, address, place)) is not None:
                yield from alone
                continue
            target = self._target(place, mention) if cited.sure else None
            quote = mention.citation.span.of(mention.text)
            for fit in fitted(target, place, quote) if target is not None else [place]:
                found = ResolvedPlace(fit, self._status(cited, fit, mention))
                found = self._checked_again(found, mention) if mention.is_bare else found
                lacking = found.status in (DANGLING, REPEALED)
                yield self._reconsidered(found, mention) if lacking else found

    def _alone(
        self, mention: Mention, address: Address, place: Address
    ) -> list[ResolvedPlace] | None:
        """Where an article, an annex or a number leads that does not say which document it is in.
        An empty list for what is no reference after all, None for all other citations."""
        base = mention.base
        if mention.citation.kind is CitationKind.TREATY and not mention.citation.act_name:
            over = self._over(mention)
            found = self._articles.place(mention.citation, mention.leaf, base, address, over)
            return [ResolvedPlace(*found)]
        step = relative_step(mention.citation)
        if step is not None and step.kind is StepKind.ANNEX:
            annex = None if mention.is_in_amended else self._articles.annex(base, address)
            return [ResolvedPlace(*annex)] if annex is not None else []
        if step is not None and step.kind is StepKind.ITEM and step.label[:1].isdigit():
            number = None if mention.is_in_amended else number_place(address, base, self._own)
            if number is not None:
                return [ResolvedPlace(number, FOUND)]
            return [ResolvedPlace(Address(place.steps), UNKNOWN)] if len(place.steps) > 1 else []
        return None

    def _target(self, place: Address, mention: Mention) -> Target | None:
        ours = place.refid in ("", self._meta.refid) and not mention.is_in_amended
        return self._own if ours else self._library.target(place.refid)

    def _checked_again(self, found: ResolvedPlace, mention: Mention) -> ResolvedPlace:
        """A bare section that may belong to another document than first assumed."""
        first_of_item = (
            mention.leaf.kind is NodeKind.ITEM and mention.citation.span.start <= _MARKER
        )
        if first_of_item and _NAMED_OVER.search(OURS.sub(" ", self._over(mention))):
            found = self._from_list_heading(found.place, mention)
        if found.status == UNKNOWN:
            lost = found.place.refid == self._meta.refid != ""
        else:
            lost = found.status in (DANGLING, ELSEWHERE) and not mention.is_in_amended
        after = title_after(mention.text, mention.citation.span.end)
        if lost and not after and self._texts.same(mention) is None:
            again = self._second_thought(found, mention)
            found = found if again.status == found.status == UNKNOWN else again
        if found.status == UNKNOWN and mention.is_foreign:
            near = self._articles.annexed(mention.base, Address(found.place.steps))
            found = ResolvedPlace(near, FOUND) if near is not None else found
        return found

    def _reconsidered(self, found: ResolvedPlace, mention: Mention) -> ResolvedPlace:
        """A place that is missing or repealed: unknown, or found, where other words explain why."""
        text, end = mention.text, mention.citation.span.end
        if mention.name in OWN_ACT and (
            not self._meta.kind.is_act or speaks_of_another(mention.before, is_act=True)
        ):
            return found._replace(status=UNKNOWN)  # other words than these tell which act it is
        if found.status == REPEALED and is_repealed_here(text, mention.citation):
            return found._replace(status=FOUND)  # these very words repeal it
        if found.status == DANGLING and self._is_own(found.place, mention):
            return ResolvedPlace(Address(found.place.steps, self._meta.refid), FOUND)
        amends = self._meta.amends if self._meta.kind.is_amending else ()
        if any(one.split("/§")[0] == found.place.refid for one in amends):
            return found._replace(status=UNKNOWN)  # it may thereby get what it lacks
        relative = mention.citation.kind is CitationKind.RELATIVE
        ours = mention.before.lower().endswith(("denne ", "desse "))
        vague = mention.name in OWN_REGULATION and not ours  # need not mean this one
        if relative or vague or is_taken_back(text, end):
            return ResolvedPlace(Address(found.place.steps), UNKNOWN)
        if found.status == DANGLING and self._is_in_doubt(found.place, mention):
            return ResolvedPlace(Address(found.place.steps), UNKNOWN)
        return found

    def _is_own(self, place: Address, mention: Mention) -> bool:
        """Whether a section after one of another act belongs to this document, after «jf.» or
        because only this document numbers its sections so: «båtloven § 4, jf. § 1-3»."""
        quote = mention.citation.span.of(mention.text)
        if mention.is_bare or place.refid == self._meta.refid:
            return False
        if quote.lower().startswith(("§", "kap")) or (
            place.steps == mention.citation.addresses[0].steps
        ):
            return False
        target = self._library.target(place.refid)
        like = target is None or target.numbers_like(place)
        own = Address(place.steps, self._meta.refid)
        sees = _SEES.search(quote) is not None
        return (sees or not like) and self._own.status(own) == FOUND

    def _is_in_doubt(self, place: Address, mention: Mention) -> bool:
        ours = place.refid == self._meta.refid
        if ours and mention.name not in ("", *OWN_ACT) and not self._own.numbers_like(place):
            return True  # of an earlier act of the same name
        annexed = any(step.kind is StepKind.ANNEX for step in mention.leaf.address.steps[:1])
        if mention.is_bare and annexed and place.steps[0].kind is StepKind.CHAPTER:
            return True
        target = self._target(place, mention)
        return is_doubtful(mention.text, mention.citation, place, target)

    def _from_list_heading(self, place: Address, mention: Mention) -> ResolvedPlace:
        """The place in the document named above a list, if there is one such document and it has
        the place."""
        cited = self._texts.citations(self._over(mention))
        texts = {
            self._library.whole(one.refid) if one.refid else self._library.names.refid(one.act_name)
            for one in cited
            if one.refid or one.act_name.lower() not in ("", *OWN_ACT, *OWN_REGULATION)
        }
        own = Address(place.steps, self._meta.refid)
        if all(one.addresses for one in cited) and self._own.status(own) == FOUND:
            return ResolvedPlace(own, FOUND)
        if len(texts) == 1 and (refid := texts.pop()):
            there = self._in(refid, place, mention)
            if there.status != DANGLING:
                return there
        return ResolvedPlace(Address(place.steps), UNKNOWN)

    def _second_thought(self, found: ResolvedPlace, mention: Mention) -> ResolvedPlace:
        """A bare section that is missing where it was looked up: it belongs to this document if
        that has it, else to another one that is mentioned."""
        place = found.place
        titled = self._texts.titled(mention.before)
        sees = found.status == DANGLING and mention.follows_jf()
        if titled is not None and titled.refid == place.refid and not sees:
            return found
        if place.refid != self._meta.refid:
            ours = self._in(self._meta.refid, place, mention)
            return ours if ours.status == FOUND else found
        at = mention.span.start
        start = max(self._segments.article_of(mention.index).span.start, at - _BEFORE)
        before = f"{self._over(mention)} {self._document.text[start:at]}"
        if (named := self._named_near(place, before, mention)) is not None:
            return named
        if basis := self._library.basis(self._meta.title):
            about = self._in(basis, place, mention)
            if about.status == FOUND:
                return about
        foreign = speaks_of_another(before, is_act=self._meta.kind.is_act)
        if foreign or not self._own.numbers_like(place):
            return ResolvedPlace(Address(place.steps), UNKNOWN)
        return found

    def _named_near(self, place: Address, before: str, mention: Mention) -> ResolvedPlace | None:
        """The same place in the document named last before it, if that has it."""
        for cited in reversed(self._texts.citations(before)):
            name = cited.act_name.lower()
            if not cited.refid and name in ("", *OWN_ACT, *OWN_REGULATION):
                continue
            refid = self._library.whole(cited.refid) or self._library.names.refid(
                name, self._texts.as_of
            )
            if not refid:
                return None
            there = self._in(refid, place, mention)
            if there.status == FOUND:
                return there
            section = self._in(refid, Address(place.steps[:1]), mention)
            return ResolvedPlace(there.place, UNKNOWN) if section.status == FOUND else None
        return None

    def _over(self, mention: Mention) -> str:
        return lead_in(mention, self._document, self._segments)

    def _in(self, refid: str, place: Address, mention: Mention) -> ResolvedPlace:
        """The same place in a document that is known to be meant."""
        there = Address(place.steps, refid)
        return ResolvedPlace(there, self._status(CitedDocument(refid), there, mention))

    def _status(self, cited: CitedDocument, place: Address, mention: Mention) -> str:
        if not cited.sure:
            return UNKNOWN
        if mention.citation.kind in (CitationKind.EU, CitationKind.TREATY):
            return ELSEWHERE
        ours = cited.refid == self._meta.refid and not mention.is_in_amended
        target = self._own if ours else self._library.target(cited.refid)
        if target is None:
            return self._library.registered(place)
        if not place.steps:
            return FOUND
        if ours and self._meta.kind.is_amending:
            there = not self._meta.amends and target.status(place) == FOUND
            return FOUND if there else UNKNOWN
        if not target.labels:
            return FOUND if target.status(place) == FOUND else UNKNOWN
        if place.steps[0].kind not in (StepKind.ARTICLE, StepKind.CHAPTER, StepKind.PART):
            return FOUND if ours else UNKNOWN
        status = target.status(place)
        # new wording may be given to what the amended text does not have yet
        unsure = status == DANGLING and mention.is_in_amended and not ours
        return UNKNOWN if unsure else status
