"""Concepts to harmonise as JSON and as a page, and the words that every report of them shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.localised import Localised
from regcheck.concepts.conditions import Contrast
from regcheck.concepts.definitions import Definition
from regcheck.concepts.marked import marked
from regcheck.concepts.notes import contrast_told
from regcheck.corpus.harmony.concepts import Concept, Other
from regcheck.corpus.obstacles.obstacle import PEOPLES
from regcheck.reports.html.templates import page, resource
from regcheck.reports.records import json_with_list

SCHEMA_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a locale, and the titles of life events by id."""

    locale: str
    events: Mapping[str, Localised]

    @property
    def words(self) -> Texts:
        """The words of these reports."""
        return Texts("harmony", self.locale)

    def kind(self, one: Other) -> str:
        """How a definition differs from the owner's, in a word."""
        return self.words.table("kinds")[one.how.kind]

    def contrast(self, one: Contrast) -> str:
        """A condition in which two definitions differ."""
        return self.words.contrast.format(**contrast_told(one, Texts("concepts", self.locale)))

    def place(self, one: Definition) -> str:
        """The text and the place in it."""
        return f"{one.title or one.refid} {one.address_in(self.locale)}"

    def events_of(self, one: Concept) -> str:
        """The titles of a concept's life events."""
        some = (self.events.get(event) for event in one.life_events)
        return "; ".join(title.get(self.locale) for title in some if title is not None)

    def facts(self, one: Concept) -> list[tuple[str, str]]:
        """What is known of a concept, each with its heading; empty ones are left out."""
        heads = self.words.table("facts")
        uses = self.words.uses.format(n=one.usage.documents, times=one.usage.times)
        entries = "; ".join(f"{entry.term}: {entry.definition}" for entry in one.catalogued)
        proposal = one.proposal
        said = {
            "owner": self.place(one.owner),
            "ministries": "; ".join(one.ministries),
            "usage": uses if one.usage.documents else "",
            "life_events": self.events_of(one),
            "catalogue": entries,
            "local": self.words.local.format(n=one.local) if one.local else "",
            "proposal": f"{proposal.definition} ({self.place(proposal)})" if proposal else "",
        }
        return [(heads[name], value) for name, value in said.items() if value]


def concepts_page(concepts: Sequence[Concept], labels: Labels) -> Iterator[str]:
    """A page without script or network: each concept's definitions against the owner's."""
    return page(
        "corpus/harmony/page.jinja",
        resource("reports/concepts/harmony.css") + resource("corpus/harmony/page.css"),
        concepts=concepts,
        labels=labels,
        words=labels.words,
        peoples=PEOPLES,
        marked=marked,
    )


def concepts_json(concepts: Sequence[Concept]) -> Iterator[str]:
    """One JSON object, a concept on each line."""
    return json_with_list(SCHEMA_VERSION, "concepts", map(_record, concepts))


def _record(one: Concept) -> dict[str, Any]:
    return {
        "key": one.key,
        "term": one.term,
        "weight": round(one.weight, 1),
        "owner": one.owner.to_dict(),
        "ministries": list(one.ministries),
        "life_events": list(one.life_events),
        "usage": asdict(one.usage),
        "local": one.local,
        "proposal": one.proposal.to_dict() if one.proposal else None,
        "catalogued": [asdict(entry) for entry in one.catalogued],
        "assessment": asdict(one.assessment),
        "definitions": [
            {
                "difference": other.how.kind.value,
                "amend": other.how.kind.matters,
                "likeness": other.how.verdict.likeness,
                "only_owner": list(other.how.verdict.only_first),
                "only_this": list(other.how.verdict.only_second),
                "contrasts": [asdict(contrast) for contrast in other.how.contrasts],
                **other.definition.to_dict(),
            }
            for other in one.others
        ],
    }
