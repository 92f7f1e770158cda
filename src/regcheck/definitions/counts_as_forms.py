"""Forms that treat something as a thing or a state: «som X regnes», «… regnes som X», «… anses X
når», and whether such words assert it or only discuss it."""

from __future__ import annotations

import re
from typing import Final

from regcheck.definitions.form import (
    ARTICLE,
    BECOMES,
    CAPITAL_ARTICLE,
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
    Form,
    begins_a_word,
    is_here,
    is_named,
)
from regcheck.law.vocabulary import (
    AN,
    CAPITAL_AN,
    IF,
    SHALL_OR_MAY,
    THE_ENACTMENT,
    THESE,
    THIS,
    capital,
    word_set,
)
from regcheck.segments.view import Segments
from regcheck.text.patterns import pattern
from regcheck.text.span import Span

_NO_NAME = pattern(
    r"(?:nødvendige?|naudsynt|(?:en |ein )?del|u?gyldige?|egen|egne|eigen|særlige?|særleg"
    r"|relevante?|likeverdige?|vesentlige?|hovedregel|hovudregel|adskilt|omfattet|omfatta|nære"
    r"|falske|trygge?|uforholdsmessig|egnet|eigna|godkjent også|offentlig støtte|personlige|brukt"
    r"|levert|etter skjønn|blant anna?n?e?t?|framkalla|rimelige?|rimeleg|tilstrekkelige?"
    r"|forsvarlige?|oppfylt|overholdt|overhalden|gitt|tatt|inhabil|tvangsgrunnlag|vanlige?|egnede|aktuelle?|å|ut|om"
    rf"|inn|opp|tillatt?e?|tillaten|\w*(?:{THE_ENACTMENT}))\b",
    re.IGNORECASE,
)
_IF = pattern(
    rf"{NUMBER}(?:(?:{capital(IF)}|Er|Har|Blir|Vert)\b|[A-ZÆØÅ][a-zæøå]+(?:er|ar)"
    r" (?:ikke|ikkje|det|den|han|hun|ho|hen|noen|nokon|ingen|vedkommende|vedkommande)\b)"
)
_WHOEVER = pattern(
    rf"{NUMBER}(?:(?:Den|De|Dei|[A-ZÆØÅ][a-zæøå]+[ae]r) som [^.;:]+"
    r"|[A-ZÆØÅ][a-zæøå]+(?:[ae]r|es|ast) [^,.;:]+), (?:(?:skal|blir|vert) )?"
)
_COUNTED_AS = pattern(rf"{NUMBER}Som\b")
_PARTICIPLE = pattern(r"[a-zæøå]+(?:et|tt|rt|a|te)")
_WHEN = pattern(rf"[»”\"]?,? (?:{IF})\b")
_FROM = pattern(r" fr[aå] det\b")
_RECKONED = pattern(r"re[gk]n")
_THAT = rf"(?:{IF}|at|så) "
_VERB = (
    r"(?:(?:[a-zæøå]+(?:er|es|ar|ast)(?!en)|går|får|står|gjør|kjem|ligg|har|vert|blir|kan|skal)"
    r" |for |helt |heilt )"
)
_IS = pattern(r"\ber (?:[^\s,.;:]+ ){0,3}$")
_LIKE = pattern(rf"{NUMBER}(?:Lik|Likt|Like|Likestilt|Sidestilt|Jamstilt|Jamstelt)\b")
_WEIGHED = pattern(r"\b(?:bør|burde|kan|kunne|vil)\b")
_WITH_ARTICLE = pattern(rf"\b(?:{AN}|én|ett) $")
_NO_STATUS = pattern(
    r"(?:tilsvarende|tilsvarande|mer|meir|mest|mindre|like|likt|nært|nær|svært|bedre"
    r"|betre|først|best|slike?|spesielt|særskilt|alltid|fullt|bevis|direkte|enten|anten|både|stort"
    r"|viktig|kritisk|helhet|heilskap|selgers)\b"
    r"|[^\s]+ (?:utad|samme|same|først)\b|\S+er \S+ (?:\S+ )*\S+|oppnår\b|danner\b"
    r"|\S+(?:et|t|a|ende|ande) (?:av|til|i|på|før|etter|med|ved)\b"
)
_QUALITY = pattern(
    r"(?:.* )?[^\s]*(?:(?<!h)et|(?<!r)(?<!ska)(?<!na)tt|(?:er|ør|jor)t|[gb]rakt|søkt|brukt|lagt"
    r"|kjent|vald|vold|falt|stilt|delt|betalt|solgt|fulgt|valgt|fylt|dt|a|te|de|ne|le|ve|re|pe|ge|ig|leg"
    r"|sk|ende|ande|iv|[aeiou]l|bar|som|fri|død|eid|komen|even|skriven|teken|halden|om)"
)
_BOUND = pattern(r"[.;:]\s|,")
_ABOUT = pattern(
    r"\b(?:som|hva|kva|hvilke\w*|kven|hvem|hvorfor|kvifor|hvordan|korleis"
    r"|(?<!slik )at|(?<!\bsøknad )(?<!\bsøknaden )(?<!\bforslag )(?<!\bkrav )(?<!\bbegjæring )"
    r"(?<!\bmelding )(?<!\bmeldinga )(?<!\bmeldingen )(?<!\bkravet )(?<!\bavtale )(?<!\bavtalen )"
    r"(?<!\bvilkåret )(?<!\bopplysninger )(?<!\bopplysningar )(?<!\bregler )(?<!\breglar )"
    r"(?<!\breglene )(?<!\breglane )om(?! å\b)"
    rf"|hvorvidt|korvidt|{IF}|der|til å|for å|mens|fordi|så langt|så lenge)\b",
    re.IGNORECASE,
)
_ASKS_IF = pattern(r"(?:ås|es|er|re|me|ør|ast) $")
_OPEN = word_set(f"om|at|hvorvidt|korvidt|{IF}")
_JOINED = pattern(
    r"\b(?:og|eller)(?: (?:framleis|fremdeles|fortsatt|likevel|dermed|derfor|difor|da|då))?$"
)
_LEAST_CLAUSE = 2
"""With fewer words after such a conjunction, they are a subject rather than a clause."""
_MUST = pattern(r"\b(?:må|måtte|burde|ikke|ikkje|verken|lenger|lenge)\b[^,]*$", re.IGNORECASE)
_FINITE = pattern(
    r"\b(?<!\bde )(?<!\bdei )(?<!\bden )(?<!\bdet )"
    r"(?!(?:etter|under|over|eller|heller|før|andre|denne|disse|begge|siste|deres|flere|fleire"
    r"|område|både|side|møte|måte|støtte|kilde)\b)"
    r"[a-zæøå]{2,}(?:er|es|ast|ar|te|de|dde)\b|\b(?:er|har|får|kan|skal|vil)\b"
)
_JUDGED = pattern(
    r"(?:(?:mest|mer|meir|særlig|særleg|svært|så|like|tilstrekkelig|helt|like) )?"
    r"(?:nødvendige?|naudsynt\w*|u?vesentlige?|u?vesentleg\w*|tilstrekkelig\w*|likeverdig\w*|relevante?"
    r"|skikka|skikket|egnet|egna|eigna|forsvarlige?|forsvarleg|u?rimel[ei]g\w*|personlige?|u?gyldig\w*"
    r"|omfattet|omfatta|hensiktsmessige?|formålstenleg\w*|tilfredsstillende|aktuelle?|viktige?"
    r"|komen|komne?|kommet|innkommet|innkomen|mottatt|mottatte|motteken|registrert|representativ\w*"
    r"|tilfredsstillande|tilsikra|best|bedre|framkalla|egen|eige|først|avsluttende|tungtveiende|mulig|tilrådelig)"
)
_NO_TERM = pattern(
    r"(?:[\w ]+ (?:har|er|får|kan|skal|vil|nevnt|nemnt|nemnd|nemnde)$"
    r"|(?:en |ein |eit |et )?(?:av (?:de|dei)|part av)\b"
    r"|(?:ikk(?:e|je) )?å|at|om|henvisning\w*|tilvising\w*|referans\w*"
    r"|(?:en |ein )?(?:viktig |integrert )?del(?:er|ar)?|følge|følgje"
    r"|vilkår|slik|det|dette|den|dei|de|hovedregel|hovudregel|skikka|retting|nødvendige?"
    r"|grunnlag|en følge|relevant|omfatt\w*|nevnt|nemnte?|nemnde?|beskrevet|angitt"
    r"|(?:[\wæøå]+ )*(?:dager|dagar|timer|timar|uker|veker|måneder|månader)"
    r"|[\wæøå ]+ er [\wæøå]+"
    r"|til stede|til stades|og|pr|\d+|er|har|kan|skal|etter|gjennom|mora|faren|alle|der|dit|hvor"
    r"|kor)\b",
    re.IGNORECASE,
)
_GOT = pattern(r"\b(?:få|får|fått|ha|har|hatt)\b(?: [^\s,.;]+){0,3} $", re.IGNORECASE)
_IN_ORDER_TO = pattern(r"(?:\(\d+\) )?For å (?:kunne )?(?:bli |verte )?")
_ASKED = pattern(
    r"\b(?:for|om|av|fastsette|fastset|fastsetje|avgjør|avgjer) "
    r"(?:når|kva|hva|hvilke\w*|kven|hvem|hvorvidt|korvidt)\b",
    re.IGNORECASE,
)
_HELPERS = pattern(
    r"\b(?:skal|kan|vil|bør|blir|vert|er|ble|vart|også|òg|her|likevel|å|kunne|skulle)\s*$",
    re.IGNORECASE,
)


def _is_like(_: Segments, found: Candidate) -> bool:
    return not found.term.endswith((" som nevnt", " som nemnt", " som nemnd"))


def _is_counted_as(segments: Segments, found: Candidate) -> bool:
    """Whether the sentence treats something as the term, and the term is more than a label: there
    is a condition, the term is quoted or it is used elsewhere."""
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


def _is_asserted(_: Segments, found: Candidate) -> bool:
    """Whether a main clause treats something as an act."""
    return is_asserted(found.sentence[: found.match.start()])


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
    return is_asserted(found.sentence[: found.match.start()]) and _is_state(segments, found)


def _is_state(_: Segments, found: Candidate) -> bool:
    """Whether «X er / regnes for … når» names a state rather than a mere judgement, unless it is in
    quotation marks."""
    quoted = found.term != found.match["term"]
    return quoted or _NO_NAME.match(found.term) is None


def _is_used(segments: Segments, leaf: int, place: Span) -> bool:
    """Whether the last word of a term, perhaps in another form, begins a word elsewhere in its
    section, so that the rule says what that word covers."""
    section = segments.article_of(leaf).span
    last = place.of(segments.lowered).rpartition(" ")[2]
    stem = last[: max(STEM - 1, len(last) - 2)]
    around = (Span(section.start, place.start), Span(place.end, section.end))
    return any(begins_a_word(segments.lowered, stem, span) for span in around)


def is_counted(sentence: str, found: re.Match[str]) -> bool:
    """Whether a match of «regnes som X» in a sentence asserts that something is X: in a main
    clause, without «ikke» or «må», and with an X that is no mere judgement such as «nødvendig»."""
    term = found["term"]
    if _JUDGED.fullmatch(term) or _NO_TERM.match(term) or term.endswith("-"):
        return False
    between = sentence[found.end("verb") : found.start("term")]
    return " ikk" not in between and is_asserted(sentence[: found.start()])


def is_asserted(before: str) -> bool:
    """Whether the words before «regnes» and the like begin a main clause that asserts something,
    without «ikke» or «må»."""
    if _GOT.search(before) or _ASKED.search(before):
        return False
    if _IN_ORDER_TO.fullmatch(before):
        return True
    clause = before[_clause(before) :]
    if _MUST.search(clause):
        return False
    about = list(_ABOUT.finditer(clause))[-1:]
    if not about:
        return True
    said = _without_helpers(clause[about[0].end() :])
    if _JOINED.search(said):
        return False
    opens = about[0][0].lower()
    if opens == "om" and clause[: about[0].start()].endswith((" av ", " for ", " på ")):
        return False
    if opens in _OPEN and len(said.split()) < _LEAST_CLAUSE:
        return opens == "om" and _ASKS_IF.search(clause, 0, about[0].start()) is None
    return _FINITE.search(said) is not None


def is_status(sentence: str, found: re.Match[str]) -> bool:
    """Whether «… regnes som X» gives something the status of an X: a whole sentence, X a noun
    («enkeltvedtak», «en ytelse») rather than a quality («levert»), and nothing left to judge."""
    before, term = sentence[: found.start()], found["term"]
    if found["verb"].startswith("se") or _LIKE.match(sentence) or _NO_STATUS.match(term):
        return False
    if sentence[0].islower() or _WEIGHED.search(before[_clause(before) :]):
        return False
    between = sentence[found.end("verb") : found.start("term")]
    return _WITH_ARTICLE.search(between) is not None or _QUALITY.fullmatch(term) is None


def _clause(before: str) -> int:
    """The start of the last clause in the words."""
    start = 0
    for mark in _BOUND.finditer(before):
        start = mark.end()
    return start


def _without_helpers(words: str) -> str:
    """The words without the auxiliary verbs at their end, which belong to the verb that follows."""
    words = words.rstrip()
    while (helper := _HELPERS.search(words)) is not None:
        words = words[: helper.start()].rstrip()
    return words


COUNTS_AS: Final = (
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
        rf"\b(?P<verb>{TO_COUNT}) (?:som|for) {ARTICLE}"
        rf"(?P<term>{QUOTED}|(?:{WORD} ){{0,4}}?{WORD})(?=,? {ON_CONDITION})",
        "Jamvel om ho er ny, er ei bryggje å rekne for [[kai]] når ho er fast.",
        _is_to_count,
    ),
    Form(
        "when what counts",
        rf"^{NUMBER}(?:Det|Hva|Kva) som (?:(?:skal|kan) )?"
        rf"(?:{COUNTED}|{BECOMES} {COUNTED_PERFECT}|menes|meinast)"
        rf" (?:her )?(?:som|for|med) {ARTICLE}"
        rf"(?P<term>{QUOTED}|(?:{WORD} ){{0,4}}?{WORD}),? er\b"
        r"(?! (?:\w+(?:t|a|e)|opp til|avhengig) (?:i|av|etter|på)\b)",
        "(3) Det som blir rekna som [[gyldig grunn]], er sjukdom og uvêr.",
        is_named,
    ),
    Form(
        "when state",
        rf"^{NUMBER}{CAPITAL_ARTICLE}"
        r"(?P<term>[A-ZÆØÅa-zæøå][a-zæøå-]{3,}(?: [a-zæøå-]{2,}){0,3}?) er når\b",
        "[[Forsøk på snik]] er når gjesten går forbi køen.",
        is_here,
    ),
    Form(
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
        _is_asserted,
    ),
    Form(
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
