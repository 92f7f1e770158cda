"""One choice of each double form, in everything that regcheck says in Norwegian; and no Bokmål in
Nynorsk, nor in either what the rules themselves find.

Words in quotation marks are words of law, and left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builtin_rules import library
from regcheck.packs.model import Rule

TEXTS = Path(__file__).resolve().parents[1] / "src" / "regcheck" / "base" / "texts"
NYNORSK = {
    r"blei": "vart",
    r"vert": "blir",
    r"skjøn(?!n)\w*": "skjønn",
    r"formål\w*": "føremål",
    r"klår\w*": "klar",
    r"naudsyn\w*": "nødvendig",
    r"samstundes": "samtidig",
    r"lat|late": "la",
    r"sakshandsaming\w*": "saksbehandling",
    r"enkelte?": "einskild",
    r"provast|prov(?:et)?": "bevis",
    r"forespørsel\w*": "førespurnad",
    r"mynde\w*": "myndigheit",
    r"liggje føre|ligg føre": "er der",
    r"utan vederlag": "gratis",
    r"millom": "mellom",
    r"hva|hvem|hvis|hvor|ikke|noen|noe|jeg|fra|enn?å|være|uten|hver|kun|også hvis": "Bokmål",
}
BOKMAL = {
    r"fram|fram(?!e)\w+": "frem",
    r"grunngi\w*": "begrunn",
    r"rettskriving\w*": "rettskrivning",
    r"ikkje|noko|berre|korleis|eit|ein|frå|meir|elles|òg|gjer": "nynorsk",
    r"utgangskode\w*": "sluttkode",
    r"undertrykt\w*|fritak fra funn": "unntatt",
    r"dekning": "gjenfinning",
    r"innsending i git": "innsjekking",
    r"foreligg\w*": "er der",
    r"uten vederlag": "gratis",
    r"herunder|vedkommende|samt|såfremt|påse|vedrørende|i henhold til": "et vanlig ord",
}
FORMS = {"nn": NYNORSK, "nb": BOKMAL}
"""Forms that are not used, as expressions, and what is chosen instead."""
_QUOTED = re.compile(r"«[^»]*»|`[^`]*`|\{[^}]*\}|\"[^\"]*\"")


def said(values: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(values, str):
        yield place, values
    elif isinstance(values, dict):
        for name, value in values.items():
            yield from said(value, f"{place}.{name}")
    elif isinstance(values, list):
        for value in values:
            yield from said(value, place)


def of_rule(rule: Rule, locale: str) -> Iterator[tuple[str, str]]:
    told = [rule.title, rule.message, rule.advice, rule.rationale]
    told += [text for one in rule.adjust for text in (one.note, one.advice)]
    for text in told:
        yield rule.id, text.get(locale)


def everything(locale: str) -> Iterator[tuple[str, str]]:
    for file in sorted((TEXTS / locale).glob("*.toml")):
        yield from said(tomllib.loads(file.read_text(encoding="utf-8")), file.stem)
    for rule in library().rules.values():
        yield from of_rule(rule, locale)


@pytest.mark.parametrize("locale", FORMS)
def test_one_form_is_chosen_of_each(locale: str) -> None:
    unwanted = re.compile(rf"(?<![\w-])(?:{'|'.join(FORMS[locale])})(?![\w-])", re.IGNORECASE)
    odd = [
        f"{place}: {hit[0]}"
        for place, text in everything(locale)
        for hit in unwanted.finditer(_QUOTED.sub(" ", text))
    ]
    assert odd == []
