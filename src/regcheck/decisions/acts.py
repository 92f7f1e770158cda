"""The act of a verb of deciding, told by the verb with its object and particle."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, pairwise

from regcheck.decisions.model import DUTIES, Act
from regcheck.decisions.tokens import IN_MAIN, Token
from regcheck.decisions.words import LIGHT
from regcheck.language.lexicon import sections

_FAR = 30
"""Words behind a verb in which its object is looked for, relative clauses left out."""


def act_of(tokens: list[Token], place: int, act: str) -> Act | None:
    """The act of a verb with its object and particle; None where they make no act of it."""
    low = tokens[place].low
    after = [t.low for t in tokens[place + 1 : place + 10] if t.clause in IN_MAIN]
    lows = [t.low for t in tokens[max(place - 4, 0) : place + 4]]
    made = _object(tokens, place)
    if made is Act.ORDER and any(t.word.object is Act.SANCTION for t in tokens[place : place + 8]):
        made = Act.SANCTION
    if low in _KEEPING:
        return _keeping_watch(after)
    if low in _ASKING:
        return Act.DEMAND if "om" in after[:4] else None
    if low in _MAKING or low.startswith("utarbeid"):
        return made if made is Act.REPORT else None
    if low.startswith("utvis") and any(one.startswith(_SHOWN) for one in after[:4]):
        return None
    if low.startswith("tilbakebetal"):
        paid = any(t.low.startswith(_PAID) for t in tokens[max(place - 8, 0) : place + 4])
        return Act.PAY if paid else Act.CLAIM_BACK
    if low.startswith(("gjør", "gjer")) and "kjent" in after:
        return Act.NOTIFY
    form = tokens[place].word.form
    passive = form is not None and form.shape in ("passive", "participle")
    if passive and low.startswith(("prioriter", "ranger")):
        return None
    if low in _HAPPENING and made in DUTIES:
        return None
    if act == LIGHT:
        if made is Act.NOTIFY and any(one.startswith(("årleg", "årlig")) for one in lows):
            return Act.REPORT
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
    if low.startswith(("behandl", "handsam")) and any(
        one in t.low for t in tokens for one in _DATA
    ):
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


def _drawing(after: list[str]) -> Act | None:
    """«trekke i tilskuddet», «trekke løyvet tilbake»."""
    if {"i", "fra", "frå"} & set(after[:3]):
        return Act.REDUCE
    backed = {"tilbake", "attende", "inn"} & set(after)
    return Act.WITHDRAW if backed or any(one.startswith(_HELD) for one in after[:3]) else None


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


_DATA = ("opplysning", "fødselsnummer", "personnummer", "kontonummer")
"""What is processed, and not decided on, by «behandle»."""
_BACK = frozenset(
    {"tilbake", "attende", "tilbakebetalt", "tilbakebetaling", "tilbakeført", "attendebetalt"}
)
_ASKING = frozenset({"be", "ber", "bes"})
_HAPPENING = frozenset({"skje", "skjer"})
_MAKING = frozenset({"avgi", "avgir", "avgis", "avgje", "avgjev"})
_PAID = ("gebyr", "avgift", "depositum", "forhåndsbetal")
"""What people pay, and get back."""
_SHOWN = ("holdning", "haldning", "aktsom", "forsiktig", "respekt", "skjønn", "atferd", "åtferd")
"""What people show."""
_HELD = ("tillat", "løyve", "godkjenn", "autorisasjon", "bevilling", "sertifikat", "konsesjon")
_SET = ("vilkår", "krav", "frist", "beløp", "sats", "grense")
_LAID = {"ved": Act.SEND, "fram": Act.SEND, "frem": Act.SEND, "bort": Act.DISMISS}
_WITH_PARTICLE: tuple[tuple[tuple[str, ...], Callable[[list[str]], Act | None]], ...] = (
    (("kall", "ta", "tek"), _taking),
    (("trekk",), _drawing),
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
_KEEPING = frozenset({"føre", "fører", "førar", "føres", "førast"})
"""Forms of «føre», which begins too many other verbs to stand in the table."""


def _object(tokens: list[Token], place: int) -> Act | None:
    """The act that the object of a verb tells: behind it, else before it."""
    if tokens[place].word.passive and (made := _given(tokens, place)) is not None:
        return made
    own = (t for t in tokens[place + 1 : place + _FAR] if t.clause != "relative")
    for one in islice(own, 8):
        if one.low in (",", ";") or one.word.opens == "condition":
            break
        if one.word.object and not one.low.endswith(_NO_OBJECT):
            return one.word.object
    before = (t for t in reversed(tokens[:place]) if t.clause in IN_MAIN)
    for one in islice(before, 14):
        if one.low in ("vedtaket", "pålegget"):
            return None
        if one.word.object and not one.low.endswith(_NO_OBJECT):
            return one.word.object
    return None


def _given(tokens: list[Token], place: int) -> Act | None:
    """The act that the subject of a passive tells: «kan tilskudd likevel gis etter en vurdering»."""
    for at in range(place - 1, max(place - 6, -1), -1):
        one = tokens[at]
        if one.low in (",", ";") or one.clause not in IN_MAIN:
            break
        governed = at and tokens[at - 1].low in sections("grammar")["prepositions"]
        if one.word.object and not governed and not one.low.endswith(_NO_OBJECT):
            return one.word.object
    return None


_NO_OBJECT = ("ens", "ets", "enes", "vis")
"""Endings of genitives and adverbs."""
