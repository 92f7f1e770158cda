"""What suppressions in documents say, and what they are about."""

from __future__ import annotations

import pytest

from regcheck.document.model import Answered, Document
from regcheck.findings.suppression import (
    Suppression,
    parse_directive,
    read_suppressions,
)
from regcheck.readers.registry import read_document

TEXT = """\
# Forskrift om skap

{top}
## Kapittel 1. Rom

{chapter}
### § 1. Skap {heading}

{first}
Skapet er rødt. {behind}

Skapet skal ha:

{item}
a) en dør

b) et håndtak

{second}
### § 2. Lås

Låsen er blå.

{last}
"""


def read(text: str, path: str = "a.md") -> Document:
    document = read_document(text.encode(), path)
    assert isinstance(document, Document)
    return document


def one_at(place: str, body: str) -> Suppression:
    names = ("top", "chapter", "heading", "first", "behind", "item", "second", "last")
    filled = dict.fromkeys(names, "") | {place: f"<!-- regcheck: {body} -->"}
    (found,) = read_suppressions(read(TEXT.format(**filled)))
    return found


@pytest.mark.parametrize(
    ("place", "form", "address"),
    [
        ("top", "ignore", "kap1"),
        ("chapter", "ignore", "§1"),
        ("first", "ignore", "§1/ledd/1"),
        ("item", "ignore", "§1/ledd/2/bokstav/a"),
        ("second", "ignore", "§2"),
        ("heading", "ignore-here", "§1"),
        ("behind", "ignore-here", "§1/ledd/1"),
        ("second", "ignore-here", "§1/ledd/2/bokstav/b"),
        ("top", "ignore-document", ""),
        ("last", "ignore-document", ""),
    ],
)
def test_what_a_directive_is_about(place: str, form: str, address: str) -> None:
    found = one_at(place, f"{form} paper/stamp reason: arkivet")
    assert (found.address, found.fault) == (address, "")
    assert found.scope is not None


def test_nothing_follows() -> None:
    assert one_at("last", "ignore paper/stamp reason: arkivet").scope is None


def test_inside_running_text_it_is_about_that_provision() -> None:
    text = "# Lov om x\n\n### § 1. A\n\nSkapet er <!-- regcheck: ignore a/b reason: c --> rødt.\n"
    (found,) = read_suppressions(read(text))
    assert found.address == "§1/ledd/1"


def test_the_place_is_that_of_the_words() -> None:
    text = "# Lov om x\n\n### § 1. Å\n\nØl <!--  regcheck:   ignore a/b\n reason: c --> er rødt.\n"
    (found,) = read_suppressions(read(text))
    place = found.position
    assert text[place.start : place.end] == "ignore a/b\n reason: c"
    assert (found.words, found.line) == ("ignore a/b reason: c", 5)
    assert (place.line, place.column, place.byte_column) == (5, 22, 23)
    assert (place.end_line, place.end_column) == (6, 11)


@pytest.mark.parametrize(
    ("body", "names", "reason", "until"),
    [
        ("ignore a/b reason: fordi", ("a/b",), "fordi", ""),
        ("ignore a/b, c d-*/e reason: x: y", ("a/b", "c", "d-*/e"), "x: y", ""),
        ("ignore a/b until: 2027-01-01 reason: x", ("a/b",), "x", "2027-01-01"),
        ("ignore a/b -- reason: x, until: 2027-01-01", ("a/b",), "x", "2027-01-01"),
        ("ignore a/b\n  reason:\tlang\n  grunn", ("a/b",), "lang grunn", ""),
        ("ignore a/b", ("a/b",), "", ""),
        ("ignore a/b reason:", ("a/b",), "", ""),
        ("ignore * reason: alt", ("*",), "alt", ""),
    ],
)
def test_what_a_directive_says(body: str, names: tuple[str, ...], reason: str, until: str) -> None:
    found = parse_directive(body)
    assert (found.names, found.reason, found.until, found.fault) == (names, reason, until, "")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("", "regcheck:"),
        ("ignor a/b reason: x", "ignor"),
        ("ignore-nest a/b reason: x", "ignore-nest"),
        ("ignore", "ignore"),
        ("ignore reason: x", "ignore"),
        ("ignore A/B reason: x", "A/B"),
        ("ignore a/b reson: x", "reson:"),
        ("ignore a/b reason: x reason: y", "reason:"),
        ("ignore a/b reason: x until: snart", "snart"),
        ("ignore a/b reason: x until: 2027-02-30", "2027-02-30"),
        ("ignore a/b reason: x until: 20270101", "20270101"),
        ("ignore a/b reason: x until:", "until:"),
    ],
)
def test_what_cannot_be_understood(body: str, fault: str) -> None:
    assert parse_directive(body).fault == fault


@pytest.mark.parametrize(
    "text",
    [
        "```\n{}\n```\n",
        "~~~~\n~~~\n{}\n~~~~\n",
        "Skriv `{}` foran.\n",
        "Skriv ``{} ` `` foran.\n",
        "```\n{}\n",
    ],
)
def test_code_is_no_directive(text: str) -> None:
    comment = "<!-- regcheck: ignore a/b reason: c -->"
    document = read("# Lov om x\n\n### § 1. A\n\n" + text.format(comment))
    assert document.directives == ()


@pytest.mark.parametrize(
    "text", ["```\nx\n```\n{}\n\nOrd.\n", "Et ` tegn {} her.\n", "`a` {} `b`\n"]
)
def test_beside_code_it_is_one(text: str) -> None:
    comment = "<!-- regcheck: ignore a/b reason: c -->"
    document = read("# Lov om x\n\n### § 1. A\n\n" + text.format(comment))
    assert [directive.body for directive in document.directives] == ["ignore a/b reason: c"]


def test_plain_text_and_xml() -> None:
    plain = "Lov om x\n\n[regcheck: ignore a/b reason: c]\n§ 1. A\n\nOrd her.\n"
    (found,) = read_suppressions(read(plain, "a.txt"))
    assert (found.address, found.line) == ("§1", 3)
    ends = "Lov om x\n\n§ 1. A\n\nOrd her. [regcheck: {} a/b reason: c]\n\nFlere ord.\n"
    for form in ("ignore", "ignore-here"):
        document = read(ends.format(form), "a.txt")
        (found,) = read_suppressions(document)
        assert (found.address, found.words) == ("§1/ledd/1", f"{form} a/b reason: c")
        assert "regcheck" not in document.text
    xml = (
        '<html lang="nb"><body><main class="documentBody">'
        '<!-- regcheck: ignore a/b reason: c --><article class="legalArticle" data-name="§1">'
        '<h3 class="legalArticleHeader"><span class="legalArticleValue">§ 1</span></h3>'
        '<article class="legalP">Ord her.<!-- regcheck: ignore-here a/c reason: d --></article>'
        '<article class="legalP">Flere ord.</article></article></main></body></html>'
    )
    first, second = read_suppressions(read(xml, "a.xml"))
    assert (first.address, second.address) == ("§1", "§1/ledd/1")
    _, inside = read_suppressions(read(xml.replace("ignore-here", "ignore"), "a.xml"))
    between = xml.replace(
        "<!-- regcheck: ignore-here a/c reason: d --></article>",
        "</article><!-- regcheck: ignore a/c reason: d -->",
    )
    _, after = read_suppressions(read(between, "a.xml"))
    assert (inside.address, after.address) == ("§1/ledd/1", "§1/ledd/2")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        # Before a paragraph it is about the outermost unit that begins there,
        ("{}\n## Kapittel 1. A\n\n### § 1. B\n\nOrd.\n", "kap1"),
        ("## Kapittel 1. A\n\n{}\n### § 1. B\n\nOrd.\n", "§1"),
        ("## Kapittel 1. A\n\n### § 1. B\n\n{}\n(1) Ord:\n\na) en\n", "§1/ledd/1"),
        ("### § 1. B\n\nOrd:\n\n{}\na) en\n\nb) to\n", "§1/ledd/1/bokstav/a"),
        ("### § 1. B\n\nOrd:\n\na) en\n\n{}\nslik er det.\n", "§1/ledd/1"),
        # in the middle of one about that.
        ("### § 1. B {} C\n\nOrd.\n", "§1"),
        ("### § 1. B\n\nOrd.{}\n\nFlere.\n", "§1/ledd/1"),
        ("### § 1. B\n\nOrd i **fet**. {}\n\nFlere.\n", "§1/ledd/1"),
        ("### § 1. B\n\nOrd **fet** {}\n\nFlere.\n", "§1/ledd/1"),
        ("### § 1. B\n\nOrd:\n\na) en, {}\nb) to\n", "§1/ledd/1/bokstav/a"),
        ("### § 1. B {}\n\nOrd.\n\nFlere.\n", "§1"),
        ("### § 1. B\n\nOrd.\n{}\n\nFlere.\n", "§1/ledd/2"),
        ("### § 1. B\n\nOrd {}.\n\nFlere.\n", "§1/ledd/1"),
        ("### § 1. B\n\nOrd {} her.\n\nFlere.\n", "§1/ledd/1"),
        ("### § 1. B\n\nOrd:\n\na) en {} to\n", "§1/ledd/1/bokstav/a"),
    ],
)
def test_what_comes_next(text: str, address: str) -> None:
    source = f"# Lov om x\n\n{text}".format("<!-- regcheck: ignore a/b reason: c -->")
    document = read(source)
    (found,) = read_suppressions(document)
    assert found.address == address
    assert found.scope is not None
    at = source.index("<!--")
    later = [leaf for leaf in document.leaves if document.offsets.to_source(leaf.span).start >= at]
    assert found.position.at == (later[0].span.start if later else len(document.text))


def test_without_words_the_place_is_that_of_the_whole() -> None:
    source = "# Lov om x\n\n<!-- regcheck: -->\n### § 1. A\n\nOrd.\n"
    (found,) = read_suppressions(read(source))
    assert source[found.position.start : found.position.end] == "<!-- regcheck: -->"
    assert (found.words, found.fault) == ("<!-- regcheck: -->", "regcheck:")


def test_before_the_first_words_there_is_nothing_that_it_is_behind() -> None:
    source = "<!-- regcheck: ignore-here a/b reason: c -->\n# Lov om x\n\n### § 1. A\n\nOrd.\n"
    (found,) = read_suppressions(read(source))
    assert (found.address, found.scope) == ("", None)


@pytest.mark.parametrize(("size", "cut"), [(2_000, False), (2_001, True)])
def test_no_more_of_a_directive_is_read_than_2000_code_points(size: int, cut: bool) -> None:
    found = parse_directive("ignore a/b reason: ".ljust(size, "x"))
    assert len(found.words) == 2_000
    assert (len(found.reason) + 19 < size) is cut


def test_no_more_of_a_day_is_shown_than_40_code_points() -> None:
    found = parse_directive(f"ignore a/b reason: x until: {'9' * 60}")
    assert (found.fault, found.until, found.names) == ("9" * 40, "", ("a/b",))


def test_names_stand_once_each_and_without_dashes() -> None:
    found = parse_directive("ignore a/b, – a/b c/* -- until: 2027-01-01, reason: – x –")
    assert (found.names, found.reason, found.until) == (("a/b", "c/*"), "x", "2027-01-01")


def test_without_a_place_one_stands_at_the_beginning() -> None:
    made = parse_directive("ignore a/b reason: x").position
    assert (made.start, made.end, made.at) == (0, 0, 0)
    assert (made.line, made.column) == (1, 1)
    assert not any((made.end_line, made.end_column, made.byte_column, made.end_byte_column))
    assert parse_directive("ignore a/b").line == 0


@pytest.mark.parametrize(
    ("answered", "only_notes"),
    [
        (None, False),
        (Answered("keep", "Kari"), False),
        (Answered("ignore", "Kari"), False),
        (Answered("fixed", "Kari"), True),
        (Answered("seen"), True),
    ],
)
def test_some_answers_leave_a_finding_open(answered: Answered | None, only_notes: bool) -> None:
    assert Suppression(answered=answered).only_notes is only_notes


def test_there_is_an_end_to_how_many_are_read() -> None:
    one_more = "<!-- regcheck: ignore a/b reason: c -->\n"
    found = read_suppressions(read(f"# Lov om x\n\n{one_more * 2_000}\n### § 1. A\n\nOrd.\n"))
    assert len(found) == 2_000 and not any(one.fault for one in found)
    found = read_suppressions(read(f"# Lov om x\n\n{one_more * 2_050}\n### § 1. A\n\nOrd.\n"))
    assert len(found) == 2_001
    assert [one.fault for one in found if one.fault] == ["> 2000"]
    assert (found[-1].fault, found[-1].names, found[0].names) == ("> 2000", (), ("a/b",))
    assert [one.line for one in found] == list(range(3, 2_004))
