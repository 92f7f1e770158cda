"""Looking rules up for the commands that show or try a single one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.cli.terminal import warn
from regcheck.errors import UsageError

if TYPE_CHECKING:
    from regcheck.packs.library import Library
    from regcheck.packs.model import Rule

_ENDINGS = (".yaml", ".yml")


def is_rule_file(name: str) -> bool:
    """Whether the name of a rule is that of a file."""
    return name.lower().endswith(_ENDINGS)


def find_rule(name: str, packs: Sequence[str]) -> tuple[Library, Rule]:
    """The rule with this id or former id, or the one that a YAML file holds, and the library it
    is from. Raises UsageError, with the nearest id, when there is none."""
    from regcheck.datafiles.fields import did_you_mean
    from regcheck.packs.library import resolve_alias
    from regcheck.run.rules import RuleChoice, load_library, rules_of_packs

    if is_rule_file(name):
        builtin = not _is_builtin(name)
        places = tuple(packs) if not builtin else (*packs, name)
        library = load_library(RuleChoice(packs=places))
        rules = rules_of_packs(library, [name]) or _same_file(library, name)
        if len(rules) != 1:
            raise UsageError(f"{name}: holds no rule")
        return library, library.rules[rules[0]]
    library = load_library(RuleChoice(packs=tuple(packs)))
    rule = library.rules.get(resolve_alias(library, name))
    if rule is None:
        hint = did_you_mean(name, {*library.rules, *library.aliases})
        if any(one.startswith(f"{name}/") for one in library.rules):
            hint = f"that is a category; regcheck rules --category {name} lists its rules"
        raise UsageError(f"there is no rule «{name}»{f' ({hint})' if hint else ''}")
    return library, rule


def _is_builtin(name: str) -> bool:
    from regcheck.packs.source_files import builtin_folder

    return Path(name).resolve().is_relative_to(builtin_folder().resolve())


def _same_file(library: Library, name: str) -> list[str]:
    place = Path(name).resolve()
    return [r for r in library.rules if library.files[f"rule:{r}"].resolve() == place]


def warn_of_doubts(library: Library, rules: Iterable[Rule]) -> None:
    """Say on stderr what can be loaded but is hardly meant, in the files of these rules and in what
    rules share."""
    from regcheck.reports.layout import printable

    chosen = {rule.id for rule in rules}
    others = {str(library.files[f"rule:{rule}"]) for rule in library.rules.keys() - chosen}
    for doubt in library.doubts:
        if doubt.path not in others:
            warn(printable(f"note: {doubt}"))
