"""Facts of what the text makes of words: denied, measured, conditioned or only weighed there."""

from __future__ import annotations

from regcheck.base.text.patterns import pattern
from regcheck.law.vocabulary import IF, MENTIONED, ORDINAL, SHALL_OR_MAY
from regcheck.matching.facts.place import MatchContext

_WITHOUT = pattern(
    r"\b(?:uten|utan)(?: at det)?(?: å)?"
    rf"(?: (?!tillatelse|løyve|hinder|ugrunn|unødig|opph|{SHALL_OR_MAY})[^\s.;,]+){{0,3}} \Z"
)
_NOT_WITHOUT = pattern(r"\b(?:ikke|ikkje|bare|berre|ingen)\b[^.;,]{0,60}\b(?:uten|utan)\b")
_DENIED_BEFORE = pattern(
    rf"\b(?:{SHALL_OR_MAY}|trenger?|behøver|kreves|krevst)(?: \w+)? (?:ikke|ikkje)"
    r"(?: [^\s.;,]+){0,4} \Z"
    r"|\b(?:ikke|ikkje) (?:krav|nødvendig|naudsynt|påkrevd)(?: [^\s.;,]+){0,5} \Z"
    r"|\b(?:forbudt|forbode|ulovlig|ulovleg)(?: [^\s.;,]+){0,4} \Z"
    rf"|\b(?:{SHALL_OR_MAY}) (?:ikke|ikkje) på (?:grunnlag|bakgrunn) av(?: [^\s.;,]+){{0,5}} \Z"
    r"|\b(?:gjelder|gjeld) (?:ikke|ikkje) (?:vedtak|avgjørelser|avgjerder)"
    r" (?:basert på|bygd på|etter) \Z"
    r"|\b(?:unntak|unnatak|fritak) (?:fra|frå) (?:kravet|krav|vilkåret|vilkår|plikten|plikta)"
    r" (?:om|til)(?: [^\s.;,]+){0,2} \Z"
)
_DENIED_AFTER = pattern(
    r"(?: [^\s.;:]+){0,5}? (?:(?:gjelder|gjeld|kreves|krevst|trengs|brukes|får|kommer|kjem)"
    r" (?:likevel )?(?:ikke|ikkje)\b(?! uten| utan)"
    r"|er (?:ikke|ikkje) (?:nødvendig|naudsynt|påkrevd))"
)
_EXCEPT = pattern(r"\b(?:med mindre|unntatt|unnateke|bare|berre|før|eldre|dersom|uten|utan)\b")
_NEAR = 80


def negated(place: MatchContext) -> bool:
    """The text says the opposite of a requirement: that something does not apply, is not needed, is
    forbidden, or is done without it."""
    if _WITHOUT.search(place.before):
        return not _NOT_WITHOUT.search(place.before)
    denied = _DENIED_BEFORE.search(place.before) or _DENIED_AFTER.match(place.after)
    return denied is not None and not _EXCEPT.search(place.before[-_NEAR:] + place.after)


_REFERS = pattern(
    rf"\)?(?: [\wæøå-]+){{0,2}},? ?(?:\(?jf\.?|jamfør|etter|i tråd med|i samsvar med"
    rf"|som (?:{MENTIONED}|angitt|definert|fastsatt|fastsett) i) (?:[\w./-]+ ){{0,3}}?"
    rf"(?:§|kapittel|artikkel|(?:{ORDINAL}) ledd|bokstav)"
)
_SAYS = pattern(
    r"[^.;]{0,60}?\b(?:slik at|det vil si|så at|det vil seie)\b"
    r"|[^.;,]{0,30}? (?:er når|er der|er det når|regnes|reknast|menes|vil (?:si|seie))\b"
    r"|[^.;,]{0,40}\b(?:innebærer|inneber|medfører|fører til) at\b"
)
_LIMIT = pattern(
    r"[^.;]{0,60}?\b(?:senest|seinast|innen|innan|høyst|inntil|minst|maksimalt|over|under"
    r"|lenger enn|lengre enn|mer enn|meir enn)\b[^.;]{0,20}?\d"
)
_COUNTED_AS = pattern(r"\d[^.;]{0,60}?\b(?:skal )?(?:regnes?|reknast?|anses) som \Z")


def settled(place: MatchContext) -> bool:
    """The text itself says what the words mean: a reference to a provision right after them, a
    number that limits, «slik at» with what they are to bring about, or «X er når …»."""
    after = place.after
    if _REFERS.match(after) or _SAYS.match(after) or _LIMIT.match(after):
        return True
    return _COUNTED_AS.search(place.before) is not None


_NAMES_CONDITION = pattern(
    rf"\b(?:(?:{IF}|såfremt)\b|for (?:\w+ ){{1,4}}som\b|på grunnlag av\b"
    r"|i samsvar med (?:[\w-]+ ){0,2}§)"
)
_OPEN = (
    "nødvend", "naudsyn", "særlig", "særleg", "særskil", "spesiel", "hensyn", "omsyn", "rimelig",
    "rimeleg", "forsvarlig", "forsvarleg", "vesentlig", "vesentleg", "tilsier", "tilseier",
    "grunn til", "grunner", "grunnar", "uforholds", "skade", "strid", "vurdering", "anses",
    "ansees", "karakter", "behov", "innverknad", "innvirkning", "sammenheng", "samanheng", "egned",
    "egnet", "eigna", "effektiv", "tilstrekk", "urimelig", "sterke", "alvorlig", "betydelig",
    "ønskelig", "forhold",
)  # fmt: skip
"""Parts of words that leave something open."""
_ONE_BY_NAME = pattern(r"\b(?:forhold på myndighetenes|på grunn av)\b")


def conditioned(place: MatchContext) -> bool:
    """The sentence ties a power to a condition that can be read off facts: «dersom», «når», «for
    fartøy som», with no vague word in it."""
    if place.after.rstrip().endswith((":", "dersom")) or not _NAMES_CONDITION.search(place.clause):
        return False
    around = _ONE_BY_NAME.sub(" ", place.before + place.after)
    return not any(map(around.__contains__, _OPEN))


_WEIGHED = pattern(
    r"\b(?:legg|tillegg)\w* (?:\w+ ){0,4}?vekt\b|\bvektlegg|\b(?:ta|tas|tar|tek|taka|takast|tatt)"
    r" (?:\w+ ){0,3}?(?:hensyn|omsyn) til\b|\bunder (?:hensyn|omsyn) til\b"
    r"|\bvurdere[srt]*\b[^.;:]{0,60}\bopp mot\b|\bsærlig i forhold til\b"
)


def factor(place: MatchContext) -> bool:
    """The words are one of the factors that a decision is to weigh: what stands after «legges vekt
    på», «tas hensyn til»."""
    return _WEIGHED.search(place.lead + place.before) is not None


_EMPOWERS = pattern(
    r"\bkan\b[^.;]{0,60}?\b(?:i|ved) (?:forskrift|føresegn|vedtekt)"
    r"|\b(?:gi|gis|gje|gjev|fastsette|fastsetje|fastsettes|fastsetjast)\b (?:\w+ ){0,3}?"
    r"(?:forskrifter|forskrift|føresegner|regler|bestemmelser|reglar|retningslinjer|retningsliner)"
    r"\b(?! (?:i|som) )"
)
_SINGLE = pattern(r"enkeltvedtak|enkelttilfell|dispens|enkelttilfelle")


def for_regulations(place: MatchContext) -> bool:
    """The words frame regulations or guidelines that are to come («kan i forskrift …»), not a
    decision in the single case."""
    words = place.until
    return _EMPOWERS.search(words) is not None and _SINGLE.search(place.norm) is None


_CASE = pattern(
    rf"\W*(?:\d+\W+)?(?:for|ved|{IF})\b"
    r"(?:(?!\b(?:skal|må|plikter|pliktar|krav|kravet|å)\b)[^.;:])*\Z"
)
_THEN = pattern(
    r"[^.;:]{0,120}?(?: |, )"
    rf"(?:{SHALL_OR_MAY}|gjelder|gjeld|avbrytes|avbrytast|regnes|reknast|er|blir)\b"
)


def case(place: MatchContext) -> bool:
    """The words stand in the case that opens a sentence and ask for nothing themselves: «when it
    comes on paper, another time limit applies»."""
    return _CASE.match(place.before) is not None and _THEN.match(place.after) is not None


_NEED = pattern(r"nødvend|naudsyn|treng|turv|behov|påkrev|påkrav|relevan|fornøden|fornødn")
_DATA = pattern(
    r"taushetsplikt|teieplikt|personopplys|helseopplys|folkeregister"
    r"|\b(?:behandle|behandles|innhente|innhentes|utlevere|utleveres|utveksle|handsame|hente|lagre"
    r"|lagres|registrere|be om)\b[^.;]{0,80}opplys"
    r"|opplys\w*[^.;]{0,60}\b(?:behandles?|innhentes?|utleveres?|handsamast|behandlast|lagres)\b"
)
_INFORMATION = r"\w*(?:opplysning|opplysing|informasjon|dokumentasjon|register|data)\w*"
_OF_INFORMATION = pattern(rf"{_INFORMATION}(?: [^\s.;,]+){{0,3}} som (?:[^\s.;]+ ){{0,4}}\Z")
_BEFORE_INFORMATION = pattern(rf"(?: [^\s.;,]+){{0,2}} {_INFORMATION}")


def data_limit(place: MatchContext) -> bool:
    """Somebody may process, fetch or share data where it is necessary, which is the limit that the
    law on data protection sets, or is to give the information that is necessary."""
    if _NEED.search(place.said) is None:
        return False
    if _OF_INFORMATION.search(place.before) or _BEFORE_INFORMATION.match(place.after):
        return True
    return _DATA.search(place.norm) is not None


_PRICE = pattern(
    r"\b(?:betale|betales|betalast|påløper|kreves|krevst|faktureres|ilegges)\b[^.;]{0,60}"
    r"\b\w*gebyr"
    r"|\b\w*gebyr\w* (?:for|på|er|utgjør) (?:[^.;]{0,80} )?(?:kr|\d)"
    r"|\btakst(?:ene|ane|er|ar)? (?:for|kan|\d)"
    r"|\b(?:krav på|rett til|honoreres med) (?:egen )?takst\b"
)


def priced(place: MatchContext) -> bool:
    """The words name what a fee or a tariff is paid for. They ask nobody for anything."""
    return _PRICE.search(place.norm) is not None


_ELECTRONIC = pattern(
    r"elektronisk|digital|nettsid|nettsted|nettstad|altinn|fjernmøte|videokonferanse|videomøte"
    r"|\bpå nett\b"
)


def digital_open(place: MatchContext) -> bool:
    """The paragraph, or the list around it, opens an electronic way itself."""
    segments, leaf = place.segments, place.match.leaf
    known: dict[int, bool] = segments.remember("electronic", dict)
    if leaf not in known:
        words = segments.paragraph_of(leaf).span.of(segments.lowered)
        known[leaf] = _ELECTRONIC.search(words) is not None
    return known[leaf]
