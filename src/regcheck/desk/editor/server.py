"""The language server: which document is open, when it is checked, what is sent."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from regcheck import __version__
from regcheck.base.errors import RegcheckError
from regcheck.desk.editor import navigation
from regcheck.desk.editor.answering import AnsweringProtocol
from regcheck.desk.editor.checks import Checks, format_of, input_of
from regcheck.desk.editor.documents import ANSWER, FIX_ALL, Checked
from regcheck.readers.inputs import Input
from regcheck.results.config.places import FOR_ALL_DOCUMENTS
from regcheck.results.result import DocumentResult
from regcheck.results.shown import is_shown

PAUSE = 0.01
"""Seconds without a change before a document is checked."""
CHECKED = "regcheck/checked"
"""The notification of what was found in a document, beside the protocol's diagnostics."""
MakeChecks = Callable[[Path | None], Checks]


@dataclass(slots=True)
class _Open:
    """An open document. `turn` counts its changes: what was found in an earlier turn is dropped."""

    path: str
    format: str
    text: str
    version: int | None
    turn: int = 0
    checked: Checked | None = None
    task: asyncio.Task[None] | None = None


@dataclass(slots=True)
class Service:
    """What the server does; `make_checks` is called again when a config is saved."""

    server: LanguageServer
    make_checks: MakeChecks
    pause: float = PAUSE
    _checks: Checks | None = None
    _tells: bool = False
    _beside: bool = False
    _trusted: bool = True
    _remarked: str = ""
    _refreshes: bool = False
    _shows_lenses: bool = False
    _shows_files: bool = False
    _pulls: bool = False
    _read: int = 0
    _open: dict[str, _Open] = field(default_factory=dict)
    _worker: ThreadPoolExecutor = field(default_factory=partial(ThreadPoolExecutor, 1))
    _lock: Lock = field(default_factory=Lock)
    _under_way: Input | None = None

    def register(self) -> None:
        """Take on the protocol's messages."""
        kinds = [types.CodeActionKind.QuickFix, FIX_ALL]
        actions = types.CodeActionOptions(code_action_kinds=kinds)
        saving = types.SaveOptions(include_text=False)
        for name, method, options in (
            (types.INITIALIZE, self.begun, None),
            (types.TEXT_DOCUMENT_DID_OPEN, self.opened, None),
            (types.TEXT_DOCUMENT_DID_CHANGE, self.changed, None),
            (types.TEXT_DOCUMENT_DID_SAVE, self.saved, saving),
            (types.TEXT_DOCUMENT_DID_CLOSE, self.closed, None),
            (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self.files_changed, None),
            (types.TEXT_DOCUMENT_HOVER, self.hover, None),
            (types.EXIT, self.ended, None),
            (types.TEXT_DOCUMENT_CODE_ACTION, self.actions, actions),
            (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, self.symbols, None),
            (types.TEXT_DOCUMENT_FOLDING_RANGE, self.folds, None),
            (types.TEXT_DOCUMENT_DEFINITION, self.definition, None),
            (types.TEXT_DOCUMENT_REFERENCES, self.uses, None),
            (types.TEXT_DOCUMENT_CODE_LENS, self.lenses, types.CodeLensOptions()),
            (types.TEXT_DOCUMENT_DIAGNOSTIC, self.diagnostics, None),
            (types.WORKSPACE_DIAGNOSTIC, self.folder, None),
        ):
            self.server.feature(name, options)(_function(method))

        async def answer(uri: str, fingerprint: str, kind: str, reason: str) -> None:
            await self.answer(uri, fingerprint, kind, reason)

        self.server.command(ANSWER)(answer)

    def begun(self, params: types.InitializeParams) -> None:
        """Note what the editor can show, and whether its folder is trusted."""
        asked = params.initialization_options
        if isinstance(asked, dict):
            self._tells = bool(asked.get("tellsChecked"))
            self._beside = bool(asked.get("besideHover"))
            self._trusted = asked.get("trusted") is not False
        workspace = params.capabilities.workspace
        lens = workspace.code_lens if workspace else None
        self._refreshes = bool(lens and lens.refresh_support)
        window, text = params.capabilities.window, params.capabilities.text_document
        self._shows_files = bool(window and window.show_document and window.show_document.support)
        # Whoever asks for diagnostics is not sent them too, lest they be shown twice.
        again = workspace.diagnostics if workspace else None
        self._pulls = bool(text and text.diagnostic and again and again.refresh_support)

    def ended(self, _: object) -> None:
        """The editor has gone: no check that waits for its turn is begun."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document was opened."""
        document = params.text_document
        path = self._path(document.uri)
        format = format_of(path, document.language_id)
        if not format or not self._checks_now().wanted(path):
            return
        self._open[document.uri] = _Open(path, format, document.text, document.version)
        self._schedule(document.uri, 0.0)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document was changed."""
        uri = params.text_document.uri
        if (one := self._open.get(uri)) is None:
            return
        one.text = self.server.workspace.get_text_document(uri).source
        one.version = params.text_document.version
        one.turn += 1
        self._schedule(uri, self.pause)

    def saved(self, params: types.DidSaveTextDocumentParams) -> None:
        """A document was saved: a config or a baseline is read again, others are checked."""
        uri = params.text_document.uri
        if self._is_config(uri):
            self._read_config_again()
        elif uri in self._open:
            self._schedule(uri, 0.0)

    def files_changed(self, params: types.DidChangeWatchedFilesParams) -> None:
        """Files that the editor watches were changed."""
        if any(self._is_config(change.uri) for change in params.changes):
            self._read_config_again()

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed: nothing is shown for it any more."""
        one = self._open.pop(params.text_document.uri, None)
        if one is not None:
            if one.task is not None:
                one.task.cancel()
            self._publish(params.text_document.uri, [], None)

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """What was found at a position, explained."""
        checked = self._current(params.text_document.uri)
        return checked.hover(params.position, beside=self._beside) if checked else None

    def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """What can be done about what was found in a range."""
        uri = params.text_document.uri
        checked = self._current(uri)
        return list(checked.actions(uri, self._open[uri].version, params)) if checked else []

    async def symbols(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        """The outline of a document."""
        checked = await self._settled(params.text_document.uri)
        return navigation.symbols(checked.outline.units, checked.places) if checked else []

    async def folds(self, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        """What can be folded in a document."""
        checked = await self._settled(params.text_document.uri)
        return list(navigation.folds(checked.outline.units, checked.places)) if checked else []

    async def definition(self, params: types.DefinitionParams) -> list[types.Location]:
        """Where a provision or a term at a position is laid down."""
        uri = params.text_document.uri
        checked = await self._settled(uri)
        if checked is None:
            return []
        at = checked.places.offset(params.position)
        found = navigation.locations(checked.outline.definition(at), checked.places, uri)
        cited = checked.outline.cited(at)
        if found or cited is None:
            return found
        work = partial(navigation.in_law, self._checks_now().law, cited, checked.unit)
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    async def uses(self, params: types.ReferenceParams) -> list[types.Location]:
        """Where a provision at a position is referred to."""
        uri = params.text_document.uri
        checked = await self._settled(uri)
        if checked is None:
            return []
        at = checked.places.offset(params.position)
        return navigation.locations(checked.outline.uses(at), checked.places, uri)

    async def lenses(self, params: types.CodeLensParams) -> list[types.CodeLens]:
        """How much was found in each section."""
        self._shows_lenses = True
        checked = await self._settled(params.text_document.uri)
        if checked is None:
            return []
        shown = [one for one in checked.findings if is_shown(one, checked.settings)]
        return list(navigation.lenses(checked.outline.units, shown, checked.places, checked.locale))

    async def diagnostics(
        self, params: types.DocumentDiagnosticParams
    ) -> types.RelatedFullDocumentDiagnosticReport:
        """What was found in a document, for editors that ask and are not sent it."""
        checked = await self._settled(params.text_document.uri) if self._pulls else None
        return types.RelatedFullDocumentDiagnosticReport(checked.diagnostics() if checked else [])

    async def folder(
        self, params: types.WorkspaceDiagnosticParams
    ) -> types.WorkspaceDiagnosticReport:
        """What is found in the documents of the folder that are not open."""
        known = {one.uri: one.value for one in params.previous_result_ids}
        found: list[Any] = []
        for item in await asyncio.get_running_loop().run_in_executor(
            self._worker, self._checks_now().folder
        ):
            if any(one.path == item.path for one in self._open.values()):
                continue
            report = await self._report(item, known)
            if params.partial_result_token is None:
                found.append(report)
            else:
                part = types.WorkspaceDiagnosticReportPartialResult([report])
                self.server.progress(types.ProgressParams(params.partial_result_token, part))
        return types.WorkspaceDiagnosticReport(found)

    async def _report(self, item: Input, known: Mapping[str, str]) -> Any:
        uri = Path(item.location).resolve().as_uri()
        text = await asyncio.get_running_loop().run_in_executor(self._worker, navigation.held, item)
        of = f"{self._read}-{sha256(text.encode('utf-8', 'replace')).hexdigest()}"
        if known.get(uri) == of:
            return types.WorkspaceUnchangedDocumentDiagnosticReport(uri, of)
        result = await self._result(item.path, format_of(item.path, ""), text)
        shown = self._checked(text, result).diagnostics()
        return types.WorkspaceFullDocumentDiagnosticReport(uri, shown, result_id=of)

    async def answer(self, uri: str, fingerprint: str, kind: str, reason: str) -> None:
        """Keep an answer to a finding, and show the file where a reason is still to be written."""
        checked, checks = self._current(uri), self._checks_now()
        entry = checked.answer(fingerprint, kind, reason.strip()) if checked else None
        if entry is None:
            return
        try:
            await asyncio.get_running_loop().run_in_executor(self._worker, checks.answer, entry)
        except RegcheckError as fault:
            self._tell(types.MessageType.Error, f"regcheck: {fault.said(checks.locale)}")
            return
        self._check_again()
        if not reason.strip() and self._shows_files:
            file = Path(checks.answers).resolve()
            at = navigation.reason_in(file.read_text("utf-8"), entry, self._unit)
            asked = types.ShowDocumentParams(file.as_uri(), take_focus=True, selection=at)
            await self.server.window_show_document_async(asked)

    async def _settled(self, uri: str) -> Checked | None:
        """What was found in the text as it is, once it has been checked."""
        one = self._open.get(uri)
        while one is not None and one.task is not None and not one.task.done():
            await asyncio.wait([one.task])
        return self._current(uri)

    def _current(self, uri: str) -> Checked | None:
        """What was found in the text as it is now."""
        one = self._open.get(uri)
        return one.checked if one and one.checked and one.checked.text == one.text else None

    def _schedule(self, uri: str, pause: float) -> None:
        one = self._open[uri]
        if one.task is not None:
            one.task.cancel()
        one.task = asyncio.get_running_loop().create_task(self._check(uri, pause))

    async def _result(self, path: str, format: str, text: str) -> DocumentResult:
        """The result for a text; its check alone is given up when nobody waits for it."""
        checks, item = self._checks_now(), input_of(path, format, text)

        def check() -> DocumentResult:
            with self._lock:
                self._under_way = item
            return checks.check(item)

        try:
            return await asyncio.get_running_loop().run_in_executor(self._worker, check)
        except asyncio.CancelledError:
            with self._lock:
                if self._under_way is item:
                    checks.stop()
            raise

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        if (one := self._open.get(uri)) is None:
            return
        turn, text, version = one.turn, one.text, one.version
        result = await self._result(one.path, one.format, text)
        if self._open.get(uri) is one and one.turn == turn:
            one.checked = self._checked(text, result)
            self._publish(uri, one.checked.diagnostics(), version)
            if self._refreshes and self._shows_lenses:
                self.server.workspace_code_lens_refresh(None)
            if self._tells:
                self.server.protocol.notify(CHECKED, one.checked.told(uri))

    @property
    def _unit(self) -> str:
        unit = self.server.workspace.position_encoding or "utf-16"
        return str(getattr(unit, "value", unit))

    def _checked(self, text: str, result: DocumentResult) -> Checked:
        checks = self._checks_now()
        return Checked(text, self._unit, checks.settings, result, checks.locale)

    def _publish(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None) -> None:
        if self._pulls:
            return
        self.server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics, version)
        )

    def _checks_now(self) -> Checks:
        if self._checks is None:
            self._checks = self.make_checks(Path(root) if (root := self._root()) else None)
            self._tell(types.MessageType.Error, self._checks.message)
            before, self._remarked = self._remarked, self._checks.remark
            self._tell(
                types.MessageType.Warning, "" if self._remarked == before else self._remarked
            )
        return self._checks

    def _tell(self, kind: types.MessageType, text: str) -> None:
        if text:
            self.server.window_show_message(types.ShowMessageParams(kind, text))

    def _is_config(self, uri: str) -> bool:
        known = (self._checks.baseline, self._checks.answers) if self._checks else ()
        return Path(self._path(uri)).name in (*FOR_ALL_DOCUMENTS, *known)

    def _read_config_again(self) -> None:
        if self._checks is not None:
            self._worker.submit(self._checks.close)
        self._checks = None
        self._check_again()

    def _check_again(self) -> None:
        self._read += 1
        for uri in self._open:
            self._schedule(uri, 0.0)
        if self._pulls:
            self.server.workspace_diagnostic_refresh(None)

    def _root(self) -> str | None:
        """The folder of the workspace, the first of several; None for one that is not trusted."""
        uris = (self.server.workspace.root_uri, *self.server.workspace.folders)
        return next(filter(None, (to_fs_path(uri) for uri in uris if uri and self._trusted)), None)

    def _path(self, uri: str) -> str:
        """The path of a document, relative to the workspace when it lies there."""
        path = to_fs_path(uri) or uri
        root = self._root()
        if root and Path(path).is_relative_to(root):
            return Path(path).relative_to(root).as_posix()
        return path


def _function(method: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A method as a function: the library marks what it is given, which a method cannot bear."""

    async def wait(params: Any) -> Any:
        return await method(params)

    def call(params: Any) -> Any:
        return method(params)

    return wait if inspect.iscoroutinefunction(method) else call


def make_server(make_checks: MakeChecks) -> LanguageServer:
    """A server that is ready to be started."""
    in_full = types.TextDocumentSyncKind.Full
    server = LanguageServer("regcheck", __version__, in_full, protocol_cls=AnsweringProtocol)
    Service(server, make_checks).register()
    return server
