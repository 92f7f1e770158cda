"""Every request gets an answer, whatever stands in it, and the server ends when it is told to."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Iterator
from typing import Any, Final

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from regcheck.desk.editor.checks import Checks
from regcheck.desk.editor.server import make_server
from regcheck.law.metadata import DocumentMeta
from regcheck.readers.inputs import Input
from regcheck.results.result import DocumentResult
from regcheck.run.guard import Stop

URI = "untitled:a"
PLACED = (
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/codeAction",
    "textDocument/completion",
)
PATIENCE = 60
NUMBERS: Final[tuple[object, ...]] = (
    -1,
    -(2**31),
    2**31 - 1,
    2**31,
    10**30,
    1.5,
    "x",
    None,
    [],
    {},
)


def empty(item: Input) -> DocumentResult:
    return DocumentResult(item.path, "md", "", DocumentMeta())


def asked(method: str, line: object, character: object) -> dict[str, Any]:
    place = {"line": line, "character": character}
    return {
        "method": method,
        "params": {
            "textDocument": {"uri": URI},
            "position": place,
            "range": {"start": place, "end": place},
            "context": {"diagnostics": [], "includeDeclaration": True},
        },
    }


class Sent(io.BytesIO):
    """The last message comes once something has happened."""

    def __init__(self, messages: list[dict[str, Any]], event: threading.Event | None) -> None:
        bodies = [json.dumps({"jsonrpc": "2.0", **one}).encode() for one in messages]
        framed = [b"Content-Length: %d\r\n\r\n%s" % (len(one), one) for one in bodies]
        super().__init__(b"".join(framed))
        self.last, self.event = len(b"".join(framed[:-1])), event

    def readline(self, size: int | None = -1) -> bytes:
        if self.event is not None and self.tell() == self.last:
            assert self.event.wait(PATIENCE)
        return super().readline(size)


class Kept(io.BytesIO):
    """What was written stays when it is closed."""

    def close(self) -> None:
        pass


def talk(
    messages: list[dict[str, Any]], checks: Checks, before_last: threading.Event | None = None
) -> list[dict[str, Any]]:
    """What the server says to messages that come all at once, or the last one after an event."""
    document = {"uri": URI, "languageId": "markdown", "version": 1, "text": "# Lov om skap\n"}
    begun = [
        {"id": "begun", "method": "initialize", "params": {"capabilities": {}}},
        {"method": "textDocument/didOpen", "params": {"textDocument": document}},
    ]
    said = Kept()
    make_server(lambda _: checks).start_io(Sent([*begun, *messages], before_last), said)
    return list(_bodies(said.getvalue()))


def _bodies(said: bytes) -> Iterator[dict[str, Any]]:
    while said:
        head, _, said = said.partition(b"\r\n\r\n")
        length = int(head.split(b"\r\n")[0].removeprefix(b"Content-Length: "))
        yield json.loads(said[:length])
        said = said[length:]


@pytest.mark.parametrize("method", PLACED)
def test_a_request_at_a_place_that_is_none_is_answered(method: str) -> None:
    places = [(one, 0) for one in NUMBERS] + [(0, one) for one in NUMBERS]
    requests = [{"id": at, **asked(method, *place)} for at, place in enumerate(places)]
    end = [{"id": "end", "method": "shutdown"}, {"method": "exit"}]
    said = talk([*requests, *end], Checks(empty))
    answered = {one["id"] for one in said if "result" in one or "error" in one}
    assert answered == {"begun", *range(len(places)), "end"}


def test_of_a_document_that_is_not_open_there_is_nothing_to_tell() -> None:
    other = {"textDocument": {"uri": "untitled:b", "version": 2}, "contentChanges": []}
    told = [
        {"method": f"textDocument/{name}", "params": other}
        for name in ("didChange", "didSave", "didClose")
    ]
    place = asked("", 0, 0)["params"] | other
    lists = ("definition", "references", "codeAction", "codeLens", "documentSymbol", "foldingRange")
    requests = [
        {"id": name, "method": f"textDocument/{name}", "params": place}
        for name in (*lists, "hover", "diagnostic")
    ]
    answer = {"command": "regcheck.answer", "arguments": ["untitled:b", "f1", "keep", ""]}
    command = {"id": "answer", "method": "workspace/executeCommand", "params": answer}
    said = talk([*told, *requests, command, {"id": "end", "method": "shutdown"}], Checks(empty))
    results: dict[str, Any] = {one["id"]: one.get("result") for one in said if "id" in one}
    assert [results[name] for name in lists] == [[]] * len(lists)
    assert results["hover"] is None and results["answer"] is None
    assert results["diagnostic"]["items"] == []


def test_the_end_comes_while_a_check_goes_on_and_what_waits_for_it_is_answered() -> None:
    begun, stop = threading.Event(), Stop()

    def lasting(item: Input) -> DocumentResult:
        begun.set()
        for _ in range(PATIENCE * 100):
            if stop.times:
                break
            time.sleep(0.01)
        return empty(item)

    messages = [
        {"id": "waits", **asked("textDocument/documentSymbol", 0, 0)},
        {"id": "end", "method": "shutdown"},
        {"id": "late", **asked("textDocument/hover", 0, 0)},
        {"method": "exit"},
    ]
    said = talk(messages, Checks(lasting, stop=stop), begun)
    assert stop.times == 1
    answers = {one["id"]: one for one in said if "id" in one}
    assert answers["end"]["result"] is None
    assert "error" in answers["waits"]
    assert "error" in answers["late"]
