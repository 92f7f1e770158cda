"""What helps people write rule files: a rule to start from, and a JSON Schema.

The schema is made from the tables the validator reads by. It serves editors: completion, and marks
under wrong keys while a rule is written. What a schema cannot say – phrases, regular expressions,
names in other files – only loading checks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from regcheck.base.datafiles.fields import NAME, RULE_ID
from regcheck.base.datafiles.keys import Key
from regcheck.base.texts.catalogue import load_area
from regcheck.base.texts.locales import LOCALES
from regcheck.packs import keys

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Final = {"type": "string", "minLength": 1}
_LISTS: Final = {
    "patterns": "pattern",
    "facts": "fact",
    "requirements": "requirement",
    "conditions": "condition",
    "adjustments": "adjustment",
    "sources": "source",
    "example-list": "example",
}
_STARTER_ID: Final = "egne/ringperm"
_STARTER_FILE: Final = "ringperm.yaml"


def rule_starter(rule_id: str, file: str, locale: str) -> str:
    """A rule of this id, whole as it stands, to be kept in `file`, with comments in a locale."""
    text = (files(__package__) / "starters" / f"rule.{locale}.yaml").read_text("utf-8")
    return text.replace(_STARTER_FILE, file).replace(_STARTER_ID, rule_id)


def rule_schema(locale: str = "en") -> dict[str, Any]:
    """The JSON Schema (2020-12) of one rule file, its keys explained in a locale."""
    told = load_area("rule-keys", locale)
    schema = {"$schema": DIALECT, "title": "regcheck rule", **_object(keys.RULE, told["rule"])}
    schema["dependentRequired"] = {"replaced-by": ["status"]}
    schema["$defs"] = {
        "local": {
            "anyOf": [
                _TEXT,
                {**_object([Key(name, "text") for name in LOCALES]), "minProperties": 1},
            ]
        },
        "pattern": {**_object((*keys.PATTERN, *keys.OPTION), told["pattern"]), "minProperties": 1},
        "compound": {**_object(keys.COMPOUND), "minProperties": 1},
        "near": _object(keys.NEAR),
        "decision": _object(keys.DECISION),
        "metric": {**_object(keys.METRIC, told["metric"]), "minProperties": 2},
        "dependency": {
            "type": "array",
            "items": {"anyOf": [_object(keys.ROOT), _object(keys.NODE)]},
            "minItems": 1,
            "maxItems": keys.MOST_NODES,
        },
        "attributes": {**_object(keys.ATTRIBUTE), "minProperties": 1},
        "attribute": {"anyOf": [_TEXT, _object(keys.ATTRIBUTE_SET)]},
        "fact": {**_object(keys.FACT), "minProperties": 1, "maxProperties": 1},
        "requirement": _object((*keys.PATTERN, *keys.OPTION, *keys.PLACE), told["pattern"]),
        "condition": {
            "anyOf": [{"$ref": "#/$defs/fact"}, {"$ref": "#/$defs/requirement"}],
        },
        "adjustment": {
            "anyOf": [
                {"type": "string", "pattern": _pattern(NAME.pattern)},
                {**_object(keys.ADJUST, told["adjustment"]), "minProperties": 2},
            ]
        },
        "source": _object(keys.SOURCE),
        "fix": _object(keys.FIX),
        "examples": _object(keys.EXAMPLES),
        "example": {
            **_object(keys.EXAMPLE, told["example"]),
            "anyOf": [{"required": [language]} for language in LOCALES],
        },
    }
    return schema


def rule_schema_text(locale: str = "en") -> str:
    """The schema as a file; `docs/rule-schema.json` has it in English."""
    return json.dumps(rule_schema(locale), ensure_ascii=False, indent=2) + "\n"


def object_schema(
    keys: Sequence[Key],
    told: Mapping[str, str] = MappingProxyType({}),
    *,
    value: Callable[[Key], dict[str, Any]],
) -> dict[str, Any]:
    """A mapping with these keys, each with its `value` and what is told of it, if anything."""
    made: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key.name: value(key) | ({"description": told[key.name]} if key.name in told else {})
            for key in keys
        },
    }
    required = [key.name for key in keys if key.required]
    return {**made, "required": required} if required else made


def _value(key: Key) -> dict[str, Any]:
    rule_id = {"type": "string", "pattern": _pattern(RULE_ID.pattern)}
    simple: dict[str, dict[str, Any]] = {
        **dict.fromkeys(("id", "rule"), rule_id),
        "ids": {"type": "array", "items": rule_id},
        "name": {"type": "string", "pattern": _pattern(NAME.pattern)},
        "text": _TEXT,
        **dict.fromkeys(("texts", "rules"), _one_or_several(_TEXT)),
        "choice": {"enum": list(key.choices)},
        "words": _one_or_several({"enum": list(key.choices)}, least=0),
        "truth": {"type": "boolean"},
        "whole": {"type": "integer", "minimum": 0},
        "number": {"type": "number"},
        "replacements": {"type": "object", "additionalProperties": _TEXT},
    }
    if key.kind in simple:
        return simple[key.kind]
    if key.kind in _LISTS:
        return {"type": "array", "items": {"$ref": f"#/$defs/{_LISTS[key.kind]}"}}
    return {"$ref": f"#/$defs/{key.kind}"}


_object = partial(object_schema, value=_value)


def _one_or_several(one: dict[str, Any], least: int = 1) -> dict[str, Any]:
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": least}]}


def _pattern(expression: str) -> str:
    """An expression as a schema writes it: anchored at both ends."""
    return "^" + expression.removesuffix(r"\Z") + "$"
