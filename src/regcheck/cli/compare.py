"""`regcheck compare` and `precedents`: what a new version brings, removes, keeps and rewrites."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.files.own_output import AS_COMMENT, AS_LINE
from regcheck.base.texts.message import message
from regcheck.changes.amending.apply import apply_changes
from regcheck.changes.amending.instructed import changes_in
from regcheck.changes.amending.markdown import in_markdown
from regcheck.changes.compare import (
    Comparison,
    DocumentComparison,
    Pair,
    compare_amendments,
    compare_pairs,
    pair_up,
)
from regcheck.changes.precedents.found import rewritten
from regcheck.changes.replaced import Replaced, amended_documents, replaced_places
from regcheck.cli import options as shared
from regcheck.cli.delivery import Target
from regcheck.cli.documents import find_documents, refuse_what_is_read
from regcheck.cli.options import choice, option, settings
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import say, show, width
from regcheck.cli.versions import (
    aligned,
    astray,
    changed_documents,
    check_all,
    law_by_id,
    names_of,
)
from regcheck.document.model import Document
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.markdown import read_markdown
from regcheck.reports.comparison import write_json, write_markdown, write_text
from regcheck.reports.layout import plain_painter
from regcheck.reports.records import to_json
from regcheck.reports.rule_text import found_lines
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.totals import Totals, exit_code
from regcheck.run.pipeline import read_each
from regcheck.run.rules import LoadedRules

CheckAll = Callable[[Inputs], list[DocumentResult]]


def compare(
    *,
    paths: shared.Versions,
    law: Annotated[str, option("PATH")],
    format: Annotated[str, choice("text", "json", "markdown")],
    target: Target,
    request: Annotated[
        SettingsRequest,
        settings("rule-choice locale fail_on notes nlp rank cache limits config-choice answers"),
    ],
    allow_incomplete: bool,
) -> int:
    """Compare two versions of documents, or amending documents with the acts they amend."""
    if len(paths) != (1 if law else 2):
        raise UsageError(message("changes.two_sides"))
    setup = request.resolve(paths[-1:])
    sides = [find_documents([path]) for path in ([law] if law else []) + list(paths)]
    for side in sides:
        refuse_what_is_read(target.output, side)
    rules = setup.load_rules()
    check = partial(check_all, setup, rules)
    found = (_amendments if law else _versions)(sides, paths, check)
    _report(found, setup.settings, rules, format, target)
    run = found.outcome(Totals(setup.settings, rules.rule_set).result())
    return exit_code(run, allow_incomplete=allow_incomplete)


def _versions(sides: Sequence[Inputs], paths: Sequence[str], check: CheckAll) -> Comparison:
    """Two versions of the same documents compared."""
    results, pairs, versions = _paired(sides, paths, check)
    found = _comparison(compare_pairs(pairs, aligned(versions)), results, ())
    return replace(found, astray=astray(list(versions.values()), sides[1]))


def _paired(
    sides: Sequence[Inputs], paths: Sequence[str], check: CheckAll
) -> tuple[list[DocumentResult], list[Pair], dict[str, tuple[Document, Document]]]:
    """All results, those of the same documents in pairs, and both versions of those that differ, by
    the path of the earlier."""
    old, new = (check(side) for side in sides)
    readable = [[one for one in side if one.unreadable is None] for side in (old, new)]
    pairs = pair_up(readable[0], readable[1], names_of([*old, *new], paths))
    return [*old, *new], pairs, changed_documents(pairs, sides)


def _amendments(sides: Sequence[Inputs], paths: Sequence[str], check: CheckAll) -> Comparison:
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
    acts = check(replace(law, entries=tuple(found.values())))
    by_refid = dict(zip(found, acts, strict=True))
    changes = check(amending)
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
        document = in_markdown(document) if isinstance(document, Document) else document
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
    found: Comparison, settings: Settings, rules: LoadedRules, format: str, target: Target
) -> None:
    with target.open({"markdown": f"\n{AS_COMMENT}", "text": AS_LINE}.get(format, "")) as write:
        if format == "json":
            write_json(found, settings, rules.rule_set, write)
        elif format == "markdown":
            write_markdown(found, settings, write)
        else:
            paint = show if target.is_stdout else plain_painter(write)
            write_text(found, settings, paint, max(40, width(110)))


def precedents(
    *,
    paths: shared.Versions,
    as_json: shared.AsJson,
    request: Annotated[
        SettingsRequest, settings("rule-choice nlp locale cache limits config-choice")
    ],
    allow_incomplete: bool,
) -> int:
    """Find places where words that rules flag were rewritten between two states of law."""
    if len(paths) != 2:
        raise UsageError(message("changes.two_sides"))
    setup = request.resolve(paths[-1:])
    sides = [find_documents([path]) for path in paths]
    check = partial(check_all, setup, setup.load_rules())
    results, pairs, versions = _paired(sides, paths, check)
    whole = all(one.unreadable is None and not one.skipped for one in results)
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
        show(found_lines(found, shared.locale_or(setup.settings.locale), width(110)))
    return ExitCode.of(whole=allow_incomplete or whole)
