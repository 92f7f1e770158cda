"""Amending instructions: tables of cases, and agreement with real amending acts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from real_law import shared_or_skip
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.amendments import Instruction, parse_instruction, parse_instructions
from regcheck.law.dated import find_amended_document

REF = "lov/2001-02-03-4"
ARTICLE_9 = (Step(StepKind.ARTICLE, "9"),)


def _shown(instruction: Instruction) -> str:
    """«insert §9/ledd/3» or «move §4 → §5», without the document."""
    where = " ".join(a.path.removeprefix(REF).lstrip("/") for a in instruction.targets)
    to = " ".join(a.path.removeprefix(REF).lstrip("/") for a in instruction.moved_to)
    return f"{instruction.operation} {where}" + (f" → {to}" if to else "")


SINGLE = {
    "§ 3-2 annet ledd skal lyde:": "replace §3-2/ledd/2",
    "§ 3-2 andre ledd bokstav b nytt tredje punktum skal lyde:": (
        "insert §3-2/ledd/2/bokstav/b/setning/3"
    ),
    "§ 3-2 andre ledd bokstav b nytt punktum skal lyde:": "insert §3-2/ledd/2/bokstav/b",
    "Nytt tredje ledd skal lyde:": "insert §9/ledd/3",
    "§ 4 nytt tredje ledd skal lyde": "insert §4/ledd/3",
    "Ny § 5 a skal lyde:": "insert §5a",
    "Nye §§ 5 a til 5 d skal lyde:": "insert §5a §5b §5c §5d",
    "Nytt kapittel 3 skal lyde": "insert kap3",
    "Nytt kapittel VII A skal lyde:": "insert kapVIIA",
    "Nytt kapittel 3 med §§ 3-1 og 3-2 skal lyde:": "insert kap3 §3-1 §3-2",
    "§ 2 nr. 3 og 4 skal lyde": "replace §2/ledd/1/nummer/3 §2/ledd/1/nummer/4",
    "§ 2 første ledd nr. 3 bokstav c skal lyde:": "replace §2/ledd/1/nummer/3/bokstav/c",
    "§ 2 første ledd andre punktum bokstav c skal lyde:": "replace §2/ledd/1/setning/2/bokstav/c",
    "§ 2 første ledd bokstav c og ny bokstav d skal lyde:": (
        "replace §2/ledd/1/bokstav/c §2/ledd/1/bokstav/d"
    ),
    "§ 2 femte til nytt sjuende ledd skal lyde:": "replace §2/ledd/5 §2/ledd/6 §2/ledd/7",
    "§ 2 tyvende ledd skal lyde:": "replace §2/ledd/20",
    "§ 2 2. ledd skal lyde:": "replace §2/ledd/2",
    "§ 2 annet strekpunkt skal lyde:": "replace §2/ledd/1/strekpunkt/2",
    "§§ 4 til 6 oppheves.": "repeal §4 §5 §6",
    "§§ 14-1, 14-3 og 14-5 oppheves.": "repeal §14-1 §14-3 §14-5",
    "§ 7 oppheves.": "repeal §7",
    "§ 7 blir oppheva.": "repeal §7",
    "§ 7 vert oppheva.": "repeal §7",
    "§ 7 andre ledd utgår.": "repeal §7/ledd/2",
    "Nåværende § 4 blir § 5.": "move §4 → §5",
    "Noverande § 4 vert ny § 4 a.": "move §4 → §4a",
    "Nåværende tredje ledd blir fjerde ledd.": "move §9/ledd/3 → §9/ledd/4",
    "§ 6 nåværende andre og tredje ledd blir tredje og nytt fjerde ledd.": (
        "move §6/ledd/2 §6/ledd/3 → §6/ledd/3 §6/ledd/4"
    ),
    "§ 6 første ledd bokstav a nåværende nr. 3 blir nr. 2.": (
        "move §6/ledd/1/bokstav/a/nummer/3 → §6/ledd/1/bokstav/a/nummer/2"
    ),
    "Overskriften til § 3 skal lyde:": "heading §3",
    "§ 3 overskriften skal lyde:": "heading §3",
    "Paragrafoverskriften skal lyde:": "heading §9",
    "I § 3 første ledd endres «kort» til «bevis».": "substitute §3/ledd/1",
    "I § 3 første ledd skal «kort» endrast til «bevis».": "substitute §3/ledd/1",
    "I § 6 skal første ledd lyde:": "replace §6/ledd/1",
    "Bokstav b i § 6 andre ledd skal lyde:": "replace §6/ledd/2/bokstav/b",
    "I kapittel 2 skal ny § 8 a lyde:": "insert §8a",
    "§ 21 i kapittel 5 skal lyde:": "replace §21",
    "§ 8 A-2 skal lyde:": "replace §8A-2",
    "§ 16 i skal lyde:": "replace §16i",
    "Vedlegg 2 skal lyde:": "replace vedlegg/2",
    "§ 2-2 første ledd bokstav f:": "replace §2-2/ledd/1/bokstav/f",
    "§ 3 bokstav aa skal lyde:": "replace §3/ledd/1/bokstav/aa",
    "§ 3 bokstav ab skal lyde:": "replace §3",
    "§ 3 nr. 4.1 skal lyde:": "replace §3/ledd/1/punkt/4.1",
    "§ 3 punkt 2.1.3 skal lyde:": "replace §3/ledd/1/punkt/2.1.3",
    "§ 3 punkt a skal lyde:": "replace §3/ledd/1/bokstav/a",
    "§ 3 nr. 2 a bokstav b skal lyde:": "replace §3/ledd/1/punkt/2a/bokstav/b",
    "§ 3 nr. IV skal lyde:": "replace §3/ledd/1/bokstav/IV",
    "Kap. 3 oppheves.": "repeal kap3",
    "Kap. VII A oppheves.": "repeal kapVIIA",
    "§ 3 bokstav a til d oppheves.": (
        "repeal §3/ledd/1/bokstav/a §3/ledd/1/bokstav/b §3/ledd/1/bokstav/c §3/ledd/1/bokstav/d"
    ),
    "§ 3 første ledd innledningen og bokstav b skal lyde:": "replace §3/ledd/1 §3/ledd/1/bokstav/b",
    "Nåværende bokstav b til d blir c til e.": (
        "move §9/ledd/1/bokstav/b §9/ledd/1/bokstav/c §9/ledd/1/bokstav/d"
        " → §9/ledd/1/bokstav/c §9/ledd/1/bokstav/d §9/ledd/1/bokstav/e"
    ),
    "§ 3 nåværende bokstav b blir c.": "move §3/ledd/1/bokstav/b → §3/ledd/1/bokstav/c",
    "§ 3 2. og 3. ledd skal lyde:": "replace §3/ledd/2 §3/ledd/3",
    "§ 3 første ledd første til tredje punktum oppheves.": (
        "repeal §3/ledd/1/setning/1 §3/ledd/1/setning/2 §3/ledd/1/setning/3"
    ),
    "I § 3 føyes til et nytt tredje ledd:": "insert §3/ledd/3",
    "I § 3 tilføyes nytt tredje ledd.": "insert §3/ledd/3",
    "§ 3 skal ha slik overskrift:": "heading §3",
    "Overskrifta til kapittel 3 skal lyde:": "heading kap3",
    "Vedlegg 2 punkt 3 oppheves.": "repeal vedlegg/2/nummer/3",
    "§ 3 a og § 3 b oppheves": "repeal §3a §3b",
    "§ 3 i og § 3 j oppheves.": "repeal §3i §3j",
    "I § 3 og i § 4 endres «kort» til «bevis».": "substitute §3 §4",
    "§§ 3, 4 og ny § 5 skal lyde:": "replace §3 §4 §5",
    "§ 3 til § 6 oppheves.": "repeal §3 §4 §5 §6",
    "Nåværende §§ 3 og 4 blir §§ 5 og 6.": "move §3 §4 → §5 §6",
    "§ 3 flyttes til § 5.": "move §3 → §5",
    "Nytt ledd i § 3 skal lyde:": "insert §3",
    "§ 3 nye bokstaver d og e skal lyde:": "insert §3/ledd/1/bokstav/d §3/ledd/1/bokstav/e",
    "§ 3 første ledd nr. 2 og 3 og annet ledd skal lyde:": (
        "replace §3/ledd/1/nummer/2 §3/ledd/1/nummer/3 §3/ledd/2"
    ),
    "§ 6-2 bokstav a nr. 1 og 2 oppheves.": (
        "repeal §6-2/ledd/1/bokstav/a/nummer/1 §6-2/ledd/1/bokstav/a/nummer/2"
    ),
}


@pytest.mark.parametrize(("text", "expected"), SINGLE.items())
def test_instruction_names_operation_and_places(text: str, expected: str) -> None:
    found = parse_instruction(text, REF, ARTICLE_9)
    assert found is not None
    assert _shown(found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "§ 8 tredje ledd oppheves. Nåværende fjerde ledd blir tredje ledd.",
            ["repeal §8/ledd/3", "move §8/ledd/4 → §8/ledd/3"],
        ),
        (
            "Nåværende § 8 blir § 10 og skal lyde:",
            ["move §8 → §10", "replace §10"],
        ),
        (
            "§ 3 blir ny § 4, og § 4 blir ny § 5.",
            ["move §3 → §4", "move §4 → §5"],
        ),
        (
            "Nåværende §§ 3 og 4 blir §§ 5 og 6, og nåværende § 5 blir ny § 7.",
            ["move §3 §4 → §5 §6", "move §5 → §7"],
        ),
        (
            "Noverande andre ledd blir tredje ledd, og noverande tredje ledd blir fjerde ledd.",
            ["move §9/ledd/2 → §9/ledd/3", "move §9/ledd/3 → §9/ledd/4"],
        ),
        (
            "§ 3 første ledd oppheves og § 4 skal lyde:",
            ["repeal §3/ledd/1", "replace §4"],
        ),
        (
            "Del II oppheves. Del III blir del II.",
            ["repeal del/II", "move del/III → del/II"],
        ),
    ],
)
def test_several_instructions_in_one_paragraph(text: str, expected: list[str]) -> None:
    assert [_shown(one) for one in parse_instructions(text, REF, ARTICLE_9)] == expected


def test_the_instruction_that_wording_follows_goes_first() -> None:
    found = parse_instruction("§ 8 annet ledd oppheves. § 9 skal lyde:", REF)
    assert found is not None
    assert _shown(found) == "replace §9"


def test_paragraph_named_last_is_understood() -> None:
    found = parse_instruction(
        "Nåværende annet punktum blir nytt tredje punktum.",
        REF,
        (*ARTICLE_9, Step(StepKind.PARAGRAPH, "2")),
    )
    assert found is not None
    assert _shown(found) == "move §9/ledd/2/setning/2 → §9/ledd/2/setning/3"


def test_document_named_in_the_instruction_goes_before_the_current_one() -> None:
    text = "2. I lov 5. mai 1999 nr. 31 om brønner i Vestdal skal § 6 annet ledd lyde:"
    found = parse_instruction(text, REF, ARTICLE_9)
    assert found is not None
    assert [a.path for a in found.targets] == ["lov/1999-05-05-31/§6/ledd/2"]


@pytest.mark.parametrize(
    ("month", "number"),
    [
        *(("januar", 1), ("februar", 2), ("mars", 3), ("april", 4), ("mai", 5), ("juni", 6)),
        *(("juli", 7), ("august", 8), ("september", 9), ("oktober", 10), ("november", 11)),
        ("desember", 12),
    ],
)
def test_months_of_amended_documents(month: str, number: int) -> None:
    text = f"I lov 9. {month} 1999 nr. 31 om brønner gjøres følgende endringer:"
    assert find_amended_document(text) == f"lov/1999-{number:02}-09-31"


@pytest.mark.parametrize(("strange", "read"), [(5, True), (6, False)])
def test_some_words_that_name_no_place_may_stand_between(strange: int, read: bool) -> None:
    text = f"I § 3 {'ord ' * strange}skal første ledd lyde:"
    assert bool(parse_instructions(text, REF)) is read


def test_what_stands_far_into_a_paragraph_is_no_instruction() -> None:
    text = f"§ 3 oppheves. {'(' * 1480} § 4 oppheves."
    assert [_shown(one) for one in parse_instructions(text, REF)] == ["repeal §3"]


def test_whole_document_can_be_repealed() -> None:
    found = parse_instruction("Forskrift 5. mai 1999 nr. 31 om brønner oppheves.", "")
    assert found == Instruction("repeal", (Address((), "forskrift/1999-05-05-31"),))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Søknaden blir behandlet etter § 3 første ledd.",
        "Vedtaket skal begrunnes etter § 4 annet ledd.",
        "I § 3 første ledd er det gitt regler om frister.",
        "Denne loven trer i kraft straks.",
        "Departementet kan oppheve § 3.",
        "(1) Kommunen skal oppheve vilkåret.",
    ],
)
def test_ordinary_provisions_are_no_instructions(text: str) -> None:
    assert parse_instruction(text, REF) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I lov 17. juni 2005 nr. 62 om brønner gjøres følgende endringer:",
            "lov/2005-06-17-62",
        ),
        (
            "I forskrift 1. januar 2020 nr. 5 om brønner blir det gjort følgjande endringar:",
            "forskrift/2020-01-01-5",
        ),
        ("I lov av 3 des. 1909 nr 2 om brønner vert desse endringane gjorde:", "lov/1909-12-03-2"),
        ("I lov 10. februar 1967 om brønner gjøres følgende endringer:", "lov/1967-02-10"),
        ("I midlertidig lov 4. mai 2021 nr. 7 om brønner skal § 2 lyde:", "lov/2021-05-04-7"),
        (
            "I brønnloven (lov 4. mai 2021 nr. 7) gjøres følgende endringer:",
            "lov/2021-05-04-7",
        ),
        (
            "Forskrift om endring i forskrift 1. mars 2020 nr. 5 om brønner",
            "forskrift/2020-03-01-5",
        ),
        ("Lov 4. mai 2021 nr. 7 om brønner oppheves.", "lov/2021-05-04-7"),
        ("Fastsatt med hjemmel i lov 4. mai 2021 nr. 7 om brønner § 3.", ""),
        ("Vedtak treffes etter reglene i lov 4. mai 2021 nr. 7 om brønner.", ""),
        ("Endret ved lov 4. mai 2021 nr. 7.", ""),
        ("", ""),
    ],
)
def test_amended_document(text: str, expected: str) -> None:
    assert find_amended_document(text) == expected


_WORDS = [
    "§", "§§", "3-2", "5", "a", "i", "og", "til", ",", "ny", "nytt", "tredje", "annet", "ledd",
    "punktum", "bokstav", "nr.", "kapittel", "del", "II", "skal", "lyde:", "oppheves.", "blir",
    "Nåværende", "I", "lov", "4.", "mai", "2021", "endres", "«x»", "overskriften", ".", "vedlegg",
]  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_clean_addresses_or_nothing(text: str) -> None:
    find_amended_document(text)
    for found in parse_instructions(text, REF, ARTICLE_9):
        assert found.targets
        for address in found.targets + found.moved_to:
            assert all(step.label or step.ordinal for step in address.steps)
            assert not any(char.isspace() for step in address.steps for char in step.label)


def test_agrees_with_the_addresses_of_real_amending_acts() -> None:
    folder = shared_or_skip() / "lovdata" / "lti-2025"
    change = re.compile(
        r'<article class="change" data-(?:change|add-new|repeal)-part="([^" ;]+)" id="[^"]*">'
        r'<article class="defaultP"[^>]*>(.{1,400}?)</article>'
    )
    same = total = 0
    for path in sorted(folder.glob("nl-*.xml")):
        for found in change.finditer(path.read_text(encoding="utf-8")):
            refid = "/".join(found[1].split("/")[:2])
            text = " ".join(re.sub(r"<[^>]+>", "", found[2]).split())
            if "§" not in text or not text.endswith(("lyde:", "oppheves.")):
                continue
            given_places = {
                address.path.replace("/ledd/1/", "/")
                for one in parse_instructions(text, refid)
                for address in one.targets
            }
            total += 1
            same += given_places == {found[1].replace("/ledd/1/", "/")}
    assert total > 300
    assert same / total >= 0.95
