"""The project holds only what its authors wrote: no run of twelve words of real law in it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from real_law import shared_or_skip
from regcheck.readers.encoding import decode
from regcheck.readers.remarks import ReadError

PROJECT = Path(__file__).resolve().parents[1]
TABLES = "src/regcheck/language/data/"
RUN = 12
PART, STEP = 9, 4
"""Of the runs of nine words that begin at every fourth word, one lies within any run of twelve."""
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


def runs(words: list[str], length: int = RUN) -> Iterator[Words]:
    """Every run of so many words."""
    return zip(*(words[i:] for i in range(length)), strict=False)


def project_texts() -> Iterator[tuple[str, str]]:
    """Name and text of each file that git tracks and that people wrote."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True, text=True
    )
    for name in listed.stdout.split("\0"):
        path = PROJECT / name
        if not name or name.startswith(TABLES) or not path.is_file():
            continue
        with suppress(ReadError):
            yield name, decode(path.read_bytes(), name)[0]


def law_texts(shared: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each document of real law, a line for each block."""
    for path in sorted((shared / "lovdata").rglob("*")):
        if path.suffix == ".md" and "markdown" in path.parts:
            yield path.name, path.read_text(encoding="utf-8")
        elif path.suffix == ".xml":
            yield path.name, _BLOCK.sub("\n", _INLINE.sub(" ", path.read_text(encoding="utf-8")))


def _is_worded(run: Words) -> bool:
    return sum(len(word) > 1 and word.isalpha() for word in run) >= RUN // 2


def shared_runs(
    own: Sequence[tuple[str, str]], others: Iterable[tuple[str, str]]
) -> dict[tuple[str, Words], str]:
    """File of the project and run of words, with the document that has the run too.

    A run lies in one line of a document: a heading and what follows it make no sentence. Rows of
    figures or letters are none.
    """
    owned = [(name, words_of(text)) for name, text in own]
    parts = {part for _, words in owned for part in runs(words, PART)}
    theirs: dict[Words, str] = {}
    for name, text in others:
        words = words_of(text)
        if parts.isdisjoint(zip(*(words[i::STEP] for i in range(PART)), strict=False)):
            continue
        for line in map(words_of, text.splitlines()):
            if not parts.isdisjoint(runs(line, PART)):
                theirs |= {run: name for run in runs(line) if _is_worded(run)}
    return {
        (name, run): theirs[run]
        for name, words in owned
        for run in runs(words)
        if run in theirs and run != MONTHS
    }


def test_a_shared_run_of_twelve_words_is_found_and_eleven_are_not() -> None:
    words = [f"ord{letter}" for letter in "abcdefghijklmnopqr"]
    own = [("egen.md", " ".join(words))]
    for at in range(len(words) - RUN + 1):
        for before in range(STEP):
            copied = f"{'Noe annet. ' * before}\n{', '.join(words[at : at + RUN]).upper()} og mer."
            run = tuple(words[at : at + RUN])
            assert shared_runs(own, [("lov", copied)]) == {("egen.md", run): "lov"}
    letters = [word[-1] for word in words]
    for shown in (
        *(words[2:13], [*words[2:8], "\n", *words[8:14]]),
        *(map(str, range(RUN)), letters[:RUN]),
    ):
        assert (
            shared_runs(
                [*own, ("tall", "0 1 2 3 4 5 6 7 8 9 10 11"), ("bokstaver", " ".join(letters))],
                [("", " ".join(shown))],
            )
            == {}
        )


def test_no_run_of_twelve_words_is_shared_with_real_law() -> None:
    found = shared_runs(list(project_texts()), law_texts(shared_or_skip()))
    report = [f"{own}: «{' '.join(run)}» ({name})" for (own, run), name in sorted(found.items())]
    assert report == []
