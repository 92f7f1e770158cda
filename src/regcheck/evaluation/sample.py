"""A random sample of hits, the same whenever it is drawn again.

Each hit gets a number from a hash of the seed, its place and its words; the hits with the lowest
numbers are the sample. So every hit is as likely as any other, memory is bounded by the sample,
and the order in which hits come makes no difference.
"""

from __future__ import annotations

import hashlib
from bisect import insort
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit of a rule, as a reader needs it. `start` is a code point of the source."""

    rule: str
    refid: str
    path: str
    address: str
    address_path: str
    quote: str
    sentence: str
    severity: str
    decider: str
    start: int = 0


@dataclass(slots=True)
class Sampler:
    """Keeps `size` of the hits it is given; `seen` counts all of them."""

    size: int
    seed: int
    seen: int = 0
    _kept: list[tuple[bytes, int, Hit]] = field(default_factory=list)

    def add(self, hit: Hit) -> None:
        """Take one hit into account."""
        self.seen += 1
        insort(self._kept, (self._number(hit), self.seen, hit), key=lambda one: one[:2])
        del self._kept[self.size :]

    def sample(self) -> list[Hit]:
        """The sample, in random order, so that its first part is a sample too."""
        return [hit for _, _, hit in self._kept]

    def _number(self, hit: Hit) -> bytes:
        place = (str(self.seed), hit.rule, hit.path, hit.address_path, str(hit.start), hit.quote)
        return hashlib.sha256("\0".join(place).encode("utf-8", "surrogatepass")).digest()
