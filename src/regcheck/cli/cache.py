"""`regcheck cache`: what is kept between runs, and getting rid of it."""

from __future__ import annotations

from pathlib import Path

import typer

from regcheck.cli.lean import LeanCommand, make_app
from regcheck.cli.terminal import caches, say
from regcheck.errors import UsageError, system_reason


def make_cache_app() -> typer.Typer:
    """The command with its subcommands."""
    app = make_app("What is kept between runs: compiled rules and findings.", no_args_is_help=False)
    app.command("show", cls=LeanCommand)(show)
    app.command("clear", cls=LeanCommand)(clear)
    return app


def show() -> None:
    """Show where the caches lie and how large they are."""
    from regcheck.run.cache_store import MAX_BYTES, measure
    from regcheck.run.findings_cache import findings_folder
    from regcheck.run.rule_cache import rules_folder

    folder = _folder()
    number, size = measure(findings_folder(folder))
    compiled = sorted(rules_folder(folder).glob("*"))
    choices = sum(path.suffix == ".bin" for path in compiled)
    say(f"{folder}\n")
    say(f"findings of {number} documents, {_megabytes(size)} of about {_megabytes(MAX_BYTES)}\n")
    rules = sum(path.stat().st_size for path in compiled)
    say(f"compiled rules of {choices} choices, {_megabytes(rules)}\n")


def clear() -> None:
    """Delete the caches. Nothing is lost but time."""
    from regcheck.run.cache_store import remove
    from regcheck.run.findings_cache import findings_folder
    from regcheck.run.rule_cache import rules_folder

    folder = _folder()
    try:
        size = remove(findings_folder(folder))
        for path in sorted(rules_folder(folder).glob("*")):
            size += path.stat().st_size
            path.unlink()
    except OSError as fault:
        raise UsageError(
            f"{fault.filename or folder}: cannot be deleted: {system_reason(fault)}"
        ) from None
    say(f"cleared {_megabytes(size)} in {folder}\n")


def _folder() -> Path:
    folder = caches()
    if folder is None:
        raise UsageError("there is no folder for caches: set XDG_CACHE_HOME")
    return folder


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
