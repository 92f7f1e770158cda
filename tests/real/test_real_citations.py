"""Provisions of real law that rules must flag or leave alone, cited by document and section.

A row says which rules it is about (any of them may flag it), the document, the section as it
stands in an address path, and what is expected: `flag`, some finding there, or `clean`, none above
info (none at all where every rule named is itself info). A row with `known` is one that comes out
wrong and is known to; it must go on doing so, so that it is noticed when it is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from builtin_rules import rule_set
from real_law import shared_or_skip
from regcheck.document.model import Document
from regcheck.findings.model import Finding
from regcheck.packs.model import Severity
from regcheck.readers.markdown import read_markdown
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import RuleChoice, load_rules

_SECTION = re.compile(r"^#+ § ?(\d[\w-]*(?: [a-z])?)\b")
FIRST = 3
"""So many sections from the beginning are read too: they tell what the document is about."""
PARTS = 8
"""The documents are shared out among so many tests, which may run beside each other."""
LEAST = 0.85
"""The least share of rows that come out as expected."""


@dataclass(frozen=True)
class Row:
    """One cited provision and what must be found in it."""

    rules: tuple[str, ...]
    refid: str
    place: str
    expected: str
    why: str
    known: str

    @property
    def name(self) -> str:
        return f"{self.rules[0]}-{self.refid}-{self.place or 'all'}".replace("/", ":")

    def holds(self, path: str) -> bool:
        """Whether an address path lies in the place."""
        return not self.place or f"/{self.place}/" in f"{path}/"


@cache
def rows() -> tuple[Row, ...]:
    found = []
    for file in sorted(Path(__file__).with_name("citations").glob("*.yaml")):
        for row in yaml.safe_load(file.read_text("utf-8")):
            place, known = row.get("place", ""), row.get("known", "")
            rules = tuple(row["rules"])
            found.append(Row(rules, row["refid"], place, row["expected"], row["why"], known))
    # Rows on one document beside each other.
    return tuple(sorted(found, key=lambda row: row.refid))


@cache
def pipeline() -> Pipeline:
    wanted = {rule for row in rows() for rule in row.rules}
    known = {rule.id for rule in rule_set().rules}
    chosen = load_rules(RuleChoice(select=tuple(sorted(wanted & known)), preview=True))
    return Pipeline(chosen, Settings(nlp=False, rank=False))


@cache
def severities() -> dict[str, Severity]:
    return {rule.id: rule.severity for rule in pipeline().rules.rules}


@cache
def checked(refid: str, whole: bool = False) -> tuple[Document, tuple[Finding, ...]]:
    """A document and what is found in it: the whole, or what there is of it around the places
    that rows cite."""
    folder = "lover" if refid.startswith("lov/") else "forskrifter"
    path = shared_or_skip() / "lovdata" / "markdown" / folder / f"{refid.replace('/', '-')}.md"
    text = path.read_text("utf-8")
    places = [row.place for row in rows() if row.refid == refid]
    if not whole and all(place.startswith("§") for place in places):
        text = excerpt(text, {place[1:].partition("/")[0] for place in places})
    document = read_markdown(text.encode(), path.name)
    assert isinstance(document, Document), path
    return document, pipeline().check(document).findings


def excerpt(text: str, labels: set[str]) -> str:
    """All headings, and the text of the first sections and of those with a label."""
    parts, seen = [], 0
    for part in re.split(r"(?m)^(?=#+ )", text):
        section = _SECTION.match(part)
        seen += section is not None
        if section is None or seen <= FIRST or section[1].replace(" ", "") in labels:
            parts.append(part)
        else:
            parts.append(part.partition("\n")[0] + "\n\n")
    return "".join(parts)


def counted(row: Row, whole: bool = False) -> Iterator[Finding]:
    """The findings that make a row flagged or not clean."""
    only_info = all(severities().get(rule) is Severity.INFO for rule in row.rules)
    for finding in checked(row.refid, whole)[1]:
        if finding.rule.id in row.rules and row.holds(finding.address_path):
            grave = finding.severity > Severity.INFO or only_info
            if row.expected == "flag" or grave:
                yield finding


def is_as_expected(row: Row) -> bool:
    return any(counted(row)) is (row.expected == "flag")


def test_rows_are_well_formed() -> None:
    assert len(rows()) >= 400
    assert len({row.name + row.expected for row in rows()}) == len(rows())
    assert {row.expected for row in rows()} == {"flag", "clean"}
    assert all(row.why for row in rows())
    assert {rule for row in rows() for rule in row.rules} == severities().keys()
    assert sum(not row.known for row in rows()) >= LEAST * len(rows())


def fault_of(row: Row) -> str:
    """What is wrong with a row, or nothing."""
    document, _ = checked(row.refid)
    if not any(row.holds(node.address.path) for node in document.root.walk()):
        return f"{row.name}: no such place"
    if is_as_expected(row) is not bool(row.known):
        return ""
    if row.known:
        return f"{row.name}: mended, take «known» out: {row.known}"
    shown = [f"{finding.rule.id} «{finding.quote}»" for finding in counted(row)]
    return f"{row.name}: expected {row.expected} ({row.why}), found {shown}"


@pytest.mark.parametrize("part", range(PARTS))
def test_citations_come_out_as_expected(part: int) -> None:
    shared_or_skip()
    cited = sorted({row.refid for row in rows()})[part::PARTS]
    assert [fault for row in rows() if row.refid in cited if (fault := fault_of(row))] == []


@pytest.mark.slow
def test_whole_documents_say_the_same_of_the_places_cited() -> None:
    for row in rows():
        found, around = (
            [(one.rule.id, one.quote, one.severity) for one in counted(row, whole)]
            for whole in (True, False)
        )
        assert found == around, row.name
