"""The ways Norwegian law gives a word its meaning, as expressions over one sentence.

Each form has the group `term`; what follows the match, or the rest of the sentence, is the meaning.
Names begin with the pattern they belong to, as the domain notes number them: D1 «med X menes», D2
«med X forstås», D3 «som X regnes», D4 inverted, D5 «er definert som», D6 and D7 the Nynorsk ones;
`short` is a short form in brackets, `when` a state («anses påbegynt når …»), `is` a plain «X er …».
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from regcheck.matching.defining_heads import WORD
from regcheck.matching.defining_words import (
    ADJECTIVE,
    BECOMES,
    COUNTED,
    COUNTED_PERFECT,
    HEAVY,
    HELPER,
    HERE,
    MEASURE,
    NAMED,
    NO_KIND,
    NUMBER,
    PHRASE,
    QUOTED,
    REFERENCE,
    RESULT,
    STOP,
    TO_COUNT,
)


@cache
def forms() -> Mapping[str, re.Pattern[str]]:
    """The forms by name, tried in this order."""
    return {
        name: re.compile(form)
        for group in (
            _meanings(),
            _inverted(),
            _words_explained(),
            _words_spoken_of(),
            _states(),
            _sentences_with_is(),
            _sentences_that_tell(),
            _short_forms(),
        )
        for name, form in group.items()
    }


def _meanings() -> Mapping[str, str]:
    return {
        "D1 menes": (
            r"(?:\b[Mm]ed|\b[Uu]nder|(?:^|(?<=[.;:)] ))Som)"
            rf" (?P<term>«?{PHRASE}»?|{QUOTED}){HERE}"
            rf" (?:(?:også |òg |altså )?(?:menes|meinast|meiner ein|meiner vi|meines)"
            rf"|{HELPER}meint|{HELPER}ment)\b"
            r"(?! (?:det same|det samme|ikke|ikkje)\b)"
        ),
        "D1 several": (
            r"(?:^|[.;:] |\) )Med (?P<term>(?:[^.:;()«»]|(?<=\b[a-zæøå])\.|(?<=\bmv)\."
            r"|\([^()]{2,20}\)){2,160}?)(?:,? jfr?\. [^:;«»]{3,90}?)?,?"
            r"(?: (?:i|etter) (?:denne|dette) \w+)?"
            r" (?:menes|meinast|forstås|forståes|forståast|er meint|er det meint)\b"
            r"(?! (?:det same|det samme|ikke|ikkje)\b)"
        ),
        "D2 forstås": (
            rf"(?:\b(?:[Mm]ed|[Uu]nder|[Vv]ed)|(?:^|(?<=[.;:)] ))Som)"
            rf" (?P<term>«?{PHRASE}»?|{QUOTED}){HERE}"
            r" (?:også |òg )?(?:forstås|forståes|forståast|skjønnes|skjønast|forstår ein"
            r"|forstår man)\b"
        ),
        "D3 som": (
            r"(?:^|[.;:] |\) |\d )(?:Som|Med(?! mindre\b)) "
            rf"(?P<term>«?{PHRASE}»?){HERE} {HEAVY}\b"
        ),
        "D3 several": (
            r"(?:^|[.;:] |\) )Som "
            r"(?!hovedregel|hovudregel|følge|følgje|utgangspunkt|nevnt|nemnt|ledd)"
            r"(?P<term>(?:(?! (?:skal|kan|må|bør|vil|har) )[^.:;()«»]){2,160}?),? "
            rf"(?:{HEAVY}|(?:regner|reknar) (?:loven|lova|forskriften|forskrifta|paragrafen))\b"
        ),
        "D3 to": (
            rf"(?:^|[.;] |\) )Til (?!slike?t?\b|grunn\b)(?P<term>{PHRASE}) {HEAVY}"
            r"\b(?! (?:ikke|ikkje|med|det)\b)"
        ),
        "D3 like": (
            r"(?:^|[.;] |\) )(?:Like|Likt|Lik|Likestilt|Likestilte|Sidestilt|Jamstilt|Jamstelt"
            rf"|På lik linje) med (?P<term>{PHRASE}) (?:{HEAVY}|er)\b"
        ),
        "D3 set beside": (
            rf"(?:^|[.;] |\) )Med (?P<term>{PHRASE}) (?:likestilles|likestillast|sidestilles"
            r"|sidestillast|jamstillast|(?:blir|vert) (?:jamstilt|jamstelt|likestilt))\b"
        ),
        "D3 alike": (
            rf"\b(?:regnes|reknes|reknast|rekna|regnet) likt med (?P<term>{PHRASE})(?={STOP})"
        ),
    }


def _inverted() -> Mapping[str, str]:
    return {
        "D4 inverted": (
            rf"\b(?:menes|forstås|meinast)(?: (?:i|etter) [^.:;,«]{{3,60}}?)?"
            rf" med (?!mindre\b)(?:(?:begrepet|uttrykket|ordet|omgrepet) )?"
            rf"(?P<term>{QUOTED}|{PHRASE}(?=:| (?:en|et|ein|eit|alle?|enhver|den|det) ))"
        ),
        "D4 meint": (
            rf"\ber (?:det )?med (?!mindre\b|det\b|dette\b)(?P<term>{QUOTED}|{PHRASE})"
            r" (?:meint|ment)\b"
        ),
        "D4 says": (
            r"\b[Ii] (?:denne|dette|lova|loven) [^.:;,«»]{0,40}?(?:betyr|tyder)"
            rf" (?P<term>{QUOTED}|(?!(?:at|å|det|dette)\b){PHRASE}(?<! av)"
            r"(?= (?:en|et|ein|eit|den|det|alt|alle?|enhver|kvar) ))"
        ),
        "D4 refers": (
            rf"\b(?:(?:vist|vises|viser|visast) til"
            r"|(?:bruker|brukar|brukes|brukast|nyttar|nyttast|benytter|benyttes) "
            r"(?:begrepet|omgrepet|uttrykket|ordet))"
            rf" (?:{QUOTED}[^.]{{0,160}}?|(?P<term>{PHRASE}){HERE}),?"
            r" (?:menes|meinast|er det meint)"
        ),
    }


def _words_explained() -> Mapping[str, str]:
    return {
        "D5 defined": (
            rf"(?:^|[.;] |\) )(?:(?:En|Et|Ei|Ein|Eit) )?(?P<term>«?{PHRASE}»?)"
            r" (?:(?:er|blir|vert) (?:her )?(?:definert|definerte)|defineres|definerast)"
            r" (?:her )?(?:i [^.:;]{2,40} )?som\b"
        ),
        "D5 understood": (
            rf"^{NUMBER}(?:(?:En|Et|Ei|Ein|Eit|Uttrykket|Uttrykka|Begrepet|Omgrepet|Ordet"
            r"|Betegnelsen|Nemninga) )?(?!Henvisning|Tilvising|Referanse|Visning)"
            rf"(?!(?:Med|Under|Ved) )(?P<term>{QUOTED}|{PHRASE}) (?:(?:skal|må){HERE} "
            r"(?:forstås|forståast|oppfattes|oppfattast)(?: her)? (?:slik|i samsvar)"
            rf"|(?:(?:skal|må){HERE} )?(?:forstås|forståast|oppfattes|oppfattast){HERE}"
            r" (?:som|på (?:samme|same) måte))\b"
        ),
        "D5 means": (
            rf"(?:^|[.;] |\) )(?:(?:En|Et|Ei|Ein|Eit|Uttrykket|Uttrykka|Begrepet|Omgrepet|Ordet) )?"
            rf"(?P<term>{QUOTED}|{PHRASE}){HERE} (?:betyr|tyder|innebærer|omfatter|omfattar)"
            r" (?:(?:i|etter) (?:denne|dette|lova|loven|forskriften|forskrifta)|her)\b"
        ),
        "D5 headed": (
            rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}}){{0,2}}?)"
            r" (?:betyr|tyder) (?:at|å|en|et|ein|eit|ei|den|det)\b"
        ),
        "D5 plain": (
            rf"^{NUMBER}(?:(?:Uttrykket|Begrepet|Omgrepet|Ordet) (?=[a-zæøå]))?"
            r"(?P<term>(?!Forhold\b)[A-ZÆØÅa-zæøå][a-zæøåé-]{2,}(?: [a-zæøå-]{2,}){0,3}?)"
            r" (?:betyr|tyder) (?!på\b|ikke|ikkje|derfor|difor|mykje|mye|ofte)[a-zæøå]"
        ),
        "D5 amounts": (
            rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{2,}}(?: [a-zæøå-]{{3,}}){{0,4}}?)"
            r" vil (?:si|seie) (?:at|å|en|et|ein|eit|ei)\b"
        ),
        "D5 quoted": (
            rf"^{NUMBER}(?:Med |Som )?(?P<term>{QUOTED})[^.;:«»]{{0,40}}?"
            r" (?:betyr|tyder|betyder|viser til|omfatter|omfattar|beregnes som|reknast ut som"
            r"|er (?:en|et|ein|eit|ei|den|det|alle))\b"
        ),
    }


def _words_spoken_of() -> Mapping[str, str]:
    return {
        "D5 called": (
            r"\b(?:[Uu]ttrykket|[Bb]egrepet|[Oo]mgrepet|[Oo]rdet|[Nn]emninga|[Bb]etegnelsen) "
            r"(?P<term>[a-zæøå-]{3,}(?: [a-zæøå-]{3,})?)"
            r"(?: i (?:lova|loven|denne|dette)(?: [a-zæøå]+)?)?"
            r" (?:betyr|tyder|omfatter|omfattar|femner|skal (?:også |òg )?omfatte)\b"
            r"(?! (?:ikke|ikkje)\b)"
        ),
        "D5 called long": (
            r"\b(?:[Uu]ttrykket|[Bb]egrepet|[Oo]mgrepet|[Nn]emninga|[Bb]etegnelsen|[Bb]enevnelsen) "
            r"(?P<term>(?!som\b)[\wæøåÆØÅ-]{3,}(?: [\w-]+){0,7}?) (?:betyr|tyder)\b"
            r"(?! (?:ikke|ikkje)\b)"
        ),
        "D5 used": (
            r"\b(?:Begrep(?:et|ene)|Uttrykk(?:et|ene|a)|Omgrep(?:et|a)|Ordet|Betegnelsen|Nemninga) "
            rf"(?P<term>{QUOTED}"
            r"|(?:(?!(?:kan|skal|må|bare|berre|ikke|ikkje|også|òg) )[\w-]+ ){1,4}?)"
            r" ?(?:brukes|benyttes|nyttes|nyttast|brukast|blir (?:brukt|nytta))"
            r" (?:for [^.;:,]{3,30} )?om\b"
        ),
        "D5 expression": (
            r"\b(?:[Uu]ttrykket|[Bb]egrepet|[Oo]mgrepet|[Oo]rdet|[Uu]ttrykka|[Nn]emninga"
            rf"|[Bb]etegnelsen) (?P<term>{QUOTED})[^.;:]{{0,60}}?"
            r" (?:betyr|tyder|omfatter|omfattar|viser til|menes)\b"
        ),
    }


def _states() -> Mapping[str, str]:
    return {
        "when counted": (
            rf"\b(?:{COUNTED}|{BECOMES} (?:rekna|ansett|regnet)"
            rf"|(?<=\b[Dd]et )er (?:også |òg )?{TO_COUNT} som"
            r"|(?:defineres|definerast|(?:er|blir|vert) definert) som) (?:også |òg )?"
            rf"(?:(?:(?:en|et|ein|eit|ei) {WORD} )?(?:for )?å (?:være |vere |vera |(?=ha ))|for )?"
            r"(?P<term>(?!(?:for|som|å|etter|i|da|med|inn|ut|til)\b)"
            rf"(?:(?!ha \w+(?:et|tt|kt|dd)\b)(?:{WORD} ){{0,2}}?{WORD}"
            rf"|ha (?!\w+(?:et|tt|kt|dd) |sin )(?:{WORD} ){{1,4}}?{WORD}))"
            r"(?<! dersom)(?<! hvis)(?<! når)(?<!\ben)(?<!\bet)(?<!\bein)(?<!\beit)(?<!\bei)"
            r"(?=:|$| (?:når|dersom|hvis|viss|først når|seinast når|senest når)\b)"
        ),
        "when to count": (
            rf"\b(?P<verb>{TO_COUNT}) (?:som|for) (?:(?:en|et|ein|eit|ei) )?"
            rf"(?P<term>{QUOTED}|(?:{WORD} ){{0,4}}?{WORD})(?=,? (?:når|dersom|hvis|viss)\b)"
        ),
        "when what counts": (
            rf"^{NUMBER}(?:Det|Hva|Kva) som (?:(?:skal|kan) )?"
            rf"(?:{COUNTED}|{BECOMES} {COUNTED_PERFECT}|menes|meinast)"
            r" (?:her )?(?:som|for|med) (?:(?:en|et|ein|eit|ei) )?"
            rf"(?P<term>{QUOTED}|(?:{WORD} ){{0,4}}?{WORD}),? er\b"
            r"(?! (?:\w+(?:t|a|e)|opp til|avhengig) (?:i|av|etter|på)\b)"
        ),
        "when state": (
            rf"^{NUMBER}(?:(?:En|Et|Ein|Eit|Ei) )?"
            r"(?P<term>[A-ZÆØÅa-zæøå][a-zæøå-]{3,}(?: [a-zæøå-]{2,}){0,3}?) er når\b"
        ),
        "D3 as": (
            rf"\b(?P<verb>(?:{COUNTED}|{COUNTED_PERFECT}))"
            rf" (?:(?!alle |den |dei |de |personer?|skikk|egne|eigna |kvalif|godkjen){WORD} "
            rf"(?:eller {WORD} )?(?!for [^å]|som \w+(?:es|ast) )"
            rf"|(?:følgende|følgjande) (?:{WORD} ){{1,6}}?"
            rf"|i (?:{WORD} ){{1,2}}|til enhver tid |for {WORD} {WORD} "
            rf"|(?:hvert|kvart|hver|kvar|hele|heile|denne|dette|disse|desse|blanke) {WORD} )?"
            r"(?:også |òg |her |likevel )?"
            r"(?:som|for å være|for å vere|(?<=rekna )for|(?<=reknast )for|(?<=regnet )for)"
            r" (?:(?:en|et|ein|eit|ei) )?(?P<term>"
            rf"{QUOTED}|(?:{WORD} ){{0,3}}?{WORD})(?= (?:også|òg)\b|{STOP})"
        ),
        "when is": (
            rf"^{NUMBER}(?:En|Et|Ein|Eit|Ei) (?:{WORD} ){{1,4}}?er "
            r"(?:alltid |uansett |likevel )?(?:(?:en|et|ein|eit|ei) )?"
            r"(?!(?:likevel )?(?:ikke|ikkje|også|òg)\b)"
            rf"(?P<term>{QUOTED}|(?:{WORD} ){{0,3}}?{WORD})"
            r"(?= (?:når|dersom|hvis|viss|såframt|om (?:det|den|dei|de|han|ho|hun)\b))"
        ),
    }


def _sentences_with_is() -> Mapping[str, str]:
    return {
        "is one": (
            rf"^{NUMBER}(?:(?:En|Et|Ei|Ein|Eit) «?|«)(?P<term>(?:{WORD} ){{0,4}}?{WORD})»? er"
            rf" (?:alltid |her )?(?:en|et|ein|eit|ei|den|det|alle|enhver|kvar|to eller flere"
            rf"|to eller fleire|{MEASURE})\b(?! (?:av (?:de|dei)|risikofaktor)\b)"
            r"(?:(?<= den)|(?<= det)|(?! [^.,;:]{2,40}? (?:når|dersom|hvis|viss"
            r"|om (?:det|den|dei|de|han|ho|hun))\b))"
            r"(?:(?<= den)|(?=[^.]* (?:som|der|hvor|av|for|mellom|enn|ansatt|tilsett|til)\b))"
        ),
        "is headed": (
            rf"^{NUMBER}(?P<term>(?:{WORD} ){{0,3}}?{WORD})"
            rf"(?: (?:i|på|for|ved) (?:en|et|ein|eit|ei) {WORD})? er (?:alltid |her )?"
            r"(?:en|et|ein|eit|ei|den|det|dei|de|alle|enhver|kvar|summen|kostnadene|kostnadane|prøving"
            rf"|utføring|tiltak|personer|personar|fagpersoner|fagpersonar)\b{NO_KIND}[^.]*"
            r" (?:som|der|hvor|av|for|mellom|på)\b"
        ),
        "is here": (
            rf"^{NUMBER}(?:(?:En|Et|Ei|Ein|Eit) )?(?P<term>(?:{WORD} ){{0,2}}?{WORD}),?"
            rf" (?:som (?:nevnt|nemnt|nemnd|omtalt|omtala) )?(?:i|etter) {REFERENCE}er"
            rf" (?:(?:en|et|ein|eit|ei|den|dei|de|alle|enhver|kvar|{MEASURE})\b{NO_KIND}"
            r"(?=[^.]* (?:som|der|hvor|av|for|mellom|på|med|i)\b)"
            r"|(?!\w+(?:t|te|a) )[a-zæøå]{3,} (?:som|med|der)\b)"
        ),
        "is same": (
            rf"^{NUMBER}(?:(?:En|Et|Ei|Ein|Eit) )?(?P<term>(?:{WORD} ){{0,4}}?{WORD}) er"
            r" (?:alltid |her |i all hovedsak )?(?:en |et |ein |eit |ei )?"
            r"(?:(?:særs|svært) )?"
            rf"(?:{ADJECTIVE} (?:(?:eller|og) {ADJECTIVE} )?){{0,2}}"
            r"(?P<genus>[a-zæøå]{4,})\b"
        ),
        "is kind": (
            rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}}){{0,2}}?) er"
            r" (?:(?:alle|alle de|alle dei) )?(?:[a-zæøå]{4,}e )?"
            r"(?![a-zæøå]*(?:t|a|te|ige?|leg) )"
            r"[a-zæøå]{4,} (?:som|av de|av dei|av)\b"
        ),
        "is to count": (
            rf"^{NUMBER}(?:(?:En|Et|Ei|Ein|Eit) )?(?P<term>(?:{WORD} ){{0,3}}?{WORD}) er"
            r" (?:også |òg |her |likevel )?å (?:anse|regne|rekne|betrakte|sjå på|se på) som\b"
            r"(?! [^.;:,]{2,60} (?:når|dersom|hvis|viss)\b)"
        ),
        "is alone": (
            rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}})?|[A-ZÆØÅ]{{2,8}}) er"
            r" (?P<genus>alle|alle dei|alle de|enhver|ethvert|kvar|den|det|dei|de|ei|ein|eit"
            rf"|en|et|{MEASURE})\b{NO_KIND}(?! av (?:de|dei|dem)\b)"
            r"(?! (?:eneste|einaste|største|viktigste|viktigaste|beste|når|dersom)\b)"
            r"(?=[^.]* (?:som|av|for|der|til|på|i|hvor|med|etter|ut|over|når|mellom)\b)"
        ),
    }


def _sentences_that_tell() -> Mapping[str, str]:
    return {
        "is result": (
            rf"^{NUMBER}(?:(?:En|Et|Ei|Ein|Eit) )?(?P<term>(?:{WORD} ){{0,2}}?{WORD})"
            rf"(?: (?:i|for|av|på) (?:(?:en|et|ein|eit|ei) )?{WORD})?"
            rf" (?:er (?:{RESULT} (?:av|mellom)\b|[a-zæøå]{{4,}} minus\b)|utgjør {RESULT}"
            rf" (?:av|mellom)\b|utgjer {RESULT} (?:av|mellom)\b)"
        ),
        "is together": (
            r"\b(?:utgjør|utgjer|danner|dannar) (?:[^.;:,]{1,40} )?(?:sammen|saman) med"
            r" [^.;:]{3,70}? (?:et|eit|en|ein) (?P<term>[a-zæøå]{4,})(?=[.,])"
        ),
        "is who": (rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: {WORD}){{0,5}}?) er den som\b"),
        "is to be": (
            rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}})?) er å "
            r"(?!anse|regne|rekne|betrakte|sjå|se|forstå|finne|få)[a-zæøå]{2,}"
        ),
        "is headed noun": (
            rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}})?)"
            r"(?: (?:i|for) [^,.;:]{3,50}?)? er (?![a-zæøå]+(?:ere|are)\b)"
            r"[a-zæøå]{3,}(?:er|ar|ing|sjon|else|het|heit|skap|tiltak|arbeid)\b(?! enn\b)"
        ),
        "is present": (
            rf"^{NUMBER}(?:(?:En|Et|Ei|Ein|Eit) )?(?P<term>(?:{WORD} ){{0,2}}?{WORD})"
            r" (?:foreligger|ligger føre|ligg føre) (?:når|dersom|hvis|viss|der)\b"
        ),
        "is just here": (
            rf"(?:^{NUMBER}|: )(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}}){{0,2}}?)"
            r" er her (?!i\b|på\b|når\b|ikke\b|ikkje\b|også\b|òg\b|\w+(?:t|a) )[a-zæøå]"
        ),
        "is implied": (
            rf"^{NUMBER}(?P<term>[A-ZÆØÅ][a-zæøå-]{{3,}}(?: [a-zæøå-]{{3,}}){{0,2}}?)"
            r" (?:innebærer|inneber) at\b"
        ),
        "is said in item": (
            r"^(?P<term>[A-ZÆØÅ][a-zæøå-]{3,}(?: [a-zæøå-]{2,}){0,3}): ?"
            r"(?:Betyr|Tyder|Innebærer|Inneber|Vil si|Vil seie|Det vil si|Det vil seie) "
        ),
        "is item": (
            r"^(?P<term>[a-zæøå][^.:;,()]{3,60}?)(?: \([^()]{2,8}\))?, som er"
            r" (?:alle|enhver|en|et|ein|eit|ei)\b(?! (?:\w+ )?del\b)"
        ),
        "is list": (rf"^{NUMBER}(?:En|Et|Ei|Ein|Eit) (?P<term>(?:{WORD} ){{0,2}}?{WORD}) er:?$"),
        "is following": (
            r"^(?:Følgende|Følgjande|Desse|Disse) (?:[a-zæøå]+ ){1,2}?er (?P<term>[a-zæøå]{4,30}):"
        ),
        "holds": (
            rf"^{NUMBER}(?:(?:En|Et|Ei|Ein|Eit) )?(?!Modul|Vedlegg|Del |Trinn|Fase)"
            rf"(?P<term>(?:{WORD} )?{WORD}) (?:omfatter|omfattar|består av|består i)"
            r" (?!(?:også|òg|ikke|ikkje|bare|berre|kun|minst|inntil|\d|i|alle|de|dei|følgende)\b)"
            r"(?P<all>all\b)?"
        ),
    }


def _short_forms() -> Mapping[str, str]:
    return {
        "short hereafter": (
            rf"\((?:i denne \w+ )?(?:(?:heretter|hetter|i det følgende|i det følgjande)"
            rf"(?: (?:i denne \w+ )?(?:samlet |samla |også |òg |berre |bare |kun )?{NAMED})?"
            rf"|(?:(?:nedenfor|nedanfor|seinare|senere|videre|vidare|også|òg) )?{NAMED})"
            r"(?: |(?=[«\"“”]))[«\"“”]?(?P<term>[^()«»\"“”]{2,60}?)[»\"“”]?"
            r"(?: eller [«\"“”][^()]{2,60})?\)"
        ),
        "short quoted": r"\([«\"“](?P<term>[^()«»\"“”]{2,60})[»\"”]\)",
        "short called": (
            rf"(?:\b|(?=,))(?:(?:omtales|omtalast|omtalt|omtala|betegnes|benevnes"
            r"|(?:betegnes|benevnes|omtales|omtalast) (?:i det følgende|i det følgjande|nedenfor"
            r"|nedanfor|her)|(?:er|blir|vert) betegnet|(?:blir|vert) kalla)(?: som| for) "
            r"|(?:betegnes|benevnes) "
            r"|(?:kalles|kallast) i (?:denne|dette|det) [a-zæøå]+ (?:for )?"
            r"|, (?:også|òg) (?:kalt|kalla) "
            r"|, (?:(?:også|òg|ofte|gjerne) )?(?:kalt|kalla|benevnt|betegnet) (?=[«\"“])"
            r"|(?:omtales|omtalast|kalles|kallast|benevnes)"
            r" (?:heretter|i det følgende|i det følgjande)"
            r" (?:også |òg |samlet )?(?:som |for )?"
            r"|(?:heretter|i det følgende|i det følgjande) (?:blir |vert )?"
            r"(?:kalt|kalla|nemnt|nevnt|benevnt|betegnet)(?: som| for)? )"
            rf"(?P<term>{QUOTED}|(?!(?:også|òg|som|for|både)\b){WORD}(?: {WORD})?){STOP}"
        ),
        "short that is": (
            rf"(?<![\w-])(?P<term>(?:(?!(?:er|og|som|å) ){WORD} )?[\w-]{{4,}})"
            rf"(?:(?: (?:ved|i|på|etter) {WORD}(?: {WORD})?)?, (?:det vil si|det vil seie|dvs\.) "
            r"| \((?=(?:(?:en|et|ein|eit|ei) )?\w+ som ))"
            r"(?:(?:en|et|ein|eit|ei) )?(?P<genus>(?:den|det|de|dei) [a-zæøå]{3,}(?= (?:som|der)\b)"
            r"|[a-zæøå]{4,})\b"
        ),
        "short named": (
            r"\b(?:kalles|kallast|(?:blir|vert) (?:kalla|kalt)|er kalla) "
            rf"(?P<term>{QUOTED}|(?!(?:inn|tilbake|attende|opp|saman|sammen|ut|til|fram)\b)"
            r"[a-zæøå-]{3,}(?: [a-zæøå-]{4,})?)(?=[.,:;]|$)"
        ),
        "short bracket": (
            r"(?<=\S )\( ?(?P<term>(?:\d{1,5}-(?=[a-zæøå]))?[^()«»:;,.0-9]{4,60}?)"
            r"(?: ?\)|, jf)"
        ),
    }
