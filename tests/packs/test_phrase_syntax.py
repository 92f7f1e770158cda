from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regcheck.matching.phrase import parse_phrase
from regcheck.packs.phrase_syntax import check_phrase, phrase_facts

GOOD = [
    "rekommandert brev",
    "[brev|sending|post i posten]",
    "(eller|og) kopi",
    "(sin) kopi",
    "~kopi",
    "rekommander*",
    "*attest",
    "*~attest",
    "sende <3> brev",
    "sende <1-3> [brev|{notice}]",
    "kan <3> >>[dispensere|gjøre unntak]<<",
    "original[|e|t|en]",
    "e-post",
    "§ 3 første ledd",
    "[i|på (eget|eige)] papir",
]


@pytest.mark.parametrize("phrase", GOOD)
def test_documented_phrases_are_well_formed_and_can_be_compiled(phrase: str) -> None:
    assert check_phrase(phrase) is None
    assert parse_phrase(phrase)


@pytest.mark.parametrize(
    ("phrase", "message", "character"),
    [
        ("[brev|sending", "never closed", 1),
        ("brev]", "closes no bracket", 5),
        ("(brev]", "closes no bracket", 6),
        ("brev|kort", "outside brackets", 5),
        ("[brev||kort]", "nothing stands between", 7),
        ("[brev|]", "nothing in it", 7),
        ("[]", "nothing in it", 2),
        ("a {", "never closed", 3),
        ("a {}", "names no group", 3),
        ("a }", "opens nothing", 3),
        ("a > b", "opens nothing", 3),
        ("a <x> b", "begins no gap", 3),
        ("a <30> b", "from 1 to 25", 3),
        ("a <3-1> b", "from 1 to 25", 3),
        ("a <0> b", "from 1 to 25", 3),
        ("<3> b", "between words", 1),
        ("b <3>", "between words", 3),
        ("a<3> b", "space on both sides", 2),
        ("a ~ b", "no word after it", 3),
        ("a * b", "stands alone", 3),
        ("a >>b", "without «<<»", 3),
        ("a << b", "without «>>»", 3),
        (">><< a", "nothing stands between", 3),
        (">>a<< >>b<<", "a second", 7),
        ("[>>a<<]", "inside brackets", 2),
        ("   ", "without a word", 1),
        ("((((((((((a))))))))))", "in each other", 9),
        ("a" * 2000, "characters", 1001),
    ],
)
def test_a_wrong_phrase_says_what_and_where(phrase: str, message: str, character: int) -> None:
    said = check_phrase(phrase)
    assert said is not None
    assert message in said
    assert f"(character {character})" in said


def test_facts_name_what_a_phrase_needs() -> None:
    facts = phrase_facts("~sende <2> [brev|{notice}] rekommander* (nå)")
    assert facts.groups == [("notice", 17)]
    assert facts.has_lemma
    assert facts.has_gap
    assert facts.has_inner_wildcard
    assert not phrase_facts("rekommander*").has_inner_wildcard
    assert not phrase_facts("*brev").has_inner_wildcard


@settings(deadline=None)
@given(st.text(alphabet="ab [](){}<>~*|3-", max_size=24))
def test_what_is_well_formed_can_always_be_compiled(phrase: str) -> None:
    if check_phrase(phrase) is None:
        assert parse_phrase(phrase)
