"""Globs mean what they mean in a `.gitignore`, and none of them takes long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from regcheck.base.files.globs import LONGEST, glob_list, is_glob

NAMES = st.text("ab", min_size=1, max_size=4)
PATHS = st.builds(
    lambda names, end: "/".join(names) + end,
    st.lists(NAMES, min_size=1, max_size=4),
    st.sampled_from(["", "/"]),
)
PIECES = st.sampled_from(["a", "b", "*", "?", "[ab]", "[a-b]", "**", "/", "/**/", "\\a"])
GLOBS = st.builds(
    lambda sign, pieces: sign + "".join(pieces),
    st.sampled_from(["", "", "", "!"]),
    st.lists(PIECES, min_size=1, max_size=6),
).filter(lambda glob: "//" not in glob and "***" not in glob and glob not in ("!/", "/"))


@settings(max_examples=3_000, deadline=None)
@given(st.lists(GLOBS, min_size=1, max_size=3), PATHS)
def test_they_mean_what_another_program_says(globs: list[str], path: str) -> None:
    folder = path.endswith("/")
    asked = globs[:1] if folder else globs  # what it says of a folder left out and in is not Git's
    told = GitIgnoreSpec.from_lines(asked).check_file(path).include
    assert glob_list(asked).verdict(path.removesuffix("/"), folder=folder) is told


def test_a_list_of_what_may_stay_lets_its_folders_stay() -> None:
    kept = glob_list(["*", "!*/", "!*.md"])
    assert kept.verdict("lover", folder=True) is False
    assert kept.verdict("lover/a.md") is False
    assert kept.verdict("lover/a.txt") is True


@pytest.mark.parametrize(
    ("glob", "path", "meant"),
    [
        ("*a" * 40 + "*b", "a" * 300, None),
        ("**/a/" * 40 + "b", "/".join("a" * 300), None),
        ("*a" * 40, "a" * 300, True),
        ("x[!a]b", "x/b", None),
        ("[z-a]", "z", None),
        ("a[", "a[", None),
        ("[]a]", "]", True),
        ("# a", "# a", None),
        ("\\#a", "#a", True),
    ],
)
def test_what_made_others_hang_or_fail(glob: str, path: str, meant: bool | None) -> None:
    assert glob_list([glob]).verdict(path) is meant


@pytest.mark.parametrize("glob", ["a\\", "a" * (LONGEST + 1)])
def test_some_are_none(glob: str) -> None:
    assert not is_glob(glob)
