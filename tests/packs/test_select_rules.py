from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pack_maker import FILES, changed, load, small_rule, write_pack

from regcheck.base.errors import UsageError
from regcheck.packs.library import Library
from regcheck.packs.load import load_packs
from regcheck.packs.model import RuleSet, Severity, Status
from regcheck.packs.select import select_rules

FILES_OF_ALL_KINDS = {
    **FILES,
    "paper/stable.yaml": small_rule("paper/stable"),
    "paper/early.yaml": small_rule("paper/early", status="preview"),
    "paper/late.yaml": small_rule("paper/late", status="deprecated", replaced_by="paper/stable"),
    "concepts/words.yaml": small_rule("concepts/words", match="{phrase: ['{outer} x']}"),
    "groups/outer.yaml": "name: outer\ngroup: inner\n",
    "groups/inner.yaml": "name: inner\nphrase: [y]\n",
    "groups/unused.yaml": "name: unused\nphrase: [z]\n",
    "collections/strict.yaml": (
        'name: strict\nversion: "1"\ninclude: [paper]\nexclude: [paper/wax-*]\n'
        "override: {paper/stable: {severity: error}, paper/early: {status: stable}}\n"
    ),
    "collections/extra.yaml": 'name: extra\nversion: "1"\ninclude: [concepts]\n',
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load(tmp_path / "rules", FILES_OF_ALL_KINDS)


def ids(rule_set: RuleSet) -> list[str]:
    return [rule.id for rule in rule_set.rules]


def test_default_is_every_stable_rule_in_order(library: Library) -> None:
    rule_set = select_rules(library)
    assert ids(rule_set) == ["concepts/words", "paper/stable", "paper/wax-seal"]
    assert set(rule_set.groups) == {"digital-way", "inner", "outer"}
    assert rule_set.sheets == {}
    assert [pack.name for pack in rule_set.packs] == ["concepts", "paper", "default"]


def test_preview_is_asked_for(library: Library) -> None:
    assert "paper/early" in ids(select_rules(library, preview=True))
    assert "paper/late" not in ids(select_rules(library, preview=True))


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        (["paper"], ["paper/stable", "paper/wax-seal"]),
        (["paper/*"], ["paper/stable", "paper/wax-seal"]),
        (["*/w*"], ["concepts/words", "paper/wax-seal"]),
        (["paper/old-seal"], ["paper/wax-seal"]),
        (["paper/late"], ["paper/late"]),
        (["paper/stable", "concepts"], ["concepts/words", "paper/stable"]),
    ],
)
def test_selection(library: Library, select: list[str], expected: list[str]) -> None:
    assert ids(select_rules(library, select=select)) == expected


def test_ignoring(library: Library) -> None:
    rule_set = select_rules(library, ignore=["paper/old-seal", "concepts"])
    assert ids(rule_set) == ["paper/stable"]
    assert rule_set.groups == {}


def test_rules_below_a_level_are_left_out_unless_they_are_kept(library: Library) -> None:
    raised = {"paper/stable": {"severity": "error"}, "concepts/words": {"severity": "info"}}
    raised["paper/wax-seal"] = {"severity": "info"}
    levels = {
        level: ids(select_rules(library, overrides=raised, level=level)) for level in Severity
    }
    assert levels[Severity.INFO] == ["concepts/words", "paper/stable", "paper/wax-seal"]
    assert "concepts/words" not in levels[Severity.WARNING]
    assert "paper/stable" in levels[Severity.ERROR]
    kept = select_rules(library, overrides=raised, level=Severity.ERROR, kept=["concepts"])
    assert ids(kept)[0] == "concepts/words"


def test_a_collection_includes_excludes_and_overrides(library: Library) -> None:
    rule_set = select_rules(library, "strict")
    assert ids(rule_set) == ["paper/early", "paper/stable"]
    assert rule_set.rules[1].severity is Severity.ERROR
    assert rule_set.rules[0].status is Status.STABLE


def test_packs_add_categories_and_collections(library: Library) -> None:
    for name in ("extra", "concepts"):
        assert "concepts/words" in ids(select_rules(library, "strict", packs=[name]))


def test_overrides_of_the_configuration_win(library: Library) -> None:
    overrides = {
        "paper/stable": {"severity": "warning"},
        "paper/old-seal": {"status": "preview"},
    }
    rule_set = select_rules(library, "strict", overrides=overrides)
    assert rule_set.rules[1].severity is Severity.WARNING
    assert "paper/wax-seal" not in ids(select_rules(library, overrides=overrides))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"collection": "defualt"}, "there is no collection «defualt» (did you mean «default»?)"),
        ({"select": ["papr"]}, "no rule is chosen by «papr» (did you mean «paper»?)"),
        ({"select": ["paper/wax"]}, "no rule is chosen by «paper/wax»"),
        ({"ignore": ["paper/x*"]}, "no rule is chosen by «paper/x*»"),
        ({"packs": ["none"]}, "no rule is chosen by «none»"),
        ({"select": ["paper", "paper/early"]}, "«paper/early» is preview (add --preview)"),
        ({"select": ["paper/l*"]}, "«paper/l*» is deprecated"),
        ({"overrides": {"paper/x": {"severity": "info"}}}, "an override names no rule: «paper/x»"),
    ],
)
def test_a_wrong_choice_is_a_clear_error(
    library: Library, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        select_rules(library, **arguments)  # type: ignore[arg-type]
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_digest_is_free_of_place_and_line_ends(tmp_path: Path, library: Library) -> None:
    digest = select_rules(library).digest
    shutil.move(tmp_path / "rules", tmp_path / "moved")
    assert select_rules(load_packs([tmp_path / "moved"])).digest == digest
    windows = {name: text.replace("\n", "\r\n") for name, text in FILES_OF_ALL_KINDS.items()}
    assert select_rules(load(tmp_path / "windows", windows)).digest == digest
    split = write_pack(tmp_path / "split", {"paper/stable.yaml": small_rule("paper/stable")})
    (tmp_path / "moved/paper/stable.yaml").unlink()
    (tmp_path / "moved/collections/strict.yaml").unlink()
    (tmp_path / "moved/paper/late.yaml").unlink()
    for places in ([tmp_path / "moved", split], [split, tmp_path / "moved"]):
        assert select_rules(load_packs(places)).digest == digest


@pytest.mark.parametrize(
    ("name", "old", "new", "same"),
    [
        ("paper/wax-seal.yaml", "severity: error", "severity: info", False),
        ("groups/digital-way.yaml", "digital*", "digitalt", False),
        ("paper/pack.yaml", 'version: "2.1"', "version: 2\nstrict-language: true", False),
        ("paper/pack.yaml", 'version: "2.1"', "version: 2\noverlap: rule", False),
        ("paper/pack.yaml", 'version: "2.1"', "version: 2\njoin-adjoining: true", False),
        ("paper/pack.yaml", 'version: "2.1"', "version: 2\nexcept-places: eu-title", False),
        ("paper/seal-words.yaml", "lakk*", "lakk", True),
        ("collections/default.yaml", 'version: "1.0"', 'version: "1.1"', True),
    ],
)
def test_the_digest_follows_what_can_change_a_finding(
    tmp_path: Path, name: str, old: str, new: str, same: bool
) -> None:
    before = select_rules(load(tmp_path / "before", FILES)).digest
    after = select_rules(load(tmp_path / "after", changed(name, old, new))).digest
    assert (before == after) is same


def test_the_digest_follows_selection_and_overrides(library: Library) -> None:
    digests = {
        select_rules(library).digest,
        select_rules(library, select=["paper"]).digest,
        select_rules(library, preview=True).digest,
        select_rules(library, overrides={"paper/stable": {"severity": "error"}}).digest,
    }
    assert len(digests) == 4
    assert (
        select_rules(library, select=["paper", "concepts"]).digest == select_rules(library).digest
    )


def test_the_digest_follows_what_a_collection_lays_down_though_no_rule_differs(
    tmp_path: Path,
) -> None:
    written = load(tmp_path / "a", FILES).rules["paper/wax-seal"].severity.word
    said = f"override: {{paper/wax-seal: {{severity: {written}}}}}\ninclude:"
    other = load(tmp_path / "b", changed("collections/default.yaml", "include:", said))
    before, after = select_rules(load(tmp_path / "c", FILES)), select_rules(other)
    assert [one.severity for one in before.rules] == [one.severity for one in after.rules]
    assert before.digest != after.digest


def test_the_digest_follows_a_sheet_in_use(tmp_path: Path) -> None:
    rule = {"paper/terms.yaml": small_rule("paper/terms", match="{terms: seal-words}")}
    before = load(tmp_path / "a", {**FILES, **rule})
    after = load(tmp_path / "b", {**changed("paper/seal-words.yaml", "lakk*", "lakk"), **rule})
    assert set(select_rules(before).sheets) == {"paper/seal-words"}
    assert select_rules(before).digest != select_rules(after).digest
