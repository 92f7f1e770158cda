"""A term of a draft, with what it means there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from regcheck.concepts.definitions import Definition, definition_of
from regcheck.concepts.harmony import counts
from regcheck.concepts.meanings import Meaning, meaning_of
from regcheck.definitions.definitions import DefinedTerm
from regcheck.document.model import OPERATIVE_ROLES, Role
from regcheck.segments.view import Segments
from regcheck.text.span import Span

_ADDS = re.compile(
    r"(?:også|òg|likevel|i tillegg|dessuten|blant annet|mellom anna)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DraftTerm:
    """A term of the draft: where it stands and what it means there."""

    at: DefinedTerm
    record: Definition

    @property
    def meaning(self) -> Meaning:
        """What it means there, made ready for comparison."""
        return meaning_of(self.record.definition, self.record.language)

    @property
    def place(self) -> tuple[int, Span]:
        """The leaf it stands in, and where there."""
        return self.at.leaf, self.at.span

    @property
    def is_own(self) -> bool:
        """Whether the draft itself gives the term a meaning: not a word of some other act, nor
        what is translated or cited."""
        role = self.record.role
        stated = role in OPERATIVE_ROLES or role == Role.INSERTED.value
        adds = _ADDS.match(self.record.definition) is not None or not self.meaning.content
        return (
            stated
            and not adds
            and not self.at.abroad
            and counts(self.record)
            and not self.meaning.points
        )


def draft_term(segments: Segments, term: DefinedTerm) -> DraftTerm:
    """A term found in a draft, with what the draft says it means."""
    return DraftTerm(term, definition_of(segments, term))


def share_a_word(first: str, second: str) -> bool:
    """Whether two terms have a word, or the beginning or end of one, in common: one then says more
    than the other, or they are forms of one name."""
    for one in first.split():
        for other in second.split():
            if one == other or one[:4] == other[:4] or one[-5:] == other[-5:]:
                return True
    return False
