"""What rule files show beyond their examples: what is missing in them, and exceptions that nothing
shows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from regcheck.base.errors import Problem
from regcheck.base.texts.message import message
from regcheck.packs.library import Library
from regcheck.packs.model import Rule
from regcheck.quality.ruletest.demands import demands_on, long_lines
from regcheck.quality.ruletest.silent import Exemption


def review(
    library: Library, rules: Iterable[Rule], *, shared: bool, store: Path | None, full: bool = True
) -> list[Problem]:
    """What is missing in rules, in file order; with `shared` also in files beside them. `store`
    holds precision records; rules and lines are held to the project's own measure if `full`."""
    found: list[Problem] = []
    files: set[Path] = set()
    for rule in rules:
        file = library.files[f"rule:{rule.id}"]
        files.add(file)
        found += demands_on(rule, file, store, full=full)
    if shared:
        beside = {folder for file in files for folder in file.parents[:2]}
        files |= {one for one in library.files.values() if not beside.isdisjoint(one.parents[:2])}
    found += [one for file in files for one in long_lines(file) if full]
    return _in_order(found)


def tell_without_effect(
    library: Library, exemptions: Iterable[Exemption], *, law: bool
) -> list[Problem]:
    """Exemptions without effect as problems of their files; `law` if documents were read."""
    key = "ruletest.silent" if law else "ruletest.not_shown"
    told: dict[tuple[str, int, int], list[str]] = {}
    for one in exemptions:
        place = (str(library.files[f"rule:{one.rule}"]), one.line, 0)
        told.setdefault(place, []).append(f"«{one.text}»")
    return _in_order(
        Problem(*place, message(key, exceptions=", ".join(dict.fromkeys(texts))))
        for place, texts in told.items()
    )


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda one: (one.path, one.line, one.column))
