"""The HTML report as text: what stands in it, that it needs nothing, that nothing breaks out."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hostile_samples import EVERYTHING, LOUD, TEXTS
from lxml import html as lxml_html
from report_samples import ALL, META, RICH, RULE_SET, USEFUL, VAULTS, finding, report_of, result

from documents import DocumentMaker
from regcheck.base.text.span import Span
from regcheck.base.texts.localised import Localised
from regcheck.document.blocks import Block, blocks_of
from regcheck.document.model import NodeKind, Role
from regcheck.findings.model import Finding
from regcheck.law.address import Address, Step, StepKind
from regcheck.packs.model import Rule, Severity, SourceReference
from regcheck.reports.html import report as html_report
from regcheck.reports.html.charts import BARS, charts_of
from regcheck.reports.html.outline import NumberedFinding, by_block, cut
from regcheck.reports.registry import REPORTS
from regcheck.reports.report import Packed
from regcheck.results.result import DocumentResult, NotChecked

FIRST = "Protokollen skal føres i en innbundet bok som oppbevares i hvelvet."
MARKS = "#tekst a[href^='#n']:not(.go)"
SECOND = "Boken og hvelvet kontrolleres <hver> dag & natt."


def page(*results: DocumentResult, **settings: object) -> Any:
    return lxml_html.document_fromstring(report_of("html", *results, **settings))


def booklet(*marked: tuple[str, Severity], **values: object) -> DocumentResult:
    """A small regulation with a finding on each of the words given."""
    maker = DocumentMaker().section("1", "Formål").paragraph(FIRST)
    document = maker.section("2", "Tilsyn").listing(SECOND, ["bokens rygg", "hvelvets dør"]).done()
    found = []
    for quote, severity in marked:
        at = document.text.index(quote)
        span = Span(at, at + len(quote))
        found.append(finding("hvelvet", severity=severity)._replace(quote=quote, span=span))
    return result("bok.md", *found, blocks=tuple(blocks_of(document)), **values)


def law_text(shown: Any) -> list[str]:
    return [re.sub(r"^\S+\) ", "", one.text_content()) for one in shown.cssselect(".p > p")]


def test_the_text_stands_word_for_word_with_the_words_marked() -> None:
    shown = page(booklet(("innbundet bok", Severity.ERROR), ("hvelvet k", Severity.WARNING)))
    assert law_text(shown)[:2] == [FIRST, SECOND]
    assert [one.text for one in shown.cssselect(MARKS)] == [
        "innbundet bok",
        "hvelvet k",
    ]
    assert [one.text_content() for one in shown.cssselect("h3")][-2:] == [
        "§ 1 Formål",
        "§ 2 Tilsyn",
    ]


def test_overlapping_findings_keep_their_own_words() -> None:
    shown = page(
        booklet(
            (FIRST, Severity.INFO),
            ("en innbundet bok", Severity.ERROR),
            ("innbundet bok som", Severity.WARNING),
        )
    )
    marks = shown.cssselect(MARKS)
    for number, words in ((1, FIRST), (2, "en innbundet bok"), (3, "innbundet bok som")):
        held = [m for m in marks if str(number) in (m.get("data-f") or m.get("href")[2:]).split()]
        assert "".join(m.text for m in held) == words
    assert law_text(shown)[0] == FIRST


def test_every_finding_has_one_note_in_its_provision() -> None:
    shown = page(booklet(("innbundet bok", Severity.ERROR), ("hvelvet k", Severity.WARNING)))
    assert len({one.get("id") for one in shown.cssselect(".notes li")}) == 2
    sections = shown.cssselect(".p")
    assert [len(one.cssselect(".notes li")) for one in sections] == [1, 1]


def test_findings_without_text_are_shown_with_their_sentence() -> None:
    shown = page(result("a.md", RICH, *VAULTS))
    assert len(shown.cssselect(".notes li")) == 4
    assert [one.text for one in shown.cssselect(MARKS)] == [
        "innbundet bok",
        "hvelvet",
        "hvelvet",
        "hvelvet",
    ]


@pytest.mark.parametrize("results", [(), ALL[:1], ALL, EVERYTHING], ids=len)
def test_nothing_is_run_or_fetched_but_what_is_in_the_file(
    results: tuple[DocumentResult, ...],
) -> None:
    text = report_of("html", *results)
    shown: Any = lxml_html.document_fromstring(text)
    policy = shown.cssselect("meta[http-equiv=Content-Security-Policy]")[0].get("content")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    run = [s for s in shown.cssselect("script") if s.get("type") != "application/json"]
    assert [hashed(one.text) for one in run] == re.findall("script-src '(.*?)'", policy)
    styles = shown.cssselect("style")
    assert [hashed(one.text) for one in styles] == re.findall("style-src '(.*?)'", policy)
    fetching = {"src", "srcset", "data", "poster", "action", "formaction", "background"}
    for element in shown.iter(lxml_html.etree.Element):
        names = set(element.attrib)
        assert not [name for name in names if name.startswith("on") or name == "style"]
        assert not names & fetching
        assert element.get("href", "#").startswith("#")
    assert {e.tag for e in shown.iter(lxml_html.etree.Element)} & {
        *("link", "img", "iframe", "object", "embed", "base", "video", "audio")
    } == set()
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp|innerHTML|eval\(", text)


def hashed(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def test_hostile_text_stays_text() -> None:
    shown = page(*EVERYTHING, result("a.md", finding("hvelvet", LOUD)), show_info=True)
    assert len(shown.cssselect("script")) == 2 + len(shown.cssselect("article"))
    assert "<script>alert(1)</script>" in "".join(one.text_content() for one in shown)
    for one in shown.cssselect("script[type]"):
        json.loads(one.text)
        assert not set("<>&") & set(one.text)


def test_hostile_provisions_stay_text() -> None:
    texts = [" ".join(text.split())[:900] for text in TEXTS]
    blocks = [
        Block(kind, heading, Role.OPERATIVE, -1 if heading else 1000 * at, text, Address())
        for at, text in enumerate(texts)
        for kind, heading in ((NodeKind.PARAGRAPH, False), (NodeKind.CHAPTER, True))
    ]
    shown = page(result("a.md", blocks=tuple(blocks), meta=replace(META, title=TEXTS[4])))
    assert len(shown.cssselect("script")) == 3
    assert any("<script>" in line for line in law_text(shown))


def test_links_to_sources_are_web_addresses() -> None:
    rule = replace(
        RULE_SET.rules[0],
        sources=(
            SourceReference("Veileder", "Digdir", "kapittel 2", "https://example.no/a?b=1&c=2"),
            SourceReference("Felle", url="javascript:alert(1)"),
        ),
    )
    told = rules_of(page(result("a.md", finding("hvelvet", rule))))[0]
    assert told["sources"] == [
        ["Digdir, Veileder, kapittel 2", "https://example.no/a?b=1&c=2"],
        ["Felle", ""],
    ]


def rules_of(shown: Any, locale: str = "nb") -> list[dict[str, object]]:
    data = json.loads(shown.get_element_by_id("data").text)
    return list(data["rules"][locale].values())


def test_several_documents_begin_with_an_index() -> None:
    shown = page(booklet(("innbundet bok", Severity.ERROR)), replace(booklet(), path="to.md"))
    rows = shown.cssselect(".index tbody tr")
    assert [row.cssselect("td")[1].text_content() for row in rows] == ["1", "–"]
    assert [a.get("href") for a in shown.cssselect(".index a")] == ["#d0", "#d1"]
    assert [one.get("id") for one in shown.cssselect("article")] == ["d0", "d1"]
    assert page(booklet()).cssselect(".index") == []


def test_what_is_too_much_is_counted_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_report, "ROOM", 1)
    shown = page(*(replace(booklet(("boken", Severity.ERROR)), path=f"{n}.md") for n in range(3)))
    assert len(shown.cssselect("article")) == 1
    assert shown.text_content().count("Teksten er utelatt") == 2
    assert shown.cssselect(".tile .figure")[0].text == "3"


def test_known_and_suppressed_findings_are_not_counted_but_can_be_shown() -> None:
    known = finding("hvelvet", status="suppressed", justification="arkivhensyn")
    shown = page(result("a.md", RICH, known))
    assert [one.text for one in shown.cssselect(".tile .figure")] == ["1", "0", "0"]
    assert len(shown.cssselect(".notes li.k")) == 1
    assert shown.cssselect("#aside")
    assert "arkivhensyn" in shown.cssselect("script.remarks")[0].text


def test_notes_are_folded_unless_they_are_asked_for() -> None:
    for asked in (False, True):
        box = page(result("a.md", *VAULTS), show_info=asked).cssselect("input[value=i]")[0]
        assert (box.get("checked") is not None) is asked


@pytest.mark.parametrize(
    ("locale", "words"),
    [("nb", "Bestemmelsene"), ("nn", "Føresegnene"), ("en", "The provisions")],
)
def test_the_report_speaks_the_locale(locale: str, words: str) -> None:
    shown = page(booklet(("boken", Severity.ERROR)), locale=locale)
    assert shown.get("lang") == locale
    assert words in [one.text for one in shown.cssselect("h2")]
    assert shown.cssselect(".chapter")[0].get("lang") == "nb"


def test_chapters_tell_how_many_provisions_have_what() -> None:
    shown = page(booklet(("innbundet bok", Severity.ERROR), ("hvelvets", Severity.INFO)))
    row = shown.cssselect(".ready tbody tr")[0]
    assert [cell.text_content() for cell in row.cssselect("td")[1:]] == ["1", "0", "1"]


@pytest.mark.parametrize(
    ("lix", "above"), [(1.0, 0), (53.6, 50), (500.0, 99)], ids=["low", "middle", "high"]
)
def test_charts_place_a_text_among_all_law(lix: float, above: int) -> None:
    chart = charts_of(result("a.md", measures={"lix": lix, "words": 900}))[0]
    assert len(chart.bars) == BARS
    assert 0 <= chart.own < BARS
    assert abs(chart.above - above) <= 1
    assert all(0 <= x <= 280 and height > 0 for x, _, _, height in chart.bars)


def test_no_charts_without_measured_text() -> None:
    assert charts_of(result("a.md", measures={"words": 0})) == []


def numbered(*spans: tuple[int, int]) -> list[NumberedFinding]:
    return [NumberedFinding(n, RICH, start, end) for n, (start, end) in enumerate(spans, 1)]


@pytest.mark.parametrize(
    "spans", [[(0, 3)], [(2, 5), (3, 9)], [(0, 10)], [(4, 5), (4, 5)], [(8, 30)], [(12, 14)]]
)
def test_pieces_add_up_to_the_text(spans: list[tuple[int, int]]) -> None:
    found = numbered(*spans)
    pieces = list(cut("0123456789", 0, found, set()))
    assert "".join(piece.text for piece in pieces) == "0123456789"
    for one in found:
        held = "".join(piece.text for piece in pieces if one in piece.over)
        assert held == "0123456789"[one.start : one.end]


def test_findings_are_given_to_the_blocks_they_reach_over() -> None:
    def blocks(*starts: int) -> Sequence[Block]:
        return [
            Block(NodeKind.PARAGRAPH, False, Role.OPERATIVE, s, "x" * 8, Address()) for s in starts
        ]

    held, outside = by_block(blocks(0, 10, -1, 20), numbered((0, 3), (7, 12), (8, 9), (27, 30)))
    assert [[one.number for one in over] for over in held] == [[1, 2], [2], [], [4]]
    assert [one.number for one in outside] == [3]
    assert by_block([], numbered((0, 3)))[1]


def test_a_shelf_gives_back_what_was_put() -> None:
    shelf = Packed[str]()
    texts = ["å" * 150_000, "", "\ud800", "slutt"]
    for text in texts:
        shelf.put(text)
    assert list(shelf.take()) == texts


def test_blocks_hold_all_text_in_order() -> None:
    document = DocumentMaker().section("1").paragraph(FIRST).listing("Da:", ["en", "to"]).done()
    blocks = list(blocks_of(document))
    assert [(b.unit, b.heading, b.text, b.depth) for b in blocks] == [
        (NodeKind.ARTICLE, True, "", 0),
        (NodeKind.PARAGRAPH, False, FIRST, 0),
        (NodeKind.PARAGRAPH, False, "Da:", 0),
        (NodeKind.ITEM, False, "en", 1),
        (NodeKind.ITEM, False, "to", 1),
    ]
    for block in blocks:
        if block.start >= 0:
            assert document.text[block.start :].startswith(block.text)


def test_only_reports_that_show_it_ask_for_text() -> None:
    assert {name for name, one in REPORTS.items() if one.with_text} == {"akn", "html", "word"}


def test_a_rule_is_told_in_the_language_of_each_document() -> None:
    nynorsk = replace(META, language="nn")
    vault: Rule = replace(RULE_SET.rules[0], rationale=Localised("Grunn", "Grunn nn", "Reason"))
    seen: Finding = finding("hvelvet", vault)
    shown = page(result("a.md", seen), result("b.md", seen, meta=nynorsk))
    assert [rules_of(shown, one)[0]["rationale"] for one in ("nb", "nn")] == ["Grunn", "Grunn nn"]


@pytest.mark.parametrize(
    ("heading", "shown_as"),
    [
        ("Innledning", "Kapittel 3 Innledning"),
        ("Kapittel 3. Innledning", "Kapittel 3. Innledning"),
        ("3", "3"),
    ],
)
def test_a_heading_that_names_its_chapter_is_not_named_twice(heading: str, shown_as: str) -> None:
    address = Address((Step(StepKind.CHAPTER, "3"),))
    paragraph = address.child(Step(StepKind.PARAGRAPH, "1"))
    blocks = (
        Block(NodeKind.CHAPTER, True, Role.HEADING, 0, heading, address),
        Block(NodeKind.PARAGRAPH, False, Role.OPERATIVE, 50, FIRST, paragraph),
    )
    (title,) = page(result("a.md", blocks=blocks)).cssselect(".chapter > h3")
    assert " ".join(title.text_content().split()) == shown_as


def test_it_opens_with_the_most_useful_findings() -> None:
    shown = page(result("a.md", *USEFUL), first=2)
    links = shown.cssselect(".first li a")
    assert [one.text for one in links] == ["§ 18", "§ 17"]
    notes = [shown.get_element_by_id(one.get("href")[1:]) for one in links]
    assert [one.cssselect("b")[0].text for one in notes] == ["Regel 8", "Regel 7"]
    assert not page(result("a.md", *USEFUL), first=0).cssselect(".first")


def test_links_lead_to_the_right_one_of_several_documents_that_show_only_so_many() -> None:
    shown = page(result("a.md", *USEFUL[:4]), result("b.md", *USEFUL[4:]), first=2, most=3)
    links = shown.cssselect(".first li a")
    notes = [shown.get_element_by_id(one.get("href")[1:]) for one in links]
    assert [one.cssselect("i")[0].text for one in notes] == [one.text for one in links]
    assert len(shown.cssselect(".notes li")) == 6
    assert "+ 3 funn er ikke vist her (--max)" in shown.text_content()


def test_the_list_has_findings_that_say_the_same_in_one_row_that_can_be_sorted() -> None:
    again = USEFUL[1]._replace(
        address="§ 20", address_path="lov/x/§20", usefulness=0.9, span=Span(170, 177)
    )
    shown = page(result("a.md", USEFUL[2], USEFUL[1], again))
    rows = shown.cssselect(".list tbody tr")
    assert [[one.text for one in row.cssselect("a")] for row in rows] == [
        ["§ 12"],
        ["§ 11", "§ 20"],
    ]
    orders = [(row.get("data-a"), row.get("data-u"), row.get("data-r")) for row in rows]
    assert orders == [("0", "1", "1"), ("1", "0", "0")]
    assert [row.cssselect("td")[-1].text for row in rows] == ["30\u00a0%", "90\u00a0%"]


def test_what_was_not_checked_and_what_the_reader_noted_stand_first() -> None:
    parts = (NotChecked("table", 310, 2),)
    one = result("a.md", not_checked=parts, notes=("bare forslaget er kontrollert",))
    told = ["bare forslaget er kontrollert", "Ikke kontrollert: 2 tabeller (310 ord)."]
    shown = page(one)
    assert [item.text for item in shown.cssselect(".summary > .caveats li")] == told
    assert shown.cssselect(".clean")[0].text == "Ingen funn i det som er kontrollert."
    several = page(one, result("b.md"))
    assert [item.text for item in several.cssselect(".dochead .caveats li")] == told


def test_a_long_memo_is_folded() -> None:
    def folded(number: int) -> int:
        memo = [
            Block(NodeKind.NOTE, False, Role.EDITORIAL, 50 * n, f"Notat {n}.", Address(()))
            for n in range(number)
        ]
        return len(page(result("a.md", blocks=tuple(memo))).cssselect("details.aside"))

    assert (folded(1), folded(2), folded(9)) == (0, 1, 1)
