"""Forms of lemmas and lemmas of forms: `lemma: forms that must be there / that must not`."""

from __future__ import annotations

import pytest

from regcheck.language.forms import forms_of, lemmas_of, noun_lemma

NB = """\
skjema: skjemaet skjemaer skjemaene skjemaets / skjem skjemen
garanti: garantien garantier garantiene garantiens / garant
bankgaranti: bankgarantien bankgarantiene bankgarantis / garanti
forskrift: forskriften forskrifta forskrifter forskriftene / foreskrift skrift
melding: meldingen meldinga meldinger meldingene / melder meldes
brev: brevet brevene / brevi
bok: boken boka bøker bøkene / bokse
kraft: kraften krafta krefter kreftene / kreft
bot: boten bota bøter bøtene / bort
hånd: hånden hånda hender hendene / hende
mann: mannen menn mennene / mane
kriterium: kriteriet kriterier kriteriene / kriter
senter: senteret senterets / sent
register: registeret registre registrene / regist
søker: søkeren søkere søkerne søkerens / søkene
arbeidsgiver: arbeidsgiveren arbeidsgivere arbeidsgiverne / arbeid
vedtak: vedtaket vedtakene vedtakets / vedta
krav: kravet kravene / kreve
rett: retten retter rettene / rettsak
lov: loven lover lovene lovens / lovlig
kopi: kopien kopier kopiene / kopiere
attest: attesten attester attestene / attestere
politiattest: politiattesten politiattester / politi
underskrift: underskriften underskrifta underskrifter / underskrive
eksemplar: eksemplaret eksemplarer eksemplarene / eksempel
papir: papiret papirer papirene / papp
papirskjema: papirskjemaet papirskjemaene / papir
telefaks: telefaksen telefakser / faks
e-post: e-posten e-poster / post
avis: avisen avisa aviser avisene / avise
konvolutt: konvolutten konvolutter konvoluttene / konvolut
vitne: vitnet vitner vitnene / vitneprov
nemnd: nemnda nemnder nemndene / nemn
virksomhet: virksomheten virksomheter virksomhetene / virksom
tillatelse: tillatelsen tillatelser tillatelsene / tillate
søknad: søknaden søknader søknadene / søke
område: området områder områdene / områd
ledelse: ledelsen ledelser ledelsene / lede
avgjørelse: avgjørelsen avgjørelser avgjørelsene / avgjøre
departement: departementet departementer departementene departementets / part
direktorat: direktoratet direktorater direktoratene / direktør
kommune: kommunen kommuner kommunene kommunens / kommunal
artikkel: artikkelen artikler artiklene / artik
barn: barnet barna barnets / barnd
original: originalen originaler originale originalt / originalitet
sende: sender sendes sendte sendt send sendende / senden sendet
kreve: krever kreves krevde krevd krev / krav
gjøre: gjør gjøres gjorde gjort / gjørde
gi: gir gis gav ga gitt / gier
skrive: skriver skrives skrev skrevet skriv skrevne / skrift
underskrive: underskriver underskrives underskrev underskrevet / underskrift
sjekke: sjekker sjekkes sjekket sjekka sjekk / sjekkt
kaste: kaster kastes kastet kasta / kastte
bekrefte: bekrefter bekreftes bekreftet bekrefta / bekreftelse
kontrollere: kontrollerer kontrolleres kontrollerte kontrollert / kontroll
attestere: attesterer attesteres attesterte attestert / attest
søke: søker søkes søkte søkt / søknad
lese: leser leses leste lest / lesing
finne: finner finnes fant funnet / funn
gå: går gikk gått / gåing
ta: tar tas tok tatt / tak
få: får fikk fått fås / fåt
ha: har hadde hatt / hav
være: er var vært / vær-varsel
bli: blir ble blitt / bly
selge: selger selges solgte solgt / salg
legge: legger legges la lagt / lag
sette: setter settes satte satt / satser
møte: møter møtes møtte møtt / mott
kunngjøre: kunngjør kunngjøres kunngjorde kunngjort / gjør
påklage: påklager påklages påklaget påklaga / klage
notarialbekrefte: notarialbekreftet notarialbekrefta / bekreftet
særlig: særlige / særl særligt
skriftlig: skriftlige / skriftligt skrift
personlig: personlige personligere / person
egenhendig: egenhendige / egen
nødvendig: nødvendige / nødvendighet
rimelig: rimelige / rimelighet
digital: digitalt digitale / digitalisering
elektronisk: elektroniske / elektronikk
fysisk: fysiske / fysikk
stor: stort store større størst største / storhet
god: godt gode bedre best beste / gods
gammel: gammelt gamle eldre eldst / gam
liten: lite lita lille små mindre minst / litt
egen: eget egne / egenhendig
håndskreven: håndskrevet håndskrevne / hånd
attestert: attesterte / attest
annen: annet andre / ann
"""

NN = """\
skjema: skjemaet skjemas / skjeme skjemaar
garanti: garantien garantiar garantiane / garantier
bankgaranti: bankgarantien bankgarantiar bankgarantiane / garanti
forskrift: forskrifta forskrifter forskriftene / forskriften forskriftar
melding: meldinga meldingar meldingane / meldar meldast
brev: brevet breva / brevar
bok: boka bøker bøkene / bokar
verksemd: verksemda verksemder verksemdene / verksemden verksemdar
søkjar: søkjaren søkjarar søkjarane / søkje
arbeidsgivar: arbeidsgivaren arbeidsgivarar arbeidsgivarane / arbeid
vedtak: vedtaket vedtaka / vedtaken vedtakar
krav: kravet krava / kraven
kopi: kopien kopiar kopiane / kopia
attest: attesten attestar attestane / attestere
politiattest: politiattesten politiattestar politiattestane / politi
underskrift: underskrifta underskrifter underskriftene / underskriven
papir: papiret papira / papiren
papirskjema: papirskjemaet / papir
avis: avisa aviser avisene / avisar
konvolutt: konvolutten konvoluttar konvoluttane / konvoluttet
nemnd: nemnda nemnder nemndene / nemndar
løyve: løyvet løyva løyvets / løyvinga
søknad: søknaden søknader søknadene søknadar / søke
avgjerd: avgjerda avgjerder avgjerdene / avgjere
føresegn: føresegna føresegner føresegnene / føresegnar
kommune: kommunen kommunar kommunane / kommuner
artikkel: artikkelen artiklar artiklane / artikkelar
regel: regelen reglar reglane / regelar
kapittel: kapittelet kapitlet kapitla / kapittelen
register: registeret registra / registeren
departement: departementet departementa / departementen
våpendel: våpendelen våpendelar våpendelane / våpen
studium: studiet studia / studiar
kostnad: kostnaden kostnader kostnadene / kost
eigedom: eigedomen eigedomar eigedomane / eigedommane
rom: rommet romma / rom-het
stad: staden stader stadene / stadig
månad: månaden månader månadene / måndag
sak: saka saker sakene / saken
rettleiing: rettleiinga rettleiingar rettleiingane / rettleie
oppslag: oppslaget oppslaga / oppslagen
telefaks: telefaksen telefaksar telefaksane / faks
e-post: e-posten e-postar e-postane / post
original: originalen originalar originale originalt / originalitet
sende: sender sendast sende sendt senda send / sendes
krevje: krev krevjast kravde kravd kravt krevja / krevjar krevs
gjere: gjer gjerast gjorde gjort gjera / gjerer
gje: gjev gir gjevast givast gav gjeve gitt / gjer
ta: tek tar takast tok teke tatt / taar
skrive: skriv skrivast skreiv skrive skriven skrivne / skrivar
underskrive: underskriv underskrivast underskriven underskrivne / underskrivare
underteikne: underteiknar underteiknast underteikna / teikna
kaste: kastar kastast kasta / kaster
kontrollere: kontrollerer kontrollerast kontrollerte kontrollert kontrollera / kontrollerar
attestere: attesterer attesterast attesterte attestert / attest
stadfeste: stadfestar stadfestast stadfesta / fest
søkje: søkjer søker søkjast søkast søkte søkt søkja / søknad
finne: finn finnast fann funne / finnes
fastsetje: fastset fastsetjast fastsette fastsett / fastsats
setje: set setjast sette sett / setar
leggje: legg leggjast la lagt / leggjar
kunngjere: kunngjer kunngjerast kunngjorde kunngjort / gjer
avgjere: avgjer avgjerast avgjorde avgjort / avgjerd
godkjenne: godkjenner godkjennast godkjende godkjend godkjent / kjend
vedta: vedtek vedtar vedtakast vedtok vedteke vedtatt / vedtak
følgje: følgjer følgde følgjast / følgjar
skriftleg: skriftlege skriftlegare / skriftleget skrift
personleg: personlege personlegare personlegast / person
rimeleg: rimelege rimelegare / rimelegheit
særleg: særlege / særlegt
eigenhendig: eigenhendige / eigen
digital: digitalt digitale / digitalisering
elektronisk: elektroniske / elektroniskt
handskriven: handskrive handskrivne / hand
høg: høgt høge høgare høgast / høgd
stor: stort store større størst / storleik
eigen: eiga eige eigne / eigar
"""


def cases(table: str) -> list[tuple[str, list[str], list[str]]]:
    found = []
    for line in table.splitlines():
        lemma, _, rest = line.partition(": ")
        must, _, must_not = rest.partition(" / ")
        found.append((lemma, must.split(), must_not.split()))
    return found


@pytest.mark.parametrize(("lemma", "must", "must_not"), cases(NB))
def test_bokmaal(lemma: str, must: list[str], must_not: list[str]) -> None:
    forms = forms_of(lemma, "nb")
    assert lemma in forms
    assert set(must) <= forms
    assert not set(must_not) & forms


@pytest.mark.parametrize(("lemma", "must", "must_not"), cases(NN))
def test_nynorsk(lemma: str, must: list[str], must_not: list[str]) -> None:
    forms = forms_of(lemma, "nn")
    assert lemma in forms
    assert set(must) <= forms
    assert not set(must_not) & forms


def test_the_tables_are_large_enough() -> None:
    assert len(cases(NB)) >= 80
    assert len(cases(NN)) >= 60


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("den", "nb"),
        ("ikke", "nb"),
        ("som", "nn"),
        ("dei", "nn"),
        ("straks", "nn"),
        ("skal", "nb"),
        ("of", "en"),
    ],
)
def test_function_words_have_no_other_form(word: str, language: str) -> None:
    assert forms_of(word, language) == {word}


def test_forms_are_in_lower_case_and_an_unknown_language_inflects_nothing() -> None:
    assert forms_of("Skjema", "nb") == forms_of("skjema", "nb")
    assert forms_of("Skjema", "sv") == {"skjema"}
    assert forms_of("", "nb") == {""}


def test_english_regular_forms() -> None:
    assert {"copy", "copies", "copied"} <= forms_of("copy", "en")
    assert {"notice", "notices", "noticed"} <= forms_of("notice", "en")


@pytest.mark.parametrize(
    ("form", "language", "lemma"),
    [
        ("skjemaene", "nb", "skjema"),
        ("garantiens", "nb", "garanti"),
        ("bankgarantiene", "nb", "bankgaranti"),
        ("sendes", "nb", "sende"),
        ("bøker", "nb", "bok"),
        ("søkerne", "nb", "søker"),
        ("påklages", "nb", "påklage"),
        ("størst", "nb", "stor"),
        ("skjemaet", "nn", "skjema"),
        ("garantiane", "nn", "garanti"),
        ("bankgarantiane", "nn", "bankgaranti"),
        ("sendast", "nn", "sende"),
        ("søkjarane", "nn", "søkjar"),
        ("verksemder", "nn", "verksemd"),
        ("føresegnene", "nn", "føresegn"),
        ("gjevast", "nn", "gje"),
        ("klagast", "nn", "klage"),
        ("underskrivne", "nn", "underskriven"),
        ("ikke", "nb", "ikke"),
        ("zzzq", "nb", "zzzq"),
        ("forms", "en", "forms"),
    ],
)
def test_lemmas(form: str, language: str, lemma: str) -> None:
    found = lemmas_of(form, language)
    assert lemma in found
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("form", "language", "lemma"),
    [
        ("dokumentasjonskravene", "nb", "dokumentasjonskrav"),
        ("Havnemyndighetens", "nb", "havnemyndighet"),
        ("båtplassavgifter", "nb", "båtplassavgift"),
        ("opplysningsplikta", "nn", "opplysningsplikt"),
        ("hamnestyresmaktene", "nn", "hamnestyresmakt"),
        ("zq", "nb", "zq"),
    ],
)
def test_nouns_by_their_longest_known_ending(form: str, language: str, lemma: str) -> None:
    assert noun_lemma(form, language) == lemma
