"""Terms a document defines, and what the checks of them report."""

from __future__ import annotations

import pytest

from documents import DocumentMaker
from regcheck.document.model import Role, Unreadable
from regcheck.document.segments.view import Segments
from regcheck.matching.checks.concepts import defined_never_used, defined_twice
from regcheck.readers.markdown import read_markdown
from regcheck.terms.definitions import defined_terms
from regcheck.terms.named_terms import named_terms


def terms_of(segments: Segments) -> list[str]:
    return [term.span.of(segments.text) for term in defined_terms(segments)]


def said(text: str) -> list[str]:
    return terms_of(Segments(DocumentMaker().section("1").paragraph(text).done()))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Med båt menes alt som flyter.", ["båt"]),
        ("Med «gjest» forstås den som sover om bord.", ["gjest"]),
        ("Med en kai i denne forskriften menes et anlegg ved sjøen.", ["kai"]),
        ("Med båt meiner ein alt som flyt.", ["båt"]),
        ("Med skuleår er i forskrifta meint tida frå haust til vår.", ["skuleår"]),
        ("Med begrepet «fast plass» menes en plass for hele året.", ["fast plass"]),
        ("Med utstyr som nevnt i første ledd menes tau og fender.", ["utstyr"]),
        ("Med dette menes at båten er tom.", []),
        ("Med båt menes det samme som i § 2.", []),
        ("Med båt menes ikke kano.", []),
        ("Styret mener at båten er tom.", []),
    ],
)
def test_definitions_in_running_text(text: str, terms: list[str]) -> None:
    assert said(text) == terms


def test_an_item_that_repeats_its_term_defines_it_once() -> None:
    items = ["støtte: Med støtte menes penger.", "kai: et anlegg"]
    made = DocumentMaker().section("1").listing("I denne forskriften menes med:", items)
    segments = Segments(made.done())
    assert terms_of(segments) == ["støtte", "kai"]


def test_words_that_lead_in_a_list_are_no_term_of_their_own() -> None:
    made = DocumentMaker().section("1")
    segments = Segments(
        made.listing("Med følgende uttrykk i loven her forstås:", ["kai: et anlegg"]).done()
    )
    assert [term.span.of(segments.text) for term in named_terms(segments)] == ["kai"]


@pytest.mark.parametrize(
    ("lead_in", "items", "terms"),
    [
        (
            "I denne forskriften menes med:",
            ["båt: alt som flyter", "kai: et anlegg"],
            ["båt", "kai"],
        ),
        ("Med desse orda meiner ein:", ["båt – alt som flyt", "kai – eit anlegg"], ["båt", "kai"]),
        (
            "I forskriften menes med",
            ["Båtfører (BF): en person", "Los (pilot – om bord): en fører"],
            ["Båtfører (BF)", "Los"],
        ),
        ("I forskriften menes med", ["båt, en farkost", "kai, et anlegg"], ["båt", "kai"]),
        (
            "Med avstand menes forskjellen mellom:",
            ["Brutto – i havn", "Netto – på sjøen"],
            ["avstand"],
        ),
        ("Vakten fører bok over:", ["båter: navn og lengde", "gjester: navn"], []),
        ("I forskrifta blir forstått med:", ["båt: alt som flyt"], ["båt"]),
        (
            "I denne forskriften menes med:",
            [
                "i forbindelse med fisk: alt utstyr",
                "avsatt leie til vedlikehold eller utvidelse av faste anlegg i havna: penger",
            ],
            ["avsatt leie til vedlikehold eller utvidelse av faste anlegg i havna"],
        ),
    ],
)
def test_definitions_in_lists(lead_in: str, items: list[str], terms: list[str]) -> None:
    assert terms_of(Segments(DocumentMaker().section("1").listing(lead_in, items).done())) == terms


def twice(*paragraphs: str) -> list[str]:
    maker = DocumentMaker()
    for number, paragraph in enumerate(paragraphs, 1):
        maker.section(str(number)).paragraph(paragraph)
    segments = Segments(maker.done())
    return [hit.span.of(segments.text) for hit in defined_twice(segments, {})]


def test_a_term_defined_in_two_sections_is_reported_at_the_second() -> None:
    assert twice("Med båt menes alt som flyter.", "Med båt menes et skip.") == ["båt"]


@pytest.mark.parametrize(
    "second",
    [
        "Med båt menes også kano.",
        "Med båt menes her en kano.",
        "Med båt menes i denne paragrafen en kano.",
        "Med båter menes et skip og et annet.",
    ],
)
def test_an_addition_or_a_local_meaning_is_no_second_definition(second: str) -> None:
    assert twice("Med båt menes alt som flyter.", second) == []


@pytest.mark.parametrize(
    ("definition", "use", "unused"),
    [
        ("Med lekter menes en flat båt.", "Lektere skal merkes.", []),
        ("Med lekter menes en flat båt.", "Båter skal merkes.", ["lekter"]),
        ("Med validering menes å vise at noe virker.", "Utstyret valideres hvert år.", []),
        ("Med faste gjester menes de som bor her.", "Faste og glade gjester får nøkkel.", []),
        ("Med plass eller båtplass menes et sted.", "Hver plass har et nummer.", []),
        ("Med lekter menes en lekter uten motor.", "Båter skal merkes.", ["lekter"]),
    ],
)
def test_a_term_is_used_in_any_form(definition: str, use: str, unused: list[str]) -> None:
    maker = DocumentMaker().section("1").paragraph(definition).section("2").paragraph(use)
    segments = Segments(maker.done())
    assert [hit.span.of(segments.text) for hit in defined_never_used(segments, {})] == unused


def test_use_in_the_same_paragraph_counts() -> None:
    text = "Eieren får en frist. Med frist menes ti dager."
    segments = Segments(DocumentMaker().section("1").paragraph(text).done())
    assert not list(defined_never_used(segments, {}))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Som fristdag regnes dagen da meldingen kom.", ["fristdag"]),
        ("Som rutetransport reknast fast transport.", ["rutetransport"]),
        ("Avgjørelsen regnes som enkeltvedtak. Enkeltvedtaket grunngis.", ["enkeltvedtak"]),
        ("Avgjerda skal reknast som enkeltvedtak. Enkeltvedtak går ut i dag.", ["enkeltvedtak"]),
        ("Avgjørelsen regnes som enkeltvedtak.", ["enkeltvedtak"]),
        ("Båten regnes som vrak når den har ligget på land i ti år.", ["vrak"]),
        ("Båten regnes som forlatt.", []),
        ("Dersom ingen svarer, skal dette regnes som avslag.", ["avslag"]),
        ("Like med båt regnes kai som nevnt i § 3. Det nevnte gjelder ikke moloer.", ["båt"]),
        ("Båten flyttes så langt den regnes som vrak. Vrak heves.", []),
        ("Brygga regnes ikke som kai.", []),
        ("Slike båter må regnes som vrak.", []),
        ("Styret får båter som anses som vrak.", []),
        ("Styret avgjør når en båt skal regnes som vrak.", []),
        ("Båten må flyttes når den regnes som vrak.", []),
        ("Kaia regnes som en del av havna.", []),
        ("Eieren anses å ha fast plass dersom leien er betalt.", ["ha fast plass"]),
        ("Med tau, vaier og kjetting menes alt som kan knytes.", ["tau, vaier og kjetting"]),
        ("Når det er vist til gjeldende takst, menes den nyeste.", ["gjeldende takst"]),
        ("Med tau forståes også vaier.", ["tau"]),
        ("Med dette menes alt som flyter.", []),
        ("Båter kan ligge fast (midlertidig båt).", []),
        ("Det kan gis kaiplass uten strøm (enkel kaiplass).", ["enkel kaiplass"]),
        ("Kai og brygge betraktes som anlegg. Anlegget merkes.", ["anlegg"]),
        ("Innsjøen tyder her alt vatn innanfor kaia.", ["Innsjøen"]),
        ("Begrepet anlegg omfatter kai og brygge.", ["anlegg"]),
        ("Eieren er den som har betalt (eieren, jf. § 2).", ["Eieren"]),
        ("Rydding er en del av arbeidet på kaia.", []),
        ("Styret får vite om eieren, som er regnet som gjest.", []),
        ("Imidlertid er det mange som kommer for sent.", []),
        ("«Havneleie» betyr det som betales.", ["Havneleie"]),
        ("Fast gjest er gjest med egen plass.", ["Fast gjest"]),
        ("Årsgjester er personer som ligger her hele året.", ["Årsgjester"]),
        ("Havneleien er det beløpet som eieren betaler.", ["Havneleien"]),
        ("Havnenemnda er den som avgjør klager.", []),
        ("Rydding omfatter alt fra feiing til maling.", ["Rydding"]),
        ("Rydding omfatter også maling.", []),
        ("Havna får et eget styre, heretter kalt kaistyret, for dette.", ["kaistyret"]),
        ("I dette vedlegg menes med: «pir» en kort kai, «molo» en lang.", ["pir", "molo"]),
        ("Likt med utleie skal reknast lån.", ["utleie"]),
        ("En kai er et anlegg som båter kan ligge ved.", ["kai"]),
        ("Kaia er stengt for alle som ikke har nøkkel.", []),
        ("Et merke er gyldig når styret har stemplet det.", []),
        ("En plass anses ledig når båten er borte i ti dager.", ["ledig"]),
        ("I § 2 menes med «vask» all spyling.", ["vask"]),
        ("Flytekai tyder i lova her ei kai som flyt.", ["Flytekai"]),
        ("Med tau mv. menes alt som kan knytes.", ["tau mv."]),
        ("Dette omtales som havneår.", ["havneår"]),
        ("Kystens Hus (heretter kalt «Huset») er åpent.", ["Huset"]),
        ("Den som bestemmer (havnesjefen), fører bok. Havnesjefen har nøkkel.", ["havnesjefen"]),
        ("Den som bestemmer (havnesjefen), fører bok.", ["havnesjefen"]),
        ("Eieren betaler et beløp for hvert døgn (døgnleie).", ["døgnleie"]),
        ("Eieren må ha tau (hamp) om bord.", []),
        ("Eieren kan søke om plass (med mindre havna er full).", []),
        ("Det betales i valuta (kroner).", []),
        ("Felles samarbeid om havner (Kystrådet) gjelder.", ["Kystrådet"]),
        ("Avtalen om havner fra 1998 (Kai-konvensjonen) gjelder.", ["Kai-konvensjonen"]),
        ("Uten hinder av reglene regnes som støy her også lys. Støy meldes.", ["støy"]),
        ("Maten regnes for ikke å være trygg. Trygg mat merkes.", []),
        ("Det som ikke kan betegnes som båter, er ferger.", []),
        ("Førere regnes alltid som påvirket når prøven viser det.", []),
        ("Innførsel er nødvendig av omsyn til dyrene.", []),
        ("Reglene for farlig gods på skip (ABCD-koden) gjelder.", ["ABCD-koden"]),
        ("Avtalen forstås slik, med mindre det er unødvendig.", []),
        ("Med mindre det må reknast som unødvendig, skal båten merkast.", []),
        ("Under lasting er fall en fare som meldes.", []),
        ("Eksempler er tau som er slitt.", []),
        ("Poengene regnes ut slik: Styret legger sammen.", []),
        ("Det forstås med mindre det er avtalt.", []),
        ("Spesialfart betyr turer med gjester om bord.", ["Spesialfart"]),
        ("Særskilde grunnar tyder sjukdom eller dødsfall.", ["Særskilde grunnar"]),
        ("Ordet kai betyr et anlegg ved sjøen.", ["kai"]),
        ("Teikna tyder på regn. Dette betyr uvær.", []),
        ("Forhold som betyr lite, meldes ikke.", []),
        ("Som stor båt menes båt over 15 meter.", ["stor båt"]),
        ("Denne fristen kalles heretter «meldefristen».", ["meldefristen"]),
        ("Styret kalles inn. Løyvet kan kallast tilbake. Møtet blir kalla saman.", []),
        ("Graden omtales heretter også som doktorgraden.", ["doktorgraden"]),
        ("Som kai regnes også molo dersom den er fast.", ["kai"]),
        ("En båt er «lagt i opplag» når motoren er tatt ut.", ["lagt i opplag"]),
        (
            "Forbudet gjelder hundre meter fra kaia (100-metersonen). 100-metersonen merkes.",
            ["100-metersonen"],
        ),
        ("Departementet bestemmer hva som regnes som enkeltvedtak.", []),
        ("Tiltaket anses som nødvendig.", []),
        ("Båten skal regnes for forsvunnet når ingen har sett den på ett år.", ["forsvunnet"]),
        ("Styret avgjør når båter som definert i § 2 skal flyttes.", []),
        ("Avtalen om havna (heretter kalt Havneavtalen) gjelder.", ["Havneavtalen"]),
        ("Båter (også seilbåter) skal merkes.", []),
        ("Kaia etter denne loven er den kaia som ligger lengst inne.", ["Kaia"]),
        ("Et gap er avstanden mellom to båter.", ["gap"]),
        ("Kailengden er den lengden leien regnes etter.", ["Kailengden"]),
        ("Derfor er det en som må flytte båten.", []),
        ("Kaipriser er å anse som offentlige avgifter.", ["Kaipriser"]),
        ("Det betales leie for store båter, det vil si båter over 15 meter.", ["store båter"]),
        ("Det betales leie for store båter, det vil si hver uke.", []),
        ("Når det vises til havneavtalen, menes avtalen fra i fjor.", ["havneavtalen"]),
        ("Lov 3. mai 2010 nr. 4 om leie av faste plasser (plassleie) gjelder.", []),
        ("Leien for kaien (bryggen) betales i mai.", []),
        ("Betegnelsen kai skal forstås på samme måte som i havneloven.", ["kai"]),
        ("Henvisninger til kai skal forstås som henvisninger til brygge.", []),
        ("Fast kai etter havneloven § 4 første ledd er kai som ikke flyter.", ["Fast kai"]),
        ("Eieren etter denne loven skal merke båten som er størst.", []),
        ("En båt defineres som ny når den er under ett år.", ["ny"]),
        ("Kaia regnes i denne sammenheng som et anlegg. Anlegget merkes.", ["anlegg"]),
        ("Meld fra til havnene i Vik, Nes (Sundet) og Å.", []),
        ("Reglene i lov om havner (havneloven) gjelder. Se havneloven.", []),
        ("Med båt menes alt som flyter.", ["båt"]),
        ("Til slike anlegg regnes moloer.", []),
        ("Som kai er også å rekne ein molo.", ["kai"]),
        ("Det er å rekne som fast plass dersom båten ligg heile året.", ["fast plass"]),
        ("Fri overnatting vil si at gjesten ikke betaler.", ["Fri overnatting"]),
        ("Full leie er summen av plassleie og strøm.", ["Full leie"]),
        ("Ei fastbrygge (brygge som er fast) skal merkast.", ["Ei fastbrygge"]),
        ("En kai (kai som er ledig) skal merkes.", []),
        (
            "Seil og motorbåter skal i denne forskriften oppfattes som båter.",
            ["Seil og motorbåter"],
        ),
        ("Dersom båten kan sees og sjåast på som båt nemnd i § 2, merkes den. Båt er fint.", []),
        ("Likt med båt reknar ein farkost som eigaren har på vatnet.", ["båt"]),
        ("Som vilkår for plass skal styret ta imot det som anses rimelig.", []),
        ("Årsmøtet er den øverste myndigheten i havna.", []),
        ("Som kai regnes molo. Som kai regnes også brygge.", ["kai"]),
        ("Likestilt med eier er den som leier båten.", ["eier"]),
        ("Havnas oppgave er å ta imot båter.", []),
        ("Særlige forhold er svært viktige eller tunge forhold.", ["Særlige forhold"]),
        ("Gjester er en sentral del av havna som alle ser.", []),
        ("Leien er kaileien, det vil si den prisen som gjesten betaler.", ["kaileien"]),
        ("Med seilbåt, jf. § 2, menes båt med seil.", ["seilbåt"]),
        (
            "Med båtplass (BP), jf. § 3, menes plass ved kai.",
            ["båtplass (BP)"],
        ),
        ("Seilsport forstås her som reiser med seil.", ["Seilsport"]),
        ("For mars anses en havn å være stengt når isen ligger.", ["stengt"]),
        (
            "Med kaiplass menes plass som er ute (åpen kaiplass) eller inne (lukket kaiplass).",
            ["kaiplass", "åpen kaiplass", "lukket kaiplass"],
        ),
        ("Følgende skal ikke regnes med i lengden dersom båten er lang: baugspyd.", []),
        ("En fast gjest som er et medlem av laget, regnes som eier av plassen.", []),
        ("I denne forskrift betyr «havneløp» ethvert løp langs kaia.", ["havneløp"]),
        (
            "En gjest anses å ha fast plass ved kaia når leien er betalt.",
            ["ha fast plass ved kaia"],
        ),
        ("«Samlet leie» beregnes som leie per døgn ganger døgn.", ["Samlet leie"]),
        ("Den som anses skikket som vaktleder, får radio. Vaktlederen går runder.", []),
        ("Etter uvær kan det reknast som urimeleg når leia er høg.", []),
        ("Faste og lett synlige skilt er skilt som står på kaia.", ["Faste og lett synlige skilt"]),
        ("Et lag som også er et selskap som eier kai, skal ha regnskap.", []),
        ("Opplysninger som fremkommer under turen og som skjønnes å være viktige, meldes.", []),
        ("(3) Det som blir rekna som gyldig grunn, er sjukdom og uvêr.", ["gyldig grunn"]),
        ("Det som regnes som fast plass, er fastsatt i planen for havna.", []),
        ("I lova her er det med kaianlegg meint moloar og bryggjer.", ["kaianlegg"]),
        (
            "Uttrykket båt som ikke kan styres betyr en båt som driver.",
            ["båt som ikke kan styres"],
        ),
        ("Unntatt dette er når havna er full.", []),
        ("Jamvel om ho er ny, er ei bryggje å rekne for kai når ho er fast.", ["kai"]),
        ("En pram er å anse som et skip når den har dekk.", ["skip"]),
        ("Prammen er ikke lenger å regne som nytt skip når den er ti år.", []),
        ("Tau og vaier, kalt «fortøyninger», skal være hele.", ["fortøyninger"]),
        ("Plassen anses som fri for olje.", []),
        ("Gjesten regnes da som ikke møtt.", []),
        ("Leien regnes som betalt i bank.", []),
        ("Leien anses som bortfalt.", []),
        ("Finnes ingen eier, anses båten for å være der den er registrert. Der er kai.", []),
        ("Høy sjø er en risikofaktor for skader på båter.", []),
        ("Eit lag er eit hovudlag om det eig heile kaia.", ["hovudlag"]),
        ("Et lag er et hovedlag hvis det eier hele kaia.", ["hovedlag"]),
        ("En avtale er ikke gyldig hvis havna er stengt.", []),
        ("Ei grense er den lina som båten ligg ved når han er tom.", ["grense"]),
        (
            "Eit lag skal alltid reknast for å ha retten til kaia når laget eig ho.",
            ["ha retten til kaia"],
        ),
        ("Gjesten anses for å ha en viss plikt til å svare.", []),
        ("Møtet anses for å ha funnet sted når det er ført i boka.", []),
        ("Tau utgjør en fare.", []),
        (
            "I denne forskriften betyr vakthold den delen av arbeidet som gjøres på kai.",
            ["vakthold"],
        ),
        ("I denne forskrifta tyder vakthald alt arbeid på kaia.", ["vakthald"]),
        ("I denne lova tyder det at ein må møte.", []),
        ("Når forskriften bruker begrepet «vekt», menes en vekt på kaia.", ["vekt"]),
        ("Når lova brukar omgrepet los, er det meint ein fører med bevis.", ["los"]),
        ("Betegnelsen kai kan bare brukes om anlegg som flyter.", []),
        ("Fri ferdsel er en grunnleggende rett for alle som seiler.", []),
        ("Unntaket er de tilfellene som styret har godkjent.", []),
        ("Det som ikkje reknast til kaianlegg", []),
        ("Båter som ikke kan defineres som ferger, betaler leie.", []),
        ("Plassbevis som nevnt i § 2 er likestilt med kort som nevnt i § 3.", []),
        ("Båten må være merket (stemplet) av styret.", []),
        ("Sambandet går på 156 MHz (kanal seksten) hele døgnet.", []),
        ("Båter som tauer LPG (flytende gass) skal meldes.", []),
        ("Ved avgjørelsen av om skaden skal regnes som grov, ser styret på båten.", []),
        ("Styret krever bevis på at de fastsatte leiene kan anses som gaver.", []),
        ("Det spørres om formålet med leien og om båten er ment å brukes.", []),
        ("Ved leie regnes en uke som sju dager.", []),
        (
            "Med leie av kai til store båter med tak og eget strømuttak menes dyr leie.",
            ["leie av kai til store båter med tak og eget strømuttak"],
        ),
        (
            "Med «risikotillegg» (post 8.2) menes det som betales for gamle båter.",
            ["risikotillegg"],
        ),
        ("Anbudet gjelder 98113100 (vakthold) eller 98113200 (vask) av kaia.", []),
        ("Flåter som definert i avtalen om havner (gjestehavnforordningen) artikkel 2 merkes.", []),
        (
            "Avgjørelse om kai er et vilkår for plass. Bestått prøve er et vilkår for å få nøkkel.",
            [],
        ),
        ("Havnas styre består av sju medlemmer.", []),
        ("Opplæringen omfatter ti timer på vannet.", []),
        ("Styret skal avvise leie som ikke kan anses bindende når den kommer.", []),
        ("Plassen trekkes dersom gjesten anses uegnet når han kommer.", []),
        ("Fristen regnes fra mandag når havna er stengt.", []),
        ("Vakt i helgen regnes som 37 timer.", []),
        ("En gjest som er i havna når den stenger, må dra.", []),
        ("En leie er likevel tillatt dersom havna er tom.", []),
        ("Som vaktmenn skal bare velges personer som anses egnet.", []),
        ("Ei flåte med tak kallast «husflåte» og skal merkast.", ["husflåte"]),
        ("Under prøvetiden betegnes den ansatte som lærling.", []),
        ("For gjester uten båt regnes deres felles telt som hjem.", ["hjem"]),
        ("For gjestar utan båt reknast det felles teltet deira som heim.", ["heim"]),
        ("Ved leie regnes alle kostnader som påløper i havna.", []),
        ("Ved valg anses den valgt som får flest stemmer.", []),
        ("Kravet anses oppfylt når båten har tau som holder standarden.", []),
        ("Gjestene må vite hva som regnes som å snike.", []),
        ("Svaret foreligger når møtet er over.", []),
        ("Fristen løper fra den dagen vedtaket ble sendt.", []),
        ("Den minste båten er den siste som går.", []),
        ("Kaivakt etter denne forskriften omfatter ikke dem som sover.", []),
        ("Der loven henviser til styret, menes havnestyret.", ["styret"]),
        ("Med «leie» i § 3 nr. 1 menes leie av kai.", ["leie"]),
        ("Med «leige» i § 3 nr. 1 er meint leige av kai.", ["leige"]),
        ("Med kai menes i denne loven et anlegg utstyrt med ringer som gjør det mulig.", ["kai"]),
        ("Leietakerens lag, heretter kalt «Laget» (org. nr. 1), ordner plass.", ["Laget"]),
        (
            "Avtalen heter heretter kai- og leieavtalen og heretter kalt kai- og leieloven.",
            ["kai- og leieloven"],
        ),
        ("En båt kan betegnes som jolle.", []),
        ("Plassen deles ut av en liste («the waiting list of the harbour»).", []),
        ("Følgende båter er aktuelle: jolle og pram.", []),
        ("Ved havneleie (plassleie) forstås i denne lov leie av kai.", ["havneleie"]),
        ("Ved hamneleige (plassleige) skal her forståast leige av kai.", ["hamneleige"]),
        ("Eieren får en tillatelse kalt tilbake.", []),
        ("Kontoen skal stå i havnas navn og betegnes «kaikonto».", []),
        ("Reglene står på nettsidene («www.havn.no»).", []),
        ("Ledige plasser er å foretrekke.", []),
        ("Resultat består av ti poeng. Bare fast kai omfatter strøm.", []),
        ("Kaiprøven består av en teoretisk del.", []),
        ("Gjestar som ligg fast og framleis blir rekna som gjestar, får plass.", []),
        ("Det foreligger mangel ved kaia dersom den ikke holder.", ["mangel ved kaia"]),
        ("Det ligg føre mangel dersom kaia ikkje held.", ["mangel"]),
        ("Det foreligger ikke mangel dersom kaia holder.", []),
        ("Gjester som er omtalt i planer som gamle, får plass.", []),
        ("Reglene er å anse som en integrert del av avtalen.", []),
        ("Opptak gir plassrett, dvs. rett til å ligge ved kai.", ["plassrett"]),
        ("Med kai er også meint brygge.", ["kai"]),
        ("I dette kapittel menes med kai: molo, brygge og pir.", ["kai"]),
    ],
)
def test_other_ways_to_give_a_term_its_meaning(text: str, terms: list[str]) -> None:
    segments = Segments(DocumentMaker().section("1").paragraph(text).done())
    assert [term.span.of(segments.text) for term in named_terms(segments)] == terms


@pytest.mark.parametrize(
    ("heading", "paragraphs", "terms"),
    [
        ("Definisjoner", ["Lekter: Flat båt uten motor."], ["Lekter"]),
        ("Omgrep", ["Lekter – flat båt."], ["Lekter"]),
        ("Begreper", ["Lekter betyr flat båt.", "Kai er et anlegg."], ["Lekter", "Kai"]),
        ("Orden", ["Lekter: Flat båt uten motor."], []),
        ("Definisjonar", ["Oppfylling inneber at sjøen blir land."], ["Oppfylling"]),
        ("Definisjoner", ["Båtene er havnas eiendom.", "Styret er på plass."], []),
        ("Orden", ["Oppfyllinga inneber at sjøen blir land."], []),
        (
            "Definisjoner",
            ["Faktisk innhold av en hel tønne er den mengden som er i den."],
            ["Faktisk innhold av en hel tønne"],
        ),
        ("Definisjonar", ["Kaipoeng er måleeining for plassar."], ["Kaipoeng"]),
        ("Definisjoner", ["Kaipoeng er måleenhet for plasser."], ["Kaipoeng"]),
        (
            "Definisjonar",
            ["Gjest er den som leiger plass. Fast leige viser til leige for eit heilt år."],
            ["Gjest", "Fast leige"],
        ),
        (
            "Definisjoner",
            ["Plassrett gir rett til kai. Plassretten innebærer at båten kan ligge der."],
            [],
        ),
        ("Meldeplikt", ["Meldeplikten omfatter opplysninger om båten."], []),
        ("Plikter", ["Opplaget innebærer at båten ligger på land."], []),
        ("Plikter", ["Manglende svar innebærer at plassen går tapt."], []),
        ("Definisjoner", ["1. Lekter: Flat båt uten motor."], ["Lekter"]),
        ("Definisjoner", ["*1. Lekter: Flat båt uten motor."], ["Lekter"]),
        ("Eiere", ["Båtkunnskap er kunnskaper eieren har fått på sjøen."], []),
        ("Saker", ["Den som meiner at dette er feil, må si frå.", "Saka er ein klage."], []),
        ("Sluttkart", ["Sluttkart er de delene av kartet som viser bunnen."], ["Sluttkart"]),
        ("Havnenemnda", ["Havnenemnda er et organ som avgjør klager."], []),
        (
            "Definisjoner",
            ["Lekter eller -pram er ethvert fartøy uten motor."],
            ["Lekter eller -pram"],
        ),
        ("Definisjoner", ["Pir , jf. § 2, kan brukes av alle."], []),
    ],
)
def test_paragraphs_that_define(heading: str, paragraphs: list[str], terms: list[str]) -> None:
    maker = DocumentMaker().section("1", heading)
    for paragraph in paragraphs:
        maker.paragraph(paragraph)
    segments = Segments(maker.done())
    assert [term.span.of(segments.text) for term in named_terms(segments)] == terms


def test_paragraphs_that_an_earlier_one_leads_in() -> None:
    maker = DocumentMaker().section("1", "Ord").paragraph("I denne forskriften menes med:")
    maker.paragraph("Lekter: Flat båt uten motor.").paragraph("Kai: Fast anlegg.")
    maker.section("2", "Orden").paragraph("Brygge: Anlegg av tre.")
    segments = Segments(maker.done())
    assert [term.span.of(segments.text) for term in named_terms(segments)] == ["Lekter", "Kai"]


@pytest.mark.parametrize(
    ("paragraphs", "terms"),
    [
        (["I dette vedlegget menes med:", "Lekter: Flat båt.", "Kai: Anlegg."], ["Lekter", "Kai"]),
        (
            ["I dette vedlegget menes med:", "Ord om lysanlegg på kai", "«Lampe»: et lys."],
            ["Lampe"],
        ),
        (["Reglene må være slik at de kan forstås av gjestene.", "Lamper: To i masta."], []),
        (["I dette vedlegget menes med:", "Planen skal inneholde: kart og bilder."], []),
        (["I dette vedlegget menes med:", "Tabell 2: Lengde på båter."], []),
    ],
)
def test_a_lead_in_in_an_annex_ends_at_a_title(paragraphs: list[str], terms: list[str]) -> None:
    text = "# Forskrift om havn\n\n## Vedlegg 1\n\n" + "\n\n".join(paragraphs) + "\n"
    document = read_markdown(text.encode(), "vedlegg.md")
    assert not isinstance(document, Unreadable)
    assert [t.span.of(document.text) for t in named_terms(Segments(document))] == terms


@pytest.mark.parametrize(
    ("heading", "text", "terms"),
    [
        ("Artikkel 2. Definisjoner", "► M1 «lekter» og «kai» er ord i denne forordningen.", []),
        ("Artikkel 3. Orden", "► M1 «lekter» en flat båt, «kai» et anlegg.", []),
    ],
)
def test_quoted_terms_of_translated_definitions_run_on(
    heading: str, text: str, terms: list[str]
) -> None:
    maker = DocumentMaker().section("2", heading).paragraph(text, role=Role.FOREIGN)
    segments = Segments(maker.done())
    assert [term.span.of(segments.text) for term in named_terms(segments)] == terms


def test_a_lead_in_holds_for_so_many_paragraphs_and_no_more() -> None:
    maker = DocumentMaker().section("1", "Ord").paragraph("I denne forskriften menes med:")
    for number in range(45):
        maker.paragraph(f"Kai{chr(97 + number // 10)}{chr(97 + number % 10)}: Fast anlegg.")
    assert len(named_terms(Segments(maker.done()))) == 40


@pytest.mark.parametrize(
    ("lead_in", "items", "terms"),
    [
        ("I forskriften menes med", ["B: bredde i meter"], ["B"]),
        ("Med farlig last forstås her:", ["olje, gass og bensin i tønner"], ["farlig last"]),
        ("Styret bestemmer hva som menes med", ["båt, ferge og skip"], []),
    ],
)
def test_lists_of_a_letter_or_with_a_comma(
    lead_in: str, items: list[str], terms: list[str]
) -> None:
    segments = Segments(DocumentMaker().section("1").listing(lead_in, items).done())
    assert [term.span.of(segments.text) for term in named_terms(segments)] == terms
