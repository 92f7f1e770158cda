"""The services of texts for people, as text and as a page, with what several of them ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.law.address_text import short
from regcheck.reports.html.templates import page, resource
from regcheck.reports.services import fill
from regcheck.reports.services.model import Service, ServiceText
from regcheck.reports.services.sheet import addresses_of

COLUMNS = ("name", "authority", "requirements", "evidence", "channel", "time", "fee")
_SHARED = 2
"""Services from which on a fact that they ask for is told."""


def cells(
    text: ServiceText, one: Service, answers: fill.Answers, address: str, locale: str
) -> dict[str, str]:
    """What a service says in each column, each provision with its place."""
    words = Texts("services", locale)
    held = words.table("registers")
    evidence = (
        f"{place.text} ({short(place.address)})"
        + "".join(f" [{held[name]}]" for name in found.registers)
        for found in one.evidence
        for place in (found.place,)
    )
    told = {
        "name": f"{one.name} ({', '.join(dict.fromkeys(short(p.address) for p in one.places))})",
        "authority": ", ".join(answers.deciding(address, one.authorities)),
        "requirements": "\n".join(f"{p.text} ({short(p.address)})" for p in one.requirements),
        "evidence": "\n".join(evidence),
        "channel": "\n".join(f"{p.text} ({short(p.address)})" for p in one.channels),
        "time": one.time,
        "fee": "\n".join(f"{p.text} ({short(p.address)})" for p, _ in one.fees),
    }
    return {
        name: "\n".join(map(printable, value.split("\n"))) or words.not_said
        for name, value in told.items()
    }


def same_facts(texts: Sequence[ServiceText]) -> list[tuple[str, list[str]]]:
    """The registers that hold what several services ask for, with the names of these."""
    found: dict[str, list[str]] = {}
    for one in (service for text in texts for service in text.services):
        for register in sorted(one.registers):
            found.setdefault(register, []).append(one.name)
    return sorted((name, some) for name, some in found.items() if len(some) >= _SHARED)


def services_text(
    texts: Sequence[ServiceText], answers: fill.Answers, locale: str
) -> Iterator[str]:
    """The services as lines of text."""
    words, addresses = Texts("services", locale), addresses_of(texts)
    heads = words.table("columns")
    for at, text in enumerate(texts):
        yield f"{printable(text.document.source.path)}\n"
        for one in text.services:
            told = cells(text, one, answers, addresses[at, one.key], locale)
            yield f"  {told.pop('name')}\n"
            for name, value in told.items():
                yield f"    {heads[name]}: {value.replace(chr(10), chr(10) + ' ' * 6)}\n"
    yield words.total.format(n=sum(len(text.services) for text in texts)) + "\n"
    for register, names in same_facts(texts):
        yield _shared_line(words, register, names) + "\n"
    yield f"{words.draft}\n"


def services_html(
    texts: Sequence[ServiceText], answers: fill.Answers, locale: str
) -> Iterator[str]:
    """A page with a table for each text that has services, and the questions for people."""
    words, addresses = Texts("services", locale), addresses_of(texts)
    asked = fill.open_questions(texts, addresses, answers)
    tables = [
        (
            text.document.meta.title or text.document.source.path,
            [cells(text, one, answers, addresses[at, one.key], locale) for one in text.services],
        )
        for at, text in enumerate(texts)
    ]
    return page(
        "reports/services/services.jinja",
        resource("reports/decisions.css"),
        tables=[table for table in tables if table[1]],
        shared=[_shared_line(words, *one) for one in same_facts(texts)],
        questions=list(fill.questions_text(*asked, locale)),
        words=words,
        locale=locale,
        columns=COLUMNS,
    )


def _shared_line(words: Texts, register: str, names: Sequence[str]) -> str:
    holder = words.table("registers")[register]
    shared = printable("; ".join(names))
    return words.same_fact.format(register=holder, n=len(names), names=shared)
