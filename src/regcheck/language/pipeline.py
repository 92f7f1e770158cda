"""The trained pipeline: parts of speech, lemmas and dependencies.

It reads Bokmål and Nynorsk alike. About one subject in twelve is wrong, so nothing certain may rest
on it. See `docs/model-card.md`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 2_000
"""Code points of the longest sentence that is parsed."""
_SENTENCE = "regcheck_one_sentence"


@cache
def load_pipeline() -> Language:
    """The pipeline, loaded once; it takes each text for one sentence. Raises OSError when the
    installed spaCy cannot read it."""
    import spacy
    from spacy.language import Language

    if not Language.has_factory(_SENTENCE):
        Language.component(_SENTENCE, func=_one_sentence)
    with as_file(files("regcheck.language") / "data" / "no_regcheck_sm") as folder:
        nlp = spacy.load(folder)
    nlp.add_pipe(_SENTENCE, before="parser")
    return nlp


@lru_cache(maxsize=256)
def parsed(sentence: str) -> Doc:
    """A sentence as spaCy has it, with dependencies; empty for one that is too long. Rules that
    look at the same sentence share it."""
    return load_pipeline()(sentence if len(sentence) <= LONGEST else "")


def _one_sentence(doc: Doc) -> Doc:
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc
