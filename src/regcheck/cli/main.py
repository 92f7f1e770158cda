"""The command line: which commands there are, and how they end."""

from __future__ import annotations

import errno
import gc
import signal
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, NoReturn

import typer

from regcheck import __version__
from regcheck.cli.completion import answer_shell, asks_for_completion
from regcheck.cli.lean import LeanCommand, make_app
from regcheck.cli.terminal import (
    PipeClosedError,
    discard_output,
    flush,
    prepare_streams,
    say,
    warn,
)
from regcheck.errors import ExitCode, RegcheckError, system_reason

INTERRUPTED = 130
TERMINATED = 143
PIPE_CLOSED = 141
FULL = frozenset(getattr(errno, name, 0) for name in ("ENOSPC", "EDQUOT", "EFBIG")) - {0}
"""What the system says when there is no room for more."""
CUT_SHORT = "Query interrupted"
"""What duckdb says when Ctrl-C ends a question; it is no KeyboardInterrupt there."""
GARBAGE_THRESHOLD = 100_000
"""Objects between collections: rules and documents are large and hold no cycles."""
_CLICK_ERROR: type[Exception] = next(
    base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException"
)


COMMANDS = {
    "check": "cli.check:check",
    "rules": "cli.rules:make_rules_app",
    "explain": "cli.explain:explain",
    "test": "cli.test:test",
    "try": "cli.try_rule:try_rule",
    "tree": "cli.tree:tree",
    "address": "cli.address:address",
    "evaluate": "evaluation.command:evaluate",
    "sample": "evaluation.command_sample:sample",
    "suggest": "evaluation.command:suggest",
    "config": "cli.config:make_config_app",
    "init": "cli.init:init",
    "suppressions": "suppressions.command:suppressions",
    "concepts": "concepts.command:make_concepts_app",
    "references": "references.command:references",
    "scan": "scans.commands.scan:scan",
    "query": "scans.commands.query:query",
    "obstacles": "obstacles.command:obstacles",
    "scan-diff": "scans.commands.scan_diff:scan_diff",
    "corpus": "corpus.command:make_corpus_app",
    "cache": "cli.cache:make_cache_app",
    "lsp": "editor.command:lsp",
    "watch": "cli.watch:watch",
    "baseline": "changes.commands.baseline:make_baseline_app",
    "compare": "changes.commands.compare:compare",
    "readiness": "readiness.command:readiness",
    "desk": "desk.command:desk",
    "completion": "cli.completion:completion",
}
"""Each command with the module, and in it the function, that carries it out or makes the group of
its subcommands."""
GROUPS = frozenset(name for name, place in COMMANDS.items() if ":make_" in place)
"""The commands with subcommands."""


def make_regcheck(only: str = "") -> typer.Typer:
    """The application with all its commands, or with the one that is asked for: a command that is
    not run is not imported either."""
    app = make_app("A linter for Norwegian legal text.", no_args_is_help=False)
    app.callback()(_options)
    for name in [only] if only in COMMANDS else COMMANDS:
        module, _, function = COMMANDS[name].partition(":")
        command = getattr(import_module(f"regcheck.{module}"), function)
        if name in GROUPS:
            app.add_typer(command(), name=name)
        else:
            app.command(name, cls=LeanCommand)(command)
    return app


def main(arguments: Sequence[str]) -> int:
    """Run a command line; gives the exit code."""
    prepare_streams()
    try:
        code = _run(list(arguments))
        flush()
    except PipeClosedError:
        discard_output()
        return PIPE_CLOSED
    except OSError as fault:
        discard_output()
        return _failed(f"cannot write to stdout: {system_reason(fault)}", [])
    return code


def run() -> NoReturn:
    """The entry point: run the process's command line and end it.

    A request to terminate unwinds as an interrupt does, so that no half report is left behind;
    the language server, which writes none, is ended as it stands.
    """
    gc.set_threshold(GARBAGE_THRESHOLD)
    if sys.argv[1:2] != ["lsp"]:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    sys.exit(main(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        if asks_for_completion():
            return answer_shell(make_regcheck())
        result: Any = make_regcheck(arguments[0] if arguments else "")(
            args=arguments or ["--help"], prog_name="regcheck", standalone_mode=False
        )
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except PipeClosedError:
        raise
    except RegcheckError as fault:
        return _failed(str(fault), arguments)
    except _CLICK_ERROR as fault:
        message = fault.format_message() if hasattr(fault, "format_message") else str(fault)
        command = getattr(getattr(fault, "ctx", None), "command_path", "") or "regcheck"
        return _failed(f"{message} See {command} --help.", arguments)
    except Exception as fault:
        if isinstance(fault, OSError) and fault.errno in FULL:
            discard_output()
            return _failed(f"cannot write: {system_reason(fault)}; make room", arguments)
        if str(fault).endswith(CUT_SHORT):
            return INTERRUPTED
        words = " ".join(f"{type(fault).__name__}: {fault}".split())
        hint = "please report this; --debug shows where it happened"
        return _failed(f"internal error: {words} ({hint})", arguments)
    if not arguments:
        return ExitCode.NOT_RUN
    return result if isinstance(result, int) else ExitCode.OK


def _failed(message: str, arguments: Sequence[str]) -> int:
    if "--debug" in arguments:
        traceback.print_exc()
    warn(f"error: {message}")
    return ExitCode.NOT_RUN


def _show_version(wanted: bool) -> None:
    if wanted:
        say(f"regcheck {__version__}\n")
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """A linter for Norwegian legal text: what stands in the way of digital handling."""
