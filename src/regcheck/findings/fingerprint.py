"""Fingerprints: names for findings that outlive renumbering, moving and reformatting.

A fingerprint has three parts, `content-place-index`. *Content* is a hash of the matched words and
the sentence they stand in, without regard to case, white space and punctuation, and in the sentence
to the numbers of sections it refers to, which change when others are renumbered; *place* a hash of
the rule, the document's id (its path where it has none) and the address; *index* counts equal ones.
How findings of two runs are matched by them is told in `regcheck.changes.marks`.
"""

from __future__ import annotations

from hashlib import sha256

from regcheck.base.text.patterns import pattern

_WORD = pattern(r"\w+")
_SECTIONS = pattern(
    r"§§\s*\d[\w-]*(?:(?:\s*,|\s+og|\s+eller|\s+til|\s+and|\s+or)\s+\d[\w-]*)*|§\s*\d[\w-]*"
)

_LONGEST = 20_000
"""Code points of a sentence that are gone through again for every finding in it."""


class Fingerprints:
    """Names the findings of one document, in text order; `document` is its id or path."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._seen: dict[str, int] = {}
        self._sentence, self._plain = "", ""
        self._contents: dict[str, str] = {}

    def name(self, rule: str, quote: str, sentence: str, address_path: str) -> str:
        """The fingerprint of the next finding."""
        if self._sentence is not sentence and self._sentence != sentence:
            without = _SECTIONS.sub("§", sentence) if "§" in sentence else sentence
            self._sentence, self._plain = sentence, plain(without)
            if len(self._plain) > _LONGEST:
                self._plain = _hash(self._plain)
            self._contents = {}
        content = self._contents.get(quote)
        if content is None:
            content = self._contents[quote] = _hash(plain(quote), self._plain)[:16]
        place = _hash(rule, self._document, address_path)[:8]
        key = f"{content}-{place}"
        before = self._seen.get(key, 0)
        self._seen[key] = before + 1
        return f"{key}-{before}"


def plain(words: str) -> str:
    """Words without regard to case, white space and punctuation."""
    return " ".join(_WORD.findall(words.lower().replace("_", " ")))


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
