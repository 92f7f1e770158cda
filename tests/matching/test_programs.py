"""Compiled expressions kept on the shelf: the same as those the standard library compiles."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.definitions.forms import forms
from regcheck.search import programs
from regcheck.search.programs import compiled
from regcheck.search.shelf import MOST, WORTH_KEEPING, Shelf, shelf

PATTERNS = (
    r"(?P<marked>\bsøk\w*) om (?:støtte|stønad)",
    r"(?i:Departementet|kongen) kan(?! ikke)",
    r"(?:[^\s;:]+ ){0,4}innen (\d{1,3}) (?P<unit>dager|uker)",
    r"(?i)[æøå]{2,}+",
    r"(?<=§ )\d+(?:-\d+)?\Z",
)


@pytest.fixture(autouse=True)
def empty_shelf() -> Iterator[Shelf]:
    shelf.cache_clear()
    yield shelf()
    shelf.cache_clear()


def alike(one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Equal patterns have the same program; the names of their groups are compared beside it."""
    names = (one.groups, dict(one.groupindex)) == (other.groups, dict(other.groupindex))
    return one == other and one.flags == other.flags and names


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_kept_expression_is_the_compiled_one(pattern: str) -> None:
    made, again = compiled(pattern), compiled(pattern)
    assert alike(made, re.compile(pattern))
    assert alike(again, re.compile(pattern))


def test_every_form_of_definitions_can_be_kept() -> None:
    for form in forms().values():
        assert alike(compiled(form.pattern), re.compile(form.pattern))
    for form in forms().values():
        assert alike(compiled(form.pattern), re.compile(form.pattern))


@given(st.sampled_from(PATTERNS), st.text("søkomteadri 0123§-æøKkDd;:.\n", max_size=40))
def test_a_kept_expression_finds_the_same(pattern: str, text: str) -> None:
    compiled(pattern)
    found = [match.span() for match in compiled(pattern).finditer(text)]
    assert found == [match.span() for match in re.finditer(pattern, text)]


def test_what_is_kept_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(PATTERNS[0])

    def refuse(pattern: str, *_: object) -> object:
        raise AssertionError(f"{pattern} compiled again")

    monkeypatch.setattr(re, "compile", refuse)
    monkeypatch.setattr(programs, "_program", refuse)
    assert compiled(PATTERNS[0]).search("søkar om stønad")


@pytest.mark.parametrize("kept", [b"", b"\xff\x00", b"\x94\x20\x00\x80\xc4\x04\x63\x00\x00\x00"])
def test_a_program_that_is_refused_is_made_anew(kept: bytes) -> None:
    shelf().put(f"program of {PATTERNS[1]}", kept)
    assert alike(compiled(PATTERNS[1]), re.compile(PATTERNS[1]))


def test_without_the_compilers_parts_expressions_are_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(re, "_compiler")
    assert compiled(PATTERNS[2]) == re.compile(PATTERNS[2])


def test_a_wrong_expression_is_told_as_ever() -> None:
    with pytest.raises(re.error):
        compiled("(søk")


def test_a_shelf_is_asked_once_and_first_when_needed() -> None:
    asked = []

    def load() -> dict[str, bytes]:
        asked.append(1)
        return {"a": b"1"}

    here = Shelf(load)
    here.put("b", b"2")
    assert asked == []
    assert (here.get("a"), here.get("b"), here.get("c")) == (b"1", b"2", None)
    assert asked == [1]


def test_a_shelf_is_written_when_enough_is_new() -> None:
    written: list[dict[str, bytes]] = []
    here = Shelf(lambda: {"old": b"0"}, lambda known: written.append(dict(known)))
    here.get("old")
    for number in range(WORTH_KEEPING - 1):
        here.put(str(number), b"")
    here.write()
    assert written == []
    here.put("last", b"")
    here.write()
    here.write()
    (known,) = written
    assert len(known) == WORTH_KEEPING + 1
    assert here.get("old") == b"0"


def test_a_shelf_that_is_too_full_is_begun_anew() -> None:
    written: list[dict[str, bytes]] = []
    full = {f"old {number}": b"" for number in range(MOST)}
    here = Shelf(lambda: full, lambda known: written.append(dict(known)))
    here.get("old 1")
    for number in range(WORTH_KEEPING):
        here.put(str(number), b"")
    here.write()
    (known,) = written
    assert len(known) == WORTH_KEEPING
