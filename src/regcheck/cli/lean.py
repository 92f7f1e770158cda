"""Commands without the cost of option types that regcheck does not use.

Every option is text, a list of texts or a flag, and is checked by the command itself. From 0.29 on
typer builds a pydantic adapter for each of them, which takes longer than checking a document.
Where that adapter exists it is replaced; older versions have none, and nothing is done.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from regcheck.cli.help import usage, write_commands, write_examples, write_options

_SLOT = "_runtime_param"
_WHOLE = 1_000
"""Letters that no first sentence of a help text exceeds."""


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


class LeanCommand(TyperCommand):
    """A command whose options are taken as given."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options, that for help among them."""
        return _lightened(super().get_params(ctx))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The arguments as they are typed."""
        return usage(self.get_params(ctx))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments, options and examples."""
        write_options(self.get_params(ctx), ctx, formatter)
        write_examples(ctx.command_path, formatter)


class LeanGroup(TyperGroup):
    """A group whose own options are taken as given."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options, that for help among them."""
        return _lightened(super().get_params(ctx))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """That a command comes next, or may come where the group does something itself."""
        return ["[OPTIONS]", "[COMMAND ...]"] if self.invoke_without_command else ["COMMAND ..."]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Options, and then the commands."""
        write_options(self.get_params(ctx), ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands, each with its first sentence, and examples."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        told = {name: one.get_short_help_str(_WHOLE) for name, one in commands if one is not None}
        write_commands(ctx.command_path, told, formatter)
        write_examples(ctx.command_path, formatter)
