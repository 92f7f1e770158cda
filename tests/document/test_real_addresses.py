"""Addresses of real acts and regulations: unique, and read back from every form."""

from __future__ import annotations

from pathlib import Path

import pytest

from real_law import shared_or_skip
from regcheck.document.lookup import NodeIndex
from regcheck.document.model import Document
from regcheck.law.address_path import parse_address, parse_path
from regcheck.law.address_text import long, short
from regcheck.readers.registry import read_document


def some(folder: Path, pattern: str, every: int) -> list[Path]:
    return sorted(folder.rglob(pattern))[::every]


@pytest.mark.parametrize(
    ("folder", "pattern", "every"),
    [("nl", "*.xml", 2), ("lti-2025", "*.xml", 40), ("markdown", "*.md", 400)],
)
def test_addresses_of_real_law_are_unique_and_read_back(
    folder: str, pattern: str, every: int
) -> None:
    paths = some(shared_or_skip() / "lovdata" / folder, pattern, every)
    assert paths
    for path in paths:
        document = read_document(path.read_bytes(), path.name)
        assert isinstance(document, Document), document
        index = NodeIndex(document)
        seen: set[str] = set()
        for node in document.provisions():
            address = node.address
            assert address.path.lower() not in seen, path.name
            seen.add(address.path.lower())
            assert parse_path(address.path) == address
            for locale in ("nb", "nn", "en"):
                assert parse_address(long(address, locale, with_document=True)) == address
            assert parse_address(short(address, with_document=True)) == address
            assert index.find(address) is node
