"""Findings drawn for readers to rate, as a drafter would meet them: documents at random, a few
findings of each, always the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final, cast

from regcheck.document.blocks import Block
from regcheck.findings.model import Finding
from regcheck.law.address import Address, Step, StepKind
from regcheck.quality.evaluation.ratings import MARKS, Facts, SeverityWord, digest, says, unmarked
from regcheck.quality.evaluation.sample import Sampler, place_of
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.shown import is_shown

AROUND: Final = 1200
"""Code points of a provision shown on each side of the words."""
GATED: Final = "discretion"
"""The category of which readers are asked whether the words are a gate."""


@dataclass(frozen=True, slots=True)
class RatingTask:
    """A finding as a reader gets it: in which text, where, and in its provision."""

    facts: Facts
    title: str
    address: str
    provision: str
    message: str
    advice: str


@dataclass(slots=True)
class Draw:
    """Draws `number` findings, at most `per_document` of each document. `split` is the set that
    they will belong to. Every document that has findings is as likely as any other."""

    number: int
    per_document: int
    seed: int
    split: str
    settings: Settings
    _documents: Sampler[list[RatingTask]] | None = None
    seen: int = 0

    def add(self, result: DocumentResult) -> None:
        """Take a document into account; its result must hold the text."""
        self._documents = self._documents or Sampler(self.number, self.seed)
        mine: Sampler[Finding] = Sampler(self.per_document, self.seed)
        for one in result.findings:
            if is_shown(one, self.settings):
                mine.add(one, place_of(one, result.path))
        self.seen += mine.seen
        drawn = sorted(mine.sample(), key=lambda one: one.start)
        if drawn:
            shown = [_shown(finding, result, self.split) for finding in drawn]
            self._documents.add(shown, (result.path,))

    def drawn(self) -> list[RatingTask]:
        """The findings: documents in random order, in each in the order of its text."""
        documents = self._documents.sample() if self._documents else []
        return [one for document in documents for one in document][: self.number]


def _shown(finding: Finding, result: DocumentResult, split: str) -> RatingTask:
    refid = result.meta.refid
    document = "" if refid else PurePosixPath(result.path).name
    provision = provision_of(finding, result.blocks)
    place = (refid or document, str(finding.start), finding.rule.id, finding.quote)
    name = hashlib.sha256("\0".join(place).encode("utf-8", "surrogatepass")).hexdigest()
    facts = Facts(
        id=f"F{name[:12]}",
        split=split,
        refid=refid,
        document=document,
        address_path=finding.address_path,
        start=finding.start,
        end=finding.end,
        words=digest(finding.quote),
        provision=digest(unmarked(provision)),
        says=says(finding.message, finding.advice),
        rule=finding.rule.id,
        severity=cast("SeverityWord", finding.severity.word),
        decider=finding.decider or "",
    )
    title = result.meta.title or refid or document
    return RatingTask(facts, title, finding.address, provision, finding.message, finding.advice)


def provision_of(finding: Finding, blocks: Sequence[Block]) -> str:
    """The provision around a finding, its words between marks; a long one is cut."""
    before, after = MARKS
    for _, run in groupby(blocks, lambda block: _unit(block.address)):
        above, words, below = "", "", ""
        for block in run:
            start, end = finding.span.start - block.start, finding.span.end - block.start
            if 0 <= start < len(block.text) and block.start >= 0:
                above += f"{block.marker} {block.text[:start]}".lstrip()
                words = f"{before}{block.text[start:end]}{after}"
                below = f"{block.text[end:]}\n"
            elif block.text:
                line = f"{block.marker} {block.text}\n".lstrip()
                above, below = (above, below + line) if words else (above + line, below)
        if words:
            if len(above) > AROUND:
                above = f"…{above[-AROUND:].partition(' ')[2]}"
            if len(below) > AROUND:
                below = f"{below[:AROUND].rpartition(' ')[0]}…"
            return f"{above}{words}{below}".rstrip("\n")
    return f"{before}{finding.quote}{after}"


def _unit(address: Address) -> tuple[Step, ...]:
    """The steps down to the section, or the first where there is none."""
    sections = [n for n, one in enumerate(address.steps) if one.kind is StepKind.ARTICLE]
    return address.steps[: sections[-1] + 1] if sections else address.steps[:1]
