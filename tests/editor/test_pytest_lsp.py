"""The language server driven by pytest-lsp: open, edit, fix, close."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

TEXT = "# Forskrift om skap\n\n### § 1. Skap\n\nNøkkelen sendes i rekommandert brev, jfr. § 2.\n"
MENDED = TEXT.replace("rekommandert brev", "melding")


@pytest_lsp.fixture(  # type: ignore[untyped-decorator]
    config=ClientServerConfig(
        server_command=[sys.executable, "-m", "regcheck", "lsp", "--nlp", "off"]
    )
)
async def client(lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"), root_uri=tmp_path.as_uri()
        )
    )
    yield
    await lsp_client.shutdown_session()


async def rules_after(client: LanguageClient, uri: str) -> set[object]:
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return {one.code for one in client.diagnostics[uri]}


@pytest.mark.asyncio
async def test_open_edit_fix_close(client: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "skap.md").as_uri()
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, TEXT))
    )
    assert {"paper/registered-letter", "plain-language/outdated-jfr"} <= await rules_after(
        client, uri
    )

    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version=2, uri=uri),
            [types.TextDocumentContentChangeWholeDocument(text=MENDED)],
        )
    )
    found = await rules_after(client, uri)
    assert "paper/registered-letter" not in found

    (jfr,) = (one for one in client.diagnostics[uri] if one.code == "plain-language/outdated-jfr")
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            types.TextDocumentIdentifier(uri), jfr.range, types.CodeActionContext([jfr])
        )
    )
    edits = [
        edit
        for action in actions or ()
        if isinstance(action, types.CodeAction) and action.is_preferred and action.edit
        for change in action.edit.document_changes or ()
        if isinstance(change, types.TextDocumentEdit)
        for edit in change.edits
    ]
    assert [edit.new_text for edit in edits if isinstance(edit, types.TextEdit)] == ["jf."]

    client.text_document_did_close(
        types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
    )
    assert await rules_after(client, uri) == set()
