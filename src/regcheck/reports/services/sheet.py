"""Services as CPSV-AP-NO: what the text says and people answered, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from regcheck.base.texts.catalogue import Texts
from regcheck.law.address import Address, StepKind
from regcheck.law.address_text import long
from regcheck.law.links import lovdata_url
from regcheck.reports.rdf import Node, Words, node
from regcheck.reports.services.fill import Answers
from regcheck.reports.services.model import Place, Service, ServiceText, base_of, slug

ORGANISATIONS = "https://organization-catalogue.fellesdatakatalog.digdir.no/organizations/"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_CODES = {"nb": "NOB", "nn": "NNO", "en": "ENG"}
_SPOKEN = frozenset({"dct:title", "dct:description", "rdfs:comment"})
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
    made: dict[str, Node] = {}
    for text in texts:
        for one in (n for service in text.services for n in _Sheet(text, answers).nodes(service)):
            made.setdefault(one.address, one)
    return list(made.values())


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
