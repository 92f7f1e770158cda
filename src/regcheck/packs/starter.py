"""The rule that `regcheck rules new` writes: whole as it stands, with comments on what it says."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

_ID: Final = "egne/ringperm"
_FILE: Final = "ringperm.yaml"


def rule_starter(rule_id: str, file: str, locale: str) -> str:
    """A rule of this id, to be kept in `file`, with comments in a locale."""
    text = (files(__package__) / "starters" / f"rule.{locale}.yaml").read_text("utf-8")
    return text.replace(_FILE, file).replace(_ID, rule_id)
