"""`regcheck compare`: what a new version introduces, removes and keeps."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from regcheck.cli import options as shared
from regcheck.cli.configured import Asked
from regcheck.cli.documents import documents_with_ids, find_documents
from regcheck.cli.job import make_job
from regcheck.cli.options import Option
from regcheck.cli.terminal import look_of, painter, say
from regcheck.errors import UsageError
from regcheck.texts.message import message

if TYPE_CHECKING:
    from regcheck.changes.astray import Astray
    from regcheck.changes.compare import Comparison, DocumentComparison, Pair
    from regcheck.changes.replaced import Replaced
    from regcheck.cli.configured import Resolved
    from regcheck.document.model import Document
    from regcheck.readers.inputs import Input, Inputs
    from regcheck.results.result import DocumentResult, Settings
    from regcheck.run.rules import LoadedRules


def compare(
    *,
    paths: Annotated[
        tuple[str, ...], Option("versions", "", "OLD NEW", shared.REQUIRED, many=True)
    ],
    law: Annotated[str, Option("law", "--law", "PATH")],
    format: Annotated[str, Option("format", "--format", "", "text", ("text", "json", "markdown"))],
    output: shared.Output,
    asked: Annotated[
        Asked,
        shared.RULES,
        shared.LOCALE,
        shared.FAIL_ON,
        shared.SHOW_INFO,
        shared.NLP,
        shared.RANK,
        shared.NO_CACHE,
        shared.CARRYING_OUT,
        shared.CONFIG,
    ],
    allow_incomplete: shared.AllowIncomplete,
    debug: shared.Debug,
) -> int:
    """Compare two versions of documents, or amending documents with the acts they amend. Exit
    codes are those of check; only introduced findings count."""
    from regcheck.cli.delivery import refuse_what_is_read
    from regcheck.results.totals import Totals, exit_code

    if len(paths) != (1 if law else 2):
        raise UsageError(message("changes.two_sides"))
    resolved = asked.resolve(paths[-1:])
    sides = [find_documents([path]) for path in ([law] if law else []) + list(paths)]
    for side in sides:
        refuse_what_is_read(output, side)
    rules = resolved.load_rules()
    checking = _Checking(resolved, rules, paths[-1:], debug)
    found = (_amendments if law else _versions)(sides, paths, checking)
    _report(found, resolved.settings, rules, format, output)
    run = found.outcome(Totals(resolved.settings, rules.rule_set).result())
    return exit_code(run, allow_incomplete=allow_incomplete)


@dataclass(frozen=True, slots=True)
class _Checking:
    """How documents are checked; suppressions are those of the new version's surroundings."""

    resolved: Resolved
    rules: LoadedRules
    paths: Sequence[str]
    debug: bool

    def results(self, inputs: Inputs) -> list[DocumentResult]:
        """The results of all inputs, suppressed findings marked."""
        settings = self.resolved.settings
        job = make_job(
            *(self.resolved, settings, inputs, self.paths), rules=self.rules, debug=self.debug
        )
        return list(job.results(inputs))


def _versions(sides: Sequence[Inputs], paths: Sequence[str], checking: _Checking) -> Comparison:
    """Two versions of the same documents compared."""
    from regcheck.changes.alignment import align, provisions
    from regcheck.changes.compare import compare_pairs, pair_up

    old, new = (checking.results(side) for side in sides)
    names = _names([*old, *new], paths)
    readable = [[one for one in side if one.unreadable is None] for side in (old, new)]
    pairs = pair_up(readable[0], readable[1], names)
    versions = _read_versions(pairs, sides)
    aligned = {was.source.path: align(provisions(was), provisions(now)) for was, now in versions}
    found = _comparison(compare_pairs(pairs, aligned), [*old, *new], ())
    return replace(found, astray=_astray(versions, sides[1]))


def _names(results: Sequence[DocumentResult], paths: Sequence[str]) -> dict[str, str]:
    """Each document's path from the folder or archive that was asked for."""
    from regcheck.readers.walk import printable_path

    roots = sorted((printable_path(str(Path(path))) for path in paths), key=len, reverse=True)
    names = {}
    for one in results:
        root = next((r for r in roots if one.path.startswith((f"{r}/", f"{r}!/"))), "")
        names[one.path] = one.path[len(root) :].lstrip("!/") if root else one.path
    return names


def _read_versions(
    pairs: Sequence[Pair], sides: Sequence[Inputs]
) -> list[tuple[Document, Document]]:
    """Both versions of the documents that differ."""
    wanted = {old.path: new.path for old, new in pairs if old and new and old.digest != new.digest}
    before = dict(_documents(sides[0], set(wanted)))
    after = dict(_documents(sides[1], set(wanted.values())))
    return [
        (before[old], after[new]) for old, new in wanted.items() if old in before and new in after
    ]


def _astray(versions: Sequence[tuple[Document, Document]], others: Inputs) -> tuple[Astray, ...]:
    """The references that lead astray, in the documents that changed and in all others."""
    from regcheck.changes.astray import find_astray
    from regcheck.changes.citing import citing

    return tuple(find_astray(versions, lambda moved: citing(others, moved)))


def _documents(inputs: Inputs, wanted: set[str]) -> Iterator[tuple[str, Document]]:
    from regcheck.document.model import Document
    from regcheck.readers.inputs import Input

    for item in inputs if wanted else ():
        if isinstance(item, Input) and item.path in wanted:
            document = item.document(inputs.limits)
            if isinstance(document, Document):
                yield item.path, document


def _amendments(sides: Sequence[Inputs], paths: Sequence[str], checking: _Checking) -> Comparison:
    """Amending documents compared with the acts and regulations they amend."""
    from regcheck.changes.compare import compare_amendments
    from regcheck.changes.replaced import amended_documents, replaced_places
    from regcheck.document.model import Document
    from regcheck.run.pipeline import read_each

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
    found = documents_with_ids(law, wanted)
    acts = checking.results(replace(law, entries=tuple(found.values())))
    by_refid = dict(zip(found, acts, strict=True))
    changes = checking.results(amending)
    documents: list[DocumentComparison] = []
    for one in changes:
        mine = {r: by_refid[r] for r in named.get(one.path, ()) if r in by_refid}
        documents += compare_amendments(one, mine, places.get(one.path, []))
    missing = tuple(sorted(wanted - found.keys()))
    compared = _comparison(documents, [*acts, *changes], missing)
    return replace(compared, astray=_astray(_as_amended(found, law, amending), law))


def _as_amended(
    found: Mapping[str, Input], law: Inputs, amending: Inputs
) -> list[tuple[Document, Document]]:
    """The amended documents as they are and as they will be, as far as the changes can be made."""
    from regcheck.amending.apply import apply_changes
    from regcheck.amending.instructed import changes_in
    from regcheck.amending.markdown import as_markdown
    from regcheck.document.model import Document
    from regcheck.readers.markdown import read_markdown
    from regcheck.run.pipeline import read_each

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
    from regcheck.changes.compare import Comparison

    return Comparison(
        tuple(documents),
        tuple(one.unreadable for one in results if one.unreadable is not None),
        tuple(skipped for one in results for skipped in one.skipped),
        missing,
    )


def _report(
    found: Comparison, settings: Settings, rules: LoadedRules, format: str, output: str
) -> None:
    from contextlib import ExitStack

    from regcheck.changes.reports.comparison import write_json, write_markdown, write_text
    from regcheck.reports.files import ReportFile
    from regcheck.reports.layout import plain_painter

    look = look_of(sys.stdout)
    with ExitStack() as stack:
        to_file = output not in ("", "-")
        write = stack.enter_context(ReportFile(output)).write if to_file else say
        if format == "json":
            write_json(found, settings, rules.rule_set, write)
        elif format == "markdown":
            write_markdown(found, settings, write)
        else:
            paint = plain_painter(write) if to_file else painter(look)
            write_text(found, settings, paint, max(40, min(look.width, 110)))
