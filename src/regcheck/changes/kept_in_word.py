"""Answers that the pane in Word keeps in a part of the file itself."""

from __future__ import annotations

from regcheck.base.errors import UsageError
from regcheck.changes.baseline_file import Entry, parse_baseline
from regcheck.readers.limits import Limits
from regcheck.readers.office.package import Package, PackageError

NAMESPACE = "urn:regcheck:answers"
_MOST_PARTS = 100


def parts_with_answers(data: bytes, shown: str) -> dict[str, str]:
    """The texts of the parts of a Word file that hold answers, by name. Raises UsageError."""
    found = {}
    try:
        package = Package(data, shown, Limits())
        for name in (f"customXml/item{number}.xml" for number in range(1, _MOST_PARTS)):
            root = (
                package.parse(name) if NAMESPACE.encode() in (package.read(name) or b"") else None
            )
            if root is not None:
                found[name] = root.text or ""
    except PackageError as fault:
        raise UsageError(f"{shown}: {fault.detail}") from None
    return found


def answers_kept(data: bytes, shown: str) -> list[Entry]:
    """The answers in a Word file. Raises UsageError, and DataError for what is no answer."""
    texts = [text for text in parts_with_answers(data, shown).values() if text]
    return [one for text in texts for one in parse_baseline(text.encode(), shown).entries]
