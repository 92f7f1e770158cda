"""Terms that texts define differently, as text, JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from regcheck.corpus.concepts.definitions import Definition
from regcheck.corpus.concepts.harmony import Cluster, Term, verdict
from regcheck.corpus.concepts.meanings import Agreement
from regcheck.reports.phrases import Phrase, Words, phrases
from regcheck.reports.records import TOOL, listed
from regcheck.reports.rows import spreadsheet_row

SCHEMA_VERSION = 1
COLUMNS = (
    "term", "verdict", "meaning", "against", "documents",
    "refid", "title", "address", "definition", "translated",
)  # fmt: skip
_SHOWN = 6
_LONGEST = 220


class HarmonyWords(Words):
    """The words of definitions that differ; verdicts by their values."""

    verdicts = phrases(
        {
            "same-wording": ("samme ordlyd", "same ordlyd", "same wording"),
            "same-substance": ("samme innhold", "same innhald", "same in substance"),
            "by-reference": ("ved henvisning", "ved tilvising", "by reference"),
            "narrower": ("snevrere", "snevrare", "narrower"),
            "wider": ("videre", "vidare", "wider"),
            "different": ("ulik", "ulik", "different"),
        }
    )
    head = Phrase(
        "{lemma}: {verdict}, {clusters} betydninger i {documents} tekster",
        "{lemma}: {verdict}, {clusters} tydingar i {documents} tekstar",
        "{lemma}: {verdict}, {clusters} meanings in {documents} texts",
    )
    also = Phrase("også i", "også i", "also in")
    more = Phrase("… og {n} til", "… og {n} til", "… and {n} more")


def verdict_word(agreement: Agreement, locale: str) -> str:
    """A verdict in words."""
    return HarmonyWords(locale).verdicts[agreement]


def harmony_text(terms: Iterable[Term], locale: str) -> Iterator[str]:
    """For people: each term with its meanings and where they stand, and which words differ from
    the commonest one."""
    words = HarmonyWords(locale)
    for term in terms:
        head = words.head.format(
            lemma=term.lemma,
            verdict=words.verdicts[term.verdict],
            clusters=len(term.clusters),
            documents=term.documents,
        )
        yield head + "\n"
        for cluster in term.clusters[:_SHOWN]:
            yield from _cluster_lines(term, cluster, words)
        if len(term.clusters) > _SHOWN:
            yield "  " + words.more.format(n=len(term.clusters) - _SHOWN) + "\n"
        yield "\n"


def _cluster_lines(term: Term, cluster: Cluster, words: HarmonyWords) -> Iterator[str]:
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
        yield f"    {words.verdicts[found.agreement]}: − {minus or '–'}  + {plus or '–'}\n"


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
