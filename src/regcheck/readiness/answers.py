"""What the findings of a run show of the answers to questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regcheck.findings.model import Finding
from regcheck.packs.selectors import ids_matching
from regcheck.readiness.questions import Question, QuestionGroup, Questionnaire
from regcheck.reports.html.charts import charts_of
from regcheck.reports.html.report import chart_words
from regcheck.reports.told import address_of, is_open, shortened
from regcheck.results.result import DocumentResult
from regcheck.results.totals import severity_of
from regcheck.texts.catalogue import Texts

CITED = 8
"""Findings that are cited for a question; the others are counted."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a draft: which draft, where, the words, and what is said of them."""

    document: str
    address: str
    quote: str
    message: str
    rule: str
    severity: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the text shows: places that bear on the question, places that show it is met, figures,
    and how many places are not cited. `status` is `found`, `met`, `nothing` or `people`."""

    question: Question
    status: str
    found: tuple[Citation, ...] = ()
    met: tuple[Citation, ...] = ()
    figures: tuple[str, ...] = ()
    found_more: int = 0
    met_more: int = 0


@dataclass(frozen=True, slots=True)
class AnsweredGroup:
    """A group with its answers."""

    group: QuestionGroup
    answers: tuple[Answer, ...]


class Gatherer:
    """Takes results and keeps, for each question, the gravest places and how many there are. Of
    equally grave ones those come first whose words have not been met before."""

    def __init__(self, questions: Questionnaire, rule_ids: Sequence[str]) -> None:
        self._questions = questions
        self._found: dict[tuple[str, bool], list[tuple[int, int, int, Citation]]] = {}
        self._counts: Counter[tuple[str, bool]] = Counter()
        self._met: Counter[tuple[str, str]] = Counter()
        self._figures: list[str] = []
        self._asked: dict[str, list[tuple[str, bool]]] = {}
        self._taken = 0
        for group in questions.groups:
            for question in group.questions:
                for selectors, met in ((question.rules, False), (question.basis, True)):
                    ids = {one for s in selectors for one in ids_matching(s, rule_ids)}
                    for rule in ids:
                        self._asked.setdefault(rule, []).append((question.id, met))
        self._drop_basis_from_obstacles()

    def _drop_basis_from_obstacles(self) -> None:
        """A rule that shows that something is met is nowhere taken for an obstacle."""
        for rule, asked in self._asked.items():
            if any(met for _, met in asked):
                self._asked[rule] = [(name, met) for name, met in asked if met]

    def add(self, result: DocumentResult, words: Texts) -> None:
        """Take a document's findings and figures."""
        title = shortened(result.meta.short_title or result.meta.title or result.path, 120)
        for finding in result.findings:
            if is_open(finding):
                self._take(finding, title, words)
        html = Texts("html", words.locale)
        for chart in charts_of(result):
            value = words.decimal(chart.value)
            said = f"{getattr(html, chart.name)}: {value}. {chart_words(chart, words)}"
            self._figures.append(f"{title}: {said}")

    def _take(self, finding: Finding, title: str, words: Texts) -> None:
        words_met = finding.rule.id, finding.quote.lower()
        self._met[words_met] += 1
        for key in self._asked.get(finding.rule.id, ()):
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
            grave = -severity_of(finding)
            kept.append((grave, self._met[words_met], self._taken, citation))
            if len(kept) > 4 * CITED:
                kept[:] = sorted(kept, key=lambda one: one[:3])[:CITED]

    def answers(self) -> list[AnsweredGroup]:
        """The questions with what was found, group by group."""
        return [
            AnsweredGroup(group, tuple(self._answer(one) for one in group.questions))
            for group in self._questions.groups
        ]

    def _answer(self, question: Question) -> Answer:
        found, met = self._cited(question.id, False), self._cited(question.id, True)
        status = "people" if question.for_people else "nothing"
        if met:
            status = "met"
        if found:
            status = "found"
        return Answer(
            question,
            status,
            found,
            met,
            tuple(self._figures) if question.measure else (),
            self._counts[question.id, False] - len(found),
            self._counts[question.id, True] - len(met),
        )

    def _cited(self, name: str, met: bool) -> tuple[Citation, ...]:
        chosen = sorted(self._found.get((name, met), ()), key=lambda one: one[:3])[:CITED]
        chosen.sort(key=lambda one: (one[0], one[2]))
        return tuple(citation for *_, citation in chosen)


def answer_records(groups: Sequence[AnsweredGroup], locale: str) -> list[Mapping[str, object]]:
    """The answers as plain values for JSON; `answer` is left for people."""
    return [
        {
            "id": one.group.id,
            "title": one.group.title.get(locale),
            "source": {
                "publisher": one.group.source.publisher,
                "title": one.group.source.title,
                "url": one.group.source.url,
            },
            "questions": [_record(answer, locale) for answer in one.answers],
        }
        for one in groups
    ]


def _record(answer: Answer, locale: str) -> Mapping[str, object]:
    return {
        "id": answer.question.id,
        "question": answer.question.ask.get(locale),
        "status": answer.status,
        "found": [_citation(one) for one in answer.found],
        "found_more": answer.found_more,
        "met": [_citation(one) for one in answer.met],
        "met_more": answer.met_more,
        "figures": list(answer.figures),
        "answer": "",
    }


def _citation(one: Citation) -> Mapping[str, object]:
    return {name: getattr(one, name) for name in Citation.__dataclass_fields__}


def said_of(answer: Answer, words: Texts) -> str:
    """What the text shows, in a sentence; empty where it shows nothing by itself."""
    ready = Texts("readiness", words.locale)
    total = len(answer.found) + answer.found_more
    if answer.status == "found":
        return (ready.found_one if total == 1 else ready.found).format(n=total)
    if answer.status == "met":
        return ready.met
    if answer.status == "people":
        return ready.people
    return "" if answer.question.measure else ready.nothing
