"""What a drafter reads."""

from __future__ import annotations

import io

import pytest
from report_samples import (
    ALL,
    CROWD,
    MISSING,
    RICH,
    RULE_SET,
    SENTENCE,
    VAULTS,
    finding,
    report_of,
    result,
)

from regcheck.base.text.span import Span
from regcheck.document.model import Unreadable
from regcheck.law.metadata import DocumentMeta
from regcheck.packs.model import Severity
from regcheck.readers.registry import unsupported
from regcheck.readers.remarks import NOTE_EMPTY
from regcheck.reports.layout import plain_painter, rich_painter, terminal_console
from regcheck.reports.text import TextReport
from regcheck.results.result import NotChecked, Settings
from regcheck.results.totals import Totals
from regcheck.run.guard import unread


def lines(*results: object, **settings: object) -> list[str]:
    return report_of("text", *results, **settings).splitlines()  # type: ignore[arg-type]


def test_a_finding_from_address_to_advice() -> None:
    assert lines(result("a.md", RICH))[4:13] == [
        "a.md  Forskrift om protokoller",
        "─" * 100,
        "",
        "§ 2 første ledd  settes inn i lov 1. januar 2001 nr. 1 § 4",
        "  ✖ feil: Innbundet bok  paper/book (usikker)",
        "    Protokollen skal føres i en ▸innbundet bok◂ som oppbevares i hvelvet.",
        "    «innbundet bok» forutsetter papir.",
        "    Avgjøres av: forvaltningen.",
        "    Forslag: Skriv «register».",
    ]


def test_findings_of_one_provision_share_its_heading() -> None:
    found = lines(result("a.md", RICH, finding("hvelvet", message="Et hvelv.")))
    assert sum(line.startswith("§ 2") for line in found) == 1
    assert sum("✖ feil:" in line for line in found) == 2


def test_notes_are_folded_until_asked_for() -> None:
    folded = lines(result("a.md", RICH, *VAULTS))
    assert not any("Hvelv " in line for line in folded)
    assert "  + 3 merknader; vis med --show-info" in folded
    shown = lines(result("a.md", *VAULTS), show_info=True)
    assert not any("--show-info" in line for line in shown)


def test_findings_in_a_translation_are_counted_until_asked_for() -> None:
    foreign = RICH._replace(role="foreign")
    folded = lines(result("a.md", foreign, *VAULTS))
    assert not any("paper/book" in line for line in folded)
    assert folded[-2:] == [
        "  + 3 merknader; vis med --show-info",
        "  + 1 funn i oversatt tekst; vis med --show-info",
    ]
    assert any("paper/book" in line for line in lines(result("a.md", foreign), show_info=True))


def test_a_rule_that_speaks_once_is_shown_once_with_a_count() -> None:
    shown = lines(result("a.md", *VAULTS), result("b.md", VAULTS[0]), show_info=True)
    assert [line for line in shown if "house/vault" in line] == [
        "  ● merknad: Hvelv  house/vault · 3 steder i dokumentet",
        "  ● merknad: Hvelv  house/vault",
    ]


def test_nothing_is_said_in_full_twice_of_a_document() -> None:
    again = finding("hvelvet", address="§ 7", message="Et hvelv er av stål.")
    shown = lines(result("a.md", RICH, again), result("b.md", RICH))
    assert sum("paper/book" in line for line in shown) == 3
    assert sum(line.strip() == RICH.message for line in shown) == 2
    advice = [line.strip() for line in shown if "Forslag" in line]
    assert advice == [
        f"Forslag: {RICH.advice}",
        f"Forslag: som ved {RICH.address}.",
        f"Forslag: {RICH.advice}",
    ]


def test_the_same_wording_is_told_once_with_all_its_addresses() -> None:
    first = RICH._replace(
        severity=Severity.WARNING, address="§ 7 første ledd", address_path="lov/x/§7/ledd/1"
    )
    second = first._replace(address="§ 7 annet ledd", address_path="lov/x/§7/ledd/2")
    third = first._replace(
        address="§ 8",
        address_path="lov/x/§8",
        quote="Innbundne bøker",
        message=first.message.replace(first.quote, "Innbundne bøker"),
    )
    other = first._replace(address="§ 9", address_path="lov/x/§9", message="Noe annet.")
    shown = lines(result("a.md", first, second, third, other))
    told = [line.strip() for line in shown if "paper/book" in line]
    assert [line.endswith("· 3 steder i dokumentet") for line in told] == [True, False]
    assert "    Også i: § 7 annet ledd; § 8 («Innbundne bøker»)." in shown


def test_errors_of_other_words_are_told_one_by_one() -> None:
    other = finding("hvelvet", address="§ 8", address_path="lov/x/§8")
    same = finding("innbundet bok", address="§ 9", address_path="lov/x/§9")
    shown = lines(result("a.md", finding("innbundet bok"), other, same))
    assert sum("paper/book" in line for line in shown) == 2
    assert "    Også i: § 9." in shown


def test_the_summary_counts_by_category_and_severity() -> None:
    found = lines(result("a.md", RICH, *VAULTS), result("b.md"))
    at = found.index("Oppsummering  2 dokumenter, 2\u00a0400 ord")
    assert [line.split() for line in found[at + 1 : at + 5]] == [
        ["feil", "advarsel", "merknad"],
        ["house", "·", "·", "3"],
        ["papir", "og", "form", "1", "·", "·"],
        ["i", "alt", "1", "·", "3"],
    ]


def test_what_was_not_read_or_run_comes_last_and_loudly() -> None:
    assert lines(*ALL)[-6:] == [
        "✖ IKKE LEST: 2 dokumenter",
        "  borte.md: finnes ikke; kontroller skrivemåten",
        "  feil.xml: line 3: <p> is never closed; close it",
        "✖ IKKE KJØRT",
        "  treg.md: resten av kontrollen: tidsgrensen for dokumentet",
        "Kontrollen er ufullstendig.",
    ]


def test_a_rich_text_file_is_told_what_to_do_in_the_readers_language() -> None:
    missing = unread(unsupported("utkast.rtf", "rtf"))
    told = " ".join(lines(missing)[1:4])
    assert told.startswith(
        "  utkast.rtf: denne versjonen av regcheck leser ikke rik tekst (.rtf); lagre"
    )


@pytest.mark.parametrize(
    ("locale", "language", "words"),
    [
        ("auto", "nb", ("Oppsummering", "Forslag:", "IKKE LEST", "papir og form")),
        ("auto", "nn", ("Oppsummering", "Framlegg:", "IKKJE LESE", "papir og form")),
        ("auto", "en", ("Summary", "Suggestion:", "NOT READ", "paper and form")),
        ("auto", "", ("Oppsummering", "Forslag:", "IKKE LEST", "papir og form")),
        ("nn", "nb", ("Oppsummering", "Framlegg:", "IKKJE LESE", "papir og form")),
        ("en", "nb", ("Summary", "Suggestion:", "NOT READ", "paper and form")),
    ],
)
def test_the_report_speaks_the_language_of_locale_or_document(
    locale: str, language: str, words: tuple[str, ...]
) -> None:
    one = result("a.md", RICH, meta=DocumentMeta(language=language))
    text = report_of("text", one, MISSING, locale=locale)
    assert [word for word in words if word not in text] == []


def test_a_clean_run_says_so() -> None:
    assert lines(result("a.md")) == ["Oppsummering  1 dokument, 1\u00a0200 ord", "  Ingen funn."]


def test_an_empty_document_is_noted() -> None:
    found = lines(result("a.md", notes=(NOTE_EMPTY,)))
    assert found[-1] == "  Merk: dokumentet er tomt"


def test_of_equal_words_those_of_the_finding_are_marked() -> None:
    text = "En bok er en bok."
    second = text.rindex("bok")
    found = finding("bok", text=text)
    found = found._replace(span=Span(100 + second, 103 + second))
    assert "    En bok er en ▸bok◂." in lines(result("a.md", found))


def test_a_match_of_the_whole_sentence_is_not_marked() -> None:
    assert f"    {SENTENCE}" in lines(result("a.md", finding(SENTENCE)))


def test_no_control_sequence_reaches_the_terminal() -> None:
    evil = "bok\x1b[2J\x9b1m\u202eog\nmer"
    one = result(
        f"{evil}.md",
        finding("bok", message=evil, advice=evil, address=evil, excerpt=evil),
        meta=DocumentMeta(title=evil),
        notes=(evil,),
    )
    broken = unread(Unreadable(evil, "syntax", evil, evil))
    text = report_of("text", one, broken)
    assert not any(ord(char) < 32 and char != "\n" for char in text)
    assert not {"\x9b", "\u202e"} & set(text)
    assert "bok\\u001b[2J" in text


def test_lines_keep_within_the_width() -> None:
    parts: list[str] = []
    report = TextReport(plain_painter(parts.append), 60)
    report.begin(Settings(), RULE_SET)
    one = result("a.md", RICH, *VAULTS, *CROWD)
    totals = Totals(Settings(), RULE_SET)
    totals.add(one)
    report.document(one)
    report.end(totals.result())
    assert max(len(line) for line in "".join(parts).splitlines()) <= 60


def test_colours_replace_the_marks() -> None:
    stream = io.StringIO()
    report = TextReport(rich_painter(terminal_console(stream, 100)), 100)
    report.begin(Settings(), RULE_SET)
    one = result("a.md", RICH)
    totals = Totals(Settings(), RULE_SET)
    totals.add(one)
    report.document(one)
    report.end(totals.result())
    text = stream.getvalue()
    assert "▸" not in text
    assert "\x1b[" in text
    assert "innbundet bok" in text


def test_it_opens_with_the_most_useful_findings() -> None:
    useful = CROWD[4]._replace(usefulness=0.9)
    shown = lines(result("a.md", *CROWD[:4], useful, *CROWD[5:], RICH), first=3)
    assert shown[:10] == [
        "Se på disse først",
        "1. § 14",
        "   ▲ advarsel: Regel 4  house/r4",
        "     ▸hvelvet◂ Hvelv nr. 4.",
        "2. § 2 første ledd  settes inn i lov 1. januar 2001 nr. 1 § 4",
        "   ✖ feil: Innbundet bok  paper/book",
        "     «innbundet bok» forutsetter papir.",
        "3. § 10",
        "   ▲ advarsel: Regel 0  house/r0",
        "     ▸hvelvet◂ Hvelv nr. 0.",
    ]
    assert shown[11].startswith("Oppsummering")


def test_with_several_documents_it_tells_which() -> None:
    shown = lines(result("a.md", *CROWD), result("b.md", RICH), first=1)
    assert shown[1].startswith("1. b.md  § 2 første ledd")


def test_few_findings_need_no_opening() -> None:
    assert lines(result("a.md", *CROWD[:7]))[0].startswith("Oppsummering")
    assert lines(result("a.md", *CROWD), first=0)[0].startswith("Oppsummering")


def test_a_long_report_ends_with_the_totals() -> None:
    shown = lines(result("a.md", *CROWD))
    assert shown[-1] == "9 advarsler. Oppsummeringen står øverst."
    assert not any("øverst" in line for line in lines(result("a.md", *CROWD[:2])))


def test_findings_are_listed_in_the_order_asked_for() -> None:
    def listed(**settings: object) -> list[str]:
        one = result("a.md", CROWD[1], CROWD[0], CROWD[2]._replace(usefulness=0.8))
        return [line[-8:] for line in lines(one, **settings) if "▲" in line]

    assert listed() == ["house/r1", "house/r0", "house/r2"]
    assert listed(sort="rule") == ["house/r0", "house/r1", "house/r2"]
    assert listed(sort="usefulness") == ["house/r2", "house/r1", "house/r0"]


def test_only_so_many_are_shown_and_the_others_counted() -> None:
    one = result("a.md", *CROWD[:3], CROWD[3]._replace(usefulness=0.8))
    shown = lines(one, most=2)
    assert [line[-8:] for line in shown if "▲" in line] == ["house/r0", "house/r3"]
    assert "  + 2 funn er ikke vist her (--max)" in shown


def test_statistics_count_by_rule_the_most_frequent_first() -> None:
    shown = lines(
        result("a.md", RICH, CROWD[0], CROWD[0]._replace(address="§ 99")), statistics=True
    )
    at = next(n for n, line in enumerate(shown) if line.startswith("  Funn etter regel"))
    assert [line.split() for line in shown[at : at + 3]] == [
        ["Funn", "etter", "regel", "feil", "advarsel", "merknad", "kan", "rettes"],
        ["house/r0", "·", "2", "·", "·"],
        ["paper/book", "1", "·", "·", "·"],
    ]


def test_what_was_not_checked_is_told() -> None:
    parts = (NotChecked("table", 310, 2), NotChecked("foreign", 1200), NotChecked("annex", 7, 1))
    told = "1 vedlegg (7 ord), oversatt tekst (1\u00a0200 ord), 2 tabeller (310 ord)"
    assert lines(result("a.md", not_checked=parts))[1:] == [
        "  Ingen funn i det som er kontrollert.",
        f"  Ikke kontrollert: {told}.",
    ]


def test_nothing_is_clean_that_was_not_checked() -> None:
    table = result("a.md", not_checked=(NotChecked("table", 9, 1),), measures={"words": 0})
    danish = result("a.md", not_checked=(NotChecked("language", 1200, 0, "da"),))
    for one in (table, danish):
        assert lines(one)[1] == "  Ingenting er kontrollert."
    assert lines(danish)[2] == "  Ikke kontrollert: tekst på dansk (1\u00a0200 ord)."
