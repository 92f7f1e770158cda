"""Roles that follow from what a provision says, for readers of every format alike."""

from __future__ import annotations

import re

from regcheck.document.model import Role

_PURPOSE = re.compile(r"\b(?:formål|føremål|purpose)", re.IGNORECASE)
_DEFINITION = re.compile(
    r"\b(?:definisjon|ordforklaring|begrep|omgrep|uttrykk i|definition)", re.IGNORECASE
)
_TRANSITIONAL = re.compile(
    r"\b(?:ikrafttred|ikraftsett|iverksett|i kraft|overgangs|opphevelse|oppheving|entry into force)",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"(?:\(?\d+\)? )?(?:med .{1,90}? (?:menes|forstås|meiner ein|blir meint|vert meint|er meint)\b"
    r"|i (?:denne|dette|desse|lova|lov|forskrift).{0,60}? (?:menes|forstås|tyder|betyr)\b)",
    re.IGNORECASE,
)
_DELEGATING = re.compile(
    r"\b(?:kan|skal|gir|gjev|fastsett?er|fastset)\b.{0,90}?\bforskrift(?:er|a)?\b"
    r"(?! (?:\d|gitt|fastsatt))",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    r"(?:denne |lov|forskrift)\w*.{0,40}?\b(?:trer|tre|trår|gjelder fra|gjeld frå)\b.{0,20}"
    r"(?:kraft|den tid|\d)",
    re.IGNORECASE,
)


def role_of_heading(heading: str) -> Role:
    """The role a provision has by its heading (nb, nn, en): purpose, definition, transitional or,
    when the heading says none of these, operative."""
    if _PURPOSE.search(heading):
        return Role.PURPOSE
    if _DEFINITION.search(heading):
        return Role.DEFINITION
    if _TRANSITIONAL.search(heading):
        return Role.TRANSITIONAL
    return Role.OPERATIVE


def role_of_words(words: str) -> Role:
    """The role of a paragraph by how it begins: a definition, a bare power to make regulations
    (nothing else said in it), an entry into force, or operative."""
    start = words[:160]
    if _DEFINING.match(start):
        return Role.DEFINITION
    if len(words) < 400 and "orskrift" in words and _DELEGATING.search(start):
        return Role.DELEGATION
    if _IN_FORCE.match(start):
        return Role.TRANSITIONAL
    return Role.OPERATIVE
