"""Which document a citation refers to: by its number, its name, the words beside it, or what has
been said before, as with «loven», «samme lov» and «nevnte forskrift»."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from regcheck.base.text.patterns import pattern
from regcheck.document.model import Document, Role
from regcheck.law.address import Address
from regcheck.law.citations import Citation, CitationKind, find_citations
from regcheck.law.dated import DATED, dated_refid
from regcheck.law.names import NamedDocument, fits, names_of, plain_name
from regcheck.law.vocabulary import (
    OF_THE_ACT,
    OF_THE_REGULATION,
    REGULATIONS,
    THE_ACT,
    THE_REGULATION,
    either_case,
    word_set,
)
from regcheck.references.articles import Articles
from regcheck.references.context import (
    ABOVE_OR_BELOW,
    OF_THIS,
    as_of,
    dated_after,
    dated_title,
    designation,
    is_of_another,
    longer_names,
    named_before,
    short_names,
    title_after,
    year_named,
)
from regcheck.references.library import ReferenceLibrary
from regcheck.references.model import FOUND, UNIDENTIFIED, CitedDocument, Mention
from regcheck.references.other_citations import with_titles

OWN_ACT = word_set(f"{THE_ACT}|{OF_THE_ACT}")
OWN_REGULATION = word_set(f"{THE_REGULATION}|{OF_THE_REGULATION}")
_NAMED_AGAIN = r"(?:oven|føre|sist)?(?:nevnte|nemnde|nemnte|nevnde)|samme|same"
_SAME_BEFORE = pattern(
    rf"\b(?:{_NAMED_AGAIN}) (?P<kind>lov|forskrift)(?:en|a)?s?,? $", re.IGNORECASE
)
_SAME_AFTER = pattern(
    rf",? (?:i|til|av|etter) (?:{_NAMED_AGAIN}) (?P<kind>lov|forskrift)(?:en|a)?\b", re.IGNORECASE
)
_DATED_TITLE = pattern(
    rf"\b(?P<kind>[Ll]ov|[Ff]orskrift)(?: av)? {DATED}"
    r" (?P<title>(?:om|til) [^.,;:§()\n]{3,200})"
)
_MADE_TO = (
    r" til (?:(?:gjennomføring|utfylling)(?: og (?:gjennomføring|utfylling))?"
    r"(?: mv\.| m\.v\.)? av )?"
)
_TO = pattern(rf"(?<! henhold){_MADE_TO}$")
_REGULATION_TO = pattern(rf"\b(?:{either_case(REGULATIONS)})(?P<rest>{_MADE_TO})$")
_TITLED = pattern(r"\b(?P<kind>lov|forskrift)(?:en|a)? (?:om|til) \w", re.IGNORECASE)
_LISTS = pattern(
    r"\b[Ff](?:ølgende|ylgjande|ølgjande) (?:bestemmelser|paragrafer|regler|føresegner|reglar)"
    r" i [^:§]{3,200}:"
)
_GENERAL = (
    "lov/1967-02-10", "lov/2006-05-19-16", "lov/2005-05-20-28", "lov/1902-05-22-10",
    "lov/1976-12-17-100",
)  # fmt: skip
"""Acts that any regulation may mention."""
_NEAR, _TITLE, _FAR = 60, 260, 3000
_OFTEN, _UNTIL_IN_FORCE = 2, 5
_NUMBERED = pattern(r"(?:\d|\bnr\.|\bavsnitt|\bpunkt|\bbokstav \w)[ .,\w)]{0,6}(?<! i )$")


class CitedDocumentFinder:
    """Decides which document each citation of a document refers to: by its number, its name, the
    words beside it, or by what has been said before. `as_of` is the day for which names are looked
    up in the library."""

    def __init__(self, document: Document, library: ReferenceLibrary, articles: Articles) -> None:
        self._document = document
        self._meta = meta = document.meta
        self._library = library
        self._articles = articles
        self.as_of = as_of(document)
        self._based_on = [one.split("/§")[0] for one in meta.based_on]
        self._short_names = short_names(document)
        named = names_of(NamedDocument(meta.refid, meta.title, meta.short_title))
        is_own = bool(meta.refid) and not meta.kind.is_amending
        self._names = {one for one in named if is_own and fits(one, meta.refid)}
        self.citations = lru_cache(maxsize=8)(self._citations)

    def _citations(self, text: str) -> tuple[Citation, ...]:
        return tuple(with_titles(find_citations(text), text, self._title_in))

    def _title_in(self, words: str) -> tuple[str, int]:
        """The document whose title the words begin with, by the library or by the document
        itself."""
        found = self._library.names.title_in(words, self.as_of)
        if found[0]:
            return found
        for title, refid in self._titles:
            if words.lower().startswith(title):
                return refid, len(title)
        return "", 0

    @cached_property
    def _titles(self) -> Sequence[tuple[str, str]]:
        """The titles that the document gives together with a date, longest first, and the ids."""
        found: dict[str, str] = {}
        for match in _DATED_TITLE.finditer(self._document.text):
            refid = dated_refid(match["kind"], match)
            title = f"{match['kind']} {match['title'].strip()}".lower()
            if refid and title.count(" ") > 1:
                found.setdefault(title, self._library.whole(refid))
        return sorted(found.items(), key=lambda one: -len(one[0]))

    def _alone(self, mention: Mention) -> CitedDocument | None:
        """What «loven» and «forskriften» alone mean; None for any other name."""
        is_act, own = self._meta.kind.is_act, self._amended(mention.own)
        if mention.name in OWN_REGULATION:
            return UNIDENTIFIED if is_act else CitedDocument(own)
        if mention.name not in OWN_ACT:
            return None
        if is_act or mention.before[-7:].lower().endswith(("denne ", "desse ")):
            return CitedDocument(own)
        acts = [one for one in self._based_on if one.startswith("lov/")]
        if len(set(acts)) == 1:
            return CitedDocument(acts[0])
        # of several the one named last before it, if the regulation is based on it
        for cited in reversed(self.citations(mention.before)):
            if cited.kind is CitationKind.ACT and cited.act_name.lower() not in OWN_ACT:
                refid = self.cited(cited)
                if refid and (not acts or refid in acts):
                    return CitedDocument(refid)
                break
        about = "" if acts else self._library.basis(self._meta.title)
        about = about or self._mentioned_most(mention.citation, acts)
        return CitedDocument(about, bool(about))

    def _mentioned_most(self, citation: Citation, acts: Sequence[str]) -> str:
        """The act that the document mentions far more often than any other, if it is available and
        has the sections cited; else empty."""
        counted = [(one, n) for one, n in self._acts.most_common() if not acts or one in acts]
        if not counted or not citation.addresses:
            return ""
        refid, most = counted[0]
        if len(counted) > 1 and most < _OFTEN * counted[1][1]:
            return ""
        target = self._library.target(refid)
        if target is None:
            return ""
        places = [Address(one.steps[:1], refid) for one in citation.addresses]
        return refid if all(target.status(place) == FOUND for place in places) else ""

    @cached_property
    def _acts(self) -> Counter[str]:
        counted: Counter[str] = Counter()
        leaves = (leaf for leaf in self._document.leaves if leaf.role is not Role.EDITORIAL)
        for leaf in leaves:
            for cited in find_citations(leaf.span.of(self._document.text)):
                if cited.kind is CitationKind.ACT and cited.act_name.lower() not in OWN_ACT:
                    counted[self.cited(cited)] += 1
        for refid in ("", *_GENERAL):
            counted.pop(refid, None)
        return counted

    def same(self, mention: Mention) -> str | None:
        """The document that «§ 4 i samme lov» or «nevnte forskrift § 4» refers to: the one named
        last before it, or empty; None for a section without such words."""
        found = _SAME_BEFORE.search(mention.before[-_NEAR:])
        found = found or _SAME_AFTER.match(mention.text, mention.citation.span.end)
        if found is None:
            return None
        at = mention.span.start
        before = self._document.text[max(0, at - _FAR) : at]
        return next(self._named(before, found["kind"].lower()), "")

    def _named(self, before: str, kind: str) -> Iterator[str]:
        wanted = CitationKind.ACT if kind == "lov" else CitationKind.REGULATION
        named = [
            match.start() for match in _TITLED.finditer(before) if match["kind"].lower() == kind
        ]
        for cited in reversed(self.citations(before)):
            name = cited.act_name.lower()
            if cited.kind is not wanted or name in OWN_ACT or name in OWN_REGULATION:
                continue
            if named and named[-1] > cited.span.end:
                return  # a title came between that leads nowhere
            if (refid := self.cited(cited)) != self._meta.refid:
                yield refid

    def of_year(self, text: str, citation: Citation, names: Sequence[str]) -> str | None:
        """The act with one of these names and the year beside it («kommuneloven av 1992»), empty
        where none is known; None where no year is given."""
        if not (year := year_named(text, citation)):
            return None
        days = (f"{int(year) + more}-12-31" for more in range(_UNTIL_IN_FORCE))
        dated = (self._library.names.refid(one, day) for day in days for one in names)
        return next((one for one in dated if f"/{year}-" in one), "")

    def listed(self, before: str) -> str:
        """The document whose provisions are listed after a colon in the same paragraph («Følgende
        bestemmelser i båtloven gjelder: § 1. § 3»), or empty."""
        found = next(iter(list(_LISTS.finditer(before))[-1:]), None)
        cited = self.citations(found[0])[-1:] if found else ()
        return self.cited(cited[0]) if cited else ""

    def cited(self, citation: Citation) -> str:
        """The id of the document that a citation gives the date or name of, or empty."""
        if citation.refid:
            return self._library.whole(citation.refid)
        return self._library.names.refid(plain_name(citation.act_name), self.as_of)

    def _regulation_to(self, text: str, citation: Citation) -> CitedDocument | None:
        """The regulation whose title ends with the act that is named: «forskrift til båtloven § 4»,
        «forskrift 3. mars 2011 nr. 9 til båtloven § 4»; None where there is none."""
        if not citation.addresses or citation.kind is not CitationKind.ACT:
            return None
        before = text[: citation.span.start][-_TITLE:]
        name = citation.span.of(text).partition(" §")[0]
        if about := _REGULATION_TO.search(before):
            title = f"forskrift{about['rest']}{name}"
            refid = self._library.names.title_in(title, self.as_of)[0]
            refid = refid or self._library.names.titled(title, self.as_of)
            return CitedDocument(refid, bool(refid))
        if (link := _TO.search(before)) is None:
            return None
        dated = self.titled(before[: link.start() + 1])
        return dated if dated and dated.refid.startswith("forskrift/") else None

    def titled(self, before: str) -> CitedDocument | None:
        """The document whose date or title stands just before a section: «forskrift om noe § 3»."""
        found = named_before(before)
        if found is None:
            return None
        refid, title = found
        if refid:
            return CitedDocument(self._library.whole(refid, title))
        refid = self._library.names.titled(title, self.as_of)
        return CitedDocument(refid, bool(refid))

    def of(self, mention: Mention, carried: CitedDocument | None) -> CitedDocument:
        """The document cited. `carried` is that of the previous citation, where the words between
        them make the two one enumeration."""
        citation, text = mention.citation, mention.text
        if citation.kind is CitationKind.EU:
            return CitedDocument(citation.refid)
        if citation.kind is CitationKind.TREATY:
            return CitedDocument(self._articles.act(citation.act_name))
        if regulation := self._regulation_to(text, citation):
            return regulation
        if citation.refid:
            title = citation.refid.partition("/")[0] + text[citation.span.end :][:_NEAR]
            return CitedDocument(self._library.whole(citation.refid, title))
        if mention.name:
            return self._by_name(mention)
        if ABOVE_OR_BELOW.match(text, citation.span.end):
            return CitedDocument(mention.own)
        return carried if carried is not None else self._unnamed(mention)

    def _unnamed(self, mention: Mention) -> CitedDocument:
        """The document of a provision without a name, from the surrounding words."""
        if mention.citation.kind is CitationKind.RELATIVE:
            starts = mention.text[mention.citation.span.start].isupper()
            known = starts or not _NUMBERED.search(mention.before)
            return CitedDocument(mention.own) if known else UNIDENTIFIED
        if (named := self._identified_beside(mention)) is not None:
            return named
        if mention.is_foreign or is_of_another(mention.text, mention.citation.span):
            return UNIDENTIFIED
        if listed := self.listed(mention.before):
            return CitedDocument(listed)
        if titled := self.titled(mention.before):
            return titled
        return CitedDocument(mention.own if mention.is_in_amended else self._amended(mention.own))

    def _amended(self, own: str) -> str:
        """The one document that this one amends, else itself."""
        amends = self._meta.amends if self._meta.kind.is_amending else ()
        amended = {one.split("/§")[0] for one in amends}
        return amended.pop() if len(amended) == 1 else own

    def _by_name(self, mention: Mention) -> CitedDocument:
        """The document with this name, by a date beside the name or by the name alone."""
        name, citation, text = mention.name, mention.citation, mention.text
        if (alone := self._alone(mention)) is not None:
            return alone
        if (day := dated_after(text, citation)) is not None:
            return CitedDocument(day, bool(day))
        names = (name, *longer_names(mention.before[-_NEAR:].lower(), name))
        if (dated := self.of_year(text, citation, names)) is not None:
            return CitedDocument(dated, bool(dated))
        if plain_name(name) in self._names:
            return CitedDocument(self._meta.refid)
        said = self._short_names.get(plain_name(name), "")
        refid = next(
            filter(None, (self._library.names.refid(one, self.as_of) for one in names)), said
        )
        if said and citation.kind is CitationKind.REGULATION and refid != mention.own:
            refid = said
        return CitedDocument(refid, bool(refid))

    def _identified_beside(self, mention: Mention) -> CitedDocument | None:
        """The document that a bare section is said to belong to: this one, or the one with the
        designation just before it or the title after it."""
        if OF_THIS.search(mention.before[-_NEAR:]):
            return CitedDocument(mention.own)
        if (same := self.same(mention)) is not None:
            return CitedDocument(same, bool(same))
        designated = designation(mention.before)
        if refid := self._library.names.refid(designated, self.as_of) if designated else "":
            return CitedDocument(refid)
        if designated.startswith("BSL"):
            return UNIDENTIFIED
        if not (title := title_after(mention.text, mention.citation.span.end)):
            return None
        refid = self._library.names.titled(title, self.as_of) or dated_title(title)
        return CitedDocument(refid, bool(refid))
