"""Ministries by their present names, whatever they were called when a regulation was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regcheck.base.datafiles.data_files import load_data
from regcheck.law.metadata import ministries_in
from regcheck.packs.source_files import builtin_folder

FILE = "ministries.yaml"


@dataclass(frozen=True, slots=True)
class Ministries:
    """Names, including former ones, in lower case, each with the present name."""

    names: Mapping[str, str]

    def normalise(self, written: str) -> tuple[str, ...]:
        """The ministries that a cell names, each once and by its present name if it is known."""
        names = (self.names.get(name.lower(), name) for name in ministries_in(written))
        return tuple(dict.fromkeys(names))


def load_ministries() -> Ministries:
    """The table that comes with the rules."""
    names: dict[str, str] = {}
    for one in load_data(builtin_folder() / FILE)["ministries"]:
        for name in (one["name"], *one.get("former", ())):
            names[name.lower()] = one["name"]
    return Ministries(names)
