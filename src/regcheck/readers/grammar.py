"""One grammar for the numbering of Norwegian legal text, in any format: what the start of a line
says that the line is. Offsets are code points from there."""

from __future__ import annotations

import re
from typing import NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.document.model import NodeKind, Role
from regcheck.law.numbering import LETTERS
from regcheck.law.vocabulary import MONTH_BEGINS, ORDINALS

LABEL = r"\d{1,4}(?:[a-zæøåA-ZÆØÅ](?![^\W\d_]))?(?:\s?[-–‑]\s?\d{1,4}(?:\s?[a-zA-Z](?![^\W\d_]))?)*"
_ARTICLE = pattern(
    rf"§{{1,2}}\s*({LABEL})"
    r"(?:\s([a-zæøåA-ZÆØÅ])(?=[.:]|\s*$|\s+[A-ZÆØÅ(«]|\s?[-–‑]\s?\d)(?:\s?[-–‑]\s?(\d{1,4}))?)?"
    rf"((?:\s?(?:,|og|til|[-–])\s?§*\s?{LABEL}(?:\s[a-z](?=[.]))?){{0,8}})[.:]?(?=\s|$|[A-ZÆØÅ(])\s*"
)
_RANGE = pattern(r"\s[-–]\s|–")
_FOREIGN_ARTICLE = pattern(
    r"(?:artikkel|artikel|article|art)\b\.?\s*(\d{1,4}\s?(?:[a-z](?![^\W\d_]))?|[IVXLC]+(?![a-z]))"
    r"[.:]?\s*",
    re.IGNORECASE,
)
_LONE = r"(?![^\W\d_])"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:-\d{{1,3}})?(?:\s?[A-ZÆØÅa-zæøå]{_LONE})?"
    rf"|[IVXLC]+?\s?(?:[A-H]{_LONE})?(?![a-zæøå])(?:(?=[^IVXLC]|$)|(?=[IVXLC][a-zæøå]))"
    rf"|[A-ZÆØÅ]{_LONE})"
)
"""A label of a chapter, part or annex; its title may follow without a space («IInnledning»)."""

_SECTION = pattern(rf"(?:([^\W\d_]+)\.?\s*(?:nr\.?\s*)?({_NUMBER})?)\s*[.:–-]?\s*")
_COUNTED = pattern(
    r"([^\W\d_]+|\d{1,3}(?:\.|ste|det|dre|dje|de|te)?)\s+"
    r"(kapitt?el|kap\.?|del|avsnitt|avdeling)\b[.:]?\s*",
    re.I,
)
_ROMAN_LINE = pattern(r"([IVXL]{1,7})\.?\s*$")
_ROMAN_TITLE = pattern(r"([IVXL]{1,7})\.?\s+(?=[A-ZÆØÅ(])")
_OTHER_TITLE = pattern(r"(\d{1,3}(?:\.\d{1,3})*|[A-ZÆØÅ]\d?|[a-zæøå])[.)]?\s+(?=\S)")
_EU_ACT = pattern(
    r"(?:► ?\w+ )?(?:[\w-]+\s(?:og\s)?){0,5}[\w-]*?"
    r"(?:forordning(?:er|en|ene)?|direktiv(?:er|et)?|rådsvedtak|kommisjonsvedtak)(?![a-zæøå])",
    re.IGNORECASE,
)
_GUIDANCE = pattern(
    r"(?:Merknad|Kommentar|Veiledning|Veileder|Rettleiing|Til ?§|Til (?:pkt|punkt|kapittel|nr)\b)"
)
_MARKER = pattern(
    r"(?:\((\d{1,3}[a-z]?|[a-zæøå]|[ivx]{2,5})\)"
    r"|(\d{1,3}|[a-zæøå]|([a-z])\3|[ivxl]{2,6}|[A-Z](?=\)))([.)])"
    r"|(\d{1,2}(?:\.\d{1,3}){1,4})\.?"
    r"|([-–—•·▪◦●*]))[ \t\u00a0]+(?=\S)"
)
_MONTH = pattern(rf"(?:{MONTH_BEGINS})[a-z]*\b|ledd|punktum")
_ROMAN_DIGITS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DASHES = "-–—•·▪◦●*"
_NOTE = pattern(
    r"(?:Endret|Endra|Tilføyd|Tilføyet|Tilføyes|Føyd til|Opphevet|Oppheva|Endres|Amended"
    r"|Overskrift\w* |Hele |Kapit\w+ |Kap\. |Vedlegg\w* |Avsnitt |Del |Hjemmel |§+ ?)"
    r"[^.;:]{0,50}?\b(?:ved|med|fra|by|frå)\s(?:lov|forskrift|kgl|res|grunnlov|prov|overens|avtale"
    r"|protokoll|inntekts|[Aa]ct|[Rr]egul|\d)"
)
_ABBREVIATED = ("mv.", "m.v.", "m.m.", "o.l.", "osv.", "mm.")
_LONGEST_TITLE = 250
_NOTE_VERB = pattern(r"(?:[Ee]ndr|[Tt]ilføy|[Ff]øyd|[Oo]pphev|Amended)")
_PREAMBLE = pattern(
    r"(?:Hjemmel|Heimel|Fastsatt|Fastsett|Vedtatt|Vedteke|Stadfestet|Kunngjort|Gitt|EØS-(?:avtalen?s?|hen)"
    r"|Kronprinsreg|Kgl\. ?res|Fremmet av|Forarbeider)"
)


class Section(NamedTuple):
    """What a heading is: `title` is where its words start, `rank` how far in such units stand
    (smaller is further out), `named` whether the heading itself says what it is."""

    kind: NodeKind
    label: str
    title: int
    rank: int
    role: Role | None = None
    named: bool = True


class Marker(NamedTuple):
    """A list marker: the sort of numbering (`a)`, `1.`, `-`), the label, and its length."""

    sort: str
    label: str
    length: int


RANK_ANNEX, RANK_PART, RANK_CHAPTER, RANK_SECTION, RANK_OTHER = 1, 2, 3, 4, 5
_WORDS = {
    word: (kind, rank)
    for kind, rank, words in (
        (NodeKind.CHAPTER, RANK_CHAPTER, "kapittel kapitel kap chapter"),
        (NodeKind.PART, RANK_PART, "del part avdeling"),
        (NodeKind.CHAPTER, RANK_SECTION, "avsnitt underavsnitt section"),
        (NodeKind.ANNEX, RANK_ANNEX, "vedlegg annex bilag appendiks tillegg"),
    )
    for word in words.split()
}


def roman(number: int) -> str:
    """A number from 1 up as a small Roman numeral."""
    parts = []
    for size, sign in _ROMAN_DIGITS:
        parts.append(sign * (number // size))
        number %= size
    return "".join(parts)


_ROMANS = {roman(number): number for number in range(1, 21)}


def article_heading(text: str) -> tuple[str, int] | None:
    """The label and where the title starts of a line that begins as a § («§ 3-2. Tittel»)."""
    found = _ARTICLE.match(text)
    if found is None:
        return None
    label = found[1]
    if text.startswith("§§"):
        label = _RANGE.split(label)[0]
    label = _squeezed(label + (found[2] or ""))
    if found[3]:
        label += "-" + found[3]
    return label, found.end()


def foreign_article(text: str) -> tuple[str, int] | None:
    """The same for «Artikkel 5» and «Art 5»: the label is `artikkel5`."""
    found = _FOREIGN_ARTICLE.match(text)
    if found is None:
        return None
    return "artikkel" + _squeezed(found[1]), found.end()


def section_heading(text: str, *, marked: bool) -> Section | None:
    """What a heading opens. Only where the source itself marks the line as a heading are bare
    numbers and letters taken for labels."""
    found = _SECTION.match(text)
    if found is not None:
        word = found[1].lower()
        if word in _WORDS and (found[2] or word in ("vedlegg", "annex", "bilag")):
            kind, rank = _WORDS[word]
            return Section(kind, _squeezed(found[2] or ""), found.end(), rank)
    counted = _COUNTED.match(text)
    if counted is not None:
        number = counted[1].lower().rstrip(".")
        number = number.rstrip("tesdrj") if number[0].isdecimal() else number
        kind, rank = _WORDS[counted[2].lower().rstrip(".")]
        if number.isdecimal() or number in ORDINALS:
            label = number if number.isdecimal() else str(ORDINALS[number])
            return Section(kind, label, counted.end(), rank)
    roman = _ROMAN_LINE.match(text)
    if roman is not None:
        return Section(NodeKind.CHAPTER, roman[1], len(text), RANK_SECTION)
    return _marked_heading(text) if marked else None


def _marked_heading(text: str) -> Section:
    if _EU_ACT.match(text):
        return Section(NodeKind.ANNEX, "", 0, RANK_ANNEX, Role.FOREIGN)
    if _GUIDANCE.match(text):
        return Section(NodeKind.CHAPTER, "", 0, RANK_SECTION, Role.EDITORIAL)
    found = _ROMAN_TITLE.match(text)
    if found is not None:
        return Section(NodeKind.CHAPTER, found[1], found.end(), RANK_SECTION)
    found = _OTHER_TITLE.match(text)
    if found is not None:
        return Section(NodeKind.CHAPTER, found[1], found.end(), RANK_OTHER)
    return Section(NodeKind.CHAPTER, "", 0, RANK_OTHER, named=False)


def marker(text: str) -> Marker | None:
    """The list marker or paragraph number a line starts with, or None."""
    first = text[:1]
    if (
        first.isalpha()
        and text[1:2] not in (".", ")")
        and not (text[1:2].islower() and ("." in text[2:7] or ")" in text[2:7]))
    ):
        return None
    if not first or not (first.isalnum() or first in "(" or first in _DASHES):
        return None
    found = _MARKER.match(text)
    if found is None:
        return None
    length = found.end()
    if found[1]:
        return Marker("(1)" if found[1][0].isdecimal() else "(a)", found[1], length)
    if found[2]:
        label = found[2]
        if label.isdecimal():
            if found[4] == "." and _MONTH.match(text, length):
                return None
            return Marker("1" + found[4], label, length)
        roman = len(label) > 1 and label in _ROMANS
        if len(label) > 1 and not found[3] and not roman:
            return None
        return Marker(("i" if roman else "a") + found[4], label, length)
    if found[5]:
        return Marker("1.1", found[5], length)
    return Marker(found[6], "", length)


def follows(label: str, before: str) -> bool:
    """Whether an item label comes right after another in the alphabet («h», «i»)."""
    if len(label) == 1 and len(before) == 1:
        return LETTERS.find(label) == LETTERS.find(before) + 1
    return label[:1] == label[1:] and len(before) == 1


def roman_value(label: str) -> int:
    """The value of a small Roman numeral up to twenty, 0 for anything else."""
    return _ROMANS.get(label, 0)


def is_editorial(text: str) -> bool:
    """Whether a line is a note on what changed the provision («Endret ved lov …»)."""
    noted = _NOTE.match(text) is not None and _NOTE_VERB.search(text, 0, 90) is not None
    return noted or text.startswith("Ikr. ")


def is_preamble(text: str) -> bool:
    """Whether a line before the provisions says who made the text and by what power."""
    return _PREAMBLE.match(text) is not None


def is_running(rest: str) -> bool:
    """Whether `rest`, after a label, goes on as a sentence («§ 4 gjelder ikke …»)."""
    return rest[:1] != "" and (rest[0].islower() or rest[0] in ",;")


def is_sentence(rest: str) -> bool:
    """Whether the words after a label are text of the provision and not its title."""
    if rest[-1:] not in ".:;,":
        return len(rest) > _LONGEST_TITLE
    if rest[-1] != ".":
        return True
    return len(rest.split()) > 3 and not (len(rest) < 100 and rest.endswith(_ABBREVIATED))


def _squeezed(label: str) -> str:
    return re.sub(r"\s+", "", label).replace("–", "-").replace("‑", "-")
