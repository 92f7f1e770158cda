"""Rule sets to and from MessagePack, for a cache that cannot run code when it is read."""

from __future__ import annotations

import msgspec

from regcheck.packs.model import RuleSet


def encode_rule_set(rule_set: RuleSet) -> bytes:
    """A rule set as bytes, for `decode_rule_set`."""
    return msgspec.msgpack.encode(rule_set)


def decode_rule_set(data: bytes | memoryview) -> RuleSet:
    """The rule set that was encoded, equal to the original. Raises ValueError for other bytes."""
    try:
        return msgspec.msgpack.decode(data, type=RuleSet)
    except (msgspec.MsgspecError, RecursionError) as wrong:
        raise ValueError(f"the cached rules are damaged: {wrong}") from None
