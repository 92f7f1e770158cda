"""What values are made of: structs, whose classes take a tenth of the time of data classes to make.

    class Step(Value, frozen=True):
        kind: str
        label: str = ""

A run that checks one draft spent a fifth of its time, or a third when nothing had changed, on
making data classes. `replace`, `fields`, `asdict` and `astuple` of `dataclasses` take a `Value` for
one of theirs. Modules that a check does not need, or that `--help` needs too, keep data classes.
"""

from __future__ import annotations

from dataclasses import Field, fields, make_dataclass
from functools import cache
from typing import Any, ClassVar, TypeVar

import msgspec

member = msgspec.field
"""A field with a `default` or a `default_factory`."""
encoded = msgspec.msgpack.encode
"""A value as MessagePack: a cache of it cannot run code when it is read."""
T = TypeVar("T")


def decoded(data: bytes | memoryview, kind: type[T]) -> T:
    """The value of a kind that was `encoded`. Raises ValueError for other bytes."""
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except (msgspec.MsgspecError, RecursionError) as wrong:
        raise ValueError(f"the cached {kind.__name__} is damaged: {wrong}") from None


@cache
def _fields_of(kind: type[msgspec.Struct]) -> dict[str, Field[Any]]:
    """The fields as `dataclasses` describes them, from a class without methods: it is soon made."""
    bare = make_dataclass("_", kind.__struct_fields__, init=False, repr=False, eq=False)
    return {field.name: field for field in fields(bare)}


class _Fields:
    def __get__(self, _: object, kind: type[msgspec.Struct]) -> dict[str, Field[Any]]:
        return _fields_of(kind)


class Value(msgspec.Struct, frozen=True):
    """Base of values: hashable, and equal when all they hold is. Classes say `frozen` again."""

    __dataclass_fields__: ClassVar[Any] = _Fields()


class Record(msgspec.Struct):
    """Base of what changes as work goes on."""

    __dataclass_fields__: ClassVar[Any] = _Fields()
