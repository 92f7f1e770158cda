"""What comes first in the map: the weight of a finding and of a provision with several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from regcheck.language.parties import party_in
from regcheck.law.address import Address, StepKind
from regcheck.law.address_text import long

_SEVERITY: Final = {"error": 8.0, "warning": 3.0, "info": 1.0}
_GROUP: Final = {"form": 1.5, "facts": 1.5, "access": 1.5}
_FUNCTION: Final = {
    "signature": 1.2, "presence": 1.2, "proof": 1.2, "identification": 1.2, "completeness": 1.2,
}  # fmt: skip
_PARTY: Final = {"citizens": 1.3, "businesses": 1.2, "bodies": 1.1}
_UNKNOWN: Final = 0.5
_OUTER: Final = (StepKind.PART, StepKind.CHAPTER)


def weight_of(
    *,
    severity: str,
    usefulness: float | None,
    group: str,
    function: str,
    party: str,
    gate: bool | None,
) -> float:
    """How much a finding hinders: severity times usefulness, more for hard obstacles, for
    demands on many, and for words that govern single decisions."""
    return round(
        _SEVERITY[severity]
        * (0.5 + (_UNKNOWN if usefulness is None else usefulness))
        * _GROUP.get(group, 1.0)
        * _FUNCTION.get(function, 1.0)
        * _PARTY.get(party, 1.0)
        * (1.1 if gate else 1.0),
        3,
    )


def weight_together(weights: Iterable[float]) -> float:
    """The weight of a provision: that of its worst finding, half the next, a quarter the third and
    so on, so that a long list of small ones does not outweigh one that is serious."""
    ordered = sorted(weights, reverse=True)
    return round(sum(weight * 0.5**place for place, weight in enumerate(ordered)), 3)


def provision_of(document: str, path: str, address: Address | None, locale: str) -> tuple[str, str]:
    """The key and name of an address's section, annex, outermost paragraph or document."""
    if address is None:
        return f"{document} {path}".rstrip(), path
    steps = address.steps
    end = next((n for n, one in enumerate(steps, 1) if one.kind is StepKind.ARTICLE), 0)
    end = end or next((n for n, one in enumerate(steps, 1) if one.kind not in _OUTER), len(steps))
    whole = Address(steps[:end])
    return f"{document}/{whole.path}", long(whole, locale) if end else ""


def party_of(excerpt: str, decider: str) -> str:
    """Whom the demand is laid on; a body where nobody else is named and it decides."""
    return party_in(excerpt) or ("bodies" if decider in ("authority", "court") else "")
