"""All the forms by which Norwegian law gives a word its meaning, in the order they are tried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from regcheck.definitions.being import BEING
from regcheck.definitions.counted import COUNTED_AS
from regcheck.definitions.definitions import is_pointing
from regcheck.definitions.extent import EXTENT
from regcheck.definitions.form import Candidate, Form
from regcheck.definitions.meaning import MEANING
from regcheck.definitions.naming import NAMING
from regcheck.law.vocabulary import SHALL_OR_MAY
from regcheck.segments.view import Segments

_BEFORE_VERB = re.compile(rf"(?:(?! som ).)* (?:{SHALL_OR_MAY}) ")
"""A verb of the main clause: what begins like a form goes on otherwise."""


@cache
def forms() -> Mapping[str, Form]:
    """The forms by name, in the order in which they are tried."""
    return {form.name: form for form in (*MEANING, *COUNTED_AS, *BEING, *EXTENT, *NAMING)}


def is_sure(segments: Segments, found: Candidate) -> bool:
    """Whether a form found in a sentence really names a term."""
    if is_pointing(found.term) or found.term.startswith("§") or _BEFORE_VERB.match(found.term):
        return False
    return forms()[found.form].sure(segments, found)
