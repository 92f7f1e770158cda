"""The readiness report as HTML, Word or JSON, and what people wrote in one that is there already,
so that it is carried over and never lost."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from regcheck import __version__
from regcheck.base.errors import UsageError
from regcheck.base.files.whole import bytes_of
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import json_text, printable
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.base.texts.message import message
from regcheck.corpus.readiness.questions import (
    Answer,
    Citation,
    Gatherer,
    QuestionGroup,
    Questionnaire,
)
from regcheck.packs.model import RuleSet
from regcheck.readers.limits import Limits
from regcheck.readers.office.package import Package, PackageError
from regcheck.readers.office.xml import Element
from regcheck.readers.word.document import WordFile
from regcheck.readers.word.xml import P, T, w
from regcheck.reports.finding_text import MARKS, missing_from
from regcheck.reports.html.templates import page, resource
from regcheck.reports.records import TOOL
from regcheck.reports.report import Locales
from regcheck.reports.word.new_file import borders, line, open_word_file, word_parts
from regcheck.results.result import DocumentResult, RunResult, Settings

FORMATS = ("html", "docx", "json")
_MISSING = 20
_SOURCE = ("publisher", "title", "url")
_BOX = (
    '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/>'
    f"{borders(('top', 'left', 'bottom', 'right'), 6, '808080')}"
    '</w:tblPr><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:trPr>'
    '<w:trHeight w:val="1100" w:hRule="atLeast"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="5000" '
    'w:type="pct"/></w:tcPr>{label}{said}</w:tc></w:tr></w:tbl><w:p/>'
)
"""A box to answer in."""


class ReadinessReport:
    """Collects what the text shows and makes the file, with what people `said` before. In the end
    `groups` holds the answers by group, `missing` path, what is missing and why."""

    def __init__(
        self, questions: Questionnaire, format: str, said: Mapping[str, str] | None = None
    ) -> None:
        self.questions = questions
        self.file = b""
        self.drafts: list[str] = []
        self.missing: list[tuple[str, str, str]] = []
        self.groups: list[tuple[QuestionGroup, list[Answer]]] = []
        self._said = said or {}
        self._format = format
        self._locales = Locales()
        self._gatherer = Gatherer(questions, ())

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Take the settings and the rules."""
        self._locales = Locales(settings.locale)
        self._gatherer = Gatherer(self.questions, [rule.id for rule in rule_set.rules])

    def document(self, result: DocumentResult) -> None:
        """Take what a document shows."""
        words = self._locales.of_result(result)
        for missing in missing_from(result, words):
            if len(self.missing) < _MISSING:
                self.missing.append((printable(missing.path), missing.title, missing.text))
        if result.unreadable is None:
            self.drafts.append(printable(result.meta.title or result.path))
            self._gatherer.add(result, words)

    def end(self, run: RunResult) -> None:
        """Make the file."""
        answer, said = self._gatherer.answer, self._said
        self.groups = [
            (group, [answer(one, said.get(one.id, "")) for one in group.questions])
            for group in self.questions.groups
        ]
        words = self._locales.of_all()
        digest = run.rule_set_digest[:12]
        made_by = words.of("readiness").made_by.format(version=__version__, digest=digest)
        self.file = {"html": _html, "docx": _docx, "json": _json}[self._format](
            self, words, made_by
        )


def _html(content: ReadinessReport, words: Texts, made_by: str) -> bytes:
    pieces = page(
        "corpus/readiness/readiness.jinja",
        resource("corpus/readiness/readiness.css"),
        content=content,
        made_by=made_by,
        locale=words.locale,
        ready=words.of("readiness"),
        words=words,
        icons=MARKS,
    )
    return "".join(pieces).encode("utf-8", "backslashreplace")


def _json(content: ReadinessReport, words: Texts, _: str) -> bytes:
    locale = words.locale
    record = {
        "schema_version": 1,
        "tool": TOOL,
        "title": content.questions.title.get(locale),
        "about": content.questions.about.get(locale),
        "documents": list(content.drafts),
        "missing": [{"path": p, "what": what, "why": why} for p, what, why in content.missing],
        "groups": [
            {
                "id": group.id,
                "title": group.title.get(locale),
                "source": {name: getattr(group.source, name) for name in _SOURCE},
                "questions": [answer.record(locale) for answer in answers],
            }
            for group, answers in content.groups
        ],
    }
    text = json_text(record, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")


def _docx(content: ReadinessReport, words: Texts, made_by: str) -> bytes:
    ready, locale = words.of("readiness"), words.locale
    body = [line(content.questions.title.get(locale), "Title")]
    body += [line(draft) for draft in content.drafts]
    body.append(line(content.questions.about.get(locale)))
    if content.missing:
        body.append(line(f"{ready.missing}:", bold=True))
        body += [line(f"{path}: {what}: {why}") for path, what, why in content.missing]
    number = 0
    for group, answers in content.groups:
        source = group.source
        body.append(line(group.title.get(locale), "Heading1"))
        body.append(line(f"{ready.source}: {source.publisher}, {source.title}, {source.url}"))
        for answer in answers:
            number += 1
            body.append(line(f"{number}. {answer.question.ask.get(locale)}", "Heading2"))
            body += map(line, _shown(answer, ready))
            said = "".join(map(line, answer.said.splitlines())) or "<w:p/>"
            body.append(_BOX.format(label=line(f"{ready.answer}:", bold=True), said=said))
    body.append(line(made_by))
    with open_word_file(word_parts(body, locale)) as made:
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


_TABLE, _STYLE = w("tbl"), w("pStyle")
_OWN = ("found", "found_one", "met", "nothing", "people", "more", "answer", "source", "made_by")
_VALUE = pattern(r"\\\{\w+\\\}")


class Form(NamedTuple):
    """What people answered in a form, by question, the drafts that it is about, and lines that
    stand outside its boxes and are not ours."""

    said: Mapping[str, str] = MappingProxyType({})
    drafts: Sequence[str] = ()
    outside: Sequence[str] = ()


def form_at(path: str, kind: str, questions: Questionnaire) -> Form:
    """The form at a path, if there is a file. Raises UsageError for what is no such form, or has
    answers to other questions, which would be lost."""
    file = Path(path)
    if kind == "html" or path in ("", "-") or not file.is_file():
        return Form()
    known = {one.id for group in questions.groups for one in group.questions}
    try:
        data = bytes_of(file, Limits().max_file_bytes)
        form = _in_json(json.loads(data)) if kind == "json" else _in_word(data, questions)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, PackageError) as fault:
        raise UsageError(message("readiness.no_form", path=path)) from fault
    if not form.said or any(said and name not in known for name, said in form.said.items()):
        raise UsageError(message("readiness.no_form", path=path))
    return form._replace(said={name: said for name, said in form.said.items() if said})


def _in_json(form: Any) -> Form:
    asked = (one for group in form["groups"] for one in group["questions"])
    said = {str(one["id"]): str(one["answer"]).strip() for one in asked}
    return Form(said, list(map(str, form["documents"])))


def _in_word(data: bytes, questions: Questionnaire) -> Form:
    """What stands under each question of a Word form; other boxes under no name."""
    named = {
        question.ask.get(locale): question.id
        for group in questions.groups
        for question in group.questions
        for locale in LOCALES
    }
    words = [Texts("readiness", locale) for locale in LOCALES]
    labels = {"", *(f"{one.answer}:" for one in words)}
    titles = {questions.title.get(locale) for locale in LOCALES}
    about = {questions.about.get(locale) for locale in LOCALES}
    groups = {group.title.get(locale) for group in questions.groups for locale in LOCALES}
    told = (_VALUE.sub(".*", re.escape(getattr(one, name))) for one in words for name in _OWN)
    ours = pattern(rf"•.*|(?:{'|'.join(told)})(?::.*)?")
    found: dict[str, list[str]] = {}
    drafts: list[str] = []
    outside: list[str] = []
    asked, boxed, begun = "", False, False
    body = WordFile(Package(data, "", Limits())).root.find(w("body"))
    for block in body or ():
        lines = [line for line in _lines(block) if line not in labels]
        text = "".join(lines)
        if block.tag == _TABLE:
            boxed = True
            found.setdefault(asked, []).extend(lines)
        elif any(one.get(w("val")) in ("Heading1", "Heading2") for one in block.iter(_STYLE)):
            asked, boxed = named.get(text.partition(". ")[2], ""), False
            begun = True
            outside += [] if asked or text in groups else lines
        elif not begun and text not in titles:
            begun = text in about
            drafts += [] if begun else lines
        elif boxed and asked and not ours.fullmatch(text):
            found[asked].extend(lines)
        elif not text.startswith(tuple(f"{draft}: " for draft in drafts)):
            outside += [line for line in lines if not (ours.fullmatch(line) or line in titles)]
    return Form({name: "\n".join(lines) for name, lines in found.items()}, drafts, outside)


def _lines(block: Element) -> list[str]:
    """The text of each paragraph in a block."""
    return ["".join(t.text for t in one.iter(T)).strip() for one in block.iter(P)]
