"""What a key of a mapping in a data file may hold: one value for the validator and the schema."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """One allowed key of a mapping.

    Kinds: `text`, `texts` (one or a list), `words` (one or a list out of `choices`), `choice`,
    `truth`, `whole` (a number from 0), `number`, `version`, `local` (a text, or one in nb, nn or
    en), `replacements` (old words → new words); further kinds stand for a table of their own below
    (`pattern`, `near`, `fix`, …) or a list of such mappings (`patterns`, `sources`, …).
    """

    name: str
    kind: str
    required: bool = False
    choices: tuple[str, ...] = ()
