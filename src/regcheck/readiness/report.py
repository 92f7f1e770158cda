"""The readiness report as HTML, Word or JSON."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from regcheck import __version__
from regcheck.packs.model import RuleSet
from regcheck.readiness.answers import (
    Answer,
    AnsweredGroup,
    Citation,
    Gatherer,
    answer_records,
    said_of,
)
from regcheck.readiness.questions import Questionnaire
from regcheck.reports.html.templates import content_hash, environment
from regcheck.reports.layout import printable
from regcheck.reports.locales import Locales
from regcheck.reports.missing import missing_from
from regcheck.reports.records import TOOL
from regcheck.reports.told import MARKS
from regcheck.reports.word.fresh import package_of
from regcheck.reports.word.parts import paragraph
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.texts.catalogue import Texts

FORMATS = ("html", "docx", "json")
_MISSING = 20


@dataclass(frozen=True, slots=True)
class _Told:
    """All that a format needs."""

    questions: Questionnaire
    groups: Sequence[AnsweredGroup]
    drafts: Sequence[str]
    missing: Sequence[tuple[str, str, str]]
    words: Texts
    made_by: str


class ReadinessReport:
    """Gathers what the text shows, and gives the file at the end. `file` holds its bytes then."""

    def __init__(self, questions: Questionnaire, format: str) -> None:
        self.file = b""
        self._questions = questions
        self._format = format
        self._locales = Locales()
        self._digest = ""
        self._gatherer = Gatherer(questions, ())
        self._drafts: list[str] = []
        self._missing: list[tuple[str, str, str]] = []

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Take the settings and the rules."""
        self._locales = Locales(settings.locale)
        self._digest = rule_set.digest
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
        words = self._locales.of_all()
        made_by = Texts("readiness", words.locale).made_by
        told = _Told(
            self._questions,
            self._gatherer.answers(),
            self._drafts,
            self._missing,
            words,
            made_by.format(version=__version__, digest=self._digest[:12]),
        )
        makers = {"html": _html, "docx": _docx, "json": _json}
        self.file = makers[self._format](told)


def _html(told: _Told) -> bytes:
    styles = environment().get_template("readiness.css").render()
    page = environment().get_template("readiness.jinja")
    return page.render(
        told=told,
        locale=told.words.locale,
        ready=Texts("readiness", told.words.locale),
        words=told.words,
        styles=styles,
        style_hash=content_hash(styles),
        said_of=lambda answer: said_of(answer, told.words),
        icons=MARKS,
    ).encode("utf-8", "backslashreplace")


def _json(told: _Told) -> bytes:
    record = {
        "schema_version": 1,
        "tool": TOOL,
        "title": told.questions.title.get(told.words.locale),
        "about": told.questions.about.get(told.words.locale),
        "documents": list(told.drafts),
        "missing": [{"path": p, "what": what, "why": why} for p, what, why in told.missing],
        "groups": answer_records(told.groups, told.words.locale),
    }
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")


def _docx(told: _Told) -> bytes:
    ready, locale = Texts("readiness", told.words.locale), told.words.locale
    body = [paragraph(told.questions.title.get(locale), "Title")]
    body += [paragraph(draft) for draft in told.drafts]
    body.append(paragraph(told.questions.about.get(locale)))
    if told.missing:
        body.append(paragraph(f"{ready.missing}:", bold=True))
        body += [paragraph(f"{path}: {what}: {why}") for path, what, why in told.missing]
    number = 0
    for one in told.groups:
        source = one.group.source
        body.append(paragraph(one.group.title.get(locale), "Heading1"))
        based_on = f"{ready.source}: {source.publisher}, {source.title}, {source.url}"
        body.append(paragraph(based_on))
        for answer in one.answers:
            number += 1
            body.append(paragraph(f"{number}. {answer.question.ask.get(locale)}", "Heading2"))
            body += _shown(answer, told.words)
            body.append(_box(ready.answer))
    body.append(paragraph(told.made_by))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package_of(package, "".join(body), [], locale)
    return out.getvalue()


def _shown(answer: Answer, words: Texts) -> list[str]:
    ready = Texts("readiness", words.locale)
    said = said_of(answer, words)
    lines = [paragraph(figure) for figure in answer.figures]
    if said:
        lines.append(paragraph(said))
    lines += _cited(answer.found, answer.found_more, words)
    if answer.met and answer.status != "met":
        lines.append(paragraph(ready.met))
    return lines + _cited(answer.met, answer.met_more, words)


def _cited(citations: Sequence[Citation], more: int, words: Texts) -> list[str]:
    lines = [
        paragraph(f"• {MARKS[one.severity]} {one.address} («{one.quote}»): {one.message}")
        for one in citations
    ]
    if more:
        lines.append(paragraph(f"• {Texts('readiness', words.locale).more.format(n=more)}"))
    return lines


def _box(label: str) -> str:
    """An empty box to answer in."""
    asked = paragraph(f"{label}:", bold=True)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{sides}</w:tblBorders>'
        '</w:tblPr><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:trPr>'
        '<w:trHeight w:val="1100" w:hRule="atLeast"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="5000" '
        f'w:type="pct"/></w:tcPr>{asked}<w:p/></w:tc></w:tr></w:tbl><w:p/>'
    )
