"""A short question is answered while a long one is worked on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Event, Thread
from typing import Any

from regcheck.desk.serve.proofreader import LONG, Proofreader
from regcheck.document.model import Unreadable
from regcheck.readers.inputs import Input
from regcheck.results.result import Settings
from regcheck.run.guard import unread


class Waiting:
    """A job whose long texts wait until they are let go."""

    settings = Settings()

    def __init__(self, begun: Event, go: Event) -> None:
        self.begun, self.go = begun, go

    def results(self, items: Sequence[Input]) -> Iterator[Any]:
        for item in items:
            if item.size > LONG:
                self.begun.set()
                assert self.go.wait(30)
            yield unread(Unreadable("", "time", "x"))


def test_a_short_question_does_not_wait_for_a_long_one() -> None:
    begun, go = Event(), Event()
    job: Any = Waiting(begun, go)
    proofreader = Proofreader(lambda _: job)
    long = Thread(target=proofreader.read, args=("Svar gis i brev. " * LONG,), daemon=True)
    long.start()
    assert begun.wait(30)
    short = Thread(target=proofreader.read, args=("Svar gis i brev.",), daemon=True)
    short.start()
    short.join(30)
    assert not short.is_alive()
    assert long.is_alive()
    go.set()
    long.join(30)
