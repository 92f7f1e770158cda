"""The readiness report as HTML, Word or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from regcheck import __version__
from regcheck.base.text.printable import json_text, printable
from regcheck.base.texts.catalogue import Texts
from regcheck.corpus.readiness.questions import (
    Answer,
    AnsweredGroup,
    Citation,
    Gatherer,
    Questionnaire,
)
from regcheck.packs.model import RuleSet
from regcheck.reports.finding_text import MARKS, missing_from
from regcheck.reports.html.templates import page, resource
from regcheck.reports.records import TOOL
from regcheck.reports.report import Locales
from regcheck.reports.word.comments import comments_part
from regcheck.reports.word.new_file import borders, line, open_word_file, word_parts
from regcheck.results.result import DocumentResult, RunResult, Settings

FORMATS = ("html", "docx", "json")
_MISSING = 20
_BOX = (
    '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>'
    f"{borders(('top', 'left', 'bottom', 'right'), 6, '808080')}"
    '</w:tblPr><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:trPr>'
    '<w:trHeight w:val="1100" w:hRule="atLeast"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="5000" '
    'w:type="pct"/></w:tcPr>{label}{said}</w:tc></w:tr></w:tbl><w:p/>'
)
"""A box to answer in."""


@dataclass(frozen=True, slots=True)
class _Content:
    """Everything a format needs. `missing` holds path, what is missing and why."""

    questions: Questionnaire
    groups: Sequence[AnsweredGroup]
    drafts: Sequence[str]
    missing: Sequence[tuple[str, str, str]]
    words: Texts
    digest: str

    @property
    def made_by(self) -> str:
        made_by = self.words.of("readiness").made_by
        return made_by.format(version=__version__, digest=self.digest[:12])


class ReadinessReport:
    """Collects what the text shows and makes the file, with what people `said` before."""

    def __init__(
        self, questions: Questionnaire, format: str, said: Mapping[str, str] | None = None
    ) -> None:
        self._said = said or {}
        self.file = b""
        self._questions = questions
        self._format = format
        self._locales = Locales()
        self._gatherer = Gatherer(questions, ())
        self._drafts: list[str] = []
        self._missing: list[tuple[str, str, str]] = []

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Take the settings and the rules."""
        self._locales = Locales(settings.locale)
        self._gatherer = Gatherer(self._questions, [rule.id for rule in rule_set.rules])

    def document(self, result: DocumentResult) -> None:
        """Take what a document shows."""
        words = self._locales.of_result(result)
        for missing in missing_from(result, words):
            if len(self._missing) < _MISSING:
                self._missing.append((printable(missing.path), missing.title, missing.text))
        if result.unreadable is None:
            self._drafts.append(printable(result.meta.title or result.path))
            self._gatherer.add(result, words)

    def end(self, run: RunResult) -> None:
        """Make the file."""
        content = _Content(
            self._questions,
            self._gatherer.answers(self._said),
            self._drafts,
            self._missing,
            self._locales.of_all(),
            run.rule_set_digest,
        )
        makers = {"html": _html, "docx": _docx, "json": _json}
        self.file = makers[self._format](content)


def _html(content: _Content) -> bytes:
    pieces = page(
        "corpus/readiness/readiness.jinja",
        resource("corpus/readiness/readiness.css"),
        content=content,
        locale=content.words.locale,
        ready=content.words.of("readiness"),
        words=content.words,
        icons=MARKS,
    )
    return "".join(pieces).encode("utf-8", "backslashreplace")


def _json(content: _Content) -> bytes:
    locale = content.words.locale
    record = {
        "schema_version": 1,
        "tool": TOOL,
        "title": content.questions.title.get(locale),
        "about": content.questions.about.get(locale),
        "documents": list(content.drafts),
        "missing": [{"path": p, "what": what, "why": why} for p, what, why in content.missing],
        "groups": [group.record(locale) for group in content.groups],
    }
    text = json_text(record, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")


def _docx(content: _Content) -> bytes:
    ready, locale = content.words.of("readiness"), content.words.locale
    body = [line(content.questions.title.get(locale), "Title")]
    body += [line(draft) for draft in content.drafts]
    body.append(line(content.questions.about.get(locale)))
    if content.missing:
        body.append(line(f"{ready.missing}:", bold=True))
        body += [line(f"{path}: {what}: {why}") for path, what, why in content.missing]
    number = 0
    for one in content.groups:
        source = one.group.source
        body.append(line(one.group.title.get(locale), "Heading1"))
        body.append(line(f"{ready.source}: {source.publisher}, {source.title}, {source.url}"))
        for answer in one.answers:
            number += 1
            body.append(line(f"{number}. {answer.question.ask.get(locale)}", "Heading2"))
            body += map(line, _shown(answer, ready))
            said = "".join(map(line, answer.said.splitlines())) or "<w:p/>"
            body.append(_BOX.format(label=line(f"{ready.answer}:", bold=True), said=said))
    body.append(line(content.made_by))
    comments = comments_part(None, []).decode()
    with open_word_file(word_parts(body, locale, ("comments", "comments", comments))) as made:
        return made.read()


def _shown(answer: Answer, ready: Texts) -> list[str]:
    lines = list(answer.figures)
    if sentence := answer.sentence(ready):
        lines.append(sentence)
    lines += _cited(answer.found, answer.found_more, ready)
    if answer.met and answer.status != "met":
        lines.append(ready.met)
    return lines + _cited(answer.met, answer.met_more, ready)


def _cited(citations: Sequence[Citation], more: int, ready: Texts) -> list[str]:
    lines = [
        f"• {MARKS[one.severity]} {one.address}{named}: {one.message}"
        for one in citations
        for named in [f" («{one.named}»)" if one.named else ""]
    ]
    return [*lines, f"• {ready.more.format(n=more)}"] if more else lines
