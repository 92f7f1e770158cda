"""`check --fix` and `check --diff`: safe fixes carried out, or shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import printable
from regcheck.base.texts.message import message
from regcheck.cli.delivery import Destination, run_and_report
from regcheck.cli.terminal import counted, note, say, say_bytes, warn
from regcheck.findings.fixes.fixes import SAFE, unified_diff
from regcheck.findings.fixes.fixing import (
    TEXT_FORMATS,
    XML,
    FixedDocument,
    NotFixedError,
    fix_document,
    replace_file,
)
from regcheck.packs.model import RuleSet
from regcheck.readers.inputs import STDIN, Input, Inputs
from regcheck.readers.registry import is_archive
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.run.check import CheckJob


def fixes_of(
    paths: Sequence[str], wanted: Sequence[Destination], *, fix: bool, diff: bool, xml: bool
) -> Fixes:
    """What to fix. Raises UsageError for options that do not go together."""
    if not fix and not diff:
        raise UsageError(message("cli.fix_xml_alone"))
    fixes = Fixes(paths or (STDIN,), writes=not diff, xml=xml)
    if not diff and STDIN in paths and len(set(paths)) > 1:
        raise UsageError(message("cli.fix_stdin_alone"))
    if fixes.speaks and wanted[0].name != "text" and not wanted[0].file:
        raise UsageError(message("cli.fix_report_elsewhere"))
    return fixes


class Fixes:
    """Is told of each document like a report, and fixes it (`writes`) or shows the difference: in
    files under `paths`, those in XML too or not. What it `speaks` is the changed text."""

    def __init__(self, paths: Sequence[str], *, writes: bool, xml: bool) -> None:
        self.speaks = not writes or STDIN in paths
        self._writes, self._xml = writes, xml
        self._roots = tuple(Path(os.path.realpath(path)) for path in paths)
        self._by_path: dict[str, Input] = {}
        self._fixed = self._files = self._left_in_xml = self._left_in_archives = 0
        self._left_in_others = 0

    def carry_out(self, job: CheckJob, inputs: Inputs, wanted: Sequence[Destination]) -> RunResult:
        """Check, fix or show fixes, and report what remains."""
        self._limits = inputs.limits
        self._by_path = {
            entry.path: entry
            for entry in inputs.entries
            if isinstance(entry, Input) and not (entry.data is None and is_archive(entry.location))
        }
        beside = [one for one in wanted if one.file or not self.speaks]
        if not self._writes:
            return run_and_report(job, inputs, beside, [self])
        run_and_report(job, inputs, [], [self])
        now = tuple(self._by_path.get(entry.path, entry) for entry in inputs.entries)
        return run_and_report(job, replace(inputs, entries=now), beside)

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Nothing is said before the first document."""

    def document(self, result: DocumentResult) -> None:
        """Fix one document, or show how it would be fixed."""
        item = self._by_path.get(result.path)
        data = item.data if item else None
        if self._is_ours(item, result) and item is not None:
            try:
                data = self._fix(item, result) or data
            except NotFixedError as fault:
                warn(message("cli.not_fixed", path=result.path, why=fault.message))
        if data is not None and self._writes:
            say_bytes(data)

    def _is_ours(self, item: Input | None, result: DocumentResult) -> bool:
        """Whether a document has fixes to carry out; those that are left are counted."""
        number = sum(f.fix is not None and f.fix.applicability == SAFE for f in result.findings)
        if item is None:
            self._left_in_archives += number
        elif result.format == XML and not self._xml:
            self._left_in_xml += number
        elif result.format not in {XML, *TEXT_FORMATS}:
            self._left_in_others += number
        else:
            return number > 0
        return False

    def end(self, run: RunResult) -> None:
        """Say how much was fixed and what was left."""
        if self._fixed:
            documents = counted("cli.documents", self._files)
            key = "cli.fixed" if self._writes else "cli.would_fix"
            note(message(key, fixes=counted("cli.fixes", self._fixed), documents=documents))
        if self._left_in_xml:
            note(message("cli.left_in_xml", fixes=counted("cli.fixes", self._left_in_xml)))
        if self._left_in_archives:
            fixes = counted("cli.fixes", self._left_in_archives)
            note(message("cli.left_in_archives", fixes=fixes))
        if self._left_in_others:
            note(message("cli.left_in_others", fixes=counted("cli.fixes", self._left_in_others)))

    def _fix(self, item: Input, result: DocumentResult) -> bytes | None:
        """Fix a document; the new bytes of stdin. Raises NotFixedError."""
        real = "" if item.data is not None else os.path.realpath(item.location)
        # A link must not lead out of what the command line points at.
        if real and not any(Path(real).is_relative_to(root) for root in self._roots):
            raise NotFixedError(message("cli.link_elsewhere"))
        limits = self._limits
        data = item.read(limits)
        if not isinstance(data, bytes) or sha256(data).hexdigest() != result.digest:
            raise NotFixedError(message("fixes.changed_meanwhile"))
        fixed = fix_document(data, item.path, item.format, result.findings, limits)
        if fixed is None:
            return None
        if not self._writes:
            _show(result.path, fixed)
        elif item.data is None:
            replace_file(item.location, result.digest, fixed.data)
        else:
            self._by_path[item.path] = replace(item, data=fixed.data, size=len(fixed.data))
        self._fixed += len(fixed.edits)
        self._files += 1
        return None if item.data is None else fixed.data


def _show(path: str, fixed: FixedDocument) -> None:
    diff = unified_diff(printable(path), fixed.before, fixed.after)
    if sys.stdout.isatty():
        diff = "".join(f"{printable(line)}\n" for line in diff.split("\n")[:-1])
    say(diff)
