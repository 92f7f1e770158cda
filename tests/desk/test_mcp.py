"""`regcheck mcp` with the client of the official SDK, over stdin and stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="the extra mcp is not installed")

import anyio
from mcp import Client, StdioServerParameters, stdio_client

from regcheck.cli.main import main
from regcheck.desk.assistant import LISTED, MOST

WATCHED = """
import sys
log = open(sys.argv.pop(1), "a", buffering=1)
names = ("open", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")
sys.addaudithook(lambda name, given: name in names and print(name, given[0], file=log) or None)
from regcheck.cli.main import run
run()
"""
BOKMAAL = """Forskrift om båtplasser

§ 1 Søknad

Søknaden skal sendes i rekommandert brev. Kommunen kan i særlige tilfeller gi dispensasjon.
"""
NYNORSK = """# Forskrift om naust

## § 1. Søknad

Søknaden skal sendast i rekommandert brev. Kommunen kan gi løyve etter søknad når naustet ikkje er
til ulempe.

## § 2. Varigheit

Løyvet gjeld i to år, jf. § 3.
"""
CONFIG = "packs: [../reglar]\n"
Call = tuple[str, dict[str, Any]]
Step = Call | Callable[[], object]
"""A call of a tool, or what is done between two calls."""


@dataclass(frozen=True)
class Talk:
    """What a server offered and answered, what it wrote to stderr, and what it touched."""

    tools: dict[str, str]
    answers: list[tuple[bool, str]]
    told: str
    touched: list[str]

    def value(self, at: int = 0) -> Any:
        failed, text = self.answers[at]
        assert not failed, text
        return json.loads(text)


@dataclass(frozen=True)
class Server:
    folder: Path

    def ask(self, *steps: Step) -> Talk:
        log, errors = self.folder / "log", self.folder / "errors"
        given = ("-c", WATCHED, str(log), "mcp", "utkast.md", "--locale", "nb")
        started = StdioServerParameters(
            command=sys.executable, args=list(given), cwd=self.folder / "arbeid"
        )

        async def talk() -> tuple[dict[str, str], list[tuple[bool, str]]]:
            with errors.open("w", encoding="utf-8") as file:
                async with Client(stdio_client(started, errlog=file)) as client:
                    offered = (await client.list_tools()).tools
                    found = []
                    for step in steps:
                        if callable(step):
                            step()
                        else:
                            found.append(await client.call_tool(*step))
            tools = {one.name: one.description or "" for one in offered}
            return tools, [(bool(one.is_error), one.content[0].text) for one in found]  # type: ignore[union-attr]

        tools, answers = anyio.run(talk)
        touched = log.read_text("utf-8").splitlines()
        return Talk(tools, answers, errors.read_text("utf-8"), touched)


@pytest.fixture
def server(tmp_path: Path) -> Server:
    work = tmp_path / "arbeid"
    work.mkdir()
    (tmp_path / "reglar").mkdir()
    (work / "utkast.md").write_text(NYNORSK, "utf-8")
    (work / "anna.md").write_text("# Løyndom\n", "utf-8")
    (work / "regcheck.yaml").write_text(CONFIG, "utf-8")
    return Server(tmp_path)


def test_a_text_and_a_file_are_checked(server: Server) -> None:
    calls: list[Call] = [("check", {"text": BOKMAAL}), ("check", {"file": "utkast.md"})] * 2
    talk = server.ask(*calls)
    assert set(talk.tools) == {"check", "explain", "decisions", "references"}
    assert all("«" in about for about in talk.tools.values())
    assert talk.answers[:2] == talk.answers[2:]
    for at, language in enumerate(("nb", "nn")):
        value = talk.value(at)
        assert value["language"] == language
        letter = next(one for one in value["findings"] if one["words"] == "rekommandert brev")
        assert letter["rule"] == "paper/registered-letter"
        assert letter["severity"] == "error"
        assert letter["address"].startswith("§ 1 ")
        assert letter["message"] and letter["advice"]
    asked = [question for one in talk.value()["findings"] for question in one["questions"]]
    assert any("særlige tilfeller" in question for question in asked)


def test_decisions_references_and_rules(server: Server) -> None:
    talk = server.ask(
        ("decisions", {"file": "utkast.md"}),
        ("references", {"text": NYNORSK}),
        ("explain", {"rule": "paper/registered-letter", "language": "nn"}),
    )
    (one,) = talk.value(0)["decisions"]
    assert one["decider"] == "Kommunen"
    assert one["about"].startswith("løyve")
    assert one["address"].startswith("§ 1 ")
    assert "ulempe" in one["conditions"]
    references = talk.value(1)
    assert references["counts"]["dangling"] == 1
    assert [one["quote"] for one in references["references"]] == ["§ 3"]
    rule = talk.value(2)
    assert rule["title"] == "Rekommandert brev"
    assert rule["sources"] and rule["bad"] and rule["good"]


WRONG: dict[str, tuple[Call, str]] = {
    "a file that was not lent": (("check", {"file": "anna.md"}), "«anna.md». Disse er det: utkast"),
    "a path": (("decisions", {"file": "../arbeid/utkast.md"}), "«../arbeid/utkast.md»"),
    "a huge text": (("check", {"text": "æ" * (MOST // 2 + 1)}), str(MOST)),
    "nothing": (("references", {}), "enten «text»"),
    "both": (("check", {"text": "a", "file": "utkast.md"}), "enten «text»"),
    "no text": (("check", {"text": 3}), "valid string"),
    "a broken file": (("check", {"text": "%PDF-1.4"}), "PDF"),
    "no rule": (("explain", {"rule": "paper/nothing"}), "paper/nothing"),
    "a file of rules": (("explain", {"rule": "regel.yaml"}), "regel.yaml"),
    "no tool": (("delete", {}), "delete"),
}


def test_what_cannot_be_answered_is_said(server: Server) -> None:
    (server.folder / "arbeid" / "regel.yaml").write_text("id: a/b\n", "utf-8")
    talk = server.ask(*(call for call, _ in WRONG.values()), ("check", {"text": BOKMAAL}))
    for (failed, text), (name, (_, said)) in zip(talk.answers, WRONG.items(), strict=False):
        assert failed and said in text and len(text) < 400, (name, text)
    assert talk.value(-1)["findings"]
    assert "Traceback" not in talk.told


def test_it_opens_only_what_was_lent_and_sends_nothing(server: Server) -> None:
    (server.folder / "arbeid" / "regel.yaml").write_text("id: a/b\n", "utf-8")
    wrong = (call for call, _ in WRONG.values())
    talk = server.ask(("decisions", {"file": "utkast.md"}), *wrong)
    mine = str(server.folder)
    opened = {one.partition(" ")[2] for one in talk.touched if one.startswith("open ")}
    names = {one.rpartition("/")[2] for one in opened if one.startswith(mine)} | (
        {one for one in opened if "/" not in one and not one.isdigit()}
    )
    assert names - {"log"} == {"utkast.md", "regcheck.yaml"}
    assert [one for one in talk.touched if one.startswith("socket")] == []
    assert "packs (regcheck.yaml:1)" in talk.told


def test_a_file_is_read_anew(server: Server) -> None:
    draft = server.folder / "arbeid" / "utkast.md"
    mended = NYNORSK.replace("i rekommandert brev", "til kommunen")
    call: Call = ("check", {"file": "utkast.md"})
    talk = server.ask(call, lambda: draft.write_text(mended, "utf-8"), call, draft.unlink, call)
    rules = [{one["rule"] for one in talk.value(at)["findings"]} for at in range(2)]
    assert rules[0] - rules[1] == {"paper/registered-letter"}
    assert talk.answers[2][0] and "utkast.md: " in talk.answers[2][1]


def test_a_long_answer_is_cut(server: Server) -> None:
    letters = "".join(f"\n## § {n}\n\nBrevet skal sendes rekommandert.\n" for n in range(1, 150))
    talk = server.ask(("check", {"text": f"# Forskrift om brev\n{letters}"}))
    assert len(talk.value()["findings"]) == LISTED
    assert talk.value()["left_out"] >= 49


def test_standard_input_belongs_to_the_protocol(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", "-"]) == 2
    assert "mcp:" in capsys.readouterr().err
