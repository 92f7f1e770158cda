"""What holds for every format: the same bytes, nothing kept that need not be, no text that breaks
out."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable

import pytest
from hostile_samples import EVERYTHING, LOUD, SPITEFUL
from lxml import etree
from report_samples import ALL, RICH, RULE_SET, VAULTS, finding, report_of, result

from regcheck.base.errors import UsageError
from regcheck.base.text.span import Span
from regcheck.packs.model import Severity
from regcheck.reports.registry import REPORTS, report_format
from regcheck.results.result import DocumentResult, Settings
from regcheck.results.totals import Totals


def as_json(text: str) -> object:
    return json.loads(text)


def as_lines(text: str) -> object:
    return [json.loads(line) for line in text.split("\n") if line]


def as_xml(text: str) -> object:
    return etree.fromstring(text.encode("utf-8"))


PARSERS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("json", "sarif", "gitlab", "rdjson"), as_json),
    **dict.fromkeys(("junit", "checkstyle"), as_xml),
    "jsonl": as_lines,
}
MANY = 600
IN_TEXT = [name for name, one in REPORTS.items() if not one.binary]


def written(name: str, *results: DocumentResult, **settings: object) -> str:
    """The report as it lies in its file."""
    text = report_of(name, *results, **settings)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def test_the_formats_are_these() -> None:
    assert (
        *("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "junit"),
        *("checkstyle", "markdown", "html", "word", "akn"),
    ) == tuple(REPORTS)
    with pytest.raises(UsageError, match="markdown"):
        report_format("pdf").make(str)


@pytest.mark.parametrize("name", IN_TEXT)
@pytest.mark.parametrize("results", [(), ALL[:1], ALL[1:2], ALL, EVERYTHING], ids=len)
def test_the_same_bytes_each_time(name: str, results: tuple[DocumentResult, ...]) -> None:
    first = written(name, *results, show_info=True)
    assert first.endswith("\n") or (name in ("text", "concise") and not results)
    assert first == written(name, *results, show_info=True)


@pytest.mark.parametrize("name", sorted(PARSERS))
@pytest.mark.parametrize("results", [(), ALL[:1], ALL[1:2], ALL, EVERYTHING], ids=len)
def test_machine_formats_can_be_read(name: str, results: tuple[DocumentResult, ...]) -> None:
    PARSERS[name](written(name, *results))


@pytest.mark.parametrize("name", ["text", "github", "junit", "checkstyle", "markdown", "html"])
def test_no_control_or_direction_character_is_passed_on(name: str) -> None:
    text = written(name, *EVERYTHING, show_info=True)
    plain = {char for char in text if ord(char) < 32 or 127 <= ord(char) < 160}
    assert plain == {"\n"}
    assert not set("\u202e\u2066\u2028\u200f") & set(text)


@pytest.mark.parametrize("name", IN_TEXT)
@pytest.mark.parametrize(
    ("locale", "language", "words"),
    [
        ("auto", "nb", {"Forslag", "Ikke lest", "IKKE LEST", "feil"}),
        ("auto", "nn", {"Framlegg", "Ikkje lese", "IKKJE LESE", "åtvaring"}),
        ("auto", "en", {"Suggestion", "Not read", "NOT READ"}),
        ("nn", "nb", {"Framlegg", "Ikkje lese", "IKKJE LESE"}),
        ("en", "nb", {"Suggestion", "Not read", "NOT READ"}),
    ],
)
def test_prose_is_in_the_language_of_locale_or_document(
    name: str, locale: str, language: str, words: set[str]
) -> None:
    if name in ("json", "jsonl", "concise"):
        return
    meta = ALL[0].meta.__class__(language=language)
    text = written(name, result("a.md", RICH, meta=meta), ALL[1], locale=locale)
    said = {word for word in words if word in text}
    assert {"Forslag", "Framlegg", "Suggestion"} & words <= said
    assert said & {"Ikke lest", "IKKE LEST", "Ikkje lese", "IKKJE LESE", "Not read", "NOT READ"}
    others = {"Forslag:", "Framlegg:", "Suggestion:"} - {f"{word}:" for word in words}
    assert not [word for word in others if word in text]


@pytest.mark.parametrize("name", IN_TEXT)
def test_what_could_not_be_read_or_run_is_told(name: str) -> None:
    text = written(name, *ALL)
    for path in ("borte.md", "feil.xml", "treg.md"):
        assert path in text


@pytest.mark.parametrize("name", ["github", "gitlab", "rdjson", "checkstyle", "markdown"])
@pytest.mark.parametrize("status", ["known", "moved", "suppressed"])
def test_formats_without_states_leave_out_what_is_known_or_suppressed(
    name: str, status: str
) -> None:
    hidden = finding("hvelvet", message="Skal ikke ses.", status=status)
    text = written(name, result("a.md", RICH, hidden))
    assert "forutsetter papir" in text
    assert "Skal ikke ses" not in text


@pytest.mark.parametrize("name", ["github", "markdown", "text"])
def test_reports_for_people_fold_notes(name: str) -> None:
    assert "«hvelvet» forutsetter" not in written(name, result("a.md", *VAULTS))
    assert "«hvelvet» forutsetter" in written(name, result("a.md", *VAULTS), show_info=True)


@pytest.mark.parametrize("name", IN_TEXT)
def test_findings_are_not_kept(name: str) -> None:
    """Memory hardly grows with findings: a report is written as documents come, or keeps only so
    many, or what it says of them compressed."""
    grown = [growth(name, of=MANY), growth(name, of=2 * MANY)]
    assert grown[1] < grown[0] + MANY * 40, grown


def growth(name: str, of: int) -> int:
    """Bytes a report holds on to after so many findings in one document after another."""
    report = report_format(name).make(lambda _: None)
    settings = Settings(show_info=True)
    totals = Totals(settings, RULE_SET)
    report.begin(settings, RULE_SET)
    one = result("a.md", *(finding("hvelvet", severity=s) for s in Severity))
    report.document(one)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(of // 300):
        many = result("b.md", *one.findings * 100)
        totals.add(many)
        report.document(many)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    report.end(totals.result())
    return after - before


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_a_rule_with_hostile_texts(name: str) -> None:
    PARSERS[name](written(name, result("a.md", finding("hvelvet", LOUD)), *SPITEFUL[:1]))


@pytest.mark.parametrize("name", ["github", "markdown"])
def test_what_is_found_in_translated_text_is_folded(name: str) -> None:
    foreign = finding("hvelvet", role="foreign", message="Oversatt.")
    assert "Oversatt." not in written(name, result("a.md", foreign))
    assert "Oversatt." in written(name, result("a.md", foreign), show_info=True)


def test_what_is_found_in_translated_text_fails_nothing() -> None:
    foreign = result("a.md", finding("hvelvet", role="foreign"))
    assert 'failures="0"' in written("junit", foreign)
    assert 'severity="info"' in written("checkstyle", foreign)
    assert '"severity":"info"' in written("gitlab", foreign)
    assert '"severity":"INFO"' in written("rdjson", foreign)
    assert '"level":"note"' in written("sarif", foreign)


def test_all_count_what_is_found_in_translated_text_as_notes() -> None:
    translated = finding("hvelvet", role="foreign", span=Span(160, 167))
    results = result("a.md", finding("innbundet bok"), translated)
    counted = "1 feil, 1 merknad"
    assert f"## regcheck: {counted}\n" in written("markdown", results)
    assert written("github", results).endswith(f"1 dokument: {counted}\n")
    table = written("text", results).partition("Oppsummering")[2].split("\n")
    assert table[2].split()[-3:] == ["1", "·", "1"]
    assert "+ 1 funn i oversatt tekst" in table[3]


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "rdjson"])
def test_what_terminals_act_upon_is_escaped_in_json(name: str) -> None:
    words = "\x9b\x85\u202e"
    page = written(name, result("a.md", VAULTS[0]._replace(message=words, quote=words)))
    assert [char for char in words if char in page] == []
