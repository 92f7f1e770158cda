"""Who decides, by words alone."""

from __future__ import annotations

import pytest

from regcheck.language.clauses import read_clauses
from regcheck.language.deciders import classify_decider, decider_in


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("departementet", "authority"),
        ("Fiskeridirektoratet", "authority"),
        ("den lokale klagenemnda", "authority"),
        ("Kongen", "authority"),
        ("kommunen", "authority"),
        ("statsforvaltaren", "authority"),
        ("hamnestyresmakta", "authority"),
        ("politiet", "authority"),
        ("Nav", "authority"),
        ("Statens havnetilsyn", "authority"),
        ("tilsyn", "unclear"),  # what is done, not who does it
        ("Havnetilsynet", "authority"),
        ("retten", "court"),
        ("lagmannsretten", "court"),
        ("forliksrådet", "court"),
        ("dommaren", "court"),
        ("meddommeren", "court"),
        ("tingrettsdommeren", "court"),
        ("eiendommer", "unclear"),
        ("sjukdommar", "unclear"),
        ("arbeidsgiveren", "private"),
        ("eier av båten", "private"),
        ("føretaket", "private"),
        ("søkjarane", "private"),
        ("styret i selskapet", "private"),
        ("kommunestyret", "authority"),
        ("den som søker", "private"),
        ("Enhver som eier en båt", "private"),
        ("de personene som møter", "private"),
        ("den departementet peker ut", "authority"),
        ("Den myndighet som departementet peker ut", "authority"),
        ("Forbruker- og havnedepartementet", "authority"),
        ("Norges Bank", "authority"),
        ("Statens lånebank", "authority"),
        ("Valgstyret selv", "authority"),
        ("nemndas leder", "authority"),
        ("Leiaren av nemnda", "authority"),
        ("rettens leder", "court"),
        ("lederen for foretaket", "private"),
        ("rettens avgjørelse", "unclear"),
        ("universitetet", "unclear"),
        ("vilkårene", "unclear"),
        ("regelverket", "unclear"),
        ("grunnlaget", "unclear"),
        ("", "unclear"),
        ("opplysninger fra kommunen", "authority"),  # nothing else to go by
        ("the applicant", "private"),
        ("the municipality", "authority"),
    ],
)
def test_classify(words: str, kind: str) -> None:
    assert classify_decider(words) == kind


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
        ("Den som er mistenkt, kan etter kjennelse fra retten få rimelig bot.", "rimelig", "court"),
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
        ("", "", "unclear"),
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
        ("Fagstyret for havner kan frita i særlige tilfeller.", "særlige", "unclear"),
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
    assert decider_in(read_clauses(sentence), sentence.index(at), len(at)) == kind


@pytest.mark.parametrize("verb", ["medfører", "bruker", "utfører", "undersøker", "utøver", "veier"])
def test_verbs_that_look_like_persons_are_none(verb: str) -> None:
    assert classify_decider(f"det {verb}") == "unclear"
