"""What `--help` shows, in the user's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from regcheck.base.texts.catalogue import Texts, load_area
from regcheck.cli.terminal import spoken

ROOT = "regcheck"
PARTS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "drafts": (
            *("check", "desk", "watch", "lsp", "compare", "apply", "readiness"),
            *("decisions", "services", "baseline", "suppressions", "answers", "precedents"),
            *("serve", "mcp"),
        ),
        "rules": ("rules", "explain", "test", "try", "packs"),
        "document": ("tree", "address", "references"),
        "law": ("corpus", "scan", "query", "scan-diff", "history", "obstacles", "concepts"),
        "quality": ("evaluate", "rate", "sample", "suggest"),
        "settings": ("init", "config", "trust", "cache", "completion"),
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
        "apply": ("apply endringslov.docx lover -o konsolidert",),
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
        "packs": ("packs sync", "packs list"),
        "try": ("try regel.yaml forskrifter", "try paper/certified-copy utkast.docx"),
        "tree": ("tree utkast.docx",),
        "address": ("address '§ 3-2 annet ledd bokstav b' utkast.docx",),
        "decisions": (
            "decisions utkast.docx",
            "decisions utkast.docx -o avgjørelser.html --format html",
        ),
        "services": (
            "services utkast.docx -o tjenester.ttl --questions svar.yaml",
            "services utkast.docx -o tjenester.ttl --fill svar.yaml",
        ),
        "references": ("references utkast.docx --index begreper.sqlite",),
        "corpus": ("corpus list", "corpus fetch lover"),
        "scan": ("scan lover.tar.bz2 -o kartlegging", "scan forskrifter --select paper --jobs 4"),
        "query": ("query kartlegging 'select rule, count(*) from findings group by rule'",),
        "history": ("history forskrifter --from 2025-01-01 -o historie",),
        "scan-diff": ("scan-diff kartlegging-2025 kartlegging-2026",),
        "obstacles": (
            "obstacles kartlegging -o hindre",
            "obstacles kartlegging -o hindre --since hindre",
            "obstacles kartlegging --what-if endringslov.docx",
        ),
        "concepts": (
            "concepts build lover.tar.bz2 -o begreper.sqlite",
            "check utkast.docx --concepts begreper.sqlite",
        ),
        "rate": ("rate lover -n 200 -o funn.xlsx", "rate --answers funn.xlsx -o vurderinger.jsonl"),
        "init": ("init", "init --locale nn"),
        "config": ("config show",),
        "trust": ("trust utkast", "trust --list"),
        "cache": ("cache show", "cache clear"),
    }
)
"""What people type, after `regcheck`; a test tries that each can be understood."""


def summary(name: str) -> str:
    """What a command does or the commands of a group are about, in a sentence."""
    return _told(name)["summary"]


def paragraphs(name: str) -> Iterator[str]:
    """What a command does, and its exit codes, a paragraph at a time."""
    told = _told(name)
    yield told["summary"]
    yield from filter(None, re.split(r"\n\s*\n", told.get("more", "")))
    if "codes" in told:
        yield Texts("cli", spoken()).exit_codes.format(codes=told["codes"])


def option_text(command: str, option: str) -> str:
    """What an option of a command is for."""
    texts = load_area("options", spoken())
    own: Mapping[str, str] = texts.get(command or ROOT, {})
    text: str = own.get(option) or texts["shared"][option]
    if "{reports}" not in text:
        return text
    from regcheck.reports.registry import report_names

    return text.format(reports=", ".join(report_names()))


def describe(command: str, params: Iterable[Any]) -> None:
    """Let parameters of typer's say what they are for, and what holds without them."""
    label = Texts("cli", spoken()).default
    for param in params:
        text = option_text(command, "help" if "--help" in param.opts else param.name)
        default = getattr(param, "show_default", "")
        shown = f"  [{label}: {default}]" if default and isinstance(default, str) else ""
        param.help, param.show_default = text + shown, False


def usage(params: Sequence[Any]) -> list[str]:
    """Options and arguments as they are typed, optional ones in brackets."""
    arguments = [one for one in params if _is_argument(one)]
    typed = (one.metavar if one.required else f"[{one.metavar}]" for one in arguments)
    return [f"[{Texts('cli', spoken()).options_typed}]", *typed]


def write_help(command: Any, ctx: Any, formatter: Any) -> None:
    """Write all that is said of a command or a group of them."""
    words = Texts("cli", spoken())
    params = command.get_params(ctx)
    members = command.list_commands(ctx) if hasattr(command, "commands") else ()
    if not members:
        typed = usage(params)
    elif command.invoke_without_command:
        typed = [f"[{words.options_typed}]", f"[{words.command_typed} ...]"]
    else:
        typed = [f"{words.command_typed} ..."]
    formatter.write_usage(ctx.command_path, " ".join(typed), f"{words.usage}: ")
    for paragraph in paragraphs(command.help):
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(paragraph)
    describe(command.help, params)
    for heading, rows in (
        (words.arguments, [(one.metavar, one.help) for one in params if _is_argument(one)]),
        (words.options, [one.get_help_record(ctx) for one in params if not _is_argument(one)]),
    ):
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)
    if members:
        _write_commands(command.help, members, formatter)
    if command.help in EXAMPLES:
        with formatter.section(words.examples):
            for example in EXAMPLES[command.help]:
                formatter.write(f"{'':{formatter.current_indent}}{ROOT} {example}\n")


def _told(name: str) -> Mapping[str, str]:
    return Texts("commands", spoken()).table(name or ROOT)


def _write_commands(group: str, members: Sequence[str], formatter: Any) -> None:
    """The commands of a group and what each does; those of regcheck itself in parts."""
    words = Texts("cli", spoken())
    parts = PARTS if not group else {"": members}
    width = max(map(len, members))
    for part, names in parts.items():
        rows = [
            (name.ljust(width), summary(f"{group} {name}".strip()))
            for name in names
            if name in members
        ]
        if rows:
            with formatter.section(words.table("parts")[part] if part else words.commands):
                formatter.write_dl(rows)


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")
