"""Bokmål, Nynorsk, English, and neither."""

from __future__ import annotations

import pytest

from regcheck.language.detect import Guess, detect, document_language, other_language

NB = [
    "Søknaden skal sendes til kommunen, som avgjør saken uten ugrunnet opphold.",
    "Eieren må ikke bruke bygningen før den er godkjent.",
    "Opplysningene gis skriftlig hvis mottakeren krever det.",
    "Virksomheten skal oppbevare dokumentene i fem år.",
    "Kommunen kan gi tillatelse når særlige hensyn tilsier det.",
    "Hver eier fører en liste over dyrene sine.",
    "Noen av plassene er forbeholdt gjester.",
]
NN = [
    "Søknaden skal sendast til kommunen, som avgjer saka utan ugrunna opphald.",
    "Eigaren må ikkje bruke bygningen før han er godkjend.",
    "Opplysningane skal givast skriftleg viss mottakaren krev det.",
    "Verksemda skal ta vare på dokumenta i fem år.",
    "Kommunen kan gje løyve når særlege omsyn talar for det.",
    "Kvar eigar fører ei liste over dyra sine.",
    "Nokre av plassane er sette av til gjester.",
    "Fagskulen etterprøver vurderingane.",
]
EN = [
    "The applicant shall submit the form within two weeks of the decision.",
    "Goods which are not listed shall be returned to the owner.",
]
OTHER = [
    "Ansøgningen skal indgives til kommunen, som træffer afgørelse efter reglerne nævnt i stk. 2.",
    "Myndigheden fastsætter de nærmere regler, såfremt ændringer kræves.",
    "Ansökan ska lämnas till kommunen och prövas enligt reglerna från förra året.",
]


@pytest.mark.parametrize(
    ("language", "text"),
    [(code, t) for code, texts in {"nb": NB, "nn": NN, "en": EN, "": OTHER}.items() for t in texts],
)
def test_detect(language: str, text: str) -> None:
    assert detect(text).language == language


@pytest.mark.parametrize("text", ["", "   ", "§ 3-2", "1 500 kg", "Oslo", "7. ledd"])
def test_nothing_tells(text: str) -> None:
    assert detect(text) == Guess("", 0.0)


def test_more_text_gives_a_wider_margin() -> None:
    assert detect(" ".join(NB)).margin > detect(NB[0]).margin > 0


def test_a_long_text_is_judged_by_more_than_its_beginning() -> None:
    text = f"{NB[0]} " + " ".join(NN * 40)
    assert len(text) > 12_000
    assert detect(text).language == "nn"


@pytest.mark.parametrize(
    ("text", "claimed", "expected"),
    [
        (" ".join(NB), "nb", "nb"),
        (" ".join(NN), "nn", "nn"),
        (" ".join(NN), "nb", "nn"),  # wrongly labelled
        (" ".join(NB), "nn-NO", "nb"),
        (" ".join(NN), "no", "nn"),
        (" ".join(NB), "no", "nb"),
        (" ".join(NB), "", "nb"),
        (" ".join(EN), "nb", "en"),
        (" ".join(EN), "en_GB", "en"),
        ("§ 3", "no", "nb"),
        ("§ 3", "", ""),
        ("§ 3", "nno", "nn"),
        (" ".join(OTHER), "nb", "nb"),  # old law is labelled nb and close to Danish
        (NN[6], "nb", "nb"),  # one telling word is no clear margin
    ],
)
def test_a_claim_is_believed_unless_the_text_clearly_says_otherwise(
    text: str, claimed: str, expected: str
) -> None:
    assert document_language(text, claimed) == expected


DANISH = [
    " ".join(OTHER[:2]),
    "Ejeren skal give besked på kommunens hjemmeside inden den 1. maj, og myndigheden træffer "
    "afgørelse efter at have hørt naboerne. Klagen bliver behandlet uden unødigt ophold.",
]
SWEDISH = [
    f"{OTHER[2]} Beslutet får inte överklagas när kommunen har hört alla.",
    "Den som bryter mot föreskrifterna ska betala en avgift till staten. Avgiften är högst tusen "
    "kronor och får inte sättas ned.",
]
OLD = (
    "Enhver, som agter at drive Handel, skal derom gjøre Anmeldelse til Øvrigheden, som efter at "
    "have hørt Formandskabet udsteder Bevis; uden saadant Bevis kan ingen blive indført i "
    "Registret, og Gebyret bliver at betale efter de af Kongen fastsatte Regler."
)
"""Norwegian as it was written in the nineteenth century."""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *[("da", text) for text in DANISH],
        *[("sv", text) for text in SWEDISH],
        ("en", " ".join(EN)),
        *[("", text) for text in (" ".join(NB), " ".join(NN), OLD, "", "§ 1")],
        ("", " ".join([*NB, *EN])),
    ],
)
def test_a_whole_text_in_another_language(language: str, text: str) -> None:
    assert other_language(text) == language
