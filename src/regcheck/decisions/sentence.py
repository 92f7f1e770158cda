"""The decisions of a section, each read from its own sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from regcheck.base.text.span import Span
from regcheck.decisions.boxes import box, condition, said_in
from regcheck.decisions.model import (
    DUTIES,
    FAVOURS,
    NOT_SAID,
    Act,
    Box,
    Condition,
    Decision,
    Initiative,
    Nature,
    Strength,
)
from regcheck.decisions.reading import PRONOUN, Deed, deeds_in, gives_rules
from regcheck.decisions.sections import Section, Sentence
from regcheck.decisions.spots import find
from regcheck.decisions.tokens import Token, told_tokens
from regcheck.decisions.words import is_infinitive, phrase, small, tables
from regcheck.document.model import Role
from regcheck.document.segments.view import Segments

_LONGEST = 170
"""Code points of the words of a decision at most."""
_LEADS = ("vilkår", "vilkårene", "vilkåra", "følgende", "følgjande", "fylgjande", "desse", "disse")
"""The last words of a lead-in to conditions."""
_OPENING = ("når ", "dersom ", "hvis ", "viss ", "ved ", "etter ", "om ", "der ", "for å ")
"""Beginnings of items that are conditions, whatever leads them in."""
_LEADING_TO = re.compile(r" (?:til|til å|til (?:følgende|følgjande|fylgjande) \w+)$")
"""The end of a lead-in to what is given something for."""
_STUB = 30
"""Code points up to which a clause that a list goes on with says nothing by itself."""


def decisions_of(segments: Segments, section: Section) -> list[Decision]:
    """What is decided or must be done in the sentences of a section, not completed yet."""
    found: list[Decision] = []
    for sentence in section.sentences:
        if sentence.role is Role.PURPOSE:
            continue
        pieces = [sentence.span] if sentence.lead is None else [sentence.lead, sentence.span]
        if sentence.lead is not None and not _leads_verbs(segments, sentence.lead, sentence.span):
            continue
        tokens = told_tokens(segments.lowered, pieces)
        deeds = (_resolved(one, found) for one in deeds_in(segments.text, tokens))
        told = [(one, _words(tokens, one, sentence.span)) for one in deeds if one is not None]
        told = [(deed, words) for deed, words in told if not _is_no_act(segments, deed, words)]
        conditions = _conditions(segments, sentence, tokens) if told else []
        known = conditions, bool(told) and " eller " in sentence.span.of(segments.text)
        for deed, words in told:
            found.append(_decision(segments, sentence, tokens, deed=deed, words=words, known=known))
    return found


def by_sentence(decisions: Iterable[Decision]) -> dict[Span, list[Decision]]:
    """Decisions by the sentences that tell of them."""
    found: dict[Span, list[Decision]] = {}
    for one in decisions:
        found.setdefault(one.sentence, []).append(one)
    return found


def _resolved(deed: Deed, before: list[Decision]) -> Deed | None:
    """A deed whose decider is a pronoun, with the kind of the last decider; None where that is no
    body that could decide."""
    if deed.kind != PRONOUN:
        return deed
    kind = next((d.kind for d in reversed(before) if d.decider.said), "unclear")
    decides = kind == "authority" or deed.acts[0] in DUTIES
    return deed._replace(kind=kind) if decides else None


def _is_no_act(segments: Segments, deed: Deed, words: Span) -> bool:
    """Whether rules are given, a board is appointed, a party sends what is to be decided,
    conditions are set for all, or things are handled by nobody."""
    act, low = deed.acts[0], segments.lowered
    if gives_rules(low, words) and not {Act.EXEMPT, Act.NOTIFY} & {*deed.acts}:
        return True
    needed = deed.passive and deed.decider is None and tables("phrases")["needs"].get(act)
    if needed and phrase(f"needs/{act}").search(low, *words) is None:
        return True
    by_nobody = deed.passive and deed.decider is None and deed.strength is Strength.SHALL
    name = (_NOBODYS if by_nobody else _ANYBODYS).get(act)
    return name is not None and phrase(name).search(low, *words) is not None


_ANYBODYS = {
    Act.APPOINT: "board",
    Act.SEND: "petition",
    Act.NOTIFY: "in-rules",
    Act.EXEMPT: "by-agreement",
}
_NOBODYS = _ANYBODYS | {Act.DEMAND: "needed", Act.FIX: "set-for-all"}
"""The phrases by which an act is none, for acts of anybody and for those that nobody does."""


def _leads_verbs(segments: Segments, lead: Span, item: Span) -> bool:
    """Whether a lead-in has a modal, and its item begins with the verb that goes with it."""
    led = set(segments.lowered[lead.start : lead.end].rstrip(" :").split())
    first = segments.lowered[item.start : item.end].split(maxsplit=1)[:1]
    return not led.isdisjoint(("kan", "skal", "må", "bør")) and any(map(is_infinitive, first))


def _words(tokens: list[Token], deed: Deed, own: Span) -> Span:
    """The main clause of a deed: from its subject or modal to where a condition begins."""
    verb = tokens[deed.verb]
    modal = tokens[deed.modal if deed.modal >= 0 else deed.verb]
    first = min(verb.start, modal.start, deed.subject.start if deed.subject else verb.start)
    least = max(first, verb.start - _LONGEST + 40)
    near = tokens[max(0, deed.verb - _LONGEST) : deed.verb + 1]
    start, end = next(one.start for one in near if one.start >= least), verb.end
    for one in tokens[deed.verb + 1 : deed.verb + _LONGEST]:
        if one.clause == "condition" or one.low == ";" or one.end - start > _LONGEST:
            break
        end = one.end
    return Span(max(start, min(own.start, verb.start)) if own.start <= verb.start else start, end)


def _decision(
    segments: Segments,
    sentence: Sentence,
    tokens: list[Token],
    *,
    deed: Deed,
    words: Span,
    known: tuple[list[Condition], bool],
) -> Decision:
    text, span = segments.text, sentence.span
    whose = _subject_as_condition(segments.lowered, tokens, deed)
    asked = said_in(segments, "asked", span)
    complained = said_in(segments, "complained", span)
    initiative = _initiative(segments, span, deed.acts[0], asked, complained)
    limit = said_in(segments, "limit", span)
    duty = deed.acts[0] in DUTIES
    for_party = duty or deed.acts[0] in (Act.ORDER, Act.DEMAND)
    if for_party and not limit.said:
        limit = said_in(segments, "regular" if duty else "set-limit", span)
    verb = Span(tokens[deed.verb].start, tokens[deed.verb].end)
    return Decision(
        acts=deed.acts,
        address=sentence.address,
        language=segments.language(sentence.leaf),
        sentence=span,
        words=words,
        verb=verb,
        decider=box(text, deed.decider) if deed.decider else NOT_SAID,
        kind=deed.kind,
        strength=deed.strength,
        about=_about(text, tokens, deed, words),
        initiative=initiative,
        asked=complained if complained.said else asked,
        conditions=(*([condition(segments, whose)] if whose else ()), *known[0]),
        alternative=known[1],
        time=NOT_SAID if for_party else limit,
        party_time=limit if for_party else NOT_SAID,
        undone=said_in(segments, "undone", span),
        result=said_in(segments, "size", words),
        appeal=said_in(segments, "appeal", span),
        recipient=said_in(segments, "recipient", Span(verb.end, span.end)) if duty else NOT_SAID,
        passive=deed.passive,
        listed=bool(sentence.items),
    )


def _initiative(
    segments: Segments, span: Span, act: Act, asked: Box, complained: Box
) -> Initiative:
    if find(segments, "unasked", span):
        return Initiative.OWN_MOTION
    if find(segments, "automatic", span):
        return Initiative.AUTOMATIC
    heard = complained.said and act in (Act.DECIDE, Act.DISMISS, Act.REFUSE, Act.WITHDRAW)
    if heard or act is Act.DECIDE_APPEAL:
        return Initiative.COMPLAINT
    if (act in FAVOURS and act is not Act.EXEMPT) or act in (Act.REFUSE, Act.DISMISS, Act.DECIDE):
        return Initiative.APPLICATION if asked.said else Initiative.NOT_SAID
    applied = find(segments, "on-application", span)
    return Initiative.APPLICATION if applied else Initiative.NOT_SAID


def _subject_as_condition(low: str, tokens: list[Token], deed: Deed) -> Span | None:
    """Who gets something («kommuner kan få»), or what is struck («overtredelse straffes»)."""
    words = deed.subject.of(low) if deed.subject is not None and deed.passive else ""
    gets = tokens[deed.verb].low in ("få", "får", "rett", "krav")
    pronoun = words.partition(" ")[0] in small("pronouns")
    breach = deed.acts[0] is Act.SANCTION and words.startswith(("overtred", "brudd", "brot"))
    return deed.subject if words and ((gets and not pronoun) or breach) else None


def _about(text: str, tokens: list[Token], deed: Deed, words: Span) -> Box:
    """What is decided: the subject of a passive, else what stands behind the verb."""
    if deed.passive and deed.subject is not None:
        return box(text, deed.subject)
    behind = [t for t in tokens[deed.verb + 1 : deed.verb + 9] if t.start < words.end]
    cut = next((i for i, t in enumerate(behind) if t.low in (",", ";", "(")), len(behind))
    return box(text, Span(behind[0].start, behind[cut - 1].end)) if cut else NOT_SAID


def _conditions(segments: Segments, sentence: Sentence, tokens: list[Token]) -> list[Condition]:
    """The conditions in a sentence: its clauses of condition, phrases that tell a ground, open
    standards in the main clause, and the items of a list that conditions lead in."""
    spans = [
        Span(run[0].start, run[-1].end)
        for run in _runs(tokens)
        if run[0].clause == "condition" or (run[0].clause == "relative" and len(run) > 2)
    ]
    if tokens[0].low in ("ved", "for", "uten", "utan") and tokens[0].clause == "main":
        end = next((i for i, t in enumerate(tokens) if t.word.verb and t.clause == "main"), 0)
        if end > 1 and tokens[1].low not in ("øvrig", "eksempel"):
            spans.append(Span(tokens[0].start, tokens[end - 1].end))
    found = [condition(segments, one) for one in spans]
    low, span = segments.lowered, sentence.span
    for name in ("ground", "open", "part", "up-to"):
        for words in _all(segments, name, span):
            if not any(one.start <= words.start < one.end for one in spans):
                spans.append(words)
                told = condition(segments, words)
                found.append(told if name == "ground" else replace(told, nature=Nature.OPEN))
    lead = low[span.start : span.end].rstrip(" :")
    leads = lead.endswith(_LEADS) or _LEADING_TO.search(lead) is not None
    opened = [one for one in sentence.items if low.startswith(_OPENING, one.start)]
    if sentence.items and (tokens[-1].clause in ("condition", "relative") or leads):
        found = [one for one in found if one.span.end < tokens[-1].end or len(one.text) > _STUB]
        opened = list(sentence.items)
    found += [condition(segments, one) for one in opened]
    return sorted(found, key=lambda one: one.span)


def _all(segments: Segments, name: str, span: Span) -> Iterator[Span]:
    """All words of a list of phrases in a span."""
    found = find(segments, name, span)
    while found is not None:
        yield found
        found = find(segments, name, Span(found.end, span.end))


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens clause by clause; a conjunction begins a new one."""
    run: list[Token] = []
    for token in tokens:
        if run and (token.clause != run[-1].clause or token.word.opens == "condition"):
            yield run
            run = []
        run.append(token)
    if run:
        yield run
