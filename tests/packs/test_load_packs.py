from __future__ import annotations

import os
from pathlib import Path

import pytest
from pack_maker import FILES, load, problems_of, small_rule, write_pack

from regcheck.base.datafiles.yaml_nodes import MAX_BYTES
from regcheck.base.errors import PackError, UsageError
from regcheck.packs.library import resolve_alias
from regcheck.packs.load import load_packs
from regcheck.packs.model import Terminal
from regcheck.packs.source_files import builtin_folder, library_fingerprint, source_files


def test_a_single_file_and_a_folder_of_one_category_are_packs_too(tmp_path: Path) -> None:
    write_pack(tmp_path / "base", FILES)
    write_pack(
        tmp_path / "acme",
        {
            "pack.yaml": 'name: acme\nversion: "0.3"\n',
            "old-word.yaml": small_rule("acme/old-word", match="{group: our-words}"),
            "groups/our-words.yaml": "name: our-words\nphrase: [ord]\n",
        },
    )
    write_pack(tmp_path, {"mine.yaml": small_rule("mine/anything", match="{group: digital-way}")})
    library = load_packs([tmp_path / "base", tmp_path / "acme", tmp_path / "mine.yaml"])
    assert list(library.rules) == ["acme/old-word", "mine/anything", "paper/wax-seal"]
    assert library.packs["acme"].version == "0.3"
    assert library.files["rule:mine/anything"] == tmp_path / "mine.yaml"
    assert library.rules["acme/old-word"].path == "acme/old-word.yaml"


def test_an_id_that_two_files_have_names_both(tmp_path: Path) -> None:
    one = write_pack(tmp_path / "one", {"paper/x.yaml": small_rule("paper/x")})
    two = write_pack(tmp_path / "two", {"paper/x.yaml": "\n" + small_rule("paper/x")})
    with pytest.raises(PackError) as caught:
        load_packs([one, two])
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (str(two / "paper/x.yaml"), 2)
    assert str(problem.message) == "the rule «paper/x» is here a second time"
    assert str(problem.hint) == f"first in {one / 'paper/x.yaml'}, line 1"


@pytest.mark.parametrize(
    ("aliases", "message"),
    [
        ("[paper/old]", "the alias «paper/old» is here a second time"),
        ("[paper/a]", "the alias «paper/a» is also a rule"),
    ],
)
def test_an_alias_belongs_to_one_rule_and_is_no_rule(
    tmp_path: Path, aliases: str, message: str
) -> None:
    files = {
        "paper/a.yaml": small_rule("paper/a", aliases="[paper/old]"),
        "paper/b.yaml": small_rule("paper/b", aliases=aliases),
    }
    (problem,) = problems_of(tmp_path, files)
    assert str(problem.message) == message
    assert str(tmp_path / "paper/a.yaml") in str(problem.hint)


def test_aliases_resolve(tmp_path: Path) -> None:
    library = load(tmp_path, FILES)
    assert resolve_alias(library, "paper/old-seal") == "paper/wax-seal"
    assert resolve_alias(library, "paper/wax-seal") == "paper/wax-seal"
    assert resolve_alias(library, "paper/nothing") == "paper/nothing"


def test_what_replaces_a_rule_must_exist(tmp_path: Path) -> None:
    rule = small_rule("paper/a", status="deprecated", replaced_by="paper/bb")
    files = {"paper/a.yaml": rule, "paper/b.yaml": small_rule("paper/b")}
    (problem,) = problems_of(tmp_path, files)
    assert str(problem.message) == "there is no rule «paper/bb»"
    assert "«paper/" in str(problem.hint)


def test_names_of_checks_are_compared_when_they_are_known(tmp_path: Path) -> None:
    match = "{any: [{metric: {name: sentence-word, above: 1}}, {structure: gap}]}"
    place = write_pack(tmp_path, {"paper/a.yaml": small_rule("paper/a", match=match)})
    assert load_packs([place])
    with pytest.raises(PackError) as caught:
        load_packs([place], frozenset({"sentence-words", "gap"}))
    (problem,) = caught.value.problems
    assert str(problem.message) == "there is no measure or check «sentence-word»"
    assert str(problem.hint) == "did you mean «sentence-words»?"


def test_a_missing_sheet_is_looked_for_in_the_rules_own_folder(tmp_path: Path) -> None:
    files = {**FILES, "concepts/a.yaml": small_rule("concepts/a", match="{terms: seal-words}")}
    (problem,) = problems_of(tmp_path, files)
    assert str(problem.message) == "there is no term sheet «seal-words» in «concepts»"


def test_places_that_cannot_be_loaded(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such rule file or folder"):
        load_packs([tmp_path / "none"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no rule file"):
        load_packs([tmp_path / "empty"])


def test_a_rule_file_that_lies_too_deep(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, {"paper/more/x.yaml": small_rule("paper/x")})
    assert "the file lies too deep" in {str(p.message) for p in problems}


def test_a_huge_file_is_a_problem_and_the_others_are_still_checked(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "paper/a.yaml": b"#" * (MAX_BYTES + 10),
        "paper/b.yaml": small_rule("paper/b", once="x"),
    }
    messages = [str(p.message) for p in problems_of(tmp_path, files)]
    assert len(messages) == 2
    assert "more than 1,000,000 bytes" in messages[0]


def test_hidden_files_and_other_endings_are_left_out(tmp_path: Path) -> None:
    names = ["a/x.yaml", "a/y.YML", "a/.z.yaml", ".git/x.yaml", "_old/x.yaml", "a/readme.md"]
    write_pack(tmp_path, dict.fromkeys(names, "id: a"))
    assert [file.name for file in source_files(tmp_path)] == ["a/x.yaml", "a/y.YML"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    secret = write_pack(tmp_path, {"secret.txt": "password: hunter\n"}) / "secret.txt"
    place = write_pack(tmp_path / "pack", {"paper/a.yaml": small_rule("paper/a")})
    (place / "paper" / "b.yaml").symlink_to(secret)
    with pytest.raises(PackError) as caught:
        load_packs([place])
    (problem,) = caught.value.problems
    assert "leads out of the folder" in str(problem.message)
    assert "hunter" not in problem.excerpt


def test_the_fingerprint_follows_names_and_bytes_and_nothing_else(tmp_path: Path) -> None:
    one = write_pack(tmp_path / "one", FILES)
    two = write_pack(tmp_path / "two", dict(reversed(list(FILES.items()))))
    other = write_pack(tmp_path / "other", {"a/x.yaml": "id: a"})
    first = library_fingerprint([one])
    assert library_fingerprint([two]) == first
    assert library_fingerprint([one, other]) == library_fingerprint([other, one]) != first
    path = two / "paper/wax-seal.yaml"
    path.write_bytes(path.read_bytes() + b"#")
    assert library_fingerprint([two]) != first
    (one / "paper/wax-seal.yaml").rename(one / "paper/wax-sea.yaml")
    assert library_fingerprint([one]) != first


def test_the_built_in_folder_is_there() -> None:
    assert (builtin_folder() / "collections" / "default.yaml").is_file()


def test_a_term_sheet_alone_has_no_category(tmp_path: Path) -> None:
    write_pack(tmp_path, {"words.yaml": "sheet: words\nterms: [{nb: {avoid: [a]}}]\n"})
    with pytest.raises(PackError, match="folder of its category"):
        load_packs([tmp_path / "words.yaml"])


def test_group_names_in_exceptions_must_exist(tmp_path: Path) -> None:
    rule = small_rule("paper/a", match="{phrase: [a], except: ['{none} b']}")
    (problem,) = problems_of(tmp_path, {"paper/a.yaml": rule})
    assert str(problem.message) == "there is no group «none»"


def test_several_terminals_share_one_list(tmp_path: Path) -> None:
    rule = small_rule("paper/a", match="\n  nb: &same {phrase: [a, b]}\n  nn: *same")
    match = load(tmp_path, {"paper/a.yaml": rule}).rules["paper/a"].match
    assert not isinstance(match, Terminal)
    assert [getattr(part, "language", None) for part in match.parts] == ["nb", "nn"]
