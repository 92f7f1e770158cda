"""The register of law in force: acts and central regulations, their names and sections, and what
replaced repealed ones. Facts from Lovdata's open archives (NLOD 2.0), renewed by
`data-recipes/build_law_register.py`; what it lacks may be local, foreign or unpublished."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from regcheck.base.text.patterns import pattern
from regcheck.law.names import NamedDocument, Names, plain_name

_DATA = Path(__file__).parent / "data" / "register.z"
_AMENDS = pattern(r"endrings|(?:lov|forskrift) om endring(?:er|ar)? i ")
_LARGEST = 4_000_000
"""Bytes of the register, unpacked, at most."""


@dataclass(frozen=True, slots=True)
class RegisteredLaw:
    """An act or central regulation; `in_force` is days or words, `sections` holds labels («5»,
    «3-2», «art4»)."""

    refid: str
    name: str
    in_force: str
    sections: frozenset[str]

    @property
    def shown(self) -> str:
        """The name with the id: «Båtloven (lov/1992-05-22-7)»."""
        return f"{self.name.split(' – ')[0]} ({self.refid})"

    def has_section(self, label: str) -> bool:
        """Whether it has the section, by the first two parts of its number, which is all that the
        register has («5-2» of «5-2-1»), of «13a-5» and «17 A-6» the first («13a», «17»); True
        where its sections have no numbers."""
        first, _, rest = label.lower().replace(" ", "").partition("-")
        names = {"-".join(filter(None, (first, rest.partition("-")[0])))}
        if first[-1:].isalpha():
            names |= {first, first[:-1]} if rest else set()
        return not self.sections or not names.isdisjoint(self.sections)


class LawRegister:
    """The register of one day, `as_of` (`YYYY-MM-DD`). Rows are read when they are looked up."""

    def __init__(self, text: str) -> None:
        head, laws, names, repealed = text.split("\n\n")
        self.as_of = head
        self._rows = _by_first(laws)
        self._names = names
        self._repealed = _by_first(repealed)

    def law(self, refid: str) -> RegisteredLaw | None:
        """The law with this id, if it is in force."""
        row = self._rows.get(refid)
        if row is None:
            return None
        name, in_force, sections = row.split("\t")
        return RegisteredLaw(refid, name, in_force, frozenset(_labels(sections.lower())))

    def rows(self) -> Iterator[RegisteredLaw]:
        """All laws in the register, without their sections."""
        for refid, row in self._rows.items():
            name, in_force, _ = row.split("\t")
            yield RegisteredLaw(refid, name, in_force, frozenset())

    def shown(self, law: RegisteredLaw) -> str:
        """A law by name and id, with the day that this was so."""
        return f"{law.shown}, per {self.as_of}"

    def replaced_by(self, refid: str) -> str:
        """The id of the law that repealed this one, or empty where none is known to have."""
        return self._repealed.get(refid, "")

    def called(self, name: str) -> tuple[str, ...]:
        """The ids of the laws that are called so, in force or adopted."""
        return tuple(self._called.get(plain_name(name), "").split())

    @cached_property
    def _called(self) -> Mapping[str, str]:
        return _by_first(self._names)


@cache
def law_register() -> LawRegister:
    """The register that comes with the package."""
    unpacked = zlib.decompressobj().decompress(_DATA.read_bytes(), _LARGEST)
    return LawRegister(unpacked.decode("utf-8"))


@cache
def registered_names() -> Names:
    """The names of all laws in the register but those that amend others, and bear their names."""
    return Names(
        NamedDocument(one.refid, one.name, one.name, one.in_force)
        for one in law_register().rows()
        if not _AMENDS.match(one.name.lower())
    )


def ranges(labels: Iterable[str]) -> str:
    """Labels in order, runs of whole numbers as `first:last`; the opposite of what is read."""
    runs: list[list[str]] = []
    for label in labels:
        if runs and _follows(runs[-1][-1], label):
            runs[-1].append(label)
        else:
            runs.append([label])
    return " ".join(run[0] if len(run) == 1 else f"{run[0]}:{run[-1]}" for run in runs)


def _follows(label: str, other: str) -> bool:
    stem, number = _parted(label)
    stem_too, next_number = _parted(other)
    return stem == stem_too and bool(number) and next_number == str(int(number) + 1)


def _parted(label: str) -> tuple[str, str]:
    stem = label.rstrip("0123456789")
    return stem, label[len(stem) :]


def _labels(sections: str) -> Iterator[str]:
    for run in sections.split():
        first, _, last = run.partition(":")
        if not last:
            yield first
            continue
        stem, number = _parted(first)
        for value in range(int(number), int(_parted(last)[1]) + 1):
            yield f"{stem}{value}"


def _by_first(rows: str) -> dict[str, str]:
    return dict(row.split("\t", 1) for row in rows.splitlines())
