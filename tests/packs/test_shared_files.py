from __future__ import annotations

from pathlib import Path

import pytest
from pack_maker import FILES, changed, load, problems_of, small_rule, write_pack

from regcheck.base.texts.localised import Localised
from regcheck.packs.load import load_packs
from regcheck.packs.model import Fact, Overlap, Severity, TermEntry, Terminal

GROUP, SHEET = "groups/digital-way.yaml", "paper/seal-words.yaml"
PACK, COLLECTION = "paper/pack.yaml", "collections/default.yaml"


def test_good_shared_files(tmp_path: Path) -> None:
    library = load(tmp_path, FILES)
    group = library.groups["digital-way"]
    assert group.title == Localised("Digitalt", "Digitalt", "Digital")
    assert group.pattern == Terminal("phrase", "", ("digital*", "elektronisk*"), (), 4)
    assert library.sheets == {
        "paper/seal-words": (
            TermEntry("nb", ("~signet", "lakk*"), ("segl",), "", None, "Seglboka"),
            TermEntry("nn", ("signet",), ("segl",), "", None, "Seglboka"),
        )
    }
    assert library.packs["paper"].version == "2.1"
    assert library.collections["default"].includes == ("*",)


def test_a_term_may_have_a_severity_and_a_note(tmp_path: Path) -> None:
    files = changed(SHEET, "source: Seglboka", "severity: warning\n    note: Gammelt ord.")
    entry = load(tmp_path, files).sheets["paper/seal-words"][0]
    assert (entry.severity, entry.note) == (Severity.WARNING, "Gammelt ord.")


def test_a_rule_names_a_sheet_of_its_own_folder(tmp_path: Path) -> None:
    rule = small_rule("paper/words", match="{terms: seal-words}")
    library = load(tmp_path, {**FILES, "paper/words.yaml": rule})
    assert library.rules["paper/words"].match == Terminal("terms", "", ("paper/seal-words",), (), 4)


def test_a_pack_can_be_strict_and_a_rule_can_differ(tmp_path: Path) -> None:
    files = {
        "paper/pack.yaml": 'name: paper\nversion: "1"\nstrict-language: true\n',
        "paper/a.yaml": small_rule("paper/a"),
        "paper/b.yaml": small_rule("paper/b", strict_language="false"),
        "concepts/c.yaml": small_rule("concepts/c"),
    }
    rules = load(tmp_path, files).rules
    assert {name: rule.strict_language for name, rule in rules.items()} == {
        "paper/a": True,
        "paper/b": False,
        "concepts/c": False,
    }


def test_a_pack_says_what_its_rules_read_and_a_rule_can_differ(tmp_path: Path) -> None:
    files = {
        "paper/pack.yaml": 'name: paper\nversion: "1"\nscope: [operative, foreign]\n',
        "paper/a.yaml": small_rule("paper/a"),
        "paper/b.yaml": small_rule("paper/b", scope="[heading]"),
        "concepts/c.yaml": small_rule("concepts/c"),
    }
    rules = load(tmp_path, files).rules
    assert {name: rule.scope for name, rule in rules.items()} == {
        "paper/a": ("operative", "foreign"),
        "paper/b": ("heading",),
        "concepts/c": ("operative", "inserted"),
    }


HANDLING = """\
name: paper
version: "1"
overlap: rule
join-adjoining: true
except-places: [defined-term, eu-title]
"""


def test_a_pack_says_how_findings_stand_to_others_and_a_rule_can_differ(tmp_path: Path) -> None:
    own = {"overlap": "category", "join_adjoining": "false", "except_places": "[]"}
    files = {
        "paper/pack.yaml": HANDLING,
        "paper/a.yaml": small_rule("paper/a"),
        "paper/b.yaml": small_rule("paper/b", **own),
        "concepts/c.yaml": small_rule("concepts/c"),
    }
    told = {
        name: (rule.overlap, rule.join_adjoining, rule.except_places)
        for name, rule in load(tmp_path, files).rules.items()
    }
    plain = (Overlap.CATEGORY, False, ())
    places = (Fact.DEFINED_TERM, Fact.EU_TITLE)
    assert told == {"paper/a": (Overlap.RULE, True, places), "paper/b": plain, "concepts/c": plain}


def test_findings_of_a_category_stand_to_others_as_its_manifest_says_from_wherever(
    tmp_path: Path,
) -> None:
    """While what a rule reads is for the pack it lies in to say."""
    manifest = HANDLING + "scope: [heading]\n"
    bundled = write_pack(tmp_path / "bundled", {"paper/pack.yaml": manifest})
    house = write_pack(tmp_path / "house", {"paper/a.yaml": small_rule("paper/a")})
    for places in ([bundled, house], [house, bundled]):
        rule = load_packs(places).rules["paper/a"]
        assert (rule.overlap, rule.join_adjoining) == (Overlap.RULE, True)
        assert rule.scope == ("operative", "inserted")


def test_a_category_without_a_manifest_says_so(tmp_path: Path) -> None:
    library = load(tmp_path, {"concepts/c.yaml": small_rule("concepts/c")})
    assert library.packs["concepts"].version == "unversioned"


@pytest.mark.parametrize(
    "case",
    [
        (GROUP, "digital-way", "digitalway", 1, "is not the file's"),
        (GROUP, "digital-way", "Digital way", 1, "is not kebab-case"),
        (GROUP, "name: digital-way\n", "", 1, "the key «name» is missing"),
        (GROUP, "phrase:", "phrases:", 4, "unknown key «phrases»"),
        (GROUP, "phrase:", "dependency:", 4, "«dependency» cannot stand in a group"),
        (GROUP, "digital*", "{digital-way} nå", 1, "holds itself"),
        (GROUP, "digital*", "~digital", 4, "«~» needs a language"),
        (SHEET, "seal-words", "words", 1, "is not the file's"),
        (SHEET, "avoid: [signet]", "avoid: []", 4, "the list is empty"),
        (SHEET, "avoid: [signet], ", "", 4, "the key «avoid» is missing"),
        (SHEET, "lakk*", "lakk <2> segl", 3, "more than a list of words"),
        (SHEET, "lakk*", "lakk* segl", 3, "more than a list of words"),
        (SHEET, "lakk*", "{digital-way} segl", 3, "more than a list of words"),
        (SHEET, "source:", "sorce:", 5, "unknown key «sorce»"),
        (PACK, "name: paper", "name: papers", 1, "lies in another folder"),
        (PACK, 'version: "2.1"\n', "", 1, "the key «version» is missing"),
        (PACK, "version", "include: [x]\nversion", 2, "unknown key «include»"),
        (PACK, "version", "overlap: act\nversion", 2, "«act» is not allowed here"),
        (PACK, "version", "join-adjoining: ja\nversion", 2, "expected true or false"),
        (PACK, "version", "except-places: [eu-titel]\nversion", 2, "«eu-titel» is not allowed"),
        (COLLECTION, '"*"', '"papper/*"', 3, "no rule is chosen by «papper/*»"),
        (COLLECTION, "include:", "override: {paper/wax: {severity: info}}\ninclude:", 3,
         "there is no rule «paper/wax»"),
        (COLLECTION, "include:", "override: {paper/wax-seal: {severity: inf}}\ninclude:", 3,
         "«inf» is not allowed"),
        (COLLECTION, "include:", "override: {paper/wax-seal: {title: x}}\ninclude:", 3,
         "unknown key «title»"),
    ],
    ids=lambda case: case[4],
)  # fmt: skip
def test_a_fault_in_a_shared_file(tmp_path: Path, case: tuple[str, str, str, int, str]) -> None:
    name, old, new, line, message = case
    problems = problems_of(tmp_path, changed(name, old, new))
    found = [p for p in problems if message in str(p.message)]
    assert found, [str(p) for p in problems]
    assert (found[0].path, found[0].line) == (str(tmp_path / name), line)


def test_groups_that_hold_each_other(tmp_path: Path) -> None:
    files = {
        "paper/x.yaml": small_rule("paper/x", match="{group: a}"),
        "groups/a.yaml": "name: a\nany: [{group: b}]\n",
        "groups/b.yaml": 'name: b\nphrase: ["{c} x"]\n',
        "groups/c.yaml": "name: c\nphrase: [c]\nexcept: ['{a} y']\n",
    }
    messages = [str(p.message) for p in problems_of(tmp_path, files)]
    assert messages == [f"the group «{name}» holds itself" for name in "abc"]


def test_a_group_of_compounds_cannot_stand_in_a_phrase(tmp_path: Path) -> None:
    files = {
        "paper/x.yaml": small_rule("paper/x", match="{phrase: ['{a} brev']}"),
        "groups/a.yaml": "name: a\nnb: {compound: {head: [brev]}}\n",
    }
    (problem,) = problems_of(tmp_path, files)
    assert "holds a «compound» and cannot stand in a phrase" in str(problem.message)
