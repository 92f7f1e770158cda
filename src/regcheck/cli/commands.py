"""From signatures of commands to typer's parameters, and from what was typed to their arguments.
Typer sees options without defaults, to tell what was typed; all its words are replaced by ours."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from importlib import import_module
from itertools import chain
from typing import Any, get_type_hints

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from regcheck import __version__
from regcheck.base.errors import UsageError
from regcheck.base.texts.message import Message, message
from regcheck.cli.help import describe, summary, write_help
from regcheck.cli.options import (
    DEBUG,
    LAST,
    default_shown,
    described,
    option,
    typed_value,
)
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import say
from regcheck.results.settings import REQUIRED, Option

Run = Callable[..., int | None]
_FAULT: type[Exception] = typer.BadParameter.__bases__[0]
"""What typer raises for a command line that it does not understand; it has no public name."""


def make_app(commands: Mapping[str, str]) -> Group:
    """The application with these commands, each a `module:function`; `a b` is a part of the group
    `a`, which may have no function of its own."""
    version = TyperOption(
        param_decls=["version", "--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
    )
    groups = {"": Group(name="", params=[version], help="")}
    for name, place in commands.items():
        above, _, own = name.rpartition(" ")
        command: Any = command_at(place) if place else None
        parts: dict[str, Any] = {
            "name": own,
            "help": name,
            "params": _params(command) if command else [],
            "callback": _run(command) if command else None,
        }
        if any(other.startswith(f"{name} ") for other in commands):
            groups[name] = Group(invoke_without_command=bool(place), **parts)
            groups[above].add_command(groups[name])
        else:
            groups[above].add_command(Command(**parts))
    return groups[""]


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
        self.callback = None  # the command that is named runs alone
        return super().resolve_command(ctx, args)


def command_at(place: str) -> Run:
    """The command in a module, as `module:function`."""
    module, _, name = place.partition(":")
    command: Run = getattr(import_module(f"regcheck.cli.{module}"), name)
    return command


def _show_version(_: Any, __: Any, wanted: bool) -> None:
    if wanted:
        say(f"regcheck {__version__}\n")
        raise typer.Exit


def taken_by(command: Callable[..., Any]) -> dict[str, tuple[Option, ...]]:
    """The options that each parameter of a command, or field of a dataclass of them, is made of."""
    hints, plain = get_type_hints(command, include_extras=True), get_type_hints(command)
    taken: dict[str, tuple[Option, ...]] = {}
    for name in inspect.signature(command).parameters:
        given: Any = getattr(hints[name], "__metadata__", (option(),))[0]
        if isinstance(given, Option):
            several = is_dataclass(plain[name]) and taken_by(plain[name]).values()
            given = tuple(chain(*several)) if several else (described(given, name, plain[name]),)
        taken[name] = given
    return taken


def _params(command: Run) -> list[Any]:
    """What a command takes, as typer has it."""
    options = {one.param: one for one in (*chain(*taken_by(command).values()), DEBUG)}
    last = [options.pop(name) for name in LAST if name in options]
    return [_param(one) for one in (*options.values(), *last)]


def _param(option: Option) -> TyperArgument | TyperOption:
    if option.positional:
        return TyperArgument(
            param_decls=[option.param],
            type=str,
            required=option.default is REQUIRED,
            nargs=-1 if option.many else None,
            show_default=False,
            metavar=option.metavar,
        )
    return TyperOption(
        param_decls=[option.param, *option.flags.split()],
        type=None if option.is_switch else str,
        is_flag=True if option.is_switch else None,
        multiple=option.many,
        show_default=default_shown(option),
        metavar=None if option.is_switch else option.metavar or "|".join(option.choices) or None,
    )


def _run(command: Run) -> Run:
    """The command as typer calls it, with what was typed for each option."""

    def run(**typed: Any) -> int | None:
        given = {name: None if value == () else value for name, value in typed.items()}
        return command(**_arguments(command, given))

    return run


def _arguments(command: Callable[..., Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What is given for each parameter, from what was typed for each option."""
    kinds = get_type_hints(command)
    found = {}
    for name, options in taken_by(command).items():
        if kinds[name] is SettingsRequest:
            found[name] = _request(options, typed)
        elif is_dataclass(kinds[name]):
            found[name] = kinds[name](**_arguments(kinds[name], typed))
        else:
            found[name] = typed_value(options[0], typed[options[0].param])
    return found


def _request(options: Iterable[Option], typed: Mapping[str, Any]) -> SettingsRequest:
    """The request for settings that was typed."""
    keyed = [one for one in options if one.name]
    own = {one.param: typed_value(one, typed[one.param]) for one in options if not one.name}
    own["debug"] = typed["debug"]
    return SettingsRequest(
        {
            one.name: typed_value(one, typed[one.param])
            for one in keyed
            if typed[one.param] is not None
        },
        frozenset(one.name for one in keyed),
        **own,
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
