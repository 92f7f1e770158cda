"""Forms of words that no table knows, by how they end: `lemma: there / not there`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regcheck.language import inflect

ADJECTIVES = """\
spanande: spanande / spanandet
offentleg: offentlege offentlegare / offentlegt
norsk: norske / norskt
kald: kaldt kalde kaldaste / kalt
vond: vondt vonde / vont
dømd: dømt dømde / dømdt
kvit: kvitt kvite / kvitte
heit: heitt heite
privat: private / privatt
fast: faste / fastt
open: ope opne / opent
enkel: enkelt enkle enklare / enkele
sikker: sikkert sikre / sikkere
tom: tomt tomme tommare / tome
ny: nytt nyare
grøn: grønt grøne
"""
NYNORSK = """\
snurkleg: snurklege / snurklegen
blipping: blippinga blippingar
brumsjon: brumsjonen brumsjonar / brumsjona
snorkskap: snorkskapet snorkskapen
glippere: glipperer glipperte glippert / glippertar
glippe: glippar glippte glippa glippen
glipp: glippen glippet glippa
"""
BOKMAAL = """\
snurklig: snurklige / snurkligen
glippere: glipperer glipperte glippert glipperes glipperende
glippe: glipper glippet glippen glippene glippes
snork: snorken snorket snorka snorker snorks
snorker: snorkeren snorkere snorkerne / snorkerer snorkeret
"""
ENGLISH = """\
file: files filed filing / fileing
copy: copies copied copying / copys
key: keys keyed / keies
box: boxes boxing / boxs
match: matches matched
permit: permits
"""
TABLES: tuple[tuple[str, Callable[[str], set[str]]], ...] = (
    (ADJECTIVES, inflect.nynorsk_adjective),
    (NYNORSK, inflect.nynorsk_guess),
    (BOKMAAL, inflect.bokmaal_guess),
    (ENGLISH, inflect.english_guess),
)


@pytest.mark.parametrize(
    ("line", "forms"), [(line, forms) for table, forms in TABLES for line in table.splitlines()]
)
def test_forms(line: str, forms: Callable[[str], set[str]]) -> None:
    lemma, _, said = line.partition(": ")
    there, _, away = said.partition(" / ")
    found = forms(lemma)
    assert lemma in found
    assert set(there.split()) <= found
    assert not set(away.split()) & found
