"""What is read of a decision: its boxes, each with the words that fill it or how it is filled."""

from __future__ import annotations

from enum import StrEnum

from regcheck.base.text.span import Span
from regcheck.base.values import Value
from regcheck.law.address import Address


class Act(StrEnum):
    """What is decided, or what somebody must do for a decision that was or will be made."""

    GIVE = "give"
    REFUSE = "refuse"
    DISMISS = "dismiss"
    PERMIT = "permit"
    APPROVE = "approve"
    EXEMPT = "exempt"
    ORDER = "order"
    FORBID = "forbid"
    WITHDRAW = "withdraw"
    FIX = "fix"
    PAY = "pay"
    CLAIM_BACK = "claim-back"
    REDUCE = "reduce"
    SANCTION = "sanction"
    STOP = "stop"
    REGISTER = "register"
    DELETE = "delete"
    DISCLOSE = "disclose"
    APPOINT = "appoint"
    ADMIT = "admit"
    PROLONG = "prolong"
    INSPECT = "inspect"
    DEMAND = "demand"
    DECIDE = "decide"
    DECIDE_APPEAL = "decide-appeal"
    REPORT = "report"
    NOTIFY = "notify"
    SEND = "send"
    KEEP = "keep"


DUTIES = frozenset({Act.REPORT, Act.NOTIFY, Act.SEND, Act.KEEP})
"""Acts by which nothing is decided."""
FAVOURS = frozenset(
    {Act.GIVE, Act.PERMIT, Act.APPROVE, Act.EXEMPT, Act.ADMIT, Act.PROLONG, Act.PAY}
)
"""What people ask for."""
BURDENS = frozenset(
    {Act.REFUSE, Act.DISMISS, Act.ORDER, Act.FORBID, Act.WITHDRAW, Act.CLAIM_BACK, Act.REDUCE}
    | {Act.SANCTION, Act.STOP, Act.DELETE, Act.DEMAND}
)
"""What people are struck by."""


class Strength(StrEnum):
    """How the decider is bound."""

    SHALL = "shall"
    MAY = "may"
    SHALL_NOT = "shall-not"
    NORMALLY = "normally"


class Initiative(StrEnum):
    """What sets the decision going."""

    APPLICATION = "application"
    COMPLAINT = "complaint"
    OWN_MOTION = "own-motion"
    AUTOMATIC = "automatic"
    NOT_SAID = "not-said"


class State(StrEnum):
    """How a box is filled: by words of the provision, by another place of the text, by a general
    act, or not at all."""

    WORDS = "words"
    ELSEWHERE = "elsewhere"
    GENERAL_LAW = "general-law"
    NOT_SAID = "not-said"


class Box(Value, frozen=True):
    """A box of a decision. `spans` are code points of `Document.text`, `text` the words in them;
    `address` is where they stand if that is another provision."""

    state: State = State.NOT_SAID
    spans: tuple[Span, ...] = ()
    text: str = ""
    address: Address | None = None

    @property
    def said(self) -> bool:
        """Whether words of the text fill the box."""
        return self.state in (State.WORDS, State.ELSEWHERE)


NOT_SAID = Box()


class Nature(StrEnum):
    """Whether a condition can be read off, must be weighed by something that is said, or has
    nothing to go by."""

    FACT = "fact"
    JUDGMENT = "judgment"
    OPEN = "open"


class Condition(Value, frozen=True):
    """A condition of a decision, or what weighs in it. `where` is `sentence`, `section` or
    `document`; `moved` says that it leads to guidance, a form, an agreement or what is yet to be
    fixed."""

    span: Span
    text: str
    nature: Nature
    where: str = "sentence"
    moved: bool = False
    address: Address | None = None


class Decision(Value, frozen=True):
    """A decision, or a duty to report, notify, send or keep.

    `words` are the main clause, `verb` the word of the act in it, `sentence` all of it. `decider`
    is who decides or must act; `kind` is `authority`, `court`, `private` or `unclear`. `party_time`
    and `time` are limits for those whom it concerns and for the decider; `undone` are words such as
    «normalt» that make no limit of one. `alternative` says that one of the conditions is enough,
    `listed` that a list of items follows.
    """

    acts: tuple[Act, ...]
    address: Address
    language: str
    sentence: Span
    words: Span
    verb: Span
    decider: Box
    kind: str
    strength: Strength
    about: Box = NOT_SAID
    initiative: Initiative = Initiative.NOT_SAID
    asked: Box = NOT_SAID
    conditions: tuple[Condition, ...] = ()
    alternative: bool = False
    evidence: tuple[Box, ...] = ()
    party_time: Box = NOT_SAID
    time: Box = NOT_SAID
    undone: Box = NOT_SAID
    result: Box = NOT_SAID
    appeal: Box = NOT_SAID
    consequence: Box = NOT_SAID
    recipient: Box = NOT_SAID
    passive: bool = False
    listed: bool = False

    @property
    def act(self) -> Act:
        """The act, the first of several."""
        return self.acts[0]

    @property
    def is_duty(self) -> bool:
        """Whether somebody must report, notify, send or keep something, and nothing is decided."""
        return self.act in DUTIES

    @property
    def nature(self) -> Nature | None:
        """The nature of the conditions together: a fact where there is one, else a judgment, else
        open; None without conditions."""
        natures = {one.nature for one in self.conditions}
        return next((one for one in Nature if one in natures), None)


class DocumentFacts(Value, frozen=True):
    """What a text says for all its decisions: appeal, time limits for the authority and for
    applicants, whether a section is about applications; who decides, what an applicant must bring,
    what follows breach; what an applicant must be, by section with the stems of its words;
    sentences that only narrow what others decide («tilskudd gis kun til kommuner»), and decisions
    that may tell who decides others on the same thing."""

    appeal: Box = NOT_SAID
    time: Box = NOT_SAID
    party_time: Box = NOT_SAID
    application: bool = False
    consequence: Box = NOT_SAID
    decider: Box = NOT_SAID
    evidence: tuple[Box, ...] = ()
    conditions: tuple[tuple[frozenset[str], tuple[Condition, ...]], ...] = ()
    narrowing: tuple[tuple[frozenset[str], Decision], ...] = ()
    named: tuple[tuple[frozenset[str], Decision], ...] = ()
