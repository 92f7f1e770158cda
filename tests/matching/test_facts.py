"""Each fact holds where its docstring says so, and not in the nearest place where it does not."""

from __future__ import annotations

import pytest

from documents import DocumentMaker
from regcheck.base.text.span import Span
from regcheck.document.segments.view import Segments
from regcheck.matching.facts.known import DocumentFacts
from regcheck.matching.model import Match
from regcheck.packs.model import Fact

HOLDS = [
    (Fact.NARRATIVE, "Saken ble 3. mai 2019 sendt [[ved brev]] til havnen."),
    (Fact.NARRATIVE, "Fremmet av [[Kaidepartementet]]."),
    (Fact.NARRATIVE, "1 Fra 1. mai 2031 for endringen i [[§ 4]] og § 5."),
    (Fact.NARRATIVE, "Planen gjelder kaier innsendt til [[Kaidepartementet]] før 1. mai 2019."),
    (Fact.REPORTED, "Departementet mener det er [[hensiktsmessig]] at havnen står åpen."),
    (Fact.ASKED, "Havnen skal vurdere hvilke tiltak som [[bør]] komme først."),
    (Fact.FOREIGN, "Medlemsstatene skal treffe [[egnede]] tiltak."),
    (Fact.LEARNING_OUTCOME, "Kandidaten har avansert kunnskap om [[normalt]] tidevann."),
    (Fact.LABEL, "Forskrift 4. mai 2019 nr. 7 om [[alvorlige]] uhell på kaien gjelder."),
    (Fact.LABEL, "Ordningen («[[særlige]] tilfeller») er frivillig."),
    (Fact.VALUATION, "Blir partene ikke enige, fastsettes vederlaget [[ved skjønn]]."),
    (Fact.NEGATED, "Kravet om [[befaring]] gjelder ikke for småbåter."),
    (Fact.NEGATED, "Søknaden kan avgjøres uten [[befaring]] av kaien."),
    (Fact.SETTLED, "Båten skal være [[egnet]] etter § 4."),
    (Fact.SETTLED, "Kaien skal være [[tilstrekkelig]] avstivet, slik at ingen planke gir etter."),
    (Fact.SETTLED, "[[Særlige tilfeller]] er når isen ligger."),
    (Fact.SETTLED, "Dette meldes [[snarest mulig]] og senest innen 4 dager."),
    (Fact.CONDITIONED, "Kontoret [[kan gjøre unntak]] for båter som er bygd før 1990."),
    (Fact.FACTOR, "Det skal legges vekt på [[skadens art]] og hvor lenge båten lå der."),
    (Fact.FOR_REGULATIONS, "Kontoret kan i forskrift [[gjøre unntak]] fra første ledd."),
    (Fact.DATA_LIMIT, "Kontoret kan behandle personopplysninger når det er [[nødvendig]]."),
    (Fact.DIGITAL_OPEN, "Planen [[kunngjøres i avisen]] eller på havnens nettsted."),
    (Fact.FOREIGN, "Her kan medlemsstatenes kompetente myndigheter treffe [[egnede]] tiltak."),
    (Fact.FOREIGN, "Til artikkel 84: Byrået kan treffe [[egnede]] tiltak."),
    (Fact.FOREIGN, "The master of the ship shall take any [[suitable]] measure that is needed."),
    (Fact.LABEL, "Samtidig oppheves forskrift om skyss i [[visse tilfeller]]."),
    (Fact.LABEL, "Skiltet skal ha denne teksten: «Isen er tynn. Du [[bør]] snu. Ring oss.»"),
    (Fact.VALUATION, "Eieren kan kreve spørsmålet om beiterett avgjort [[ved skjønn]]."),
    (Fact.NEGATED, "Rådet kan ikke på grunnlag av et annet [[faglig skjønn]] endre vedtaket."),
    (Fact.NEGATED, "Det gjøres unntak fra kravet om [[legeerklæring]]."),
    (Fact.FOR_REGULATIONS, "Rådet kan gi retningslinjer for [[skjønnsfastsettelsen]]."),
    (Fact.PRICED, "For [[særskilt vurdering]] av båten betales gebyr etter regning."),
    (Fact.PRICED, "Legen har krav på takst for planlagte [[hjemmebesøk]]."),
    (Fact.CASE, "For lag som melder fra [[på papir]], gjelder en annen frist."),
    (Fact.CASE, "(2) Ved melding [[på papir]] avbrytes fristen når den postlegges."),
]
FAILS = [
    (Fact.NARRATIVE, "Dersom vedtaket ble sendt [[ved brev]] før 3. mai 2019, gjelder § 4."),
    (Fact.NARRATIVE, "Forslag fremmet av [[Kaidepartementet]] skal behandles først."),
    (Fact.NARRATIVE, "Fra 1. mai 2031 skal båten være [[egnet]]."),
    (Fact.REPORTED, "Når departementet finner det [[hensiktsmessig]], står havnen åpen."),
    (Fact.REPORTED, "Den som mener at kartet er feil, skal melde fra [[skriftlig]]."),
    (Fact.ASKED, "Havnen [[bør]] stå åpen om vinteren."),
    (Fact.FOREIGN, "Kommunen skal treffe [[egnede]] tiltak."),
    (Fact.LEARNING_OUTCOME, "Kandidaten har minst to års [[relevant]] praksis."),
    (Fact.LABEL, "Etter § 4 skal skipperen melde fra om [[alvorlige]] uhell."),
    (Fact.VALUATION, "Kontoret avgjør søknaden [[ved skjønn]]."),
    (Fact.NEGATED, "Søknaden kan ikke avgjøres uten [[befaring]] av kaien."),
    (Fact.NEGATED, "Søknader uten bilag skal avgjøres etter [[befaring]]."),
    (Fact.SETTLED, "Båten skal være [[egnet]]. Reglene i § 4 gjelder også."),
    (Fact.CONDITIONED, "Kontoret [[kan gjøre unntak]] når det er nødvendig for havnen."),
    (Fact.CONDITIONED, "Kontoret [[kan gjøre unntak]] fra § 4."),
    (Fact.FACTOR, "[[Skadens art]] avgjør, og det skal legges vekt på alderen."),
    (Fact.FOR_REGULATIONS, "Kontoret kan dispensere fra forskriften i [[særlige]] tilfeller."),
    (Fact.DATA_LIMIT, "Kontoret kan stenge kaien når det er [[nødvendig]]."),
    (Fact.DIGITAL_OPEN, "Planen [[kunngjøres i avisen]]."),
    (Fact.FOREIGN, "Avtalen om «the ship» gjelder når havnen finner [[egnede]] båter."),
    (Fact.LABEL, "Samtidig oppheves fristen for skyss i [[visse tilfeller]]."),
    (Fact.LABEL, "I nr. 4 tilføyes følgende: «Kaien skal være [[egnet]]. Båten skal snu.»"),
    (Fact.LABEL, "Havnen «Bukta» er åpen. Du [[bør]] snu ved «Neset»."),
    (Fact.NEGATED, "Rådet kan på grunnlag av et annet [[faglig skjønn]] endre vedtaket."),
    (Fact.PRICED, "Takst fra takstmann skal følge [[vurderingen]]."),
    (Fact.CASE, "Når båten er solgt, skal meldingen sendes [[på papir]]."),
    (Fact.CASE, "For å få plass må laget melde fra [[på papir]], og det gjelder alle."),
]


def holds(fact: Fact, marked: str) -> bool:
    before, _, rest = marked.partition("[[")
    words, _, after = rest.partition("]]")
    document = DocumentMaker().section("7", "Regler").paragraph(before + words + after).done()
    start = document.text.index(before + words) + len(before)
    span = Span(start, start + len(words))
    segments = Segments(document)
    match = Match(0, segments.leaf_at(start), span, span)
    return DocumentFacts(segments).at(match)[fact]


@pytest.mark.parametrize(("fact", "text"), HOLDS)
def test_a_fact_holds(fact: Fact, text: str) -> None:
    assert holds(fact, text)


@pytest.mark.parametrize(("fact", "text"), FAILS)
def test_a_fact_does_not_hold(fact: Fact, text: str) -> None:
    assert not holds(fact, text)
