"""What findings about a draft's concepts say of the texts that it is compared with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec

from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import cut_after_word
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.localised import Localised
from regcheck.concepts.catalogue import CatalogueConcept
from regcheck.concepts.conditions import Contrast
from regcheck.concepts.definitions import Definition
from regcheck.concepts.differences import Difference
from regcheck.concepts.marked import only_in
from regcheck.concepts.meanings import Agreement
from regcheck.concepts.ties import Tie
from regcheck.law.address import Address
from regcheck.law.address_text import long
from regcheck.law.vocabulary import THE_ENACTMENT

P = ParamSpec("P")
_LONGEST, _LONGEST_NAME, _MOST_WORDS, _MOST_PLACES = 200, 80, 12, 3
_NAME = pattern(r"\s+[–—]\s+")
_IS_NAMED = pattern(rf"^(?:Lov|Forskrift) |(?:{THE_ENACTMENT})$")


def _in_all_locales(said: Callable[Concatenate[Texts, P], str]) -> Callable[P, Localised]:
    """A function that says something with the texts `concepts`, in each locale."""

    @wraps(said)
    def in_all(*given: P.args, **named: P.kwargs) -> Localised:
        return Localised(*(said(Texts("concepts", locale), *given, **named) for locale in LOCALES))

    return in_all


@_in_all_locales
def note_on_difference(
    words: Texts, one: Definition, other: Definition, how: Difference, *, texts: int, tie: Tie
) -> str:
    """Where a term is defined otherwise, how, and by how many further texts."""
    quoted = _with(words, "says", place=_at_start(other, words), words=_short(other))
    direction = words.table("directions").get(how.kind, "")
    reason = words.table("general").get(other.refid, "")
    why = words.table("ties").get(tie, "").format(reason=reason)
    also = words.form("notes/also", texts - 1).format(n=texts - 1) if texts > 1 else ""
    measured = [_with(words, "contrast", **contrast_told(c, words)) for c in how.contrasts]
    only = "" if measured and how.kind is Agreement.CONDITION else _only(one, other, words)
    return _joined(quoted, why, direction, *measured, only, also)


@_in_all_locales
def note_on_preferred(words: Texts, one: CatalogueConcept) -> str:
    """The term that a catalogue prefers."""
    return _with(words, "preferred", term=one.term, where=one.identifier or one.source)


def contrast_told(one: Contrast, words: Texts) -> dict[str, str]:
    """A condition that differs, `here` and `there`; `words` are the texts `concepts`."""
    none = words.table("notes")["none"]
    here, there = (", ".join(said) or none for said in (one.second, one.first))
    return {"what": words.table("conditions")[one.kind], "here": here, "there": there}


@_in_all_locales
def advice_on_reference(words: Texts, term: str, other: Definition) -> str:
    """The reference to make in place of a definition, which is never in English."""
    place = place_of(other, "nn" if words.locale == "nn" else "nb")
    return _with(words, "refer", term=_lowered(term), place=place)


@_in_all_locales
def note_on_other_name(words: Texts, other: Definition) -> str:
    """What the same concept is called elsewhere."""
    return _with(words, "other_name", place=_at_start(other, words), term=other.term)


@_in_all_locales
def note_on_name_here(words: Texts, other: Definition) -> str:
    """What the same concept is called elsewhere in the draft."""
    return _with(words, "same_here", place=other.address_in(words.locale), term=other.term)


@_in_all_locales
def note_on_catalogue(words: Texts, term: Definition, one: CatalogueConcept) -> str:
    """What a catalogue says, and which words differ."""
    where = one.identifier or one.source
    if one.refid:
        act = long(Address((), one.refid), words.locale, with_document=True)
        where = _with(words, "based_on", where=where, act=act)
    quoted = _with(words, "catalogue", words=_short(one), where=where)
    return _joined(quoted, _only(term, one, words))


@_in_all_locales
def note_on_several(words: Texts, definitions: Sequence[Definition]) -> str:
    """Some of the places where a term is defined, acts first."""
    acts = sorted(definitions, key=lambda one: (one.kind != "act", one.refid, one.start))
    first = {one.refid or one.path: one for one in reversed(acts)}
    chosen = list(first.values())[::-1][:_MOST_PLACES]
    places = "; ".join(place_of(one, words.locale) for one in chosen)
    return _with(words, "several", places=places)


def place_of(one: Definition, locale: str) -> str:
    """The name of a text and the section of it, as in a reference."""
    name = _NAME.split(one.title)[0].strip() or one.refid or one.path
    if len(name) > _LONGEST_NAME:
        name = one.refid or name[:_LONGEST_NAME]
    if " " not in name or _IS_NAMED.search(name):
        name = _lowered(name)
    return f"{name} {one.address_in(locale)}"


def _lowered(name: str) -> str:
    """A name as it stands inside a sentence; an abbreviation keeps its capitals."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _at_start(one: Definition, words: Texts) -> str:
    place = place_of(one, words.locale)
    return place[:1].upper() + place[1:]


def _only(one: Definition, other: Definition | CatalogueConcept, words: Texts) -> str:
    """The words that only the definition in the draft has, and those that only the other has."""
    here = _listed(only_in(other.definition, one.definition))
    there = _listed(only_in(one.definition, other.definition))
    said = (("only_here", here), ("only_there", there))
    return _joined(*(_with(words, name, words=some) for name, some in said if some))


def _listed(phrases: Sequence[str]) -> str:
    all_of = " … ".join(phrases)
    shown = " ".join(all_of.split()[:_MOST_WORDS]).removesuffix(" …")
    return f"«{shown}{' …' if shown != all_of else ''}»" if shown else ""


def _short(one: Definition | CatalogueConcept) -> str:
    return cut_after_word(one.definition, _LONGEST).rstrip(" .")


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _with(texts: Texts, name: str, **values: object) -> str:
    return texts.table("notes")[name].format(**values)
