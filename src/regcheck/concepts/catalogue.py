"""Concepts of a catalogue, as they are read from and written to one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from regcheck.concepts.definitions import Definition
from regcheck.law.address_path import parse_path
from regcheck.law.links import lovdata_url

LANGUAGES = ("nb", "nn", "en")
_TAGS = {"no": "nb", "nb-no": "nb", "nn-no": "nn", "nob": "nb", "nno": "nn", "": "nb"}
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Catalogued:
    """A concept that a catalogue defines, in one language.

    `term` is the preferred one and `lemma` its lemma; `admitted` and `deprecated` are further
    terms, one a line. `source` names the file it was read from, `url` what the definition rests
    on, and `refid` that act or regulation, where `url` leads to Lovdata. `relation` says how the
    definition stands to it: `quoted`, `based-on`, `own`, or empty where nothing is said.
    """

    lemma: str
    term: str
    language: str
    definition: str
    admitted: str
    deprecated: str
    identifier: str
    publisher: str
    url: str
    refid: str
    relation: str
    source: str


def language_of(tag: str) -> str:
    """The language of a tag such as `nb-NO`; Bokmål where none is given."""
    low = tag.lower()
    return _TAGS.get(low, low)


def catalogued_from(
    definitions: Iterable[Definition], publisher: str, base: str
) -> Iterator[Catalogued]:
    """Definitions of law as concepts that `publisher` answers for, under ids that begin with
    `base` and lead on to the provision and the term."""
    seen: dict[str, int] = {}
    for one in definitions:
        place = one.address_path if one.refid else f"{one.path}/{one.address_path}"
        identifier = base + quote(f"{place}/{_SPACES.sub('-', one.lemma)}", safe="/-.,~")
        seen[identifier] = seen.get(identifier, 0) + 1
        if seen[identifier] > 1:
            identifier = f"{identifier}-{seen[identifier]}"
        yield Catalogued(
            lemma=one.lemma,
            term=one.term,
            language=one.language if one.language in LANGUAGES else "nb",
            definition=one.definition,
            admitted="",
            deprecated="",
            identifier=identifier,
            publisher=publisher,
            url=_url(one),
            refid=one.refid,
            relation="quoted" if one.refid else "",
            source="",
        )


def _url(one: Definition) -> str:
    try:
        address = parse_path(one.address_path)
    except ValueError:
        return lovdata_url(one.refid)
    return lovdata_url(one.refid, address)
