"""Checks that are computed rather than looked up: measures and structure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from regcheck.segments.view import Segments
from regcheck.text.span import Span


@dataclass(frozen=True, slots=True)
class CheckHit:
    """What a check found: a place in one leaf, the measured value with its limit, and other
    places it rests on."""

    leaf: int
    span: Span
    value: float = 0.0
    limit: float = 0.0
    related: tuple[Span, ...] = ()


Check = Callable[[Segments, Mapping[str, str]], Iterable[CheckHit]]


def known_checks() -> dict[str, Check]:
    """All built-in checks by the name rule files use."""
    return {}
