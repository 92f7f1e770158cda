"""The command line speaks the language of whoever uses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from regcheck.base.texts.catalogue import load_area
from regcheck.base.texts.locales import LOCALES
from regcheck.cli.commands import command_at, taken_by
from regcheck.cli.help import EXAMPLES, PARTS, option_text, paragraphs
from regcheck.cli.main import COMMANDS, main
from regcheck.cli.options import DEBUG
from regcheck.cli.terminal import speak, user_locale
from regcheck.results.settings import CONFIG_KEYS

Say = Callable[..., str]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command line for a user of a language; gives everything that is said."""
    monkeypatch.chdir(tmp_path)

    def run(language: str, *arguments: str) -> str:
        monkeypatch.setenv("LC_ALL", language)
        main(arguments)
        return "".join(capsys.readouterr())

    return run


@pytest.mark.parametrize("locale", LOCALES)
def test_every_command_and_option_is_explained(locale: str) -> None:
    speak(lambda: locale)
    for name, place in COMMANDS.items():
        assert all(paragraphs(name)), name
        taken = taken_by(command_at(place)) if place else {}
        for option in (DEBUG, *(one for several in taken.values() for one in several)):
            assert option_text(name, option.param).strip(), (name, option.param)


def test_errors_are_told_where_there_is_no_room_to_look_for_a_config(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("regcheck.cli.main.find_the_config", full)
    assert "borte.md" in say("nb_NO.UTF-8", "tree", "borte.md")


def test_nothing_is_explained_that_there_is_not() -> None:
    assert load_area("commands", "nb").keys() - COMMANDS.keys() == {"regcheck"}
    texts = load_area("options", "nb")
    used: dict[str, set[str]] = {"shared": {"help", "debug"}, "regcheck": {"version"}}
    used["shared"] |= {key.name.replace("-", "_") for key in CONFIG_KEYS}
    for name, place in COMMANDS.items():
        for several in (taken_by(command_at(place)) if place else {}).values():
            for one in several:
                own = name if one.param in texts.get(name, ()) else "shared"
                used.setdefault(own, set()).add(one.param)
    assert {table: set(names) - used.get(table, set()) for table, names in texts.items()} == {
        table: set() for table in texts
    }


def test_examples_and_parts_are_of_commands() -> None:
    assert EXAMPLES.keys() - COMMANDS.keys() == {""}
    assert load_area("cli", "nn")["parts"].keys() == PARTS.keys()


@pytest.mark.parametrize(
    ("environment", "locale"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "no_NO"}, "nb"),
        ({"LANG": "nn_NO.UTF-8"}, "nn"),
        ({"LANG": "sv_SE.UTF-8"}, "en"),
        ({"LANG": "nb_NO.UTF-8", "LC_MESSAGES": "nn_NO.UTF-8"}, "nn"),
        ({"LANG": "nb_NO.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "nb_NO.UTF-8", "LC_ALL": ""}, "nb"),
    ],
)
def test_the_language_of_the_environment(environment: dict[str, str], locale: str) -> None:
    assert user_locale(environment) == locale


def test_a_file_that_is_not_there(say: Say) -> None:
    norwegian = "regcheck: feil: Filen eller mappen finnes ikke: x.md. Kontroller skrivemåten.\n"
    assert say("nb_NO.UTF-8", "check", "x.md") == norwegian
    assert say("nn_NO.UTF-8", "check", "x.md").startswith("regcheck: feil: Fila eller mappa finst")
    assert say("C", "check", "x.md") == "regcheck: error: no such file or folder: x.md\n"


def test_an_option_and_the_config_say_which_language(say: Say) -> None:
    assert "finst ikkje" in say("C", "check", "x.md", "--locale", "nn")
    assert "finst ikkje" in say("C", "check", "--locale=nn", "x.md")
    Path("regcheck.yaml").write_text("locale: nb\n", "utf-8")
    assert "finnes ikke" in say("C", "check", "x.md")
    assert "finnes ikke" in say("C", "chekc")
    assert say("C", "check", "--help").startswith("Bruk: regcheck check [VALG] [PATH...]\n")
    assert "no such command" in say("C", "chekc", "--no-config")
    assert "finst ikkje" in say("C", "check", "x.md", "--locale", "nn")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("chekc", "Kommandoen finnes ikke: chekc (mente du check, cache?). Se regcheck --help."),
        ("rules nwe", "Kommandoen finnes ikke: nwe (mente du new?). Se regcheck rules --help."),
        ("check --formt", "Valget finnes ikke: --formt (mente du --format, "),
        ("check --format", "--format må ha en verdi. Se regcheck check --help."),
        ("check --fix=3", "--fix tar ingen verdi. Se regcheck check --help."),
        ("tree", "FILE mangler. Se regcheck tree --help."),
        ("tree a b c", "For mange argumenter: b c. Se regcheck tree --help."),
        ("concepts", "En kommando mangler. Se regcheck concepts --help."),
        ("check --jobs 0", "--jobs 0: Gi et helt tall fra 1 til 10000."),
        ("check --nlp maybe", "--nlp maybe: Bruk én av on, off."),
        ("check --today x", "--today x: Skriv datoen som 2027-12-31."),
    ],
)
def test_a_command_line_that_is_not_understood(arguments: str, words: str, say: Say) -> None:
    said = say("nb_NO.UTF-8", *arguments.split())
    assert said.startswith(f"regcheck: feil: {words}")
    assert said.count("\n") == 1


def test_what_a_shell_is_told(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_REGCHECK_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "regcheck check --fail")
    assert "Den laveste graden som gir sluttkode 1" in say("nb_NO.UTF-8")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "regcheck che")
    assert "Kontroller dokumenter" in say("nb_NO.UTF-8")


def test_a_path_cannot_speak_to_the_terminal(say: Say) -> None:
    assert "\x1b" not in say("C", "check", "\x1b[31mx.md")
    assert "\x1b" not in say("C", "chekc\x1b[31m")
