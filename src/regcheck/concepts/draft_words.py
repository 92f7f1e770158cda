"""What findings about a draft's concepts say of the texts that it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regcheck.concepts.catalogue import Catalogued
from regcheck.concepts.definitions import Definition
from regcheck.concepts.meanings import Agreement, Verdict
from regcheck.law.address import Address
from regcheck.law.address_path import parse_path
from regcheck.law.address_text import long
from regcheck.texts.localised import Localised

_LONGEST, _MOST_WORDS, _PLACES = 200, 10, 3
_NAME = re.compile(r"\s+[–—]\s+")
_HOW = {
    Agreement.NARROWER: ("Her er det snevrere.", "Her er det snevrare.", "Here it is narrower."),
    Agreement.WIDER: ("Her er det videre.", "Her er det vidare.", "Here it is wider."),
}


def note_on_difference(other: Definition, verdict: Verdict, texts: int) -> Localised:
    """Where the term is defined otherwise, and which words differ."""
    words = _shortened(other.definition)
    nb, nn, en = _HOW.get(verdict.agreement, ("", "", ""))
    more = texts - 1
    also = (
        f" Den er også definert i {more} {'annen tekst' if more == 1 else 'andre tekster'}.",
        f" Ho er også definert i {more} {'annan tekst' if more == 1 else 'andre tekstar'}.",
        f" It is also defined in {more} other text{'' if more == 1 else 's'}.",
    )
    tail = also if more else ("", "", "")
    here, there = _listed(verdict.only_second), _listed(verdict.only_first)
    return Localised(
        nb=_joined(
            f"{_at_start(other, 'nb')} sier: «{words}».", nb, _only(here, there, "nb") + tail[0]
        ),
        nn=_joined(
            f"{_at_start(other, 'nn')} seier: «{words}».", nn, _only(here, there, "nn") + tail[1]
        ),
        en=_joined(
            f"{_at_start(other, 'en')} says: “{words}”.", en, _only(here, there, "en") + tail[2]
        ),
    )


def advice_on_reference(term: str, other: Definition) -> Localised:
    """The reference to make in place of a definition."""
    return Localised(
        nb=f"Er det samme ment, vis dit: «Med {term} menes det samme som i "
        f"{place_of(other, 'nb')}.» Er noe annet ment, velg et annet ord.",
        nn=f"Er det same meint, vis dit: «Med {term} meiner ein det same som i "
        f"{place_of(other, 'nn')}.» Er noko anna meint, vel eit anna ord.",
        en=f"If the same is meant, refer to it: «Med {term} menes det samme som i "
        f"{place_of(other, 'nb')}.» If something else is meant, choose another word.",
    )


def note_on_other_name(other: Definition, *, here: bool = False) -> Localised:
    """What the same concept is called elsewhere, or elsewhere in the draft."""
    if here:
        return Localised(
            nb=f"{_address(other, 'nb')} sier det samme om «{other.term}».",
            nn=f"{_address(other, 'nn')} seier det same om «{other.term}».",
            en=f"{_address(other, 'en')} says the same of “{other.term}”.",
        )
    return Localised(
        nb=f"{_at_start(other, 'nb')} kaller det «{other.term}».",
        nn=f"{_at_start(other, 'nn')} kallar det «{other.term}».",
        en=f"{_at_start(other, 'en')} calls it “{other.term}”.",
    )


def note_on_catalogue(one: Catalogued, verdict: Verdict) -> Localised:
    """What a catalogue says, and which words differ."""
    words = _shortened(one.definition)
    where = one.identifier or one.source
    on = Address((), one.refid)

    def told(locale: str, rests: str) -> str:
        source = f"; {rests} {long(on, locale, with_document=True)}" if one.refid else ""
        return f"({where}{source})"

    here, there = _listed(verdict.only_second), _listed(verdict.only_first)
    return Localised(
        nb=_joined(
            f"Katalogen sier: «{words}» {told('nb', 'etter')}.", "", _only(here, there, "nb")
        ),
        nn=_joined(
            f"Katalogen seier: «{words}» {told('nn', 'etter')}.", "", _only(here, there, "nn")
        ),
        en=_joined(
            f"The catalogue says: “{words}” {told('en', 'after the')}.",
            "",
            _only(here, there, "en"),
        ),
    )


def note_on_several(definitions: Sequence[Definition]) -> Localised:
    """Some of the places where a term is defined, acts first."""
    acts = sorted(definitions, key=lambda one: (one.kind != "act", one.refid, one.start))
    chosen = list({one.refid or one.path: one for one in reversed(acts)}.values())[::-1][:_PLACES]

    def places(locale: str) -> str:
        return "; ".join(place_of(one, locale) for one in chosen)

    return Localised(
        nb=f"Ulike definisjoner står blant annet i {places('nb')}.",
        nn=f"Ulike definisjonar står mellom anna i {places('nn')}.",
        en=f"Different definitions stand in, among others, {places('en')}.",
    )


def place_of(one: Definition, locale: str) -> str:
    """The name of a text and the section of it, as a reference has them."""
    name = _NAME.split(one.title)[0].strip() or one.refid or one.path
    if len(name) > 80:
        name = one.refid or name[:80]
    if " " not in name or name.startswith(("Lov ", "Forskrift ")):
        name = name[:1].lower() + name[1:]
    return f"{name} {_address(one, locale)}"


def _at_start(one: Definition, locale: str) -> str:
    """The same at the start of a sentence."""
    place = place_of(one, locale)
    return place[:1].upper() + place[1:]


def _address(one: Definition, locale: str) -> str:
    try:
        address = parse_path(one.address_path)
    except ValueError:
        return one.address
    return long(type(address)(address.steps), locale)


def _only(here: str, there: str, locale: str) -> str:
    words = {
        "nb": ("Bare her", "Bare der"),
        "nn": ("Berre her", "Berre der"),
        "en": ("Only here", "Only there"),
    }[locale]
    said = [f"{word}: {one}." for word, one in zip(words, (here, there), strict=True) if one]
    return " ".join(said)


def _listed(words: Sequence[str]) -> str:
    shown = " ".join(words[:_MOST_WORDS])
    return f"«{shown}{' …' if len(words) > _MOST_WORDS else ''}»" if words else ""


def _joined(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())


def _shortened(words: str) -> str:
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return words.rstrip(" .")
