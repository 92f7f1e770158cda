"""Nobody waits for a named pipe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from regcheck.base.datafiles.data_files import load_data, read_bytes
from regcheck.base.errors import ConfigError, DataError, UsageError
from regcheck.base.files.whole import is_named_pipe
from regcheck.changes.baseline_file import load_baseline
from regcheck.corpus.obstacles.workbook import read_workbook

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has none")


def test_what_the_system_hands_over_is_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rør")
    (tmp_path / "fil").write_bytes(b"")
    assert is_named_pipe(tmp_path / "rør")
    assert not is_named_pipe(tmp_path / "fil")
    reading, writing = os.pipe()
    assert not is_named_pipe(f"/dev/fd/{reading}")
    os.close(reading)
    os.close(writing)


def test_files_that_people_name_are_told_to_be_pipes(tmp_path: Path) -> None:
    pipe = tmp_path / "rør"
    os.mkfifo(pipe)
    with pytest.raises(DataError, match="it is a named pipe"):
        load_baseline(pipe, "rør")
    with pytest.raises(UsageError, match="it is a named pipe"):
        read_bytes(pipe, 10)
    with pytest.raises(ConfigError, match="it is a named pipe"):
        load_data(pipe)
    with pytest.raises(UsageError, match="it is a named pipe"):
        read_workbook(str(pipe))
