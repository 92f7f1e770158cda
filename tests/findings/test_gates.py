"""Who decides where words stand, and whether they are a gate of a public decision."""

from __future__ import annotations

import pytest

from regcheck.base.text.span import Span
from regcheck.document.model import Document
from regcheck.document.segments.view import Segments
from regcheck.findings.deciders import Decided, DecisionReader
from regcheck.matching.model import Match
from regcheck.readers.markdown import read_markdown


def around(sentence: str, at: str, title: str = "", text: str = "{}") -> Decided:
    """What is read around the first words `at` of a sentence, in a text with a title."""
    written = f"# {title or 'Forskrift om havner'}\n\n## § 1. Havner\n\n{text.format(sentence)}\n"
    document = read_markdown(written.encode(), "havn.md")
    assert isinstance(document, Document)
    start = document.text.index(sentence) + sentence.index(at)
    segments, span = Segments(document), Span(start, start + len(at))
    return DecisionReader(segments).around(Match(0, segments.leaf_at(start), span, span))


@pytest.mark.parametrize(
    ("sentence", "at", "kind"),
    [
        ("Kommunen kan gi tillatelse når særlige grunner foreligger.", "særlige", "authority"),
        ("Tillatelse kan gis av kommunen når særlige grunner foreligger.", "særlige", "authority"),
        ("Når særlige grunner foreligger, kan kommunen gi tillatelse.", "særlige", "authority"),
        ("Når særlege grunnar ligg føre, kan løyve givast av nemnda.", "særlege", "authority"),
        ("Retten kan sette ned kravet når det er rimelig.", "rimelig", "court"),
        ("Arbeidsgiveren skal gi rimelig frist til kommunen.", "rimelig", "private"),
        ("Etter søknad til kommunen kan eieren i særlige tilfeller vente.", "særlige", "private"),
        ("Eieren har retten til rimelig vederlag.", "rimelig", "unclear"),
        ("Når tilsynet krever det, skal eieren vise det som er rimelig.", "rimelig", "authority"),
        ("Den som mistenkes, kan undersøkes når det er rimelig.", "rimelig", "unclear"),
        ("Har eieren rimelige utlegg, kan eieren søke om støtte.", "rimelige", "unclear"),
        ("Vakta. Politiet kan vise bort ein eigar når det er rimeleg.", "rimeleg", "authority"),
        ("Eieren kan heve avtalen når det er rimelig.", "rimelig", "private"),
        ("Skade på et viktig organ skal gi rimelig bot.", "rimelig", "unclear"),
        ("Et offentlig organ skal gi rimelig frist.", "rimelig", "authority"),
        ("Styret kan gi rimelig frist.", "rimelig", "unclear"),
        ("Retten skal oppfyllast av kommunen så snart det er mogleg.", "så snart", "authority"),
        ("Retten gjelder når kommunen finner det rimelig.", "rimelig", "authority"),
        ("Den som eier huset, skal vise rimelig hensyn.", "rimelig", "private"),
        ("Tillatelse kan gis i særlige tilfeller.", "særlige", "unclear"),
        ("Er foretaket skyldig, skal boten som regel pålegges det.", "som regel", "unclear"),
        ("Søkjaren kan i særlege tilfelle givast fritak.", "særlege", "unclear"),
        ("Søkjaren skal i særlege tilfelle gje opplysningar.", "særlege", "private"),
        ("Domaren kan setje ein rimeleg frist.", "rimeleg", "court"),
        ("Styremakta kan setje ein rimeleg frist.", "rimeleg", "authority"),
        ("Kommunen kan frita en elev dersom det er rimelig.", "rimelig", "authority"),
        ("Kommunen kan gi pålegg, og eieren skal sette rimelig frist.", "rimelig", "private"),
        ("Havnetilsynet fører tilsyn og kan gi rimelig frist.", "rimelig", "authority"),
        ("Når det er rimelig at et barn venter, kan nemnda gi frist.", "rimelig", "authority"),
        ("Når det er rimelig, skal eieren gi kunden frist.", "rimelig", "private"),
        ("Eieren kan miste det som retten finner rimelig.", "retten finner rimelig", "court"),
        (
            "Dersom det haster å avvente rettens avgjørelse, kan nemnda stenge.",
            "haster",
            "authority",
        ),
        # Who has, gets, asks or must be something does not decide by it.
        ("Eieren må være egnet til å drive havnen.", "egnet", "unclear"),
        ("Eieren kan få rimelig frist til å rydde.", "rimelig", "unclear"),
        ("Eieren skal ha ansvar for forsvarlig drift.", "forsvarlig", "private"),
        ("Eieren må fylle ut og sende søknad med nødvendige vedlegg.", "nødvendige", "unclear"),
        ("Kommunen kan gi tillatelse når eieren har særlige behov.", "særlige", "authority"),
        ("Tilsynet kan stenge havnen dersom eieren grovt bryter reglene.", "grovt", "authority"),
        ("Når eieren ber om det, kan vedtaket endres i særlige tilfeller.", "særlige", "unclear"),
        ("Arbeidet skal utføres av eieren på forsvarlig måte.", "forsvarlig", "unclear"),
        ("Eieren skal gi tilsynet nødvendige opplysninger.", "nødvendige", "unclear"),
        # Who finds or holds something decides it, wherever that stands.
        (
            "Eieren skal rydde når havnesjefen og kommunen mener det er rimelig.",
            "rimelig",
            "authority",
        ),
        ("Eieren plikter å vise det nemnda finner nødvendig.", "nødvendig", "authority"),
        ("Held domaren det for truleg, skal han gje ein rimeleg frist.", "rimeleg", "court"),
        ("Før nemnda avgjør saken, skal den så vidt mulig høre partene.", "så vidt", "authority"),
        # Mere origin, receivers and titles decide nothing.
        ("Havnen skal ha rimelig plan fastsatt av domstolen.", "rimelig", "unclear"),
        ("Eieren sender rimelig krav til departementet.", "rimelig", "private"),
        ("Departementets rimelige mål følges.", "rimelige", "unclear"),
        (
            "Skal forsikringen nedsettes vesentlig, får departementet melding.",
            "vesentlig",
            "unclear",
        ),
        # Agencies and tribunals that are called courts.
        ("Trygderetten kan gi rimelig frist.", "rimelig", "authority"),
        ("Politiets havnetjeneste kan gi rimelig frist.", "rimelig", "authority"),
        ("Fagstyret for havner kan frita i særlige tilfeller.", "særlige", "authority"),
        # Clauses inside clauses, joined or far apart.
        (
            "Når båten, som er rimelig stor, ikke er merket, kan tilsynet pålegge eieren å rydde.",
            "rimelig",
            "authority",
        ),
        ("Fylkeskommunen skal, så langt det er mulig, gi rimelig frist.", "så langt", "authority"),
        ("Eieren skal så langt det er mulig varsles i rimelig tid.", "rimelig", "unclear"),
        (
            "Kommunen eller den departementet peker ut, kan gi rimelig frist.",
            "rimelig",
            "authority",
        ),
        ("Vedlegg III omfatter personer med særlige behov.", "særlige", "unclear"),
    ],
)
def test_who_decides(sentence: str, at: str, kind: str) -> None:
    assert around(sentence, at).decider == kind


@pytest.mark.parametrize(
    ("sentence", "at", "title", "gate"),
    [
        ("Kommunen kan gi tillatelse når særlige grunner foreligger.", "særlige", "", True),
        ("Kommunen kan gje løyve når særlege grunnar ligg føre.", "særlege", "", True),
        ("Det kan gjøres unntak i særlige tilfeller.", "særlige", "", True),
        ("Det kan gjerast unntak i særlege tilfelle.", "særlege", "", True),
        ("Løyvet kan verte trekt attende ved grove brot.", "grove", "", True),
        ("Eieren plikter å vise det tilsynet finner nødvendig.", "nødvendig", "", True),
        ("Retten skal sette en rimelig frist.", "rimelig", "", True),
        ("Søkeren må ha særlig kompetanse.", "særlig", "Tilskudd til havner", True),
        ("Foreldre har rett til nødvendig hjelp.", "nødvendig", "", True),
        ("Foreldre har i slike saker alltid rett til nødvendig hjelp.", "nødvendig", "", True),
        ("Departementet kan i særlige tilfeller gi forskrift om havner.", "særlige", "", False),
        ("Departementet kan gje nødvendige føresegner om hamner.", "nødvendige", "", False),
        ("Kongen kan bestemme at loven settes i kraft til rimelig tid.", "rimelig", "", False),
        (
            "Departementet kan i særlige tilfeller gjøre unntak fra denne forskrift.",
            "særlige",
            "",
            True,
        ),
        ("Eieren skal gi kunden rimelig frist.", "rimelig", "", False),
        ("Havnen skal drives på forsvarlig måte.", "forsvarlig", "", False),
        ("Hamna bør ha høveleg storleik.", "høveleg", "", False),
        ("Kommunen skal sørge for forsvarlig drift av havnen.", "forsvarlig", "", False),
        ("Med havn menes også tilsvarende anlegg.", "tilsvarende", "", False),
        # An authority that may do something but handle a case, or does what decides one;
        ("Kommunen skal gi tillatelse når vilkårene er rimelige.", "rimelige", "", True),
        ("Kommunen skal avslå søknaden når det er rimelig.", "rimelig", "", True),
        ("Kommunen skal gi rimelig tilskudd.", "rimelig", "", True),
        ("Kommunen skal gi rimelig informasjon om havnen.", "rimelig", "", False),
        ("Kommunen kan vurdere om det er rimelig.", "rimelig", "", True),
        ("Kommunen bør gi rimelig frist.", "rimelig", "", False),
        # a court, or somebody whose view counts;
        ("Retten kan sette rimelig frist.", "rimelig", "", True),
        ("Eieren skal gjøre det kommunen mener er rimelig.", "rimelig", "", True),
        ("Eieren skal vise det tilsynet finner nødvendig.", "det", "", True),
        ("Havnen er stor når kommunen finner det rimelig.", "når", "", True),
        # what is given or may be, where words of a case tell of it;
        ("Det kan gis rimelig støtte.", "rimelig", "", True),
        ("Det skal gis rimelig støtte.", "rimelig", "Tilskudd til havner", True),
        ("Det skal gis rimelig støtte.", "rimelig", "", True),
        ("Det bør gis rimelig frist.", "rimelig", "", False),
        ("Det kan være rimelig.", "rimelig", "", False),
        ("Eieren kan søke om rimelig støtte.", "rimelig", "Tilskudd til havner", True),
        ("Gebyret blir fastsatt til rimelig sum.", "rimelig", "Søknad om gebyr", True),
        ("Gebyret blir fastsatt til rimelig sum.", "rimelig", "", True),
        # demands and rights;
        ("Søkeren må ha rimelig råd.", "rimelig", "", True),
        ("Søkeren skal ha rimelig råd.", "rimelig", "", False),
        ("Søkeren må sende rimelig varsel.", "rimelig", "", False),
        ("Eieren har krav på rimelig hjelp.", "rimelig", "", True),
        ("Eieren har krav med rimelig hjelp.", "rimelig", "", False),
        ("Eieren har rett i at det er rimelig.", "rimelig", "", False),
        # and no rules that are given.
        ("Kommunen kan gi nærmere regler om rimelig drift.", "rimelig", "", False),
        ("Kommunen kan gi tillatelse etter regler om rimelig drift.", "rimelig", "", True),
        ("Kommunen kan i forskrift gi rimelig fritak.", "rimelig", "", False),
        ("Kommunen kan gi rimelig fritak fra forskriften.", "rimelig", "", True),
        ("Kommunen kan endre forskriften når det er rimelig.", "rimelig", "", False),
        ("Kongen kan i enkeltvedtak bestemme rimelig tid.", "rimelig", "", True),
        ("Kongen kan treffe vedtak om rimelig tilskudd.", "rimelig", "", True),
        ("Kongen kan gi tillatelse når det er rimelig.", "rimelig", "", True),
        ("Loven settes i kraft til rimelig tid.", "rimelig", "", False),
    ],
)
def test_gates(sentence: str, at: str, title: str, gate: bool) -> None:
    assert around(sentence, at, title).gate is gate


def test_items_are_gates_of_what_their_lead_in_decides() -> None:
    text = "Kommunen kan trekke løyvet tilbake ved\n\na) {}\n\nb) brann."
    assert around("vesentlig slitasje", "vesentlig", text=text) == ("authority", True)


def test_an_item_that_is_a_sentence_of_its_own_is_read_by_itself() -> None:
    text = "Båten skal ikke ligge mer enn et år.\n\na) {}\n\nb) Den skal ryddes."
    assert around("Kommunen kan frita i særlige tilfeller.", "særlige", text=text) == (
        "authority",
        True,
    )


def test_words_of_a_case_above_a_sentence_tell_of_one() -> None:
    sentence = "Stø med plass blir prøvd etter rimelig tid når søknad er sendt."
    assert not around(sentence, "rimelig").gate
    assert around(sentence, "rimelig", "Forskrift om tilskudd til stø").gate


def test_a_mark_behind_the_last_word_decides_nothing() -> None:
    assert around("Kommunen kan gi tillatelse!", "!") == ("unclear", False)
