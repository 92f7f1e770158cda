"""Whether a sentence demands what a finding is about, what that is, and how firmly."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from regcheck.base.text.patterns import pattern
from regcheck.language.deciders import kind_of
from regcheck.language.lexicon import sections
from regcheck.language.parties import party_in
from regcheck.law.vocabulary import IF, THE_ACT

_NO_ROLES: Final = frozenset(
    {"heading", "purpose", "definition", "editorial", "footnote", "preamble"}
)
_APPLIED_FOR: Final = "application-only"
"""The category whose demand is the application: exceptions on application and claims that were
not put forward count there."""
_GIVES = r"(?:legg|frem|fram|vis|lever|send|dokument|møt|ta[rk]? med|innlever)"
_DEMANDS = pattern(
    r"(?i)\b(?:skal|må|plikt\w*|\w*krev\w*|krav\w*|\w*kravd|vilkår\w*|forutset\w*|føreset\w*"
    r"|betinge\w*|pålegg\w*|på forespørsel|på førespurnad|søknad\w*|søk(?:e|je|er|jer)\b"
    r"|dokumenter\w*|godtgj\w*|innkal\w*|be(?:de)? om|blir? bed[te]n?|bes\b"
    r"|(?<!kan )(?!vedkommend|dere|henne)\w{3,}(?:es|ast)\b|\w*(?:sender|leverer|melder|varsler)\b"
    r"|(?:ikke|ikkje|først)\b[^.]{0,80} (?:før|etter at)\b)"
)
_NO_DEMAND = pattern(
    r"(?i)\b(?:krev(?:er|s|es)?|krevjast|kan kreve?je?)(?: \w+)? ikk(?:j)?e\b"
    r"|\b(?:ikke|ikkje|uten|utan)(?: noe| noko| er)? (?:krav|nødvendig|naudsynt|plikt|påkrevd)"
    r"|\b(?:trenger|treng|trengs|trengst|behøver|plikter|pliktig) (?:ikke|ikkje)\b"
    r"|\b(?:uten|utan|ikke til|ikkje til) hinder\b|\bfalsk\w*|\bklag\w+ (?:på|over)\b"
    r"|\b(?:frem|fram)går|\bfremkommer|\bframkjem|\bfølg(?:er|jer) (?:det )?av\b|\bregulert i\b"
)
_GIVEN = pattern(
    r"(?i)\b(?:legg\w*(?! til\b| vekt| opp\b)|frem\w*|fram\w*|vis(?:e|es|er)?\b|\w*lever\w*"
    r"|\w*send\w*|dokumenter\w*|opplys\w*|oppgi\w*|oppgje\w*|meld\w*|ved(?:legg|lag)\w*"
    r"|inneh[oa]ld\w*|\w*krev\w*|kravd|krav om|avgi\w*|foreligg\w*|liggj?e føre|følge|følgje"
    r"|godtgj\w*|underrett\w*|varsl\w*|informer\w*|bekreft\w*|stadfest\w*|be(?:de)? om)\b"
)
"""How people give facts, as `once-only` asks whether they must."""
_EXCEPTION = pattern(
    r"(?i)\b(?:unntak|frita\w*|unnta\w*|unnatak|fr[aå]vik\w*|dispens\w+)\b[^.]{0,40}"
    r"\b(?:krav\w*|plikt\w*|dette|første|annet|andre|tredje|fjerde)\b"
    r"|\b[Kk]rav\w*\b[^.]{0,80}\bfr[aå]vik|\bunnlat\w+|\bunnlet|\bmanglende|\bmanglande"
    r"|\b(?:gi|gje|utstede|utferde|skrive ut) (?:\w+ ){0,2}(?:dokumentasjon|vitnemål|karakteruts)"
    rf"|(?:\b(?:som|{IF})|^[Oo]m)\b[^.,]{{0,80}}\b(?:ikke|ikkje)\b[^.,]{{0,40}}\b{_GIVES}"
)
_ELECTRONIC = pattern(
    r"(?i)(?P<no>\bikkj?e (?:\w+ ){0,3})?\b(?:elektronisk|digitalt"
    r"|digital (?:søknad|form|signatur|løsning)|på nett|nettbasert\w*|nettskjema)\b"
)
_FIRM = pattern(r"(?i)\b(?:skal|må|plikter?|kreves|krevst|vilkår)\b")
_PERMITS = pattern(r"(?i)\bkan (?:\w+ ){0,4}(?:krev|pålegg|bestem|fastset|avgjer|\w*forskrift)")
_WORD = pattern(r"[^\W\d_]{4,}(?:-[^\W\d_]+)*")
_ENDINGS = (
    *("enes", "anes", "ene", "ane", "ens", "ets", "en", "et", "er", "ar", "ers", "a", "e", "s"),
)
_SHORTEST_STEM: Final = 4
_GENERIC = pattern(
    r"(?:søk|krav|krev|legg|fr[ae]m|vedl|vedla|send|lever|vis|gi|gje|be|mot|møt|sett|opplys|oppgi"
    r"|dokumentasjon$|dokumente?r|dokument$|inneh|inn[ae]hald|fastsatt|fastsett|begrunn|grunng|skriftl|ordin|uttømm"
    r"|utvid|gyldig|origin|godkjen|relevant|fullfør|bestått|tilsvar|nødvend|naudsy|annen|anna|andre"
    r"|behov|tilfelle|frist|seinast|senest|grunn|vilkår|første|annet|ledd|bokstav|paragraf|forskrift"
    rf"|{THE_ACT}|denne|dette|slik|måte|måne|rett$|særlig|særskil|spesiel|individu|egne?t|innen|inntil"
    r"|person|dato|dag|etter|vedtak|plikt|tid$|ved\b|kopi|meld|varsl|signer|underskr|tilbak|eventuel|hadde|antall|forespør|førespur|bli|vert|være|vere|obligat|fysisk|kommer|fått)"
)  # fmt: skip
"""The beginnings of words that say that something is demanded, and not what."""


def is_demand(category: str, role: str, text: str) -> bool:
    """Whether a sentence demands something that is not electronic already: no heading, exception,
    negation, mere mention or consequence of a demand that was not met."""
    if role in _NO_ROLES or not _DEMANDS.search(text) or _NO_DEMAND.search(text):
        return False
    if category == "once-only" and not _GIVEN.search(text):
        return False
    if category != _APPLIED_FOR and _EXCEPTION.search(text):
        return False
    electronic = _ELECTRONIC.search(text)
    return electronic is None or electronic["no"] is not None


def is_firm(text: str) -> bool:
    """Whether a sentence demands by itself; one that only lets somebody demand does not."""
    leave = _PERMITS.search(text)
    return leave is None or _FIRM.search(text, 0, leave.start()) is not None


def demanded(quote: str, text: str) -> tuple[tuple[str, ...], bool]:
    """The stems of what is demanded, sorted, and whether the words of the finding say it. Where
    they do not («etter søknad»), it is what stands nearest before them, or else after."""
    if own := sorted(set(stems_of(quote))):
        return tuple(own), True
    before, _, after = text.partition(quote) if quote else (text, "", "")
    near = [*stems_of(before)[-1:], *stems_of(after)[:1]]
    return tuple(near[:1]), False


def stems_of(words: str) -> list[str]:
    """The stems of the words that say what a text is about."""
    return [found for word in _WORD.findall(words) if (found := _stem(word))]


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """A word without its ending, alike in both written standards; empty for one that does not say
    what is demanded: a body, a party, a word of grammar, or one that only demands."""
    form = word.lower()
    lists = sections("function-words")
    if _GENERIC.match(form) or any(form in lists[one] for one in ("nb", "nn")):
        return ""
    if word.isupper() or kind_of(form) or party_in(form):
        return ""
    stem = next(
        (
            form[: -len(one)]
            for one in _ENDINGS
            if form.endswith(one) and len(form) - len(one) >= _SHORTEST_STEM
        ),
        form,
    )
    return stem.replace("kj", "k").replace("gj", "g")
