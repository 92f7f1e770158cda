"""What «loven», «samme lov» and «nevnte forskrift» mean in a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from regcheck.document.model import Document, Role
from regcheck.law.address import Address
from regcheck.law.citations import Citation, CitationKind, find_citations
from regcheck.law.names import plain_name
from regcheck.law.vocabulary import REGULATIONS, THE_ACT, THE_REGULATION, either_case, word_set
from regcheck.references.context import named_before, year_named
from regcheck.references.library import Library
from regcheck.references.targets import FOUND
from regcheck.references.titles import with_titles
from regcheck.text.span import Span

OWN_ACT = word_set(f"{THE_ACT}|lovens|lovas")
OWN_REGULATION = word_set(f"{THE_REGULATION}|forskriftens|forskriftas")
_NAMED_AGAIN = r"(?:oven|føre|sist)?(?:nevnte|nemnde|nemnte|nevnde)|samme|same"
_SAME_BEFORE = re.compile(
    rf"\b(?:{_NAMED_AGAIN}) (?P<kind>lov|forskrift)(?:en|a)?s?,? $", re.IGNORECASE
)
_SAME_AFTER = re.compile(
    rf",? (?:i|til|av|etter) (?:{_NAMED_AGAIN}) (?P<kind>lov|forskrift)(?:en|a)?\b", re.IGNORECASE
)
_DATED_TITLE = re.compile(
    r"\b(?P<kind>[Ll]ov|[Ff]orskrift)(?: av)? (?P<day>\d{1,2}\.? [a-z]+ \d{4}(?:,? nr\.? ?\d+)?)"
    r" (?P<title>(?:om|til) [^.,;:§()\n]{3,200})"
)
_TO = re.compile(
    r"(?<! henhold) til (?:(?:gjennomføring|utfylling)(?: og (?:gjennomføring|utfylling))?"
    r"(?: mv\.| m\.v\.)? av )?$"
)
_REGULATION_TO = re.compile(
    rf"\b(?:{either_case(REGULATIONS)})(?P<rest> til (?:(?:utfylling|gjennomføring)"
    r"(?: og (?:gjennomføring|utfylling))?(?: mv\.| m\.v\.)? av )?)$"
)
_TITLED = re.compile(r"\b(?P<kind>lov|forskrift)(?:en|a)? (?:om|til) \w", re.IGNORECASE)
_LISTS = re.compile(
    r"\b[Ff](?:ølgende|ylgjande|ølgjande) (?:bestemmelser|paragrafer|regler|føresegner|reglar)"
    r" i [^:§]{3,200}:"
)
_GENERAL = (
    "lov/1967-02-10",
    "lov/2006-05-19-16",
    "lov/2005-05-20-28",
    "lov/1902-05-22-10",
    "lov/1976-12-17-100",
)
"""Acts that any regulation may speak of."""
_NEAR, _TITLE, _FAR = 60, 260, 3000
_OFTEN, _UNTIL_IN_FORCE = 2, 5


class Said:
    """What the document has said of other texts, for telling what it means when it says less.
    `as_of` is the day that names are looked up in the library for."""

    def __init__(self, document: Document, library: Library, as_of: str) -> None:
        self._document = document
        self.library = library
        self.as_of = as_of
        self._based_on = [one.split("/§")[0] for one in document.meta.based_on]
        self.citations = lru_cache(maxsize=8)(self._citations)

    def _citations(self, text: str) -> tuple[Citation, ...]:
        """The citations in words of the document, those by title too."""
        return tuple(with_titles(find_citations(text), text, self._title_in))

    def _title_in(self, words: str) -> tuple[str, int]:
        """The text whose title the words begin with, by the library or the document itself."""
        found = self.library.title_in(words, self.as_of)
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
            dated = next(iter(find_citations(f"{match['kind']} {match['day']}")), None)
            title = f"{match['kind']} {match['title'].strip()}".lower()
            if dated is not None and dated.refid and title.count(" ") > 1:
                found.setdefault(title, self.library.whole(dated.refid))
        return sorted(found.items(), key=lambda one: -len(one[0]))

    def alone(self, name: str, text: str, citation: Citation, own: str) -> tuple[str, bool] | None:
        """What «loven» and «forskriften» alone mean; None for any other name."""
        is_act = self._document.meta.kind.is_act
        this = text[max(0, citation.span.start - 7) : citation.span.start].lower()
        if name in OWN_REGULATION:
            return ("", False) if is_act else (own, True)
        if name not in OWN_ACT:
            return None
        if is_act or this.endswith(("denne ", "desse ")):
            return own, True
        acts = [one for one in self._based_on if one.startswith("lov/")]
        if len(set(acts)) == 1:
            return acts[0], True
        before = self._act_before(text[: citation.span.start], acts)
        about = "" if before[1] or acts else self.library.basis(self._document.meta.title)
        if not about and not before[1]:
            about = self._spoken_of_most(citation, acts)
        return (about, True) if about else before

    def _act_before(self, before: str, acts: Sequence[str]) -> tuple[str, bool]:
        """The act that «loven» means where several are possible: the one named last before it,
        when the regulation is based on it."""
        for cited in reversed(self.citations(before)):
            if cited.kind is CitationKind.ACT and cited.act_name.lower() not in OWN_ACT:
                refid = self.cited(cited)
                return (refid, True) if refid and (not acts or refid in acts) else ("", False)
        return "", False

    def _spoken_of_most(self, citation: Citation, acts: Sequence[str]) -> str:
        """The one act that the document speaks of, or far most often, where that has the sections
        cited; nothing where it is not at hand."""
        counted = [(one, n) for one, n in self._acts.most_common() if not acts or one in acts]
        if not counted or not citation.addresses:
            return ""
        refid, most = counted[0]
        if len(counted) > 1 and most < _OFTEN * counted[1][1]:
            return ""
        target = self.library.target(refid)
        if target is None:
            return ""
        places = [Address(one.steps[:1], refid) for one in citation.addresses]
        return refid if all(target.status(place) == FOUND for place in places) else ""

    @cached_property
    def _acts(self) -> Counter[str]:
        """How often the document speaks of each act."""
        counted: Counter[str] = Counter()
        leaves = (leaf for leaf in self._document.leaves if leaf.role is not Role.EDITORIAL)
        for leaf in leaves:
            for cited in find_citations(leaf.span.of(self._document.text)):
                if cited.kind is CitationKind.ACT and cited.act_name.lower() not in OWN_ACT:
                    counted[self.cited(cited)] += 1
        for refid in ("", *_GENERAL):
            counted.pop(refid, None)
        return counted

    def same(self, text: str, span: Span, start: int) -> str | None:
        """The text that «§ 4 i samme lov» or «nevnte forskrift § 4» is of, in a leaf that begins at
        `start`: the one named last before it, empty where none is; None for a section that is not
        said to be of one named."""
        found = _SAME_BEFORE.search(text[max(0, span.start - _NEAR) : span.start])
        found = found or _SAME_AFTER.match(text, span.end)
        if found is None:
            return None
        at = start + span.start
        before = self._document.text[max(0, at - _FAR) : at]
        return next(self._named(before, found["kind"].lower()), "")

    def _named(self, before: str, kind: str) -> Iterator[str]:
        """The ids of the acts or regulations named before, the last one first."""
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
            if (refid := self.cited(cited)) != self._document.meta.refid:
                yield refid

    def of_year(self, text: str, citation: Citation, names: Sequence[str]) -> str | None:
        """The act with one of these names from the year beside it («kommuneloven av 1992»), empty
        where none is known; None where no year is given."""
        if not (year := year_named(text, citation)):
            return None
        days = (f"{int(year) + more}-12-31" for more in range(_UNTIL_IN_FORCE))
        dated = (self.library.named(one, day) for day in days for one in names)
        return next((one for one in dated if f"/{year}-" in one), "")

    def listed(self, before: str) -> str:
        """The text whose provisions are listed after a colon in the same paragraph («Følgende
        bestemmelser i båtloven gjelder: § 1. § 3»), or nothing."""
        found = next(iter(list(_LISTS.finditer(before))[-1:]), None)
        cited = self.citations(found[0])[-1:] if found else ()
        return self.cited(cited[0]) if cited else ""

    def cited(self, citation: Citation) -> str:
        """The id of the text that a citation with a date or name is to, or nothing."""
        if citation.refid:
            return self.library.whole(citation.refid)
        return self.library.named(plain_name(citation.act_name), self.as_of)

    def regulation_to(self, text: str, citation: Citation) -> tuple[str, bool] | None:
        """The regulation whose title ends with the act that is named: «forskrift til båtloven § 4»,
        «forskrift 3. mars 2011 nr. 9 til båtloven § 4»; None where there is none."""
        if not citation.addresses or citation.kind is not CitationKind.ACT:
            return None
        before = text[: citation.span.start][-_TITLE:]
        name = citation.span.of(text).partition(" §")[0]
        if about := _REGULATION_TO.search(before):
            title = f"forskrift{about['rest']}{name}"
            refid = self.library.title_in(title, self.as_of)[0]
            refid = refid or self.library.titled(title, self.as_of)
            return refid, bool(refid)
        if (link := _TO.search(before)) is None:
            return None
        dated = self.titled(before[: link.start() + 1])
        return dated if dated and dated[0].startswith("forskrift/") else None

    def titled(self, before: str) -> tuple[str, bool] | None:
        """The text whose date or title stands just before a section: «forskrift om noe § 3»."""
        found = named_before(before)
        if found is None:
            return None
        refid, title = found
        if refid:
            return self.library.whole(refid, title), True
        refid = self.library.titled(title, self.as_of)
        return refid, bool(refid)
