"""New precedents, from two dated states of law: findings that are gone, with the words that stand
there now. Which of them are models is for people to judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from regcheck.changes.alignment import moved_address
from regcheck.changes.compare import DocumentComparison
from regcheck.changes.marks import address_within
from regcheck.document.model import Document, NodeKind
from regcheck.findings.model import Finding
from regcheck.language.sentences import sentence_spans

ALIKE: Final = 0.45
"""From this share of common words on, a sentence is a version of another."""


@dataclass(frozen=True, slots=True)
class RewrittenFinding:
    """A finding that is gone; `new` are the words in place of `old`, empty if struck out."""

    rule: str
    refid: str
    address: str
    old: str
    new: str
    old_sentence: str
    new_sentence: str


def rewritten(
    compared: DocumentComparison, old: Document, new: Document, places: Mapping[str, str]
) -> Iterator[RewrittenFinding]:
    """What became of findings that a later version no longer has; unchanged sentences and what
    is repealed whole give nothing."""
    later = _sentences(new)
    for finding in compared.removed:
        before = " ".join(finding.sentence.of(old.text).split())
        address = address_within(finding.address_path, old.meta.refid)
        there = later.get(_section(moved_address(address, places)), [])
        if not before or before in there:
            continue
        words = before.split()
        alike = [
            (SequenceMatcher(None, words, s.split(), autojunk=False).ratio(), s) for s in there
        ]
        likeness, after = max(alike, default=(0.0, ""))
        if likeness >= ALIKE:
            yield RewrittenFinding(
                finding.rule.id,
                old.meta.refid,
                finding.address_path,
                finding.quote,
                _in_place(finding, old, after),
                before,
                after,
            )


def _section(address: str) -> str:
    steps = address.split("/")
    last = next((n for n, step in enumerate(steps) if step.startswith("§")), len(steps) - 1)
    return "/".join(steps[: last + 1])


def _sentences(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for at, leaf in enumerate(document.leaves):
        above = (node for node in document.parents[at] if node.kind is NodeKind.ARTICLE)
        section = next(above, leaf)
        text = leaf.span.of(document.text)
        path = _section(address_within(section.address.path, document.meta.refid))
        found.setdefault(path, []).extend(
            " ".join(span.of(text).split()) for span in sentence_spans(text)
        )
    return found


def _in_place(finding: Finding, old: Document, after: str) -> str:
    start = finding.sentence.start
    words: list[str] = []
    hit: set[int] = set()
    at = start
    for word in finding.sentence.of(old.text).split():
        at = old.text.index(word, at)
        if at < finding.span.end and at + len(word) > finding.span.start:
            hit.add(len(words))
        words.append(word)
        at += len(word)
    later = after.split()
    came: list[str] = []
    for kind, low, high, first, last in SequenceMatcher(
        None, words, later, autojunk=False
    ).get_opcodes():
        if kind != "equal" and (hit & set(range(low, high)) or (low == high and low in hit)):
            came += later[first:last]
    return " ".join(came).strip(" ,.;:")
