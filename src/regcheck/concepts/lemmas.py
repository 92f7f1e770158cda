"""The lemma of a term, and the key where its forms in both written standards meet."""

from __future__ import annotations

from functools import lru_cache

from regcheck.base.text.patterns import pattern
from regcheck.language.forms import is_lemma, lemmas_of, noun_lemma
from regcheck.law.vocabulary import AN, ORDINAL, THE, THE_ENACTMENT, THESE, THIS

_GLOSS = pattern(r"\s*\([^()]*\)?$")
_LAST_WORD = pattern(r"[\w-]+$")
_PLACED = pattern(
    rf" (?:i|etter|for|jf\.) (?:{ORDINAL}|§|kap\.|kapit\w+|artikkel|punkt|bokstav|avsnitt"
    rf"|(?:{THIS}|{THESE}) \w+|{THE_ENACTMENT}|\w+(?:{THE_ENACTMENT}|lovens))"
    r"(?![\w-]).*$"
)
_DOER = pattern(r"(?<=\w{4})ar(?:ar|ane|en)$")
"""The end of a word in Nynorsk for those who do something: «tenesteytarar»."""
_INFLECTED = pattern(r"(?:[ae]r|[ae]ne|en|et|a)$")
_INNER = pattern(r"\w (?:fra|frå|for|til|av|på|i|om|med|ved|mot|under|mellom|hos) \w")
_NO_SINGULAR = ("penger", "pengar", "foreldre", "søsken", "klær", "klede")
_PLURAL_WITH = pattern(r"(?:[\w-]+(?:e|a)|to|flere|fleire|to eller flere)$")
_DETERMINED = pattern(
    rf"^(?:(?:{AN}|{THE}|noens|nokons|nokon sin|egne|eigne|samme|same|slike?|alle)\s+)+"
)
_LAW_SAYS = {"samboerpar": "samboer", "sambuarpar": "samboer", "samboende": "samboer"}
"""Words of law that name one concept otherwise than its lemma does."""
_BOKMAAL = (
    ("ikkje", "ikke"), ("ein", "en"), ("eit", "et"), ("frå", "fra"), ("seinare", "senere"),
    ("lyding", "lytting"), ("framsyning", "framføring"), ("mengd", "mengde"),
    ("sambuar", "samboer"), ("nærståande", "nærstående"), ("pårørande", "pårørende"),
    ("verkedag", "virkedag"), ("yrkedag", "virkedag"), ("arbeidstakar", "arbeidstaker"),
    ("arbeidsgivar", "arbeidsgiver"), ("søkjar", "søker"), ("brukar", "bruker"),
    ("eigar", "eier"), ("forsørgjar", "forsørger"), ("leiar", "leder"),
    ("verksemd", "virksomhet"), ("føretak", "foretak"), ("eigedom", "eiendom"),
    ("køyretøy", "kjøretøy"), ("hushald", "husholdning"), ("teneste", "tjeneste"),
    ("omgrep", "begrep"), ("skule", "skole"), ("oppgåve", "oppgave"), ("forsking", "forskning"),
    ("eining", "enhet"), ("reknskap", "regnskap"), ("fråvær", "fravær"), ("yting", "ytelse"),
    ("tilsett", "ansatt"), ("opplysing", "opplysning"), ("vitskap", "vitenskap"),
    ("mottakar", "mottaker"), ("utøvar", "utøver"), ("innehavar", "innehaver"),
    ("tilbydar", "tilbyder"), ("rettleiing", "veiledning"), ("rettleiar", "veileder"),
    ("heim", "hjem"), ("leg", "lig"), ("ande", "ende"),
)  # fmt: skip
"""How words in Nynorsk end, and the same in Bokmål."""
_ADJECTIVE = pattern(r"\b([\w-]{3,}(?:isk|ig|lig|iv|ell|al|ert|et|t|bar|som))e\b")


def lemma_of(term: str, language: str) -> str:
    """A term in lower case and the indefinite singular, without brackets, article and place;
    usual plurals and phrases stay so."""
    words = _GLOSS.sub("", " ".join(term.split())).strip(' «»"“”().,').lower()
    words = _PLACED.sub("", words)
    bare = _DETERMINED.sub("", words)
    words = bare or words
    last = _LAST_WORD.search(words)
    if last is None or language not in ("nb", "nn") or last[0].endswith(_NO_SINGULAR):
        return words
    if _INNER.search(words):
        return words
    base = base_of(last[0], language)
    if _PLURAL_WITH.search(words[: last.start()].rstrip()) and last[0].endswith(("er", "ar")):
        return words
    return words[: last.start()] + base


def base_of(word: str, language: str) -> str:
    """The base form of a noun; a word that may be one already stays: «passasjer»."""
    lemmas = lemmas_of(word, language)
    if is_lemma(word, language) and word in lemmas:
        return word
    base = noun_lemma(word, language)
    if base != word or language != "nn":
        return base
    if (doer := _DOER.search(word)) is not None:
        return word[: doer.start()] + "ar"
    is_noun = len(lemmas) == 1 and word.startswith(lemmas[0]) and _INFLECTED.search(word)
    return lemmas[0] if is_noun else word


@lru_cache(maxsize=1 << 15)
def concept_of(lemma: str, language: str) -> str:
    """The key of a lemma: singular, Bokmål, and the name that law has for the concept."""
    words = lemma
    last = _LAST_WORD.search(words)
    whole = _INNER.search(words) or (last is not None and last[0].endswith(_NO_SINGULAR))
    if last is not None and language in ("nb", "nn") and not whole:
        words = words[: last.start()] + base_of(last[0], language)
    if language == "nn":
        words = " ".join(map(in_bokmaal, words.split()))
    if " " in words:
        head, _, noun = words.rpartition(" ")
        bare = _ADJECTIVE.sub(r"\1", head)
        words = f"{bare} {noun}"
    return _LAW_SAYS.get(words, words)


def in_bokmaal(word: str) -> str:
    """A lemma in Nynorsk as it is in Bokmål, where its end differs as the ends of many do."""
    for ours, theirs in _BOKMAAL:
        if word == ours or (len(ours) >= 3 and word.endswith(ours)):
            return word[: -len(ours)] + theirs
    return word
