"""From commands to typer: what a command's signature says it takes becomes options of typer's, and
what was typed becomes the arguments of the command.

Typer sees every option as text, a list of texts or a switch, without a default, so that what was
typed can be told from what was not. All it says to people is replaced by our own texts.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Annotated, Any, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from regcheck import __version__
from regcheck.base.errors import UsageError
from regcheck.base.texts.message import Message, message
from regcheck.cli.configured import Asked
from regcheck.cli.help import describe, summary, write_help
from regcheck.cli.options import DEBUG, REQUIRED, Option
from regcheck.cli.terminal import say

Run = Callable[..., int | None]
_FAULT: type[Exception] = typer.BadParameter.__bases__[0]
"""What typer raises for a command line that it does not understand; it has no public name."""


def make_app(commands: Mapping[str, str]) -> typer.Typer:
    """The application with these commands, each with the module, and in it the function, that
    carries it out. A command whose name starts with that of another and a space is part of it; a
    group of commands may have no function of its own."""
    root = _group("")
    root.callback()(_version)
    groups = {"": root}
    for name, place in commands.items():
        above, _, own = name.rpartition(" ")
        is_group = any(other.startswith(f"{name} ") for other in commands)
        if is_group:
            groups[name] = _group(name)
            groups[above].add_typer(groups[name], name=own, help=name)
            if place:
                groups[name].callback(invoke_without_command=True)(_typed(command_at(place)))
            else:
                groups[name].callback()(nothing)
        else:
            groups[above].command(own, cls=Command, help=name)(_typed(command_at(place)))
    return root


class _InOurWords:
    """Help from the texts; `help` is the name of a command or group, by which they are found."""

    help: str | None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write what `--help` shows."""
        write_help(self, ctx, formatter)

    def get_short_help_str(self, limit: int = 0) -> str:
        """What the command does or the commands are about, in a sentence."""
        return summary(self.help or "")


class Command(_InOurWords, TyperCommand):
    """A command."""

    allow_extra_args = True
    """Extra arguments are refused here, in words of ours."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command line. Raises UsageError for one that cannot be understood."""
        rest = _parsed(super().parse_args, ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise _see_help(message("cli.extra_arguments", words=" ".join(ctx.args)), ctx)
        return rest

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What may come next, with what it is for."""
        describe(self.help or "", self.get_params(ctx))
        return super().shell_complete(ctx, incomplete)


class Group(_InOurWords, TyperGroup):
    """A group of commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command line. Raises UsageError for one that cannot be understood."""
        if not args and not self.invoke_without_command and not ctx.resilient_parsing:
            raise _see_help(message("cli.no_command"), ctx)
        return _parsed(super().parse_args, ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named. Raises UsageError when there is none."""
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            raise _see_help(_no_such("cli.no_such_command", name, self.list_commands(ctx)), ctx)
        return super().resolve_command(ctx, args)


def _group(name: str) -> typer.Typer:
    """An application that imports neither rich nor what installs completion."""
    return typer.Typer(
        cls=Group,
        help=name,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def command_at(place: str) -> Run:
    """The command in a module, as `module:function`."""
    module, _, name = place.partition(":")
    command: Run = getattr(import_module(f"regcheck.cli.{module}"), name)
    return command


def nothing() -> None:
    """What a group does that only holds commands."""


def _show_version(wanted: bool) -> None:
    if wanted:
        say(f"regcheck {__version__}\n")
        raise typer.Exit


def _version(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass


def _typed(command: Run) -> Callable[..., Any]:
    """The command as a function whose signature typer understands."""
    taken = taken_by(command)
    options = {one.name: one for several in taken.values() for one in several} | {"debug": DEBUG}
    asked = {name for name, kind in get_type_hints(command).items() if kind is Asked}

    def run(context: typer.Context, **typed: Any) -> int | None:
        if context.invoked_subcommand:
            return None
        return command(
            **{
                name: _asked(several, typed)
                if name in asked
                else several[0].value(typed[several[0].name])
                for name, several in taken.items()
            }
        )

    parameters = [
        inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
        *map(_parameter, options.values()),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run


def taken_by(command: Run) -> dict[str, list[Option]]:
    """The options that each parameter of a command is made of."""
    hints = get_type_hints(command, include_extras=True)
    return {
        name: list(_flat(hints[name].__metadata__))
        for name in inspect.signature(command).parameters
    }


def _flat(given: Iterable[Any]) -> Iterable[Option]:
    for one in given:
        if isinstance(one, Option):
            yield one
        else:
            yield from _flat(one)


def _asked(options: Iterable[Option], typed: Mapping[str, Any]) -> Asked:
    """What was asked for with these options."""
    keyed = [one for one in options if one.key]
    own = {one.name: one.value(typed[one.name]) for one in options if not one.key}
    return Asked(
        {one.key: one.value(typed[one.name]) for one in keyed if typed[one.name] is not None},
        {one.key: one.default for one in keyed},
        **own,
    )


def _parameter(option: Option) -> inspect.Parameter:
    """An option as a parameter that typer understands."""
    kind: Any = list[str] if option.many else bool if option.is_switch else str
    if option.flags:
        flags, default = option.flags.split(), option.default_shown
        made = typer.Option(*flags, metavar=option.shown or None, show_default=default)
    else:
        made = typer.Argument(metavar=option.metavar, show_default=False)
    required = option.default is REQUIRED
    return inspect.Parameter(
        option.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if required else None,
        annotation=Annotated[kind if required else kind | None, made],
    )


def _parsed(parse: Callable[..., list[str]], ctx: Any, args: list[str]) -> list[str]:
    try:
        return parse(ctx, args)
    except _FAULT as fault:
        raise _see_help(_said(fault, ctx), ctx) from fault


def _said(fault: Any, ctx: Any) -> Message | str:
    """What is wrong with a command line, by the kind of typer's fault and what it holds."""
    kind = type(fault).__name__
    params = ctx.command.get_params(ctx)
    if kind == "NoSuchOption":
        known = [flag for one in params for flag in (*one.opts, *one.secondary_opts)]
        return _no_such("cli.no_such_option", fault.option_name, known)
    if kind == "BadOptionUsage":
        flag = fault.option_name
        switch = any(flag in (*one.opts, *one.secondary_opts) and one.is_flag for one in params)
        return message("cli.takes_no_value" if switch else "cli.needs_value", flag=flag)
    if kind == "MissingParameter":
        return message("cli.missing_argument", name=fault.param.metavar)
    return str(fault.format_message())


def _no_such(key: str, name: str, known: Iterable[str]) -> Message:
    from difflib import get_close_matches

    near = get_close_matches(name, list(known))
    return (
        message(f"{key}_near", name=name, near=", ".join(near)) if near else message(key, name=name)
    )


def _see_help(what: Message | str, ctx: Any) -> UsageError:
    return UsageError(message("cli.see_help", what=what, command=ctx.command_path))
