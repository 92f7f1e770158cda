"""How two definitions of a term stand to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.concepts.meanings import Agreement, compare, is_same_wording, meaning_of


def agreement(first: str, second: str, languages: tuple[str, str] = ("nb", "nb")) -> Agreement:
    return compare(meaning_of(first, languages[0]), meaning_of(second, languages[1])).agreement


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("en båt uten motor.", "Båt uten motor", Agreement.SAME_WORDING),
        ("en person under 18 år", "personer under 18 år", Agreement.SAME_SUBSTANCE),
        ("en person under 18 år", "en person under 16 år", Agreement.DIFFERENT),
        ("en båt uten motor", "en båt med motor", Agreement.DIFFERENT),
        ("en båt uten motor", "båt som definert i båtloven § 2", Agreement.BY_REFERENCE),
        ("den som eier båten", "den som leier ut kaien", Agreement.DIFFERENT),
        (
            "den som eier en båt",
            "den som eier en båt og er registrert med adresse i kommunen",
            Agreement.NARROWER,
        ),
        (
            "den som eier en båt",
            "den som eier en båt, herunder kanoer, robåter og lektere",
            Agreement.WIDER,
        ),
        (
            "person som har gyldig løyve til å føre stor båt på fjorden",
            "person som har gyldig løyve til å føre stor båt eller ferge på fjorden",
            Agreement.WIDER,
        ),
        (
            "person som har gyldig løyve til å føre stor båt på fjorden",
            "person som har gyldig løyve til å føre stor båt eller lignende på fjorden",
            Agreement.SAME_SUBSTANCE,
        ),
        (
            "skyving av én eller flere båter",
            "skyving av én eller flere båter. Flytting av små båter eller flåter anses ikke slik",
            Agreement.NARROWER,
        ),
        ("en fremgangsmåte for maling", "en framgangsmåte for maling", Agreement.SAME_SUBSTANCE),
        ("skip for mer enn 12 gjester", "skip for mer enn tolv gjester", Agreement.SAME_WORDING),
        (
            "andre gjester når disse ikke fisker eller padler",
            "andre gjester",
            Agreement.WIDER,
        ),
        (
            "vann fra vask, vann fra dusj, vann som er brukt til rengjøring av dekk",
            "vann fra vask",
            Agreement.NARROWER,
        ),
        (
            "båt som er malt og merket på havnas plass i henhold til krav i båtloven § 10 pkt. 1",
            "båt som er malt og merket på havnas plass i samsvar med kravene i båtloven § 10",
            Agreement.SAME_SUBSTANCE,
        ),
    ],
)
def test_agreement(first: str, second: str, expected: Agreement) -> None:
    assert agreement(first, second) is expected


def test_the_two_written_standards_say_the_same() -> None:
    assert agreement(
        "en kai som er laget for båter",
        "ei kai som er laga for båtar",
        ("nb", "nn"),
    ) in (Agreement.SAME_WORDING, Agreement.SAME_SUBSTANCE)


def test_the_words_that_differ_are_told_in_order() -> None:
    found = compare(meaning_of("en båt uten motor", "nb"), meaning_of("en kano med åre", "nb"))
    assert (found.only_first, found.only_second) == (
        ("båt", "uten", "motor"),
        ("kano", "med", "åre"),
    )


VOCABULARY = (
    *("en", "båt", "kai", "eier", "18", "16", "år", "eller", "herunder", "ikke", "motor"),
    *("§", "2", "båtloven"),
)
WORDS = st.lists(
    st.sampled_from(VOCABULARY),
    max_size=12,
).map(" ".join)
MIRROR = {Agreement.NARROWER: Agreement.WIDER, Agreement.WIDER: Agreement.NARROWER}


@given(WORDS, WORDS)
def test_seen_from_the_other_side_narrower_is_wider_and_the_rest_the_same(a: str, b: str) -> None:
    there, back = agreement(a, b), agreement(b, a)
    assert MIRROR.get(there, there) is back


@given(WORDS)
def test_a_definition_agrees_with_itself(words: str) -> None:
    assert agreement(words, words) is Agreement.SAME_WORDING


WORDINGS = st.lists(
    st.sampled_from(["en", "båt", "uten", "motor", "på", "12", "18", "ikke", "som", "eies", "kai"]),
    min_size=1,
    max_size=30,
).map(" ".join)


@given(WORDINGS, WORDINGS)
def test_same_wording_is_told_sooner_but_not_otherwise(first: str, second: str) -> None:
    for one, other in ((first, second), (first, f"{first} kai"), (f"en {first}", first)):
        ours, theirs = meaning_of(one, "nb"), meaning_of(other, "nb")
        slow = compare(ours, theirs).agreement is Agreement.SAME_WORDING
        assert is_same_wording(ours, theirs) == slow
