"""One pass over a text for thousands of literals at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Places = Sequence[tuple[int, int, int]]
Scan = Callable[[str], Places]
_MANY = 60
"""Literals from which on the plain search looks them up by their beginnings."""
_TELLING = 3
"""Letters that the plain search tells literals apart by first."""


def build_scanner(literals: Sequence[str]) -> Scan:
    """A function that gives every occurrence of every literal as (index, start, end), overlapping
    ones too. Uses `ahocorasick-rs` where it is installed, else `pyahocorasick`, else a plain
    search, which is slower but equal."""
    if not literals:
        return lambda text: ()
    try:
        return _with_rust(literals)
    except ImportError:
        pass
    try:
        return _with_c(literals)
    except ImportError:
        return _with_find(literals) if len(literals) < _MANY else _with_index(literals)


def _with_rust(literals: Sequence[str]) -> Scan:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    automaton = AhoCorasick(
        list(literals),
        matchkind=MatchKind.Standard,
        implementation=Implementation.ContiguousNFA,
    )

    def scan(text: str) -> Places:
        found: Places = automaton.find_matches_as_indexes(text, overlapping=True)
        return found

    return scan


def _with_c(literals: Sequence[str]) -> Scan:
    from ahocorasick import Automaton

    automaton = Automaton()
    for index, literal in enumerate(literals):
        automaton.add_word(literal, (index, len(literal)))
    automaton.make_automaton()

    def scan(text: str) -> Places:
        return [(index, last + 1 - size, last + 1) for last, (index, size) in automaton.iter(text)]

    return scan


def _with_find(literals: Sequence[str]) -> Scan:
    """Looks for each literal in turn."""

    def scan(text: str) -> Places:
        found = []
        for index, literal in enumerate(literals):
            at = text.find(literal)
            while at >= 0:
                found.append((index, at, at + len(literal)))
                at = text.find(literal, at + 1)
        return sorted(found, key=_by_end)

    return scan


def _with_index(literals: Sequence[str]) -> Scan:
    """Looks up, at each place of a text, the literals that begin with the letters there; those that
    begin alike are told apart by length."""
    indexes: dict[int, dict[str, dict[int, dict[str, list[int]]]]] = {}
    for index, literal in enumerate(literals):
        beginning = indexes.setdefault(min(len(literal), _TELLING), {})
        sizes = beginning.setdefault(literal[:_TELLING], {})
        sizes.setdefault(len(literal), {}).setdefault(literal, []).append(index)

    def scan(text: str) -> Places:
        found = []
        for width, beginning in indexes.items():
            for start in range(len(text) - width + 1):
                sizes = beginning.get(text[start : start + width])
                for size, known in sizes.items() if sizes else ():
                    for index in known.get(text[start : start + size], ()):
                        found.append((index, start, start + size))
        return sorted(found, key=_by_end)

    return scan


def _by_end(place: tuple[int, int, int]) -> tuple[int, int, int]:
    return place[2], place[1], place[0]
