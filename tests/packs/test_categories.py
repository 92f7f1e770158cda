"""What the manifest of a category says of it holds in every report, also for one of the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from regcheck.base.texts.localised import Localised
from regcheck.cli.main import main
from regcheck.packs.categories import (
    category_labels,
    label_of,
    labelled_categories,
    obstacle_categories,
)
from regcheck.packs.load import load_manifests
from regcheck.packs.model import Pack
from regcheck.packs.source_files import builtin_folder

MANIFEST = """\
name: orden
version: "1.0"
title: {nb: Orden i sakene, nn: Orden i sakene, en: Order in files}
label: {nb: orden og mapper, nn: orden og mapper, en: order and folders}
order: 75
map-order: 15
"""
RULE = """\
id: orden/ringperm
severity: warning
title: {nb: Ringperm, nn: Ringperm, en: Ring binder}
message: {nb: "«{match}» krever papir.", nn: "«{match}» krev papir.", en: "“{match}” needs paper."}
match: {phrase: [ringperm]}
"""
DRAFT = """\
# Forskrift om kart

### § 1. Oppbevaring

Kartene settes i en ringperm og sendes i rekommandert brev i henhold til fristen.
"""


FEW = ("--pack", "orden", "--select", "orden,paper,plain-language")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all, so that the rules are compiled once."""
    folder = tmp_path_factory.mktemp("orden")
    (folder / "orden").mkdir()
    for name, text in (("orden/ringperm.yaml", RULE), ("kart.md", DRAFT)):
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def place(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(shared)
    (shared / "orden" / "pack.yaml").write_text(MANIFEST, "utf-8")
    return shared


@pytest.mark.parametrize(
    ("locale", "label", "around"),
    [
        ("nb", "orden og mapper", ("papir og form", "klart språk")),
        ("en", "order and folders", ("paper and form", "plain language")),
    ],
)
def test_a_category_of_ones_own_has_its_label_and_place_in_reports(
    place: Path, locale: str, label: str, around: tuple[str, str]
) -> None:
    options = [*FEW, "--no-config", "--fail-on", "never", "--locale", locale]
    options += ["-o", "text", "--report", "markdown=markdown", "--report", "html=html"]
    assert main(["check", "kart.md", *options]) == 0
    before, after = around
    for name in ("text", "markdown"):
        report = (place / name).read_text("utf-8")
        assert report.index(before) < report.index(label) < report.index(after)
    assert label in (place / "html").read_text("utf-8")


def test_a_category_of_ones_own_is_in_the_map(place: Path) -> None:
    assert main(["scan", "kart.md", "-o", "s", *FEW, "--no-config"]) == 0
    for locale, label in (("nb", "orden og mapper"), ("en", "order and folders")):
        target = place / locale
        assert main(["obstacles", "s", "-o", str(target), "--locale", locale]) == 0
        (table,) = target.glob("*.csv")
        rows = table.read_text("utf-8-sig")
        assert "orden/ringperm" in rows
        (page,) = target.glob("*.html")
        assert label in page.read_text("utf-8")


def test_one_that_is_no_obstacle_is_not_in_the_map(place: Path) -> None:
    assert obstacle_categories(load_manifests([place / "orden"])) == ("orden",)
    manifest = place / "orden" / "pack.yaml"
    manifest.write_text(MANIFEST.replace("map-order: 15\n", ""), "utf-8")
    assert obstacle_categories(load_manifests([place / "orden"])) == ()


def test_a_label_may_be_left_out() -> None:
    titled = Pack("a", "1", title=Localised("Orden", "Orden", "Order"))
    labels = category_labels([titled, Pack("b", "1")])
    assert [label_of(name, labels, "en") for name in ("a", "b", "c")] == ["Order", "b", "c"]


def test_order_decides_and_then_the_name() -> None:
    packs = [Pack("b", "1", order=2), Pack("c", "1"), Pack("a", "1"), Pack("d", "1", order=1)]
    assert list(category_labels(packs)) == ["d", "b", "a", "c"]


def test_the_built_in_categories_say_where_they_belong() -> None:
    manifests = load_manifests([builtin_folder()])
    assert list(category_labels(manifests)) == sorted(pack.name for pack in manifests)
    assert obstacle_categories(manifests) == (
        *("paper", "technology", "decisions", "discretion", "automation", "once-only"),
        *("data-sharing", "application-only"),
    )
    assert labelled_categories(manifests) == (
        *("paper", "discretion", "once-only", "automation", "data-sharing", "application-only"),
        *("technology", "plain-language"),
    )
    assert all(pack.label.get(locale) for pack in manifests for locale in ("nb", "nn", "en"))
