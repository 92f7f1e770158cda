"""The JSON Schema of a config agrees with the reader, and the published one is up to date."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

from regcheck.base.datafiles.yaml_nodes import parse_yaml, to_plain
from regcheck.base.errors import ConfigError
from regcheck.base.texts.locales import LOCALES
from regcheck.results.config.load import load_config
from regcheck.results.config.schema import config_schema, config_schema_text, starter
from regcheck.results.settings import CONFIG_KEYS, SETTINGS

_KEY = re.compile(rf"# ({'|'.join(key.name for key in CONFIG_KEYS)}):")
PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "config-schema.json"
SCHEMA = config_schema()


def test_the_published_schema_is_the_one_that_is_made() -> None:
    assert PUBLISHED.read_text("utf-8") == config_schema_text(), (
        "write docs/config-schema.json anew with: regcheck config schema"
    )


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


GOOD = [
    "select: paper\nignore: []\nlang: nn\nlocale: auto\nnlp: on\ncache: off\njobs: 3\n",
    "severity: {paper: off, paper/a-b: info}\nreports: {sarif: a.sarif}\nformat: json\n",
    "overrides:\n  - paths: [a/, '*.md']\n    select: paper\n    severity: {paper: error}\n",
    "cache: mellomlager\nbaseline: b.json\ninclude: '*.md'\ntime-limit: 9\nshow-info: true\n",
]
BAD = [
    "selct: paper\n",
    "lang: sv\n",
    "severity: {paper: fatal}\n",
    "overrides: [{paths: a}]\n",
    "overrides: [{select: a}]\n",
    "jobs: 0\n",
    "preview: 1\n",
    "extends: []\n",
]


@pytest.mark.parametrize("text", [*GOOD, *BAD])
def test_schema_and_reader_agree(tmp_path: Path, text: str) -> None:
    path = tmp_path / "regcheck.yaml"
    path.write_text(text)
    valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(
        to_plain(parse_yaml(text.encode(), "x").root)
    )
    try:
        load_config(path, tmp_path)
        read = True
    except ConfigError:
        read = False
    assert (valid, read) == ((text in GOOD),) * 2


@pytest.mark.parametrize("locale", LOCALES)
def test_the_starter_says_nothing_but_the_default_and_its_comments_are_right(
    tmp_path: Path, locale: str
) -> None:
    text = starter(locale)
    path = tmp_path / "regcheck.yaml"
    path.write_text(text, "utf-8")
    config = load_config(path, tmp_path)
    assert {k: s.value for k, s in config.settings.items()} == {
        "fail-on": SETTINGS["fail_on"].default
    }
    for name in ("regler", "reglar", "rules"):
        (tmp_path / name).mkdir()
    opened = [
        line[2:] if line.startswith("#   ") or _KEY.match(line) else line
        for line in text.splitlines()
    ]
    path.write_text("\n".join(opened), "utf-8")
    assert load_config(path, tmp_path, trusted=True).settings.keys() == {
        *("fail-on", "include", "exclude", "select", "ignore", "packs"),
        *("severity", "overrides", "reports"),
    }
