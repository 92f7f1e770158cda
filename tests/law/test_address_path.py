"""Reading paths and what people write."""

from __future__ import annotations

import pytest
from address_strategies import ADDRESSES
from hypothesis import given
from hypothesis import strategies as st

from regcheck.law.address import Address, Step, StepKind
from regcheck.law.address_path import parse_address, parse_path
from regcheck.law.address_text import long, short


@given(ADDRESSES)
def test_every_path_reads_back(address: Address) -> None:
    assert parse_path(address.path) == address


@given(ADDRESSES, st.sampled_from(["nb", "nn", "en"]))
def test_every_long_form_reads_back(address: Address, locale: str) -> None:
    assert parse_address(long(address, locale)) == Address(address.steps)
    assert parse_address(long(address, locale, with_document=True)) == address


@given(ADDRESSES)
def test_every_short_form_reads_back(address: Address) -> None:
    assert parse_address(short(address)) == Address(address.steps)
    assert parse_address(short(address, with_document=True)) == address


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("lov/2015-06-19-70/§13/ledd/2/setning/1", "lov/2015-06-19-70/§13/ledd/2/setning/1"),
        ("lov/2015-06-19-70/§3-9/ledd/1/nummer/7", "lov/2015-06-19-70/§3-9/ledd/1/nummer/7"),
        ("lov/2015-06-19-70/§4/setning/2/bokstav/c", "lov/2015-06-19-70/§4/setning/2/bokstav/c"),
        ("lov/2015-06-19-70/§2A-1", "lov/2015-06-19-70/§2A-1"),
        ("lov/2015-06-19-70/§15/ledd1/nummer/4", "lov/2015-06-19-70/§15/ledd/1/nummer/4"),
        ("lov/1901-04-15/kapVI", "lov/1901-04-15/kapVI"),
        ("vedlegg/1", "vedlegg/1"),
        ("§3[2]/ledd/1", "§3[2]/ledd/1"),
    ],
)
def test_the_grammar_of_change_parts_is_read(written: str, path: str) -> None:
    assert parse_path(written).path == path


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("§ 3-2 annet ledd bokstav b", "§3-2/ledd/2/bokstav/b"),
        ("§ 3-2 andre ledd b)", "§3-2/ledd/2/bokstav/b"),
        ("§3-2 (2) b", "§3-2/ledd/2/bokstav/b"),
        ("§3-2(2)b)", "§3-2/ledd/2/bokstav/b"),
        ("§ 3-2 second paragraph letter b", "§3-2/ledd/2/bokstav/b"),
        ("§ 3, annet ledd, bokstav a.", "§3/ledd/2/bokstav/a"),
        ("§ 12 a første ledd tredje punktum nr. 2", "§12a/ledd/1/setning/3/nummer/2"),
        ("§ 2 A-1 fyrste ledd", "§2A-1/ledd/1"),
        ("§\u00a07 syvende ledd", "§7/ledd/7"),
        ("§ 7 21. ledd", "§7/ledd/21"),
        ("kapittel 4", "kap4"),
        ("kap. 4 § 2", "kap4/§2"),
        ("Kapittel 4 A", "kap4A"),
        ("vedlegg I", "vedlegg/I"),
        ("artikkel 5 nr. 2 første strekpunkt", "artikkel5/nummer/2/strekpunkt/1"),
        ("§ 3 (den andre)", "§3[2]"),
        ("lov 20. mai 2005 nr. 28 § 3", "lov/2005-05-20-28/§3"),
        ("Act of 20 May 2005 No. 28 § 3", "lov/2005-05-20-28/§3"),
        ("lov/2005-05-20-28 § 3", "lov/2005-05-20-28/§3"),
        ("hele dokumentet", ""),
    ],
)
def test_what_people_write_is_read(written: str, path: str) -> None:
    assert parse_address(written).path == path


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hva som helst",
        "§",
        "§ 3 og noe mer",
        "bokstav )",
        "(den andre)",
        "§ 3 " * 9000,
        "( (((",
    ],
)
def test_what_is_no_address_is_refused_in_one_line(written: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as caught:
        parse_address(written)
    assert "\n" not in str(caught.value)
    assert "write" in str(caught.value) or "give one" in str(caught.value)


@pytest.mark.parametrize(
    "written", ["§3/ledd", "§3/tull/2", "to ord/§3", "§3/strekpunkt/x", "§3/ledd/2/" + "x" * 3000]
)
def test_what_is_no_path_is_refused_in_one_line(written: str) -> None:
    with pytest.raises(ValueError, match=r"write|give one") as caught:
        parse_path(written)
    assert "\n" not in str(caught.value)


@given(st.text(alphabet="§ 3-2ab()[].,/leddnrbokstavpunktum\n\u00a0", max_size=60))
def test_reading_anything_gives_an_address_or_a_value_error(written: str) -> None:
    try:
        address = parse_address(written)
    except ValueError:
        return
    assert all(isinstance(step, Step) for step in address.steps)


def test_a_numbered_item_right_under_an_undated_act_is_not_the_acts_number() -> None:
    address = Address((Step(StepKind.ITEM, "7"),), "lov/1902-05-22")
    assert parse_address(long(address, "nb", with_document=True)) == address


def test_labels_of_a_path_are_as_readers_leave_them() -> None:
    assert parse_path("§ 3 a/bokstav/(b)").path == "§3a/bokstav/b"
    assert parse_path("kap 4").path == "kap4"


def test_a_path_before_another_provision_is_no_document() -> None:
    with pytest.raises(ValueError, match="no document id"):
        parse_address("lov/2001-01-01-1/§3/ledd/2 § 1")


def test_a_path_that_grows_past_the_limit_when_it_is_written_out_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than"):
        parse_path("/".join(["punktum1"] * 2200))
    with pytest.raises(ValueError, match="longer than"):
        parse_address("1 pkt " * 3000)
