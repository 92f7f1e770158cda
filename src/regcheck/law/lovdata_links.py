"""From a page on lovdata.no to the act or regulation it shows."""

from __future__ import annotations

import re
from urllib.parse import unquote

_PAGE = re.compile(
    r"^https?://(?:www\.)?lovdata\.no/(?:dokument/[A-Z]{2,8}/)?(?P<kind>lov|forskrift)/"
    r"(?P<day>\d{4}-\d{2}-\d{2}(?:-\d{1,6})?)(?:/(?P<section>§[^/?#]{1,40}))?",
    re.IGNORECASE,
)
_ELI = re.compile(
    r"^https?://(?:www\.)?lovdata\.no/eli/(?P<kind>lov|forskrift)/"
    r"(?P<y>\d{4})/(?P<m>\d{2})/(?P<d>\d{2})(?:/(?P<n>\d{1,6}))?(?=[/?#]|$)",
    re.IGNORECASE,
)


def refid_of_link(url: str) -> str:
    """The id of the act or regulation that an address on lovdata.no leads to, else empty."""
    plain = unquote(url.strip())
    if page := _PAGE.match(plain):
        return f"{page['kind'].lower()}/{page['day']}"
    if eli := _ELI.match(plain):
        number = f"-{int(eli['n'])}" if eli["n"] else ""
        return f"{eli['kind'].lower()}/{eli['y']}-{eli['m']}-{eli['d']}{number}"
    return ""
