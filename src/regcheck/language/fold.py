"""One spelling for both written standards, so that what is learned in one holds in the other.

A folded word is no word of either: it serves only to compare. Common words go by a table, others by
the endings in which the standards differ most.
"""

from __future__ import annotations

from functools import cache, lru_cache

from regcheck.language.lexicon import sections

_ENDINGS = (
    *(("legast", "ligst"), ("legare", "ligere"), ("leg", "lig"), ("lege", "lige"), ("leis", "lis")),
    *(("heitene", "hetene"), ("heiter", "heter"), ("heita", "heten"), ("heit", "het")),
    *(("ingane", "ingene"), ("ingar", "inger"), ("inga", "ingen"), ("arane", "erne")),
    *(("aren", "eren"), ("arar", "ere"), ("ane", "ene"), ("ast", "es"), ("ar", "er")),
)
_SHORTEST_STEM = 3
"""Letters that an ending leaves."""


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A lower-case word in the spelling that both standards share."""
    known = _table().get(word)
    if known is not None:
        return known
    for ending, other in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)] + other
    return word


@cache
def _table() -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in sections("folded")["function-words"])
