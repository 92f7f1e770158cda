"""Addresses as readers can make them, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from regcheck.law.address import Address, Step, StepKind, fit_label

_REAL = st.one_of(
    st.integers(1, 400).map(str),
    st.from_regex(r"[1-9][0-9]?-[1-9][0-9]?[a-g]?", fullmatch=True),
    st.from_regex(r"[1-9][0-9]?[a-zA-Zæøå]", fullmatch=True),
    st.from_regex(r"[1-9][A-C]-[1-9]", fullmatch=True),
    st.sampled_from(["I", "IV", "XII", "a", "b", "å", "aa", "ii", "iii", "1.2", "A", "0", "05"]),
)
_ODD = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
    .map(fit_label)
    .filter(bool)
)
LABELS = st.one_of(_REAL, _ODD)
_KINDS = st.sampled_from([kind for kind in StepKind if kind is not StepKind.ITEM])
_AGAIN = st.one_of(st.just(1), st.integers(2, 30))

STEPS = st.one_of(
    st.builds(Step, _KINDS, LABELS, _AGAIN),
    st.builds(Step, st.just(StepKind.ITEM), LABELS, _AGAIN),
    st.builds(Step, st.just(StepKind.ITEM), st.just(""), st.integers(1, 30)),
    st.builds(Step, st.just(StepKind.ARTICLE), st.integers(1, 99).map(lambda n: f"artikkel{n}")),
)
REFIDS = st.one_of(
    st.just(""),
    st.builds(
        lambda kind, day, number: f"{kind}/{day.isoformat()}{number}",
        st.sampled_from(["lov", "forskrift"]),
        st.dates(),
        st.one_of(st.just(""), st.integers(1, 3000).map(lambda n: f"-{n}")),
    ),
    st.sampled_from(["lov/1814-05-17-nn", "eu/32006l0123"]),
)
ADDRESSES = st.builds(
    lambda steps, refid: Address(tuple(steps), refid), st.lists(STEPS, max_size=6), REFIDS
)
