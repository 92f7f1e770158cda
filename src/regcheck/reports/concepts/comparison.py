"""Terms that texts define differently, as text, JSON, CSV, an HTML page and a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import cut_after_word
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import message
from regcheck.concepts.comparison import Cluster, Term
from regcheck.concepts.definitions import Definition
from regcheck.reports.html.templates import page, resource
from regcheck.reports.records import json_with_list
from regcheck.reports.rows import spreadsheet
from regcheck.reports.workbooks import MOST_ROWS, Sheet, workbook_bytes

SCHEMA_VERSION = 1
COLUMNS = (
    "term", "verdict", "meaning", "against", "documents",
    "refid", "title", "address", "definition", "translated",
)  # fmt: skip
_WIDTHS = (24, 14, 9, 14, 9, 22, 40, 30, 90, 9)
_SHOWN, _SHOWN_ON_PAGE = 6, 30
_MOST_WORDS, _MOST_WORDS_ON_PAGE = 20, 40
_LONGEST = 220


def terms_text(terms: Iterable[Term], locale: str) -> Iterator[str]:
    """Each term with its meanings, and the words that set them apart from the commonest one."""
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
    first = cluster[0]
    yield f"  {_citation(first)}: {cut_after_word(first.definition, _LONGEST)}\n"
    others = sorted({_citation(one) for one in cluster[1:]} - {_citation(first)})
    if others:
        named = "; ".join(others[:_SHOWN])
        more = words.more.format(n=len(others) - _SHOWN) if len(others) > _SHOWN else ""
        yield f"    {words.also} {named} {more}".rstrip() + "\n"
    if cluster is not term.clusters[0]:
        found = term.against(cluster)
        minus = " ".join(found.only_first[:_MOST_WORDS]) or "–"
        plus = " ".join(found.only_second[:_MOST_WORDS]) or "–"
        yield f"    {words.table('verdicts')[found.agreement]}: − {minus}  + {plus}\n"


def _citation(one: Definition) -> str:
    return f"{one.refid or one.path} {one.address}"


def terms_json(terms: Iterable[Term]) -> Iterator[str]:
    """One JSON object, a term on each line."""
    return json_with_list(SCHEMA_VERSION, "terms", map(_record, terms))


def _record(term: Term) -> dict[str, Any]:
    """A term for JSON; `against` is the verdict on each meaning compared with the first."""
    meanings = []
    for cluster in term.clusters:
        found = term.against(cluster)
        meanings.append(
            {
                "against": found.agreement.value if cluster is not term.clusters[0] else None,
                "likeness": found.likeness,
                "only_first": list(found.only_first),
                "only_this": list(found.only_second),
                "definitions": [one.to_dict() for one in cluster],
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


def terms_csv(terms: Iterable[Term], locale: str) -> Iterator[str]:
    """One row for each definition, with the meaning it belongs to; safe for spreadsheets."""
    return spreadsheet(COLUMNS, _rows(terms, locale))


def _rows(terms: Iterable[Term], locale: str) -> Iterator[tuple[str, ...]]:
    """The cells under `COLUMNS`: a row for each definition, with the meaning it belongs to."""
    verdicts = Texts("concepts", locale).table("verdicts")
    for term in terms:
        for number, cluster in enumerate(term.clusters, 1):
            against = verdicts[term.against(cluster).agreement] if number > 1 else ""
            same = (term.lemma, verdicts[term.verdict], str(number), against, str(term.documents))
            for one in cluster:
                translated = "x" if one.role == "foreign" else ""
                yield (*same, one.refid, one.title, one.address, one.definition, translated)


def terms_xlsx(terms: Iterable[Term], locale: str) -> bytes:
    """A workbook with the rows of the CSV, all cells text and never formulas; the same terms give
    the same bytes. Raises UsageError when openpyxl is not installed, or for too many rows."""
    rows = list(islice(_rows(terms, locale), MOST_ROWS))
    if len(rows) == MOST_ROWS:
        raise UsageError(message("concepts.too_large_for_workbook", most=MOST_ROWS))
    return workbook_bytes(Sheet("begreper", rows, COLUMNS, _WIDTHS, "A2", wrap=True))


def terms_html(terms: Iterable[Term], locale: str) -> Iterator[str]:
    """A page with each term and its meanings, and the words that set them apart."""
    verdicts = Texts("concepts", locale).table("verdicts")
    return page(
        "reports/concepts/harmony.jinja",
        resource("reports/concepts/harmony.css"),
        terms=terms,
        words=Texts("concepts-page", locale),
        verdict_word=verdicts.__getitem__,
        meaning=partial(_meaning, verdicts=verdicts),
    )


def _meaning(term: Term, cluster: Cluster, verdicts: Mapping[str, str]) -> dict[str, Any]:
    """A meaning, how it differs from the commonest one, and the other places that give it."""
    first = cluster[0]
    others = dict.fromkeys(map(_place, cluster[1:]))
    others.pop(_place(first), None)
    compared = term.against(cluster) if cluster is not term.clusters[0] else None
    return {
        "place": _place(first),
        "definition": first.definition,
        "agreement": compared and verdicts[compared.agreement],
        "only_first": compared and " ".join(compared.only_first[:_MOST_WORDS_ON_PAGE]),
        "only_here": compared and " ".join(compared.only_second[:_MOST_WORDS_ON_PAGE]),
        "others": [*others][:_SHOWN_ON_PAGE],
        "more": len(others) > _SHOWN_ON_PAGE,
    }


def _place(one: Definition) -> tuple[str, str]:
    """Where a definition is, and its address on the web where it has one."""
    return f"{one.title or one.refid or one.path}, {one.address}", one.page
