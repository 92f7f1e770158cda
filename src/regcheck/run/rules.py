"""The rules of a run: loaded, chosen and compiled, from the cache where that is possible."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from regcheck import __version__
from regcheck.base.errors import UsageError, system_reason
from regcheck.base.files.sealed import CacheFolder
from regcheck.base.files.whole import replacing
from regcheck.base.texts.message import message
from regcheck.base.values import Value
from regcheck.packs.model import Rule, RuleSet, Severity
from regcheck.packs.source_files import builtin_folder
from regcheck.run import rule_cache
from regcheck.run.fingerprints import rules_fingerprint, running_code

if TYPE_CHECKING:
    from regcheck.matching.plans import CompiledRules
    from regcheck.packs.library import Library


class RuleChoice(Value, frozen=True):
    """Which rules a run uses. `packs` are folders or files of rules beside the built-in ones;
    `severity` are selectors with a level or `off`, later ones winning. Rules whose findings are all
    below `level` are left out, save those that `named` means, whose selectors must mean some rule.
    Names among `unsure` may mean nothing, and are then passed over."""

    collection: str = "default"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    preview: bool = False
    builtin: bool = True
    severity: tuple[tuple[str, str], ...] = ()
    named: tuple[str, ...] = ()
    level: Severity = Severity.INFO
    unsure: tuple[str, ...] = ()

    def without(self, names: Collection[str]) -> RuleChoice:
        """The same choice with none of these names in it."""
        return replace(
            self,
            collection="default" if self.collection in names else self.collection,
            select=tuple(name for name in self.select if name not in names),
            ignore=tuple(name for name in self.ignore if name not in names),
            severity=tuple(level for level in self.severity if level[0] not in names),
            named=tuple(name for name in self.named if name not in names),
        )


class LoadedRules:
    """A rule set, without examples, and what it compiles to, or what makes that when it is first
    asked for: a run that has found everything before does not ask."""

    __slots__ = ("_compiled", "_rule_set")

    def __init__(
        self, rule_set: RuleSet, compiled: CompiledRules | Callable[[], CompiledRules]
    ) -> None:
        self._rule_set = rule_set
        self._compiled = compiled

    @property
    def rule_set(self) -> RuleSet:
        """The rules with what they share."""
        return self._rule_set

    @property
    def compiled(self) -> CompiledRules:
        """What the rules compile to."""
        if callable(self._compiled):
            with _uncollected():
                self._compiled = self._compiled()
        return self._compiled

    @classmethod
    def of(cls, rule_set: RuleSet) -> LoadedRules:
        """A rule set, compiled."""
        from regcheck.matching.compile import compile_rules

        return cls(rule_set, compile_rules(rule_set))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, in id order."""
        return self.rule_set.rules

    def to_file(self, path: str | os.PathLike[str]) -> None:
        """Write the compiled rules to a file that `from_file` loads without parsing any rule, and
        that can run no code. Raises UsageError when it cannot be written."""
        data = rule_cache.packed(self.rule_set, self.compiled)
        try:
            with replacing(Path(path)) as fresh:
                fresh.write_bytes(data)
        except OSError as fault:
            words = {"path": os.fspath(path), "reason": system_reason(fault)}
            raise UsageError(message("run.no_rules_file", **words)) from fault

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> LoadedRules:
        """The rules that `to_file` wrote, of the same version of regcheck on any machine. Raises
        UsageError for a file that cannot be read, is damaged, or is of another version."""
        shown = os.fspath(path)
        try:
            rule_set, compiled = rule_cache.read_rules(Path(path))
            return cls(rule_set, compiled())
        except OSError as fault:
            words = {"path": shown, "reason": system_reason(fault)}
            raise UsageError(message("run.no_rules_file", **words)) from fault
        except rule_cache.UnfitError as unfit:
            words = {"path": shown, "there": unfit.version, "here": __version__}
            key = "run.other_rules" if unfit.version else "run.not_rules"
            raise UsageError(message(key, **words)) from None
        except ValueError:
            raise UsageError(message("run.damaged_rules", path=shown)) from None


def load_rules(choice: RuleChoice, cache: CacheFolder | None = None) -> LoadedRules:
    """The chosen rules, compiled, kept in the folder `cache` if there is one. Raises PackError for
    faulty files and UsageError for a choice that names nothing."""
    with _uncollected():
        if cache is None:
            return _made(choice)
        key = _key(choice, cache)
        known = rule_cache.load(cache, key)
        if known is not None:
            return LoadedRules(*known)
        made = _made(choice)
        rule_cache.save(cache, key, made.rule_set, made.compiled)
        return made


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which takes a fifth of the time of loading."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def load_library(choice: RuleChoice) -> Library:
    """Everything that the built-in folder and the named packs hold, chosen or not."""
    from regcheck.matching.checks.known import known_checks
    from regcheck.packs.load import load_packs

    return load_packs(pack_places(choice), frozenset(known_checks()))


def pack_places(choice: RuleChoice) -> list[Path]:
    """The places rules are loaded from, the built-in one first, each once."""
    packs = [Path(pack) for pack in choice.packs]
    if not choice.builtin:
        return packs
    builtin = builtin_folder()
    return [builtin, *(pack for pack in packs if not _lies_in(pack, builtin))]


def choose(library: Library, choice: RuleChoice) -> RuleSet:
    """The rule set of a choice: rules of named packs take part whatever the collection says."""
    from regcheck.packs.select import check_selectors, select_rules
    from regcheck.packs.selectors import OFF, levels_of_rules

    known = (*library.rules, *library.aliases, *library.collections)
    choice = choice.without(meaning_nothing(choice.unsure, known))
    check_selectors(library, (*(selector for selector, _ in choice.severity), *choice.named))
    levels = levels_of_rules(choice.severity, library.rules, library.aliases)
    off = [rule_id for rule_id, word in levels.items() if word == OFF]
    added = rules_of_packs(library, choice.packs)
    rule_set = select_rules(
        library,
        choice.collection,
        packs=added,
        select=choice.select,
        ignore=(*choice.ignore, *off),
        preview=choice.preview,
        overrides={id: {"severity": word} for id, word in levels.items() if word != OFF},
        level=choice.level,
        kept=choice.named,
    )
    if not rule_set.rules:
        raise UsageError(message("run.no_rules"))
    return replace(rule_set, added=tuple(sorted(added)))


def meaning_nothing(names: Sequence[str], known: Collection[str]) -> list[str]:
    """Those of the names that are none of the known ones, and select none."""
    from regcheck.packs.selectors import ids_matching

    return [name for name in names if name not in known and not ids_matching(name, known)]


def rules_of_packs(library: Library, packs: Sequence[str]) -> list[str]:
    """The ids of rules that lie in the given folders or files."""
    places = [Path(pack) for pack in packs]
    return [
        rule_id
        for rule_id in library.rules
        if any(_lies_in(library.files[f"rule:{rule_id}"], place) for place in places)
    ]


def _lies_in(file: Path, place: Path) -> bool:
    """Whether a file or folder is a place, or lies in it."""
    return file.resolve().is_relative_to(place.resolve())


def _made(choice: RuleChoice) -> LoadedRules:
    """The rules of a choice, compiled here unless they came so."""
    plain = choice == RuleChoice(choice.collection)
    known = rule_cache.shipped(choice.collection) if plain else None
    return compiled_anew(choice) if known is None else LoadedRules(*known)


def compiled_anew(choice: RuleChoice) -> LoadedRules:
    """The chosen rules, parsed and compiled. Raises as `load_rules` does."""
    from regcheck.matching.compile import compile_rules

    rule_set = choose(load_library(choice), choice)
    compiled = compile_rules(rule_set)
    lean = tuple(replace(rule, examples=()) for rule in rule_set.rules)
    return LoadedRules(replace(rule_set, rules=lean), compiled)


def _key(choice: RuleChoice, cache: CacheFolder) -> str:
    """What the cache goes by: rules name the files they came from, so paths take part."""
    said = (
        __version__,
        running_code(cache),
        rules_fingerprint(pack_places(choice), cache),
        repr(choice),
        *(os.fspath(place.resolve()) for place in pack_places(choice)),
    )
    return sha256("\0".join(said).encode("utf-8", "surrogateescape")).hexdigest()
