"""Fingerprints: names for findings that outlive renumbering, moving and reformatting.

A fingerprint has three parts, `content-place-index`. *Content* is a hash of the rule, the matched
words and the sentence they stand in, all without regard to case, white space and punctuation;
*place* a hash of the rule, the document's id (its path where it has none) and the address; *index*
counts equal ones. A baseline calls a finding equal when all parts are, moved when only the place
differs, changed when rule and place agree and the content does not.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256

_NOISE = re.compile(r"[\W_]+")


class Fingerprints:
    """Names the findings of one document, in text order; `document` is its id or path."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._seen: Counter[str] = Counter()
        self._plain: tuple[str, str] = ("", "")

    def name(self, rule: str, quote: str, sentence: str, address_path: str) -> str:
        """The fingerprint of the next finding."""
        if self._plain[0] is not sentence and self._plain[0] != sentence:
            self._plain = (sentence, _plain(sentence))
        content = _hash(rule, _plain(quote), self._plain[1])[:16]
        place = _hash(rule, self._document, address_path)[:8]
        key = f"{content}-{place}"
        self._seen[key] += 1
        return f"{key}-{self._seen[key] - 1}"


def _plain(words: str) -> str:
    return _NOISE.sub(" ", words.lower()).strip()


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
