"""The words of decisions, read once from `data/`: verbs by act, objects, turns of phrase."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from regcheck.decisions.model import Act
from regcheck.language.deciders import Decider, kind_of
from regcheck.language.lexicon import sections

_DATA = Path(__file__).parent / "data"
_SHORT = 4
"""Letters up to which a word is no telling end of another."""
_PRESENT = ("r", "tek", "gjev", "krev", "set", "legg")
"""Endings of presents, by themselves or of strong Nynorsk verbs."""
_PASSIVE = re.compile(r"\w{3,}(?:es|ys|ås|ast|yst)|\w*(?:[gf][iå]|\b[dt]a|[^s]ta|dra)s|ses")
_GENITIVE = re.compile(r"\w{3,}(?:ern|en|an|nad|ing)[ea]s")
LIGHT = "light"
"""The act of a verb that says nothing without its object: «gi», «treffe», «få»."""


class Form(NamedTuple):
    """A form of a verb of deciding: its act, and whether it is a passive, a participle, an
    infinitive, a present or the noun of «har rett til»."""

    act: str
    shape: str


class Word(NamedTuple):
    """What is known of a lower-case word, all false or empty for most words. `verb` is a modal,
    finite verb or passive; `turns` whether the clauses of a sentence may turn at it."""

    form: Form | None
    modal: bool
    opens: str
    finite: bool
    kind: Decider | None
    object: Act | None
    passive: bool
    verb: bool
    turns: bool


@cache
def tables(name: str) -> dict[str, Any]:
    """The tables of `data/<name>.toml`."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


@cache
def phrase_lines() -> dict[str, list[str]]:
    """The lists of phrases, `held/tax` for one in a table, each as alternatives that are
    expressions over lower-case text."""
    found: dict[str, str] = {}
    for name, told in tables("phrases").items():
        inner = told.items() if isinstance(told, dict) else ()
        found |= {f"{name}/{one}": lines for one, lines in inner} or {name: told}
    return {name: [one for one in lines.splitlines() if one] for name, lines in found.items()}


@cache
def phrase(name: str) -> re.Pattern[str]:
    """The expression of a list of phrases."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrase_lines()[name])})")


@cache
def forms() -> dict[str, Form]:
    """All forms of the verbs of deciding."""
    found: dict[str, Form] = {}
    for act, listed in tables("acts")["verbs"].items():
        infinitives, _, others = listed.partition("|")
        for verb in infinitives.split():
            found.setdefault(verb, Form(act, "infinitive"))
            stem = verb[:-1] if verb[-1] in "ea" and len(verb) > 3 else verb
            for form in (f"{verb}r", f"{stem}er", f"{stem}ar"):
                found.setdefault(form, Form(act, "present"))
            for form in (f"{verb}s", f"{stem}es", f"{stem}ast"):
                found.setdefault(form, Form(act, "passive"))
            for form in (f"{stem}et", f"{stem}t", f"{stem}a", f"{stem}d", f"{stem}te"):
                found.setdefault(form, Form(act, "participle"))
        for form in others.split():
            shape = "present" if form.endswith(_PRESENT) and not is_passive(form) else "participle"
            passive = is_passive(form) or form.startswith("straffbar")
            found[form] = Form(act, "passive" if passive else shape)
    return found | {form: Form(LIGHT, "right") for form in ("rett", "krav")}


@cache
def _objects() -> tuple[dict[str, Act], tuple[int, ...]]:
    """Words that say what is given or made, and their lengths, longest first."""
    listed = tables("acts")["objects"].items()
    acts = {one: Act(act) for act, words in listed for one in words.split()}
    return acts, tuple(sorted({len(one) for one in acts}, reverse=True))


@cache
def given_nouns() -> re.Pattern[str]:
    """The words that say what is given or made, wherever they stand in another."""
    return re.compile("|".join(one for one in _objects()[0] if len(one) > _SHORT))


def _object(form: str) -> Act | None:
    """The act that a noun tells by its beginning, or by its end where that is long."""
    acts, sizes = _objects()
    begun = (acts.get(form[:n]) or (acts.get(form[-n:]) if n > _SHORT else None) for n in sizes)
    return next(filter(None, begun), None)


@cache
def small(name: str) -> frozenset[str]:
    """A list of small words in `data/acts.toml`."""
    found: str = tables("acts")["words"][name]
    return frozenset(found.split())


_KINDS = {
    "condition": "dersom hvis når viss såfremt såframt ettersom fordi mens inntil hvor kor",
    "relative": "som",
    "that": "at hvordan korleis hvilke hvilken kva hva hvem kven",
}
_OPENERS = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_TURNS = frozenset(
    {",", "og", "eller", "men", "med", "for", "om", "der", "da", "så", "før", "selv", "sjølv"}
)


def is_passive(form: str) -> bool:
    """Whether a lower-case word is the form of a passive in -s or -st."""
    if form in sections("grammar")["deponent"] or _GENITIVE.fullmatch(form):
        return False
    return _PASSIVE.fullmatch(form) is not None


def is_infinitive(form: str) -> bool:
    """Whether a lower-case word is an infinitive that is listed."""
    known = forms().get(form)
    listed = known is not None and known.shape == "infinitive"
    return listed or form in sections("grammar")["infinitive"]


@lru_cache(maxsize=100_000)
def word(form: str) -> Word:
    """What is known of a lower-case word."""
    kind = kind_of(form)
    verb = forms().get(form)
    made = _object(form)
    opens = _OPENERS.get(form, "")
    grammar = sections("grammar")
    modal, finite, passive = form in grammar["modal"], form in grammar["finite"], is_passive(form)
    is_verb = modal or finite or passive
    return Word(
        verb,
        modal,
        opens,
        finite,
        None if kind == "unclear" or verb else kind,
        made,
        passive,
        is_verb,
        is_verb or bool(opens) or form in _TURNS,
    )
