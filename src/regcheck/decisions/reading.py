"""A sentence, read: its clauses, the verbs of deciding in them, and who acts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from regcheck.base.text.span import Span
from regcheck.decisions.actors import (
    PUBLIC,
    agent_of,
    may_be_a_body,
    named_in,
    words_before,
    words_between,
)
from regcheck.decisions.acts import act_of
from regcheck.decisions.model import DUTIES, Act, Strength
from regcheck.decisions.tokens import IN_MAIN, Token
from regcheck.decisions.words import is_infinitive, phrase, small
from regcheck.language.deciders import classify_decider
from regcheck.language.lexicon import sections

PRONOUN = "pronoun"
"""The kind of a decider that is only told by what was said before."""
_MOST_ACTS = 3
_APART = 12
"""Words between the verbs of two deeds of one sentence at least."""


class Deed(NamedTuple):
    """What somebody decides or must do in a sentence: indices of its modal (-1: none) and verb."""

    acts: tuple[Act, ...]
    modal: int
    verb: int
    strength: Strength
    decider: Span | None
    kind: str
    passive: bool
    subject: Span | None


def deeds_in(text: str, tokens: list[Token]) -> Iterator[Deed]:
    """What is decided or must be done in a sentence, by its main clauses; verbs that one modal
    joins make one deed of several acts."""
    taken: Deed | None = None
    for made in _by_listed_verbs(text, tokens):
        if taken is None:
            taken = made
        elif taken.modal == made.modal:
            acts = (*taken.acts, *(act for act in made.acts if act not in taken.acts))
            taken = taken._replace(acts=acts[:_MOST_ACTS])
        elif made.verb - taken.verb > _APART or made.modal > taken.verb:
            yield taken
            taken = made
    taken = taken or _consent(tokens) or _other(text, tokens)
    if taken is not None:
        yield taken


def _by_listed_verbs(text: str, tokens: list[Token]) -> Iterator[Deed]:
    """What is said by each verb of deciding; what a private party may demand or ask for is not
    decided, nor what somebody must be told of."""
    modal, over = -1, False
    for place, token in enumerate(tokens):
        if token.clause not in IN_MAIN or (over and token.clause == "that"):
            continue
        if token.low == ";":
            modal = -1
        elif token.word.modal and token.clause == "main":
            modal = modal if place - 1 == modal >= 0 else place
        elif token.low in small("petitioning"):
            over = True
        elif (form := token.word.form) is not None and _is_verb(text, tokens, place, modal):
            act = act_of(tokens, place, form.act)
            made = _deed(text, tokens, place, modal, act) if act is not None else None
            over = over or (act is not None and token.clause == "main" and made is None)
            if made is not None:
                over = over or act in DUTIES
                yield made


def _other(text: str, tokens: list[Token]) -> Deed | None:
    """What a body may do by a verb on no list: «kommunen kan avrunde gebyret»."""
    modal = next((i for i, t in enumerate(tokens) if t.low == "kan" and t.clause == "main"), -1)
    led = (i for i in range(modal + 1, min(modal + 20, len(tokens))) if _is_led(tokens, i))
    verb = next(led, -1) if modal >= 0 else -1
    if verb < 0 or tokens[verb].low in small("idle") or tokens[verb].word.form is not None:
        return None
    passive = tokens[verb].word.passive
    agent = agent_of(text, tokens, verb) if passive else None
    named = (agent, "authority") if agent else named_in(text, tokens, modal, verb)
    if named is None or named[1] not in PUBLIC or (passive and agent is None):
        return None
    strength, act = _strength(tokens, modal, verb), _by_its_words(tokens, verb)
    subject = words_before(tokens, modal) or words_between(tokens, modal, verb)
    return Deed((act,), modal, verb, strength, named[0], named[1], passive, subject)


def _by_its_words(tokens: list[Token], place: int) -> Act:
    """What a body does by a verb on no list: «la være å kreve», «rette feil» by payment."""
    after = tokens[place : place + 16]
    if [t.low for t in after[:2]] in (["la", "være"], ["la", "vere"]):
        return Act.EXEMPT
    back = any(t.word.object is Act.CLAIM_BACK for t in after)
    return Act.CLAIM_BACK if back and after[0].low == "rette" else Act.DECIDE


def _is_led(tokens: list[Token], place: int) -> bool:
    """Whether a word is a passive or infinitive of a main clause: one that is listed, or one in -e
    right behind a modal, an adverb or the body that acts."""
    token, before = tokens[place], tokens[place - 1]
    if token.clause not in IN_MAIN or (before.low == "å" and not token.word.passive):
        return False
    near = before.word.modal or before.low in small("adverbs") or before.word.kind == "authority"
    guessed = near and len(token.low) > 4 and token.low.endswith("e")
    known = token.word.passive or token.low in sections("grammar")["infinitive"]
    return known or (guessed and token.low not in small("no-verbs"))


def _consent(tokens: list[Token]) -> Deed | None:
    """«kan ikke brukes uten tillatelse fra kommunen»: somebody permits it."""
    for at, token in enumerate(tokens[:-2]):
        before = {t.low for t in tokens[max(at - 3, 0) : at] if t.clause in IN_MAIN}
        act = token.word.object if before & {"uten", "utan"} else None
        if act in (Act.PERMIT, Act.APPROVE) and tokens[at + 1].low in ("fra", "frå", "av"):
            giver = list(takewhile(lambda t: t.low not in _DIVIDERS, tokens[at + 2 : at + 6]))
            span = Span(giver[0].start, giver[-1].end) if giver else None
            return Deed((act,), -1, at, Strength.SHALL, span, "unclear", True, None)
    return None


def _is_verb(text: str, tokens: list[Token], place: int, modal: int) -> bool:
    """Whether a form of a verb of deciding is the verb of a main clause there."""
    token, form = tokens[place], tokens[place].word.form
    act, shape = form or ("", "")
    before = tokens[place - 1].low if place else ""
    after = tokens[place + 1].low if place + 1 < len(tokens) else ""
    if shape == "infinitive":
        if before == "å":
            bound = {t.low for t in tokens[max(place - 3, 0) : place]} & small("bound")
            return token.clause == "main" and bool(bound)
        between = {t.low for t in tokens[max(modal, 0) : place]}
        led = modal >= 0 and place - modal < 25 and between.isdisjoint(("være", "vere"))
        return before not in ("en", "et", "ein", "eit") and (led or token.clause == "that")
    if shape == "right":
        has = {t.low for t in tokens[max(place - 4, 0) : place]} & {"har", "ha"}
        return bool(has) and after in ("til", "på")
    if shape == "passive":
        told = before == "er" or not token.low.startswith("straffbar")
        return place > 0 and told and (before == "er" or not _is_inner(tokens, place))
    if shape == "present":
        led = modal >= 0 and "," not in {t.low for t in tokens[modal:place]}
        noun = before in ("en", "et", "ein", "den", "av", "for", "til")
        noun = noun or (token.low in ("deler", "delar") and after == "av")
        rest = takewhile(lambda t: t.low not in _DIVIDERS, tokens[place + 1 : place + 12])
        inner = _is_inner(tokens, place) or any(t.word.modal for t in rest)
        return place > 0 and not (led or noun or inner)
    earlier = {one.low for one in tokens[max(place - 5, 0) : place] if one.clause in IN_MAIN}
    if {"være", "vere"} & earlier and act == Act.APPROVE:
        return agent_of(text, tokens, place) is not None
    perfect = modal >= 0 and "ha" in earlier and act in DUTIES
    return perfect or bool(earlier & small("makes-passive"))


_DIVIDERS = (",", "og", "eller", "men", ";", ":")


def _is_inner(tokens: list[Token], place: int) -> bool:
    """Whether a verb stands behind another that nothing divides from it: «er klageinstans for
    vedtak rådet treffer»."""
    for at in range(place - 1, -1, -1):
        token = tokens[at]
        if token.clause not in IN_MAIN or token.word.opens or token.low in _DIVIDERS:
            return False
        bare = is_infinitive(token.low) and not token.word.object and tokens[at - 1].low != "å"
        if token.word.finite or (bare and token.low not in small("makes-passive")):
            return True
    return False


def _strength(tokens: list[Token], modal: int, verb: int) -> Strength:
    said = {t.low for t in tokens[max(min(modal, verb) - 1, 0) : verb + 3] if t.clause in IN_MAIN}
    low = tokens[modal].low if modal >= 0 else ""
    if said & small("negation"):
        return Strength.SHALL_NOT
    if low == "bør" or "bur" in said or (said & small("loose") and low != "kan"):
        return Strength.NORMALLY
    return Strength.MAY if low in ("kan", "kunne", "kann") else Strength.SHALL


def _deed(text: str, tokens: list[Token], verb: int, modal: int, act: Act) -> Deed | None:
    low, form = tokens[verb].low, tokens[verb].word.form
    shape = form.shape if form is not None else ""
    if shape == "present" or verb < modal or (shape == "passive" and verb - modal > 25):
        modal = -1
    finite = modal if modal >= 0 else verb
    strength = _strength(tokens, modal, verb)
    subject = words_before(tokens, finite) or words_between(tokens, finite, verb)
    perfect = shape == "participle" and any(t.low == "ha" for t in tokens[modal + 1 : verb])
    gets = shape == "right" or low.startswith(("få", "mist", "tap"))
    if gets or (shape in ("passive", "participle") and not perfect):
        agent = agent_of(text, tokens, verb)
        kind = classify_decider(agent.of(text)) if agent else ""
        counted = agent is None and low.startswith(("beregn", "berekn"))
        if counted or (kind == "private" and act not in DUTIES):
            return None
        return Deed((act,), modal, verb, strength, agent, kind, True, subject)
    named = named_in(text, tokens, finite, verb)
    if act is Act.DISCLOSE and (named is None or named[1] == "private"):
        published = low.startswith(("offentl", "publis"))
        act = Act.REPORT if published else Act.SEND if named else act
    if named is None and subject is not None:
        if subject.of(text).isupper() or may_be_a_body(tokens, subject, act, tokens[finite]):
            named = subject, "unclear"
        elif subject.of(text).lower() in small("persons"):
            named = subject, PRONOUN
    if named is None or (named[1] == "private" and act not in DUTIES):
        return None
    return Deed((act,), modal, verb, strength, named[0], named[1], False, subject)


def gives_rules(text: str, span: Span) -> bool:
    """Whether rules are given by these words, and nothing is decided in the single case."""
    return phrase("rules").search(text, span.start, span.end) is not None
