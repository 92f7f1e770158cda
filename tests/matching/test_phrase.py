"""The phrase language: what it accepts, what it stands for, what it refuses."""

from __future__ import annotations

import pytest
import regex
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regcheck.matching.phrase import expand, pattern_in_lower_case, to_regex
from regcheck.packs.phrase_syntax import PhraseError, is_plain, parse_phrase


def forms(lemma: str) -> frozenset[str]:
    return frozenset({lemma, f"{lemma}en", f"{lemma}er"})


def texts(phrase: str) -> list[str]:
    found = expand(parse_phrase(phrase), forms)
    assert found is not None
    return [literal.text for literal in found]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("rekommandert brev", ["rekommandert brev"]),
        ("i (helt) [særlige|spesielle] tilfeller", None),
        ("[a|b c] d", ["a d", "b c d"]),
        ("(en) kopi", ["en kopi", "kopi"]),
        ("kopi (her)", ["kopi", "kopi her"]),
        ("~kopi av", ["kopi av", "kopien av", "kopier av"]),
        ("papir[skjema|form]", ["papirform", "papirskjema"]),
        ("[~kopi|brev]", ["brev", "kopi", "kopien", "kopier"]),
    ],
)
def test_a_phrase_stands_for_its_literals(phrase: str, expected: list[str] | None) -> None:
    expected = expected or [
        "i helt spesielle tilfeller",
        "i helt særlige tilfeller",
        "i spesielle tilfeller",
        "i særlige tilfeller",
    ]
    assert texts(phrase) == sorted(expected)


def test_wildcards_at_the_ends_leave_the_literal_open() -> None:
    (literal,) = expand(parse_phrase("rekommander*"), forms) or ()
    assert (literal.text, literal.open_left, literal.open_right) == ("rekommander", False, True)
    (literal,) = expand(parse_phrase("*attest"), forms) or ()
    assert (literal.text, literal.open_left, literal.open_right) == ("attest", True, False)


def test_marks_say_what_is_reported() -> None:
    (literal,) = expand(parse_phrase("kan >>frita<< den"), forms) or ()
    start, end = literal.marked
    assert literal.text[start:end] == "frita"


def test_a_comma_may_stand_before_a_gap() -> None:
    pattern = regex.compile(to_regex(parse_phrase("navn <2> adresse"), forms, lambda name: name))
    for text in ("navn adresse", "navn, adresse", "navn, nummer og adresse", "navn og adresse"):
        assert pattern.search(text), text
    for text in ("navn; adresse", "navn, a, b, c, adresse", "navnadresse"):
        assert not pattern.search(text), text


def test_gaps_need_an_expression() -> None:
    atoms = parse_phrase("kan <2> >>[dispensere|gjøre unntak]<<")
    assert expand(atoms, forms) is None
    pattern = regex.compile(to_regex(atoms, forms, lambda name: ""))
    match = pattern.search("tilsynet kan i år helt gjøre unntak fra")
    assert match is None
    match = pattern.search("tilsynet kan i år gjøre unntak fra")
    assert match is not None
    assert match["marked"] == "gjøre unntak"
    assert pattern.search("kan dispensere") is not None
    assert pattern.search("bakkan dispensere") is None


@pytest.mark.parametrize(
    ("phrase", "found", "missed"),
    [
        ("en (ny) <1> prøve", ["en prøve", "en ny god prøve"], ["en ny stor god prøve"]),
        ("(ikke) kan <1> gis", ["ikke kan nå gis", "kan gis"], ["kan nå ikke gis"]),
        ("gis <1-2> fritak", ["gis helt fritak"], ["gis fritak"]),
        ("x <2> (a) (b) c", ["x c", "x q a c", "x a b c", "x b c", "x q q c"], ["x  c", "xc"]),
        ("(a) (b) x <1> y", ["x y", "a x y", "b x y", "a b x q y"], ["ab x y"]),
        ("y <1> x (a) (b)", ["y x", "y x a", "y q x b", "y x a b"], ["y x ab"]),
        ("x <1> >>(a) b<<", ["x b", "x a b", "x q b"], ["x ab"]),
        ("original[|e|t] <1> x", ["original x", "originale q x"], ["originalen x"]),
        ("*ing <1> av", ["vurdering nå av", "måling av"], ["vurderingen av"]),
    ],
)
def test_expressions_of_phrases(phrase: str, found: list[str], missed: list[str]) -> None:
    pattern = regex.compile(to_regex(parse_phrase(phrase), forms, lambda name: ""))
    for text in found:
        assert pattern.fullmatch(text), text
    for text in missed:
        assert not pattern.fullmatch(text), text


@pytest.mark.parametrize(
    "phrase",
    ["[a|b", "(a", "a]", "{gruppe", "<x>", "<30>", "~ ord", "", "a | b", "<3-1> a"],
)
def test_broken_phrases_are_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        parse_phrase(phrase)


@pytest.mark.parametrize(
    "text",
    [
        "kopi",
        "kopi av",
        "kopi av brev",
        "kopi brev",
        "en kopi her",
        "en ny kopi",
        "ny kopi brev her",
    ],
)
def test_several_words_in_a_row_may_be_left_out(text: str) -> None:
    phrase = parse_phrase("(en) (ny) kopi (av) (brev) (her)")
    assert regex.fullmatch(to_regex(phrase, forms, lambda name: name), text)


def test_an_expression_in_lower_case_keeps_classes_and_the_marked_group() -> None:
    pattern = to_regex(parse_phrase("Kan >>SØKE*<<"), forms, lambda name: name)
    lowered = pattern_in_lower_case(pattern)
    assert (r"\w*" in lowered, "(?P<marked>" in lowered, "Kan" in lowered) == (True, True, False)
    match = regex.search(lowered, "en kan søke nå")
    assert match is not None
    assert match["marked"] == "søke"
    assert pattern_in_lower_case(r"\W[A-Å]") == r"\W[a-å]"


parts = st.sampled_from(["a", "b", " ", " ", "*", "(c)", "[d|e]", "[f*|g]", ">>", "<<", "~h"])


@settings(deadline=None)
@given(st.lists(parts, min_size=1, max_size=6).map("".join))
def test_a_phrase_that_is_only_a_list_of_words_can_be_expanded(phrase: str) -> None:
    try:
        atoms = parse_phrase(phrase)
    except PhraseError:
        assume(False)
    assert not is_plain(atoms) or expand(atoms, forms) is not None
