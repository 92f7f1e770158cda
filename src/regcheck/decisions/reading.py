"""A sentence, read: its clauses, the verbs of deciding in them, and who acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from regcheck.decisions.model import Act, Strength
from regcheck.decisions.words import LIGHT, Word, phrase, tables, word
from regcheck.language.deciders import classify_decider
from regcheck.language.lexicon import sections
from regcheck.text.span import Span

_TOKEN = re.compile(r"[^\W\d_][\w-]*|[§,;:()]|\d+")
_AS = frozenset(
    "nevnt nemnt nemnd nevnte nemnde følge følgje regel hovedregel hovudregel følger omtalt ledd vilkår helhet utgangspunkt grunnlag".split()
)
_PREPOSITIONS = frozenset(
    "i på til fra frå hos for ved med om etter mot under over mellom gjennom uten utan innen innan innenfor overfor ut dersom når hvis av som likevel så".split()
)
_PASSIVE_WITH = frozenset("blir bli vert verte verta ble blei blitt få får".split())
_BEING = frozenset("er være vere vera".split())
_NOT = frozenset("ikke ikkje ei aldri heller".split())
_LOOSE = frozenset("normalt vanligvis vanlegvis unntaksvis bør".split())
_PRONOUNS = frozenset("den de dei han hun ho det dette disse man ein en".split())
_ADVERBS = frozenset(
    "også òg ikke ikkje likevel dessuten bare kun berre da selv sjølv i tillegg vedtak".split()
)
_NOT_VERBS = frozenset("begge disse desse hele heile deler andre alle samme denne dette slike noen nokre enkelte".split())
_IN_MAIN = frozenset({"main", "that"})


class Token(NamedTuple):
    """A word or mark of a sentence: lower case, where it stands in the text, what is known of it,
    and the kind of the clause it stands in."""

    low: str
    start: int
    end: int
    word: Word
    clause: str


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


def tokens_of(low: str, pieces: Sequence[Span]) -> list[Token]:
    """The tokens of the pieces of a sentence in lower-case text, with their clauses."""
    found = [
        (m[0], m.start(), m.end())
        for piece in pieces
        for m in _TOKEN.finditer(low, piece.start, piece.end)
    ]
    return list(_with_clauses(found))


def _with_clauses(raw: list[tuple[str, int, int]]) -> Iterator[Token]:
    clause, outer, verbs, linked = "main", "main", 0, -9
    met = False
    words = [word(low) for low, _, _ in raw]
    first_verb = bool(words) and (words[0].finite or words[0].passive or words[0].modal)
    if first_verb and any(
        raw[i][0] == "," and (words[i + 1].modal or words[i + 1].finite or words[i + 1].passive)
        for i in range(2, len(raw) - 1)
    ):
        clause, outer = "condition", "main"
    for place, (low, start, end) in enumerate(raw):
        known = words[place]
        after = raw[place + 1][0] if place + 1 < len(raw) else ""
        next_verb = place + 1 < len(raw) and (
            words[place + 1].modal or words[place + 1].finite or words[place + 1].passive
        )
        if low in ("og", "eller", "men"):
            linked = place
        if low == ",":
            if clause != "main" and verbs and next_verb:
                clause, outer, verbs = "main", "main", 0
            elif clause == "relative" and verbs:
                clause, verbs = outer, 1
        elif low in ("med",) and after == "mindre":
            clause, outer, verbs = "condition", "main", 0
        elif low == "for" and after == "å":
            clause, outer, verbs = "condition", "main", 1
        elif known.opens and not (
            known.opens == "relative" and (after in _AS or not after.isalpha())
        ):
            if known.opens == "relative":
                outer = clause if clause != "relative" else outer
                clause, verbs = "relative", 0
            elif known.opens == "condition":
                clause, outer, verbs = "condition", "main", 0
            elif clause == "main":
                clause, outer, verbs = "that", "main", 0
        elif low in ("om", "der", "da", "så", "før") and (
            after in _PRONOUNS or after in ("ikke", "ikkje") or (low == "der" and not place)
        ):
            if clause == "main" and not (low == "om" and after in ("den", "de", "dei", "det")):
                clause, outer, verbs = "condition", "main", 0
        elif known.modal or known.finite or known.passive:
            helped = known.passive and verbs and place - 6 < _last(words, place)
            if clause in ("relative", "condition") and verbs and not helped and place - linked > 4:
                clause, verbs = (outer if clause == "relative" else "main"), 0
                met = True
            verbs += 1
        yield Token(low, start, end, known, clause)
    del met


def _last(words: list[Word], place: int) -> int:
    """The place of the last modal before a place; far before it where there is none."""
    for at in range(place - 1, max(place - 7, -1), -1):
        if words[at].modal:
            return at
    return -99


def deeds_in(text: str, tokens: list[Token]) -> Iterator[Deed]:
    """What is decided or must be done in a sentence, by its main clauses, each once."""
    modal, seen, refused = -1, False, False
    taken: Deed | None = None
    for place, token in enumerate(tokens):
        if token.clause not in _IN_MAIN:
            continue
        if token.low in (";",):
            modal = -1
        if token.word.modal and token.clause == "main":
            modal = place
        form = token.word.form
        if form is None or not _is_verb(tokens, place, modal):
            continue
        act = _act(tokens, place, form.act)
        if act is None:
            continue
        if token.clause == "that" and refused:
            continue
        made = _deed(text, tokens, place, modal, act)
        if made is None:
            refused = refused or token.clause == "main"
            continue
        if taken is not None and (taken.modal == made.modal or taken.verb > place - 12):
            if act not in taken.acts and len(taken.acts) < 3 and taken.modal == made.modal:
                taken = taken._replace(acts=(*taken.acts, act))
            continue
        if taken is not None:
            yield taken
        taken, seen = made, True
    if taken is not None:
        yield taken
    elif not seen:
        deed = _right(text, tokens) or _other(text, tokens)
        if deed is not None:
            yield deed


def _other(text: str, tokens: list[Token]) -> Deed | None:
    """What a body may do by a verb on no list: «kommunen kan avrunde gebyret»."""
    modal = next((i for i, t in enumerate(tokens) if t.low == "kan" and t.clause == "main"), -1)
    if modal < 0:
        return None
    idle = _idle()
    for place in range(modal + 1, min(modal + 20, len(tokens))):
        token = tokens[place]
        if token.clause not in _IN_MAIN or token.low in (",", "og", "eller"):
            continue
        infinitive = _is_infinitive(tokens, place)
        if not infinitive and not token.word.passive:
            continue
        if token.low in idle:
            return None
        strength = _strength(tokens, modal, place)
        subject = _before(tokens, modal) or _between(tokens, modal, place)
        if token.word.passive:
            agent = _agent(tokens, place)
            if agent is None:
                return None
            return Deed((Act.DECIDE,), modal, place, strength, agent, "authority", True, subject)
        named = _named(text, tokens, modal, place)
        if named is None or named[1] not in ("authority", "court"):
            return None
        return Deed((Act.DECIDE,), modal, place, strength, named[0], named[1], False, subject)
    return None


def _is_infinitive(tokens: list[Token], place: int) -> bool:
    """Whether a word is an infinitive there: one that is listed, or one in -e right behind a modal,
    an adverb or the body that acts."""
    low, before = tokens[place].low, tokens[place - 1]
    if before.low == "å":
        return False
    if low in sections("grammar")["infinitive"]:
        return True
    near = before.word.modal or before.low in _ADVERBS or before.word.kind == "authority"
    return near and len(low) > 4 and low.endswith("e") and low not in _NOT_VERBS


@cache
def _idle() -> frozenset[str]:
    found: str = tables("acts")["idle"]["verbs"]
    return frozenset(found.split())


def _right(text: str, tokens: list[Token]) -> Deed | None:
    """«har rett til stønad», «har krav på», «mister retten»."""
    for place, token in enumerate(tokens[:-1]):
        if token.clause != "main" or token.low not in ("rett", "krav", "retten"):
            continue
        before = {one.low for one in tokens[max(place - 4, 0) : place]}
        if token.low == "retten" and before & {"miste", "mister", "tape", "taper", "mistar"}:
            act = Act.WITHDRAW
        elif before & {"har", "ha"} and tokens[place + 1].low in ("til", "på"):
            act = next(
                (t.word.object for t in tokens[place + 1 : place + 8] if t.word.object), None
            )
            if act is None:
                return None
        else:
            continue
        modal = next((i for i in range(place) if tokens[i].word.modal), -1)
        strength = _strength(tokens, modal, place)
        return Deed((act,), modal, place, strength, None, "", True, _before(tokens, place))
    return None


def _is_verb(tokens: list[Token], place: int, modal: int) -> bool:
    """Whether a form of a verb of deciding is the verb of a main clause there."""
    token = tokens[place]
    assert token.word.form is not None
    shape = token.word.form.shape
    before = tokens[place - 1].low if place else ""
    if shape == "infinitive":
        if before in ("å", "en", "et", "ein", "eit"):
            return False
        return (modal >= 0 and place - modal < 25) or token.clause == "that"
    if shape == "passive":
        return place > 0
    if shape == "present":
        near = modal >= 0 and place - modal < 12
        return (
            place > 0 and not near and before not in ("en", "et", "ein", "den", "av", "for", "til")
        )
    earlier = {one.low for one in tokens[max(place - 5, 0) : place] if one.clause in _IN_MAIN}
    if earlier & _PASSIVE_WITH:
        return True
    return modal >= 0 and bool(earlier & _BEING) and before not in ("en", "et")


def _act(tokens: list[Token], place: int, act: str) -> Act | None:
    """The act of a verb with its object and particle."""
    after = [t.low for t in tokens[place + 1 : place + 10]]
    low = tokens[place].low
    made = _object(tokens, place)
    if {"tilbake", "attende"} & set(after) or any(
        one.startswith(("tilbakebetal", "attendebetal", "tilbakefør")) for one in after[:8]
    ):
        if act in ("demand", "withdraw"):
            return Act.CLAIM_BACK if act == "demand" else Act.WITHDRAW
    if act == LIGHT:
        return made
    if low.startswith(("kall", "ta", "tek")) and act in ("withdraw", "admit"):
        if act == "admit" and after[:1] and after[0] in ("opp", "inn"):
            return Act.ADMIT
        return Act.WITHDRAW if "tilbake" in after[:4] or "attende" in after[:4] else None
    if low.startswith("trekk") and "i" in after[:3]:
        return Act.REDUCE
    if low.startswith(("legg", "lege")):
        return Act.SEND if after[:1] and after[0] in ("ved", "fram", "frem") else None
    if low.startswith(("sett", "set", "stil")):
        if "ned" in after[:4]:
            return Act.REDUCE
        wanted = ("vilkår", "krav", "frist", "beløp", "sats", "grense")
        return Act.FIX if any(one.startswith(wanted) for one in after[:5]) else None
    if low.startswith("be") and low in ("behandle", "behandles", "behandla"):
        return None if any("opplysning" in t.low for t in tokens) else Act.DECIDE
    if made is Act.EXEMPT and act in ("give", "permit", "fix", "decide"):
        return Act.EXEMPT
    if made is Act.SANCTION and act in ("fix", "demand", "order"):
        return Act.SANCTION
    found = Act(act)
    if found is Act.DECIDE and any(t.low.startswith("klag") for t in tokens):
        return Act.DECIDE_APPEAL
    return found


def _object(tokens: list[Token], place: int) -> Act | None:
    """The act that the object of a verb tells: behind it, else before it."""
    for one in tokens[place + 1 : place + 9]:
        if one.low in (",", ";") or one.word.opens == "condition":
            break
        if one.word.object:
            return one.word.object
    for one in reversed(tokens[max(place - 14, 0) : place]):
        if one.word.object and one.clause in _IN_MAIN:
            return one.word.object
    return None


def _strength(tokens: list[Token], modal: int, verb: int) -> Strength:
    said = {t.low for t in tokens[max(min(modal, verb) - 1, 0) : verb + 3] if t.clause in _IN_MAIN}
    low = tokens[modal].low if modal >= 0 else ""
    if said & _NOT:
        return Strength.SHALL_NOT
    if low == "bør" or "bur" in said or (said & _LOOSE and low != "kan"):
        return Strength.NORMALLY
    return Strength.MAY if low in ("kan", "kunne", "kann") else Strength.SHALL


def _deed(text: str, tokens: list[Token], verb: int, modal: int, act: Act) -> Deed | None:
    form = tokens[verb].word.form
    assert form is not None
    if form.shape in ("present",) or (modal >= 0 and verb < modal):
        modal = -1
    if form.shape == "passive" and modal >= 0 and verb - modal > 25:
        modal = -1
    party = tokens[verb].low in ("få", "får", "fås", "gis") and tokens[verb].low != "gis"
    passive = form.shape in ("passive", "participle") or party
    strength = _strength(tokens, modal, verb)
    finite = modal if modal >= 0 else verb
    subject = _before(tokens, finite) or _between(tokens, finite, verb)
    if passive:
        agent = _agent(tokens, verb)
        kind = classify_decider(agent.of(text)) if agent else ""
        if kind == "private" and act not in (Act.SEND, Act.REPORT, Act.NOTIFY):
            return None
        decider = agent if kind else None
        return Deed((act,), modal, verb, strength, decider, kind, True, subject)
    named = _named(text, tokens, finite, verb)
    if named is None:
        return None
    span, kind = named
    if kind == "private" and act not in (Act.REPORT, Act.NOTIFY, Act.SEND, Act.KEEP):
        return None
    return Deed((act,), modal, verb, strength, span, kind, False, subject)


def _before(tokens: list[Token], finite: int) -> Span | None:
    """The words of the main clause before its finite verb, if they can be its subject."""
    own = [t for t in tokens[:finite] if t.clause == "main"]
    cut = next((i for i in range(len(own) - 1, -1, -1) if own[i].low in (";", ":", ",")), -1)
    own = [t for t in own[cut + 1 :] if t.low not in (",", "(", ")")] or own[:cut]
    if not own or own[0].low in _PREPOSITIONS:
        return None
    return Span(own[0].start, own[-1].end)


def _between(tokens: list[Token], finite: int, verb: int) -> Span | None:
    """The words between a finite verb and the verb of the act, or a few behind it."""
    own = [t for t in tokens[finite + 1 : verb] if t.clause == "main" and t.low.isalpha()]
    if not own and finite == verb:
        own = [t for t in tokens[verb + 1 : verb + 5] if t.clause == "main" and t.low.isalpha()]
    return Span(own[0].start, own[-1].end) if own else None


def _named(text: str, tokens: list[Token], finite: int, verb: int) -> tuple[Span, str] | None:
    """Who acts in an active clause, and of which kind; None where no body or party is read."""
    for span in (_before(tokens, finite), _between(tokens, finite, verb)):
        if span is None:
            continue
        words = span.of(text)
        kind: str = classify_decider(words)
        if kind != "unclear":
            return span, kind
        inside = [t for t in tokens if span.start <= t.start < span.end]
        if any(t.low.endswith(_bodies()) for t in inside[:6]):
            return span, "authority"
    return None


@cache
def _bodies() -> tuple[str, ...]:
    found: str = tables("acts")["bodies"]["endings"]
    return tuple(found.split())


def _agent(tokens: list[Token], verb: int) -> Span | None:
    """The agent of a passive: «av kommunen»."""
    for at in range(verb + 1, min(len(tokens) - 1, verb + 14)):
        if tokens[at].low == "av" and tokens[at].clause in _IN_MAIN:
            own = tokens[at + 1 : at + 7]
            for one in own:
                if one.low in (",", ";") or one.word.opens:
                    break
                if one.word.kind in ("authority", "court") or one.low.endswith(_bodies()):
                    return Span(own[0].start, one.end)
    return None


def gives_rules(text: str, span: Span) -> bool:
    """Whether rules are given by these words, and nothing is decided in the single case."""
    return phrase("rules").search(text, span.start, span.end) is not None
