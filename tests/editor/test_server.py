"""The language server, met by a real client over its streams."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from editor_client import Editor, changed, editor
from lsprotocol import types

from regcheck.cli.main import main

TEXT = """# Forskrift om skap

### § 1. Skap

🙂 blåbærøl: 𝄞 etter denne lov, jfr. § 2, sendes nøkkelen i rekommandert brev.

### § 2. Lås

Lås skal passe.
"""
NYNORSK = """# Forskrift om skåp

### § 1. Skåp

Nøkkelen til skåpa skal ikkje sendast i rekommandert brev. Eigaren og leigaren får ein annan.
"""
PAPER = "paper/registered-letter"
LEAVES_WITHIN = 5.0

Work = Callable[[Editor], Coroutine[Any, Any, None]]


@pytest.fixture
def folder(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    place = tmp_path / "place"
    place.mkdir()
    return place


def run(work: Work, folder: Path, *options: str, **more: object) -> None:
    async def inside() -> None:
        async with editor(folder, *(options or ("--nlp", "off")), **more) as one:  # type: ignore[arg-type]
            await work(one)

    asyncio.run(inside())


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, cache: Path
) -> Iterator[tuple[asyncio.Runner, Editor]]:
    """A server that several tests talk to, one after the other."""
    place = tmp_path_factory.mktemp("workspace")
    with pytest.MonkeyPatch.context() as patch, asyncio.Runner() as runner:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        stack = AsyncExitStack()
        yield runner, runner.run(stack.enter_async_context(editor(place, "--nlp", "off")))
        runner.run(stack.aclose())


@pytest.fixture
def talk(
    server: tuple[asyncio.Runner, Editor], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[Work], None]:
    """Talks to it, in a folder of the test's own."""
    runner, one = server
    monkeypatch.setattr(one, "folder", one.folder / tmp_path.name)
    return lambda work: runner.run(work(one))


def by_rule(found: Sequence[types.Diagnostic]) -> dict[object, types.Diagnostic]:
    return {one.code: one for one in found}


def words_at(text: str, place: types.Range, encoding: str = "utf-16-le", size: int = 2) -> str:
    line = text.split("\n")[place.start.line].encode(encoding)
    assert place.start.line == place.end.line
    return line[place.start.character * size : place.end.character * size].decode(encoding)


def test_open_edit_fix_close(talk: Callable[[Work], None]) -> None:
    async def work(one: Editor) -> None:
        uri = one.open("a.md", TEXT)
        found = by_rule(await one.diagnostics(uri, 1))
        letter = found[PAPER]
        assert words_at(TEXT, letter.range) == "rekommandert brev"
        assert letter.severity is types.DiagnosticSeverity.Error
        assert letter.source == "regcheck"
        assert letter.message.startswith("Rekommandert brev: ")
        assert letter.code_description is not None
        assert letter.code_description.href.startswith("https://")
        fixable = found["plain-language/outdated-jfr"]
        assert fixable.severity is types.DiagnosticSeverity.Hint
        assert words_at(TEXT, fixable.range) == "jfr."

        said = await one.hover(uri, letter.range.start)
        assert said.startswith("**Rekommandert brev** · feil · `paper/registered-letter`")
        assert "**Forslag:**" in said
        assert "](<https://" in said
        assert await one.hover(uri, types.Position(0, 0)) == ""

        fix, _ = await one.actions(uri, fixable.range, ["quickfix"])
        assert fix.title == "Erstatt med «jf.»"
        assert fix.edit is not None
        assert fix.edit.document_changes is not None
        (edits,) = fix.edit.document_changes
        assert isinstance(edits, types.TextDocumentEdit)
        assert edits.text_document.version == 1
        fixed = changed(TEXT, [e for e in edits.edits if isinstance(e, types.TextEdit)])
        assert fixed == TEXT.replace("jfr.", "jf.")

        version = one.type(uri, fixed)
        assert "plain-language/outdated-jfr" not in by_rule(await one.diagnostics(uri, version))
        version = one.type(uri, "# Forskrift om skap\n")
        assert not await one.diagnostics(uri, version)
        one.close(uri)
        assert not await one.diagnostics(uri, None)

    talk(work)


def test_all_safe_fixes_at_once(talk: Callable[[Work], None]) -> None:
    async def work(one: Editor) -> None:
        uri = one.open("a.md", TEXT)
        await one.diagnostics(uri, 1)
        everywhere = types.Range(types.Position(0, 0), types.Position(9, 0))
        (action,) = await one.actions(uri, everywhere, ["source.fixAll"])
        assert action.kind == "source.fixAll.regcheck"
        assert action.edit is not None
        assert action.edit.document_changes is not None
        (edits,) = action.edit.document_changes
        assert isinstance(edits, types.TextDocumentEdit)
        fixed = changed(TEXT, [e for e in edits.edits if isinstance(e, types.TextEdit)])
        assert fixed == TEXT.replace("jfr.", "jf.").replace("denne lov,", "denne loven,")
        titles = [action.title for action in await one.actions(uri, everywhere)]
        assert sum(title.startswith("Erstatt med") for title in titles) == 2
        assert await one.actions(uri, everywhere, ["refactor"]) == []

    talk(work)


@pytest.mark.parametrize(
    ("encoding", "codec", "size"),
    [("utf-8", "utf-8", 1), ("utf-16", "utf-16-le", 2), ("utf-32", "utf-32-le", 4)],
)
def test_places_in_each_encoding(folder: Path, encoding: str, codec: str, size: int) -> None:
    async def work(one: Editor) -> None:
        assert one.capabilities.position_encoding == encoding
        for text in (TEXT, f"\ufeff{TEXT}"):
            uri = one.open(f"{len(text)}.md", text)
            letter = by_rule(await one.diagnostics(uri, 1))[PAPER]
            assert words_at(text, letter.range, codec, size) == "rekommandert brev"

    run(work, folder, encodings=(encoding,))


def test_text_xml_and_unsaved_buffers(talk: Callable[[Work], None]) -> None:
    xml = (
        '<?xml version="1.0" encoding="iso-8859-1"?>\n<html lang="nb"><body><main>\n'
        '<article class="legalArticle" data-name="§1"><h3>§ 1</h3>\n<article class="legalP">'
        "Nøkkelen sendes i <i>rekommandert</i> brev.</article></article></main></body></html>\n"
    )
    plain = "Forskrift om skap\n\n§ 1. Skap\n\nNøkkelen sendes i rekommandert brev.\n"

    async def work(one: Editor) -> None:
        uri = one.open("a.xml", xml, "xml")
        found = by_rule(await one.diagnostics(uri, 1))[PAPER]
        assert words_at(xml, found.range) == "rekommandert</i> brev"
        uri = one.open("a.txt", plain, "plaintext")
        found = by_rule(await one.diagnostics(uri, 1))[PAPER]
        assert words_at(plain, found.range) == "rekommandert brev"
        uri = one.open("", TEXT, "markdown", uri="untitled:Untitled-1")
        assert PAPER in by_rule(await one.diagnostics(uri, 1))
        one.open("a.py", TEXT, "python")
        uri = one.open("b.xml", "<a>", "xml")
        (broken,) = await one.diagnostics(uri, 1)
        assert broken.severity is types.DiagnosticSeverity.Error
        assert await one.hover(uri, types.Position(0, 0)) == ""

    talk(work)


LISTED = """# Forskrift om skap

### § 1. Skap

Eieren skal sende

a. en nøkkel,

b. et varsel i rekommandert brev, og

c. en lås.
"""
PLAIN = "Forskrift om skap\r\n\r\n§ 1. Skap\r\n\r\nNøkkelen sendes\r\ni rekommandert brev.\r\n"


@pytest.mark.parametrize(
    ("name", "text", "before"),
    [
        ("a.md", TEXT, "🙂"),
        ("b.md", LISTED, "b. et"),
        ("a.txt", PLAIN, "Nøkkelen"),
        ("c.md", f"\ufeff{TEXT}", "🙂"),
    ],
)
def test_a_finding_is_left_with_a_reason(
    talk: Callable[[Work], None], name: str, text: str, before: str
) -> None:
    async def work(one: Editor) -> None:
        uri = one.open(name, text)
        letter = by_rule(await one.diagnostics(uri, 1))[PAPER]
        actions = await one.actions(uri, letter.range, ["quickfix"])
        (leave,) = [a for a in actions if a.title == f"La stå, med begrunnelse ({PAPER})"]
        assert leave.edit is not None
        assert leave.edit.document_changes is not None
        (edits,) = leave.edit.document_changes
        assert isinstance(edits, types.TextDocumentEdit)
        (edit,) = [e for e in edits.edits if isinstance(e, types.TextEdit)]
        suppressed = changed(text, [edit])
        at = suppressed.index("regcheck: ignore paper/registered-letter reason: skriv hvorfor her")
        assert suppressed[at:].split("\n")[1].startswith(before)
        version = one.type(uri, suppressed)
        codes = by_rule(await one.diagnostics(uri, version))
        assert PAPER not in codes
        assert not [code for code in codes if str(code).startswith("suppression")]

    talk(work)


def test_messages_are_in_the_language_of_the_text(talk: Callable[[Work], None]) -> None:
    async def work(one: Editor) -> None:
        uri = one.open("a.md", NYNORSK)
        letter = by_rule(await one.diagnostics(uri, 1))[PAPER]
        assert "**Framlegg:**" in await one.hover(uri, letter.range.start) or "rår til" in (
            await one.hover(uri, letter.range.start)
        )

    talk(work)


def test_a_language_that_is_asked_for(folder: Path) -> None:
    async def work(one: Editor) -> None:
        uri = one.open("a.md", TEXT)
        found = by_rule(await one.diagnostics(uri, 1))
        assert found[PAPER].message.startswith("Registered letter: ")
        fix, leave = await one.actions(
            uri, found["plain-language/outdated-jfr"].range, ["quickfix"]
        )
        assert leave.title == "Leave it, with a reason (plain-language/outdated-jfr)"
        assert fix.title == "Replace with “jf.”"

    run(work, folder, "--nlp", "off", "--locale", "en")


def test_only_the_last_of_quick_changes_counts(talk: Callable[[Work], None]) -> None:
    async def work(one: Editor) -> None:
        uri = one.open("a.md", TEXT)
        await one.diagnostics(uri, 1)
        for number in range(20):
            version = one.type(uri, f"{TEXT}\n{'x' * number}\n")
        assert PAPER in by_rule(await one.diagnostics(uri, version))

    talk(work)


def test_the_config_of_the_workspace_holds_and_is_read_again(folder: Path) -> None:
    config = folder / "regcheck.yaml"
    config.write_text(f"ignore: [{PAPER}]\nexclude: [old.md]\n", "utf-8")

    async def work(one: Editor) -> None:
        left_out, uri = one.open("old.md", TEXT), one.open("a.md", TEXT)
        found = by_rule(await one.diagnostics(uri, 1))
        assert PAPER not in found
        place = found["plain-language/outdated-jfr"].range.start
        assert await one.hover(uri, place)
        assert await one.hover(left_out, place) == ""
        config.write_text("show-info: true\n", "utf-8")
        one.save(config.as_uri())
        found = by_rule(await one.diagnostics(uri, 1))
        assert PAPER in found
        note = found["plain-language/outdated-jfr"]
        assert note.severity is types.DiagnosticSeverity.Information
        config.write_text("ignroe: []\n", "utf-8")
        one.save(config.as_uri())
        assert PAPER in by_rule(await one.diagnostics(uri, 1))
        assert "ignroe" in one.messages[0]
        config.write_text("packs: ../utenfor\n", "utf-8")
        for _ in range(2):
            one.save(config.as_uri())
            await one.diagnostics(uri, 1)
        told = [message for message in one.messages if "packs (regcheck.yaml:1)" in message]
        assert len(told) == 1

    run(work, folder, root=False)


def test_known_findings_are_left_out_and_the_baseline_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text(TEXT, "utf-8")
    monkeypatch.chdir(folder)
    assert main(["baseline", "create", "a.md", "--nlp", "off", "--baseline", "known.json"]) == 0
    more = "Skjemaet krever egenhendig underskrift."
    config, known = folder / "regcheck.yaml", folder / "known.json"
    config.write_text("baseline: known.json\n", "utf-8")

    async def work(one: Editor) -> None:
        uri = one.open("a.md", TEXT)
        assert not await one.diagnostics(uri, 1)
        version = one.type(uri, f"{TEXT}\n{more}\n")
        codes = by_rule(await one.diagnostics(uri, version))
        assert PAPER not in codes
        assert "paper/handwritten-signature" in codes
        known.write_text("{", "utf-8")
        one.save(known.as_uri())
        assert PAPER in by_rule(await one.diagnostics(uri, version))
        assert "known.json" in one.messages[0]
        config.unlink()
        known.unlink()
        one.save(config.as_uri())
        assert PAPER in by_rule(await one.diagnostics(uri, version))

    run(work, folder)


def test_a_document_is_checked_when_it_is_opened_and_when_it_is_saved(folder: Path) -> None:
    async def work(one: Editor) -> None:
        uri = one.open("a.md", TEXT)
        assert PAPER in by_rule(await one.diagnostics(uri, 1))
        one.save(uri)
        assert PAPER in by_rule(await one.diagnostics(uri, 1))

    run(work, folder)


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import builtins
    import sys

    real = builtins.__import__

    def refuse(name: str, *args: object, **named: object) -> object:
        if name.partition(".")[0] in ("pygls", "lsprotocol"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *args, **named)  # type: ignore[arg-type]

    for name in [name for name in sys.modules if name.startswith("regcheck.desk.editor")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", refuse)
    assert main(["lsp"]) == 2
    assert "pip install 'regcheck[lsp]'" in capsys.readouterr().err


def test_a_check_that_goes_on_holds_no_editor_up(folder: Path) -> None:
    """A draft that takes many seconds is open when the editor ends."""
    one = "Nøkkelen sendes i rekommandert brev, jfr. § 2, når særlige grunner taler for det.\n\n"
    heavy = "# Forskrift om skap\n\n" + "".join(f"### § {n}. Skap\n\n{one}" for n in range(9000))
    ended = []

    async def work(open_one: Editor) -> None:
        await open_one.diagnostics(open_one.open("liten.md", TEXT), 1)
        open_one.open("stor.md", heavy)
        await asyncio.sleep(0.5)
        ended.append(time.monotonic())

    run(work, folder)
    assert time.monotonic() - ended[0] < LEAVES_WITHIN


def test_an_editor_that_asks_is_told_counts_and_what_to_look_at_first(folder: Path) -> None:
    async def work(one: Editor) -> None:
        uri = one.open("a.md", TEXT.replace("rekommandert brev", "tre eksemplarer"))
        await one.diagnostics(uri, 1)
        told = await asyncio.wait_for(one.told.get(), 60)
        assert told.uri == uri
        assert (told.counts.error, told.counts.warning) == (1, 0)
        (first,) = told.first
        assert first.rule == "paper/several-copies"
        assert first.message.startswith("§ 1 ")
        assert first.range.start.line == 4
        # Its diagnostic says the rest.
        hover = await one.hover(uri, types.Position(4, first.range.start.character + 2))
        assert "Begrunnelse" in hover
        assert "krever fysiske eksemplarer" not in hover

    run(work, folder, options_of_client={"tellsChecked": True, "besideHover": True})
