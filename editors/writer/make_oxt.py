"""Packs the extension for LibreOffice, the same bytes each time: `make oxt`."""

from __future__ import annotations

import json
import tomllib
import zipfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
TARGET = PROJECT / "dist" / "regcheck.oxt"
LOCALES = ("nb", "nn", "en")
SUFFIXES = (".xml", ".xcu", ".xcs", ".xdl", ".py")
WORDS = "pythonpath/regcheck_writer/words.json"
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def build(target: Path = TARGET) -> Path:
    """Write the extension to a file."""
    words = {locale: _toml(f"src/regcheck/base/texts/{locale}/writer.toml") for locale in LOCALES}
    version = _toml("pyproject.toml")["project"]["version"]
    filled = {"{version}": version} | {
        f"{{{name}}}": "".join(
            f'<value xml:lang="{locale}">{words[locale][name]}</value>' for locale in LOCALES
        )
        for name in ("check", "clear")
    }
    files = {WORDS: json.dumps(words, ensure_ascii=False, indent=1)}
    for file in HERE.rglob("*"):
        if file.suffix in SUFFIXES and file.name != Path(__file__).name:
            text = file.read_text("utf-8")
            if file.suffix in (".xcu", ".xml"):
                for name, value in filled.items():
                    text = text.replace(name, value)
            files[file.relative_to(HERE).as_posix()] = text
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, LONG_AGO)
            archive.writestr(info, files[name], zipfile.ZIP_DEFLATED)
    return target


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((PROJECT / name).read_text("utf-8"))


if __name__ == "__main__":
    build()
