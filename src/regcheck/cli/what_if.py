"""`regcheck obstacles --what-if`: what follows of a change in the law of a scan."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck.base.errors import UsageError
from regcheck.base.texts.locales import AUTO
from regcheck.base.texts.message import message
from regcheck.changes.amending.instructed import changes_in
from regcheck.cli.amended import amended_laws, law_in_markdown, warn_of_undone
from regcheck.cli.documents import find_documents, read_one
from regcheck.cli.terminal import caches, unreadable
from regcheck.cli.versions import law_by_id
from regcheck.corpus.obstacles.rows import Knowledge, ScanRows, paths_by_id, read_rows
from regcheck.corpus.obstacles.what_if import Effect, effects_of
from regcheck.corpus.scans.folder import Manifest, Rows, replaced_rows
from regcheck.corpus.scans.rows import rows_of
from regcheck.readers.inputs import Input, Inputs
from regcheck.readers.limits import DEFAULT, MEGABYTE
from regcheck.results.settings import Settings
from regcheck.run.check import CheckJob
from regcheck.run.guard import Guard, OutOfTime, bounded
from regcheck.run.options import RunOptions
from regcheck.run.rules import RuleChoice, load_rules

if TYPE_CHECKING:
    from regcheck.corpus.obstacles.obstacle import Filters
    from regcheck.document.model import Document


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The effects of a change, and whether all of it was made."""

    effects: Sequence[Effect]
    whole: bool


def effects_in(change: str, manifest: Manifest, knowledge: Knowledge, filters: Filters) -> WhatIf:
    """What follows of an amending document, or of the new text of a law, for what was scanned.
    Raises UsageError where the law that it is about is not there."""
    document, paths = read_one(change, ""), paths_by_id(manifest)
    versions, whole = _versions(document, change, paths)
    changed = {path: refid for refid in versions for path in paths[refid]}
    job = _job(manifest)

    def rows(side: int) -> ScanRows:
        texts = {paths[refid][0]: found[side] for refid, found in versions.items()}
        with replaced_rows(manifest, changed, _checked(job, texts)) as source:
            return read_rows(manifest, knowledge, filters, source)

    return WhatIf(effects_of(rows(0), rows(1), changed), whole)


def _versions(
    document: Document, change: str, paths: Mapping[str, Sequence[str]]
) -> tuple[dict[str, tuple[str, str]], bool]:
    """The text before and after of each law by its id, and whether every change was made."""
    own = document.meta.refid
    if own in paths and not document.meta.kind.is_amending:
        before = _law([own], paths)
        ((_, law),) = list(law_by_id(before, {own}))[:1]
        return {
            own: (law_in_markdown(law).source_text, law_in_markdown(document).source_text)
        }, True
    named = {one.refid for one in changes_in(document)}
    known = sorted(named & paths.keys())
    if not known:
        told = ", ".join(sorted(named - {""} or {own} - {""})) or "–"
        raise UsageError(message("obstacles.no_law_to_change", path=change, ids=told))
    seconds = Settings().time_limit
    try:
        with bounded(seconds, 0):
            laws, undone = amended_laws(document, _law(known, paths))
    except OutOfTime as fault:
        raise UsageError(message("amending.no_time", path=change, seconds=seconds)) from fault
    warn_of_undone(undone)
    return {one.refid: (one.before.source_text, one.after.text) for one in laws}, not undone


def _law(ids: Sequence[str], paths: Mapping[str, Sequence[str]]) -> Inputs:
    """The files with laws, where the scan found them. Raises UsageError if one is not there."""
    files = {refid: paths[refid][0].partition("!/")[0] for refid in ids}
    there = sorted({file for file in files.values() if Path(file).is_file()})
    found = find_documents(there) if there else Inputs((), DEFAULT)
    held = {document.meta.refid for _, document in law_by_id(found, set(ids))}
    for refid, file in files.items():
        if refid not in held:
            raise UsageError(message("obstacles.law_has_moved", law=refid, path=file))
    return found


def _job(manifest: Manifest) -> CheckJob:
    """What the scan was made with, for single documents."""
    used = manifest.values["settings"]
    select, ignore, packs = (tuple(used.get(one, ())) for one in ("select", "ignore", "packs"))
    collection, preview = used.get("collection", "default"), bool(used.get("preview"))
    choice = RuleChoice(collection, select, ignore, packs, preview=preview)
    settings = Settings(
        language=used.get("language", AUTO), locale=used.get("locale", AUTO),
        nlp=bool(used.get("nlp")), fail_on="never",
    )  # fmt: skip
    guard = Guard(time.process_time, settings.time_limit, settings.memory_limit * MEGABYTE)
    options = RunOptions(guard=guard, tables="findings")
    return CheckJob(load_rules(choice, caches()), settings, options)


def _checked(job: CheckJob, texts: Mapping[str, str]) -> Rows:
    """The rows of laws in Markdown by path."""
    rows: Rows = {}
    encoded = {path: text.encode() for path, text in texts.items()}
    given = [Input(path, "", "md", len(data), data) for path, data in encoded.items()]
    for result, data in zip(job.results(given), encoded.values(), strict=True):
        if result.unreadable is not None:
            raise UsageError(unreadable(result.unreadable))
        made = rows_of(result, job.rules.rule_set.digest, result.digest, len(data))
        for table, some in made.items():
            rows.setdefault(table, []).extend(some)
    return rows
