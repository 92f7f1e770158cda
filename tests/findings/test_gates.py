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
        ("", "", "", False),
    ],
)
def test_gates(sentence: str, at: str, about: str, gate: bool) -> None:
    reading, offset = read_clauses(sentence), sentence.index(at)
    assert is_gate(reading, offset, decider_in(reading, offset, len(at)), about) is gate
