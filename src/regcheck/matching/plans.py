"""What a compiled rule set consists of: plain data, which can be kept and loaded again without
parsing phrases or opening the dictionaries.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from regcheck.matching.phrase import Literal
from regcheck.packs.model import Within


@dataclass(frozen=True, slots=True)
class WordPlan:
    """What a `Finder` is made from: see `matching.words.Finder`. `expressions` are
    patterns, each with whether it is for lower-case text, and its anchors. `hints`: words, some of
    them open, one of which is there wherever a phrase or expression is found; none when that is
    not known."""

    exact: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    phrases: tuple[Literal, ...] = ()
    expressions: tuple[tuple[str, bool, tuple[str, ...]], ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionPlan:
    """A condition of a rule: words (an index into the plans) or a fact."""

    words: int = -1
    within: str = Within.NORM.value
    position: str = ""
    distance: int = 0
    fact: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TriggerPlan:
    """One pattern of one rule that starts a match.

    `kind` is `literal`, `regex`, `tokens`, `metric` or `structure`. `pattern` holds the
    expression, the JSON of a token pattern, or the name of a check or term sheet. `crosses`: may
    run from a lead-in into an item. `excepts` is an index into the word plans or -1.
    `needs` are indices of sets of words of each of which a match holds one. `spaces`: the most
    spaces a match can hold, or -1.
    """

    rule: int
    kind: str
    language: str = ""
    pattern: str = ""
    on_lowered: bool = False
    cased: bool = False
    crosses: bool = False
    excepts: int = -1
    requires: tuple[ConditionPlan, ...] = ()
    unless: tuple[ConditionPlan, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    needs: tuple[int, ...] = ()
    spaces: int = -1

    @property
    def is_free(self) -> bool:
        """Whether a match needs nothing around it."""
        return not self.requires and not self.unless


@dataclass(frozen=True, slots=True)
class LiteralUse:
    """A literal that is a whole match of a trigger: how its edges must be, and what to report."""

    trigger: int
    open_left: bool
    open_right: bool
    marked_start: int
    marked_end: int
    rest: int = 0
    entry: int = -1
    cased: str = ""


@dataclass(frozen=True, slots=True)
class RulePlan:
    """The conditions of a rule, compiled, in the rule set's order."""

    requires: tuple[ConditionPlan, ...] = ()
    unless: tuple[ConditionPlan, ...] = ()
    when: tuple[ConditionPlan, ...] = ()
    adjust: tuple[tuple[ConditionPlan, ...], ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether a match needs nothing around it."""
        return not self.requires and not self.unless and not self.when


class Starts(NamedTuple):
    """What a literal of the prefilter starts: whole matches, and triggers to try, each with
    whether the literal must be a word of its own for it. `closed`: all of it asks for that."""

    uses: tuple[LiteralUse, ...] = ()
    anchors: tuple[tuple[int, bool], ...] = ()
    closed: bool = True


@dataclass(slots=True)
class CompiledRules:
    """All plans of a rule set. `keys` are the lower-case strings the prefilter looks for, sorted,
    and `starts` what each of them starts; `unanchored` triggers are tried on every leaf; `sets`
    are the words that triggers need.

    Of a kept rule set, `starts` are unpacked when they are first asked for: a document meets few
    of them.
    """

    rules: list[RulePlan] = field(default_factory=list)
    triggers: list[TriggerPlan] = field(default_factory=list)
    words: list[WordPlan] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    starts: list[Starts | bytes] = field(default_factory=list)
    unanchored: list[int] = field(default_factory=list)
    sets: list[tuple[str, ...]] = field(default_factory=list)

    def start(self, key: int) -> Starts:
        """What the literal with this index starts."""
        found = self.starts[key]
        if isinstance(found, bytes):
            found = self.starts[key] = _unpack(found)
        return found


@dataclass(slots=True)
class _Kept:
    rules: list[RulePlan]
    triggers: list[TriggerPlan]
    words: list[WordPlan]
    keys: list[str]
    starts: list[bytes]
    unanchored: list[int]
    sets: list[tuple[str, ...]]


def encode_compiled(compiled: CompiledRules) -> bytes:
    """A compiled rule set as MessagePack."""
    import msgspec

    pack = msgspec.msgpack.encode
    return pack(
        _Kept(
            compiled.rules,
            compiled.triggers,
            compiled.words,
            compiled.keys,
            [one if isinstance(one, bytes) else pack(one) for one in compiled.starts],
            compiled.unanchored,
            compiled.sets,
        )
    )


def decode_compiled(data: bytes) -> CompiledRules:
    """The compiled rule set that `encode_compiled` wrote. Raises ValueError for anything else."""
    import msgspec

    try:
        kept = msgspec.msgpack.decode(data, type=_Kept)
    except (msgspec.MsgspecError, UnicodeDecodeError) as wrong:
        raise ValueError("not a compiled rule set") from wrong
    if len(kept.keys) != len(kept.starts):
        raise ValueError("not a compiled rule set")
    starts: list[Starts | bytes] = [*kept.starts]
    return CompiledRules(
        kept.rules, kept.triggers, kept.words, kept.keys, starts, kept.unanchored, kept.sets
    )


def _unpack(data: bytes) -> Starts:
    import msgspec

    return msgspec.msgpack.decode(data, type=Starts)
