"""Fingerprints: names for findings that outlive renumbering, moving and reformatting.

A fingerprint has three parts, `content-place-index`. *Content* is a hash of the rule, the matched
words and the sentence they stand in, all without regard to case, white space and punctuation;
*place* a hash of the document's id (its path where it has none) and the address; *index* counts
equal ones. A baseline calls a finding equal when all parts are, moved when only the place differs,
changed when rule and place agree and the content does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from regcheck.findings.model import Finding

_NOISE = re.compile(r"[\W_]+")


def with_fingerprints(findings: Iterable[Finding], document: str, text: str) -> Iterator[Finding]:
    """The findings of one document with their fingerprints; `document` is its id or path and
    `text` its text."""
    seen: Counter[str] = Counter()
    for finding in findings:
        sentence = _plain(finding.sentence.of(text))
        content = _hash(finding.rule.id, _plain(finding.quote), sentence)
        place = _hash(finding.rule.id, document, finding.address_path)[:8]
        key = f"{content}-{place}"
        yield replace(finding, fingerprint=f"{key}-{seen[key]}")
        seen[key] += 1


def _plain(words: str) -> str:
    return _NOISE.sub(" ", words.lower()).strip()


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
