"""The form of a definition, what is found with one, and the expressions that forms share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import (
    AN,
    AN_ENACTMENT,
    CAPITAL_AN,
    IF,
    ORDINAL,
    SHALL_OR_MAY,
    THE,
    THE_ACT,
    THE_BODY,
    THE_ENACTMENT,
    THESE,
    THIS,
)

WORD: Final = r"[^\s,.:;()«»\"“”]+"
ARTICLE: Final = rf"(?:(?:{AN}) )?"
CAPITAL_ARTICLE: Final = rf"(?:(?:{CAPITAL_AN}) )?"
PHRASE: Final = rf"(?:{WORD} ){{0,6}}?(?:{WORD}|m\.?v\.|o\.l\.)"
QUOTED: Final = r"[«\"“”](?P<quoted>[^«»\"“”]{2,80})[»\"“”]"
HERE: Final = (
    rf"(?:,? (?:i|etter|for) (?:{THIS}|{THESE}|{THE_ENACTMENT}|kapit\w+|paragrafen|avsnittet"
    r"|reglementet|føresegna|bestemmelsen)\b[^.:;,]{0,50}?,?| her)?"
)
HELPER: Final = r"(?:er|blir|vert) (?:det )?(?:i [^.:;]{0,30}|her )?(?:også |òg )?"
ADVERB: Final = (
    r"(?:(?:også|òg|ikke|ikkje|her|først|alltid|likevel|blant anna?n?e?t?|bl\.a\."
    r"|mellom anna|m\.a\.|for eksempel|etter [^,.:;]{2,40}"
    rf"|i (?:{THIS}|{THE_ACT}) [^,.:;]{{0,40}}?) )*"
)
COUNTED: Final = (
    r"(?:regnes|reknes|reknast|anses|ansees|ansjåast|sjåast|betraktes|betraktast"
    r"|reknar ein|regner man)"
)
COUNTED_PERFECT: Final = r"(?:regnet|rekna|ansett|reknet|sett|sedd|sedde|sett på)"
NUMBER: Final = r"(?:\(\d+\) |\d+\. )?"
ON_CONDITION: Final = rf"(?:{IF}|såframt|om (?:{THE}|han|hun|ho|hen))\b"
"""Words that begin a condition, where the main clause is complete."""
LET: Final = rf"(?:{SHALL_OR_MAY}|vil|bør)"
NO_KIND: Final = (
    r"(?:(?<=\bden)|(?<=\bdet)|(?<=\bdei)|(?<=\bde)|(?<=\balle)"
    r"|(?! (?:viktig|sentral|vesentlig|vesentleg|grunnleggende|grunnleggjande) )"
    r"(?! (?:integrert |sjølvstendig |selvstendig |eigen |egen )?(?:del|plikt|rett|krav|frist"
    r"|forutsetning|føresetnad|måned|månad|år|uke|veke)\b))"
)
MEASURE: Final = (
    r"(?:summen|differansen|forskjellen|forholdet|produktet|avstanden|tidsrommet|tida|tiden"
    r"|perioden|tidspunktet|verdien|andelen|betegnelsen|arealet|lengden|høyden|antallet|talet)"
)
REFERENCE: Final = (
    r"(?=(?:\S+ )*?(?:\w*lov|\w*forskrift|paragraf|kapit|§|artikkel|bestemmelse|føresegn|ledd))"
    rf"(?:(?:{THIS}|her|\w*(?:{AN_ENACTMENT})|paragrafen|kapit\w+|bestemmelsen"
    rf"|føresegna|§+|\d[\w.-]*|{ORDINAL}|ledd\w*|bokstav|[a-zæøå]"
    r"|nr\.|og|eller|til|jf\.|punktum|artikkel),? )+"
)
ADJECTIVE: Final = r"[a-zæøå]+(?:ige|lege|ske|elle|ale|ive|nge)"
BECOMES: Final = r"(?:blir|vert|er|ble|vart)"
NAMED: Final = (
    r"(?:kalt|kalla|benevnt|betegnet|nemnd|nemnt|nevnt|omtalt|omtala|forkortet|forkorta)"
    r"(?: som| for| til)?"
)
TO_COUNT: Final = r"å (?:regne|rekne|anse|betrakte|sjå på|se på)"
HEAVY: Final = (
    rf"(?:(?:{LET} )?{ADVERB}{COUNTED}|(?:{LET} )?{BECOMES} {ADVERB}{COUNTED_PERFECT}"
    rf"|er {ADVERB}{TO_COUNT})"
)
STOP: Final = (
    rf"(?=[,:;()]|\.(?!\w)| [(–]| (?:{IF}|her|etter|for|fra|frå|med|så|selv|sjølv|der|som|og|eller"
    r"|om|i|ifølge|jf|først|fram|frem|ved|til|på|innen\w*|innan\w*|under|kun|bare|berre|bestående"
    r"|medmindre|uten|utan|slik at|uavhengig|gjennom|inntil|hos|blant anna?n?e?t?|mellom anna)\b|$)"
)
_GENERAL_START = pattern(
    r"(?:\(\d+\) |\d+\. )?(?:Det|Dette|Denne|Disse|Desse|Den|De|Dei|Slik\w*|Videre|Vidare|Vedtak"
    r"|For|I|Under|Ved|På|Etter|Til|Eksemp(?:el|ler)|Derfor|Difor|Der|Normalt|Mange|Flere|Når|Dersom"
    r"|Hvis|Viss)\b"
)
BODY = pattern(rf"(?:{THE_BODY})$")
LOOSE = pattern(
    r"\b(?:imidlertid|normalt|vanligvis|vanlegvis|ofte|likevel|derimot|videre|vidare|her|der|nå|no"
    r"|noen|nokre|enkelte|samtidig|særlig|særleg|alltid|ellers|elles|kun|bare|berre|dersom|når|hvis"
    r"|unntatt|unntak|unntaket|unnataket|hovedregelen|utgangspunktet|som|og|om|ikke|ikkje|etter|ved|alle"
    r"|hver|kvar|slike?|første|annet|vedtak|pålegg|forbud|krav|departementet|kongen|styret|nemnda)\b",
    re.IGNORECASE,
)
DEFINITE = pattern(r"(?:en|et|a|ane|ene)$")
_ABSTRACT = ("sjon", "het", "else")
STEM = 5


def is_named(_: Segments, found: Candidate) -> bool:
    """Whether the words name something, rather than refer to what was said before."""
    return (
        _GENERAL_START.match(found.term) is None
        and not found.term.lower().startswith(
            ("den ", "det ", "dei ", "de ", "dette", "denne", "slik")
        )
        and not BODY.search(found.term)
        and not found.term.endswith((" ikke", " ikkje", " å", " som"))
    )


def is_here(_: Segments, found: Candidate) -> bool:
    """Whether «X etter denne loven er …» is about a term and not about a body."""
    return not found.is_general and not BODY.search(found.term) and not LOOSE.search(found.term)


def is_subject(segments: Segments, found: Candidate) -> bool:
    """Whether the sentence begins with the term, and the section is about it."""
    return not found.is_general and is_headed(segments, found.leaf, found.term)


def is_headed(segments: Segments, leaf: int, term: str) -> bool:
    """Whether the section is about the term, and the term is not the name of a body."""
    heading = segments.heading_of(leaf)
    if heading is None or BODY.search(term):
        return False
    words, term = heading.of(segments.lowered), term.lower()
    if f" {words}".rstrip(" .").endswith(f" {DEFINITE.sub('', term)}"):
        return True
    stem = term[: max(STEM, len(term) - 3) - 1]
    return term in words or (stem in words and not DEFINITE.search(term))


def says_kind(_: Segments, found: Candidate) -> bool:
    """Whether the term ends in the word for the kind of thing it is."""
    term, genus = found.term.lower(), found.match["genus"]
    bare = DEFINITE.sub("", term)
    return (
        genus not in (term, bare)
        and (term.endswith(genus) or bare.endswith(genus))
        and not genus.endswith(("ig", "leg"))
    )


def is_opening(found: Candidate) -> bool:
    """Whether the sentence begins with a noun that is not a body, and with no adverb."""
    term = found.term
    if found.is_general or BODY.search(term):
        return False
    return LOOSE.search(term) is None


def begins_a_word(lowered: str, stem: str, span: Span) -> bool:
    """Whether some word within the span begins with a stem."""
    at = lowered.find(stem, span.start, span.end)
    while at > 0 and lowered[at - 1].isalpha():
        at = lowered.find(stem, at + 1, span.end)
    return at >= 0


def is_abstract(word: str) -> bool:
    """Whether a noun that looks definite is indefinite: «konsentrasjon», «tilgjengelighet»."""
    return word.endswith(_ABSTRACT)


def is_always(_: Segments, _found: Candidate) -> bool:
    """For a form that needs no further test."""
    return True


class Candidate(Value, frozen=True):
    """A form found in a sentence of a leaf; `span` is that of the term in the sentence, `place` its
    span in the text; `match` begins with the words that define it."""

    form: str
    leaf: int
    sentence: str
    span: Span
    place: Span
    match: re.Match[str]

    @property
    def term(self) -> str:
        """The term as it is written."""
        return self.span.of(self.sentence)

    @property
    def is_general(self) -> bool:
        """Whether the sentence begins with a word that refers elsewhere, and so with no term."""
        return _GENERAL_START.match(self.sentence) is not None


def counts_as(form: str) -> bool:
    """Whether a form, by its name, says what counts as the term rather than what it means."""
    return form.startswith("D3")


Test = Callable[[Segments, Candidate], bool]
"""Whether what a form found really names a term."""


class DefiningForm(Value, frozen=True):
    """A way to give a term its meaning, as an expression over one sentence with the group `term`;
    what follows the match, or the rest of the sentence, is the meaning. `example` shows it, the
    term in double brackets, in a section with the `heading`; «- » begins a list item.

    Names begin with the pattern they belong to, as the domain notes number them: D1 «med X menes»,
    D2 «med X forstås», D3 «som X regnes», D4 inverted, D5 «er definert som», D6 and D7 the Nynorsk
    ones; `short` is a short form, `when` a state («anses påbegynt når …»), `is` a plain «X er …».
    """

    name: str
    pattern: str
    example: str
    sure: Test = is_always
    heading: str = ""
