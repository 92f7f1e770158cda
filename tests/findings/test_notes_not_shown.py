"""Where notes are not shown they are dropped early, and what is shown stays as it is."""

from __future__ import annotations

from documents import DocumentMaker
from regcheck.base.texts.localised import Localised
from regcheck.findings.model import Finding
from regcheck.packs.model import Fact, Rule, RuleSet, Severity, Terminal
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

NOTED_FIRST = "Uten egnet båt kreves det alltid egnet mannskap."
RULE = Rule(
    id="house/a",
    title=Localised("t", "t", "t"),
    message=Localised("m", "m", "m"),
    match=Terminal("phrase", "nb", ("egnet",)),
    severity=Severity.WARNING,
    note_places=(Fact.NEGATED,),
)


def findings(*texts: str, level: str) -> tuple[Finding, ...]:
    maker = DocumentMaker().section("4", "Regler")
    for text in texts:
        maker.paragraph(text)
    settings = Settings(nlp=False, rank=False, level=level)
    return Pipeline(LoadedRules.of(RuleSet((RULE,))), settings).check(maker.done()).findings


def test_a_finding_has_the_name_that_it_has_where_notes_are_shown() -> None:
    noted, told = findings(NOTED_FIRST, level="info")
    assert (noted.severity, told.severity) == (Severity.INFO, Severity.WARNING)
    assert noted.fingerprint[-2:] == "-0"
    assert told.fingerprint == f"{noted.fingerprint[:-1]}1"
    assert findings(NOTED_FIRST, level="warning") == (told,)


def test_only_notes_are_dropped() -> None:
    assert not findings("Uten egnet båt kreves hjelp.", level="warning")
    both = findings("Uten egnet båt kreves hjelp.", "Båten skal være egnet.", level="info")
    assert findings(
        "Uten egnet båt kreves hjelp.", "Båten skal være egnet.", level="warning"
    ) == tuple(one for one in both if one.severity is Severity.WARNING)
