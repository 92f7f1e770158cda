"""An editor for tests: a client of the protocol that starts the real server and talks to it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import attrs
from lsprotocol import types
from pygls.lsp.client import LanguageClient

PATIENCE = 60


class Editor:
    """An editor with one workspace folder. Diagnostics are awaited, never polled for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = LanguageClient("editor", "1")
        self.capabilities = types.ServerCapabilities()
        self.messages: list[str] = []
        self._versions: dict[str, int] = {}
        self._published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

        def publish(params: types.PublishDiagnosticsParams) -> None:
            self._published.put_nowait(params)

        def show(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        self.told: asyncio.Queue[Any] = asyncio.Queue()

        def told(params: Any) -> None:
            self.told.put_nowait(params)

        self.client.feature("regcheck/checked")(told)
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(publish)
        self.client.feature(types.WINDOW_SHOW_MESSAGE)(show)

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "markdown", uri: str = "") -> str:
        uri = uri or self.uri(name)
        self._versions[uri] = 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text))
        )
        return uri

    def type(self, uri: str, text: str) -> int:
        """Change the whole text; gives its version."""
        self._versions[uri] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self._versions[uri], uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        return self._versions[uri]

    def save(self, uri: str) -> None:
        self.client.text_document_did_save(
            types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri))
        )

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        )

    async def diagnostics(self, uri: str, version: int | None) -> Sequence[types.Diagnostic]:
        """The next diagnostics for a version of a document; None stands for a closed one."""
        while True:
            got = await asyncio.wait_for(self._published.get(), PATIENCE)
            if got.uri == uri and got.version == version:
                return got.diagnostics

    async def hover(self, uri: str, position: types.Position) -> str:
        got = await self.client.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(uri), position)
        )
        if got is None:
            return ""
        assert isinstance(got.contents, types.MarkupContent)
        return got.contents.value

    async def actions(
        self, uri: str, place: types.Range, only: Sequence[str] | None = None
    ) -> list[types.CodeAction]:
        got = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(uri), place, types.CodeActionContext([], only)
            )
        )
        return [action for action in got or () if isinstance(action, types.CodeAction)]


@asynccontextmanager
async def editor(
    folder: Path,
    *options: str,
    encodings: Sequence[str] = ("utf-16",),
    root: bool = True,
    options_of_client: object = None,
    capabilities: types.ClientCapabilities | None = None,
) -> AsyncIterator[Editor]:
    """An editor that has started the server in a folder; both end with the block. With `root` the
    folder is named in the old way, as the root, and else as one of several."""
    one = Editor(folder)
    await one.client.start_io(
        sys.executable,
        "-m",
        "regcheck",
        "lsp",
        *options,
        env=dict(os.environ),
        cwd=str(folder.parent),
    )
    kinds = [types.PositionEncodingKind(encoding) for encoding in encodings]
    general = types.GeneralClientCapabilities(position_encodings=kinds)
    answer = await asyncio.wait_for(
        one.client.initialize_async(
            types.InitializeParams(
                attrs.evolve(capabilities or types.ClientCapabilities(), general=general),
                root_uri=folder.as_uri() if root else None,
                initialization_options=options_of_client,
                workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
            )
        ),
        PATIENCE,
    )
    one.capabilities = answer.capabilities
    one.client.initialized(types.InitializedParams())
    try:
        yield one
    finally:
        await asyncio.wait_for(one.client.shutdown_async(None), PATIENCE)
        one.client.exit(None)
        stop: Callable[[], Awaitable[None]] = one.client.stop
        await asyncio.wait_for(stop(), PATIENCE)


def changed(text: str, edits: Sequence[types.TextEdit]) -> str:
    """A text with an editor's edits carried out, places being UTF-16 code units."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]

    def offset(place: types.Position) -> int:
        units = lines[place.line].encode("utf-16-le")[: place.character * 2]
        return starts[place.line] + len(units.decode("utf-16-le"))

    for edit in sorted(edits, key=lambda e: offset(e.range.start), reverse=True):
        start, end = offset(edit.range.start), offset(edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    return text
