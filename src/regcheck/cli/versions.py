"""Documents in two versions, and documents of a body of law by id, for commands that compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.base.texts.message import message
from regcheck.cli.job import make_job
from regcheck.cli.setup import RunSetup
from regcheck.cli.terminal import note, spoken
from regcheck.document.model import Document, Unreadable
from regcheck.packs.model import Severity
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.walk import printable_path
from regcheck.results.result import DocumentResult
from regcheck.results.shown import told
from regcheck.run.rules import LoadedRules

if TYPE_CHECKING:
    from regcheck.changes.astray import Astray
    from regcheck.changes.compare import Pair
    from regcheck.changes.comparison import Comparison

_ASTRAY_SHOWN = 20


def check_all(setup: RunSetup, rules: LoadedRules, inputs: Inputs) -> list[DocumentResult]:
    """The results of all inputs, suppressed and answered findings marked; at the level that is
    asked for, unless notes make the run fail."""
    results = make_job(setup, inputs, rules=rules).results(inputs)
    notes = setup.settings.fail_on == Severity.INFO.word
    return [result if notes else told(result, setup.settings) for result in results]


def names_of(results: Sequence[DocumentResult], paths: Sequence[str]) -> dict[str, str]:
    """Each document's path from the folder or archive that was asked for."""
    roots = sorted((printable_path(str(Path(path))) for path in paths), key=len, reverse=True)
    names = {}
    for one in results:
        root = next((r for r in roots if one.path.startswith((f"{r}/", f"{r}!/"))), "")
        names[one.path] = one.path[len(root) :].lstrip("!/") if root else one.path
    return names


def changed_documents(
    pairs: Sequence[Pair], sides: Sequence[Inputs]
) -> dict[str, tuple[Document, Document]]:
    """By the path of an earlier version, both versions of the documents that differ."""
    wanted = {old.path: new.path for old, new in pairs if old and new and old.digest != new.digest}
    before = dict(_documents(sides[0], set(wanted)))
    after = dict(_documents(sides[1], set(wanted.values())))
    return {
        old: (before[old], after[new])
        for old, new in wanted.items()
        if old in before and new in after
    }


def aligned(versions: Mapping[str, tuple[Document, Document]]) -> dict[str, Mapping[str, str]]:
    """By the path of an earlier version, where its provisions are in the present one."""
    from regcheck.changes.alignment import align, provisions

    return {path: align(provisions(old), provisions(new)) for path, (old, new) in versions.items()}


def _documents(inputs: Inputs, wanted: set[str]) -> Iterator[tuple[str, Document]]:
    for item in inputs if wanted else ():
        if isinstance(item, Input) and item.path in wanted:
            document = item.document(inputs.limits)
            if isinstance(document, Document):
                yield item.path, document


def law_by_id(law: Inputs, wanted: set[str]) -> Iterator[tuple[Input, Document]]:
    """The documents with these ids and what they were read from, in path order."""
    marks = [refid.partition("/")[2].encode() for refid in wanted]
    for item in law:
        if isinstance(item, Unreadable):
            continue
        data = item.read(law.limits)
        if isinstance(data, Unreadable) or not any(mark in data for mark in marks):
            continue
        held = Input(item.path, "", item.format, len(data), data)
        document = held.document(law.limits)
        if isinstance(document, Document) and document.meta.refid in wanted:
            yield held, document


def astray(versions: Sequence[tuple[Document, Document]], others: Inputs) -> tuple[Astray, ...]:
    """The references that lead astray, in the documents that changed and in all others."""
    from regcheck.changes.astray import citing, find_astray

    return tuple(find_astray(versions, lambda moved: citing(others, moved)))


def tell_astray(comparison: Comparison, inputs: Inputs) -> None:
    """Say which references lead elsewhere or nowhere since the revision."""
    if comparison.since is None:
        return
    from regcheck.reports.comparison import astray_told

    found = astray(list(comparison.since.versions()), inputs)
    for one in found[:_ASTRAY_SHOWN]:
        note(message("cli.astray", told=astray_told(one, spoken())))
    if len(found) > _ASTRAY_SHOWN:
        note(message("cli.more_astray", n=len(found) - _ASTRAY_SHOWN))
