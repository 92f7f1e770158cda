"""Forms that say what a thing is and how far it goes: «X er en … som», «X foreligger når …»,
«X omfatter …»."""

from __future__ import annotations

from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import AN, CAPITAL_AN, IF, MENTIONED, THE
from regcheck.terms.form import (
    ADJECTIVE,
    ARTICLE,
    BODY,
    CAPITAL_ARTICLE,
    DEFINITE,
    MEASURE,
    NO_KIND,
    NUMBER,
    ON_CONDITION,
    REFERENCE,
    WORD,
    Candidate,
    DefiningForm,
    is_abstract,
    is_headed,
    is_here,
    is_named,
    is_opening,
    is_subject,
    says_kind,
)

_LEGAL_LABEL = pattern(r"\be(?:t|it) (?:vedtak|enkeltvedtak|vilkår)\b|\bein? (?:forut|føre)set")
_NO_CLASS = pattern(
    r"(?:opplæring|utdanning|prøve[nr]?|program|studiet?|eksamen|kurs(?:et)?|fond|reservat|liste"
    r"|nasjonalpark|kontroll|ledd|utvalg|system|oppg[aå]ver|myndighet|område)$"
)
_NOUNS = (
    rf"(?:(?!(?:som|å|om|at|er|av|i|på|til|for|med|ved|{IF}) )[a-zæøå-]+ ){{0,2}}?"
    r"(?![a-zæøå]+(?:ig|leg|t|te|de|ne)\b)[a-zæøå-]{4,}"
)


def _is_one(_: Segments, found: Candidate) -> bool:
    if " som" in found.term or " at " in found.term:
        return False
    return _LEGAL_LABEL.search(found.sentence) is None


def _is_same(segments: Segments, found: Candidate) -> bool:
    """Whether «X er …» begins its sentence and names a kind that the term itself ends in."""
    first = found.term.split()[0]
    return not found.is_general and not BODY.search(first) and says_kind(segments, found)


def _is_alone(segments: Segments, found: Candidate) -> bool:
    """Whether a sentence that begins with one noun and «er» says what it is, and is not about a
    body or an office."""
    if not is_opening(found) or _LEGAL_LABEL.match(found.sentence, found.match.start("genus")):
        return False
    pointed = found.match["genus"] in ("den", "det", "dei", "de", "alle", "enhver", "ethvert")
    return not DEFINITE.search(found.term) or pointed or is_headed(segments, found.leaf, found.term)


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


def _is_held(segments: Segments, found: Candidate) -> bool:
    """Whether «X omfatter …» says what a term covers; with «all …» only if the section is about the
    term."""
    if found.match["all"] and not is_headed(segments, found.leaf, found.term):
        return False
    last = found.term.split()[-1]
    indefinite = DEFINITE.search(last) is None or is_abstract(last)
    return is_opening(found) and _NO_CLASS.search(found.term) is None and indefinite


IS_A: Final = (
    DefiningForm(
        "is one",
        rf"^{NUMBER}(?:(?:{CAPITAL_AN}) «?|«)(?P<term>(?:{WORD} ){{0,4}}?{WORD})»? er"
        rf" (?:alltid |her )?(?:{AN}|den|det|alle|enhver|kvar|{MEASURE})\b(?! av dei?\b)"
        rf"(?:(?<= den)|(?<= det)|(?! [^.,;:]{{2,40}}? {ON_CONDITION}))"
        r"(?:(?<= den)|(?=[^.]* (?:som|der|hvor|av|for|mellom|enn|til)\b))",
        "En [[kai]] er et anlegg som båter kan ligge ved.",
        _is_one,
    ),
    DefiningForm(
        "is headed",
        rf"^{NUMBER}(?P<term>(?:{WORD} ){{0,3}}?{WORD})"
        rf"(?: (?:i|på|for|ved) (?:{AN}) {WORD})? er (?:alltid |her )?"
        rf"(?:{AN}|{THE}|alle|enhver|kvar|summen|kostnadene|prøving|utføring|tiltak|personer)\b{NO_KIND}[^.]*"
        r" (?:som|der|hvor|av|for|mellom|på)\b",
        "[[Sluttkart]] er de delene av kartet som viser bunnen.",
        is_subject,
        heading="Sluttkart",
    ),
    DefiningForm(
        "is here",
        rf"^{NUMBER}{CAPITAL_ARTICLE}(?P<term>(?:{WORD} ){{0,2}}?{WORD}),?"
        rf" (?:som (?:{MENTIONED}|omtalt|omtala) )?(?:i|etter) {REFERENCE}er"
        rf" (?:(?:{AN}|den|dei|de|alle|enhver|kvar|{MEASURE})\b{NO_KIND}"
        r"(?! enkeltvedtak\b)(?=[^.]* (?:som|der|hvor|av|for|mellom|på|med|i)\b)"
        r"|(?!\w+(?:t|te|a) )[a-zæøå]{3,} (?:som|med|der)\b)",
        "[[Kaia]] etter denne loven er den kaia som ligger lengst inne.",
        is_here,
    ),
    DefiningForm(
        "is same",
        rf"^{NUMBER}{CAPITAL_ARTICLE}(?P<term>(?:{WORD} ){{0,4}}?{WORD}) er"
        rf" (?:alltid |her |i all hovedsak )?{ARTICLE}(?:særs |svært )?"
        rf"(?:{ADJECTIVE} (?:(?:eller|og) {ADJECTIVE} )?){{0,2}}"
        r"(?P<genus>[a-zæøå]{4,})\b",
        "[[Fast gjest]] er gjest med egen plass.",
        _is_same,
    ),
    DefiningForm(
        "is kind",
        rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}}){{0,2}}?) er"
        r" (?:(?:alle|alle de|alle dei) )?(?:[a-zæøå]{4,}e )?"
        r"(?![a-zæøå]*(?:t|a|te|ige?|leg) )"
        r"[a-zæøå]{4,} (?:som|av de|av dei|av)\b",
        "[[Årsgjester]] er personer som ligger her hele året.",
        _is_kind,
    ),
    DefiningForm(
        "is to count",
        rf"^{NUMBER}{CAPITAL_ARTICLE}(?P<term>(?:{WORD} ){{0,3}}?{WORD}) er"
        r" (?:også |òg |her |likevel )?å (?:anse|regne|rekne|betrakte|sjå på|se på) som\b"
        r"(?! (?:en |ein )?(?:integrert )?del\b)"
        rf"(?! [^.;:,]{{2,60}} {ON_CONDITION})",
        "[[Kaipriser]] er å anse som offentlige avgifter.",
        is_here,
    ),
    DefiningForm(
        "is alone",
        rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}})?|[A-ZÆØÅ]{{2,8}}) er"
        rf" (?P<genus>alle|enhver|ethvert|kvar|{THE}|{AN}|{MEASURE})\b{NO_KIND}(?! av de[im]?\b)"
        r"(?! (?:eneste|einaste|største|viktigste|øverste|nasjonale|offentlig|offentleg|statlig"
        r"|statleg|ikke|ikkje|samme|same|på|i)\b)"
        r"(?=[^.]* (?:som|av|for|der|til|på|i|hvor|med|etter|ut|over|når|mellom)\b)",
        "[[Havneleien]] er det beløpet som eieren betaler.",
        _is_alone,
    ),
    DefiningForm(
        "is either",
        rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå]+(?:ig|leg|ell|isk|iv|al) [a-zæøå-]{{4,}}) er "
        rf"(?!(?:ikke|ikkje|også|òg|enten|anten|{IF}) )(?:{_NOUNS}, )*{_NOUNS} eller ",
        "[[Gyldig grunn]] er storm eller havari.",
        is_named,
    ),
    DefiningForm(
        "is list",
        rf"^{NUMBER}(?:{CAPITAL_AN}) (?P<term>(?:{WORD} ){{0,2}}?{WORD}) er:?$",
        "En [[utleid plass]] er:",
    ),
    DefiningForm(
        "is present",
        rf"^{NUMBER}Det (?:foreligger|ligger føre|ligg føre) {ARTICLE}"
        rf"(?P<term>(?!ikk(?:e|je)|også|òg|ingen|inga|likevel)(?:{WORD} ){{0,4}}?{WORD})"
        rf" (?:{IF})\b",
        "Det foreligger [[ran av båt]] dersom noen tar den.",
    ),
    DefiningForm(
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
