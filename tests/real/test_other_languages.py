"""No Norwegian law is taken for Danish, Swedish or English."""

from __future__ import annotations

from real_law import shared_or_skip
from regcheck.document.model import Document
from regcheck.document.segments.view import Segments
from regcheck.readers.markdown import read_markdown
from regcheck.run.not_checked import written_in

EACH = 8
OLD = "1940"
"""Acts from before this year look most like Danish; all of them are read."""
IN_ENGLISH = frozenset({"forskrift-2013-12-20-1648", "forskrift-2016-05-24-512"})
"""Regulations that are in English."""


def test_norwegian_law_is_norwegian() -> None:
    folder = shared_or_skip() / "lovdata" / "markdown"
    every = sorted(folder.glob("*/*.md"))
    chosen = every[::EACH] + [path for path in every if path.stem.split("-")[1] < OLD]
    assert len(chosen) > 500
    taken = set()
    for path in chosen:
        document = read_markdown(path.read_bytes(), path.name)
        assert isinstance(document, Document)
        if written_in(Segments(document)):
            taken.add(path.stem)
    assert taken <= IN_ENGLISH
