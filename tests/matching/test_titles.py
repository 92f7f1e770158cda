"""Nothing is found in the wording of a title of an act of the union, all else around it is."""

from __future__ import annotations

import pytest

from documents import DocumentMaker
from regcheck.base.texts.localised import Localised
from regcheck.packs.model import Fact, Rule, RuleSet, Severity, Terminal
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules


def quotes(text: str, places: tuple[Fact, ...] = (Fact.EU_TITLE,)) -> list[str]:
    rule = Rule(
        id="house/vague",
        title=Localised("t", "t", "t"),
        message=Localised("m", "m", "m"),
        match=Terminal("phrase", "nb", ("egnet*",)),
        severity=Severity.WARNING,
        except_places=places,
    )
    document = DocumentMaker().section("4", "Regler").paragraph(text).done()
    return [
        one.quote
        for one in Pipeline(LoadedRules.of(RuleSet((rule,))), Settings(nlp=False))
        .check(document)
        .findings
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Forordning (EU) 2030/12 (om egnet fôr) gjelder.",
        "Forordning (EU) nr. 12/2030 (om bokstav c) i listen over egnet fôr) gjelder.",
        "Forordning (EF) nr. 9/2001 (om endring av forordning (EF) nr. 8/2001 om egnet fôr).",
        "EØS-avtalen vedlegg I forordning (EU) 2030/12 om egnet fôr gjelder som forskrift.",
        "EØS-avtala vedlegg I nr. 7 (direktiv 2030/12/EU ) om egnet fôr",
        "Direktiv 2030/12/EU av 5. mai 2030 om egnet fôr gjelder.",
        "Forordning (EU) 2030/12 som fastsetter egnet fôr, som inntatt i avtalen, gjelder.",
        "EØS-avtalen vedlegg I avgjørelse (EU) 2030/12 av 5. mai 2030 om egnet fôr.",
    ],
)
def test_a_title_is_let_be(text: str) -> None:
    assert not quotes(text)
    assert quotes(text, ()) == ["egnet"]


@pytest.mark.parametrize(
    "text",
    [
        "Forordning (EU) 2030/12 (om fôr) gjelder for egnet fôr.",
        "Etter direktiv 2030/12/EU av 5. mai 2030 om fôr skal eieren ha egnet fôr.",
        "Direktiv 2030/12/EU om fôr gjelder når fôret er egnet.",
        "EØS-avtalen vedlegg I forordning (EU) 2030/12 om fôr gjelder når fôret er egnet.",
        "EØS-avtalen vedlegg I forordning (EU) 2030/12 om fôr. Fôret skal være egnet.",
        "Fôret skal etter forordning (EU) 2030/12 (artikkel 4, egnet fôr) merkes.",
    ],
)
def test_what_the_drafter_writes_is_not(text: str) -> None:
    assert quotes(text) == ["egnet"]
