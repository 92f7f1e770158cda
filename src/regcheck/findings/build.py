"""From a match to a finding: address, words, message in the reader's language, place in source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from regcheck.document.model import Node, NodeKind
from regcheck.findings.fingerprint import Fingerprints
from regcheck.findings.judge import Judged
from regcheck.findings.lines import Lines
from regcheck.findings.model import Finding, ProposedFix, Related
from regcheck.law.address import Step, StepKind
from regcheck.law.address_text import long
from regcheck.matching.model import Match
from regcheck.packs.library import is_learned
from regcheck.packs.model import Rule
from regcheck.segments.view import Segments
from regcheck.text.span import Span
from regcheck.texts.catalogue import Texts
from regcheck.texts.locales import STANDARDS
from regcheck.texts.localised import localised

EXCERPT = 320
"""Code points of the sentence that an excerpt shows at most."""
LEAD_IN = 160
"""Code points of a list's lead-in that an excerpt shows before them."""


class FindingBuilder:
    """Builds the findings of one document. `locale` is `nb`, `nn` or `en`; with `follows`, what is
    said of a provision in the other written standard follows that."""

    def __init__(self, segments: Segments, locale: str, *, follows: bool = False) -> None:
        self.segments = segments
        self.document = segments.document
        self.locale = locale
        self.follows = follows
        self._addresses: dict[tuple[int, Span], tuple[str, str, str | None]] = {}
        self._fingerprints = Fingerprints(self.document.meta.refid or self.document.source.path)
        self._lines: Lines | None = None
        self._last: tuple[Span, str] = (Span(0, 0), "")
        self._weights = Texts("findings", locale).table("weighed")

    def build(self, judged: Judged) -> Finding:
        """The finding for a judged match."""
        text = self.segments.text
        rule, match = judged.rule, judged.match
        language = self.segments.language(match.leaf)
        locale = self.locale
        if self.follows and {language, locale} == {*STANDARDS}:
            locale = language
        leaf = self.segments.leaves[match.leaf]
        sentence = self.segments.sentence_of(match.leaf, match.span)
        address, shown, target = self.place(match.leaf, sentence)
        source = self.document.offsets.to_source(match.span)
        begin, end = self.lines.place(source.start), self.lines.place(source.end)
        quote = match.span.of(text)
        suggestion = " / ".join(judged.entry.use) if judged.entry else ""
        message = _filled(rule.message.get(locale), match, quote, suggestion, locale)
        note = " ".join(filter(None, (judged.note.get(locale), self.beside(judged.also, locale))))
        advice = judged.proposal.get(locale) or rule.advice.get(locale)
        return Finding(
            rule=rule,
            severity=judged.severity,
            confidence=judged.confidence,
            message=f"{message} {note}" if note else message,
            advice=_filled(advice, match, quote, suggestion, locale),
            address=shown,
            address_path=address,
            target=target,
            role=leaf.role.value,
            quote=quote,
            span=match.span,
            sentence=sentence,
            excerpt=self.lead_in(match, sentence) + _excerpt(text, sentence, match.span),
            start=source.start,
            end=source.end,
            line=begin.line,
            column=begin.column,
            language=language,
            verdict=judged.verdict,
            decider=judged.decider or None,
            related=self.related(match, judged.tipping, judged.also),
            fix=self.fix(rule, quote, source),
            suggestion=suggestion,
            fingerprint=self._fingerprints.name(rule.id, quote, self.words(sentence), address),
            end_line=end.line,
            end_column=end.column,
            byte_column=begin.byte_column,
            end_byte_column=end.byte_column,
            part=self.document.places.part(match.span) if self.document.places else "",
            gate=judged.gate,
            usefulness=judged.usefulness,
            weighed=tuple(weight_text(self._weights, *one) for one in judged.weighed),
            rule_severity=judged.unranked or judged.severity,
            likelihood=round(match.value, 3) if is_learned(rule) else None,
            eid=self.eid(match.leaf),
        )

    def eid(self, leaf: int) -> str:
        """The eId of the innermost element around a leaf, in Akoma Ntoso."""
        if self.document.source.format != "akn":
            return ""
        around = (self.document.leaves[leaf], *reversed(self.document.parents[leaf]))
        keys = (value for node in around for key, value in node.attributes if key == "id")
        return next(keys, "")

    def words(self, sentence: Span) -> str:
        """The words of a sentence, the same string for those that follow each other: one of
        megabytes may hold thousands of findings."""
        if self._last[0] != sentence:
            self._last = (sentence, sentence.of(self.segments.text))
        return self._last[1]

    def place(self, leaf: int, sentence: Span) -> tuple[str, str, str | None]:
        """The address (with the sentence where the unit has several) as path and in its long
        form, and the target's path."""
        known = self._addresses.get((leaf, sentence))
        if known is not None:
            return known
        node = self.segments.leaves[leaf]
        step = self._sentence_step(node, sentence)
        address = node.address.child(step) if step else node.address
        target = node.target
        if target is not None and step is not None:
            target = target.child(step)
        found = (address.path, long(address, self.locale), target.path if target else None)
        self._addresses[leaf, sentence] = found
        return found

    def _sentence_step(self, node: Node, sentence: Span) -> Step | None:
        if node.kind not in (NodeKind.PARAGRAPH, NodeKind.TEXT, NodeKind.ITEM):
            return None
        sentences = self.segments.sentences(node.span)
        place = bisect_left(sentences, sentence)
        if len(sentences) < 2 or sentences[place : place + 1] != [sentence]:
            return None
        return Step(StepKind.SENTENCE, str(place + 1))

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

    @property
    def lines(self) -> Lines:
        """The lines of the source, found when first asked for."""
        if self._lines is None:
            self._lines = Lines(self.document.source_text)
        return self._lines

    def beside(self, also: Sequence[Span], locale: str) -> str:
        """What is said of the other words a finding speaks for, as a sentence."""
        if not also:
            return ""
        words = dict.fromkeys(span.of(self.segments.text) for span in also)
        where = localised("findings.also").get(locale)
        opened, closed = "“”" if locale == "en" else "«»"
        return f"{where[0].upper()}{where[1:]}: {', '.join(f'{opened}{w}{closed}' for w in words)}."

    def related(
        self, match: Match, tipping: Sequence[Span], also: Sequence[Span] = ()
    ) -> tuple[Related, ...]:
        """The other places a finding rests on or speaks for, in text order."""
        found = []
        beside = frozenset(also)
        for span in sorted({*match.others, *tipping, *also}):
            leaf = self.segments.leaf_at(span.start)
            if leaf < 0:
                continue
            source = self.document.offsets.to_source(span)
            found.append(
                Related(
                    localised(f"findings.{'also' if span in beside else 'rests_on'}").get(
                        self.locale
                    ),
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


def weight_text(words: Mapping[str, str], group: str, value: str, amount: float) -> str:
    """What a feature of the ranking is, in `words`, after the sign of its weight. One that joins
    two groups is told by the last."""
    sign = "+" if amount > 0 else "−"
    near, _, side = group.rpartition(" ")
    name = f"near_{side}" if near in ("next", "two") else side
    if near and near not in ("next", "two"):
        value = value.rpartition(" ")[2]
    if side == "gate":
        name = f"gate_{value}"
    return f"{sign} {words[name].replace('{value}', value)}"


def _filled(template: str, match: Match, quote: str, suggestion: str, locale: str) -> str:
    """A rule's text with the match put in."""
    if "{" not in template:
        return template
    filled = template.replace("{match}", quote).replace("{suggestion}", suggestion)
    if match.value:
        filled = filled.replace("{value}", _number(match.value, locale))
        filled = filled.replace("{limit}", _number(match.limit, locale))
    return filled


def _excerpt(text: str, sentence: Span, span: Span) -> str:
    """The sentence, or the part of a long one around the match."""
    if len(sentence) <= EXCERPT:
        return sentence.of(text)
    room = max((EXCERPT - len(span)) // 2, 40)
    start, end = max(sentence.start, span.start - room), min(sentence.end, span.end + room)
    before = "…" if start > sentence.start else ""
    after = "…" if end < sentence.end else ""
    return f"{before}{text[start:end].strip()}{after}"


def _number(value: float, locale: str) -> str:
    shown = f"{value:.1f}".removesuffix(".0")
    return shown if locale == "en" else shown.replace(".", ",")
