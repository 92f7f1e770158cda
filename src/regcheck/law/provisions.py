"""Reading a chain of provisions in running text: «§ 3 første og annet ledd bokstav a og § 4»."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from regcheck.base.text.patterns import pattern
from regcheck.base.values import Value
from regcheck.law.address import Step, StepKind, fit_label
from regcheck.law.numbering import LETTERS, number_of
from regcheck.law.vocabulary import (
    ARTICLE,
    CHAPTER,
    ORDINAL,
    PARAGRAPH,
    SENTENCE,
    either_case,
    word_set,
)

Unit = tuple[Step, ...]
"""Steps that stand side by side: første og annet ledd."""

_MAX_PLACES = 200
_MAX_DEPTH = 16
"""Units inside each other; law has half as many."""
_RANK = {
    StepKind.CHAPTER: 0,
    StepKind.ARTICLE: 1,
    StepKind.PARAGRAPH: 2,
    StepKind.ITEM: 3,
    StepKind.SENTENCE: 3,
}
_COUNTED = {
    **dict.fromkeys(word_set(PARAGRAPH), StepKind.PARAGRAPH),
    **dict.fromkeys(word_set(SENTENCE), StepKind.SENTENCE),
    "strekpunkt": StepKind.ITEM,
}
_BETWEEN = r"(?: ?, | og | eller | til | samt | ?, og |–)"
_ORDINAL = rf"(?:{ORDINAL}|\d{{1,4}}\.)"
_BETWEEN_LABELS = pattern(r"\s*(?:,|\bog\b|\beller\b|\btil\b|\bsamt\b)\s*")
_LETTER_DASH = pattern(r"(?<= [a-zæøå])–(?=[a-zæøå]\b)")
"""The dash of «§ 16 a–c»."""
LAST = "siste"
"""The label of the last paragraph or sentence, however many there are."""
_LETTERS_AFTER = (
    r"(?: (?:[a-hj-zæøA-HJ-ZÆØ]|i(?=[,.;)]|$| (?:første|annet|andre|tredje|nr\b|bokstav)))"
    r"(?:-\d{1,3})?(?![\w)-]))(?:(?: ?, | og | eller |–)[a-hj-zæø](?![\w)-]|\.\S)){0,9}"
)
_SECTION = (
    r"\d{1,4}(?:[A-Za-z](?![a-zæøå]))?"
    r"(?:[-–\u2011]\d{1,4}(?:[A-Za-z](?![A-Za-zæøåÆØÅ]))?){0,3}"
    rf"(?:{_LETTERS_AFTER})?"
)
_SECTIONS = (
    rf"{_SECTION}(?:(?:{_BETWEEN}| – ){_SECTION}"
    r"(?![a-z]?\)|\.? ?(?:januar|prosent|år|dager|dagar|kroner|ledd|punktum))){0,30}"
)
"""The labels of sections after «§»: «3», «3-2 a og b», «3, 4 og 6»."""
_JOINT = pattern(
    r"(?P<word>(?: ?,)? (?:og|eller|samt|til og med|til|jf\.|jfr\.) (?:i )?"
    rf"| ?, (?=(?:nye? |nytt )?§| ?\d{{1,2}}\. ledd|{_ORDINAL}"
    rf"(?:(?:, | og | eller | til ){_ORDINAL}){{0,4}} (?:ledd|punktum))"
    r"| ?[–-] ?(?=§))(?:nye? |nytt )?|(?: ?,)? ?(?:(?<= )(?:nye? |nytt )(?=\w+ |§))?",
    re.IGNORECASE,
)
"""What may stand between two units; `word` means that a new place begins."""
_EXCEPT_WORDS = pattern(
    r",? (?:unntatt|unnateke|bortsett (?:fra|frå)|med (?:unntak|unnatak) av)"
    rf" (?={_ORDINAL} (?:ledd|punktum)|bokstav [a-zæøå]\b|nr\. ?\d)"
)
"""What leads from a section to parts of it that are excepted: «§ 57 unntatt første ledd»."""
_LONE_LETTER = pattern(
    r"(?P<letter>(?P<letter_list>[a-hj-zæø](?:(?:, | og | eller )[a-hj-zæø](?![\w)]))*)\)?)"
    r"(?!\. \d)(?= ?[,.;)]|$"
    r"| (?:nr|punkt|og|eller|samt|til|jf|første|annet|andre|i|får|gjelder|kan|skal)\b)"
)
"""A letter without «bokstav» after a paragraph or number: «annet ledd a nr. 2»."""
_MORE_SECTIONS = pattern(
    rf"(?: ?,| og| eller| samt| ?, og) (?P<section>(?P<section_list>{_SECTIONS}))"
    r"(?![\w/%]|\.? ?(?:ledd|punktum|prosent|år|dag|mån|kron|[a-z]+ \d{4}))"
)
"""Further sections of a list after paragraphs of the previous one: «, 18 og 19» after «§§ 6, 17
tredje ledd»."""


class Provisions(Value, frozen=True):
    """The places a chain names, and where its words end; `through` if some end a range."""

    places: tuple[tuple[Step, ...], ...]
    end: int
    through: bool = False


def read_provisions(
    text: str, at: int, *, relative: bool = False, treaty: bool = False
) -> Provisions | None:
    """The chain of provisions that begins at `at`, or None. What follows a list belongs to its
    last member. With `relative` a chain may begin below a section, with `treaty` with an
    article."""
    chain = _Chain(several=text.startswith("§§", at + (text[at : at + 1] == " ")))
    through, end = False, at
    while len(chain.places) <= _MAX_PLACES:
        found = chain.next_in(text, end)
        if found is None:
            break
        whole = found.kind in (StepKind.ARTICLE, StepKind.CHAPTER)
        if not chain.units and (whole if relative else not (whole or treaty)):
            break
        if not chain.hang(found):
            break
        through = through or found.ranged
        end = found.end
    if not chain.units:
        return None
    chain.spread(chain.units)
    return Provisions(tuple(chain.places), end, through)


class _UnitMatch(Value, frozen=True):
    """A unit in the text: `joined` when a word puts it beside an earlier one, `excepted` when it is
    left out of the last, `after_comma`, and `ranged` when it ends or contains a range."""

    kind: StepKind
    steps: Unit
    joined: bool
    excepted: bool
    after_comma: bool
    ranged: bool
    end: int


class _Chain:
    """The units read so far, and the places that are complete; `several` after «§§»."""

    def __init__(self, *, several: bool) -> None:
        self.several = several
        self.units: list[Unit] = []
        self.places: list[tuple[Step, ...]] = []

    def next_in(self, text: str, at: int) -> _UnitMatch | None:
        """The unit that follows, if any."""
        excepted = _EXCEPT_WORDS.match(text, at) if self.units else None
        link = excepted or _JOINT.match(text, at)
        word = (link["word"] or "") if link and not excepted else ""
        start = link.end() if link else at
        joined = bool(word)
        found = _grammar().match(text, start)
        if found is None and self.several and self.is_below_sections():
            found, joined = _MORE_SECTIONS.match(text, at), True
        if found is None and not joined and self.takes_letter():
            found = _LONE_LETTER.match(text, start)
        if found is None or (joined and not self.units):
            return None
        kind, steps, ranged = _unit(found)
        if word.strip() == ",":
            joined = _RANK[kind] <= _RANK[self.units[-1][0].kind] or kind is StepKind.ARTICLE
        comma = link is not None and "," in link[0]
        ranged = ranged or "til" in word or word.strip() in ("–", "-")
        return _UnitMatch(kind, steps, joined, excepted is not None, comma, ranged, found.end())

    def is_below_sections(self) -> bool:
        """Whether the last unit is a part of a section."""
        return bool(self.units) and _RANK[self.units[-1][0].kind] > _RANK[StepKind.ARTICLE]

    def takes_letter(self) -> bool:
        """Whether a letter may follow without «bokstav»: «annet ledd a», «nr. 2 b»."""
        if not self.units or not self.units[-1]:
            return False
        last = self.units[-1][-1]
        return last.kind in (StepKind.PARAGRAPH, StepKind.ITEM) and last.label.isdecimal()

    def hang(self, found: _UnitMatch) -> bool:
        """Attach a unit where it belongs; False, and nothing done, where it does not belong."""
        units = self.units
        if units:
            again = found.after_comma and _is_more(units[-1], found.steps)
            kept = len(units) - 1 if again else _kept(units, found.steps, found.kind, found.joined)
            if kept is None or kept >= _MAX_DEPTH:
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
        """Add every place that the units stand for."""
        for steps in product(*units):
            if len(self.places) > _MAX_PLACES:
                return
            self.places.append(steps)


def _kept(chain: list[Unit], steps: Unit, kind: StepKind, joined: bool) -> int | None:
    """How many units the next unit is attached to; None when it is not of the chain."""
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
    """Whether a paragraph follows a number: «artikkel 11 nr. 4 fjerde ledd»."""
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
        dashed = _LETTER_DASH.sub(" til ", body.replace("\u2011", "-"))
        dashed = dashed.replace("–", " til " if found[0].startswith("§§") else "-")
        labels = _with_numbers([part for part in _BETWEEN_LABELS.split(dashed) if part.strip()])
        return StepKind.ARTICLE, _steps(StepKind.ARTICLE, labels), " til " in dashed
    ranged = bool(re.search(r" til |[–-]", body))
    if branch == "counted":
        kind = _COUNTED[found["counted_unit"].lower().removesuffix("s")]
        parts = [part.strip().lower() for part in _BETWEEN_LABELS.split(body) if part.strip()]
        labels = [part if part == LAST else str(number_of(part)) for part in parts]
        if kind is StepKind.ITEM and LAST not in labels:
            return kind, tuple(Step(kind, "", int(label)) for label in labels), ranged
        return kind, _steps(kind, labels), ranged
    body = body.replace(")-", ") til ").replace("–", " til ").replace(")", "")
    body = body.replace("-", " til ") if branch == "number" else body
    parts = _BETWEEN_LABELS.split(body)
    labels = [fit_label(part) for part in parts]
    if branch == "treaty":
        labels = [f"artikkel{label}" for label in labels]
        return StepKind.ARTICLE, _steps(StepKind.ARTICLE, labels), ranged
    kind = {"chapter": StepKind.CHAPTER, "paren": StepKind.PARAGRAPH}.get(branch, StepKind.ITEM)
    return kind, _steps(kind, labels), ranged


def _with_numbers(parts: list[str]) -> list[str]:
    """Labels of sections, a lone letter with the number before it («§ 12 a og b»)."""
    labels: list[str] = []
    for part in parts:
        label = fit_label(part)
        if labels and label.isalpha():
            label = f"{labels[-1].rstrip(LETTERS)}{label}"
        labels.append(label)
    return labels


def _steps(kind: StepKind, labels: list[str]) -> Unit:
    return tuple(Step(kind, label) for label in labels if label)


@cache
def _grammar() -> re.Pattern[str]:
    """One unit: a list of labels of one kind. Every repetition is bounded."""
    ordinal = rf"(?i:{_ORDINAL}|{LAST})"
    letter = r"[a-zæøå]{1,2}(?![\w])"
    more_letters = (
        r"(?:\)?(?: ?, | og | eller | til | ?, og |–|-)(?:(?![åi]\b)[a-zæøå]|i(?=[,.;)]|$)"
        r"|aa|bb|cc|dd|ee)(?!\w))"
    )
    number = r"\d{1,4}(?:\.\d{1,3}){0,4}[a-z]{0,9}(?!\w)"
    more_numbers = (
        rf"(?:(?:{_BETWEEN}|-){number}(?! ?(?:%|prosent|år|dag|mån|krone|[a-z]+ \d{{4}})))"
    )
    article = r"\d{1,4}(?:[a-z]{1,3}(?!\w))?"
    roman = r"(?:\d{1,3}[A-Za-z]?(?: (?:[A-Za-hj-zæø])(?![\w.)]))?(?:-\d{1,3})?|[IVXL]{1,6})(?!\w)"
    return pattern(
        rf"(?P<section>§{{1,2}}[ \u00a0]?(?P<section_list>{_SECTIONS}))"
        rf"|(?P<counted>(?P<counted_list>{ordinal}(?:{_BETWEEN}{ordinal}){{0,12}}) "
        rf"(?P<counted_unit>(?:{PARAGRAPH}|{SENTENCE})s?|strekpunkt)(?!\w))"
        rf"|(?P<chapter>(?:{either_case(CHAPTER)})\.? (?P<chapter_list>{roman}"
        rf"(?:{_BETWEEN}{roman}){{0,12}}))"
        r"|(?P<letter>(?:[Bb]okstav(?:ane|ene)?|litra|litr?\.|(?:pkt\.|punkt)(?= [a-zæøå]\))) "
        rf"(?P<letter_list>{letter}{more_letters}{{0,25}})\)?)"
        r"|(?P<number>(?:nr\.?|nummer|(?:punkt(?:ene|a)?|pkt\.?)(?= )) ?"
        rf"(?P<number_list>{number}{more_numbers}{{0,25}}))"
        r"|(?P<paren>\((?P<paren_list>\d{1,3}[a-z]?)\))"
        r"|(?P<bare>\(?(?P<bare_list>[a-zæøå](?=\)))\))"
        rf"|(?P<treaty>(?:{either_case(ARTICLE)}|[Aa]rt\.) "
        rf"(?P<treaty_list>{article}(?:{_BETWEEN}{article}(?![\w/])){{0,12}}))",
    )
