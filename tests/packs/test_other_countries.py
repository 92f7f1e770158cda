"""Packs for other countries' law: the English one, and the one that the guide makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import regcheck
from alone import rules_alone
from regcheck.document.model import Document
from regcheck.quality.ruletest.demands import demands_on
from regcheck.quality.ruletest.examples import run_examples
from regcheck.results.result import Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules

PROJECT = Path(__file__).resolve().parents[2]
ENGLISH = PROJECT / "corpora" / "packs" / "english"
GUIDE = PROJECT / "docs" / "your-country.md"


def test_the_english_pack_holds_what_it_says_and_leaves_norwegian_law_alone() -> None:
    chosen = rules_alone(ENGLISH)
    assert len(chosen.rules) == 25
    assert [one.detail for one in run_examples(chosen) if not one.ok] == []
    assert [one for rule in chosen.rules for one in demands_on(rule, ENGLISH, None)] == []
    pipeline = Pipeline(LoadedRules.of(chosen), Settings(nlp=False))
    for draft in sorted((PROJECT / "corpora" / "drafts").glob("lov-*")):
        document = regcheck.read(draft)
        assert isinstance(document, Document)
        assert pipeline.check(document).findings == ()


def test_the_guide_makes_a_pack_that_passes_its_examples(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    (tmp_path / "papier").mkdir()
    (tmp_path / "papier" / "pack.yaml").write_text(blocks[0], "utf-8")
    (tmp_path / "papier" / "eigenhaendig.yaml").write_text(blocks[1], "utf-8")
    results = list(run_examples(rules_alone(tmp_path)))
    assert [one.detail for one in results] == [
        "must give «eigenhändig zu unterschreiben», gave «eigenhändig zu unterschreiben»",
        "must give «eigenhändigen Unterschrift», gave «eigenhändigen Unterschrift»",
        "must give nothing, gave nothing",
        "must give nothing, gave nothing",
    ]
    assert all(one.ok for one in results)


@pytest.mark.parametrize(
    "texts", ["{nb: å, nn: a, en: a}", "å", "{nb: å}", "{nn: å}", "{en: å}", "{nb: å, en: a}"]
)
def test_one_language_suffices_for_the_texts_of_a_rule(texts: str, tmp_path: Path) -> None:
    (tmp_path / "kites").mkdir()
    told = "".join(f"{name}: {texts}\n" for name in ("title", "message", "advice", "rationale"))
    adjusted = f"adjust: [{{if: [{{language: [nn]}}], note: {texts}, advice: {texts}}}]\n"
    (tmp_path / "kites" / "kite.yaml").write_text(
        f"id: kites/kite\n{told}match: {{phrase: [drake]}}\n{adjusted}", "utf-8"
    )
    (tmp_path / "kites" / "pack.yaml").write_text(
        f"name: kites\nversion: '1'\ntitle: {texts}\nlabel: {texts}\n", "utf-8"
    )
    rules = LoadedRules.of(rules_alone(tmp_path))
    (rule,) = rules.rule_set.rules
    draft = tmp_path / "lov.md"
    draft.write_text("# Lov\n\n### § 1\n\nEin drake skal ikkje flyge her.\n", "utf-8")
    document = regcheck.read(draft)
    assert isinstance(document, Document)
    for locale in ("nb", "nn", "en"):
        assert rule.title.get(locale) in ("a", "å")
        (found,) = Pipeline(rules, Settings(nlp=False, locale=locale)).check(document).findings
        assert found.message in ("a. a", "å. å", "a a", "å å"), found.message
        assert found.advice in ("a", "å")
