"""A sentence, read: its clauses, the verbs of deciding in them, and who acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from regcheck.base.text.span import Span
from regcheck.decisions.model import DUTIES, Act, Strength
from regcheck.decisions.tokens import IN_MAIN, Token
from regcheck.decisions.words import LIGHT, Form, phrase, small
from regcheck.language.deciders import classify_decider
from regcheck.language.lexicon import sections

PRONOUN = "pronoun"
"""The kind of a decider that is only told by what was said before."""
_FAR = 30
"""Words behind a verb in which its object is looked for, relative clauses left out."""
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
    taken = taken or _right(text, tokens) or _consent(tokens) or _other(text, tokens)
    if taken is not None:
        yield taken


def _by_listed_verbs(text: str, tokens: list[Token]) -> Iterator[Deed]:
    """What is said by each verb of deciding; what a private party may demand is not decided."""
    modal, refused = -1, False
    for place, token in enumerate(tokens):
        if token.clause not in IN_MAIN:
            continue
        if token.low == ";":
            modal = -1
        elif token.word.modal and token.clause == "main":
            modal = modal if place - 1 == modal >= 0 else place
        elif token.word.form is not None and not (refused and token.clause == "that"):
            form = token.word.form
            act = _act(tokens, place, form.act) if _is_verb(tokens, place, form, modal) else None
            if act is not None:
                made = _deed(text, tokens, place, form, modal=modal, act=act)
                refused = refused or (made is None and token.clause == "main")
                if made is not None:
                    yield made


def _other(text: str, tokens: list[Token]) -> Deed | None:
    """What a body may do by a verb on no list: «kommunen kan avrunde gebyret»."""
    modal = next((i for i, t in enumerate(tokens) if t.low == "kan" and t.clause == "main"), -1)
    if modal < 0:
        return None
    for place in range(modal + 1, min(modal + 20, len(tokens))):
        token = tokens[place]
        if token.clause not in IN_MAIN or token.low in (",", "og", "eller"):
            continue
        infinitive = _is_infinitive(tokens, place)
        if not infinitive and not token.word.passive:
            continue
        if token.low in small("idle") or token.word.form is not None:
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
    near = before.word.modal or before.low in small("adverbs") or before.word.kind == "authority"
    return near and len(low) > 4 and low.endswith("e") and low not in small("no-verbs")


def _right(text: str, tokens: list[Token]) -> Deed | None:
    """«har rett til stønad», «har krav på», «mister retten»."""
    for place, token in enumerate(tokens[:-1]):
        if token.clause != "main" or token.low not in ("rett", "krav", "retten"):
            continue
        before = {one.low for one in tokens[max(place - 4, 0) : place]}
        act: Act | None = None
        if token.low == "retten" and before & {"miste", "mister", "tape", "taper", "mistar"}:
            act = Act.WITHDRAW
        elif before & {"har", "ha"} and tokens[place + 1].low in ("til", "på"):
            act = next(
                (t.word.object for t in tokens[place + 1 : place + 8] if t.word.object), None
            )
        if act is None:
            continue
        modal = next((i for i in range(place) if tokens[i].word.modal), -1)
        strength = _strength(tokens, modal, place)
        finite = next((i for i in range(place) if tokens[i].low in ("har", "ha")), place)
        subject = _before(tokens, modal if modal >= 0 else finite)
        return Deed((act,), modal, place, strength, None, "", True, subject)
    return None


def _consent(tokens: list[Token]) -> Deed | None:
    """«kan ikke brukes uten tillatelse fra kommunen»: somebody permits it."""
    for place, token in enumerate(tokens[:-1]):
        if token.low not in ("uten", "utan") or token.clause not in IN_MAIN:
            continue
        for at in range(place + 1, min(place + 4, len(tokens) - 1)):
            act = tokens[at].word.object
            if act in (Act.PERMIT, Act.APPROVE) and tokens[at + 1].low in ("fra", "frå", "av"):
                giver = tokens[at + 2 : at + 6]
                end = next((i for i, t in enumerate(giver) if t.low in (",", ";")), len(giver))
                if not giver[:end]:
                    return None
                span = Span(giver[0].start, giver[end - 1].end)
                kind = "unclear"
                return Deed((act,), -1, at, Strength.SHALL, span, kind, True, None)
    return None


def _is_verb(tokens: list[Token], place: int, form: Form, modal: int) -> bool:
    """Whether a form of a verb of deciding is the verb of a main clause there."""
    token, shape = tokens[place], form.shape
    before = tokens[place - 1].low if place else ""
    if shape == "infinitive":
        if before == "å":
            return token.clause == "main" and _is_bound(tokens, place - 1)
        if before in ("en", "et", "ein", "eit"):
            return False
        return (modal >= 0 and place - modal < 25) or token.clause == "that"
    if shape == "passive":
        return place > 0 and (before == "er" or not token.low.startswith("straffbar"))
    if shape == "present":
        if _is_followed(tokens, place) or _is_part(tokens, place):
            return False
        near = modal >= 0 and (place - modal < 12 or _is_same_clause(tokens, modal, place))
        return (
            place > 0 and not near and before not in ("en", "et", "ein", "den", "av", "for", "til")
        )
    earlier = {one.low for one in tokens[max(place - 5, 0) : place] if one.clause in IN_MAIN}
    if {"være", "vere"} & earlier and form.act == Act.APPROVE:
        return _agent(tokens, place) is not None
    return bool(earlier & small("makes-passive"))


def _is_bound(tokens: list[Token], place: int) -> bool:
    """Whether a duty stands before the «å» there: «plikter å», «har plikt til å»."""
    return bool({t.low for t in tokens[max(place - 2, 0) : place]} & small("bound"))


def _is_same_clause(tokens: list[Token], modal: int, place: int) -> bool:
    """Whether nothing divides a verb from the modal before it, so that another clause without
    «som» has it: «før dagen styret godkjenner»."""
    return all(
        t.clause == "main" and t.low not in (",", "og", "eller", "men") for t in tokens[modal:place]
    )


def _is_part(tokens: list[Token], place: int) -> bool:
    """Whether a word that may be a verb is the noun of «deler av»."""
    after = tokens[place + 1].low if place + 1 < len(tokens) else ""
    return after == "av" and tokens[place].low in ("deler", "delar")


def _is_followed(tokens: list[Token], place: int) -> bool:
    """Whether a modal follows a present that nothing divides from it: «vedtak rådet treffer, kan
    …» without «som»."""
    for token in tokens[place + 1 : place + 12]:
        if token.low in (",", "og", "eller", ";"):
            return False
        if token.word.modal and token.clause == "main":
            return True
    return False


def _act(tokens: list[Token], place: int, act: str) -> Act | None:
    """The act of a verb with its object and particle; None where they make no act of it."""
    low = tokens[place].low
    after = [t.low for t in tokens[place + 1 : place + 10] if t.clause in IN_MAIN]
    made = _object(tokens, place)
    if low in _WITH_OBJECT:
        return _WITH_OBJECT[low](after)
    if act == LIGHT:
        enforces = ("for", "å") in pairwise(t.low for t in tokens[place + 1 : place + 8])
        return Act.ORDER if made is Act.DECIDE and enforces else made
    if act in ("demand", "withdraw") and not _BACK.isdisjoint(after):
        return Act.CLAIM_BACK if act == "demand" else Act.WITHDRAW
    for verb, found in _WITH_PARTICLE:
        if low.startswith(verb):
            return found(after)
    if act == Act.SEND and made in (Act.REPORT, Act.NOTIFY):
        return made
    if made is Act.EXEMPT and act in ("give", "permit", "fix", "decide"):
        return made
    if made is Act.SANCTION and act in ("fix", "demand", "order"):
        return made
    if act == Act.DECIDE and any(t.low.startswith("klag") for t in tokens):
        return Act.DECIDE_APPEAL
    if low.startswith(("behandl", "handsam")) and any("opplysning" in t.low for t in tokens):
        return None
    return Act(act)


def _setting(after: list[str]) -> Act | None:
    """«sette ned gebyret», «sette vilkår»."""
    if "ned" in after[:4]:
        return Act.REDUCE
    if after[:2] == ["i", "verk"]:
        return Act.DECIDE
    if after[:1] == ["av"]:
        return Act.FIX
    return Act.FIX if any(one.startswith(_SET) for one in after[:5]) else None


def _taking(after: list[str]) -> Act | None:
    """«ta opp søkere», «ta betaling», «kalle tilbake»."""
    if after[:1] in (["opp"], ["inn"]):
        return Act.ADMIT
    if {"betaling", "gebyr", "avgift"} & set(after[:5]):
        return Act.DEMAND
    return Act.WITHDRAW if {"tilbake", "attende"} & set(after[:4]) else None


def _holding(after: list[str]) -> Act | None:
    """«holde departementet orientert», «holde tilbake tilskuddet»."""
    if "tilbake" in after or "attende" in after:
        return Act.STOP
    told = ("orienter", "underrett", "informer")
    return Act.NOTIFY if any(one.startswith(told) for one in after) else None


def _keeping_watch(after: list[str]) -> Act | None:
    """«føre tilsyn med», «føre register over»."""
    if any(one.startswith(("tilsyn", "kontroll", "oppsyn")) for one in after[:6]):
        return Act.INSPECT
    return Act.REGISTER if any(one.startswith("register") for one in after[:4]) else None


def _requesting(after: list[str]) -> Act | None:
    """«be om kopi», «be om dokumentasjon»."""
    asked = ("kopi", "dokument", "opplysning", "informasjon", "rapport")
    wants = after[:1] == ["om"] and any(one.startswith(asked) for one in after[1:6])
    return Act.DEMAND if wants else None


_BACK = frozenset(
    {"tilbake", "attende", "tilbakebetalt", "tilbakebetaling", "tilbakeført", "attendebetalt"}
)
_SET = ("vilkår", "krav", "frist", "beløp", "sats", "grense")
_LAID = {"ved": Act.SEND, "fram": Act.SEND, "frem": Act.SEND, "bort": Act.DISMISS}
_WITH_PARTICLE: tuple[tuple[tuple[str, ...], Callable[[list[str]], Act | None]], ...] = (
    (("kall", "ta", "tek"), _taking),
    (("trekk",), lambda after: Act.REDUCE if "i" in after[:3] else Act.WITHDRAW),
    (
        ("legg", "lege"),
        lambda after: next((act for one, act in _LAID.items() if one in after[:3]), None),
    ),
    (("sett", "set", "stil"), _setting),
    (("hold", "hald"), _holding),
    (
        ("nemn", "pek", "peik"),
        lambda after: Act.APPOINT if {"opp", "ut"} & set(after[:4]) else None,
    ),
    (("utsted", "utferd"), lambda after: Act.DEMAND if "gebyr" in after[:4] else Act.GIVE),
    (("nekt",), lambda after: Act.FORBID if "å" in after[:6] else Act.REFUSE),
    (("åpn", "opn"), lambda after: Act.PERMIT if "for" in after[:3] else Act.DECIDE),
)
"""Verbs whose act is told by the words behind them."""
_WITH_OBJECT: dict[str, Callable[[list[str]], Act | None]] = {
    **dict.fromkeys(("føre", "fører", "førar", "føres", "førast"), _keeping_watch),
    **dict.fromkeys(("be", "ber", "bes"), _requesting),
}
"""Short words whose act is told so."""


def _object(tokens: list[Token], place: int) -> Act | None:
    """The act that the object of a verb tells: behind it, else before it."""
    own = (t for t in tokens[place + 1 : place + _FAR] if t.clause != "relative")
    for one in islice(own, 8):
        if one.low in (",", ";") or one.word.opens == "condition":
            break
        if one.word.object and not one.low.endswith(_NO_OBJECT):
            return one.word.object
    for one in reversed(tokens[max(place - 14, 0) : place]):
        if one.word.object and one.clause in IN_MAIN and not one.low.endswith(_NO_OBJECT):
            return one.word.object
    return None


_NO_OBJECT = ("ens", "ets", "enes", "vis")
"""Endings of genitives and adverbs."""


def _strength(tokens: list[Token], modal: int, verb: int) -> Strength:
    said = {t.low for t in tokens[max(min(modal, verb) - 1, 0) : verb + 3] if t.clause in IN_MAIN}
    low = tokens[modal].low if modal >= 0 else ""
    if said & small("negation"):
        return Strength.SHALL_NOT
    if low == "bør" or "bur" in said or (said & small("loose") and low != "kan"):
        return Strength.NORMALLY
    return Strength.MAY if low in ("kan", "kunne", "kann") else Strength.SHALL


def _deed(
    text: str, tokens: list[Token], verb: int, form: Form, *, modal: int, act: Act
) -> Deed | None:
    if form.shape == "present" or (modal >= 0 and verb < modal):
        modal = -1
    if form.shape == "passive" and modal >= 0 and verb - modal > 25:
        modal = -1
    party = tokens[verb].low in ("få", "får", "fås")
    passive = form.shape in ("passive", "participle") or party
    strength = _strength(tokens, modal, verb)
    finite = modal if modal >= 0 else verb
    subject = _before(tokens, finite) or _between(tokens, finite, verb)
    if passive:
        agent = _agent(tokens, verb)
        kind: str = classify_decider(agent.of(text)) if agent else ""
        if kind == "private" and act not in DUTIES:
            return None
        if agent is None and tokens[verb].low.startswith(("beregn", "berekn")):
            return None
        decider = agent if kind else None
        return Deed((act,), modal, verb, strength, decider, kind, True, subject)
    named = _named(text, tokens, finite, verb)
    if named is None and _may_be_a_body(tokens, subject, act, tokens[finite]):
        named = subject, "unclear"
    if named is None and subject is not None and subject.of(text).lower() in small("persons"):
        named = subject, PRONOUN
    if named is None:
        return None
    if named[1] == "private" and act is Act.DISCLOSE:
        act = Act.SEND
    if named[1] == "private" and act not in DUTIES:
        return None
    return Deed((act,), modal, verb, strength, named[0], named[1], False, subject)


def _may_be_a_body(tokens: list[Token], subject: Span | None, act: Act, finite: Token) -> bool:
    """Whether a subject that no list names does what parties must or only bodies can do."""
    own = [t.low for t in tokens if subject and subject.start <= t.start < subject.end]
    if not own or own[0].startswith(_TEXTS):
        return False
    if own[0] in small("pronouns"):
        return False
    if act in DUTIES:
        return True
    leads = finite.word.modal or own[0] == tokens[0].low
    return leads and act in _PUBLIC and len(own) < 4 and own[-1].endswith(_DEFINITE)


_PUBLIC = frozenset(
    {Act.EXEMPT, Act.SANCTION, Act.DECIDE_APPEAL, Act.DISMISS, Act.APPROVE, Act.APPOINT}
)
"""What only somebody with public power does."""
_TEXTS = (
    "forskrift",
    "lov",
    "regel",
    "regl",
    "bestemmelse",
    "føresegn",
    "avtale",
    "vilkår",
    "unntak",
)
"""Beginnings of subjects that are texts."""
_DEFINITE = ("en", "et", "a", "ene", "ane")


_SUBJECT = 80
"""Tokens before a finite verb among which its subject is looked for."""


def _before(tokens: list[Token], finite: int) -> Span | None:
    """The words of the main clause before its finite verb, if they can be its subject."""
    near = tokens[max(0, finite - _SUBJECT) : finite]
    own = [t for t in near if t.clause == "main"]
    cut = next((i for i in range(len(own) - 1, -1, -1) if own[i].low in (";", ":", ",")), -1)
    if cut > 0 and own[cut].low == "," and _is_listed(own, cut):
        cut = -1
    own = [t for t in own[cut + 1 :] if t.low not in (",", "(", ")")] or own[:cut]
    verb = next((i for i, t in enumerate(own) if i and t.word.verb), len(own))
    own = own[:verb]
    if not own or own[0].low in small("first"):
        return None
    whoever = len(own) == 1 and own[0].low in ("den", "de", "dei") and near[-1].clause == "relative"
    return Span(own[0].start, near[-1].end if whoever else own[-1].end)


def _is_listed(own: list[Token], cut: int) -> bool:
    """Whether a comma stands in a list of bodies: «kommunen, fylkesmannen og direktoratet»."""
    joins = [t.low for t in own[cut + 1 :] if t.low in ("og", "eller")]
    listed = all(t.low == "," or not t.word.verb for t in own[: cut + 1])
    return bool(joins) and listed and _is_body(own[cut - 1])


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
        inside = [t for t in tokens if span.start <= t.start < span.end]
        ends = (i for i, t in enumerate(inside) if i and t.low in small("first"))
        head = inside[: next(ends, len(inside))]
        kind: str = classify_decider(text[head[0].start : head[-1].end])
        bodies = [t for t in head if t.low.endswith(_bodies()) or _is_body(t)]
        if kind == "unclear" and bodies:
            kind = "authority"
        if kind != "unclear":
            behind = span.start > tokens[finite].start and bodies
            return (Span(span.start, bodies[-1].end) if behind else span), kind
    return None


def _is_body(token: Token) -> bool:
    return token.word.kind in ("authority", "court")


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(sorted(small("bodies")))


def _agent(tokens: list[Token], verb: int) -> Span | None:
    """The agent of a passive: «av kommunen»."""
    for at in range(verb + 1, min(len(tokens) - 1, verb + 14)):
        if tokens[at].low == "av" and tokens[at].clause in IN_MAIN:
            own = tokens[at + 1 : at + 7]
            for one in own:
                if one.low in (",", ";") or one.word.opens:
                    break
                if _is_body(one) or one.low.endswith(_bodies()):
                    return Span(own[0].start, one.end)
    return None


def gives_rules(text: str, span: Span) -> bool:
    """Whether rules are given by these words, and nothing is decided in the single case."""
    return phrase("rules").search(text, span.start, span.end) is not None
