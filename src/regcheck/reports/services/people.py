"""The services of texts for people: as text and as a page, the questions that no law answers, and
the file that takes the answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from regcheck.base.datafiles.data_files import load_data
from regcheck.base.errors import UsageError
from regcheck.base.text.patterns import pattern
from regcheck.base.text.printable import printable
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.message import message
from regcheck.base.values import Value
from regcheck.law.address_text import short
from regcheck.reports.html.templates import page, resource
from regcheck.reports.services.model import Place, Service, ServiceText

COLUMNS = ("name", "authority", "requirements", "evidence", "channel", "time", "fee")
_SHARED = 2
"""Services from which on a fact that they ask for is told."""
FIELDS = ("organisation_number", "area", "contact")
_SAID = {"area": "spatial"}
"""The texts of fields that go by another name."""
_FORMS = {
    "organisation_number": pattern(r"\d{9}"),
    "area": pattern(r"https?://[^\s<>\"{}|^`\\]+"),
    "contact": pattern(r"https?://[^\s<>\"{}|^`\\]+|[^\s@<>]+@[^\s@<>]+\.\w+|\+?[\d ]{3,20}"),
}


class Answers(Value, frozen=True):
    """What people have answered: of each authority by its name, and the authority of services by
    their addresses."""

    authorities: Mapping[str, Mapping[str, str]]
    services: Mapping[str, str]

    def of(self, authority: str, field: str) -> str:
        """An answer about an authority, else empty."""
        return self.authorities.get(authority, {}).get(field, "")

    def deciding(self, service: Service) -> Sequence[str]:
        """Who gives a service: what people answered, else what the text says."""
        answer = self.services.get(service.address, "")
        return (answer,) if answer else service.authorities


def read_answers(path: str) -> Answers:
    """The answers in a file; no path, no answers. Raises UsageError or ConfigError for a file
    that has another form."""
    if not path:
        return Answers({}, {})
    data = load_data(Path(path))
    tables = {}
    for name in ("authorities", "services"):
        rows = data.get(name) or {}
        if not isinstance(rows, dict) or not all(isinstance(row, dict) for row in rows.values()):
            raise UsageError(message("services.no_table", path=path, name=name))
        tables[name] = {
            str(key): {str(field): str(value or "").strip() for field, value in row.items()}
            for key, row in rows.items()
        }
    for key, row in tables["authorities"].items():
        for field, form in _FORMS.items():
            value = row.get(field, "")
            number = re.sub(r"\s", "", value) if field == "organisation_number" else value
            if value and not form.fullmatch(number):
                what = message(f"services.{_SAID.get(field, field)}")
                raise UsageError(
                    message("services.wrong", path=path, key=key, value=value, what=what)
                )
            row[field] = number
    given = {key: row.get("authority", "") for key, row in tables["services"].items()}
    return Answers(tables["authorities"], given)


def open_questions(
    texts: Sequence[ServiceText], answers: Answers
) -> tuple[list[str], list[tuple[str, str]]]:
    """The authorities of which something is left to answer, and the addresses and names of
    services of which no authority is known."""
    all_services = [one for text in texts for one in text.services]
    named = {name for one in all_services for name in answers.deciding(one)}
    nameless = [(one.address, one.name) for one in all_services if not answers.deciding(one)]
    return sorted(one for one in named if not all(answers.of(one, f) for f in FIELDS)), nameless


def questions_text(
    authorities: Sequence[str], nameless: Sequence[tuple[str, str]], locale: str
) -> Iterator[str]:
    """The questions as lines for people."""
    words = Texts("services", locale)
    for address, name in nameless:
        yield words.ask_authority.format(name=name, address=address)
    for name in authorities:
        yield words.ask_about.format(name=name)


def questions_file(
    authorities: Sequence[str],
    nameless: Sequence[tuple[str, str]],
    answers: Answers,
    locale: str,
) -> Iterator[str]:
    """The file to fill in, YAML: what is open, and what was answered before."""
    words = Texts("services", locale)
    rows = dict.fromkeys((*answers.authorities, *authorities))
    named = dict(nameless)
    given = {**dict.fromkeys(named, ""), **answers.services}
    yield "".join(f"# {line}\n" for line in words.fill_head.splitlines())
    yield "authorities:" + ("\n" if rows else " {}\n")
    for name in rows:
        yield f"  {_quoted(name)}:\n"
        for field in FIELDS:
            told = getattr(words, _SAID.get(field, field))
            yield f"    {field}: {_quoted(answers.of(name, field))}  # {told}\n"
    yield "services:" + ("\n" if given else " {}\n")
    for address, authority in given.items():
        yield f"  {_quoted(address)}:  # {_quoted(named.get(address, ''))}\n"
        yield f"    authority: {_quoted(authority)}  # {words.authority}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def cells(one: Service, answers: Answers, locale: str) -> dict[str, str]:
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


def services_text(texts: Sequence[ServiceText], answers: Answers, locale: str) -> Iterator[str]:
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


def services_html(texts: Sequence[ServiceText], answers: Answers, locale: str) -> Iterator[str]:
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
        questions=list(questions_text(*open_questions(texts, answers), locale)),
        words=words,
        locale=locale,
        columns=COLUMNS,
    )
