"""How a map was made: what was searched and what was not, and how often each rule is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from regcheck.corpus.obstacles.obstacle import CATEGORIES, Filters, ObstacleMap
from regcheck.corpus.obstacles.totals import Tally
from regcheck.reports.obstacles.cells import Labels
from regcheck.reports.phrases import Phrase, Words
from regcheck.reports.wording import number


@dataclass(frozen=True, slots=True)
class Method:
    """Lines on what was searched and what was not, and a row for each rule of the map: title, id,
    rows, marked hits, right ones, share, interval."""

    searched: Sequence[str]
    not_searched: Sequence[str]
    precision: Sequence[tuple[str, str, int, str, str, str, str]]


@dataclass(frozen=True, slots=True)
class MapReport:
    """All that the files of a map are made of."""

    found: ObstacleMap
    counted: Tally
    labels: Labels
    method: Method


class MethodWords(Words):
    """The sentences on how a map was made."""

    scope = Phrase(
        "{documents} dokumenter ({kinds}) med {words} ord i bestemmelsene.",
        "{documents} dokument ({kinds}) med {words} ord i føresegnene.",
        "{documents} documents ({kinds}) with {words} words in provisions.",
    )
    rules = Phrase(
        "{rules} regler i regelsettet {digest}; regcheck {version}.",
        "{rules} reglar i regelsettet {digest}; regcheck {version}.",
        "{rules} rules in the rule set {digest}; regcheck {version}.",
    )
    shown = Phrase(
        "Kategoriene {categories}; alvor: {severities}.",
        "Kategoriane {categories}; alvor: {severities}.",
        "The categories {categories}; severity: {severities}.",
    )
    filters = Phrase("Utvalget: {filters}.", "Utvalet: {filters}.", "The selection: {filters}.")
    rows = Phrase(
        "Kartleggingen har {rows} rader av {findings} funn i skanningen.",
        "Kartlegginga har {rows} rader av {findings} funn i skanninga.",
        "The map has {rows} rows of {findings} findings in the scan.",
    )
    lost = Phrase(
        "{n} dokumenter kunne ikke leses.",
        "{n} dokument kunne ikkje lesast.",
        "{n} documents could not be read.",
    )
    skipped = Phrase(
        "På {n} dokumenter ble ikke alle regler kjørt.",
        "På {n} dokument vart ikkje alle reglar køyrde.",
        "On {n} documents not every rule ran.",
    )
    suppressed = Phrase(
        "{n} funn det er gjort unntak for, er ikke med.",
        "{n} funn det er gjort unntak for, er ikkje med.",
        "{n} suppressed findings are left out.",
    )
    info = Phrase(
        "Merknader er ikke med; --severity info tar dem med.",
        "Merknader er ikkje med; --severity info tek dei med.",
        "Notes are left out; --severity info takes them in.",
    )
    language = Phrase(
        "Språk, lesbarhet, oppbygning og begreper regnes ikke som hindringer her.",
        "Språk, lesbarheit, oppbygging og omgrep blir ikkje rekna som hindringar her.",
        "Language, readability, structure and concepts are no obstacles here.",
    )
    roles = Phrase(
        "Reglene ser på bestemmelser og på ny ordlyd i endringslover. Vedlegg, tabeller, fotnoter "
        "og oversatt tekst sees det bare på der en regel sier det.",
        "Reglane ser på føresegner og på ny ordlyd i endringslover. Vedlegg, tabellar, fotnotar og "
        "omsett tekst blir det berre sett på der ein regel seier det.",
        "Rules look at provisions and at new wording in amending acts. Annexes, tables, footnotes "
        "and translated text are looked at only where a rule says so.",
    )
    outside = Phrase(
        "Hindringer som ikke står i teksten, som praksis, skjemaer og systemer, finnes ikke ved å "
        "lese den. Regelverk som ikke var med i skanningen, er ikke med her.",
        "Hindringar som ikkje står i teksten, som praksis, skjema og system, finst ikkje ved å "
        "lese han. Regelverk som ikkje var med i skanninga, er ikkje med her.",
        "Obstacles that do not stand in the text, such as practice, forms and systems, are not "
        "found by reading it. What was not in the scan is not in the map.",
    )
    judge = Phrase(
        "Radene er spørsmål til den som kjenner regelverket, og ikke konklusjoner.",
        "Radene er spørsmål til den som kjenner regelverket, og ikkje konklusjonar.",
        "The rows are questions to those who know the law: a finding is no conclusion.",
    )
    patterns = Phrase(
        "Språkmodellen var av: hvem som avgjør, bygger på mønstre alene.",
        "Språkmodellen var av: kven som avgjer, byggjer på mønster åleine.",
        "The language pipeline was off: who decides rests on patterns alone.",
    )


def method_of(
    found: ObstacleMap,
    counted: Tally,
    labels: Labels,
    header: Mapping[str, Any],
    measured: Mapping[str, tuple[int, int, float, float]],
) -> Method:
    """The method of a map. `header` is the scan's manifest; `measured` what is known of rules."""
    lines, words = MethodWords(labels.locale), labels.wording
    looked, filters = found.searched, found.filters
    kinds = ", ".join(
        f"{labels.map.kinds.get(kind, kind)}: {number(n, words)}"
        for kind, n in looked.kinds.items()
    )
    severities = ["error", "warning", "info"]
    shown = severities[: severities.index(filters.severity) + 1]
    searched = [
        lines.scope.format(
            documents=number(looked.documents, words),
            kinds=kinds,
            words=number(looked.words, words),
        ),
        lines.rules.format(
            rules=header["rule_set"]["rules"],
            digest=str(header["rule_set"]["digest"])[:12],
            version=header["tool"]["version"],
        ),
        lines.shown.format(
            categories=", ".join(words.categories[c] for c in filters.category or CATEGORIES),
            severities=", ".join(words.severities[one] for one in shown),
        ),
    ]
    if told := _filters(filters):
        searched.append(lines.filters.format(filters=told))
    searched.append(
        lines.rows.format(rows=number(counted.rows, words), findings=number(looked.findings, words))
    )
    missing = (
        (lines.lost, looked.unreadable),
        (lines.skipped, looked.skipped),
        (lines.suppressed, looked.suppressed),
    )
    left_out = [said.format(n=number(n, words)) for said, n in missing if n]
    left_out += [lines.info] if filters.severity != "info" else []
    left_out += [lines.patterns] if not header["settings"]["nlp"] else []
    left_out += [lines.language, lines.roles, lines.outside, lines.judge]
    return Method(searched, left_out, _precision(counted, labels, measured))


def _filters(filters: Filters) -> str:
    given = [
        *((f"--ministry {one}") for one in filters.ministry),
        *((f"--area {one}") for one in filters.area),
        *((f"--life-event {one}") for one in filters.life_event),
        *((f"--rule {one}") for one in filters.rule),
    ]
    if filters.in_force:
        given.append(f"--in-force {filters.in_force.isoformat()}")
    return ", ".join(given)


def _precision(
    counted: Tally, labels: Labels, measured: Mapping[str, tuple[int, int, float, float]]
) -> list[tuple[str, str, int, str, str, str, str]]:
    table = []
    for rule, number_of_rows in sorted(counted.totals["rule"].items()):
        known = measured.get(rule)
        if known is None:
            figures = ("", "", labels.map.not_measured, "")
        else:
            n, right, low, high = known
            figures = (str(n), str(right), _percent(right / n), f"{_percent(low)}–{_percent(high)}")
        table.append((labels.rule(rule), rule, number_of_rows, *figures))
    return table


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
