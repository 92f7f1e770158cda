"""Commands without the cost of option types that regcheck does not use.

Every option is text, a list of texts or a flag, and is checked by the command itself. From 0.29 on
typer builds a pydantic adapter for each of them, which takes longer than checking a document.
Where that adapter exists it is replaced; older versions have none, and nothing is done.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_SLOT = "_runtime_param"


class _AsGiven:
    """Stands in for the adapter: text stays text, nothing becomes an empty list or None."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is not None:
            return value
        return () if param.multiple or param.nargs == -1 else None


def _lightened(params: list[Any]) -> list[Any]:
    for param in params:
        if hasattr(param, _SLOT):
            setattr(param, _SLOT, _AsGiven())
    return params


class LeanCommand(TyperCommand):
    """A command whose options are taken as given."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options, that for help among them."""
        return _lightened(super().get_params(ctx))


class LeanGroup(TyperGroup):
    """A group whose own options are taken as given."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options, that for help among them."""
        return _lightened(super().get_params(ctx))


def make_app(help: str, **options: Any) -> typer.Typer:
    """A typer application that imports neither rich nor completion."""
    return typer.Typer(
        cls=LeanGroup,
        help=help,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        **options,
    )
