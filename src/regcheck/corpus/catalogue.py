"""Concepts of a catalogue, as it is read from and written to."""

from __future__ import annotations

from dataclasses import dataclass


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
