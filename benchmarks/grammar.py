"""What each line of the grammar of law earns: how often every expression and word list that reads
law matches, and which alternatives of an expression never do.

    python benchmarks/grammar.py [FOLDER] [--every 4] [--output benchmarks/grammar.tsv]

FOLDER holds law in any format regcheck reads (default: `REGCHECK_SHARED` or `../shared`,
`lovdata`). The demo drafts and the examples of the rules are always read. The file has a row for
each expression: module, name, times asked, times matched, alternatives that never matched. An
alternative inside a negative look-around counts where it hinders a match. No text of law is kept.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import regcheck.law.vocabulary
import regcheck.text.kept
import regcheck.text.patterns

ROOMS = ("law", "language", "references", "definitions", "concepts", "harmony", "amending")
LISTS = ("deciders", "grammar", "parties", "function-words", "abbreviations")
ROOT = Path(__file__).parent.parent
_MATCHING = ("search", "match", "fullmatch")
_OPEN = re.compile(r"\(\?(?:P<\w+>|<?[=!]|[aiLmsux-]*:|>|[aiLmsux]+\)|P=\w+\))|\(")


def marked(text: str) -> tuple[str, list[str]]:
    """An expression with an empty group at the end of each of its alternatives, and those
    alternatives; a negative look-around only notes which of its alternatives matches."""
    out: list[str] = []
    labels: list[str] = []
    levels: list[tuple[int, int, str]] = [(0, 0, "")]
    several = [_has_several(text, 0)]
    at = 0

    def close(end: int) -> None:
        start, place, _ = levels[-1]
        if several[-1]:
            out.append("()")
            labels.append(text[start:end])

    while at < len(text):
        char = text[at]
        if char == "\\":
            out.append(text[at : at + 2])
            at += 2
        elif char == "[":
            end = text.index("]", at + (3 if text[at + 1] == "^" else 2))
            while text[end - 1] == "\\" and text[end - 2] != "\\":
                end = text.index("]", end + 1)
            out.append(text[at : end + 1])
            at = end + 1
        elif char == "(":
            opened = _OPEN.match(text, at)
            assert opened is not None
            opening = opened[0]
            at = opened.end()
            if opening.endswith(")"):
                out.append(opening)
                continue
            negative = opening.endswith("!")
            if opening == "(" or opening.startswith("(?P<"):
                opening = "(?:"
            out.append(f"(?>(?:{opening[:-1]}=" if negative else opening)
            levels.append((at, len(out), ")|))" if negative else ")"))
            several.append(_has_several(text, at))
        elif char == ")":
            close(at)
            out.append(levels.pop()[2])
            several.pop()
            at += 1
        elif char == "|":
            close(at)
            out.append("|")
            at += 1
            levels[-1] = (at, len(out), levels[-1][2])
        else:
            out.append(char)
            at += 1
    close(len(text))
    return "".join(out), labels


def _has_several(text: str, at: int) -> bool:
    """Whether the group that begins at a place has more than one alternative."""
    depth = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char == "[":
            end = text.index("]", at + (3 if text[at + 1] == "^" else 2))
            while text[end - 1] == "\\" and text[end - 2] != "\\":
                end = text.index("]", end + 1)
            at = end
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth < 0:
                return False
        elif char == "|" and not depth:
            return True
        at += 1
    return False


class Counting:
    """Stands in for an expression and counts what it is asked and what it finds."""

    made: list[Counting] = []

    def __init__(self, text: str, flags: int, module: str, name: str) -> None:
        self.pattern, self._flags, self.module, self.name = text, flags, module, name
        self._real: re.Pattern[str] | None = None
        self.asked = self.matched = 0
        self.made.append(self)

    def _compile(self) -> re.Pattern[str]:
        if self._real is None:
            self._real = re.compile(self.pattern, self._flags)
            self._twin, self._labels = None, []
            if isinstance(self.pattern, str):
                twin, self._labels = marked(self.pattern)
                self._twin = re.compile(twin, self._flags)
            self._seen = [0] * len(self._labels)
            self._negative = "(?!" in str(self.pattern) or "(?<!" in str(self.pattern)
        return self._real

    def _note(self, way: str, *args: Any) -> None:
        found = getattr(self._twin, way)(*args) if self._twin is not None else None
        if found is not None:
            for place, group in enumerate(found.groups()):
                self._seen[place] += group is not None

    def _ask(self, way: str, *args: Any) -> Any:
        real = self._compile()
        self.asked += 1
        found = getattr(real, way)(*args)
        if way in _MATCHING:
            self.matched += found is not None
            if self._labels and (found is not None or self._negative):
                self._note(way, *args)
        return found

    def search(self, *args: Any) -> Any:
        return self._ask("search", *args)

    def match(self, *args: Any) -> Any:
        return self._ask("match", *args)

    def fullmatch(self, *args: Any) -> Any:
        return self._ask("fullmatch", *args)

    def finditer(self, *args: Any) -> Iterator[re.Match[str]]:
        self._compile()
        self.asked += 1
        negative = self._labels and self._negative
        if negative and self._twin is not None:
            for found in self._twin.finditer(*args):
                for place, group in enumerate(found.groups()):
                    self._seen[place] += group is not None
        for found in self._compile().finditer(*args):
            self.matched += 1
            if self._labels and not negative:
                self._note("match", args[0], found.start(), *args[2:])
            yield found

    def findall(self, text: str, *args: Any) -> Any:
        for _ in self.finditer(text, *args):
            pass
        return self._compile().findall(text, *args)

    def sub(self, new: Any, text: str, count: int = 0) -> str:
        for _ in self.finditer(text):
            pass
        return self._compile().sub(new, text, count)

    def subn(self, new: Any, text: str, count: int = 0) -> tuple[str, int]:
        for _ in self.finditer(text):
            pass
        return self._compile().subn(new, text, count)

    def split(self, text: str, count: int = 0) -> Any:
        for _ in self.finditer(text):
            pass
        return self._compile().split(text, count)

    @property
    def flags(self) -> int:
        return self._compile().flags

    @property
    def groups(self) -> int:
        return self._compile().groups

    @property
    def groupindex(self) -> Any:
        return self._compile().groupindex

    def never(self) -> list[str]:
        """The alternatives that never matched, of an expression that did."""
        if not self.matched:
            return []
        return [one for one, n in zip(self._labels, self._seen, strict=True) if not n]


class CountingSet(frozenset[str]):
    """Stands in for a word list and keeps which of its words were met."""

    made: list[CountingSet] = []
    met: set[str]
    module = name = ""

    def __contains__(self, word: object) -> bool:
        found = super().__contains__(word)
        if found:
            self.met.add(str(word))
        return found

    def __and__(self, other: Any) -> Any:
        found = frozenset.__and__(self, other)
        self.met |= found
        return found


def _module(frame: Any) -> str:
    file = Path(frame.f_code.co_filename).as_posix().rpartition("/regcheck/")[2]
    return file.removesuffix(".py")


def count_from_now(depth: int = 1) -> None:
    """Put counting stand-ins in place of the expressions and word lists that rooms of law make; to
    be called before anything else of the project is imported."""

    def stand_in(real: Callable[..., Any]) -> Callable[..., Any]:
        known: dict[tuple[str, str, int], Counting] = {}

        def made(text: Any, flags: int = 0) -> Any:
            frame = sys._getframe(depth)
            module, name = _module(frame), frame.f_code.co_name
            if module.partition("/")[0] not in ROOMS or not isinstance(text, str):
                return real(text, flags)
            if name == "<module>":
                return Counting(text, flags, module, "")
            key = (module, text, int(flags))
            if key not in known:
                known[key] = Counting(text, flags, module, f"{name}()")
            return known[key]

        return made

    regcheck.text.patterns.pattern = stand_in(regcheck.text.patterns.pattern)
    regcheck.text.kept.compiled = stand_in(regcheck.text.kept.compiled)

    def word_set(alternatives: str) -> frozenset[str]:
        found = CountingSet(alternatives.split("|"))
        found.met, found.module = set(), _module(sys._getframe(1))
        CountingSet.made.append(found)
        return found

    regcheck.law.vocabulary.word_set = word_set


def name_all() -> None:
    """Give every stand-in the name of the constant that holds it, and a form its own."""
    from regcheck.definitions.forms import forms

    for module_name, module in list(sys.modules.items()):
        if not module_name.startswith("regcheck."):
            continue
        for name, value in vars(module).items():
            several = value if isinstance(value, tuple | list) else (value,)
            for place, one in enumerate(several):
                if isinstance(one, Counting | CountingSet) and not one.name:
                    one.name = name if several is not value else f"{name}[{place}]"
    by_text = {form.pattern: name for name, form in forms().items()}
    for one in Counting.made:
        one.name = by_text.get(one.pattern, one.name)
    missing = by_text.keys() - {one.pattern for one in Counting.made}
    for text in sorted(missing):
        Counting(text, 0, "definitions/forms", by_text[text])


def read_all(files: Sequence[Path]) -> Counter[str]:
    """Have everything that reads law read the files; gives how often each word stands there."""
    from regcheck import check, load_rules, read
    from regcheck.amending.instructed import changes_in
    from regcheck.concepts.comparison import compared_terms
    from regcheck.concepts.definitions import definitions_in
    from regcheck.concepts.draft_rules import DraftConcepts
    from regcheck.concepts.index import IndexEntry, index_in_memory
    from regcheck.document.model import Document
    from regcheck.document.provision_paths import places_of
    from regcheck.harmony.concepts import Wanted, concepts_to_harmonise
    from regcheck.packs.select import select_rules
    from regcheck.references.library import Library
    from regcheck.references.resolve import references_in
    from regcheck.ruletest.examples import example_documents, run_examples
    from regcheck.run.rules import RuleChoice, load_library
    from regcheck.segments.view import Segments

    rules, words = load_rules(), Counter[str]()
    documents = (one for one in map(read, map(str, files)) if isinstance(one, Document))
    entries = []
    for document in documents:
        words.update(re.findall(r"[^\W\d_]+", document.text.lower()))
        check(document, rules)
        changes_in(document)
        found = tuple(definitions_in(document))
        entries.append(IndexEntry(document.source.path, "", document.meta, found, places_of(document)))
    index = index_in_memory(entries, [])
    list(compared_terms(index.definitions(None)))
    concepts_to_harmonise(index, Wanted(), {}, 10_000)
    for document in map(read, map(str, files)):
        if isinstance(document, Document):
            references_in(document, Library(index))
            DraftConcepts(rules.rule_set, index).against_index(Segments(document))
    every_rule = select_rules(load_library(RuleChoice()), select=["*"], preview=True)
    for document in example_documents(every_rule):
        words.update(re.findall(r"[^\W\d_]+", document.text.lower()))
    for _ in run_examples(every_rule):
        pass
    return words


def main() -> None:
    """Count, and write the file."""
    shared = Path(os.environ.get("REGCHECK_SHARED", "../shared"))
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=shared / "lovdata")
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--output", type=Path, default=Path(__file__).with_suffix(".tsv"))
    given = parser.parse_args()
    count_from_now()
    files = sorted(one for one in given.folder.rglob("*") if one.suffix in (".md", ".xml"))
    files = [one for one in files if one.name != "README.md"][:: given.every]
    files += sorted((ROOT / "corpora" / "drafts").glob("*.*"))
    words = read_all(files)
    name_all()
    given.output.write_text("".join(rows(len(files), words)), encoding="utf-8")


def rows(files: int, words: Counter[str]) -> Iterator[str]:
    """The lines of the file."""
    from regcheck.language.lexicon import sections

    yield f"# {date.today()}: {files} files and the examples of the rules, {words.total()} words\n"
    yield "module\tname\tasked\tmatched\tnever\n"
    told = [
        (one.module, one.name, one.asked, one.matched, " ¦ ".join(one.never()))
        for one in Counting.made
    ]
    told += [
        (one.module, one.name, len(one), len(one.met), " ¦ ".join(sorted(one - one.met)))
        for one in CountingSet.made
    ]
    endings = {word[-size:] for word in words for size in range(2, len(word) + 1)}
    for name in LISTS:
        for section, listed in sections(name).items():
            absent = [
                one
                for one in listed
                if one.strip("*-") not in (endings if one[0] in "*-" else words)
            ]
            met = len(listed) - len(absent)
            told.append((f"language/data/{name}", section, len(listed), met, " ¦ ".join(sorted(absent))))
    for row in sorted(told, key=str):
        yield "\t".join(map(str, row)) + "\n"


if __name__ == "__main__":
    main()
