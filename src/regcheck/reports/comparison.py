"""A comparison as text, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.changes.astray import Astray
from regcheck.changes.compare import Comparison, DocumentComparison, Introduced
from regcheck.law.address_text import path_in_words
from regcheck.packs.model import RuleSet, Severity
from regcheck.reports.finding_text import address_of, remarks, shortened, why_not_run, why_unread
from regcheck.reports.layout import Line, Paint, Piece, as_match, wrap
from regcheck.reports.markdown import code
from regcheck.reports.markdown import text as plain_text
from regcheck.reports.records import (
    Record,
    finding_record,
    header_record,
    listed,
    opening,
    skipped_records,
    to_json,
    unreadable_record,
)
from regcheck.reports.report import Locales, Write
from regcheck.reports.text import headline
from regcheck.results.result import Settings
from regcheck.results.shown import is_shown

_SHOWN = 60
"""Removed findings and new places of a document that are listed; the rest are counted."""


def astray_told(one: Astray, locale: str) -> str:
    """What a reference was written for, where that is now, and what stands in its place."""
    said = Texts("comparison", locale)
    what = said.astray_moved if one.now else said.astray_gone
    stands = said.astray_there if one.there else said.astray_nothing
    was, now = (path_in_words(path, locale, path) for path in (one.was, one.now))
    return f"{what} {stands}".format(**(asdict(one) | {"was": was, "now": now}))


def write_text(comparison: Comparison, settings: Settings, paint: Paint, width: int) -> None:
    """Paint a comparison for people."""
    locales = Locales(settings.locale)
    for document in comparison.documents:
        if _has_changed(document) or document.renumbered:
            words = locales.of(document.shown.meta.language)
            paint(_document(document, settings, words, width))
            paint([()])
    words = locales.of_all()
    if comparison.astray:
        paint([((_counted(words, "astray", comparison.astray), "title"),)])
        for one in comparison.astray[:_SHOWN]:
            paint(wrap([(printable(astray_told(one, words.locale)), "")], width, 2, 2))
        paint([()])
    paint(_summary(comparison, settings, words, width))


def write_markdown(comparison: Comparison, settings: Settings, write: Write) -> None:
    """Write a comparison for a comment or a job summary; nothing in a document becomes markup."""
    locales = Locales(settings.locale)
    for document in comparison.documents:
        words = locales.of(document.shown.meta.language)
        if not _has_changed(document):
            continue
        write(f"### {code(_name(document, words))}\n\n")
        write(f"**{_counted(words, 'introduced', document.introduced)}**\n\n")
        shown = [one for one in document.introduced if is_shown(one.finding, settings)]
        for one in shown[:_SHOWN]:
            write(f"- {_told(one, words)}\n")
        write(f"\n**{_counted(words, 'removed', document.removed)}**\n\n")
        for finding in document.removed[:_SHOWN]:
            told = shortened(f"{address_of(finding, words)}: «{finding.quote}»", 400)
            write(f"- {plain_text(told)} {code(finding.rule.id)}\n")
        write(f"\n{_counted(words, 'kept', document.kept)}\n\n")
    words = locales.of_all()
    if comparison.astray:
        write(f"**{_counted(words, 'astray', comparison.astray)}**\n\n")
        for astray in comparison.astray[:_SHOWN]:
            write(f"- {plain_text(astray_told(astray, words.locale))}\n")
        write("\n")
    write(_totals(comparison, words) + "\n")
    for line in _incomplete(comparison, words):
        write(f"\n**✖ {plain_text(line)}**\n")


def write_json(comparison: Comparison, settings: Settings, rule_set: RuleSet, write: Write) -> None:
    """Write a comparison as one object: documents with their findings, then what is missing."""
    write(opening(header_record(settings, rule_set), "documents"))
    write("".join(listed(to_json(_document_record(one)) for one in comparison.documents)))
    end: dict[str, object] = {
        "unreadable": [unreadable_record(one) for one in comparison.unreadable],
        "missing": list(comparison.missing),
        "skipped": skipped_records(comparison.skipped),
        "astray": [asdict(one) for one in comparison.astray],
        "summary": {name: getattr(comparison, name) for name in ("introduced", "removed", "kept")},
    }
    for key, value in end.items():
        write(f',\n"{key}":{to_json(value)}')
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


def _document(
    document: DocumentComparison, settings: Settings, words: Texts, width: int
) -> Iterator[Line]:
    yield from wrap([(printable(_name(document, words)), "path")], width, 0, 2)
    yield (("─" * width, "dim"),)
    if document.renumbered:
        moves = [
            " → ".join(path_in_words(path, words.locale, path) for path in moved)
            for moved in document.renumbered
        ]
        more = f" … ({len(moves)})" if len(moves) > _SHOWN else ""
        told = f"{words.of('comparison').renumbered}: {', '.join(moves[:_SHOWN])}{more}"
        yield from wrap([(printable(told), "dim")], width, 2, 2)
    if document.introduced:
        yield ((f"  {_counted(words, 'introduced', document.introduced)}", "title"),)
    for one in document.introduced:
        if is_shown(one.finding, settings):
            yield from _introduced(one, words, width)
    if document.removed:
        yield ((f"  {_counted(words, 'removed', document.removed)}", "title"),)
    listed = [f for f in document.removed if settings.show_info or f.severity > Severity.INFO]
    for finding in listed[:_SHOWN]:
        told = f"− {finding.address}: {finding.rule.title.get(words.locale)}"
        pieces: list[Piece] = [(printable(told), ""), (f"  {finding.rule.id}", "rule")]
        pieces += [("  ", ""), *as_match(shortened(finding.quote, 120))]
        yield from wrap(pieces, width, 4, 2)
    yield ((f"  {_counted(words, 'kept', document.kept)}", "dim"),)


def _introduced(one: Introduced, words: Texts, width: int) -> Iterator[Line]:
    finding = one.finding
    head = [*headline(finding, words)]
    if one.was is not None:
        was = f" ({words.of('comparison').was} {printable(one.was.address)})"
        head.append((was, "dim"))
    yield from wrap([(address_of(finding, words), "address")], width, 4, 2)
    yield from wrap(head, width, 4, 2)
    yield from wrap(as_match(shortened(finding.quote)), width, 6, 2)
    yield from wrap([(printable(finding.message), "")], width, 6)
    for remark in remarks(finding, words):
        yield from wrap([(remark, "advice")], width, 6, 2)


def _summary(
    comparison: Comparison, settings: Settings, words: Texts, width: int
) -> Iterator[Line]:
    if not comparison.documents:
        yield ((words.of("comparison").nothing, ""),)
    yield ((_totals(comparison, words), "title"),)
    introduced = [one.finding for document in comparison.documents for one in document.introduced]
    if hidden := sum(not is_shown(one, settings) for one in introduced):
        yield ((f"  {words.count('folded', hidden)}", "dim"),)
    for line in _incomplete(comparison, words):
        yield from wrap([(f"✖ {printable(line)}", "loud")], width, 0, 2)


def _totals(comparison: Comparison, words: Texts) -> str:
    said, ci = words.of("comparison"), words.of("ci")
    counts = []
    for name in ("introduced", "removed"):
        by: dict[str, int] = getattr(comparison, name)
        parts = [ci.count(f"counts/{word}", by[word]) for word in by if by[word]]
        detail = f" ({', '.join(parts)})" if parts else ""
        counts.append(getattr(said, name).format(n=sum(by.values())) + detail)
    counts.append(said.kept.format(n=comparison.kept))
    return f"{said.summary}: {'; '.join(counts)}"


def _incomplete(comparison: Comparison, words: Texts) -> list[str]:
    found = [f"{words.of('comparison').missing}: {refid}" for refid in comparison.missing]
    for item in comparison.unreadable:
        found.append(f"{words.unread_title}: {item.path}: {why_unread(item, words)}")
    for skipped in comparison.skipped:
        found.append(f"{words.not_run_title}: {skipped.path}: {why_not_run(skipped, words)}")
    return found


def _told(one: Introduced, words: Texts) -> str:
    finding = one.finding
    head = f"{words.table('severities')[finding.severity.word]}: {address_of(finding, words)}"
    was = f" ({words.of('comparison').was} {one.was.address})" if one.was is not None else ""
    message = shortened(f"«{shortened(finding.quote, 300)}»: {finding.message}", 600)
    return f"{plain_text(shortened(head + was))}: {plain_text(message)} {code(finding.rule.id)}"


def _name(document: DocumentComparison, words: Texts) -> str:
    old, new = document.old, document.new
    if old is None or new is None:
        said = words.of("comparison")
        told = said.added_document if old is None else said.gone_document
        return f"{document.shown.path} ({told})"
    return old.path if old.path == new.path else f"{old.path} → {new.path}"


def _has_changed(document: DocumentComparison) -> bool:
    alone = document.old is None or document.new is None
    return bool(document.introduced or document.removed or alone)


def _counted(words: Texts, name: str, found: Sequence[object]) -> str:
    return str(getattr(words.of("comparison"), name).format(n=len(found)))
