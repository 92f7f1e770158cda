"""Reading a large document takes little more memory than its text."""

from __future__ import annotations

import tracemalloc

import pytest

from regcheck.document.model import Document
from regcheck.readers.inputs import Input

MOST = 11
"""Bytes for each byte of a document, its characters being of two."""


@pytest.mark.parametrize("form", ["md", "txt"])
def test_reading_takes_little_more_than_the_text(form: str) -> None:
    section = (
        "§ {n}. Naust\n\nDen som eier naust nr. {n} – også et lite – skal melde det skriftlig.\n\n"
    )
    heading = "### " if form == "md" else ""
    text = "Lov om naust\n\n" + "".join(
        f"{heading}{section.replace('{n}', str(n))}{'Naust skal stå fast og trygt. ' * 14}\n\n"
        for n in range(1, 600)
    )
    given = Input("a", "", form, data=text.encode())
    given.document()
    tracemalloc.start()
    try:
        document = given.document()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(document, Document)
    assert peak < MOST * len(text), peak / len(text)
