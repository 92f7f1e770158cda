"""Which text a citation is of."""

from __future__ import annotations

import re

from regcheck.document.model import Document
from regcheck.law.citations import CitationKind
from regcheck.law.names import Called, fits, names_of, plain_name
from regcheck.references.anaphora import Said
from regcheck.references.articles import Articles
from regcheck.references.context import (
    dated_after,
    dated_title,
    designation,
    is_above_or_below,
    is_of_another,
    is_of_this,
    longer_names,
    short_names,
    title_after,
)
from regcheck.references.mentions import UNTOLD, Cited, Mention

_NUMBERED = re.compile(r"(?:\d|\bnr\.|\bavsnitt|\bpunkt|\bbokstav \w)[ .,\w)]{0,6}(?<! i )$")
_NEAR = 60


class Texts:
    """Tells which text a citation of one document is of: by its number, by its name, by the words
    beside it, or by what the document has said before."""

    def __init__(self, document: Document, said: Said, articles: Articles) -> None:
        self._meta = document.meta
        self._library = said.library
        self._said = said
        self._articles = articles
        self._as_of = said.as_of
        self._short_names = short_names(document)
        meta = document.meta
        named = names_of(Called(meta.refid, meta.title, meta.short_title))
        is_own = bool(meta.refid) and not meta.kind.is_amending
        self._names = {one for one in named if is_own and fits(one, meta.refid)}

    def of(self, mention: Mention, carried: Cited | None) -> Cited:
        """The text that is cited. `carried` is that of the citation before, where the words
        between make the two one enumeration."""
        citation, text = mention.citation, mention.text
        if citation.kind is CitationKind.EU:
            return Cited(citation.refid)
        if citation.kind is CitationKind.TREATY:
            return Cited(self._articles.act(citation.act_name))
        if regulation := self._said.regulation_to(text, citation):
            return Cited(*regulation)
        if citation.refid:
            title = citation.refid.partition("/")[0] + text[citation.span.end :][:_NEAR]
            return Cited(self._library.whole(citation.refid, title))
        if mention.name:
            return self._called(mention)
        if is_above_or_below(text, citation.span.end):
            return Cited(mention.own)
        return carried if carried is not None else self._unnamed(mention)

    def _unnamed(self, mention: Mention) -> Cited:
        """The text of a provision that says nothing of it, from the words around."""
        if mention.citation.kind is CitationKind.RELATIVE:
            starts = mention.text[mention.citation.span.start].isupper()
            known = starts or not _NUMBERED.search(mention.before)
            return Cited(mention.own) if known else UNTOLD
        if (named := self._spoken_of(mention)) is not None:
            return named
        if mention.is_foreign or is_of_another(mention.text, mention.citation.span):
            return UNTOLD
        if listed := self._said.listed(mention.before):
            return Cited(listed)
        if titled := self._said.titled(mention.before):
            return Cited(*titled)
        return Cited(mention.own if mention.is_in_amended else self._amended(mention.own))

    def _amended(self, own: str) -> str:
        """The one text that this one amends, else itself."""
        amends = self._meta.amends if self._meta.kind.is_amending else ()
        amended = {one.split("/§")[0] for one in amends}
        return amended.pop() if len(amended) == 1 else own

    def _called(self, mention: Mention) -> Cited:
        """The text that is called so, by a date beside its name or by the name alone."""
        name, citation, text = mention.name, mention.citation, mention.text
        alone = self._said.alone(name, text, citation, self._amended(mention.own))
        if alone is not None:
            return Cited(*alone)
        if (day := dated_after(text, citation)) is not None:
            return Cited(day, bool(day))
        names = (name, *longer_names(mention.before[-_NEAR:].lower(), name))
        if (dated := self._said.of_year(text, citation, names)) is not None:
            return Cited(dated, bool(dated))
        if plain_name(name) in self._names:
            return Cited(self._meta.refid)
        said = self._short_names.get(plain_name(name), "")
        refid = next(filter(None, (self._library.named(one, self._as_of) for one in names)), said)
        if said and citation.kind is CitationKind.REGULATION and refid != mention.own:
            refid = said
        return Cited(refid, bool(refid))

    def _spoken_of(self, mention: Mention) -> Cited | None:
        """The text that a bare section is said to be of: this one, or the one with the designation
        just before it or the title after it."""
        if is_of_this(mention.before):
            return Cited(mention.own)
        if (same := self.same(mention)) is not None:
            return Cited(same, bool(same))
        designated = designation(mention.before)
        if refid := self._library.named(designated, self._as_of) if designated else "":
            return Cited(refid)
        if designated.startswith("BSL"):
            return UNTOLD
        if not (title := title_after(mention.text, mention.citation.span.end)):
            return None
        refid = self._library.titled(title, self._as_of) or dated_title(title)
        return Cited(refid, bool(refid))

    def same(self, mention: Mention) -> str | None:
        """The text that «i samme lov» beside a section means, as `Said.same` tells it."""
        return self._said.same(mention.text, mention.citation.span, mention.leaf.span.start)
