"""Made-up packs for the tests of the packs room."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from regcheck.base.errors import PackError, Problem
from regcheck.packs.library import Library
from regcheck.packs.load import load_packs

RULE = """\
id: paper/wax-seal
status: stable
aliases: [paper/old-seal]
severity: error
confidence: high
title: {nb: Lakksegl, nn: Lakksegl, en: Wax seal}
message:
  nb: "«{match}» krever papir."
  nn: "«{match}» krev papir."
  en: "“{match}” needs paper."
function: signature
verdict: paper
sources:
  - {title: Seglboka, publisher: Seglrådet, part: kapittel 2, url: "https://example.org/segl"}
match:
  any:
    - nb: {phrase: ["forsegles med [lakk|voks]", "~lakksegl"], except: ["uten lakksegl"]}
      nn: {phrase: ["forseglast med [lakk|voks]"]}
    - {regex: 'segl\\w* i (?:lakk|voks)', case: true}
unless:
  - {within: norm, group: digital-way}
  - {kind: [circular]}
adjust:
  - if: [{heading: "(?i)museum"}]
    severity: info
    note: {nb: Museum., nn: Museum., en: Museum.}
fix:
  applicability: display
  replace: {Lakksegl: elektronisk segl}
examples:
  bad:
    - {nb: "Brevet skal [[forsegles med lakk]].", nn: "Brevet skal [[forseglast med lakk]]."}
  good:
    - {nb: "Brevet kan forsegles digitalt.", why: "the digital way"}
"""

GROUP = """\
name: digital-way
title: {nb: Digitalt, nn: Digitalt, en: Digital}
any:
  - phrase: ["digital*", "elektronisk*"]
"""

SHEET = """\
sheet: seal-words
terms:
  - nb: {avoid: ["~signet", "lakk*"], use: [segl]}
    nn: {avoid: [signet], use: [segl]}
    source: Seglboka
"""

PACK = """\
name: paper
version: "2.1"
title: {nb: Papir, nn: Papir, en: Paper}
verdict: true
"""

COLLECTION = """\
name: default
version: "1.0"
include: ["*"]
"""

FILES: Mapping[str, str] = {
    "paper/wax-seal.yaml": RULE,
    "paper/seal-words.yaml": SHEET,
    "paper/pack.yaml": PACK,
    "groups/digital-way.yaml": GROUP,
    "collections/default.yaml": COLLECTION,
}


def small_rule(rule_id: str, **more: str) -> str:
    """A short rule; further keys as YAML text."""
    lines = [
        f"id: {rule_id}",
        "title: {nb: Prøve, nn: Prøve, en: Trial}",
        "message: {nb: Prøve., nn: Prøve., en: Trial.}",
        f"match: {more.pop('match', '{phrase: [prøve]}')}",
    ]
    lines += [f"{key.replace('_', '-')}: {value}" for key, value in more.items()]
    return "\n".join(lines) + "\n"


def write_pack(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files under the folder, which is given back."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """The good files with one stretch of one of them replaced."""
    assert old in FILES[name], f"{old!r} is not in {name}"
    return {**FILES, name: FILES[name].replace(old, new, 1)}


def load(folder: Path, files: Mapping[str, str | bytes]) -> Library:
    """The library that files give."""
    return load_packs([write_pack(folder, files)])


def problems_of(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Problem, ...]:
    """The problems that loading the files gives; none when they load."""
    try:
        load(folder, files)
    except PackError as error:
        return error.problems
    return ()
