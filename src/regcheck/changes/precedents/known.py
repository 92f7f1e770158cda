"""The precedents that come with the rules: citation, date, the words that went and came; and their
wordings in full, from law that people have at hand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from regcheck.base.texts.catalogue import Texts
from regcheck.base.values import Value
from regcheck.document.lookup import find_node
from regcheck.document.model import Document, Node, Role
from regcheck.law.address_path import parse_path
from regcheck.law.address_text import long
from regcheck.law.vocabulary import ENGLISH_MONTHS, MONTHS

MOST: Final = 3
"""Precedents of a finding at most."""
_KINDS: Final = (
    "criteria", "number", "digital", "register", "neutral-form", "plain", "other", "dropped",
)  # fmt: skip
"""What came in the place of the words, the most telling first: criteria, a number, a digital way,
a look-up in a register, a form that names no technology, plain words, something else, nothing."""
_BY_WORD: Final = frozenset({"plain"})
"""Kinds that say nothing of other words than their own."""
_MODELS: Final = frozenset({"criteria", "digital", "register", "neutral-form"})
"""Kinds of words that show how a demand is made otherwise."""
_SHORT: Final = 3
"""Letters of words that tell nothing, and of endings."""
_STEM: Final = 5
"""Code points at the beginning by which two forms are known to be of one word."""


_BESIDE: Final = frozenset({Role.EDITORIAL, Role.HEADING, Role.FOOTNOTE})


class Precedent(Value, frozen=True):
    """A place that was rewritten, on the ISO `day`, by the document `by`; `new` is empty where
    the words were only struck out."""

    rule: str
    refid: str
    section: str
    name: str
    day: str
    by: str
    language: str
    kind: str
    old: str
    new: str

    def said(self, locale: str) -> str:
        """Citation, day and words, in a sentence."""
        words = Texts("precedents", locale)
        address = parse_path(f"{self.refid}/§{self.section}")
        own = parse_path(f"§{self.section}")
        where = f"{self.name} {long(own, locale)}" if self.name else ""
        year, month, day = self.day.split("-")
        months = ENGLISH_MONTHS if locale == "en" else MONTHS
        return (words.became if self.new else words.struck).format(
            where=where or long(address, locale, with_document=True),
            day=words.day.format(day=int(day), month=months[int(month) - 1], year=year),
            old=self.old,
            new=self.new,
        )

    def to_dict(self) -> dict[str, str]:
        """The precedent as plain values for JSON."""
        return {
            "refid": self.refid,
            "address_path": f"{self.refid}/§{self.section}",
            "changed": self.day,
            "changed_by": self.by,
            "kind": self.kind,
            "old": self.old,
            "new": self.new,
        }


def precedents_of(rule: str) -> tuple[Precedent, ...]:
    """The precedents for a rule by id, the most telling first."""
    return _all().get(rule, ())


@lru_cache(maxsize=1 << 12)
def nearest(rule: str, quote: str, language: str) -> tuple[Precedent, ...]:
    """Those nearest to a finding: of its words, by what came instead, in its standard, latest."""
    stems = _stems(quote)
    found = [(not stems & _stems(one.old), one) for one in precedents_of(rule)]
    chosen = [(other, one) for other, one in found if not (other and one.kind in _BY_WORD)]
    chosen.sort(
        key=lambda pair: (pair[0], _KINDS.index(pair[1].kind), pair[1].language != language)
    )
    return tuple(one for _, one in chosen[:MOST])


def model_for(rule: str, quote: str, sentence: str, language: str) -> Precedent | None:
    """The nearest one with words to begin with: all that was rewritten there stands in the sentence
    of the finding, and what came can stand in another text. None where none fits."""
    there = sentence.casefold().split()
    for one in nearest(rule, quote, language):
        words = [word for word in one.old.casefold().split() if len(word) > _SHORT]
        begins = [word[: max(_SHORT + 1, len(word) - _SHORT)] for word in words]
        whole = all(any(word.startswith(begin) for word in there) for begin in begins)
        if one.new and one.kind in _MODELS and whole:
            return one
    return None


def _stems(words: str) -> set[str]:
    return {word[:_STEM] for word in words.casefold().split() if len(word) > 2}


@cache
def _all() -> dict[str, tuple[Precedent, ...]]:
    import csv

    found: dict[str, list[Precedent]] = {}
    text = Path(__file__).with_name("precedents.tsv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        found.setdefault(row["rule"], []).append(Precedent(**row))
    for listed in found.values():
        listed.sort(key=lambda one: one.day, reverse=True)
        listed.sort(key=lambda one: _KINDS.index(one.kind))
    return {rule: tuple(listed) for rule, listed in found.items()}


def wordings(one: Precedent, law: Iterable[Document]) -> tuple[str, ...]:
    """The provision before and after the change, or as it stands, where the law has it."""
    address = parse_path(f"{one.refid}/§{one.section}")
    found: dict[str, bool] = {}
    for document in law:
        node = find_node(document, address) if document.meta.refid == one.refid else None
        if node is not None:
            text = _text(document, node)
            came = bool(one.new) and all(part in text for part in one.new.split(" … "))
            found[text] = one.old.casefold() in text.casefold() and not came
    before = [text for text, old in found.items() if old]
    after = [text for text, old in found.items() if not old]
    if before and after:
        return before[0], after[0]
    return (*before, *after)[:1]


def _text(document: Document, node: Node) -> str:
    leaves = (
        leaf
        for leaf in document.leaves
        if leaf.role not in _BESIDE
        and node.span.start <= leaf.span.start <= leaf.span.end <= node.span.end
    )
    return " ".join(" ".join(leaf.span.of(document.text).split()) for leaf in leaves)
