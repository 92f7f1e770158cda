"""Compounds: words that end in, or begin with, any form of a lemma and are longer than it."""

from __future__ import annotations

import json
from collections.abc import Callable

from regcheck.matching.phrase import Literal
from regcheck.packs.model import Terminal

MIN_REST = 3
"""Letters that must be left of a compound when the lemma is taken away."""


def compound_literals(
    terminal: Terminal, forms: Callable[[str], frozenset[str]]
) -> tuple[Literal, ...]:
    """Open-ended literals for a `compound` pattern: its heads may have letters before them, its
    modifiers letters after them."""
    spec = json.loads(terminal.values[0])
    heads = {form for lemma in spec.get("head", ()) for form in forms(lemma)}
    modifiers = set(spec.get("modifier", ()))
    found = [Literal(form, open_left=True, marked=(0, len(form))) for form in heads]
    found += [Literal(form, open_right=True, marked=(0, len(form))) for form in modifiers]
    return tuple(sorted(found, key=lambda x: (x.text, x.open_left)))
