"""What the manifests of categories say of these: what they are called, and where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regcheck.base.texts.localised import Localised
from regcheck.packs.model import Pack

Labels = Mapping[str, Localised]
"""What lists call categories."""


def category_labels(packs: Iterable[Pack]) -> dict[str, Localised]:
    """What lists call each category, in the order of reports: its label, or else its title."""
    ordered = sorted(packs, key=lambda pack: (pack.order, pack.name))
    return {pack.name: pack.label if pack.label.get("nb") else pack.title for pack in ordered}


def label_of(category: str, labels: Labels, locale: str) -> str:
    """What a list calls a category: its name where no manifest says anything else."""
    found = labels.get(category)
    return (found.get(locale) if found is not None else "") or category


def obstacle_categories(packs: Iterable[Pack]) -> tuple[str, ...]:
    """The categories whose findings belong in the map of obstacles, in its order."""
    return _placed({pack.name: pack.map_order for pack in packs})


def obstacle_groups(packs: Iterable[Pack]) -> dict[str, str]:
    """What the obstacles of each category are about."""
    return {pack.name: pack.map_group for pack in packs if pack.map_group}


def labelled_categories(packs: Iterable[Pack]) -> tuple[str, ...]:
    """The categories that labels of provisions may name, in the order of evaluations."""
    return _placed({pack.name: pack.gold_order for pack in packs})


def _placed(places: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted((one for one in places if places[one]), key=lambda one: (places[one], one)))
