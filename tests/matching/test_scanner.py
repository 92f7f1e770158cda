"""The ways of looking for literals agree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.search import scanner

_LETTERS = st.text("abæ§ ", min_size=1, max_size=4)


@given(st.lists(_LETTERS, min_size=1, max_size=8, unique=True), st.text("abæ§ ", max_size=60))
def test_both_ways_find_the_same(literals: list[str], text: str) -> None:
    expected = [
        (index, at, at + len(literal))
        for index, literal in enumerate(literals)
        for at in range(len(text))
        if text.startswith(literal, at)
    ]
    assert sorted(scanner.build_scanner(literals)(text)) == expected
    assert sorted(scanner._plain_scanner(literals)(text)) == expected


def test_nothing_to_look_for() -> None:
    assert list(scanner.build_scanner([])("tekst")) == []
