"""Chapters and sections, where citations and terms lead, and what is found in each section."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from editor_client import Editor, editor
from lsprotocol import types

from regcheck.desk.editor.outline import Outline

TEXT = """# Forskrift om brygger

## Kapittel 1. Innledning

### § 1. Formål

🙂 Forskriften skal gi trygge brygger, jf. § 3. Unntak står i § 3 første ledd, og i lov 10. juni
2005 nr. 44 § 1-1.

### § 2. Definisjoner

Med brygge menes en fast kai på pæler.

## Kapittel 2. Søknad

### § 3. Søknad om brygge

Søknaden skal sendes i tre eksemplarer.

Kommunen kan kreve vedlegg, jf. første ledd.
"""


def outline() -> Outline:
    return Outline(TEXT, "utkast.md", "markdown")


def at(words: str, nth: int = 0) -> int:
    place = -1
    for _ in range(nth + 1):
        place = TEXT.index(words, place + 1)
    return place


def words(found: Sequence[tuple[int, int]]) -> list[str]:
    return [TEXT[start:end] for start, end in found]


def test_units_have_names_places_and_first_lines() -> None:
    first, second = outline().units
    assert (first.name, second.name) == ("kapittel 1 Innledning", "kapittel 2 Søknad")
    assert [unit.name for unit in first.units] == ["§ 1 Formål", "§ 2 Definisjoner"]
    (section,) = second.units
    assert TEXT[slice(*section.first)] == "### § 3. Søknad om brygge"
    assert TEXT[slice(*section.span)].endswith("jf. første ledd.")


@pytest.mark.parametrize(
    ("place", "leads_to"),
    [
        (at("§ 3"), ["### § 3. Søknad om brygge"]),
        (at("§ 3 første"), ["Søknaden skal sendes i tre eksemplarer."]),
        (at("første ledd", 1), ["Søknaden skal sendes i tre eksemplarer."]),
        (at("brygger, jf."), ["brygge"]),
        (at("§ 1-1"), []),
        (at("trygge"), []),
    ],
)
def test_citations_and_terms_lead_to_where_they_are_laid_down(
    place: int, leads_to: list[str]
) -> None:
    assert words(outline().definition(place)) == leads_to


def test_a_section_knows_where_it_is_cited() -> None:
    cited = ["§ 3", "§ 3 første ledd", "første ledd"]
    assert words(outline().uses(at("### § 3") + 5)) == cited
    assert words(outline().uses(at("§ 3"))) == cited
    assert words(outline().uses(at("### § 2"))) == []


def test_what_cannot_be_read_has_no_outline() -> None:
    broken = Outline("<a><b>", "lov.xml", "xml")
    assert (broken.units, broken.terms, broken.definition(1), broken.uses(1)) == ((), (), [], [])


def test_an_editor_finds_its_way(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))

    async def work(one: Editor) -> None:
        uri = one.open("a.md", TEXT)
        document = types.TextDocumentIdentifier(uri)
        client = one.client
        # What is asked before the check is done waits for it.
        lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
        over = [
            (lens.range.start.line, lens.command.title) for lens in lenses or () if lens.command
        ]
        assert over == [(15, "1 feil, 1 advarsel")]
        symbols = await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(document)
        )
        assert symbols is not None
        assert [one.name for one in symbols] == ["kapittel 1 Innledning", "kapittel 2 Søknad"]
        folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
        assert (15, 19) in [(fold.start_line, fold.end_line) for fold in folds or ()]
        # After an emoji a column counts one more than its code points.
        line = TEXT.splitlines()[6]
        position = types.Position(6, line.index("§ 3") + 1)
        found = await client.text_document_definition_async(
            types.DefinitionParams(document, position)
        )
        assert isinstance(found, Sequence)
        (target,) = found
        assert isinstance(target, types.Location)
        assert target.range.start == types.Position(15, 0)
        uses = await client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(False), document, types.Position(15, 6))
        )
        assert [one.range.start.line for one in uses or ()] == [6, 6, 19]

    async def inside() -> None:
        async with editor(tmp_path, "--nlp", "off") as one:
            await work(one)

    asyncio.run(inside())
