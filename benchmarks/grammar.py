"""What each line of the grammar of law earns: how often every expression and word list that reads
law matches, and which alternatives of an expression never do.

    python benchmarks/grammar.py [FOLDER] [--every 4] [--output FILE]

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
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import regcheck.base.text.patterns
import regcheck.law.vocabulary

ROOMS = ("law", "language", "references", "terms", "concepts", "corpus", "changes")
LISTS = ("deciders", "grammar", "parties", "function-words", "abbreviations")
ROOT = Path(__file__).parent.parent
_MATCHING = ("search", "match", "fullmatch")
_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|\(\?[aiLmsux]+\)|(?P<open>\(\?(?:P<\w+>|<?[=!]|[aiLmsux-]*:|>)|\((?!\?))|(?P<close>\))|(?P<or>\|)|.",
    re.DOTALL,
)


@dataclass
class _Group:
    """A group while it is read: where its present alternative begins in the expression, what closes
    it, and the places in the output where its alternatives end."""

    start: int
    closing: str = ""
    ends: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def marked(text: str) -> tuple[str, list[str]]:
    """An expression with an empty group at the end of each of its alternatives, and these in order;
    a negative look-around only notes which of its alternatives matches."""
    out: list[str] = []
    groups = [_Group(0)]
    labels: dict[int, str] = {}

    def end_alternative(end: int) -> None:
        group = groups[-1]
        group.ends.append(len(out))
        group.labels.append(text[group.start : end])
        out.append("")

    def close_group(end: int) -> None:
        end_alternative(end)
        group = groups.pop()
        if len(group.ends) > 1:
            labels.update(zip(group.ends, group.labels, strict=True))
        out.append(group.closing)

    for token in _TOKEN.finditer(text):
        if opening := token["open"]:
            negative = opening.endswith("!")
            plain = "(?:" if opening == "(" or opening.startswith("(?P<") else opening
            out.append(f"(?>(?:{opening[:-1]}=" if negative else plain)
            groups.append(_Group(token.end(), ")|))" if negative else ")"))
        elif token["close"]:
            close_group(token.start())
        elif token["or"]:
            end_alternative(token.start())
            out.append("|")
            groups[-1].start = token.end()
        else:
            out.append(token[0])
    close_group(len(text))
    for place in labels:
        out[place] = "()"
    return "".join(out), [labels[place] for place in sorted(labels)]


class Counting:
    """Stands in for an expression and counts what it is asked and what it finds."""

    made: ClassVar[list[Counting]] = []

    def __init__(self, text: str, flags: int, module: str, name: str) -> None:
        self.pattern, self._flags, self.module, self.name = text, flags, module, name
        self._real: re.Pattern[str] | None = None
        self.asked = self.matched = 0
        self.made.append(self)

    def _compile(self) -> re.Pattern[str]:
        if self._real is None:
            self._real = re.compile(self.pattern, self._flags)
            twin, self._labels = marked(self.pattern)
            self._twin = re.compile(twin, self._flags)
            self._seen = [0] * len(self._labels)
            self._negative = "(?!" in self.pattern or "(?<!" in self.pattern
        return self._real

    def _note(self, way: str, *args: Any) -> None:
        if (found := getattr(self._twin, way)(*args)) is not None:
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
        assert self._real is not None
        for found in self._real.finditer(*args):
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

    made: ClassVar[list[CountingSet]] = []
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

    regcheck.base.text.patterns.pattern = stand_in(regcheck.base.text.patterns.pattern)

    def word_set(alternatives: str) -> frozenset[str]:
        found = CountingSet(alternatives.split("|"))
        found.met, found.module = set(), _module(sys._getframe(1))
        CountingSet.made.append(found)
        return found

    regcheck.law.vocabulary.word_set = word_set


def name_all() -> None:
    """Give every stand-in the name of the constant that holds it, and a form its own."""
    from regcheck.terms.forms import forms

    for module_name, module in list(sys.modules.items()):
        if not module_name.startswith("regcheck."):
            continue
        for name, value in vars(module).items():
            for one in value if isinstance(value, tuple | list) else (value,):
                if isinstance(one, Counting | CountingSet):
                    one.name = one.name or name
    by_text = {form.pattern: name for name, form in forms().items()}
    for one in Counting.made:
        one.name = by_text.get(one.pattern, one.name)
    missing = by_text.keys() - {one.pattern for one in Counting.made}
    for text in sorted(missing):
        Counting(text, 0, "terms/forms", by_text[text])


def read_all(files: Sequence[Path]) -> Counter[str]:
    """Have everything that reads law read the files; gives how often each word stands there."""
    from regcheck import check, load_rules, read
    from regcheck.changes.amending.instructed import changes_in
    from regcheck.concepts.comparison import compared_terms
    from regcheck.concepts.definitions import definitions_in
    from regcheck.concepts.draft_rules import DraftConcepts
    from regcheck.concepts.index import IndexEntry, index_in_memory
    from regcheck.corpus.harmony.concepts import concepts_to_harmonise
    from regcheck.document.model import Document
    from regcheck.document.provision_paths import places_of
    from regcheck.document.segments.view import Segments
    from regcheck.packs.select import select_rules
    from regcheck.quality.ruletest.examples import example_documents, run_examples
    from regcheck.references.library import ReferenceLibrary
    from regcheck.references.resolve import references_in
    from regcheck.run.rules import RuleChoice, load_library

    rules, words = load_rules(), Counter[str]()
    documents = (one for one in map(read, map(str, files)) if isinstance(one, Document))
    entries = []
    for document in documents:
        words.update(re.findall(r"[^\W\d_]+", document.text.lower()))
        check(document, rules)
        changes_in(document)
        found, places = tuple(definitions_in(document)), places_of(document)
        entries.append(IndexEntry(document.source.path, "", document.meta, found, places))
    index = index_in_memory(entries, [])
    list(compared_terms(index.definitions(None)))
    concepts_to_harmonise(index, {}, 10_000)
    for other in map(read, map(str, files)):
        if isinstance(other, Document):
            references_in(other, ReferenceLibrary(index))
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
    counts: dict[tuple[str, str], list[int]] = {}
    never: dict[tuple[str, str], list[str]] = {}
    for one in Counting.made:
        asked, matched = counts.get((one.module, one.name), (0, 0))
        counts[one.module, one.name] = [asked + one.asked, matched + one.matched]
        never.setdefault((one.module, one.name), []).extend(one.never())
    for words_of in (one for one in CountingSet.made if one.name):
        counts[words_of.module, words_of.name] = [len(words_of), len(words_of.met)]
        never[words_of.module, words_of.name] = sorted(words_of - words_of.met)
    endings = {word[-size:] for word in words for size in range(2, len(word) + 1)}
    for name in LISTS:
        for section, listed in sections(name).items():
            absent = [
                one
                for one in listed
                if one.strip("*-") not in (endings if one[0] in "*-" else words)
            ]
            counts[f"language/data/{name}", section] = [len(listed), len(listed) - len(absent)]
            never[f"language/data/{name}", section] = sorted(absent)
    for key in sorted(counts):
        yield "\t".join((*key, *map(str, counts[key]), " ¦ ".join(never[key]))) + "\n"


if __name__ == "__main__":
    main()
