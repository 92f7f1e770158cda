"""Vague words in a term that the document defines are no findings; those that define it are."""

from __future__ import annotations

from documents import DocumentMaker
from regcheck.base.texts.localised import Localised
from regcheck.packs.model import Fact, Rule, RuleSet, Severity, Terminal
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules


def quotes(*texts: str, places: tuple[Fact, ...] = (Fact.DEFINED_TERM,)) -> list[str]:
    rule = Rule(
        id="house/vague",
        title=Localised("t", "t", "t"),
        message=Localised("m", "m", "m"),
        match=Terminal("phrase", "nb", ("alvorlig hendelse", "alvorlig", "alvorlige", "betydelig")),
        severity=Severity.WARNING,
        except_places=places,
    )
    maker = DocumentMaker().section("2", "Ord")
    for text in texts:
        maker = maker.paragraph(text)
    pipeline = Pipeline(LoadedRules.of(RuleSet((rule,))), Settings(nlp=False))
    return [one.quote for one in pipeline.check(maker.done()).findings]


DEFINED = "Med alvorlig hendelse om bord menes et betydelig tap av fart."


def test_the_term_is_let_be_where_it_is_defined_and_used() -> None:
    use = "Ved alvorlig hendelse om bord varsles havnen."
    assert quotes(DEFINED, use) == ["betydelig"]
    assert quotes(use) == ["alvorlig hendelse"]


def test_other_uses_of_the_words_stay() -> None:
    assert quotes(DEFINED, "Ved alvorlig hendelse i land varsles havnen.") == [
        "betydelig",
        "alvorlig hendelse",
    ]


def test_the_term_is_let_be_in_other_forms() -> None:
    assert quotes(DEFINED, "Alvorlige hendelser om bord varsles.") == ["betydelig"]
    assert quotes(DEFINED, "Alvorlig hendelse varsles.") == ["betydelig"]


def test_a_sentence_that_says_what_the_words_mean_is_let_be() -> None:
    assert quotes("At tapet er betydelig, vil si at det varer i ti timer.") == []
    assert quotes("At tapet er betydelig, skal meldes.") == ["betydelig"]


def test_a_term_of_one_word_is_let_be_only_where_it_is_defined() -> None:
    assert quotes("Med betydelig menes over ti timer.", "Tapet må være betydelig.") == ["betydelig"]


def test_a_rule_that_does_not_ask_finds_them() -> None:
    assert len(quotes(DEFINED, places=())) == 2
