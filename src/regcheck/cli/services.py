"""`regcheck services`: what people can ask for under texts, for catalogues of services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from regcheck.base.errors import ExitCode, UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import locale_for
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import refuse_what_is_read
from regcheck.cli.documents import ReadableDocuments, find_documents
from regcheck.cli.options import option
from regcheck.cli.progress import with_progress
from regcheck.cli.terminal import caches, deliver, warn
from regcheck.findings.model import Finding
from regcheck.reports.rdf import json_ld, turtle
from regcheck.reports.services.model import ServiceText, services_in
from regcheck.reports.services.people import (
    Answers,
    open_questions,
    questions_file,
    questions_text,
    read_answers,
    services_html,
    services_text,
)
from regcheck.reports.services.sheet import assessment_nodes, service_nodes
from regcheck.results.result import Settings
from regcheck.results.shown import wanted_findings
from regcheck.run.api import check
from regcheck.run.rules import RuleChoice, load_rules

ENDINGS = (".ttl", ".jsonld", ".html", ".txt")


def services(
    *,
    paths: shared.Paths,
    output: shared.Output,
    force: bool,
    fill: Annotated[str, option("FILE")],
    questions: Annotated[str, option("FILE")],
    iopa: Annotated[str, option("FILE")],
    stdin_format: shared.StdinFormat,
    stdin_filename: shared.StdinFilename,
    locale: shared.Locale,
    allow_incomplete: bool,
) -> int:
    """List the services of texts, and write them as CPSV-AP-NO."""
    ending = output[output.rfind(".") :].lower() if "." in output else ""
    if output not in ("", "-") and ending not in ENDINGS:
        raise UsageError(message("services.ending", path=output, endings=", ".join(ENDINGS)))
    inputs = find_documents(paths, stdin_format, stdin_filename)
    for one in (output, questions, iopa):
        refuse_what_is_read(one, inputs)
    answers = read_answers(fill)
    rules = load_rules(RuleChoice(), caches()) if iopa else None
    texts: list[ServiceText] = []
    findings: list[Sequence[Finding]] = []
    documents = ReadableDocuments(inputs)
    for document in with_progress(documents, len(inputs.entries)):
        texts.append(services_in(document))
        if rules is not None:
            told = shared.locale_or(locale, locale_for(document.meta.language))
            findings.append(wanted_findings(check(document, rules, locale=told), Settings()))
    first = texts[0].document.meta.language if texts else "nb"
    shown = shared.locale_or(locale, locale_for(first))
    asked = open_questions(texts, answers)
    deliver(_pieces(ending, texts, answers, shown), output, force=force)
    for line in questions_text(*asked, shown) if ending != ".html" else ():
        warn(line)
    if questions:
        deliver(questions_file(*asked, answers, shown), questions, force=force)
    if iopa:
        nodes = assessment_nodes(texts, findings, answers)
        deliver(json_ld(nodes, Texts("services", shown).draft), iopa, force=force)
    return ExitCode.of(whole=allow_incomplete or not documents.unreadable)


def _pieces(
    ending: str, texts: Sequence[ServiceText], answers: Answers, locale: str
) -> Iterator[str]:
    """The services in the format that the name of the file says, else as text."""
    if ending == ".html":
        return services_html(texts, answers, locale)
    if ending not in (".ttl", ".jsonld"):
        return services_text(texts, answers, locale)
    write = turtle if ending == ".ttl" else json_ld
    return write(service_nodes(texts, answers), Texts("services", locale).draft)
