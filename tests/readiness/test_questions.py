"""The questions of the readiness report, as they lie in their file."""

from __future__ import annotations

from builtin_rules import rule_set
from regcheck.base.datafiles.data_files import load_data
from regcheck.base.texts.locales import LOCALES
from regcheck.corpus.readiness.questions import QUESTIONS, load_questions
from regcheck.packs.selectors import ids_matching
from regcheck.packs.source_files import builtin_folder

KEYS = {
    "file": {"title", "about", "sources", "groups"},
    "group": {"id", "title", "source", "questions"},
    "question": {"id", "ask", "rules", "basis", "measure"},
}


def test_the_questions_are_whole() -> None:
    found = load_questions()
    assert len(found.groups) >= 15
    questions = [question for group in found.groups for question in group.questions]
    assert any(question.for_people for question in questions)
    assert any(question.basis for question in questions)
    for group in found.groups:
        assert group.source.url.startswith("https://")
        assert group.source.title and group.source.publisher
    for locale in LOCALES:
        asked = [question.ask.get(locale) for question in questions]
        assert len(set(asked)) == len(asked)
        assert all(one.endswith("?") for one in asked)
    assert "ikke den offisielle sjekklisten" in found.about.nb
    assert sum(group.id.startswith("danish-") for group in found.groups) == 7


def test_each_selector_means_a_rule_and_each_id_one_thing() -> None:
    rules = [rule.id for rule in rule_set().rules]
    groups = load_questions().groups
    questions = [question for group in groups for question in group.questions]
    for question in questions:
        for selector in (*question.rules, *question.basis):
            assert ids_matching(selector, rules), selector
        assert isinstance(question.measure, bool)
    ids = [*(group.id for group in groups), *(question.id for question in questions)]
    assert sorted(set(ids)) == sorted(ids)


def test_no_key_is_misspelt_and_no_language_left_out() -> None:
    tree = load_data(builtin_folder() / QUESTIONS)
    assert set(tree) == KEYS["file"]
    texts = [tree["title"], tree["about"]]
    for group in tree["groups"]:
        assert set(group) == KEYS["group"]
        texts.append(group["title"])
        for question in group["questions"]:
            assert set(question) <= KEYS["question"]
            texts.append(question["ask"])
    assert all(set(text) == set(LOCALES) and all(text.values()) for text in texts)
    assert {group["source"] for group in tree["groups"]} == set(tree["sources"])
