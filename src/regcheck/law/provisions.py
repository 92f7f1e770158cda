"""Reading a chain of provisions in running text: «§ 3 første og annet ledd bokstav a og § 4»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from regcheck.law.address import Step, StepKind, fit_label
from regcheck.law.ordinals import number_of
from regcheck.law.provision_grammar import (
    between_labels,
    except_words,
    grammar,
    joint,
    letter_dash,
    lone_letter,
    more_sections,
)

Unit = tuple[Step, ...]
"""Steps that stand side by side: første og annet ledd."""

_MAX_PLACES = 200
_RANK = {
    StepKind.CHAPTER: 0,
    StepKind.ARTICLE: 1,
    StepKind.PARAGRAPH: 2,
    StepKind.ITEM: 3,
    StepKind.SENTENCE: 3,
}
_COUNTED = {
    "ledd": StepKind.PARAGRAPH, "led": StepKind.PARAGRAPH, "stykke": StepKind.PARAGRAPH,
    "punktum": StepKind.SENTENCE, "setning": StepKind.SENTENCE,
}  # fmt: skip
_UNIT_ENDINGS = re.compile(
    r"(?<=ledd)(?:et|en|a)?s?$|(?<=led)ens?$|(?<=stykke)t?s?$|(?<=punktum)(?:et)?s?$"
    r"|(?<=setning)(?:en|a)?s?$"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
LAST = "siste"
"""The label of the last paragraph or sentence, however many there are."""


@dataclass(frozen=True, slots=True)
class Provisions:
    """The places a chain names, in order, and where its words end; `through` when some of them
    are the ends of a range."""

    places: tuple[tuple[Step, ...], ...]
    end: int
    through: bool = False


def read_provisions(
    text: str, at: int, *, relative: bool = False, treaty: bool = False
) -> Provisions | None:
    """The chain of provisions that begins at `at` (white space before it is skipped), or None.

    What follows a list belongs to its last member («§§ 3 og 4 første ledd»: § 3 and § 4 first
    paragraph). A chain begins with a section (§) or chapter; with `relative` with a paragraph,
    sentence or letter; with `treaty` with an article.
    """
    chain = _Chain(several=text.startswith("§§", at + (text[at : at + 1] == " ")))
    through, end = False, at
    while len(chain.places) <= _MAX_PLACES:
        found = chain.next_in(text, end)
        if found is None or not (chain.units or _may_begin(found.kind, relative, treaty)):
            break
        if not chain.hang(found):
            break
        through = through or found.ranged
        end = found.end
    if not chain.units:
        return None
    chain.spread(chain.units)
    return Provisions(tuple(chain.places), end, through)


@dataclass(frozen=True, slots=True)
class _Found:
    """A unit as it stands in the text: `joined` when a word makes it stand beside an earlier one,
    `excepted` when it is left out of the last, `after_comma`, and `ranged` when it ends a range or
    holds one."""

    kind: StepKind
    steps: Unit
    joined: bool
    excepted: bool
    after_comma: bool
    ranged: bool
    end: int


class _Chain:
    """The units read so far, each hung on the one before, and the places that are complete;
    `several` when it begins with «§§»."""

    def __init__(self, *, several: bool) -> None:
        self.several = several
        self.units: list[Unit] = []
        self.places: list[tuple[Step, ...]] = []

    def next_in(self, text: str, at: int) -> _Found | None:
        """The unit that follows, if any."""
        excepted = except_words().match(text, at) if self.units else None
        link = excepted or joint().match(text, at)
        word = (link["word"] or "") if link and not excepted else ""
        start = link.end() if link else at
        joined = bool(word)
        found = grammar().match(text, start)
        if found is None and self.several and self.is_below_sections():
            found, joined = more_sections().match(text, at), True
        if found is None and not joined and self.takes_letter():
            found = lone_letter().match(text, start)
        if found is None or (joined and not self.units):
            return None
        kind, steps, ranged = _unit(found)
        if word.strip() == ",":
            joined = _RANK[kind] <= _RANK[self.units[-1][0].kind] or kind is StepKind.ARTICLE
        comma = link is not None and "," in link[0]
        ranged = ranged or _spans(word)
        return _Found(kind, steps, joined, excepted is not None, comma, ranged, found.end())

    def is_below_sections(self) -> bool:
        """Whether the last unit is a part of a section."""
        return bool(self.units) and _RANK[self.units[-1][0].kind] > _RANK[StepKind.ARTICLE]

    def takes_letter(self) -> bool:
        """Whether a letter may follow without «bokstav»: «annet ledd a», «nr. 2 b»."""
        if not self.units or not self.units[-1]:
            return False
        last = self.units[-1][-1]
        return last.kind in (StepKind.PARAGRAPH, StepKind.ITEM) and last.label.isdecimal()

    def hang(self, found: _Found) -> bool:
        """Hang a unit where it belongs; False, and nothing done, where it does not belong."""
        units = self.units
        if units:
            again = found.after_comma and _is_more(units[-1], found.steps)
            kept = len(units) - 1 if again else _kept(units, found.steps, found.kind, found.joined)
            if kept is None:
                return False
            if kept < len(units) or found.excepted:
                self.spread(units)
                del units[kept:]
            elif len(units[-1]) > 1:
                self.spread([*units[:-1], units[-1][:-1]])
                units[-1] = units[-1][-1:]
        units.append(found.steps)
        return True

    def spread(self, units: list[Unit]) -> None:
        """Take every place that units stand for."""
        for steps in product(*units):
            if len(self.places) > _MAX_PLACES:
                return
            self.places.append(steps)


def _spans(link: str) -> bool:
    return "til" in link or link.strip() in ("–", "-")


def _may_begin(kind: StepKind, relative: bool, treaty: bool) -> bool:
    if relative:
        return kind in (StepKind.PARAGRAPH, StepKind.SENTENCE, StepKind.ITEM)
    return kind in (StepKind.ARTICLE, StepKind.CHAPTER) or treaty


def _kept(chain: list[Unit], steps: Unit, kind: StepKind, joined: bool) -> int | None:
    """How much of the chain the next unit is hung on; None when it does not belong to it."""
    last = chain[-1][0]
    if not joined:
        if kind is StepKind.CHAPTER or (kind is StepKind.ARTICLE and last.kind is kind):
            return None
        if _RANK[kind] < _RANK[last.kind] and not _is_numbered_paragraph(chain, kind):
            return None
        return None if kind is last.kind and kind is not StepKind.ITEM else len(chain)
    for index, unit in enumerate(chain):
        old = unit[0]
        if old.kind is kind and (kind is not StepKind.ITEM or old.item_word == steps[0].item_word):
            return index
    if kind in (StepKind.ARTICLE, StepKind.CHAPTER):
        return 0
    below = [i for i, unit in enumerate(chain) if _RANK[unit[0].kind] < _RANK[kind]]
    return below[-1] + 1 if below and _RANK[last.kind] > _RANK[kind] else None


def _is_numbered_paragraph(chain: list[Unit], kind: StepKind) -> bool:
    """Whether a paragraph follows a number, which holds paragraphs in EU acts and some others:
    «artikkel 11 nr. 4 fjerde ledd», «§ 23 nr. 2 fjerde ledd»."""
    article, last = chain[0][0], chain[-1][0]
    return (
        kind is StepKind.PARAGRAPH
        and len(chain) == 2
        and article.kind is StepKind.ARTICLE
        and last.kind is StepKind.ITEM
        and last.label.isdigit()
    )


def _is_more(last: Unit, steps: Unit) -> bool:
    """Whether items after a comma stand beside the last ones: «nr. 1, nr. 2»."""
    kinds = {step.kind for step in (*last, *steps)}
    return kinds == {StepKind.ITEM} and last[0].item_word == steps[0].item_word


def _unit(found: re.Match[str]) -> tuple[StepKind, Unit, bool]:
    """The kind of unit a match of the grammar is, its steps, and whether they span a range."""
    branch = found.lastgroup or ""
    body = found[f"{branch}_list"]
    if branch == "section":
        dashed = letter_dash().sub(" til ", body.replace("\u2011", "-"))
        dashed = dashed.replace("–", " til " if found[0].startswith("§§") else "-")
        labels = _with_numbers([part for part in between_labels().split(dashed) if part.strip()])
        return StepKind.ARTICLE, _steps(StepKind.ARTICLE, labels), " til " in dashed
    ranged = bool(re.search(r" til |[–-]", body))
    if branch == "counted":
        parts = [part.strip() for part in between_labels().split(body) if part.strip()]
        if LAST in (part.lower() for part in parts):
            return _last(found, parts, ranged)
        numbers = [number_of(part) for part in parts]
        unit = _UNIT_ENDINGS.sub("", found["counted_unit"].lower())
        if unit == "strekpunkt":
            return StepKind.ITEM, tuple(Step(StepKind.ITEM, "", n) for n in numbers), ranged
        kind = _COUNTED[unit]
        return kind, _steps(kind, [str(n) for n in numbers]), ranged
    body = body.replace(")-", ") til ").replace("–", " til ").replace(")", "")
    body = body.replace("-", " til ") if branch == "number" else body
    parts = between_labels().split(body)
    labels = [fit_label(part) for part in parts]
    if branch == "treaty":
        labels = [f"artikkel{label}" for label in labels]
        return StepKind.ARTICLE, _steps(StepKind.ARTICLE, labels), ranged
    kind = {"chapter": StepKind.CHAPTER, "paren": StepKind.PARAGRAPH}.get(branch, StepKind.ITEM)
    return kind, _steps(kind, labels), ranged


def _with_numbers(parts: list[str]) -> list[str]:
    """The labels of sections, where a letter alone goes on with the number before it («§ 12 a og
    b»)."""
    labels: list[str] = []
    for part in parts:
        label = fit_label(part)
        if labels and label.isalpha():
            label = f"{labels[-1].rstrip(_LETTERS)}{label}"
        labels.append(label)
    return labels


def _last(found: re.Match[str], parts: list[str], ranged: bool) -> tuple[StepKind, Unit, bool]:
    """«siste ledd», «første og siste punktum»: the last one has no number of its own."""
    kind = _COUNTED.get(_UNIT_ENDINGS.sub("", found["counted_unit"].lower()), StepKind.ITEM)
    labels = [LAST if part.lower() == LAST else str(number_of(part)) for part in parts]
    return kind, _steps(kind, labels), ranged


def _steps(kind: StepKind, labels: list[str]) -> Unit:
    return tuple(Step(kind, label) for label in labels if label)
