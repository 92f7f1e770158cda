"""Ratings as facts: what is kept of them, and what is wrong with a file of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rating_samples import LETTER, REFID, WITH_TEXTS, facts, rated

from regcheck.base.errors import DataError, UsageError
from regcheck.quality.evaluation.gold import Fold
from regcheck.quality.evaluation.rating_sheet import read_ratings
from regcheck.quality.evaluation.ratings import choose_ratings, digest, facts_lines, given, says


def write(file: Path, *records: Any) -> str:
    file.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return str(file)


def problems(file: Path, **changes: Any) -> str:
    with pytest.raises(DataError) as raised:
        read_ratings([write(file, {**WITH_TEXTS, **changes})])
    return str(raised.value)


def test_a_rating_with_its_texts_becomes_facts(tmp_path: Path) -> None:
    found = read_ratings([write(tmp_path / "a.jsonl", WITH_TEXTS)]).rated
    assert found == (rated("wrong", "advice"),)


def test_facts_hold_no_text_and_are_read_back(tmp_path: Path) -> None:
    whole = [
        rated("wrong", "advice"),
        rated(gate=True, reader="Kari", refid="", document="utkast.md", address_path=""),
    ]
    lines = list(facts_lines(whole))
    assert LETTER not in "".join(lines)
    assert "nemnda" not in "".join(lines)
    assert list(json.loads(lines[0])) == [
        *("id", "split", "refid", "address_path", "start", "end", "words", "provision", "says"),
        *("rule", "severity", "decider", "rating", "reason", "gate", "reader"),
    ]
    file = tmp_path / "facts.jsonl"
    file.write_text("".join(lines), encoding="utf-8")
    assert list(read_ratings([str(tmp_path)]).rated) == whole


def test_digests_look_past_white_space_and_tell_messages_apart() -> None:
    assert digest("et  brev\n") == digest("et brev")
    assert len(digest("et brev")) == 16
    assert says("a", "b") != says("b", "a")


def test_lines_without_a_rating_are_counted(tmp_path: Path) -> None:
    open_one = {**WITH_TEXTS, "rating": None}
    found = read_ratings([write(tmp_path / "a.jsonl", WITH_TEXTS, open_one)])
    assert (len(found.rated), found.unrated) == (1, 1)
    with pytest.raises(UsageError, match="no finding is rated"):
        read_ratings([write(tmp_path / "b.jsonl", open_one)])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rating": "handle"}, "a.jsonl:1: not as it should be: Invalid enum value 'handle'"),
        ({"reason": "aim"}, "unknown value of «reason»: «aim»"),
        ({"rating": "act"}, "unknown value of «reason»: «advice»"),
        ({"gate": "kanskje"}, "got `str` - at `$.gate`"),
        ({"severity": "fatal"}, "Invalid enum value 'fatal'"),
        ({"rule": "Papir"}, "«rule» is empty, or holds a character"),
        ({"address": "et sted"}, "«et sted» is not an address"),
        ({"start": -1}, "Expected `int` >= 0 - at `$.start`"),
        ({"end": "7"}, "Expected `int`, got `str` - at `$.end`"),
        ({"start": 2**70}, "at `$.start`"),
        ({"quote": ""}, "missing required field `quote`"),
        ({"refid": None, "doc": None}, "«document» is empty"),
        ({"reader": "\x1b[2J"}, "«reader» is empty, or holds a character"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    assert said in problems(tmp_path / "a.jsonl", **changes)


def test_every_problem_of_every_file_is_told(tmp_path: Path) -> None:
    places = [
        write(tmp_path / "a.jsonl", {**WITH_TEXTS, "rating": "x"}),
        write(tmp_path / "b.jsonl", WITH_TEXTS, {**WITH_TEXTS, "reason": "x"}),
    ]
    with pytest.raises(DataError) as raised:
        read_ratings(places)
    assert [one.line for one in raised.value.problems] == [1, 2]


def test_a_folder_without_ratings_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no \.jsonl file"):
        read_ratings([str(tmp_path)])


def test_splits_and_folds_choose() -> None:
    whole = [rated(split="dev"), rated(split="train"), rated(split="", refid="lov/2001-01-01-1")]
    assert choose_ratings(whole, "all", None) == whole
    assert choose_ratings(whole, "train", None) == whole[1:2]
    parts = [Fold(1, 2), Fold(1, 2, others=True)]
    kept = [{one.facts.refid for one in whole if fold.holds(one.facts.refid)} for fold in parts]
    assert sorted(kept[0] | kept[1]) == sorted({REFID, "lov/2001-01-01-1"})
    with pytest.raises(UsageError, match="use one of all, dev, train"):
        choose_ratings(whole, "test", None)


def test_reader_and_split_are_given_where_there_are_none() -> None:
    whole = given([rated(reader="Ola", split=""), rated(split="dev")], "Kari", "train")
    assert [(one.reader, one.facts.split) for one in whole] == [("Ola", "train"), ("Kari", "dev")]
    assert whole[0].facts == facts(split="train")
