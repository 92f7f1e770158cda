"""Writes what the extension for VS Code says to people, from the texts of regcheck: `make vsix`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
LOCALES = ("nb", "nn", "en")
LICENSE = "LICENSE.txt"


def write(folder: Path = HERE) -> None:
    """Write the words that VS Code shows (in Bokmål, for it speaks no Norwegian itself) and those
    that the extension speaks, in the locale that is chosen."""
    texts = PROJECT / "src" / "regcheck" / "base" / "texts"
    words = {
        one: tomllib.loads((texts / one / "vscode.toml").read_text("utf-8")) for one in LOCALES
    }
    shown = {one: said.pop("package") for one, said in words.items()}
    _write(folder / "package.nls.json", shown[LOCALES[0]])
    _write(folder / "src" / "words.json", words)
    (folder / LICENSE).write_bytes((PROJECT / "LICENSE").read_bytes())


def _write(file: Path, words: Mapping[str, object]) -> None:
    file.write_text(json.dumps(words, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    write()
