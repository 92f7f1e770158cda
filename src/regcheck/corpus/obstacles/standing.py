"""How a requirement stands to the law above it: which provision says the same, and how firmly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from regcheck.corpus.obstacles.demand import is_firm, stems_of
from regcheck.corpus.obstacles.obstacle import REGULATIONS, Obstacle, Root

STANDINGS: Final = ("required", "allowed", "own", "unknown")
"""The act requires it, or lets the regulation require it; the regulation's own choice; the law
that it is made under is not known, or not in the scan."""
_MOST: Final = 40
"""Provisions of a document that may demand the same."""
_RARE: Final = 0.4
_APPLIED_FOR: Final = "application-only"


class Demands:
    """What laws demand, by document, kind of demand and stem, for those that rest on them, and the
    stems of the sentences around each provision's demands."""

    def __init__(self, rows: Iterable[Obstacle]) -> None:
        self._found: dict[tuple[str, str, str], dict[str, Root]] = {}
        self._around: dict[str, set[str]] = {}
        self._shared: dict[tuple[str, str], float] = {}
        for row in rows:
            self._around.setdefault(row.unit, set()).update(stems_of(row.text))
            one = Root(row.unit, row.title, row.place, row.link, row.actor, row, is_firm(row.text))
            for what in row.demanded if row.named or not row.demanded else (row.demanded[0], ""):
                held = self._found.setdefault((document_of(row.unit), _kind(row), what), {})
                if row.unit in held or len(held) < _MOST:
                    held[row.unit] = one if one.firm else held.get(row.unit, one)
        self._often = Counter(word for words in self._around.values() for word in words)

    def root(self, row: Obstacle, above: Iterable[str], cited: frozenset[str]) -> Root | None:
        """The provision of the laws above that demands the same: the one whose sentences have most
        rare words in common, that the regulation is made under, and that demands by itself. Where
        a form is all that the words say, as of a signature, the sentence itself must have some."""
        form = not row.named and row.category != _APPLIED_FOR
        what = "" if form else row.requirement.rpartition(" ")[2]
        for document in above:
            fit = [
                (-common, one.key not in cited, not one.firm, one.key, one)
                for one in self._found.get((document, _kind(row), what), {}).values()
                if {one.row.party, row.party} != {"citizens", "businesses"}
                if one.key in cited or form or (one.row.named and row.named)
                if (common := self._common(one, row, form=form)) > (_RARE if form else 0)
            ]
            if fit:
                return min(fit)[-1]
        return None

    def _common(self, one: Root, row: Obstacle, *, form: bool) -> float:
        """The words besides what is demanded that both have; one that many provisions have counts
        less."""
        theirs, ours = self._around[one.key], self._around[row.unit]
        demanded = {*row.demanded, *one.row.demanded}
        if form:
            return self._rarity(theirs & set(stems_of(row.text)) - demanded)
        pair = one.key, row.unit
        if pair not in self._shared:  # once for all rows of a provision, which may be long
            self._shared[pair] = self._rarity(theirs & ours)
        return round(self._shared[pair] - self._rarity(demanded & theirs & ours), 9)

    def _rarity(self, words: set[str]) -> float:
        return sum(1 / self._often[word] for word in sorted(words))


def _kind(row: Obstacle) -> str:
    return row.category if row.category == _APPLIED_FOR else row.rule


def document_of(key: str) -> str:
    """The document of a provision's key."""
    return "/".join(key.split("/")[:2])


def trace(
    rows: Iterable[Obstacle], demands: Demands, scanned: Collection[str]
) -> tuple[list[Obstacle], dict[str, Root]]:
    """The rows with standing and root, and the roots by key. `scanned` has the ids of the laws in
    the scan."""
    found, roots = [], {}
    for row in rows:
        own = row._replace(root=row.unit)
        if not row.requirement or row.kind not in REGULATIONS:
            found.append(own)
            continue
        cited = row.based_on.split("; ")
        above = dict.fromkeys((row.act, row.successor, *map(document_of, cited)))
        known = [one for one in above if one in scanned and one != document_of(row.unit)]
        root = demands.root(row, known, frozenset("/".join(one.split("/")[:3]) for one in cited))
        if root is None:
            chosen = known and row.basis_source != "text"  # a guess shows no choice
            found.append(own._replace(standing="own" if chosen else "unknown"))
            continue
        roots[root.key] = root
        standing = "required" if root.firm else "allowed"
        found.append(row._replace(standing=standing, root=root.key))
    return found, roots
