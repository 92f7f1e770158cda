"""What careful readers said of single findings: would a drafter act on this one? A rating is
kept as facts and digests, without a sentence of law; ratings with texts become facts when read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any, Final, Literal

from msgspec import Meta

from regcheck.base.errors import UsageError
from regcheck.base.text.printable import json_text
from regcheck.base.values import Value
from regcheck.law.address_path import parse_address, read_path
from regcheck.quality.evaluation.gold import Fold, chosen_of
from regcheck.quality.evaluation.lines import Line, Lines, Text, fault, unknown_value
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
MARKS: Final = ("▸", "◂")
"""What stands around the words of a finding in its provision."""
SeverityWord = Literal["error", "warning", "info"]
_Offset = Annotated[int, Meta(ge=0, lt=2**40)]


class Facts(Value, frozen=True, kw_only=True):
    """A finding as it was shown to a reader. `words`, `provision` and `says` are digests of the
    words, the text around them, and message and advice; `document` is the file's name where
    there is no `refid`."""

    id: Line
    split: Line = ""
    refid: Line = ""
    document: Line = ""
    address_path: Line = ""
    start: _Offset
    end: _Offset
    words: Line
    provision: Line
    says: Line
    rule: Annotated[str, Meta(pattern=f"^(?:{RULE_ID.pattern})$")]
    severity: SeverityWord
    decider: Line = ""

    @property
    def category(self) -> str:
        """The category of the rule."""
        return self.rule.partition("/")[0]

    @property
    def text(self) -> str:
        """What tells the document from others."""
        return self.refid or self.document


class _Answers(Value, frozen=True):
    rating: Literal["act", "note", "wrong"]
    reason: str = ""
    gate: bool | None = None
    reader: Line = ""


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
    """The rating in a record of facts or of texts; None, and problems, where it is wrong."""
    record = {key: value for key, value in record.items() if value not in (None, "")}
    said = lines.read(number, record, _Answers)
    if said and said.reason and said.reason not in REASONS[said.rating]:
        lines.problem(number, *unknown_value("reason", said.reason, REASONS[said.rating]))
        said = None
    whole = record if "words" in record else _with_digests(lines, number, record)
    facts = lines.read(number, whole, Facts) if whole else None
    if facts and read_path(facts.address_path) is None:
        lines.problem(number, fault("not_an_address", value=facts.address_path))
    elif facts and not facts.text:
        lines.problem(number, fault("unfit_text", field="document"))
    elif facts and said:
        return RatedFinding(facts, said.rating, said.reason, said.gate, said.reader)
    return None


class _Shown(Value, frozen=True):
    quote: Text
    provision: Text
    message: Text
    address: Text
    advice: str = ""
    refid: str = ""


def _with_digests(lines: Lines, number: int, record: dict[str, Any]) -> dict[str, Any] | None:
    shown = lines.read(number, record, _Shown)
    if shown is None:
        return None
    try:
        address = parse_address(shown.address)
    except ValueError:
        lines.problem(number, fault("not_an_address", value=shown.address))
        return None
    document = {} if shown.refid else {"document": record.get("doc", record.get("document"))}
    return {
        **{key: value for key, value in record.items() if key != "document"},
        **{key: value for key, value in document.items() if value},
        "address_path": replace(address, refid=shown.refid).path,
        "words": digest(shown.quote),
        "provision": digest(unmarked(shown.provision)),
        "says": says(shown.message, shown.advice),
    }
