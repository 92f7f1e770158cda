"""The questions of the readiness report, and what a run's findings show of the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass

import msgspec

from regcheck.base.datafiles.data_files import load_data
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.localised import Localised
from regcheck.base.values import Value
from regcheck.findings.model import Finding
from regcheck.packs.model import SourceReference
from regcheck.packs.selectors import ids_matching
from regcheck.packs.source_files import builtin_folder
from regcheck.reports.finding_text import address_of, answer_of, shortened
from regcheck.reports.html.charts import chart_words, charts_of
from regcheck.results.result import DocumentResult
from regcheck.results.shown import is_open, open_findings, severity_of

QUESTIONS = "_readiness.yaml"
_DECISIONS = "decisions"
CITED = 8
"""Findings that are cited for a question; the others are counted."""
_MOST_REASONS = 100
"""Reasons to keep what was found that are told of for a question."""
_Key = tuple[str, bool]
"""A question, and whether it is about what shows that it is met."""


class Question(Value, frozen=True):
    """A question. `rules` select findings that bear on it, `basis` those that show it is met;
    one with neither these nor a `measure` is for people."""

    id: str
    ask: Localised
    rules: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    measure: bool = False

    @property
    def for_people(self) -> bool:
        """Whether the text shows nothing of the answer."""
        return not (self.rules or self.basis or self.measure)


class QuestionGroup(Value, frozen=True):
    """Questions under one recommendation or principle, and its source."""

    id: str
    title: Localised
    source: SourceReference
    questions: tuple[Question, ...]


class Questionnaire(Value, frozen=True):
    """All questions; `about` explains what they are."""

    title: Localised
    about: Localised
    groups: tuple[QuestionGroup, ...]


def load_questions() -> Questionnaire:
    """The questions that come with the rules."""
    tree = load_data(builtin_folder() / QUESTIONS)
    groups = [one | {"source": tree["sources"][one["source"]]} for one in tree["groups"]]
    return msgspec.convert({**tree, "groups": groups}, Questionnaire)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a draft: the draft, the address, the words and the message."""

    document: str
    address: str
    quote: str
    message: str
    rule: str
    severity: str

    @property
    def named(self) -> str:
        """The words, where the message does not name them itself."""
        return "" if self.quote in self.message else self.quote


@dataclass(frozen=True, slots=True)
class Answer:
    """What the text shows. `status` is `found`, `met`, `nothing` or `people`."""

    question: Question
    status: str
    found: tuple[Citation, ...] = ()
    met: tuple[Citation, ...] = ()
    figures: tuple[str, ...] = ()
    found_more: int = 0
    met_more: int = 0
    said: str = ""

    def sentence(self, ready: Texts) -> str:
        """What the text shows, in a sentence; empty if it shows nothing by itself."""
        total = len(self.found) + self.found_more
        if self.status == "found":
            return (ready.found_one if total == 1 else ready.found).format(n=total)
        if self.status == "nothing":
            return "" if self.question.measure else ready.nothing
        return ready.met if self.status == "met" else ready.people

    def record(self, locale: str) -> Mapping[str, object]:
        """The answer as plain values for JSON; `answer` is for people."""
        return {
            "id": self.question.id,
            "question": self.question.ask.get(locale),
            "status": self.status,
            "found": [asdict(one) for one in self.found],
            "found_more": self.found_more,
            "met": [asdict(one) for one in self.met],
            "met_more": self.met_more,
            "figures": list(self.figures),
            "answer": self.said,
        }


class Gatherer:
    """Keeps the most serious places for each question, among equals words not seen before."""

    def __init__(self, questions: Questionnaire, rule_ids: Sequence[str]) -> None:
        self._found: dict[_Key, list[tuple[int, int, int, Citation]]] = {}
        self._counts: Counter[_Key] = Counter()
        self._met: Counter[tuple[str, str]] = Counter()
        self._figures: list[str] = []
        self._taken = 0
        self._asked: dict[str, list[_Key]] = {}
        self._kept: dict[_Key, dict[str, None]] = {}
        for question in (one for group in questions.groups for one in group.questions):
            for selectors, met in ((question.rules, False), (question.basis, True)):
                for rule in {one for s in selectors for one in ids_matching(s, rule_ids)}:
                    self._asked.setdefault(rule, []).append((question.id, met))
        for rule, asked in self._asked.items():
            # A rule that shows that something is met is nowhere taken for an obstacle.
            self._asked[rule] = [key for key in asked if key[1]] or asked

    def add(self, result: DocumentResult, words: Texts) -> None:
        """Take a document's findings and figures."""
        title = shortened(result.meta.short_title or result.meta.title or result.path, 120)
        found = open_findings(result)
        decided = {
            (key, one.address_path)
            for one in found
            if one.rule.category == _DECISIONS
            for key in self._asked.get(one.rule.id, ())
        }
        for finding in found:
            self._take(finding, title, words, decided)
        for finding in result.findings:
            answered = finding.answered
            if answered is not None and answered.kind == "keep" and not is_open(finding):
                self._keep(finding, words)
        for chart in charts_of(result):
            name, value = getattr(words.of("html"), chart.name), words.decimal(chart.value)
            self._figures.append(f"{title}: {name}: {value}. {chart_words(chart, words)}")

    def _take(
        self, finding: Finding, title: str, words: Texts, decided: Set[tuple[_Key, str]]
    ) -> None:
        """Keep a finding; one on words is left out where the decision that they stand in is told
        for the same question."""
        words_met = finding.rule.id, finding.quote.lower()
        self._met[words_met] += 1
        by_word = finding.rule.category != _DECISIONS
        for key in self._asked.get(finding.rule.id, ()):
            if by_word and (key, finding.address_path) in decided:
                continue
            self._counts[key] += 1
            self._taken += 1
            citation = Citation(
                title,
                address_of(finding, words),
                shortened(finding.quote, 160),
                shortened(finding.message, 400),
                finding.rule.id,
                severity_of(finding).word,
            )
            kept = self._found.setdefault(key, [])
            kept.append((-severity_of(finding), self._met[words_met], self._taken, citation))
            if len(kept) > 4 * CITED:
                kept[:] = sorted(kept, key=lambda one: one[:3])[:CITED]

    def _keep(self, finding: Finding, words: Texts) -> None:
        """Note why people keep what an obstacle was found in."""
        place = f"{address_of(finding, words)}: «{shortened(finding.quote, 160)}»"
        for key in self._asked.get(finding.rule.id, ()):
            reasons = self._kept.setdefault(key, {})
            if len(reasons) < _MOST_REASONS:
                reasons[f"{place} – {answer_of(finding, words)}"] = None

    def answer(self, question: Question, said: str) -> Answer:
        """What was found for a question, and what people have `said`, else why they keep things."""
        found, met = self._cited((question.id, False)), self._cited((question.id, True))
        unseen = "people" if question.for_people else "nothing"
        return Answer(
            question,
            "found" if found else "met" if met else unseen,
            found,
            met,
            tuple(self._figures) if question.measure else (),
            self._counts[question.id, False] - len(found),
            self._counts[question.id, True] - len(met),
            said or "\n".join(self._kept.get((question.id, False), ())),
        )

    def _cited(self, key: _Key) -> tuple[Citation, ...]:
        chosen = sorted(self._found.get(key, ()), key=lambda one: one[:3])[:CITED]
        chosen.sort(key=lambda one: (one[0], one[2]))
        return tuple(citation for *_, citation in chosen)
