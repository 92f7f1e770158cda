"""Invented ratings and findings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fake_checks import make_finding, make_rule
from regcheck.findings.model import Finding
from regcheck.packs.model import Severity
from regcheck.quality.evaluation.ratings import Facts, RatedFinding, digest, says

REFID = "forskrift/2001-02-03-4"
BODY = (
    "Klagen skal sendes i rekommandert brev til nemnda.\n\n"
    "Nemnda kan gi tillatelse i særlige tilfeller."
)
TEXT = f'---\nrefid: "{REFID}"\n---\n\n# Forskrift om postkasser\n\n### § 1. Klage\n\n{BODY}\n'
LETTER = "rekommandert brev"
RULE = "paper/registered-letter"
WITH_TEXTS: dict[str, Any] = {
    "id": "K1",
    "split": "dev",
    "doc": "postkasser.md",
    "refid": REFID,
    "address": "§ 1 første ledd",
    "rule": RULE,
    "severity": "error",
    "quote": LETTER,
    "start": TEXT.index(LETTER),
    "end": TEXT.index(LETTER) + len(LETTER),
    "message": "Krever brev.",
    "advice": "Åpne for digital post.",
    "decider": None,
    "provision": f"Klagen skal sendes i ▸{LETTER}◂ til nemnda.",
    "rating": "wrong",
    "reason": "advice",
    "gate": None,
}
"""A rating as a line of JSON that has the texts."""


def facts(**values: Any) -> Facts:
    known = Facts(
        id="K1",
        split="dev",
        refid=REFID,
        document="",
        address_path=f"{REFID}/§1/ledd/1",
        start=WITH_TEXTS["start"],
        end=WITH_TEXTS["end"],
        words=digest(LETTER),
        provision=digest(f"Klagen skal sendes i {LETTER} til nemnda."),
        says=says("Krever brev.", "Åpne for digital post."),
        rule=RULE,
        severity="error",
        decider="",
    )
    return replace(known, **values)


def rated(rating: str = "act", reason: str = "", reader: str = "", **values: Any) -> RatedFinding:
    gate = values.pop("gate", None)
    return RatedFinding(facts(**values), rating, reason, gate, reader)


def finding(
    severity: Severity = Severity.ERROR,
    rule: str = RULE,
    **values: Any,
) -> Finding:
    """A finding on the words of the sample."""
    said: dict[str, Any] = {
        "start": WITH_TEXTS["start"],
        "end": WITH_TEXTS["end"],
        "message": "Krever brev.",
        "advice": "Åpne for digital post.",
        **values,
    }
    return make_finding(rule=make_rule(rule), severity=severity, **said)
