"""Whether words are a gate of a public decision."""

from __future__ import annotations

import pytest

from regcheck.findings.gates import is_gate
from regcheck.language.clauses import read_clauses
from regcheck.language.deciders import decider_in


@pytest.mark.parametrize(
    ("sentence", "at", "about", "gate"),
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
        ("Kommunen skal behandle saken på rimelig måte.", "rimelig", "", False),
        ("Kommunen kan behandle saken på rimelig måte.", "rimelig", "", False),
        ("Kommunen kan vurdere om det er rimelig.", "rimelig", "", True),
        ("Kommunen bør gi rimelig frist.", "rimelig", "", False),
        # a court, or somebody whose view counts;
        ("Retten kan sette rimelig frist.", "rimelig", "", True),
        ("Eieren skal gjøre det kommunen mener er rimelig.", "rimelig", "", True),
        ("Eieren skal vise det tilsynet finner nødvendig.", "det", "", True),
        ("Eieren skal vise det tilsynet finner nødvendig.", "vise", "", False),
        ("Havnen er stor når kommunen finner det rimelig.", "når", "", True),
        # what is given or may be, where words of a case tell of it;
        ("Det kan gis rimelig støtte.", "rimelig", "", True),
        ("Det skal gis rimelig støtte.", "rimelig", "Tilskudd til havner", True),
        ("Det skal gis rimelig støtte.", "rimelig", "", False),
        ("Det bør gis rimelig frist.", "rimelig", "", False),
        ("Det kan være rimelig.", "rimelig", "", False),
        ("Eieren kan søke om rimelig støtte.", "rimelig", "Tilskudd til havner", True),
        ("Gebyret blir fastsatt til rimelig sum.", "rimelig", "Søknad om gebyr", True),
        ("Gebyret blir fastsatt til rimelig sum.", "rimelig", "", False),
        # demands and rights;
        ("Søkeren må ha rimelig råd.", "rimelig", "", True),
        ("Søkeren skal ha rimelig råd.", "rimelig", "", False),
        ("Søkeren må sende rimelig varsel.", "rimelig", "", False),
        ("Eieren har krav på rimelig hjelp.", "rimelig", "", True),
        ("Eieren har krav med rimelig hjelp.", "rimelig", "", False),
        ("Eieren har rett i at det er rimelig.", "rimelig", "", False),
        # and no rules that are given.
        ("Kommunen kan gi nærmere regler om rimelig drift.", "rimelig", "", False),
        ("Kommunen kan i enkeltvedtak gi regler om rimelig drift.", "rimelig", "", True),
        ("Kommunen kan gi tillatelse etter regler om rimelig drift.", "rimelig", "", True),
        ("Kommunen kan i forskrift gi rimelig fritak.", "rimelig", "", False),
        ("Kommunen kan gi rimelig fritak fra forskriften.", "rimelig", "", True),
        ("Kommunen kan endre forskriften når det er rimelig.", "rimelig", "", False),
        ("Kongen kan bestemme rimelig tid.", "rimelig", "", False),
        ("Kongen kan i enkeltvedtak bestemme rimelig tid.", "rimelig", "", True),
        ("Kongen kan treffe vedtak om rimelig tilskudd.", "rimelig", "", True),
        ("Kongen kan gi tillatelse når det er rimelig.", "rimelig", "", True),
        ("Loven settes i kraft til rimelig tid.", "rimelig", "", False),
        ("", "", "", False),
    ],
)
def test_gates(sentence: str, at: str, about: str, gate: bool) -> None:
    reading, offset = read_clauses(sentence), sentence.index(at)
    assert is_gate(reading, offset, decider_in(reading, offset, len(at)), about) is gate


@pytest.mark.parametrize(
    ("sentence", "most", "gate"),
    [
        ("Foreldre har {}rett til rimelig hjelp.", 12, True),
        ("Kommunen skal gi {}informasjon på rimelig vis.", 7, False),
        ("Kommunen kan gi {}forskrift om rimelig drift.", 12, False),
        ("Kommunen kan endre {}forskriften når det er rimelig.", 1, False),
        ("Kommunen kan gi tillatelse etter {}forskrift om rimelig drift.", 1, True),
    ],
)
def test_so_many_words_may_stand_before_what_tells(sentence: str, most: int, gate: bool) -> None:
    def told(words: int) -> bool:
        text = sentence.format("ny " * words)
        reading, offset = read_clauses(text), text.index("rimelig")
        return is_gate(reading, offset, decider_in(reading, offset, len("rimelig")), "")

    assert [told(words) for words in (0, most, most + 1)] == [gate, gate, not gate]
