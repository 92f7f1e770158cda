"""Links to lovdata.no."""

from __future__ import annotations

import re

from regcheck.law.address import Address, StepKind

_REFID = re.compile(r"(?:lov|forskrift)/\d{4}-\d{2}-\d{2}(?:-\d{1,6})?(?:-[a-z]{2})?", re.ASCII)
_LABEL = re.compile(r"[0-9A-Za-z-]+")
_OUTER = frozenset({StepKind.PART, StepKind.CHAPTER})


def lovdata_url(refid: str, address: Address | None = None) -> str:
    """The page of an act or regulation on lovdata.no, at the section (§) of `address` where it
    has one; empty for a document that is not there by its id."""
    if not _REFID.fullmatch(refid):
        return ""
    base = f"https://lovdata.no/{refid}"
    if address is None:
        return base
    inner = [step for step in address.steps if step.kind not in _OUTER]
    if not inner or inner[0].kind is not StepKind.ARTICLE or inner[0].ordinal > 1:
        return base
    return f"{base}/§{inner[0].label}" if _LABEL.fullmatch(inner[0].label) else base
