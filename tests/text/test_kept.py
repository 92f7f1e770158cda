"""What is worked out from expressions, kept between runs: the same as working it out again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.files.sealed import CacheFolder
from regcheck.base.text import kept as module
from regcheck.base.text.kept import MOST, WORTH_KEEPING, Kept, compiled, kept
from regcheck.base.text.patterns import pattern
from regcheck.terms.forms import forms

PATTERNS = (
    r"(?P<marked>\bsøk\w*) om (?:støtte|stønad)",
    r"(?i:Departementet|kongen) kan(?! ikke)",
    r"(?:[^\s;:]+ ){0,4}innen (\d{1,3}) (?P<unit>dager|uker)",
    r"(?i)[æøå]{2,}+",
    r"(?<=§ )\d+(?:-\d+)?\Z",
)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    kept.cache_clear()
    yield
    kept.cache_clear()


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
    monkeypatch.setattr(re._parser, "parse", refuse)  # type: ignore[attr-defined]
    assert compiled(PATTERNS[0]).search("søkar om stønad")


def test_without_the_compilers_parts_expressions_are_compiled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(re, "_compiler")
    assert compiled(PATTERNS[2]) == re.compile(PATTERNS[2])


def test_a_wrong_expression_is_told_as_ever() -> None:
    with pytest.raises(re.error):
        compiled("(søk")


def another(folder: Path, code: str = "code") -> Kept:
    """What the next process has."""
    here = Kept()
    here.keep_in(CacheFolder(folder, b"key"), f"{code}.kept")
    return here


def fill(here: Kept, entries: int = WORTH_KEEPING) -> None:
    for number in range(entries):
        here.put(f"entry {number}", bytes([number]))
    here.write()


def test_the_next_process_finds_what_was_kept(tmp_path: Path) -> None:
    fill(another(tmp_path))
    assert another(tmp_path).get("entry 3") == b"\x03"
    assert another(tmp_path).get("entry of another") is None


def test_the_file_is_read_once_and_first_when_needed(tmp_path: Path) -> None:
    fill(another(tmp_path))
    here = another(tmp_path)
    here.put("b", b"2")
    (tmp_path / "code.kept").rename(tmp_path / "moved")
    assert here.get("entry 3") is None
    (tmp_path / "moved").rename(tmp_path / "code.kept")
    assert (here.get("entry 3"), here.get("b")) == (None, b"2")


def test_other_code_finds_nothing(tmp_path: Path) -> None:
    fill(another(tmp_path))
    assert another(tmp_path, "code of later").get("entry 3") is None


@pytest.mark.parametrize("place", [0, 5, 20, 25, 60, -1])
def test_damage_is_as_good_as_nothing(tmp_path: Path, place: int) -> None:
    fill(another(tmp_path))
    file = tmp_path / "code.kept"
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    assert another(tmp_path).get("entry 3") is None


def test_a_file_cut_short_is_as_good_as_nothing(tmp_path: Path) -> None:
    fill(another(tmp_path))
    file = tmp_path / "code.kept"
    file.write_bytes(file.read_bytes()[:30])
    assert another(tmp_path).get("entry 3") is None


def test_a_place_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "rules").write_text("a file where the folder should be", "utf-8")
    here = another(tmp_path / "rules")
    fill(here)
    assert here.get("entry 3") == b"\x03"
    assert not list(tmp_path.rglob("*.kept"))


def test_it_is_written_when_enough_is_new(tmp_path: Path) -> None:
    fill(another(tmp_path))
    here = another(tmp_path)
    here.get("entry 1")
    for number in range(WORTH_KEEPING - 1):
        here.put(str(number), b"")
    here.write()
    assert another(tmp_path).get("1") is None
    here.put("last", b"")
    here.write()
    assert (another(tmp_path).get("1"), another(tmp_path).get("entry 1")) == (b"", b"\x01")


def test_what_is_too_full_is_begun_anew(tmp_path: Path) -> None:
    here = another(tmp_path)
    for number in range(MOST):
        here.put(f"old {number}", b"")
    here.write()
    for number in range(WORTH_KEEPING):
        here.put(str(number), b"")
    here.write()
    assert (another(tmp_path).get("1"), another(tmp_path).get("old 1")) == (b"", None)


def test_expressions_are_compiled_when_asked_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, here = CacheFolder(tmp_path, b"key"), Kept()
    monkeypatch.setattr(module, "kept", lambda: here)
    made = [pattern(rf"(?P<a>[\ud800-\udfff]|B{number})", re.IGNORECASE) for number in range(20)]
    assert made[0].pattern == r"(?P<a>[\ud800-\udfff]|B0)"
    here.keep_in(cache, "kept")
    for number, one in enumerate(made):
        assert [found["a"] for found in one.finditer(f"b{number} \udc00")] == [
            f"b{number}",
            "\udc00",
        ]
        assert one.groups == 1
    here.write()
    later = Kept()
    later.keep_in(cache, "kept")
    monkeypatch.setattr(module, "kept", lambda: later)
    again = module.known(made[3].pattern, re.IGNORECASE)
    assert again is not None
    assert again.flags == re.compile(made[3].pattern, re.IGNORECASE).flags
    assert module.known(made[3].pattern) is None
    with pytest.raises(AttributeError):
        pattern("x").unheard_of  # type: ignore[attr-defined]  # noqa: B018
