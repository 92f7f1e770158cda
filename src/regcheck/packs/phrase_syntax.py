"""The syntax of phrases, checked: brackets, marks, gaps and wildcards.

A phrase that passes `check_phrase` can be compiled. What a phrase needs from elsewhere – a
language, groups – is in `PhraseFacts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

MAX_LENGTH: Final = 1_000
MAX_NESTING: Final = 8
MAX_GAP: Final = 25
_GAP: Final = re.compile(r"<(\d{1,3})(?:-(\d{1,3}))?>")
_SPECIAL: Final = frozenset("[](){}<>~*|")
_CLOSING: Final = {"[": "]", "(": ")"}


class PhraseProblemError(ValueError):
    """What is wrong with a phrase, and at which code point (from 0)."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(slots=True)
class PhraseFacts:
    """What a phrase holds: names of groups with their place, whether it has a lemma, a gap, a
    wildcard that is not at an end, marks, and any word at all."""

    groups: list[tuple[str, int]] = field(default_factory=list)
    has_lemma: bool = False
    has_gap: bool = False
    has_inner_wildcard: bool = False
    has_mark: bool = False
    has_word: bool = False


def check_phrase(phrase: str) -> str | None:
    """What is wrong with the phrase's syntax, in one sentence, or None."""
    try:
        phrase_facts(phrase)
    except PhraseProblemError as wrong:
        return f"{wrong} (character {wrong.at + 1})"
    return None


def phrase_facts(phrase: str) -> PhraseFacts:
    """Read a phrase and say what it holds. Raises PhraseProblemError."""
    if len(phrase) > MAX_LENGTH:
        raise PhraseProblemError(f"a phrase of more than {MAX_LENGTH:,} characters", MAX_LENGTH)
    return _Scan(phrase).run()


class _Scan:
    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.at = 0
        self.facts = PhraseFacts()
        self.brackets: list[int] = []
        self.branch_is_empty: list[bool] = []
        self.mark_from: int | None = None

    def run(self) -> PhraseFacts:
        while self.at < len(self.phrase):
            self._step()
        if self.brackets:
            at = self.brackets[-1]
            raise PhraseProblemError(f"«{self.phrase[at]}» is never closed", at)
        if self.facts.has_mark and self.mark_from is not None:
            raise PhraseProblemError("«>>» without «<<» after it", self.mark_from)
        if not self.facts.has_word and not self.facts.groups:
            raise PhraseProblemError("a phrase without a word", 0)
        return self.facts

    def _step(self) -> None:
        char = self.phrase[self.at]
        if self.phrase.startswith((">>", "<<"), self.at):
            self._mark()
        elif char in _CLOSING:
            self._open(char)
        elif char in "])":
            self._close(char)
        elif char == "|":
            self._bar()
        elif char == "{":
            self._group()
        elif char == "<":
            self._gap()
        elif char == "~":
            self._lemma()
        elif char == "*":
            self._wildcard()
        elif char in "}>":
            raise PhraseProblemError(f"«{char}» opens nothing and closes nothing", self.at)
        else:
            self._plain(char)

    def _plain(self, char: str) -> None:
        if not char.isspace():
            self.facts.has_word = True
            self._filled()
        self.at += 1

    def _open(self, char: str) -> None:
        if len(self.brackets) >= MAX_NESTING:
            raise PhraseProblemError(f"more than {MAX_NESTING} brackets in each other", self.at)
        self.brackets.append(self.at)
        self.branch_is_empty.append(True)
        self.at += 1

    def _close(self, char: str) -> None:
        opened = self.phrase[self.brackets[-1]] if self.brackets else ""
        if not opened or _CLOSING[opened] != char:
            raise PhraseProblemError(f"«{char}» closes no bracket", self.at)
        if self.branch_is_empty.pop():
            raise PhraseProblemError("a bracket with nothing in it or after «|»", self.at)
        self.brackets.pop()
        self._filled()
        self.at += 1

    def _bar(self) -> None:
        if not self.brackets:
            raise PhraseProblemError("«|» stands outside brackets", self.at)
        first = self.phrase[self.brackets[-1] + 1 : self.at]
        if self.branch_is_empty[-1] and first:
            raise PhraseProblemError("nothing stands between «|» and «|»", self.at)
        self.branch_is_empty[-1] = True
        self.at += 1

    def _group(self) -> None:
        end = self.phrase.find("}", self.at)
        if end < 0:
            raise PhraseProblemError("«{» is never closed", self.at)
        name = self.phrase[self.at + 1 : end].strip()
        if not name:
            raise PhraseProblemError("«{}» names no group", self.at)
        self.facts.groups.append((name, self.at))
        self._filled()
        self.at = end + 1

    def _gap(self) -> None:
        found = _GAP.match(self.phrase, self.at)
        if found is None:
            raise PhraseProblemError("«<» begins no gap such as <3> or <1-3>", self.at)
        least, most = int(found[1]) if found[2] else 0, int(found[2] or found[1])
        if not 0 < most <= MAX_GAP or least > most:
            raise PhraseProblemError(f"a gap is from 1 to {MAX_GAP} words", self.at)
        before, after = self.phrase[: self.at], self.phrase[found.end() :]
        if not before.strip() or not after.strip():
            raise PhraseProblemError("a gap stands between words", self.at)
        if not before[-1].isspace() or not after[0].isspace():
            raise PhraseProblemError("a gap has a space on both sides", self.at)
        self.facts.has_gap = True
        self._filled()
        self.at = found.end()

    def _lemma(self) -> None:
        after = self.phrase[self.at + 1 : self.at + 2]
        if not after or after.isspace() or after in _SPECIAL:
            raise PhraseProblemError("«~» has no word after it", self.at)
        self.facts.has_lemma = True
        self.at += 1

    def _wildcard(self) -> None:
        around = self.phrase[max(self.at - 1, 0) : self.at] + self.phrase[self.at + 1 : self.at + 2]
        if not around.strip():
            raise PhraseProblemError("«*» stands alone; a word is written <1>", self.at)
        if self.at and self.phrase[self.at + 1 :].strip(" <>"):
            self.facts.has_inner_wildcard = True
        self._filled()
        self.at += 1

    def _mark(self) -> None:
        opens = self.phrase[self.at] == ">"
        if self.brackets:
            raise PhraseProblemError("a mark cannot stand inside brackets", self.at)
        if opens and self.facts.has_mark:
            raise PhraseProblemError("a second «>>»", self.at)
        if not opens and self.mark_from is None:
            raise PhraseProblemError("«<<» without «>>» before it", self.at)
        if not opens and not self.phrase[(self.mark_from or 0) + 2 : self.at].strip():
            raise PhraseProblemError("nothing stands between «>>» and «<<»", self.at)
        self.facts.has_mark = True
        self.mark_from = self.at if opens else None
        self.at += 2

    def _filled(self) -> None:
        if self.branch_is_empty:
            self.branch_is_empty[-1] = False
