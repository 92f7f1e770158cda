"""Forms that give what was just spoken of a name: «heretter kalt X», «(X)», «X, det vil si …»."""

from __future__ import annotations

import re
from typing import Final

from regcheck.definitions.form import DEFINITE, LOOSE, Candidate, Form, says_kind
from regcheck.definitions.heads import WORD
from regcheck.definitions.short_forms import is_english, is_short_form
from regcheck.definitions.words import NAMED, QUOTED, STOP
from regcheck.law.vocabulary import AN, SHALL_OR_MAY, THE, THIS
from regcheck.segments.view import Segments

_PLACE = re.compile(r"(?:i|på|under|ovenfor|ovanfor|nedenfor|av|før|ved|med) ")
_DENIED = re.compile(r"\bikk(?:e|je)(?: (?:kan|skal|bør|må|er))? $")
_CHOSEN = re.compile(
    rf"\b(?:{SHALL_OR_MAY}|reklamen|ev(?:entuel)?t) $|\b(?:{SHALL_OR_MAY}) [^.;:]+ og $|^\W*$"
)
_FROM_NOW = re.compile(r"omtal|.* (?:heretter|følgende|følgjande)\b")
_CALLED = (
    rf"(?P<term>{QUOTED}|(?!(?:også|òg|som|for|både)\b)"
    rf"(?:{WORD}- (?:og|eller) )?{WORD}(?: {WORD})?){STOP}"
)
_ARTICLE = re.compile(rf"(?:{AN}) ", re.IGNORECASE)


def _is_short(segments: Segments, found: Candidate) -> bool:
    return is_short_form(segments, found.leaf, found.place)


def _is_called(_: Segments, found: Candidate) -> bool:
    """Whether the words after «betegnes» are a name, and no place, choice, duty or denial."""
    before = found.sentence[: found.match.start()]
    after = found.sentence[found.span.end :]
    if found.term.startswith(("den ", "det ", "dei ", "de ")) and after.startswith(" som "):
        return False
    if _CHOSEN.search(before) and _FROM_NOW.match(found.match[0]) is None:
        return False
    return _PLACE.match(found.term) is None and _DENIED.search(before) is None


def _is_norwegian(_: Segments, found: Candidate) -> bool:
    """Whether the quoted words are not the English of what stands before them."""
    return not is_english(found.term)


def _is_kind_of(segments: Segments, found: Candidate) -> bool:
    """Whether words that say what kind of thing the term is leave out what sets it apart."""
    genus, bare = found.match["genus"], _ARTICLE.sub("", found.term)
    if " " in genus:
        return DEFINITE.search(bare) is not None and LOOSE.search(bare) is None
    return bare.lower() != genus and says_kind(segments, found)


NAMING: Final = (
    Form(
        "short hereafter",
        rf"\((?:i denne \w+ )?(?:(?:heretter|hetter|i det følgende|i det følgjande)"
        rf"(?: (?:i denne \w+ )?(?:samlet |samla |også |òg |berre |bare |kun )?{NAMED})?"
        rf"|(?:(?:nedenfor|nedanfor|seinare|senere|videre|vidare|også|òg) )?{NAMED})"
        r"(?: |(?=[«\"“”]))[«\"“”]?(?P<term>[^()«»\"“”]{2,60}?)[»\"“”]?"
        r"(?: eller [«\"“”][^()]{2,60})?\)",
        "Kystens Hus (heretter kalt «[[Huset]]») er åpent.",
    ),
    Form(
        "short quoted",
        r"\([«\"“](?! ?(?:www\.|http))(?P<term>[^()«»\"“”]{2,60})[»\"”]\)",
        "Styret fører en liste over båter («[[båtlisten]]»).",
        _is_norwegian,
    ),
    Form(
        "short called",
        r"\b(?:omtales|omtalast|omtalt|omtala|betegnes|benevnes|(?:blir|vert) kalla)"
        r"(?: (?:i (?:det |denne |dette )?(?:følgende|følgjande|forskrift\w*|lov\w*|regl\w+"
        r"|kapit\w+)"
        r"|nedenfor|nedanfor|her))?(?: som| for) "
        rf"{_CALLED}",
        "Denne tiden omtales som [[havneår]].",
        _is_called,
    ),
    Form(
        "short bare",
        rf"\b(?:(?:betegnes|benevnes)|(?:kalles|kallast) i (?:{THIS}|det) [a-zæøå]+(?: for)?) "
        rf"{_CALLED}",
        "Slikt anlegg kalles i denne lov [[pir]].",
        _is_called,
    ),
    Form(
        "short from now",
        r"\b(?:(?:omtales|omtalast|kalles|kallast|benevnes)"
        r" (?:heretter|i det følgende|i det følgjande)"
        r" (?:også |òg |samlet )?(?:som |for )?"
        r"|(?:heretter|i det følgende|i det følgjande) (?:blir |vert )?"
        r"(?:kalt|kalla|nemnt|nevnt|benevnt|betegnet|omtalt|omtala)(?: som| for)? )"
        rf"{_CALLED}",
        "Havna får et eget styre, heretter kalt [[kaistyret]], for dette.",
        _is_called,
    ),
    Form(
        "short also",
        r"\b(?:også|òg) (?:kalt|kalla) "
        rf"{_CALLED}",
        "Prøven har et forsvar av arbeidet, også kalt [[disputten]].",
        _is_called,
    ),
    Form(
        "short kind called",
        rf"\b(?:{AN}) (?:[a-zæøå-]+ ){{0,3}}?[a-zæøå-]{{4,}},? (?:kalt|kalla) "
        rf"(?!(?:inn|tilbake|attende|opp|saman|sammen|ut|til|fram)\b){_CALLED}",
        "Leien regnes ut fra et grunnbeløp kalt [[havnebeløpet]].",
        _is_called,
    ),
    Form(
        "short in quotation marks",
        r"\b(?:kalt|kalla|kalles|kallast|benevnt|betegnet) (?=[«\"“])"
        rf"{_CALLED}",
        "Tau og vaier, kalt «[[fortøyninger]]», skal være hele.",
        _is_called,
    ),
    Form(
        "short that is",
        r"(?<![\w-])(?P<term>(?:(?!(?:er|og|som|å|for|av|til|med|på|i|om|ved|\w+[aei]r|\w+es) )"
        rf"{WORD} )?[\w-]{{4,}})"
        rf"(?:(?: (?:ved|i|på|etter) {WORD}(?: {WORD})?)?, (?:det vil si|det vil seie|dvs\.) "
        rf"| \((?=(?:(?:{AN}) )?\w+ som ))"
        rf"(?:(?:{AN}) )?(?P<genus>(?:{THE}) [a-zæøå]{{3,}}(?= (?:som|der)\b)"
        r"|[a-zæøå]{4,})\b",
        "Det betales leie for [[store båter]], det vil si båter over 15 meter.",
        _is_kind_of,
    ),
    Form(
        "short named",
        r"\b(?:kalles|kallast|(?:blir|vert) (?:kalla|kalt)|er kalla) "
        rf"(?P<term>{QUOTED}|(?!(?:inn|tilbake|attende|opp|saman|sammen|ut|til|fram)\b)"
        r"[a-zæøå-]{3,}(?: [a-zæøå-]{4,})?)(?=[.,:;]|$| i (?:kapit\w+|paragrafen) her\b)",
        "Den som eig brygga når fristen går ut, blir kalla [[bryggjeeigar]].",
    ),
    Form(
        "short bracket",
        r"(?<=\S )\( ?(?P<term>(?:\d{1,5}-(?=[a-zæøå]))?[^()«»:;,.0-9]{4,60}?)"
        r"(?: ?\)|, jf)",
        "Eieren betaler et beløp for hvert døgn ([[døgnleie]]).",
        _is_short,
    ),
)
