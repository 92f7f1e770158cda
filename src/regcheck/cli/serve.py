"""`regcheck serve`: findings underlined in programs that speak LanguageTool's protocol."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from regcheck.base.texts.locales import AUTO
from regcheck.base.texts.message import message
from regcheck.cli.desk import serving
from regcheck.cli.job import make_suppressing
from regcheck.cli.options import option, settings
from regcheck.cli.setup import RunSetup, SettingsRequest
from regcheck.cli.terminal import flush, say_line
from regcheck.desk.serve.proofreader import Proofreader
from regcheck.desk.serve.server import ProofServer
from regcheck.run.check import CheckJob
from regcheck.run.guard import Guard
from regcheck.run.options import RunOptions
from regcheck.run.rules import LoadedRules

PORT = 8097
SECONDS = 10.0
"""How long one text may take."""


def serve(
    port: Annotated[int, option("N", default=PORT, kind="port")],
    draft: Annotated[str, option("FILE", "--context")],
    idle: Annotated[int, option("MINUTES", default=0, kind="count")],
    request: Annotated[
        SettingsRequest, settings("rule-choice locale notes nlp rank config-choice")
    ],
) -> int:
    """Answer LanguageTool's protocol on this machine, until Ctrl-C or so many idle minutes."""
    setup = request.resolve([draft or "."])
    rules = setup.load_rules()
    proofreader = Proofreader(
        lambda language: _job(setup, rules, language), Path(draft) if draft else None
    )
    server = ProofServer(port, proofreader, rules.rule_set, time.monotonic)
    with serving(server, proofreader.warm):
        with suppress(OSError):  # it may be started without a terminal
            say_line(message("serve.at", address=f"{server.address}/v2"))
            flush()
        server.wait(idle * 60)
    return 0


def _job(setup: RunSetup, rules: LoadedRules, language: str) -> CheckJob:
    settings = setup.settings
    if settings.language == AUTO:
        settings = replace(settings, language=language)
    suppressing = make_suppressing(setup, rules, settings)
    guard = Guard(time.thread_time, SECONDS)
    return CheckJob(rules, settings, RunOptions(guard=guard, keep_text=True), suppressing)
