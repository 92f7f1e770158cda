"""The benchmark: labelled provisions to digests and offsets and back, from Markdown and XML."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from regcheck.quality.evaluation.gold import find_gold, read_gold
from regcheck.quality.evaluation.scores import categories_of

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "obstacles-no"
SHARED = FOLDER.parents[2] / "shared" / "lovdata" / "nl"
TEXT = "(1) Søknaden skal ha:\n\n- a. stempel & segl, og\n- b. stempel.\n\nSøknaden er *gratis*."
MARKDOWN = f"---\nrefid: lov/2031-01-01-1\n---\n\n# Lov om drager\n\n### § 3. Stempel\n\n{TEXT}\n"
XML = """<html><head><title>x</title></head><body><header><dl class="data-document-key-info">
<dt>r</dt><dd class="refid">lov/2031-01-01-1</dd><dt>t</dt><dd class="title">Lov om drager</dd></dl>
</header><main><article class="legalArticle" data-name="§3"><h2 class="legalArticleHeader">
<span class="legalArticleValue">§ 3</span>. <span class="legalArticleTitle">Stempel</span></h2>
<article class="numberedLegalP" data-numerator="1">(1) Søknaden skal ha:<ol>
<li data-name="a."><article class="listArticle"><article class="legalP">stempel &amp; segl, og
</article></article></li><li data-name="b."><article class="listArticle"><article class="legalP">
stempel.</article></article></li></ol></article>
<article class="legalP">Søknaden er <i>gratis</i>.</article>
<article class="changesToParent">Endret 1 jan 2032.</article></article></main></body></html>"""
LABELS = [
    {"cat": "paper", "quote": "stempel & segl", "level": "must", "also": "technology"},
    {"cat": "paper", "quote": "stempel", "level": "must", "n": 2},
    {"cat": "paper", "quote": "Stempel", "level": "may"},
]


def script(name: str) -> ModuleType:
    found = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    sys.modules[name] = module
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "law"), [("a.md", MARKDOWN), ("a.xml", XML)])
def test_labels_come_back_on_the_same_words(name: str, law: str, tmp_path: Path) -> None:
    for place in ("gold", "law", "back"):
        (tmp_path / place).mkdir()
    provision = {"id": "T1", "split": "train", "refid": "lov/2031-01-01-1", "lang": "nb"}
    told = {"title": "Lov om drager", "address": "§ 3. Stempel", "text": TEXT}
    (tmp_path / "gold" / "provisions.jsonl").write_text(json.dumps(provision | told))
    (tmp_path / "gold" / "labels.jsonl").write_text(json.dumps({"id": "T1", "labels": LABELS}))
    (tmp_path / "law" / name).write_text(law)
    obstacles = script("obstacles")
    file = tmp_path / "file.jsonl"
    assert obstacles.export(str(tmp_path / "gold"), file) == "1 provisions, 0 left out"
    assert "segl" not in file.read_text()
    found = obstacles.rebuild([str(tmp_path / "law")], tmp_path / "back", file)
    assert found == "1 of 1 provisions found"
    (back,) = read_gold(*find_gold([str(tmp_path / "back")])).provisions
    assert [
        (label.category, label.level, label.also, label.span.of(back.unit))
        for label in back.labels or ()
    ] == [
        ("paper", "must", "technology", "stempel & segl"),
        ("paper", "must", "", "stempel"),
        ("paper", "may", "", "Stempel"),
    ]
    assert [label.span.start for label in back.labels or ()][1] == back.unit.index("stempel.")


def test_the_simple_baselines_find_what_they_have_seen(tmp_path: Path) -> None:
    test_labels_come_back_on_the_same_words("a.md", MARKDOWN, tmp_path)
    baselines = script("baselines")
    provisions = read_gold(*find_gold([str(tmp_path / "back")])).provisions
    for name in ("quotes looked up", "linear model"):
        made = {name: baselines.BASELINES[name](provisions, provisions)}
        row = list(baselines.table("train", provisions, made))[-1]
        assert row.startswith(f"| {name} | 1.00 | 1.00 | 1.00 [1.00, 1.00] | 1.00 |")


def test_the_file_holds_no_words_of_the_law() -> None:
    keys = {"id", "split", "refid", "address", "lang", "digest", "labels"}
    known = set(categories_of(definitions=True))
    for line in (FOLDER / "provisions.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        assert record.keys() == keys
        for category, level, start, end, *also in record["labels"]:
            assert {category, *also} <= known
            assert level in ("must", "may")
            assert 0 <= start < end


def test_provisions_are_found_in_acts_as_published(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("no acts at ../shared/lovdata/nl")
    found = script("obstacles").rebuild([str(SHARED)], tmp_path)
    assert int(found.partition(" ")[0]) >= 100
