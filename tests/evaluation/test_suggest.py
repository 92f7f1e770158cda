from __future__ import annotations

from typing import Any

from gold_samples import FIRST, label, lines, row

from regcheck.packs.model import Severity
from regcheck.quality.evaluation.gold import LabelledProvision, parse_gold
from regcheck.quality.evaluation.scores import Flag
from regcheck.quality.evaluation.suggest import Suggestion, suggest


def provisions(*texts: tuple[str, Any], lang: str = "nb") -> list[LabelledProvision]:
    """A provision for each text, with its labels."""
    units = [
        {**FIRST, "id": f"{lang}{n}", "lang": lang, "address": f"§ {n}", "text": text}
        for n, (text, _) in enumerate(texts, 1)
    ]
    labels = [row(f"{lang}{n}", *marked) for n, (_, marked) in enumerate(texts, 1)]
    return list(parse_gold(lines(*units), lines(*labels)).provisions)


BAG = label("paper", "lukket pose")
BAGS = label("paper", "lukkede poser")
TEXTS = [
    ("Nøkkelen legges i lukket pose.", [BAG]),
    ("Skruene legges i lukkede poser.", [BAGS]),
    ("En lukket pose merkes.", [label("paper", "lukket pose", "may")]),
    ("Et lukket rom har dør.", []),
    ("Lukket. Pose.", []),
]


def found(
    units: list[LabelledProvision], flags: dict[str, list[Flag]], **more: Any
) -> list[Suggestion]:
    return suggest(units, flags, ["paper"], **{"min_support": 2, "min_precision": 0.0, **more})


def test_missed_words_are_counted_by_lemma() -> None:
    units = provisions(*TEXTS)
    by_lemmas = {one.lemmas: one for one in found(units, {})}
    (bag,) = by_lemmas.values()
    assert bag.lemmas[-1] == "pose"
    assert len(bag.lemmas) == 2
    assert (bag.support, bag.occurrences, bag.right, bag.precision) == (2, 3, 3, 1.0)
    assert (bag.category, bag.language, bag.example.address) == ("paper", "nb", "§ 1")


def test_what_a_rule_finds_is_not_suggested() -> None:
    units = provisions(*TEXTS)
    for severity in (Severity.WARNING, Severity.INFO):
        flags = {
            unit.id: [Flag("paper/bag", "paper", severity, mark.span)]
            for unit in units[:2]
            for mark in unit.labels or ()
        }
        assert found(units, flags) == []


def test_support_and_precision_have_a_least() -> None:
    units = provisions(*TEXTS)
    assert found(units, {}, min_support=3) == []
    lone = provisions(*TEXTS[:2], *[("En pose er tom.", [])] * 8, *[("Noe er lukket.", [])] * 8)
    assert found(lone, {}, min_precision=0.9)[0].precision == 1.0


def test_a_longer_sequence_is_left_out_when_a_part_does_as_well() -> None:
    texts = [("Send med brevdue sykkel.", [label("paper", "med brevdue sykkel")])] * 3
    assert [one.lemmas for one in found(provisions(*texts), {})] == [("brevdue",), ("sykkel",)]


def test_function_words_alone_tell_nothing() -> None:
    texts = [("Det er i den.", [label("paper", "er i den")])] * 3
    assert [one for one in found(provisions(*texts), {}) if one.lemmas in (("i",), ("den",))] == []


def test_the_written_standards_are_kept_apart() -> None:
    nb = provisions(("Send brevdue.", [label("paper", "brevdue")]))
    nn = provisions(("Send brevdue.", [label("paper", "brevdue")]), lang="nn")
    assert found([*nb, *nn], {}) == []
    both = found([*nb, *nn], {}, min_support=1)
    assert sorted((one.language, one.lemmas) for one in both) == [
        ("nb", ("brevdue",)),
        ("nn", ("brevdue",)),
    ]
