"""One pass over a text for thousands of literals at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Places = Sequence[tuple[int, int, int]]
Scan = Callable[[str], Places]
_TELLING = 3
"""Letters that the plain search tells literals apart by first."""


def build_scanner(literals: Sequence[str]) -> Scan:
    """Gives every occurrence of every literal as (index, start, end), in order of ends."""
    if not literals:
        return lambda text: ()
    try:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
    except ImportError:
        return _plain_scanner(literals)
    automaton = AhoCorasick(
        list(literals),
        matchkind=MatchKind.Standard,
        implementation=Implementation.ContiguousNFA,
    )

    def scan(text: str) -> Places:
        found: Places = automaton.find_matches_as_indexes(text, overlapping=True)
        return found

    return scan


def _plain_scanner(literals: Sequence[str]) -> Scan:
    """Looks up the literals that begin with the letters at each place of a text."""
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
        return sorted(found, key=lambda place: (place[2], place[1], place[0]))

    return scan
