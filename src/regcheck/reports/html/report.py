"""The HTML report: documents are rendered as they come and put aside, packed, until the
summary, which stands first, can be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regcheck import __version__
from regcheck.findings.model import Finding
from regcheck.packs.model import Rule, RuleSet
from regcheck.reports.html.charts import HEIGHT, WIDTH, Chart, charts_of
from regcheck.reports.html.marking import Numbered
from regcheck.reports.html.outline import outline
from regcheck.reports.html.shelf import Shelf
from regcheck.reports.html.templates import content_hash, environment, resource, script_json
from regcheck.reports.layout import printable
from regcheck.reports.locales import Locales
from regcheck.reports.missing import missing_from
from regcheck.reports.report import Write
from regcheck.reports.told import MARKS, address_of, decider_of, is_open
from regcheck.results.result import DocumentResult, RunResult, Settings
from regcheck.results.totals import SEVERITY_WORDS, severity_of
from regcheck.texts.catalogue import Texts

ROOM = 60_000_000
"""Code points of documents a report holds: browsers give up on more. Later ones are counted."""
MISSING_SHOWN = 200
_LETTER = {"error": "e", "warning": "w", "info": "i"}


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A document in the index."""

    number: int
    title: str
    path: str
    words: int
    counts: Mapping[str, int]
    shown: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as HTML: what is told of it, its charts and chapters, its text."""

    row: IndexRow
    words: Texts
    meta: tuple[str, ...]
    cards: str
    text: str


class HtmlReport:
    """Keeps counts, rules that were used and a row for each document."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._settings = Settings()
        self._digest = ""
        self._locales = Locales()
        self._rules: dict[str, int] = {}
        self._told: dict[str, dict[int, Any]] = {}
        self._counts: Counter[tuple[str, str]] = Counter()
        self._rows: list[IndexRow] = []
        self._missing: list[tuple[str, str, str]] = []
        self._numbers = 0
        self._set_aside = 0
        self._room = ROOM
        self._last: Rendered | None = None
        self._shelf = Shelf()

    def begin(self, settings: Settings, rule_set: RuleSet) -> None:
        """Take the settings."""
        self._settings = settings
        self._digest = rule_set.digest
        self._locales = Locales(settings.locale)

    def document(self, result: DocumentResult) -> None:
        """Render a document and put it aside."""
        words = self._locales.of_result(result)
        for missing in missing_from(result, words):
            if len(self._missing) < MISSING_SHOWN:
                self._missing.append((missing.path, missing.title, missing.text))
        if result.unreadable is not None:
            return
        self._put_aside(single=False)
        counts: Counter[str] = Counter()
        for finding in result.findings:
            if is_open(finding):
                counts[severity_of(finding).word] += 1
                self._counts[finding.rule.category, severity_of(finding).word] += 1
        self._set_aside += len(result.findings) - counts.total()
        title = result.meta.title or result.path
        size = int(result.measures.get("words", 0))
        shown = self._room > 0
        row = IndexRow(len(self._rows), title, result.path, size, dict(counts), shown)
        self._rows.append(row)
        if shown:
            self._last = self._rendered(result, words, row)
            self._room -= len(self._last.text)

    def _put_aside(self, *, single: bool) -> str:
        """Put the last document aside; of a single one the cards are given back, to stand in the
        summary."""
        last, self._last = self._last, None
        if last is None:
            return ""
        head = environment().get_template("head.jinja")
        values = {"row": last.row, "meta": last.meta, "words": last.words}
        cards = None if single else last.cards
        html = Texts("html", last.words.locale)
        self._shelf.put(head.render(cards=cards, html=html, **values))
        self._shelf.put(last.text)
        return last.cards if single else ""

    def end(self, run: RunResult) -> None:
        """Write the summary, then the documents."""
        words = self._locales.of_all()
        styles, script = resource("report.css"), resource("report.js")
        html = Texts("html", words.locale)
        one = self._rows[0] if len(self._rows) == 1 else None
        cards = self._put_aside(single=one is not None)
        page = environment().get_template("page.jinja")
        titled = html.report_of.format(n=words.number(len(self._rows)))
        data = {
            "rules": self._told,
            "words": {key: getattr(html, key) for key in _SCRIPT_WORDS},
            "severities": {
                _LETTER[word]: words.table("severities")[word] for word in SEVERITY_WORDS
            },
            "info": self._settings.show_info,
        }
        whole = page.render(
            words=words,
            html=html,
            title=(one.title if one else titled) if self._rows else html.report,
            single=one,
            cards=cards,
            severity_name=lambda word, n: _severity_name(word, n, words),
            rows=self._rows,
            counts=self._table(words),
            totals=self._totals(),
            size=words.count("words", run.words),
            documents=words.count("documents", run.documents),
            missing=self._missing,
            set_aside=self._set_aside,
            rules=self._rule_names(words),
            made_by=html.made_by.format(version=__version__, digest=self._digest[:12]),
            styles=styles,
            script=script,
            style_hash=content_hash(styles),
            script_hash=content_hash(script),
            data=script_json(data),
            info=self._settings.show_info,
            number=words.number,
            icons=MARKS,
            letters=_LETTER,
        )
        before, _, after = whole.partition(_CUT)
        self._write(before)
        for text in self._shelf.take():
            self._write(text)
        self._write(after)

    def _rendered(self, result: DocumentResult, words: Texts, row: IndexRow) -> Rendered:
        html = Texts("html", words.locale)
        found = [self._numbered(finding) for finding in result.findings]
        remarks: dict[tuple[Remark, ...], int] = {}
        notes: dict[int, tuple[int, int]] = {}
        for one in found:
            said = remarks_of(one.finding, words)
            index = remarks.setdefault(said, len(remarks))
            notes[one.number] = (self._rule(one.finding.rule, words), index)
        chapters = outline(result, found, words, html.elsewhere)
        charts = [(chart, chart_words(chart, words)) for chart in charts_of(result)]
        shared = {"number": row.number, "words": words, "html": html}
        template = environment().get_template
        cards = template("cards.jinja").render(
            tallied=[one for one in chapters if any(one.tally().values())],
            charts=charts,
            chart_size=(WIDTH, HEIGHT),
            **shared,
        )
        text = template("document.jinja").render(
            language=result.meta.language,
            chapters=chapters,
            notes=notes,
            remarks=script_json(list(remarks)),
            letter=lambda finding: _LETTER[severity_of(finding).word],
            aside=lambda finding: not is_open(finding),
            address=lambda finding: address_of(finding, words),
            **shared,
        )
        size = words.count("words", row.words) if row.words else ""
        meta = tuple(part for part in (result.path, result.meta.refid, size) if part)
        return Rendered(row, words, meta, cards, text)

    def _numbered(self, finding: Finding) -> Numbered:
        self._numbers += 1
        return Numbered.of(self._numbers, finding)

    def _rule(self, rule: Rule, words: Texts) -> int:
        """The rule's number, after making sure that the report tells of it in these words."""
        index = self._rules.setdefault(rule.id, len(self._rules))
        told = self._told.setdefault(words.locale, {})
        if index not in told:
            told[index] = _rule_record(rule, words)
        return index

    def _rule_names(self, words: Texts) -> list[tuple[str, int, str]]:
        """Rules in the order of their ids, with number and title."""
        by_locale = (self._told.get(words.locale, {}), *self._told.values())
        merged: dict[int, Any] = {}
        for told in by_locale:
            merged = {**told, **merged}
        return [(id, index, merged[index]["title"]) for id, index in sorted(self._rules.items())]

    def _table(self, words: Texts) -> list[tuple[str, str, dict[str, int]]]:
        """Categories with name and counts by severity, the gravest first."""
        categories = {category for category, _ in self._counts}
        rows = [
            (
                c,
                words.table("categories").get(c, c),
                {w: self._counts[c, w] for w in SEVERITY_WORDS},
            )
            for c in categories
        ]
        return sorted(rows, key=lambda row: ([-row[2][word] for word in SEVERITY_WORDS], row[0]))

    def _totals(self) -> dict[str, int]:
        return {
            word: sum(n for (_, severity), n in self._counts.items() if severity == word)
            for word in SEVERITY_WORDS
        }


_CUT = "<!--documents-->"
_SCRIPT_WORDS = (
    "shown", "why", "rationale", "sources", "also_here", "finding_of", "rule", "nothing",
    "category", "choose",
)  # fmt: skip


Remark = tuple[str, str, str]


def remarks_of(finding: Finding, words: Texts) -> tuple[Remark, ...]:
    """What is said of a finding beside its message: a kind (`advice`, `fix`, `aside` or empty), a
    label and the text."""
    html = Texts("html", words.locale)
    said = [("advice", words.advice, finding.advice)]
    if finding.fix is not None:
        said.append(("fix", words.proposed, f"«{finding.fix.replacement}»"))
    said.append(("", words.decided_by, decider_of(finding, words)))
    quotes = dict.fromkeys(related.quote for related in finding.related if related.quote)
    said.append(("", html.related, ", ".join(f"«{quote}»" for quote in quotes)))
    if not is_open(finding):
        status = html.table("statuses").get(finding.status, finding.status).capitalize()
        said.append(("aside", status, finding.justification or "–"))
    if finding.confidence.value == "low":
        said.append(("", words.note, words.uncertain))
    return tuple((kind, label, printable(text)) for kind, label, text in said if text)


def _rule_record(rule: Rule, words: Texts) -> dict[str, Any]:
    sources = []
    for source in rule.sources:
        told = ", ".join(part for part in (source.publisher, source.title, source.part) if part)
        url = source.url if source.url.startswith(("https://", "http://")) else ""
        sources.append([printable(told or url), printable(url)])
    return {
        "id": printable(rule.id),
        "category": printable(rule.category),
        "name": words.table("categories").get(rule.category, printable(rule.category)),
        "title": printable(rule.title.get(words.locale)),
        "rationale": printable(rule.rationale.get(words.locale)),
        "sources": sources,
    }


def chart_words(chart: Chart, words: Texts) -> str:
    """Where a text stands among all law of its kind."""
    html = Texts("html", words.locale)
    laws = html.acts if chart.is_act else html.regulations
    low = chart.above < 50
    said, part = (html.lower, 99 - chart.above) if low else (html.higher, chart.above)
    return said.format(n=part, laws=laws, median=words.decimal(chart.median))


def _severity_name(word: str, value: int, words: Texts) -> str:
    """«feil», «advarsel» or «advarsler»."""
    return words.of("ci").form(f"counts/{word}", value).removeprefix("{n} ")
