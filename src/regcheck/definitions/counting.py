"""What counts as what: whether «… regnes som X» says it, or is only about whether it is so."""

from __future__ import annotations

import re

from regcheck.law.vocabulary import AN, IF

_LIKE = re.compile(r"(?:\(\d+\) |\d+\. )?(?:Lik|Likt|Like|Likestilt|Sidestilt|Jamstilt|Jamstelt)\b")
_WEIGHED = re.compile(r"\b(?:bør|burde|kan|kunne|vil)\b")
_WITH_ARTICLE = re.compile(rf"\b(?:{AN}|én|ett) $")
_NO_STATUS = re.compile(
    r"(?:tilsvarende|tilsvarande|mer|meir|mest|mindre|like|likt|nært|nær|svært|bedre"
    r"|betre|først|best|slike?|spesielt|særskilt|alltid|fullt|bevis|direkte|enten|anten|både|stort"
    r"|viktig|kritisk|helhet|heilskap|selgers)\b"
    r"|[^\s]+ (?:utad|samme|same|først)\b|\S+er \S+ (?:\S+ )*\S+|oppnår\b|danner\b"
    r"|\S+(?:et|t|a|ende|ande) (?:av|til|i|på|før|etter|med|ved)\b"
)
_QUALITY = re.compile(
    r"(?:.* )?[^\s]*(?:(?<!h)et|(?<!r)(?<!ska)(?<!na)tt|(?:er|ør|jor)t|[gb]rakt|søkt|brukt|lagt"
    r"|kjent|vald|vold|falt|stilt|delt|betalt|solgt|fulgt|valgt|fylt|dt|a|te|de|ne|le|ve|re|pe|ge|ig|leg"
    r"|sk|ende|ande|iv|[aeiou]l|bar|som|fri|død|eid|komen|even|skriven|teken|halden|om)"
)
_BOUND = re.compile(r"[.;:]\s|,")
_ABOUT = re.compile(
    r"\b(?:som|hva|kva|hvilke\w*|kven|hvem|hvorfor|kvifor|hvordan|korleis"
    r"|(?<!slik )at|(?<!\bsøknad )(?<!\bsøknaden )(?<!\bforslag )(?<!\bkrav )(?<!\bbegjæring )"
    r"(?<!\bmelding )(?<!\bmeldinga )(?<!\bmeldingen )(?<!\bkravet )(?<!\bavtale )(?<!\bavtalen )"
    r"(?<!\bvilkåret )(?<!\bopplysninger )(?<!\bopplysningar )(?<!\bregler )(?<!\breglar )"
    r"(?<!\breglene )(?<!\breglane )om(?! å\b)"
    rf"|hvorvidt|korvidt|{IF}|der|til å|for å|mens|fordi|så langt|så lenge)\b",
    re.IGNORECASE,
)
_ASKS_IF = re.compile(r"(?:ås|es|er|re|me|ør|ast) $")
_OPEN = frozenset({"om", "når", "dersom", "hvis", "viss", "at", "hvorvidt", "korvidt"})
_JOINED = re.compile(
    r"\b(?:og|eller)(?: (?:framleis|fremdeles|fortsatt|likevel|dermed|derfor|difor|da|då))?$"
)
_LEAST_CLAUSE = 2
"""Fewer words after such a conjunction are a subject and no clause of their own."""
_MUST = re.compile(r"\b(?:må|måtte|burde|ikke|ikkje|verken|lenger|lenge)\b[^,]*$", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?<!\bde )(?<!\bdei )(?<!\bden )(?<!\bdet )"
    r"(?!(?:etter|under|over|eller|heller|før|andre|denne|disse|begge|siste|deres|flere|fleire"
    r"|område|både|side|møte|måte|støtte|kilde)\b)"
    r"[a-zæøå]{2,}(?:er|es|ast|ar|te|de|dde)\b|\b(?:er|har|får|kan|skal|vil)\b"
)
_JUDGED = re.compile(
    r"(?:(?:mest|mer|meir|særlig|særleg|svært|så|like|tilstrekkelig|helt|like) )?"
    r"(?:nødvendige?|naudsynt\w*|u?vesentlige?|u?vesentleg\w*|tilstrekkelig\w*|likeverdig\w*|relevante?"
    r"|skikka|skikket|egnet|egna|eigna|forsvarlige?|forsvarleg|u?rimel[ei]g\w*|personlige?|u?gyldig\w*"
    r"|omfattet|omfatta|hensiktsmessige?|formålstenleg\w*|tilfredsstillende|aktuelle?|viktige?"
    r"|komen|komne?|kommet|innkommet|innkomen|mottatt|mottatte|motteken|registrert|representativ\w*"
    r"|tilfredsstillande|tilsikra|best|bedre|framkalla|egen|eige|først|avsluttende|tungtveiende|mulig|tilrådelig)"
)
_NO_TERM = re.compile(
    r"(?:[\w ]+ (?:har|er|får|kan|skal|vil|nevnt|nemnt|nemnd|nemnde)$"
    r"|(?:en |ein |eit |et )?(?:av (?:de|dei)|part av)\b"
    r"|(?:ikk(?:e|je) )?å|at|om|henvisning\w*|tilvising\w*|referans\w*"
    r"|(?:en |ein )?(?:viktig |integrert )?del(?:er|ar)?|følge|følgje"
    r"|vilkår|slik|det|dette|den|dei|de|hovedregel|hovudregel|skikka|retting|nødvendige?"
    r"|grunnlag|en følge|relevant|omfatt\w*|nevnt|nemnte?|nemnde?|beskrevet|angitt"
    r"|(?:[\wæøå]+ )*(?:dager|dagar|timer|timar|uker|veker|måneder|månader)"
    r"|[\wæøå ]+ er [\wæøå]+"
    r"|til stede|til stades|og|pr|\d+|er|har|kan|skal|etter|gjennom|mora|faren|alle|der|dit|hvor"
    r"|kor)\b",
    re.IGNORECASE,
)


def is_counted(sentence: str, found: re.Match[str]) -> bool:
    """Whether a match of «regnes som X» in a sentence says that something is X: in a main clause,
    without «ikke» or «må», and X no mere judgement such as «nødvendig»."""
    term = found["term"]
    if _JUDGED.fullmatch(term) or _NO_TERM.match(term) or term.endswith("-"):
        return False
    between = sentence[found.end("verb") : found.start("term")]
    return " ikk" not in between and is_told(sentence[: found.start()])


def is_told(before: str) -> bool:
    """Whether the words before «regnes» and the like begin a main clause that says that something
    is so, without «ikke» or «må»."""
    if _GOT.search(before) or _ASKED.search(before):
        return False
    if _IN_ORDER_TO.fullmatch(before):
        return True
    clause = before[_clause(before) :]
    if _MUST.search(clause):
        return False
    about = list(_ABOUT.finditer(clause))[-1:]
    if not about:
        return True
    said = _without_helpers(clause[about[0].end() :])
    if _JOINED.search(said):
        return False
    opens = about[0][0].lower()
    if opens == "om" and clause[: about[0].start()].endswith((" av ", " for ", " på ")):
        return False
    if opens in _OPEN and len(said.split()) < _LEAST_CLAUSE:
        return opens == "om" and _ASKS_IF.search(clause, 0, about[0].start()) is None
    return _FINITE.search(said) is not None


def is_status(sentence: str, found: re.Match[str]) -> bool:
    """Whether «… regnes som X» gives what it speaks of the standing of an X, whatever X may be: a
    whole sentence, X a noun («enkeltvedtak», «en ytelse») and no quality («levert»), and nothing
    left to judge."""
    before, term = sentence[: found.start()], found["term"]
    if found["verb"].startswith("se") or _LIKE.match(sentence) or _NO_STATUS.match(term):
        return False
    if sentence[0].islower() or _WEIGHED.search(before[_clause(before) :]):
        return False
    between = sentence[found.end("verb") : found.start("term")]
    return _WITH_ARTICLE.search(between) is not None or _QUALITY.fullmatch(term) is None


def _clause(before: str) -> int:
    """Where the clause begins that the words end in."""
    start = 0
    for mark in _BOUND.finditer(before):
        start = mark.end()
    return start


_GOT = re.compile(r"\b(?:få|får|fått|ha|har|hatt)\b(?: [^\s,.;]+){0,3} $", re.IGNORECASE)
_IN_ORDER_TO = re.compile(r"(?:\(\d+\) )?For å (?:kunne )?(?:bli |verte )?")
_ASKED = re.compile(
    r"\b(?:for|om|av|fastsette|fastset|fastsetje|avgjør|avgjer) "
    r"(?:når|kva|hva|hvilke\w*|kven|hvem|hvorvidt|korvidt)\b",
    re.IGNORECASE,
)
_HELPERS = re.compile(
    r"\b(?:skal|kan|vil|bør|blir|vert|er|ble|vart|også|òg|her|likevel|å|kunne|skulle)\s*$",
    re.IGNORECASE,
)


def _without_helpers(words: str) -> str:
    """Words without the helping verbs they end in, which belong to the verb that follows."""
    words = words.rstrip()
    while (helper := _HELPERS.search(words)) is not None:
        words = words[: helper.start()].rstrip()
    return words
