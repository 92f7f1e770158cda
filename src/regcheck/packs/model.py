"""Rules as values: what a rule file says, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

import msgspec

from regcheck.base.texts.localised import NO_TEXT, Localised
from regcheck.base.values import Value, member

DEFAULT_SCOPE = ("operative", "inserted")
"""The roles a rule looks at when neither it nor its pack says."""
LAST = 1_000
"""Where a category stands that does not say itself."""
MAP_GROUPS = ("form", "facts", "access", "judgement")
"""What obstacles may be about: form, facts that are known, access to data; and what nothing but
judgement settles."""


class Severity(IntEnum):
    """How much a finding matters; ordered, so that thresholds compare."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The name used in files and reports: `info`, `warning`, `error`."""
        return self.name.lower()


class Status(StrEnum):
    """Where in its life a rule is."""

    PREVIEW = "preview"
    STABLE = "stable"
    DEPRECATED = "deprecated"


class Confidence(StrEnum):
    """How often the rule is right, from measured precision."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Verdict(StrEnum):
    """What a form requirement assumes."""

    NEUTRAL = "neutral"
    PAPER = "paper"
    PRESENCE = "presence"
    TECHNOLOGY = "technology"
    UNCLEAR = "unclear"


class Within(StrEnum):
    """A stretch of text: what a rule is matched in, or how far a condition looks from the match."""

    MATCH = "match"
    NORM = "norm"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"
    HEADING = "heading"
    DOCUMENT = "document"


class Overlap(StrEnum):
    """Among which findings a stretch of words has only one."""

    CATEGORY = "category"
    RULE = "rule"


class Fact(StrEnum):
    """What may be known of the place where words stand; `regcheck.matching.facts` says when each
    holds."""

    NARRATIVE = "narrative"
    REPORTED = "reported"
    ASKED = "asked"
    FOREIGN = "foreign"
    LEARNING_OUTCOME = "learning-outcome"
    CURRICULUM = "curriculum"
    LABEL = "label"
    EU_TITLE = "eu-title"
    DEFINED_TERM = "defined-term"
    VALUATION = "valuation"
    NEGATED = "negated"
    SETTLED = "settled"
    CONDITIONED = "conditioned"
    CASE = "case"
    FACTOR = "factor"
    FOR_REGULATIONS = "for-regulations"
    DATA_LIMIT = "data-limit"
    PRICED = "priced"
    DIGITAL_OPEN = "digital-open"


class Terminal(msgspec.Struct, frozen=True, tag=True):
    """One pattern of one kind, for one language.

    `kind` is `phrase`, `lemma`, `compound`, `regex`, `dependency`, `metric`, `structure`, `terms`
    or `group`; `language` is `nb`, `nn`, `en`, or empty for all. `values` are the patterns as
    written (for `dependency`, a JSON list; for `group`, `metric` and `structure`, the name).
    `options` are the further keys of the pattern, sorted (`case`, `except`, `above`, …).
    """

    kind: str
    language: str
    values: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    line: int = 0

    def option(self, name: str) -> str:
        """The option's value as written; empty for none."""
        return dict(self.options).get(name, "")


class Combination(msgspec.Struct, frozen=True, tag=True):
    """Patterns combined: `any`, `all` (each somewhere in the segment; the first is reported),
    `not`, or `near` (`first` and `second` at most `words` words apart)."""

    operator: str
    parts: tuple[Pattern, ...]
    options: tuple[tuple[str, str], ...] = ()


Pattern = Terminal | Combination


def question_options(pattern: Pattern) -> dict[str, str]:
    """The options of the first pattern that asks something of decisions; none where none does."""
    if isinstance(pattern, Terminal):
        return dict(pattern.options) if pattern.option("ask") else {}
    return next(filter(None, map(question_options, pattern.parts)), {})


class Condition(Value, frozen=True):
    """Something that must, or must not, hold around a match.

    Either words (`pattern`, looked for `within` a stretch, on the side `position` – `before`,
    `after` or empty for both – and at most `words` words away when that is over 0) or a fact
    (`fact` with its allowed `values`: `kind`, `refid`, `role`, `title`, `heading`, `decider`,
    `language`; `title` and `heading` are regular expressions; `fact`, one of the `Fact` names).
    """

    pattern: Pattern | None = None
    within: Within = Within.NORM
    position: str = ""
    words: int = 0
    fact: str = ""
    values: tuple[str, ...] = ()


class Adjustment(Value, frozen=True):
    """What changes in a finding when all of `conditions` hold; empty fields change nothing."""

    conditions: tuple[Condition, ...]
    severity: Severity | None = None
    verdict: Verdict | None = None
    confidence: Confidence | None = None
    note: Localised = NO_TEXT
    advice: Localised = NO_TEXT


class SourceReference(Value, frozen=True):
    """Whose rule it is."""

    title: str
    publisher: str = ""
    part: str = ""
    url: str = ""


class Example(Value, frozen=True):
    """A made-up provision that must (`bad`) or must not (`good`) give a finding.

    `text` is without the marks; `marked` holds the stretches that `[[…]]` stood around, as
    (start, end) in code points. `heading` and `kind` set the scene when the rule needs one;
    `severity` is what its findings must have, where that is not left open.
    """

    bad: bool
    language: str
    text: str
    marked: tuple[tuple[int, int], ...] = ()
    why: str = ""
    heading: str = ""
    line: int = 0
    kind: str = ""
    severity: Severity | None = None


class Fix(Value, frozen=True):
    """How a finding can be mended. `replacements` maps lower-case matched words to new ones."""

    applicability: str
    replacements: Mapping[str, str] = member(default_factory=dict)


class Rule(Value, frozen=True):
    """One rule, as its file says it."""

    id: str
    title: Localised
    message: Localised
    match: Pattern
    status: Status = Status.STABLE
    severity: Severity = Severity.INFO
    confidence: Confidence = Confidence.MEDIUM
    aliases: tuple[str, ...] = ()
    advice: Localised = NO_TEXT
    rationale: Localised = NO_TEXT
    function: str = ""
    trouble: str = ""
    verdict: Verdict | None = None
    decider: bool = False
    sources: tuple[SourceReference, ...] = ()
    scope: tuple[str, ...] = DEFAULT_SCOPE
    except_roles: tuple[str, ...] = ()
    overlap: Overlap = Overlap.CATEGORY
    join_adjoining: bool = False
    one_in_sentence: str = ""
    except_places: tuple[Fact, ...] = ()
    note_places: tuple[Fact, ...] = ()
    segment: Within = Within.NORM
    strict_language: bool = False
    once: str = ""
    yields_to: tuple[str, ...] = ()
    first_in: Within | None = None
    first_among: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    requires: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    adjust: tuple[Adjustment, ...] = ()
    fix: Fix | None = None
    replaced_by: str = ""
    examples: tuple[Example, ...] = ()
    path: str = ""
    line: int = 0

    @property
    def category(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    @property
    def name(self) -> str:
        """The part of the id after the slash."""
        return self.id.partition("/")[2]


class Group(Value, frozen=True):
    """A named list of patterns that conditions and rules share."""

    name: str
    pattern: Pattern
    title: Localised = NO_TEXT
    path: str = ""


class TermEntry(Value, frozen=True):
    """One row of a term sheet: words to avoid and what to write instead, per written standard."""

    language: str
    avoid: tuple[str, ...]
    use: tuple[str, ...] = ()
    note: str = ""
    severity: Severity | None = None
    source: str = ""


class Pack(Value, frozen=True):
    """A category's manifest or a collection.

    `label` is what lists call the category. `order`, `map_order` and `gold_order` are its places
    in reports, in the map of obstacles and in evaluations; 0 means that it is not there.
    `map_group` is what its obstacles are about, one of `MAP_GROUPS` or empty. `verdict` says that
    its rules may say what a requirement assumes. `scope`, `strict_language`, `overlap`,
    `join_adjoining`, `one_in_sentence`, `except_places` and `note_places` hold for rules that do
    not say themselves.
    """

    name: str
    version: str
    title: Localised = NO_TEXT
    description: Localised = NO_TEXT
    label: Localised = NO_TEXT
    order: int = LAST
    map_order: int = 0
    map_group: str = ""
    gold_order: int = 0
    verdict: bool = False
    strict_language: bool = False
    scope: tuple[str, ...] = DEFAULT_SCOPE
    overlap: Overlap = Overlap.CATEGORY
    join_adjoining: bool = False
    one_in_sentence: str = ""
    except_places: tuple[Fact, ...] = ()
    note_places: tuple[Fact, ...] = ()
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    overrides: Mapping[str, Mapping[str, str]] = member(default_factory=dict)
    path: str = ""


class RuleSet(Value, frozen=True):
    """The rules chosen for a run, in id order, with what they share.

    `digest` is a SHA-256 over everything that can change a finding: rules, groups, term sheets.
    `names` are the ids and former ids of all rules there are, each
    with the present id; `optional` the ids that run only when they are asked for; `added` those of
    rules from other packs than the built-in ones.
    """

    rules: tuple[Rule, ...]
    groups: Mapping[str, Group] = member(default_factory=dict)
    sheets: Mapping[str, tuple[TermEntry, ...]] = member(default_factory=dict)
    packs: tuple[Pack, ...] = ()
    digest: str = ""
    names: Mapping[str, str] = member(default_factory=dict)
    optional: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
