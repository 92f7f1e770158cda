"""Who decides, by words alone."""

from __future__ import annotations

import pytest

from regcheck.language.deciders import classify_decider, decider_of


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
    ],
)
def test_nearest(sentence: str, at: str, kind: str) -> None:
    assert decider_of(sentence, sentence.index(at), len(at)) == kind


@pytest.mark.parametrize("verb", ["medfører", "bruker", "utfører", "undersøker", "utøver", "veier"])
def test_verbs_that_look_like_persons_are_none(verb: str) -> None:
    assert classify_decider(f"det {verb}") == "unclear"
