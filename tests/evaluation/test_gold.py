from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from gold_samples import FIRST, SECOND, label, lines, row

from regcheck.base.errors import DataError, UsageError
from regcheck.quality.evaluation.gold import (
    Fold,
    Gold,
    Label,
    choose_provisions,
    find_gold,
    parse_fold,
    parse_gold,
    read_gold,
)
from regcheck.readers.markdown import read_markdown

UNITS = lines(FIRST, SECOND)


def one_label(quote: str, unit: dict[str, Any] = FIRST, **more: Any) -> Label:
    gold = parse_gold(lines(unit), lines(row(unit["id"], label("paper", quote, **more))))
    (found,) = gold.provisions[0].labels or ()
    return found


def problems(provisions: bytes, labels: bytes) -> list[str]:
    with pytest.raises(DataError) as caught:
        parse_gold(provisions, labels, "p", "l")
    return str(caught.value).split("\n")


def test_a_unit_is_the_source_of_the_document_it_is_read_as() -> None:
    unit = parse_gold(lines(SECOND), b"").provisions[0]
    document = read_markdown(unit.unit.encode(), "A2.md")
    assert document.source_text == unit.unit  # type: ignore[union-attr]
    assert document.meta.refid == "forskrift/2002-02-02-2"  # type: ignore[union-attr]
    assert unit.heading.of(unit.unit) == "\n### § 2"
    assert unit.labels is None


def test_a_label_has_its_place_in_the_unit() -> None:
    unit = parse_gold(UNITS, b"").provisions[1]
    first, second = (one_label("varmt vatn", SECOND, n=n).span for n in (1, 2))
    assert first.of(unit.unit) == second.of(unit.unit) == "varmt vatn"
    assert unit.unit[: first.start].endswith("- med ")
    assert unit.unit[: second.start].endswith(", og ")


def test_a_quote_in_heading_and_text_means_the_text_unless_it_is_counted() -> None:
    unit = parse_gold(lines({**FIRST, "text": "Send et Rekommandert brev."}), b"").provisions[0]
    again = {**FIRST, "text": unit.text}
    plain, first, second = (
        one_label("Rekommandert brev", again, **more) for more in ({}, {"n": 1}, {"n": 2})
    )
    assert plain.span == second.span
    assert plain.level == second.level == "must"
    assert first.span.start < unit.heading.end
    assert first.level == "may"


def test_a_quote_in_the_title_alone_is_not_in_the_provision() -> None:
    assert problems(lines(FIRST), lines(row("A1", label("paper", "Lov om")))) == [
        "l:1: label 1: the quote «Lov om» is not in A1 (copy it verbatim)"
    ]


def test_every_fault_of_both_files_is_named_with_its_line() -> None:
    broken = [{**SECOND, "lang": "da"}, {**SECOND, "title": "To\nlinjer"}, {"id": "A4"}]
    provisions = lines(FIRST, "{tull\n", FIRST, "\n", *broken, {**SECOND, "refid": 'x"y'}, "[1]\n")
    labels = lines(
        row(
            "A1",
            label("papir", "brev"),
            label("paper", "brevv", also="skjønn"),
            label("paper", "brev", n=9),
        ),
        row("A9"),
        row("A1"),
        {"id": "A3", "labels": {}},
        row("A3", label("paper", "brev", "maybe")),
        row("A4", label("paper", "brev", n=0)),
        row("A5", {"quote": "brev"}),
    )
    allowed = "paper, discretion, once-only, automation, data-sharing, application-only, "
    allowed += "technology, plain-language, definition"
    assert problems(provisions, labels) == [
        "p:2: not valid JSON: JSON is malformed: object keys must be strings (byte 1) "
        "(one JSON object on each line)",
        "p:3: the id «A1» occurs twice (first in line 1)",
        "p:5: not as it should be: Invalid enum value 'da' - at `$.lang`",
        "p:6: «title» is empty, or holds a character that does not belong in it",
        "p:7: not as it should be: Object missing required field `split`",
        "p:8: «refid» is empty, or holds a character that does not belong in it",
        "p:9: not valid JSON: Expected `object`, got `array` (one JSON object on each line)",
        "l:1: label 1: unknown value of «cat»: «papir» (did you mean «paper»?)",
        f"l:1: label 2: unknown value of «also»: «skjønn» (allowed: {allowed})",
        "l:1: label 2: the quote «brevv» is not in A1 (copy it verbatim)",
        "l:1: label 3: the quote «brev» occurs 2 times in A1, not 9",
        "l:2: unknown id «A9»: no provision has it",
        "l:3: the id «A1» occurs twice (first in line 1)",
        "l:4: not as it should be: Expected `array`, got `object` - at `$.labels`",
        "l:5: not as it should be: Invalid enum value 'maybe' - at `$.labels[0].level`",
        "l:6: not as it should be: Expected `int` >= 1 - at `$.labels[0].n`",
        "l:7: not as it should be: Object missing required field `cat` - at `$.labels[0]`",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\n", "p:1: not valid JSON"),
        (b"[" * 100_000, "p:1: not valid JSON"),
        (b"", "p: holds no provision"),
        (lines({**FIRST, "split": "\x1b[2J"}), "p:1: «split» is empty, or holds a"),
        (lines({**FIRST, "text": "a\0b"}), "p:1: «text» is empty, or holds a"),
        (lines({**FIRST, "split": "all"}), "p:1: a split cannot be called «all»"),
        (
            lines(FIRST).replace(b"passelig", b"\\ud800"),
            "p:1: not valid JSON",
        ),
    ],
)
def test_hostile_lines_are_faults_too(data: bytes, said: str) -> None:
    assert problems(data, b"")[0].startswith(said)


def test_no_control_sequence_reaches_a_terminal() -> None:
    (said,) = problems(lines(FIRST), lines(row("A1", label("paper", "a\x1b[2Jb"))))
    assert said == "l:1: label 1: the quote «a\\u001b[2Jb» is not in A1 (copy it verbatim)"


def test_a_byte_order_mark_and_blank_lines_are_passed_over() -> None:
    gold = parse_gold(b"\xef\xbb\xbf" + UNITS + b"\n\n", b"\xef\xbb\xbf" + lines(row("A2")))
    assert [unit.labels for unit in gold.provisions] == [None, ()]


def test_split_and_fold_choose() -> None:
    gold = parse_gold(UNITS, lines(row("A1"), row("A2")))
    assert [unit.id for unit in choose_provisions(gold)] == ["A1", "A2"]
    assert [unit.id for unit in choose_provisions(gold, "dev")] == ["A2"]
    with pytest.raises(UsageError, match="--split test: use one of all, dev, train"):
        choose_provisions(gold, "test")
    with pytest.raises(UsageError, match="no labelled provision"):
        choose_provisions(parse_gold(UNITS, lines(row("A1"))), "dev")


def test_folds_part_the_documents_and_never_change() -> None:
    refids = [f"lov/2000-01-01-{number}" for number in range(500)]
    folds = [{refid for refid in refids if Fold(k, 5).holds(refid)} for k in range(1, 6)]
    assert sum(map(len, folds)) == 500
    assert set().union(*folds) == set(refids)
    assert all(70 < len(fold) < 130 for fold in folds)
    for number, fold in enumerate(folds, 1):
        assert {r for r in refids if Fold(number, 5, others=True).holds(r)} == set(refids) - fold
    first = [next(k for k in range(1, 6) if Fold(k, 5).holds(r)) for r in refids[:6]]
    assert first == [2, 4, 3, 3, 2, 3]


def test_how_a_fold_is_written() -> None:
    assert parse_fold("2/5") == Fold(2, 5)
    assert parse_fold("-2/5") == Fold(2, 5, others=True)
    for wrong in ("", "0/5", "6/5", "1/1", "1", "a/b", "1/5/2", "--1/5", "²/5", "1/99999"):
        with pytest.raises(UsageError, match="write K/N"):
            parse_fold(wrong)


def test_the_files_are_found_in_a_folder_or_by_name(tmp_path: Path) -> None:
    (tmp_path / "provisions.jsonl").write_bytes(UNITS)
    (tmp_path / "labels.jsonl").write_bytes(lines(row("A1")))
    both = find_gold([str(tmp_path)])
    assert find_gold([str(path) for path in both]) == both
    assert isinstance(read_gold(*both), Gold)
    for wrong in ([], [str(tmp_path / "x")], ["a", "b", "c"]):
        with pytest.raises(UsageError, match=r"provisions\.jsonl"):
            find_gold(wrong)


def test_words_that_are_told_turn_no_text_round() -> None:
    provision = (
        b'{"id": "a", "split": "dev", "refid": "", "title": "", "address": "", "lang": "nb",'
        b' "text": "Bordet."}\n'
    )
    labels = (
        '{"id": "a", "labels": [{"cat": "paper", "quote": "b\u202e\u00ad", "level": "must"}]}\n'
    )
    with pytest.raises(DataError) as told:
        parse_gold(provision, labels.encode())
    assert all(line.isprintable() for line in str(told.value).split("\n"))
