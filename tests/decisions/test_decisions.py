"""Decisions as they are read from invented provisions, box by box."""

from __future__ import annotations

import pytest

from documents import DocumentMaker
from regcheck.decisions.model import Act, Decision, Initiative, Nature, State, Strength
from regcheck.decisions.read import decisions_in, read_decisions
from regcheck.document.model import Document
from regcheck.document.segments.view import Segments
from regcheck.readers.markdown import read_markdown


def read(*paragraphs: str) -> tuple[Decision, ...]:
    """The decisions of one section with these paragraphs."""
    made = DocumentMaker().section("1")
    for paragraph in paragraphs:
        made = made.paragraph(paragraph)
    return decisions_in(made.done())


@pytest.mark.parametrize(
    ("text", "act", "decider", "strength"),
    [
        ("Kommunen kan gi tilskudd til lag.", Act.GIVE, "Kommunen", Strength.MAY),
        ("Kommunen kan gje tilskot til lag.", Act.GIVE, "Kommunen", Strength.MAY),
        ("Mangelfulle søknader kan avvises.", Act.DISMISS, "", Strength.MAY),
        ("Mangelfulle søknader kan avvisast.", Act.DISMISS, "", Strength.MAY),
        ("Etter søknad kan styret frita laget.", Act.EXEMPT, "styret", Strength.MAY),
        ("Det kan gis unntak fra kravet.", Act.EXEMPT, "", Strength.MAY),
        ("Tilskudd gis av nemnda.", Act.GIVE, "nemnda", Strength.SHALL),
        ("Nemnda skal ikke godkjenne båten.", Act.APPROVE, "Nemnda", Strength.SHALL_NOT),
        ("Direktoratet bør godkjenne båten.", Act.APPROVE, "Direktoratet", Strength.NORMALLY),
        ("Etaten kan kreve pengene tilbake.", Act.CLAIM_BACK, "Etaten", Strength.MAY),
        ("Etaten kan krevje pengane attende.", Act.CLAIM_BACK, "Etaten", Strength.MAY),
        ("Tilsynet kan trekke tilbake løyvet.", Act.WITHDRAW, "Tilsynet", Strength.MAY),
        ("Nemnda avgjør klagen.", Act.DECIDE_APPEAL, "Nemnda", Strength.SHALL),
        ("Søkere over 18 år har rett til stønad.", Act.GIVE, "", Strength.SHALL),
        ("Brukere kan få dekket reisen.", Act.GIVE, "", Strength.MAY),
        ("Fristen kan forlenges av rektor.", Act.PROLONG, "rektor", Strength.MAY),
        ("Den som driver uten løyve, ilegges gebyr.", Act.SANCTION, "", Strength.SHALL),
        ("Blir fristen oversittet, kan fondet stanse støtten.", Act.STOP, "fondet", Strength.MAY),
        ("Kommunen kan avrunde prisen.", Act.FIX, "Kommunen", Strength.MAY),
        ("Havnesjefen kan omplassere båter.", Act.DECIDE, "Havnesjefen", Strength.MAY),
        ("Båten må ikke flyttes uten samtykke fra styret.", Act.PERMIT, "styret", Strength.SHALL),
        ("Laget skal rapportere til fondet.", Act.REPORT, "Laget", Strength.SHALL),
        ("Laget plikter å rapportere til fondet.", Act.REPORT, "Laget", Strength.SHALL),
        ("Havnesjefen fører tilsyn med båtene.", Act.INSPECT, "Havnesjefen", Strength.SHALL),
        ("Etaten kan holde tilbake støtten.", Act.STOP, "Etaten", Strength.MAY),
        ("Nemnda kan trekke i støtten.", Act.REDUCE, "Nemnda", Strength.MAY),
        ("Kommunen kan nekte eieren å flytte båten.", Act.FORBID, "Kommunen", Strength.MAY),
        ("Den som flytter, skal melde fra.", Act.NOTIFY, "Den som flytter", Strength.SHALL),
        ("Tilskudd gis av Statens vegvesen.", Act.GIVE, "Statens vegvesen", Strength.SHALL),
        ("Nemnda kan gi løyve etter regler om lån.", Act.PERMIT, "Nemnda", Strength.MAY),
        ("Tilsynet eier båter, og kan gi løyve til leie.", Act.PERMIT, "Tilsynet", Strength.MAY),
        ("Etaten kan be om kopi av avtalen.", Act.DEMAND, "Etaten", Strength.MAY),
        ("Etaten kan la være å kreve gebyr.", Act.EXEMPT, "Etaten", Strength.MAY),
        ("Nemnda skal årleg gje ei melding om arbeidet.", Act.NOTIFY, "Nemnda", Strength.SHALL),
        ("Planen skal godkjennes av KOF.", Act.APPROVE, "KOF", Strength.SHALL),
        ("Nemnda kan gi restriksjoner for bruken.", Act.FORBID, "Nemnda", Strength.MAY),
    ],
)
def test_act_decider_and_strength(text: str, act: Act, decider: str, strength: Strength) -> None:
    (one,) = read(text)
    assert (one.act, one.decider.text, one.strength) == (act, decider, strength)


@pytest.mark.parametrize(
    "text",
    [
        "Departementet kan gi forskrift om gebyr.",
        "Kommunen kan fastsette lokale regler om båtplasser.",
        "Søkeren kan trekke søknaden.",
        "Søkeren kan velge plass.",
        "Kongen kan sette loven i kraft.",
        "Styret skal ha fem medlemmer.",
        "Båten skal være rød.",
        "Fra samme tid oppheves forskrift om flåter.",
        "Klagen sendes til nemnda.",
        "Kongen oppnevner leder av nemnda.",
        "Vedtak styret treffer etter § 2 kan påklages til nemnda.",
        "Båten må være registrert.",
        "Tau og fendere skal fjernes.",
        "Det stilles følgende vilkår til båten.",
        "Loven trer i kraft fra den tid Kongen fastsetter.",
        "Tilsagn fra kommunen gir rett til å søke.",
        "Etaten kan samarbeide med kommunen.",
        "Den som handsamar søknader, har teieplikt.",
        "Direktoratet er klageinstans for vedtak nemnda treffer om båter.",
        "Søknaden skal opplyse om tilskudd fra andre.",
        "Etaten kan behandle fødselsnummer når det trengs.",
    ],
)
def test_what_is_no_decision(text: str) -> None:
    assert read(text) == ()


def test_acts_that_one_modal_joins_are_one_decision() -> None:
    (one,) = read("Etaten kan stanse utbetalingen eller redusere tilskuddet.")
    assert one.acts == (Act.STOP, Act.REDUCE)


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("Kommunen kan gi tilskudd til lag.", []),
        ("Kommunen kan gi tilskudd når laget er registrert.", [Nature.FACT]),
        ("Når laget er registrert, kan kommunen gi tilskudd.", [Nature.FACT]),
        ("Etaten kan i særlige tilfeller frita laget.", [Nature.OPEN]),
        ("Etaten kan i særlege høve gjere unntak.", [Nature.OPEN]),
        ("Etaten kan stanse støtten ved vesentlig brudd på vilkårene.", [Nature.JUDGMENT]),
        ("Etaten kan avvise mangelfulle søknader.", [Nature.OPEN]),
        ("Kommunen gir tilskudd når prøven er bestått.", [Nature.FACT]),
        ("Fondet kan avslå søknaden på grunnlag av pris, omfang og nytte.", [Nature.FACT]),
        (
            "Fondet kan avslå en søknad dersom fristen er ute eller når det er nødvendig.",
            [Nature.FACT, Nature.OPEN],
        ),
    ],
)
def test_conditions_are_facts_judgments_or_open(text: str, natures: list[Nature]) -> None:
    (one,) = read(text)
    assert [c.nature for c in one.conditions] == natures
    assert all(c.where == "sentence" for c in one.conditions)


def test_conditions_in_other_sentences_of_the_section() -> None:
    (one,) = read("Kommunen kan gi tilskudd.", "Det er et vilkår at laget er registrert.")
    assert [(c.where, c.nature) for c in one.conditions] == [("section", Nature.FACT)]


def test_a_condition_in_front_reaches_to_its_comma() -> None:
    (one,) = read("Er det flere søkere enn plassene kan romme, skal styret avslå søknaden.")
    assert [c.text for c in one.conditions] == ["Er det flere søkere enn plassene kan romme"]


def test_items_with_verbs_of_their_own_are_decisions() -> None:
    made = DocumentMaker().section("1")
    made = made.listing("Fondet kan i tillegg til støtten", ["kreve et regnskap", "med et brev"])
    (one,) = decisions_in(made.done())
    assert (one.act, one.decider.text) == (Act.DEMAND, "Fondet")


def test_who_gets_something_is_a_condition_of_the_decision_to_give_it() -> None:
    made = DocumentMaker().section("1", "Hvem kan få tilskudd").paragraph("Lag kan få tilskudd.")
    made = made.section("2", "Behandling").paragraph("Fondet kan gi tilskudd etter søknad.")
    (one,) = decisions_in(made.done())
    assert (one.decider.text, [c.text for c in one.conditions]) == ("Fondet", ["Lag"])


def test_a_heading_of_a_list_is_no_condition() -> None:
    made = DocumentMaker().section("1").paragraph("Kommunen kan gi tilskudd.")
    made = made.listing("Ansvar for ordningen", ["Regnskap og rapport"])
    (one,) = decisions_in(made.paragraph("Vilkår for tilskudd.").done())
    assert one.conditions == ()


def test_items_that_open_as_conditions_are_conditions() -> None:
    made = DocumentMaker().section("1")
    made = made.listing("Fondet kan ilegge laget mulkt", ["ved svindel", "med et brev"])
    (one,) = decisions_in(made.done())
    assert [c.text for c in one.conditions] == ["ved svindel"]


def test_a_sentence_that_tells_who_decides_is_no_decision_beside_others() -> None:
    told = "Vedtak om tilskudd treffes av nemnda."
    (alone,) = read(told)
    (one,) = read("Tilskudd gis til lag.", told)
    assert (one.words.start, one.act) == (0, Act.GIVE)
    assert alone.decider.text == one.decider.text == "nemnda"


def test_a_pronoun_stands_for_the_last_decider() -> None:
    _, second = read("Nemnda kan gi tilskudd.", "Dei kan kreve pengane attende.")
    assert (second.decider.state, second.decider.text) == (State.ELSEWHERE, "Nemnda")


def test_a_limit_for_applications_is_none_for_exemptions_from_it() -> None:
    (one,) = read("Kommunen kan dispensere fra søknadsfristen.")
    assert one.initiative is Initiative.NOT_SAID


def test_items_under_a_condition_are_conditions() -> None:
    made = DocumentMaker().section("1")
    made = made.listing("Fondet kan kreve støtten tilbake dersom", ["a er sant", "b er sant"])
    (one,) = decisions_in(made.done())
    assert "a er sant" in [c.text for c in one.conditions]


def test_each_item_of_a_modal_is_a_decision() -> None:
    made = DocumentMaker().section("1")
    made = made.listing("Fondet kan", ["avslå søknader", "forlenge fristen"])
    assert [one.act for one in decisions_in(made.done())] == [Act.REFUSE, Act.PROLONG]


def test_the_section_names_the_decider_of_a_passive() -> None:
    first, second = read("Kommunen kan stanse støtten.", "Tilskudd kan kreves tilbake.")
    assert second.decider.state is State.ELSEWHERE
    assert second.decider.text == first.decider.text == "Kommunen"
    assert second.decider.address is not None


def test_time_initiative_and_appeal() -> None:
    (one,) = read("Kommunen avgjør søknaden innen seks uker.")
    assert one.time.text == "innen seks uker"
    assert one.initiative is Initiative.APPLICATION
    assert one.appeal.state is State.GENERAL_LAW
    made = DocumentMaker().section("1").paragraph("Etaten kan gi løyve.")
    made = made.section("2").paragraph("Vedtak kan påklages til nemnda.")
    (other,) = decisions_in(made.done())
    assert other.appeal.state is State.ELSEWHERE


def test_what_undoes_a_time_limit_is_told_apart() -> None:
    (one,) = read("Nemnda avgjør søknaden så snart som mulig.")
    assert (one.undone.text, one.time.said) == ("så snart som mulig", False)


def test_boxes_slice_the_text() -> None:
    made = DocumentMaker().section("1")
    document = made.paragraph("Etter søknad kan styret frita laget når fristen er ute.").done()
    (one,) = decisions_in(document)
    for box in (one.decider, one.about, one.asked):
        assert box.text == " … ".join(span.of(document.text) for span in box.spans)
    assert one.verb.of(document.text) == "frita"
    assert one.words.of(document.text) == "kan styret frita laget"


def test_a_body_that_settles_who_is_covered_decides() -> None:
    made = DocumentMaker().section("1", "Definisjoner")
    made = made.paragraph("Med lag menes forening. Etaten avgjør om en krets er et lag.")
    assert [one.act for one in decisions_in(made.done())] == [Act.DECIDE]


def test_evidence_and_what_follows_breach_stand_in_other_sections() -> None:
    made = DocumentMaker().section("1").paragraph("Kommunen kan gi tilskudd til lag.")
    made = made.section("2", "Søknad").listing("Søknaden skal inneholde", ["budsjett", "plan"])
    made = made.section("3").paragraph("Tilskudd kan kreves tilbake ved brudd på vilkårene.")
    give = decisions_in(made.done())[0]
    assert give.initiative is Initiative.APPLICATION
    assert [box.text for box in give.evidence] == ["Søknaden skal inneholde … budsjett … plan"]
    assert give.consequence.text.startswith("Tilskudd kan kreves tilbake")


@pytest.mark.parametrize(
    ("text", "initiative"),
    [
        ("Etaten kan av eget tiltak trekke tilbake løyvet.", Initiative.OWN_MOTION),
        ("Stønaden utbetales automatisk av etaten.", Initiative.AUTOMATIC),
        ("Etter klage kan nemnda omgjøre vedtaket.", Initiative.COMPLAINT),
    ],
)
def test_what_sets_a_decision_going(text: str, initiative: Initiative) -> None:
    (one,) = read(text)
    assert one.initiative is initiative


def test_a_duty_has_a_recipient_and_a_limit() -> None:
    (one,) = read("Laget skal rapportere til kommunen innen to uker.")
    assert (one.recipient.text, one.party_time.text) == ("til kommunen", "innen to uker")


def test_what_is_decided_is_not_read_from_a_purpose() -> None:
    text = "# Forskrift om båt\n\n### § 1. Formål\n\nPlasser skal tildeles av styret.\n"
    aim, rule = (
        read_markdown(one.encode(), "båt.md") for one in (text, text.replace("Formål", "Tildeling"))
    )
    assert isinstance(aim, Document)
    assert isinstance(rule, Document)
    assert not decisions_in(aim)
    assert decisions_in(rule)


def test_what_somebody_asks_for_is_not_decided() -> None:
    assert not read("Laget kan søke nemnda om at vedtaket blir opphevet.")
    assert read("Nemnda kan bestemme at vedtaket blir opphevet.")


def test_only_so_many_sections_tell_of_decisions_elsewhere() -> None:
    made = DocumentMaker()
    for number in range(1, 150):
        made = made.section(str(number), "Vilkår for tilskudd")
        made = made.paragraph("Tilskudd kan gis til lag. Laget må være norsk.")
    assert len(read_decisions(Segments(made.done())).facts.conditions) == 100
