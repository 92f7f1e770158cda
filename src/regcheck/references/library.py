"""The documents that can be referred to, by id and by name, and whether they have the places that
others refer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from regcheck.base.text.patterns import pattern
from regcheck.concepts.index import ConceptIndex
from regcheck.document.provision_paths import Places
from regcheck.law.address import Address, Step, StepKind
from regcheck.law.names import Names
from regcheck.law.register import law_register, registered_names
from regcheck.law.vocabulary import THE_ACT, THE_REGULATION
from regcheck.readers.grammar import roman
from regcheck.references.model import DANGLING, ELSEWHERE, FOUND, REPEALED

_MOST_FIGURES = 3
_FEW = 0.05
_ACT = pattern(rf"\b[A-ZÆØÅa-zæøå-]{{3,}}(?:{THE_ACT})\b")
_ABOUT_ACT = pattern(r"\b(?:til|etter|av) (lov (?:\d{1,2}\. \w+ \d{4} nr\. \d+ )?om [^()]{3,160})")
_STEM, _WORDS = 5, 12
_SHORT = pattern(rf"\(([^(),]{{3,60}}?)(?:{THE_REGULATION})\)")


def _paths(above: str, step: Step) -> list[str]:
    """The paths that a step may have, since documents number chapters in two ways."""
    found = [(f"{above}/{step.path}" if above else step.path).lower()]
    if step.kind is StepKind.CHAPTER:
        ends = step.label.split("-")
        found += [f"kap{other}".lower() for other in (*ends, *_other_numbers(step.label))]
    if step.kind is StepKind.ITEM:
        words = ("bokstav", "nummer", "punkt", "ledd")
        labels = dict.fromkeys((step.label, step.label.partition(".")[0]))
        found += [(f"{above}/{word}/{label}").lower() for label in labels for word in words]
    return found


def _other_numbers(label: str) -> list[str]:
    """A number in Roman numerals, or the other way round."""
    if label.isdecimal():
        return [roman(int(label))] if len(label) <= _MOST_FIGURES else []
    return [_roman_numbers()[label.lower()]] if label.lower() in _roman_numbers() else []


@cache
def _roman_numbers() -> Mapping[str, str]:
    return {roman(number): str(number) for number in range(1, 400)}


def _stems(title: str) -> set[str]:
    about = title.partition(" om ")[2].lower().split()[:_WORDS]
    return {word[:_STEM] for word in about if len(word) > _STEM}


class Target:
    """A document that is referred to: the addresses in it, and those that are repealed."""

    def __init__(self, refid: str, places: Places, title: str = "") -> None:
        self.refid = refid
        self.title = title
        self._known = frozenset(path.lower() for path in places.addresses)
        self._gone = frozenset(path.lower() for path in places.repealed)
        self._children: dict[str, set[str]] = {}
        self._labels: dict[str, str] = {}
        self._chapters: dict[str, str] = {}
        for path in sorted(self._known, key=lambda one: (one.count("/"), one)):
            above, _, last = path.rpartition("/")
            unit, _, kind = above.rpartition("/")
            self._children.setdefault(unit, set()).add(kind)
            if last.startswith(("§", "artikkel")):
                self._labels.setdefault(last.partition("[")[0].removeprefix("§"), path)
            if above.startswith("del/") and last.startswith("kap"):
                self._chapters.setdefault(last, path)

    def status(self, address: Address) -> str:
        """Whether there is such a place: `found`, `repealed` (it or its section) or `dangling`.
        Sentences are ignored, as are letters where the document has only dashes."""
        steps = [step for step in address.steps if step.kind is not StepKind.SENTENCE]
        path = ""
        for number, step in enumerate(steps):
            above = steps[number - 1].kind if number else None
            if above is StepKind.ITEM and step.kind is StepKind.PARAGRAPH:
                return FOUND  # paragraphs of an item are not told apart
            options = _paths(path, step)
            found = next((one for one in options if one in self._known), "")
            if not found and step.kind is StepKind.ARTICLE:
                found = self._section(step)
            if not found and step.kind is StepKind.CHAPTER and not path:
                found = next((self._chapters[o] for o in options if o in self._chapters), "")
            if found in self._gone and found:
                return REPEALED
            if not found:
                return self._without(path, step, steps[number + 1 :])
            path = found
        return FOUND

    def _section(self, step: Step) -> str:
        """A section wherever it stands, also when the label includes a letter of an item (`5-41h`)
        or is the ends of a range (`2-8`)."""
        label = step.label.lower()
        options = [label, label[:-1]] if label[-1:].isalpha() else [label]
        first, _, last = label.partition("-")
        numbered = first.isdecimal() and last.isdecimal()
        ordered = not numbered or int(first) < int(last)
        if first in self._labels and last in self._labels and ordered:
            options.append(first)
        return next((self._labels[one] for one in options if one in self._labels), "")

    def has(self, address: Address) -> bool:
        """Whether there is exactly such a place, labels of items included."""
        path = ""
        for step in address.steps:
            if step.kind is not StepKind.SENTENCE:
                path = next((one for one in _paths(path, step) if one in self._known), "")
                if not path:
                    return False
        return True

    def has_label(self, label: str) -> bool:
        """Whether there is a section with this label (`3-2`) or article (`artikkel5`)."""
        return label.lower() in self._labels

    def numbers_like(self, address: Address) -> bool:
        """Whether the document numbers its units as the address does: whether it has chapters at
        all, or more than a few sections with, or without, a dash (§ 3-2, § 3)."""
        if not address.steps:
            return True
        step = address.steps[0]
        if step.kind is StepKind.CHAPTER:
            return any(path.startswith(("kap", "del/")) for path in self._known)
        dashed = "-" in step.label
        alike = sum(("-" in label) is dashed for label in self._labels)
        return step.kind is not StepKind.ARTICLE or alike > _FEW * len(self._labels)

    def last_paragraph(self, section: Address) -> str:
        """The number of the last paragraph of a section, or nothing."""
        start = section.path.lower()
        if section.steps and section.steps[0].kind is StepKind.ARTICLE and start not in self._known:
            start = self._labels.get(section.steps[0].label.lower(), start)
        begun = f"{start}/ledd/"
        numbers = [
            int(rest)
            for path in self._known
            if path.startswith(begun) and (rest := path[len(begun) :]).isdecimal()
        ]
        return str(max(numbers)) if numbers else ""

    def holds_unclearly(self, steps: Sequence[Step]) -> bool:
        """Whether the document has the section, but its paragraphs are uncertain: none are known,
        its only paragraph is a list of unlabelled points that may have been counted as paragraphs,
        or it has later paragraphs than the one cited."""
        if len(steps) < 2:
            return False
        section, cited = self._labels.get(steps[0].label.lower(), ""), steps[1]
        if not section:
            return False
        if "ledd" not in self._children.get(section, set()):
            return True
        if cited.kind is not StepKind.PARAGRAPH or not cited.label.isdecimal():
            return False
        if f"{section}/ledd/2" not in self._known:
            points = f"{section}/ledd/1/strekpunkt"
            if int(cited.label) <= sum(one.rpartition("/")[0] == points for one in self._known):
                return True
        last = self.last_paragraph(Address(tuple(steps[:1]), self.refid))
        return bool(last) and int(cited.label) < int(last)

    @property
    def is_doubled(self) -> bool:
        """Whether several sections outside annexes occur twice, as where a document comments on its
        own sections."""
        ends = Counter(
            last
            for path in self._known
            if (last := path.rpartition("/")[2]).startswith("§") and not path.startswith("vedlegg")
        )
        return sum(number > 1 for number in ends.values()) > 1

    @property
    def labels(self) -> Collection[str]:
        """The labels of all sections, in lower case."""
        return self._labels

    @property
    def chapters(self) -> Iterable[str]:
        """The labels of all chapters, in lower case."""
        lasts = (path.rpartition("/")[2] for path in self._known)
        return [last.removeprefix("kap") for last in lasts if last.startswith("kap")]

    def is_divided(self, label: str) -> bool:
        """Whether a label belongs to a group of sections (§ 5-4 above § 5-4-1) rather than to a
        section."""
        if any(one.startswith(f"{label.lower()}-") for one in self._labels):
            return True
        deeper = sum(one.count("-") > 1 for one in self._labels)
        return label.count("-") == 1 and 2 * deeper > len(self._labels)

    def _without(self, path: str, step: Step, rest: Sequence[Step]) -> str:
        """The status when no label matches a step."""
        if step.kind is StepKind.PARAGRAPH and step.label == "1":
            return self._inside(path, rest)
        if step.kind is StepKind.ITEM and path:
            kinds = self._children.get(path, set())
            if not kinds or "strekpunkt" in kinds:
                return FOUND
            if "/ledd/" not in path:
                return self._inside(path, (step, *rest))
        return DANGLING

    def _inside(self, path: str, steps: Sequence[Step]) -> str:
        """The status of a place in a section whose only paragraph is left out of the address, or is
        in the address only."""
        if not steps:
            return FOUND
        starts = [one for one in self._known if one.startswith(f"{path}/")]
        if any("/strekpunkt/" in one for one in starts):
            return FOUND  # points without labels, of which any may be meant
        if steps[0].label in ("a", "1") and any("bokstav" in one for one in starts):
            return FOUND  # the first letter is often lost where the list begins
        for begun in (path, *starts):
            if any(option in self._known for option in _paths(begun, steps[0])):
                return FOUND
        return DANGLING if any("bokstav" in one or "nummer" in one for one in starts) else FOUND


class ReferenceLibrary:
    """The documents of an index, which can be referred to by id and by their `names`; with
    `registered` those of the register of law in force too, of which only sections are known."""

    def __init__(self, source: ConceptIndex | None = None, *, registered: bool = False) -> None:
        self._source = source
        self._asks = registered
        nothing = registered_names() if registered else Names(())
        self.names = source.names() if source else nothing
        self._targets: dict[str, Target | None] = {}
        self._begun: dict[str, list[str]] = {}
        for refid in sorted(source.refids()) if source else ():
            self._begun.setdefault("-".join(refid.split("-")[:3]), []).append(refid)

    def whole(self, refid: str, title: str = "") -> str:
        """An id completed with its number, where only one document has that date and its title may
        be meant by the words, or only one of those has the title that the words begin with."""
        found = self._begun.get(refid, [])
        if len(found) > 1 and refid not in found and title:
            found = [one for one in found if one == self.names.titled(title)]
        elif title and found and refid not in found:
            target = self.target(found[0])
            mine, theirs = _stems(title), _stems(target.title if target else "")
            if mine and theirs and mine.isdisjoint(theirs):
                return refid
        return found[0] if refid not in found and len(found) == 1 else refid

    def basis(self, title: str) -> str:
        """The act that a regulation with this title belongs to («Forskrift til lov om båter»,
        «Forskrift om båter (båtforskriften)»), or empty."""
        named = {self.names.refid(name.lower()) for name in _ACT.findall(title)} - {""}
        if (about := _ABOUT_ACT.search(title)) and (refid := self.names.titled(about[1])):
            named.add(refid)
        if not named and (short := _SHORT.search(title)):
            words = short[1].lower().removesuffix("lov").split()[-2:]
            named = {self.names.refid(f"{' '.join(words[at:])}loven") for at in range(len(words))}
        found = {one for one in named if one.startswith("lov/")}
        return found.pop() if len(found) == 1 else ""

    def registered(self, place: Address) -> str:
        """The status that the register of law in force gives a place in a document that the index
        lacks, as far as it knows: sections, and what was repealed."""
        if not self._asks:
            return ELSEWHERE
        register = law_register()
        law = register.law(place.refid)
        if law is None:
            return REPEALED if register.replaced_by(place.refid) else ELSEWHERE
        steps = place.steps[:1]
        known = not steps or steps[0].kind is StepKind.ARTICLE
        if not known:
            return ELSEWHERE
        label = steps[0].label if steps else ""
        is_there = not steps or law.has_section(label)
        return FOUND if is_there or all(map(law.has_section, label.split("-"))) else DANGLING

    def target(self, refid: str) -> Target | None:
        """A document by its id; None when it is not available."""
        if refid not in self._targets:
            known = next(iter(self._source.documents([refid])), None) if self._source else None
            title = (known.short_title or known.title) if known else ""
            self._targets[refid] = Target(refid, known.places, title) if known else None
        return self._targets[refid]
