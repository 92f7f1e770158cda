"""The HTML report: documents are kept, compressed, until the summary can be written."""

from __future__ import annotations

import json
from collections import ChainMap, Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from regcheck import __version__
from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.changes.marks import mark_of
from regcheck.decisions.model import Decision
from regcheck.findings.model import Finding
from regcheck.packs.categories import Labels, label_of
from regcheck.packs.model import Rule
from regcheck.reports.decisions import decision_cells
from regcheck.reports.finding_text import (
    MARKS,
    Remark,
    address_of,
    all_remarks,
    caveats,
    missing_from,
    none_found,
    not_checked_text,
    precedents_told,
    source_text,
    word_notes,
)
from regcheck.reports.html.charts import HEIGHT, WIDTH, chart_words, charts_of
from regcheck.reports.html.outline import NumberedFinding, outline
from regcheck.reports.html.templates import environment, page, resource, script_json
from regcheck.reports.records import Record
from regcheck.reports.report import BaseReport, Packed, Write
from regcheck.results.result import DocumentResult, RunResult, TermUnit
from regcheck.results.shown import (
    SEVERITY_WORDS,
    Placed,
    grouped,
    is_open,
    most_frequent,
    open_findings,
    rank,
    set_aside,
    severity_of,
    shown_findings,
    wanted_findings,
)

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

    from regcheck.concepts.marked import Piece

ROOM = 60_000_000
"""Code points of documents a report holds: browsers give up on more. Later ones are counted."""
MISSING_SHOWN = 200
_HERE = "reports/html"
_LETTER = {"error": "e", "warning": "w", "info": "i"}


FindingRow = tuple[list[tuple[int, Finding]], Finding, list[int]]
"""Findings told together with their numbers, the best of them, and the row's three orders."""


class HtmlReport(BaseReport[str]):
    """Keeps the rules used, a row for each document, and the rendered documents."""

    def __init__(self, write: Write) -> None:
        super().__init__(write)
        self._rules: dict[str, int] = {}
        self._told: dict[str, dict[int, Any]] = {}
        self._rows: list[Record] = []
        self._missing: list[tuple[str, str, str]] = []
        self._numbers = 0
        self._room = ROOM
        self._last: Record | None = None
        self._packed = Packed[str]()
        self._starts: dict[str, int] = {}

    def document(self, result: DocumentResult) -> None:
        """Render a document and keep it."""
        words = self.locales.of_result(result)
        for missing in missing_from(result, words):
            if len(self._missing) < MISSING_SHOWN:
                self._missing.append((missing.path, missing.title, missing.text))
        if result.unreadable is not None:
            return
        self._put_aside(single=False)
        row = {
            "number": len(self._rows),
            "title": result.meta.title or result.path,
            "path": result.path,
            "words": int(result.measures.get("words", 0)),
            "counts": Counter(severity_of(finding).word for finding in open_findings(result)),
            "shown": self._room > 0,
            "refid": result.meta.refid,
        }
        self._rows.append(row)
        result = replace(result, findings=tuple(wanted_findings(result, self.settings)))
        self.first.add(result)
        if row["shown"]:
            self._last = self._rendered(result, words, row)
            self._room -= len(self._last["text"])

    def _put_aside(self, *, single: bool) -> str:
        """Keep the last document's text; the cards of a single one belong in the summary."""
        last, self._last = self._last, None
        if last is None:
            return ""
        self._packed.put(_template("head").render(last | ({"cards": None} if single else {})))
        self._packed.put(last["text"])
        return str(last["cards"]) if single else ""

    def end(self, run: RunResult) -> None:
        """Write the summary, then the documents."""
        words = self.locales.of_all()
        html = words.of("html")
        one = self._rows[0] if len(self._rows) == 1 else None
        unchecked = not_checked_text(run.not_checked, words)
        caveats = self._last["caveats"] if one and self._last else [unchecked] if unchecked else []
        cards = self._put_aside(single=one is not None)
        several = html.report_of.format(n=words.number(len(self._rows)))
        told = ChainMap(self._told.get(words.locale, {}), *self._told.values())
        data = {
            "rules": self._told,
            "words": {key: getattr(html, key) for key in _SCRIPT_WORDS},
            "severities": {
                _LETTER[word]: words.table("severities")[word] for word in SEVERITY_WORDS
            },
            "info": self.settings.show_info,
        }
        whole = page(
            f"{_HERE}/page.jinja",
            resource(f"{_HERE}/report.css"),
            resource(f"{_HERE}/report.js"),
            words=words,
            html=html,
            title=(one["title"] if one else several) if self._rows else html.report,
            single=one,
            cards=cards,
            caveats=caveats,
            first=[(self._number(one), one) for one in self.first.chosen()],
            address=lambda finding: address_of(finding, words),
            none_found=none_found(run.not_checked, run.words, run.settings, words),
            letter=lambda finding: _LETTER[severity_of(finding).word],
            by_rule=most_frequent(run) if self.settings.statistics else (),
            severity_name=lambda word, n: (
                words.of("ci").form(f"counts/{word}", n).removeprefix("{n} ")
            ),
            rows=self._rows,
            counts=_table(run, words),
            totals={word: run.open_by_severity.get(word, 0) for word in SEVERITY_WORDS},
            size=words.count("words", run.words),
            documents=words.count("documents", run.documents),
            missing=self._missing,
            set_aside=set_aside(run),
            rules=[(id, at, told[at]["title"]) for id, at in sorted(self._rules.items())],
            made_by=html.made_by.format(version=__version__, digest=run.rule_set_digest[:12]),
            data=script_json(data),
            info=self.settings.show_info,
            word_notes=word_notes(run.by_rule, self.word_rules, words),
            left_out=words.count("left_out", run.left_out) if run.left_out else "",
            number=words.number,
            icons=MARKS,
            letters=_LETTER,
        )
        before, _, after = "".join(whole).partition(_CUT)
        self.write(before)
        for text in self._packed.take():
            self.write(text)
        self.write(after)

    def _rendered(self, result: DocumentResult, words: Texts, row: Record) -> Record:
        """A document as HTML with what its head says: its charts and chapters, and its text."""
        html = words.of("html")
        self._starts[result.path] = self._numbers
        found = [NumberedFinding.of(n, f) for n, f in enumerate(result.findings, self._numbers + 1)]
        self._numbers += len(found)
        remarks: dict[tuple[Remark, ...], int] = {}
        notes: dict[int, tuple[int, int]] = {}
        for one in found:
            said = (*all_remarks(one.finding, words), *precedents_told(one.finding, words))
            index = remarks.setdefault(said, len(remarks))
            notes[one.number] = (self._rule(one.finding.rule, words), index)
        chapters = outline(result, found, words, html.elsewhere)
        charts = [(chart, chart_words(chart, words)) for chart in charts_of(result)]
        shared = {"number": row["number"], "words": words, "html": html}
        cards = _template("cards").render(
            tallied=[one for one in chapters if any(one.tally().values())],
            charts=charts,
            chart_size=(WIDTH, HEIGHT),
            **shared,
        )
        text = _template("document").render(
            language=result.meta.language,
            chapters=chapters,
            notes=notes,
            remarks=script_json(list(remarks)),
            letter=lambda finding: _LETTER[severity_of(finding).word],
            aside=lambda finding: not is_open(finding),
            address=lambda finding: address_of(finding, words),
            mark=lambda finding: _mark(finding, result),
            listing=self._listed(result, found),
            terms=list(map(_term, result.terms)),
            decisions=[_decided(*one, found, words.locale) for one in result.decisions],
            boxes=words.of("decisions"),
            compared=bool(self.settings.concepts),
            ranked=any(one.usefulness is not None for one in result.findings),
            icons=MARKS,
            **shared,
        )
        size = words.count("words", row["words"]) if row["words"] else ""
        # How one came to the file from somewhere else says nothing to whoever gets the report.
        path = result.path.rpartition("../")[2]
        meta = [part for part in (path, result.meta.refid, size) if part]
        told = {"row": row, "html": html, "meta": meta, "caveats": caveats(result, words)}
        return told | {"cards": cards, "text": text}

    def _listed(self, result: DocumentResult, found: Sequence[NumberedFinding]) -> list[FindingRow]:
        """The list of a document's findings: those that are told together stand in one row."""
        numbers = {id(one.finding): one.number for one in found}
        groups = grouped(shown_findings(result, self.settings))
        by_rule = sorted(range(len(groups)), key=lambda at: groups[at][0].rule.id)
        by_use = sorted(range(len(groups)), key=lambda at: min(map(rank, groups[at])))
        by_place = sorted(range(len(groups)), key=lambda at: numbers[id(groups[at][0])])
        orders = [{at: n for n, at in enumerate(one)} for one in (by_place, by_use, by_rule)]
        return [
            (
                [(numbers[id(one)], one) for one in same],
                min(same, key=rank),
                [order[at] for order in orders],
            )
            for at, same in enumerate(groups)
        ]

    def _number(self, one: Placed) -> int:
        """The number of a finding in the report; 0 where its text is left out."""
        return self._starts[one.path] + one.at + 1 if one.path in self._starts else 0

    def _rule(self, rule: Rule, words: Texts) -> int:
        """The rule's number, after making sure that the report describes it in this language."""
        index = self._rules.setdefault(rule.id, len(self._rules))
        told = self._told.setdefault(words.locale, {})
        if index not in told:
            told[index] = _rule_record(rule, words, self.categories)
        return index


_CUT = "<!--documents-->"
_SCRIPT_WORDS = (
    "shown", "why", "rationale", "sources", "also_here", "finding_of", "rule", "nothing",
    "category", "choose", "answer", "keep", "ignore", "fixed", "because", "needs_reason", "by",
    "no_answer", "answered",
)  # fmt: skip


def _table(run: RunResult, words: Texts) -> list[tuple[str, str, Mapping[str, int]]]:
    """Categories with name and counts by severity, the gravest first."""
    rows = [
        (one, label_of(one, run.categories, words.locale), counts)
        for one, counts in run.open_by_both.items()
    ]
    return sorted(rows, key=lambda row: ([-row[2][word] for word in SEVERITY_WORDS], row[0]))


def _rule_record(rule: Rule, words: Texts, categories: Labels) -> dict[str, Any]:
    sources = []
    for source in rule.sources:
        told = source_text(source, url=False)
        url = source.url if source.url.startswith(("https://", "http://")) else ""
        sources.append([printable(told or url), printable(url)])
    return {
        "id": printable(rule.id),
        "category": printable(rule.category),
        "name": printable(label_of(rule.category, categories, words.locale)),
        "title": printable(rule.title.get(words.locale)),
        "rationale": printable(rule.rationale.get(words.locale)),
        "sources": sources,
    }


def _term(one: TermUnit) -> tuple[str, str, Sequence[Piece], list[tuple[str, Sequence[Piece]]]]:
    """A defined term, its place, its meaning, marked against that of the first other text, and
    what other texts say; words that differ stand apart in all of them."""
    from regcheck.concepts.marked import marked

    means: Sequence[Piece] = [(printable(one.definition), False)]
    elsewhere: list[tuple[str, Sequence[Piece]]] = []
    for place, says in reversed(one.elsewhere):
        theirs, means = marked(printable(says), printable(one.definition))
        elsewhere.append((printable(place), theirs))
    return printable(one.term), printable(one.address), means, elsewhere[::-1]


def _decided(
    told: str, one: Decision, found: Sequence[NumberedFinding], locale: str
) -> tuple[str, dict[str, str], int]:
    """What is decided, its boxes in words, and the number of its first open finding or 0."""
    inside = (each for each in found if one.sentence.covers(each.finding.span))
    first = next((each.number for each in inside if is_open(each.finding)), 0)
    return printable(told), decision_cells(one, locale), first


def _mark(finding: Finding, result: DocumentResult) -> Markup:
    """What a file of answers knows the finding by, and what was answered, as attributes."""
    from markupsafe import Markup

    mark = mark_of(finding, result.meta.refid, result.path)
    told = Markup('data-p="{}" data-h="{} {}"').format(mark.address, mark.content, mark.nth)
    if finding.answered is None:
        return told
    one = finding.answered
    said = json.dumps([one.kind, finding.justification, one.by, one.day], ensure_ascii=False)
    return told + Markup(' data-s="{}"').format(said)


def _template(name: str) -> Template:
    return environment().get_template(f"{_HERE}/{name}.jinja")
