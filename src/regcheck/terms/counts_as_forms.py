"""Forms that treat something as a thing or a state: «som X regnes», «… regnes som X», «… anses X
når», and whether such words assert it or only discuss it."""

from __future__ import annotations

import re
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import (
    AN,
    CAPITAL_AN,
    IF,
    THE_ENACTMENT,
    THESE,
    THIS,
    capital,
    word_set,
)
from regcheck.terms.form import (
    ARTICLE,
    BECOMES,
    COUNTED,
    COUNTED_PERFECT,
    HEAVY,
    HERE,
    NUMBER,
    ON_CONDITION,
    PHRASE,
    QUOTED,
    STEM,
    STOP,
    TO_COUNT,
    WORD,
    Candidate,
    DefiningForm,
    begins_a_word,
    is_named,
)

_NO_TERM = pattern(
    r"(?:u?nødvendige?|naudsynt|tilstrekkelige?|forsvarlige?|u?rimel\w+|u?gyldige?$|relevante?|egnet"
    r"|egna|eigna|egen|tillatt?e?|oppfylt|overholdt|mottatt|gitt|å|at|om|ut|inn|opp|vilkår|slik|det"
    r"|den|(?:en |ein )?(?:viktig |integrert )?del|følge|følgje|hovedregel|hovudregel|grunnlag"
    r"|skikka|omfatt\w*|nevnt|angitt|etter|til stede|til stades|blant annet|mellom anna|inhabil"
    rf"|av de[ni]?|part av|tilfredsstill\w+|bevis|\d+|\w*(?:{THE_ENACTMENT}))\b"
    r"|[\w ]*\b(?:har|er|får|kan|skal|vil|nevnt|nemnt|nemnd|nemnde)$"
    r"|(?:[\wæøå]+ )*(?:dager|dagar|timer|timar|uker|veker|måneder|månader)\b",
    re.IGNORECASE,
)
"""Judgements, references and measures, which no rule gives a name."""
_IF = pattern(rf"{NUMBER}(?:{capital(IF)}|Er|Har|Blir|Vert)\b")
_COUNTED_AS = pattern(rf"{NUMBER}Som\b")
_THAT = rf"(?:{IF}|at|så) "
_VERB = (
    r"(?:(?:[a-zæøå]+(?:er|es|ar|ast)(?!en)|går|får|står|gjør|kjem|ligg|har|vert|blir|kan|skal)"
    r" |for |helt |heilt )"
)
_NO_STATUS = pattern(
    r"(?:tilsvarende|tilsvarande|like|likt|best|først|alltid|fullt|både|enten|anten|direkte|slike?)\b"
    r"|\S+er \S+ (?:\S+ )*\S+|\S+(?:et|t|a|ende|ande) (?:av|til|i|på|før|etter|med|ved)\b"
)
_QUALITY = pattern(
    r"(?:.* )?[^\s]*(?:(?<!h)et|(?<!r)(?<!ska)(?<!na)tt|(?:er|ør|jor)t|[gb]rakt|søkt|brukt|lagt"
    r"|kjent|falt|stilt|delt|betalt|solgt|fulgt|valgt|fylt|dt|a|te|de|ne|le|ve|re|pe|ge|ig|leg"
    r"|sk|ende|ande|iv|[aeiou]l|bar|som|fri|død|eid|om)"
)
_BOUND = pattern(r"[.;:]\s|,")
_ABOUT = pattern(
    r"\b(?:som|hva|kva|hvilke\w*|kven|hvem|hvordan|korleis|(?<!slik )at"
    rf"|(?<!\bsøknad )(?<!\bkrav )(?<!\bkravet )(?<!\bavtale )om(?! å\b)"
    rf"|hvorvidt|korvidt|{IF}|der|til å|for å|mens|fordi|så langt|så lenge)\b",
    re.IGNORECASE,
)
_OPEN = word_set(f"om|at|hvorvidt|korvidt|{IF}")
_LEAST_CLAUSE = 2
"""With fewer words after such a conjunction, they are a subject rather than a clause."""
_MUST = pattern(r"\b(?:må|måtte|burde|ikke|ikkje|verken|lenger|lenge)\b[^,]*$", re.IGNORECASE)
_FINITE = pattern(
    r"\b(?<!\bde )(?<!\bdei )(?<!\bden )(?<!\bdet )"
    r"(?!(?:etter|under|over|eller|før|andre|denne|disse|begge|flere|fleire)\b)"
    r"[a-zæøå]{2,}(?:er|es|ast|ar|te|de|dde)\b|\b(?:er|har|får|kan|skal|vil)\b"
)
_IN_ORDER_TO = pattern(r"(?:\(\d+\) )?For å (?:kunne )?(?:bli |verte )?")
_HELPERS = pattern(
    r"\b(?:skal|kan|vil|bør|blir|vert|er|ble|vart|også|òg|her|likevel|å|kunne|skulle)\s*$",
    re.IGNORECASE,
)


def _is_counted_as(segments: Segments, found: Candidate) -> bool:
    """Whether the sentence treats something as the term, and the term is more than a label: there
    is a condition, the term is quoted or it is used elsewhere."""
    if _COUNTED_AS.match(found.sentence) or not _is_counted(found.sentence, found.match):
        return False
    return (
        _IF.match(found.sentence) is not None
        or found.match["quoted"] is not None
        or _is_status(found.sentence, found.match)
        or _is_used(segments, found.leaf, found.place)
    )


def _is_counted_state(segments: Segments, found: Candidate) -> bool:
    """Whether «X regnes for … når» names a state in a main clause."""
    if " som " in found.term or found.term.startswith(("fra", "frå")):
        return False
    return _is_asserted(found.sentence[: found.match.start()]) and _is_state(segments, found)


def _is_state(_: Segments, found: Candidate) -> bool:
    """Whether «X er / regnes for … når» names a state rather than a mere judgement, unless it is in
    quotation marks."""
    quoted = found.term != found.match["term"]
    return quoted or _NO_TERM.match(found.term) is None


def _is_used(segments: Segments, leaf: int, place: Span) -> bool:
    """Whether the last word of a term, perhaps in another form, begins a word elsewhere in its
    section, so that the rule says what that word covers."""
    section = segments.article_of(leaf).span
    last = place.of(segments.lowered).rpartition(" ")[2]
    stem = last[: max(STEM - 1, len(last) - 2)]
    around = (Span(section.start, place.start), Span(place.end, section.end))
    return any(begins_a_word(segments.lowered, stem, span) for span in around)


def _is_counted(sentence: str, found: re.Match[str]) -> bool:
    """Whether «regnes som X» asserts in a main clause that something is X, without «ikke» or «må»,
    and X is no mere judgement such as «nødvendig»."""
    if _NO_TERM.match(found["term"]) or found["term"].endswith("-"):
        return False
    between = sentence[found.end("verb") : found.start("term")]
    return " ikk" not in between and _is_asserted(sentence[: found.start()])


def _is_asserted(before: str) -> bool:
    """Whether the words before «regnes» and the like begin a main clause that asserts something,
    without «ikke» or «må»."""
    if _IN_ORDER_TO.fullmatch(before):
        return True
    clause = before[max((mark.end() for mark in _BOUND.finditer(before)), default=0) :]
    if _MUST.search(clause):
        return False
    about = list(_ABOUT.finditer(clause))[-1:]
    if not about:
        return True
    said = clause[about[0].end() :].rstrip()
    while (helper := _HELPERS.search(said)) is not None:
        said = said[: helper.start()].rstrip()
    opens = about[0][0].lower()
    if opens in _OPEN and len(said.split()) < _LEAST_CLAUSE:
        return opens == "om" and not clause[: about[0].start()].endswith((" av ", " for ", " på "))
    return _FINITE.search(said) is not None


def _is_status(sentence: str, found: re.Match[str]) -> bool:
    """Whether «… regnes som X» gives something the status of an X: a whole sentence, and X a noun
    («enkeltvedtak», «en ytelse») rather than a quality («levert»)."""
    term = found["term"]
    if found["verb"].startswith("se") or sentence[0].islower() or _NO_STATUS.match(term):
        return False
    return _QUALITY.fullmatch(term) is None


COUNTS_AS: Final = (
    DefiningForm(
        "D3 som",
        r"(?:^|[.;:] |\) |\d )(?:Som|Med(?! mindre\b)) "
        rf"(?P<term>«?{PHRASE}»?){HERE} {HEAVY}\b",
        "Som [[fristdag]] regnes dagen da meldingen kom.",
    ),
    DefiningForm(
        "D3 like",
        r"(?:^|[.;] |\) )(?:Like|Likt|Lik|Likestilt|Likestilte|Sidestilt|Jamstilt|Jamstelt"
        rf"|På lik linje) med (?P<term>{PHRASE}) (?:{HEAVY}|er)\b",
        "Like med [[båt]] regnes kai som nevnt i § 3.",
    ),
    DefiningForm(
        "when counted",
        rf"\b(?:{COUNTED}|{BECOMES} (?:rekna|ansett|regnet)"
        rf"|(?<=\b[Dd]et )er (?:også |òg )?{TO_COUNT} som"
        r"|(?:defineres|definerast|(?:er|blir|vert) definert) som) (?:også |òg )?"
        rf"(?:(?:(?:{AN}) (?:{WORD} ){{1,4}}?)?(?:for )?å"
        r" (?:være |vere |vera |(?=ha ))|for )?"
        r"(?P<term>(?!(?:for|som|å|etter|i|da|med|inn|ut|til)\b)"
        rf"(?:(?!ha \w+(?:et|tt|kt|dd)\b)(?:{WORD} ){{0,2}}?{WORD}"
        rf"|ha (?!\w+(?:et|tt|kt|dd) |sin )(?:{WORD} ){{1,4}}?{WORD}))"
        r"(?<! dersom)(?<! hvis)(?<! når)(?<!\ben)(?<!\bet)(?<!\bein)(?<!\beit)(?<!\bei)"
        rf"(?=:|$| (?:{IF}|først når|seinast når|senest når"
        r"|(?:fra|frå|på|ved) det (?:første |fyrste )?tidspunkt\w*)\b)",
        "Eieren anses å [[ha fast plass]] dersom leien er betalt.",
        _is_counted_state,
    ),
    DefiningForm(
        "when to count",
        rf"\b(?P<verb>{TO_COUNT}) (?:som|for) {ARTICLE}"
        rf"(?P<term>{QUOTED}|(?:{WORD} ){{0,4}}?{WORD})(?=,? {ON_CONDITION})",
        "Jamvel om ho er ny, er ei bryggje å rekne for [[kai]] når ho er fast.",
        _is_counted_state,
    ),
    DefiningForm(
        "when what counts",
        rf"^{NUMBER}(?:Det|Hva|Kva) som (?:(?:skal|kan) )?"
        rf"(?:{COUNTED}|{BECOMES} {COUNTED_PERFECT}|menes|meinast)"
        rf" (?:her )?(?:som|for|med) {ARTICLE}"
        rf"(?P<term>{QUOTED}|(?:{WORD} ){{0,4}}?{WORD}),? er\b"
        r"(?! (?:\w+(?:t|a|e)|opp til|avhengig) (?:i|av|etter|på)\b)",
        "(3) Det som blir rekna som [[gyldig grunn]], er sjukdom og uvêr.",
        is_named,
    ),
    DefiningForm(
        "D3 as",
        rf"\b(?P<verb>(?:{COUNTED}|{COUNTED_PERFECT}))"
        rf" (?:(?!alle |den |dei |de |personer?|skikk|egne|eigna |kvalif|godkjen){WORD} "
        rf"(?:eller {WORD} )?(?!for [^å]|som (?:ikk(?:e|je) )?(?!fast )\w+(?:es|ast) )"
        rf"|(?:følgende|følgjande) (?:{WORD} ){{1,6}}?"
        rf"|i (?:{WORD} ){{1,2}}|til enhver tid |for {WORD} {WORD} "
        rf"|(?:{AN}) (?:{WORD} ){{1,3}}?"
        rf"|(?:hvert|kvart|hver|kvar|hele|heile|{THIS}|{THESE}|blanke) {WORD} )?"
        r"(?:også |òg |her |likevel )?"
        r"(?:som|for å være|for å vere|(?<=rekna )for|(?<=reknast )for|(?<=regnet )for)"
        rf" (?:(?:{AN}|én|ett) )?(?P<term>"
        rf"{QUOTED}|(?:{WORD} ){{0,4}}?(?:{WORD}- (?:og|eller) )?{WORD})(?= (?:også|òg)\b|{STOP})",
        "Avgjørelsen regnes som [[enkeltvedtak]].",
        _is_counted_as,
    ),
    DefiningForm(
        "D3 as far",
        rf"\b(?P<verb>{COUNTED})"
        r" (?!i|på|av|for|til|fra|frå|med|etter|som|ikk(?:e|je)|å|ut|om|inn|bort|bare|berre)"
        rf"(?:(?:(?!{_THAT}|nødvendig|naudsynt){WORD} ){{2,12}}?"
        rf"|(?:den|det|dei?|dem) (?:{WORD} )?som [^,.;:]{{3,80}}, )"
        rf"som (?:(?:{AN}|én|ett) )?"
        rf"(?P<term>{QUOTED}|(?:(?!som |{_VERB}){WORD} ){{0,3}}?(?!{_VERB}){WORD})(?={STOP})",
        "Ved kai regnes den som kommer først, som [[bruker]].",
        _is_counted_as,
    ),
    DefiningForm(
        "when is",
        rf"^{NUMBER}(?:{CAPITAL_AN}) (?:(?!som ){WORD} ){{1,4}}?er "
        rf"(?:alltid |uansett |likevel )?{ARTICLE}"
        r"(?!(?:likevel )?(?:ikke|ikkje|også|òg)\b)"
        rf"(?P<term>{QUOTED}|(?:{WORD} ){{0,3}}?{WORD})"
        rf"(?= {ON_CONDITION})",
        "En båt er «[[lagt i opplag]]» når motoren er tatt ut.",
        _is_state,
    ),
)
