"""Terms that texts define differently, as text, JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from regcheck.concepts.definitions import Definition
from regcheck.concepts.harmony import Cluster, Term, verdict
from regcheck.concepts.meanings import Agreement
from regcheck.reports.records import TOOL, listed
from regcheck.reports.rows import spreadsheet_row
from regcheck.texts.catalogue import Texts

SCHEMA_VERSION = 1
COLUMNS = (
    "term", "verdict", "meaning", "against", "documents",
    "refid", "title", "address", "definition", "translated",
)  # fmt: skip
_SHOWN = 6
_LONGEST = 220


def verdict_word(agreement: Agreement, locale: str) -> str:
    """A verdict in words."""
    return Texts("concepts", locale).table("verdicts")[agreement]


def harmony_text(terms: Iterable[Term], locale: str) -> Iterator[str]:
    """For people: each term with its meanings and where they stand, and which words differ from
    the commonest one."""
    words = Texts("concepts", locale)
    for term in terms:
        head = words.head.format(
            lemma=term.lemma,
            verdict=words.table("verdicts")[term.verdict],
            clusters=len(term.clusters),
            documents=term.documents,
        )
        yield head + "\n"
        for cluster in term.clusters[:_SHOWN]:
            yield from _cluster_lines(term, cluster, words)
        if len(term.clusters) > _SHOWN:
            yield "  " + words.more.format(n=len(term.clusters) - _SHOWN) + "\n"
        yield "\n"


def _cluster_lines(term: Term, cluster: Cluster, words: Texts) -> Iterator[str]:
    first = cluster.definitions[0]
    said = first.definition
    if len(said) > _LONGEST:
        said = said[:_LONGEST].rsplit(" ", 1)[0] + " …"
    yield f"  {_place(first)}: {said}\n"
    others = sorted({_place(one) for one in cluster.definitions[1:]} - {_place(first)})
    if others:
        shown = "; ".join(others[:_SHOWN])
        more = words.more.format(n=len(others) - _SHOWN) if len(others) > _SHOWN else ""
        yield f"    {words.also} {shown} {more}".rstrip() + "\n"
    if cluster is not term.clusters[0]:
        found = verdict(term.clusters[0].definitions[0], first)
        minus, plus = " ".join(found.only_first[:20]), " ".join(found.only_second[:20])
        yield f"    {words.table('verdicts')[found.agreement]}: − {minus or '–'}  + {plus or '–'}\n"


def _place(one: Definition) -> str:
    return f"{one.refid or one.path} {one.address}"


def term_record(term: Term) -> dict[str, Any]:
    """A term as JSON sees it; `against` is the verdict on each meaning seen from the first."""
    lead = term.clusters[0].definitions[0]
    meanings = []
    for cluster in term.clusters:
        found = verdict(lead, cluster.definitions[0])
        meanings.append(
            {
                "against": found.agreement.value if cluster is not term.clusters[0] else None,
                "likeness": found.likeness,
                "only_first": list(found.only_first),
                "only_this": list(found.only_second),
                "definitions": [one.record() for one in cluster.definitions],
            }
        )
    return {
        "term": term.lemma,
        "verdict": term.verdict.value,
        "documents": term.documents,
        "weight": term.weight,
        "translated": term.foreign,
        "meanings": meanings,
    }


def harmony_json(terms: Iterable[Term]) -> Iterator[str]:
    """One JSON object, a term on each line."""
    yield f'{{"schema_version":{SCHEMA_VERSION},\n"tool":{json.dumps(TOOL)},\n"terms":['
    yield from listed(json.dumps(term_record(term), ensure_ascii=False) for term in terms)
    yield "}\n"


def harmony_csv(terms: Iterable[Term], locale: str) -> Iterator[str]:
    """One row for each definition, with the meaning it belongs to; safe for spreadsheets."""
    yield "\ufeff" + spreadsheet_row(COLUMNS)
    yield from map(spreadsheet_row, harmony_rows(terms, locale))


def harmony_rows(terms: Iterable[Term], locale: str) -> Iterator[tuple[str, ...]]:
    """The cells under `COLUMNS`: a row for each definition, with the meaning it belongs to."""
    for term in terms:
        lead = term.clusters[0].definitions[0]
        for number, cluster in enumerate(term.clusters, 1):
            against = verdict(lead, cluster.definitions[0]).agreement if number > 1 else None
            for one in cluster.definitions:
                yield (
                    term.lemma,
                    verdict_word(term.verdict, locale),
                    str(number),
                    verdict_word(against, locale) if against else "",
                    str(term.documents),
                    one.refid,
                    one.title,
                    one.address,
                    one.definition,
                    "x" if one.role == "foreign" else "",
                )
