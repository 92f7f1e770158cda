"""Phrases and bracketed alternatives that others of the same list make superfluous. Only what is
certain is said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from regcheck.matching.groups import Groups
from regcheck.packs.library import terminals_of
from regcheck.packs.model import Combination, Condition, Group, Pattern, Rule, Terminal
from regcheck.packs.phrase_syntax import PhraseError
from regcheck.quality.ruletest.specimens import Alternative, Phrase, Specimen, alternatives

_WIDE: Final = frozenset("*~[(<{")
"""Signs of which an alternative has one that matches more than its own letters."""
Covers = Callable[[Phrase, Specimen], bool]


class Redundancy(NamedTuple):
    """A phrase, or one alternative (`part`), and the phrases that match all that it does; `rest`
    is what is left, `excepted` that the list is one of exceptions."""

    phrase: Phrase
    by: tuple[Phrase, ...]
    part: str = ""
    rest: str = ""
    excepted: bool = False


class _Offer(NamedTuple):
    """Phrases, and what else must, or must not, be there where they are reported."""

    terminal: Terminal
    conditions: frozenset[Pattern] = frozenset()


def covered_in_rule(rule: Rule, groups: Groups) -> Iterator[Redundancy]:
    """What may go of what a rule looks for, its exceptions and its conditions."""
    yield from _covered(_offers(rule.match), groups)
    for terminal in terminals_of(rule.match):
        yield from _covered_exceptions(terminal, groups)
    together = [rule.unless, *((one,) for one in rule.requires)]
    together += [(one,) for adjustment in rule.adjust for one in adjustment.conditions]
    for conditions in together:
        yield from _in_conditions(conditions, groups)
    for later in _later_parts(rule.match):
        yield from _occurring(later, groups)


def covered_in_group(group: Group, groups: Groups) -> Iterator[Redundancy]:
    """What may go of a group."""
    yield from _covered(map(_Offer, terminals_of(group.pattern)), groups)


def _offers(pattern: Pattern, conditions: frozenset[Pattern] = frozenset()) -> Iterator[_Offer]:
    if isinstance(pattern, Terminal):
        yield _Offer(pattern, conditions)
    elif pattern.operator == "any":
        for part in pattern.parts:
            yield from _offers(part, conditions)
    else:
        first, *rest = pattern.parts
        if pattern.operator == "near":
            rest = [Combination("near", tuple(rest), pattern.options)]
        yield from _offers(first, conditions | frozenset(rest))


def _later_parts(pattern: Pattern) -> Iterator[Pattern]:
    """The parts of a match that must only occur, or must not."""
    if isinstance(pattern, Terminal):
        return
    reported = pattern.parts if pattern.operator == "any" else pattern.parts[:1]
    for part in reported:
        yield from _later_parts(part)
    for part in pattern.parts[len(reported) :]:
        negative = isinstance(part, Combination) and part.operator == "not"
        yield part.parts[0] if negative and isinstance(part, Combination) else part


def _in_conditions(conditions: Sequence[Condition], groups: Groups) -> Iterator[Redundancy]:
    """Of conditions any of which may hold, those that look in the same place."""
    alike: dict[tuple[object, ...], list[Pattern]] = {}
    for one in conditions:
        if one.pattern is not None:
            alike.setdefault((one.within, one.position, one.words), []).append(one.pattern)
    for patterns in alike.values():
        yield from _occurring(Combination("any", tuple(patterns)), groups)


def _occurring(pattern: Pattern, groups: Groups) -> Iterator[Redundancy]:
    """Of words that are only looked for, those within which others are found."""
    terminals = list(terminals_of(pattern))
    yield from _covered(map(_Offer, terminals), groups, Phrase.is_in)
    for terminal in terminals:
        yield from _covered_exceptions(terminal, groups)


def _covered_exceptions(terminal: Terminal, groups: Groups) -> Iterator[Redundancy]:
    listed = Terminal("phrase", terminal.language, _exceptions(terminal), line=terminal.line)
    for found in _covered([_Offer(listed)], groups):
        yield found._replace(excepted=True)


def _exceptions(terminal: Terminal) -> tuple[str, ...]:
    return tuple(json.loads(terminal.option("except") or "[]"))


def _covered(
    offers: Iterable[_Offer], groups: Groups, covers: Covers = Phrase.matches
) -> Iterator[Redundancy]:
    """What may go, all of it together; the narrowest phrases first."""
    listed = [
        (Phrase(text, offer.terminal, groups), offer)
        for offer in offers
        if offer.terminal.kind in ("phrase", "lemma")
        for text in offer.terminal.values
    ]
    left = dict(enumerate(listed))
    for place in sorted(left, key=lambda n: (listed[n][0].size, -n)):
        phrase, offer = listed[place]
        others = [
            other for n, (other, wide) in left.items() if n != place and _is_as_wide(wide, offer)
        ]
        by = _coverers(phrase, others, covers)
        if by:
            del left[place]
            yield Redundancy(phrase, by)
            continue
        for found in _covered_parts(phrase, others, covers):
            left[place] = (phrase.but(found.rest), offer)
            yield found


def _covered_parts(
    phrase: Phrase, others: Sequence[Phrase], covers: Covers
) -> Iterator[Redundancy]:
    """The alternatives of a phrase that may go, one after the other."""
    rest, kept = phrase, 0
    parts = alternatives(rest.text)
    while kept < len(parts):
        part = parts[kept]
        if _has_wider(part, rest):
            by: tuple[Phrase, ...] = (phrase,)
        else:
            by = _coverers(rest.but(part.alone), others, covers)
        if by:
            rest = rest.but(part.without)
            parts = alternatives(rest.text)
            yield Redundancy(phrase, by, part.text, rest.text)
        else:
            kept += 1


def _has_wider(part: Alternative, phrase: Phrase) -> bool:
    """Whether another alternative of the same bracket matches all that one does."""
    if part.text in part.siblings:
        return True
    wide = [one for one in part.siblings if not _WIDE.isdisjoint(one)]
    if not wide:
        return False
    try:
        return bool(_coverers(phrase.but(part.text), map(phrase.but, wide), Phrase.matches))
    except PhraseError:  # an alternative that is no phrase of its own
        return False


def _is_as_wide(wide: _Offer, narrow: _Offer) -> bool:
    """Whether one is looked for wherever another is, and reported where that is."""
    return (
        wide.terminal.language in ("", narrow.terminal.language)
        and wide.terminal.option("case") in ("", "false", narrow.terminal.option("case"))
        and set(_exceptions(wide.terminal)) <= set(_exceptions(narrow.terminal))
        and wide.conditions <= narrow.conditions
    )


def _coverers(phrase: Phrase, others: Iterable[Phrase], covers: Covers) -> tuple[Phrase, ...]:
    """The phrases that match all specimens between them; none when some specimen has none."""
    found: dict[int, Phrase] = {}
    latest_first = list(others)
    for specimen in phrase.specimens():
        for at, other in enumerate(latest_first):
            if covers(other, specimen):
                found[id(other)] = other
                latest_first.insert(0, latest_first.pop(at))
                break
        else:
            return ()
    return tuple(found.values())
