"""How far a command has come is told while it goes on."""

from __future__ import annotations

import pytest

from regcheck.cli.progress import Pace


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
