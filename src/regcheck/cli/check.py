"""`regcheck check`: read documents, run rules, report."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from regcheck.cli import options as shared
from regcheck.cli.terminal import caches, processors

THRESHOLDS = ("error", "warning", "info", "never")


def check(
    *,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Files, folders, archives, or - for stdin."),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="text|json|jsonl", help="The main report.")
    ] = "text",
    select: shared.Select = None,
    ignore: shared.Ignore = None,
    pack: shared.Packs = None,
    collection: shared.Collection = "default",
    preview: shared.Preview = False,
    lang: shared.Language = "auto",
    locale: shared.Locale = "auto",
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="error|warning|info|never",
            help="The least severity that makes the exit code 1.",
        ),
    ] = "error",
    show_info: Annotated[
        bool, typer.Option("--show-info", help="Show notes in the text report.")
    ] = False,
    output: Annotated[
        str, typer.Option("--output", metavar="FILE", help="Where the main report goes.")
    ] = "",
    report: Annotated[
        list[str] | None,
        typer.Option("--report", metavar="NAME=FILE", help="A further report; repeatable."),
    ] = None,
    nlp: shared.Nlp = "on",
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Do not take findings from a cache.")
    ] = False,
    jobs: Annotated[
        str, typer.Option("--jobs", metavar="N", help="Processes; by default as suits the work.")
    ] = "",
    time_limit: Annotated[
        str, typer.Option("--time-limit", metavar="SECONDS", help="For each document.")
    ] = "30",
    stdin_format: shared.StdinFormat = "",
    stdin_filename: shared.StdinFilename = "",
    allow_incomplete: Annotated[
        bool,
        typer.Option("--allow-incomplete", help="Do not fail for documents that were not read."),
    ] = False,
    debug: shared.Debug = False,
) -> int:
    """Check documents.

    Exit codes: 0 nothing found at or above --fail-on, 1 something found, 2 nothing was run,
    3 incomplete (something could not be read or run).
    """
    from regcheck.cli.delivery import carry_out, destinations, warn_of_missing
    from regcheck.cli.documents import find_documents
    from regcheck.run.check import RunOptions, choose_jobs
    from regcheck.run.document import Guard
    from regcheck.run.result import Settings
    from regcheck.run.rules import RuleChoice, load_rules
    from regcheck.run.totals import exit_code

    choice = RuleChoice(
        collection, shared.names(select), shared.names(ignore), tuple(pack or ()), preview
    )
    settings = Settings(
        locale=shared.one_of("--locale", locale, shared.LOCALES),
        language=shared.one_of("--lang", lang, shared.LOCALES),
        nlp=shared.on_or_off("--nlp", nlp),
        fail_on=shared.one_of("--fail-on", fail_on, THRESHOLDS),
        collection=collection,
        select=choice.select,
        ignore=choice.ignore,
        packs=choice.packs,
        show_info=show_info,
        preview=preview,
    )
    wanted = destinations(format, output, report or ())
    asked = shared.whole_number("--jobs", jobs) if jobs else 0
    guard = Guard(time.monotonic, shared.whole_number("--time-limit", time_limit))
    inputs = find_documents(paths or (), stdin_format, stdin_filename)
    rules = load_rules(choice, caches())
    plan = RunOptions(choose_jobs(asked, inputs, processors()), inputs.limits, guard, debug)
    result = carry_out(inputs, rules, settings, plan, wanted)
    if wanted[0].name != "text" or wanted[0].file:
        warn_of_missing(result)
    return exit_code(result, allow_incomplete=allow_incomplete)
