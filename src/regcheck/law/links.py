"""Pages on lovdata.no: from an act or regulation to its page, and back."""

from __future__ import annotations

import re
from urllib.parse import unquote

from regcheck.base.text.patterns import pattern
from regcheck.law.address import Address, StepKind
from regcheck.law.dated import REFID

_REFID = pattern(rf"{REFID}(?:-[a-z]{{2}})?", re.ASCII)
_LABEL = pattern(r"[0-9A-Za-z-]+")
_OUTER = frozenset({StepKind.PART, StepKind.CHAPTER})
_PAGE = pattern(
    r"^https?://(?:www\.)?lovdata\.no/(?:dokument/[A-Z]{2,8}/)?(?P<kind>lov|forskrift)/"
    r"(?P<day>\d{4}-\d{2}-\d{2}(?:-\d{1,6})?)",
    re.IGNORECASE,
)
_ELI = pattern(
    r"^https?://(?:www\.)?lovdata\.no/eli/(?P<kind>lov|forskrift)/"
    r"(?P<y>\d{4})/(?P<m>\d{2})/(?P<d>\d{2})(?:/(?P<n>\d{1,6}))?(?=[/?#]|$)",
    re.IGNORECASE,
)


def lovdata_url(refid: str, address: Address | None = None) -> str:
    """The page of an act or regulation on lovdata.no, at the § of `address`, or empty."""
    if not _REFID.fullmatch(refid):
        return ""
    base = f"https://lovdata.no/{refid}"
    if address is None:
        return base
    inner = [step for step in address.steps if step.kind not in _OUTER]
    if not inner or inner[0].kind is not StepKind.ARTICLE or inner[0].ordinal > 1:
        return base
    return f"{base}/§{inner[0].label}" if _LABEL.fullmatch(inner[0].label) else base


def refid_of_link(url: str) -> str:
    """The id of the act or regulation that an address on lovdata.no leads to, else empty."""
    plain = unquote(url.strip())
    if page := _PAGE.match(plain):
        return f"{page['kind'].lower()}/{page['day']}"
    if eli := _ELI.match(plain):
        number = f"-{int(eli['n'])}" if eli["n"] else ""
        return f"{eli['kind'].lower()}/{eli['y']}-{eli['m']}-{eli['d']}{number}"
    return ""
