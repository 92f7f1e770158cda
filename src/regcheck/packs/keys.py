"""The keys of every file and what they hold, for the validator and the JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from regcheck.base.datafiles.keys import Key
from regcheck.base.texts.locales import LOCALES
from regcheck.document.model import Role
from regcheck.law.metadata import DocumentKind
from regcheck.packs.model import (
    MAP_GROUPS,
    Confidence,
    Fact,
    Overlap,
    Severity,
    Status,
    Verdict,
    Within,
)

PLACEHOLDERS: Final = ("match", "suggestion", "value", "limit", "question")
SEVERITIES: Final = tuple(severity.word for severity in reversed(Severity))
STATUSES: Final = tuple(status.value for status in Status)
CONFIDENCES: Final = tuple(confidence.value for confidence in Confidence)
_FLAGS: Final = ("asked", "limited", "minor", "result", "listed", "terms", "ceiling", "papers")
ACTS: Final = (
    *("give", "refuse", "dismiss", "permit", "approve", "exempt", "order", "forbid", "withdraw"),
    *("fix", "pay", "claim-back", "reduce", "sanction", "stop", "register", "delete", "disclose"),
    *("appoint", "admit", "prolong", "inspect", "demand", "decide", "decide-appeal", "report"),
    *("notify", "send", "keep"),
)
"""What is decided or must be done; said again, as `decisions` may import this room and not the
reverse."""
BOXES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "act": ACTS,
        "group": ("favour", "burden", "exempt", "duty", *ACTS),
        "verb": (),
        "strength": ("shall", "may", "shall-not", "normally"),
        "nature": ("fact", "judgment", "open", "none"),
        "voice": ("active", "passive"),
        "decider": ("body", "several", "unnamed", "nobody", "elsewhere"),
        "initiative": ("application", "complaint", "own-motion", "automatic", "not-said"),
        "opens": ("none", "weak", "strong"),
        **dict.fromkeys((*_FLAGS, "referred"), ("yes", "no")),
    }
)
"""The boxes of a decision, and what `decisions/asking.py` says of each; a verb is any beginning of
a word."""
ASKED_OF_DECISIONS: Final = (
    *("criteria", "exempt", "right", "several-deciders", "unnamed-decider", "nobody-exempts"),
    *("priority", "open", "terms", "ceiling"),
)
ASKED_OF_WORDS: Final = (
    *("open", "undone", "moved", "loosened", "time", "time-application", "no-appeal"),
    *("appeal-partly", "appeal-where", "all-information", "basis", "settles", "again", "held"),
    *("approval", "weights"),
)
"""The questions there are, by their names in the texts `decisions`."""
PHRASES: Final = (
    *("moved", "undone", "delay", "strong", "loosened", "deciding", "applying", "no-appeal"),
    *("partly-appealed", "appeal-by-law", "appeal-body", "all-information", "basis", "settles"),
    *("again", "limit", "held/folk", "held/business", "held/tax", "held/education", "held/work"),
    *("held/support", "held/police", "held/property", "held/health", "held/vessel"),
    *("approval", "own-rules", "in-regulations", "weights"),
)
"""Lists of phrases in `decisions/data` that a rule may look for in a sentence."""
TROUBLES: Final = (
    *("no-criteria", "must-judge", "cancelled", "no-outcome", "moved-out", "undefined"),
    *("no-deadline", "no-measure", "no-decider", "no-actor", "no-appeal", "held-already"),
    *("fact-unseen", "must-ask", "no-basis", "paper-form", "in-person", "named-system"),
    *("wrong-reference", "dangling-reference", "outdated", "contradiction", "hole", "varies"),
    *("wrong-word", "list-unclear", "tangled", "archaic", "double-negation"),
)
"""What is the matter with a provision, in one word."""
VERDICTS: Final = tuple(verdict.value for verdict in Verdict)
ROLES: Final = tuple(role.value for role in Role)
DECIDERS: Final = ("authority", "court", "private", "unclear")
OVERLAPS: Final = tuple(overlap.value for overlap in Overlap)
PLACES: Final = tuple(fact.value for fact in Fact)
KINDS: Final = tuple(kind.value for kind in DocumentKind)
FUNCTIONS: Final = (
    "proof", "signature", "identification", "notice", "publicity", "integrity", "confidentiality",
    "completeness", "presence", "other",
)  # fmt: skip
SEGMENTS: Final = tuple(kind.value for kind in Within if kind is not Within.MATCH)
STRETCHES: Final = (Within.PARAGRAPH.value, Within.ARTICLE.value, Within.DOCUMENT.value)
"""What a rule may speak of once: units of a document, not what lies around a match."""
HANDLING: Final = (
    Key("overlap", "choice", choices=OVERLAPS),
    Key("join-adjoining", "truth"),
    Key("one-in-sentence", "choice", choices=OVERLAPS),
    Key("except-places", "words", choices=PLACES),
    Key("note-places", "words", choices=PLACES),
)
"""How findings stand to one another and to where they stand: for a rule, or for a category."""

RULE: Final = (
    Key("id", "id", required=True),
    Key("status", "choice", choices=STATUSES),
    Key("replaced-by", "rule"),
    Key("aliases", "ids"),
    Key("severity", "choice", choices=SEVERITIES),
    Key("confidence", "choice", choices=CONFIDENCES),
    Key("title", "local", required=True),
    Key("message", "local", required=True),
    Key("advice", "local"),
    Key("rationale", "local"),
    Key("function", "choice", choices=FUNCTIONS),
    Key("trouble", "choice", choices=TROUBLES),
    Key("verdict", "choice", choices=VERDICTS),
    Key("decider", "truth"),
    Key("strict-language", "truth"),
    Key("once", "choice", choices=("document",)),
    Key("yields-to", "rules"),
    Key("first-in", "choice", choices=STRETCHES),
    Key("first-among", "rules"),
    Key("sources", "sources"),
    Key("scope", "words", choices=ROLES),
    Key("except-roles", "words", choices=ROLES),
    *HANDLING,
    Key("segment", "choice", choices=SEGMENTS),
    Key("match", "pattern", required=True),
    Key("when", "facts"),
    Key("requires", "requirements"),
    Key("unless", "conditions"),
    Key("adjust", "adjustments"),
    Key("fix", "fix"),
    Key("examples", "examples"),
)

ADJUST: Final = (
    Key("if", "conditions", required=True),
    Key("severity", "choice", choices=SEVERITIES),
    Key("verdict", "choice", choices=VERDICTS),
    Key("confidence", "choice", choices=CONFIDENCES),
    Key("note", "local"),
    Key("advice", "local"),
)

ADJUSTMENT_NAME: Final = Key("name", "name", required=True)
"""What a shared adjustment has beside the keys of one in a rule."""

SOURCE: Final = (
    Key("title", "text", required=True),
    Key("publisher", "text"),
    Key("part", "text"),
    Key("url", "text"),
)

FIX: Final = (
    Key("applicability", "choice", required=True, choices=("safe", "unsafe", "display")),
    Key("replace", "replacements"),
)

EXAMPLES: Final = (Key("bad", "example-list"), Key("good", "example-list"))

EXAMPLE_SCENE: Final = (
    Key("why", "text"),
    Key("heading", "text"),
    Key("kind", "choice", choices=KINDS),
    Key("severity", "choice", choices=SEVERITIES),
)
EXAMPLE: Final = (*(Key(language, "text") for language in LOCALES), *EXAMPLE_SCENE)

PATTERN: Final = (
    *(Key(language, "pattern") for language in LOCALES),
    Key("phrase", "texts"),
    Key("lemma", "texts"),
    Key("compound", "compound"),
    Key("regex", "texts"),
    Key("dependency", "dependency"),
    Key("terms", "name"),
    Key("group", "name"),
    Key("decision", "decision"),
    Key("metric", "metric"),
    Key("structure", "name"),
    Key("any", "patterns"),
    Key("all", "patterns"),
    Key("not", "pattern"),
    Key("near", "near"),
)

OPTION: Final = (
    Key("case", "truth"),
    Key("except", "texts"),
)

DECISION: Final = (
    Key("ask", "choice", required=True, choices=(*ASKED_OF_DECISIONS, *ASKED_OF_WORDS)),
    *(Key(box, "words" if some else "texts", choices=some) for box, some in BOXES.items()),
    Key("at", "choice", choices=("open",)),
    Key("phrase", "choice", choices=PHRASES),
    Key("without-phrase", "choice", choices=PHRASES),
    Key("nowhere", "choice", choices=PHRASES),
    *(Key(name, "choice", choices=("yes",)) for name in ("wide", "without-time")),
    Key("by", "choice", choices=("authority", "named")),
)
"""What is asked, the boxes that a decision must have so, or the phrases of a sentence."""

COMPOUND: Final = (Key("head", "texts"), Key("modifier", "texts"), Key("except", "texts"))

NEAR: Final = (
    Key("first", "pattern", required=True),
    Key("second", "pattern", required=True),
    Key("words", "whole"),
    Key("order", "choice", choices=("any", "before")),
)

METRIC: Final = (
    Key("name", "name", required=True),
    Key("above", "number"),
    Key("below", "number"),
    Key("percentile", "number"),
    Key("below-percentile", "number"),
)

ROOT: Final = (
    Key("RIGHT_ID", "text", required=True),
    Key("RIGHT_ATTRS", "attributes", required=True),
)
"""The first node of a dependency pattern, in spaCy's notation."""
NODE: Final = (
    *ROOT,
    Key("LEFT_ID", "text", required=True),
    Key("REL_OP", "choice", required=True, choices=("<", ">", ".", ";", "$+", "$-")),
)
"""Its further nodes: how each hangs together with one before it. Operators that look through whole
trees are left out: they can take very long."""
ATTRIBUTE: Final = tuple(Key(name, "attribute") for name in ("LOWER", "LEMMA", "POS", "TAG", "DEP"))
ATTRIBUTE_SET: Final = (Key("IN", "texts"), Key("NOT_IN", "texts"))
MOST_NODES: Final = 4

PLACE: Final = (
    Key("within", "choice", choices=tuple(within.value for within in Within)),
    Key("position", "choice", choices=("before", "after")),
    Key("words", "whole"),
)

FACT: Final = (
    Key("kind", "words", choices=KINDS),
    Key("refid", "texts"),
    Key("role", "words", choices=ROLES),
    Key("title", "texts"),
    Key("heading", "texts"),
    Key("decider", "words", choices=DECIDERS),
    Key("language", "words", choices=LOCALES),
    Key("fact", "words", choices=PLACES),
)

GROUP: Final = (Key("name", "name", required=True), Key("title", "local"))

SHEET: Final = (
    Key("sheet", "name", required=True),
    Key("title", "local"),
    Key("source", "text"),
    Key("terms", "terms", required=True),
)

TERM_NOTES: Final = (
    Key("source", "text"),
    Key("note", "text"),
    Key("severity", "choice", choices=SEVERITIES),
)
TERM: Final = (*(Key(language, "term") for language in LOCALES), *TERM_NOTES)

TERM_WORD: Final = (Key("avoid", "texts", required=True), Key("use", "texts"))

PACK: Final = (
    Key("name", "name", required=True),
    Key("version", "version", required=True),
    Key("title", "local"),
    Key("description", "local"),
    Key("label", "local"),
    Key("order", "whole"),
    Key("map-order", "whole"),
    Key("map-group", "choice", choices=MAP_GROUPS),
    Key("gold-order", "whole"),
    Key("verdict", "truth"),
    Key("strict-language", "truth"),
    Key("scope", "words", choices=ROLES),
    *HANDLING,
)

COLLECTION: Final = (
    Key("name", "name", required=True),
    Key("version", "version", required=True),
    Key("title", "local"),
    Key("description", "local"),
    Key("include", "selectors", required=True),
    Key("exclude", "selectors"),
    Key("override", "overrides"),
)

OVERRIDE: Final = (
    Key("severity", "choice", choices=SEVERITIES),
    Key("status", "choice", choices=STATUSES),
)
