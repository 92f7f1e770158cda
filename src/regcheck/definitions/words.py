"""The words that the ways of defining a term share, as parts of expressions."""

from __future__ import annotations

from typing import Final

from regcheck.definitions.heads import WORD
from regcheck.law.vocabulary import (
    AN_ENACTMENT,
    ORDINAL,
    SHALL_OR_MAY,
    THE_ACT,
    THE_ENACTMENT,
    THESE,
    THIS,
)

PHRASE: Final = rf"(?:{WORD} ){{0,6}}?(?:{WORD}|m\.?v\.|o\.l\.)"
QUOTED: Final = r"[«\"“”](?P<quoted>[^«»\"“”]{2,80})[»\"“”]"
HERE: Final = (
    rf"(?:,? (?:i|etter|for) (?:{THIS}|{THESE}|{THE_ENACTMENT}|kapitlet"
    r"|kapittelet|paragrafen|avsnittet|reglementet|føresegna|bestemmelsen)\b[^.:;,]{0,50}?,?| her)?"
)
HELPER: Final = r"(?:er|blir|vert) (?:det )?(?:i [^.:;]{0,30}|her )?(?:også |òg )?"
ADVERB: Final = (
    r"(?:(?:også|òg|ikke|ikkje|her|først|alltid|likevel|blant annet|blant anna|bl\.a\.|mellom anna"
    r"|m\.a\.|for eksempel|etter [^,.:;]{2,40}|i denne (?:sammenheng|forbindelse|samanheng)"
    rf"|i (?:{THIS}|{THE_ACT}) [^,.:;]{{0,40}}?) )*"
)
COUNTED: Final = (
    r"(?:regnes|reknes|reknast|anses|ansees|ansjåast|sjåast|betraktes|betraktast"
    r"|reknar ein|regner man)"
)
COUNTED_PERFECT: Final = r"(?:regnet|rekna|ansett|reknet|sett|sedd|sedde|sett på)"
NUMBER: Final = r"(?:\(\d+\) |\d+\. )?"
LET: Final = rf"(?:{SHALL_OR_MAY}|vil|bør)"
NO_KIND: Final = (
    r"(?:(?<=\bden)|(?<=\bdet)|(?<=\bdei)|(?<=\bde)|(?<=\balle)"
    r"|(?! (?:viktig|sentral|vesentlig|vesentleg) )(?! integrert og [a-zæøå]+ del\b)"
    r"(?! (?:integrert |sjølvstendig |selvstendig |eigen |egen )?(?:del|forutsetning"
    r"|føresetnad|plikt|rett|krav|måned|månad|år|uke|veke|frist|risikofaktor)\b)"
    r"(?! (?:grunnleggende|grunnleggjande) ))"
)
MEASURE: Final = (
    r"(?:summen|differansen|forskjellen|skilnaden|forholdet|produktet|avstanden|tidsrommet|tida|tiden"
    r"|perioden|tidspunktet|verdien|andelen|betegnelsen|nemninga|arealet|lengden|lengda|høyden|høgda|antallet|talet)"
)
RESULT: Final = (
    r"(?:lik )?(?:(?:det )?\w*gjennomsnitt(?:et)?|summen|differansen|skilnaden|forskjellen"
    r"|forholdet|produktet|kvotienten)"
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
    r"(?=[,:;()]|\.(?!\w)| [(–]| (?:dersom|hvis|viss|her|når|etter|for|fra|frå|med|så|selv|sjølv"
    r"|der|som|og|eller|om|i henhold|i samsvar|i medhold|ifølge|jf|først|fram|frem|ved|til|på"
    r"|innen|innan|innenfor|innanfor|under|kun|bare|berre|bestående|beståande|i|medmindre|uten"
    r"|utan|slik at|uavhengig|gjennom|inntil|hos|blant anna?n?e?t?|bl|mellom anna|m\.a)\b|$)"
)
