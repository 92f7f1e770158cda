"""Which acts a regulation is made under, and who adopted it, as its own words have it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from regcheck.base.text.patterns import pattern
from regcheck.law.citations import Citation, find_citations
from regcheck.law.vocabulary import THE_ACT, THE_REGULATION, THE_REGULATIONS

_GIVEN = r"(?:fastsatt|fastsett|gitt|gjeve|gjeven|vedtatt|vedteke|vedteken|fastsettes|fastsetjast)"
_FORMULA = pattern(
    rf"^[^\w\n]{{0,40}}(?:(?:Hjemmel|Heimel)\w*\s*:|{_GIVEN}\b[^\n]{{0,300}}?\b(?:(?:hjemmel|heimel)\b"
    rf"[^.\n]{{0,12}}? i|i med(?:hold|hald) av)|(?:Med (?:hjemmel|heimel) i|I med(?:hold|hald) av)"
    rf"\b(?=[^\n]*\b{_GIVEN}\b))",
    re.IGNORECASE | re.MULTILINE,
)
_ADOPTED = pattern(
    r"^[^\w\n]{0,9}(?:(?:Hjemmel|Heimel)\w* ?: ?)?(?:Fastsatt|Fastsett|Vedtatt|Vedteken?|Gitt"
    r"|Gjeve) (?:av|ved) (?P<body>[^\n;§]{2,140}?)(?=,? (?:den )?\d{1,2}\. ?[a-z]|,? (?:med|i)"
    r" (?:hjemmel|heimel|medhold|medhald)\b|[,;(\n]|\.?$)",
    re.MULTILINE,
)
_KING = pattern(r"(?:kgl|kong|kronpr)", re.IGNORECASE)
_HISTORY = pattern(r"\b(?:Endre[ta]|Tilføyd|Føyd til|Rettet|Retta|Jf\. EØS)\b")
_TITLED = pattern(r"\b[Ll]ov om ([^§.;:\n]{3,160}?)(?= §| av \d|,|$)")
_IN_TITLE = pattern(
    rf"\b(?:til|av|etter|i medhold av|i medhald av) (?P<act>[a-zæøå-]+(?:{THE_ACT}))\b"
)
_OF_ACT = pattern(r"\b(?P<stem>[a-zæøå-]{3,}lov)forskrift(?:en|a)?\b", re.IGNORECASE)
_POWER = pattern(r"\b(?:med(?:hold|hald) av|med (?:hjemmel|heimel) i) \Z", re.IGNORECASE)
_POWER_LENGTH = len("med hjemmel i ")
_GENERAL = pattern(
    r"(?:forvaltning|politiregister|straffe|offent|personopplysning|arkiv|eøs-|domstol|tvangsfull"
    r"|forsinkelsesrente)\w*lov"
    rf"|(?:{THE_ACT}|(?:endrings)?(?:{THE_REGULATION}|{THE_REGULATIONS}))s?$"
    r"|lov/(?:1967-02-10$|2005-05-20-28|2006-05-19-16|2018-06-15-38|1992-11-27-109|1992-12-04-126|1976-12-17-100)",
    re.IGNORECASE,
)
"""Acts that are cited whatever a regulation is about, and «loven», which names none."""
_NAMING = (
    "lov", "Lov", "orskrift", "rordning", "irektiv", "onvensjon", "raktat", "vtal", "pakt",
    "rotokoll", "edtekt", "l. §", "l.§",
)  # fmt: skip
"""Parts of words, one of which every line has that names an act or what stands beside acts."""
_MOST, _STRETCH, _READ, _FEWEST = 6, 600, 40_000, 2
_NAMED = 3


def adopting_body(text: str) -> str:
    """The body that adopted a regulation («Fastsatt av styret ved …»); «Kongen» for what was
    adopted by royal decree, empty where the text says nothing."""
    found = _ADOPTED.search(text)
    body = found["body"].strip(" .") if found else ""
    return "Kongen" if _KING.match(body) else body


def acts_in_formula(text: str) -> Iterator[str]:
    """The ids or names of the acts in the words that set a regulation («Fastsatt … med hjemmel
    i …»), as written."""
    for match in list(_FORMULA.finditer(text))[:_MOST]:
        words = text[match.end() : match.end() + _STRETCH].split("\n", 1)[0]
        if history := _HISTORY.search(words):
            words = words[: history.start()]
        yield from filter(None, map(_act, find_citations(words)))
        yield from (titled[0] for titled in _TITLED.finditer(words))


def acts_in_title(title: str, short_title: str) -> Iterator[str]:
    """The names of the acts that a regulation's titles say it belongs to."""
    both = f"{title} {short_title}"
    yield from (found["act"] for found in _IN_TITLE.finditer(both))
    yield from (titled[0] for titled in _TITLED.finditer(title))
    yield from (f"{found['stem'].lower()}en" for found in _OF_ACT.finditer(both))


def acts_in_text(text: str, refid: str = "") -> Iterator[str]:
    """The acts that the beginning of a text cites, likeliest basis first. Regulations later than
    the text's own `refid` have amended it."""
    powers: Counter[str] = Counter()
    often: Counter[str] = Counter()
    for line in text[:_READ].split("\n"):
        if _HISTORY.match(line.strip(" \t*_>(")) or not any(part in line for part in _NAMING):
            continue
        for one in find_citations(line):
            name = _act(one)
            later = refid and name.startswith("forskrift/") and name > refid
            if name and not later and not _GENERAL.match(name):
                often[name] += 1
                start = one.span.start
                if _POWER.search(line, max(start - _POWER_LENGTH, 0), start):
                    powers[name] += 1
    least = 1 if len(often) == 1 else _FEWEST
    found = [name for name, _ in powers.most_common()]
    found += [name for name, n in often.most_common() if n >= least]
    yield from list(dict.fromkeys(found))[:_NAMED]


def basis_named(text: str, title: str, short_title: str, refid: str = "") -> tuple[str, ...]:
    """The acts that a regulation names, each with where: `formula:`, `title:` or `text:` before an
    id (`lov/2005-06-17-62`) or a name as written; the surest place first."""
    places = (
        ("formula", acts_in_formula(text)),
        ("title", acts_in_title(title, short_title)),
        ("text", acts_in_text(text, refid)),
    )
    return tuple(f"{source}:{name}" for source, names in places for name in dict.fromkeys(names))


def _act(citation: Citation) -> str:
    if citation.refid.startswith(("lov/", "forskrift/")):
        return citation.refid
    return "" if citation.refid else citation.act_name
