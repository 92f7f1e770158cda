"""The questions of the readiness report: a YAML file that comes with the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from regcheck.datafiles.fields import (
    FileReader,
    entries_of,
    read_localised,
    read_mapping,
    read_name,
    read_text,
    read_truth,
    text_nodes,
)
from regcheck.datafiles.keys import Key
from regcheck.datafiles.yaml_nodes import Mapping as MappingNode
from regcheck.datafiles.yaml_nodes import Node, NodeError, parse_yaml
from regcheck.errors import PackError, Problem, system_reason
from regcheck.packs.model import SourceReference
from regcheck.packs.selectors import ids_matching
from regcheck.packs.source_files import builtin_folder
from regcheck.texts.localised import Localised
from regcheck.texts.message import message

QUESTIONS: Final = "_readiness.yaml"


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
        why = message("readiness.unreadable", why=system_reason(fault))
        raise PackError([Problem(str(path), 0, 0, why)]) from None
    except NodeError as fault:
        raise PackError([fault.problem]) from None
    reader = _Reader(FileReader(parsed), None if rule_ids is None else tuple(rule_ids))
    found = reader.questionnaire(parsed.root)
    if reader.file.problems:
        raise PackError(reader.file.problems)
    return found


_TOP = tuple(Key(name, "", required=True) for name in ("title", "about", "sources", "groups"))
_SOURCE = (Key("publisher", "text"), Key("title", "text", True), Key("url", "text", True))
_GROUP = tuple(Key(name, "", required=True) for name in ("id", "title", "source", "questions"))
_QUESTION = (
    *(Key("id", "text", True), Key("ask", "local-all", True)),
    *(Key("rules", "texts"), Key("basis", "texts"), Key("measure", "truth")),
)


class _Reader:
    """Takes the tree apart; problems are kept in `file`."""

    def __init__(self, file: FileReader, rule_ids: tuple[str, ...] | None) -> None:
        self.file = file
        self._rule_ids = rule_ids
        self._seen: set[str] = set()

    def questionnaire(self, root: Node | None) -> Questionnaire:
        top = read_mapping(self.file, root, _TOP)
        named = top.get("sources")
        entries = named.entries if isinstance(named, MappingNode) else {}
        sources = {name: self._source(node) for name, (_, node) in entries.items()}
        groups = entries_of(self.file, top.get("groups"), "groups")
        return Questionnaire(
            read_localised(self.file, top.get("title"), all_three=True),
            read_localised(self.file, top.get("about"), all_three=True),
            tuple(self._group(node, sources) for node in groups),
        )

    def _source(self, node: Node) -> SourceReference:
        found = read_mapping(self.file, node, _SOURCE)
        publisher, title, url = (read_text(self.file, found.get(key.name)) for key in _SOURCE)
        if not url.startswith("https://"):
            self.file.problem(found.get("url", node), str(message("readiness.no_address")))
        return SourceReference(title, publisher, url=url)

    def _group(self, node: Node, sources: Mapping[str, SourceReference]) -> QuestionGroup:
        found = read_mapping(self.file, node, _GROUP)
        name = read_text(self.file, found.get("source"))
        if name not in sources:
            self.file.problem(found.get("source"), str(message("readiness.no_source", name=name)))
        questions = entries_of(self.file, found.get("questions"), "questions")
        return QuestionGroup(
            self._id(found.get("id")),
            read_localised(self.file, found.get("title"), all_three=True),
            sources.get(name, SourceReference("")),
            tuple(self._question(one) for one in questions),
        )

    def _question(self, node: Node) -> Question:
        found = read_mapping(self.file, node, _QUESTION)
        return Question(
            self._id(found.get("id")),
            read_localised(self.file, found.get("ask"), all_three=True),
            self._selectors(found.get("rules")),
            self._selectors(found.get("basis")),
            read_truth(self.file, found.get("measure")),
        )

    def _selectors(self, node: Node | None) -> tuple[str, ...]:
        found = text_nodes(self.file, node)
        for selector, at in found:
            if self._rule_ids is not None and not ids_matching(selector, self._rule_ids):
                self.file.problem(at, str(message("readiness.no_rule", name=selector)))
        return tuple(selector for selector, _ in found)

    def _id(self, node: Node | None) -> str:
        name = read_name(self.file, node)
        if name and name in self._seen:
            self.file.problem(node, str(message("readiness.twice", name=name)))
        self._seen.add(name)
        return name
