"""The words that amending instructions are made of, in Bokmål and Nynorsk and in lower case."""

from __future__ import annotations

from regcheck.law.address import StepKind

STARTS = frozenset(
    [
        "i",
        "ny",
        "nytt",
        "nye",
        "nåværende",
        "noverande",
        "gjeldende",
        "gjeldande",
        "overskriften",
        "overskrifta",
        "kapittel",
        "kap",
        "lov",
        "lova",
        "loven",
        "lovens",
        "forskrift",
        "forskriften",
        "forskrifta",
        "vedlegg",
        "bokstav",
        "nr",
        "nummer",
        "punkt",
        "paragrafoverskriften",
        "paragraf",
        "del",
        "innledningen",
        "siste",
        "tittelen",
        "strekpunkt",
        "etter",
    ]
)
NEW = frozenset({"ny", "nytt", "nye"})
SKIPPED = frozenset(
    ["nåværende", "noverande", "gjeldende", "gjeldande", "nåverande", "skal", "med"]
)
JOINING = frozenset({"og", "samt", ",", "eller"})
NOUNS = {
    "ledd": StepKind.PARAGRAPH, "ledds": StepKind.PARAGRAPH, "leddet": StepKind.PARAGRAPH,
    "punktum": StepKind.SENTENCE, "punktumet": StepKind.SENTENCE, "punktums": StepKind.SENTENCE,
    "setning": StepKind.SENTENCE, "setningen": StepKind.SENTENCE, "setninga": StepKind.SENTENCE,
    "strekpunkt": StepKind.ITEM, "strekpunktet": StepKind.ITEM, "bokstav": StepKind.ITEM,
}  # fmt: skip
LETTERED = frozenset({"bokstav", "bokstaven", "bokstavene", "bokstaver", "bokstavane", "litra"})
NUMBERED = frozenset({"nr", "nummer", "nummeret", "punkt", "pkt", "numrene"})
CHAPTERS = frozenset({"kapittel", "kap", "kapitlene", "kapitla", "kapitler"})
PLACED = {"vedlegg": StepKind.ANNEX, "vedlegget": StepKind.ANNEX, "del": StepKind.PART}
HEADINGS = frozenset(
    [
        "overskriften",
        "overskrifta",
        "overskrift",
        "paragrafoverskriften",
        "paragrafoverskrifta",
        "kapitteloverskriften",
        "kapitteloverskrifta",
        "tittelen",
        "tittel",
    ]
)
WORDING = frozenset({"lyde", "lyder", "lyda", "lyd"})
REPEALING = frozenset(
    [
        "oppheves",
        "oppheva",
        "opphevet",
        "opphevast",
        "opphevd",
        "oppheve",
        "utgår",
        "strykes",
        "strykast",
        "slettes",
        "slettast",
        "fjernes",
    ]
)
MOVING = frozenset({"blir", "vert", "flyttes"})
CHANGING = frozenset(
    [
        "endres",
        "endrast",
        "endra",
        "endret",
        "erstattes",
        "erstattast",
        "erstatta",
        "erstattet",
        "byttes",
        "bytes",
    ]
)
ADDING = frozenset(
    ["føyes", "tilføyes", "tilføyast", "tilføyd", "settes", "sett", "innføres", "tas"]
)
OPENINGS = frozenset({"innledningen", "innleiinga", "innledninga"})
