"""Amending instructions: «§ 3-2 annet ledd skal lyde:», «§ 7 oppheves». An instruction is a run
of *units* that narrow each other, and a verb that says what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Literal, NamedTuple

from regcheck.base.text.patterns import pattern
from regcheck.base.values import Record, member
from regcheck.law import instruction_words as words
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.dated import CHANGING_VERB, amended_reference, dated_refid
from regcheck.law.instruction_words import LabelReader, Path, cut, has, narrow
from regcheck.law.numbering import expand_range
from regcheck.law.vocabulary import ORDINALS

Operation = Literal["replace", "insert", "repeal", "move", "substitute", "heading"]

_LONGEST = 1500
_STRANGERS = 5
"""How many words that name no place an instruction may contain before its verb."""
_TOKEN = pattern(r"«[^»]{0,400}»|\"[^\"]{0,400}\"|”[^”]{0,400}”|§+|\d+|[^\W\d_]+|[^\w\s]")
_AROUND = frozenset({StepKind.CHAPTER, StepKind.PART})
_CLAUSES = frozenset({"replace", "repeal", "move", "substitute", "insert"})


class Instruction(NamedTuple):
    """One amending instruction. `operation` is `replace`, `insert`, `repeal`, `move` (to
    `moved_to`, in pairs), `substitute` (words) or `heading`; `targets` are places in the amended
    document. Unless it is `sure`, unread words may narrow them."""

    operation: Operation
    targets: tuple[Address, ...]
    moved_to: tuple[Address, ...] = ()
    sure: bool = True

    @property
    def places(self) -> tuple[Address, ...]:
        """Where what it is about stands afterwards."""
        return self.moved_to or self.targets


def parse_instruction(text: str, current: str, context: Path = ()) -> Instruction | None:
    """The instruction in a paragraph, or None; of several the one before new wording. `current`
    is the refid being amended, `context` has the § and paragraph named last."""
    found = parse_instructions(text, current, context)
    for instruction in found:
        if instruction.operation in ("replace", "insert", "heading"):
            return instruction
    return found[0] if found else None


def parse_instructions(text: str, current: str, context: Path = ()) -> tuple[Instruction, ...]:
    """Every instruction in a paragraph, in order; see `parse_instruction`."""
    text = text[:_LONGEST]
    if not _may_instruct(text):
        return ()
    found = amended_reference(text)
    if found:
        named = dated_refid(found["sort"], found)
        if named != current:
            context = ()
        current = named
        verb = CHANGING_VERB.search(text, found.end())
        if verb is None:
            return ()
        text = text[verb.start() :]
        if verb[0].startswith("opphev") and len(text) < len(verb[0]) + 3:
            return (Instruction("repeal", (Address((), current),)),)
    return tuple(_InstructionReader(_TOKEN.findall(text), current, context).read())


def named_last(context: Path, place: Address) -> Path:
    """The § and paragraph named last, once a place is named too."""
    for step in place.steps:
        if step.kind is StepKind.ARTICLE:
            context = (step,)
        elif step.kind is StepKind.PARAGRAPH:
            context = (*(one for one in context if one.kind is StepKind.ARTICLE), step)
    return context


def _may_instruct(text: str) -> bool:
    head = _TOKEN.match(text.lstrip())
    if head is None:
        return False
    first = head[0].lower()
    return first[0] == "§" or first.isdecimal() or first in words.STARTS or first in ORDINALS


class _Clause(Record):
    """The units gathered so far: finished paths, the open ones, which are new."""

    done: list[tuple[Path, bool]] = member(default_factory=list)
    open: list[tuple[Path, bool]] = member(default_factory=list)
    spoken: Path = ()
    suffix: Path = ()
    heading: bool = False
    strangers: int = 0
    sure: bool = True

    def all(self) -> list[tuple[Path, bool]]:
        """Every path of the clause and whether it is new."""
        return self.done + [(reduce(narrow, self.suffix, path), new) for path, new in self.open]


class _InstructionReader(LabelReader):
    def __init__(self, tokens: Sequence[str], refid: str, context: Path) -> None:
        super().__init__(tokens)
        self.refid = refid
        self.context = context
        self.clause = _Clause()
        self.joined = False
        self.new = False
        self.pending = ""
        self.sources: tuple[Path, ...] = ()
        self.moving = False
        self.out: list[Instruction] = []

    def read(self) -> list[Instruction]:
        """All instructions, in order."""
        while self.at < len(self.tokens):
            if not self._unit() and not self._word():
                break
        self._end_sentence()
        return self.out

    def _word(self) -> bool:
        """Take one token that is no unit; False at a colon after the verb."""
        word = self.peek()
        self.at += 1
        if word in words.NEW:
            self.new = True
            return True
        if word in words.JOINING or word == "til":
            self.joined = True
            return True
        if word in words.WORDING or word == ":":
            self._flush("replace")
            return False
        if word == ".":
            return self._full_stop()
        if not self._operative(word) and word not in words.SKIPPED and word != "i":
            self.clause.strangers += word[0].isalpha()
            self.clause.sure &= word not in words.PARTS
        if word not in words.SKIPPED:
            self.joined = False
        return True

    def _operative(self, word: str) -> bool:
        """Take a verb, or the name of a provision's heading or opening words."""
        if word in words.REPEALING:
            self._verb("repeal")
        elif word in words.CHANGING:
            self._verb("substitute")
        elif word in words.MOVING:
            if self._moves():
                self._start_move()
        elif word in words.ADDING:
            self.pending = self.pending or "insert"
        elif word in words.HEADINGS:
            self.clause.heading = True
        elif word in words.OPENINGS:
            self.new = False
        else:
            return False
        return True

    def _full_stop(self) -> bool:
        before = self.lower[self.at - 2] if self.at > 1 else ""
        following = self.tokens[self.at] if self.at < len(self.tokens) else "X"
        if before not in ("nr", "kap", "pkt", "") and (
            following[0].isupper() or following[0] == "§"
        ):
            self._end_sentence()
        return True

    def _moves(self) -> bool:
        """Whether «blir» is followed by a place rather than a participle."""
        ahead = 0
        while self.peek(ahead) in words.NEW or self.peek(ahead) in ("til", "henholdsvis"):
            ahead += 1
        word = self.peek(ahead)
        nouns = (ORDINALS, words.CHAPTERS, words.PLACED, words.LETTERED, words.NUMBERED)
        if word.startswith("§") or any(word in some for some in nouns):
            return True
        return word.isdecimal() or len(word) == 1

    def _start_move(self) -> None:
        paths = [path for path, _ in self.clause.all()]
        if not paths or self.clause.strangers > _STRANGERS:
            return
        if self.moving and len(paths) > 1:
            there = min(len(self.sources), len(paths) - 1)
            self._move(paths[:there])
            paths = paths[there:]
        self.sources = tuple(paths)
        self.moving, sure = True, self.clause.sure
        self.context = self.sources[-1]
        self.clause = _Clause(sure=sure)
        self.joined = self.new = False

    def _move(self, there: Sequence[Path]) -> None:
        sources = tuple(Address(path, self.refid) for path in self.sources)
        moved_to = tuple(Address(path, self.refid) for path in there)
        self.out.append(Instruction("move", sources, moved_to, self.clause.sure))

    def _verb(self, operation: Operation) -> None:
        if self.clause.all():
            self._flush(operation)
        else:
            self.pending = operation

    def _end_sentence(self) -> None:
        if self.moving:
            self._flush("move")
        elif self.pending in _CLAUSES and self.clause.all():
            self._flush(self.pending)  # type: ignore[arg-type]
        elif self.clause.open:
            self.context = self.clause.open[-1][0]
        self.clause = _Clause()
        self.pending = ""
        self.moving = self.joined = self.new = False

    def _flush(self, operation: Operation) -> None:
        paths = self.clause.all()
        if not paths and self.clause.heading and self.context and not self.moving:
            paths = [(self.context, False)]
        self.new = self.joined = False
        if not paths or self.clause.strangers > _STRANGERS:
            return
        addresses = tuple(Address(path, self.refid) for path, _ in paths)
        if self.moving:
            self._move([path for path, _ in paths])
        if operation != "move":
            if operation == "replace":
                if self.clause.heading:
                    operation = "heading"
                elif all(new for _, new in paths) and not self.moving:
                    operation = "insert"
            self.out.append(Instruction(operation, addresses, sure=self.clause.sure))
        self.context = paths[-1][0]
        self.clause = _Clause()
        self.moving = False
        self.pending = ""

    def _unit(self) -> bool:
        """Take a unit with all its labels where one begins here."""
        word = self.peek()
        if word[0] == "§":
            return self._labelled(StepKind.ARTICLE, frozenset({"§", "§§"}), self.article_label)
        if word in words.LETTERED:
            return self._labelled(StepKind.ITEM, words.LETTERED, self.letter)
        if word in words.NUMBERED:
            return self._labelled(StepKind.ITEM, words.NUMBERED, self.number)
        if word in words.CHAPTERS:
            return self._labelled(StepKind.CHAPTER, words.CHAPTERS, self.chapter_label)
        if word in words.PLACED:
            return self._labelled(words.PLACED[word], frozenset({word}), self.chapter_label)
        if word in ORDINALS or word.isdecimal():
            return self._ordinals()
        if word in words.NOUNS and self.new:
            self.at += 1
            self._fresh(words.NOUNS[word])
            return True
        if self.moving and not self.clause.all() and len(word) == 1 and word.isalpha():
            return self._labelled(StepKind.ITEM, frozenset({word}), self.letter, skip=False)
        return False

    def _fresh(self, kind: StepKind) -> None:
        """«nytt ledd» without a number: only the enclosing unit can be named."""
        if not self.clause.open and self.context:
            self.clause.open = [(cut(self.context, Step(kind, "1")), True)]
        self.clause.open = [(path, True) for path, _ in self.clause.open]
        self.new = False

    def _labelled(
        self, kind: StepKind, nouns: frozenset[str], take: Callable[[], str], *, skip: bool = True
    ) -> bool:
        start, new = self.at, self.new
        if skip:
            self.skip_noun(nouns)
        first = take()
        if not first:
            self.at = start
            return False
        labels = [(first, new)]
        again = False
        while True:
            mark = self.at
            ranged, fresh, repeated = self.joint(nouns)
            label = take() if self.at > mark else ""
            if not label or (kind is StepKind.ITEM and self.peek() in words.NOUNS):
                self.at = mark
                break
            new = fresh or (new and not repeated)
            if ranged:
                labels += [(x, False if fresh else new) for x in expand_range(labels[-1][0], label)]
            labels.append((label, new))
            again = again or repeated
        self._add(kind, labels, again)
        return True

    def _ordinals(self) -> bool:
        """«tredje til nytt femte ledd»; ordinals without a unit after them are skipped."""
        start, new = self.at, self.new
        labels = [(self.ordinal(), new)]
        while labels[-1][0]:
            if self.peek() in words.NOUNS:
                kind = words.NOUNS[self.peek()]
                self.at += 1
                dash = kind is StepKind.ITEM
                self._add(kind, labels, again=False, dash=dash)
                return True
            ranged, fresh, _ = self.joint(frozenset())
            label = self.ordinal()
            new = new or fresh
            if ranged and label:
                labels += [(x, new and not fresh) for x in expand_range(labels[-1][0], label)]
            labels.append((label, new))
        self.at = start
        return False

    def _add(
        self, kind: StepKind, labels: list[tuple[str, bool]], again: bool, dash: bool = False
    ) -> None:
        clause = self.clause
        if clause.open and kind is StepKind.CHAPTER and has(clause.open[-1][0], StepKind.ARTICLE):
            self.new = self.joined = False
            return
        if clause.open and kind is StepKind.ARTICLE and not has(clause.spoken, kind):
            self._turn_round()
        # A dash has a count instead of a label.
        steps = [
            (Step(kind, "", int(label)) if dash else Step(kind, label), new)
            for label, new in labels
        ]
        first = steps[0][0]
        if clause.open and (self.joined or (kind is StepKind.ARTICLE and clause.open[-1][0])):
            clause.done += clause.open
            clause.open = [(cut(clause.open[-1][0], first), False)]
            clause.spoken = cut(clause.spoken, first)
        elif not clause.open:
            clause.open = [(cut(self.context, first), False)]
        clause.open = [
            (narrow(path, step), new or inherited)
            for path, inherited in clause.open
            for step, new in steps
        ]
        clause.spoken = (*clause.spoken, steps[-1][0])
        if again:
            clause.done += clause.open[:-1]
            clause.open = clause.open[-1:]
        self.new = self.joined = False

    def _turn_round(self) -> None:
        """«bokstav a i § 3»: the article goes before smaller units, without its chapter."""
        clause = self.clause
        path, new = clause.open[-1]
        if new and has(path, StepKind.CHAPTER):
            clause.done += clause.open
        clause.suffix = tuple(s for s in clause.spoken if s.kind not in _AROUND)
        clause.open = [((), new)]
        clause.spoken = ()
        self.joined = False
