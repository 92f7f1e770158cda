"""What a title says of a document."""

from __future__ import annotations

import re

from regcheck.base.text.patterns import pattern
from regcheck.law.metadata import DocumentKind
from regcheck.law.vocabulary import AN_ACT, REGULATIONS

_CIRCULAR = pattern(r"(?:rundskriv|veileder|retningslinjer|rettleiar)", re.IGNORECASE)
_ACT = pattern(rf"(?:midlertidig |mellombels )?\w*(?:{AN_ACT})\b", re.IGNORECASE)
_REGULATION = pattern(
    r"(?:midlertidig |mellombels )?(?:endringsforskrift|forskrift|føresegn)", re.IGNORECASE
)
_DRAFT = pattern(r"(?:høringsutkast|høyringsutkast|utkast|forslag|framlegg)(?: til)? ", re.I)
_CHANGES = pattern(
    r"(?:mellombels |midlertidig )?(?:(?:meddelelse|melding) om )?"
    r"(?:(?:lov|forskrift|vedtak|vedtekt)\w*\b(?:(?! om ).){0,40}? om )?"
    r"(?:(?!overgang|ikraft|iverk)[\w-]+ ){0,2}?(?:endringslov|endringsforskrift"
    r"|(?:endr(?:ing|a|e)|opphev|opphør)\w*\b(?! av (?!(?:\S+ ){0,2}?(?:§|(?:endr\w*"
    rf"|[\w-]*(?:{AN_ACT}|{REGULATIONS}|vedtak)|(?:\w*reglement|instruks|vedtekt)\w*)\b))))",
    re.IGNORECASE,
)
"""A change of law at the head of a title: not of what law is about («endring av kommunegrenser»),
nor in an act that is put into force («overgangsregler til lov om endringer i …»)."""


def kind_of(title: str, refid: str = "") -> DocumentKind:
    """The sort of document by its title (and id, which drafts lack)."""
    draft = _DRAFT.match(title)
    rest = title[draft.end() :] if draft else title
    changes = _CHANGES.match(rest) is not None
    if refid.startswith("lov/") or (not refid and _ACT.match(rest)):
        return DocumentKind.AMENDING_ACT if changes else DocumentKind.ACT
    if refid.startswith("forskrift/") or _REGULATION.match(rest):
        return DocumentKind.AMENDING_REGULATION if changes else DocumentKind.REGULATION
    if _CIRCULAR.match(rest):
        return DocumentKind.CIRCULAR
    return DocumentKind.DRAFT
