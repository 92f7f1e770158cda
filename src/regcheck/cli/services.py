"""`regcheck services`: what people can ask for under texts, for catalogues of services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from regcheck.base.errors import UsageError
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import locale_for
from regcheck.base.texts.message import message
from regcheck.cli import options as shared
from regcheck.cli.delivery import Target, deliver
from regcheck.cli.documents import Source
from regcheck.cli.options import option
from regcheck.cli.progress import with_progress
from regcheck.cli.terminal import caches, warn
from regcheck.findings.model import Finding
from regcheck.reports.rdf import json_ld, turtle
from regcheck.reports.services.model import ServiceText, services_in
from regcheck.reports.services.people import (
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
    target: Target,
    fill: Annotated[str, option("FILE")],
    questions: Annotated[str, option("FILE")],
    iopa: Annotated[str, option("FILE")],
    source: Source,
    locale: shared.Locale,
) -> int:
    """List the services of texts, and write them as CPSV-AP-NO."""
    output, force = target.output, target.force
    ending = output[output.rfind(".") :].lower() if "." in output else ""
    if not target.is_stdout and ending not in ENDINGS:
        raise UsageError(message("services.ending", path=output, endings=", ".join(ENDINGS)))
    documents = source.documents(output, questions, iopa)
    answers = read_answers(fill)
    rules = load_rules(RuleChoice(), caches()) if iopa else None
    texts: list[ServiceText] = []
    findings: list[Sequence[Finding]] = []
    for document in with_progress(documents, len(documents.inputs.entries)):
        texts.append(services_in(document))
        if rules is not None:
            told = shared.locale_or(locale, locale_for(document.meta.language))
            findings.append(wanted_findings(check(document, rules, locale=told), Settings()))
    first = texts[0].document.meta.language if texts else "nb"
    shown = shared.locale_or(locale, locale_for(first))
    asked = open_questions(texts, answers)
    if ending == ".html":
        target.write(services_html(texts, answers, shown))
    elif ending in (".ttl", ".jsonld"):
        write = turtle if ending == ".ttl" else json_ld
        target.write(write(service_nodes(texts, answers), Texts("services", shown).draft))
    else:
        target.write(services_text(texts, answers, shown))
    for line in questions_text(*asked, shown) if ending != ".html" else ():
        warn(line)
    if questions:
        deliver(questions_file(*asked, answers, shown), questions, force=force)
    if iopa:
        nodes = assessment_nodes(texts, findings, answers)
        deliver(json_ld(nodes, Texts("services", shown).draft), iopa, force=force)
    return documents.exit_code
