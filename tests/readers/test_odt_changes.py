"""Tracked changes and counts of lists in OpenDocument texts."""

from __future__ import annotations

import pytest
from drawn import paths
from test_odt import _NAMES, LETTERS, p, read

from regcheck.readers.odt.xml import CountedLists, OdtStyles
from regcheck.readers.office.numbering import ListLevel, next_number
from regcheck.readers.office.xml import Element, parse_tree

CHANGE = '<text:change text:change-id="{}"/>'
START, END = '<text:change-start text:change-id="i"/>', '<text:change-end text:change-id="i"/>'


def regions(*deleted: str) -> str:
    drawn = '<text:changed-region text:id="i"><text:insertion/></text:changed-region>'
    for number, one in enumerate(deleted):
        inner = "".join(map(p, one.split("|")))
        drawn += (
            f'<text:changed-region text:id="d{number}"><text:deletion>{inner}</text:deletion>'
            "</text:changed-region>"
        )
    return f"<text:tracked-changes>{drawn}</text:tracked-changes>"


def words(body: str, mode: str, *deleted: str) -> list[str]:
    document = read(regions(*deleted) + p("§ 1 Bord") + body, mode=mode)
    return [line.split(" | ")[1] for line in paths(document)][1:]


@pytest.mark.parametrize(
    ("deleted", "original"),
    [
        ("gamle ", ["Det gamle bordet."]),
        ("gamle.|Og ", ["Det gamle.", "Og bordet."]),
        ("gamle.|Krakken.|Og ", ["Det gamle.", "Krakken.", "Og bordet."]),
    ],
)
def test_what_was_deleted_is_put_back_where_it_stood(deleted: str, original: list[str]) -> None:
    body = p(f"Det {CHANGE.format('d0')}bordet.")
    assert words(body, "original", deleted) == original
    assert words(body, "accepted", deleted) == ["Det bordet."]


def test_several_deletions_in_a_paragraph_are_put_back_in_order() -> None:
    body = p(f"Det {CHANGE.format('d0')}bordet{CHANGE.format('d1')} her.")
    assert words(body, "original", "gamle.|Og ", " står|Og så") == [
        "Det gamle.",
        "Og bordet står",
        "Og så her.",
    ]


@pytest.mark.parametrize(
    ("body", "accepted", "original"),
    [
        (p(f"Det {START}nye {END}bordet."), ["Det nye bordet."], ["Det bordet."]),
        (
            p(f"Det {START}nye.") + p("Krakken.") + p(f"Og {END}bordet."),
            ["Det nye.", "Krakken.", "Og bordet."],
            ["Det bordet."],
        ),
        (START + p("Krakken.") + END + p("Bordet."), ["Krakken.", "Bordet."], ["Bordet."]),
        (p(f"Det {START}nye {CHANGE.format('d0')}{END}."), ["Det nye ."], ["Det ."]),
        (p(f"Det{END} bordet."), ["Det bordet."], ["Det bordet."]),
        (p(f"Det {START}nye."), ["Det nye."], ["Det"]),
        (p("Det.") + p(f"{START}Nye."), ["Det.", "Nye."], ["Det."]),
    ],
)
def test_what_was_put_in_is_not_in_the_original(
    body: str, accepted: list[str], original: list[str]
) -> None:
    assert words(body, "accepted", "x") == accepted
    assert words(body, "original", "x") == original


def test_notes_in_what_was_put_in_are_put_in_too() -> None:
    note = f"<text:note><text:note-body>{p('Fire bein.')}</text:note-body></text:note>"
    body = p(f"Det {START}nye{note} {END}bordet.")
    assert words(body, "accepted") == ["Det nye bordet.", "Fire bein."]
    assert words(body, "original") == ["Det bordet."]


def levels(inner: str) -> dict[int, ListLevel]:
    source = f'<x {_NAMES}><text:list-style style:name="L">{inner}</text:list-style></x>'
    return OdtStyles(parse_tree(source.encode())).levels("L")


NUMBERS = "".join(
    f'<text:list-level-style-number text:level="{level}" style:num-format="{form}"'
    f' style:num-suffix="." text:display-levels="{level}"{more}/>'
    for level, form, more in ((1, "1", ""), (2, "a", ' text:start-value="3"'), (3, "I", ""))
)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("1 1 2 2 1 2", "1. 2. 2.c. 2.d. 3. 3.c."),
        ("3 3 2 3", "1.c.I. 1.c.II. 1.d. 1.d.I."),
        ("1=7 1 2=5 2", "7. 8. 8.e. 8.f."),
        ("1 1! 1 2! 2", "1. 1. 2. 2.c. 2.d."),
        ("1 4 1", "1. – 2."),
    ],
)
def test_levels_count(asked: str, shown: str) -> None:
    counts: dict[int, int] = {}
    found = []
    made = levels(NUMBERS)
    for one in asked.split():
        level, _, start = one.rstrip("!").partition("=")
        at = int(level) - 1
        anew = int(start) if start else made[at].start if one.endswith("!") else None
        number = next_number(made, counts, at, anew)
        assert number is None or number.level == int(level) - 1
        found.append(number.text.strip() if number else "–")
    assert " ".join(found) == shown


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("", "2"),
        (' style:num-prefix="§ "', "§ 2"),
        (' text:display-levels="2"', "1.2"),
        (' text:display-levels="9"', "1.2"),
        (' text:display-levels="0"', "2"),
        (' style:num-prefix="(" style:num-suffix=")"', "(2)"),
    ],
)
def test_what_a_level_shows(more: str, shown: str) -> None:
    made = levels(
        '<text:list-level-style-number text:level="1" style:num-format="1"/>'
        f'<text:list-level-style-number text:level="2" style:num-format="1"{more}/>'
    )
    number = next_number(made, {0: 1, 1: 1}, 1)
    assert number is not None and number.text.strip() == shown


def test_a_pattern_shows_only_levels_that_have_begun() -> None:
    space = 'xmlns:l="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    made = levels(NUMBERS.replace("/>", f' {space} l:num-list-format="%1%-%2%"/>'))
    number = next_number(made, {}, 0)
    assert number is not None and number.text == "1- "


def test_a_list_goes_on_one_that_it_names_or_the_last_of_its_style() -> None:
    lists = CountedLists()

    def element(**attributes: str) -> Element:
        space = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
        made = parse_tree(b"<a/>")
        made.attrib.update({space + key.replace("_", "-"): v for key, v in attributes.items()})
        return made

    first = lists.enter(element(), "L", "one")
    second = lists.enter(element(), "L", "")
    assert lists.enter(element(continue_list="one"), "L", "") is first
    assert lists.enter(element(continue_numbering="true"), "L", "") is first
    other = lists.enter(element(continue_numbering="true"), "M", "")
    anew = lists.enter(element(continue_numbering="false"), "L", "two")
    assert len({id(one) for one in (first, second, other, anew)}) == 4
    assert lists.enter(element(continue_numbering="true"), "L", "") is anew


def test_a_nested_list_has_the_style_of_the_one_around_it() -> None:
    inner = f"<text:list><text:list-item>{p('høyt')}</text:list-item></text:list>"
    listed = (
        f'<text:list text:style-name="L"><text:list-item>{p("stå")}{inner}</text:list-item>'
        "</text:list>"
    )
    document = read(p("§ 1 Bord") + p("Bordet skal:") + listed, LETTERS)
    assert document.text.endswith("stå\na.1. høyt")
