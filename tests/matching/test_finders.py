"""Finders: phrases are looked for no further than they reach."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.text.span import Span
from regcheck.matching.literal import Literal
from regcheck.matching.words import Finder, whole_words

LITERALS = (
    Literal("rød båt"),
    Literal("rød", open_right=True),
    Literal("båt", open_left=True, open_right=True),
    Literal("en rød båt til"),
    Literal("til en"),
    Literal("båt-kai"),
    Literal("rødt"),
    Literal("kai", open_left=True),
)
WORDS = ("en", "rød", "rødt", "båt", "robåten", "båt", "tørrkai", "kaien", "til", "båt-kai", "kai,")


FINDER = Finder(phrases=LITERALS, hint=-1)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.integers(0, 11))
def test_phrases_that_reach_a_stretch_are_found_near_it(words: list[str], at: int) -> None:
    text = " ".join(words)
    start = len(" ".join([*words[: at % len(words)], ""]))
    near, whole = Span(0, len(text)), Span(start, start + len(words[at % len(words)]))
    plain = sorted(
        place
        for literal in LITERALS
        for place in whole_words(text, literal, near)
        if place.overlaps(whole)
    )
    found = sorted(p for p in FINDER._phrases_in(text, near, whole) if p.overlaps(whole))
    assert found == plain
