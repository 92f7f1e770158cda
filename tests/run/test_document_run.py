"""One document from bytes to result: how long it may take, and what the result holds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from fake_checks import WORD, WordChecker
from regcheck.document.model import Document, Unreadable
from regcheck.readers.inputs import Input
from regcheck.readers.limits import Limits
from regcheck.results.result import DocumentResult, Settings, Units
from regcheck.run.document import DocumentRun
from regcheck.run.guard import Guard, Stop
from regcheck.run.options import RunOptions
from word_files import p, word

TEXT = f"§ 1. Inventar\n\nMed {WORD} menes en plate på bein.\n".encode()


class Clock:
    """Says what it is set to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("stop", [None, Stop()])
def test_time_is_up_when_more_than_the_share_is_spent(stop: Stop | None) -> None:
    clock = Clock()
    expired = Guard(clock, 30, stop=stop).start()
    assert expired is not None
    for spent, up in ((0, False), (30, False), (30.5, True)):
        clock.now = 100 + spent
        assert expired() is up
    clock.now = 116
    assert [expired(share) for share in (0.5, 0.6, 1.0)] == [True, False, False]


def test_what_is_under_way_can_be_stopped_and_the_next_goes_on() -> None:
    stop = Stop()
    guard = Guard(Clock(), 30, stop=stop)
    first = guard.start()
    assert first is not None and not first()
    stop()
    assert (stop.times, first()) == (1, True)
    second = guard.start()
    assert second is not None and not second()


def test_nothing_is_asked_where_no_clock_is() -> None:
    assert Guard().start() is None
    assert Guard(seconds=30).most == 0
    assert Guard(Clock(), 30).most == 36  # a fifth over, for building what was found


class Failing(WordChecker):
    """Fails as it is told to."""

    def __init__(self, fault: BaseException) -> None:
        self.fault = fault

    def check(
        self, document: Document, *, expired: Callable[[], bool] | None = None
    ) -> DocumentResult:
        raise self.fault


def checked(item: Input, checker: WordChecker | None = None, **options: Any) -> DocumentResult:
    return DocumentRun(checker or WordChecker(), Settings(), RunOptions(**options))(item)


def test_memory_that_runs_out_is_told_with_a_remedy() -> None:
    result = checked(Input("a.txt", data=TEXT), Failing(MemoryError()))
    assert result.unreadable is not None
    assert (result.path, result.unreadable.reason) == ("a.txt", "memory")
    assert "--jobs" in str(result.unreadable.hint)


def test_a_fault_of_ours_is_told_in_one_line_that_is_not_too_long() -> None:
    result = checked(Input("a.txt", data=TEXT), Failing(ValueError("fell\n  over " + "x" * 1000)))
    assert result.unreadable is not None
    assert result.unreadable.reason == "internal"
    told = str(result.unreadable.detail)
    assert "ValueError: fell over xxx" in told
    assert len(told) < 350
    with pytest.raises(KeyboardInterrupt):
        checked(Input("a.txt", data=TEXT), Failing(KeyboardInterrupt()))


def test_what_cannot_be_read_is_called_by_its_path() -> None:
    too_large = checked(Input("a.txt", data=TEXT), limits=Limits(max_file_bytes=10))
    binary = checked(Input("arkiv.zip!/b.txt", data=b"\x00\x01\x02"))
    for result, path, reason in (
        (too_large, "a.txt", "size"),
        (binary, "arkiv.zip!/b.txt", "binary"),
    ):
        assert isinstance(result.unreadable, Unreadable)
        assert (result.unreadable.path, result.unreadable.reason) == (path, reason)


def test_a_result_holds_no_more_than_was_asked_for() -> None:
    file = word(p("§ 1. Inventar"), p(f"Et {WORD} skal stå i rommet."))
    item = Input("a.docx", data=file)
    plain = checked(item)
    assert (plain.blocks, plain.original, plain.units, plain.terms) == ((), None, Units(), ())
    with_text = checked(item, keep_text=True)
    assert WORD in "".join(block.text for block in with_text.blocks)
    assert with_text.original is None
    original = checked(item, keep_text=True, keep_original=True).original
    assert original is not None
    assert original.data == file
    ((span, parts),) = original.places
    assert span == plain.findings[0].span
    assert parts and original.beginning


def test_units_and_terms_are_kept_where_asked_for() -> None:
    item = Input("a.txt", data=TEXT)
    units = checked(item, tables="all").units
    assert [one["section"] for one in units.provisions] == ["§1", "§1"]
    assert [one["term"] for one in units.definitions] == [WORD]
    terms = checked(item, keep_terms=True).terms
    assert [one.term for one in terms] == [WORD]


def test_the_acts_a_regulation_names_are_told_for_tables_where_its_source_does_not_say_them() -> (
    None
):
    text = (
        "# Forskrift om naust\n\nFastsatt av kommunen med hjemmel i lov 21. mai 2027 nr. 4 § 3.\n"
    )
    regulation = Input("a.md", data=text.encode())
    act = Input("a.md", data=text.replace("# Forskrift om", "# Lov om").encode())
    for tables in ("findings", "all"):
        meta = checked(regulation, tables=tables).meta
        assert meta.named_basis == ("formula:lov/2027-05-21-4", "text:lov/2027-05-21-4")
        assert meta.adopted_by == "kommunen"
        assert checked(act, tables=tables).meta.named_basis == ()
    assert checked(regulation).meta.named_basis == ()


def test_a_clock_is_asked_once_for_the_beginning() -> None:
    ticks = count()
    assert not checked(Input("a.txt", data=TEXT), guard=Guard(lambda: next(ticks), 2)).skipped
    assert checked(Input("a.txt", data=TEXT), guard=Guard(lambda: next(ticks), 0.5)).skipped
