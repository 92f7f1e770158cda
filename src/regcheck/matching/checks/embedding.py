"""Sentences whose subject and verb stand far apart, with clauses inside clauses between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regcheck.base.text.span import Span
from regcheck.decisions.tokens import Token, tokens_of
from regcheck.document.segments.measures import MEASURED_ROLES
from regcheck.document.segments.view import Segments
from regcheck.language.lexicon import grammar_words
from regcheck.matching.checks.hits import CheckHit

_OWN = 5
"""Words of a main clause beside what stands between its subject and its verb, at least."""
_NESTED = 2
"""Clauses between subject and verb that «og» does not join to another, at least."""
_FAR = 12
"""Words behind a conjunction among which the verb of its clause is looked for."""
_LED = 4
"""Words between a modal and its passive, at most."""
_LINK = 2
"""Words between «og» and a verb that it joins to the one before, at most."""


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
            if words.count(" ") < above + _OWN or not words[:1].isupper() or "," not in words:
                continue
            tokens = tokens_of(segments.lowered, [sentence])
            first, verb = _clauses_between(tokens)
            count = sum(token.low[0].isalnum() for token in tokens[first:verb])
            if count > above:
                yield CheckHit(leaf, Span(sentence.start, tokens[verb].end), count, above)


def _clauses_between(tokens: list[Token]) -> tuple[int, int]:
    """Where the first clause between the subject that a sentence begins with and its verb begins,
    and where that verb stands, behind a comma; the same twice where no clause stands in another.
    Each clause that begins waits for a verb; the verb that none waits for belongs to the
    subject."""
    first, nested, waiting, linked = 0, 0, 0, -_LINK
    head = tokens[0]
    if head.word.verb or head.word.opens or head.low in grammar_words("prepositions", "openers"):
        return 0, 0
    for place, token in enumerate(tokens):
        if token.low in ("og", "eller"):
            linked = place
        elif token.word.opens and _has_verb(tokens, place):
            first, waiting = first or place, waiting + 1
            nested += place - linked > 1
        elif token.word.verb and place - linked >= _LINK and not _is_led(tokens, place):
            waiting -= 1
            if waiting < 0:
                found = nested >= _NESTED and tokens[place - 1].low == ","
                return (first, place) if found else (0, 0)
        elif token.low == ":":
            break
    return 0, 0


def _has_verb(tokens: list[Token], place: int) -> bool:
    """Whether a verb follows a word that begins a clause, before a comma or another such word."""
    for one in tokens[place + 1 : place + _FAR]:
        if one.word.opens or one.low == ",":
            return one.word.opens != "" and tokens[place].low != "som"
        if one.word.verb:
            return True
    return False


def _is_led(tokens: list[Token], place: int) -> bool:
    """Whether a passive is what a modal just before it leads to."""
    before = tokens[max(place - _LED, 0) : place]
    return tokens[place].word.passive and any(one.word.modal for one in before)
