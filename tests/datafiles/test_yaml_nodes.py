from __future__ import annotations

import pytest

from regcheck.base.datafiles.yaml_nodes import (
    MAX_BYTES,
    Items,
    Mapping,
    NodeError,
    Scalar,
    parse_yaml,
    to_plain,
)


def plain(text: str) -> object:
    return to_plain(parse_yaml(text.encode(), "x.yaml").root)


def test_every_key_and_value_knows_its_place() -> None:
    root = parse_yaml("å: 1\nliste:\n  - {ø: æ, b: 'c'}\n".encode(), "x.yaml").root
    assert isinstance(root, Mapping)
    key, value = root.entries["liste"]
    assert (key.line, key.column) == (2, 1)
    assert isinstance(value, Items)
    inner = value.nodes[0]
    assert isinstance(inner, Mapping)
    assert [(k.text, k.line, k.column) for k, _ in inner.entries.values()] == [
        ("ø", 3, 6),
        ("b", 3, 12),
    ]
    last = inner.entries["b"][1]
    assert isinstance(last, Scalar)
    assert (last.text, last.plain, last.line, last.column) == ("c", False, 3, 15)


def test_values_follow_the_core_schema() -> None:
    assert plain("[1, -2, 1.5, true, no, on, ~, '1', !!str 2, 2026-01-01, 1_000, 0x1f]") == [
        1,
        -2,
        1.5,
        True,
        "no",
        "on",
        None,
        "1",
        "2",
        "2026-01-01",
        "1_000",
        "0x1f",
    ]


def test_anchors_stand_for_what_they_name() -> None:
    assert plain("a: &x [b, c]\nd: *x") == {"a": ["b", "c"], "d": ["b", "c"]}


def test_an_empty_file_has_no_tree() -> None:
    assert parse_yaml(b"# nothing\n", "x.yaml").root is None


def test_a_key_that_stands_twice_is_a_problem_and_the_first_counts() -> None:
    parsed = parse_yaml(b"a: 1\nb: 2\na: 3\n", "x.yaml")
    assert to_plain(parsed.root) == {"a": 1, "b": 2}
    (problem,) = parsed.problems
    assert (problem.line, problem.column, problem.excerpt) == (3, 1, "a: 3")
    assert "«a»" in str(problem.message)
    assert "line 1" in str(problem.hint)


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, levels):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    return "\n".join(lines)


def chain(levels: int) -> str:
    return "a0: &a0 [x]\n" + "\n".join(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, levels))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (bomb(9), 6, "values and keys"),
        (chain(60), 39, "levels of nesting"),
        ("[" * 5000, 1, "nesting"),
        ("a: " + "{b: " * 100 + "c" + "}" * 100, 1, "levels of nesting"),
        ("a: &a [*a]", 1, "names no anchor"),
        ("a:\n  b: !!python/object/apply:os.system [ls]", 2, "tag"),
        ("%TAG ! tag:yaml.org,2002:python/\n---\na: !name:os.system x", 3, "tag"),
        ("a: !!binary aGVp", 1, "tag"),
        ("a: !own b", 1, "tag"),
        ("a\n---\nb", 2, "second document"),
        ("? [a, b]\n: c", 1, "a key must be a word"),
        ("a: b: c", 1, "not valid YAML"),
        ("a:\n\t- b", 2, "not valid YAML"),
        ("a: b\nc: \x01", 2, "not valid YAML"),
        ("a: 'b", 1, "not valid YAML"),
    ],
)
def test_hostile_and_broken_text_is_refused_with_its_place(
    text: str, line: int, message: str
) -> None:
    with pytest.raises(NodeError) as caught:
        parse_yaml(text.encode(), "x.yaml")
    problem = caught.value.problem
    assert problem.path == "x.yaml"
    assert problem.line == line
    assert message in str(problem.message)
    assert "\n" not in str(problem)


def test_a_tab_gets_a_hint() -> None:
    with pytest.raises(NodeError) as caught:
        parse_yaml(b"a:\n\t- b", "x.yaml")
    assert "spaces" in str(caught.value.problem.hint)


def test_a_huge_file_is_not_parsed() -> None:
    with pytest.raises(NodeError, match="bytes"):
        parse_yaml(b"a" * (MAX_BYTES + 1), "x.yaml")


def test_many_values_are_refused() -> None:
    with pytest.raises(NodeError, match="values and keys"):
        parse_yaml(b"[" + b"a," * 120_000 + b"]", "x.yaml")


def test_other_encodings_are_refused_and_a_byte_order_mark_is_not() -> None:
    with pytest.raises(NodeError) as caught:
        parse_yaml("a: 1\nb: ø".encode("latin-1"), "x.yaml")
    assert str(caught.value.problem).startswith("x.yaml:2:1: the file is not UTF-8")
    assert to_plain(parse_yaml(b"\xef\xbb\xbfa: 1", "x.yaml").root) == {"a": 1}


def test_a_long_line_is_shortened_in_the_excerpt() -> None:
    parsed = parse_yaml(b"a: 1\na: " + b"x" * 500, "x.yaml")
    assert len(parsed.problems[0].excerpt) == 160
