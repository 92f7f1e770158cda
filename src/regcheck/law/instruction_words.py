"""What amending instructions are made of: words in lower case, labels, and paths."""

from __future__ import annotations

from collections.abc import Sequence

from regcheck.base.text.patterns import pattern
from regcheck.law.address import Step, StepKind
from regcheck.law.numbering import LETTERS
from regcheck.law.vocabulary import (
    AN_ENACTMENT,
    CHAPTER,
    OF_THE_ACT,
    ORDINALS,
    PARAGRAPH,
    SENTENCE,
    word_set,
)

Path = tuple[Step, ...]

NEW = frozenset({"ny", "nytt", "nye"})
JOINING = frozenset({"og", "samt", ",", "eller"})
NOUNS = {
    word + ending: kind
    for kind, words in (
        (StepKind.PARAGRAPH, PARAGRAPH),
        (StepKind.SENTENCE, SENTENCE),
        (StepKind.ITEM, "strekpunkt|strekpunktet|bokstav"),
    )
    for word in word_set(words)
    for ending in ("", "s")
}
PARTS = NOUNS.keys() | word_set(
    "avsnitt|avsnittet|leddet|leddene|strekpunktene|strekpunkta|kulepunkt|kulepunktet|setning"
    "|setningen|setninga|tabell|tabellen|fotnote|fotnoten|fotnota|rad|raden|rada|kolonne|kolonnen"
    "|kolonna|merknad|merknaden"
)
"""What a provision has that an instruction may name; one that was not read as a unit narrows the
place in a way that is not known: «siste ledd»."""
LETTERED = word_set("bokstav|bokstaven|bokstavene|bokstaver|bokstavane|litra")
NUMBERED = word_set("nr|nummer|nummeret|punkt|pkt|numrene")
CHAPTERS = word_set(f"{CHAPTER}|kapitler")
PLACED = {"vedlegg": StepKind.ANNEX, "vedlegget": StepKind.ANNEX, "del": StepKind.PART}
STARTS = word_set(
    f"{AN_ENACTMENT}|{OF_THE_ACT}|kapittel|kap|paragraf|del|vedlegg|bokstav|nr|nummer|punkt|strekpunkt|i"
    "|ny|nytt|nye|nåværende|noverande|gjeldende|gjeldande|siste|etter|overskriften|overskrifta"
    "|paragrafoverskriften|innledningen|tittelen"
)
"""What an instruction begins with, other than a section sign, a number or an ordinal."""
SKIPPED = word_set("nåværende|noverande|nåverande|gjeldende|gjeldande|skal|med")
HEADINGS = word_set(
    "overskriften|overskrifta|overskrift|paragrafoverskriften|paragrafoverskrifta"
    "|kapitteloverskriften|kapitteloverskrifta|tittelen|tittel"
)
OPENINGS = word_set("innledningen|innleiinga|innledninga")
WORDING = word_set("lyde|lyder|lyda|lyd")
REPEALING = word_set(
    "oppheves|oppheva|opphevet|opphevast|opphevd|oppheve|utgår|strykes|strykast|slettes|slettast"
    "|fjernes"
)
CHANGING = word_set(
    "endres|endrast|endra|endret|erstattes|erstattast|erstatta|erstattet|byttes|bytes"
)
MOVING = word_set("blir|vert|flyttes")
ADDING = word_set("føyes|tilføyes|tilføyast|tilføyd|settes|sett|innføres|tas")
_ROMAN = pattern(r"[IVXLC]+")


def has(path: Path, kind: StepKind) -> bool:
    """Whether a step of this kind is in the path."""
    return any(step.kind is kind for step in path)


def cut(path: Path, step: Step) -> Path:
    """The part of a path that a unit such as `step` can be attached to."""
    if step.kind in (StepKind.ARTICLE, StepKind.CHAPTER, StepKind.PART, StepKind.ANNEX):
        return ()
    for index, old in enumerate(path):
        if old.kind is step.kind and (
            step.kind is not StepKind.ITEM or old.item_word == step.item_word
        ):
            return path[:index]
    if step.kind is StepKind.PARAGRAPH:
        return path[:1]
    return path


def narrow(path: Path, step: Step) -> Path:
    """The path one step down; a sentence or item right under a § is in its first paragraph."""
    small = step.kind in (StepKind.SENTENCE, StepKind.ITEM)
    if small and path and path[-1].kind is StepKind.ARTICLE:
        return (*path, Step(StepKind.PARAGRAPH, "1"), step)
    return (*path, step)


class LabelReader:
    """Reads labels from tokens; each method takes the label at `at` and moves on, or gives an
    empty string and stays."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.lower = [token.lower() for token in tokens]
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        """The token `ahead` of the next one, in lower case; empty past the end."""
        index = self.at + ahead
        return self.lower[index] if index < len(self.lower) else ""

    def skip_noun(self, nouns: frozenset[str]) -> bool:
        """Take the word before a label («bokstav», «nr.»), if it is here."""
        if self.peek() not in nouns:
            return False
        self.at += 1
        if self.peek() == "." and self.lower[self.at - 1] in ("nr", "kap", "pkt"):
            self.at += 1
        return True

    def joint(self, nouns: frozenset[str]) -> tuple[bool, bool, bool]:
        """Take «, og til ny §» between labels: whether a range, whether new, noun repeated."""
        ranged = fresh = False
        if self.peek() not in JOINING and self.peek() != "til":
            return False, False, False
        while self.peek() in JOINING or self.peek() == "til":
            ranged = ranged or self.peek() == "til"
            self.at += 1
        if self.peek() in NEW:
            fresh = True
            self.at += 1
        return ranged, fresh, self.skip_noun(nouns)

    def article_label(self) -> str:
        """«3-2», «12 a», «8 A-2», «13a-5»: a label without spaces."""
        if not self.peek().isdecimal():
            return ""
        label = self.tokens[self.at]
        self.at += 1
        while True:
            word, following = self.peek(), self.peek(1)
            if len(word) == 1 and word in LETTERS and not self._is_word(word, following):
                label += self.tokens[self.at]
                self.at += 1
            elif word in ("-", "–", "‑") and following.isdecimal():
                label += "-" + following
                self.at += 2
            else:
                return label

    def _is_word(self, word: str, following: str) -> bool:
        """Whether a lone «i» or «å» after a number is a word of its own."""
        return word in ("i", "å") and following not in {
            "skal", "og", "til", ",", ".", ":", "blir", "oppheves", "lyde", "", "-",
        } and following not in ORDINALS and following not in NEW  # fmt: skip

    def letter(self) -> str:
        """«b», «aa»."""
        word = self.peek()
        if word and len(word) < 3 and word[0] == word[-1] and word[0] in LETTERS:
            self.at += 1
            return word
        return ""

    def number(self) -> str:
        """«3», «IV», «4.1»."""
        word = self.peek()
        if not (word.isdecimal() or _ROMAN.fullmatch(self.raw())):
            return self.letter() if self.lower[self.at - 1] == "punkt" else ""
        label = self.raw()
        self.at += 1
        while self.peek() == "." and self.peek(1).isdecimal():
            label += "." + self.peek(1)
            self.at += 2
        if len(self.peek()) == 1 and self.peek() in LETTERS and self.peek(1) in NOUNS:
            label += self.peek()
            self.at += 1
        return label

    def chapter_label(self) -> str:
        """«3», «VII A» without its space."""
        word = self.raw()
        if not (word.isdecimal() or _ROMAN.fullmatch(word)):
            return ""
        self.at += 1
        label = word
        letter = self.raw()
        if len(letter) == 1 and self.peek() in LETTERS and letter != "i":
            label += letter
            self.at += 1
        return label

    def raw(self) -> str:
        """The next token as written; empty past the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def ordinal(self) -> str:
        """The number of «tredje» or «3.», in figures."""
        word = self.peek()
        if word in ORDINALS:
            self.at += 1
            return str(ORDINALS[word])
        if word.isdecimal() and self.peek(1) == "." and len(word) < 4:
            self.at += 2
            return word
        return ""
