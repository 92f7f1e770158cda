"""What the command line promises beyond single cases."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from regcheck.__main__ import run as start
from regcheck.cli.commands import make_app
from regcheck.cli.help import EXAMPLES, PARTS
from regcheck.cli.main import COMMANDS, main

PACK = Path(__file__).parent / "pack"
HOUSE = ("--pack", str(PACK), "--select", "house", "--nlp", "off")
BODY = "Nøkkelen sendes i forseglet brev. Alle skap, herunder små, skal ha passelig lås."
MARKDOWN = f"\ufeff# Forskrift om skap\n\n### § 1. Skap\n\n{BODY}\n\n### § 2. Lås\n\n{BODY}\n"
TEXT = f"Forskrift om skap\r\n\r\n§ 1. Skap\r\n\r\n{BODY}\r\n"
XML = (
    '<?xml version="1.0"?><html lang="nb"><body><main class="documentBody">'
    '<article class="legalArticle" data-name="§1"><h3 class="legalArticleHeader">'
    '<span class="legalArticleValue">§ 1</span></h3><article class="legalP">N&#248;kkelen sendes '
    "i <i>forseglet</i>\n brev &amp; alle skap skal ha passelig lås.</article></article>"
    "</main></body></html>"
)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    (tmp_path / "a.md").write_text(MARKDOWN, "utf-8")
    (tmp_path / "b.txt").write_bytes(TEXT.encode())
    (tmp_path / "c.xml").write_text(XML, "utf-8")
    return tmp_path


def findings_of(output: str) -> list[dict[str, Any]]:
    found = json.loads(output)["findings"]
    assert isinstance(found, list)
    return found


def test_offsets_slice_the_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "a.md", "b.txt", "c.xml", *HOUSE, "--format", "json"]) == 1
    found = findings_of(capsys.readouterr().out)
    assert {f["path"] for f in found} == {"a.md", "b.txt", "c.xml"}
    for finding in found:
        source = Path(str(finding["path"])).read_bytes().decode("utf-8-sig")
        words = source[finding["start"] : finding["end"]]
        plain = words.replace("</i>", "").replace("<i>", "")
        assert " ".join(plain.split()) == finding["quote"]


@pytest.mark.parametrize("format", ["text", "json", "jsonl"])
def test_bytes_are_the_same_for_any_order_and_number_of_processes(format: str, place: Path) -> None:
    for number in range(8):
        (place / f"m{number}.md").write_text(MARKDOWN * (1 + number % 3), "utf-8")
    outputs = set()
    for paths, jobs in ((["."], "1"), (["."], "3"), (["m3.md", "c.xml", ".", "b.txt"], "2")):
        out = place / f"ut-{jobs}"
        command = [sys.executable, "-m", "regcheck", "check", *paths, *HOUSE]
        command += ["--format", format, "--jobs", jobs, "--output", str(out)]
        done = subprocess.run(command, capture_output=True, check=False, cwd=place)
        assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
        outputs.add(out.read_bytes())
        out.unlink()
    assert len(outputs) == 1


def test_several_reports_at_once(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    further = ("--report", "json=ut/r.json", "--report", "jsonl=ut/r.jsonl")
    (place / "ut").mkdir()
    assert main(["check", "a.md", *HOUSE, *further]) == 1
    assert "Oppsummering" in capsys.readouterr().out
    assert len(findings_of((place / "ut/r.json").read_text("utf-8"))) == 6
    assert sorted(path.name for path in (place / "ut").iterdir()) == ["r.json", "r.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "name at least one file"),
        (["check", "a.md", "--format", "xlsx"], "--format xlsx: use one of text, concise, json"),
        (["check", "a.md", "--lang", "sv"], "--lang sv: use one of"),
        (["check", "a.md", "--locale", "sv"], "--locale sv: use one of"),
        (["check", "a.md", "--nlp", "maybe"], "--nlp maybe: use one of on, off"),
        (["check", "a.md", "--jobs", "0"], "--jobs 0: give a whole number"),
        (["check", "a.md", "--jobs", "many"], "--jobs many: give a whole number"),
        (
            ["check", "-", "--stdin-format", "rtf"],
            "--stdin-format rtf: use one of docx, odt, pdf, xml, akn, md, txt",
        ),
        (["check", "a.md", "--report", "json"], "write NAME=FILE"),
        (["check", "a.md", "--report", "pdf=x"], "--report pdf: use one of"),
        (["check", "a.md", "--output", "x", "--report", "json=x"], "two reports would go to x"),
        (["check", "a.md", "--output", "a.md/x"], "a.md/x: cannot be written"),
        (["check", "a.md", "--collection", "defualt"], "did you mean «default»"),
        (["check", "a.md", "--pack", "no-pack"], "no-pack: no such rule file or folder"),
        (["check", "a.md", "--formt", "json"], "--formt"),
        (["check", "a.md", "--formt", "json"], "See regcheck check --help."),
        (["chekc"], "chekc"),
        (["rules", "--category", "papr"], "did you mean «paper»"),
        (["tree", "nope.md"], "no such file or folder: nope.md"),
        (["tree", "."], "name one document"),
        (["address", "her borte", "a.md"], "«her borte» is not an address"),
        (["test", "nope.yaml"], "nope.yaml: no such rule file or folder"),
        (["explain", "paper"], "regcheck rules --category paper lists its rules"),
        (["try", "house/none", "a.md"], "there is no rule «house/none»"),
    ],
)
def test_a_wrong_request_is_one_line_and_exit_code_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.startswith("regcheck: error: ")
    assert err.count("\n") == 1


def test_no_arguments_print_help_and_run_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "\n  check " in capsys.readouterr().out
    assert main(["--help"]) == 0
    assert main(["check", "--help"]) == 0


def test_help_tells_every_command_whole_and_in_one_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert "..." not in told.partition("\n")[2]
    parted = [name for names in PARTS.values() for name in names]
    assert sorted(parted) == sorted(name for name in COMMANDS if " " not in name)


def test_help_shows_arguments_as_they_are_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["try", "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Usage: regcheck try [OPTIONS] RULE PATH...\n")
    assert "\n  RULE     A rule id, or a YAML file.\n" in told
    assert "<str>" not in told
    assert told.endswith("\n  regcheck try paper/certified-copy utkast.docx\n")
    assert main(["check", "--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage: regcheck check [OPTIONS] [PATH...]\n")


@pytest.mark.parametrize("example", [one for lines in EXAMPLES.values() for one in lines])
def test_what_help_shows_as_an_example_can_be_typed(example: str) -> None:
    """Its command and options are there; what it does is for other tests."""
    group: Any = make_app(COMMANDS)
    name, *arguments = shlex.split(example)
    while hasattr(group.commands[name], "commands") and arguments and arguments[0][0] != "-":
        group = group.commands[name]
        name, *arguments = arguments
    group.commands[name].make_context(name, arguments)


def test_an_interrupt_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("regcheck.cli.check.run_and_report", interrupt)
    assert main(["check", "a.md", *HOUSE, "--output", "ut.txt"]) == 130
    assert capsys.readouterr() == ("", "")
    assert not Path("ut.txt").exists()


def test_an_interrupt_while_the_program_loads_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Loading:
        @property
        def run(self) -> None:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "regcheck.cli.main", Loading())
    with pytest.raises(SystemExit) as ended:
        start()
    assert ended.value.code == 130
    assert capsys.readouterr() == ("", "")


def test_an_interrupted_question_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise RuntimeError("Query interrupted")  # as duckdb does on Ctrl-C

    monkeypatch.setattr("regcheck.cli.scan.scan_results", interrupt)
    assert main(["query", "scan", "select 1"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_fault_of_our_own_is_one_line_and_a_traceback_only_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("oj")

    monkeypatch.setattr("regcheck.cli.check.run_and_report", break_down)
    assert main(["check", "a.md", *HOUSE]) == 2
    err = capsys.readouterr().err
    assert err.startswith("regcheck: error: internal error: RuntimeError: oj")
    assert err.count("\n") == 1
    assert main(["check", "a.md", *HOUSE, "--debug"]) == 2
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise on Windows")
def test_a_closed_pipe_is_quiet(place: Path) -> None:
    (place / "stor.md").write_text(MARKDOWN * 500, "utf-8")
    command = [sys.executable, "-m", "regcheck", "check", "stor.md", *HOUSE, "--format", "jsonl"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=place
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_colours_only_where_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    main(["check", "a.md", *HOUSE])
    assert "\x1b[" not in capsys.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["check", "a.md", *HOUSE])
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    main(["check", "a.md", *HOUSE])
    assert "\x1b[" not in capsys.readouterr().out


def test_no_cache_leaves_results_alone(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "a.md", *HOUSE, "--format", "json"])
    first = capsys.readouterr().out
    main(["check", "a.md", *HOUSE, "--format", "json", "--no-cache"])
    assert capsys.readouterr().out == first


def test_names_may_be_repeated_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    listed = ("--select", "house/old-word, house/loose-words")
    apart = ("--select", "house/old-word", "--select", "house/loose-words")
    outputs = []
    for chosen in (listed, apart):
        main(["check", "a.md", "--pack", str(PACK), *chosen, "--nlp", "off", "--format", "json"])
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert {f["rule"] for f in findings_of(outputs[0])} == {"house/old-word", "house/loose-words"}


def test_a_rule_file_can_be_tried_alone(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "mine").mkdir()
    rule = place / "mine" / "sealed.yaml"
    shutil.copy(PACK / "house" / "sealed-letter.yaml", rule)
    assert main(["try", str(rule), "a.md", "b.txt"]) == 0
    out = capsys.readouterr().out
    assert out.count("▸forseglet brev◂") == 3
    assert "hits: 3, in 2 of 2 documents" in out


def test_trying_a_rule_that_is_too_slow_says_so(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = (PACK / "house" / "sealed-letter.yaml").read_text("utf-8")
    head, _, rest = made.partition("match:")
    slow = f"{head}match: {{regex: '(x+x+)+y'}}\n{rest[rest.index('examples:') :]}"
    (place / "slow.yaml").write_text(slow, "utf-8")
    (place / "long.md").write_text(f"# Forskrift\n\n### § 1. A\n\n{'x' * 40_000}.\n", "utf-8")
    assert main(["try", "slow.yaml", "long.md"]) == 3
    told = capsys.readouterr()
    assert "hits: 0" in told.out
    assert "not run: long.md: house/sealed-letter: time limit in «" in told.err


def test_a_tree_as_json_slices_the_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tree", "a.md", "--json"]) == 0
    root = json.loads(capsys.readouterr().out)
    source = Path("a.md").read_text("utf-8-sig")
    leaves, stack = [], [root]
    while stack:
        node = stack.pop()
        leaves += [] if "children" in node else [node]
        stack += node.get("children", [])
    assert [source[n["start"] : n["end"]] == n["text"] for n in leaves] == [True] * len(leaves)


def test_rules_as_json_and_the_schema_of_rule_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--json", "--category", "house", "--pack", str(PACK)]) == 0
    assert [rule["id"] for rule in json.loads(capsys.readouterr().out)] == [
        "house/loose-words",
        "house/old-word",
        "house/sealed-letter",
        "house/trial",
    ]
    assert main(["rules", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].startswith("https://json-schema.org/")


def test_builtin_rules_explain_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "--json"])
    for rule, locale in zip(json.loads(capsys.readouterr().out)[::60], cycle(("nb", "nn", "en"))):
        assert main(["explain", rule["id"], "--locale", locale]) == 0
        assert rule["title"][locale] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("locale", "labels", "raised", "lowered"),
    [
        ("nb", ("Hever nytten", "Senker nytten", "Kilder"), "et vedlegg", "domstolen avgjør"),
        ("nn", ("Hevar nytta", "Senkar nytta", "Kjelder"), "eit vedlegg", "domstolen avgjer"),
        (
            *("en", ("Makes it more useful", "Makes it less useful", "Sources")),
            *("an annex", "a court decides"),
        ),
    ],
)
def test_what_raises_and_lowers_the_usefulness_is_told_in_words(
    locale: str,
    labels: tuple[str, str, str],
    raised: str,
    lowered: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "discretion/reasonable", "--locale", locale]) == 0
    told = " ".join(capsys.readouterr().out.split())
    found = re.search("{}: (.*) {}: (.*) {}:".format(*labels), told)
    assert found
    assert [len(one.split("; ")) for one in found.groups()] == [3, 3]
    assert raised in found[1] and lowered in found[2]
    assert main(["explain", "discretion/reasonable", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["ranked_by"]) == 6
