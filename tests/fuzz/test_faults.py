"""Faults while a file is read: `regcheck.read` and `check` say so, and raise nothing."""

from __future__ import annotations

import errno
import io
from pathlib import Path
from typing import Any

import pytest
from reader_targets import drafts

import regcheck
from regcheck.cli.main import main
from regcheck.document.model import Document, Unreadable
from regcheck.readers import registry

NAMES = ("lov-om-turstier.md", *sorted(name for name in drafts() if name.endswith("docx"))[:1])


class Faulty(io.RawIOBase):
    """A file that gives what it has and then a fault, or nothing more."""

    def __init__(self, data: bytes, fault: BaseException | None) -> None:
        self._data, self._fault = data, fault

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        if self._fault:
            raise self._fault
        data, self._data = self._data, b""
        return data


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "fault",
    [
        OSError(errno.EIO, "x"),
        OSError(errno.EACCES, "x"),
        OSError(errno.ESTALE, "x"),
        MemoryError(),
    ],
    ids=repr,
)
def test_a_fault_in_the_middle_of_a_file(
    name: str, fault: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / name
    place.write_bytes(drafts()[name])
    opened = Path.open

    def faulty(self: Path, *args: Any, **more: Any) -> Any:
        return Faulty(b"", fault) if self == place else opened(self, *args, **more)

    monkeypatch.setattr(Path, "open", faulty)
    found = regcheck.read(place)
    assert isinstance(found, Unreadable)
    assert found.reason in ("access", "memory")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_less_of_a_file_than_there_is(name: str, share: float) -> None:
    data = drafts()[name]
    found = regcheck.read(data[: int(len(data) * share)], name=name)
    assert isinstance(found, Document | Unreadable)


@pytest.mark.parametrize("fault", [RecursionError(), MemoryError(), ValueError("x"), KeyError(1)])
def test_a_fault_of_our_own_reader_is_told_of(
    fault: Exception,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: Any) -> Any:
        raise fault

    monkeypatch.setitem(
        registry._BY_NAME, "md", registry.Format("md", (".md",), "Markdown", broken, text=True)
    )
    found = regcheck.read(b"# Lov", format="md")
    assert isinstance(found, Unreadable)
    assert found.reason in ("internal", "memory")
    (tmp_path / "a.md").write_text("# Lov\n", "utf-8")
    assert main(["check", str(tmp_path / "a.md"), "--nlp", "off", "--no-config"]) == 3
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
