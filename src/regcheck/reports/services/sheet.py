"""Services as CPSV-AP-NO: what the text says and people answered, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from regcheck.base.texts.catalogue import Texts
from regcheck.law.address import Address, StepKind
from regcheck.law.address_text import long
from regcheck.law.links import lovdata_url
from regcheck.reports.rdf import Node, Words, node
from regcheck.reports.services.fill import Answers
from regcheck.reports.services.model import Place, Service, ServiceText

ORGANISATIONS = "https://organization-catalogue.fellesdatakatalog.digdir.no/organizations/"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_CODES = {"nb": "NOB", "nn": "NNO", "en": "ENG"}
_KRONER = "http://publications.europa.eu/resource/authority/currency/NOK"


def addresses_of(texts: Sequence[ServiceText]) -> dict[tuple[int, str], str]:
    """The address of each service, by its text's number and its key."""
    return {
        (at, one.key): f"{base_of(text)}#tjeneste-{one.key}"
        for at, text in enumerate(texts)
        for one in text.services
    }


def base_of(text: ServiceText) -> str:
    """The address of a text: its page, or a name of its own for a draft without one."""
    meta = text.document.meta
    name = meta.title or text.document.source.path
    return lovdata_url(meta.refid) or f"urn:regcheck:{slug(meta.refid or name)}"


def slug(name: str) -> str:
    """A name with nothing but letters, digits and hyphens."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


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
        self.base = base_of(text)
        self.spoken = _LANGUAGES + _CODES[self.language]

    def said(self, words: str) -> Words:
        """Words in the language of the text."""
        return Words(words, self.language)

    def identified(self, address: str, **more: Any) -> dict[str, Any]:
        return {"dct:identifier": Words(address, type="xsd:anyURI")} | {
            name.replace("_", ":", 1): value for name, value in more.items()
        }

    def titled(self, place: Place) -> str:
        """The address of a provision, as a name for what it says."""
        return long(place.address, self.language)

    def nodes(self, one: Service) -> Iterator[Node]:
        """A service and all that belongs to it."""
        address = f"{self.base}#tjeneste-{one.key}"
        output = f"{address}-resultat"
        deciding = self.answers.deciding(address, one.authorities)
        contacts = {f"{organisation(name)}-kontakt": self.answers.of(name, "contact")
                    for name in deciding if self.answers.of(name, "contact")}  # fmt: skip
        rules = {self.section(p.address): p for p in (*one.places, *one.requirements)}
        held = [f"{address}-krav-{n}" for n, _ in enumerate(one.requirements, 1)]
        shown = [f"{address}-dokumentasjon-{n}" for n, _ in enumerate(one.evidence, 1)]
        channels = [f"{self.base}#kanal-{n}" for n, _ in enumerate(one.channels, 1)]
        fees = [f"{self.base}#gebyr-{n}" for n, _ in enumerate(one.fees, 1)]
        yield node(address, "cpsv:PublicService", self.identified(
            address,
            dct_title=self.said(one.name),
            dct_description=self.said(" ".join(dict.fromkeys(p.text for p in one.places))),
            rdfs_comment=self.said(self.words.draft),
            cv_hasCompetentAuthority=[organisation(name) for name in deciding],
            cv_contactPoint=list(contacts),
            cpsvno_hasPossibleOutput=output,
            cv_holdsRequirement=held,
            cpsvno_hasRequiredEvidence=shown,
            cv_hasChannel=channels,
            cv_hasCost=fees,
            cv_processingTime=Words(one.time, type="xsd:duration") if one.time else "",
            dct_spatial=[area for name in deciding if (area := self.answers.of(name, "area"))],
            cpsv_follows=[f"{rule}-regel" for rule in rules],
            cv_hasLegalResource=[self.base, *rules],
            dct_language=self.spoken,
        ))  # fmt: skip
        result = "; ".join((one.name, *one.results))
        yield node(output, "cpsvno:PossibleOutput", self.identified(
            output, dct_title=self.said(one.name), dct_description=self.said(result),
            dct_language=self.spoken,
        ))  # fmt: skip
        for name in deciding:
            yield from authority_nodes(name, self.language, self.answers)
        for name, contact in contacts.items():
            kind = "email" if "@" in contact else "telephone"
            value = {f"cv:{kind}": Words(contact)}
            page = {"cv:contactPage": contact}
            yield node(name, "cv:ContactPoint", page if "://" in contact else value)
        yield from self.law(rules)
        for name, place in zip(held, one.requirements, strict=True):
            yield node(name, "cv:Requirement", self.identified(
                name, dct_title=self.said(self.titled(place)),
                dct_description=self.said(place.text),
                cv_fulfils=f"{self.section(place.address)}-regel",
            ))  # fmt: skip
        yield from self.evidence(shown, one)
        yield from self.access(channels, fees, one)

    def evidence(self, shown: Sequence[str], one: Service) -> Iterator[Node]:
        """What applicants must show, and who holds it."""
        for name, shows in zip(shown, one.evidence, strict=True):
            holders = [f"urn:regcheck:register:{register}" for register in shows.registers]
            yield node(name, "cpsvno:RequiredEvidence", self.identified(
                name, dct_title=self.said(self.titled(shows.place)),
                dct_description=self.said(shows.place.text), cv_isProvidedBy=holders,
                dct_language=self.spoken,
            ))  # fmt: skip
            for holder, register in zip(holders, shows.registers, strict=True):
                title = self.said(self.words.table("registers")[register])
                yield node(holder, "foaf:Agent", self.identified(holder, dct_title=title))

    def access(self, channels: Sequence[str], fees: Sequence[str], one: Service) -> Iterator[Node]:
        """How people apply, and what it costs."""
        for name, place in zip(channels, one.channels, strict=True):
            yield node(name, "cv:Channel", self.identified(
                name, dct_description=self.said(place.text)
            ))  # fmt: skip
        for name, (place, kroner) in zip(fees, one.fees, strict=True):
            value_of = {"cv:hasValue": Words(f"{kroner:.2f}", type="xsd:double"),
                        "cv:currency": _KRONER} if kroner is not None else {}  # fmt: skip
            about = self.identified(name, dct_description=self.said(place.text))
            yield node(name, "cv:Cost", about | value_of)

    def law(self, rules: Mapping[str, Place]) -> Iterator[Node]:
        """The text and its sections that are needed, each as a resource and as a rule."""
        title = self.text.document.meta.title or self.text.document.source.path
        page = lovdata_url(self.text.document.meta.refid)
        yield node(self.base, "eli:LegalResource", self.identified(
            self.base, dct_title=self.said(title), rdfs_seeAlso=page, dct_language=self.spoken
        ))  # fmt: skip
        for address, place in rules.items():
            name = self.said(long(_section(place.address), self.language))
            about = self.identified(address, dct_title=name, dct_isPartOf=self.base)
            yield node(address, "eli:LegalResource", about | {"dct:language": self.spoken})
            rule = f"{address}-regel"
            yield node(rule, "cpsv:Rule", self.identified(
                rule, dct_title=name, dct_description=self.said(place.text), cpsv_implements=address
            ))  # fmt: skip

    def section(self, address: Address) -> str:
        """The address of the section that a provision is in."""
        return f"{self.base}#{slug(_section(address).path) or 'tekst'}"


def _section(address: Address) -> Address:
    kinds = [step.kind for step in address.steps]
    if StepKind.ARTICLE not in kinds:
        return address
    return Address(address.steps[: kinds.index(StepKind.ARTICLE) + 1], address.refid)
