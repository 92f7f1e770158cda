"""The law as an amending document leaves it, and what is left undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn_samples import ACT
from regcheck.changes.amending.apply import ConsolidatedLaw, apply_changes
from regcheck.changes.amending.instructed import changes_in
from regcheck.changes.amending.markdown import as_markdown
from regcheck.changes.amending.tree import LawUnit
from regcheck.cli.main import main
from regcheck.document.model import Document
from regcheck.readers.markdown import read_markdown
from regcheck.readers.registry import read_document

LAW = """---
tittel: "Lov om kaier"
refid: "lov/2031-05-05-5"
---

# Lov om kaier

## Kapittel 1. Innledning

### § 1. Formål

Loven gjelder kaier. Den gjelder ikke brygger.

Kommunen gir løyve.

### § 2. Søknad

Søknaden skal inneholde

- navn,
- adresse.

Kommunen avgjør søknaden.

### § 3. Gebyr

Gebyret settes av kommunen.

*Endret ved lov 1 jan 2030 nr. 1.*

### § 4. Straff

(1) Brudd straffes med bøter.

(2) Forsøk straffes ikke.
"""


def read(text: str) -> Document:
    found = read_markdown(text.encode(), "x.md")
    assert isinstance(found, Document)
    return found


def applied(instructions: str, law: str = LAW) -> ConsolidatedLaw:
    amending = read(
        "# Lov om endringer i lov om kaier\n\n## I\n\n"
        f"I lov 5. mai 2031 nr. 5 om kaier gjøres følgende endringer:\n\n{instructions}\n"
    )
    return apply_changes(read(law), amending, changes_in(amending))


@pytest.mark.parametrize(
    "instruction",
    [
        "I loven endres «kommunen» til «havnevakten».",
        "Ordet «Kommunen» endres til «Havnevakten» overalt.",
        "I hele loven skal «Kommunen» erstattes med «Havnevakten».",
    ],
)
def test_words_swapped_in_places_that_are_not_told_are_left_and_named(instruction: str) -> None:
    made = applied(f"{instruction}\n\n§ 4 annet ledd oppheves.")
    assert [(one.change.instruction, one.why) for one in made.undone] == [
        (instruction, "not-understood")
    ]
    assert len(made.done) == 1
    assert "Kommunen avgjør søknaden." in made.text


@pytest.mark.parametrize(
    ("instructions", "old", "new"),
    [
        (
            "§ 1 første ledd annet punktum skal lyde:\n\nDen gjelder også brygger.",
            "Den gjelder ikke brygger.",
            "Den gjelder også brygger.",
        ),
        (
            "§ 1 første ledd nytt tredje punktum skal lyde:\n\nDen gjelder året rundt.",
            "ikke brygger.\n",
            "ikke brygger. Den gjelder året rundt.\n",
        ),
        (
            "§ 1 nytt annet ledd skal lyde:\n\nLoven gjelder ikke tau.\n\n"
            "Nåværende annet ledd blir tredje ledd.",
            "Kommunen gir løyve.",
            "Loven gjelder ikke tau.\n\nKommunen gir løyve.",
        ),
        (
            "§ 2 første ledd bokstav b skal lyde:\n\nb. telefon.",
            "- adresse.\n",
            "- telefon.\n",
        ),
        (
            "§ 2 første ledd ny bokstav c skal lyde:\n\nc. mål.",
            "- adresse.\n",
            "- adresse.\n- mål.\n",
        ),
        ("§ 2 første ledd bokstav b oppheves.", "- navn,\n- adresse.\n", "- navn,\n"),
        ("§ 4 annet ledd oppheves.", "(2) Forsøk straffes ikke.\n", ""),
        (
            "§ 4 nytt tredje ledd skal lyde:\n\nBøtene går til kommunen.",
            "straffes ikke.\n",
            "straffes ikke.\n\n(3) Bøtene går til kommunen.\n",
        ),
        (
            "I § 2 annet ledd endres «Kommunen» til «Fylkeskommunen».",
            "Kommunen avgjør",
            "Fylkeskommunen avgjør",
        ),
        ("Nåværende § 4 blir § 6.", "### § 4. Straff", "### § 6. Straff"),
        (
            "Ny § 3 a skal lyde:\n\n§ 3 a. Rabatt\n\nFiskere betaler halvparten.",
            "### § 4.",
            "### § 3 a. Rabatt\n\nFiskere betaler halvparten.\n\n### § 4.",
        ),
        (
            "§ 3 skal lyde:\n\n§ 3. Pris\n\nPrisen settes av rådet.",
            LAW[LAW.index("### § 3") : LAW.index("### § 4")],
            "### § 3. Pris\n\nPrisen settes av rådet.\n\n",
        ),
        ("§ 3 overskriften skal lyde:\n\nAvgift", "### § 3. Gebyr", "### § 3. Avgift"),
        (
            "§ 2 første ledd innledningen skal lyde:\n\nSøknaden skal være skriftlig og vise",
            "Søknaden skal inneholde",
            "Søknaden skal være skriftlig og vise",
        ),
        (
            "§ 2 første ledd ny bokstav b skal lyde:\n\nb. mål.\n\n"
            "Nåværende bokstav b blir bokstav c.",
            "- navn,\n",
            "- navn,\n- mål.\n",
        ),
        (
            "§ 3 skal lyde:\n\nGebyret settes av rådet.\n\nDet kreves inn av kommunen.",
            "Gebyret settes av kommunen.\n",
            "Gebyret settes av rådet.\n\nDet kreves inn av kommunen.\n",
        ),
        (
            "§ 1 første ledd annet punktum skal lyde:\n\nDen gjelder brygger. Den gjelder tau.",
            "Den gjelder ikke brygger.",
            "Den gjelder brygger. Den gjelder tau.",
        ),
        (
            "§ 1 første ledd nytt annet punktum skal lyde:\n\nDen gjelder pæler.",
            "Loven gjelder kaier. Den",
            "Loven gjelder kaier. Den gjelder pæler. Den",
        ),
        (
            "§ 2 nytt første ledd skal lyde:\n\nDet søkes skriftlig.\n\n"
            "Nåværende første og annet ledd blir annet og tredje ledd.",
            "Søknaden skal inneholde",
            "Det søkes skriftlig.\n\nSøknaden skal inneholde",
        ),
        (
            "§ 2 annet ledd skal lyde:\n\nKommunen avgjør:\n\na) straks\nb) raskt",
            "Kommunen avgjør søknaden.\n",
            "Kommunen avgjør:\n\n- a. straks\n- b. raskt\n",
        ),
        (
            "§ 2 annet ledd skal lyde:\n\nKommunen avgjør:\n\na) straks:\n\n1. rødt\n\n2. blått\n\n"
            "b) raskt",
            "Kommunen avgjør søknaden.\n",
            "Kommunen avgjør:\n\n- a. straks:\n  - 1. rødt\n  - 2. blått\n- b. raskt\n",
        ),
        (
            "§ 1 første ledd første og annet punktum skal lyde:\n\nLoven gjelder alt.",
            "Loven gjelder kaier. Den gjelder ikke brygger.",
            "Loven gjelder alt.",
        ),
        (
            "§ 1 oppheves. Nåværende § 2 blir § 1.",
            LAW[LAW.index("### § 1") : LAW.index(" Søknad\n")],
            "### § 1.",
        ),
        (
            "Nytt kapittel 2 skal lyde:\n\n"
            "Kapittel 2. Drift\n\n§ 5. Drift\n\nKommunen driver kaien.",
            "Forsøk straffes ikke.\n",
            "Forsøk straffes ikke.\n\n## Kapittel 2. Drift\n\n### § 5. Drift\n\n"
            "Kommunen driver kaien.\n",
        ),
        (
            "Kapittel 1 overskriften skal lyde:\n\nOm kaier",
            "## Kapittel 1. Innledning",
            "## Kapittel 1. Om kaier",
        ),
        (
            "Kapittel 1 skal lyde:\n\nKapittel 1. Start\n\n§ 1. Alt\n\nAlt er nytt.",
            LAW[LAW.index("## Kap") :],
            "## Kapittel 1. Start\n\n### § 1. Alt\n\nAlt er nytt.\n",
        ),
        (
            "§ 1 og § 2 skal lyde:\n\n§ 1. A\n\nAa.\n\n§ 2. B\n\nBb.",
            LAW[LAW.index("### § 1") : LAW.index("### § 3")],
            "### § 1. A\n\nAa.\n\n### § 2. B\n\nBb.\n\n",
        ),
        (
            "§ 3 skal lyde:\n\n§ 3. Gebyret settes av rådet.",
            LAW[LAW.index("Gebyret") : LAW.index("### § 4")],
            "Gebyret settes av rådet.\n\n",
        ),
    ],
)
def test_a_change_is_made_and_nothing_else(instructions: str, old: str, new: str) -> None:
    result = applied(instructions)
    assert not result.undone
    assert LAW.count(old) == 1
    assert result.text.rstrip() == LAW.replace(old, new).rstrip()


@pytest.mark.parametrize(
    ("instructions", "why"),
    [
        ("§ 9 skal lyde:\n\nNoe annet.", "no-place"),
        ("§ 1ac skal lyde:\n\nNoe annet.", "not-understood"),
        ("§ 1 femte ledd oppheves.", "no-place"),
        ("I § 1 første ledd endres «havn» til «kai».", "no-words"),
        ("§ 1 første og annet ledd skal lyde:\n\nBare ett ledd.", "count"),
        ("§ 2 første ledd ny bokstav f skal lyde:\n\nf. mål.", "no-place"),
        ("§ 3 første ledd og resten erstattes med noe annet.", "not-understood"),
        ("§ 1 siste ledd oppheves.", "not-understood"),
        ("§ 1 nest siste ledd skal lyde:\n\nKommunen gir fritak.", "not-understood"),
        ("I § 1 siste ledd endres «løyve» til «fritak».", "not-understood"),
        ("§ 1 første ledd siste punktum oppheves.", "not-understood"),
        ("Nåværende § 4 siste ledd blir § 5.", "not-understood"),
        ("§ 3 fotnoten oppheves.", "not-understood"),
        ("§ 1 første ledd nytt femte punktum skal lyde:\n\nDen gjelder tau.", "no-place"),
        ("§ 2 første ledd nytt annet punktum skal lyde:\n\nDen er skriftlig.", "no-place"),
        ("§ 1 første ledd annet punktum skal lyde:\n\nDen har:\n\na) tau\nb) pæl", "count"),
        ("§ 1 første ledd tredje punktum oppheves.", "no-place"),
        ("§ 1 bokstav a skal lyde:\n\na) tau", "no-place"),
        ("§ 2 første ledd bokstav a skal lyde:\n\nTau.", "count"),
        ("§ 2 første ledd bokstav z oppheves.", "no-place"),
        ("§ 3 nytt femte ledd skal lyde:\n\nFem.", "no-place"),
        ("§ 2 første ledd innledningen skal lyde:\n\nEn.\n\nTo.", "count"),
        ("§ 1 første ledd innledningen skal lyde:\n\nSøknaden skal ha", "count"),
        ("§ 3 innledningen skal lyde:\n\nGebyret er slik:", "count"),
        ("§ 1 og § 2 skal lyde:\n\nBare litt tekst.", "count"),
        ("Ny § 0 skal lyde:\n\n§ 0. Start\n\nNoe.", "no-place"),
        ("Del 1 oppheves.", "no-place"),
        ("§ 4 første ledd skal lyde:\n\nBrudd straffes.\n\nGrove brudd straffes.", "twice"),
    ],
)
def test_what_is_uncertain_is_left_undone_and_named(instructions: str, why: str) -> None:
    result = applied(instructions)
    assert [one.why for one in result.undone] == [why]
    assert result.text == LAW


def test_sections_that_swap_places_are_found_as_they_were() -> None:
    result = applied(
        "§ 3 oppheves.\n\nNåværende § 4 blir § 3.\n\n"
        "Ny § 4 skal lyde:\n\n§ 4. Start\n\nLoven gjelder straks."
    )
    assert not result.undone
    end = "### § 3. Straff\n\n(1) Brudd straffes med bøter.\n\n(2) Forsøk straffes ikke.\n\n"
    end += "### § 4. Start\n\nLoven gjelder straks."
    assert result.text.rstrip() == LAW[: LAW.index("### § 3")] + end


def test_words_that_hold_themselves_do_not_grow_without_end() -> None:
    result = applied("I § 1 første ledd endres «kaier» til «kaier kaier».\n\n" * 60)
    assert {one.why for one in result.undone} == {"too-long"}
    assert len(result.text) < 11 * len(LAW) + 100_000


def test_swapping_words_reads_no_more_of_the_law_than_it_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    law = "# Lov om kaier\n\n" + "".join(
        f"### § {n}. Kai\n\nKai nummer {n} er av stein.\n\n" for n in range(1, 201)
    )
    read_again: list[int] = []
    written = LawUnit.written

    def counted(self: LawUnit) -> str:
        read_again.append(1)
        return written(self)

    monkeypatch.setattr(LawUnit, "written", counted)
    asked = "".join(f"I § {n} første ledd endres «stein» til «tre».\n\n" for n in range(1, 201))
    result = applied(asked, law)
    assert len(result.done) == 200 and "stein" not in result.text
    assert len(read_again) < 200 * 15


def test_time_that_is_up_ends_the_work_and_leaves_no_half_law(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    law, amending = tmp_path / "kai.md", tmp_path / "endring.md"
    law.write_text(LAW, encoding="utf-8")
    amending.write_text(
        "# Lov om endring\n\nI lov 5. mai 2031 nr. 5 om kaier gjøres følgende endringer:\n\n"
        "I § 1 første ledd endres «kaier» til «brygger».\n",
        encoding="utf-8",
    )

    def endless(*_: object) -> int:
        while True:
            pass

    monkeypatch.setattr("regcheck.changes.amending.consolidator.swapped", endless)
    out = tmp_path / "ut"
    told = ["apply", str(amending), str(law), "-o", str(out), "--time-limit", "1"]
    assert main(told) == 3
    assert "--time-limit" in capsys.readouterr().err
    assert not out.exists()


def test_law_nested_as_deep_as_can_be_read_is_written() -> None:
    depth = 230
    opened = "".join(f"<part><num>{n}</num><heading>Kai</heading>" for n in range(depth))
    law = ACT[: ACT.index("<part")] + f"{opened}<article><num>§ 1</num>"
    law += "<paragraph><content><p>Noe.</p></content></paragraph></article>"
    law += "</part>" * depth + "</body></act></akomaNtoso>"
    document = read_document(law.encode(), "a.akn", "akn")
    assert isinstance(document, Document)
    assert as_markdown(document).count(". Kai\n") == depth


def test_the_law_that_is_read_is_not_overwritten(tmp_path: Path) -> None:
    law, amending = tmp_path / "lov-2031-05-05-5.md", tmp_path / "endring.md"
    law.write_text(LAW, encoding="utf-8")
    amending.write_text(
        "# Lov om endring\n\nI lov 5. mai 2031 nr. 5 om kaier gjøres følgende endringer:\n\n"
        "§ 3 oppheves.\n",
        encoding="utf-8",
    )
    assert main(["apply", str(amending), str(law), "-o", str(tmp_path)]) == 2
    assert law.read_text(encoding="utf-8") == LAW


def test_the_command_writes_the_law_and_tells_what_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    law, amending = tmp_path / "lov", tmp_path / "endring.md"
    law.mkdir()
    (law / "kai.md").write_text(LAW, encoding="utf-8")
    amending.write_text(
        "# Lov om endringer i to lover\n\n## I\n\n"
        "I lov 5. mai 2031 nr. 5 om kaier gjøres følgende endringer:\n\n§ 3 oppheves.\n\n## II\n\n"
        "I lov 6. juni 2032 nr. 6 om tau gjøres følgende endringer:\n\n§ 1 oppheves.\n",
        encoding="utf-8",
    )
    out = tmp_path / "ut"
    assert main(["apply", str(amending), str(law), "-o", str(out)]) == 3
    written = (out / "lov-2031-05-05-5.md").read_text(encoding="utf-8")
    assert "§ 3" not in written
    told, err = capsys.readouterr()
    assert "lov/2031-05-05-5: 1 change of 1 made" in told
    assert "not among those given: lov/2032-06-06-6" in err
    (tmp_path / "plain.md").write_text("# Lov om kaier\n\n### § 1. Mål\n\nNoe.", encoding="utf-8")
    assert main(["apply", str(tmp_path / "plain.md"), str(law)]) == 2


def test_law_of_another_format_is_written_as_markdown_first() -> None:
    law = read(LAW)
    assert "## Kapittel 1. Innledning\n\n### § 1. Formål\n\n" in as_markdown(law)
    again = read(as_markdown(law))
    assert again.meta.refid == law.meta.refid
    assert [one.address.path for one in again.provisions()] == [
        one.address.path for one in law.provisions()
    ]


TABLE = "| Kai | Gebyr |\n|---|---|\n| Nord \\| øst | 100 |\n"
FEES = LAW.replace("Gebyret settes av kommunen.\n", f"Gebyret er:\n\n{TABLE}")


def test_a_table_comes_with_the_paragraph_before_it() -> None:
    table = TABLE.replace("100", "200")
    new = f"§ 3 første ledd skal lyde:\n\nSatsene er:\n\n{table}"
    text = applied(new).text
    assert f"Satsene er:\n\n{table}\n*Endret ved lov" in text
    text = applied(new, FEES).text
    assert f"Satsene er:\n\n{table}\n*Endret ved lov" in text
    assert "| 100 |" not in text
    text = applied(f"Ny § 3 a skal lyde:\n\n### § 3 a. Satser\n\nSatsene er:\n\n{table}").text
    assert f"### § 3 a. Satser\n\nSatsene er:\n\n{table}" in text


def test_whether_a_table_stays_is_not_guessed() -> None:
    found = applied("§ 3 første ledd skal lyde:\n\nGebyret er gratis.\n", FEES)
    assert found.text == FEES
    assert [one.why for one in found.undone] == ["table"]
