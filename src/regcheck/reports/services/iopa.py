"""The EU's form for assessments of interoperability, filled in as far as texts show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.law.address_text import long
from regcheck.reports.rdf import Node, Words, node
from regcheck.reports.services.fill import Answers
from regcheck.reports.services.model import Place, ServiceText, base_of, slug
from regcheck.reports.services.sheet import authority_nodes, organisation, service_nodes

_SEMANTIC = frozenset({"collections", "concepts", "data-sharing", "once-only"})
"""Categories of findings on what words and data mean; those of others are legal obstacles."""
_NEED = "urn:regcheck:iopa:"


def assessment_nodes(
    texts: Sequence[ServiceText], findings: Sequence[Sequence[Finding]], answers: Answers
) -> list[Node]:
    """An assessment of each text that has services, with what people are asked beside it; the
    findings are those of each text in turn."""
    made: dict[str, Node] = {}
    for text, found in zip(texts, findings, strict=True):
        for one in _assessment(text, found, answers) if text.services else ():
            made.setdefault(one.address, one)
    for one in service_nodes(texts, answers):
        made.setdefault(one.address, one)
    return list(made.values())


def _assessment(text: ServiceText, findings: Sequence[Finding], answers: Answers) -> Iterator[Node]:
    language = text.document.meta.language or "nb"
    words, base = Texts("services", language), base_of(text.document)
    title = Words(text.title, language)
    sender = text.document.meta.ministries[:1]
    affected: dict[str, list[str]] = {}
    binding: dict[str, Place] = {}
    for one in text.services:
        for place in (*one.places, *one.requirements):
            name = f"{base}#bindende-{slug(place.address.path)}-{place.span.start}"
            binding[name] = place
            affected.setdefault(name, []).append(one.address)
    told = [
        (
            "semantic" if one.rule.id.partition("/")[0] in _SEMANTIC else "legal",
            f"{one.address}: «{one.quote}» {one.message}",
        )
        for one in findings
    ]
    told += [
        ("cross-border", f"{long(p.address, language)}: «{p.text}» {words.abroad}")
        for p in text.abroad
    ]
    statements = [f"{base}#utsagn-{n}" for n in range(1, len(told) + 1)]
    yield node(f"{base}#vurdering", "cav:Assessment", {
        "dct:title": Words(words.assessment.format(title=text.title), language),
        "rdfs:comment": Words(words.draft, language),
        "cav:assesses": list(binding), "cav:resultsIn": statements,
        "cv:isProvidedBy": [organisation(name) for name in sender],
    })  # fmt: skip
    for name, place in binding.items():
        yield node(name, "iopa:BindingRequirement", {
            "dct:title": Words(long(place.address, language), language),
            "dct:description": Words(place.text, language),
            "cav:valueDescription": Words(place.text, language), "iopa:affects": affected[name],
            "dct:isPartOf": base,
        })  # fmt: skip
    for name, (kind, judgement) in zip(statements, told, strict=True):
        yield node(name, "cav:Statement", {
            "cav:type": _NEED + kind, "cav:interpretation": _NEED + kind,
            "cav:judgement": Words(judgement, language),
            "cv:hasRelatedService": [one.address for one in text.services],
        })  # fmt: skip
    for kind in dict.fromkeys(kind for kind, _ in told):
        label = Words(words.table("obstacles")[kind], language)
        yield node(_NEED + kind, "skos:Concept", {"skos:prefLabel": label})
    for name in sender:
        yield from authority_nodes(name, language, answers)
    about = {"dct:title": title, "dct:description": title}
    yield node(base, "eli:LegalExpression , frbr:Expression", about)
