"""`regcheck precedents`: places that the legislator rewrote between two dated states of law."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.message import message
from regcheck.changes.compare import compare_pairs, pair_up
from regcheck.changes.precedents.found import rewritten
from regcheck.cli import options as shared
from regcheck.cli.documents import find_documents
from regcheck.cli.options import settings
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import look_of, painter, say
from regcheck.cli.versions import Checking, aligned, changed_documents, names_of
from regcheck.reports.records import to_json
from regcheck.reports.rule_text import found_lines


def precedents(
    *,
    paths: shared.Versions,
    as_json: shared.AsJson,
    request: Annotated[
        SettingsRequest, settings("rule-choice nlp locale cache limits config-choice")
    ],
    allow_incomplete: bool,
    debug: bool,
) -> int:
    """Find places where words that rules flag were rewritten between two states of law."""
    if len(paths) != 2:
        raise UsageError(message("changes.two_sides"))
    setup = request.resolve(paths[-1:])
    checking = Checking(setup, setup.load_rules(), debug)
    sides = [find_documents([path]) for path in paths]
    old, new = (checking.results(side) for side in sides)
    whole = all(one.unreadable is None and not one.skipped for one in [*old, *new])
    read = [[one for one in side if one.unreadable is None] for side in (old, new)]
    pairs = pair_up(read[0], read[1], names_of([*old, *new], paths))
    versions = changed_documents(pairs, sides)
    places = aligned(versions)
    found = [
        one
        for compared in compare_pairs(pairs, places)
        if compared.old and compared.old.path in versions
        for one in rewritten(compared, *versions[compared.old.path], places[compared.old.path])
    ]
    if as_json:
        say("".join(to_json(asdict(one)) + "\n" for one in found))
    else:
        look = look_of(sys.stdout)
        locale = shared.locale_or(setup.settings.locale)
        painter(look)(found_lines(found, locale, min(look.width, 110)))
    return ExitCode.of(whole=allow_incomplete or whole)
