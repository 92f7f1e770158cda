"""`regcheck mcp`: checks for writing assistants, by the Model Context Protocol."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Annotated, Any

from regcheck import __version__
from regcheck.base.errors import RegcheckError, UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.job import make_suppressing
from regcheck.cli.options import option, settings
from regcheck.cli.rules import find_rule, is_rule_file
from regcheck.cli.setup import RunSetup, SettingsRequest
from regcheck.cli.terminal import spoken
from regcheck.desk.assistant import LISTED, Assistant
from regcheck.packs.model import Rule
from regcheck.readers.inputs import STDIN
from regcheck.readers.limits import MEGABYTE
from regcheck.reports.records import to_json
from regcheck.run.apart import Apart
from regcheck.run.check import CheckJob
from regcheck.run.guard import Guard
from regcheck.run.options import RunOptions


def mcp(
    files: shared.Files,
    index: Annotated[str, option("INDEX")],
    request: Annotated[
        SettingsRequest,
        settings("rule-choice locale show_info nlp rank time_limit memory_limit config-choice"),
    ],
) -> int:
    """Serve an assistant over stdin and stdout (Model Context Protocol)."""
    os.environ["OTEL_SDK_DISABLED"] = "true"  # where it is installed, calls would be recorded
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
    except ModuleNotFoundError as fault:
        raise UsageError(message("mcp.no_sdk")) from fault
    if STDIN in files:
        raise UsageError(message("mcp.stdin"))

    def answering(tool: Callable[..., Any]) -> Callable[..., str]:
        @wraps(tool)
        def answer(**arguments: Any) -> str:
            try:
                return to_json(tool(**arguments))
            except RegcheckError as fault:
                raise ToolError(fault.said(spoken())) from fault

        return answer

    setup = request.resolve(files or ["."])
    lent = {one.path: one for one in setup.find_documents().entries} if files else {}
    rules, chosen = setup.load_rules(), replace(setup.settings, most=LISTED)
    guard = Guard(time.process_time, chosen.time_limit, chosen.memory_limit * MEGABYTE)
    options = RunOptions(guard=guard, apart=(apart := Apart(0, lasting=True)))
    suppressing = make_suppressing(setup, rules, chosen)
    job, words = CheckJob(rules, chosen, options, suppressing), Texts("mcp", spoken())
    one = Assistant(job, lent, lambda name: _rule(setup, name), index)
    server = MCPServer(
        "regcheck", version=__version__, instructions=words.instructions, log_level="CRITICAL"
    )
    for tool in (one.check, one.explain, one.decisions, one.references):
        about = getattr(words, tool.__name__)
        server.add_tool(answering(tool), description=about, structured_output=False)
    server.run("stdio")
    apart.close()
    return 0


def _rule(setup: RunSetup, name: str) -> Rule:
    if is_rule_file(name):  # which would be opened
        raise UsageError(message("cli.no_such_rule", name=name))
    return find_rule(name, setup.values.packs)[1]
