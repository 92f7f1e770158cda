"""The trained pipeline: who does what in a sentence, passives without an agent, negation.

It reads Bokmål and Nynorsk alike and does not split sentences: one string is one sentence. About
one subject in twelve is wrong, so nothing certain may rest on it. See `docs/model-card.md`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from regcheck.language.lexicon import sections
from regcheck.text.patterns import pattern
from regcheck.text.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_LABEL = pattern(r"\s*(?:\(?(?:\d{1,3}|[a-zæøå]|[ivx]{1,5})[.)]\s+|[–—-]\s+|§+\s*[\d-]+[.:]?\s+)*")
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_PASSIVE = pattern(r"[a-zæøå]{2,}(?:es|[aiyåø]s|ast)")
_LEFT_OUT = frozenset({"case", "mark", "punct", "acl:relcl", "acl", "cc", "cop", "appos"})
_BATCH = 64
_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a modal or finite verb; spans are code points of the analysed string.

    `lemma` is that of the head, in lower case. `passive`: the subject undergoes the verb; then
    `agent` is the phrase after *av*, if there is one.
    """

    verb: Span
    head: Span
    phrase: Span
    lemma: str
    passive: bool = False
    agent: Span | None = None


@dataclass(frozen=True, slots=True)
class Passive:
    """A passive verb: `sendes`, `sendast`, or the participle after *bli*."""

    span: Span
    has_agent: bool


@dataclass(frozen=True, slots=True)
class Negation:
    """A negating word and the word it negates."""

    span: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in one sentence, each tuple in text order.

    `starts` are where its tokens begin, `governors` the index in `subjects` of the subject of the
    clause each token stands in (-1: none). Ask `subject_at`.
    """

    subjects: tuple[Subject, ...] = ()
    passives: tuple[Passive, ...] = ()
    negations: tuple[Negation, ...] = ()
    starts: tuple[int, ...] = ()
    governors: tuple[int, ...] = ()


def subject_at(analysis: Analysis, offset: int) -> Subject | None:
    """The subject that governs what stands at `offset` (code points of the sentence)."""
    place = bisect_right(analysis.starts, offset) - 1
    index = analysis.governors[place] if place >= 0 else -1
    return analysis.subjects[index] if index >= 0 else None


@cache
def load_pipeline() -> Language:
    """The pipeline, loaded once. Raises OSError when the installed spaCy cannot read it."""
    import spacy
    from spacy.language import Language

    name = "regcheck_one_sentence"
    if not Language.has_factory(name):
        Language.component(name, func=_one_sentence)
    with as_file(files("regcheck.language") / "data" / "no_regcheck_sm") as folder:
        nlp = spacy.load(folder)
    nlp.add_pipe(name, before="parser")
    return nlp


def analyse(sentences: Sequence[str], language: str) -> list[Analysis]:
    """An analysis for each sentence, in order; an empty one for other languages than nb and nn.

    A leading paragraph number, letter or dash is left out. Beyond 5,000 code points a sentence is
    not analysed.
    """
    if language not in {"nb", "nn"}:
        return [Analysis() for _ in sentences]
    shifts = [_label_length(sentence) for sentence in sentences]
    texts = [
        s[shift:] if len(s) <= _LONGEST else "" for s, shift in zip(sentences, shifts, strict=True)
    ]
    docs = load_pipeline().pipe(texts, batch_size=_BATCH)
    return [_analysis(doc, shift) for doc, shift in zip(docs, shifts, strict=True)]


def _label_length(sentence: str) -> int:
    found = _LABEL.match(sentence)
    return found.end() if found else 0


def _one_sentence(doc: Doc) -> Doc:
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _analysis(doc: Doc, shift: int) -> Analysis:
    negating = sections("grammar")["negation"]
    verbs: dict[int, Subject] = {}
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} or token.dep_ in {"ROOT", "acl:relcl", "advcl", "ccomp"}:
            found = _subject(token, shift)
            if found is not None:
                verbs[token.i] = found
    subjects = tuple(sorted(set(verbs.values()), key=lambda s: (s.verb, s.head)))
    places = {subject: index for index, subject in enumerate(subjects)}
    return Analysis(
        subjects,
        tuple(Passive(_span(t, shift), _agent(t) is not None) for t in doc if _is_passive(t)),
        tuple(
            Negation(_span(t, shift), _span(t.head, shift))
            for t in doc
            if t.lower_ in negating and (t.lower_ != "ei" or t.pos_ == "PART")
        ),
        tuple(token.idx + shift for token in doc),
        tuple(_governor(token, verbs, places) for token in doc),
    )


def _subject(verb: Token, shift: int) -> Subject | None:
    """The subject of a predicate with its finite verb; None where it has none of its own and none
    by coordination or relative clause."""
    head = _subject_head(verb)
    if head is None:
        return None
    finite = next((t for t in _finite(verb)), verb)
    passive = _is_passive(verb) or any(t.dep_ in {"nsubj:pass", "aux:pass"} for t in verb.children)
    agent = _agent(verb) if passive else None
    first, last = _phrase(head)
    return Subject(
        _span(finite, shift),
        _span(head, shift),
        Span(first.idx + shift, last.idx + len(last) + shift),
        head.lemma_.lower(),
        passive,
        _span(agent, shift) if agent is not None else None,
    )


def _finite(verb: Token) -> Iterator[Token]:
    """The finite verbs of a predicate: an auxiliary, else the verb itself, in text order."""
    for token in sorted((*verb.children, verb), key=lambda t: t.i):
        part = token is verb or token.dep_ in {"aux", "aux:pass", "cop"}
        if part and "Fin" in token.morph.get("VerbForm", []):
            yield token


def _subject_head(verb: Token) -> Token | None:
    for _ in range(len(verb.doc)):
        own = [t for t in verb.children if t.dep_ in _SUBJECTS]
        if own:
            return own[-1]
        if verb.dep_ == "acl:relcl":
            return verb.head
        if verb.dep_ != "conj" or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _governor(token: Token, verbs: dict[int, Subject], places: dict[Subject, int]) -> int:
    """The index of the nearest subject up the tree."""
    for _ in range(len(token.doc)):
        if token.i in verbs:
            return places[verbs[token.i]]
        if token.head.i == token.i:
            return -1
        token = token.head
    return -1


def _is_passive(token: Token) -> bool:
    if token.lower_ in sections("grammar")["deponent"]:
        return False
    if "Pass" in token.morph.get("Voice", []):
        return True
    if any(child.dep_ == "aux:pass" for child in token.children):
        return True
    return token.pos_ in {"VERB", "AUX"} and _PASSIVE.fullmatch(token.lower_) is not None


def _agent(verb: Token) -> Token | None:
    """The head of the *av* phrase of a passive verb."""
    for child in verb.children:
        if child.dep_ in {"obl", "obl:agent"} and any(
            c.dep_ == "case" and c.lower_ == "av" for c in child.children
        ):
            return child
    return None


def _phrase(head: Token) -> tuple[Token, Token]:
    """First and last word of a noun phrase without its relative clauses and prepositions."""
    kept = {head.i}
    for child in head.children:
        if child.dep_ not in _LEFT_OUT and not child.dep_.startswith(("nsubj", "adv", "obl")):
            kept |= {t.i for t in child.subtree}
    return head.doc[min(kept)], head.doc[max(kept)]


def _span(token: Token, shift: int) -> Span:
    return Span(token.idx + shift, token.idx + len(token) + shift)
