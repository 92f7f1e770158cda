"""`Library`: everything loaded, before a run chooses from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from regcheck.base.errors import Problem
from regcheck.base.values import Value, member
from regcheck.packs.model import Group, Pack, Pattern, Rule, TermEntry, Terminal


class Library(Value, frozen=True):
    """All rules and what they share, by id or name: `sheets` by `category/name`, `files` by
    `rule:id` and so on. `doubts` are places that can be loaded but are hardly meant as they
    stand."""

    rules: Mapping[str, Rule] = member(default_factory=dict)
    groups: Mapping[str, Group] = member(default_factory=dict)
    sheets: Mapping[str, tuple[TermEntry, ...]] = member(default_factory=dict)
    packs: Mapping[str, Pack] = member(default_factory=dict)
    collections: Mapping[str, Pack] = member(default_factory=dict)
    aliases: Mapping[str, str] = member(default_factory=dict)
    files: Mapping[str, Path] = member(default_factory=dict)
    doubts: tuple[Problem, ...] = ()


def resolve_alias(library: Library, rule_id: str) -> str:
    """The present id of a rule that may be named by a former one; unknown ids come back as they
    are."""
    return rule_id if rule_id in library.rules else library.aliases.get(rule_id, rule_id)


def terminals_of(pattern: Pattern) -> Iterator[Terminal]:
    """The single patterns that a pattern is made of, in order."""
    if isinstance(pattern, Terminal):
        yield pattern
        return
    for part in pattern.parts:
        yield from terminals_of(part)


def patterns_of(rule: Rule) -> Iterator[Pattern]:
    """Every pattern of a rule: its match and the words of its conditions."""
    yield rule.match
    adjusting = (condition for adjustment in rule.adjust for condition in adjustment.conditions)
    for condition in (*rule.requires, *rule.unless, *adjusting):
        if condition.pattern is not None:
            yield condition.pattern


def groups_in(pattern: Pattern) -> Iterator[str]:
    """Names of the groups a pattern uses itself, also inside phrases."""
    import json

    from regcheck.packs.phrase_syntax import PhraseError, groups_named, parse_phrase

    for terminal in terminals_of(pattern):
        if terminal.kind == "group":
            yield from terminal.values
        phrases = list(terminal.values) if terminal.kind == "phrase" else []
        excepted = terminal.option("except")
        for phrase in (*phrases, *(json.loads(excepted) if excepted else ())):
            if "{" in phrase:
                with suppress(PhraseError):
                    yield from groups_named(parse_phrase(phrase))


def sheets_in(patterns: Iterable[Pattern]) -> list[str]:
    """The names of the term sheets that patterns use, sorted."""
    terminals = (one for pattern in patterns for one in terminals_of(pattern))
    return sorted({name for one in terminals if one.kind == "terms" for name in one.values})


def needs_pipeline(rule: Rule) -> bool:
    """Whether a rule has a pattern that only the trained language pipeline can look for."""
    return any(one.kind == "dependency" for one in terminals_of(rule.match))
