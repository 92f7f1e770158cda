"""A pack without the built-in rules, which take seconds to read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from regcheck.packs.load import load_packs
from regcheck.packs.model import Pack, RuleSet
from regcheck.packs.select import select_rules


def rules_alone(folder: Path) -> RuleSet:
    """The rules in a folder, those on trial too, with their examples."""
    library = load_packs([folder])
    every = Pack("default", "1", includes=("*",))
    return select_rules(replace(library, collections={"default": every}), preview=True)
