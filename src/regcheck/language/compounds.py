"""Compounds: what a word ends in, what it begins with, where it can be cut."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from regcheck.language.forms import is_known
from regcheck.language.wordlists import sections

MIN_REST = 3
"""Letters that must be left of a compound when one part is taken away."""

_LINKS = ("", "s", "e", "-", "s-")
_ENDINGS = frozenset(
    [
        "ene",
        "enes",
        "ens",
        "ets",
        "ane",
        "anes",
        "ers",
        "ars",
        "ande",
        "ende",
        "inga",
        "ingen",
        "ere",
    ]
)
_LONGEST = 80


def ends_in(word: str, heads: Collection[str]) -> str:
    """The longest of `heads` that a longer word ends in, or an empty string.

    `politiattest` ends in `attest`; at least three letters, or a hyphenated part, stand before it.
    `heads` are forms in lower case.
    """
    form = word.lower()
    found = ""
    for head in heads:
        rest = form[: len(form) - len(head)]
        if len(head) > len(found) and form.endswith(head) and _is_rest(rest.rstrip("-"), rest):
            found = head
    return found


def starts_with(word: str, modifiers: Collection[str]) -> str:
    """The longest of `modifiers` that a longer word begins with, or an empty string.

    After it may come a linking -s- or -e- or a hyphen, then at least three letters that are no
    inflectional ending: `papirskjema` begins with `papir`; `papirene` and `verdipapir` do not.
    """
    form = word.lower()
    found = ""
    for modifier in modifiers:
        if len(modifier) > len(found) and form.startswith(modifier) and form not in modifiers:
            rest = form[len(modifier) :]
            if rest not in _ENDINGS and _is_rest(rest.lstrip("-"), rest):
                found = modifier
    return found


def _is_rest(letters: str, rest: str) -> bool:
    """Whether what is left is long enough: one letter does beside a hyphen («e-post»)."""
    return len(letters) >= (MIN_REST if letters == rest else 1)


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
        if any(_is_modifier(first, link, language) for link in _LINKS[:3]):
            return word[:cut], word[cut:]
    return None


def _is_modifier(first: str, link: str, language: str) -> bool:
    if link and not first.endswith(link):
        return False
    bare = first[: len(first) - len(link)]
    if len(bare) < MIN_REST:
        return False
    return is_known(bare, language, lemma=True) or split_compound(bare, language) is not None
