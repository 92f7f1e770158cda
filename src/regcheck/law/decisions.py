"""The words of decisions by public authorities, in lower case: what they do, to what, and what
tells a decision from a rule or a duty."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.law.vocabulary import word_set

DECIDING: Final = (
    "gi|gje|gjeva|gjeve|innvilge|innvilga|tildele|tildela|tilstå|tilkjenne|tilkjenna|bevilge|løyve"
    "|yte|yta|utbetale|utbetala|tillate|tillata|samtykke|samtykkje|dispensere|dispensera|unnta"
    "|unntake|frita|fravike|fravika|lempe|ettergi|ettergje|frafalle|godkjenne|godkjenna|godta"
    "|anerkjenne|autorisere|registrere|nekte|nekta|avslå|avvise|avvisa|forby|pålegge|påleggje"
    "|ilegge|ileggje|kreve|krevje|krevja|fastsette|fastsetje|fastsetja|sette|setje|setja|bestemme"
    "|bestemma|beslutte|avgjøre|avgjere|avgjera|vedta|treffe|treffa|fatte|fatta|utferdige|kalle"
    "|tilbakekalle|tilbakekalla|trekke|trekkje|inndra|oppheve|oppheva|endre|endra|omgjøre|omgjere"
    "|stanse|stansa|stoppe|stoppa|suspendere|begrense|avgrense|forlenge|forlengje|forkorte|redusere"
    "|nedsette|slette|sletta|stryke|utvise|bortvise|bortvisa|utestenge|utestengje|utelukke|pågripe"
    "|internere|visitere|beslaglegge|oppnevne|oppnemne|utnevne|utpeke|rangere|rangera|prioritere"
    "|vektlegge|anse|avkorte|gjøre|gjere|gjera|overføre|flytte|tilby|tilbyde|dele|unnlate|åpne"
    "|opne|fjerne|avskrive|oppbevare|få|ta|skje|legge|leggje|undersøke|undersøkje"
)
"""Infinitives of what an authority does in a single case."""
HANDLING: Final = "be|behandle|behandla|handsame|dele|samarbeide|uttale|delegere|føre"
"""Infinitives of what an authority may do without deciding anything."""
RULES: Final = pattern(
    r"forskrift(?:er)?|føresegn(?:er)?|(?:overgangs|unntaks)?bestemmelser?|(?:overgangs|sær)?regl[ae]r?"
    r"|reglement(?:er)?|retningslin(?:jer|er)|instruks|veiledninger"
)
"""Rules that are given, as the object of a verb."""
NO_FAVOUR: Final = pattern(
    r"(?:opplysning|informasjon|beskjed|underretning|svar$|begrunnelse|grunngiving|melding"
    r"|opplæring|råd$|veiledning|rettleiing|uttalelse|innsyn|tilgang|tilbod|tilbud|oversikt|varsel)"
)
"""What is given or got without a decision on anybody's right."""
IN_A_CASE: Final = pattern(
    r"\b(?:søk(?:n|e|j)|tilsk[uo]t|tilskudd|stønad|støtte|vedtak|tillat|løyve|godkjen|autorisa"
    r"|dispensa|unntak|fritak|opptak|klag|gebyr|tvangsmulkt|kompensasjon|konsesjon|kvote|opphold"
    r"|opphald|utlever|stipend|forelegg|ytelse|yting|pensjon|pålegg|skikk[ae]|fusk|eksamen|karakter"
    r"|innsatt|innsett|utvis|visitasj|tvang)",
    re.IGNORECASE,
)
"""The beginnings of words that tell of a case which somebody decides."""


@cache
def deciding_forms() -> frozenset[str]:
    """Infinitives, presents and passives of the verbs in `DECIDING`."""
    found = word_set("gjevast|givast|gjev|gjer|set|fastset|avgjer|krev|tek|takast")
    for verb in DECIDING.split("|"):
        found |= {verb, f"{verb}s", f"{verb}r"}
        stem = verb[:-1] if verb[-1] in "ea" and len(verb) > 2 else verb
        found |= {f"{stem}ast", f"{stem}ar", f"{stem}er"}
    return found


@cache
def decided_forms() -> frozenset[str]:
    """Past participles of the verbs in `DECIDING`."""
    found = {"gitt", "gjeve", "gjevne", "satt", "fastsatt", "fastsett", "tatt", "teke", "avgjort"}
    for verb in DECIDING.split("|"):
        stem = verb[:-1] if verb[-1] in "ea" and len(verb) > 3 else verb
        found |= {f"{stem}{ending}" for ending in ("et", "t", "a", "d")}
    return frozenset(found)
