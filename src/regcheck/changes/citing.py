"""The documents among many that may cite some acts or regulations: only those are worth reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regcheck.base.text.patterns import pattern
from regcheck.document.model import Document
from regcheck.law.metadata import DocumentMeta
from regcheck.law.names import NamedDocument, names_of
from regcheck.law.vocabulary import MONTHS
from regcheck.readers.inputs import Input, Inputs

_PACKED = b"PK"
_DAY = pattern(r"(\d{4})-(\d{2})-\d{2}(?:-(\d+))?$")
_ENDING = 2
"""Letters that the end of a name may differ by: «kailova», «kailoven»."""


def citing(inputs: Inputs, cited: Sequence[DocumentMeta]) -> Iterator[Document]:
    """The documents that may cite one of those given, by name, or date and number."""
    words = {word for meta in cited for word in _words(meta)}
    for item in inputs if words else ():
        data = item.read(inputs.limits) if isinstance(item, Input) else item
        if not isinstance(item, Input) or not isinstance(data, bytes):
            continue
        text = data.decode("utf-8", "replace").lower()
        if data.startswith(_PACKED) or any(word in text for word in words):
            document = Input(item.path, "", item.format, len(data), data).document(inputs.limits)
            if isinstance(document, Document):
                yield document


def _words(meta: DocumentMeta) -> Iterator[str]:
    called = NamedDocument(meta.refid, meta.title, meta.short_title, meta.in_force)
    for name in names_of(called):
        if " " not in name:
            yield name[:-_ENDING]
    if found := _DAY.search(meta.refid):
        year, month, number = found.groups()
        yield f"{MONTHS[int(month) - 1]} {year} nr. {number}" if number else year
