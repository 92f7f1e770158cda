"""Which phrases, and alternatives in them, others of the same list make superfluous."""

from __future__ import annotations

import pytest

from regcheck.base.texts.localised import Localised
from regcheck.matching.groups import Groups
from regcheck.packs.model import Combination, Condition, Group, Rule, Terminal, Within
from regcheck.quality.ruletest.covered import covered_in_group, covered_in_rule

GROUPS = Groups({"sends": Group("sends", Terminal("phrase", "", ("sendes", "leveres inn")))})
TEXT = Localised("x", "x", "x")


def phrases(*values: str, language: str = "nb", **options: str) -> Terminal:
    return Terminal("phrase", language, values, tuple(sorted(options.items())))


def superfluous(*parts: Terminal | Combination, **keys: tuple[Condition, ...]) -> list[str]:
    """What may go of a rule that looks for any of some patterns."""
    match = parts[0] if len(parts) == 1 else Combination("any", parts)
    rule = Rule("paper/x", TEXT, TEXT, match, **keys)  # type: ignore[arg-type]
    return [found.part or found.phrase.text for found in covered_in_rule(rule, GROUPS)]


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("[svært|meget] viktig*", "svært viktige"),
        ("viktig (sak)", "viktig"),
        ("viktig (sak)", "viktig sak"),
        ("krav <3> sendes", "krav <1-2> sendes"),
        ("krav <3> sendes", "krav sendes"),
        ("krav <1> sendes", "krav, sendes"),
        ("*attest", "legeattest"),
        ("*attest", "*legeattest"),
        ("[brev|*attest] sendes", "*attest sendes"),
        ("~brev sendes", "brevet sendes"),
        (">>brev<< sendes", ">>brev<< sendes"),
        ("brev[|et|ene]", "[brev|brevene]"),
        ("krav {sends}", "krav leveres inn"),
        ("krav (som) {sends}", "krav {sends}"),
    ],
)
def test_a_phrase_covers_another(wide: str, narrow: str) -> None:
    assert superfluous(phrases(narrow, wide)) == [narrow]


@pytest.mark.parametrize(
    ("phrase", "other"),
    [
        ("viktig sak", "viktig"),
        ("viktig*", "viktige"),
        ("krav <4> sendes", "krav <3> sendes"),
        ("krav <1-2> sendes", "krav [a|*b] sendes"),
        ("krav, sendes", "krav sendes"),
        ("legeattest*", "*attest"),
        (">>brev<< sendes", "brev sendes"),
        ("brev sendes", "brev >>sendes<<"),
        ("krav {sends}", "krav sendes"),
        ("[a|b] c", "a c"),
    ],
)
def test_a_phrase_does_not_cover_another(phrase: str, other: str) -> None:
    assert phrase not in superfluous(phrases(phrase, other))


def test_several_may_cover_one_between_them() -> None:
    rule = Rule("paper/x", TEXT, TEXT, phrases("[a|b] c", "a (x) c", "b (x) c"))
    (found,) = covered_in_rule(rule, GROUPS)
    assert (found.phrase.text, {by.text for by in found.by}) == ("[a|b] c", {"a (x) c", "b (x) c"})


def test_of_two_that_cover_one_another_only_one_goes() -> None:
    assert superfluous(phrases("brev", "[brev]")) == ["[brev]"]


@pytest.mark.parametrize(
    ("listed", "parts"),
    [
        (["[viktig*|viktige|stor] sak"], ["viktige"]),
        (["[stor|stor|liten] sak"], ["stor"]),
        (["[stor|liten] sak", "(en) liten sak"], ["liten"]),
        (["(særlig|særlig viktig*|særlig viktige) sak"], ["særlig viktige"]),
        (["brev[et|e*]"], ["et"]),
    ],
)
def test_an_alternative_is_superfluous(listed: list[str], parts: list[str]) -> None:
    assert superfluous(phrases(*listed)) == parts


def test_what_is_left_of_a_phrase_is_told() -> None:
    rule = Rule("paper/x", TEXT, TEXT, phrases("[viktig*|viktige|viktigste|stor] sak"))
    assert [found.rest for found in covered_in_rule(rule, GROUPS)] == [
        "[viktig*|viktigste|stor] sak",
        "[viktig*|stor] sak",
    ]


def test_a_language_covers_only_itself() -> None:
    assert superfluous(phrases("brev"), phrases("brev*", language="nn")) == []
    assert superfluous(phrases("brev"), phrases("brev*", language="")) == ["brev"]
    assert superfluous(phrases("brev", language=""), phrases("brev*")) == []


def test_what_is_excepted_more_covers_less() -> None:
    excepted = {"except": '["brev av"]'}
    assert superfluous(phrases("brev"), phrases("brev*", **excepted)) == []
    assert superfluous(phrases("brev", **excepted), phrases("brev*")) == ["brev"]


def test_what_asks_for_more_covers_less() -> None:
    strict = Combination("all", (phrases("brev*"), phrases("sendes")))
    assert superfluous(phrases("brev"), strict) == []
    assert superfluous(Combination("all", (phrases("brev"), phrases("sendes"))), phrases("brev*"))


def test_exceptions_must_reach_as_far() -> None:
    assert superfluous(phrases("brev", **{"except": '["brev av", "brev (av)"]'})) == ["brev av"]
    assert superfluous(phrases("brev", **{"except": '["brev av", "av"]'})) == []


def test_in_a_condition_one_that_is_found_within_another_is_enough() -> None:
    near = Condition(phrases("per brev", "brev"), Within.NORM)
    assert superfluous(phrases("svar"), unless=(near,)) == ["per brev"]
    assert superfluous(phrases("svar"), requires=(near,)) == ["per brev"]


def test_conditions_any_of_which_may_hold_are_one_list() -> None:
    wide, narrow = phrases("brev"), phrases("per brev")
    alike = (Condition(narrow), Condition(wide))
    elsewhere = (Condition(narrow), Condition(wide, Within.MATCH))
    assert superfluous(phrases("svar"), unless=alike) == ["per brev"]
    assert superfluous(phrases("svar"), unless=elsewhere) == []
    assert superfluous(phrases("svar"), requires=alike) == []


def test_groups_stand_for_whole_phrases() -> None:
    group = Group("x", phrases("brev", "per brev", "brev*", language=""))
    assert [found.phrase.text for found in covered_in_group(group, GROUPS)] == ["brev"]
