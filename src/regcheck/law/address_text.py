"""Addresses as people write them: `§ 3-2 (2) b` or «§ 3-2 annet ledd bokstav b».

`address_path.parse_address` reads back everything that is printed here.
"""

from __future__ import annotations

import re

from regcheck.law.address import Address, Step, StepKind
from regcheck.law.ordinals import MONTHS, ordinal

_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATED = re.compile(
    r"(lov|forskrift)/([1-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:-([1-9]\d{0,5}))?",
    re.ASCII,
)
_LETTERED = re.compile(r"(\d+(?:-\d+)*)([a-zæøåA-ZÆØÅ](?:-\d{1,3})?)", re.ASCII)
_ACTS = {"lov": "Act", "forskrift": "Regulation"}
_WHOLE = {"nb": "hele dokumentet", "nn": "heile dokumentet", "en": "the whole document"}
_ONCE = {
    StepKind.HEADING: {"nb": "overskriften", "nn": "overskrifta", "en": "the heading"},
    StepKind.PREAMBLE: {"nb": "innledningen", "nn": "innleiinga", "en": "the preamble"},
}
_COUNTED = {
    StepKind.PARAGRAPH: {"nb": "ledd", "nn": "ledd", "en": "paragraph"},
    StepKind.SENTENCE: {"nb": "punktum", "nn": "punktum", "en": "sentence"},
}
_NAMED = {
    StepKind.PART: {"nb": "del", "nn": "del", "en": "part"},
    StepKind.CHAPTER: {"nb": "kapittel", "nn": "kapittel", "en": "chapter"},
    StepKind.ANNEX: {"nb": "vedlegg", "nn": "vedlegg", "en": "annex"},
    StepKind.TABLE: {"nb": "tabell", "nn": "tabell", "en": "table"},
    StepKind.ROW: {"nb": "rad", "nn": "rad", "en": "row"},
    StepKind.CELL: {"nb": "kolonne", "nn": "kolonne", "en": "column"},
    StepKind.HEADING: {"nb": "overskrift", "nn": "overskrift", "en": "heading"},
    StepKind.FOOTNOTE: {"nb": "fotnote", "nn": "fotnote", "en": "footnote"},
    StepKind.NOTE: {"nb": "merknad", "nn": "merknad", "en": "note"},
    StepKind.CHANGE: {"nb": "endring", "nn": "endring", "en": "change"},
    StepKind.PREAMBLE: {"nb": "innledning", "nn": "innleiing", "en": "preamble"},
}
_ITEMS = {
    "bokstav": {"nb": "bokstav", "nn": "bokstav", "en": "letter"},
    "nummer": {"nb": "nr.", "nn": "nr.", "en": "No."},
    "punkt": {"nb": "punkt", "nn": "punkt", "en": "point"},
}
_DASH = {"nb": "strekpunkt", "nn": "strekpunkt", "en": "indent"}
_TREATY = {"nb": "artikkel", "nn": "artikkel", "en": "article"}
_AGAIN = {"nb": "(den {})", "nn": "(den {})", "en": "(the {})"}
_BARE_AFTER = frozenset({StepKind.PARAGRAPH, StepKind.SENTENCE, StepKind.ITEM})


def long(
    address: Address, locale: str = "nb", second: str = "annet", *, with_document: bool = False
) -> str:
    """An address in words: nb «§ 3-2 annet ledd bokstav b», nn «§ 3-2 andre ledd bokstav b»,
    en "§ 3-2 second paragraph letter b".

    `second` is the Bokmål word for the second one, «annet» or «andre». `with_document` puts the
    act or regulation first. Of two provisions with the same label the second is
    «§ 3 (den andre)». Raises ValueError for a locale other than nb, nn and en.
    """
    if locale not in _WHOLE:
        raise ValueError(f"unknown locale {locale!r}: use nb, nn or en")
    parts = [_long_step(step, locale, second) for step in address.steps]
    if with_document and address.refid:
        parts.insert(0, _document(address, locale))
    return " ".join(parts) or _WHOLE[locale]


def short(address: Address, *, with_document: bool = False) -> str:
    """An address in compact form, the same in every language: `§ 3-2 (2) b`, `kap. 4`,
    `vedlegg I nr. 3`, `§ 7 (1) 2. pkt.`; the second § 3 is `§ 3 [2]`."""
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


def _document(address: Address, locale: str) -> str:
    """The act or regulation in words, or its id where words would be unclear."""
    dated = _DATED.fullmatch(address.refid)
    if dated is None:
        return address.refid
    kind, year, month, day, number = dated.groups()
    if not number and address.steps and _is_number(address.steps[0]):
        return address.refid
    if locale == "en":
        named = f"{_ACTS[kind]} of {int(day)} {_MONTHS_EN[int(month) - 1]} {year}"
        return f"{named} No. {number}" if number else named
    named = f"{kind} {int(day)}. {MONTHS[int(month) - 1]} {year}"
    return f"{named} nr. {number}" if number else named


def _is_number(step: Step) -> bool:
    return step.kind is StepKind.ITEM and step.item_word == "nummer"


def _long_step(step: Step, locale: str, second: str) -> str:
    if step.kind is StepKind.ITEM and not step.label:
        return f"{ordinal(step.ordinal, locale, second)} {_DASH[locale]}"
    text = _once(step, locale, second)
    if step.ordinal > 1:
        again = ordinal(step.ordinal, locale, "andre")
        return f"{text} {_AGAIN[locale].format(again)}"
    return text


def _once(step: Step, locale: str, second: str) -> str:
    """The words for a step whose label stands only once in its place."""
    kind, label = step.kind, step.label
    if kind is StepKind.ARTICLE:
        if label.startswith("artikkel") and label != "artikkel":
            return f"{_TREATY[locale]} {label.removeprefix('artikkel')}"
        lettered = _LETTERED.fullmatch(label)
        return f"§ {lettered[1]} {lettered[2]}" if lettered else f"§ {label}"
    if kind is StepKind.ITEM:
        return f"{_ITEMS[step.item_word][locale]} {label}"
    if kind in _COUNTED:
        unit = _COUNTED[kind][locale]
        if _counts(label):
            return f"{ordinal(int(label), locale, second)} {unit}"
        return f"{unit} {label}"
    if kind in _ONCE and label == "1":
        return _ONCE[kind][locale]
    return f"{_NAMED[kind][locale]} {label}"


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
    return _once(step, "nb", "annet")


def _counts(label: str) -> bool:
    """Whether a label is a count that an ordinal can stand for."""
    return label.isascii() and label.isdecimal() and label[0] != "0" and len(label) <= 4
