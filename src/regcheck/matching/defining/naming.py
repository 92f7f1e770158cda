"""Forms that give what was just spoken of a name: «heretter kalt X», «(X)», «X, det vil si …»."""

from __future__ import annotations

import re
from typing import Final

from regcheck.matching.defining.form import DEFINITE, LOOSE, Candidate, Form, says_kind
from regcheck.matching.defining.heads import WORD
from regcheck.matching.defining.short_forms import is_short_form
from regcheck.matching.defining.words import NAMED, QUOTED, STOP
from regcheck.segments.view import Segments

_PLACE = re.compile(r"(?:i|på|under|ovenfor|ovanfor|nedenfor|av|før|ved|med) ")
_DENIED = re.compile(r"\bikk(?:e|je)(?: (?:kan|skal|bør|må|er))? $")
_ARTICLE = re.compile(r"(?:en|et|ein|eit|ei) ", re.IGNORECASE)


def _is_short(segments: Segments, found: Candidate) -> bool:
    return is_short_form(segments, found.leaf, found.place)


def _is_called(_: Segments, found: Candidate) -> bool:
    before = found.sentence[: found.match.start()]
    after = found.sentence[found.span.end :]
    if found.term.startswith(("den ", "det ", "dei ", "de ")) and after.startswith(" som "):
        return False
    return _PLACE.match(found.term) is None and _DENIED.search(before) is None


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
        r"\([«\"“](?P<term>[^()«»\"“”]{2,60})[»\"”]\)",
        "Styret fører en liste over båter («[[båtlisten]]»).",
    ),
    Form(
        "short called",
        rf"(?:\b|(?=,))(?:(?:omtales|omtalast|omtalt|omtala|betegnes|benevnes"
        r"|(?:betegnes|benevnes|omtales|omtalast) (?:i det følgende|i det følgjande|nedenfor"
        r"|nedanfor|her)|(?:er|blir|vert) betegnet|(?:blir|vert) kalla)(?: som| for) "
        r"|(?:betegnes|benevnes) "
        r"|(?:kalles|kallast) i (?:denne|dette|det) [a-zæøå]+ (?:for )?"
        r"|, (?:også|òg) (?:kalt|kalla) "
        r"|,? (?:(?:også|òg|ofte|gjerne) )?(?:kalt|kalla|benevnt|betegnet) (?=[«\"“])"
        r"|(?:kalles|kallast|(?:blir|vert) (?:kalla|kalt)) (?=[«\"“])"
        r"|(?:omtales|omtalast|kalles|kallast|benevnes)"
        r" (?:heretter|i det følgende|i det følgjande)"
        r" (?:også |òg |samlet )?(?:som |for )?"
        r"|(?:heretter|i det følgende|i det følgjande) (?:blir |vert )?"
        r"(?:kalt|kalla|nemnt|nevnt|benevnt|betegnet)(?: som| for)? )"
        rf"(?P<term>{QUOTED}|(?!(?:også|òg|som|for|både)\b){WORD}(?: {WORD})?){STOP}",
        "Havna får et eget styre, heretter kalt [[kaistyret]], for dette.",
        _is_called,
    ),
    Form(
        "short that is",
        rf"(?<![\w-])(?P<term>(?:(?!(?:er|og|som|å) ){WORD} )?[\w-]{{4,}})"
        rf"(?:(?: (?:ved|i|på|etter) {WORD}(?: {WORD})?)?, (?:det vil si|det vil seie|dvs\.) "
        r"| \((?=(?:(?:en|et|ein|eit|ei) )?\w+ som ))"
        r"(?:(?:en|et|ein|eit|ei) )?(?P<genus>(?:den|det|de|dei) [a-zæøå]{3,}(?= (?:som|der)\b)"
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
