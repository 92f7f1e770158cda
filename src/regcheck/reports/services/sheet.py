"""Services as CPSV-AP-NO: what the text says and people answered, and nothing else; and the EU's
form for assessments of interoperability, filled in as far as texts show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from regcheck.base.texts.catalogue import Texts
from regcheck.findings.model import Finding
from regcheck.law.address import Address, StepKind
from regcheck.law.address_text import long
from regcheck.law.links import lovdata_url
from regcheck.reports.rdf import Node, Words, node, once
from regcheck.reports.services.model import Place, Service, ServiceText, base_of, slug
from regcheck.reports.services.people import Answers

ORGANISATIONS = "https://organization-catalogue.fellesdatakatalog.digdir.no/organizations/"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_CODES = {"nb": "NOB", "nn": "NNO", "en": "ENG"}
_SPOKEN = frozenset({"dct:title", "dct:description", "rdfs:comment"})
_SEMANTIC = frozenset({"collections", "concepts", "data-sharing", "once-only"})
"""Categories of findings on what words and data mean; those of others are legal obstacles."""
_NEED = "urn:regcheck:iopa:"
_KRONER = "http://publications.europa.eu/resource/authority/currency/NOK"


def organisation(name: str) -> str:
    """The address of an authority."""
    return f"urn:regcheck:organ:{slug(name)}"


def authority_nodes(name: str, language: str, answers: Answers) -> Iterator[Node]:
    """A public body and where it acts; what people have not answered is left out."""
    number, area = (answers.of(name, field) for field in ("organisation_number", "area"))
    label = Words(name, language)
    about = {"skos:prefLabel": label, "dct:description": label, "dct:spatial": area}
    about["dct:identifier"] = ORGANISATIONS + number if number else ""
    yield node(organisation(name), "cv:PublicOrganisation", about)
    if area:
        yield node(area, "dct:Location", {})


def service_nodes(texts: Sequence[ServiceText], answers: Answers) -> list[Node]:
    """What is said of all services of some texts; resources that several share come once."""
    sheets = ((_Sheet(text, answers), text.services) for text in texts)
    return once(node for sheet, some in sheets for one in some for node in sheet.nodes(one))


class _Sheet:
    """Writes the services of one text."""

    def __init__(self, text: ServiceText, answers: Answers) -> None:
        self.text, self.answers = text, answers
        meta = text.document.meta
        self.language = meta.language if meta.language in _CODES else "nb"
        self.words = Texts("services", self.language)
        self.base = base_of(text.document)
        self.spoken = _LANGUAGES + _CODES[self.language]

    def node(self, address: str, kind: str, about: dict[str, Any]) -> Node:
        """A resource with its address as identifier; titles and the like get the language of the
        text."""
        about = {
            name: Words(value, self.language) if name in _SPOKEN else value
            for name, value in about.items()
        }
        return node(address, kind, {"dct:identifier": Words(address, type="xsd:anyURI"), **about})

    def nodes(self, one: Service) -> Iterator[Node]:
        """A service and all that belongs to it."""
        output = f"{one.address}-resultat"
        deciding = self.answers.deciding(one)
        contacts = {f"{organisation(name)}-kontakt": self.answers.of(name, "contact")
                    for name in deciding if self.answers.of(name, "contact")}  # fmt: skip
        rules = {self.section(p.address): p for p in (*one.places, *one.requirements)}
        held = [f"{one.address}-krav-{n}" for n, _ in enumerate(one.requirements, 1)]
        shown = [f"{one.address}-dokumentasjon-{n}" for n, _ in enumerate(one.evidence, 1)]
        channels = [f"{self.base}#kanal-{n}" for n, _ in enumerate(one.channels, 1)]
        fees = [f"{self.base}#gebyr-{n}" for n, _ in enumerate(one.fees, 1)]
        yield self.node(one.address, "cpsv:PublicService", {
            "dct:title": one.name,
            "dct:description": " ".join(dict.fromkeys(p.text for p in one.places)),
            "rdfs:comment": self.words.draft,
            "cv:hasCompetentAuthority": [organisation(name) for name in deciding],
            "cv:contactPoint": list(contacts),
            "cpsvno:hasPossibleOutput": output,
            "cv:holdsRequirement": held,
            "cpsvno:hasRequiredEvidence": shown,
            "cv:hasChannel": channels,
            "cv:hasCost": fees,
            "cv:processingTime": one.time and Words(one.time, type="xsd:duration"),
            "dct:spatial": [*filter(None, (self.answers.of(name, "area") for name in deciding))],
            "cpsv:follows": [f"{rule}-regel" for rule in rules],
            "cv:hasLegalResource": [self.base, *rules],
            "dct:language": self.spoken,
        })  # fmt: skip
        yield self.node(output, "cpsvno:PossibleOutput", {
            "dct:title": one.name, "dct:description": "; ".join((one.name, *one.results)),
            "dct:language": self.spoken,
        })  # fmt: skip
        for name in deciding:
            yield from authority_nodes(name, self.language, self.answers)
        for name, contact in contacts.items():
            kind = "email" if "@" in contact else "telephone"
            value = {f"cv:{kind}": Words(contact)}
            page = {"cv:contactPage": contact}
            yield node(name, "cv:ContactPoint", page if "://" in contact else value)
        yield from self.law(rules)
        for name, place in zip(held, one.requirements, strict=True):
            yield self.node(name, "cv:Requirement", {
                "dct:title": self.titled(place), "dct:description": place.text,
                "cv:fulfils": f"{self.section(place.address)}-regel",
            })  # fmt: skip
        yield from self.evidence(shown, one)
        for name, place in zip(channels, one.channels, strict=True):
            yield self.node(name, "cv:Channel", {"dct:description": place.text})
        for name, (place, kroner) in zip(fees, one.fees, strict=True):
            value_of = {"cv:hasValue": Words(f"{kroner:.2f}", type="xsd:double"),
                        "cv:currency": _KRONER} if kroner is not None else {}  # fmt: skip
            yield self.node(name, "cv:Cost", {"dct:description": place.text, **value_of})

    def titled(self, place: Place) -> str:
        """The address of a provision, as a name for what it says."""
        return long(place.address, self.language)

    def evidence(self, shown: Sequence[str], one: Service) -> Iterator[Node]:
        """What applicants must show, and who holds it."""
        for name, shows in zip(shown, one.evidence, strict=True):
            holders = [f"urn:regcheck:register:{register}" for register in shows.registers]
            yield self.node(name, "cpsvno:RequiredEvidence", {
                "dct:title": self.titled(shows.place), "dct:description": shows.place.text,
                "cv:isProvidedBy": holders, "dct:language": self.spoken,
            })  # fmt: skip
            for holder, register in zip(holders, shows.registers, strict=True):
                title = self.words.table("registers")[register]
                yield self.node(holder, "foaf:Agent", {"dct:title": title})

    def law(self, rules: Mapping[str, Place]) -> Iterator[Node]:
        """The text and its sections that are needed, each as a resource and as a rule."""
        page = lovdata_url(self.text.document.meta.refid)
        yield self.node(self.base, "eli:LegalResource", {
            "dct:title": self.text.title, "rdfs:seeAlso": page, "dct:language": self.spoken
        })  # fmt: skip
        for address, place in rules.items():
            name, rule = long(_section(place.address), self.language), f"{address}-regel"
            yield self.node(address, "eli:LegalResource", {
                "dct:title": name, "dct:isPartOf": self.base, "dct:language": self.spoken
            })  # fmt: skip
            yield self.node(rule, "cpsv:Rule", {
                "dct:title": name, "dct:description": place.text, "cpsv:implements": address
            })  # fmt: skip

    def section(self, address: Address) -> str:
        """The address of the section that a provision is in."""
        return f"{self.base}#{slug(_section(address).path) or 'tekst'}"


def _section(address: Address) -> Address:
    kinds = [step.kind for step in address.steps]
    if StepKind.ARTICLE not in kinds:
        return address
    return Address(address.steps[: kinds.index(StepKind.ARTICLE) + 1], address.refid)


def assessment_nodes(
    texts: Sequence[ServiceText], findings: Sequence[Sequence[Finding]], answers: Answers
) -> list[Node]:
    """An assessment of each text that has services, with what people are asked beside it; the
    findings are those of each text in turn."""
    with_findings = zip(texts, findings, strict=True)
    served = ((text, found) for text, found in with_findings if text.services)
    assessed = (one for text, found in served for one in _assessment(text, found, answers))
    return once((*assessed, *service_nodes(texts, answers)))


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
