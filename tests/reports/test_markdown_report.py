"""The short report, seen as a reader of Markdown shows it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hostile_samples import EVERYTHING, TEXTS
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_samples import ALL, RICH, USEFUL, VAULTS, finding, report_of, result

from regcheck.base.files.own_output import AS_COMMENT
from regcheck.base.text.printable import printable
from regcheck.packs.model import Severity
from regcheck.reports.markdown import ROOM, code, text
from regcheck.results.result import NotChecked

OURS = {
    *("details", "summary", "b", "blockquote", "p", "code", "ul", "ol", "li", "strong"),
    *("h2", "h3", "table", "thead", "tbody", "tr", "th", "td"),
}
VOID = "\u200b"


class Seen(HTMLParser):
    """Tags and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert [name for name, _ in attrs if name != "style"] == []
        self.tags.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        assert f"<!--{data}-->\n" == AS_COMMENT


def seen(page: str) -> Seen:
    shown = Seen(MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(page))
    assert shown.open == []
    return shown


def test_the_whole_of_a_small_report() -> None:
    assert report_of("markdown", result("a.md", RICH, VAULTS[0])) == (
        "## regcheck: 1 feil, 1 merknad\n\n"
        "1 dokument, 1\u00a0200 ord\n\n"
        "| | feil | advarsel | merknad |\n"
        "| --- | ---: | ---: | ---: |\n"
        "| house | 0 | 0 | 1 |\n"
        "| papir og form | 1 | 0 | 0 |\n"
        "| i alt | 1 | 0 | 1 |\n\n"
        "### Feil\n\n"
        "<details><summary><b>§ 2 første ledd (settes inn i lov 1. januar 2001 nr. 1 § 4)</b> "
        "«innbundet bok» forutsetter papir.</summary>\n"
        "<blockquote>Protokollen skal føres i en innbundet bok som oppbevares i hvelvet."
        "</blockquote>\n"
        "<p>Avgjøres av: forvaltningen.</p>\n"
        "<p>Forslag: Skriv «register».</p>\n"
        "<p>Rett til: «register»</p>\n"
        "<p><code>a.md:9:29</code> <code>paper/book</code></p>\n"
        f"</details>\n\n{AS_COMMENT}"
    )


def test_a_clean_run_is_short() -> None:
    assert report_of("markdown", result("a.md")) == (
        f"## regcheck: Ingen funn\n\n1 dokument, 1\u00a0200 ord\n\n{AS_COMMENT}"
    )


def test_what_is_missing_stands_above_everything() -> None:
    report = report_of("markdown", *ALL)
    head, _, rest = report.partition("</ul>")
    assert "**✖ Kontrollen er ufullstendig.**" in head
    assert head.count("<li>") == 3
    assert "<code>borte.md</code> Ikke lest: finnes ikke; kontroller skrivemåten" in head
    assert "| i alt |" in rest


def test_the_quote_is_shown_where_the_message_has_it_not() -> None:
    one = finding("hvelvet", message="Et rom.")
    assert "«hvelvet»: Et rom." in report_of("markdown", result("a.md", one))


def test_only_so_many_are_shown_and_the_rest_counted() -> None:
    crowd = [finding("hvelvet", message=f"Hvelv nr. {n}.") for n in range(60)]
    report = report_of("markdown", result("a.md", *crowd))
    assert report.count("<details>") == 50
    assert report.endswith(f"\nIkke vist her: 10 feil.\n\n{AS_COMMENT}")


def test_a_comment_has_room_for_it() -> None:
    long = finding("hvelvet", message="& " * 5_000, excerpt="<" * 5_000, advice="|" * 5_000)
    many = result(
        "a.md",
        *[
            long._replace(severity=s, message=f"{n}{long.message}")
            for s in Severity
            for n in range(40)
        ],
    )
    report = report_of("markdown", many, show_info=True)
    assert len(report) < ROOM + 5_000 < 65_536
    shown = report.count("<details>")
    assert 0 < shown < 40
    assert f"Ikke vist her: {40 - shown} feil, 40 advarsler, 40 merknader." in report


def test_known_and_suppressed_findings_are_counted_only() -> None:
    known = RICH._replace(status="known")
    report = report_of("markdown", result("a.md", known, VAULTS[0]._replace(status="suppressed")))
    assert report.startswith("## regcheck: Ingen funn\n")
    assert "2 funn er kjente fra før eller unntatt." in report
    assert "<details>" not in report


def test_it_is_made_of_our_tags_alone() -> None:
    assert set(seen(report_of("markdown", *ALL, show_info=True)).tags) <= OURS
    page = report_of("markdown", *EVERYTHING, show_info=True)
    shown = seen(page)
    assert set(shown.tags) <= OURS
    assert shown.tags.count("details") == page.count("<details>") > 5


@pytest.mark.parametrize("words", TEXTS)
def test_hostile_words_stay_words(words: str) -> None:
    one = finding("hvelvet", message=words, advice=words, address=words, excerpt=words)
    shown = seen(report_of("markdown", result("a.md", one._replace(quote=words))))
    assert shown.tags.count("details") == 1
    assert not {"a", "script", "em", "h1", "pre", "hr", "img"} & set(shown.tags)
    first = " ".join(printable(words.split("\n", maxsplit=1)[0]).split())[:40]
    assert first in shown.words.replace(VOID, "")


@given(st.text("ab @#<>&|*_`[](){}!~$\\\"'\t:/.w1-", max_size=60))
def test_text_is_shown_as_it_is(words: str) -> None:
    plain = printable(" ".join(words.split()))
    for page in (
        f"<p>{text(plain)}</p>",
        f"<p>{code(plain)}</p>",
        f"| x |\n| --- |\n| {text(plain)} |",
    ):
        shown = seen(page)
        assert not set(shown.tags) - OURS
        assert plain in " ".join(shown.words.replace(VOID, "").split())


@pytest.mark.parametrize("words", ["@bruker", "#12", "https://example.com", "www.example.com"])
def test_mentions_and_addresses_are_broken_up(words: str) -> None:
    assert words not in text(words)
    assert text(words).replace(VOID, "") == words
    assert VOID not in code(words)


def test_it_opens_with_the_most_useful_findings() -> None:
    head, _, rest = report_of("markdown", result("a.md", *USEFUL), first=2).partition("</ol>")
    assert "### Se på disse først" in head
    assert [f"<b>§ {n}</b>" in head for n in (16, 17, 18)] == [False, True, True]
    assert head.index("<b>§ 18</b>") < head.index("<b>§ 17</b>")
    assert rest.index("<b>§ 10</b>") < rest.index("<b>§ 18</b>")
    useful = report_of("markdown", result("a.md", *USEFUL), first=0, sort="usefulness")
    assert useful.index("<b>§ 18</b>") < useful.index("<b>§ 10</b>")


def test_the_same_wording_is_told_once_and_counted_whole() -> None:
    many = [finding("hvelvet", severity=Severity.WARNING, address=f"§ {n}") for n in range(3)]
    report = report_of("markdown", result("a.md", *many))
    assert report.count("<details>") == 1
    assert "<p>Også i: § 1; § 2.</p>" in report
    assert "Ikke vist her" not in report


def test_what_was_not_checked_and_statistics_are_told() -> None:
    one = result("a.md", RICH, not_checked=(NotChecked("table", 310, 2),))
    report = report_of("markdown", one, statistics=True)
    assert "Ikke kontrollert: 2 tabeller (310 ord).\n" in report
    assert "| Funn etter regel | feil | advarsel | merknad | kan rettes |" in report
    assert "| paper/book | 1 | 0 | 0 | 0 |" in report
    clean = report_of("markdown", result("b.md", not_checked=one.not_checked))
    assert clean.startswith("## regcheck: Ingen funn i det som er kontrollert\n")
