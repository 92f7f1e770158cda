"""Forms of a lemma and lemmas of a form, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from functools import lru_cache

from regcheck.language import inflect
from regcheck.language.lexicon import bokmaal, genitive, irregular, nouns, sections

_SHORTEST_HEAD = 3
_SHORTEST_ENDING = 4


@lru_cache(maxsize=8192)
def forms_of(lemma: str, language: str) -> frozenset[str]:
    """All inflected forms of a single word in lower case, itself included.

    `language` is `nb`, `nn` or `en`. Genitives of nouns and passives of verbs are included. A
    compound that no table has inflects like its longest known ending; an unknown word, by its
    ending; a word that is itself an inflected form gets the forms of its lemmas. Function words
    have no other form.
    """
    word = lemma.lower()
    if word in sections("function-words").get(language, frozenset()) or not word:
        return frozenset({word})
    find = {"nb": _bokmaal, "nn": _nynorsk, "en": inflect.english_guess}.get(language)
    return frozenset({word, *(find(word) if find else ())})


def _bokmaal(word: str) -> set[str]:
    lexicon = bokmaal()
    odd = irregular("nb-words").get(word, frozenset())
    known = lexicon.forms(word) | odd
    if lexicon.paradigm(word, "n"):
        known |= set(map(genitive, odd))
    for lemma in () if known else lexicon.lemmas_of(word):
        known |= lexicon.forms(lemma)
    if known:
        return known
    for cut in _joints(word):
        forms = lexicon.forms(word[cut:], "na")
        if not forms and inflect.is_verb_prefix(word[:cut]):
            forms = lexicon.forms(word[cut:], "v")
        if forms:
            return {word[:cut] + form for form in forms}
    return inflect.bokmaal_guess(word)


def _nynorsk(word: str) -> set[str]:
    known = set(_nynorsk_known(word))
    if not known and word.endswith("ar"):
        return inflect.nynorsk_noun(word, "m")
    for lemma in () if known else _nynorsk_lemmas(word):
        known |= _nynorsk_known(lemma)
    if known:
        return known
    for cut in _joints(word):
        if forms := _nynorsk_known(word[cut:]):
            return {word[:cut] + form for form in forms}
    return inflect.nynorsk_guess(word)


@lru_cache(maxsize=4096)
def _nynorsk_known(word: str) -> frozenset[str]:
    """The forms of a word in the Nynorsk lists, or in the Bokmål table with Nynorsk endings."""
    words = irregular("nn-words").get(word)
    found = {form for some in (words or ()) for form in (some, genitive(some))}
    found |= inflect.nynorsk_strong(word)
    if found:
        return frozenset(found)
    lists = sections("lexicon-nn")
    for gender in "mfn":  # va are verbs like «kaste», v other verbs, a adjectives
        if word in lists[gender]:
            found |= inflect.nynorsk_noun(word, gender)
    if word in lists["a"]:
        found |= inflect.nynorsk_adjective(word)
    if word in lists["va"] or word in lists["v"]:
        found |= inflect.nynorsk_verb(word, word in lists["va"])
    return frozenset(found | _through_bokmaal(word, bool(found)))


def _through_bokmaal(word: str, known: bool) -> set[str]:
    """Nynorsk forms of a word that both standards share, by its Bokmål class and gender."""
    lexicon = bokmaal()
    found: set[str] = set()
    noun = lexicon.paradigm(word, "n")
    if noun is not None:
        forms, stem = noun.forms(word), word.removesuffix("e")
        neuter, feminine = stem + "et" in forms, stem + "a" in forms
        genders = "n" if neuter else "f" if feminine else "m"
        if neuter and stem + "en" in forms:
            genders = "nm"
        for gender in genders:
            found |= inflect.nynorsk_noun(word, gender)
    if known:
        return found
    if lexicon.paradigm(word, "v"):
        found |= inflect.nynorsk_verb(word)
    elif lexicon.paradigm(word, "a"):
        found |= inflect.nynorsk_adjective(word)
    return found


def _joints(word: str) -> list[int]:
    """Places where a compound may be cut so that both parts are words, longest ending first."""
    hyphen = word.rfind("-")
    if 0 < hyphen < len(word) - 1:
        return [hyphen + 1]
    return list(range(_SHORTEST_HEAD - 1, len(word) - _SHORTEST_ENDING + 1))


@lru_cache(maxsize=65536)
def lemmas_of(word: str, language: str) -> tuple[str, ...]:
    """The lemmas that a word may be a form of, sorted; the word itself when nothing is known about
    it."""
    form = word.lower()
    if form in sections("function-words").get(language, frozenset()):
        return (form,)
    find = {"nb": _bokmaal_lemmas, "nn": _nynorsk_lemmas}.get(language)
    if find is None:
        return (form,)
    for cut in (0, *_joints(form)):
        if tails := find(form[cut:]):
            return tuple(form[:cut] + tail for tail in tails)
    return (noun_lemma(form, language),)


def _bokmaal_lemmas(form: str) -> tuple[str, ...]:
    found = set(bokmaal().lemmas_of(form))
    if not found and form.endswith("s"):
        found = set(bokmaal().lemmas_of(form[:-1], "n"))
    found |= {lemma for lemma, forms in irregular("nb-words").items() if form in forms}
    return tuple(sorted(found))


def _nynorsk_lemmas(form: str) -> tuple[str, ...]:
    found = {lemma for lemma in _candidates(form) if form in _nynorsk_known(lemma)}
    for section in ("nn-verbs", "nn-words"):
        found |= {lemma for lemma, forms in irregular(section).items() if form in forms}
    exact = nouns("nn").get(form)
    return tuple(sorted(found | ({exact} if exact else set())))


def _candidates(form: str) -> set[str]:
    found = {form}
    for ending in ("s", "en", "ar", "ane", "a", "er", "ene", "et", "ast", "t", "te", "de", "d", "e",
                   "are", "aste", "r", "ande"):  # fmt: skip
        if form.endswith(ending) and len(form) - len(ending) >= 2:
            stem = form[: len(form) - len(ending)]
            found |= {stem, stem + "e", stem + "je"}
            if stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return found


@lru_cache(maxsize=65536)
def noun_lemma(word: str, language: str) -> str:
    """The lemma of a noun by the longest ending that is known; the word in lower case if none is.

    Nouns seen in running text come first, then the Bokmål table.
    """
    form = word.lower()
    table = nouns(language) if language in {"nb", "nn"} else {}
    if form in table:
        return table[form]
    exact = bokmaal().lemmas_of(form, "n") if language == "nb" else ()
    if exact:
        return exact[0]
    for cut in range(2, len(form) - 3):
        tail = form[cut:]
        if tail in table:
            return form[:cut] + table[tail]
        if tail.endswith("s") and len(tail) > 4 and tail[:-1] in table:
            return form[:cut] + table[tail[:-1]]
    return form


def is_word(form: str, language: str) -> bool:
    """Whether a Bokmål or Nynorsk word in lower case is a form in the tables, uncompounded."""
    find = _nynorsk_lemmas if language == "nn" else _bokmaal_lemmas
    return bool(find(form)) or form in nouns(language)


def is_lemma(word: str, language: str) -> bool:
    """Whether a word in lower case is a base form in the tables; for Nynorsk also one that both
    standards share."""
    return bool(_nynorsk_known(word)) if language == "nn" else word in bokmaal()
