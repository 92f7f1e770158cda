"""Who decides: public authorities, courts and private parties by their head nouns.

Used on the subject the trained pipeline finds, or, without it, on the nearest word that may be one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.language.clauses import STOPS, Clause, Reading, is_modal, is_passive
from regcheck.language.lexicon import Listed, grammar_words, listed, sections

Decider = Literal["authority", "court", "private", "unclear"]

_ORDER: dict[str, Decider] = {
    "court": "court", "public-service": "unclear", "authority": "authority", "private": "private",
}  # fmt: skip
"""The kind that each list means; of two for a word the first holds."""
_WORD = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*-?")
_PARTICIPLE = pattern(r"\w+(?:t|d|gjeve|gjevne|teke|tekne)")
_SERVICE = pattern(r"(?:tenesta|tjenesten?|kommando|administrasjon|sekretariat|kontor)\w*$")
_GENITIVE = ("ens", "ets", "nes", "as")
_LEADING = frozenset({"og", "eller", "hvis", "når", "dersom", "at"})
_BACK = 20
"""Clauses before a pronoun in which what it stands for is looked for."""
_NO_COUNCIL = ("området", "områda", "forrådet", "utstyret", "studentorganet")
"""Words that end like «rådet» and «styret» and name no body."""
_OF_A_RIGHT = (
    *("til", "etter", "gjelder", "gjeld", "omfatter", "omfattar", "bortfaller", "skal oppfyll"),
)
"""What follows «retten» where it is a right and no court."""


def classify_decider(words: str) -> Decider:
    """The kind of decider that a noun phrase names (`departementet`, `den som søker`, `retten`).

    The first listed word that does not stand after a preposition, else the first listed one.
    """
    found = _WORD.findall(words)
    if _is_whoever(found):
        return "private"
    kinds = [_kind_at(found, i) for i in range(len(found))]
    free = (kind for i, kind in enumerate(kinds) if not _is_object(found, i))
    return _first(free) or _first(kinds) or "unclear"


def decider_in(reading: Reading, offset: int, length: int = 0) -> Decider:
    """Who decides at `offset` (code points) of a sentence whose clauses have been read.

    From the clause that the words stand in outwards: a body or court that finds, demands or decides
    something there, the subject of the main clause or the agent of its passive, else a body
    by whose decision the main clause happens. A private party is only said to decide where it acts
    by itself: not where it asks, receives, has or is something, or where something is done to it.
    """
    named = _named(reading)
    if not named:
        return "unclear"
    place = max(bisect_right(reading.starts, offset) - 1, 0)
    line = reading.line(place)
    main = _decides(reading, line[-1])
    if "body" not in named:
        return "private" if main == "private" else "unclear"
    kinds = [_decides(reading, clause) for clause in line[:-1]]
    inner = range(place, bisect_left(reading.starts, offset + length))
    asking = [c for c in reading.clauses if c.kind == "condition" or c.verb in inner]
    kinds += [main, *(finds(reading, clause) for clause in asking)]
    body = _first(kind for kind in kinds if kind in ("authority", "court"))
    if body:
        return body
    if main == "private" and not _informs(reading, line[-1]):
        return "private"
    return _first(_by_decision(reading, clause) for clause in line) or "unclear"


@lru_cache(maxsize=64)
def _named(reading: Reading) -> frozenset[str]:
    return frozenset(map(_names, reading.words)) - {""}


@lru_cache(maxsize=20_000)
def _names(word: str) -> str:
    """What a lower-case word may name by itself or with those beside it: a `body`, that is an
    authority or a court; a `party`, private or unclear; else nothing."""
    grammar, kind = sections("grammar"), kind_of(word)
    if kind in ("authority", "court") or word in grammar["of-the-state"]:
        return "body"
    return "party" if kind or word in grammar["antecedents"] else ""


@lru_cache(maxsize=2_000)
def _decides(reading: Reading, clause: Clause) -> Decider | None:
    """The kind of whoever decides in a clause by itself; None where nobody is said to."""
    if clause.kind in ("condition", "relative"):
        return finds(reading, clause)
    verbs = _verbs(reading, clause)
    if verbs.passive:
        kind = _agent(reading, clause)
        return None if kind == "private" else kind
    kind = _subject(reading, clause)
    if kind == "authority" and clause.kind == "main":
        return None if main_verb(reading, clause) in sections("grammar")["receiving"] else kind
    return kind if verbs.acting else None


@lru_cache(maxsize=2_000)
def finds(reading: Reading, clause: Clause) -> Decider | None:
    """The kind of the subject of a clause such as «som nemnda finner rimelig»."""
    if clause.verb < 0:
        return None
    word = reading.words[clause.verb]
    finding = word in sections("grammar")["finding"]
    if not finding and not (is_modal(word) and clause.kind == "relative"):
        return None
    return None if _verbs(reading, clause).passive else _subject(reading, clause)


def _informs(reading: Reading, clause: Clause) -> bool:
    """Whether a party gives information, in a sentence that names the body which needs it."""
    informing = sections("grammar")["information"].intersection(reading.words[clause.verb :])
    return bool(informing) and any(kind_of(word) == "authority" for word in reading.words)


class _Verbs(NamedTuple):
    """Whether the verbs of a clause are a passive, and whether they say what somebody does."""

    passive: bool
    acting: bool


def main_verb(reading: Reading, clause: Clause) -> str:
    """The verb of a clause that says what is done: behind a modal its infinitive or passive, else
    the finite verb itself; the modal where nothing is known of what follows it."""
    verb = reading.words[clause.verb] if clause.verb >= 0 else ""
    if not is_modal(verb):
        return verb
    verbs = grammar_words("infinitive", "state", "becoming")
    for place in reading.own(clause):
        word = reading.written[place]
        if reading.words[place - 1] != "å" and (word in verbs or is_passive(word)):
            return word
    return verb


def _verbs(reading: Reading, clause: Clause) -> _Verbs:
    grammar = sections("grammar")
    verb = main_verb(reading, clause)
    said = {
        reading.words[place] for place in reading.own(clause) if reading.words[place - 1] != "å"
    }
    becoming = verb in grammar["becoming"]
    if is_passive(verb) or (becoming and any(map(_PARTICIPLE.fullmatch, said))):
        return _Verbs(True, False)
    idle = becoming or verb in grammar["state"] or grammar["petition"] & said
    return _Verbs(False, bool(verb) and (not idle or bool(grammar["burden"] & said)))


def _subject(reading: Reading, clause: Clause, *, by_name: bool = False) -> Decider | None:
    """The kind of the subject of a clause: before its verb, or behind it where something else
    stands first. A pronoun is what was the subject before; `by_name` it is nothing."""
    grammar = sections("grammar")
    own = reading.inside[clause.subject.start] if clause.subject else -1
    before = [p for p in clause.subject if reading.inside[p] == own]
    words = [reading.written[p] for p in before if reading.words[p] not in STOPS]
    opening = not words or words[0].lower() in grammar_words("prepositions", "openers")
    behind = _behind(reading, clause)
    if _is_whoever([reading.written[p] for p in clause.subject]):
        return "private"
    nearest = (behind if opening else words)[:6]
    if nearest and nearest[0].lower() in grammar["he-or-she"]:
        kind = _head(nearest)
        if kind is None or kind == "private":
            return None if by_name else _mentioned(reading, clause)
        return kind
    if opening:
        return _head(behind, anywhere=True)
    kind = _head([*words, *behind[:1]], len(words))
    if kind is None and is_modal(reading.words[clause.verb]):
        kind = _first(k for k in [_head(behind[:2])] if k != "private")
    return kind


def _mentioned(reading: Reading, clause: Clause) -> Decider | None:
    """The kind of the last subject before a clause, which its pronoun stands for."""
    earlier = [other for other in reading.clauses if other.verb < clause.verb]
    earlier.sort(key=lambda other: other.verb, reverse=True)
    return _first(_subject(reading, other, by_name=True) for other in earlier[:_BACK])


def _behind(reading: Reading, clause: Clause) -> list[str]:
    """The words between the first verb of a clause and what ends the phrase of a subject."""
    grammar = sections("grammar")
    found: list[str] = []
    for place in reading.own(clause):
        word = reading.words[place]
        ends = word in grammar["infinitive"] or word in ("å", "av")
        if ends or is_passive(reading.written[place]):
            break
        if word not in STOPS:
            found.append(reading.written[place])
    return found


def _head(words: list[str], end: int = 40, *, anywhere: bool = False) -> Decider | None:
    """The kind of a noun phrase, the first `end` of the words: that of its head, before any
    preposition, and of a body rather than of a private party that is named beside it. With
    `anywhere` that of the first word that is no object of a preposition."""
    if _is_whoever(words):
        return "private"
    kinds = []
    for place, word in enumerate(words[:end]):
        if anywhere:
            if not _is_object(words, place) and (kind := _kind_at(words, place)):
                return kind
        elif word.lower() in grammar_words("prepositions", "agent") and place:
            break
        else:
            kinds.append(_kind_at(words, place))
    bodies = (kind for kind in kinds if kind in ("authority", "court"))
    return _first(bodies) or _first(kind for kind in kinds if kind != "private") or _first(kinds)


def _agent(reading: Reading, clause: Clause) -> Decider | None:
    """The kind of the agent of a passive: «avgjøres av nemnda»."""
    own = list(reading.own(clause))
    for at, place in enumerate(own):
        if reading.words[place] in sections("grammar")["agent"]:
            return _head([reading.written[p] for p in own[at : at + 8]])
    return None


@lru_cache(maxsize=2_000)
def _by_decision(reading: Reading, clause: Clause) -> Decider | None:
    """The kind of a body by whose decision something happens: «etter vedtak fra kommunen»."""
    grammar = sections("grammar")
    own = clause.words
    for at in range(len(own) - 3):
        before, after = (reading.words[own[at + step]] for step in (0, 2))
        linked = before in ("etter", "ved", "med") and after in ("av", "fra", "frå")
        if linked and reading.words[own[at + 1]] in grammar["decisions"]:
            kind = _head([reading.written[p] for p in own[at + 3 : at + 7]])
            if kind in ("authority", "court"):
                return kind
    return None


def _is_whoever(words: list[str]) -> bool:
    """Whether words begin with «den som», «enhver som», «dei personane som»."""
    grammar = sections("grammar")
    if not words or words[0].lower() not in grammar["antecedents"]:
        return False
    following = [word.lower() for word in words[1:3]]
    if following and following[0] in grammar["relative"]:
        return True
    return len(following) > 1 and following[1] in grammar["relative"] and not kind_of(following[0])


def _kind_at(words: list[str], place: int) -> Decider | None:
    """The kind of a word in its context: not for a verb that looks like it («fører tilsyn»), a
    right, or what belongs to a court («rettens avgjørelse»); for the head of a body, that of the
    body."""
    kind, form = kind_of(words[place]), words[place].lower()
    grammar = sections("grammar")
    if place and _SERVICE.search(form) and words[place - 1].endswith(_GENITIVE):
        return kind_of(words[place - 1])
    after = " ".join(words[place + 1 : place + 3]).lower()
    if kind is None or (form == "retten" and after.startswith(_OF_A_RIGHT)):
        return None
    if _is_no_body(words, place):
        return None
    if form.endswith(_GENITIVE) and kind_of(form[:-1]):
        return None
    if kind != "private":
        return kind
    before = words[place - 1].lower() if place else ""
    if before in grammar["of-the-state"]:
        return "authority"
    if form in grammar["heads"]:
        of = kind_of(before) if before.endswith("s") else None
        if words[place + 1 : place + 2] and words[place + 1].lower() in ("av", "i", "for", "of"):
            of = of or _first(map(kind_of, words[place + 2 : place + 4]))
        if of in ("authority", "court"):
            return of
    if form in grammar["verb-like"] and not _is_noun(words, place):
        return None
    return kind


def _is_noun(words: list[str], place: int) -> bool:
    """Whether «fører», «eier», «søker» is a person: at the start, after a determiner or
    preposition, or before a modal."""
    grammar = sections("grammar")
    before = words[place - 1].lower() if place else ""
    after = words[place + 1].lower() if place + 1 < len(words) else ""
    if before in grammar["relative"] or before in grammar["antecedents"] - grammar["determiners"]:
        return False
    leading = grammar_words("determiners", "prepositions", "agent") | _LEADING
    return not before or before in leading or after in grammar["after-a-noun"]


def _is_no_body(words: list[str], place: int) -> bool:
    """Whether «organ» is part of a body («et viktig organ»), or «styret» may be that of an agency
    just as well as of a company."""
    form = words[place].lower()
    before = words[place - 1].lower() if place else ""
    if form in ("myndighet", "myndigheten"):
        return before.endswith("s")
    if form in ("organ", "organer", "organa"):
        return bool(before) and before not in grammar_words("of-the-public", "determiners")
    if form.endswith(("styre", "styret")) and kind_of(form) == "private":
        of = map(kind_of, words[place + 2 : place + 4])
        return _first(of) != "private"
    return False


def _is_object(words: list[str], place: int) -> bool:
    """Whether a preposition other than that of an agent governs the word at `place`."""
    grammar = sections("grammar")
    before = place - 1
    while before >= 0 and before >= place - 2 and words[before].lower() in grammar["determiners"]:
        before -= 1
    first = before - 1 if before > 0 and words[before][:1].isupper() else before
    if first >= 0 and words[first].lower() in grammar["telling"]:
        return True
    if before < 0 or words[before].lower() not in grammar["prepositions"]:
        return False
    return not before or words[before - 1].lower() not in grammar["decisions"]


def _first(kinds: Iterable[Decider | None]) -> Decider | None:
    return next((kind for kind in kinds if kind), None)


@lru_cache(maxsize=20_000)
def kind_of(word: str) -> Decider | None:
    """The kind of one word; None for a word on no list."""
    form = word.lower()
    if form.endswith(_NO_COUNCIL):
        return None
    deciders = _deciders()
    if form not in deciders.whole and form.endswith("s") and len(form) > 4:
        form = form[:-1]
    return deciders.of(form)


@cache
def _deciders() -> Listed[Decider]:
    lists = sections("deciders")
    return listed((entry, kind) for name, kind in _ORDER.items() for entry in sorted(lists[name]))
