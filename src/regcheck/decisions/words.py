"""The words of decisions, read once from `data/`: verbs by act, objects, turns of phrase."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from regcheck.decisions.model import Act
from regcheck.language.clauses import is_modal, is_passive
from regcheck.language.deciders import Decider, classify_decider
from regcheck.language.lexicon import sections

_DATA = Path(__file__).parent / "data"
LIGHT = "light"
"""The act of a verb that says nothing without its object: «gi», «treffe», «få»."""


class Form(NamedTuple):
    """A form of a verb of deciding: its act, and whether it is a passive, a participle, an
    infinitive or a present."""

    act: str
    shape: str


class Word(NamedTuple):
    """What is known of a lower-case word, all false or empty for most words."""

    form: Form | None
    modal: bool
    opens: str
    finite: bool
    kind: Decider | None
    object: Act | None
    passive: bool


@cache
def tables(name: str) -> dict[str, Any]:
    """The tables of `data/<name>.toml`."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


@cache
def phrase(name: str) -> re.Pattern[str]:
    """The expression of a list of phrases, `held/tax` for one in a table."""
    found: Any = tables("phrases")
    for part in name.split("/"):
        found = found[part]
    return re.compile(rf"(?<!\w)(?:{'|'.join(filter(None, found.split(chr(10))))})")


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
            shape = "present" if form.endswith("r") and not is_passive(form) else "participle"
            found[form] = Form(act, "passive" if is_passive(form) else shape)
    return found


@cache
def objects() -> tuple[tuple[str, Act], ...]:
    """Beginnings of words that say what is given or made, longest first."""
    pairs = [(w, Act(act)) for act, ws in tables("acts")["objects"].items() for w in ws.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


_OPENERS = {
    **dict.fromkeys("dersom hvis når viss såfremt såframt ettersom fordi mens inntil hvor kor".split(), "condition"),
    **dict.fromkeys(("som",), "relative"),
    **dict.fromkeys(("at", "hvordan", "korleis", "hvilke", "hvilken", "kva", "hva", "hvem", "kven"), "that"),
}  # fmt: skip
_KNOWN: dict[str, Word] = {}


def word(form: str) -> Word:
    """What is known of a lower-case word."""
    found = _KNOWN.get(form)
    if found is None:
        if len(_KNOWN) > 100_000:
            _KNOWN.clear()
        found = _KNOWN[form] = _look_up(form)
    return found


def _look_up(form: str) -> Word:
    kind: Decider | None = classify_decider(form)
    verb = forms().get(form)
    made = next((act for start, act in objects() if form.startswith(start)), None)
    if made is None:
        made = next((act for end, act in objects() if len(end) > 5 and form.endswith(end)), None)
    return Word(
        verb,
        is_modal(form),
        _OPENERS.get(form, ""),
        form in sections("grammar")["finite"],
        None if kind == "unclear" or verb else kind,
        made,
        is_passive(form),
    )
