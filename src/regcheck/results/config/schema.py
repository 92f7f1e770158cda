"""A `regcheck.yaml`: its JSON Schema, and one to start from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, Final

from regcheck.base.datafiles.keys import Key
from regcheck.base.texts.catalogue import Texts
from regcheck.packs.schema import DIALECT, object_schema
from regcheck.results.settings import CONFIG_KEYS, LEVELS, MAX_NUMBER, OVERRIDE_KEYS

_TEXT: Final = {"type": "string", "minLength": 1}
_SWITCH: Final = {"enum": [True, False, "on", "off"]}


def config_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a config. Names of rules and reports are for a run to check."""
    return {
        "$schema": DIALECT,
        "title": "regcheck config",
        **_object(CONFIG_KEYS, "keys"),
        "$defs": {"override": {**_object(OVERRIDE_KEYS, "override_keys"), "minProperties": 2}},
    }


def config_schema_text() -> str:
    """The schema as the file `docs/config-schema.json` has it."""
    return json.dumps(config_schema(), ensure_ascii=False, indent=2) + "\n"


def starter(locale: str) -> str:
    """The config that `regcheck init` writes, with comments in a locale."""
    return (files(__package__) / "starters" / f"regcheck.{locale}.yaml").read_text("utf-8")


def _object(keys: Sequence[Key], table: str) -> dict[str, Any]:
    """A mapping with these keys, described by the texts `config`, else `options`."""
    texts = {**Texts("options", "en").table("shared"), **Texts("config", "en").table(table)}
    told = {one.name: texts[one.name.replace("-", "_")] for one in keys}
    return object_schema(keys, told, value=_value)


def _value(key: Key) -> dict[str, Any]:
    several = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
    kinds: dict[str, dict[str, Any]] = {
        **dict.fromkeys(("text", "report", "target", "file"), _TEXT),
        "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]},
        **dict.fromkeys(("paths", "globs", "selectors"), several),
        "truth": {"type": "boolean"},
        "switch": _SWITCH,
        "cache": {"anyOf": [_SWITCH, _TEXT]},
        "whole": {"type": "integer", "minimum": 1, "maximum": MAX_NUMBER},
        "count": {"type": "integer", "minimum": 0, "maximum": MAX_NUMBER},
        "choice": {"enum": list(key.choices)},
        "levels": {"type": "object", "additionalProperties": {"enum": list(LEVELS)}},
        "reports": {"type": "object", "additionalProperties": _TEXT},
        "overrides": {"type": "array", "items": {"$ref": "#/$defs/override"}},
    }
    return kinds[key.kind]
