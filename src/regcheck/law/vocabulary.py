"""The words of law, in Bokmål and Nynorsk with older spellings: alternatives of an expression,
in lower case and without a group. A longer form stands before one that it begins with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

THE_ACT: Final = "loven|lova"
THE_REGULATION: Final = "forskriften|forskrifta"
THE_REGULATIONS: Final = "forskriftene|forskriftane"
THE_ENACTMENT: Final = f"{THE_ACT}|{THE_REGULATION}"
AN_ACT: Final = f"{THE_ACT}|lov"
"""An act, in the definite form or not."""
A_REGULATION: Final = f"{THE_REGULATION}|forskrift"
REGULATIONS: Final = f"{THE_REGULATION}|forskrifter|forskrift"
AN_ENACTMENT: Final = f"{AN_ACT}|{A_REGULATION}"
OF_THE_ACT: Final = "lovens|lovas"
OF_THE_REGULATION: Final = "forskriftens|forskriftas"
ACTS: Final = f"{OF_THE_ACT}|{THE_ACT}|lover|lovs|lov"
"""All forms but the definite plural."""
OTHER_TEXTS: Final = (
    "direktiv|forordning|konvensjon|traktat|overenskomst|avtale|vedtekt|reglement|instruks"
    "|protokoll|resolusjon|standard|statutt"
)
"""The beginnings of words for legal texts other than acts and regulations."""
OF_THE_UNION: Final = "EU|EF|EØF|Euratom"
"""Letters in the numbers of acts of the European Union."""

CHAPTER: Final = "kapittel|kapitlene|kapitla|kap"
ARTICLE: Final = "artikkelen|artikkel|artiklene|artiklane|artikler|artiklar"
"""An article of a treaty or an act of the European Union."""
PARAGRAPH: Final = "leddet|ledden|ledda|ledd|leden|stykket|stykke"
SENTENCE: Final = "punktumet|punktum|setningen|setninga|setning"

MENTIONED: Final = "nevnt|nemnt|nemnd"
THIS: Final = "denne|dette"
THESE: Final = "disse|desse"

MONTHS: Final = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
"""The months in order."""
ENGLISH_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTH_BEGINS: Final = "|".join(month[:3] for month in MONTHS)
"""The first three letters of each month."""

ORDINALS: Final[Mapping[str, int]] = {
    "første": 1, "fyrste": 1, "annet": 2, "andre": 2, "annen": 2, "anna": 2, "tredje": 3,
    "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7, "sjuende": 7, "sjuande": 7, "åttende": 8,
    "åttande": 8, "niende": 9, "niande": 9, "tiende": 10, "tiande": 10, "ellevte": 11,
    "tolvte": 12, "trettende": 13, "trettande": 13, "fjortende": 14, "fjortande": 14,
    "femtende": 15, "femtande": 15, "sekstende": 16, "sekstande": 16, "syttende": 17,
    "syttande": 17, "attende": 18, "attande": 18, "nittende": 19, "nittande": 19, "tyvende": 20,
    "tjuende": 20, "tjuande": 20,
}  # fmt: skip
"""Ordinal words and their numbers."""

ORDINAL: Final = "|".join(sorted(ORDINALS, key=len, reverse=True))

SHALL_OR_MAY: Final = "skal|må|kan"
IF: Final = "dersom|hvis|når|viss"
"""Conjunctions that begin a condition."""
AN: Final = "ein|eit|en|et|ei"
THE: Final = "den|det|dei|de"

THE_BODY: Final = (
    "nemnda|nemnden|møtet|forsamlinga|forsamlingen|utvalget|utvalet|tilsynet|styret|direktoratet"
    "|ombudet|arkivet|rådet|styre|delegasjon|komitéen|komiteen|skolen|skulen"
    "|senteret|instituttet|universitetet|foretaket|føretaket"
)
"""Endings of the names of bodies, where a sentence is about one."""
ACTORS: Final = (
    "departement|direktorat|tilsyn|etat|myndighet|styresmakt|kommune|statsforvalt[ea]r|politi"
    "|nemnd|styre|utvalg|utval|råd|rett|domm[ea]r|domstol|verk|led[ea]r|leiar|rektor|institutt"
    "|fakultet|universitet|høyskole|høgskule|høgskole|skole|skule|sykehus|sjukehus|foretak|føretak"
    "|selskap|virksomhet|verksemd|bedrift|bank|eier|eigar|søker|søkjar|arbeidsgiv[ea]r"
    "|arbeidstak[ea]r|lege|personell|mottak[ea]r|produsent|importør|før[ea]r|skipper|kaptein"
    "|rederi|reder|reiar|part|person|elev|student|kandidat|komite|komité|kommisjon|konge|storting"
    "|organ|innehav[ea]r|driv[ea]r|ansvarlig|ansvarleg|oppdragsgiv[ea]r|leverandør|operatør"
    "|tilbyd[ea]r|bruk[ea]r|namsmann|sekretariat|fond|forening|foreining|lag|avdeling"
    "|administrasjon|organisasjon|nav|foreld[ea]r|foreldre|verge|verje|sent[ea]r|enhet|eining"
    "|lærested|institusjon|sensor|kontor|ledelse|leiing|forvalt[ea]r|entreprenør|sakkyndig"
    "|sakkunnig|pliktig|vi|du|han|hun|ho"
)
"""The beginnings of words for those who can have duties, as parts of expressions: ministries,
agencies, courts, municipalities, offices, undertakings, people."""


def word_set(alternatives: str) -> frozenset[str]:
    """The words in alternatives: «loven» and «lova» for `THE_ACT`."""
    return frozenset(alternatives.split("|"))


def capital(alternatives: str) -> str:
    """The alternatives with a capital, as at the start of a sentence."""
    return "|".join(word.capitalize() for word in alternatives.split("|"))


def either_case(alternatives: str) -> str:
    """The alternatives with a small or capital first letter, grouped by it."""
    rests: dict[str, list[str]] = {}
    for word in alternatives.split("|"):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(
        f"[{first.upper()}{first}](?:{'|'.join(rest)})" for first, rest in rests.items()
    )


CAPITAL_AN: Final = capital(AN)
