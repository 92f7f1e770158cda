"""The act of a verb of deciding, told by the verb with its object and particle."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, takewhile

from regcheck.decisions.model import Act
from regcheck.decisions.tokens import IN_MAIN, Token
from regcheck.decisions.words import LIGHT

_FAR = 30
"""Words behind a verb in which its object is looked for, relative clauses left out."""


def act_of(tokens: list[Token], place: int, act: str) -> Act | None:
    """The act of a verb with its object and particle; None where they make no act of it."""
    low = tokens[place].low
    after = " ".join(t.low for t in tokens[place + 1 : place + 10] if t.clause in IN_MAIN)
    for words, made in _turns_of(low):
        if re.match(words, after):
            return made
    handled = low.startswith(("behandl", "handsam"))
    if handled and any(data in t.low for t in tokens for data in _DATA):
        return None
    if act in ("demand", "withdraw") and re.search(_BACK, after):
        return Act.CLAIM_BACK if act == "demand" else Act.WITHDRAW
    return _by_object(tokens, place, act)


def _by_object(tokens: list[Token], place: int, act: str) -> Act | None:
    """The act of a verb that its object makes one or another of."""
    made, near = _object(tokens, place), tokens[place : place + 8]
    around = tokens[max(place - 8, 0) : place + 4]
    if made is Act.ORDER and any(t.word.object is Act.SANCTION for t in near):
        made = Act.SANCTION
    if act == LIGHT:
        enforces = made is Act.DECIDE and re.search(r"\bfor å\b", " ".join(t.low for t in near))
        return Act.ORDER if enforces else made
    if made is not None and act in _MADE.get(made, ()):
        return made
    if act == "report" and tokens[place].low.startswith(("utarbeid", "avgi", "avgje")):
        return made if made is Act.REPORT else None
    if act == Act.CLAIM_BACK and any(t.low.startswith(_PAID) for t in around):
        return Act.PAY
    appealed = act == Act.DECIDE and any(t.low.startswith("klag") for t in tokens)
    return Act.DECIDE_APPEAL if appealed else Act(act)


_DATA = ("opplysning", "fødselsnummer", "personnummer", "kontonummer")
"""What is processed, and not decided on, by «behandle»."""
_PAID = ("gebyr", "avgift", "depositum", "forhåndsbetal")
"""What people pay, and get back."""
_BACK = r"\b(?:tilbake|attende)(?:betalt|betaling|ført)?\b"
_MADE: dict[Act, tuple[str, ...]] = {
    Act.REPORT: ("send",),
    Act.NOTIFY: ("send",),
    Act.EXEMPT: ("give", "permit", "fix", "decide"),
    Act.SANCTION: ("fix", "demand", "order"),
}
"""Acts that an object makes of the act that its verb tells alone."""
_TURNS: tuple[tuple[str, str, Act | None], ...] = (
    ("kall|ta|tek", r"(?:opp|inn)\b", Act.ADMIT),
    ("kall|ta|tek", r"(?:\S+ ){0,4}(?:betaling|gebyr|avgift)\b", Act.DEMAND),
    ("kall|ta|tek", r"(?:\S+ ){0,3}(?:tilbake|attende)\b", Act.WITHDRAW),
    ("kall|ta|tek", "", None),
    ("trekk", r"(?:\S+ ){0,2}(?:i|fra|frå)\b", Act.REDUCE),
    ("trekk", r".*\b(?:tilbake|attende|inn)\b", Act.WITHDRAW),
    ("trekk", r"(?:\S+ ){0,2}(?:tillat|løyve|godkjenn|autoris|bevilling|konsesjon)", Act.WITHDRAW),
    ("trekk", "", None),
    ("legg|lege", r"(?:\S+ ){0,2}(?:ved|fram|frem)\b", Act.SEND),
    ("legg|lege", r"(?:\S+ ){0,2}bort\b", Act.DISMISS),
    ("legg|lege", "", None),
    ("set|stil", r"(?:\S+ ){0,3}ned\b", Act.REDUCE),
    ("set|stil", r"i verk\b", Act.DECIDE),
    ("set|stil", r"av\b|(?:\S+ ){0,4}(?:vilkår|krav|frist|beløp|sats|grense)", Act.FIX),
    ("set|stil", "", None),
    ("hold|hald", r".*\b(?:tilbake|attende)\b", Act.STOP),
    ("hold|hald", r".*\b(?:orienter|underrett|informer)", Act.NOTIFY),
    ("hold|hald", "", None),
    ("nemn|pei?k", r"(?:\S+ ){0,3}(?:opp|ut)\b", Act.APPOINT),
    ("nemn|pei?k", "", None),
    ("utsted|utferd", r"(?:\S+ ){0,3}gebyr\b", Act.DEMAND),
    ("utsted|utferd", "", Act.GIVE),
    ("mist|tap", r"(?:\S+ ){0,2}retten\b", Act.WITHDRAW),
    ("mist|tap", "", None),
    ("nekt", r"(?:\S+ ){0,5}å\b", Act.FORBID),
    ("å?o?pn", r"(?:\S+ ){0,2}for\b", Act.PERMIT),
    ("å?o?pn", "", Act.DECIDE),
    ("før(?:e[rs]?|ar|ast)$", r"(?:\S+ ){0,5}(?:tilsyn|kontroll|oppsyn)", Act.INSPECT),
    ("før(?:e[rs]?|ar|ast)$", r"(?:\S+ ){0,3}register", Act.REGISTER),
    ("før(?:e[rs]?|ar|ast)$", "", None),
    ("be[rs]?$", r"(?:\S+ ){0,3}om\b", Act.DEMAND),
    ("be[rs]?$", "", None),
    ("utvis", r"(?:\S+ ){0,3}(?:h[ao]ldning|aktsom|forsiktig|respekt|skjønn|åtferd)", None),
    ("gj[øe]r", r".*\bkjent\b", Act.NOTIFY),
    ("(?:prioriter|ranger)(?:es|ast|t|te)$", "", None),
)
"""Verbs with the words behind them that tell their act, or that there is none; the first that
stand there hold."""


@cache
def _turns_of(low: str) -> list[tuple[str, Act | None]]:
    return [(words, made) for verb, words, made in _TURNS if re.match(verb, low)]


def _object(tokens: list[Token], place: int) -> Act | None:
    """The act that the object of a verb tells: behind it, else before it."""
    after = (t for t in tokens[place + 1 : place + _FAR] if t.clause != "relative")
    before = (t for t in reversed(tokens[:place]) if t.clause in IN_MAIN)
    own = (
        *takewhile(
            lambda t: t.low not in (",", ";") and t.word.opens != "condition", islice(after, 8)
        ),
        *takewhile(lambda t: t.low not in ("vedtaket", "pålegget"), islice(before, 14)),
    )
    told = (t.word.object for t in own if not t.low.endswith(_NO_OBJECT))
    return next(filter(None, told), None)


_NO_OBJECT = ("ens", "ets", "enes", "vis")
"""Endings of genitives and adverbs."""
