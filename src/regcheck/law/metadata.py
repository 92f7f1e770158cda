"""What is known about a document apart from its text."""

from __future__ import annotations

import re
from enum import StrEnum

from regcheck.base.text.patterns import pattern
from regcheck.base.values import Value

_BETWEEN_MINISTRIES = pattern(
    r"(?:(?<=departementet)|(?<=kontor))(?:\s*,\s*|\s+og\s+|(?=[A-ZÆØÅ]))|\s*[;\n]\s*"
)


class DocumentKind(StrEnum):
    """What sort of document it is."""

    ACT = "act"
    REGULATION = "regulation"
    AMENDING_ACT = "amending-act"
    AMENDING_REGULATION = "amending-regulation"
    CIRCULAR = "circular"
    DRAFT = "draft"

    @property
    def is_act(self) -> bool:
        """Whether the document is an act, amending or not."""
        return self in (DocumentKind.ACT, DocumentKind.AMENDING_ACT)

    @property
    def is_amending(self) -> bool:
        """Whether the document changes other documents."""
        return self in (DocumentKind.AMENDING_ACT, DocumentKind.AMENDING_REGULATION)


class DocumentMeta(Value, frozen=True):
    """Metadata of one document; unknown values are empty, dates as the source has them.
    `language` is `nb`, `nn`, `en` or empty, `expression` the FRBR address of the version,
    `named_basis` and `adopted_by` what the text says it is made under and by (see `law.basis`),
    `last_amended` the day that the last of the documents in `amended_by` came into force."""

    refid: str = ""
    kind: DocumentKind = DocumentKind.DRAFT
    title: str = ""
    short_title: str = ""
    language: str = ""
    ministries: tuple[str, ...] = ()
    agency: str = ""
    legal_areas: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    in_force: str = ""
    published: str = ""
    status: str = ""
    named_basis: tuple[str, ...] = ()
    adopted_by: str = ""
    expression: str = ""
    amended_by: tuple[str, ...] = ()
    last_amended: str = ""


def ministries_in(written: str) -> tuple[str, ...]:
    """The ministries that a field names, also where nothing stands between them, each once."""
    names = (re.sub(r"\s+", " ", one).strip() for one in _BETWEEN_MINISTRIES.split(written))
    return tuple(dict.fromkeys(filter(None, names)))
