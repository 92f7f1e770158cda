"""Which findings are suppressed, and what is wrong with suppressions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from regcheck.base.text.span import Span
from regcheck.base.texts.localised import localised
from regcheck.base.values import Value, member
from regcheck.changes.earlier import SUPPRESSED
from regcheck.findings.fingerprint import Fingerprints
from regcheck.findings.model import Finding, SuppressedBy
from regcheck.findings.suppression import EXTERNAL, Suppression
from regcheck.law.address_path import parse_path
from regcheck.law.address_text import long
from regcheck.packs.model import Rule, RuleSet
from regcheck.packs.selectors import ids_matching

CATEGORY = "suppressions"
UNUSED, UNKNOWN, REASONLESS, EXPIRED, MALFORMED = (
    f"{CATEGORY}/{name}" for name in ("unused", "unknown-rule", "no-reason", "expired", "malformed")
)
_MOST_MEANT = 20
"""To look for a name like another takes milliseconds, and a text may hold thousands."""
_ROLE = "editorial"


class Known(Value, frozen=True):
    """What is known of rules: present ids by all names, those `run`, and those `optional`."""

    names: Mapping[str, str] = member(default_factory=dict)
    run: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()

    def ids(self, name: str) -> list[str]:
        """The ids that a name, category or glob means; none of suppressions themselves."""
        present = self.names.get(name)
        found = [present] if present else ids_matching(name, set(self.names.values()))
        return [rule_id for rule_id in found if not rule_id.startswith(f"{CATEGORY}/")]

    def nearest(self, name: str) -> str:
        """The id or category most like a name that means none; empty when none is near."""
        from regcheck.base.datafiles.fields import nearest

        ids = {one for one in self.names.values() if not one.startswith(f"{CATEGORY}/")}
        return nearest(name, ids | {one.partition("/")[0] for one in ids})


class Fault(Value, frozen=True):
    """Something wrong with a suppression: its rule, words, and last day or what was meant."""

    rule: str
    suppression: Suppression
    match: str
    extra: str = ""


def faults_of(
    suppressions: Iterable[Suppression], known: Known, today: date | None
) -> Iterator[Fault]:
    """What is wrong with suppressions by themselves; without `today` none has expired."""
    unknown = 0
    for one in suppressions:
        if one.only_notes:
            continue
        if one.fault:
            yield Fault(MALFORMED, one, one.fault)
            continue
        for name in one.names:
            if not known.ids(name):
                unknown += 1
                meant = known.nearest(name) if unknown <= _MOST_MEANT else ""
                yield Fault(UNKNOWN, one, name, meant)
        if not one.reason:
            yield Fault(REASONLESS, one, ", ".join(one.names))
        elif is_expired(one, today):
            yield Fault(EXPIRED, one, ", ".join(one.names), one.until)


def is_expired(one: Suppression, today: date | None) -> bool:
    """Whether the last day of a suppression is over."""
    return bool(one.until and today and today > date.fromisoformat(one.until))


def suppress(
    findings: Sequence[Finding],
    suppressions: Sequence[Suppression],
    known: Known,
    today: date | None,
) -> tuple[list[Finding], list[Fault]]:
    """The findings, those that are suppressed marked so, and what is wrong with suppressions. One
    that is malformed, expired or without a reason suppresses nothing."""
    faults = list(faults_of(suppressions, known, today))
    present = sorted({finding.rule.id for finding in findings})
    active = [
        (one, frozenset(rule_id for name in one.names for rule_id in known.ids(name)))
        for one in suppressions
        if one.reason and not (one.fault or one.only_notes or is_expired(one, today))
    ]
    hiding: dict[int, Suppression] = {}
    used: set[int] = set()
    for rule_id in present:
        mine = [n for n, finding in enumerate(findings) if finding.rule.id == rule_id]
        mine.sort(key=lambda n: findings[n].span.start)
        starts = [findings[n].span.start for n in mine]
        for number, (one, ids) in enumerate(active):
            if rule_id not in ids:
                continue
            within = _candidates(one, mine, starts)
            hidden = [n for n in within if n not in hiding and _covers(one, findings[n])]
            hiding.update(dict.fromkeys(hidden, one))
            if hidden or any(_covers(one, findings[n]) for n in within):
                used.add(number)
    for number, (one, ids) in enumerate(active):
        asked = ids - known.optional if len(ids) > 1 else ids
        if number not in used and ids and asked <= known.run:
            faults.append(Fault(UNUSED, one, ", ".join(one.names)))
    notes = [one for one in suppressions if one.only_notes]
    settled = [_noted(finding, notes, known) for finding in findings]
    for n, one in hiding.items():
        settled[n] = findings[n]._replace(
            status=SUPPRESSED,
            justification=one.reason,
            suppressed_by=SuppressedBy(one.kind, one.path, one.line, one.until),
            answered=one.answered,
        )
    return settled, faults


def _candidates(one: Suppression, numbers: list[int], starts: list[int]) -> list[int]:
    if one.kind == EXTERNAL or one.places:
        return numbers
    if one.scope is None:
        return []
    first, last = bisect_left(starts, one.scope.start), bisect_right(starts, one.scope.end)
    return numbers[first:last]


def _noted(finding: Finding, notes: Sequence[Suppression], known: Known) -> Finding:
    for one in notes:
        if _covers(one, finding) and any(finding.rule.id in known.ids(name) for name in one.names):
            return finding._replace(answered=one.answered, justification=one.reason)
    return finding


def _covers(one: Suppression, finding: Finding) -> bool:
    if one.kind == EXTERNAL:
        path, address = finding.address_path, one.address
        return not address or path == address or path.startswith((f"{address}/", f"{address}["))
    scope = one.scope
    if finding.address in one.places:
        return True
    return scope is not None and scope.start <= finding.span.start <= finding.span.end <= scope.end


def fault_findings(
    faults: Iterable[Fault], rules: Mapping[str, Rule], document: str, locale: str
) -> list[Finding]:
    """The findings about suppressions; fingerprints go by `document`."""
    fingerprints = Fingerprints(document)
    return [
        _finding(fault, rules[fault.rule], fingerprints, locale)
        for fault in faults
        if fault.rule in rules
    ]


def _finding(fault: Fault, rule: Rule, fingerprints: Fingerprints, locale: str) -> Finding:
    one = fault.suppression
    place = one.position
    external = one.kind == EXTERNAL
    where = f"{one.path}:{one.line}"
    excerpt = f"{where}: {one.words}" if external else one.words
    span = Span(place.at, place.at)
    asks = fault.rule == UNKNOWN and fault.extra
    meant = localised("suppressions.meant").get(locale) if asks else ""

    def fill(text: str) -> str:
        return text.replace("{match}", fault.match).replace("{suggestion}", fault.extra)

    return Finding(
        rule=rule,
        severity=rule.severity,
        confidence=rule.confidence,
        message=fill(rule.message.get(locale)) + (f" ({where})" if external else ""),
        advice=fill(f"{meant} {rule.advice.get(locale)}".lstrip()),
        address=long(parse_path(one.address), locale),
        address_path=one.address,
        target=None,
        role=_ROLE,
        quote="" if external else one.words,
        span=span,
        sentence=span,
        excerpt=excerpt,
        start=place.start,
        end=place.end,
        line=place.line,
        column=place.column,
        language=locale,
        fingerprint=fingerprints.name(rule.id, fault.match, one.words, one.address),
        end_line=place.end_line,
        end_column=place.end_column,
        byte_column=place.byte_column,
        end_byte_column=place.end_byte_column,
    )


def known_of(rule_set: RuleSet, off: frozenset[str] = frozenset()) -> Known:
    """What a rule set knows of rules; `off` are those that were not run on the document."""
    run = frozenset(rule.id for rule in rule_set.rules) - off
    return Known(rule_set.names, run, frozenset(rule_set.optional))
