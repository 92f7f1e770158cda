"""A rule for people, with everything its file says in one language, and as a record; precedents for
it in full, and those found between two states of law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.changes.precedents.known import precedents_of, wordings
from regcheck.document.model import Document
from regcheck.findings.build import weight_text
from regcheck.findings.learned.usefulness import weights_of
from regcheck.packs.model import Example, Rule
from regcheck.reports.finding_text import source_text
from regcheck.reports.layout import Line, Piece, as_match, wrap

if TYPE_CHECKING:
    from regcheck.changes.precedents.found import RewrittenFinding

_PATTERN_KEYS = ("match", "when", "requires", "unless", "adjust", "fix")
_WEIGHTS, _EACH_WAY = 6, 3
"""Weights of the ranking that are told, in a record and to people."""
_TOP_KEY = pattern(r"([a-z][a-z-]*):")


def rule_record(rule: Rule) -> dict[str, Any]:
    """A rule as plain values, texts in all languages, without its patterns and examples."""
    texts = ("title", "message", "advice", "rationale")
    return {
        "id": rule.id,
        "category": rule.category,
        "status": rule.status.value,
        "severity": rule.severity.word,
        "confidence": rule.confidence.value,
        **{name: asdict(getattr(rule, name)) for name in texts},
        "function": rule.function or None,
        "verdict": rule.verdict.value if rule.verdict else None,
        "scope": list(rule.scope),
        "segment": rule.segment.value,
        "aliases": list(rule.aliases),
        "replaced_by": rule.replaced_by or None,
        "sources": [asdict(source) for source in rule.sources],
        "examples": len(rule.examples),
        "precedents": [one.to_dict() for one in precedents_of(rule.id)],
        "ranked_by": [one._asdict() for one in weights_of(rule)[:_WEIGHTS]],
    }


def rule_lines(rule: Rule, source: str, locale: str, width: int) -> Iterator[Line]:
    """Everything a rule file says; `source` is the file's text, `locale` is nb, nn or en."""
    words = Texts("report", locale)
    yield ((rule.id, "address"), (f"  {printable(rule.title.get(locale))}", "title"))
    yield from wrap([(_facts(rule, words), "dim")], width, 2)
    yield ()
    yield from wrap([(rule.message.get(locale), "")], width, 2)
    for label, text in (
        (words.advice, rule.advice.get(locale)),
        (words.rationale, rule.rationale.get(locale)),
        (words.raised, _weighed(rule, locale, 1)),
        (words.lowered, _weighed(rule, locale, -1)),
    ):
        if text:
            yield ()
            yield from wrap([(f"{label}: ", "label"), (printable(text), "")], width, 2, 2)
    precedents = [one.said(locale) for one in precedents_of(rule.id)]
    for label, lines in (
        (words.sources, [source_text(source) for source in rule.sources]),
        (words.of("precedents").title, precedents),
    ):
        if lines:
            yield ()
            yield ((f"  {label}:", "label"),)
        for text in lines:
            yield from wrap([(printable(text), "")], width, 4, 2)
    yield from _examples(rule, words, width)
    if patterns := "\n".join(_blocks(source)):
        yield ()
        for line in patterns.splitlines():
            yield ((f"  {printable(line)}", "dim"),)


def _weighed(rule: Rule, locale: str, sign: int) -> str:
    """What most raises (1) or lowers (-1) the usefulness of a rule's findings, in words."""
    told = (
        weight_text(locale, *one[:2], True)[2:] for one in weights_of(rule) if one[2] * sign > 0
    )
    return "; ".join(islice(dict.fromkeys(told), _EACH_WAY))


def _facts(rule: Rule, words: Texts) -> str:
    facts = {
        "confidence": rule.confidence.value,
        "status": "" if rule.status.value == "stable" else rule.status.value,
        "replaced by": rule.replaced_by,
        "verdict": rule.verdict.value if rule.verdict else "",
        "function": rule.function,
        "scope": ", ".join(rule.scope),
        "except": ", ".join(rule.except_roles),
        "silent in": ", ".join(rule.except_places),
        "only noted in": ", ".join(rule.note_places),
        "segment": rule.segment.value,
        "formerly": ", ".join(rule.aliases),
    }
    told = (f"{name} {value}" for name, value in facts.items() if value)
    return " · ".join((words.table("severities")[rule.severity.word], *told))


def _examples(rule: Rule, words: Texts, width: int) -> Iterator[Line]:
    for bad, label in ((True, words.examples_bad), (False, words.examples_good)):
        chosen = [example for example in rule.examples if example.bad is bad]
        if not chosen:
            continue
        yield ()
        yield ((f"  {label}:", "label"),)
        for example in chosen:
            why = f"  ({printable(example.why)})" if example.why else ""
            head = example.language
            if example.severity is not None:
                head += f", {words.table('severities')[example.severity.word]}"
            pieces = [(f"{head}: ", "dim"), *marked(example), (why, "dim")]
            yield from wrap(pieces, width, 4, 4)


def marked(example: Example) -> Iterator[Piece]:
    """An example's text, with the marked words in a style of their own."""
    done = 0
    for start, end in example.marked:
        yield printable(example.text[done:start]), ""
        yield from as_match(example.text[start:end])
        done = end
    yield printable(example.text[done:]), ""


def _blocks(source: str) -> Iterator[str]:
    """The parts of a rule file that say what is matched, as written."""
    keep = False
    for line in source.splitlines():
        if top := _TOP_KEY.match(line):
            keep = top[1] in _PATTERN_KEYS
        if keep:
            yield line


def full_lines(
    rule: str, law: Sequence[Document], place: str, locale: str, width: int
) -> Iterator[Line]:
    """The precedents for a rule by id, their wordings in full from the law at a place."""
    words = Texts("precedents", locale)
    for one in precedents_of(rule):
        yield ()
        yield from wrap([(printable(one.said(locale)), "title")], width, 2, 2)
        found = wordings(one, law)
        labels = (words.before, words.after) if len(found) == 2 else (words.there,)
        for label, text in zip(labels, found, strict=False):
            yield from _labelled(label, text, width, 4)
        if not found:
            yield from wrap([(words.not_there.format(folder=printable(place)), "dim")], width, 4)


def found_lines(found: Sequence[RewrittenFinding], locale: str, width: int) -> Iterator[Line]:
    """What was found between two states of law, and how many places."""
    words = Texts("precedents", locale)
    for one in found:
        yield ((printable(one.address), "address"), (f"  {one.rule}", "dim"))
        yield from wrap([(printable(f"«{one.old}» → «{one.new}»"), "")], width, 2, 2)
        yield from _labelled(words.before, one.old_sentence, width, 2)
        yield from _labelled(words.after, one.new_sentence, width, 2)
        yield ()
    yield ((words.count("found", len(found)) + ".", "title"),)
    if found:
        yield from wrap([(words.read, "dim")], width, 0)


def _labelled(label: str, text: str, width: int, indent: int) -> Iterator[Line]:
    yield from wrap([(f"{label}: ", "label"), (printable(text), "")], width, indent, 2)
