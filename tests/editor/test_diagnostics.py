"""What is not checked is told of where people write."""

from __future__ import annotations

import pytest
from lsprotocol import types

from regcheck.desk.editor.documents import Checked
from regcheck.document.model import Unreadable
from regcheck.law.metadata import DocumentMeta
from regcheck.results.result import DocumentResult, Settings, SkippedRule
from regcheck.run.guard import unread

GIVEN_UP = DocumentResult(
    "a.md", "md", "", DocumentMeta(), skipped=(SkippedRule("*", "time limit for the document"),)
)


@pytest.mark.parametrize(
    ("result", "severity", "words"),
    [
        (GIVEN_UP, types.DiagnosticSeverity.Warning, "time limit"),
        (unread(Unreadable("a.md", "time", "too slow")), types.DiagnosticSeverity.Error, "slow"),
    ],
)
def test_what_was_given_up_is_told_of(
    result: DocumentResult, severity: types.DiagnosticSeverity, words: str
) -> None:
    (told,) = Checked("ordet", "utf-16", Settings(), result, "en").diagnostics()
    assert told.severity == severity
    assert words in told.message
    assert told.range.start == types.Position(0, 0)
