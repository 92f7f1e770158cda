"""What rules do not look at in a document, so that every report can say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from regcheck.document.model import NodeKind, Role
from regcheck.document.segments.measures import MEASURED_ROLES
from regcheck.document.segments.view import Segments
from regcheck.language.detect import may_be_other, other_language
from regcheck.matching.engine import Engine
from regcheck.packs.library import terminals_of
from regcheck.packs.model import Rule
from regcheck.readers.reading import NOTE_MEMO
from regcheck.results.result import WRONG_LANGUAGE, NotChecked

SET_ASIDE: Final = "set-aside"
"""The kind of text that stands around a bill or regulation in a memo or proposition."""
_SELDOM: Final = frozenset({Role.HEADING, Role.AMENDMENT_INSTRUCTION, Role.QUOTED, Role.PREAMBLE})
"""Roles of text that says nothing a rule would be about: labels, quotations, who enacts."""
_COUNTED: Final = {
    Role.TABLE: NodeKind.TABLE,
    Role.FOOTNOTE: NodeKind.FOOTNOTE,
    Role.ANNEX: NodeKind.ANNEX,
}
"""Roles that have places to be counted, and what such a place is."""
_NORWEGIAN: Final = frozenset({"nb", "nn"})
_MEASURED: Final = ("metric", "structure")
"""Kinds of patterns that look for no words."""
_ANY: Final = ""
"""The language of patterns that are looked for in every text."""


def roles_read(rules: Engine) -> frozenset[Role]:
    """The roles of text that at least half of the rules look at."""
    counts = Counter(role for roles in rules.word_roles for role in roles)
    return frozenset(role for role in counts if 2 * counts[role] >= len(rules.word_roles))


def languages_read(rules: Sequence[Rule]) -> frozenset[str]:
    """Norwegian, and the languages that at least half of the rules have patterns for."""
    counts: Counter[str] = Counter()
    for rule in rules:
        patterns = terminals_of(rule.match)
        told = {one.language for one in patterns if one.kind not in _MEASURED}
        counts.update(told if told.isdisjoint(_NORWEGIAN) else told - {_ANY})
    return _NORWEGIAN | {language for language in counts if 2 * counts[language] >= len(rules)}


def is_read(language: str, read: frozenset[str]) -> bool:
    """Whether rules for some languages are about text in this one."""
    return language in read or _ANY in read


def written_in(segments: Segments) -> str:
    """The language of a document that is not in Norwegian: `da`, `sv` or `en`; else empty."""
    if not may_be_other(segments.every_word()):
        return ""
    own = (leaf.span.of(segments.text) for leaf in segments.leaves if leaf.role in MEASURED_ROLES)
    return other_language(" ".join(own))


def not_checked(
    segments: Segments,
    read: frozenset[Role],
    language: str,
    languages: frozenset[str] = _NORWEGIAN,
) -> tuple[NotChecked, ...]:
    """The text of a document outside the roles that are `read`, and text in other `languages` than
    these; all of it is when the document is in such a `language`. Recitals are translated text."""
    document, text = segments.document, segments.text
    memo = NOTE_MEMO in document.notes
    words: Counter[tuple[str, str]] = Counter()
    places: dict[str, set[int]] = {}
    for at, leaf in enumerate(segments.leaves):
        kind = SET_ASIDE if memo and leaf.role is Role.EDITORIAL else leaf.role.value
        told = ""
        if leaf.role in read:
            told = language or segments.language(at)
            if is_read(told, languages):
                continue
            kind = WRONG_LANGUAGE
        elif leaf.role is Role.PREAMBLE and any(
            node.role is Role.FOREIGN for node in document.parents[at]
        ):
            kind = Role.FOREIGN.value
        elif leaf.role in _SELDOM:
            continue
        words[kind, told] += text.count(" ", leaf.span.start, leaf.span.end) + 1
        whole = _COUNTED.get(leaf.role)
        if whole is not None:
            around = (node for node in document.parents[at] if node.kind is whole)
            places.setdefault(kind, set()).add(id(next(around, leaf)))
    return tuple(
        NotChecked(kind, number, len(places.get(kind, ())), told)
        for (kind, told), number in sorted(words.items())
    )
