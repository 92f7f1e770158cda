"""Annotations, read back the way GitHub's runner reads the log of a step."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hostile_samples import EVERYTHING, PATHS, TEXTS
from hypothesis import given
from hypothesis import strategies as st
from report_samples import ALL, BROKEN, MISSING, RICH, SLOW, finding, report_of, result

from regcheck.base.text.printable import printable
from regcheck.packs.model import Severity
from regcheck.reports.github import command
from regcheck.results.result import DocumentResult

LEVELS = ("error", "warning", "notice")
PLAIN = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


@dataclass(frozen=True)
class Command:
    """A workflow command as the runner understands it."""

    name: str
    properties: dict[str, str]
    text: str


def unescaped(text: str, codes: tuple[str, ...]) -> str:
    for code, char in PLAIN:
        text = text.replace(code, char) if code in codes else text
    return text


def understood(line: str) -> Command | None:
    """What the runner makes of a line: the first `::` must open it, the next one ends its head."""
    line = line.lstrip()
    head, ended, text = line[2:].partition("::")
    if not line.startswith("::") or not ended:
        return None
    name, _, told = head.partition(" ")
    assert name in LEVELS, line
    pairs = (pair.split("=", 1) for pair in told.strip().split(",") if pair)
    properties = {key: unescaped(value, tuple(code for code, _ in PLAIN)) for key, value in pairs}
    return Command(name, properties, unescaped(text, ("%0D", "%0A", "%25")))


def commands(*results: DocumentResult, **settings: object) -> list[Command]:
    lines = report_of("github", *results, **settings).split("\n")
    return [found for line in lines if (found := understood(line))]


def test_an_annotation_from_place_to_advice() -> None:
    one = RICH._replace(end_line=9, end_column=42)
    (found,) = commands(result("a.md", one))
    assert found == Command(
        "error",
        {
            "file": "a.md",
            "line": "9",
            "endLine": "9",
            "col": "29",
            "endColumn": "41",
            "title": "§ 2 første ledd (settes inn i lov 1. januar 2001 nr. 1 § 4): Innbundet bok",
        },
        "«innbundet bok» forutsetter papir.\n"
        "Avgjøres av: forvaltningen.\n"
        "Forslag: Skriv «register».\n"
        "Rett til: «register»\n"
        "paper/book",
    )


def test_columns_are_told_for_a_single_line_only() -> None:
    (found,) = commands(result("a.md", RICH._replace(end_line=11, end_column=2)))
    assert (found.properties["line"], found.properties["endLine"]) == ("9", "11")
    assert not {"col", "endColumn"} & found.properties.keys()


@given(st.text(min_size=1), st.text(min_size=1))
def test_what_is_put_in_comes_out(name: str, text: str) -> None:
    line = command("error", {"file": name, "title": "x"}, text)
    assert line.endswith("\n")
    assert not set("\n\r\x0b\x0c\x1c\x85\u2028") & set(line[:-1])
    found = understood(line[:-1])
    assert found
    assert found.text == "\n".join(printable(part) for part in text.split("\n"))
    kept = "".join(char if char in "\r\n" else printable(char) for char in name)
    assert found.properties.get("file", "") == kept


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_words_stay_words(text: str) -> None:
    one = finding("hvelvet", message=text, advice=text, address=text)
    report = report_of("github", result("a.md", one))
    first, last, *rest = report.split("\n")
    assert rest == [""]
    found = understood(first)
    assert found
    assert set(found.properties) == {"file", "line", "col", "title"}
    assert last == "regcheck: 1 dokument: 1 feil"
    assert len(found.text) < 3_000


@pytest.mark.parametrize("path", PATHS)
def test_paths_come_through(path: str) -> None:
    (found,) = commands(result(path, RICH))
    assert found.properties["file"] == "".join(
        char if char == "\n" else printable(char) for char in path
    )


def test_no_line_but_commands_and_the_last_depends_on_documents() -> None:
    *lines, last, _ = report_of("github", *EVERYTHING, show_info=True).split("\n")
    assert all(line.startswith(tuple(f"::{level} " for level in LEVELS)) for line in lines)
    assert last.startswith("regcheck: 11 dokumenter: ")


def many(word: Severity, number: int) -> tuple[DocumentResult, ...]:
    return tuple(
        result(f"{word.word}-{at:02}.md", finding("hvelvet", severity=word)) for at in range(number)
    )


def test_the_worst_come_first_then_paths_in_order() -> None:
    found = commands(*many(Severity.ERROR, 3), *many(Severity.WARNING, 2))
    assert [one.properties["file"] for one in found] == [
        *("error-00.md", "error-01.md", "error-02.md", "warning-00.md", "warning-01.md")
    ]
    swapped = commands(result("a.md", VAGUE, RICH))
    assert [one.name for one in swapped] == ["error", "warning"]


VAGUE = finding("hvelvet", severity=Severity.WARNING)


def test_ten_of_each_and_the_rest_counted() -> None:
    found = commands(
        *many(Severity.ERROR, 12), *many(Severity.INFO, 12), *many(Severity.WARNING, 11)
    )
    assert [one.name for one in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert found[-1].text == "Ikke vist her: 2 feil, 1 advarsel."
    assert found[-1].properties == {"title": "regcheck"}


def test_the_count_has_room_among_the_notices() -> None:
    found = commands(*many(Severity.ERROR, 11), *many(Severity.INFO, 12), show_info=True)
    assert [one.name for one in found].count("notice") == 10
    assert found[-1].text == "Ikke vist her: 1 feil, 3 merknader."


def test_ten_of_each_leave_nothing_to_count() -> None:
    every = [many(severity, 10) for severity in Severity]
    found = commands(*(one for some in every for one in some), show_info=True)
    assert len(found) == 30
    assert not any("Ikke vist" in one.text for one in found)


def test_what_is_missing_comes_first_and_takes_three_places() -> None:
    found = commands(*ALL, SLOW, *many(Severity.ERROR, 9))
    assert [one.properties.get("file") for one in found][:4] == [
        *("borte.md", "feil.xml", "treg.md", "error-00.md")
    ]
    assert found[0].properties["title"] == "Ikke lest"
    assert found[0].text == "borte.md: finnes ikke; kontroller skrivemåten"
    assert [one.name for one in found].count("error") == 10
    assert found[-1].text == "Ikke vist her: 1 mangel i kontrollen, 3 feil."


def test_a_clean_run_says_so_in_the_log() -> None:
    assert report_of("github", result("a.md")) == "regcheck: 1 dokument: ingen funn\n"


def test_a_broken_document_alone_is_told() -> None:
    assert [one.properties["file"] for one in commands(MISSING, BROKEN)] == ["borte.md", "feil.xml"]
