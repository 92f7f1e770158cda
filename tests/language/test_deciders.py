"""Who decides, by words alone."""

from __future__ import annotations

import pytest

from regcheck.language.deciders import classify_decider


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


@pytest.mark.parametrize("verb", ["medfører", "bruker", "utfører", "undersøker", "utøver", "veier"])
def test_verbs_that_look_like_persons_are_none(verb: str) -> None:
    assert classify_decider(f"det {verb}") == "unclear"
