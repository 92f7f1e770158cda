"""What the language server does beyond one open document: the folder, law elsewhere, answers, and
giving up what nobody waits for."""

from __future__ import annotations

import ast
import asyncio
import json
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from editor_client import Editor, editor
from lsprotocol import types

from regcheck.base.errors import UsageError
from regcheck.changes.baseline_file import Entry, load_baseline
from regcheck.changes.marks import Mark
from regcheck.cli.lsp import ANSWERS, Answers
from regcheck.desk.editor.checks import Checks
from regcheck.desk.editor.server import Service
from regcheck.document.model import Answered
from regcheck.law.metadata import DocumentMeta
from regcheck.readers.inputs import Input
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.check import CheckJob
from regcheck.run.guard import Guard, Stop
from regcheck.run.options import RunOptions
from regcheck.run.rules import RuleChoice, load_rules

LETTER = "Nøkkelen sendes i rekommandert brev"
TEXT = f"# Forskrift om skap\n\n### § 1. Skap\n\n{LETTER}.\n"
CITING = f"""# Forskrift om skap

### § 1. Skap

{LETTER}, jf. lov 12. juni 2009 nr. 9317 om felleslås § 2 første ledd.
"""
ACT = """---
refid: lov/2009-06-12-9317
---

# Lov om felleslås

### § 1. Lås

Låsen er av stål.

### § 2. Nøkkel

Nøkkelen er av jern.
"""
PAPER = "paper/registered-letter"
PULLING = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        diagnostic=types.DiagnosticClientCapabilities()
    ),
    workspace=types.WorkspaceClientCapabilities(
        diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    ),
    window=types.WindowClientCapabilities(
        show_document=types.ShowDocumentClientCapabilities(support=True)
    ),
)


@pytest.fixture
def folder(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    place = tmp_path / "place"
    (place / "utkast").mkdir(parents=True)
    (place / "utkast" / "a.md").write_text(TEXT, "utf-8")
    (place / "utkast" / "b.txt").write_text("Forskrift om dører\n\n§ 1. Dør\n\nDøra er låst.\n")
    (place / "utkast" / "bilde.png").write_bytes(b"\x89PNG")
    law = tmp_path / "lover"
    law.mkdir()
    (law / "annen.md").write_text(ACT.replace("9317", "1").replace("§ 2", "§ 3"), "utf-8")
    (law / "lov-2009-06-12-9317.md").write_text(ACT, "utf-8")
    yield place


async def answered(one: Editor, uri: str) -> list[types.Diagnostic]:
    params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    got = await one.client.text_document_diagnostic_async(params)
    assert isinstance(got, types.RelatedFullDocumentDiagnosticReport)
    return list(got.items)


async def pulled(one: Editor, known: list[types.PreviousResultId], **more: Any) -> dict[str, Any]:
    params = types.WorkspaceDiagnosticParams(known, **more)
    got = await one.client.workspace_diagnostic_async(params)
    return {report.uri: report for report in got.items}


def test_the_folder_law_elsewhere_and_answers(folder: Path) -> None:
    async def work() -> None:
        options = ("--nlp", "off", "--select", "paper", "--law", "../lover")
        async with editor(folder, *options, capabilities=PULLING) as one:
            shown: list[types.ShowDocumentParams] = []

            def show(params: types.ShowDocumentParams) -> types.ShowDocumentResult:
                shown.append(params)
                return types.ShowDocumentResult(True)

            one.client.feature(types.WINDOW_SHOW_DOCUMENT)(show)
            again = asyncio.Event()
            one.client.feature(types.WORKSPACE_DIAGNOSTIC_REFRESH)(lambda *_: again.set())
            uri = one.open("c.md", CITING)

            (letter,) = await answered(one, uri)
            assert letter.code == PAPER

            reports = await pulled(one, [])
            a, b = one.uri("utkast/a.md"), one.uri("utkast/b.txt")
            assert set(reports) == {a, b}
            assert [said.code for said in reports[a].items] == [PAPER]
            assert reports[a].items[0].range.start == types.Position(4, LETTER.index("rek"))
            assert not reports[b].items
            known = [types.PreviousResultId(a, reports[a].result_id)]
            assert (await pulled(one, known))[a].kind == "unchanged"

            at = types.Position(4, CITING.split("\n")[4].index("lov 12"))
            params = types.DefinitionParams(types.TextDocumentIdentifier(uri), at)
            places = await one.client.text_document_definition_async(params)
            assert isinstance(places, Sequence)
            (place,) = places
            assert isinstance(place, types.Location)
            assert place.uri == (folder.parent / "lover" / "lov-2009-06-12-9317.md").as_uri()
            assert ACT.split("\n")[place.range.start.line] in (
                "### § 2. Nøkkel",
                "Nøkkelen er av jern.",
            )

            params_ = types.CodeActionParams(
                types.TextDocumentIdentifier(uri), letter.range, types.CodeActionContext([])
            )
            actions = await one.client.text_document_code_action_async(params_) or ()
            # The client takes an action with a command for a command, which it then prints.
            commands = [action for action in actions if isinstance(action, types.Command)]
            assert [action.title.split(",")[0] for action in commands] == ["Behold", "Ignorer"]
            keep = ast.literal_eval(commands[0].command)
            asked = [*keep["arguments"]]
            execute = one.client.workspace_execute_command_async
            await execute(types.ExecuteCommandParams(keep["command"], asked))
            assert await answered(one, uri) == []
            assert again.is_set()
            file = folder / "regcheck-svar.json"
            (entry,) = json.loads(file.read_text("utf-8"))["findings"]
            assert (entry["answer"], entry["path"], entry["rule"]) == ("keep", "c.md", PAPER)
            (where,) = shown
            assert where.uri == file.as_uri() and where.selection is not None
            line = file.read_text("utf-8").split("\n")[where.selection.start.line]
            chosen = line[where.selection.start.character : where.selection.end.character]
            assert chosen == entry["reason"]

            asked[2:] = ["ignore", "avtalt med fylket"]
            file.write_text('{"version": 1, "findings": []}', "utf-8")
            one.save(file.as_uri())
            assert len(await answered(one, uri)) == 1
            await execute(types.ExecuteCommandParams(keep["command"], asked))
            assert await answered(one, uri) == []
            (entry,) = json.loads(file.read_text("utf-8"))["findings"]
            assert (entry["answer"], entry["reason"]) == ("ignore", "avtalt med fylket")
            assert len(shown) == 1

    asyncio.run(work())


def test_an_editor_that_cannot_be_told_to_ask_again_is_shown_nothing_twice(folder: Path) -> None:
    async def work() -> None:
        asking = types.ClientCapabilities(text_document=PULLING.text_document)
        options = ("--nlp", "off", "--select", "paper")
        async with editor(folder, *options, capabilities=asking) as one:
            uri = one.open("c.md", CITING)
            assert [said.code for said in await one.diagnostics(uri, 1)] == [PAPER]
            assert await answered(one, uri) == []

    asyncio.run(work())


def test_what_nobody_waits_for_is_given_up(folder: Path) -> None:
    """A newer text, and a request that is cancelled, end the check that goes on: the folder holds
    far more than could be checked in the time this takes."""
    section = "".join(
        f"### § {n}. Skap\n\n{LETTER} og {LETTER.lower()}.\n\n" for n in range(1, 3000)
    )
    large = f"# Forskrift om skap\n\n{section}"
    for number in range(40):
        (folder / f"stor{number}.md").write_text(large, "utf-8")

    async def work() -> None:
        async with editor(folder, "--nlp", "off", "--select", "paper") as one:
            client = one.client
            params = types.WorkspaceDiagnosticParams([])
            request = asyncio.ensure_future(client.workspace_diagnostic_async(params))
            uri = one.open("c.md", large)
            one.type(uri, TEXT)
            assert len(await one.diagnostics(uri, 2)) == 1
            assert not request.done()
            (number,) = client.protocol._request_futures
            client.cancel_request(types.CancelParams(number))
            one.type(uri, CITING)
            assert len(await one.diagnostics(uri, 3)) == 1
            with pytest.raises(Exception, match="ancel"):
                await request

    asyncio.run(work())


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege")
def test_answers_are_kept_in_no_file_that_a_link_leads_out_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger's folder may hold such a link; who names the file has it replaced."""
    monkeypatch.chdir(folder)
    outside = folder.parent / "utenfor.json"
    (folder / ANSWERS).symlink_to(outside)
    entry = Entry(Mark(PAPER, "", "a.md", "§1", "0" * 16, 0, "x"), "", "x", Answered("keep"), "x")
    rules = load_rules(RuleChoice(select=("paper",)))
    answers = Answers(CheckJob(rules, Settings(), RunOptions()), ())
    with pytest.raises(UsageError, match="leads out of the repository"):
        answers.keep(entry)
    assert not outside.exists()
    outside.write_text('{"version": 1, "findings": []}', "utf-8")
    with pytest.raises(UsageError, match="leads out of the repository"):
        answers.read()
    Answers(answers.job, (ANSWERS,)).keep(entry)
    assert load_baseline(outside, "x").entries == ()
    assert len(load_baseline(folder / ANSWERS, "x").entries) == 1


def test_writing_in_one_document_gives_up_no_check_of_another() -> None:
    """The other is checked once and to its end, however much is written meanwhile."""
    begun: list[str] = []
    slow_begins, slow_may_end = threading.Event(), threading.Event()
    stop = Stop()

    def check(item: Input) -> DocumentResult:
        begun.append(Path(item.path).stem)
        if begun == ["langsom"]:
            slow_begins.set()
            slow_may_end.wait(60)
        return DocumentResult(item.path, "md", "", DocumentMeta())

    texts = {"file:///rask.md": ""}
    published: list[tuple[str, int | None]] = []
    workspace = SimpleNamespace(
        root_uri=None,
        folders={},
        position_encoding="utf-16",
        get_text_document=lambda uri: SimpleNamespace(source=texts[uri]),
    )
    server = SimpleNamespace(
        workspace=workspace,
        text_document_publish_diagnostics=lambda told: published.append((told.uri, told.version)),
    )

    async def work() -> None:
        service = Service(server, lambda _: Checks(check, stop=stop), pause=0)  # type: ignore[arg-type]
        for name in ("langsom", "rask"):
            one = types.TextDocumentItem(f"file:///{name}.md", "markdown", 1, "")
            service.opened(types.DidOpenTextDocumentParams(one))
            if name == "langsom":
                await asyncio.to_thread(slow_begins.wait, 60)
        for version in range(2, 6):
            texts["file:///rask.md"] = str(version)
            identifier = types.VersionedTextDocumentIdentifier(version, "file:///rask.md")
            service.changed(types.DidChangeTextDocumentParams(identifier, []))
            await asyncio.sleep(0.01)
        assert stop.times == 0
        slow_may_end.set()
        while len(published) < 2:
            await asyncio.sleep(0.001)
        service.ended(None)

    asyncio.run(asyncio.wait_for(work(), 60))
    assert begun == ["langsom", "rask"]
    assert published == [("file:///langsom.md", 1), ("file:///rask.md", 5)]


def test_a_stop_ends_the_time_of_what_has_begun() -> None:
    stop = Stop()
    guard = Guard(lambda: 0.0, 30.0, stop=stop)
    begun = guard.start()
    assert begun is not None and not begun()
    threading.Thread(target=stop).start()
    while not begun():
        pass
    later = guard.start()
    assert later is not None and not later()
