"""Addresses as people write them; `address_path.parse_address` reads them back."""

from __future__ import annotations

import re

from regcheck.base.text.patterns import pattern
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.address_path import read_path
from regcheck.law.numbering import ordinal
from regcheck.law.vocabulary import ENGLISH_MONTHS, MONTHS

_DATED = pattern(
    r"(lov|forskrift)/([1-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:-([1-9]\d{0,5}))?",
    re.ASCII,
)
_LETTERED = pattern(r"(\d+(?:-\d+)*)([a-zæøåA-ZÆØÅ](?:-\d{1,3})?)", re.ASCII)
_COUNTED = frozenset({StepKind.PARAGRAPH, StepKind.SENTENCE})
_ONCE = frozenset({StepKind.HEADING, StepKind.PREAMBLE})
_BARE_AFTER = frozenset({StepKind.PARAGRAPH, StepKind.SENTENCE, StepKind.ITEM})


def long(address: Address, locale: str = "nb", *, with_document: bool = False) -> str:
    """An address in words: nb «§ 3-2 annet ledd bokstav b», nn «§ 3-2 andre ledd bokstav b», en
    "§ 3-2 second paragraph letter b"; an equal label is «§ 3 (den andre)». Raises ValueError for
    another locale."""
    if locale not in LOCALES:
        raise ValueError(f"unknown locale {locale!r}: use nb, nn or en")
    words = Texts("address", locale)
    parts = [long_step(step, words) for step in address.steps]
    if with_document and address.refid:
        parts.insert(0, _document(address, words))
    return " ".join(parts) or words.whole


def path_in_words(path: str, locale: str, otherwise: str) -> str:
    """The address of a path in words; `otherwise` where it cannot be read."""
    address = read_path(path)
    return otherwise if address is None else long(address, locale)


def short(address: Address, *, with_document: bool = False) -> str:
    """An address in compact form: `§ 3-2 (2) b`, `kap. 4`; the second § 3 is `§ 3 [2]`."""
    parts = []
    before: Step | None = None
    for step in address.steps:
        text = _short_step(step, before)
        dash = step.kind is StepKind.ITEM and not step.label
        parts.append(f"{text} [{step.ordinal}]" if step.ordinal > 1 and not dash else text)
        before = step
    if with_document and address.refid:
        parts.insert(0, address.refid)
    return " ".join(parts) or "dokumentet"


def _document(address: Address, words: Texts) -> str:
    """The act or regulation in words, or its id where words would be unclear."""
    dated = _DATED.fullmatch(address.refid)
    if dated is None:
        return address.refid
    kind, year, month, day, number = dated.groups()
    first = address.steps[:1]
    if not number and any(s.kind is StepKind.ITEM and s.item_word == "nummer" for s in first):
        return address.refid
    months = ENGLISH_MONTHS if words.locale == "en" else MONTHS
    return (words.numbered if number else words.dated).format(
        kind=words.table("kinds")[kind],
        day=int(day),
        month=months[int(month) - 1],
        year=year,
        number=number,
    )


def long_step(step: Step, words: Texts) -> str:
    """One step of an address in its long form; `words` are the texts of `address`."""
    if step.kind is StepKind.ITEM and not step.label:
        return f"{ordinal(step.ordinal, words.locale)} {words.dash}"
    text = _once(step, words)
    if step.ordinal > 1:
        return f"{text} {words.again.format(which=ordinal(step.ordinal, words.locale, 'andre'))}"
    return text


def _once(step: Step, words: Texts) -> str:
    """The words for a step whose label stands only once in its place."""
    kind, label = step.kind, step.label
    if kind is StepKind.ARTICLE:
        if label.startswith("artikkel") and label != "artikkel":
            return f"{words.treaty} {label.removeprefix('artikkel')}"
        lettered = _LETTERED.fullmatch(label)
        return f"§ {lettered[1]} {lettered[2]}" if lettered else f"§ {label}"
    if kind is StepKind.ITEM:
        return f"{words.table('items')[step.item_word]} {label}"
    if kind in _ONCE and label == "1":
        return words.table("once")[kind]
    named = words.table("steps")[kind]
    if kind in _COUNTED and _counts(label):
        return f"{ordinal(int(label), words.locale)} {named}"
    return f"{named} {label}"


def _short_step(step: Step, before: Step | None) -> str:
    kind, label = step.kind, step.label
    if kind is StepKind.CHAPTER:
        return f"kap. {label}"
    if kind is StepKind.PARAGRAPH and _counts(label):
        return f"({label})"
    if kind is StepKind.SENTENCE and _counts(label):
        return f"{label}. pkt."
    if kind is StepKind.ITEM and not label:
        return f"strekpunkt {step.ordinal}"
    if kind is StepKind.ITEM and len(label) == 1 and step.item_word == "bokstav":
        return label if before is not None and before.kind in _BARE_AFTER else f"bokstav {label}"
    return _once(step, Texts("address", "nb"))


def _counts(label: str) -> bool:
    """Whether a label is a count that an ordinal can stand for."""
    return label.isascii() and label.isdecimal() and label[0] != "0" and len(label) <= 4
