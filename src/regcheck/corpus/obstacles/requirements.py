"""Requirements: one for each demand, however many texts and rows it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from operator import attrgetter

from regcheck.corpus.obstacles.obstacle import Obstacle


def join_requirements(rows: Iterable[Obstacle]) -> list[Obstacle]:
    """The rows with the keys of their requirements: the rule, and the word for what is demanded
    that most rows have. Rows of one sentence are one requirement, that of the heaviest."""
    every = list(rows)
    often = Counter(word for row in every for word in row.demanded)
    sentences: dict[tuple[str, str], Obstacle] = {}
    for row in sorted(filter(attrgetter("demanded"), every), key=lambda row: row.rule):
        first = sentences.setdefault((row.provision, row.text), row)
        if row.weight > first.weight:
            sentences[row.provision, row.text] = row

    def keyed(row: Obstacle) -> Obstacle:
        first = sentences[row.provision, row.text]
        what = min(first.demanded, key=lambda word: (-often[word], word))
        return row._replace(requirement=f"{first.rule} {what}", demanded=first.demanded)

    return [keyed(row) if row.demanded else row for row in every]
