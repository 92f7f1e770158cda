"""Forms that say what a thing is and how far it goes: «X er en … som», «X er summen av …»,
«Følgende … er X», «X omfatter …», «X innebærer at …», «X foreligger når …», «X varer fra …»."""

from __future__ import annotations

import re
from typing import Final

from regcheck.definitions.form import (
    ADJECTIVE,
    ADVERBIAL,
    ARTICLE,
    BODY,
    CAPITAL_ARTICLE,
    DEFINITE,
    LOOSE,
    MEASURE,
    NO_KIND,
    NUMBER,
    OFFICE,
    ON_CONDITION,
    REFERENCE,
    RESULT,
    WORD,
    Candidate,
    Form,
    is_abstract,
    is_headed,
    is_here,
    is_named,
    is_opening,
    is_subject,
    is_whole_heading,
    says_kind,
)
from regcheck.document.model import NodeKind
from regcheck.law.vocabulary import AN, CAPITAL_AN, IF, MENTIONED, THE, word_set
from regcheck.segments.view import Segments
from regcheck.text.patterns import pattern

_LEGAL_LABEL = pattern(
    r"\b(?:(?:et|eit) (?:vedtak|enkeltvedtak|vilkår|unntak|unnatak)|(?:en|ein) (?:forutsetning"
    r"|føresetnad))\b"
)
_POINTED = word_set(f"alle|alle dei|alle de|enhver|ethvert|{THE}")
_AIM = pattern(r"(?:formål|føremål|mål|hensikt|oppgave|oppgåve|rolle|plikt|ansvar)", re.IGNORECASE)
_NO_ITEM = pattern(
    rf"(?:at|om|når|dersom|hvis|for|i|på|ved|til|med|{THE}|en|et|ein|eit|hvilke\w*"
    r"|kva|hva|alle?)\b"
)
_PLURAL = pattern(r"(?:er|ar)$")
_MEMBERS = pattern(
    r"[^.;:]{0,50}\b(?:medlem\w*|leder\w*|leiar\w*|nestleder\w*|representant\w*|timer|timar|oppnevn\w*)\b"
)
_RULE = pattern(
    r"(?:plikt|rett|forbud|forbod|krav|ansvar|ordning|kontroll|tilsyn|vern|fredning|myndig\w+)"
    r"(?:en|a|et|i|heita?)?$"
)
_NUMBER_OF = pattern(r"^§+ ?[\d\w-]+\.? ?(?:[a-z]\.)?")
_LACK = pattern(r"(?:Manglende|Manglande|Aksept|Brudd|Brot|Overtredelse|Fradrag)\b")
_BETWEEN = pattern(r" (?:av|for|om|til|med|mot|i|på)\b")
_NO_CLASS = pattern(
    r"(?:opplæring|utdanning|prøven?|prøver|prøvene|program|studie(?:t|ne)?|eksamen|kurs(?:et)?|fond"
    r"|reservat|nasjonalpark|liste|konsesjon|kontroll|ledd|utvalg|system|systemet|oppgaver|oppgåver"
    r"|myndighet|område)$"
    r"|^(?:Graden|Sone|Post) "
)
_NOUNS = (
    rf"(?:(?!(?:som|å|om|at|er|av|i|på|til|for|med|ved|{IF}) )[a-zæøå-]+ ){{0,2}}?"
    r"(?![a-zæøå]+(?:ig|leg|t|te|de|ne)\b)[a-zæøå-]{4,}"
)
_LONG_WORD, _INFLECTION = 9, 3


def _is_one(_: Segments, found: Candidate) -> bool:
    if " som" in found.term or " at " in found.term:
        return False
    return _LEGAL_LABEL.search(found.sentence) is None


def _is_activity(segments: Segments, found: Candidate) -> bool:
    """Whether «X er å …» says what the term is, not what something is for."""
    if found.is_general or _AIM.search(found.term) or LOOSE.search(found.term):
        return False
    return not DEFINITE.search(found.term) or is_headed(segments, found.leaf, found.term)


def _is_figure(_: Segments, found: Candidate) -> bool:
    """Whether the words before «er summen av» are a noun phrase."""
    return " som " not in f"{found.term} " and _AIM.search(found.term) is None


def _is_of_a_kind(_: Segments, found: Candidate) -> bool:
    """Whether «X er den som …» begins with an indefinite noun."""
    first = found.term.split()[0]
    return not found.is_general and not DEFINITE.search(first) and LOOSE.match(first) is None


def _is_in_item(segments: Segments, found: Candidate) -> bool:
    """Whether a list item begins with the term."""
    leaf, line = segments.leaves[found.leaf], segments.document.parents[found.leaf]
    return (
        found.place.start == leaf.span.start
        and (leaf.kind is NodeKind.ITEM or (bool(line) and line[-1].kind is NodeKind.ITEM))
        and _NO_ITEM.match(found.term) is None
    )


def _is_same(segments: Segments, found: Candidate) -> bool:
    """Whether «X er …» begins its sentence and names a kind that the term itself ends in."""
    first = found.term.split()[0]
    return not found.is_general and not BODY.search(first) and says_kind(segments, found)


def _is_alone(segments: Segments, found: Candidate) -> bool:
    """Whether a sentence that begins with one noun and «er» says what it is, and is not about a
    body or an office."""
    term = found.term
    if found.is_general or BODY.search(term) or LOOSE.search(term) or ADVERBIAL.fullmatch(term):
        return False
    if _LEGAL_LABEL.match(found.sentence, found.match.start("genus")):
        return False
    if not DEFINITE.search(term):
        return True
    if OFFICE.search(term):
        return False
    return found.match["genus"] in _POINTED or is_headed(segments, found.leaf, term)


def _is_kind(segments: Segments, found: Candidate) -> bool:
    """Whether a sentence begins with a term in the indefinite form that is neither a list nor a
    body."""
    if not is_opening(found):
        return False
    last = found.term.split()[-1]
    plural = last.endswith(("ene", "ane"))
    if DEFINITE.search(last) and (plural or not is_abstract(last)):
        return is_headed(segments, found.leaf, found.term) and not plural
    return True


def _is_subclass(_: Segments, found: Candidate) -> bool:
    """Whether «Følgende dager er fridager» gives some members of a class a name of their own."""
    return _PLURAL.sub("", found.match["class"]) in found.term


def _is_present(segments: Segments, found: Candidate) -> bool:
    """Whether «X foreligger når» is about the subject of the section, introduces a list or begins
    with an indefinite noun."""
    if is_subject(segments, found):
        return True
    if not is_here(segments, found):
        return False
    return found.sentence.endswith(":") or not DEFINITE.search(found.term.split()[0])


def _is_implied(segments: Segments, found: Candidate) -> bool:
    """Whether «X innebærer at …» explains the subject of the section, or a word or two in the
    indefinite form."""
    if is_whole_heading(segments, found):
        return True
    return (
        _LACK.match(found.term) is None
        and not _RULE.search(found.term)
        and _BETWEEN.search(found.term) is None
        and not DEFINITE.search(found.term)
        and is_here(segments, found)
    )


def _is_all_of_heading(segments: Segments, found: Candidate) -> bool:
    """Whether the section's heading is the term and nothing more."""
    heading = segments.heading_of(found.leaf)
    if heading is None or " " in found.term or len(found.term) < _LONG_WORD:
        return False
    if _RULE.search(found.term):
        return False
    words = _NUMBER_OF.sub("", heading.of(segments.lowered)).strip(" ().")
    stem = DEFINITE.sub("", found.term.lower())
    return words.startswith(stem) and len(words) - len(stem) <= _INFLECTION


def _is_held(segments: Segments, found: Candidate) -> bool:
    """Whether «X omfatter …» says what a term covers; with «all …» only if the section is about the
    term."""
    if found.match["all"] and not is_headed(segments, found.leaf, found.term):
        return False
    if BODY.search(found.term) or _MEMBERS.match(found.sentence, found.match.end()):
        return False
    if _NO_CLASS.search(found.term):
        return False
    if _is_all_of_heading(segments, found):
        return True
    last = found.term.split()[-1]
    return is_opening(found) and (DEFINITE.search(last) is None or is_abstract(last))


IS_A: Final = (
    Form(
        "is one",
        rf"^{NUMBER}(?:(?:{CAPITAL_AN}) «?|«)(?P<term>(?:{WORD} ){{0,4}}?{WORD})»? er"
        rf" (?:alltid |her )?(?:{AN}|den|det|alle|enhver|kvar|to eller flere"
        rf"|to eller fleire|{MEASURE})\b(?! (?:av (?:de|dei)|risikofaktor)\b)"
        rf"(?:(?<= den)|(?<= det)|(?! [^.,;:]{{2,40}}? {ON_CONDITION}))"
        r"(?:(?<= den)|(?=[^.]* (?:som|der|hvor|av|for|mellom|enn|ansatt|tilsett|til)\b))",
        "En [[kai]] er et anlegg som båter kan ligge ved.",
        _is_one,
    ),
    Form(
        "is headed",
        rf"^{NUMBER}(?P<term>(?:{WORD} ){{0,3}}?{WORD})"
        rf"(?: (?:i|på|for|ved) (?:{AN}) {WORD})? er (?:alltid |her )?"
        rf"(?:{AN}|{THE}|alle|enhver|kvar|summen|kostnadene|kostnadane|prøving"
        rf"|utføring|tiltak|personer|personar|fagpersoner|fagpersonar)\b{NO_KIND}[^.]*"
        r" (?:som|der|hvor|av|for|mellom|på)\b",
        "[[Sluttkart]] er de delene av kartet som viser bunnen.",
        is_subject,
        heading="Sluttkart",
    ),
    Form(
        "is here",
        rf"^{NUMBER}{CAPITAL_ARTICLE}(?P<term>(?:{WORD} ){{0,2}}?{WORD}),?"
        rf" (?:som (?:{MENTIONED}|omtalt|omtala) )?(?:i|etter) {REFERENCE}er"
        rf" (?:(?:{AN}|den|dei|de|alle|enhver|kvar|{MEASURE})\b{NO_KIND}"
        r"(?! enkeltvedtak\b)(?=[^.]* (?:som|der|hvor|av|for|mellom|på|med|i)\b)"
        r"|(?!\w+(?:t|te|a) )[a-zæøå]{3,} (?:som|med|der)\b)",
        "[[Kaia]] etter denne loven er den kaia som ligger lengst inne.",
        is_here,
    ),
    Form(
        "is same",
        rf"^{NUMBER}{CAPITAL_ARTICLE}(?P<term>(?:{WORD} ){{0,4}}?{WORD}) er"
        r" (?:alltid |her |i all hovedsak )?(?:en |et |ein |eit |ei )?"
        r"(?:(?:særs|svært) )?"
        rf"(?:{ADJECTIVE} (?:(?:eller|og) {ADJECTIVE} )?){{0,2}}"
        r"(?P<genus>[a-zæøå]{4,})\b",
        "[[Fast gjest]] er gjest med egen plass.",
        _is_same,
    ),
    Form(
        "is kind",
        rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}}){{0,2}}?) er"
        r" (?:(?:alle|alle de|alle dei) )?(?:[a-zæøå]{4,}e )?"
        r"(?![a-zæøå]*(?:t|a|te|ige?|leg) )"
        r"[a-zæøå]{4,} (?:som|av de|av dei|av)\b",
        "[[Årsgjester]] er personer som ligger her hele året.",
        _is_kind,
    ),
    Form(
        "is to count",
        rf"^{NUMBER}{CAPITAL_ARTICLE}(?P<term>(?:{WORD} ){{0,3}}?{WORD}) er"
        r" (?:også |òg |her |likevel )?å (?:anse|regne|rekne|betrakte|sjå på|se på) som\b"
        r"(?! (?:en |ein )?(?:integrert )?del\b)"
        rf"(?! [^.;:,]{{2,60}} {ON_CONDITION})",
        "[[Kaipriser]] er å anse som offentlige avgifter.",
        is_here,
    ),
    Form(
        "is alone",
        rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}})?|[A-ZÆØÅ]{{2,8}}) er"
        rf" (?P<genus>alle|alle dei|alle de|enhver|ethvert|kvar|{THE}|ei|ein|eit"
        rf"|en|et|{MEASURE})\b{NO_KIND}(?! av (?:de|dei|dem)\b)"
        r"(?! (?:eneste|einaste|største|viktigste|viktigaste|beste|når|dersom|grunnleggende"
        r"|grunnleggjande|naturlige|naturlege|nasjonale|øverste|øvste|privat|offentlig|offentleg"
        r"|statlig|statleg|statsgarantert|forbudt|forbode|tillatt|lov|et|eit|ikke|ikkje|samme|same"
        r"|ordinære|felles|sentralt|viktig|på|i)\b)"
        r"(?=[^.]* (?:som|av|for|der|til|på|i|hvor|med|etter|ut|over|når|mellom)\b)",
        "[[Havneleien]] er det beløpet som eieren betaler.",
        _is_alone,
    ),
    Form(
        "is result",
        rf"^{NUMBER}{CAPITAL_ARTICLE}(?P<term>(?:{WORD} ){{0,2}}?{WORD})"
        rf"(?: (?:i|for|av|på) {ARTICLE}{WORD})?"
        rf" (?:er (?:{RESULT} (?:av|mellom)\b|[a-zæøå]{{4,}} minus\b)|utgjør {RESULT}"
        rf" (?:av|mellom)\b|utgjer {RESULT} (?:av|mellom)\b)",
        "[[Restleia]] er årsleie minus det som er betalt.",
        is_named,
    ),
    Form(
        "is figure",
        rf"^{NUMBER}(?P<term>(?:(?:Den|Det) [a-zæøå]+[ea] [a-zæøå-]{{4,}}"
        r"|[A-ZÆØÅ][a-zæøå-]{4,} (?:for|i|av|på|ved) (?!dette |denne |slik)[^.,;:]{3,40}?))"
        rf" er (?:lik\b|{MEASURE} (?:for|av|mellom|som|da|når|fra)"
        r"|den (?:minste|største|laveste|lågaste|høyeste|høgaste) av)(?! (?:følge|følgje)\b)",
        "[[Skjæringstidspunktet for leien]] er tidspunktet for vedtaket.",
        _is_figure,
    ),
    Form(
        "is together",
        r"\b(?:utgjør|utgjer|danner|dannar) (?:[^.;:,]{1,40} )?(?:sammen|saman) med"
        r" [^.;:]{3,70}? (?:et|eit|en|ein) (?P<term>[a-zæøå]{4,})(?=[.,])",
        "Et hovedlag utgjør sammen med ett eller flere lag et [[forbund]].",
    ),
    Form(
        "is who",
        rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: {WORD}){{0,5}}?) er den som\b",
        "[[Søker av fast plass på kai]] er den som har betalt gebyr.",
        _is_of_a_kind,
    ),
    Form(
        "is to be",
        rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}})?) er å "
        r"(?!anse|regne|rekne|betrakte|sjå|se|forstå|foretrekke|føretrekkje|finne|få)[a-zæøå]{2,}",
        "[[Vaktrett]] er å kunne sove i havna.",
        _is_activity,
    ),
    Form(
        "is headed noun",
        rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}})?)"
        r"(?: (?:i|for) [^,.;:]{3,50}?)? er (?![a-zæøå]+(?:ere|are)\b)"
        r"[a-zæøå]{3,}(?:er|ar|ing|sjon|else|het|heit|skap|tiltak|arbeid)\b(?! enn\b)",
        "[[Båtkunnskap]] er kunnskaper eieren har fått på sjøen.",
        is_whole_heading,
        heading="Båtkunnskap",
    ),
    Form(
        "is either",
        rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå]+(?:ig|leg|ell|isk|iv|al) [a-zæøå-]{{4,}}) er "
        rf"(?!(?:ikke|ikkje|også|òg|enten|anten|{IF}) )(?:{_NOUNS}, )*{_NOUNS} eller ",
        "[[Gyldig grunn]] er storm eller havari.",
        is_named,
    ),
    Form(
        "is just here",
        rf"(?:^{NUMBER}|: )(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}}){{0,2}}?)"
        r" er her (?!i\b|på\b|når\b|ikke\b|ikkje\b|også\b|òg\b|\w+(?:t|a) )[a-zæøå]",
        "[[Særlege høve]] er her sjukdom og havari.",
        is_here,
    ),
    Form(
        "is said in item",
        r"^(?P<term>[A-ZÆØÅ][a-zæøå-]{3,}(?: [a-zæøå-]{2,}){0,3}): ?"
        r"(?:Betyr|Tyder|Innebærer|Inneber|Vil si|Vil seie|Det vil si|Det vil seie) ",
        "[[Utkastelse]]: Betyr at gjesten må gå.",
    ),
    Form(
        "is item",
        r"^(?P<term>[a-zæøå][^.:;,()]{3,60}?)(?: \([^()]{2,8}\))?, som er"
        rf" (?:alle|enhver|{AN})\b(?! (?:\w+ )?del\b)",
        "- [[gjestekai]], som er ei kai for båtar utanfrå",
        _is_in_item,
    ),
    Form(
        "is list",
        rf"^{NUMBER}(?:{CAPITAL_AN}) (?P<term>(?:{WORD} ){{0,2}}?{WORD}) er:?$",
        "En [[utleid plass]] er:",
    ),
    Form(
        "is following",
        r"^(?:Følgende|Følgjande|Desse|Disse) (?P<class>[a-zæøå]+) er (?P<term>[a-zæøå]{4,30}):",
        "Følgende dager er [[fridager]]: 1. mai og 17. mai.",
        _is_subclass,
    ),
)
EXTENT: Final = (
    Form(
        "is present",
        rf"^{NUMBER}(?=[A-ZÆØÅ]){CAPITAL_ARTICLE}(?P<term>(?:{WORD} ){{0,6}}?{WORD})"
        rf" (?:foreligger|ligger føre|ligg føre) (?:{IF}|der)\b",
        "[[Ran av båt]] foreligger når noen tar den.",
        _is_present,
    ),
    Form(
        "is present now",
        rf"^{NUMBER}Det (?:foreligger|ligger føre|ligg føre) {ARTICLE}"
        rf"(?P<term>(?!ikk(?:e|je)|også|òg|ingen|inga|likevel)(?:{WORD} ){{0,4}}?{WORD})"
        rf" (?:{IF})\b",
        "Det foreligger [[ran av båt]] dersom noen tar den.",
    ),
    Form(
        "is implied",
        rf"^{NUMBER}{CAPITAL_ARTICLE}"
        r"(?P<term>[A-ZÆØÅa-zæøå][a-zæøå-]{3,}(?: [a-zæøå-]{3,}){0,2}?)"
        r" (?:innebærer|inneber) (?:at|å)\b",
        "[[Opplag]] innebærer at båten ligger på land.",
        _is_implied,
    ),
    Form(
        "is period",
        rf"^{NUMBER}(?:(?:Et|Eit|En|Ein) )?"
        r"(?P<term>[A-ZÆØÅa-zæøå][a-zæøå-]*(?:år|året|semester|semest(?:er|r)et|termin(?:en)?"
        r"|sesong(?:en)?|ferie|ferien|feriene|feriane))"
        r" (?:varer|varar|løper|strekker seg|strekkjer seg|går|er) "
        r"(?:(?:normalt|vanligvis|vanlegvis|som regel) )?(?:fra|frå)\b",
        "[[Havneåret]] løper fra 1. mai til 30. april.",
    ),
    Form(
        "holds",
        rf"^{NUMBER}(?=[A-ZÆØÅ]){CAPITAL_ARTICLE}(?!Modul|Vedlegg|Del |Trinn|Fase)"
        rf"(?P<term>(?:{WORD} )?{WORD}) (?:omfatter|omfattar|består av|består i)"
        r" (?!(?:også|òg|ikke|ikkje|likevel|bare|berre|kun|minst|inntil|\d+|i|alle|de|dei|følgende"
        r"|én|ett|to|tre|fire|fem|seks|sju|åtte|ni|ti|minimum|slikt|til vanleg|et bestemt"
        r"|eit bestemt)\b)"
        r"(?P<all>all\b)?",
        "[[Rydding]] omfatter alt fra feiing til maling.",
        _is_held,
    ),
)
