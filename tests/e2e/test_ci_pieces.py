"""The ready-made pieces for CI: what the action's steps and the guide's snippets do when run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import DRAFTS, PROJECT, Ended, run
from sarif_kit import validation_errors

from regcheck import __version__

ACTION = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
GUIDE = (PROJECT / "docs" / "ci.md").read_text(encoding="utf-8")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}
SNIPPETS = [
    yaml.safe_load(body) for body in re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.M | re.S)
]
SPITE = "'; touch pwned; $(touch pwned) `touch pwned` \" && touch pwned #"

needs_bash = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("bash"), reason="needs bash, as the action does"
)


@pytest.fixture
def place(tmp_path: Path, own_cache: Path) -> Path:
    """A checked-out repository: two drafts, and modules that nobody must take for their own."""
    assert own_cache == tmp_path / "cache"
    work = tmp_path / "work"
    (work / "utkast" / "mappe med å").mkdir(parents=True)
    shutil.copy(DRAFTS / "lov-om-turstier.md", work / "utkast" / "mappe med å")
    shutil.copy(DRAFTS / "baatplassforskriften.md", work / "utkast")
    for name in ("venv", "pip", "regcheck", "sitecustomize"):
        (work / f"{name}.py").write_text("open('pwned', 'w').close()\n", encoding="utf-8")
    for name in ("temp", "bin"):
        (tmp_path / name).mkdir()
    command(tmp_path / "bin" / "regcheck", f'exec "{sys.executable}" -P -m regcheck "$@"')
    return work


def command(file: Path, script: str) -> None:
    """Make a command of our own."""
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def step(name: str, place: Path, given: Mapping[str, str]) -> Ended:
    """Run the script of a step as the runner does, with what its `env` would hold."""
    around = place.parent
    wanted = set(STEPS[name]["env"])
    assert set(given) <= wanted
    kept = {k: v for k, v in os.environ.items() if not k.startswith("REGCHECK")}
    env = kept | {
        **dict.fromkeys(wanted, ""),
        "RUNNER_TEMP": str(around / "temp"),
        "GITHUB_OUTPUT": str(around / "temp" / "output"),
        "GITHUB_STEP_SUMMARY": str(around / "temp" / "step-summary"),
        "XDG_CACHE_HOME": str(around / "cache"),
        **given,
    }
    script = around / "temp" / "script.sh"
    script.write_text(STEPS[name]["run"], encoding="utf-8")
    ended = run(["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)], place, env)
    assert not list(around.rglob("pwned"))
    return ended


def check(place: Path, **given: str) -> Ended:
    names = {f"REGCHECK_{key.upper()}": value for key, value in given.items()}
    told = {"REGCHECK_BIN": str(place.parent / "bin"), "REGCHECK_FAIL_ON": "error"}
    return step("Check", place, {**told, "REGCHECK_PATHS": "utkast", **names})


def test_the_action_is_made_of_known_parts() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(value["description"] for value in ACTION["inputs"].values())
    assert all("default" in value for value in ACTION["inputs"].values())
    for found in STEPS.values():
        assert found["shell"] == "bash"
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", (PROJECT / "action.yml").read_text()))
    assert used == set(ACTION["inputs"])


@pytest.mark.parametrize("name", sorted(STEPS))
def test_no_script_has_anything_put_into_it(name: str) -> None:
    """What stands between braces would be code before the shell sees it."""
    assert "${{" not in STEPS[name]["run"]
    assert all("${{" in value for value in STEPS[name]["env"].values())


@needs_bash
@pytest.mark.parametrize("name", sorted(STEPS))
def test_scripts_are_sound_bash(name: str) -> None:
    done = run(["bash", "-n"], PROJECT, dict(os.environ), STEPS[name]["run"].encode())
    assert (done.code, done.stderr) == (0, "")


@needs_bash
def test_the_check_annotates_and_sums_up(place: Path) -> None:
    ended = check(place, sarif="ut/med mellomrom/x.sarif", args="--nlp=off\n")
    temp = place.parent / "temp"
    assert ended.code == 1
    assert ended.stdout.startswith(b"::error file=utkast/baatplassforskriften.md,line=")
    assert (temp / "output").read_text() == "exit-code=1\n"
    assert (temp / "step-summary").read_text("utf-8").startswith("## regcheck: ")
    written = json.loads((place / "ut" / "med mellomrom" / "x.sarif").read_text("utf-8"))
    assert validation_errors(written) == []
    assert len(written["runs"][0]["artifacts"]) == 2


@needs_bash
def test_paths_and_arguments_come_one_on_each_line(place: Path) -> None:
    ended = check(
        place,
        paths="utkast/mappe med å\r\n\n utkast/ikke med.md\n",
        args="--nlp=off\n--select=paper\n",
    )
    assert ended.code == 3
    assert "utkast/ikke med.md" in ended.stderr
    assert "regcheck: 1 dokument: " in ended.stdout.decode()
    fine = check(place, paths="utkast/mappe med å", args="--nlp=off")
    assert (fine.code, fine.stderr) == (0, "")


@needs_bash
def test_the_threshold_is_passed_on(place: Path) -> None:
    assert check(place, fail_on="never", args="--nlp=off").code == 0
    wrong = check(place, fail_on=SPITE)
    assert wrong.code == 2
    assert wrong.stderr.startswith("regcheck: error: --fail-on ")
    assert (place.parent / "temp" / "output").read_text().splitlines()[-1] == "exit-code=2"


@needs_bash
@pytest.mark.parametrize("key", ["paths", "args", "fail_on", "sarif"])
@pytest.mark.parametrize("value", [SPITE, '"; touch pwned; "'])
def test_no_input_is_run(place: Path, key: str, value: str) -> None:
    """`step` looks for the file that they try to make."""
    check(place, **{"args": "--nlp=off", key: f"--nlp=off\n{value}" if key == "args" else value})


@needs_bash
def test_a_path_is_never_an_option(place: Path) -> None:
    ended = check(place, paths="--output=pwned\nutkast", args="--nlp=off")
    assert ended.code == 3
    assert "--output=pwned" in ended.stderr


@needs_bash
def test_no_line_of_the_log_becomes_a_command(place: Path) -> None:
    """The runner reads old commands (`##[…]`) anywhere in a line."""
    name = "##[set-output name=exit-code]0.md"
    (place / "utkast" / name).write_bytes(b"\xff\xfe\x00")
    ended = check(place, args="--nlp=off")
    assert ended.code == 3
    assert "#[set-output" in ended.stderr
    for line in ended.stderr.splitlines():
        assert "##[" not in line
        assert not line.lstrip().startswith("::")
    lines = [line for line in ended.stdout.decode().splitlines() if "##[" in line]
    assert all(line.startswith("::error file=") for line in lines)


@needs_bash
@pytest.mark.parametrize(
    ("version", "what"),
    [("", "{source}"), ("0.1.0", "regcheck==0.1.0"), ("1.0rc1", "regcheck==1.0rc1")],
)
def test_the_install_step_asks_for_one_thing(place: Path, version: str, what: str) -> None:
    """With a Python that writes down what it is asked to do."""
    around = place.parent
    log = around / "log"
    note = f'echo "$@" >> "{log}"'
    command(around / "bin" / "stand-in", note)
    make = f'mkdir -p "$4/bin" && cp "{around}/bin/stand-in" "$4/bin/python"'
    command(around / "bin" / "python", f"{note}\n{make}")
    given = {"REGCHECK_SOURCE": str(PROJECT), "REGCHECK_VERSION": version}
    path = os.environ["PATH"]
    os.environ["PATH"] = f"{around / 'bin'}{os.pathsep}{path}"
    try:
        ended = step("Install regcheck", place, given)
    finally:
        os.environ["PATH"] = path
    assert (ended.code, ended.stderr) == (0, "")
    first, second, third = log.read_text().splitlines()
    home = around / "temp" / "regcheck"
    assert first == f"-I -m venv {home}"
    assert second.startswith("-I -m pip install ")
    assert second.endswith(
        f" --require-hashes -r {PROJECT}/locks/run.txt -r {PROJECT}/locks/build.txt"
    )
    assert third.endswith(f" --no-deps --no-build-isolation {what.format(source=PROJECT)}")
    assert (around / "temp" / "output").read_text() == f"bin={home}/bin\n"


@needs_bash
@pytest.mark.parametrize("version", [SPITE, "0.1.0 --index-url=x", "-r x", "0.1.0\n-r x"])
def test_what_is_no_version_is_refused(place: Path, version: str) -> None:
    given = {"REGCHECK_SOURCE": str(PROJECT), "REGCHECK_VERSION": version}
    ended = step("Install regcheck", place, given)
    assert ended.code == 2
    assert ended.stderr.startswith("regcheck: error: version: ")
    assert not (place.parent / "temp" / "regcheck").exists()


def steps_of(snippet: Any) -> list[Any]:
    jobs = snippet.get("jobs", {}) if isinstance(snippet, dict) else {}
    return [step for job in jobs.values() for step in job["steps"]]


def test_the_guide_shows_the_action_as_it_is() -> None:
    ours = [s for one in SNIPPETS for s in steps_of(one) if "/regcheck@" in s["uses"]]
    assert len(ours) == 2
    for found in ours:
        assert found["uses"].endswith(f"@v{__version__}")
        assert set(found["with"]) <= set(ACTION["inputs"])
    told = re.findall(
        r"^\| `([\w-]+)` \|", GUIDE.partition("| inndata")[2].partition("\n\n")[0], re.M
    )
    assert told == list(ACTION["inputs"]) or sorted(told) == sorted(ACTION["inputs"])
    assert all(list(one["permissions"]) for one in SNIPPETS if "jobs" in one)


def test_the_guide_tells_of_each_format() -> None:
    from regcheck.reports.registry import REPORTS

    for locale, guide in (("nb", "ci.md"), ("nn", "nn/ci.md"), ("en", "en/ci.md")):
        text = (PROJECT / "docs" / guide).read_text(encoding="utf-8")
        table = text.partition("| format |")[2].partition("\n\n")[0]
        told = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", table, re.M))
        for_ci = [one for one in REPORTS.values() if one.name not in ("text", "json", "jsonl")]
        assert told == {one.name: one.about(locale) for one in for_ci if not one.binary}


@needs_bash
def test_the_gitlab_job_writes_what_it_hands_over(place: Path) -> None:
    (job,) = (one["regcheck"] for one in SNIPPETS if "regcheck" in one)
    install, check = job["script"]
    assert install == 'pip install --quiet "$REGCHECK"'
    path = f"{place.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = dict(os.environ) | {"PATH": path, "XDG_CACHE_HOME": str(place.parent / "cache")}
    ended = run(["bash", "-c", check], place, env)
    assert (ended.code, ended.stderr) == (1, "")
    reports = job["artifacts"]["reports"]
    assert sorted(job["artifacts"]["paths"]) == sorted(reports.values())
    listed = json.loads((place / reports["codequality"]).read_text("utf-8"))
    assert {one["location"]["path"].partition("/")[0] for one in listed} == {"utkast"}
    assert (place / reports["junit"]).read_bytes().count(b"<testsuite ") == 2
    assert job["artifacts"]["when"] == "always"


@needs_bash
def test_the_other_commands_run(place: Path) -> None:
    (body,) = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.M | re.S)
    path = f"{place.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = dict(os.environ) | {"PATH": path, "XDG_CACHE_HOME": str(place.parent / "cache")}
    for line in body.splitlines():
        ended = run(["bash", "-c", line], place, env)
        assert (ended.code, ended.stderr) == (0 if "never" in line else 1, "")
    for name in ("regcheck.xml", "regcheck-checkstyle.xml", "regcheck.json", "kommentar.md"):
        assert (place / name).stat().st_size > 0


@pytest.mark.slow
@needs_bash
def test_the_action_installs_and_runs(place: Path) -> None:
    """Needs the network: packages are fetched as on a runner."""
    around = place.parent
    command(around / "bin" / "python", f'exec "{sys.executable}" "$@"')
    path = os.environ["PATH"]
    os.environ["PATH"] = f"{around / 'bin'}{os.pathsep}{path}"
    try:
        ended = step("Install regcheck", place, {"REGCHECK_SOURCE": str(PROJECT)})
    except subprocess.TimeoutExpired:
        pytest.skip("regcheck could not be installed here in time")
    finally:
        os.environ["PATH"] = path
    if ended.code:
        pytest.skip(f"regcheck could not be installed here: {ended.stderr[-300:]}")
    found = (around / "temp" / "output").read_text().strip().removeprefix("bin=")
    assert check(place, bin=found).code == 1
    assert subprocess.run([f"{found}/regcheck", "--version"], check=True, cwd=place)
