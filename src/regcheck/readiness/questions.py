"""The questions of the readiness report: a YAML file of our own, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regcheck.datafiles.yaml_nodes import NodeError, parse_yaml, to_plain
from regcheck.errors import PackError, Problem, system_reason
from regcheck.packs.model import SourceReference
from regcheck.packs.selectors import ids_matching
from regcheck.packs.source_files import builtin_folder
from regcheck.texts.localised import Localised

QUESTIONS = "_readiness.yaml"
_NAME = re.compile(r"[a-z][a-z-]*")


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `rules` and `basis` are selectors of rules whose findings bear on it, and show
    that it is met; `measure` asks for figures on readability. With none of these it is for people
    alone."""

    id: str
    ask: Localised
    rules: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    measure: bool = False

    @property
    def for_people(self) -> bool:
        """Whether the text shows nothing of the answer."""
        return not (self.rules or self.basis or self.measure)


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions under one recommendation or principle, and where that comes from."""

    id: str
    title: Localised
    source: SourceReference
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All questions; `about` says what they are and are not."""

    title: Localised
    about: Localised
    groups: tuple[QuestionGroup, ...]


def load_questions(
    file: Path | None = None, rule_ids: Iterable[str] | None = None
) -> Questionnaire:
    """The questions of a file, by default the one that comes with regcheck. With `rule_ids`, the
    rules there are, selectors that mean none are faults. Raises PackError for a faulty file."""
    path = file or builtin_folder() / QUESTIONS
    try:
        parsed = parse_yaml(path.read_bytes(), str(path))
    except OSError as fault:
        told = f"cannot be read: {system_reason(fault)}"
        raise PackError([Problem(str(path), 0, 0, told)]) from None
    except NodeError as fault:
        raise PackError([fault.problem]) from None
    reader = _Reader(str(path), None if rule_ids is None else tuple(rule_ids))
    found = reader.questionnaire(to_plain(parsed.root))
    if reader.problems or parsed.problems:
        raise PackError([*parsed.problems, *reader.problems])
    return found


class _Reader:
    """Takes the tree apart and keeps the problems."""

    def __init__(self, path: str, rule_ids: tuple[str, ...] | None) -> None:
        self.path = path
        self.rule_ids = rule_ids
        self.problems: list[Problem] = []
        self._seen: set[str] = set()

    def questionnaire(self, tree: Any) -> Questionnaire:
        top = self._mapping(tree, "the file", {"title", "about", "sources", "groups"})
        sources = {
            str(name): self._source(value, f"sources.{name}")
            for name, value in self._mapping(top.get("sources"), "sources").items()
        }
        groups = self._list(top.get("groups"), "groups")
        return Questionnaire(
            self._localised(top.get("title"), "title"),
            self._localised(top.get("about"), "about"),
            tuple(self._group(one, f"groups[{at}]", sources) for at, one in enumerate(groups)),
        )

    def _group(self, tree: Any, at: str, sources: Mapping[str, SourceReference]) -> QuestionGroup:
        keys = self._mapping(tree, at, {"id", "title", "source", "questions"})
        name = self._name(keys.get("id"), at)
        at = f"{at} ({name})"
        source = sources.get(str(keys.get("source")))
        if source is None:
            self._wrong(f"{at}: no source is called «{keys.get('source')}»")
        questions = self._list(keys.get("questions"), f"{at}.questions")
        return QuestionGroup(
            name,
            self._localised(keys.get("title"), f"{at}.title"),
            source or SourceReference(""),
            tuple(self._question(one, f"{at}.questions[{n}]") for n, one in enumerate(questions)),
        )

    def _question(self, tree: Any, at: str) -> Question:
        keys = self._mapping(tree, at, {"id", "ask", "rules", "basis", "measure"})
        measure = keys.get("measure", False)
        if not isinstance(measure, bool):
            self._wrong(f"{at}.measure: write true or false")
        return Question(
            self._name(keys.get("id"), at),
            self._localised(keys.get("ask"), f"{at}.ask"),
            self._selectors(keys.get("rules", []), f"{at}.rules"),
            self._selectors(keys.get("basis", []), f"{at}.basis"),
            measure is True,
        )

    def _selectors(self, tree: Any, at: str) -> tuple[str, ...]:
        found = tuple(str(one) for one in (self._list(tree, at) if tree else ()))
        for selector in found:
            if self.rule_ids is not None and not ids_matching(selector, self.rule_ids):
                self._wrong(f"{at}: no rule is called «{selector}»")
        return found

    def _source(self, tree: Any, at: str) -> SourceReference:
        keys = self._mapping(tree, at, {"publisher", "title", "url"})
        url = str(keys.get("url", ""))
        if not url.startswith("https://") or not keys.get("title"):
            self._wrong(f"{at}: a title and an address that begins with https:// are needed")
        return SourceReference(str(keys.get("title", "")), str(keys.get("publisher", "")), url=url)

    def _localised(self, tree: Any, at: str) -> Localised:
        keys = self._mapping(tree, at, {"nb", "nn", "en"})
        missing = [name for name in ("nb", "nn", "en") if not keys.get(name)]
        if missing:
            self._wrong(f"{at}: {', '.join(missing)} is missing")
        return Localised(*(str(keys.get(name, "")) for name in ("nb", "nn", "en")))

    def _name(self, value: Any, at: str) -> str:
        name = str(value or "")
        if not _NAME.fullmatch(name) or name in self._seen:
            self._wrong(f"{at}.id: «{name}» stands twice, or is no name of small letters, hyphens")
        self._seen.add(name)
        return name

    def _mapping(self, tree: Any, at: str, allowed: set[str] | None = None) -> dict[str, Any]:
        if not isinstance(tree, dict):
            self._wrong(f"{at}: keys with values are needed")
            return {}
        for key in tree:
            if allowed is not None and key not in allowed:
                self._wrong(f"{at}: no key is called «{key}»; use {', '.join(sorted(allowed))}")
        return tree

    def _list(self, tree: Any, at: str) -> list[Any]:
        if not isinstance(tree, list) or not tree:
            self._wrong(f"{at}: a list is needed")
            return []
        return tree

    def _wrong(self, message: str) -> None:
        self.problems.append(Problem(self.path, 0, 0, message))
