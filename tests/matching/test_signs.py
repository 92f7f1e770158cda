"""No fact holds of a place whose sentence and lead-in have none of its signs: what is looked for
only where there is a sign is what is found when all is looked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from real_law import shared_or_skip
from regcheck.base.datafiles.data_files import corpora_folder
from regcheck.document.model import Document
from regcheck.document.segments.view import Segments
from regcheck.matching.engine import Engine
from regcheck.matching.facts.known import _TESTS, facts_of
from regcheck.matching.facts.place import lead_of, place_of
from regcheck.readers.registry import format_of_path, read_document
from regcheck.run.rules import LoadedRules


def facts_found(rules: LoadedRules, files: Iterable[Path]) -> set[str]:
    """The facts of all matches in some files, after a look at whether none was passed over."""
    engine, seen = Engine(rules.rule_set, rules.compiled), set()
    for file in files:
        document = read_document(file.read_bytes(), file.name, format_of_path(file.name))
        assert isinstance(document, Document)
        segments = Segments(document)
        for match in engine.match(segments).found:
            sentence = segments.sentence_of(match.leaf, match.span)
            lead = lead_of(segments, match.leaf, sentence)
            place = place_of(segments, match, sentence, lead)
            all_of_them = {fact.value for fact, test in _TESTS.items() if test(place)}
            assert facts_of(segments).of(match) == all_of_them, sentence.of(segments.text)
            seen |= all_of_them
    return seen


def test_facts_of_the_drafts(stable_rules: LoadedRules) -> None:
    drafts = corpora_folder() / "drafts"
    assert facts_found(stable_rules, sorted(path for path in drafts.iterdir() if path.is_file()))


def test_facts_of_real_law(stable_rules: LoadedRules) -> None:
    folder = shared_or_skip() / "lovdata" / "markdown"
    chosen = [file for file in sorted(folder.glob("*/*.md"))[::31] if file.stat().st_size < 60_000]
    seen = facts_found(stable_rules, chosen[:60])
    assert len(seen) > len(_TESTS) - 4
