"""From a match to a finding: address, words, message in the reader's language, place in source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from regcheck.base.text.span import Span
from regcheck.base.texts.catalogue import Texts
from regcheck.base.texts.locales import STANDARDS
from regcheck.base.texts.localised import localised
from regcheck.decisions.questions import question_at
from regcheck.document.model import Node, NodeKind
from regcheck.document.segments.view import Segments
from regcheck.findings.fingerprint import Fingerprints
from regcheck.findings.judge import Judged
from regcheck.findings.lines import SourceLines
from regcheck.findings.model import Finding, ProposedFix, Question, Related
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.address_text import long_step
from regcheck.matching.model import Match
from regcheck.packs.model import Rule, question_options

EXCERPT = 320
"""Code points of the sentence that an excerpt shows at most."""
_RELATED = ("rests_on", "also")
LEAD_IN = 160
"""Code points of a list's lead-in that an excerpt shows before them."""


class _SentenceContext(NamedTuple):
    """What the findings in one sentence of a leaf share: its words, its address as path and in the
    long form, the target's path, and the lead-in that an excerpt begins with."""

    leaf: int
    span: Span
    words: str
    path: str
    address: str
    target: str | None
    role: str
    language: str
    locale: str
    lead_in: str
    eid: str


class FindingBuilder:
    """Builds the findings of one document. `locale` is `nb`, `nn` or `en`; with `follows`, what is
    said of a provision in the other written standard follows that."""

    def __init__(self, segments: Segments, locale: str, *, follows: bool = False) -> None:
        self.segments = segments
        self.document = segments.document
        self.locale = locale
        self.follows = follows
        self._fingerprints = Fingerprints(self.document.meta.refid or self.document.source.path)
        self._addresses = Texts("address", locale)
        self._steps: dict[int, tuple[Step, str, str]] = {}
        self._sentence: _SentenceContext | None = None

    def build(self, judged: Judged) -> Finding:
        """The finding for a judged match."""
        rule, match = judged.rule, judged.match
        span, sentence = match.span, self._sentence_of(match)
        locale = sentence.locale
        source = self.document.offsets.to_source(span)
        begin, end = self.lines.place(source.start), self.lines.place(source.end)
        quote = span.of(self.segments.text)
        suggestion = " / ".join(judged.entry.use) if judged.entry else ""
        message = _filled(rule.message.get(locale), match, quote, suggestion, locale)
        message = self.asked(rule, span, locale, message)
        for said in (judged.note.get(locale), self.beside(judged.also, message, locale)):
            if said:
                message = f"{message} {said}"
        advice = judged.proposal.get(locale) or rule.advice.get(locale)
        return Finding(
            rule=rule,
            severity=judged.severity,
            confidence=judged.confidence,
            message=message,
            advice=_filled(advice, match, quote, suggestion, locale),
            address=sentence.address,
            address_path=sentence.path,
            target=sentence.target,
            role=sentence.role,
            quote=quote,
            span=span,
            sentence=sentence.span,
            excerpt=sentence.lead_in + _excerpt(sentence, self.segments.text, span),
            start=source.start,
            end=source.end,
            line=begin.line,
            column=begin.column,
            language=sentence.language,
            verdict=judged.verdict,
            decider=judged.decider or None,
            related=self.related(match, judged.tipping, judged.also),
            fix=self.fix(rule, quote, source),
            suggestion=suggestion,
            fingerprint=self._fingerprints.name(rule.id, quote, sentence.words, sentence.path),
            end_line=end.line,
            end_column=end.column,
            byte_column=begin.byte_column,
            end_byte_column=end.byte_column,
            part=self.document.places.part(span) if self.document.places else "",
            gate=judged.gate,
            usefulness=judged.usefulness,
            weighed=tuple(
                weight_text(self.locale, group, value, amount > 0)
                for group, value, amount in judged.weighed
            ),
            rule_severity=judged.unranked or judged.severity,
            eid=sentence.eid,
            questions=self.questions(judged, source, message, locale),
        )

    def asked(self, rule: Rule, span: Span, locale: str, message: str) -> str:
        """A message with the question put in that the rule asks of a decision, or the words found
        where it asks none."""
        if "{question}" not in message:
            return message
        options = question_options(rule.match)
        if not options:
            return message.replace("{question}", span.of(self.segments.text))
        return message.replace("{question}", question_at(self.segments, span, options, locale))

    def questions(
        self, judged: Judged, source: Span, message: str, locale: str
    ) -> tuple[Question, ...]:
        """What the finding wants answered, of its own words and of those that it speaks for."""
        own = judged.rule.trouble or (judged.asked[0][0] if judged.asked else "")
        found = [Question(own, *source, message)] if own else []
        for trouble, other in judged.asked:
            rule, span = other.rule, other.span
            quote, place = span.of(self.segments.text), self.document.offsets.to_source(span)
            text = _filled(rule.message.get(locale), other.match, quote, "", locale)
            found.append(Question(trouble, *place, self.asked(rule, span, locale, text)))
        return tuple(found)

    def _sentence_of(self, match: Match) -> _SentenceContext:
        """What is known of the sentence of a match. It is made once for findings that follow each
        other: a sentence of megabytes may hold thousands."""
        segments, leaf, known = self.segments, match.leaf, self._sentence
        if known and known.leaf == leaf and known.span.start <= match.span.start < known.span.end:
            return known
        node, language = segments.leaves[leaf], segments.language(leaf)
        follows = self.follows and {language, self.locale} == {*STANDARDS}
        span = segments.sentence_of(leaf, match.span)
        step = self._sentence_step(node, span)
        path, address = self._place(node.address, step)
        self._sentence = _SentenceContext(
            leaf,
            span,
            words=span.of(segments.text),
            path=path,
            address=address,
            target=None if node.target is None else self._place(node.target, step)[0],
            role=node.role.value,
            language=language,
            locale=language if follows else self.locale,
            lead_in=self.lead_in(match, span),
            eid=self.eid(leaf),
        )
        return self._sentence

    def _place(self, address: Address, sentence: Step | None) -> tuple[str, str]:
        """An address, with the sentence where one is given, as path and in its long form. Steps
        that addresses share are put into words once."""
        steps = address.steps if sentence is None else (*address.steps, sentence)
        paths, words = [address.refid] if address.refid else [], []
        for step in steps:
            known = self._steps.get(id(step))
            if known is None:
                known = self._steps[id(step)] = step, step.path, long_step(step, self._addresses)
            paths.append(known[1])
            words.append(known[2])
        return "/".join(paths), " ".join(words) or self._addresses.whole

    def _sentence_step(self, node: Node, sentence: Span) -> Step | None:
        """The step to a sentence, where its unit has several."""
        if node.kind not in (NodeKind.PARAGRAPH, NodeKind.TEXT, NodeKind.ITEM):
            return None
        sentences = self.segments.sentences(node.span)
        place = bisect_left(sentences, sentence)
        if len(sentences) < 2 or sentences[place : place + 1] != [sentence]:
            return None
        return Step(StepKind.SENTENCE, str(place + 1))

    def eid(self, leaf: int) -> str:
        """The eId of the innermost element around a leaf, in Akoma Ntoso."""
        if self.document.source.format != "akn":
            return ""
        around = (self.document.leaves[leaf], *reversed(self.document.parents[leaf]))
        keys = (value for node in around for key, value in node.attributes if key == "id")
        return next(keys, "")

    def lead_in(self, match: Match, sentence: Span) -> str:
        """The lead-in of the list that a match in an item belongs to, for the excerpt."""
        if self.segments.leaves[match.leaf].kind is not NodeKind.ITEM:
            return ""
        before = [p for p in self.segments.norm(match.leaf, match.span) if p.end <= sentence.start]
        if not before:
            return ""
        start, end = before[-1]
        if end - start <= LEAD_IN:
            return f"{self.segments.text[start:end]} "
        return f"…{self.segments.text[end - LEAD_IN : end].partition(' ')[2]} "

    @cached_property
    def lines(self) -> SourceLines:
        """The lines of the source."""
        return SourceLines(self.document.source_text)

    def beside(self, also: Sequence[Span], message: str, locale: str) -> str:
        """What is said of the other words a finding speaks for, as a sentence; nothing of those
        that its message quotes."""
        text = self.segments.text
        words = {word: None for span in also if (word := span.of(text)) not in message}
        if not words:
            return ""
        where = localised("findings.also").get(locale)
        opened, closed = "“”" if locale == "en" else "«»"
        return f"{where[0].upper()}{where[1:]}: {', '.join(f'{opened}{w}{closed}' for w in words)}."

    def related(
        self, match: Match, tipping: Sequence[Span], also: Sequence[Span] = ()
    ) -> tuple[Related, ...]:
        """The other places a finding rests on or speaks for, in text order."""
        if not (match.others or tipping or also):
            return ()
        found = []
        beside = frozenset(also)
        rests, speaks = (localised(f"findings.{key}").get(self.locale) for key in _RELATED)
        for span in sorted({*match.others, *tipping, *also}):
            leaf = self.segments.leaf_at(span.start)
            if leaf < 0:
                continue
            source = self.document.offsets.to_source(span)
            found.append(
                Related(
                    speaks if span in beside else rests,
                    span.of(self.segments.text),
                    span,
                    source.start,
                    source.end,
                    self.segments.leaves[leaf].address.path,
                )
            )
        return tuple(found)

    def fix(self, rule: Rule, quote: str, source: Span) -> ProposedFix | None:
        """The rule's replacement for exactly these words, with their first letter's case."""
        if rule.fix is None:
            return None
        new = rule.fix.replacements.get(quote.lower())
        if new is None:
            return None
        if quote[:1].isupper():
            new = new[:1].upper() + new[1:]
        return ProposedFix(rule.fix.applicability, source.start, source.end, new)


@lru_cache(maxsize=20_000)
def weight_text(locale: str, group: str, value: str, raises: bool) -> str:
    """What a feature of the ranking is, in words, after the sign of its weight. One that joins two
    groups is told by the last."""
    words = Texts("findings", locale).table("weighed")
    near, _, side = group.rpartition(" ")
    name = f"near_{side}" if near in ("next", "two") else side
    last = value.rpartition(" ")[2]
    value = last if near and near not in ("next", "two") else value
    told = words.get(f"{side} {last}") or words[name].replace("{value}", value)
    return f"{'+' if raises else '−'} {told}"


def _filled(template: str, match: Match, quote: str, suggestion: str, locale: str) -> str:
    """A rule's text with the match put in."""
    if "{" not in template:
        return template
    filled = template.replace("{match}", quote).replace("{suggestion}", suggestion or match.words)
    if match.value:
        filled = filled.replace("{value}", _number(match.value, locale))
        filled = filled.replace("{limit}", _number(match.limit, locale))
    return filled


def _excerpt(shown: _SentenceContext, text: str, span: Span) -> str:
    """The sentence, or the part of a long one around the match."""
    sentence = shown.span
    if len(shown.words) <= EXCERPT:
        return shown.words
    room = max((EXCERPT - len(span)) // 2, 40)
    start, end = max(sentence.start, span.start - room), min(sentence.end, span.end + room)
    before = "…" if start > sentence.start else ""
    after = "…" if end < sentence.end else ""
    return f"{before}{text[start:end].strip()}{after}"


def _number(value: float, locale: str) -> str:
    shown = f"{value:.1f}".removesuffix(".0")
    return shown if locale == "en" else shown.replace(".", ",")
