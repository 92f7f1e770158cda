"""What is a requirement, and which are one and the same."""

from __future__ import annotations

import pytest

from regcheck.corpus.obstacles.demand import demanded, is_demand, is_firm
from regcheck.corpus.obstacles.obstacle import Obstacle
from regcheck.corpus.obstacles.provisions import weight_of_all
from regcheck.corpus.obstacles.requirements import join_requirements


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Søkeren skal legge fram attest fra båtføreren.", True),
        ("Attest sendes kaisjefen innen fire uker.", True),
        ("Søkjaren kan bli bedt om å vise attest.", True),
        ("Det gis fritak fra prøven når det kan dokumenteres at attest er gitt.", True),
        ("Kaisjefen sender svaret i rekommandert brev.", True),
        ("Vedtaket meldes ved oppslag.", True),
        ("Ingen får plass, og leien gjelder ikke, før attest er lagt fram.", True),
        ("Duplikat kan utstedes der attesten er tapt.", False),
        ("Kaisjefen krever ikke attest.", False),
        ("Kaisjefen krev ikkje attest.", False),
        ("Det er ikke krav om attest for små båter.", False),
        ("Kravet om attest kan fravikes når sterke grunner tilsier det.", False),
        ("Det kan gjøres unntak fra første ledd når attest er tapt.", False),
        ("Den som ikke legger frem attest, kan miste plassen.", False),
        ("Søkere som legger frem falske attester, skal bortvises.", False),
        ("Attesten skal leveres elektronisk.", False),
        ("Attesten kan ikke leveres elektronisk, og må sendes.", True),
        ("Opplysningene skal gis uten hinder av taushetsplikt.", False),
        ("Søkeren bør legge ved attest.", False),
    ],
)
def test_what_is_demanded(text: str, answer: bool) -> None:
    assert is_demand("once-only", "operative", text) is answer
    assert not is_demand("once-only", "heading", text)


def test_a_claim_that_was_not_put_forward_is_a_condition() -> None:
    text = "Retten faller bort dersom krav ikke er sendt innen ett år."
    assert is_demand("application-only", "operative", text)
    assert not is_demand("paper", "operative", text)


def test_leave_to_demand_is_not_firm() -> None:
    assert is_firm("Kaisjefen skal kreve attest.")
    assert is_firm("Kaisjefen krever attest.")
    assert not is_firm("Kaisjefen kan kreve attest.")


def test_what_is_demanded_is_the_same_in_both_written_standards() -> None:
    assert demanded("båtattesten", "") == demanded("ny båtattest", "") == (("båtattest",), True)
    assert demanded("skal sende søknad", "x") == ((), False)
    text = "Styret kan forlenge leieperioden etter begrunnet søknad."
    assert demanded("etter begrunnet søknad", text) == (("leieperiod",), False)


def row(provision: str, rule: str, text: str, *what: str, weight: float = 3.0) -> Obstacle:
    blank = dict.fromkeys(Obstacle._fields, "")
    one = Obstacle(**blank)  # type: ignore[arg-type]
    return one._replace(
        provision=provision, rule=rule, text=text, demanded=what, weight=weight, group="facts"
    )


def test_one_demand_in_many_texts_is_one_requirement() -> None:
    rows = join_requirements(
        [
            row("a/§1", "once-only/x", "A.", "attest"),
            row("a/§1", "once-only/x", "B.", "attest"),
            row("a/§1", "paper/original", "B.", "attest", "kart", weight=4.0),
            row("b/§2", "once-only/x", "C.", "attest", "skip"),
            row("b/§3", "discretion/x", "D."),
        ]
    )
    keys = [one.requirement for one in rows]
    assert keys == [
        *("once-only/x attest", "paper/original attest", "paper/original attest"),
        *("once-only/x attest", ""),
    ]


def test_a_requirement_weighs_once_in_a_provision() -> None:
    once = row("a/§1", "once-only/x", "A.", "attest")._replace(requirement="k")
    assert weight_of_all([once]) == weight_of_all([once] * 9) == 3.0
    assert weight_of_all([once, once._replace(requirement="l")]) == 4.5
