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
    broken = {**SECOND, "id": "A3", "lang": "da", "title": "To\nlinjer", "refid": 'x"y'}
    provisions = lines(
        FIRST, "{tull\n", FIRST, "\n", broken, {"id": "A4"}, "[1]\n", '{"a":1,"a":2}'
    )
    wrong = [
        label("papir", "brev"),
        label("paper", "brev", "maybe"),
        label("paper", "brev", also="skjønn", n=0),
        label("paper", "brevv"),
        label("paper", "brev", n=9),
        label("paper", " "),
        {"quote": "brev"},
        "brev",
        label("paper", "brev", definition=3),
    ]
    labels = lines(row("A1", *wrong), row("A9"), row("A1"), {"id": "A3", "labels": {}}, row("A3"))
    found = problems(provisions, labels)
    assert found == [
        "p:2: not valid JSON: Expecting property name enclosed in double quotes: "
        "line 1 column 2 (char 1) (one JSON object on each line)",
        "p:3: the id «A1» occurs twice (first in line 1)",
        "p:5: «title» holds a line break",
        "p:5: «refid» holds a quotation mark or a backslash",
        "p:5: unknown value of «lang»: «da» (allowed: nb, nn)",
        *(
            f"p:6: «{key}» is missing or not a text"
            for key in ("split", "refid", "title", "address", "lang", "text")
        ),
        "p:7: not a JSON object (one JSON object on each line)",
        "p:8: the key «a» occurs twice",
        "l:1: label 1: unknown value of «cat»: «papir» (did you mean «paper»?)",
        "l:1: label 2: unknown value of «level»: «maybe» (did you mean «may»?)",
        "l:1: label 3: unknown value of «also»: «skjønn» (allowed: paper, discretion, once-only, "
        "automation, data-sharing, application-only, technology, plain-language, definition)",
        "l:1: label 3: «n» is 0 (a whole number from 1)",
        "l:1: label 4: the quote «brevv» is not in A1 (copy it verbatim)",
        "l:1: label 5: the quote «brev» occurs 2 times in A1, not 9",
        "l:1: label 6: «quote» is missing or not a text",
        "l:1: label 7: «cat» is missing (one of paper, discretion, once-only, "
        "automation, data-sharing, application-only, technology, plain-language, definition)",
        "l:1: label 7: «level» is missing (one of must, may)",
        "l:1: label 8: not a JSON object",
        "l:1: label 9: «definition» is missing or not a text",
        "l:2: unknown id «A9»: no provision has it",
        "l:3: the id «A1» occurs twice (first in line 1)",
        """l:4: «labels» is missing or not a list (no labels are written "[]")""",
        "l:5: the id «A3» occurs twice (first in line 4)",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\n", "p:1: byte 1 of the line is not UTF-8 (save as UTF-8)"),
        (b"[" * 100_000, "p:1: nested too deeply"),
        (b"", "p: holds no provision"),
        (lines({**FIRST, "split": "\x1b[2J"}), "p:1: «split» holds a control character"),
        (lines({**FIRST, "text": "a\0b"}), "p:1: «text» holds a NUL character"),
        (lines({**FIRST, "split": "all"}), "p:1: a split cannot be called «all»"),
        (
            lines(FIRST).replace(b"passelig", b"\\ud800"),
            "p:1: «text» holds half a surrogate pair",
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
