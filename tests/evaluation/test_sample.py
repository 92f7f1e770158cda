from __future__ import annotations

from collections import Counter
from random import Random

from regcheck.quality.evaluation.sample import Sampler


def hit(number: int) -> str:
    return f"{number}.md"


def drawn(size: int, seed: int, hits: list[str]) -> list[str]:
    sampler: Sampler[str] = Sampler(size, seed)
    for one in hits:
        sampler.add(one, (one,))
    assert sampler.seen == len(hits)
    return sampler.sample()


def test_the_same_seed_draws_the_same_hits_in_whatever_order_they_come() -> None:
    hits = [hit(number) for number in range(200)]
    first = drawn(30, 1, hits)
    Random(3).shuffle(hits)
    assert drawn(30, 1, hits) == first
    assert len(set(first)) == 30
    assert drawn(30, 2, hits) != first


def test_a_smaller_sample_is_the_beginning_of_a_larger() -> None:
    hits = [hit(number) for number in range(200)]
    assert drawn(10, 1, hits) == drawn(30, 1, hits)[:10]


def test_fewer_hits_than_asked_for_are_all_drawn() -> None:
    hits = [hit(number) for number in range(4)]
    assert sorted(drawn(30, 1, hits)) == [f"{n}.md" for n in range(4)]
    assert drawn(30, 1, [hit(1), hit(1)]) == [hit(1), hit(1)]


def test_every_hit_is_as_likely_as_any_other() -> None:
    hits = [hit(number) for number in range(20)]
    often = Counter(one for seed in range(1000) for one in drawn(5, seed, hits))
    assert len(often) == 20
    assert all(190 < number < 310 for number in often.values())
