"""Where the text itself says more about a vague word, the finding tells so."""

from __future__ import annotations

import pytest

from documents import DocumentMaker
from regcheck.packs.model import Rule, RuleSet, Severity, Terminal
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules
from regcheck.texts.localised import Localised

FOLLOWS = "Teksten like etter sier mer om dette."
REGULATION = "Her skal forskriften si det."
REFERENCE = "Teksten viser til en bestemmelse; den kan si mer."
PURPOSE = "Formålet står her; hva som skal til, står ikke."


def message(text: str, *, decider: bool = True) -> str:
    rule = Rule(
        id="discretion/vague",
        title=Localised("t", "t", "t"),
        message=Localised("m", "m", "m"),
        match=Terminal("phrase", "nb", ("nødvendig", "nødvendige", "egnet")),
        severity=Severity.WARNING,
        decider=decider,
    )
    document = DocumentMaker().section("2", "Vekter").paragraph(text).done()
    found = Pipeline(LoadedRules.of(RuleSet((rule,))), Settings(nlp=False)).check(document).findings
    return found[0].message


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Vekten skal være egnet. I egnethetsvurderingen teller størrelsen.", FOLLOWS),
        ("Vekten skal være egnet. Som egnet regnes en vekt på 5 kilo.", FOLLOWS),
        ("Vekten skal være egnet. Kontoret avgjør om vekten er egnet.", FOLLOWS),
        ("Kontoret kan gi forskrift om hva som er egnet.", REGULATION),
        ("Kontoret kan i forskrift fastsette at egnet vekt skal brukes.", REGULATION),
        ("Det skal brukes egnet vekt, jf. vektloven § 3.", REFERENCE),
        ("Kontoret kan fatte nødvendige vedtak, jf. vektloven § 3, om fisk.", REFERENCE),
        ("Kontoret kan fatte nødvendige vedtak for å hindre svinn.", PURPOSE),
        ("Vekten skal være egnet. Fisken skal veies.", ""),
        ("Vekten skal være egnet og ren.", ""),
    ],
)
def test_the_message_tells_where_more_is_said(text: str, note: str) -> None:
    assert message(text) == f"m {note}".strip()


def test_rules_that_leave_nothing_to_anybody_are_let_be() -> None:
    assert message("Kontoret kan gi forskrift om hva som er egnet.", decider=False) == "m"
