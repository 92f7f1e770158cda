"""What `--help` shows: arguments as they are typed, commands by what they are for, and examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

ROOT = "regcheck"
PARTS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "Drafts": (
            *("check", "desk", "watch", "lsp", "compare", "readiness", "baseline"),
            "suppressions",
        ),
        "Rules": ("rules", "explain", "test", "try"),
        "A document": ("tree", "address", "references"),
        "Bodies of law": ("corpus", "scan", "query", "scan-diff", "obstacles", "concepts"),
        "How good rules are": ("evaluate", "sample", "suggest"),
        "Settings": ("init", "config", "cache", "completion"),
    }
)
"""The commands under what they are about, those that most people need first."""
EXAMPLES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "": ("check utkast.docx", "explain paper/registered-letter", "desk"),
        "check": (
            "check utkast.docx --report html=rapport.html --report word=kommentert.docx",
            "check utkast --select paper,discretion --show-info",
            "check utkast --since main --format github",
            "check utkast.md --diff",
        ),
        "desk": ("desk --locale nn",),
        "watch": ("watch utkast.docx",),
        "compare": ("compare gammelt.docx nytt.docx", "compare endringslov.docx --law lover"),
        "readiness": ("readiness utkast.docx -o svar.docx",),
        "baseline": ("baseline create utkast", "check utkast"),
        "suppressions": ("suppressions utkast",),
        "rules": (
            "rules --category paper",
            "rules new egne/ringperm",
            "rules --pack regler --json",
        ),
        "explain": ("explain paper/registered-letter", "explain regel.yaml --locale nn"),
        "test": ("test", "test paper/registered-letter", "test regler"),
        "try": ("try regel.yaml forskrifter", "try paper/certified-copy utkast.docx"),
        "tree": ("tree utkast.docx",),
        "address": ("address '§ 3-2 annet ledd bokstav b' utkast.docx",),
        "references": ("references utkast.docx --index begreper.duckdb",),
        "corpus": ("corpus list", "corpus fetch lover"),
        "scan": ("scan lover.tar.bz2 -o kartlegging", "scan forskrifter --select paper --jobs 4"),
        "query": ("query kartlegging 'select rule, count(*) from findings group by rule'",),
        "scan-diff": ("scan-diff kartlegging-2025 kartlegging-2026",),
        "obstacles": (
            "obstacles kartlegging -o hindre",
            "obstacles kartlegging -o hindre --assessments hindre.xlsx",
        ),
        "concepts": (
            "concepts build lover.tar.bz2 -o begreper.duckdb",
            "check utkast.docx --concepts begreper.duckdb",
        ),
        "init": ("init", "init --locale nn"),
        "config": ("config show",),
        "cache": ("cache show", "cache clear"),
    }
)
"""What people type, after `regcheck`; a test tries that each can be understood."""


def usage(params: Sequence[Any]) -> list[str]:
    """The options and arguments of a command as they are typed, those that may be left out in
    brackets."""
    arguments = [one for one in params if _is_argument(one)]
    typed = (_typed(one) if one.required else f"[{_typed(one)}]" for one in arguments)
    return ["[OPTIONS]", *typed]


def write_options(params: Sequence[Any], ctx: Any, formatter: Any) -> None:
    """The sections on arguments and options."""
    for heading, rows in (
        ("Arguments", [(_typed(one), one.help or "") for one in params if _is_argument(one)]),
        ("Options", [one.get_help_record(ctx) for one in params if not _is_argument(one)]),
    ):
        shown = [(typed, _told(text)) for typed, text in filter(None, rows)]
        if shown:
            with formatter.section(heading):
                formatter.write_dl(shown)


def _told(text: str) -> str:
    """Help with the names that are not known before it is shown."""
    if "{reports}" not in text:
        return text
    from regcheck.reports.registry import report_names

    *names, last = report_names()
    return text.replace("{reports}", f"{', '.join(names)} or {last}")


def write_commands(path: str, told: Mapping[str, str], formatter: Any) -> None:
    """The commands of a group and what is told of each; those of regcheck itself in parts."""
    parts = PARTS if path == ROOT else {"Commands": tuple(told)}
    width = max(map(len, told))
    for heading, names in parts.items():
        rows = [(name.ljust(width), told[name]) for name in names if name in told]
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


def write_examples(path: str, formatter: Any) -> None:
    """Examples of a command, one a line, never broken."""
    lines = list(_examples(path))
    if lines:
        with formatter.section("Examples"):
            for line in lines:
                formatter.write(f"{'':{formatter.current_indent}}{line}\n")


def _examples(path: str) -> Iterator[str]:
    for example in EXAMPLES.get(path.removeprefix(ROOT).strip(), ()):
        yield f"{ROOT} {example}"


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _typed(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())
