"""Real acts against a catalogue with their terms: the catalogue is made up, some of its concepts
retell what an act says and some mean something else. No sentence of law is kept here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalogues import Entry, turtle
from real_law import shared_or_skip
from regcheck.cli.main import main

pytest.importorskip("rdflib", reason="rdflib is not installed")

RETOLD = [
    Entry("overvann", "regn og smeltevann på overflaten", "lov/1981-03-13-6/§21"),
    Entry("avløpsanlegg", "anlegg for å frakte og rense avløpsvann", "lov/1981-03-13-6/§21"),
    Entry("avfall", "gjenstander og stoffer som er kastet", "lov/1981-03-13-6/§27"),
    Entry("husholdningsavfall", "avfall fra private hjem", "lov/1981-03-13-6/§27a"),
    Entry("storulykke", "hendelse uten kontroll med alvorlig fare", "lov/2002-06-14-20/§4"),
    Entry("fritidsbåt", "innretning til 24 meter utenfor næring", "lov/1998-06-26-47/§1"),
    Entry("pasient", "person som ber om eller får helsehjelp", "lov/1999-07-02-63/§1-3"),
    Entry("helsehjelp", "det helsepersonell gjør for helsen til noen", "lov/1999-07-02-63/§1-3"),
    Entry("bestand", "individer av en art på ett sted", "lov/2009-06-19-100/§3"),
    Entry("fremmed organisme", "organisme utenfor sitt vanlige sted", "lov/2009-06-19-100/§3"),
    Entry("kameraovervåking", "varig overvåking med fast kamera", "lov/1995-08-04-53/§6a"),
    Entry("akvatiske organismer", "dyr og planter som lever i vann", "lov/2005-06-17-79/§2"),
]
OTHER = [
    Entry("småbåt", "båt på inntil 8 meter"),
    Entry("bruker", "person som logger inn i en digital tjeneste"),
    Entry("dyr", "levende virveldyr"),
    Entry("virksomhet", "enhet med eget organisasjonsnummer"),
    Entry("omsetning", "salgsinntekt i et år uten merverdiavgift"),
    Entry("innførsel", "det å frakte en vare inn i landet"),
    Entry("arbeidstaker", "person som arbeider i tjenesten", "lov/2005-06-17-62/§1-8"),
    Entry("hund", "tamhund over 4 måneder"),
]
ACTS = (
    *("lov/1981-03-13-6", "lov/2002-06-14-20", "lov/1998-06-26-47", "lov/1999-07-02-63"),
    *("lov/2009-06-19-100", "lov/2003-12-19-124", "lov/1995-08-04-53", "lov/1997-02-28-19"),
    *("lov/2005-06-17-79", "lov/2003-07-04-74"),
)
DIFFER = {
    ("lov/1998-06-26-47", "småbåt"),
    ("lov/1999-07-02-63", "bruker"),
    ("lov/2003-12-19-124", "virksomhet"),
    ("lov/2003-12-19-124", "omsetning"),
    ("lov/2009-06-19-100", "dyr"),
    ("lov/2009-06-19-100", "innførsel"),
    ("lov/1997-02-28-19", "arbeidstaker"),
    ("lov/2002-06-14-20", "virksomhet"),
}
"""The acts that mean something else than the catalogue by a term, as a reader finds."""


def test_a_catalogue_that_retells_acts_agrees_with_them_and_another_meaning_is_told(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = shared_or_skip() / "lovdata" / "markdown" / "lover"
    texts = [folder / f"{one.replace('/', '-')}.md" for one in ACTS]
    if not all(one.is_file() for one in texts):
        pytest.skip("some of the acts are not at hand")
    catalogue, index = tmp_path / "katalog.ttl", str(tmp_path / "begreper.sqlite")
    catalogue.write_text(turtle([*RETOLD, *OTHER]), encoding="utf-8")
    assert main(["concepts", "import", str(catalogue), "--into", index]) == 0
    capsysbinary.readouterr()
    rule = "concepts/differs-from-catalogue"
    with_index = ["--concepts", index, "--select", rule, "--format", "json", "--no-config"]
    main(["check", *map(str, texts), *with_index])
    findings = json.loads(capsysbinary.readouterr().out)["findings"]
    assert {(one["refid"], one["quote"].lower()) for one in findings} == DIFFER
    assert {one["severity"] for one in findings} == {"info"}
    told = next(one["message"] for one in findings if one["quote"] == "arbeidstaker")
    assert "etter lov 17. juni 2005 nr. 62" in told
