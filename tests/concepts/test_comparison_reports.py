"""Comparisons of concepts as HTML and as a workbook, of hostile words too."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from regcheck.concepts.comparison import Term, compared_terms
from regcheck.concepts.definitions import Definition
from regcheck.reports.concepts.comparison import terms_html, terms_xlsx

ONE = Definition(
    term="barn",
    lemma="barn",
    definition="person under 18 år",
    scope="document",
    pattern="D8 list",
    path="a.md",
    refid="lov/2024-02-30-1",
    title="Lov om lek",
    kind="act",
    address="§ 2 første ledd",
    address_path="lov/2024-02-30-1/§2/ledd/1",
    role="definition",
    start=10,
    end=14,
    language="nb",
)
HOSTILE = '=HYPERLINK("http://x.example")<script>alert(1)</script>\x07\u202e under 12 år'


def terms() -> list[Term]:
    other = replace(
        ONE,
        refid="forskrift/2024-02-30-2",
        path="b.md",
        definition=HOSTILE,
        title="<b>Forskrift</b>",
        address_path="forskrift/2024-02-30-2/§1",
    )
    return compared_terms([ONE, other])


def page(locale: str = "nb") -> str:
    return "".join(terms_html(terms(), locale))


def test_the_page_is_whole_and_runs_nothing() -> None:
    tree: Any = html.fromstring(page())
    assert not tree.xpath("//script | //link | //img | //b | //*[@src]")
    assert "default-src 'none'" in page()
    assert "<script>alert(1)</script>" in tree.text_content()
    assert "\u202e" not in page()
    assert "\x07" not in page()
    assert tree.xpath("//a")[0].get("href") == ("https://lovdata.no/lov/2024-02-30-1/§2")
    assert tree.xpath("//details[@open]//h2")[0].text == "barn"


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_each_language_has_its_words(locale: str) -> None:
    assert f'<html lang="{locale}">' in page(locale)
    assert "".join(terms_html([], locale)).count("<p>") == 1


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    book = openpyxl.load_workbook(io.BytesIO(terms_xlsx(terms(), "nb")))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert book.active.max_row == 3


def test_a_workbook_is_the_same_each_time() -> None:
    pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    first, again = terms_xlsx(terms(), "nb"), terms_xlsx(terms(), "nb")
    assert first == again
    assert not re.search(rb"20\d\d-\d\d-\d\dT", first)
