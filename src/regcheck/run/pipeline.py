"""The pipeline: everything that happens to a document between its bytes and a report.

    read       bytes to a `Document`                      readers
    segment    its sentences, norms and provisions        segments
    STAGES     findings to findings, in one document      this module, `match` first
    build      findings with address, message and place   findings
    ------     the result of a document: kept in the cache, sent between processes
    RUN_STAGES results to results, over the whole run     `run.check`: suppress, changes
    totals     counts and exit code                       results

Every command, front end and the library goes this way; none puts stages together itself. A stage
is a function that can be read and tested alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeVar

from regcheck.base.texts.locales import AUTO, locale_for
from regcheck.base.texts.message import message
from regcheck.base.values import Record, member
from regcheck.document.blocks import blocks_of
from regcheck.document.model import Document, Unreadable
from regcheck.document.segments.measures import measure_text
from regcheck.document.segments.view import Segments
from regcheck.findings.build import FindingBuilder
from regcheck.findings.clarified_elsewhere import clarified_elsewhere
from regcheck.findings.judge import Judged, Rulings, judge_matches, only_first
from regcheck.findings.learned.usefulness import rank as rank_findings
from regcheck.findings.overlap import in_order, side_by_side, without_overlaps
from regcheck.findings.placed import placed
from regcheck.findings.policy import Policy
from regcheck.findings.same_sentence import one_in_a_sentence, one_of_a_decision
from regcheck.findings.shown import count_notes, shown
from regcheck.findings.suppression import Suppression, read_suppressions
from regcheck.matching.deadline import BUILT, JUDGED, NO_TIME, PLACED, RANKED, Expired
from regcheck.matching.dependency import NO_PIPELINE
from regcheck.matching.document_matcher import find_matches
from regcheck.matching.engine import Engine
from regcheck.packs.library import needs_pipeline
from regcheck.packs.model import Severity
from regcheck.results.policies import Policies
from regcheck.results.result import DocumentResult, NotesCounted, Original, Settings, SkippedRule
from regcheck.run.again import Again, Memory
from regcheck.run.not_checked import is_read, languages_read, not_checked, roles_read, written_in

if TYPE_CHECKING:
    from regcheck.concepts.draft_rules import DraftConcepts
    from regcheck.readers.inputs import Inputs
    from regcheck.run.rules import LoadedRules

T = TypeVar("T")
U = TypeVar("U")
Found = list[Judged]
_AT_A_TIME = 256
"""Findings that are worked on before it is asked whether there is time for more."""


class Work(Record):
    """One document on its way through the stages. `slow` gathers rules that were given up, by id
    with the reason; with `rule` only that rule's findings are wanted. `again` knows provisions that
    are as they were when the document was last checked."""

    pipeline: Pipeline
    segments: Segments
    policy: Policy
    expired: Expired | None = None
    rule: str = ""
    slow: dict[str, str] = member(default_factory=dict)
    again: Again | None = None
    suppressions: tuple[Suppression, ...] = ()

    @property
    def counts_notes(self) -> bool:
        """Whether notes are only counted."""
        return self.pipeline.settings.count_notes and not self.suppressions

    def is_late(self, share: float) -> bool:
        """Whether so many times the time is up; the rest is then said to be missing."""
        late = self.expired is not None and self.expired(share)
        if late:
            self.slow.setdefault("*", NO_TIME)
        return late

    def in_time(
        self, share: float, found: Sequence[T], step: Callable[[Sequence[T]], Iterable[U]]
    ) -> list[U]:
        """What a step makes of findings until so many times the time is up, of the first always."""
        done: list[U] = []
        for at in range(0, len(found), _AT_A_TIME):
            if at and self.is_late(share):
                break
            done += step(found[at : at + _AT_A_TIME])
        return done


def match(work: Work, found: Found) -> Found:
    """Every place where the words, measures and structure that a rule asks for are found."""
    engine = work.pipeline.engine
    known = work.again.known if work.again is not None else frozenset[int]()
    matches = find_matches(engine, work.segments, expired=work.expired, without=known)
    work.slow.update(matches.skipped)
    candidates = ((engine.rules[one.rule], one) for one in matches.found)
    return found + [
        Judged(rule, one, rule.severity, rule.confidence, rule.verdict)
        for rule, one in candidates
        if rule.id not in work.policy.off and work.rule in ("", rule.id)
    ]


def judge(work: Work, found: Found) -> Found:
    """Who decides, and what the context makes of severity, confidence and verdict."""
    rulings = work.pipeline.rulings

    def some(found: Sequence[Judged]) -> Found:
        matches = (one.match for one in found)
        return judge_matches(rulings, work.segments, matches, policy=work.policy, slow=work.slow)

    return work.in_time(JUDGED, found, some)


def terms(work: Work, look: Literal["in_document", "against_index"]) -> Found:
    """What a look at the terms of a whole document finds, such as two with one meaning, or at those
    of an index of concepts; with the severity that is laid down for the document."""
    finder, policy = work.pipeline.concepts, work.policy
    if work.is_late(JUDGED):
        return []
    return [
        one._replace(severity=policy.severity(one.rule.id, one.rule.severity, one.severity))
        for one in getattr(finder, look)(work.segments)
        if one.rule.id not in policy.off and work.rule in ("", one.rule.id)
    ]


def places(work: Work, found: Found) -> Found:
    """Without or with only notes in places that the rule excepts; each knows its place's facts."""
    found = work.in_time(PLACED, found, lambda some: placed(work.segments, some))
    return found if work.again is None else work.again.with_known(found)


def rank(work: Work, found: Found) -> Found:
    """With how useful each is, and folded where few would act on it."""
    if not work.pipeline.settings.rank:
        return found
    added = work.pipeline.rules.rule_set.added
    left = [one for one in found if work.counts_notes and one.severity is Severity.INFO]
    told = [one for one in found if one.severity > Severity.INFO] if work.counts_notes else found

    def some(found: Sequence[Judged]) -> Found:
        return rank_findings(work.segments, found, added=added, kept=work.policy.severities)

    return work.in_time(RANKED, told, some) + left


def insertions(work: Work, found: Found) -> Found:
    """Only what tracked changes put in, when a document was read for these alone."""
    places = work.segments.document.places
    if places is None or places.insertions is None:
        return found
    return [one for one in found if places.inserted(one.match.span)]


class Stage(NamedTuple):
    """A step from findings to findings in one document."""

    name: str
    run: Callable[[Work, Found], Found]


STAGES: Final = (
    Stage("match", match),
    Stage("judge", judge),
    Stage("document rules", lambda work, found: found + terms(work, "in_document")),
    Stage("concepts", lambda work, found: found + terms(work, "against_index")),
    Stage("places", places),
    Stage("overlap", lambda _, found: in_order(without_overlaps(found))),
    Stage("once", lambda work, found: only_first(work.pipeline.engine.judge(work.segments), found)),
    Stage("adjoining", lambda work, found: side_by_side(work.segments, found)),
    Stage("notes", lambda work, found: shown(work.segments, found, work.pipeline.level)),
    Stage("rank", rank),
    Stage(
        "sentences",
        lambda work, found: one_in_a_sentence(work.segments, found, work.policy.severities),
    ),
    Stage(
        "decisions",
        lambda work, found: one_of_a_decision(work.segments, found, work.policy.severities),
    ),
    Stage("insertions", insertions),
    Stage("clarified elsewhere", lambda work, found: clarified_elsewhere(work.segments, found)),
)


class Pipeline:
    """Rules and settings ready to take documents through the stages. `concepts` stands in for the
    index that the settings name. Raises UsageError for an index that cannot be used."""

    def __init__(
        self, rules: LoadedRules, settings: Settings, concepts: DraftConcepts | None = None
    ) -> None:
        from regcheck.concepts.draft_rules import concepts_of

        self.rules = rules
        self.settings = settings
        self.level: Severity = Severity[settings.level.upper()]
        self.engine: Engine = Engine(
            *(rules.rule_set, rules.compiled, self.level), nlp=settings.nlp, as_of=settings.as_of
        )
        self.rulings = Rulings(self.engine, rules.rule_set)
        self.concepts = concepts or concepts_of(rules.rule_set, settings)
        self.policies = Policies(settings, rules.rule_set)
        self.read = roles_read(self.engine)
        self.languages = languages_read(rules.rules)
        self.memory: Memory | None = None
        chosen = [r for r in rules.rules if r.id in settings.select and not settings.nlp]
        self.not_run = {rule.id: NO_PIPELINE for rule in chosen if needs_pipeline(rule)}
        """Rules that were chosen by name and cannot run, with the reason."""

    def remember(self) -> None:
        """Remember, from now on, what the last documents hold, by path: checked again after an
        edit, one is gone through only where it was touched."""
        self.memory = Memory(self.engine)

    def check(
        self,
        document: Document,
        *,
        expired: Expired | None = None,
        rule: str = "",
    ) -> DocumentResult:
        """The result for a document, suppressions in it not yet applied. `expired` is asked now and
        then whether time is up; with `rule`, an id, other rules push none of its findings aside."""
        work, found = self.find(document, expired=expired, rule=rule)
        result = self.result(work, found)
        work.segments.forget()
        return result

    def find(
        self,
        document: Document,
        *,
        expired: Expired | None = None,
        rule: str = "",
    ) -> tuple[Work, Found]:
        """What the stages make of a document, before findings are built: as `check` says."""
        language = "" if self.settings.language == AUTO else self.settings.language
        segments = Segments(document, language)
        policy = self.policies.of(document.source.path)
        work = Work(self, segments, policy, expired, rule, dict(self.not_run))
        work.suppressions = read_suppressions(document)
        if self.memory is not None and not rule:
            work.again = self.memory.begin(segments)
        found: Found = []
        for stage in STAGES:
            found = stage.run(work, found)
        if self.memory is not None and work.again is not None and work.slow == self.not_run:
            self.memory.keep(work.again)
        return work, found

    def result(self, work: Work, found: Found) -> DocumentResult:
        """The findings built, and what reports are told of their document."""
        segments, document = work.segments, work.segments.document
        meta, settings = document.meta, self.settings
        if settings.language != AUTO:
            meta = replace(meta, language=settings.language)
        follows = settings.locale == AUTO
        locale = locale_for(meta.language) if follows else settings.locale
        builder = FindingBuilder(segments, locale, follows=follows)
        path = document.source.path
        found = in_order(found)
        told = shown(segments, found, Severity.WARNING if work.counts_notes else self.level)
        known = set(map(id, told)) if work.counts_notes else None
        rest = () if known is None else [one for one in found if id(one) not in known]
        built = work.in_time(BUILT, told, lambda some: map(builder.build, some))
        other = "" if settings.language != AUTO else written_in(segments)
        other = "" if is_read(other, self.languages) else other
        return DocumentResult(
            path=path,
            format=document.source.format,
            digest=document.source.digest,
            meta=meta,
            findings=tuple(one for one in built if one.severity >= self.level),
            counted=tuple(NotesCounted(*of, n) for of, n in count_notes(segments, rest).items()),
            measures=measure_text(segments).as_dict(),
            skipped=tuple(
                SkippedRule(rule, why, path)
                for rule, why in sorted(work.slow.items())
                if rule not in work.policy.off
            ),
            notes=(*([message(f"run.written_in_{other}")] if other else ()), *document.notes),
            provisions=sum(1 for _ in document.provisions()),
            suppressions=work.suppressions,
            not_checked=not_checked(segments, self.read, other, self.languages),
        )


def with_text(
    result: DocumentResult, document: Document, original: bytes | None = None
) -> DocumentResult:
    """The result with the document's text and, given the `original` of a Word file or of Akoma
    Ntoso, that file and where in it the findings stand: for reports that show or comment the
    text."""
    result = replace(result, blocks=tuple(blocks_of(document)))
    if original is not None and document.source.format == "akn":
        return replace(result, original=Original(original, ()))
    if original is None or document.source.format != "docx" or not document.places:
        return result
    spans = dict.fromkeys(finding.span for finding in result.findings)
    places = tuple((span, document.places.runs(span)) for span in spans)
    beginning = document.places.runs(document.leaves[0].span) if document.leaves else ()
    return replace(result, original=Original(original, places, beginning))


def read_each(inputs: Inputs, tracked_changes: str = "accepted") -> Iterator[Document | Unreadable]:
    """The documents behind the inputs, one at a time: for commands that run no rules."""
    for item in inputs:
        if isinstance(item, Unreadable):
            yield item
        else:
            yield item.document(inputs.limits, tracked_changes)
