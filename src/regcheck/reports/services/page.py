"""The services of texts for people, as text and as a page, with what several of them ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.law.address_text import short
from regcheck.reports.html.templates import page, resource
from regcheck.reports.services import fill
from regcheck.reports.services.model import Place, Service, ServiceText

COLUMNS = ("name", "authority", "requirements", "evidence", "channel", "time", "fee")
_SHARED = 2
"""Services from which on a fact that they ask for is told."""


def cells(one: Service, answers: fill.Answers, locale: str) -> dict[str, str]:
    """What a service says in each column, each provision with its place."""
    words = Texts("services", locale)
    held = words.table("registers")

    def placed(places: Iterable[Place]) -> list[str]:
        return [f"{place.text} ({short(place.address)})" for place in places]

    evidence = zip(placed(found.place for found in one.evidence), one.evidence, strict=True)
    told = {
        "name": [f"{one.name} ({', '.join(dict.fromkeys(short(p.address) for p in one.places))})"],
        "authority": [", ".join(answers.deciding(one))],
        "requirements": placed(one.requirements),
        "evidence": [
            text + "".join(f" [{held[name]}]" for name in found.registers)
            for text, found in evidence
        ],
        "channel": placed(one.channels),
        "time": [one.time],
        "fee": placed(place for place, _ in one.fees),
    }
    return {
        name: "\n".join(printable(line) for value in values for line in value.split("\n"))
        or words.not_said
        for name, values in told.items()
    }


def same_facts(texts: Sequence[ServiceText], words: Texts) -> Iterator[str]:
    """What several services ask for: the registers that hold it, with the names of the services."""
    found: dict[str, list[str]] = {}
    for one in (service for text in texts for service in text.services):
        for register in {name for shows in one.evidence for name in shows.registers}:
            found.setdefault(register, []).append(one.name)
    for register, names in sorted(found.items()):
        if len(names) >= _SHARED:
            holder = words.table("registers")[register]
            shared = printable("; ".join(names))
            yield words.same_fact.format(register=holder, n=len(names), names=shared)


def services_text(
    texts: Sequence[ServiceText], answers: fill.Answers, locale: str
) -> Iterator[str]:
    """The services as lines of text."""
    words = Texts("services", locale)
    heads = words.table("columns")
    for text in texts:
        yield f"{printable(text.document.source.path)}\n"
        for one in text.services:
            told = cells(one, answers, locale)
            yield f"  {told.pop('name')}\n"
            for name, value in told.items():
                yield f"    {heads[name]}: {value.replace(chr(10), chr(10) + ' ' * 6)}\n"
    yield words.total.format(n=sum(len(text.services) for text in texts)) + "\n"
    for line in same_facts(texts, words):
        yield f"{line}\n"
    yield f"{words.draft}\n"


def services_html(
    texts: Sequence[ServiceText], answers: fill.Answers, locale: str
) -> Iterator[str]:
    """A page with a table for each text that has services, and the questions for people."""
    words = Texts("services", locale)
    return page(
        "reports/services/services.jinja",
        resource("reports/decisions.css"),
        tables=[
            (text.title, [cells(one, answers, locale) for one in text.services])
            for text in texts
            if text.services
        ],
        shared=list(same_facts(texts, words)),
        questions=list(fill.questions_text(*fill.open_questions(texts, answers), locale)),
        words=words,
        locale=locale,
        columns=COLUMNS,
    )
