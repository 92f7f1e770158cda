"""How the light reading of sentences agrees with a treebank that linguists made.

    python benchmarks/outside.py FILE.conllu…

The files are of UD_Norwegian-Bokmaal and UD_Norwegian-Nynorsk (Universal Dependencies; texts and
syntax of the Norwegian Dependency Treebank, National Library of Norway, CC BY-SA 4.0): newspapers,
blogs, official reports and proceedings. No law is in them, and nothing of ours was made by them.
Three questions, of which each is asked of all words that both sides have:

- passives: is a word a passive in -s? (`Voice=Pass` there)
- clauses: does a finite verb stand in a main clause or one with «at», or in a condition or
  relative clause? (By the relation of the clause there: `acl` and `advcl` are subordinate.)
- sentences: where does a sentence end, when those of a file are written one after another?
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from regcheck.base.text.span import Span
from regcheck.decisions.tokens import IN_MAIN, tokens_of
from regcheck.language.sentences import sentence_spans

SUBORDINATE = ("acl", "advcl")
MAIN = ("root", "conj", "parataxis", "ccomp", "csubj")


class Node(NamedTuple):
    """A word of the treebank, with where it stands in its sentence."""

    start: int
    end: int
    form: str
    features: frozenset[str]
    head: int
    relation: str


def sentences(file: Path) -> Iterator[tuple[str, list[Node]]]:
    """The sentences of a file, each with its words."""
    for block in file.read_text("utf-8").split("\n\n"):
        text, nodes, at = "", [], 0
        for line in block.splitlines():
            if line.startswith("# text = "):
                text = line.removeprefix("# text = ")
            cells = line.split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                at = text.index(cells[1], at)
                end = at + len(cells[1])
                told = frozenset(cells[5].split("|"))
                relation = cells[7].partition(":")[0]
                nodes.append(Node(at, end, cells[1], told, int(cells[6]), relation))
                at = end
        if text and nodes:
            yield text, nodes


def clause_of(nodes: Sequence[Node], place: int) -> str:
    """The relation of the clause that a finite verb is in: of the verb, or of what it helps; a
    joined one is what the first is."""
    for _ in nodes:
        node = nodes[place]
        if node.relation in SUBORDINATE or node.relation in MAIN[:1] + MAIN[2:]:
            return node.relation
        if node.relation not in ("aux", "cop", "conj") or not node.head:
            return ""
        place = node.head - 1
    return ""


def count_words(text: str, nodes: Sequence[Node], count: Counter[tuple[str, bool, bool]]) -> None:
    """Passives and clauses of a sentence: what the treebank says, what regcheck reads."""
    read = {one.start: one for one in tokens_of(text.lower(), [Span(0, len(text))])}
    for place, node in enumerate(nodes):
        token = read.get(node.start)
        if token is None or token.end != node.end:
            continue
        told = "Voice=Pass" in node.features
        if told or token.word.passive:
            count["passives", told, token.word.passive] += 1
        relation = clause_of(nodes, place) if "VerbForm=Fin" in node.features else ""
        if relation and not told:
            inner = relation in SUBORDINATE
            count["subordinate clauses", inner, token.clause not in IN_MAIN] += 1


def count_ends(texts: Sequence[str], count: Counter[tuple[str, bool, bool]]) -> None:
    """Where sentences end, of a paragraph of ten at a time."""
    for first in range(0, len(texts), 10):
        ten = texts[first : first + 10]
        joined = " ".join(ten)
        ends = {len(" ".join(ten[:number])) for number in range(1, len(ten) + 1)}
        found = {span.end for span in sentence_spans(joined)}
        for end in (ends | found) - {len(joined)}:
            count["sentences", end in ends, end in found] += 1


def main() -> None:
    """Print precision and recall of each, by file."""
    if not sys.argv[1:]:
        sys.exit((__doc__ or "").strip())
    for name in sys.argv[1:]:
        count: Counter[tuple[str, bool, bool]] = Counter()
        texts = []
        for text, nodes in sentences(Path(name)):
            texts.append(text)
            count_words(text, nodes, count)
        count_ends(texts, count)
        print(f"{Path(name).name}: {len(texts):,} sentences")
        for what in ("passives", "subordinate clauses", "sentences"):
            right = count[what, True, True]
            there, found = right + count[what, True, False], right + count[what, False, True]
            shares = f"precision {right / max(1, found):.3f}, recall {right / max(1, there):.3f}"
            print(f"  {what}: {there:,} there, {found:,} read, {shares}")


if __name__ == "__main__":
    main()
