"""The config that `regcheck init` writes: what most projects want to say, as comments."""

from __future__ import annotations

from importlib.resources import files


def starter(locale: str) -> str:
    """The config with comments in a locale."""
    return (files(__package__) / "starters" / f"regcheck.{locale}.yaml").read_text("utf-8")
