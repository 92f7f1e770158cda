"""A finding in words, and what a report lacks: documents not read, rules that did not run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from regcheck.base.text.printable import clipped, printable
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import said
from regcheck.base.values import Value
from regcheck.changes.precedents.known import nearest
from regcheck.document.model import Unreadable
from regcheck.findings.model import Finding
from regcheck.law.address_path import parse_path
from regcheck.law.address_text import long
from regcheck.packs.categories import label_of
from regcheck.packs.model import Rule, Severity, SourceReference
from regcheck.results.result import (
    WRONG_LANGUAGE,
    DocumentResult,
    NotChecked,
    RunResult,
    Settings,
    SkippedRule,
)
from regcheck.results.shown import is_open
from regcheck.results.totals import FIXABLE

MARKS = MappingProxyType({"error": "✖", "warning": "▲", "info": "●"})
"""A sign for each severity."""
LONGEST = 1_000
"""Code points of a quote, a message or an advice in reports that are shown in small boxes."""
_QUOTED = 40
UNREADABLE = "unreadable"
NOT_RUN = "rule-not-run"
OTHER_LANGUAGE = "other-language"
Remark = tuple[str, str, str]


def address_of(finding: Finding, words: Texts) -> str:
    """The address, and for new wording its place in the amended act."""
    address, target = printable(finding.address), target_of(finding, words)
    return f"{address} ({target})" if target else address


def target_of(finding: Finding, words: Texts) -> str:
    """For new wording its place in the amended act, such as «settes inn i lov … § 4»."""
    if not finding.target:
        return ""
    amended = long(parse_path(finding.target), words.locale, with_document=True)
    return f"{words.belongs_to} {printable(amended)}"


def decider_of(finding: Finding, words: Texts) -> str:
    """Who decides, in words; empty if nobody does or it is unclear."""
    if not finding.decider or finding.decider == "unclear":
        return ""
    return words.table("deciders").get(finding.decider, finding.decider)


def remarks(finding: Finding, words: Texts) -> list[str]:
    """What follows the message, each on one line: who decides, what to write instead."""
    found = []
    if decider := decider_of(finding, words):
        found.append(f"{words.decided_by}: {decider}.")
    if finding.advice:
        found.append(f"{words.advice}: {shortened(finding.advice)}")
    if finding.fix is not None:
        found.append(f"{words.proposed}: «{shortened(finding.fix.replacement)}»")
    if answer := answer_of(finding, words):
        found.append(f"{words.answered}: {shortened(answer)}")
    return found


def answer_of(finding: Finding, words: Texts) -> str:
    """What was answered to a finding, by whom and when; empty for nothing."""
    answered = finding.answered
    if answered is None:
        return ""
    kind = words.table("answers")["reworded" if answered.reworded else answered.kind]
    told = f"{kind} ({answered.who})" if answered.who else kind
    told = f"{told}: {finding.justification}" if finding.justification else told
    return printable(f"{told} – {words.stood}: «{answered.before}»" if answered.before else told)


def all_remarks(finding: Finding, words: Texts) -> tuple[Remark, ...]:
    """All but the message: kinds (`advice`, `fix`, `aside` or empty), labels and texts."""
    html = words.of("html")
    found = [("advice", words.advice, finding.advice)]
    if finding.fix is not None:
        found.append(("fix", words.proposed, f"«{finding.fix.replacement}»"))
    found.append(("", words.decided_by, decider_of(finding, words)))
    quotes = dict.fromkeys(related.quote for related in finding.related if related.quote)
    found.append(("", html.related, ", ".join(f"«{quote}»" for quote in quotes)))
    if answer := answer_of(finding, words):
        found.append(("aside", words.answered, answer))
    elif not is_open(finding):
        status = html.table("statuses").get(finding.status, finding.status).capitalize()
        found.append(("aside", status, finding.justification or "–"))
    if finding.confidence.value == "low":
        found.append(("", words.note, words.uncertain))
    return tuple((kind, label, printable(text)) for kind, label, text in found if text)


def precedents_told(finding: Finding, words: Texts) -> tuple[Remark, ...]:
    """How the legislator itself rewrote such words, as remarks; the first has the label."""
    found = nearest(finding.rule.id, finding.quote, finding.language)
    labels = (words.of("precedents").title, *[""] * len(found))
    return tuple(
        ("precedent", label, printable(one.said(words.locale)))
        for label, one in zip(labels, found, strict=False)
    )


def in_a_line(finding: Finding, words: Texts) -> str:
    """Address, message and advice on one line, without control characters."""
    first = f"{address_of(finding, words)}: {shortened(finding.message)}"
    return " ".join((first, *remarks(finding, words)))


def in_short(finding: Finding, words: Texts) -> str:
    """Address, words where the message does not repeat them, and message, on one line."""
    told = shortened(finding.message)
    if finding.quote not in finding.message:
        told = f"«{shortened(finding.quote, _QUOTED)}» {told}"
    return f"{address_of(finding, words)}: {told}"


def source_text(source: SourceReference, *, url: bool = True) -> str:
    """The parts of a rule's source that there are: publisher, title, part and address."""
    parts = (source.publisher, source.title, source.part, source.url if url else "")
    return ", ".join(part for part in parts if part)


def also_at(same: Sequence[Finding], words: Texts) -> str:
    """The addresses of all but the first of findings that are told together, each with its words
    where these are not just those of the first. A rule that speaks once does not say where."""
    first = same[0]
    if first.rule.once:
        return ""
    beside = words.of("findings").also
    places: dict[str, None] = {}
    for one in same[1:]:
        quotes = [one.quote, *(r.quote for r in one.related if r.message == beside)]
        if [quote.casefold() for quote in quotes] == [first.quote.casefold()]:
            places[one.address] = None
        else:
            told = ", ".join(f"«{shortened(quote, _QUOTED)}»" for quote in quotes)
            places[f"{one.address} ({told})"] = None
    places.pop(first.address, None)
    return printable("; ".join(places))


def not_checked_text(parts: Sequence[NotChecked], words: Texts) -> str:
    """«Ikke kontrollert: 2 tabeller (310 ord).»; empty when everything was."""
    known, listed = words.table("languages"), []
    for part in parts:
        if part.kind == WRONG_LANGUAGE:
            language = known.get(part.language, known["other"])
            what = words.unchecked_language.format(language=language)
        else:
            what = words.count(f"unchecked/{part.kind}", part.places)
        listed.append(
            words.unchecked_part.format(what=what, words=words.count("words", part.words))
        )
    return words.not_checked.format(what=", ".join(listed)) if listed else ""


def none_found(parts: Sequence[NotChecked], number: float, settings: Settings, words: Texts) -> str:
    """What is said where there are no findings among so many words."""
    if parts:
        other = sum(one.words for one in parts if one.kind == WRONG_LANGUAGE)
        return str(words.none_in_rest if number > other else words.nothing_checked)
    return str(words.nothing_new if settings.compares else words.no_findings)


def caveats(result: DocumentResult, words: Texts) -> list[str]:
    """What the reader of a document remarked, and what was not checked."""
    found = [printable(said(note, words.locale)) for note in result.notes]
    aside = not_checked_text(result.not_checked, words)
    return [*found, aside] if aside else found


def other_language(result: DocumentResult, words: Texts) -> str:
    """What is said of a document that is wholly in another language; else empty."""
    parts = [one for one in result.not_checked if one.kind == WRONG_LANGUAGE]
    number = sum(one.words for one in parts)
    whole = number and number >= result.measures.get("words", 0)
    return not_checked_text(parts, words) if whole else ""


def shortened(text: str, most: int = LONGEST) -> str:
    """`text` on one line without control characters, cut to that many code points."""
    return printable(clipped(text, most))


def counts_by_category(run: RunResult, words: Texts) -> list[tuple[str, Mapping[str, int]]]:
    """Open findings by category and severity, with a total where there are several categories."""
    rows: list[tuple[str, Mapping[str, int]]] = [
        (label_of(one, run.categories, words.locale), by) for one, by in run.open_by_both.items()
    ]
    return [*rows, (words.total, run.open_by_severity)] if len(rows) > 1 else rows


def word_notes(
    by_rule: Mapping[str, Mapping[str, int]], rules: Sequence[Rule], words: Texts
) -> list[str]:
    """The notes on words that are not listed, one line a rule, the most frequent first, after a
    line that tells how to see and take them."""
    found = []
    for rule in rules:
        by = by_rule.get(rule.id, {})
        if rule.category == "plain-language" and (number := by.get(Severity.INFO.word, 0)):
            line = f"{rule.title.get(words.locale)}: {words.count('of_rule', number)}"
            fixable = by.get(FIXABLE, 0)
            line += f", {words.number(fixable)} {words.fixable}" if fixable else ""
            found.append((-number, line))
    return [words.word_notes, *(line for _, line in sorted(found))] if found else []


def counted(numbers: Mapping[str, int], words: Texts) -> str:
    """«2 feil, 1 advarsel», without zeros; `missing` counts what could not be read or run."""
    ci = words.of("ci")
    names = {"missing": "missing", **{key: f"counts/{key}" for key in ci.table("counts")}}
    return ", ".join(
        ci.count(name, numbers[key]) for key, name in names.items() if numbers.get(key)
    )


class Missing(Value, frozen=True):
    """A document that is `unreadable` or a `rule-not-run` (`*` for all of them)."""

    kind: str
    path: str
    title: str
    text: str
    rule: str = ""

    @property
    def line(self) -> str:
        """What is missing, on one line."""
        return f"{self.title}: {self.text}"


def missing_from(result: DocumentResult, words: Texts) -> Iterator[Missing]:
    """What is missing from one document."""
    if result.unreadable is not None:
        text = printable(why_unread(result.unreadable, words))
        yield Missing(UNREADABLE, result.path, words.unread_title, text)
    for skipped in result.skipped:
        text = printable(why_not_run(skipped, words))
        yield Missing(NOT_RUN, result.path, words.not_run_title, text, skipped.rule)


def why_unread(item: Unreadable, words: Texts) -> str:
    """Why a document was not read, and what to do about it."""
    return "; ".join(said(part, words.locale) for part in (item.detail, item.hint) if part)


def why_not_run(skipped: SkippedRule, words: Texts) -> str:
    """Which rule did not run, and why."""
    rule = words.all_rules if skipped.rule == "*" else skipped.rule
    reason = skipped.reason
    for english, translated in words.table("time_limits").items():
        reason = reason.replace(english, translated, 1)
    return f"{rule}: {reason}"
