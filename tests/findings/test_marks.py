"""Findings of two runs matched with each other."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from regcheck.changes.marks import NOBODY, Grade, Mark, Matching, match_marks, natural, renamed
from regcheck.findings.fingerprint import Fingerprints

MARKS = st.builds(
    Mark,
    rule=st.sampled_from(["paper/book", "paper/seal"]),
    document=st.sampled_from(["a.md", "b.md"]),
    path=st.sampled_from(["a.md", "b.md"]),
    address=st.sampled_from(["§1", "§2", "§10"]),
    content=st.sampled_from(["c1", "c2", "c3"]),
    nth=st.integers(0, 1),
    words=st.just("bok"),
)
RUNS = st.lists(MARKS, max_size=12, unique=True)


def mark(content: str = "c1", address: str = "§1", **values: object) -> Mark:
    fields: dict[str, object] = {
        "rule": "paper/book",
        "document": "a.md",
        "path": "a.md",
        "address": address,
        "content": content,
        **values,
    }
    return Mark(**fields)  # type: ignore[arg-type]


def grades(earlier: list[Mark], *later: Mark) -> list[str]:
    return [grade.value for grade in match_marks(earlier, later).grades]


def outcome(matching: Matching) -> Counter[tuple[Mark, Grade, Mark | None]]:
    """Which later mark was matched with which earlier one, and how."""
    return Counter(
        (later, grade, None if partner == NOBODY else matching.earlier[partner])
        for later, grade, partner in zip(
            matching.later, matching.grades, matching.partners, strict=True
        )
    )


def test_grades() -> None:
    assert grades([mark()], mark()) == ["equal"]
    assert grades([mark()], mark(address="§2")) == ["moved"]
    assert grades([mark()], mark(document="b.md", path="b.md")) == ["moved"]
    assert grades([mark(document="lov/1", path="x.md")], mark(document="lov/1")) == ["equal"]
    assert grades([mark()], mark("c2")) == ["changed"]
    assert grades([mark()], mark("c2", "§2")) == ["new"]
    assert grades([mark()], mark(rule="paper/seal")) == ["new"]


def test_a_copy_is_new_and_the_one_that_stayed_is_known() -> None:
    assert grades([mark(address="§3")], mark(address="§1"), mark(address="§3")) == ["new", "equal"]


def test_counts_are_never_enough() -> None:
    earlier = [mark("c1"), mark("c2", "§2")]
    assert grades(earlier, mark("c3", "§5"), mark("c4", "§6")) == ["new", "new"]


def test_of_two_moves_the_one_within_the_document_comes_first() -> None:
    earlier = [mark(address="§1"), mark(address="§1", document="b.md", path="b.md")]
    matching = match_marks(earlier, [mark(address="§2"), mark(address="§9", document="c.md")])
    assert matching.partners == [0, 1]


def test_in_a_rewritten_paragraph_the_same_words_come_first() -> None:
    earlier = [mark(address="§1/ledd/1/setning/1", words="bok"), mark("c2", words="perm")]
    later = [mark("c4", "§1/ledd/1/setning/1", words="hefte"), mark("c3", "§1/ledd/1", words="Bok")]
    matching = match_marks([earlier[0]], later)
    assert [grade.value for grade in matching.grades] == ["new", "changed"]
    assert match_marks(earlier, [mark("c5", words="PERM")]).partners == [1]


def test_former_rule_ids_are_renamed() -> None:
    (found,) = renamed([mark(rule="paper/bound-book")], {"paper/bound-book": "paper/book"})
    assert found == mark()


@given(RUNS, RUNS, st.randoms(use_true_random=False))
def test_order_does_not_matter(earlier: list[Mark], later: list[Mark], random: object) -> None:
    expected = outcome(match_marks(earlier, later))
    random.shuffle(earlier)  # type: ignore[attr-defined]
    random.shuffle(later)  # type: ignore[attr-defined]
    assert outcome(match_marks(earlier, later)) == expected


@given(RUNS, RUNS)
def test_everybody_is_matched_at_most_once_and_with_their_like(
    earlier: list[Mark], later: list[Mark]
) -> None:
    matching = match_marks(earlier, later)
    partners = [partner for partner in matching.partners if partner != NOBODY]
    assert len(partners) == len(set(partners))
    assert set(partners) | set(matching.left_over) == set(range(len(earlier)))
    same = Counter((m.rule, m.content) for m in earlier) & Counter(
        (m.rule, m.content) for m in later
    )
    known = [g for g in matching.grades if g in (Grade.EQUAL, Grade.MOVED)]
    assert len(known) == same.total()


@given(RUNS)
def test_the_same_run_again_is_equal_throughout(run: list[Mark]) -> None:
    assert set(match_marks(run, run).grades) <= {Grade.EQUAL}


@given(RUNS, st.dictionaries(st.sampled_from(["§1", "§2", "§10"]), st.sampled_from("3579")))
def test_renumbering_keeps_everything_known(run: list[Mark], new: dict[str, str]) -> None:
    later = [m._replace(address="§" + new.get(m.address, m.address[1:])) for m in run]
    assert set(match_marks(run, later).grades) <= {Grade.EQUAL, Grade.MOVED}


@given(RUNS)
def test_changed_sentences_are_new(run: list[Mark]) -> None:
    later = [m._replace(content=f"{m.content}x") for m in run]
    assert {grade.status for grade in match_marks(run, later).grades} <= {"new"}


def content(sentence: str, quote: str = "bok") -> str:
    name = Fingerprints("a.md").name("paper/book", quote, sentence, "§1")
    return name.partition("-")[0]


def test_contents_see_words_and_not_their_setting() -> None:
    plain = content("Den som fører bok etter § 4-2, skal eie den.")
    assert content("Den som  fører\nBOK etter § 4-3 skal eie den") == plain
    assert content("Den som fører bok etter § 4 skal eie den.") == plain
    assert content("Den som fører bok etter § 4-2, skal leie den.") != plain
    assert content("Den som fører bok etter §§ 4, 5 og 6 i 3 år") == content(
        "Den som fører bok etter §§ 5, 6 og 7 i 3 år"
    )
    assert content("Bok føres i 3 år.") != content("Bok føres i 5 år.")
    assert content("§ 9 gjelder", "§ 9") != content("§ 8 gjelder", "§ 8")


def test_addresses_sort_as_people_do() -> None:
    assert sorted(["§10", "§2", "§2a", "§2-10", "§2-9"], key=natural) == [
        *("§2", "§2-9", "§2-10", "§2a", "§10")
    ]


def test_words_that_are_all_matched_cannot_match_once_more() -> None:
    matching = Matching([mark(), mark(address="§2")])
    first = matching.add(mark())
    assert not matching.may_still_match(first)
    second = matching.add(mark(address="§9"))
    assert matching.may_still_match(second)
    assert not matching.may_still_match(matching.add(mark("c9")))
    matching.add(mark(address="§2"))
    assert not matching.may_still_match(second)


def test_equal_words_are_told_by_content_alone() -> None:
    names = Fingerprints("a.md")
    one = names.name("paper/a", "brev", "Et brev.", "§1")
    other = names.name("paper/a", "brev", "Et langt brev.", "§1")
    again = names.name("paper/a", "brev", "Et brev.", "§1")
    assert one.partition("-")[0] == again.partition("-")[0] != other.partition("-")[0]
    assert (one[-2:], again[-2:]) == ("-0", "-1")
