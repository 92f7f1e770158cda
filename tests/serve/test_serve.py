"""Findings over LanguageTool's protocol, asked for over HTTP as a program for writing does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from proof_program import Program, serving
from regcheck.desk.local import AT_A_TIME
from regcheck.desk.serve.protocol import FORM
from regcheck.desk.serve.server import MOST
from regcheck.run.rules import LoadedRules

LETTER = "Søknaden skal sendes i rekommandert brev."
DRAFT = """# Forskrift om naust

### § 1. Søknad

Søknaden skal sendes i rekommandert brev.

Med søker menes den som eier naustet.

### § 2. Gebyr

Kommunen kan kreve gebyr.
"""


@pytest.fixture(scope="module")
def rules(stable_rules: LoadedRules) -> LoadedRules:
    return stable_rules


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("draft") / "naust.md"
    file.write_text(DRAFT, "utf-8")
    return file


@pytest.fixture(scope="module")
def program(rules: LoadedRules) -> Iterator[Program]:
    with serving(rules) as one:
        yield one


@pytest.fixture(scope="module")
def program_with_context(rules: LoadedRules, draft: Path) -> Iterator[Program]:
    with serving(rules, draft) as one:
        yield one


def test_a_match_says_where_what_and_why(program: Program) -> None:
    text = f"🙂 {LETTER}"
    (found,) = program.matches(text)
    units = text.encode("utf-16-le")
    start, end = found["offset"] * 2, (found["offset"] + found["length"]) * 2
    assert units[start:end].decode("utf-16-le") == "rekommandert brev"
    assert found["message"] == "«rekommandert brev» finnes bare som papirpost."
    assert found["rule"]["id"] == "paper/registered-letter"
    assert found["rule"]["category"]["id"] == "TYPOS"
    assert found["regcheck"]["severity"] == "error"
    assert found["replacements"] == []
    (url,) = found["rule"]["urls"]
    path = url["value"].removeprefix(program.server.address)
    status, page = program.ask("GET", path)
    assert status == 200
    assert '<html lang="nb">' in page
    advice = "la digital forsendelse oppfylle kravet."
    assert advice in page
    assert advice in found["regcheck"]["comment"]
    assert program.ask("GET", "/rules/paper/no-such")[0] == 404


def test_severity_gives_the_category_and_known_wordings_are_replacements(program: Program) -> None:
    found = program.matches("Jfr. § 2 skal søknaden sendes i tre eksemplarer.", level="picky")
    by_rule = {one["rule"]["id"]: one for one in found}
    assert by_rule["paper/several-copies"]["rule"]["category"]["id"] == "TYPOS"
    jfr = by_rule["plain-language/outdated-jfr"]
    assert [one["value"] for one in jfr["replacements"]] == ["Jf."]
    assert jfr["rule"]["category"]["id"] == "STYLE"
    only_shown = program.matches("Jfr. § 2 skal søknaden sendes i tre eksemplarer.")
    assert [one["rule"]["id"] for one in only_shown] == ["paper/several-copies"]


def test_long_messages_leave_the_menu_to_the_title(program: Program) -> None:
    (found,) = program.matches("Søknaden skal sendes i tre eksemplarer.")
    assert "noe som ikke har mening for et digitalt dokument" in found["regcheck"]["comment"]
    assert found["message"] == found["shortMessage"] == "Krav om antall eksemplarer"


def test_the_standard_is_the_texts_own_where_it_shows(program: Program) -> None:
    told = program.matches("Søkjaren må sende ei melding i rekommandert brev.", "nb-NO")
    assert "lang=nn" in told[0]["rule"]["urls"][0]["value"]
    undecided = "Attest i rekommandert brev."
    for language in ("nb", "nn"):
        (one,) = program.matches(undecided, f"{language}-NO")
        assert f"lang={language}" in one["rule"]["urls"][0]["value"]


def test_rules_that_are_turned_off_say_nothing(program: Program) -> None:
    assert program.matches(LETTER, disabledRules="a/b,paper/registered-letter") == []


def test_places_in_marked_up_text_count_the_markup(program: Program) -> None:
    pieces = [
        {"markup": "<p class='a'>", "interpretAs": "\n\n"},
        {"text": "Søknaden skal sendes i "},
        {"markup": "<b>"},
        {"text": "rekommandert"},
        {"markup": "</b>"},
        {"text": " brev."},
    ]
    (found,) = program.matches(data=json.dumps({"annotation": pieces}))
    whole = "".join(one.get("text", one.get("markup", "")) for one in pieces)
    at = found["offset"]
    assert whole[at : at + found["length"]] == "rekommandert</b> brev"


def test_a_paragraph_of_the_context_has_what_the_whole_draft_shows(
    program: Program, program_with_context: Program, draft: Path
) -> None:
    unused = "Med søker menes den som eier naustet."
    rules = [one["rule"]["id"] for one in program_with_context.matches(unused, level="picky")]
    assert "concepts/defined-never-used" in rules
    assert program.matches(unused, level="picky") == []
    assert [one["rule"]["id"] for one in program_with_context.matches(LETTER)] == [
        "paper/registered-letter"
    ]
    fee = "Kommunen kan kreve gebyr av søker."
    draft.write_text(DRAFT.replace("kreve gebyr.", "kreve gebyr av søker."), "utf-8")
    assert program_with_context.matches(unused, level="picky") == []
    assert program_with_context.matches(f"{fee} {LETTER}")[-1]["offset"] == len(fee) + 24


def test_what_is_known_of_server_and_languages(program: Program) -> None:
    status, said = program.ask("GET", "/v2/languages")
    assert status == 200
    assert {"nb-NO", "nn-NO"} <= {one["longCode"] for one in json.loads(said)}
    assert json.loads(program.ask("GET", "/v2/info")[1])["software"]["name"] == "regcheck"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": None}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Length": None}, 411),
        ({"Content_Length": str(MOST + 1)}, 413),
        ({"Content_Type": f"{FORM}; charset=utf-8"}, 200),
        ({"Sec_Fetch_Site": "none"}, 200),
    ],
)
def test_only_programs_on_the_machine_are_let_in(
    program: Program, changed: dict[str, str | None], status: int
) -> None:
    body = urlencode({"text": "Godt.", "language": "nb"}).encode()
    assert program.ask("POST", "/v2/check", body, **changed)[0] == status


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v2/check?text=x", 405),
        ("PUT", "/v2/check", 501),
        ("GET", "/", 404),
        ("GET", "/?" + "a=1&" * 100, 404),
        ("GET", "[", 400),
        ("POST", "/v2/info", 404),
    ],
)
def test_nothing_else_is_there(program: Program, method: str, path: str, status: int) -> None:
    assert program.ask(method, path)[0] == status


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"language=nb",
        b"text=%ff\xff",
        b"data={",
        b"data=[]",
        b"data=" + b"[" * 99_999,
        b'data={"annotation":[1]}',
        b'data={"annotation":[{"text":1}]}',
        b"&".join([b"a=1"] * 60),
    ],
)
def test_questions_that_make_no_sense_are_answered_so(program: Program, body: bytes) -> None:
    status, said = program.ask("POST", "/v2/check", body)
    assert status == 400
    assert said.startswith("Error: ")


def test_who_comes_while_it_is_busy_is_told_so(program: Program) -> None:
    for _ in range(AT_A_TIME):
        program.server.room.acquire()
    try:
        assert program.ask("POST", "/v2/check", b"text=x")[0] == 503
    finally:
        for _ in range(AT_A_TIME):
            program.server.room.release()


def test_no_text_is_written_anywhere(
    program: Program,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert program.matches(LETTER)
    assert program.ask("GET", f"/{LETTER.replace(' ', '-').encode().hex()}")[0] == 404
    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []
