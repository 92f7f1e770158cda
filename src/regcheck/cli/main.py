"""The command line: which commands there are, and how they end."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import signal
import sys
from collections.abc import Sequence
from itertools import chain
from types import MappingProxyType
from typing import NoReturn

import typer

from regcheck.base.errors import ExitCode, InternalError, RegcheckError, UsageError, system_reason
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import message
from regcheck.cli.commands import Group, make_app
from regcheck.cli.completion import VARIABLE, answer_shell
from regcheck.cli.help import PARTS
from regcheck.cli.setup import find_the_config
from regcheck.cli.terminal import (
    discard_output,
    flush,
    prepare_streams,
    speak,
    user_locale,
    warn_error,
)

INTERRUPTED = 130
TERMINATED = 143
PIPE_CLOSED = 141
FULL = frozenset(getattr(errno, name, 0) for name in ("ENOSPC", "EDQUOT", "EFBIG")) - {0}
"""What the system says when there is no room for more."""
CUT_SHORT = "Query interrupted"
"""What duckdb says when Ctrl-C ends a question; it is no KeyboardInterrupt there."""
GARBAGE_THRESHOLD = 100_000
"""Objects between collections: rules and documents are large and hold no cycles."""

_IN_GROUPS = MappingProxyType(
    {
        "rules": ("new", "schema"),
        "config": ("show", "schema"),
        "concepts": ("extract", "build", "compare", "harmonise", "export", "import"),
        "corpus": ("list", "fetch", "verify"),
        "cache": ("show", "clear"),
        "packs": ("list", "sync"),
        "baseline": ("create", "update", "prune", "show"),
    }
)
"""Groups of commands; of these `rules` is a command too."""
_ELSEWHERE = MappingProxyType(
    {
        "explain": "rules:explain",
        "test": "test_rules:test",
        "try": "try_rule:try_rule",
        "tree": "look:tree",
        "address": "look:address",
        "sample": "rate:sample",
        "suggest": "evaluate:suggest",
        "precedents": "compare:precedents",
        "config show": "settings:show",
        "config schema": "settings:schema",
        "init": "settings:init",
        "trust": "settings:trust",
        "concepts import": "concepts:import_concepts",
        "query": "scan:query",
        "scan-diff": "scan:scan_diff",
        "corpus list": "corpus:list_corpora",
        "corpus fetch": "corpus:fetch_corpus",
        "packs list": "packs:list_packs",
        "cache show": "settings:show_cache",
        "cache clear": "settings:clear_cache",
    }
)
"""The commands that are not carried out by the function of their name in the module of theirs or
of their group."""


def _place(name: str) -> str:
    """The module and function that carry out a command; empty for a mere group."""
    module, _, part = name.partition(" ")
    alone = name in _IN_GROUPS and name != "rules"
    return _ELSEWHERE.get(name, "" if alone else f"{module}:{part or module}")


COMMANDS = MappingProxyType(
    {
        name: _place(name)
        for one in chain.from_iterable(PARTS.values())
        for name in (one, *(f"{one} {part}" for part in _IN_GROUPS.get(one, ())))
    }
)
"""Each command with what carries it out, as `module:function`."""


def app_for(arguments: Sequence[str]) -> Group:
    """The application with the command that is asked for; without one, with the names of all."""
    name = arguments[0] if arguments else ""
    if name in COMMANDS:
        own = {one: COMMANDS[one] for one in COMMANDS if f"{one} ".startswith(f"{name} ")}
        return make_app(own)
    return make_app({one: "" for one in COMMANDS if " " not in one})


def main(arguments: Sequence[str]) -> int:
    """Run a command line; gives the exit code."""
    prepare_streams()
    speak(lambda: locale_of(arguments))
    try:
        if VARIABLE in os.environ:
            typed = os.environ.get("_TYPER_COMPLETE_ARGS") or os.environ.get("COMP_WORDS", "")
            return answer_shell(app_for(typed.split()[1:]))
        app = app_for(arguments)
        # Typer's own way to run it would end the process for a reader that goes away.
        with app.make_context("regcheck", list(arguments) or ["--help"]) as context:
            result = app.invoke(context)
        code = result if isinstance(result, int) else ExitCode.OK
    except typer.Exit:
        code = ExitCode.OK if arguments else ExitCode.NOT_RUN
    except (Exception, KeyboardInterrupt) as fault:
        code = ended_by(fault, debug="--debug" in arguments)
    try:
        flush()
    except OSError as fault:
        return ended_by(fault, while_flushing=True)
    return code


def run() -> NoReturn:
    """The entry point. A request to terminate unwinds as an interrupt does, but for the language
    server, which writes no reports."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    if sys.argv[1:2] != ["lsp"]:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    code = main(sys.argv[1:])
    gc.freeze()  # the process ends: nothing needs to be looked through for garbage
    sys.exit(code)


def ended_by(fault: BaseException, *, debug: bool = False, while_flushing: bool = False) -> int:
    """Say what ended a command; gives the exit code."""
    if isinstance(fault, KeyboardInterrupt | typer.Abort) or str(fault).endswith(CUT_SHORT):
        return INTERRUPTED
    if isinstance(fault, BrokenPipeError):
        discard_output()
        return PIPE_CLOSED
    if debug:
        import traceback

        traceback.print_exception(fault)
    if isinstance(fault, RegcheckError):
        error = fault
    elif isinstance(fault, OSError) and (while_flushing or fault.errno in (errno.EBADF, *FULL)):
        discard_output()
        lost = while_flushing or fault.errno == errno.EBADF
        key = "cli.stdout_not_written" if lost else "cli.no_room"
        error = UsageError(message(key, reason=system_reason(fault)))
    else:
        words = " ".join(f"{type(fault).__name__}: {fault}".split())
        error = InternalError(message("cli.internal", words=words))
    warn_error(error)
    return ExitCode.NOT_RUN


def locale_of(arguments: Sequence[str]) -> str:
    """The language that an unread command line, the config or the environment names."""
    typed = _after("--locale", arguments)
    if typed in LOCALES:
        return typed
    said = None
    if "--no-config" not in arguments:
        with contextlib.suppress(RegcheckError, MemoryError):  # errors are told whatever fails
            said = find_the_config((), _after("--config", arguments)).settings.get("locale")
    return said.value if said and said.value in LOCALES else user_locale(os.environ)


def _after(flag: str, arguments: Sequence[str]) -> str:
    """What follows a flag, apart or after an equals sign; empty where it is not there."""
    for number, one in enumerate(arguments):
        name, equals, value = one.partition("=")
        if name == flag:
            return value if equals else next(iter(arguments[number + 1 :][:1]), "")
    return ""
