from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regcheck.packs.phrase_syntax import (
    Choice,
    Gap,
    GroupName,
    Mark,
    PhraseError,
    Sequence,
    Space,
    Wild,
    Word,
    atoms_in,
    groups_named,
    is_plain,
    lemma_phrase,
    parse_phrase,
)

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
    assert parse_phrase(phrase)


@pytest.mark.parametrize(
    ("phrase", "atoms"),
    [
        ("brev", (Word("brev"),)),
        ("  et   brev ", (Word("et"), Space(), Word("brev"))),
        ("*~attest", (Wild(), Word("attest", lemma=True))),
        ("a <3> b", (Word("a"), Space(), Gap(0, 3), Space(), Word("b"))),
        ("a <1-3> b", (Word("a"), Space(), Gap(1, 3), Space(), Word("b"))),
        (">>a<<", (Mark(opens=True), Word("a"), Mark(opens=False))),
        ("{ notice }", (GroupName("notice"),)),
        ("[a|b c]", (Choice(((Word("a"),), (Word("b"), Space(), Word("c")))),)),
        ("a[|e]", (Word("a"), Choice(((), (Word("e"),))))),
        ("([a]b)", (Choice(((Choice(((Word("a"),),)), Word("b")),), optional=True),)),
    ],
)
def test_a_phrase_becomes_its_atoms(phrase: str, atoms: Sequence) -> None:
    assert parse_phrase(phrase) == atoms


def test_words_taken_as_lemmas_may_be_longer_than_a_phrase() -> None:
    assert lemma_phrase(" sende  brev ") == parse_phrase("~sende ~brev")
    assert lemma_phrase("a" * 2000) == (Word("a" * 2000, lemma=True),)


def test_the_atoms_within_choices_are_atoms_too() -> None:
    words = [atom for atom in atoms_in(parse_phrase("a [b|(c) d] e")) if isinstance(atom, Word)]
    assert "".join(word.text for word in words) == "abcde"


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
    with pytest.raises(PhraseError, match=re.escape(message)) as told:
        parse_phrase(phrase)
    assert told.value.at + 1 == character


def test_the_groups_that_a_phrase_names() -> None:
    assert groups_named(parse_phrase("~sende <2> [brev|{notice}] rekommander* (nå)")) == ["notice"]


@pytest.mark.parametrize("phrase", ["send <2> brev", "[brev|{notice}]"])
def test_gaps_and_groups_stand_for_more_than_a_list_of_words(phrase: str) -> None:
    assert not is_plain(parse_phrase(phrase))


@pytest.mark.parametrize(
    ("phrase", "inner"),
    [
        ("*brev*", False),
        ("rekommander*", False),
        ("*brev", False),
        (">>*brev*<<", False),
        (">>brev* <<", True),
        ("bre*v", True),
        ("[*a|b]", True),
        ("post (brev*)", True),
        ("**brev", True),
    ],
)
def test_a_wildcard_is_inner_unless_it_is_first_or_last(phrase: str, inner: bool) -> None:
    assert is_plain(parse_phrase(phrase)) is not inner


@settings(deadline=None)
@given(st.text(alphabet="ab [](){}<>~*|3-", max_size=24))
def test_what_is_well_formed_can_always_be_compiled(phrase: str) -> None:
    with suppress(PhraseError):
        assert parse_phrase(phrase)
