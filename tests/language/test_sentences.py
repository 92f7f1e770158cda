"""Sentences of legal prose; `|` marks where one ends. All text is invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.base.text.span import Span
from regcheck.language.sentences import sentence_spans, words

LINES = """\
Søknaden må være sendt innen 1. mai. | Fristen kan utsettes.
Søknaden må være sendt innen 1. Mai. | Fristen kan utsettes.
Regelen i § 3 nr. 2 gjelder også her, jf. lov 4. mars 1999 nr. 7. | Etaten fører tilsyn.
Meldingen sendes etter § 3. | Etaten svarer innen en uke.
Meldingen sendes etter § 3-2 tredje ledd. | Etaten svarer.
Meldingen sendes etter 3. ledd bokstav a. | Etaten svarer.
Med familie menes bl.a. ektefelle, barn m.m. | Også samboere regnes med.
Regelen gjelder båter mv. som er meldt inn. | Den gjelder ikke kajakker.
Regelen gjelder båter mv. | Den gjelder ikke kajakker.
Regelen gjelder båter m.v. | Den gjelder ikke kajakker.
Kravet følger av art. 5 i avtalen. | Se også kap. 4.
Kravet følger av art. V i avtalen. | Se også kap. IX om klage.
Dette er dyr av samme art. | De skal merkes.
Gebyret er kr. 1 500,- pr. år. | Det betales på forskudd.
Gebyret er 500 kr. | Det betales på forskudd.
Grensen er 0,5 pst. av inntekten. | Den justeres hvert år.
Grensen er 0,5 pst. | Den justeres hvert år.
Grensen er 2.5 meter. | Den måles fra veien.
Unntak gis f.eks. ved sykdom, uvær o.l. | Unntaket må begrunnes.
Unntak gis f.eks. Oslo kommune for ett år.
Naboer, eiere osv. | Andre skal ikke varsles.
Naboer, eiere osv. skal varsles. | Andre skal ikke varsles.
Etaten avgjør saken, ev. etter uttalelse fra fylket. | Svaret er endelig.
Det oppgis navn, adresse, tlf. og e-post. | Skjemaet sendes inn.
Styret har fem medlemmer. | Kommunen velger to. | Resten trekkes ut.
Hvem kan søke? | Alle over 18 år.
Hvem kan søke? alle over 18 år.
Se Prop. 64 L (2020–2021) s. 12 flg. | Komiteen var enig.
Saken ble avgjort av H.K.H. Kronprinsen. | Den er lagt bort.
Saken ble avgjort av A. Hansen. | Den er lagt bort.
Saken ble avgjort av J.-P. Hansen. | Den er lagt bort.
Vilkåret følger av bokstav a. | Det gjelder likevel ikke for lag.
Vilkåret følger av bokstav a til c. | Det gjelder likevel ikke for lag.
Føreren må ha førerkort i klasse B. | Dette gjelder ikke øvelseskjøring.
Flaten skal ikke overstige 80 °C. | Dersom apparatet har kanal, gjelder § 2.
Se vedlegg A. | Det fylles ut av eieren.
Meldingen sendes til kommunen kaia ligger i. | Kommunen svarer.
1. Søknaden skal ha navn. | Den skal ha dato.
2.1. Søknaden skal ha navn. | Den skal ha dato.
a. Søknaden skal ha navn. | Den skal ha dato.
§ 3. Søknaden skal ha navn. | Den skal ha dato.
§ 3-2. Søknad. | Søknaden skal ha navn.
Kapittel 2. Søknad og svar
Kap. 2. Søknad og svar
Art. 4. Partene skal møtes årlig. | De fører protokoll.
II. Nye regler trer i kraft straks.
(1) Søknaden skal ha navn. | (2) Den skal ha dato.
Søknaden skal ha navn. | 2. Den skal ha dato.
Søknaden skal ha navn. | b) Den skal ha dato.
Søknaden skal inneholde: a) navn; b) dato; c) kart.
Søknaden skal inneholde navn; Dato er ikke nødvendig.
Den som er fylt 18 år (jf. § 4), kan søke. | Søkeren må bo her.
Den som er fylt 18 år, kan søke (jf. § 4). | Søkeren må bo her.
Planen følgjer uhl. § 3-4 og fvl. § 28. | Studenten får svar etter pbl. § 5.
(Dette gjelder ikke lag.) | Lag søker for seg.
Skiltet skal ha teksten «Stengt.» | Det settes opp om kvelden.
Skiltet skal ha teksten «Stengt». | Det settes opp om kvelden.
Eieren svarte ja. | «Ja» regnes som samtykke.
Fristen er 14 dager. | 30 dager gjelder for lag.
Saken gjelder hus nr. 5. | § 4 gjelder tilsvarende.
Fristen er 14 dager! | Den løper fra mandag.
Loven trer i kraft 1. jan. 2031. | Samtidig oppheves eldre regler.
Endret ved lov 3 mars 2030 nr. 8 (ikr. 1 mai 2030 iflg. res. 3 mars 2030 nr. 112).
Departementet, dvs. Kystavdelingen, fører listen. | Den er åpen.
Beløpet er 3 mill. kroner. | Det betales ut i juni.
Kravet gjelder ca. 40 båter. | De er merket.
Leiaren skal sende meldinga innan 1. juni. | Fristen kan endrast.
Ein søknad kan m.a. gjelde hus, naust o.l. | Han skal grunngjevast.
Regelen gjeld jf. Grunnlova og avtala. | Unntak kan ikkje gjerast.
Kven kan søkje? | Alle over 18 år.
Tenesta kostar 200 kr. per time. | Ho kan seiast opp.
The form follows Art. 6 and para. 2. | It is free of charge.
Goods, e.g. Oslo timber, are listed. | Others are not.
Fees, fines etc. | Interest is added.
Om morgenen … Kommunen svarer.
– Søknaden avslås. | – Klagen sendes videre.
Ordet er skrevet A.S. i listen. | Det rettes.
Prisen er 10 pr. stk. | Den kan endres.
"""


@pytest.mark.parametrize("line", [line for line in LINES.splitlines() if line])
def test_hard_lines(line: str) -> None:
    expected = line.split(" | ")
    text = " ".join(expected)
    assert [span.of(text) for span in sentence_spans(text)] == expected


def test_there_are_enough_hard_lines() -> None:
    assert len(LINES.splitlines()) >= 60


def test_a_stretch_is_split_in_places_of_the_whole_text() -> None:
    text = "Utenfor. Den gjelder. Den varer. Utenfor."
    start, end = text.index("Den"), text.rindex(" Utenfor")
    found = sentence_spans(text, start, end)
    assert [span.of(text) for span in found] == ["Den gjelder.", "Den varer."]


def test_white_space_lies_outside_and_blank_text_has_no_sentence() -> None:
    assert sentence_spans(" \n Ja.\n") == [Span(3, 6)]
    assert sentence_spans(" \u00a0\n") == []
    assert sentence_spans("") == []


@given(st.text(alphabet="aB.?! 1§«»()\n:;", max_size=80))
def test_sentences_lie_in_order_and_lose_only_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(span.of(text) for span in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_words_keep_their_inner_marks() -> None:
    text = "EØS-avtalen og/eller § 10-2 (jf. bl.a. «kart»), kr 1 500."
    found = [span.of(text) for span in words(text)]
    assert found == ["EØS-avtalen", "og/eller", "10-2", "jf", "bl.a", "kart", "kr", "1", "500"]


def test_words_of_a_stretch_are_places_of_the_whole_text() -> None:
    text = "en to tre"
    assert [span.of(text) for span in words(text, 3, 5)] == ["to"]
