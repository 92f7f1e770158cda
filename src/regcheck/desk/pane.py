"""What the pane in Word is told of a check: findings and decisions with their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from regcheck.base.text.printable import printable
from regcheck.base.text.span import Span
from regcheck.changes.marks import mark_of
from regcheck.findings.model import Finding
from regcheck.law.address import Address
from regcheck.law.address_path import parse_path
from regcheck.law.address_text import long
from regcheck.readers.limits import Limits
from regcheck.readers.office.package import Package
from regcheck.readers.word.document import WordFile
from regcheck.readers.word.xml import P, w
from regcheck.reports.decisions import decision_cells
from regcheck.reports.finding_text import address_of, all_remarks, caveats, in_short
from regcheck.reports.records import Record
from regcheck.reports.report import Locales
from regcheck.reports.word.comments import comment_of
from regcheck.results.result import DocumentResult, Original, Settings
from regcheck.results.shown import first_of, is_open, is_shown, section_of, severity_of


def pane_record(result: DocumentResult, settings: Settings) -> Record:
    """The findings that are shown or answered, which to look at `first`, and the decisions."""
    words = Locales(settings.locale).of_result(result)
    found = [one for one in result.findings if is_shown(one, settings) or one.answered is not None]
    numbers = {id(one): at for at, one in enumerate(found)}
    heads = words.of("decisions").table("columns")
    place = _places(result.original)

    def finding(one: Finding) -> Record:
        section = Address(parse_path(section_of(one)).steps[-1:])
        told = all_remarks(one, words)
        return {
            "rule": one.rule.id,
            "status": one.status,
            "quote": one.quote,
            "sentence": one.excerpt,
            "message": one.message,
            "wording": one.fix.replacement if one.fix else one.suggestion.partition(" / ")[0],
            "answer": one.answered and asdict(one.answered),
            "reason": one.justification if one.answered else "",
            "severity": severity_of(one).word,
            "title": printable(one.rule.title.get(words.locale)),
            "address": address_of(one, words),
            "section": printable(long(section, words.locale)),
            "short": in_short(one, words),
            "remarks": told,
            "comment": comment_of([one], words, told).text,
            "place": place(one.span),
            "mark": mark_of(one, result.meta.refid, result.path)._asdict(),
        }

    decisions = []
    for told, one in result.decisions:
        cells = decision_cells(one, words.locale)
        boxes = [(heads[name], text) for name, text in cells.items() if name != "address"]
        inside = (numbers[id(f)] for f in found if one.sentence.covers(f.span) and is_open(f))
        record = {"told": printable(told), "address": cells["address"], "boxes": boxes}
        decisions.append(record | {"place": place(one.words), "finding": next(inside, None)})
    return {
        "language": result.meta.language,
        "refid": result.meta.refid,
        "findings": list(map(finding, found)),
        "first": [numbers[id(one)] for one in first_of(result, settings)],
        "decisions": decisions,
        "caveats": caveats(result, words),
    }


def _places(original: Original | None) -> Callable[[Span], dict[str, Any] | None]:
    """Where words stand, as Word counts: numbers of the first and the last paragraph of the body,
    which those of text boxes are no part of (-1), or in `note`; and the first character."""
    if original is None:
        return lambda span: None
    file = WordFile(Package(original.data, "", Limits()))
    box, at = w("txbxContent"), -1
    numbers = []
    for paragraph in file.root.iter(P):
        boxed = any(above.tag == box for above in paragraph.above())
        at += not boxed
        numbers.append(-1 if boxed else at)
    runs_of = dict(original.places)

    def place(span: Span) -> dict[str, Any] | None:
        runs = runs_of.get(span, ())
        if not runs:
            return None
        note = runs[0].part != file.main
        ends = [run.paragraph for run in (runs[0], runs[-1]) if run.part == file.main]
        first, last = (-1, -1) if note else (numbers[ends[0]], numbers[ends[-1]])
        return {"note": note, "first": first, "last": last, "start": runs[0].start}

    return place
