"""Forms that say outright what a word means: «med X menes», «X betyr», «X er definert som»."""

from __future__ import annotations

from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import (
    AN,
    CAPITAL_AN,
    IF,
    THE_ACT,
    THE_ENACTMENT,
    THIS,
)
from regcheck.terms.definitions import is_within
from regcheck.terms.form import (
    CAPITAL_ARTICLE,
    DEFINITE,
    HELPER,
    HERE,
    LET,
    LOOSE,
    NUMBER,
    PHRASE,
    QUOTED,
    Candidate,
    DefiningForm,
    is_named,
)

_THEN = pattern(rf" [^\s,.:;]+ (?:{IF})\b")
_HALF = pattern(rf" (?:som|{LET}|ikke|ikkje)$")


def _is_complete(_: Segments, found: Candidate) -> bool:
    """Whether the words before «er definert som» are a term and not half a relative clause,
    followed by its meaning and not by where it is defined."""
    after = found.sentence[found.match.end() :]
    if after.startswith((" er ", " vert ", " blir ")):
        return False
    return _HALF.search(found.term) is None and _THEN.match(after) is None


def _is_indefinite(_: Segments, found: Candidate) -> bool:
    term = found.term
    if found.is_general or LOOSE.search(term):
        return False
    return not DEFINITE.search(term.split()[-1]) or term.endswith(("sjon", "het", "vann"))


MEANING: Final = (
    DefiningForm(
        "D1 menes",
        r"(?:\b[Mm]ed|\b[Uu]nder|(?:^|(?<=[.;:)] ))Som)"
        rf" (?P<term>«?{PHRASE}»?|{QUOTED}){HERE}"
        rf" (?:(?:også |òg |altså )?(?:menes|meinast|meiner ein|meiner vi|meines)"
        rf"|{HELPER}meint|{HELPER}ment)\b(?! (?:å|for|til|at) )"
        r"(?! (?:det same|det samme|ikke|ikkje)\b)",
        "Med [[stor båt mv.]] menes båt over 15 meter.",
        lambda _, found: not is_within(found.sentence[: found.match.start()]),
    ),
    DefiningForm(
        "D1 several",
        r"(?:^|[.;:] |\) )Med (?P<term>(?:[^.:;()«»]|(?<=\b[a-zæøå])\.|(?<=\bmv)\."
        r"|\([^()]{2,20}\)){2,160}?)(?:,? jfr?\. [^:;«»]{3,90}?)?,?"
        rf"(?: (?:i|etter) (?:{THIS}) \w+)?"
        r" (?:menes|meinast|forstås|forståes|forståast|er meint|er det meint)\b"
        r"(?! (?:det same|det samme|ikke|ikkje)\b)",
        "Med [[tau, vaier og kjetting]] menes alt som kan knytes.",
    ),
    DefiningForm(
        "D1 quoted",
        rf"(?:^|[.;:] |\) )[Mm]ed (?P<term>{QUOTED})"
        r"(?:[^.:;«»]|(?<=\d)\.(?=\d)|(?<=nr)\.){1,90}?,?"
        r" (?:menes|meinast|forstås|forståast|er meint|er det meint)\b"
        r"(?! (?:det same|det samme|ikke|ikkje)\b)",
        "Med «[[fast kai]]» i havneloven § 4 bokstav d, menes kai som ikke flyter.",
    ),
    DefiningForm(
        "D2 forstås",
        rf"(?:\b(?:[Mm]ed|[Uu]nder|[Vv]ed)|(?:^|(?<=[.;:)] ))Som)"
        rf" (?P<term>«?{PHRASE}»?|{QUOTED})(?: \([^()]{{3,30}}\))?(?: skal)?{HERE}"
        r" (?:også |òg )?(?:forstås|forståes|forståast|skjønnes|skjønast|forstår ein"
        r"|forstår man)\b",
        "Vaktmannen fører bok. Under [[natt]] forstås timene etter 22.",
        lambda _, found: not found.term.endswith((" som", " og")),
    ),
    DefiningForm(
        "D4 inverted",
        r"\b(?:menes|forstås|meinast)"
        r"(?: (?:i|etter) (?:(?! (?:et|en|ein|eit|som) )[^.:;,«]){3,60}?)?"
        rf" med (?!mindre\b|det f[oø]r?e?mål)(?:(?:begrepet|uttrykket|ordet|omgrepet) )?"
        rf"(?P<term>{QUOTED}|{PHRASE}(?=:| (?:en|et|ein|eit|alle?|enhver|den|det) ))",
        "I § 2 menes med «[[vask]]» all spyling.",
    ),
    DefiningForm(
        "D4 meint",
        rf"\ber (?:det )?med (?!mindre\b|det\b|dette\b)(?P<term>{QUOTED}|{PHRASE})"
        r" (?:meint|ment)\b",
        "I lova her er det med [[kaianlegg]] meint moloar og bryggjer.",
    ),
    DefiningForm(
        "D4 says",
        rf"\b[Ii] (?:{THIS}|{THE_ACT}) [^.:;,«»]{{0,40}}?(?:betyr|tyder)"
        rf" (?P<term>{QUOTED}|(?!(?:at|å|det|dette)\b){PHRASE}(?<! av)"
        r"(?= (?:en|et|ein|eit|den|det|alt|alle?|enhver|kvar) ))",
        "I denne forskrift betyr «[[havneløp]]» ethvert løp langs kaia.",
    ),
    DefiningForm(
        "D4 refers",
        rf"\b(?:(?:vist|vises|viser|visast|henvises|henviser) til"
        r"|(?:bruker|brukar|brukes|brukast|nyttar|nyttast|benytter|benyttes) "
        r"(?:begrepet|omgrepet|uttrykket|ordet))"
        rf" (?:{QUOTED}[^.]{{0,160}}?|(?P<term>{PHRASE}){HERE}),?"
        r" (?:menes|meinast|er det meint)",
        "Når det er vist til [[gjeldende takst]], menes den nyeste.",
    ),
    DefiningForm(
        "D5 defined",
        rf"(?:^|[.;] |\) ){CAPITAL_ARTICLE}(?P<term>«?{PHRASE}»?)"
        r" (?:(?:er|blir|vert) (?:her )?(?:definert|definerte)|defineres|definerast)"
        r" (?:her )?(?:i [^.:;]{2,40} )?som\b",
        "En [[båt]] er definert som et fartøy under 15 meter.",
        _is_complete,
    ),
    DefiningForm(
        "D5 understood",
        rf"^{NUMBER}(?:(?:{CAPITAL_AN}|Uttrykket|Uttrykka|Begrepet|Omgrepet|Ordet"
        r"|Betegnelsen|Nemninga) )?(?!Henvisning|Tilvising|Referanse|Visning)"
        rf"(?!(?:Med|Under|Ved) )(?P<term>{QUOTED}|{PHRASE}) (?:(?:skal|må){HERE} "
        r"(?:forstås|forståast|oppfattes|oppfattast)(?: her)? (?:slik|i samsvar)"
        rf"|(?:(?:skal|må){HERE} )?(?:forstås|forståast|oppfattes|oppfattast){HERE}"
        r" (?:som|på (?:samme|same) måte))\b",
        "[[Seilsport]] forstås her som reiser med seil.",
        is_named,
    ),
    DefiningForm(
        "D5 means",
        rf"(?:^|[.;] |\) )(?:(?:{CAPITAL_AN}|Uttrykket|Uttrykka|Begrepet|Omgrepet|Ordet) )?"
        rf"(?P<term>{QUOTED}|{PHRASE}){HERE} (?:betyr|tyder|innebærer|omfatter|omfattar)"
        rf" (?:(?:i|etter) (?:{THIS}|{THE_ENACTMENT})|her)\b",
        "[[Innsjøen]] tyder her alt vatn innanfor kaia.",
    ),
    DefiningForm(
        "D5 plain",
        rf"^{NUMBER}(?:(?:Uttrykket|Begrepet|Omgrepet|Ordet) (?=[a-zæøå]))?"
        r"(?P<term>(?!Forhold\b)[A-ZÆØÅa-zæøå][a-zæøåé-]{2,}(?: [a-zæøå-]{2,}){0,3}?)"
        r" (?:betyr|tyder) (?!på\b|ikke|ikkje|derfor|difor|mykje|mye|ofte)[a-zæøå]",
        "[[Spesialfart]] betyr turer med gjester om bord.",
        _is_indefinite,
    ),
    DefiningForm(
        "D5 amounts",
        rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{2,}}(?: [a-zæøå-]{{3,}}){{0,4}}?)"
        rf" vil (?:si|seie) (?:at|å|{AN})\b",
        "[[Fri overnatting]] vil si at gjesten ikke betaler.",
        is_named,
    ),
    DefiningForm(
        "D5 quoted",
        rf"^{NUMBER}(?:Med |Som )?(?P<term>{QUOTED})[^.;:«»]{{0,40}}?"
        r" (?:betyr|tyder|betyder|viser til|omfatter|omfattar|beregnes som|reknast ut som"
        rf"|er (?:{AN}|den|det|alle))\b",
        "«[[Havneleie]]» betyr det som betales.",
    ),
    DefiningForm(
        "D5 quoted bare",
        rf"^«?{NUMBER}(?P<term>«[^«»]{{2,60}}»):? (?:{AN}|enhver|ethvert|kvar|alle)"
        r" [^«»]{3,}? (?:som|av|for|der|med|til)\b",
        "34. «[[gjestekai]]» en kai som er åpen for alle.",
    ),
    DefiningForm(
        "D5 called",
        r"\b(?:[Uu]ttrykket|[Bb]egrepet|[Oo]mgrepet|[Oo]rdet|[Nn]emninga|[Bb]etegnelsen) "
        rf"(?P<term>{QUOTED}|[a-zæøå-]{{3,}}(?: [\w-]+){{0,5}}?)"
        rf"(?: i (?:{THE_ACT}|{THIS})(?: [a-zæøå]+)?)?"
        r" (?:betyr|tyder|omfatter|omfattar|(?:brukes|brukast) om)\b(?! (?:ikke|ikkje)\b)",
        "Begrepet [[anlegg]] omfatter kai og brygge.",
    ),
)
