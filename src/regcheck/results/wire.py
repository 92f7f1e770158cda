"""How results travel between processes and are kept: as MessagePack, a rule as its index in the
rule set. Reading it can run no code, and the model itself decides the fields."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections.abc import Mapping
from typing import Any, get_type_hints

import msgspec

from regcheck.base.text.span import Span
from regcheck.base.texts.message import Message
from regcheck.document.model import Answered, Unreadable
from regcheck.findings.model import Finding, ProposedFix, Related, SuppressedBy
from regcheck.findings.suppression import Position, Suppression
from regcheck.law.metadata import DocumentMeta
from regcheck.packs.model import RuleSet
from regcheck.results.result import DocumentResult, NotChecked, NotesCounted, SkippedRule

_RULE = Finding._fields.index("rule")
_FINDINGS = [field.name for field in dataclasses.fields(DocumentResult)].index("findings")


def pack(result: DocumentResult, rule_index: Mapping[str, int]) -> bytes:
    """`result` ready to be sent or kept; `rule_index` gives the places of rules by id."""
    values = [getattr(result, field.name) for field in dataclasses.fields(result)]
    values[_FINDINGS] = [
        (*finding[:_RULE], rule_index[finding.rule.id], *finding[_RULE + 1 :])
        for finding in result.findings
    ]
    return msgspec.msgpack.encode(values)


def unpack(packed: bytes, rule_set: RuleSet) -> DocumentResult:
    """What was packed with the same rule set. Raises ValueError for anything else."""
    rules = rule_set.rules
    try:
        values = list(_decoder().decode(packed))
        values[_FINDINGS] = tuple(
            Finding._make((*item[:_RULE], rules[item[_RULE]], *item[_RULE + 1 :]))
            for item in values[_FINDINGS]
        )
    except (ValueError, IndexError, RecursionError) as wrong:
        raise ValueError(f"a packed result is damaged: {wrong}") from None
    return DocumentResult(*values)


def rule_index(rule_set: RuleSet) -> dict[str, int]:
    """Each rule's place in the rule set, by its id."""
    return {rule.id: index for index, rule in enumerate(rule_set.rules)}


@functools.cache
def layout() -> str:
    """What results are made of, as a short digest: another layout is another language."""
    models = (
        DocumentResult, Finding, DocumentMeta, SkippedRule, Related, ProposedFix, Span,
        SuppressedBy, Suppression, Position, Unreadable, Message, NotChecked, Answered,
        NotesCounted,
    )  # fmt: skip
    said = [f"{model.__name__} {get_type_hints(model)}" for model in models]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


@functools.cache
def _decoder() -> msgspec.msgpack.Decoder[Any]:
    finding = {**get_type_hints(Finding), "rule": int}
    result = {**get_type_hints(DocumentResult), "measures": dict[str, Any]}
    fields = [result[field.name] for field in dataclasses.fields(DocumentResult)]
    fields[_FINDINGS] = list[_row([finding[name] for name in Finding._fields])]  # type: ignore[misc]
    return msgspec.msgpack.Decoder(_row(fields))


def _row(types: list[Any]) -> Any:
    """The type of a tuple of just these."""
    return tuple.__class_getitem__(tuple(types))
