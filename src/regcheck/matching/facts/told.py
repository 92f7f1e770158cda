"""Facts of what the text does: whether it lays down law, or tells, reports, asks or teaches."""

from __future__ import annotations

import re
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.document.model import NodeKind, Role
from regcheck.document.segments.view import Segments
from regcheck.law.vocabulary import IF, MONTH_BEGINS, MONTHS, SHALL_OR_MAY
from regcheck.matching.facts.place import MatchContext

_DATE: Final = rf"\d{{1,2}}\.? (?:{'|'.join(MONTHS)}) \d{{4}}"
_PAST: Final = (
    "ble|blei|vart|delegerte|fastsatte|vedtok|besluttet|meddelte|bestemte|trådte|tredde"
    "|oversendte|sendte"
)
_TOLD = pattern(
    rf"\b(?:{_PAST})\b[^;]*?\b(?:{_DATE}|brev|samtidig|samstundes|rundskriv|res\.)"
    rf"|\b(?:{_DATE}|brev|resolusjon)\b[^;]*?\b(?:{_PAST})\b"
)
_BOUND = pattern(rf"\b(?:{IF}|om|som|der|at|{SHALL_OR_MAY}|med mindre|før|etter at)\b")
"""What makes a condition or a rule of a sentence, or puts its verb into a clause of its own."""
_COMMENCED = pattern(
    rf"\W*(?:\d\)? )?(?:(?:fra|frå|f\.o\.m\.) (?:\d{{1,2}}\.? )?(?:{MONTH_BEGINS})\w*\.? \d{{4}}"
    r" (?:for|iflg|unntatt|med unntak)"
    r"|endringslov[ae]n? del|iflg\.)"
)
_GIVEN_TO = pattern(
    r"\b(?:innkommet|innkomen|innsendt|innlevert|mottatt|motteke|søkt|fastsatt|fastsett|godkjent"
    r"|gitt|gjeve|inngått|levert)\b (?:\w+ ){0,3}?(?:av|til|hos|frå|fra) (?:\w+ ){0,2}?\Z"
)
_THAT_TIME = pattern(
    rf"(?: den)? (?:før|innen|innan|i brev|ved brev|den) [^.;,]{{0,12}}?{_DATE}"
    r"|s? \w+ (?:for|i) (?:perioden |åra |årene )?\d{4}\b"
)
_DANISH_YEAR = pattern(r"/1(?:[0-7]\d\d|80\d|81[0-3])-")


_BY_WHOM = pattern(r"\W*(?:fremmet|fremja|framlagt|fremsatt|utferdiget|utferda) av\b")
"""The note under a heading that says who put the text forward or issued it."""


def narrative(place: MatchContext) -> bool:
    """The sentence tells of something and lays nothing down: a decision, letter or delegation with
    its date; who put it forward; a list of what came into force when; a body as it was called on a
    day in the past; or the text is from the time of the union with Denmark."""
    if _DANISH_YEAR.search(place.segments.document.meta.refid):
        return True
    sentence = place.segments.lowered, place.sentence.start, place.sentence.end
    if _COMMENCED.match(*sentence) or _BY_WHOM.match(*sentence):
        return True
    if _THAT_TIME.match(place.after) and (
        _GIVEN_TO.search(place.before) or place.after.startswith("s ")
    ):
        return True
    told = _TOLD.search(place.clause)
    return told is not None and _BOUND.search(place.clause, 0, told.end()) is None


_OPINION = pattern(
    r"\b(?:departementet|direktoratet|utvalget|utvalet|komiteen|man|regjeringen|medlemsstaten|den)"
    r" (?:mener|meiner|antar|anser|foreslår|foreslo|anbefaler|tilrår|uttaler|understreker|vil"
    r" understreke|vil peke på)\b"
    r"|\b(?:en|man|departementet) (?:har |vil )?(?:funnet|finner|finner grunn)\b"
    r"|\better (?:departementets|direktoratets|utvalgets) (?:syn|oppfatning|mening)"
)
_CONDITION = pattern(rf"\b(?:{IF}|såfremt|med mindre|som|der|hvor|om|etter hva|{SHALL_OR_MAY})\b")
_RIGHT_BEFORE = 60


def reported(place: MatchContext) -> bool:
    """The text reports what somebody means, advises or has found: «the ministry finds it best
    that …», where it is no condition."""
    words = place.before + place.said
    opinion = _OPINION.search(words)
    if opinion is None:
        return False
    start = opinion.start()
    return _CONDITION.search(words, max(0, start - _RIGHT_BEFORE), start) is None


_OPENS_QUESTION: Final = (
    r"\b(?:om|hvorvidt|korvidt|hvilke\w*|hva|kva|hvor\w*|når|korleis|hvordan|hvem|kven)\b"
    r"[^.;,]{0,90}\Z"
)
_QUESTION = pattern(_OPENS_QUESTION)
_FAR: Final = 150
"""Code points before some words in which their question begins."""
_ASKED = pattern(
    r"\b(?:vurder|vit[ea]|stilling til|drøft|spørsmål|opplys|beskriv|informasjon"
    rf"|mening|redegjør|angi|mene|uttal|råd|innsikt|undersøk)\w*\b[^.;]{{0,80}}?{_OPENS_QUESTION}"
)


def asked(place: MatchContext) -> bool:
    """The words stand in an indirect question: «assess whether X should …». They say what is to be
    found out, not what is to be."""
    words = place.lead + place.before
    if _QUESTION.search(words, max(len(words) - _FAR, 0)) is None:
        return False
    return _ASKED.search(words) is not None


_STATE = r"(?:medlemsstat(?:en|er|ene|ane|ar)?s?|kommisjonen|unionen|fellesskapet)"
_ABROAD = pattern(
    rf"\b{_STATE}s? (?:\w+ ){{0,2}}?(?:{SHALL_OR_MAY}|bør|har)\b"
    rf"|\b(?:{SHALL_OR_MAY}|bør) (?:den relevante |de |dei )?medlemsstat"
    r"|\bmedlemsstat\w+ kompetente myndighet"
    r"|\b(?:i samsvar med|etter) artikkel [\divx]+ nr\. \d"
    r"|\bnato sofa\b|\b(?:de forente staters|amerikanske) styrker"
)
_ADAPTED = pattern(r"til artikkel \d+ ?[a-z]?(?:[ \d.]| nr)*: ?")
_ENGLISH = pattern(r"\b(?:the|of|and|to|shall|which|that|be|is|or|with|any)\b")
_ENGLISH_SHARE = 8
"""Words of a sentence to each of these little ones, at most, where the sentence is English."""
_FLAG_STATE = "administrasjonen"
_CONVENTION = "solas"
_SAID_OFTEN = 3


def foreign(place: MatchContext) -> bool:
    """The text is the translation of a treaty or of an act of the European Union, which a national
    drafter cannot change, or is in English; also where a regulation repeats it word by word."""
    if place.segments.leaves[place.match.leaf].role is Role.FOREIGN:
        return True
    if _ABROAD.search(place.norm) or _ADAPTED.match(place.before + place.said):
        return True
    english = len(_ENGLISH.findall(place.clause)) if " the " in place.clause else 0
    if english * _ENGLISH_SHARE > place.clause.count(" "):
        return True
    outside = place.segments.article_of(place.match.leaf).kind is not NodeKind.ARTICLE
    return outside and is_convention(place.segments)


def is_convention(segments: Segments) -> bool:
    """Whether a document lays down a convention on safety at sea, which calls the authority of the
    flag state «the administration»."""
    lowered = segments.lowered
    return segments.remember(
        "convention",
        lambda: _CONVENTION in lowered and lowered.count(_FLAG_STATE) >= _SAID_OFTEN,
    )


_LEARNS = pattern(
    r"\b(?:kandidaten|kandidat|innlæreren|innlæraren)\b (?:\w+ )?(?:har|kan|viser|kjenner|kjenner"
    r" til|behersker|meistrar) (?:\w+ ){0,2}?(?:kunnskap\w*|innsikt|innsyn|bred|brei|god|inngående"
    r"|avansert\w*|ferdigh\w*|kompetanse|erfaring|forstå\w*|vurder\w*|anvende|bruke|formidle|bidra"
    r"|identifisere|reflektere|gjøre|planlegge|gjennomfør\w*|analysere|samhandle|søke|ivareta"
    r"|beskrive|kommunisere|utøve|delta|oppdatere|evne|utføre|tilpasse|forklare|drøfte)\b"
    r"|\b(?:eleven|elevane|elevene) skal (?:\w+ ){0,3}?(?:forstå|beherske|meistre|ha kunnskap\w*"
    r"|kunne (?:sikre|kjøre|køyre|bruke|anvende|beskrive|vurdere|utføre|plassere|forklare|finne))"
    r"|\bskal (?:eleven|elevane|elevene) (?:\w+ ){0,2}?(?:ha|kunne)\b (?:\w+ ){0,3}?(?:kunnskap"
    r"|ferdigh|forstå|innsikt)"
)
_LEARNER = pattern(r"\b(?:kandidaten|innlæreren|innlæraren|eleven)\b[^.]{0,40}\Z")
_MARK = pattern(
    r"\bprestasjon(?:en)? (?:som|med|på|over|under)\b|\b(?:studenten|kandidaten|kandidat) viser\b"
    r"|\bvurderingsevn[ea] og\b"
    r"|\b(?:svært|lite|ganske|temmelig) (?:låg|lav|god|høg|høy) kompetanse i faget\b"
    r"|\bvan(?:leg|lig) god (?:orden|oppførsel|åtferd)\b"
    r"|\bkarakter(?:en|ane|ene) (?:(?:ikk?j?e )?bestått )?(?:[1-6]|skal|nyttast|brukes)\b"
)
_PLAN = pattern(r"nasjonal retningslin|rammeplan|læreplan|studieplan", re.IGNORECASE)


def learning_outcome(place: MatchContext) -> bool:
    """The text says what somebody who has been taught is to know or be able to do, or describes a
    mark."""
    words = place.norm
    if _LEARNS.search(words) or _MARK.search(words):
        return True
    return bool(place.lead) and _LEARNER.search(place.lead) is not None


def curriculum(place: MatchContext) -> bool:
    """The document is a curriculum, or guidelines for one."""
    return _PLAN.search(place.segments.document.meta.title) is not None
