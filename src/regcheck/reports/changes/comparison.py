"""A comparison as text, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.changes.compare import Comparison, DocumentComparison, Introduced
from regcheck.law.address_text import path_in_words
from regcheck.packs.model import RuleSet, Severity
from regcheck.reports.changes.astray import astray_told
from regcheck.reports.finding_text import (
    address_of,
    remarks,
    shortened,
    why_not_run,
    why_unread,
)
from regcheck.reports.layout import Line, Paint, Piece, as_match, wrap
from regcheck.reports.markdown import code
from regcheck.reports.markdown import text as plain_text
from regcheck.reports.records import (
    Record,
    finding_record,
    header_record,
    opening,
    skipped_records,
    to_json,
    unreadable_record,
)
from regcheck.reports.report import Locales, Write
from regcheck.reports.text_summary import headline
from regcheck.results.result import Settings
from regcheck.results.shown import is_shown

_SHOWN = 60
"""Removed findings and new places of a document that are listed; the rest are counted."""


def write_text(comparison: Comparison, settings: Settings, paint: Paint, width: int) -> None:
    """Paint a comparison for people."""
    locales = Locales(settings.locale)
    for document in comparison.documents:
        if document.introduced or document.removed or document.renumbered or _is_lone(document):
            words = locales.of(document.shown.meta.language)
            paint(_document(document, settings, words, width))
            paint([()])
    if comparison.astray:
        paint(_astray(comparison, locales.of_all(), width))
    paint(_summary(comparison, settings, locales.of_all(), width))


def write_markdown(comparison: Comparison, settings: Settings, write: Write) -> None:
    """Write a comparison for a comment or a job summary; nothing in a document becomes markup."""
    locales = Locales(settings.locale)
    for document in comparison.documents:
        words = locales.of(document.shown.meta.language)
        said = Texts("comparison", words.locale)
        if not (document.introduced or document.removed or _is_lone(document)):
            continue
        write(f"### {code(_name(document, said))}\n\n")
        shown = [one for one in document.introduced if is_shown(one.finding, settings)]
        write(f"**{_counted(said.introduced, len(document.introduced))}**\n\n")
        for one in shown[:_SHOWN]:
            write(f"- {_told(one, words, said)}\n")
        write(f"\n**{_counted(said.removed, len(document.removed))}**\n\n")
        for finding in document.removed[:_SHOWN]:
            told = shortened(f"{address_of(finding, words)}: «{finding.quote}»", 400)
            write(f"- {plain_text(told)} {code(finding.rule.id)}\n")
        write(f"\n{_counted(said.kept, len(document.kept))}\n\n")
    words = locales.of_all()
    if comparison.astray:
        said = Texts("comparison", words.locale)
        write(f"**{_counted(said.astray, len(comparison.astray))}**\n\n")
        for astray in comparison.astray[:_SHOWN]:
            write(f"- {plain_text(astray_told(astray, words.locale))}\n")
        write("\n")
    write("\n".join(_totals(comparison, words)) + "\n")
    for line in _incomplete(comparison, words):
        write(f"\n**✖ {plain_text(line)}**\n")


def write_json(comparison: Comparison, settings: Settings, rule_set: RuleSet, write: Write) -> None:
    """Write a comparison as one object: documents with their findings, then what is missing."""
    write(opening(header_record(settings, rule_set), "documents"))
    documents = [to_json(_document_record(one)) for one in comparison.documents]
    write("\n" + ",\n".join(documents) + "\n" if documents else "")
    end: dict[str, object] = {
        "unreadable": [unreadable_record(one) for one in comparison.unreadable],
        "missing": list(comparison.missing),
        "skipped": skipped_records(comparison.skipped),
        "astray": [asdict(one) for one in comparison.astray],
        "summary": {
            "introduced": comparison.introduced,
            "removed": comparison.removed,
            "kept": comparison.kept,
        },
    }
    for key, value in end.items():
        write(("]" if key == "unreadable" else "") + f',\n"{key}":{to_json(value)}')
    write("}\n")


def _document_record(document: DocumentComparison) -> Record:
    old, new, shown = document.old, document.new, document.shown
    return document.to_dict() | {
        "introduced": [
            finding_record(one.finding, new or shown)
            | {"was": one.was.address_path if one.was else None}
            for one in document.introduced
        ],
        "removed": [finding_record(one, old or shown) for one in document.removed],
    }


def _astray(comparison: Comparison, words: Texts, width: int) -> Iterator[Line]:
    """The references that lead astray."""
    said = Texts("comparison", words.locale)
    yield ((_counted(said.astray, len(comparison.astray)), "title"),)
    for one in comparison.astray[:_SHOWN]:
        yield from wrap([(printable(astray_told(one, words.locale)), "")], width, 2, 2)
    yield ()


def _document(
    document: DocumentComparison, settings: Settings, words: Texts, width: int
) -> Iterator[Line]:
    said = Texts("comparison", words.locale)
    yield from wrap([(printable(_name(document, said)), "path")], width, 0, 2)
    yield (("─" * width, "dim"),)
    if document.renumbered:
        moves = [
            " → ".join(path_in_words(path, words.locale, path) for path in moved)
            for moved in document.renumbered
        ]
        more = f" … ({len(moves)})" if len(moves) > _SHOWN else ""
        told = f"{said.renumbered}: {', '.join(moves[:_SHOWN])}{more}"
        yield from wrap([(printable(told), "dim")], width, 2, 2)
    if document.introduced:
        yield ((f"  {_counted(said.introduced, len(document.introduced))}", "title"),)
    for one in document.introduced:
        if is_shown(one.finding, settings):
            yield from _introduced(one, words, said, width)
    if document.removed:
        yield ((f"  {_counted(said.removed, len(document.removed))}", "title"),)
    listed = [f for f in document.removed if settings.show_info or f.severity > Severity.INFO]
    for finding in listed[:_SHOWN]:
        told = f"− {finding.address}: {finding.rule.title.get(words.locale)}"
        pieces: list[Piece] = [(printable(told), ""), (f"  {finding.rule.id}", "rule")]
        pieces += [("  ", ""), *as_match(shortened(finding.quote, 120))]
        yield from wrap(pieces, width, 4, 2)
    yield ((f"  {_counted(said.kept, len(document.kept))}", "dim"),)


def _introduced(one: Introduced, words: Texts, said: Texts, width: int) -> Iterator[Line]:
    finding = one.finding
    head = [*headline(finding, words)]
    if one.was is not None:
        head.append((f" ({said.was} {printable(one.was.address)})", "dim"))
    yield from wrap([(address_of(finding, words), "address")], width, 4, 2)
    yield from wrap(head, width, 4, 2)
    yield from wrap(as_match(shortened(finding.quote)), width, 6, 2)
    yield from wrap([(printable(finding.message), "")], width, 6)
    for remark in remarks(finding, words):
        yield from wrap([(remark, "advice")], width, 6, 2)


def _summary(
    comparison: Comparison, settings: Settings, words: Texts, width: int
) -> Iterator[Line]:
    said = Texts("comparison", words.locale)
    if not comparison.documents:
        yield ((said.nothing, ""),)
    for line in _totals(comparison, words):
        yield ((line, "title"),)
    introduced = [one.finding for document in comparison.documents for one in document.introduced]
    if hidden := sum(not is_shown(one, settings) for one in introduced):
        yield ((f"  {words.count('folded', hidden)}", "dim"),)
    for line in _incomplete(comparison, words):
        yield from wrap([(f"✖ {printable(line)}", "loud")], width, 0, 2)


def _totals(comparison: Comparison, words: Texts) -> list[str]:
    said, ci = words.of("comparison"), words.of("ci")
    counts = []
    for told, by in (
        (said.introduced, comparison.introduced),
        (said.removed, comparison.removed),
    ):
        parts = [ci.count(f"counts/{word}", by[word]) for word in by if by[word]]
        detail = f" ({', '.join(parts)})" if parts else ""
        counts.append(_counted(told, sum(by.values())) + detail)
    counts.append(_counted(said.kept, comparison.kept))
    return [f"{said.summary}: {'; '.join(counts)}"]


def _incomplete(comparison: Comparison, words: Texts) -> list[str]:
    said = Texts("comparison", words.locale)
    found = [f"{said.missing}: {refid}" for refid in comparison.missing]
    for item in comparison.unreadable:
        found.append(f"{words.unread_title}: {item.path}: {why_unread(item, words)}")
    for skipped in comparison.skipped:
        found.append(f"{words.not_run_title}: {skipped.path}: {why_not_run(skipped, words)}")
    return found


def _told(one: Introduced, words: Texts, said: Texts) -> str:
    finding = one.finding
    head = f"{words.table('severities')[finding.severity.word]}: {address_of(finding, words)}"
    was = f" ({said.was} {one.was.address})" if one.was is not None else ""
    quote = shortened(finding.quote, 300)
    message = shortened(f"«{quote}»: {finding.message}", 600)
    return f"{plain_text(shortened(head + was))}: {plain_text(message)} {code(finding.rule.id)}"


def _name(document: DocumentComparison, said: Texts) -> str:
    old, new = document.old, document.new
    if old is None or new is None:
        told = said.added_document if old is None else said.gone_document
        return f"{document.shown.path} ({told})"
    return old.path if old.path == new.path else f"{old.path} → {new.path}"


def _is_lone(document: DocumentComparison) -> bool:
    return document.old is None or document.new is None


def _counted(told: str, number: int) -> str:
    return told.replace("{n}", str(number))
