"""What a document holds besides findings, for tables of a whole body of law."""

from __future__ import annotations

from typing import Final, NamedTuple


class ProvisionUnit(NamedTuple):
    """The own text of an addressed unit, without that of units in it. `section` is the address of
    the section or annex around it, `text_hash` the first 16 hexadecimal digits of SHA-256 over the
    text; `start` and `end` enclose it in the source."""

    address_path: str
    section: str
    kind: str
    role: str
    language: str
    words: int
    text_hash: str
    start: int
    end: int
    target: str


class DefinitionUnit(NamedTuple):
    """A term where it is defined, as `concepts.definitions.Definition` has it."""

    address_path: str
    term: str
    lemma: str
    concept: str
    scope: str
    pattern: str
    definition: str
    role: str
    language: str
    start: int
    end: int


class ReferenceUnit(NamedTuple):
    """One place that a document refers to, as `references.model.Reference` has it."""

    address_path: str
    quote: str
    kind: str
    target: str
    target_path: str
    status: str
    start: int
    end: int


class TermUnit(NamedTuple):
    """A term that a document defines, for reports that show its text: what it is called, where it
    is defined and what it means; and the texts that define it too, each by name and place, with
    what it says there."""

    term: str
    address: str
    definition: str
    elsewhere: tuple[tuple[str, str], ...] = ()


class Units(NamedTuple):
    """All of them, in text order."""

    provisions: tuple[ProvisionUnit, ...] = ()
    definitions: tuple[DefinitionUnit, ...] = ()
    references: tuple[ReferenceUnit, ...] = ()


NO_UNITS: Final = Units()
