"""Forms that say how far a thing goes: «X omfatter …», «X innebærer at …», «X foreligger når …»,
«X varer fra …»."""

from __future__ import annotations

import re
from typing import Final

from regcheck.definitions.form import (
    BODY,
    DEFINITE,
    Candidate,
    Form,
    is_abstract,
    is_headed,
    is_here,
    is_opening,
    is_subject,
    is_whole_heading,
)
from regcheck.definitions.heads import WORD
from regcheck.definitions.words import NUMBER
from regcheck.law.vocabulary import AN, CAPITAL_AN, IF
from regcheck.segments.view import Segments

_MEMBERS = re.compile(
    r"[^.;:]{0,50}\b(?:medlem\w*|leder\w*|leiar\w*|nestleder\w*|representant\w*|timer|timar|oppnevn\w*)\b"
)
_RULE = re.compile(
    r"(?:plikt|rett|forbud|forbod|krav|ansvar|ordning|kontroll|tilsyn|vern|fredning|myndig\w+)"
    r"(?:en|a|et|i|heita?)?$"
)
_NUMBER_OF = re.compile(r"^§+ ?[\d\w-]+\.? ?(?:[a-z]\.)?")
_LACK = re.compile(r"(?:Manglende|Manglande|Aksept|Brudd|Brot|Overtredelse|Fradrag)\b")
_BETWEEN = re.compile(r" (?:av|for|om|til|med|mot|i|på)\b")
_NO_CLASS = re.compile(
    r"(?:opplæring|utdanning|prøven?|prøver|prøvene|program|studie(?:t|ne)?|eksamen|kurs(?:et)?|fond"
    r"|reservat|nasjonalpark|liste|konsesjon|kontroll|ledd|utvalg|system|systemet|oppgaver|oppgåver"
    r"|myndighet|område)$"
    r"|^(?:Graden|Sone|Post) "
)
_LONG_WORD, _INFLECTION = 9, 3


def _is_present(segments: Segments, found: Candidate) -> bool:
    """Whether «X foreligger når» is about what the section is about, leads in a list or begins
    with an indefinite noun."""
    if is_subject(segments, found):
        return True
    if not is_here(segments, found):
        return False
    return found.sentence.endswith(":") or not DEFINITE.search(found.term.split()[0])


def _is_implied(segments: Segments, found: Candidate) -> bool:
    """Whether «X innebærer at …» says what the section is about, or what a word or two in the
    indefinite form are."""
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
    """Whether «X omfatter …» says what a term covers; of «all …» only where the section is about
    the term."""
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


EXTENT: Final = (
    Form(
        "is present",
        rf"^{NUMBER}(?=[A-ZÆØÅ])(?:(?:{CAPITAL_AN}) )?(?P<term>(?:{WORD} ){{0,6}}?{WORD})"
        rf" (?:foreligger|ligger føre|ligg føre) (?:{IF}|der)\b",
        "[[Ran av båt]] foreligger når noen tar den.",
        _is_present,
    ),
    Form(
        "is present now",
        rf"^{NUMBER}Det (?:foreligger|ligger føre|ligg føre) (?:(?:{AN}) )?"
        rf"(?P<term>(?!ikk(?:e|je)|også|òg|ingen|inga|likevel)(?:{WORD} ){{0,4}}?{WORD})"
        rf" (?:{IF})\b",
        "Det foreligger [[ran av båt]] dersom noen tar den.",
    ),
    Form(
        "is implied",
        rf"^{NUMBER}(?:(?:{CAPITAL_AN}) )?"
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
        rf"^{NUMBER}(?=[A-ZÆØÅ])(?:(?:{CAPITAL_AN}) )?(?!Modul|Vedlegg|Del |Trinn|Fase)"
        rf"(?P<term>(?:{WORD} )?{WORD}) (?:omfatter|omfattar|består av|består i)"
        r" (?!(?:også|òg|ikke|ikkje|likevel|bare|berre|kun|minst|inntil|\d+|i|alle|de|dei|følgende"
        r"|én|ett|to|tre|fire|fem|seks|sju|åtte|ni|ti|minimum|slikt|til vanleg|et bestemt"
        r"|eit bestemt)\b)"
        r"(?P<all>all\b)?",
        "[[Rydding]] omfatter alt fra feiing til maling.",
        _is_held,
    ),
)
