"""Everything said to people is said in Bokmål, Nynorsk and English, and in that language."""

from __future__ import annotations

import dataclasses
import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from builtin_rules import library
from regcheck import check, read
from regcheck.base.texts import catalogue
from regcheck.base.texts.catalogue import load_area
from regcheck.base.texts.localised import Localised
from regcheck.corpus.readiness.questions import load_questions
from regcheck.run.rules import LoadedRules

DRAFTS = Path(__file__).resolve().parents[2] / "corpora" / "drafts"
LOCALES = ("nb", "nn", "en")
TEXTS = Path(catalogue.__file__).parent
ROOMS = ("desk", "findings", "law", "reports")
_FOREIGN_TO = {
    "nb": "ikkje kva kvar kven kvifor korleis kor frå ein eit vere vore berre nokon noko nokre dei "
    "desse mykje meir meldingar opplysningar setningar endringar blei vart gjer seier",
    "nn": "ikke hva hvor hvem hvorfor hvordan fra være vært bare noen noe disse mye mer hun jeg "
    "opplysninger setninger endringer meldinger gjøre gjør sier ble kun",
    "en": "ikke ikkje og eller som skal er det den på til av fra frå kan",
}
FOREIGN_TO = {locale: frozenset(words.split()) for locale, words in _FOREIGN_TO.items()}
"""Words that do not belong in a language."""
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|‘[^’]*’|\"[^\"]*\"|`[^`]*`|<[^>]*>")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLACE = re.compile(r"\{(\w+)(?::[^}]*)?\}")


def modules() -> Iterator[Any]:
    for room in ROOMS:
        package = import_module(f"regcheck.{room}")
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"regcheck.{room}."):
            yield import_module(found.name)


def tables() -> dict[str, Mapping[str, Any]]:
    """Everything at the top of a module that has a value for Bokmål and one for Nynorsk."""
    found: dict[str, Mapping[str, Any]] = {}
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, Mapping) and {"nb", "nn"} <= set(value):
                found[f"{module.__name__}.{name}"] = value
            elif isinstance(value, Localised):
                found[f"{module.__name__}.{name}"] = dataclasses.asdict(value)
    for area in areas():
        found[area] = {locale: load_area(area, locale) for locale in LOCALES}
    return found


def areas() -> list[str]:
    """The areas that there are texts for in any locale."""
    return sorted({file.stem for locale in LOCALES for file in (TEXTS / locale).glob("*.toml")})


@cache
def rule_texts() -> dict[str, dict[str, str]]:
    """Every text of the built-in rules, packs, collections and questions."""
    found: dict[str, dict[str, str]] = {}
    for kind in (library().rules, library().packs, library().collections, {"": load_questions()}):
        for name, one in kind.items():
            for place, text in localised(one, name):
                found[place] = text
    return found


def localised(value: Any, place: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every `Localised` inside a value, with the way to it."""
    if isinstance(value, Localised):
        if value != Localised():
            yield place, dataclasses.asdict(value)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from localised(one, f"{place}.{key}")
    elif isinstance(value, tuple | list):
        for number, one in enumerate(value):
            yield from localised(one, f"{place}[{number}]")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from localised(getattr(value, field.name), f"{place}.{field.name}")


def leaves(value: Any, place: str = "") -> dict[str, str]:
    """Every text inside a value, by the way to it."""
    if isinstance(value, str):
        return {place: value}
    if dataclasses.is_dataclass(value):
        value = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        inner = ((f"{place}.{key}", one) for key, one in value.items())
    elif isinstance(value, tuple | list):
        inner = ((f"{place}[{number}]", one) for number, one in enumerate(value))
    else:
        return {}
    return {k: v for way, one in inner for k, v in leaves(one, way).items()}


def strangers(text: str, locale: str) -> set[str]:
    """Words of another language in a text, leaving quotations aside."""
    words = {word.lower() for word in _WORD.findall(_QUOTED.sub(" ", text))}
    return words & FOREIGN_TO[locale]


def test_the_tables_are_found() -> None:
    assert {"report", "html", "ci", "desk", "readiness"} <= set(tables())
    assert len(rule_texts()) > 800


@pytest.mark.parametrize("name", sorted(tables()))
def test_a_table_says_the_same_things_in_all_three(name: str) -> None:
    table = tables()[name]
    assert set(LOCALES) <= set(table), "a language is missing"
    by_locale = {locale: leaves(table[locale]) for locale in LOCALES}
    for locale in ("nn", "en"):
        assert by_locale[locale].keys() == by_locale["nb"].keys()
        for place, text in by_locale[locale].items():
            norwegian = by_locale["nb"][place]
            assert bool(text) == bool(norwegian), f"{locale}{place}"
            assert set(_PLACE.findall(text)) == set(_PLACE.findall(norwegian)), f"{locale}{place}"


@pytest.mark.parametrize("name", sorted(tables()))
def test_a_table_keeps_to_its_languages(name: str) -> None:
    table = tables()[name]
    wrong = {
        f"{locale}{place}": found
        for locale in LOCALES
        for place, text in leaves(table.get(locale, {})).items()
        if (found := strangers(text, locale))
    }
    assert wrong == {}


def test_rules_say_the_same_things_in_all_three() -> None:
    missing = {
        place: [locale for locale in LOCALES if not text[locale]]
        for place, text in rule_texts().items()
    }
    assert {place: gone for place, gone in missing.items() if gone} == {}
    places = {
        place: [set(_PLACE.findall(text[locale])) for locale in LOCALES]
        for place, text in rule_texts().items()
    }
    assert {p: found for p, found in places.items() if found.count(found[0]) != 3} == {}


def test_rules_keep_to_their_languages() -> None:
    wrong = {
        f"{place} ({locale})": found
        for place, text in rule_texts().items()
        for locale in LOCALES
        if (found := strangers(text[locale], locale))
    }
    assert wrong == {}


def test_findings_are_told_in_the_language_asked_for(stable_rules: LoadedRules) -> None:
    wrong = {}
    for path in sorted(DRAFTS.glob("*.*")):
        document = read(path)
        for locale in ("auto", "en"):
            result = check(document, stable_rules, locale=locale, nlp=False)
            spoken = locale if locale != "auto" else result.meta.language
            for finding in result.findings:
                told = " ".join((finding.message, finding.advice, finding.address))
                if found := strangers(told, spoken):
                    wrong[path.name, spoken, finding.rule.id] = found
    assert wrong == {}


def test_a_stranger_is_noticed() -> None:
    assert strangers("Fila er ikke open.", "nn") == {"ikke"}
    assert strangers("Fila er ikkje open: «ikke».", "nn") == set()
