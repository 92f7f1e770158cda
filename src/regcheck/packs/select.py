"""From a library to the rules of one run: collection, selection, overrides, digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import msgspec

from regcheck.base.datafiles.fields import did_you_mean
from regcheck.base.errors import UnknownRuleError, UsageError
from regcheck.base.texts.message import Message, message
from regcheck.packs.library import Library, groups_in, patterns_of, resolve_alias, sheets_in
from regcheck.packs.model import Pack, Rule, RuleSet, Severity, Status
from regcheck.packs.selectors import ids_matching

DIGEST_VERSION = "rule set 4"
Overrides = Mapping[str, Mapping[str, str]]


def select_rules(
    library: Library,
    collection: str = "default",
    *,
    packs: Sequence[str] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    preview: bool = False,
    overrides: Overrides | None = None,
    level: Severity = Severity.INFO,
    kept: Sequence[str] = (),
) -> RuleSet:
    """The rules a run uses, with the groups, term sheets and packs they need.

    `collection` names what is run when nothing is selected; `packs` adds the rules of further
    categories or collections; `select`, when given, stands in the place of both. `ignore` takes
    away. Selectors are ids (also former ones), categories or globs over ids. `overrides` are those
    of the configuration (`rule id → {severity, status}`) and win over the collection's. Rules whose
    findings are all below `level` are left out, save those that `kept` means.

    Preview rules need `preview`; a deprecated rule runs only when its id is written out. Raises
    UsageError for an unknown name, for a selector that chooses nothing, and for one whose every
    rule is held back.
    """
    base = _collection(library, collection)
    changes = _overrides(library, (base.overrides, overrides or {}))
    rules = {rule_id: _changed(rule, changes) for rule_id, rule in library.rules.items()}
    if select:
        chosen = _runnable(rules, _named(library, select), preview)
        _refuse_held_back(library, rules, select, chosen)
    else:
        chosen = _runnable(rules, _of_collection(library, base.name), preview)
        for name in packs:
            if name in library.collections:
                chosen |= _runnable(rules, _of_collection(library, name), preview)
            else:
                chosen |= _runnable(rules, _named(library, [name]), preview)
    chosen -= _named(library, ignore).keys()
    below = {rule_id for rule_id in chosen if gravest(library, rules[rule_id]) < level}
    chosen -= below - _named(library, kept).keys()
    return _rule_set(library, [rules[rule_id] for rule_id in sorted(chosen)], base.name)


def _collection(library: Library, name: str) -> Pack:
    found = library.collections.get(name)
    if found is None:
        raise UsageError(_unknown("packs.no_collection", name, library.collections))
    return found


def _unknown(key: str, name: str, known: Iterable[str]) -> Message:
    fault, hint = message(key, name=name), did_you_mean(name, known)
    return message("packs.with_hint", fault=fault, hint=hint) if hint else fault


def _of_collection(library: Library, name: str) -> dict[str, bool]:
    """The ids in a collection, and whether each is written out there."""
    collection = _collection(library, name)
    found = _named(library, collection.includes)
    for rule_id in _named(library, collection.excludes):
        found.pop(rule_id, None)
    return found


def _named(library: Library, selectors: Iterable[str]) -> dict[str, bool]:
    """The ids that selectors mean, and whether each is written out in full."""
    found: dict[str, bool] = {}
    for selector in selectors:
        ids = _ids(library, selector)
        if not ids:
            categories = {rule_id.partition("/")[0] for rule_id in library.rules}
            known = {*library.rules, *library.aliases, *categories}
            raise UnknownRuleError(selector, _unknown("packs.chooses_nothing", selector, known))
        exact = selector not in ids and len(ids) == 1 and selector in library.aliases
        for rule_id in ids:
            found[rule_id] = found.get(rule_id, False) or exact or rule_id == selector
    return found


def check_selectors(library: Library, selectors: Iterable[str]) -> None:
    """Raise UnknownRuleError for the first selector that means no rule."""
    _named(library, selectors)


def _ids(library: Library, selector: str) -> list[str]:
    return ids_matching(resolve_alias(library, selector), library.rules)


def _runnable(rules: Mapping[str, Rule], named: Mapping[str, bool], preview: bool) -> set[str]:
    wanted = {Status.STABLE: True, Status.PREVIEW: preview}
    return {
        rule_id
        for rule_id, written_out in named.items()
        if wanted.get(rules[rule_id].status, written_out)
    }


def _refuse_held_back(
    library: Library, rules: Mapping[str, Rule], select: Iterable[str], chosen: set[str]
) -> None:
    """Every selector must choose something that runs, or a check would pass by running nothing."""
    for selector in select:
        ids = _ids(library, selector)
        if chosen.isdisjoint(ids):
            previews = any(rules[rule_id].status is Status.PREVIEW for rule_id in ids)
            key = "packs.all_preview" if previews else "packs.all_deprecated"
            raise UsageError(message(key, name=selector))


def _overrides(library: Library, layers: Iterable[Overrides]) -> dict[str, dict[str, str]]:
    """Overrides by present id, the later layer winning key by key."""
    merged: dict[str, dict[str, str]] = {}
    for layer in layers:
        for name, changes in sorted(layer.items()):
            rule_id = resolve_alias(library, name)
            if rule_id not in library.rules:
                raise UsageError(_unknown("packs.override_names_nothing", name, library.rules))
            merged.setdefault(rule_id, {}).update(changes)
    return merged


def _changed(rule: Rule, overrides: Overrides) -> Rule:
    changes = overrides.get(rule.id, {})
    if "status" in changes:
        rule = replace(rule, status=Status(changes["status"]))
    if "severity" not in changes:
        return rule
    adjust = tuple(  # only contexts that make less of a finding change what is laid down
        one if (one.severity or rule.severity) < rule.severity else replace(one, severity=None)
        for one in rule.adjust
    )
    return replace(rule, severity=Severity[changes["severity"].upper()], adjust=adjust)


def gravest(library: Library, rule: Rule) -> Severity:
    """The gravest that a finding of a rule can be, unless a user has laid down more."""
    sheets = sheets_in(patterns_of(rule))
    entries = (entry.severity for name in sheets for entry in library.sheets[name])
    raised = (one.severity for one in rule.adjust)
    return max(one for one in (rule.severity, *entries, *raised) if one is not None)


def _rule_set(library: Library, rules: Sequence[Rule], collection: str) -> RuleSet:
    patterns = [pattern for rule in rules for pattern in patterns_of(rule)]
    groups = _needed_groups(library, {name for p in patterns for name in groups_in(p)})
    patterns += [library.groups[name].pattern for name in groups]
    sheets = sheets_in(patterns)
    categories = sorted({rule.category for rule in rules})
    packs = [library.packs[name] for name in categories if name in library.packs]
    chosen = RuleSet(
        rules=tuple(rules),
        groups={name: library.groups[name] for name in groups},
        sheets={name: library.sheets[name] for name in sheets},
        packs=(*packs, library.collections[collection]),
        names={**{rule_id: rule_id for rule_id in library.rules}, **library.aliases},
        optional=tuple(r.id for r in library.rules.values() if r.status is not Status.STABLE),
    )
    laid_down = filter(None, [chosen.packs[-1].overrides])
    parts = DIGEST_VERSION, chosen.rules, chosen.groups, chosen.sheets, *laid_down
    return replace(chosen, digest=hashlib.sha256(msgspec.json.encode(parts)).hexdigest())


def _needed_groups(library: Library, names: set[str]) -> list[str]:
    """The groups named, with those they use in turn."""
    needed: set[str] = set()
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name in needed:
            continue
        needed.add(name)
        waiting += groups_in(library.groups[name].pattern)
    return sorted(needed)
