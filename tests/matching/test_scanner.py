"""The ways of looking for literals agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.search import scanner

_LETTERS = st.text("abæ§ ", min_size=1, max_size=4)


@given(st.lists(_LETTERS, min_size=1, max_size=8, unique=True), st.text("abæ§ ", max_size=60))
def test_all_engines_find_the_same(literals: list[str], text: str) -> None:
    expected = sorted(scanner._with_find(literals)(text))
    assert sorted(scanner.build_scanner(literals)(text)) == expected
    assert list(scanner._with_index(literals)(text)) == list(scanner._with_find(literals)(text))
    pytest.importorskip("ahocorasick")
    assert sorted(scanner._with_c(literals)(text)) == expected


def test_nothing_to_look_for() -> None:
    assert list(scanner.build_scanner([])("tekst")) == []
