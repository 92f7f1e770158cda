"""Literal phrases in the formats of the tools that `peers.py` measures, and how each tells its
hits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from regcheck.document.model import OPERATIVE_ROLES, Role
from regcheck.matching.literal import Literal

Patterns = Mapping[str, Sequence[Literal]]
LOCALES = ("nb", "nn", "en")
PROSELINT = """
import json, sys
from pathlib import Path
from proselint.registry import CheckRegistry
from proselint.registry.checks import Check, CheckFlags, types
from proselint.tools import LintFile
patterns = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
checks = tuple(
    Check(check_type=types.ExistenceSimple(pattern=one), path=f"peers.r{at}", message="{}",
          flags=CheckFlags(allow_quotes=True))
    for at, one in enumerate(patterns.values())
)
CheckRegistry().register_many(checks)
config = {"max_errors": 10**9, "checks": {"peers": True}}
print(sum(len(LintFile(path).lint(config)) for path in sorted(Path(sys.argv[2]).iterdir())))
"""


def expression(literals: Iterable[Literal], left: str, right: str, space: str = r"\s+") -> str:
    """One regular expression for some phrases; what stands at closed edges is given."""
    edges: dict[tuple[str, str], list[str]] = {}
    for one in literals:
        body = re.escape(one.text).replace("\\ ", " ").replace("\\-", "-").replace(" ", space)
        edge = ("" if one.open_left else left, "" if one.open_right else right)
        edges.setdefault(edge, []).append(body)
    return "|".join(f"{a}(?:{'|'.join(bodies)}){b}" for (a, b), bodies in edges.items())


def write_pack(patterns: Patterns, folder: Path) -> Path:
    """The phrases as a pack of regcheck's own format, without any condition."""
    target = folder / "peers"
    target.mkdir(parents=True)
    title = dict.fromkeys(LOCALES, "Peers")
    (target / "pack.yaml").write_text(
        json.dumps({"name": "peers", "version": "1.0", "title": title}), encoding="utf-8"
    )
    for rule, ones in patterns.items():
        name = rule.replace("/", "-")
        phrase = sorted({f"{'*' * one.open_left}{one.text}{'*' * one.open_right}" for one in ones})
        values = {
            "id": f"peers/{name}",
            "status": "stable",
            "severity": "info",
            "confidence": "low",
            "title": title,
            "message": dict.fromkeys(LOCALES, "«{match}»"),
            "scope": [role.value for role in Role if role not in OPERATIVE_ROLES] + ["operative"],
            "match": {"phrase": phrase},
        }
        (target / f"{name}.yaml").write_text(json.dumps(values), encoding="utf-8")
    return folder


def semgrep_rules(patterns: Patterns) -> Iterator[dict[str, object]]:
    for at, ones in enumerate(patterns.values()):
        edges = (r"(?<![\p{L}\p{N}_])", r"(?![\p{L}\p{N}_])")
        yield {
            "id": f"r{at}",
            "languages": ["generic"],
            "severity": "INFO",
            "message": "x",
            "patterns": [{"pattern-regex": "(?i)" + expression(ones, *edges)}],
        }


def textlint_command(textlint: str, patterns: Patterns, work: Path) -> list[str]:
    edges = (r"(?<![\p{L}\p{N}_])", r"(?![\p{L}\p{N}_])")
    rules = []
    for ones in patterns.values():
        source = expression(ones, *edges).replace("/", r"\/")
        rules.append({"expected": "§", "pattern": f"/{source}/i"})
    (work / "prh.yml").write_text(json.dumps({"version": 1, "rules": rules}), encoding="utf-8")
    config = work / "textlintrc.json"
    config.write_text(
        json.dumps({"rules": {"prh": {"rulePaths": [str(work / "prh.yml")]}}}), encoding="utf-8"
    )
    base = (
        Path(textlint).resolve().parents[2]
        if "node_modules" in str(Path(textlint).resolve())
        else Path()
    )
    modules = next((p for p in (base, *base.parents) if p.name == "node_modules"), base)
    return [
        textlint,
        "--no-color",
        "-f",
        "json",
        "-c",
        str(config),
        "--rules-base-directory",
        str(modules),
    ]


def records(out: bytes) -> int:
    return sum(b'"type":"finding"' in line.replace(b" ", b"")[:40] for line in out.splitlines())


def rg_hits(out: bytes) -> int:
    return sum(int(line.rpartition(b":")[2]) for line in out.splitlines())


def semgrep_hits(out: bytes) -> int:
    return len(json.loads(out)["results"])


def textlint_hits(out: bytes) -> int:
    return sum(len(one["messages"]) for one in json.loads(out))
