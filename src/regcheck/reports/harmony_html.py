"""Terms that texts define differently, as one HTML page that needs no script and no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from regcheck.corpus.concepts.definitions import Definition
from regcheck.corpus.concepts.harmony import Cluster, Term, verdict
from regcheck.law.address_path import parse_path
from regcheck.law.links import lovdata_url
from regcheck.reports.harmony import verdict_word
from regcheck.reports.layout import printable
from regcheck.reports.phrases import Phrase, Words

_STYLE = """
:root { color-scheme: light dark; --line: #c8c8c8; --soft: #666; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 0; display: inline; }
details { border-top: 1px solid var(--line); padding: .7rem 0; }
summary { cursor: pointer; } summary span, .also, footer { color: var(--soft); }
ol { padding-left: 1.4rem; } li { margin: .6rem 0; } .place { font-weight: 600; }
del { text-decoration: none; background: #f6d6d3; color: #611; padding: 0 .15em; }
ins { text-decoration: none; background: #d2ecd4; color: #143d17; padding: 0 .15em; }
@media print { details { break-inside: avoid; } }
"""
_MOST_WORDS, _MOST_PLACES = 40, 30


class PageWords(Words):
    """The words of the page."""

    title = Phrase(
        "Begreper som er definert ulikt",
        "Omgrep som er definerte ulikt",
        "Concepts that are defined differently",
    )
    also = Phrase("Også i", "Også i", "Also in")
    texts = Phrase("tekster", "tekstar", "texts")
    meanings = Phrase("betydninger", "tydingar", "meanings")
    none = Phrase(
        "Ingen begreper er definert ulikt.",
        "Ingen omgrep er definerte ulikt.",
        "No concept is defined differently.",
    )
    only_first = Phrase("Bare i den første", "Berre i den første", "Only in the first")
    only_this = Phrase("Bare her", "Berre her", "Only here")


def harmony_html(terms: Iterable[Term], locale: str) -> Iterator[str]:
    """The page: each term with its meanings, where they stand, and the words that differ from
    those of the commonest one."""
    words = PageWords(locale)
    yield (
        f'<!doctype html>\n<html lang="{locale}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{words.title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{words.title}</h1>\n"
    )
    number = 0
    for number, term in enumerate(terms, 1):
        yield from _term(term, locale, words, opened=number == 1)
    if number == 0:
        yield f"<p>{words.none}</p>\n"
    yield "</body>\n</html>\n"


def _term(term: Term, locale: str, words: PageWords, *, opened: bool) -> Iterator[str]:
    about = (
        f"{verdict_word(term.verdict, locale)}, {len(term.clusters)} {words.meanings},"
        f" {term.documents} {words.texts}"
    )
    state = " open" if opened else ""
    yield f"<details{state}>\n<summary><h2>{_text(term.lemma)}</h2> <span>{about}</span></summary>"
    yield "\n<ol>\n"
    for cluster in term.clusters:
        yield from _cluster(term, cluster, locale, words)
    yield "</ol>\n</details>\n"


def _cluster(term: Term, cluster: Cluster, locale: str, words: PageWords) -> Iterator[str]:
    first = cluster.definitions[0]
    yield f"<li>{_place(first)}: {_text(first.definition)}\n"
    if cluster is not term.clusters[0]:
        found = verdict(term.clusters[0].definitions[0], first)
        less = _text(" ".join(found.only_first[:_MOST_WORDS]))
        more = _text(" ".join(found.only_second[:_MOST_WORDS]))
        parts = [verdict_word(found.agreement, locale)]
        if less:
            parts.append(f"{words.only_first}: <del>{less}</del>")
        if more:
            parts.append(f"{words.only_this}: <ins>{more}</ins>")
        yield f"<br>{'. '.join(parts)}\n"
    others = dict.fromkeys(_place(one) for one in cluster.definitions[1:])
    others.pop(_place(first), None)
    if others:
        shown = "; ".join(list(others)[:_MOST_PLACES])
        more = " …" if len(others) > _MOST_PLACES else ""
        yield f'<br><span class="also">{words.also} {shown}{more}</span>\n'
    yield "</li>\n"


def _place(one: Definition) -> str:
    words = _text(f"{one.title or one.refid or one.path}, {one.address}")
    try:
        url = lovdata_url(one.refid, parse_path(one.address_path))
    except ValueError:
        url = ""
    shown = f'<a href="{escape(url)}">{words}</a>' if url else words
    return f'<span class="place">{shown}</span>'


def _text(words: str) -> str:
    return escape(printable(words))
