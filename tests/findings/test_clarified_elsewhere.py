"""Where the text itself says more about a vague word, the finding tells so."""

from __future__ import annotations

import pytest

from documents import DocumentMaker
from regcheck.base.texts.localised import Localised
from regcheck.packs.model import Rule, RuleSet, Severity, Terminal
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

FOLLOWS = "Teksten like etter sier mer om dette."
REGULATION = "Her skal forskriften si det."
REFERENCE = "Teksten viser til en bestemmelse; den kan si mer."
PURPOSE = "Formålet står her; hva som skal til, står ikke."


def messages(text: str, *, decider: bool = True, maker: DocumentMaker | None = None) -> list[str]:
    rule = Rule(
        id="discretion/vague",
        title=Localised("t", "t", "t"),
        message=Localised("m", "m", "m"),
        match=Terminal("phrase", "nb", ("nødvendig", "nødvendige", "egnet", "bra", "lett nok")),
        severity=Severity.WARNING,
        decider=decider,
    )
    document = (maker or DocumentMaker().section("2", "Vekter").paragraph(text)).done()
    found = Pipeline(LoadedRules.of(RuleSet((rule,))), Settings(nlp=False)).check(document).findings
    return [one.message for one in found]


def message(text: str, *, decider: bool = True) -> str:
    return messages(text, decider=decider)[0]


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
        # What the sentence itself weighs,
        ("Ved vurderingen av om vekten er egnet, skal det legges vekt på størrelsen.", FOLLOWS),
        ("I vurderingen av om vekten er egnet skal det tas hensyn til størrelsen.", FOLLOWS),
        ("I vurderingen av vekten, som skal være egnet, skal det tas hensyn til prisen.", ""),
        ("Ved vurderingen av om vekten er egnet, teller størrelsen.", ""),
        ("Det skal legges vekt på at vekten er egnet.", ""),
        # or what a later one says of the word;
        ("Vekten skal være egnet. Hva som er egnet, avgjør kontoret.", FOLLOWS),
        ("Vekten skal være egnet. At vekten er egnet, vil si at den veier.", FOLLOWS),
        ("Vekten skal være egnet. Med egnet menes stor.", FOLLOWS),
        ("Vekten skal være egnet. Egnet foreligger når vekten veier.", FOLLOWS),
        ("Vekten skal være egnet. Uegnet vekt regnes som farlig hvis den velter.", FOLLOWS),
        ("Vekten skal være bra. Med bra menes stor.", ""),
        ("Vekten skal være lett nok. Med lett menes liten.", ""),
        ("Vekten skal være egnet. Vekten er uegnet når den er stor.", ""),
        # regulations, where the power to issue them stands before;
        ("Kontoret kan gi nærmere regler om egnet vekt.", REGULATION),
        ("Forskriften kan kreve egnet vekt.", REGULATION),
        ("Kontoret kan gi nærmere regler. Vekten skal være egnet.", ""),
        ("Vekten skal være egnet. Kontoret kan gi forskrift om vekter.", ""),
        # references, right behind;
        ("Vekten skal være egnet som nevnt i § 3.", REFERENCE),
        ("Vekten skal være egnet etter § 3.", REFERENCE),
        ("Vekten skal være egnet (jf. § 3).", REFERENCE),
        ("Vekten er målt som egnet etter § 3.", REFERENCE),
        ("Vekten er godkjent på stedet som egnet etter § 3.", REFERENCE),
        ("Vekten er godkjent som egnet.", ""),
        # and what it is for.
        ("Vekten skal være egnet for å veie.", PURPOSE),
        ("Vekten skal være egnet til å veie.", PURPOSE),
        ("Vekten skal være egnet for veiing.", PURPOSE),
        ("Vekten skal være nødvendig for at fisken veies.", PURPOSE),
        ("Vekten skal være nødvendig fisk.", ""),
        ("Vekten skal være egnet. Fisken skal veies.", ""),
        ("Vekten skal være egnet og ren.", ""),
    ],
)
def test_the_message_tells_where_more_is_said(text: str, note: str) -> None:
    assert message(text) == f"m {note}".strip()


def test_rules_that_leave_nothing_to_anybody_are_let_be() -> None:
    assert message("Kontoret kan gi forskrift om hva som er egnet.", decider=False) == "m"


def test_what_was_decided_by_another_provision_is_let_be() -> None:
    assert messages("Vekten er godkjent som egnet etter § 3.") == []
    assert messages("Vekten er godkjent som egnet etter § 3.", decider=False) == ["m"]


@pytest.mark.parametrize(("far", "found"), [(582, True), (583, False)])
def test_what_follows_is_looked_at_so_far(far: int, found: bool) -> None:
    text = f"Vekten skal være egnet. X{'x' * far} med egnet menes stor."
    assert message(text) == (f"m {FOLLOWS}" if found else "m")


@pytest.mark.parametrize(("far", "found"), [(3_968, True), (3_969, False)])
def test_a_power_counts_so_far_behind_it(far: int, found: bool) -> None:
    text = f"Kontoret kan gi forskrift om hva som {'x' * far} er egnet."
    assert message(text) == (f"m {REGULATION}" if found else "m")


def test_only_what_follows_in_the_same_section_counts() -> None:
    def made() -> DocumentMaker:
        return DocumentMaker().section("2").paragraph("Vekten skal være egnet.")

    says = "Med egnet menes stor."
    assert messages("", maker=made().paragraph(says)) == [f"m {FOLLOWS}", "m"]
    assert messages("", maker=made().section("3").paragraph(says)) == ["m", "m"]


def test_a_lead_in_may_give_the_power_to_issue_regulations() -> None:
    listed = DocumentMaker().section("2").listing("Kontoret kan gi forskrift om", ["egnet vekt"])
    assert messages("", maker=listed) == [f"m {REGULATION}"]
    listed = (
        DocumentMaker().section("2").listing("Kontoret skal ha", ["egnet vekt", "forskrift om"])
    )
    assert messages("", maker=listed) == ["m"]
