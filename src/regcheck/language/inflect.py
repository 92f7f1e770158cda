"""Inflection by ending, for words that no table has: Nynorsk by class, Bokmål and English by
guess."""

from __future__ import annotations

from regcheck.base.text.patterns import pattern
from regcheck.language.lexicon import genitive, irregular, sections

_VOWELS = "aeiouyæøåé"
_SHORT_T = pattern(rf"[^{_VOWELS}]+[{_VOWELS}]{{1,2}}t")
"""Adjectives of one syllable whose t is doubled: kvit, kvitt."""


def nynorsk_noun(lemma: str, gender: str) -> set[str]:
    """The forms of a Nynorsk noun of gender m, f or n, with genitives."""
    stems = _noun_stems(lemma)
    if lemma.endswith("ium"):
        gender = "n"
    short = _contracted(lemma)
    plural = stems | {short} if short else stems
    if short and lemma[-3] in "gklt":
        plural = {short}
    if gender == "m":
        endings = ["ar", "ane", "er", "ene"] if lemma.endswith("nad") else ["ar", "ane"]
        found = {s + "en" for s in stems} | {s + e for s in plural for e in endings}
    elif gender == "f":
        endings = ["er", "ene", "ar", "ane"] if lemma.endswith("ing") else ["er", "ene"]
        found = {s + "a" for s in stems} | {s + e for s in plural for e in endings}
    else:
        found = {s + "et" for s in stems} | {s + "a" for s in plural | stems}
        if short:
            found |= {short + "et"}
    found.add(lemma)
    if lemma.endswith("a") and gender == "n":
        found -= {lemma + "a"}
        found |= {lemma[:-1] + "et"}
    return found | {genitive(form) for form in found}


def _noun_stems(lemma: str) -> set[str]:
    """The stems that take the endings of a noun: `avtal`, `studi`, `rom` and `romm`."""
    if lemma.endswith("e"):
        return {lemma[:-1]}
    if lemma.endswith("ium"):
        return {lemma[:-2]}
    short_vowel = lemma[-2:-1] in tuple("aeiouyæøå") and lemma[-3:-2] not in tuple(_VOWELS)
    if lemma.endswith("m") and short_vowel and not lemma.endswith("dom"):
        return {lemma, lemma + "m"}
    return {lemma}


def _contracted(lemma: str) -> str:
    """`artikkel` → `artikl`, `regel` → `regl`; empty where nothing is contracted."""
    if len(lemma) < 5 or lemma[-2:] not in {"el", "en", "er"} or lemma[-3] in _VOWELS:
        return ""
    stem, last = lemma[:-2], lemma[-1]
    if stem[-1] == stem[-2]:
        stem = stem[:-1]
    return stem + last


def nynorsk_adjective(lemma: str) -> set[str]:
    """The forms of a Nynorsk adjective with comparison."""
    if lemma.endswith(("ande", "a")):
        return {lemma}
    stem, neuter = lemma, lemma + "t"
    if lemma.endswith(("leg", "ig", "sk", "t")) and not _SHORT_T.fullmatch(lemma):
        neuter = lemma
    elif lemma.endswith("d") and lemma[-2:-1] not in {*_VOWELS, "l", "n", "r"}:
        neuter = lemma[:-1] + "t"
    elif lemma.endswith("en"):
        stem, neuter = _contracted(lemma) or lemma, lemma[:-1]
    elif lemma.endswith(("el", "er")) and len(lemma) > 4:
        stem = _contracted(lemma) or lemma
    elif lemma.endswith("m") and lemma[-2:-1] in "aeiouyæøå":
        stem = lemma + "m"
    elif lemma[-1:] in "aeiouyæøå":
        neuter = lemma + "tt"
    stem = stem.removesuffix("e")
    forms = {lemma, neuter, stem + "e", stem + "are", stem + "ast", stem + "aste"}
    return forms | ({lemma[:-2] + "ne"} if lemma.endswith("en") and stem == lemma else set())


def nynorsk_verb(lemma: str, only_a: bool = False) -> set[str]:
    """The forms of a Nynorsk verb: finite, participles as adjectives, passive in -ast.

    `only_a`: the verb is known to go like *kaste*; else a weak verb gets the forms of all classes.
    """
    strong = nynorsk_strong(lemma)
    if strong:
        return strong
    if not lemma.endswith(("e", "a")) or len(lemma) < 3:
        return {lemma}
    stem = lemma[:-1]
    found = {stem + ending for ending in ("e", "a", "ast", "ande", "est")}
    if lemma.endswith("ere"):
        return found | {stem, stem + "er", stem + "te", stem + "t", stem + "tast"}
    found |= {stem, stem + "ar"}
    if only_a:
        return found
    soft = {stem, stem.removesuffix("j") if stem.endswith(("kj", "gj")) else stem}
    hard = {s.removesuffix("j") for s in soft}
    hard |= {s[:-1] for s in hard if len(s) > 2 and s[-1] == s[-2]}
    found |= {s + ending for s in soft for ending in ("er", "e", "a", "ast")}
    found |= {s + ending for s in hard for ending in ("te", "t", "de", "d")}
    return found - {s + "t" for s in hard if s.endswith("t")} | {s for s in hard if s[-1:] == "t"}


def nynorsk_strong(lemma: str) -> set[str]:
    """The forms of an irregular Nynorsk verb, alone or with a prefix; empty for others."""
    verbs = irregular("nn-verbs")
    for cut in range(len(lemma) - 1):
        forms = verbs.get(lemma[cut:])
        if forms and (not cut or is_verb_prefix(lemma[:cut])):
            active = {lemma[:-1] + "ande"} if lemma.endswith("e") and len(lemma) > 3 else set()
            return {lemma[:cut] + form for form in forms} | active
    return set()


def is_verb_prefix(word: str) -> bool:
    """Whether a verb with this prefix inflects like the verb alone («under»+«skrive»)."""
    return word in sections("function-words")["verb-prefixes"]


def nynorsk_guess(lemma: str) -> set[str]:
    """Forms of a Nynorsk word of unknown class, by how it ends."""
    if lemma.endswith(("leg", "ig", "isk", "bar", "sam", "laus", "iv", "al")):
        return nynorsk_adjective(lemma)
    if lemma.endswith(("ing", "heit", "semd", "sle")):
        return nynorsk_noun(lemma, "f")
    if lemma.endswith(("ar", "sjon", "nad", "dom", "ist", "asje", "leik", "else")):
        return nynorsk_noun(lemma, "m")
    if lemma.endswith(("skap", "ment", "eri", "iv", "tek", "um")):
        return nynorsk_noun(lemma, "n") | nynorsk_noun(lemma, "m")
    if lemma.endswith("ere"):
        return nynorsk_verb(lemma)
    verb = nynorsk_verb(lemma) if lemma.endswith(("e", "a")) else set()
    return verb | nynorsk_noun(lemma, "m") | nynorsk_noun(lemma, "f") | nynorsk_noun(lemma, "n")


def bokmaal_guess(lemma: str) -> set[str]:
    """Forms of a Bokmål word of unknown class, by how it ends."""
    if lemma.endswith(("lig", "ig", "isk")):
        return {lemma, lemma + "e"}
    if lemma.endswith("ere"):
        stem = lemma[:-1]
        return {stem, lemma, stem + "er", lemma + "s", stem + "te", stem + "t", lemma + "nde"}
    if lemma.endswith("e"):
        stem = lemma[:-1]
        verb = {stem, lemma, stem + "er", lemma + "s", stem + "et", stem + "a", stem + "te"}
        nouns = {stem + ending for ending in ("en", "a", "er", "ene", "et")} | {lemma}
        return verb | {stem + "t", stem + "ede"} | nouns | {genitive(form) for form in nouns}
    agent = lemma.endswith("er")
    endings = ["", "en", "e", "ne"] if agent else ["", "en", "a", "er", "ene", "et"]
    forms = {lemma + ending for ending in endings}
    return forms | {genitive(form) for form in forms}


def english_guess(lemma: str) -> set[str]:
    """Regular forms of an English noun or verb."""
    if lemma.endswith("e"):
        return {lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"}
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return {lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    plural = "es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return {lemma, lemma + plural, lemma + "ed", lemma + "ing"}
