"""`regcheck compare`: what a new version introduces, removes and keeps."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import Annotated

from regcheck.base.errors import UsageError
from regcheck.base.files.own_output import AS_COMMENT, AS_LINE
from regcheck.base.texts.message import message
from regcheck.changes.amending.apply import apply_changes
from regcheck.changes.amending.instructed import changes_in
from regcheck.changes.amending.markdown import as_markdown
from regcheck.changes.compare import (
    Comparison,
    DocumentComparison,
    compare_amendments,
    compare_pairs,
    pair_up,
)
from regcheck.changes.replaced import Replaced, amended_documents, replaced_places
from regcheck.cli import options as shared
from regcheck.cli.delivery import refuse_what_is_read
from regcheck.cli.documents import find_documents
from regcheck.cli.options import choice, option, settings
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import look_of, painter, say
from regcheck.cli.versions import Checking, aligned, astray, changed_documents, law_by_id, names_of
from regcheck.document.model import Document
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.markdown import read_markdown
from regcheck.reports.comparison import write_json, write_markdown, write_text
from regcheck.reports.files import ReportFile
from regcheck.reports.layout import plain_painter
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.totals import Totals, exit_code
from regcheck.run.pipeline import read_each
from regcheck.run.rules import LoadedRules


def compare(
    *,
    paths: shared.Versions,
    law: Annotated[str, option("PATH")],
    format: Annotated[str, choice("text", "json", "markdown")],
    output: shared.Output,
    force: bool,
    request: Annotated[
        SettingsRequest,
        settings("rule-choice locale fail_on show_info nlp rank cache limits config-choice"),
    ],
    answers: shared.Answers,
    allow_incomplete: bool,
    debug: bool,
) -> int:
    """Compare two versions of documents, or amending documents with the acts they amend."""
    if len(paths) != (1 if law else 2):
        raise UsageError(message("changes.two_sides"))
    setup = request.resolve(paths[-1:])
    sides = [find_documents([path]) for path in ([law] if law else []) + list(paths)]
    for side in sides:
        refuse_what_is_read(output, side)
    rules = setup.load_rules()
    checking = Checking(setup, rules, debug, answers)
    found = (_amendments if law else _versions)(sides, paths, checking)
    _report(found, setup.settings, rules, format, (output, force))
    run = found.outcome(Totals(setup.settings, rules.rule_set).result())
    return exit_code(run, allow_incomplete=allow_incomplete)


def _versions(sides: Sequence[Inputs], paths: Sequence[str], checking: Checking) -> Comparison:
    """Two versions of the same documents compared."""
    old, new = (checking.results(side) for side in sides)
    names = names_of([*old, *new], paths)
    readable = [[one for one in side if one.unreadable is None] for side in (old, new)]
    pairs = pair_up(readable[0], readable[1], names)
    versions = changed_documents(pairs, sides)
    found = _comparison(compare_pairs(pairs, aligned(versions)), [*old, *new], ())
    return replace(found, astray=astray(list(versions.values()), sides[1]))


def _amendments(sides: Sequence[Inputs], paths: Sequence[str], checking: Checking) -> Comparison:
    """Amending documents compared with the acts and regulations they amend."""
    law, amending = sides
    places: dict[str, list[Replaced]] = {}
    named: dict[str, list[str]] = {}
    for document in read_each(amending):
        if isinstance(document, Document):
            places[document.source.path] = replaced_places(document)
            named[document.source.path] = amended_documents(document)
    wanted = {refid for refids in named.values() for refid in refids}
    if not wanted:
        raise UsageError(message("changes.amends_nothing", paths=", ".join(paths)))
    found: dict[str, Input] = {}
    for held, act in law_by_id(law, wanted):
        found.setdefault(act.meta.refid, held)
    found = dict(sorted(found.items()))
    acts = checking.results(replace(law, entries=tuple(found.values())))
    by_refid = dict(zip(found, acts, strict=True))
    changes = checking.results(amending)
    documents: list[DocumentComparison] = []
    for one in changes:
        mine = {r: by_refid[r] for r in named.get(one.path, ()) if r in by_refid}
        documents += compare_amendments(one, mine, places.get(one.path, []))
    missing = tuple(sorted(wanted - found.keys()))
    compared = _comparison(documents, [*acts, *changes], missing)
    return replace(compared, astray=astray(_as_amended(found, law, amending), law))


def _as_amended(
    found: Mapping[str, Input], law: Inputs, amending: Inputs
) -> list[tuple[Document, Document]]:
    """The amended documents as they are and as they will be, as far as the changes can be made."""
    versions = {}
    for refid, item in found.items():
        document = item.document(law.limits)
        if isinstance(document, Document) and document.source.format != "markdown":
            document = read_markdown(as_markdown(document).encode(), item.path)
        if isinstance(document, Document):
            versions[refid] = (document, document)
    for asking in read_each(amending):
        changes = changes_in(asking) if isinstance(asking, Document) else []
        for refid, (old, now) in list(versions.items()):
            mine = [one for one in changes if one.refid == refid]
            if mine and isinstance(asking, Document):
                text = apply_changes(now, asking, mine).text
                after = read_markdown(text.encode(), old.source.path)
                versions[refid] = (old, after if isinstance(after, Document) else now)
    return list(versions.values())


def _comparison(
    documents: Sequence[DocumentComparison],
    results: Sequence[DocumentResult],
    missing: tuple[str, ...],
) -> Comparison:
    return Comparison(
        tuple(documents),
        tuple(one.unreadable for one in results if one.unreadable is not None),
        tuple(skipped for one in results for skipped in one.skipped),
        missing,
    )


def _report(
    found: Comparison, settings: Settings, rules: LoadedRules, format: str, target: tuple[str, bool]
) -> None:
    look = look_of(sys.stdout)
    with ExitStack() as stack:
        (output, force), write = target, say
        to_file = output not in ("", "-")
        if to_file:
            ending = {"markdown": f"\n{AS_COMMENT}", "text": AS_LINE}.get(format, "")
            file = ReportFile(output, ending, force=force)
            write = stack.enter_context(file).write
        if format == "json":
            write_json(found, settings, rules.rule_set, write)
        elif format == "markdown":
            write_markdown(found, settings, write)
        else:
            paint = plain_painter(write) if to_file else painter(look)
            write_text(found, settings, paint, max(40, min(look.width, 110)))
