"""Finders: phrases looked for one by one and all at once are the same phrases."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.text.span import Span
from regcheck.matching.literal import Literal
from regcheck.matching.words import Phrases, whole_words

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


def often_asked() -> Phrases:
    """Phrases that have been asked for so often that they are looked for at once."""
    phrases = Phrases(LITERALS)
    for _ in range(40):
        phrases.occur("noe annet", Span(0, 9))
        phrases.reaching("noe annet", Span(0, 9), Span(0, 3))
    return phrases


OFTEN = often_asked()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.integers(0, 11))
def test_looked_for_at_once_they_are_found_in_the_same_places(words: list[str], at: int) -> None:
    text = " ".join(words)
    start = len(" ".join([*words[: at % len(words)], ""]))
    near, whole = Span(0, len(text)), Span(start, start + len(words[at % len(words)]))
    plain = sorted(
        place
        for literal in LITERALS
        for place in whole_words(text, literal, near)
        if place.overlaps(whole)
    )
    for phrases in (Phrases(LITERALS), OFTEN):
        found = sorted(p for p in phrases.reaching(text, near, whole) if p.overlaps(whole))
        assert found == plain
        assert phrases.occur(text, whole) == any(
            True for literal in LITERALS for _ in whole_words(text, literal, whole)
        )
