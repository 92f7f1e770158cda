"""The benchmark: texts from law, predictions scored by place, and documents filled from figures."""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from real_law import shared_or_skip
from regcheck.quality.evaluation.gold import find_gold, read_gold
from regcheck.quality.evaluation.scores import categories_of

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "benchmarks" / "obstacles-no"
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
LETTERS = "StempelSøknadenskalhastempelseglogstempelSøknadenergratis"


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A module of the benchmark by its name."""
    monkeypatch.syspath_prepend(str(FOLDER))
    names = ("score", "texts", "baselines", "tables")
    for name in names:
        sys.modules.pop(name, None)
    yield importlib.import_module
    for name in names:
        sys.modules.pop(name, None)


def place(words: str, nth: int = 0) -> list[int]:
    at = -1
    for _ in range(nth + 1):
        at = LETTERS.index(words, at + 1)
    return [at, at + len(words)]


@pytest.mark.parametrize(("name", "law"), [("a.md", MARKDOWN), ("a.xml", XML)])
def test_labels_come_back_on_the_same_words(
    name: str, law: str, tmp_path: Path, module: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: ModuleType = module("texts")
    record = {
        "id": "D1",
        "split": "dev",
        "refid": "lov/2031-01-01-1",
        "address": "lov/2031-01-01-1/§3",
        "lang": "nb",
        "digest": texts.sha256(LETTERS.lower().encode()).hexdigest()[:16],
        "labels": [
            ["paper", "must", *place("stempelsegl"), "technology"],
            ["paper", "must", *place("stempel", 1)],
            ["paper", "may", *place("Stempel")],
        ],
    }
    (tmp_path / "provisions.jsonl").write_text(json.dumps(record))
    monkeypatch.setattr(texts, "PROVISIONS", tmp_path / "provisions.jsonl")
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / name).write_text(law)
    found = next(texts.rebuild([str(tmp_path / "law")], tmp_path / "back"))
    assert found == "provisions: 1 of 1 found, 1.0000"
    (back,) = read_gold(*find_gold([str(tmp_path / "back" / "gold")])).provisions
    assert [
        (label.category, label.level, label.also, label.span.of(back.unit))
        for label in back.labels or ()
    ] == [
        ("paper", "must", "technology", "stempel & segl"),
        ("paper", "must", "", "stempel"),
        ("paper", "may", "", "Stempel"),
    ]
    assert [label.span.start for label in back.labels or ()][1] == back.unit.index("stempel.")
    (plain,) = texts.lines_of(tmp_path / "back" / "provisions.jsonl")
    assert "".join(filter(str.isalnum, plain["text"])) == LETTERS
    assert (tmp_path / "back" / plain["file"]).read_text() == back.unit


def shares(
    module: Any, task: str, known: dict[str, Any], made: list[Any], level: int
) -> list[float]:
    score = module("score")
    units = score.score(task, known, made)
    found: list[float] = score.ratio(score.at_level(score.COLUMNS[task], units, level))
    return found


def test_labels_are_found_in_their_category_at_the_threshold(module: Any) -> None:
    labels = [["paper", "must", 10, 20, "technology"], ["discretion", "must", 40, 50]]
    labels += [["paper", "may", 60, 70], ["definition", "must", 80, 90]]
    known = {"D1": {"document": "lov/2031-01-01-1", "labels": labels}}
    made = [
        {"id": "D1", "category": "technology", "start": 19, "end": 25, "score": 0.9},
        {"id": "D1", "category": "paper", "start": 60, "end": 61, "score": 0.5},
        {"id": "D1", "category": "discretion", "start": 30, "end": 81, "score": 0.3},
        {"id": "D1", "category": "paper", "start": 40, "end": 50, "score": 0.2},
    ]
    assert shares(module, "provisions", known, made, 90)[:2] == [1.0, 0.5]
    assert shares(module, "provisions", known, made, 50)[:2] == [1.0, 0.5]
    assert shares(module, "provisions", known, made, 30)[:2] == [2 / 3, 0.5]
    assert shares(module, "provisions", known, made, 20) == [0.5, 0.5, 0.5]


def test_what_has_no_prediction_is_not_kept(module: Any) -> None:
    ratings = {"a": "act", "b": "act", "c": "wrong", "d": "note"}
    known = {key: {"document": "x", "rating": said} for key, said in ratings.items()}
    made = [{"id": "a", "score": 0.2}, {"id": "c", "score": 0.29}, {"id": "d", "score": 0.19}]
    assert shares(module, "attention", known, made, 20) == [0.5, 0.5, 0.5, 0.5]
    assert shares(module, "attention", known, made, 0)[2] == 1 / 3


def test_what_both_want_is_told_from_what_either_wants(module: Any) -> None:
    first = [[0, 30, "paper", "paper-form", "sentence", 3], [90, 95, "paper", "in-person", "x", 2]]
    second = [[20, 40, "technology", "named-system", "x", 3], [60, 70, "paper", "other", "x", 1]]
    known = {"lov/2031-01-01-1": {"document": "lov/2031-01-01-1", "readings": [first, second]}}
    base = {"id": "lov/2031-01-01-1", "score": 0.5}

    def counted(*made: dict[str, Any]) -> list[float]:
        return shares(module, "documents", known, [{**base, **one} for one in made], 50)[:4]

    assert counted({"start": 25, "end": 26, "trouble": "in-person"}) == [1, 1, 1, 1]
    assert counted({"start": 25, "end": 26, "trouble": "no-appeal"}) == [0, 0, 0, 0]
    assert counted({"start": 91, "end": 92, "category": "concepts"}) == [0, 0, 0, 0]
    assert counted({"start": 91, "end": 92, "category": "decisions"}) == [0, 0, 1, 0]
    assert counted({"start": 62, "end": 63}) == [0, 0, 0, 0]
    assert counted({"start": 0, "end": 200}) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("[]", "not an object"),
        ("{", "not an object"),
        ("[" * 100_000, "not an object"),
        ('{"id": "D0001", "score": 1}', "no «category»"),
        ('{"id": "x", "score": 1, "category": "paper", "start": 0, "end": 1}', "not in this split"),
        ('{"id": [], "score": 1, "category": "paper", "start": 0, "end": 1}', "not in this split"),
        ('{"id": "D1", "score": NaN, "category": "paper", "start": 0, "end": 1}', "«score»"),
        ('{"id": "D1", "score": true, "category": "paper", "start": 0, "end": 1}', "«score»"),
        ('{"id": "D1", "score": 1, "category": "paper", "start": 1, "end": 1}', "«start»"),
        ('{"id": "D1", "score": 1, "category": [], "start": 0, "end": 1}', "category"),
        ('{"id": "D1", "score": 1, "category": "paper", "start": 0, "end": 1, "a": 0}', "key 'a'"),
    ],
)
def test_faults_of_predictions_are_named(line: str, fault: str, module: Any) -> None:
    (found,) = list(module("score").faults("provisions", [line], {"D1": {}}))[:1]
    assert found.startswith("line 1: ")
    assert fault in found


def test_predictions_are_scored_without_law(tmp_path: Path, module: Any, capsys: Any) -> None:
    score = module("score")
    known = score.texts("documents", "dev")
    lines = [
        {"id": key, "start": start, "end": end, "trouble": trouble, "score": 0.5}
        for key, one in known.items()
        for start, end, _, trouble, _, weight in one["readings"][0]
        if weight > 1
    ]
    file = tmp_path / "first reader.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in lines))
    sys.argv = ["score.py", "documents", str(file), "--curve", str(tmp_path / "curve.csv")]
    assert score.main() == 0
    told = capsys.readouterr().out
    assert "of must    1.000 [1.000, 1.000]" in told
    assert (tmp_path / "curve.csv").read_text().startswith("from,by both,of both,by either")
    sys.argv[2:] = [str(file), "--split", "hidden", "--check"]
    assert score.main() == 1
    sys.argv[2:] = [str(tmp_path), "--check"]
    assert score.main() == 2


@pytest.mark.parametrize("name", ["README.md", "DATASHEET.md", "CITATION.cff"])
def test_documents_say_what_data_and_figures_say(name: str, module: Any) -> None:
    tables = module("tables")
    text = (FOLDER / name).read_text("utf-8")
    figures = json.loads((FOLDER / "figures.json").read_text("utf-8"))
    assert "made: " in text
    assert tables.filled(text, figures) == text, "run benchmarks/obstacles-no/tables.py --write"


def test_agreement_is_what_the_answers_say(module: Any) -> None:
    figures = json.loads((FOLDER / "figures.json").read_text("utf-8"))
    public = [row for row in figures["agreement"] if "hidden" not in row[0]]
    found = [list(row) for row in module("tables").agreement()]
    assert [row[:2] for row in found] == [row[:2] for row in public]
    assert [row[2:] for row in found] == [pytest.approx(row[2:]) for row in public]


def test_the_files_hold_no_words_of_the_law(module: Any) -> None:
    score = module("score")
    known = set(categories_of(definitions=True))
    for record in score.lines_of(score.PROVISIONS):
        assert record.keys() == {"id", "split", "refid", "address", "lang", "digest", "labels"}
        for category, level, start, end, *also in record["labels"]:
            assert {category, *also} <= known
            assert level in ("must", "may")
            assert 0 <= start < end
    for record in score.lines_of(score.DOCUMENTS):
        assert record.keys() == {"refid", "split", "digest", "letters", "words", "readings"}
        assert len(record["readings"]) == {"train": 1, "dev": 2, "hidden": 0}[record["split"]]
        for start, end, kind, trouble, look, weight in chain(*record["readings"]):
            assert 0 <= start < end <= record["letters"]
            assert kind in score.SPEAKS
            assert trouble in score.TROUBLES
            assert look in ("sentence", "section", "document", "other-law", "world", None)
            assert weight in (1, 2, 3)
    for record in score.lines_of(score.HIDDEN):
        assert not any(record[key] for key in ("rating", "reason", "gate", "reader"))


def test_readings_are_those_of_the_corpus(module: Any) -> None:
    score = module("score")
    here = {one["refid"]: [*chain(*one["readings"])] for one in score.lines_of(score.DOCUMENTS)}
    read: dict[str, Counter[tuple[str, int]]] = {}
    for file in (ROOT / "corpora" / "wanted" / f"{name}.jsonl" for name in ("first", "second")):
        for one in score.lines_of(file):
            refid = one["file"].removesuffix(".md").replace("-", "/", 1)
            read.setdefault(refid, Counter())[one["trouble"], one["weight"]] += 1
    lost = [read[refid] - Counter((one[3], one[5]) for one in here[refid]) for refid in read]
    assert sum(some.total() for some in lost) <= 2
    assert len(read) == 131


def test_provisions_are_found_in_acts_as_published(tmp_path: Path, module: Any) -> None:
    law = shared_or_skip() / "lovdata" / "nl"
    found = next(module("texts").rebuild([str(law)], tmp_path))
    assert int(found.split()[1]) >= 100


def test_figures_of_whole_documents_are_those_of_today(tmp_path: Path, module: Any) -> None:
    """Cheap enough to be measured each time: other figures are made anew by `make benchmark`."""
    law = shared_or_skip() / "lovdata" / "markdown"
    score, texts, baselines = module("score"), module("texts"), module("baselines")
    known = score.texts("documents", "dev")
    names = {f"{refid.replace('/', '-', 1)}.md" for refid in known}
    files = [str(file) for file in sorted(law.rglob("*.md")) if file.name in names]
    *_, found = texts.rebuild(files, tmp_path)
    assert found.startswith(f"documents: {len(known)} of ")
    units = score.score("documents", known, baselines.of_regcheck("documents", tmp_path, "dev"))
    columns = score.COLUMNS["documents"]
    today = score.ratio(score.at_level(columns, units, score.SHIPPED))
    figures = json.loads((FOLDER / "figures.json").read_text("utf-8"))
    stated = figures["tasks"]["documents dev"]["makers"]["regcheck"]["bounds"]
    for share, (low, high) in zip(today, stated, strict=True):
        assert low <= share <= high, "the tables are out of date: make benchmark"
