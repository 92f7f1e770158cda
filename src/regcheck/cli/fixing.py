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
from regcheck.base.values import Value
from regcheck.cli.delivery import Destination, run_and_report
from regcheck.cli.terminal import counted, note, say, say_bytes, warn
from regcheck.findings.fixes.diff import unified_diff
from regcheck.findings.fixes.fixes import SAFE
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


class FixChoice(Value, frozen=True):
    """Fixes carried out (`writes`) or shown, in XML too or not, in files under `paths`."""

    paths: tuple[str, ...]
    writes: bool
    xml: bool

    @property
    def speaks(self) -> bool:
        """Whether the changed text goes to stdout."""
        return not self.writes or STDIN in self.paths


def fix_choice(
    paths: Sequence[str], wanted: Sequence[Destination], *, fix: bool, diff: bool, xml: bool
) -> FixChoice:
    """What to fix. Raises UsageError for options that do not go together."""
    if not fix and not diff:
        raise UsageError(message("cli.fix_xml_alone"))
    chosen = FixChoice(tuple(paths) or (STDIN,), writes=not diff, xml=xml)
    if chosen.writes and STDIN in chosen.paths and len(set(chosen.paths)) > 1:
        raise UsageError(message("cli.fix_stdin_alone"))
    if chosen.speaks and wanted[0].name != "text" and not wanted[0].file:
        raise UsageError(message("cli.fix_report_elsewhere"))
    return chosen


def check_and_fix(
    choice: FixChoice, job: CheckJob, inputs: Inputs, wanted: Sequence[Destination]
) -> RunResult:
    """Check, fix or show fixes, and tell what remains."""
    fixes = Fixes(choice, inputs)
    beside = [one for one in wanted if one.file or not choice.speaks]
    if not choice.writes:
        return run_and_report(job, inputs, beside, [fixes])
    run_and_report(job, inputs, [], [fixes])
    return run_and_report(job, fixes.inputs(), beside)


class Fixes:
    """Is told of each document like a report, and fixes it or shows the difference."""

    def __init__(self, choice: FixChoice, inputs: Inputs) -> None:
        self._writes, self._xml = choice.writes, choice.xml
        self._roots = tuple(Path(os.path.realpath(path)) for path in choice.paths)
        self._inputs = inputs
        self._by_path: dict[str, Input] = {
            entry.path: entry
            for entry in inputs.entries
            if isinstance(entry, Input) and not (entry.data is None and is_archive(entry.location))
        }
        self._fixed = self._files = self._left_in_xml = self._left_in_archives = 0

    def inputs(self) -> Inputs:
        """The documents of the run as they are now."""
        entries = tuple(self._by_path.get(entry.path, entry) for entry in self._inputs.entries)
        return replace(self._inputs, entries=entries)

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
        else:
            return number > 0 and result.format in {XML, *TEXT_FORMATS}
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

    def _fix(self, item: Input, result: DocumentResult) -> bytes | None:
        """Fix a document; the new bytes of stdin. Raises NotFixedError."""
        if item.data is None and not self._may_change(item.location):
            raise NotFixedError(message("cli.link_elsewhere"))
        limits = self._inputs.limits
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

    def _may_change(self, location: str) -> bool:
        """Whether a file lies where the command line points, links followed."""
        real = Path(os.path.realpath(location))
        return any(real == root or root in real.parents for root in self._roots)


def _show(path: str, fixed: FixedDocument) -> None:
    diff = unified_diff(printable(path), fixed.before, fixed.after)
    if sys.stdout.isatty():
        diff = "".join(f"{printable(line)}\n" for line in diff.split("\n")[:-1])
    say(diff)
