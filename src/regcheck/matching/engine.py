"""A rule set made ready to run: its triggers, what they need, and what matches and judges them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from regcheck.base.search.expressions import Expression
from regcheck.decisions.spots import phrase_scan
from regcheck.document.model import BESIDE_ROLES, OPERATIVE_ROLES, Role
from regcheck.document.segments.view import Segments
from regcheck.matching.conditions import Judge, build_finders
from regcheck.matching.dependency import DependencyMatcher
from regcheck.matching.plans import CompiledRules, ConditionPlan
from regcheck.matching.prefilter import AnchorUse, InRole, Prefilter, Starts
from regcheck.matching.vocabulary import Kinds, Vocabulary
from regcheck.matching.words import Finder
from regcheck.packs.model import Rule, RuleSet, Severity

Conditions = tuple[ConditionPlan, ...]
_OF_PROSE = frozenset({"metric", "structure"})
"""Kinds of pattern that are about sentences and structure: what they know does not hold in tables
and the like."""


class Engine:
    """A rule set made ready to run on one document after another, for findings of a severity and
    above. Dependency patterns look for nothing without `nlp`. Holds no state of any document."""

    def __init__(
        self,
        rule_set: RuleSet,
        compiled: CompiledRules | None = None,
        level: Severity = Severity.INFO,
        *,
        nlp: bool = False,
        as_of: str = "",
    ) -> None:
        self.nlp = nlp
        self.as_of = as_of
        self.rules: tuple[Rule, ...] = rule_set.rules
        if compiled is None:
            from regcheck.matching.compile import compile_rules

            compiled = compile_rules(rule_set)
        self.compiled = compiled
        self.finder: Callable[[int], Finder] = build_finders(
            self.compiled.words, self.compiled.word_bits
        )
        self.needs = [sum(1 << need for need in plan.needs) for plan in self.compiled.triggers]
        self._vocabulary = Vocabulary(self.compiled.vocabulary)
        self.prefilter = Prefilter(self.compiled.literals)
        self.phrase_scan = cache(lambda: phrase_scan(self.compiled.phrases))
        self.expression = cache(self._expression)
        """The matcher of a `regex` or `dependency` trigger, made on first use."""
        self.conditions = cache(self._conditions)
        """What must hold and what must not around a match of a trigger, of its own and of its
        rule."""
        self._roles = [_roles_of(rule) for rule in self.rules]
        of_words = {p.rule for p in self.compiled.triggers if p.kind not in _OF_PROSE}
        self.word_roles = [
            roles | BESIDE_ROLES - _excepted(self.rules[at])
            if at in of_words and Role.OPERATIVE in roles
            else roles
            for at, roles in enumerate(self._roles)
        ]
        # A rule that speaks once may be silent further on for what it noted in a translation.
        unseen = frozenset({Role.FOREIGN} if level > Severity.INFO else ())
        self._unseen = [
            unseen if rule.first_in is None else frozenset[Role]() for rule in self.rules
        ]
        of_prose = {p.rule for p in self.compiled.triggers if p.kind in _OF_PROSE}
        self.once = frozenset(
            at for at in of_words - of_prose if unseen and self.rules[at].first_in is not None
        )
        """Rules that say in `roles_of_once` only what may silence them elsewhere."""
        looked_at = {
            role: {at for at in of_words if self.allows_words(at, role)} - unheard
            for role in Role
            for unheard in (self.once if role in unseen else frozenset[int](),)
        }
        self.roles = frozenset(role for role, rules in looked_at.items() if rules)
        self.roles_of_once = unseen - self.roles if self.once else frozenset()

    def judge(self, segments: Segments) -> Judge:
        """What answers the rules' conditions in a document; it remembers what it has looked up."""
        return segments.remember(
            f"judge of {id(self)}",
            lambda: Judge(segments, Kinds(segments, self._vocabulary), self.finder),
        )

    def allows(self, rule: int, role: Role) -> bool:
        """Whether the rule may look at text of this role as a whole, and would be heard: what it
        says of translations is only noted."""
        return role in self._roles[rule] and role not in self._unseen[rule]

    def allows_words(self, rule: int, role: Role) -> bool:
        """Whether the rule may look for words in text of this role: of what states the law also
        beside the provisions."""
        return role in self.word_roles[rule] and role not in self._unseen[rule]

    def in_role(self, starts: Starts, role: Role) -> InRole | None:
        """What a literal starts in text of a role; None where no rule looks."""
        triggers = self.compiled.triggers
        uses = tuple(
            use for use in starts.uses if self.allows_words(triggers[use.trigger].rule, role)
        )
        anchored = tuple(
            AnchorUse(trigger, whole, need, need if triggers[trigger].crosses else -1)
            for trigger, whole in starts.anchors
            if self.allows_words(triggers[trigger].rule, role)
            for need in (self.needs[trigger],)
        )
        found = starts.in_role[role] = InRole(uses, anchored) if uses or anchored else None
        return found

    def _conditions(self, trigger: int) -> tuple[Conditions, Conditions]:
        own = self.compiled.triggers[trigger]
        rule = self.compiled.rules[own.rule]
        return own.requires + rule.requires + rule.when, own.unless + rule.unless

    def _expression(self, trigger: int) -> Expression | DependencyMatcher:
        plan = self.compiled.triggers[trigger]
        if plan.kind == "dependency":
            return DependencyMatcher(plan.pattern)
        return Expression(plan.pattern, on_lowered=plan.on_lowered, cased=plan.cased)


def _roles_of(rule: Rule) -> frozenset[Role]:
    roles: set[Role] = set()
    for name in rule.scope:
        roles |= OPERATIVE_ROLES if name == "operative" else {Role(name)}
    return frozenset(roles - _excepted(rule))


def _excepted(rule: Rule) -> frozenset[Role]:
    return frozenset(Role(name) for name in rule.except_roles)
