"""Data that comes along: faults in it are told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from regcheck.base.datafiles.data_files import load_data
from regcheck.base.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: [1, 2]\n", ""),
        ("- a\n", "data.yaml:1: holds no mapping"),
        ("a: 'b\n", "data.yaml:"),
        ("a: 1\na: 2\n", "data.yaml:2"),
    ],
)
def test_load(text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data.yaml").write_text(text, "utf-8")
    if not told:
        assert load_data(Path("data.yaml")) == {"a": [1, 2]}
        return
    with pytest.raises(ConfigError) as caught:
        load_data(Path("data.yaml"))
    assert str(caught.value.problems[0]).startswith(told)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: no such file"):
        load_data(tmp_path / "nowhere.yaml")
