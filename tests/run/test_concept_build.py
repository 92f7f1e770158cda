"""How far a build of the index of concepts has come is told while it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from regcheck.cli.progress import Pace
from regcheck.concepts.build_index import build_index
from regcheck.concepts.index import Defined, keep_open, open_index
from regcheck.errors import UsageError
from regcheck.readers.inputs import find_inputs

TEXT = "# Lov om bord\n\n### § 1. Bord\n\nMed bord menes en plate med bein.\n"


class Kept:
    """An index that holds digests alone."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def digests(self) -> dict[str, str]:
        return dict(self.known)

    def replace(self, documents: Sequence[Defined]) -> None:
        self.known |= {one.path: one.digest for one in documents}

    def forget(self, paths: Sequence[str]) -> None:
        for path in paths:
            del self.known[path]

    def seal(self) -> None:
        pass


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_document_is_told_once_read_or_not(tmp_path: Path, jobs: int) -> None:
    for number in range(5):
        (tmp_path / f"{number}.md").write_text(TEXT + "a" * number, "utf-8")
    index, told = Kept(), list[tuple[int, int]]()

    def build() -> None:
        told.clear()
        inputs = find_inputs(["."], base=tmp_path)
        build_index(index, inputs, jobs, lambda *step: told.append(step))

    sizes = sorted((1, len(TEXT.encode()) + number) for number in range(5))
    build()
    assert sorted(told) == sizes
    build()
    assert sorted(told) == sizes
    (tmp_path / "3.md").write_bytes(b"\x00\x01\x02")
    build()
    assert sum(documents for documents, _ in told) == 5


def test_pace_tells_rate_and_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr("regcheck.cli.progress.time.monotonic", lambda: now)
    pace = Pace(files=4, size=4_000_000)
    pace.add(1, 1_000_000)
    assert capsys.readouterr().err == ""
    now = 25.0
    pace.add(1, 1_000_000)
    assert capsys.readouterr().err == "regcheck: 2 of 4 documents, 0.1 MB/s, 25 s left\n"


def test_an_index_whose_making_was_cut_off_is_not_read(tmp_path: Path) -> None:
    """What answers questions has to hold all that it was made from."""
    pytest.importorskip("duckdb")
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(TEXT + "a" * number, "utf-8")
    place = str(tmp_path / "begreper.duckdb")

    def interrupted(*_: int) -> None:
        raise KeyboardInterrupt

    inputs = find_inputs(["."], base=tmp_path)
    with pytest.raises(KeyboardInterrupt), open_index(place, create=True) as index:
        build_index(index, inputs, 1, interrupted)
    with pytest.raises(UsageError, match="not finished; run concepts build"), open_index(place):
        pass
    with pytest.raises(UsageError, match="not finished; run concepts build"):
        keep_open(place)
    with open_index(place, create=True) as index:
        build_index(index, inputs, 1)
    with open_index(place) as index:
        assert len(list(index.definitions())) == 3
