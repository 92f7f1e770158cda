"""The scores of an evaluation and suggestions for rules, as tables and as one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.packs.categories import Labels, label_of
from regcheck.quality.evaluation.reports_tables import Part, Table, as_lines
from regcheck.quality.evaluation.scores import Counts, Scores, total_of
from regcheck.quality.evaluation.suggest import Suggestion
from regcheck.reports.layout import Line, as_match

Row = tuple[str, Counts]
_COUNTED_AS_NOTES = "plain-language"
"""The category whose findings count at any severity, since reports show it as one line a rule."""


def score_parts(scores: Scores, words: Texts, misses: int = 0) -> Iterator[Part]:
    """The tables, and at most so many misses and false alarms of each category."""
    size = words.measured.format(provisions=scores.provisions, documents=len(scores.documents))
    yield ((size, "title"),)
    if scores.unlabelled:
        yield ((words.unlabelled.format(n=scores.unlabelled), "dim"),)
    yield ()
    shown = [
        (category_name(category, scores.names, words), some)
        for category, some in scores.by_category.items()
        if some.must or some.flags
    ]
    if _COUNTED_AS_NOTES in scores.by_category:
        rest = [some for one, some in scores.by_category.items() if one != _COUNTED_AS_NOTES]
        name = category_name(_COUNTED_AS_NOTES, scores.names, words)
        shown.append((words.total_without.format(category=name), total_of(rest)))
    yield _table(words.category, [*shown, (words.total, scores.total)], words)
    yield ()
    languages = sorted(scores.by_language.items())
    totals = [(language, total_of(counts.values())) for language, counts in languages]
    yield _table(words.standard, totals, words)
    yield ()
    curve = [(words.decimal(bar, 1), some) for bar, some in scores.curve.items()]
    yield _table(words.from_usefulness, curve, words)
    yield ()
    yield from _rules(scores, words)
    if misses:
        yield ()
        yield from _places(words.misses, scores.misses, scores, misses, words)
        yield ()
        yield from _places(words.false_alarms, scores.false_alarms, scores, misses, words)


def _table(first: str, rows: Sequence[Row], words: Texts) -> Table:
    cells = [
        [
            name,
            str(some.must),
            str(some.found),
            str(some.told),
            words.decimal(some.recall, 2),
            str(some.flags),
            str(some.right),
            words.decimal(some.precision, 2),
            words.decimal(some.f1, 2),
        ]
        for name, some in rows
    ]
    return Table((first, *words.table("columns").values(), "F1"), cells)


def category_name(category: str, names: Labels, words: Texts) -> str:
    """A category's name for people."""
    if category == "definition":
        return words.definition
    return label_of(category, names, words.locale)


def _rules(scores: Scores, words: Texts) -> Iterator[Part]:
    order = {category: place for place, category in enumerate(scores.categories)}
    loud = [rule for rule, some in scores.rules.items() if some.flags]
    loud.sort(key=lambda rule: (order[rule.partition("/")[0]], rule))
    titles = words.table("columns")
    cells = []
    for rule in loud:
        some = scores.rules[rule]
        figures = map(str, (some.flags, some.right, some.wrong))
        cells.append([rule, *figures, words.decimal(some.precision, 2), str(some.found)])
    counts = (titles["flags"], titles["right"], words.wrong)
    yield Table((words.rule, *counts, titles["precision"], titles["found"]), cells)
    quiet = len(scores.rules) - len(loud)
    if quiet:
        yield ((words.quiet.format(n=quiet), "dim"),)


def _places(
    title: str,
    places: Sequence[Mapping[str, Any]],
    scores: Scores,
    most: int,
    words: Texts,
) -> Iterator[Line]:
    yield ((f"{title} ({len(places)})", "title"),)
    for category in scores.categories:
        mine = [place for place in places if place["category"] == category]
        if not mine:
            continue
        yield ((f"  {category_name(category, scores.names, words)} ({len(mine)})", "label"),)
        for place in mine[:most]:
            said = f"    {place['id']}  {place['refid']} {section_number(place['address'])}"
            severities = words.of("report").table("severities")
            rule = f"  {place['rule']} ({severities[place['severity']]})" if "rule" in place else ""
            yield ((printable(said), "address"), (rule, "rule"))
            yield (
                (f"      {printable(place['before'])}", ""),
                *as_match(place["quote"]),
                (printable(place["after"].rstrip()), ""),
            )
        if len(mine) > most:
            yield ((f"    {words.more.format(n=len(mine) - most)}", "dim"),)


def section_number(address: str) -> str:
    """The number of a provision without its heading: «§ 3-2. Søknad» → «§ 3-2»."""
    number, stop, _ = address.partition(". ")
    return number if stop and len(number) <= 20 else address.rstrip(".")


def suggestion_lines(
    found: Sequence[Suggestion], names: Labels, most: int, words: Texts
) -> Iterator[Line]:
    """At most so many suggestions of each category, the most promising first."""
    if not found:
        yield ((words.nothing, ""),)
        return
    precision = words.table("columns")["precision"]
    head = (words.lemmas, words.forms, words.standard, words.support, precision, words.occurrences)
    categories = dict.fromkeys(one.category for one in found)
    for number, category in enumerate(categories):
        mine = [one for one in found if one.category == category]
        if number:
            yield ()
        yield ((f"{category_name(category, names, words)} ({len(mine)})", "title"),)
        rows = [
            [
                printable(" ".join(one.lemmas)),
                printable(one.forms),
                one.language,
                str(one.support),
                words.decimal(one.precision, 2),
                str(one.occurrences),
            ]
            for one in mine[:most]
        ]
        examples = [
            (printable(f"{unit.refid} {section_number(unit.address)}"), "dim")
            for unit in (one.example for one in mine)
        ]
        lines = as_lines([Table(head, rows, left=3)])
        for line, (shown, style) in zip(lines, ((words.example, "label"), *examples), strict=False):
            yield (*line, (f"  {shown}", style))
        if len(mine) > most:
            yield ((words.more.format(n=len(mine) - most), "dim"),)
