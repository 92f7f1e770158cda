from __future__ import annotations

from pathlib import Path

from pack_maker import FILES, load, small_rule

from regcheck.packs.examples import collect_examples, missing_examples


def test_examples_come_in_order_with_names(tmp_path: Path) -> None:
    more = small_rule("paper/a", examples="{bad: [{nb: '[[en]] prøve'}, {nb: prøve}]}")
    library = load(tmp_path, {**FILES, "paper/a.yaml": more})
    collected = collect_examples(reversed(list(library.rules.values())))
    assert [one.label for one in collected] == [
        "paper/a: bad nb 1",
        "paper/a: bad nb 2",
        "paper/wax-seal: bad nb 1",
        "paper/wax-seal: bad nn 1",
        "paper/wax-seal: good nb 1",
    ]
    first = collected[0].example
    assert (first.text, first.marked) == ("en prøve", ((0, 2),))


def test_what_a_rule_lacks(tmp_path: Path) -> None:
    rule = load(tmp_path, FILES).rules["paper/wax-seal"]
    assert missing_examples(rule) == [
        "bad nb: 1 of 2",
        "bad nn: 1 of 2",
        "good nb: 1 of 2",
        "good nn: 0 of 2",
    ]
    assert missing_examples(rule, least=1) == ["good nn: 0 of 1"]


def test_the_kind_of_document_an_example_needs(tmp_path: Path) -> None:
    rule = small_rule("paper/a", examples="{good: [{nn: x, kind: act, heading: Formål}]}")
    (example,) = load(tmp_path, {"paper/a.yaml": rule}).rules["paper/a"].examples
    assert (example.kind, example.heading, example.bad) == ("act", "Formål", False)
