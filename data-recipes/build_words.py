"""Trains the models of learned rules on labelled provisions.

    python data-recipes/build_words.py GOLD [CATEGORY...] [--pack FOLDER] [--tell]

GOLD is a folder with provisions.jsonl and labels.jsonl, as `regcheck evaluate` takes; only its
split `train` teaches. The models are written into the category's folder of the built-in rules or,
with `--pack`, of a pack of your own, whose categories count too. The same labels give the same
bytes. `--tell` writes no model but prints what cross-validation over documents gives in sentences
where no written rule of the category finds anything: how many are marked, by how likely the model
holds it. Takes a minute a category.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from regcheck.evaluation.teaching import (
    USUAL,
    Manner,
    ReadLine,
    Scored,
    cross_validate,
    read_lines,
    teach,
)

from regcheck.evaluation.gold import Gold, LabelledProvision, find_gold, read_gold
from regcheck.evaluation.gold_run import check_provisions
from regcheck.packs.library import is_learned
from regcheck.packs.load import builtin_folder
from regcheck.results.result import Settings
from regcheck.run.check import RunOptions
from regcheck.run.rules import RuleChoice, load_library, load_rules
from regcheck.text.span import Span

CATEGORIES = (
    *("application-only", "automation", "data-sharing", "discretion", "once-only", "paper"),
)
MANNERS = {"once-only": Manner(least_share=0.02, may_weight=1.0, penalty=2.0)}
"""How models are taught that gain by looking at more words; all others as usual."""
TEACHING = "train"
"""The split that teaches; all others measure."""
RULES = Path(__file__).parents[1] / "rules"
Spoken = dict[str, list[Span]]


def teaching(gold: Gold) -> list[LabelledProvision]:
    """The provisions that may teach."""
    return [one for one in gold.provisions if one.split == TEACHING]


def model_text(lines: Sequence[ReadLine], category: str) -> str:
    """The model of a category, as its file has it."""
    about = {"category": category, "provisions": len({one.provision for one in lines})}
    return teach(lines, category, about, manner_of(category)).to_json()


def manner_of(category: str) -> Manner:
    """How the model of a category is taught."""
    return MANNERS.get(category, USUAL)


def spoken(
    provisions: Sequence[LabelledProvision], category: str, packs: tuple[str, ...] = ()
) -> Spoken:
    """Where the written rules of a category find something, by provision."""
    library = load_library(RuleChoice(packs=packs))
    own = [rule for rule in library.rules.values() if rule.category == category]
    written = tuple(rule.id for rule in own if not is_learned(rule))
    if not written:
        return {one.id: [] for one in provisions}
    rules = load_rules(RuleChoice(packs=packs, select=written))
    flags = check_provisions(provisions, rules, Settings(rank=False), RunOptions(), [])
    return {one.id: [flag.span for flag in found] for one, found in flags}


def tell(category: str, scored: Sequence[Scored], found: Spoken) -> str:
    """How many sentences in which rules are silent are marked, by likelihood."""
    silent = [one for one in scored if not _overlaps(found[one.line.provision], one.line.span)]
    must = sum(one.level == 2 for one in silent)
    said = [f"{category}: {must} silent with must of {sum(o.level == 2 for o in scored)}"]
    for least in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        some = [one for one in silent if one.likely >= least]
        right = sum(one.placed for one in some)
        of_must = sum(one.level == 2 and one.placed for one in some)
        all_must = sum(one.level == 2 and one.placed and one.likely >= least for one in scored)
        share = right / len(some) if some else 0.0
        said.append(f"  {least}: {len(some)}, {share:.2f} right, {of_must} must; {all_must}")
    return "\n".join(said)


def _overlaps(spans: Sequence[Span], place: Span) -> bool:
    return any(span.overlaps(place) for span in spans)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the models, or say how good they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold")
    parser.add_argument("categories", nargs="*", default=CATEGORIES)
    parser.add_argument("--pack", default="")
    parser.add_argument("--tell", action="store_true")
    options = parser.parse_args(arguments)
    packs = (options.pack,) if options.pack else ()
    places = tuple(map(Path, packs))
    gold = read_gold(*find_gold([options.gold]), places and (builtin_folder(), *places))
    provisions = teaching(gold)
    lines = list(read_lines(provisions))
    if options.tell:
        for category in options.categories:
            scored = list(cross_validate(lines, category, manner_of(category)))
            print(tell(category, scored, spoken(provisions, category, packs)), flush=True)
        return
    folder = places[0] if places else RULES
    with ProcessPoolExecutor() as pool:
        texts = pool.map(partial(model_text, lines), options.categories)
        for category, text in zip(options.categories, texts, strict=True):
            (folder / category / "learned.model").write_text(text, encoding="utf-8")
            print(f"{category}: {len(text.encode()) // 1000} kB", flush=True)


if __name__ == "__main__":
    main()
