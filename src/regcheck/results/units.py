"""What a document holds besides findings, for tables of a whole body of law."""

from __future__ import annotations

from typing import Final, NamedTuple


class ProvisionUnit(NamedTuple):
    """The own text of an addressed unit, the `section` or annex around it, and the beginning of the
    SHA-256 of the text."""

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
    """A defined term with place and meaning, and the texts that define it too, by name and place,
    with what each says."""

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
