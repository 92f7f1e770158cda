"""The questions that decisions leave open, as rules ask them, and how they are worded."""

from __future__ import annotations

import pytest

import regcheck
from documents import DocumentMaker
from regcheck.base.texts.catalogue import Texts
from regcheck.decisions import spots
from regcheck.decisions.model import DUTIES, Act
from regcheck.findings.model import Question
from regcheck.packs.model import Severity
from regcheck.run.rules import LoadedRules


@pytest.fixture(scope="module")
def rules() -> LoadedRules:
    return regcheck.load_rules(select=["decisions"])


def ask(rules: LoadedRules, *paragraphs: str, locale: str = "nb") -> list[Question]:
    made = DocumentMaker().section("1")
    for paragraph in paragraphs:
        made = made.paragraph(paragraph)
    result = regcheck.check(made.done(), rules, locale=locale)
    return [question for finding in result.findings for question in finding.questions]


def test_compiled_rules_bring_the_anchors_of_phrases(
    rules: LoadedRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rules.compiled.phrases
    monkeypatch.delattr(spots, "phrase_anchors")
    monkeypatch.delattr(spots, "_own_scan")
    assert ask(rules, "Etaten kan gjøre unntak fra § 9.")


def test_a_question_is_asked_once_for_one_act_in_a_section(rules: LoadedRules) -> None:
    again = ["Etaten kan gjøre unntak fra første ledd.", "Etaten kan gjøre unntak fra § 9."]
    assert [one.trouble for one in ask(rules, *again)] == ["no-criteria"]


@pytest.mark.parametrize(
    ("text", "locale", "question"),
    [
        (
            "Kommunen kan avvise søknaden.",
            "nb",
            "Kommunen kan avvise søknaden: når er en søknad slik at den kan avvises, "
            "og får søkeren tid til å rette den?",
        ),
        (
            "Kommunen kan avvise søknaden.",
            "nn",
            "Kommunen kan avvise søknaden: når er ein søknad slik at han kan avvisast, "
            "og får søkjaren tid til å rette han?",
        ),
        (
            "Kommunen kan gi støtte dersom helt ekstraordinære forhold tilsier det.",
            "nb",
            "«helt ekstraordinære forhold»: hva ligger i det? "
            "Nevn tilfellene, eller si hva det skal legges vekt på.",
        ),
        (
            "Søknaden skal inneholde navn og organisasjonsnummer.",
            "nb",
            "«navn og organisasjonsnummer»: Brønnøysundregistrene har det. "
            "Holder det å oppgi organisasjonsnummer?",
        ),
        (
            "Søkeren skal legge ved skatteattest.",
            "en",
            "“skatteattest”: the tax administration has it. Can it be fetched there?",
        ),
    ],
)
def test_the_question_says_what_is_decided_and_what_is_open(
    rules: LoadedRules, text: str, locale: str, question: str
) -> None:
    assert question in [one.text for one in ask(rules, text, locale=locale)]


def test_a_turned_sentence_that_cannot_be_told_straight_is_quoted(rules: LoadedRules) -> None:
    (one,) = ask(rules, "Ved brudd kan tilskudd som er utbetalt, kreves tilbake.")
    assert one.text.startswith("«kan tilskudd som er utbetalt, kreves tilbake»: ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Etaten kan i særlige tilfeller gi fritak.", "hva ligger i «særlige tilfeller»"),
        ("Ved fusk kan tilskotet bli avkorta.", "Tilskotet kan bli avkorta: "),
        ("Ved fusk kan laga miste retten til tilskot.", "Laga kan miste retten til tilskot: "),
        ("Er båten stjålet, kan Statens båttilsyn vedta flytting.", "Statens båttilsyn kan vedta"),
        ("Hvis båten er ny, kan det likevel gis fritak.", "Det kan likevel gis fritak: "),
        ("Prisen fastsettes skjønnsmessig av etaten.", "«skjønnsmessig»: "),
        (
            "Når det er trangt, kan Båttilsynet i enkelttilfeller gjøre unntak fra § 4.",
            "«kan Båttilsynet i enkelttilfeller gjøre unntak fra § 4»: ",
        ),
        (
            "Er det trangt, kan Båttilsynet etter skriftlig søknad fravike § 4.",
            "«kan Båttilsynet etter skriftlig søknad fravike § 4»: ",
        ),
        (
            "Er det trangt, kan Kommunen i Vågen gjøre unntak fra § 4.",
            "«kan Kommunen i Vågen gjøre",
        ),
        ("Kommunen kan åpne for fiske i inntil 5 år.", "hva ligger i «inntil», og"),
        (
            "Søknader som kommer etter fristen, kan bli avvist.",
            "fristen, kan bli avvist: hvem avgjør",
        ),
        (
            "Kommunen kan avvise søknader som kommer etter fristen.",
            "må det skje når vilkåret er oppfylt",
        ),
    ],
)
def test_questions_read_well(rules: LoadedRules, text: str, told: str) -> None:
    assert told in " ".join(one.text for one in ask(rules, text))


def test_a_wide_span_ends_before_the_full_stop(rules: LoadedRules) -> None:
    text = "Vedtak om plass kan ikke påklages."
    (one,) = ask(rules, text)
    assert one.end - one.start == len("kan ikke påklages")


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_every_act_has_a_question_and_a_name(locale: str) -> None:
    texts = Texts("decisions", locale)
    assert set(texts.table("ask")) == {str(act) for act in Act if act not in DUTIES}
    assert set(texts.table("acts")) == {str(act) for act in Act}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Det kan settes vilkår for tillatelsen.",
            ["Det kan settes vilkår for tillatelsen: hvilke krav"],
        ),
        (
            "Planen skal være godkjent av kommunen.",
            ["«skal være godkjent av kommunen»: hva skal til"],
        ),
        ("Planen skal være godkjent av eieren.", []),
        ("Planen skal godkjennes av kommunen etter havneloven § 3.", []),
        ("Data kan sendes ut uten godkjenning fra kommunen.", []),
        ("Søknadsfristen fastsettes av kommunen.", ["«Søknadsfristen fastsettes»: det som avgjør"]),
        ("Kommunen fastsetter nærmere regler om merking.", []),
        ("Departementet kan i forskrift gi nærmere retningslinjer.", []),
        ("Kommunen kan kreve at båten flyttes.", ["Kommunen kan kreve at båten flyttes: "]),
        ("Kommunen kan kreve fremlagt regnskap.", []),
        ("Kommunen kan kreve rente av beløpet.", []),
        ("For mye utbetalt tilskudd kan motregnes i nye tilskudd.", []),
        ("Overtredelsesgebyr kan ilegges.", []),
    ],
)
def test_only_what_the_law_leaves_open_is_asked(
    rules: LoadedRules, text: str, asked: list[str]
) -> None:
    told = [one.text for one in ask(rules, text) if one.trouble in ("no-criteria", "moved-out")]
    assert len(told) == len(asked)
    assert all(one.startswith(begins) for one, begins in zip(told, asked, strict=True))


@pytest.mark.parametrize(
    ("text", "told", "asked"),
    [
        ("Etaten kan i særlige tilfeller gjøre unntak fra § 9.", "decisions", 2),
        ("Etaten kan gjøre unntak fra § 9 dersom særlige grunner taler for det.", "decisions", 2),
        ("Etaten kan gjøre unntak fra § 9 dersom det er rimelig.", "decisions", 2),
        ("Fristen forlenges av etaten i særlige tilfeller.", "discretion", 2),
        ("Søkeren skal legge ved politiattest.", "once-only", 0),
    ],
)
def test_the_same_words_are_asked_about_once(text: str, told: str, asked: int) -> None:
    rules = regcheck.load_rules(select=["decisions", "discretion", "once-only"])
    result = regcheck.check(DocumentMaker().section("1").paragraph(text).done(), rules)
    shown = [one for one in result.findings if one.severity > Severity.INFO]
    assert [one.rule.category for one in shown] == [told]
    assert len({(one.start, one.end) for one in shown[0].questions}) == asked
