"""What careful readers said of single findings: would a drafter act on this one?

A rating is kept as facts and digests, without a sentence of the law: where the words stood, which
rule spoke, and the verdict. `corpora/ratings/*.jsonl` holds such facts, one per line.
Ratings with the texts themselves (`quote`, `provision`, `message`, `advice`) become facts when they
are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import json_text
from regcheck.law.address_path import parse_address, read_path
from regcheck.quality.evaluation.gold import Fold, chosen_of
from regcheck.quality.evaluation.lines import Lines, fault, unknown_value
from regcheck.quality.evaluation.sample import RULE_ID

RATINGS: Final = ("act", "note", "wrong")
REASONS: Final[Mapping[str, tuple[str, ...]]] = {
    "act": (),
    "note": (
        *("private-duty", "care-attribute", "filler", "aim", "regulation-power"),
        *("privacy-gateway", "factor", "settled", "inherent", "trivial"),
    ),
    "wrong": (
        *("not-criterion", "narrative", "negated", "decider", "advice", "untrue"),
        *("digital-open", "not-benefit", "repeat", "other"),
    ),
}
"""Why a finding is rated so; nothing needs to be said of one to act on."""
SEVERITIES: Final = ("error", "warning", "info")
MARKS: Final = ("▸", "◂")
"""What stands around the words of a finding in its provision."""
_MOST: Final = 2**40


@dataclass(frozen=True, slots=True)
class Facts:
    """A finding as it was shown to a reader.

    `start` and `end` are code points of the source. `words`, `provision` and `says` are digests of
    the words, of the text around them that the reader saw, and of message and advice. `document` is
    the file's name, empty where the text has a `refid`; `decider` is empty where there is none.
    """

    id: str
    split: str
    refid: str
    document: str
    address_path: str
    start: int
    end: int
    words: str
    provision: str
    says: str
    rule: str
    severity: str
    decider: str

    @property
    def category(self) -> str:
        """The category of the rule."""
        return self.rule.partition("/")[0]

    @property
    def text(self) -> str:
        """What tells the document from others."""
        return self.refid or self.document


@dataclass(frozen=True, slots=True)
class RatedFinding:
    """A finding and what a reader said of it. `gate` is None where it was not asked or answered:
    whether the words limit what an authority decides in the single case."""

    facts: Facts
    rating: str
    reason: str = ""
    gate: bool | None = None
    reader: str = ""

    @property
    def record(self) -> dict[str, Any]:
        """The rating as a line of JSON; what is empty is null."""
        known = {key: value for key, value in asdict(self.facts).items() if key != "document"}
        if self.facts.document:
            known["document"] = self.facts.document
        said = {"rating": self.rating, "reason": self.reason, "gate": self.gate}
        whole = {**known, **said, "reader": self.reader}
        return {key: None if value == "" else value for key, value in whole.items()}


def digest(text: str) -> str:
    """Sixteen hexadecimal digits for text, whatever the white space in it."""
    words = " ".join(text.split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def unmarked(provision: str) -> str:
    """A provision without the marks around the words of a finding."""
    for mark in MARKS:
        provision = provision.replace(mark, "")
    return provision


def says(message: str, advice: str) -> str:
    """The digest of what a finding says."""
    return digest(f"{message}\n{advice}")


def facts_lines(rated: Iterable[RatedFinding]) -> Iterator[str]:
    """The file of facts, line by line."""
    for one in rated:
        yield json_text(one.record) + "\n"


def choose_ratings(
    rated: Iterable[RatedFinding], split: str, fold: Fold | None
) -> list[RatedFinding]:
    """The ratings of a split (`all` for every one) and a fold. Raises UsageError when none is."""
    chosen = chosen_of([(one.facts.split, one.facts.text, one) for one in rated], split, fold)
    if not chosen:
        raise UsageError(fault("nothing_rated"))
    return chosen


def given(rated: Iterable[RatedFinding], reader: str, split: str) -> list[RatedFinding]:
    """The ratings with the reader and the split, where they have none of their own."""
    return [
        replace(
            one,
            reader=one.reader or reader,
            facts=replace(one.facts, split=one.facts.split or split),
        )
        for one in rated
    ]


def read_rated(lines: Lines, number: int, record: dict[str, Any]) -> RatedFinding | None:
    """The rating in a record of facts, or in one with the texts themselves; None, and problems,
    where something is missing or wrong."""
    before = len(lines.problems)
    answers = _answers(lines, number, record)
    facts = _facts(lines, number, record)
    return RatedFinding(facts, *answers) if facts and len(lines.problems) == before else None


def _answers(
    lines: Lines, number: int, record: dict[str, Any]
) -> tuple[str, str, bool | None, str]:
    rating = _one_of(lines, number, record, "rating", RATINGS)
    reason = ""
    if rating and record.get("reason"):
        reason = _one_of(lines, number, record, "reason", REASONS[rating])
    gate = record.get("gate")
    if gate is not None and not isinstance(gate, bool):
        lines.problem(number, *unknown_value("gate", str(gate), ("true", "false")))
        gate = None
    reader = lines.text_of(number, record, "reader") if record.get("reader") else ""
    return rating, reason, gate, reader


def _facts(lines: Lines, number: int, record: dict[str, Any]) -> Facts | None:
    before = len(lines.problems)
    if "words" not in record:
        record = _without_texts(lines, number, record)
    rule = lines.text_of(number, record, "rule")
    if rule and not RULE_ID.fullmatch(rule):
        lines.problem(number, fault("not_a_rule_id", value=rule))
    place = _optional(lines, number, record, "address_path")
    if read_path(place) is None:
        lines.problem(number, fault("not_an_address", value=place))
    refid = _optional(lines, number, record, "refid")
    document = "" if refid else lines.text_of(number, record, "document")
    facts = Facts(
        id=lines.text_of(number, record, "id"),
        split=_optional(lines, number, record, "split"),
        refid=refid,
        document=document,
        address_path=place,
        start=_offset(lines, number, record, "start"),
        end=_offset(lines, number, record, "end"),
        words=lines.text_of(number, record, "words"),
        provision=lines.text_of(number, record, "provision"),
        says=lines.text_of(number, record, "says"),
        rule=rule,
        severity=_one_of(lines, number, record, "severity", SEVERITIES),
        decider=_optional(lines, number, record, "decider"),
    )
    return facts if len(lines.problems) == before else None


def _without_texts(lines: Lines, number: int, record: dict[str, Any]) -> dict[str, Any]:
    """The record of a rating with its texts, as facts."""
    said = {
        key: lines.text_of(number, record, key, line=False)
        for key in ("quote", "provision", "message", "address")
    }
    advice = record.get("advice")
    try:
        address = parse_address(said["address"]) if said["address"] else None
    except ValueError:
        lines.problem(number, fault("not_an_address", value=said["address"]))
        address = None
    refid = _optional(lines, number, record, "refid")
    return {
        **record,
        "document": record.get("doc", record.get("document")),
        "address_path": replace(address, refid=refid).path if address else "",
        "words": digest(said["quote"]),
        "provision": digest(unmarked(said["provision"])),
        "says": says(said["message"], advice if isinstance(advice, str) else ""),
    }


def _one_of(
    lines: Lines, number: int, record: dict[str, Any], key: str, allowed: tuple[str, ...]
) -> str:
    value = lines.text_of(number, record, key)
    if value and value not in allowed:
        lines.problem(number, *unknown_value(key, value, allowed))
        return ""
    return value


def _optional(lines: Lines, number: int, record: dict[str, Any], key: str) -> str:
    return lines.text_of(number, record, key) if record.get(key) not in (None, "") else ""


def _offset(lines: Lines, number: int, record: dict[str, Any], key: str) -> int:
    value = record.get(key)
    if type(value) is not int or not 0 <= value < _MOST:
        lines.problem(number, fault("wrong_offset", field=key))
        return 0
    return value
