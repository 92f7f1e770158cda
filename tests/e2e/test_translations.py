"""The user guides say the same in Bokmål, Nynorsk and English: a page that is changed in one of
them and not in the others shows here by its headings, commands, tables and links."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import PROJECT

DOCS = PROJECT / "docs"
NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
PAGES = sorted(page.name for page in (DOCS / "nn").glob("*.md"))
_FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")


def place(language: str, name: str) -> Path:
    return DOCS / name if language == "nb" else DOCS / language / name


def text_of(language: str, name: str) -> str:
    return place(language, name).read_text(encoding="utf-8")


def outline(text: str) -> Iterator[str]:
    """The levels of the headings and the rows of the tables outside code, in order."""
    for line in _FENCE.sub("", text).splitlines():
        if line.startswith("#"):
            yield line.partition(" ")[0]
        elif line.startswith("|"):
            yield "|" * line.replace("\\|", "").count("|")


def commands(text: str) -> list[str]:
    """The command lines in code, without what is said of them."""
    lines = [line for _, body in _FENCE.findall(text) for line in body.splitlines()]
    plain = [re.split(r"\s+#", line.strip())[0] for line in lines]
    return [line for line in plain if re.match(r"(?:py -m )?regcheck |pip|git |winget|make ", line)]


def links(language: str, name: str) -> list[str]:
    """The files that a page links to; a translated page counts as the one it translates."""
    page = place(language, name)
    found = (
        os.path.relpath(page.parent / link, DOCS) for link in _LINK.findall(text_of(language, name))
    )
    return [re.sub(r"^(?:nn|en)/", "", link) for link in found]


def test_both_languages_have_the_same_pages() -> None:
    assert PAGES
    assert sorted(page.name for page in (DOCS / "en").glob("*.md")) == PAGES
    assert [name for name in PAGES if not (DOCS / name).is_file()] == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_translation_says_what_the_page_says(language: str, name: str) -> None:
    page, translated = text_of("nb", name), text_of(language, name)
    assert list(outline(translated)) == list(outline(page))
    assert commands(translated) == commands(page)
    kinds = [kind for kind, _ in _FENCE.findall(page)]
    assert [kind for kind, _ in _FENCE.findall(translated)] == kinds


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_translation_links_to_the_same_pages(language: str, name: str) -> None:
    assert sorted(links(language, name)) == sorted(links("nb", name))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", list(NAMES))
def test_a_page_leads_to_its_translations(language: str, name: str) -> None:
    here = place(language, name).parent
    others = [other for other in NAMES if other != language]
    line = " · ".join(
        f"[{NAMES[other]}]({os.path.relpath(place(other, name), here)})" for other in others
    )
    assert text_of(language, name).split("\n")[1:3] == ["", line]
