"""Sentences whose subject and verb stand far apart, with clauses inside clauses between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regcheck.base.text.span import Span
from regcheck.document.segments.measures import MEASURED_ROLES
from regcheck.document.segments.view import Segments
from regcheck.language.clauses import (
    STOPS,
    Clause,
    Reading,
    first_word,
    has_verb_after_comma,
    is_finite,
    read_clauses,
)
from regcheck.language.lexicon import grammar_words
from regcheck.matching.checks.hits import CheckHit

_OWN = 5
"""Words of a main clause beside what stands between its subject and its verb, at least."""
_NESTED = 2
"""How deep the clauses between subject and verb stand, at least."""


def sentence_embedding(segments: Segments, options: Mapping[str, str]) -> Iterator[CheckHit]:
    """Sentences that begin with their subject and have more than `above` words in clauses inside
    one another between it and its verb. Such sentences are remembered worse than all other
    wording of law (Martínez, Mollica and Gibson, 2022, doi:10.1016/j.cognition.2022.105070)."""
    above = float(options["above"])
    for leaf, node in enumerate(segments.leaves):
        if node.role not in MEASURED_ROLES or len(node.span) < _OWN * above:
            continue
        for sentence in segments.sentences(node.span):
            words = sentence.of(segments.text)
            if words.count(" ") < above + _OWN or not words[:1].isupper():
                continue
            if not _begins_otherwise(first_word(words)) and has_verb_after_comma(words):
                reading = read_clauses(words)
                count = _between(reading)
                if count > above:
                    end = sentence.start + reading.starts[reading.clauses[0].verb]
                    verb = len(reading.words[reading.clauses[0].verb])
                    yield CheckHit(leaf, Span(sentence.start, end + verb), count, above)


def _between(reading: Reading) -> int:
    """The words of the clauses between the subject that a sentence begins with and its verb; 0
    where none stands in another, or where the verb does not end them with a comma before it."""
    main, words = reading.clauses[0], reading.words
    if main.verb < 1 or main.subject.start != 0 or words[main.verb - 1] != ",":
        return 0
    if ":" in words[: main.verb]:
        return 0
    inner = [one for one in reading.clauses if one.parent >= 0 and one.start < main.verb]
    first = min((one.start for one in inner), default=0) - 1
    if first < 1 or max(_depth(reading, one) for one in inner) < _NESTED:
        return 0
    return sum(word not in STOPS for word in words[first : main.verb])


def _begins_otherwise(word: str) -> bool:
    """Whether a sentence begins with something else than its subject: a preposition, a verb or a
    conjunction."""
    return is_finite(word) or word in grammar_words("prepositions", "openers", "if", "that")


def _depth(reading: Reading, clause: Clause) -> int:
    """How many clauses below a main one a clause stands."""
    depth = 0
    while clause.parent >= 0:
        clause = reading.clauses[clause.parent]
        depth += 1
    return depth
