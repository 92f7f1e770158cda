"""Segments of a document, made on demand. A *scope* is a tuple of spans that belong together in
reading a provision, such as a lead-in and an item; nothing is copied."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from regcheck.base.text.patterns import pattern
from regcheck.base.text.span import Span
from regcheck.base.texts.locales import LOCALES
from regcheck.document.model import Document, Node, NodeKind
from regcheck.language.detect import detect, telling_words
from regcheck.language.sentences import sentence_spans

Scope = tuple[Span, ...]
T = TypeVar("T")

_RUN = pattern(r"\w+")
_WORD = pattern(r"\w+(?:-\w+)*")
_TOP = frozenset({NodeKind.ARTICLE, NodeKind.CHAPTER, NodeKind.PART, NodeKind.DOCUMENT})
_UNITS = frozenset({NodeKind.ARTICLE, NodeKind.ANNEX, NodeKind.CHANGE, NodeKind.TABLE})
_SAMPLE_LETTERS = 800
_FOREIGN_MARGIN = 6.0
"""The margin from which a provision in an English document is taken to be Norwegian."""
_PAST_EVERY_END = 1 << 62
_FEW_WORDS = 40
"""Words that are looked for one by one rather than all words of each leaf be gathered."""
_MOST_ITEMS = 1_000
"""Items that are taken for part of one norm with what stands over or under them."""


class _Listing:
    """A list: the place of each child, and of the lead-in and tail that frame it."""

    __slots__ = ("lead_ins", "places", "tails")

    def __init__(self, children: Sequence[Node]) -> None:
        self.places = {id(child): place for place, child in enumerate(children)}
        self.lead_ins: list[Node | None] = []
        self.tails: list[Node | None] = []
        lead_in = tail = None
        for child in children:
            self.lead_ins.append(lead_in)
            if child.kind is not NodeKind.ITEM and not child.children:
                lead_in = child
        for child in reversed(children):
            self.tails.append(tail)
            if child.kind is NodeKind.TEXT:
                tail = child
        self.tails.reverse()


class Segments:
    """Views of one document; `language` overrules what it is taken to be written in."""

    def __init__(self, document: Document, language: str = "") -> None:
        self.document = document
        self._forced = language
        self.text = document.text
        self.lowered = lower_in_place(document.text)
        self.leaves = document.leaves
        self.starts = [leaf.span.start for leaf in document.leaves]
        self._sentences: dict[Span, list[Span]] = {}
        self._norms: dict[tuple[int, Span], Scope] = {}
        self._languages: dict[int, str] = {}
        self._by_leaf: dict[int, str] = {}
        self._words: dict[Span, frozenset[str]] = {}
        self._listings: dict[int, _Listing | None] = {}
        self._memory: dict[Hashable, Any] = {}

    def leaf_at(self, offset: int) -> int:
        """Index of the leaf that holds `offset`, or -1 between leaves."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.leaves[index].span.end else -1

    def leaf_parts(self, span: Span) -> Iterator[Span]:
        """The parts of a span that are in leaves, in order."""
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        for leaf in self.leaves[first : bisect_left(self.starts, span.end)]:
            part = Span(max(span.start, leaf.span.start), min(span.end, leaf.span.end))
            if part.start < part.end:
                yield part

    def sentences(self, span: Span) -> list[Span]:
        """The sentences of a leaf, given by its span."""
        found = self._sentences.get(span)
        if found is None:
            found = sentence_spans(self.text, span.start, span.end) or [span]
            self._sentences[span] = found
        return found

    def sentence_of(self, leaf: int, span: Span) -> Span:
        """The sentence of the leaf in which `span` begins."""
        sentences = self.sentences(self.leaves[leaf].span)
        return sentences[max(bisect_right(sentences, (span.start, _PAST_EVERY_END)) - 1, 0)]

    def article_of(self, leaf: int) -> Node:
        """The section (§), annex, change or table around a leaf; else the chapter or document."""
        line = self.document.parents[leaf]
        for node in reversed(line):
            if node.kind in _UNITS:
                return node
        return line[-1] if line else self.document.root

    def paragraph_of(self, leaf: int) -> Node:
        """The paragraph around a leaf, list items included; the leaf itself outside paragraphs."""
        line = self.document.parents[leaf]
        found = self.leaves[leaf]
        for node in reversed(line):
            if node.kind in _TOP or node.kind in _UNITS:
                break
            found = node
            if node.kind is NodeKind.PARAGRAPH:
                return node
        return found

    def heading_of(self, leaf: int) -> Span | None:
        """The heading of the section around a leaf."""
        children = self.article_of(leaf).children
        return next((one.span for one in children if one.kind is NodeKind.HEADING), None)

    def norm(self, leaf: int, span: Span) -> Scope:
        """The sentence of `span` and, in a list, the lead-ins, items and tail that it needs."""
        sentence = self.sentence_of(leaf, span)
        known = self._norms.get((leaf, sentence))
        if known is None:
            known = self._norms[leaf, sentence] = self._norm(leaf, sentence)
        return known

    def _norm(self, leaf: int, sentence: Span) -> Scope:
        node = self.leaves[leaf]
        pieces = [sentence]
        below: Node = node
        edge = True
        for above in reversed(self.document.parents[leaf]):
            if above.kind in _TOP:
                break
            listing = self._listing(above)
            if listing is not None:
                place = listing.places[id(below)]
                if below.kind is NodeKind.ITEM:
                    lead_in, tail = listing.lead_ins[place], listing.tails[place]
                    pieces += self.sentences(lead_in.span)[-1:] if lead_in else ()
                    pieces += self.sentences(tail.span)[:1] if tail else ()
                elif below is node and edge:
                    pieces += self._hanging(above, place, sentence)
            below = above
        return tuple(sorted(set(pieces)))

    def _listing(self, above: Node) -> _Listing | None:
        """The list that a node holds; None when it holds no items."""
        if id(above) not in self._listings:
            is_list = any(child.kind is NodeKind.ITEM for child in above.children)
            self._listings[id(above)] = _Listing(above.children) if is_list else None
        return self._listings[id(above)]

    def _hanging(self, above: Node, place: int, sentence: Span) -> list[Span]:
        """The items under a lead-in whose last sentence is `sentence`, or over a tail."""
        children = above.children
        own = self.sentences(children[place].span)
        after = children[place + 1 : place + 1 + _MOST_ITEMS]
        before = children[max(place - _MOST_ITEMS, 0) : place]
        for nearest, end, items in ((after[:1], own[-1], after), (before[-1:], own[0], before)):
            if sentence == end and nearest and nearest[0].kind is NodeKind.ITEM:
                return [child.span for child in items]
        return []

    def is_listed(self, leaf: int) -> bool:
        """Whether the leaf is part of a list (an item, a lead-in or a tail)."""
        line = self.document.parents[leaf]
        return bool(line) and self._listing(line[-1]) is not None

    def list_of(self, leaf: int) -> Node:
        """The outermost unit that holds all of the norm a listed leaf is part of."""
        line = self.document.parents[leaf]
        found = line[-1]
        for node in reversed(line):
            if node.kind in _TOP:
                break
            found = node
        return found

    def language(self, leaf: int) -> str:
        """The written standard of the provision around a leaf; the document's when unsure."""
        found = self._by_leaf.get(leaf)
        if found is None:
            found = self._by_leaf[leaf] = self._forced or self._language_around(leaf)
        return found

    def _language_around(self, leaf: int) -> str:
        whole = self.document.meta.language or "nb"
        own = self.leaves[leaf]
        if whole not in LOCALES:
            return own.language or whole
        if whole != "en" and leaf not in self.remember("doubtful", lambda: self._doubtful(whole)):
            return own.language or whole
        node = self.article_of(leaf)
        if node.kind is not NodeKind.ARTICLE:
            node = self.paragraph_of(leaf)
        known = self._languages.get(node.span.start)
        if known is None:
            guess = detect(
                self.text[node.span.start : min(node.span.end, node.span.start + _SAMPLE_LETTERS)]
            )
            sure = guess.language and guess.margin >= (_FOREIGN_MARGIN if whole == "en" else 1.0)
            known = guess.language if sure else node.language or whole
            self._languages[node.span.start] = known
        return known

    def _doubtful(self, whole: str) -> frozenset[int]:
        """The leaves with two words or more that hardly stand in the document's language."""
        telling = telling_words(whole) & self.every_word()
        some: Iterable[int] = range(len(self.leaves))
        if len(telling) <= _FEW_WORDS:
            met: Counter[int] = Counter()
            for word in telling:
                met.update(self._leaves_with(word))
            some = [leaf for leaf, count in met.items() if count > 1]
        return frozenset(
            one for one in some if len(telling & self.words(self.leaves[one].span)) > 1
        )

    def _leaves_with(self, letters: str) -> Iterator[int]:
        """The leaves in which some lower-case letters stand, each once."""
        at = self.lowered.find(letters)
        while at >= 0:
            leaf = self.leaf_at(at)
            if leaf >= 0:
                yield leaf
            after = at + 1 if leaf < 0 else self.leaves[leaf].span.end
            at = self.lowered.find(letters, after)

    def remember(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once per document: for figures that several checks need."""
        if name not in self._memory:
            self._memory[name] = make()
        found: T = self._memory[name]
        return found

    def forget(self) -> None:
        """Drop what was remembered, which refers back to here."""
        self._memory.clear()

    def every_word(self) -> frozenset[str]:
        """The different lower-case words of the document, parts of words with a hyphen."""

        def gather() -> frozenset[str]:
            different = " ".join(set(self.lowered.split()))
            return frozenset(_RUN.findall(different))

        return self.remember("every word", gather)

    def words(self, span: Span) -> frozenset[str]:
        """The lower-case words of a span."""
        found = self._words.get(span)
        if found is None:
            found = frozenset(_WORD.findall(self.lowered, span.start, span.end))
            self._words[span] = found
        return found


def lower_in_place(text: str) -> str:
    """`text` in lower case with as many code points as before (`İ` would grow otherwise)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
