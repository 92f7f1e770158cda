"""The questions that decisions leave open, and how they are worded."""

from __future__ import annotations

import pytest

from documents import DocumentMaker
from regcheck.decisions.model import Act, Question
from regcheck.decisions.questions import questions_of
from regcheck.decisions.read import read_decisions
from regcheck.segments.view import Segments
from regcheck.texts.catalogue import Texts


def ask(*paragraphs: str, locale: str = "nb") -> tuple[Question, ...]:
    made = DocumentMaker().section("1")
    for paragraph in paragraphs:
        made = made.paragraph(paragraph)
    return questions_of(read_decisions(Segments(made.done())), locale)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("Etaten kan gjøre unntak fra kravet.", "no-criteria"),
        ("Etaten kan avvise mangelfulle søknader.", "no-criteria"),
        ("Tilskudd som er brukt til annet, kan kreves tilbake.", "no-criteria"),
        ("Departementet og etaten kan stanse støtten.", "no-decider"),
        ("Det kan gjøres unntak fra kravet når båten er bygd før 1990.", "no-decider"),
        ("Komiteen skal normalt svare innen tre uker.", "no-deadline"),
        ("Vedtak om tilskudd fattes av kommunen.", "no-deadline"),
        ("Søknad om plass skal sendes til kommunen.", "no-deadline"),
        ("Søkeren skal følge gjeldende retningslinjer.", "moved-out"),
        ("Det gis støtte opp til et nærmere fastsatt beløp.", "moved-out"),
        ("Søknaden skal inneholde skatteattest.", "held-already"),
        ("Laget skal gi alle opplysninger som kommunen finner nødvendig.", "held-already"),
        ("Vedtak om plass kan ikke påklages.", "no-appeal"),
        ("Etaten kan innhente opplysninger om søkeren.", "no-basis"),
        ("Søkere skal som hovedregel ha fast plass.", "cancelled"),
    ],
)
def test_open_boxes_are_asked_about(text: str, trouble: str) -> None:
    assert trouble in [one.trouble for one in ask(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen gir tilskudd til lag som er registrert.",
        "Departementet kan gi forskrift om gebyr.",
        "Kommunen kan bare gi tilskudd til registrerte lag.",
        "Vedtak om tilskudd fattes av kommunen innen seks uker.",
        "Det kan kreves renter av beløpet.",
        "Loven gjelder årsregnskapet til stiftelser.",
    ],
)
def test_what_is_settled_is_not_asked_about(text: str) -> None:
    assert ask(text) == ()


def test_a_question_is_asked_once_for_one_act_in_a_section() -> None:
    again = ["Etaten kan gjøre unntak fra første ledd.", "Etaten kan gjøre unntak fra § 9."]
    assert [one.kind for one in ask(*again)] == ["exempt"]


def test_the_question_says_what_is_decided_and_what_is_open() -> None:
    (one,) = ask("Når fristen er ute, kan kommunen avvise søknaden.")
    said = "Kommunen kan avvise søknaden: når er en søknad slik at den kan avvises, "
    assert one.text == said + "og får søkeren tid til å rette den?"
    (nynorsk,) = ask("Kommunen kan avvise søknaden.", locale="nn")
    assert nynorsk.text.startswith("Kommunen kan avvise søknaden: når er ein søknad")
    (english,) = ask("Kommunen kan avvise søknaden.", locale="en")
    assert english.text.endswith("is there time to mend it?")


def test_a_turned_sentence_is_told_straight() -> None:
    (one,) = ask("Ved brudd kan tilskudd som er utbetalt, kreves tilbake.")
    assert one.text.startswith("Tilskudd som er utbetalt, kan kreves tilbake")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Etaten kan i særlige tilfeller gi fritak.", "hva ligger i «særlige tilfeller»"),
        ("Nemnda skal velge skjønnsmessig.", "«skjønnsmessig»: hva ligger i det?"),
        ("Ved fusk kan tilskotet bli avkorta.", "Tilskotet kan bli avkorta: "),
        ("Ved fusk kan laga miste retten til tilskot.", "Laga kan miste retten til tilskot: "),
        ("Prisen fastsettes skjønnsmessig av etaten.", "«skjønnsmessig»: "),
    ],
)
def test_questions_read_well(text: str, told: str) -> None:
    assert told in " ".join(one.text for one in ask(text))


def test_a_span_is_narrow_and_in_the_sentence() -> None:
    words = "Etaten kan gi tillatelse til " + "lange og kronglete turer " * 20 + "i parken."
    for one in ask(words):
        assert 0 < one.end - one.start <= 200


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_every_act_has_a_question(locale: str) -> None:
    asks = Texts("decisions", locale).table("ask")
    duties = {Act.REPORT, Act.NOTIFY, Act.SEND, Act.KEEP}
    assert set(asks) == {str(act) for act in Act if act not in duties}
