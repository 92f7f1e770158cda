"""All the forms by which Norwegian law gives a word its meaning, in the order they are tried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from regcheck.matching.being_forms import BEING
from regcheck.matching.counted_forms import COUNTED_AS
from regcheck.matching.defining_form import Candidate, Form
from regcheck.matching.definitions import is_pointing
from regcheck.matching.meaning_forms import MEANING
from regcheck.matching.naming_forms import NAMING
from regcheck.segments.view import Segments

_BEFORE_VERB = re.compile(r"(?:(?! som ).)* (?:skal|kan|må) ")
"""A verb of the main clause: what begins like a form goes on otherwise."""


@cache
def forms() -> Mapping[str, Form]:
    """The forms by name, in the order in which they are tried."""
    return {form.name: form for form in (*MEANING, *COUNTED_AS, *BEING, *NAMING)}


def is_sure(segments: Segments, found: Candidate) -> bool:
    """Whether a form found in a sentence really names a term."""
    if is_pointing(found.term) or found.term.startswith("§") or _BEFORE_VERB.match(found.term):
        return False
    return forms()[found.form].sure(segments, found)
