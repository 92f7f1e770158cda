"""The records that cached rule sets are written as; imported only when a cache is used.

A record is an array with one place per field of the model's class, in the model's order. Only
what holds patterns needs one: MessagePack decoding cannot tell two classes of a union apart, so
a `PatternRecord` stands for both kinds of pattern.
"""

from __future__ import annotations

import dataclasses
from typing import Any, get_type_hints

import msgspec

from regcheck.packs.model import Adjustment, Condition, Group, Rule, RuleSet


class PatternRecord(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """A single pattern (`values`), or a combination (`parts`), by its kind or operator."""

    kind: str
    options: tuple[tuple[str, str], ...]
    language: str = ""
    values: tuple[str, ...] = ()
    line: int = 0
    parts: tuple[PatternRecord, ...] = ()


def _record(cls: type[Any], **replaced: Any) -> Any:
    """A record type with the fields of `cls`, some of them with another type."""
    hints = get_type_hints(cls)
    fields = [(f.name, replaced.get(f.name, hints[f.name])) for f in dataclasses.fields(cls)]
    name = f"{cls.__name__}Record"
    return msgspec.defstruct(name, fields, array_like=True, forbid_unknown_fields=True, frozen=True)


ConditionRecord: Any = _record(Condition, pattern=PatternRecord | None)
AdjustmentRecord: Any = _record(Adjustment, conditions=tuple[ConditionRecord, ...])
RuleRecord: Any = _record(
    Rule,
    match=PatternRecord,
    when=tuple[ConditionRecord, ...],
    requires=tuple[ConditionRecord, ...],
    unless=tuple[ConditionRecord, ...],
    adjust=tuple[AdjustmentRecord, ...],
)
GroupRecord: Any = _record(Group, pattern=PatternRecord)
RuleSetRecord: Any = _record(RuleSet, rules=tuple[RuleRecord, ...], groups=dict[str, GroupRecord])

DECODER: msgspec.msgpack.Decoder[tuple[str, Any]] = msgspec.msgpack.Decoder(
    tuple[str, RuleSetRecord]
)
ENCODER = msgspec.msgpack.Encoder()
