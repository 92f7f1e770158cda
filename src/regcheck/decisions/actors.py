"""Who acts in a clause: the words that can be its subject, a body that they name, the agent of a
passive, and who acts or decides around words of any sentence."""

from __future__ import annotations

from functools import cache
from itertools import takewhile

from regcheck.base.text.span import Span
from regcheck.decisions.model import DUTIES, Act
from regcheck.decisions.tokens import IN_MAIN, Token
from regcheck.decisions.words import is_infinitive, small
from regcheck.language.deciders import classify_decider
from regcheck.language.lexicon import grammar_words, sections

PUBLIC = frozenset({"authority", "court"})
"""The kinds of bodies."""


def may_be_a_body(tokens: list[Token], subject: Span, act: Act, finite: Token) -> bool:
    """Whether a subject that no list names does what parties must or only bodies can do."""
    own = [t.low for t in tokens if subject.start <= t.start < subject.end]
    if not own or own[0].startswith(_TEXTS) or own[0] in small("pronouns"):
        return False
    if act in DUTIES:
        return not own[-1].endswith(_DOINGS)
    leads = finite.word.modal or own[0] == tokens[0].low
    return leads and act in _PUBLIC and len(own) < 4 and own[-1].endswith(_DEFINITE)


_PUBLIC = frozenset(
    (Act.EXEMPT, Act.SANCTION, Act.DECIDE_APPEAL, Act.DISMISS, Act.APPROVE, Act.APPOINT, Act.PAY)
)
"""What only somebody with public power does."""
_TEXTS = (
    *("forskrift", "lov", "regel", "regl", "bestemmelse", "føresegn", "avtale", "vilkår", "unntak"),
    *("søknad", "rapport", "vitnemål", "melding", "skjema", "klage", "vedtak"),
)
"""Beginnings of subjects that are texts."""
_DOINGS = ("ingen", "inga", "elsen")
"""Ends of what is done, and does nothing itself."""
_DEFINITE = ("en", "et", "a", "ene", "ane")
_SUBJECT = 80
"""Tokens before a finite verb among which its subject is looked for."""


def words_before(tokens: list[Token], finite: int) -> Span | None:
    """The words of the main clause before its finite verb, if they can be its subject."""
    near = tokens[max(0, finite - _SUBJECT) : finite]
    own = [t for t in near if t.clause == "main"]
    if len(own) > 1 and own[-1].low in _JOINS and own[-2].low == ",":
        own = own[:-2]
    cut = next((i for i in range(len(own) - 1, -1, -1) if own[i].low in (";", ":", ",")), -1)
    listed = any(t.low in _JOINS for t in own[cut + 1 :]) and _is_body(own[cut - 1])
    if cut > 0 and own[cut].low == "," and listed:
        cut = -1
    after = [t for t in own[cut + 1 :] if t.low not in (",", "(", ")")]
    own = after if after and after[0].low != "som" else own[: max(cut, 0)]
    verb = next((i for i, t in enumerate(own) if i and t.word.verb), len(own))
    own = own[:verb]
    if not own or own[0].low in small("first"):
        return None
    last = near[-2] if near[-1].low == "," and len(near) > 1 else near[-1]
    whoever = len(own) == 1 and own[0].low in ("den", "de", "dei") and last.clause == "relative"
    return Span(own[0].start, last.end if whoever else own[-1].end)


_JOINS = ("og", "eller", "men", "samt")


def words_between(tokens: list[Token], finite: int, verb: int) -> Span | None:
    """The words between a finite verb and the infinitive or passive after it, or a few behind the
    verb of the act."""
    verbs = (i for i in range(finite + 1, verb) if tokens[i].clause == "main")
    led = (i for i in verbs if tokens[i].word.passive or is_infinitive(tokens[i].low))
    between = (
        tokens[verb + 1 : verb + 5] if finite == verb else tokens[finite + 1 : next(led, verb)]
    )
    own = [t for t in between if t.clause == "main" and t.low.isalpha()]
    return Span(own[0].start, own[-1].end) if own else None


def named_in(text: str, tokens: list[Token], finite: int, verb: int) -> tuple[Span, str] | None:
    """Who acts in an active clause, and of which kind; None where no body or party is read."""
    for span in filter(None, (words_before(tokens, finite), words_between(tokens, finite, verb))):
        inside = [t for t in tokens if span.start <= t.start < span.end]
        ends = (i for i, t in enumerate(inside) if i > (t.low == "som") and t.low in small("first"))
        head = inside[: next(ends, len(inside))]
        kind: str = classify_decider(text[head[0].start : head[-1].end])
        bodies = [t for t in head if t.low.endswith(_bodies()) or _is_body(t)]
        if kind != "unclear" or bodies:
            behind = span.start > tokens[finite].start and bodies
            end = bodies[-1].end if behind else span.end
            return Span(span.start, end), "authority" if kind == "unclear" else kind
    return None


def _is_body(token: Token) -> bool:
    return token.word.kind in PUBLIC


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(sorted(small("bodies")))


def agent_of(text: str, tokens: list[Token], verb: int) -> Span | None:
    """The agent of a passive: «av kommunen»."""
    for at in range(verb + 1, min(len(tokens) - 1, verb + 14)):
        own = tokens[at + 1 : at + 7] if tokens[at].low == "av" else []
        if not own or tokens[at].clause not in IN_MAIN:
            continue
        for one in takewhile(lambda t: t.low not in (",", ";") and not t.word.opens, own):
            named = _is_body(one) or one.low.endswith(_bodies())
            named = named or text[one.start : one.end].isupper()
            if named and one.low not in sections("grammar")["of-the-state"]:
                return Span(own[0].start, one.end)
    return None


def acting_in(text: str, tokens: list[Token], place: int) -> str:
    """The kind of whoever acts in the main clause that words at a place belong to; empty where
    nobody does. A private party does not where it asks, gets, has or is something, or tells a body
    what that needs to know."""
    main = [i for i, t in enumerate(tokens) if t.clause == "main" and t.word.verb]
    finites = [i for i in main if tokens[i].word.modal] or main
    if not finites:
        return ""
    finite = next((i for i in reversed(finites) if i <= place), finites[0])
    grammar, verbs = sections("grammar"), grammar_words("infinitive", "state", "becoming")
    after = (i for i in range(finite + 1, len(tokens)) if tokens[i].clause == "main")
    led = (i for i in after if tokens[i].word.passive or tokens[i].low in verbs)
    verb = next(led, finite) if tokens[finite].word.modal else finite
    if tokens[verb].word.passive or tokens[verb].low in grammar["becoming"]:
        agent = agent_of(text, tokens, finite)
        kind: str = classify_decider(agent.of(text)) if agent else ""
        return kind if kind in PUBLIC else ""
    named = named_in(text, tokens, finite, verb)
    if named is None:
        return ""
    kind = classify_decider(named[0].of(text))
    behind = named[0].start > tokens[finite].start and words_before(tokens, finite) is not None
    is_object = behind and not (
        finite and tokens[finite].word.modal and tokens[finite - 1].low == ","
    )
    if kind == "unclear" or is_object or tokens[verb].low in grammar["receiving"]:
        return ""
    lows = {t.low for t in tokens}
    idle = tokens[verb].low in grammar["state"] and lows.isdisjoint(grammar["burden"])
    tells = not lows.isdisjoint(grammar["information"]) and any(map(_is_body, tokens))
    return "" if kind == "private" and (idle or tells) else kind


def finding_in(tokens: list[Token], place: int, end: int) -> str:
    """The kind of a body that finds, demands or decides something in a condition, or in the words
    from a place to an end or right beside them: «når tilsynet krever det», «det nemnda finner
    nødvendig»."""
    for at, token in enumerate(tokens):
        near = token.clause == "condition" or place - _NEAR_BEHIND < at < end + _NEAR_BEFORE
        if near and token.low in sections("grammar")["finding"]:
            before = tokens[max(at - 2, 0) : at]
            if token.clause == "condition":
                reach = tokens[max(at - _REACH, 0) : at]
                before = [one for one in reach if one.clause == "condition"]
            beside = (*reversed(before), *tokens[at + 1 : at + 2])
            body = next((one for one in beside if _is_body(one) and one.low[-1] != "s"), None)
            if body is not None:
                return body.word.kind or ""
    return ""


_NEAR_BEFORE = 3
_NEAR_BEHIND = 8
"""Words before and behind a verb of finding that it is about."""
_REACH = 8
"""Words before a verb of finding in which whoever finds is looked for."""
