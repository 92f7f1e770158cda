"""What the report on a comparison says of its own accord, in Bokmål, Nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ComparisonWords:
    """The words of one locale; `{n}` takes a number."""

    introduced: str
    removed: str
    kept: str
    was: str
    renumbered: str
    added_document: str
    gone_document: str
    nothing: str
    missing: str
    summary: str


_NB = ComparisonWords(
    introduced="Innført: {n}",
    removed="Fjernet: {n}",
    kept="Beholdt: {n}",
    was="endret; sto i",
    renumbered="Ny plass",
    added_document="nytt dokument",
    gone_document="dokumentet er borte",
    nothing="Ingen dokumenter å sammenligne.",
    missing="IKKE FUNNET blant lovene og forskriftene",
    summary="I alt",
)
_NN = ComparisonWords(
    introduced="Innført: {n}",
    removed="Fjerna: {n}",
    kept="Behalde: {n}",
    was="endra; stod i",
    renumbered="Ny plass",
    added_document="nytt dokument",
    gone_document="dokumentet er borte",
    nothing="Ingen dokument å samanlikne.",
    missing="IKKJE FUNNE blant lovene og forskriftene",
    summary="I alt",
)
_EN = ComparisonWords(
    introduced="Introduced: {n}",
    removed="Removed: {n}",
    kept="Kept: {n}",
    was="changed; stood in",
    renumbered="New place",
    added_document="new document",
    gone_document="the document is gone",
    nothing="No documents to compare.",
    missing="NOT FOUND among the acts and regulations",
    summary="In all",
)
_WORDS: Mapping[str, ComparisonWords] = MappingProxyType({"nb": _NB, "nn": _NN, "en": _EN})


def comparison_words(locale: str) -> ComparisonWords:
    """The words of a locale; Bokmål for any other than `nb`, `nn` and `en`."""
    return _WORDS.get(locale, _NB)
