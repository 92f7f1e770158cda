"""From a rule set to what the engine runs: literals, triggers and compiled conditions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from msgspec import structs

from regcheck.base.errors import InternalError
from regcheck.base.search.literals import regex_anchors
from regcheck.base.texts.message import message
from regcheck.base.values import encoded
from regcheck.decisions.spots import phrase_anchors
from regcheck.matching.dependency import words_of
from regcheck.matching.groups import Groups, atoms_of, inflected
from regcheck.matching.literal import OPEN, Literal
from regcheck.matching.needs import (
    Need,
    best_need,
    commonest,
    cost,
    needs,
    rarest,
    telling_words,
    words_within,
)
from regcheck.matching.phrase import expand, pattern_in_lower_case, to_regex
from regcheck.matching.plans import (
    ANY_CASE,
    CASED,
    LOWERED,
    CompiledRules,
    ConditionPlan,
    PlannedExpression,
    RulePlan,
    TriggerPlan,
    WordPlan,
)
from regcheck.matching.prefilter import LiteralUse, Starts, in_groups
from regcheck.matching.vocabulary import by_word
from regcheck.packs.library import terminals_of
from regcheck.packs.model import Combination, Condition, Pattern, RuleSet, Terminal, Within
from regcheck.packs.phrase_syntax import Gap, atoms_in, parse_phrase

MIN_COMPOUND_REST = 3
MAX_LITERALS = 300
"""Literals a phrase may stand for; one that stands for more becomes an expression."""
COMMON = 25_000
"""Times per million words from which on a need is met nearly everywhere."""


def compile_rules(rule_set: RuleSet) -> CompiledRules:
    """Compile every rule of the set. Raises InternalError for a pattern that validation should have
    refused."""
    return _Compiler(rule_set).run()


class _Compiler:
    def __init__(self, rule_set: RuleSet) -> None:
        self.rule_set = rule_set
        self.out = CompiledRules()
        self._plans: dict[WordPlan, int] = {}
        self._word_plans: dict[Pattern, int] = {}
        self.groups = Groups(rule_set.groups)
        self._sets: dict[Need, int] = {}
        self._literals: dict[str, list[LiteralUse]] = {}
        self._anchors: dict[str, list[tuple[int, bool]]] = {}

    def run(self) -> CompiledRules:
        for index, rule in enumerate(self.rule_set.rules):
            self.out.rules.append(
                RulePlan(
                    requires=self._conditions(rule.requires),
                    unless=self._conditions(rule.unless),
                    when=self._conditions(rule.when),
                    adjust=tuple(self._conditions(a.conditions) for a in rule.adjust),
                )
            )
            self._pattern(index, rule.match, (), ())
        keys = self._literals.keys() | self._anchors.keys()
        self.out.literals = in_groups({key: self._starts(key) for key in keys})
        self.out.words = [encoded(plan) for plan in self._plans]
        self.out.phrases = phrase_anchors()
        self._give_bits()
        return self.out

    def _give_bits(self) -> None:
        """Number the sets of words, those that common words belong to first: so the masks of most
        words are short."""
        of_plans = [list(map(frozenset, _word_sets(plan))) for plan in self._plans]
        numbered = sorted(
            {*self._sets, *chain.from_iterable(of_plans)} - {frozenset()},
            key=lambda words: (-commonest(words), *sorted(words)),
        )
        bits = {words: bit for bit, words in enumerate(numbered, 1)}
        triggers = [bits[need] for need in self._sets]
        self.out.triggers = [
            replace(plan, needs=tuple(sorted(triggers[need] for need in plan.needs)))
            for plan in self.out.triggers
        ]
        self.out.word_bits = [[bits.get(words, 0) for words in sets] for sets in of_plans]
        self.out.vocabulary = by_word(numbered)

    def _starts(self, key: str) -> Starts:
        uses, anchors = self._literals.get(key, ()), self._anchors.get(key, ())
        closed = all(whole for _, whole in anchors) and not any(
            use.open_left or use.open_right for use in uses
        )
        return Starts(tuple(uses), tuple(anchors), closed)

    # --- triggers -------------------------------------------------------------------------

    def _pattern(
        self,
        rule: int,
        pattern: Pattern,
        requires: tuple[ConditionPlan, ...],
        unless: tuple[ConditionPlan, ...],
    ) -> None:
        if isinstance(pattern, Terminal):
            self._terminal(rule, pattern, requires, unless)
        elif pattern.operator == "any":
            for part in pattern.parts:
                self._pattern(rule, part, requires, unless)
        elif pattern.operator == "all":
            within = self.rule_set.rules[rule].segment
            for part in pattern.parts[1:]:
                negative = isinstance(part, Combination) and part.operator == "not"
                words = part.parts[0] if negative and isinstance(part, Combination) else part
                plan = self._conditions((Condition(pattern=words, within=within),))
                if negative:
                    unless += plan
                else:
                    requires += plan
            self._pattern(rule, pattern.parts[0], requires, unless)
        elif pattern.operator == "near":
            options = dict(pattern.options)
            near = Condition(
                pattern=pattern.parts[1],
                within=Within.NORM,
                position="after" if options.get("order") == "before" else "",
                words=int(options.get("words", "8")),
            )
            self._pattern(rule, pattern.parts[0], requires + self._conditions((near,)), unless)
        else:
            raise InternalError(
                message("errors.unreachable", what=f"a match begins with «{pattern.operator}»")
            )

    def _terminal(
        self,
        rule: int,
        terminal: Terminal,
        requires: tuple[ConditionPlan, ...],
        unless: tuple[ConditionPlan, ...],
    ) -> None:
        base = TriggerPlan(
            rule,
            "literal",
            terminal.language,
            cased=terminal.option("case") == "true",
            excepts=self._excepts(terminal),
            requires=requires,
            unless=unless,
            options=terminal.options,
        )
        if terminal.kind in ("phrase", "lemma"):
            self._phrases(base, terminal)
        elif terminal.kind == "compound":
            trigger = self._trigger(base)
            for literal in self._compounds(terminal):
                self._literal(trigger, literal, rest=MIN_COMPOUND_REST)
        elif terminal.kind == "terms":
            self._sheet(base, terminal)
        elif terminal.kind == "group":
            for part in terminals_of(self.rule_set.groups[terminal.values[0]].pattern):
                self._terminal(rule, part, requires, unless)
        elif terminal.kind == "regex":
            for value in terminal.values:
                # Words of a fixed number stand beside each other, not on both sides of a colon.
                crosses = any(sign in value for sign in "*+{")
                trigger = self._trigger(base, kind="regex", pattern=value, crosses=crosses)
                self._anchor(trigger, _anywhere(regex_anchors(value)))
        else:
            for value in terminal.values:
                trigger = self._trigger(base, kind=terminal.kind, pattern=value)
                if terminal.kind == "dependency":
                    words = words_of(value, inflected(terminal.language))
                    self._anchor(trigger, rarest(map(_anywhere, words)))

    def _trigger(self, base: TriggerPlan, **changes: object) -> int:
        self.out.triggers.append(replace(base, **changes))  # type: ignore[arg-type]
        return len(self.out.triggers) - 1

    def _literal(self, trigger: int, literal: Literal, *, rest: int = 0, entry: int = -1) -> None:
        lowered = literal.text.lower()
        self._literals.setdefault(lowered, []).append(
            LiteralUse(
                trigger,
                literal.open_left,
                literal.open_right,
                *literal.marked,
                rest=rest,
                entry=entry,
                cased=literal.text if self.out.triggers[trigger].cased else "",
            )
        )

    def _anchor(self, trigger: int, need: Need) -> None:
        """Let the prefilter look for the words of a need, one of which starts the trigger."""
        if not need:
            self.out.unanchored.append(trigger)
        for word in sorted(need):
            bare = word.strip(OPEN)
            self._anchors.setdefault(bare, []).append((trigger, bare == word))

    def _phrases(self, base: TriggerPlan, terminal: Terminal) -> None:
        forms, groups, language = inflected(terminal.language), self.groups, terminal.language
        simple = -1
        for value in terminal.values:
            atoms = atoms_of(terminal, value)
            literals = expand(atoms, forms, MAX_LITERALS)
            if literals is not None:
                simple = simple if simple >= 0 else self._trigger(base)
                for literal in literals:
                    self._literal(simple, literal)
                continue
            pattern = to_regex(atoms, forms, groups.regex(language))
            found = tuple(needs(atoms, forms, groups.need(language)))
            anchor = rarest(found)
            trigger = self._trigger(
                base,
                kind="regex",
                pattern=pattern if base.cased else pattern_in_lower_case(pattern),
                on_lowered=not base.cased,
                crosses=any(isinstance(atom, Gap) for atom in atoms_in(atoms)),
            )
            telling = (need for need in found if _tells_more(need, anchor))
            indices = {self._sets.setdefault(need, len(self._sets)) for need in telling}
            self.out.triggers[trigger] = replace(
                self.out.triggers[trigger], needs=tuple(sorted(indices))
            )
            self._anchor(trigger, anchor)

    def _sheet(self, base: TriggerPlan, terminal: Terminal) -> None:
        by_language: dict[str, int] = {}
        for number, entry in enumerate(self.rule_set.sheets[terminal.values[0]]):
            if terminal.language and entry.language != terminal.language:
                continue
            if entry.language not in by_language:
                by_language[entry.language] = self._trigger(
                    base, language=entry.language, pattern=terminal.values[0]
                )
            forms = inflected(entry.language)
            for phrase in entry.avoid:
                literals = expand(parse_phrase(phrase), forms)
                if literals is None:
                    what = f"«{phrase}» in a term sheet is no plain phrase"
                    raise InternalError(message("errors.unreachable", what=what))
                for literal in literals:
                    self._literal(by_language[entry.language], literal, entry=number)

    def _compounds(self, terminal: Terminal) -> list[Literal]:
        spec = json.loads(terminal.values[0])
        forms = inflected(terminal.language)
        heads = sorted({form for lemma in spec.get("head", ()) for form in forms(lemma)})
        found = [Literal(form, open_left=True, marked=(0, len(form))) for form in heads]
        for modifier in sorted(spec.get("modifier", ())):
            found.append(Literal(modifier, open_right=True, marked=(0, len(modifier))))
        return found

    def _excepts(self, terminal: Terminal) -> int:
        if terminal.kind == "compound":
            words = json.loads(terminal.values[0]).get("except", ())
            spec = json.dumps({"modifier": words})
            return self._words(Terminal("compound", terminal.language, (spec,))) if words else -1
        phrases = tuple(json.loads(terminal.option("except") or "[]"))
        return self._words(Terminal("phrase", terminal.language, phrases)) if phrases else -1

    # --- conditions -----------------------------------------------------------------------

    def _conditions(self, conditions: Sequence[Condition]) -> tuple[ConditionPlan, ...]:
        return tuple(
            ConditionPlan(
                words=self._words(c.pattern) if c.pattern is not None else -1,
                within=c.within.value,
                position=c.position,
                distance=c.words,
                fact=c.fact,
                values=c.values,
            )
            for c in conditions
        )

    def _words(self, pattern: Pattern) -> int:
        known = self._word_plans.get(pattern)
        if known is None:
            plan = self._plan(pattern)
            known = self._word_plans[pattern] = self._plans.setdefault(plan, len(self._plans))
        return known

    def _plan(self, pattern: Pattern) -> WordPlan:
        literals: set[Literal] = set()
        expressions: list[PlannedExpression] = []
        excepted: list[tuple[int, int]] = []
        for terminal in self.groups.terminals(pattern):
            cased = terminal.option("case") == "true"
            if (but := self._excepts(terminal)) >= 0:
                excepted.append((self._words(_without_exceptions(terminal)), but))
            elif terminal.kind == "regex":
                anchors = [
                    regex_anchors(value) or regex_anchors(value, 2) for value in terminal.values
                ]
                expressions += [
                    (
                        value,
                        CASED if cased else ANY_CASE,
                        _sorted(some),
                        _sorted(words_within(some)),
                    )
                    for value, some in zip(terminal.values, anchors, strict=True)
                ]
            elif terminal.kind == "compound":
                literals.update(self._compounds(terminal))
            else:
                forms = inflected(terminal.language)
                for value in terminal.values:
                    atoms = atoms_of(terminal, value)
                    some = None if cased else expand(atoms, forms)
                    if some is not None:
                        literals.update(some)
                        continue
                    language = terminal.language
                    expression = to_regex(atoms, forms, self.groups.regex(language))
                    need = best_need(atoms, forms, self.groups.need(language))
                    words = _sorted({word.strip(OPEN) for word in need}), _sorted(need)
                    expressions.append(
                        (expression, CASED, *words)
                        if cased
                        else (pattern_in_lower_case(expression), LOWERED, *words)
                    )
        return replace(_word_plan(literals, expressions), excepted=tuple(excepted))


def _tells_more(need: Need, anchor: Need) -> bool:
    """Whether a need is worth asking for where the anchor was found: not one that most stretches
    meet, nor the anchor again, unless parts of words were looked for."""
    return cost(need) < COMMON and (need != anchor or any(OPEN in word for word in need))


def _without_exceptions(terminal: Terminal) -> Terminal:
    if terminal.kind == "compound":
        spec = {**json.loads(terminal.values[0]), "except": []}
        return structs.replace(terminal, values=(json.dumps(spec),))
    return structs.replace(terminal, options=tuple(o for o in terminal.options if o[0] != "except"))


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words))


def _anywhere(anchors: Iterable[str]) -> Need:
    return frozenset(f"{OPEN}{anchor}{OPEN}" for anchor in anchors)


def _word_plan(literals: set[Literal], expressions: list[PlannedExpression]) -> WordPlan:
    """The plan of a finder, from the literals and the expressions that it looks for."""
    lowered = {
        Literal(x.text.lower(), x.open_left, x.open_right, (0, len(x.text))) for x in literals
    }
    single = {x for x in lowered if x.text.isalnum()}
    exact = {x for x in single if not x.open_left and not x.open_right}
    prefixes = {x for x in single if x.open_right and not x.open_left}
    suffixes = {x for x in single if x.open_left and not x.open_right}
    phrases = lowered - exact - prefixes - suffixes
    hints = [telling_words((OPEN * x.open_left + x.text + OPEN * x.open_right,)) for x in phrases]
    return WordPlan(
        exact=tuple(sorted(x.text for x in exact)),
        prefixes=tuple(sorted(x.text for x in prefixes)),
        suffixes=tuple(sorted(x.text for x in suffixes)),
        phrases=tuple(sorted(phrases, key=lambda x: (x.text, x.open_left, x.open_right))),
        expressions=tuple(expressions),
        hints=tuple(sorted(frozenset().union(*hints))) if all(hints) else (),
    )


def _word_sets(plan: WordPlan) -> Iterator[Iterable[str]]:
    """The sets of a vocabulary that a finder asks for: its single words, the hints of its phrases
    and those of each expression."""
    prefixes = (prefix + OPEN for prefix in plan.prefixes)
    suffixes = (OPEN + suffix for suffix in plan.suffixes)
    yield (*plan.exact, *prefixes, *suffixes)
    yield plan.hints
    for _, _, _, hints in plan.expressions:
        yield hints
