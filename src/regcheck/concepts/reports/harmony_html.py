"""Terms that texts define differently, as one HTML page that needs no script and no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from regcheck.concepts.definitions import Definition
from regcheck.concepts.harmony import Cluster, Term, verdict
from regcheck.concepts.reports.harmony import verdict_word
from regcheck.law.address_path import parse_path
from regcheck.law.links import lovdata_url
from regcheck.reports.html.templates import content_hash, environment, resource
from regcheck.texts.catalogue import Texts

_MOST_WORDS, _MOST_PLACES = 40, 30


@dataclass(frozen=True, slots=True)
class Place:
    """Where a definition stands, and its address on the web where it has one."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """A meaning as the page tells it; how it agrees with the commonest one, which differs in
    nothing from itself, and the places of the same wording."""

    place: Place
    definition: str
    agreement: str
    only_first: str
    only_here: str
    others: tuple[Place, ...]
    more: bool


def harmony_html(terms: Iterable[Term], locale: str) -> Iterator[str]:
    """The page: each term with its meanings, where they stand, and the words that differ from
    those of the commonest one."""
    styles = resource("concepts/reports/harmony.css")
    return (
        environment()
        .get_template("concepts/reports/harmony.jinja")
        .generate(
            terms=terms,
            words=Texts("concepts-page", locale),
            verdict_word=partial(verdict_word, locale=locale),
            meaning=partial(_meaning, locale=locale),
            styles=styles,
            style_hash=content_hash(styles),
        )
    )


def _meaning(term: Term, cluster: Cluster, locale: str) -> Meaning:
    first = cluster.definitions[0]
    agreement = only_first = only_here = ""
    if cluster is not term.clusters[0]:
        found = verdict(term.clusters[0].definitions[0], first)
        agreement = verdict_word(found.agreement, locale)
        only_first = " ".join(found.only_first[:_MOST_WORDS])
        only_here = " ".join(found.only_second[:_MOST_WORDS])
    place = _place(first)
    others = dict.fromkeys(map(_place, cluster.definitions[1:]))
    others.pop(place, None)
    return Meaning(
        place,
        first.definition,
        agreement,
        only_first,
        only_here,
        tuple(others)[:_MOST_PLACES],
        len(others) > _MOST_PLACES,
    )


def _place(one: Definition) -> Place:
    try:
        url = lovdata_url(one.refid, parse_path(one.address_path))
    except ValueError:
        url = ""
    return Place(f"{one.title or one.refid or one.path}, {one.address}", url)
