"""Config files: what they say, what they inherit, and what is refused."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from regcheck.base.errors import ConfigError
from regcheck.findings.policy import PathOverride
from regcheck.results.config.load import MAX_FILES, load_config
from regcheck.results.config.model import Config, Origin


def load(
    folder: Path, text: str | bytes, name: str = "regcheck.yaml", *, trusted: bool = False
) -> Config:
    data = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(data)
    return load_config(folder / name, folder, trusted=trusted)


def problems(folder: Path, text: str | bytes, name: str = "regcheck.yaml") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text, name)
    return [str(problem) for problem in caught.value.problems]


YAML = """\
select: [paper, technology/fax]
severity:
  paper/stamp: off
  paper: info
preview: true
nlp: off
fail-on: warning
packs: regler
overrides:
  - paths: arkiv/
    ignore: [paper]
    severity: {technology: error}
exclude: ["*.xml"]
baseline: grunnlinje.json
cache: false
jobs: 2
time-limit: 5
"""
TOML = """\
[project]
name = "x"
[tool.regcheck]
select = ["paper", "technology/fax"]
preview = true
nlp = "off"
fail-on = "warning"
packs = "regler"
exclude = ["*.xml"]
baseline = "grunnlinje.json"
cache = false
jobs = 2
time-limit = 5

[tool.regcheck.severity]
"paper/stamp" = "off"
paper = "info"

[[tool.regcheck.overrides]]
paths = "arkiv/"
ignore = ["paper"]
severity = {technology = "error"}
"""
VALUES = {
    "select": ("paper", "technology/fax"),
    "severity": (("paper", "info"), ("paper/stamp", "off")),
    "preview": True,
    "nlp": False,
    "fail-on": "warning",
    "packs": ("regler",),
    "overrides": (
        PathOverride(("arkiv/",), ".", ignore=("paper",), severity=(("technology", "error"),)),
    ),
    "exclude": ("*.xml",),
    "baseline": "grunnlinje.json",
    "cache": "off",
    "jobs": 2,
    "time-limit": 5,
}


@pytest.mark.parametrize(("name", "text"), [("regcheck.yaml", YAML), ("pyproject.toml", TOML)])
def test_every_kind_of_value_in_both_forms(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / "regler").mkdir()
    config = load(tmp_path, text, name)
    assert {key: setting.value for key, setting in config.settings.items()} == VALUES
    assert (config.path, config.files) == (name, (name,))
    lines = text.splitlines()
    for key, setting in config.settings.items():
        said = lines[setting.origin.line - 1]
        assert setting.origin.path == name
        assert key in said, (key, said)
    assert "technology" in lines[config.selectors["technology"].line - 1]


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "# ingenting\n").settings == {}
    assert load(tmp_path, "[tool.regcheck]\n", "pyproject.toml").settings == {}


def test_a_base_holds_where_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "felles" / "regler").mkdir(parents=True)
    (tmp_path / "felles" / "grunn.yaml").write_text(
        "packs: regler\nselect: [paper]\nfail-on: never\n"
        "severity: {paper/stamp: error, technology: info}\n"
        "overrides: [{paths: a/, ignore: paper}]\nreports: {json: a.json, sarif: a.sarif}\n"
        "exclude: arkiv/\n"
    )
    config = load(
        trusted=True,
        folder=tmp_path,
        text="extends: felles/grunn.yaml\nselect: []\nfail-on: warning\nseverity: {paper: off}\n"
        "overrides: [{paths: b/, ignore: technology}]\nreports: {json: b.json}\n",
    )
    values = {key: setting.value for key, setting in config.settings.items()}
    assert values == {
        "packs": ("felles/regler",),
        "select": (),
        "fail-on": "warning",
        "severity": (("technology", "info"), ("paper/stamp", "error"), ("paper", "off")),
        "overrides": (
            PathOverride(("a/",), "felles", ignore=("paper",)),
            PathOverride(("b/",), ".", ignore=("technology",)),
        ),
        "reports": ("json=b.json", "sarif=felles/a.sarif"),
        "exclude": ("arkiv/",),
    }
    assert config.settings["packs"].origin == Origin("file", "felles/grunn.yaml", 1)
    assert config.files == ("regcheck.yaml", "felles/grunn.yaml")


def test_later_bases_win_and_a_base_may_be_named_twice(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: c.yaml\nlang: nb\n")
    (tmp_path / "b.yaml").write_text("extends: c.yaml\nlang: nn\n")
    (tmp_path / "c.yaml").write_text("lang: en\nlocale: en\n")
    config = load(tmp_path, "extends: [a.yaml, b.yaml]\n")
    assert {k: s.value for k, s in config.settings.items()} == {"lang": "nn", "locale": "en"}


def test_circles_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("extends: regcheck.yaml\n")
    (found,) = problems(tmp_path, "extends: b.yaml\n")
    assert found.startswith("b.yaml:1:10: the configs extend each other in a circle")


def test_a_chain_of_bases_ends(tmp_path: Path) -> None:
    for number in range(MAX_FILES + 5):
        (tmp_path / f"{number}.yaml").write_text(f"extends: {number + 1}.yaml\n")
    (found,) = problems(tmp_path, "extends: 0.yaml\n")
    assert f"more than {MAX_FILES} files" in found


LEVELS = "\n".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]" for before, after in pairwise("abcdefgh")
)
WRONG: dict[str, tuple[str | bytes, str]] = {
    "unknown key": ("fail_on: never", "1:1: unknown key «fail_on» (did you mean «fail-on»?)"),
    "wrong word": ("fail-on: sometimes", "1:10: «sometimes» is not allowed here"),
    "wrong type": ("preview: [1]", "1:10: expected true or false, not a list"),
    "number for text": ("collection: 12", "1:13: expected text, not the number 12"),
    "no number": ("jobs: many", "1:7: expected a whole number"),
    "zero": ("jobs: 0", "1:7: «jobs» is a whole number from 1 to 10000"),
    "key twice": ("lang: nb\nlang: nn", "2:1: the key «lang» stands here a second time"),
    "a list": ("- lang", "1:1: expected a mapping, not a list"),
    "no YAML": ("lang: [", "not valid YAML"),
    "two documents": ("lang: nb\n---\nlang: nn", "a second document"),
    "tag": ("lang: !!python/object:os.system nb", "is not allowed"),
    "aliases": (f"a: &a [1, 1]\n{LEVELS}", "more than 100,000 values"),
    "deep": ("select: " + "[" * 60 + "]" * 60, "more than 40 levels"),
    "severity": ("severity: {paper: fatal}", "1:19: «fatal» is not allowed here"),
    "severity list": ("severity: [paper]", "1:11: expected a mapping of rules"),
    "override alone": ("overrides: {paths: a}", "1:12: expected a list of mappings"),
    "override empty": ("overrides: [{paths: a}]", "says nothing about these paths"),
    "override without paths": ("overrides: [{ignore: paper}]", "«paths» is missing"),
    "pack": ("packs: [nowhere]", "1:9: no such file or folder: nowhere"),
    "base": ("extends: nowhere.yaml", "1:10: nowhere.yaml: no such file"),
    "base is a folder": ("extends: .", "1:10: .: is a folder"),
    "terminal codes": ('"a\\e[2Jb": 1', "unknown key «a\\u001b[2Jb»"),
    "not UTF-8": (b"lang: nb # \xe5\n", "1:1: the file is not UTF-8 (save it as UTF-8)"),
    "too large": ("#" * 1_000_001, "more than 1,000,000 bytes"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, case: str) -> None:
    text, expected = WRONG[case]
    found = problems(tmp_path, text)
    assert any(expected in problem for problem in found), found
    assert all(problem.startswith("regcheck.yaml") for problem in found)
    assert not any("\n" in problem for problem in found)


def test_all_problems_are_told_at_once_in_order(tmp_path: Path) -> None:
    found = problems(tmp_path, "lang: no\npreview: 3\nfoo: 1\n")
    assert [problem.split(":")[1] for problem in found] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[tool.regcheck\n", "pyproject.toml:1:15: not valid TOML"),
        ("[tool.regcheck]\n\nfoo = 1\n", "pyproject.toml:3:1: unknown key «foo»"),
        ("[tool.regcheck]\nlang = 1979-05-27\n", "pyproject.toml:2:1: «1979-05-27» is not allowed"),
        ("[tool]\nregcheck = 3\n", "pyproject.toml:2:1: expected a mapping, not the number 3"),
        (f"[tool.regcheck]\nselect = {'[' * 3000}{']' * 3000}\n", "pyproject.toml"),
        ("[tool.other]\n", "has no table [tool.regcheck]"),
        (b"[tool.regcheck]\n#\xff\n", "pyproject.toml:2:1: the file is not UTF-8"),
    ],
)
def test_a_faulty_pyproject(tmp_path: Path, text: str | bytes, expected: str) -> None:
    found = problems(tmp_path, text, "pyproject.toml")
    assert re.match(r"pyproject\.toml", found[0])
    assert any(expected in problem for problem in found), found


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "regcheck.yaml").mkdir()
    for name, said in (("regcheck.yaml", "is a folder"), ("other.yaml", "no such file")):
        with pytest.raises(ConfigError, match=f"{name}: {said}"):
            load_config(tmp_path / name, tmp_path)


@pytest.mark.parametrize("key", ["include", "exclude"])
def test_backslashes_between_folders_are_told_with_the_remedy(tmp_path: Path, key: str) -> None:
    """They would mean the letters after them, and so no file at all."""
    (told,) = problems(tmp_path, f'{key}: ["arkiv\\\\gamle\\\\2020.md"]\n')
    assert told == (
        f"regcheck.yaml:1:{len(key) + 4}: «arkiv\\gamle\\2020.md» has backslashes between names "
        "(write arkiv/gamle/2020.md)"
    )


def test_other_backslashes_in_globs_stay(tmp_path: Path) -> None:
    assert load(tmp_path, 'exclude: ["\\\\#a.md", "b\\\\*.md"]\n')


@pytest.mark.parametrize(
    "said",
    ["extends: ../../hemmelig", "packs: ../../hemmelig", "concepts: lenke", "extends: [lenke]"],
)
def test_what_lies_outside_the_repository_is_neither_read_nor_quoted(
    tmp_path: Path, said: str
) -> None:
    (tmp_path / "hemmelig").write_text("root:x:0:0\n", "utf-8")
    folder = tmp_path / "depot" / "utkast"
    folder.mkdir(parents=True)
    (tmp_path / "depot" / ".git").mkdir()
    (folder / "lenke").symlink_to(tmp_path / "hemmelig")
    (folder / "regcheck.yaml").write_text(f"{said}\n", "utf-8")
    config = load_config(folder / "regcheck.yaml", folder)
    assert not any(setting.value for setting in config.settings.values())
    assert [one.key for one in config.requests] == [said.partition(":")[0]]
    assert config.files == ("regcheck.yaml",)


def test_folders_that_are_allowed_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "felles").mkdir()
    (tmp_path / "felles" / "regcheck.yaml").write_text("lang: nn\n", "utf-8")
    (tmp_path / "depot").mkdir()
    config = tmp_path / "depot" / "regcheck.yaml"
    config.write_text("extends: ../felles/regcheck.yaml\n", "utf-8")
    assert load_config(config, tmp_path).settings == {}
    allowed = load_config(config, tmp_path, [tmp_path / "felles"])
    assert allowed.settings["lang"].value == "nn"


ASKED = {
    "reports": "{json: ut.json}",
    "cache": "mappe",
    "time-limit": "31",
    "memory-limit": "4097",
    "extends": "../ute.yaml",
    "packs": "../ute",
    "concepts": "../ute.yaml",
    "baseline": "../ute.json",
}
FREE = {"cache": "off", "time-limit": "30", "memory-limit": "1", "jobs": "10000", "baseline": "b"}


@pytest.mark.parametrize("key", ASKED)
def test_what_takes_trust_holds_only_with_it_and_is_told_with_its_place(
    tmp_path: Path, key: str
) -> None:
    folder = tmp_path / "depot"
    folder.mkdir()
    (tmp_path / "ute").mkdir()
    (tmp_path / "ute.yaml").write_text("lang: nn\n", "utf-8")
    text = f"fail-on: never\n{key}: {ASKED[key]}\n"
    found, trusted = load(folder, text), load(folder, text, trusted=True)
    assert not (found.settings.get(key) and found.settings[key].value)
    assert [(one.key, one.origin.line) for one in found.requests] == [(key, 2)]
    assert trusted.requests == found.requests
    assert trusted.settings["lang" if key == "extends" else key].value


@pytest.mark.parametrize("key", FREE)
def test_what_stays_within_the_defaults_takes_none(tmp_path: Path, key: str) -> None:
    config = load(tmp_path, f"{key}: {FREE[key]}\n")
    assert key in config.settings and not config.requests
