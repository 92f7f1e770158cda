"""Rule sets to and from MessagePack, for a cache that cannot run code when it is read.

The model itself decides the fields, and the layout it gives is written first, so that a cache of
another version is refused.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from typing import Any

from regcheck.packs.model import (
    Adjustment,
    Combination,
    Condition,
    Example,
    Fix,
    Group,
    Pack,
    Pattern,
    Rule,
    RuleSet,
    SourceReference,
    TermEntry,
    Terminal,
)
from regcheck.texts.localised import Localised

OPERATORS = frozenset({"any", "all", "not", "near"})
_MODEL = (
    Localised,
    Terminal,
    Combination,
    Condition,
    Adjustment,
    SourceReference,
    Example,
    Fix,
    Rule,
    Group,
    TermEntry,
    Pack,
    RuleSet,
)


def encode_rule_set(rule_set: RuleSet) -> bytes:
    """A rule set as bytes, for `decode_rule_set`."""
    from regcheck.packs import cache_records as records

    rules = tuple(records.RuleRecord(**_flat_rule(rule)) for rule in rule_set.rules)
    groups = {
        name: records.GroupRecord(**{**_values(group), "pattern": _flat_pattern(group.pattern)})
        for name, group in rule_set.groups.items()
    }
    whole = records.RuleSetRecord(**{**_values(rule_set), "rules": rules, "groups": groups})
    return records.ENCODER.encode((layout(), whole))


def decode_rule_set(data: bytes | memoryview) -> RuleSet:
    """The rule set that was encoded, equal to the original.

    Raises ValueError for bytes that are damaged or were written with another layout.
    """
    import msgspec

    from regcheck.packs import cache_records as records

    try:
        written, whole = records.DECODER.decode(data)
        if written != layout():
            raise ValueError("the cached rules were written by another version")
        fields = {name: getattr(whole, name) for name in whole.__struct_fields__}
        fields["rules"] = tuple(_rule(record) for record in whole.rules)
        fields["groups"] = {name: _group(record) for name, record in whole.groups.items()}
        return RuleSet(**fields)
    except (msgspec.MsgspecError, RecursionError) as wrong:
        raise ValueError(f"the cached rules are damaged: {wrong}") from None


@functools.cache
def layout() -> str:
    """The model's classes and fields as a short digest."""
    said = [f"{cls.__name__}.{f.name}:{f.type}" for cls in _MODEL for f in dataclasses.fields(cls)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def _values(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _flat_pattern(pattern: Pattern) -> Any:
    from regcheck.packs.cache_records import PatternRecord

    if isinstance(pattern, Terminal):
        kind, options = pattern.kind, pattern.options
        return PatternRecord(kind, options, pattern.language, pattern.values, pattern.line)
    parts = tuple(_flat_pattern(part) for part in pattern.parts)
    return PatternRecord(pattern.operator, pattern.options, parts=parts)


def _flat_conditions(conditions: tuple[Condition, ...]) -> tuple[Any, ...]:
    from regcheck.packs.cache_records import ConditionRecord

    return tuple(
        ConditionRecord(
            **{
                **_values(condition),
                "pattern": None if condition.pattern is None else _flat_pattern(condition.pattern),
            }
        )
        for condition in conditions
    )


def _flat_rule(rule: Rule) -> dict[str, Any]:
    from regcheck.packs.cache_records import AdjustmentRecord

    flat = _values(rule)
    flat["match"] = _flat_pattern(rule.match)
    for name in ("when", "requires", "unless"):
        flat[name] = _flat_conditions(flat[name])
    flat["adjust"] = tuple(
        AdjustmentRecord(
            **{**_values(adjustment), "conditions": _flat_conditions(adjustment.conditions)}
        )
        for adjustment in rule.adjust
    )
    return flat


def _pattern(record: Any) -> Pattern:
    if record.kind in OPERATORS:
        parts = tuple(_pattern(part) for part in record.parts)
        return Combination(record.kind, parts, record.options)
    return Terminal(record.kind, record.language, record.values, record.options, record.line)


def _group(record: Any) -> Group:
    fields = {name: getattr(record, name) for name in record.__struct_fields__}
    return Group(**{**fields, "pattern": _pattern(record.pattern)})


def _condition(record: Any) -> Condition:
    fields = {name: getattr(record, name) for name in record.__struct_fields__}
    if record.pattern is not None:
        fields["pattern"] = _pattern(record.pattern)
    return Condition(**fields)


def _adjustment(record: Any) -> Adjustment:
    fields = {name: getattr(record, name) for name in record.__struct_fields__}
    fields["conditions"] = tuple(_condition(condition) for condition in record.conditions)
    return Adjustment(**fields)


def _rule(record: Any) -> Rule:
    fields = {name: getattr(record, name) for name in record.__struct_fields__}
    fields["match"] = _pattern(record.match)
    for name in ("when", "requires", "unless"):
        if fields[name]:
            fields[name] = tuple(_condition(condition) for condition in fields[name])
    fields["adjust"] = tuple(_adjustment(adjustment) for adjustment in record.adjust)
    return Rule(**fields)
