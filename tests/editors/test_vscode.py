"""The extension for VS Code: what it declares, its types, and what of it needs no editor."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import LOCALES
from regcheck.results.settings import SETTINGS

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "editors" / "vscode"
PACKAGE: dict[str, Any] = json.loads((FOLDER / "package.json").read_text("utf-8"))
SOURCES = "".join(file.read_text("utf-8") for file in (FOLDER / "src").glob("*.ts"))


def test_settings_are_those_of_regcheck() -> None:
    declared = PACKAGE["contributes"]["configuration"]["properties"].copy()
    assert declared.pop("regcheck.path")["default"] == "regcheck"
    assert declared.pop("regcheck.law")["default"] == ""
    known_settings = {setting.name: setting for setting in SETTINGS.values()}
    for name, said in declared.items():
        known = known_settings[name.removeprefix("regcheck.")]
        allowed = list(known.choices) or said.get("enum", [])
        assert said.get("enum", []) == (allowed if said["type"] == "string" else [])
        default = said["default"]
        assert known.default in (default, {"on": True, "off": False}.get(default))


def test_every_word_is_there_in_all_locales() -> None:
    shown = set(re.findall(r'"%(\w+)%"', json.dumps(PACKAGE)))
    spoken = set(re.findall(r"\b(?:said\(\)|words)\.(\w+)", SOURCES)) - {"json", "nb"}
    for locale in LOCALES:
        words = Texts("vscode", locale)
        assert set(words.table("package")) == shown
        assert all(getattr(words, name) for name in spoken)


def test_commands_that_are_declared_are_carried_out() -> None:
    declared = {one["command"] for one in PACKAGE["contributes"]["commands"]}
    listed = SOURCES.partition("const commands = {")[2].partition("};")[0]
    done = re.findall(r"^    (\w+)[:,]", listed, re.MULTILINE)
    assert declared == {f"regcheck.{name}" for name in done}


@pytest.fixture
def ready() -> Path:
    """The extension's folder with what its checks need, or a copy of it: all but what packs it,
    fetched once into `build/`."""
    subprocess.run([sys.executable, str(FOLDER / "words.py")], check=True)
    if (FOLDER / "node_modules").is_dir():
        return FOLDER
    if shutil.which("npm") is None:
        pytest.skip("needs npm, to fetch what the extension is checked with")
    folder = PROJECT / "build" / "vscode"
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    package = PACKAGE | {"devDependencies": PACKAGE["devDependencies"].copy()}
    del package["devDependencies"]["@vscode/vsce"]
    (folder / "package.json").write_text(json.dumps(package), "utf-8")
    (folder / "package-lock.json").unlink()
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("what the extension is checked with could not be fetched")
    return folder


def test_types_and_what_needs_no_editor(ready: Path) -> None:
    for name in ("check", "test"):
        done = subprocess.run(
            ["npm", "run", name], cwd=ready, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
