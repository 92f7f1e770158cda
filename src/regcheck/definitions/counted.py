"""Forms that count something as a thing or a state: «som X regnes», «… regnes som X», «… anses X
når»."""

from __future__ import annotations

import re
from typing import Final

from regcheck.definitions.counting import is_counted, is_status, is_told
from regcheck.definitions.form import STEM, Candidate, Form, is_here, is_named
from regcheck.definitions.heads import WORD
from regcheck.definitions.words import (
    BECOMES,
    COUNTED,
    COUNTED_PERFECT,
    HEAVY,
    HERE,
    NUMBER,
    PHRASE,
    QUOTED,
    STOP,
    TO_COUNT,
)
from regcheck.law.vocabulary import (
    AN,
    CAPITAL_AN,
    IF,
    SHALL_OR_MAY,
    THE,
    THE_ENACTMENT,
    THESE,
    THIS,
)
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_NO_NAME = re.compile(
    r"(?:nødvendige?|naudsynt|(?:en |ein )?del|u?gyldige?|egen|egne|eigen|særlige?|særleg"
    r"|relevante?"
    r"|likeverdige?|vesentlige?|hovedregel|hovudregel|adskilt|omfattet|omfatta|nære|falske|trygge?"
    r"|uforholdsmessig|egnet|eigna|godkjent også|offentlig støtte|personlige|brukt|levert"
    r"|etter skjønn|blant anna?n?e?t?|framkalla|rimelige?|rimeleg|tilstrekkelige?|forsvarlige?"
    r"|oppfylt|overholdt|overhalden|gitt|tatt|inhabil|tvangsgrunnlag|vanlige?|egnede|aktuelle?|å|ut|om"
    rf"|inn|opp|tillatt?e?|tillaten|\w*(?:{THE_ENACTMENT}))\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"(?:\(\d+\) |\d+\. )?(?:(?:Dersom|Hvis|Viss|Når|Er|Har|Blir|Vert)\b|[A-ZÆØÅ][a-zæøå]+(?:er|ar)"
    r" (?:ikke|ikkje|det|den|han|hun|ho|hen|noen|nokon|ingen|vedkommende|vedkommande)\b)"
)
_WHOEVER = re.compile(
    r"(?:\(\d+\) |\d+\. )?(?:(?:Den|De|Dei|[A-ZÆØÅ][a-zæøå]+[ae]r) som [^.;:]+"
    r"|[A-ZÆØÅ][a-zæøå]+(?:[ae]r|es|ast) [^,.;:]+), (?:(?:skal|blir|vert) )?"
)
_COUNTED_AS = re.compile(r"(?:\(\d+\) |\d+\. )?Som\b")
_PARTICIPLE = re.compile(r"[a-zæøå]+(?:et|tt|rt|a|te)")
_WHEN = re.compile(rf"[»”\"]?,? (?:{IF})\b")
_FROM = re.compile(r" fr[aå] det\b")
_RECKONED = re.compile(r"re[gk]n")
_THAT = rf"(?:{IF}|at|så) "
_VERB = (
    r"(?:(?:[a-zæøå]+(?:er|es|ar|ast)(?!en)|går|får|står|gjør|kjem|ligg|har|vert|blir|kan|skal)"
    r" |for |helt |heilt )"
)
_IS = re.compile(r"\ber (?:[^\s,.;:]+ ){0,3}$")


def _is_like(_: Segments, found: Candidate) -> bool:
    return not found.term.endswith((" som nevnt", " som nemnt", " som nemnd"))


def _is_counted_as(segments: Segments, found: Candidate) -> bool:
    """Whether the sentence counts something as the term, and makes it more than a label: it says
    on what condition, quotes it or uses the word."""
    if _COUNTED_AS.match(found.sentence) or not is_counted(found.sentence, found.match):
        return False
    return (
        _IF.match(found.sentence) is not None
        or _WHOEVER.fullmatch(found.sentence, 0, found.match.start()) is not None
        or (
            _WHEN.match(found.sentence, found.match.end()) is not None
            and _PARTICIPLE.fullmatch(found.match["term"]) is None
        )
        or found.match["quoted"] is not None
        or is_status(found.sentence, found.match)
        or _is_used(segments, found.leaf, found.place)
    )


def _is_told(_: Segments, found: Candidate) -> bool:
    """Whether a main clause counts something as doing something."""
    return is_told(found.sentence[: found.match.start()])


def _is_to_count(segments: Segments, found: Candidate) -> bool:
    """Whether «… er å regne som X når» says so in a main clause."""
    before = found.sentence[: found.match.start()]
    return (
        _IS.search(before) is not None
        and is_counted(found.sentence, found.match)
        and _is_counted_state(segments, found)
    )


def _is_counted_state(segments: Segments, found: Candidate) -> bool:
    if " som " in found.term or _COUNTED_AS.match(found.sentence):
        return False
    if found.term.startswith(("fra", "frå")) or found.term.endswith(" vedkommende"):
        return False
    if _FROM.match(found.sentence, found.span.end) and _RECKONED.match(found.match[0]):
        return False
    return is_told(found.sentence[: found.match.start()]) and _is_state(segments, found)


def _is_state(_: Segments, found: Candidate) -> bool:
    """Whether «X er / regnes for … når» gives a state its name: not a mere judgement, unless in
    quotation marks."""
    quoted = found.term != found.match["term"]
    return quoted or _NO_NAME.match(found.term) is None


def _is_used(segments: Segments, leaf: int, place: Span) -> bool:
    """Whether the last word of a term, perhaps in another form, begins some word elsewhere in its
    section, so that the rule says what that word covers."""
    section = segments.article_of(leaf).span
    last = place.of(segments.lowered).rpartition(" ")[2]
    stem = last[: max(STEM - 1, len(last) - 2)]
    return _is_in(segments, stem, Span(section.start, place.start)) or _is_in(
        segments, stem, Span(place.end, section.end)
    )


def _is_in(segments: Segments, stem: str, span: Span) -> bool:
    """Whether some word within the span begins with a stem."""
    lowered = segments.lowered
    at = lowered.find(stem, span.start, span.end)
    while at > 0 and lowered[at - 1].isalpha():
        at = lowered.find(stem, at + 1, span.end)
    return at >= 0


COUNTED_AS: Final = (
    Form(
        "D3 som",
        r"(?:^|[.;:] |\) |\d )(?:Som|Med(?! mindre\b)) "
        rf"(?P<term>«?{PHRASE}»?){HERE} {HEAVY}\b",
        "Som [[fristdag]] regnes dagen da meldingen kom.",
    ),
    Form(
        "D3 several",
        r"(?:^|[.;:] |\) )Som "
        r"(?!hovedregel|hovudregel|følge|følgje|utgangspunkt|nevnt|nemnt|ledd)"
        rf"(?P<term>(?:(?! (?:{SHALL_OR_MAY}|bør|vil|har) )[^.:;()«»]){{2,160}}?),? "
        rf"(?:{HEAVY}|(?:regner|reknar) (?:{THE_ENACTMENT}|paragrafen))\b",
        "Som [[båt, henholdsvis lekter]], regnes det som flyter.",
    ),
    Form(
        "D3 to",
        rf"(?:^|[.;] |\) )Til (?!slike?t?\b|grunn\b)(?P<term>{PHRASE}) {HEAVY}"
        r"\b(?! (?:ikke|ikkje|med|det)\b)",
        "Til [[havna]] vert m.a. rekna moloar og bryggjer.",
        is_named,
    ),
    Form(
        "D3 like",
        r"(?:^|[.;] |\) )(?:Like|Likt|Lik|Likestilt|Likestilte|Sidestilt|Jamstilt|Jamstelt"
        rf"|På lik linje) med (?P<term>{PHRASE}) (?:{HEAVY}|er)\b",
        "Like med [[båt]] regnes kai som nevnt i § 3. Det nevnte gjelder ikke moloer.",
        _is_like,
    ),
    Form(
        "D3 set beside",
        rf"(?:^|[.;] |\) )Med (?P<term>{PHRASE}) (?:likestilles|likestillast|sidestilles"
        r"|sidestillast|jamstillast|(?:blir|vert) (?:jamstilt|jamstelt|likestilt))\b",
        "Med [[medlem]] likestilles ektefellen.",
        is_named,
    ),
    Form(
        "D3 alike",
        rf"\b(?:regnes|reknes|reknast|rekna|regnet) likt med (?P<term>{PHRASE})(?={STOP})",
        "Opplag på land skal reknast likt med [[fast plass]].",
        is_named,
    ),
    Form(
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
    Form(
        "when to count",
        rf"\b(?P<verb>{TO_COUNT}) (?:som|for) (?:(?:{AN}) )?"
        rf"(?P<term>{QUOTED}|(?:{WORD} ){{0,4}}?{WORD})(?=,? (?:{IF})\b)",
        "Jamvel om ho er ny, er ei bryggje å rekne for [[kai]] når ho er fast.",
        _is_to_count,
    ),
    Form(
        "when what counts",
        rf"^{NUMBER}(?:Det|Hva|Kva) som (?:(?:skal|kan) )?"
        rf"(?:{COUNTED}|{BECOMES} {COUNTED_PERFECT}|menes|meinast)"
        rf" (?:her )?(?:som|for|med) (?:(?:{AN}) )?"
        rf"(?P<term>{QUOTED}|(?:{WORD} ){{0,4}}?{WORD}),? er\b"
        r"(?! (?:\w+(?:t|a|e)|opp til|avhengig) (?:i|av|etter|på)\b)",
        "(3) Det som blir rekna som [[gyldig grunn]], er sjukdom og uvêr.",
        is_named,
    ),
    Form(
        "when state",
        rf"^{NUMBER}(?:(?:{CAPITAL_AN}) )?"
        r"(?P<term>[A-ZÆØÅa-zæøå][a-zæøå-]{3,}(?: [a-zæøå-]{2,}){0,3}?) er når\b",
        "[[Forsøk på snik]] er når gjesten går forbi køen.",
        is_here,
    ),
    Form(
        "D3 as",
        rf"\b(?P<verb>(?:{COUNTED}|{COUNTED_PERFECT}))"
        rf" (?:(?!alle |den |dei |de |personer?|skikk|egne|eigna |kvalif|godkjen){WORD} "
        rf"(?:eller {WORD} )?(?!for [^å]|som (?:ikk(?:e|je) )?\w+(?:es|ast) )"
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
    Form(
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
    Form(
        "D3 as to",
        rf"\b(?P<verb>(?:{COUNTED}|{COUNTED_PERFECT}))(?: (?:det|dette|også|òg|her|likevel))?"
        r" som (?P<term>å [a-zæøå]+[^.,;:]{0,60}?)"
        rf"(?=[.,;:]|$| (?:{IF}|selv|sjølv|også|òg)\b)",
        "Å ligge fast uten å betale regnes som [[å snike]].",
        _is_told,
    ),
    Form(
        "when is",
        rf"^{NUMBER}(?:{CAPITAL_AN}) (?:(?!som ){WORD} ){{1,4}}?er "
        rf"(?:alltid |uansett |likevel )?(?:(?:{AN}) )?"
        r"(?!(?:likevel )?(?:ikke|ikkje|også|òg)\b)"
        rf"(?P<term>{QUOTED}|(?:{WORD} ){{0,3}}?{WORD})"
        rf"(?= (?:{IF}|såframt|om (?:{THE}|han|ho|hun)\b))",
        "En båt er «[[lagt i opplag]]» når motoren er tatt ut.",
        _is_state,
    ),
)
