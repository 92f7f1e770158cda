"""The project holds only what its authors wrote: no run of twelve words of real law in it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from real_law import shared_or_skip
from regcheck.document.model import Unreadable
from regcheck.readers.encoding import decode

PROJECT = Path(__file__).resolve().parents[1]
TABLES = "src/regcheck/language/data/"
RUN = 12
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_WORD = re.compile(r"[^\W_]+")
_INLINE = re.compile(r"</?(?:a|b|em|i|span|strong|sub|sup)\b[^>]*>")
_BLOCK = re.compile(r"<[^>]*>")

Words = tuple[str, ...]


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in lower case."""
    return _WORD.findall(text.lower())


def runs(words: list[str]) -> Iterator[Words]:
    """Every run of twelve words; rows of figures are none."""
    for run in zip(*(words[i:] for i in range(RUN)), strict=False):
        if sum(word.isalpha() for word in run) >= RUN // 2:
            yield run


def project_texts() -> Iterator[tuple[str, str]]:
    """Name and text of each file that git tracks and that people wrote."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True, text=True
    )
    for name in listed.stdout.split("\0"):
        path = PROJECT / name
        if not name or name.startswith(TABLES) or not path.is_file():
            continue
        text = decode(path.read_bytes(), name)
        if not isinstance(text, Unreadable):
            yield name, text[0]


def law_texts(shared: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each document of real law, a line for each block."""
    for path in sorted((shared / "lovdata").rglob("*")):
        if path.suffix == ".md" and "markdown" in path.parts:
            yield path.name, path.read_text(encoding="utf-8")
        elif path.suffix == ".xml":
            yield path.name, _BLOCK.sub("\n", _INLINE.sub(" ", path.read_text(encoding="utf-8")))


class Shared:
    """Looks for runs of words that are in `owners` (which names the file of each)."""

    def __init__(self, owners: dict[Words, str]) -> None:
        self.owners = owners
        self.known = frozenset(word for run in owners for word in run)

    def find(self, text: str) -> Iterator[tuple[str, str]]:
        """File of the project and words, for each run of `text` that the project has too.

        A run lies in one line: a heading and what follows it make no sentence. Only where twelve
        words in a row are all known is a run looked up.
        """
        for line in text.splitlines():
            yield from self._find(words_of(line))

    def _find(self, words: list[str]) -> Iterator[tuple[str, str]]:
        known, owners = self.known, self.owners
        row = 0
        for index, word in enumerate(words, 1):
            if word not in known:
                row = 0
                continue
            row += 1
            if row >= RUN:
                run = tuple(words[index - RUN : index])
                if run in owners:
                    yield owners[run], " ".join(run)


def owners_of(texts: Iterator[tuple[str, str]]) -> dict[Words, str]:
    return {run: name for name, text in texts for run in runs(words_of(text))}


def test_a_shared_run_of_twelve_words_is_found_and_eleven_are_not() -> None:
    words = [f"ord{letter}" for letter in "abcdefghijklmnopqr"]
    own = " ".join(words)
    shared = Shared(owners_of(iter([("egen.md", own)])))
    copied = "Noe annet. " + ", ".join(words[2:14]).upper() + " og mer."
    assert list(shared.find(copied)) == [("egen.md", " ".join(words[2:14]))]
    assert list(shared.find("Noe annet. " + " ".join(words[2:13]) + " og mer.")) == []


def test_no_run_of_twelve_words_is_shared_with_real_law() -> None:
    shared = shared_or_skip()
    owners = owners_of(project_texts())
    owners.pop(MONTHS, None)
    index = Shared(owners)
    found = {
        (own, words): name for name, text in law_texts(shared) for own, words in index.find(text)
    }
    report = [f"{own}: «{words}» ({name})" for (own, words), name in sorted(found.items())]
    assert report == []
