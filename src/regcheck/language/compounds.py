"""Compounds: where a word can be cut."""

from __future__ import annotations

from functools import lru_cache

from regcheck.language.forms import is_known
from regcheck.language.wordlists import sections

MIN_REST = 3
"""Letters that each part of a compound has at least."""

_LINKS = ("", "s", "e")
_LONGEST = 80


@lru_cache(maxsize=16384)
def split_compound(word: str, language: str) -> tuple[str, str] | None:
    """A compound in two parts as written («papir», «skjema»), the longest known head last.

    A linking letter stays with the first part. None for a word that cannot be cut into two known
    words. `language` is `nb` or `nn`.
    """
    form = word.lower()
    if len(form) > _LONGEST:
        return None
    hyphen = form.rfind("-")
    if 0 < hyphen < len(form) - 1:
        return word[: hyphen + 1], word[hyphen + 1 :]
    small = sections("function-words")
    for cut in range(MIN_REST, len(form) - MIN_REST):
        first, head = form[:cut], form[cut:]
        if not is_known(head, language) or first in small[language]:
            continue
        if first in small["verb-prefixes"]:
            continue
        if any(_is_modifier(first, link, language) for link in _LINKS):
            return word[:cut], word[cut:]
    return None


def _is_modifier(first: str, link: str, language: str) -> bool:
    if link and not first.endswith(link):
        return False
    bare = first[: len(first) - len(link)]
    if len(bare) < MIN_REST:
        return False
    return is_known(bare, language, lemma=True) or split_compound(bare, language) is not None
