"""How a map was made: what was searched and what was not, and how often each rule is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from regcheck.corpus.obstacle_totals import Tally
from regcheck.corpus.obstacles import CATEGORIES, Filters, ObstacleMap
from regcheck.reports.obstacles.cells import Labels
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


_NB = MappingProxyType(
    {
        "scope": "{documents} dokumenter ({kinds}) med {words} ord i bestemmelsene.",
        "rules": "{rules} regler i regelsettet {digest}; regcheck {version}.",
        "shown": "Kategoriene {categories}; alvor: {severities}.",
        "filters": "Utvalget: {filters}.",
        "rows": "Kartleggingen har {rows} rader av {findings} funn i skanningen.",
        "lost": "{n} dokumenter kunne ikke leses.",
        "skipped": "På {n} dokumenter ble ikke alle regler kjørt.",
        "suppressed": "{n} funn det er gjort unntak for, er ikke med.",
        "info": "Merknader er ikke med; --severity info tar dem med.",
        "language": "Språk, lesbarhet, oppbygning og begreper regnes ikke som hindringer her.",
        "roles": "Reglene ser på bestemmelser og på ny ordlyd i endringslover. Vedlegg, tabeller, "
        "fotnoter og oversatt tekst sees det bare på der en regel sier det.",
        "outside": "Hindringer som ikke står i teksten, som praksis, skjemaer og systemer, finnes "
        "ikke ved å lese den. Regelverk som ikke var med i skanningen, er ikke med her.",
        "judge": "Radene er spørsmål til den som kjenner regelverket, og ikke konklusjoner.",
        "patterns": "Språkmodellen var av: hvem som avgjør, bygger på mønstre alene.",
    }
)
_NN = MappingProxyType(
    {
        "scope": "{documents} dokument ({kinds}) med {words} ord i føresegnene.",
        "rules": "{rules} reglar i regelsettet {digest}; regcheck {version}.",
        "shown": "Kategoriane {categories}; alvor: {severities}.",
        "filters": "Utvalet: {filters}.",
        "rows": "Kartlegginga har {rows} rader av {findings} funn i skanninga.",
        "lost": "{n} dokument kunne ikkje lesast.",
        "skipped": "På {n} dokument vart ikkje alle reglar køyrde.",
        "suppressed": "{n} funn det er gjort unntak for, er ikkje med.",
        "info": "Merknader er ikkje med; --severity info tek dei med.",
        "language": "Språk, lesbarheit, oppbygging og omgrep blir ikkje rekna som hindringar her.",
        "roles": "Reglane ser på føresegner og på ny ordlyd i endringslover. Vedlegg, tabellar, "
        "fotnotar og omsett tekst blir det berre sett på der ein regel seier det.",
        "outside": "Hindringar som ikkje står i teksten, som praksis, skjema og system, finst "
        "ikkje ved å lese han. Regelverk som ikkje var med i skanninga, er ikkje med her.",
        "judge": "Radene er spørsmål til den som kjenner regelverket, og ikkje konklusjonar.",
        "patterns": "Språkmodellen var av: kven som avgjer, byggjer på mønster åleine.",
    }
)
_EN = MappingProxyType(
    {
        "scope": "{documents} documents ({kinds}) with {words} words in provisions.",
        "rules": "{rules} rules in the rule set {digest}; regcheck {version}.",
        "shown": "The categories {categories}; severity: {severities}.",
        "filters": "The selection: {filters}.",
        "rows": "The map has {rows} rows of {findings} findings in the scan.",
        "lost": "{n} documents could not be read.",
        "skipped": "On {n} documents not every rule ran.",
        "suppressed": "{n} suppressed findings are left out.",
        "info": "Notes are left out; --severity info takes them in.",
        "language": "Language, readability, structure and concepts are no obstacles here.",
        "roles": "Rules look at provisions and at new wording in amending acts. Annexes, tables, "
        "footnotes and translated text are looked at only where a rule says so.",
        "outside": "Obstacles that do not stand in the text, such as practice, forms and systems, "
        "are not found by reading it. What was not in the scan is not in the map.",
        "judge": "The rows are questions to those who know the law: a finding is no conclusion.",
        "patterns": "The language pipeline was off: who decides rests on patterns alone.",
    }
)
_LINES: Mapping[str, Mapping[str, str]] = MappingProxyType({"nb": _NB, "nn": _NN, "en": _EN})


def method_of(
    found: ObstacleMap,
    counted: Tally,
    labels: Labels,
    header: Mapping[str, Any],
    measured: Mapping[str, tuple[int, int, float, float]],
) -> Method:
    """The method of a map. `header` is the scan's manifest; `measured` what is known of rules."""
    lines, words = _LINES.get(labels.locale, _NB), labels.wording
    looked, filters = found.searched, found.filters
    kinds = ", ".join(
        f"{labels.map.kinds.get(kind, kind)}: {number(n, words)}"
        for kind, n in looked.kinds.items()
    )
    severities = ["error", "warning", "info"]
    shown = severities[: severities.index(filters.severity) + 1]
    searched = [
        lines["scope"].format(
            documents=number(looked.documents, words),
            kinds=kinds,
            words=number(looked.words, words),
        ),
        lines["rules"].format(
            rules=header["rule_set"]["rules"],
            digest=str(header["rule_set"]["digest"])[:12],
            version=header["tool"]["version"],
        ),
        lines["shown"].format(
            categories=", ".join(words.categories[c] for c in filters.category or CATEGORIES),
            severities=", ".join(words.severities[one] for one in shown),
        ),
    ]
    if told := _filters(filters):
        searched.append(lines["filters"].format(filters=told))
    searched.append(
        lines["rows"].format(
            rows=number(counted.rows, words), findings=number(looked.findings, words)
        )
    )
    missing = (
        ("lost", looked.unreadable),
        ("skipped", looked.skipped),
        ("suppressed", looked.suppressed),
    )
    left_out = [lines[name].format(n=number(n, words)) for name, n in missing if n]
    left_out += [lines["info"]] if filters.severity != "info" else []
    left_out += [lines["patterns"]] if not header["settings"]["nlp"] else []
    left_out += [lines[name] for name in ("language", "roles", "outside", "judge")]
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
            figures = ("", "", labels.map.said["not_measured"], "")
        else:
            n, right, low, high = known
            figures = (str(n), str(right), _percent(right / n), f"{_percent(low)}–{_percent(high)}")
        table.append((labels.rule(rule), rule, number_of_rows, *figures))
    return table


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
