"""What may be written instead of the words of a finding, as quick fixes."""

from __future__ import annotations

from lsprotocol import types

from regcheck.desk.editor.checks import input_of
from regcheck.desk.editor.documents import Checked
from regcheck.results.result import Settings
from regcheck.run.check import CheckJob
from regcheck.run.rules import LoadedRules

TEXT = """# Forskrift om naust

### § 1. Frister

Jfr. tvistemålsloven kan fristen ikke oversittes. Den **ny**anlagte brygge er så vel kai som molo.

Tvistemålsloven gjelder.
"""


def test_known_wordings_are_offered_and_patterns_of_them_are_not(stable_rules: LoadedRules) -> None:
    job = CheckJob(stable_rules, Settings(nlp=False))
    result = next(job.results([input_of("a.md", "md", TEXT)]))
    checked = Checked(TEXT, "utf-16", job.settings, result, "nb")
    everywhere = types.Range(types.Position(0, 0), types.Position(99, 0))
    kinds = [types.CodeActionKind.QuickFix]
    asked = types.CodeActionParams(
        types.TextDocumentIdentifier("file:///a.md"), everywhere, types.CodeActionContext([], kinds)
    )
    offered = []
    for action in checked.actions("file:///a.md", None, asked):
        if action.edit is None:
            continue
        assert action.edit.changes is not None
        (edit,) = action.edit.changes["file:///a.md"]
        if edit.range.start != edit.range.end:
            offered.append((edit.range.start.line, edit.new_text, action.is_preferred))
    assert (4, "Jf.", True) in offered
    assert (4, "tvisteloven", None) in offered
    assert (6, "Tvisteloven", None) in offered
    assert not any("…" in words or "(" in words for _, words, _ in offered)
    found = {finding.rule.id for finding in checked.findings}
    assert {"plain-language/stiff-word", "plain-language/officialese-phrase"} & found
