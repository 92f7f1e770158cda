"""`regcheck rules`, `rules new`, `rules schema` and `explain`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

from regcheck.base.datafiles.fields import RULE_ID, did_you_mean
from regcheck.base.errors import UsageError
from regcheck.base.text.printable import printable
from regcheck.base.texts.message import Message, message
from regcheck.cli import options as shared
from regcheck.cli.delivery import Target, write_start
from regcheck.cli.documents import find_documents
from regcheck.cli.options import argument, option, settings
from regcheck.cli.setup import SettingsRequest
from regcheck.cli.terminal import note, say, show, spoken, width
from regcheck.cli.versions import law_by_id
from regcheck.packs.library import Library, resolve_alias
from regcheck.packs.model import Rule
from regcheck.packs.schema import rule_schema_text, rule_starter
from regcheck.packs.source_files import builtin_folder
from regcheck.reports.records import listed, to_json
from regcheck.reports.rule_text import full_lines, rule_lines, rule_record
from regcheck.run.rules import RuleChoice, load_library, rules_of_packs

_ENDINGS = (".yaml", ".yml")


def rules(
    as_json: shared.AsJson,
    category: shared.Names,
    request: Annotated[SettingsRequest, settings("packs locale config-choice")],
) -> None:
    """List the rules, preview and deprecated ones too."""
    settings = request.resolve().settings
    shown = shared.locale_or(settings.locale)
    library = load_library(RuleChoice(packs=settings.packs))
    known = {rule.category for rule in library.rules.values()}
    for name in category:
        if name not in known:
            hint = did_you_mean(name, known)
            raise UsageError(_no_such("cli.no_category", name, hint))
    chosen = [r for r in library.rules.values() if not category or r.category in category]
    if as_json:
        say("".join(("[", *listed(to_json(rule_record(rule)) for rule in chosen), "\n")))
    else:
        say(_as_table(chosen, shown))


def new(
    rule: Annotated[str, argument("RULE")],
    target: Target,
    locale: shared.Locale,
) -> None:
    """Write a commented rule to start from; its examples hold as it stands."""
    if not RULE_ID.match(rule):
        raise UsageError(message("cli.no_rule_id", name=rule))
    if rule in load_library(RuleChoice()).rules:
        raise UsageError(message("cli.rule_exists", name=rule))
    file = Path(target.output or f"{rule.partition('/')[2]}.yaml")
    if file.suffix not in _ENDINGS:
        raise UsageError(message("cli.no_rule_file", file=target.output))
    text = rule_starter(rule, file.name, shared.locale_or(locale))
    write_start(file, text, force=target.force)


def schema(locale: shared.Locale) -> None:
    """Print the JSON Schema of rule files."""
    say(rule_schema_text(shared.locale_or(locale, "en")))


def explain(
    rule: shared.RuleName,
    request: Annotated[SettingsRequest, settings("packs locale config-choice")],
    as_json: shared.AsJson,
    law: Annotated[str, option("PATH")],
) -> None:
    """Print everything that a rule file says, and precedents in full from law at hand."""
    settings = request.resolve().settings
    shown = shared.locale_or(settings.locale)
    library, found = find_rule(rule, settings.packs)
    if as_json:
        say(to_json(rule_record(found)) + "\n")
        return
    source = library.files[f"rule:{found.id}"].read_text("utf-8", "replace")
    show(rule_lines(found, source, shown, width()))
    if law:
        from regcheck.changes.precedents.known import precedents_of

        wanted = {one.refid for one in precedents_of(found.id)}
        there = [document for _, document in law_by_id(find_documents([law]), wanted)]
        show(full_lines(found.id, there, law, shown, width()))


def is_rule_file(name: str) -> bool:
    """Whether the name of a rule is that of a file."""
    return name.lower().endswith(_ENDINGS)


def find_rule(name: str, packs: Sequence[str]) -> tuple[Library, Rule]:
    """The rule of an id or in a YAML file, and its library. Raises UsageError for none."""
    if is_rule_file(name):
        place = Path(name).resolve()
        is_builtin = place.is_relative_to(builtin_folder().resolve())
        library = load_library(RuleChoice(packs=tuple(packs) if is_builtin else (*packs, name)))
        rules = rules_of_packs(library, [name]) or [
            rule for rule in library.rules if library.files[f"rule:{rule}"].resolve() == place
        ]
        if len(rules) != 1:
            raise UsageError(message("cli.holds_no_rule", file=name))
        return library, library.rules[rules[0]]
    library = load_library(RuleChoice(packs=tuple(packs)))
    rule = library.rules.get(resolve_alias(library, name))
    if rule is not None:
        return library, rule
    if any(one.startswith(f"{name}/") for one in library.rules):
        raise UsageError(message("cli.is_category", name=name))
    hint = did_you_mean(name, {*library.rules, *library.aliases})
    raise UsageError(_no_such("cli.no_such_rule", name, hint))


def warn_of_doubts(library: Library, rules: Iterable[Rule]) -> None:
    """Say what is hardly meant in the files of these rules and in what they share."""
    chosen = {rule.id for rule in rules}
    others = {str(library.files[f"rule:{rule}"]) for rule in library.rules.keys() - chosen}
    for doubt in library.doubts:
        if doubt.path not in others:
            note(doubt.said(spoken()))


def _no_such(key: str, name: str, hint: str | Message) -> Message:
    return message(f"{key}_hint" if hint else key, name=name, hint=hint)


def _as_table(chosen: list[Rule], locale: str) -> str:
    width = max((len(rule.id) for rule in chosen), default=0)
    lines = []
    for rule in chosen:
        status = "" if rule.status.value == "stable" else f"  [{rule.status.value}]"
        title = printable(rule.title.get(locale))
        lines.append(f"{rule.id:<{width}}  {rule.severity.word:<7}  {title}{status}\n")
    return "".join(lines)
