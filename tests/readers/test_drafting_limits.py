"""Many headings on one line are read, and end."""

from __future__ import annotations

import pytest

from regcheck import read
from regcheck.document.model import Document, NodeKind


@pytest.mark.parametrize("format", ["md", "txt"])
@pytest.mark.parametrize("many", [700, 50_000])
def test_many_section_signs_on_one_line(format: str, many: int) -> None:
    document = read(("# L\n\n" + "§ 1-1 " * many).encode(), format=format)
    assert isinstance(document, Document)
    articles = [n for n in document.root.walk() if n.kind is NodeKind.ARTICLE]
    assert 0 < len(articles) <= 20
    assert document.text.count("§") >= many - 21
