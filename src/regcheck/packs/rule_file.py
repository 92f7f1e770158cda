"""One rule file: from its tree to a `Rule`, with all problems kept in the reader."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from regcheck.base.datafiles.fields import (
    FileReader,
    did_you_mean,
    entries_of,
    read_choice,
    read_localised,
    read_mapping,
    read_name,
    read_rule_id,
    read_text,
    read_truth,
    read_words,
    text_nodes,
)
from regcheck.base.datafiles.yaml_nodes import Mapping, Node, Scalar
from regcheck.base.text.patterns import pattern
from regcheck.base.texts.message import message
from regcheck.packs.examples import read_examples
from regcheck.packs.keys import (
    ADJUST_KEYS,
    FIX_KEYS,
    FUNCTIONS,
    OVERLAPS,
    PLACEHOLDERS,
    PLACES,
    ROLES,
    RULE_KEYS,
    SEGMENTS,
    SOURCE_KEYS,
    STRETCHES,
    TROUBLES,
)
from regcheck.packs.model import (
    Adjustment,
    Confidence,
    Fact,
    Fix,
    Overlap,
    Pack,
    Rule,
    Severity,
    SourceReference,
    Status,
    Terminal,
    Verdict,
    Within,
)
from regcheck.packs.patterns import read_conditions, read_pattern
from regcheck.packs.terminals import read_severity, shift_in

_PLACEHOLDER: Final = pattern(r"\{([^{}]*)\}")
NO_PATTERN: Final = Terminal("phrase", "", ())
"""Stands for a pattern that cannot be read."""

Nodes = dict[str, Node]
E = TypeVar("E", bound=StrEnum)
Shared = abc.Mapping[str, Adjustment]


def read_rule(
    reader: FileReader,
    root: Node | None,
    pack: Pack | None = None,
    category: Pack | None = None,
    shared: Shared = MappingProxyType({}),
) -> Rule | None:
    """The rule a file describes; what it leaves out its pack may say, and how its findings stand
    to others the manifest of its category, which is the pack's where there is one. `shared` are
    the adjustments that may be named.

    None when not even the id can be read. When the reader has problems afterwards the rule serves
    only for checking other files against it.
    """
    found = read_mapping(reader, root, RULE_KEYS)
    rule_id = _read_id(reader, found.get("id"))
    if not rule_id:
        return None
    reader.category = reader.category or rule_id.partition("/")[0]
    for key in ("message", "advice"):
        _check_placeholders(reader, found.get(key))
    own = pack or Pack("", "")
    return Rule(
        id=rule_id,
        title=read_localised(reader, found.get("title"), all_three=True),
        message=read_localised(reader, found.get("message"), all_three=True),
        match=((read_pattern(reader, found["match"]) if "match" in found else None) or NO_PATTERN),
        status=_read_status(reader, found),
        severity=read_severity(reader, found.get("severity")) or Severity.INFO,
        confidence=_member(reader, found.get("confidence"), Confidence) or Confidence.MEDIUM,
        aliases=_read_rule_ids(reader, found.get("aliases"), read_rule_id),
        advice=read_localised(reader, found.get("advice")),
        rationale=read_localised(reader, found.get("rationale")),
        function=read_choice(reader, found.get("function"), FUNCTIONS),
        trouble=read_choice(reader, found.get("trouble"), TROUBLES),
        verdict=_read_verdict(reader, found.get("verdict"), rule_id, pack or category),
        decider=read_truth(reader, found.get("decider")),
        sources=_read_sources(reader, found.get("sources")),
        scope=read_words(reader, found["scope"], ROLES) if "scope" in found else own.scope,
        except_roles=read_words(reader, found.get("except-roles"), ROLES),
        **read_handling(reader, found, pack or category),
        segment=Within(read_choice(reader, found.get("segment"), SEGMENTS) or Within.NORM),
        strict_language=read_truth(reader, found.get("strict-language"), own.strict_language),
        once=read_choice(reader, found.get("once"), ("document",)),
        yields_to=_read_rule_ids(reader, found.get("yields-to"), _read_present_id),
        first_in=_member(reader, found.get("first-in"), Within, STRETCHES),
        first_among=_read_rule_ids(reader, found.get("first-among"), _read_present_id),
        when=read_conditions(reader, found.get("when"), "facts"),
        requires=read_conditions(reader, found.get("requires"), "words"),
        unless=read_conditions(reader, found.get("unless"), "both"),
        adjust=_read_adjustments(reader, found.get("adjust"), shared),
        fix=_read_fix(reader, found.get("fix")),
        replaced_by=_read_present_id(reader, found.get("replaced-by")),
        examples=read_examples(reader, found.get("examples")),
        path=reader.name,
        line=found["id"].line,
    )


def read_handling(reader: FileReader, found: Nodes, default: Pack | None = None) -> dict[str, Any]:
    """What `HANDLING_KEYS` say, by the names of fields; `default` says what is left out."""
    base = default or Pack("", "")
    places = {
        f"{name}_places": tuple(map(Fact, read_words(reader, found[f"{name}-places"], PLACES)))
        for name in ("except", "note")
        if f"{name}-places" in found
    }
    return {
        "overlap": _member(reader, found.get("overlap"), Overlap) or base.overlap,
        "join_adjoining": read_truth(reader, found.get("join-adjoining"), base.join_adjoining),
        "one_in_sentence": read_choice(reader, found.get("one-in-sentence"), OVERLAPS)
        or base.one_in_sentence,
        "except_places": base.except_places,
        "note_places": base.note_places,
        **places,
    }


def _member(
    reader: FileReader, node: Node | None, kind: type[E], allowed: Sequence[str] = ()
) -> E | None:
    """The member of an enumeration that a word names; None when left out or wrong."""
    word = read_choice(reader, node, allowed or [one.value for one in kind])
    return kind(word) if word else None


def _read_id(reader: FileReader, node: Node | None) -> str:
    rule_id = read_rule_id(reader, node) if node is not None else ""
    if not rule_id or not reader.category:
        return rule_id
    wanted = reader.name.rpartition(".")[0]
    if "/" not in wanted:
        wanted = f"{reader.category}/{wanted}"
    if rule_id != wanted:
        reader.problem(node, message("packs.id_elsewhere", id=rule_id), f"«{wanted}»")
    return rule_id


def _read_status(reader: FileReader, found: Nodes) -> Status:
    status = _member(reader, found.get("status"), Status) or Status.STABLE
    if status is Status.DEPRECATED and "replaced-by" not in found:
        reader.problem(found["status"], message("packs.no_successor"), "replaced-by: id")
    if "replaced-by" in found and status is not Status.DEPRECATED:
        fault = message("packs.not_deprecated")
        reader.problem(found["replaced-by"], fault, "status: deprecated")
    return status


def is_empty_list(node: Node | None) -> bool:
    """Whether a value is a list without anything in it."""
    return node is not None and not getattr(node, "nodes", True)


def _read_rule_ids(
    reader: FileReader, node: Node | None, read: abc.Callable[[FileReader, Node], str]
) -> tuple[str, ...]:
    scalars = [] if is_empty_list(node) else [one for _, one in text_nodes(reader, node)]
    return tuple(filter(None, (read(reader, one) for one in scalars)))


def _read_present_id(reader: FileReader, node: Node | None) -> str:
    """The id of a rule that there must be."""
    rule_id = read_rule_id(reader, node) if node is not None else ""
    if rule_id and node is not None:
        reader.refer("rule", rule_id, node)
    return rule_id


def _read_verdict(
    reader: FileReader, node: Node | None, rule_id: str, category: Pack | None
) -> Verdict | None:
    verdict = _member(reader, node, Verdict)
    if verdict and not (category and category.verdict):
        fault = message("packs.no_verdict", category=rule_id.partition("/")[0])
        reader.problem(node, fault, message("packs.say_verdict"))
    return verdict


def _check_placeholders(reader: FileReader, node: Node | None) -> None:
    """Only known names in curly brackets, and no such bracket elsewhere."""
    if not isinstance(node, Mapping):
        return
    for _, value in node.entries.values():
        if not isinstance(value, Scalar):
            continue
        for place in _PLACEHOLDER.finditer(value.text):
            if place[1] not in PLACEHOLDERS:
                reader.problem(
                    value,
                    message("packs.unknown_placeholder", name=place[1][:60]),
                    did_you_mean(place[1], PLACEHOLDERS),
                    shift=shift_in(reader, value, place.start()),
                )
        rest = _PLACEHOLDER.sub(lambda place: " " * len(place[0]), value.text)
        stray = re.search(r"[{}]", rest)
        if stray:
            shift = shift_in(reader, value, stray.start())
            fault, hint = message("packs.lone_sign", sign=stray[0]), message("packs.placeholders")
            reader.problem(value, fault, hint, shift=shift)


def _read_sources(reader: FileReader, node: Node | None) -> tuple[SourceReference, ...]:
    sources = []
    for item in entries_of(reader, node, message("packs.sources")):
        found = read_mapping(reader, item, SOURCE_KEYS)
        texts = {key: read_text(reader, value) for key, value in found.items()}
        url = texts.get("url", "")
        if url and not re.match(r"https?://[^\s]+\Z", url):
            reader.problem(found["url"], message("packs.no_address"), message("packs.https"))
        if texts.get("title"):
            sources.append(SourceReference(**texts))
    return tuple(sources)


def _read_adjustments(
    reader: FileReader, node: Node | None, shared: Shared
) -> tuple[Adjustment, ...]:
    adjustments = []
    for item in entries_of(reader, node, message("packs.adjustments")):
        if not isinstance(item, Scalar):
            found = read_mapping(reader, item, ADJUST_KEYS)
            adjustments.append(adjustment_of(reader, item, found))
        elif name := read_name(reader, item):
            if name in shared:
                adjustments.append(shared[name])
            else:
                fault = message("packs.no_adjustment", name=name)
                reader.problem(item, fault, did_you_mean(name, shared))
    return tuple(adjustments)


def adjustment_of(reader: FileReader, node: Node | None, found: Nodes) -> Adjustment:
    """The adjustment that the values of `ADJUST_KEYS` in a mapping describe."""
    for key in ("note", "advice"):
        _check_placeholders(reader, found.get(key))
    if found and not found.keys() - {"if"}:
        reader.problem(node, message("packs.nothing_adjusted"), message("packs.adjustable"))
    return Adjustment(
        read_conditions(reader, found.get("if"), "both"),
        read_severity(reader, found.get("severity")),
        _member(reader, found.get("verdict"), Verdict),
        _member(reader, found.get("confidence"), Confidence),
        read_localised(reader, found.get("note")),
        read_localised(reader, found.get("advice")),
    )


def _read_fix(reader: FileReader, node: Node | None) -> Fix | None:
    if node is None:
        return None
    found = read_mapping(reader, node, FIX_KEYS)
    applicability = read_choice(reader, found.get("applicability"), FIX_KEYS[0].choices)
    replacements: dict[str, str] = {}
    replace = found.get("replace")
    if replace is not None and not isinstance(replace, Mapping):
        reader.problem(replace, message("packs.no_replacements"))
    elif isinstance(replace, Mapping):
        for key, value in replace.entries.values():
            old = key.text.lower()
            if old in replacements:
                reader.problem(key, message("packs.replaced_twice", word=key.text))
            replacements[old] = read_text(reader, value)
    return Fix(applicability, replacements) if applicability else None
