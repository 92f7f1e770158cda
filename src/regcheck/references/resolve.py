"""What a document refers to, and whether it is there: in itself and in a body of law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.document.model import Document, Node, NodeKind, Role
from regcheck.document.provision_paths import places_of
from regcheck.law.address import Address
from regcheck.law.address_text import long
from regcheck.references.anaphora import Said
from regcheck.references.annexes import with_annexes
from regcheck.references.articles import Articles, with_numbers
from regcheck.references.context import as_of, excepts, is_short_name
from regcheck.references.library import Library
from regcheck.references.mentions import Cited, Mention, Settled
from regcheck.references.places import PlaceFinder
from regcheck.references.records import Reference
from regcheck.references.targets import Target
from regcheck.references.texts import Texts
from regcheck.segments.view import Segments
from regcheck.texts.locales import locale_for

_SILENT = frozenset({Role.EDITORIAL, Role.QUOTED, Role.AMENDMENT_INSTRUCTION, Role.HEADING})
_SILENT_KINDS = frozenset({NodeKind.HEADING, NodeKind.NOTE, NodeKind.FOOTNOTE})
_LINK = re.compile(r"[\s,;(]*(?:jfr?\.?|og|eller|samt|til|,|;|\s|også|òg|av|med|unntatt)*[\s(]*")


def references_in(document: Document, library: Library) -> list[Reference]:
    """Every reference in the document, in text order; those to several places once for each."""
    reader = _Reader(document, library)
    return [
        one
        for index, leaf in enumerate(document.leaves)
        if leaf.role not in _SILENT and leaf.kind not in _SILENT_KINDS
        for one in reader.leaf(index, leaf)
    ]


class _Reader:
    """Reads one document's citations."""

    def __init__(self, document: Document, library: Library) -> None:
        self._document = document
        self._segments = Segments(document)
        own = Target(document.meta.refid, places_of(document), document.meta.title)
        articles = Articles(document, own)
        self._said = Said(document, library, as_of(document))
        self._texts = Texts(document, self._said, articles)
        self._finder = PlaceFinder(self._segments, own, self._said, articles)

    def leaf(self, index: int, leaf: Node) -> Iterator[Reference]:
        """The references in a leaf. What one citation says of its text holds for the next where
        only a link stands between them."""
        text = leaf.span.of(self._document.text)
        own = leaf.target.refid if leaf.target is not None else self._document.meta.refid
        carried: Cited | None = None
        before, aside, named_in = 0, False, ""
        for citation in with_annexes(with_numbers(self._said.citations(text), text), text):
            mention = Mention(citation, leaf, index, text, own)
            between = text[before : citation.span.start]
            linked = _LINK.fullmatch(between) is not None or (carried and between == named_in)
            linked = linked or (before > 0 and not aside and excepts(between))
            cited = self._texts.of(mention, carried if linked else None)
            if carried and citation.act_name and is_short_name(between):
                cited = carried
            before, carried, aside = citation.span.end, cited, mention.sees()
            named_in = "" if citation.addresses else ") "
            for settled in self._finder.places(mention, cited):
                yield self._reference(mention, settled)

    def _reference(self, mention: Mention, settled: Settled) -> Reference:
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
