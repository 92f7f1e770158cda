"""The HTML report in a browser: filters, search, keys, paper, and what others can perceive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import axe_source, barriers, chromium, opened
from commands import DRAFTS, Regcheck

from regcheck.changes.baseline_file import load_baseline

LAW = DRAFTS / "baatplassforskriften.md"
SEVERAL = (LAW, DRAFTS / "lov-om-nabohjelp.xml", DRAFTS / "tilskotsforskrifta-tunlag.md")
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> dict[str, Path]:
    """The report on one draft, on several, on nothing much, and the questions on readiness."""
    folder = tmp_path_factory.mktemp("html")
    (folder / "tom.md").write_text("# Forskrift om sjøvann\n\n## § 1. Formål\n\nSjøen er salt.\n")
    regcheck = Regcheck(cache)
    told = ("check", "--fail-on", "never", "--nlp", "off")
    commands = {
        "one": (*told, LAW, "--report", f"html={folder / 'one'}.html"),
        "several": (*told, *SEVERAL, "--report", f"html={folder / 'several'}.html"),
        "clean": (*told, folder / "tom.md", "--report", f"html={folder / 'clean'}.html"),
        "questions": ("readiness", LAW, "--nlp", "off", "-o", folder / "questions.html"),
    }
    for command in commands.values():
        ended = regcheck(*command, cwd=DRAFTS.parents[1])
        assert (ended.code, ended.stderr) == (0, "")
    return {name: folder / f"{name}.html" for name in commands}


@pytest.fixture
def page(browser: Any, reports: dict[str, Path]) -> Iterator[Any]:
    """The report on one draft."""
    with opened(browser, reports["one"]) as seen:
        yield seen.page


def shown(page: Any) -> tuple[int, int]:
    """How many findings of how many the page says it shows."""
    one, all_of = re.findall(r"\d+", page.inner_text("#shown"))[:2]
    return int(one), int(all_of)


def marked(page: Any) -> int:
    return int(page.locator("#tekst a[href^='#n']:not(.off, .go)").count())


def test_the_findings_of_the_run_are_shown(page: Any, cache: Path) -> None:
    told = ("--format", "json", "--fail-on", "never", "--nlp", "off")
    said = Regcheck(cache)("check", LAW, *told).json
    by_severity = said["summary"]["by_severity"]
    assert page.locator(".tile .figure").all_inner_texts() == [
        str(by_severity[word]) for word in ("error", "warning", "info")
    ]
    assert shown(page) == (by_severity["error"] + by_severity["warning"], len(said["findings"]))
    page.get_by_label(re.compile("Merknader")).check(force=True)
    assert shown(page)[0] == len(said["findings"])


def test_filters_narrow_text_and_marks(page: Any) -> None:
    before = marked(page)
    page.get_by_label(re.compile("Advarsler")).uncheck(force=True)
    errors = shown(page)[0]
    assert 0 < errors < before
    page.click("#more summary")
    page.select_option("#category", "paper")
    page.select_option("#chapter", index=2)
    assert 0 < shown(page)[0] <= errors
    sections = page.locator(".p:visible")
    assert sections.count() == sum(
        bool(one.locator("a:not(.off)").count()) for one in sections.all()
    )
    page.click("#clear")
    assert marked(page) == before


def test_a_rule_alone(page: Any) -> None:
    page.click("#more summary")
    rule = page.locator("#rule option", has_text="paper/certified-copy").get_attribute("value")
    page.select_option("#rule", rule)
    assert shown(page)[0] == 1
    marks = page.locator("a:not(.off, .go)[href^='#n']").all_inner_texts()
    assert "".join(marks) == "bekreftet kopi"


def test_a_figure_in_the_summary_shows_its_findings(page: Any) -> None:
    button = page.locator(".jump[data-category=paper][data-severity=e]")
    button.click()
    page.wait_for_selector("a.now")
    assert shown(page)[0] == int(button.inner_text())
    assert "papir og form" in page.inner_text("#detail")


def test_search_hides_what_does_not_fit(page: Any) -> None:
    page.fill("#search", "GJENNOMREISE")
    page.locator(".p:visible").nth(1).wait_for(state="hidden")
    assert "gjennomreise" in (page.text_content(".p:visible") or "").lower()
    assert page.evaluate("CSS.highlights.get('found').size") == 1
    page.fill("#search", "zebra")
    page.wait_for_selector("#nothing:visible")
    page.press("#search", "Escape")
    assert page.input_value("#search") == ""
    assert page.locator(".p:visible").count() > 20


def test_keys_walk_through_the_findings(page: Any) -> None:
    page.keyboard.press("j")
    first = page.inner_text("#detail")
    assert page.evaluate("document.activeElement.classList.contains('now')")
    page.keyboard.press("j")
    assert page.inner_text("#detail") != first
    page.keyboard.press("ArrowUp")
    assert page.inner_text("#detail") == first
    assert page.inner_text("#place").startswith("Funn 1 av")
    page.keyboard.press("k")
    total = shown(page)[0]
    assert page.inner_text("#place") == f"Funn {total} av {total}"
    page.keyboard.press("Escape")
    assert page.locator("a.now").count() == 0
    page.keyboard.press("/")
    page.keyboard.type("jk/")
    assert page.input_value("#search") == "jk/"


def test_single_keys_can_be_turned_off(page: Any) -> None:
    page.click("#more summary")
    page.uncheck("#keys")
    page.keyboard.press("j")
    assert page.locator("a.now").count() == 0


def test_a_marked_word_tells_why(page: Any) -> None:
    page.get_by_role("link", name="bekreftet").click()
    told = page.inner_text("#detail")
    for words in ("Bekreftet kopi", "§ 2-2 annet ledd bokstav b", "Forslag", "Kilder", "Digdir"):
        assert words in told
    assert page.locator("#detail a[href^=https]").evaluate_all(
        "all => all.every(one => one.rel === 'noopener noreferrer')"
    )


def test_the_focus_is_seen_and_not_hidden(page: Any) -> None:
    for _ in range(12):
        page.keyboard.press("j")
        seen = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const tools = document.getElementById("tools").getBoundingClientRect();
              const style = getComputedStyle(document.activeElement);
              return [box.top >= tools.bottom, box.bottom <= innerHeight, style.outlineStyle];
            }"""
        )
        assert seen == [True, True, "solid"]


def test_on_paper_each_finding_stands_with_its_advice(page: Any, tmp_path: Path) -> None:
    pdf = page.pdf(path=tmp_path / "rapport.pdf", prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF") and len(pdf) > 20_000
    page.emulate_media(media="print")
    note = page.locator(".notes li", has_text="Bekreftet kopi").first
    assert note.is_visible()
    assert "Forslag: " in note.inner_text()
    assert not page.locator("#tools").is_visible()
    assert not page.locator("#panel").is_visible()
    assert page.locator(".notes li:visible").count() == shown_before_print(page)


def shown_before_print(page: Any) -> int:
    return int(re.findall(r"\d+", page.text_content("#shown"))[0])


def test_a_phone_shows_all_of_it(browser: Any, reports: dict[str, Path]) -> None:
    with opened(browser, reports["one"], viewport=PHONE) as seen:
        page = seen.page
        width = "document.documentElement.scrollWidth"
        assert page.evaluate(width) <= PHONE["width"]
        page.get_by_role("link", name="bekreftet").click()
        assert page.locator("#panel").is_visible()
        assert page.locator("#detail h3").inner_text() == "Bekreftet kopi"
        assert page.evaluate(width) <= PHONE["width"]
        page.click("#close")
        assert not page.locator("#panel").is_visible()


def test_without_script_all_findings_can_be_read(browser: Any, reports: dict[str, Path]) -> None:
    with opened(browser, reports["one"], java_script_enabled=False) as seen:
        page = seen.page
        assert page.locator(".notes li").count() > 50
        assert page.locator(".notes li").first.is_visible()
        assert not page.locator("#tools").is_visible()


def test_several_documents(browser: Any, reports: dict[str, Path]) -> None:
    with opened(browser, reports["several"]) as seen:
        page = seen.page
        assert page.locator(".index tbody tr").count() == len(SEVERAL)
        page.click("#more summary")
        page.select_option("#document", index=2)
        assert page.locator("article:visible").count() == 1
        assert 0 < shown(page)[0] < shown(page)[1]


@pytest.mark.parametrize("name", ["one", "several", "clean"])
def test_no_barriers(browser: Any, reports: dict[str, Path], name: str) -> None:
    source = axe_source()
    with opened(browser, reports[name]) as seen:
        page = seen.page
        page.evaluate("for (const box of document.querySelectorAll('[value=i]')) box.click()")
        assert barriers(page, source) == []
        if name == "one":
            page.keyboard.press("j")
            page.evaluate("document.getElementById('more').open = true")
            assert barriers(page, source) == []
            page.set_viewport_size(PHONE)
            assert barriers(page, source) == []


def test_the_questions_have_no_barriers(browser: Any, reports: dict[str, Path]) -> None:
    source = axe_source()
    with opened(browser, reports["questions"]) as seen:
        assert barriers(seen.page, source) == []
        seen.page.set_viewport_size(PHONE)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_first_findings_lead_into_the_text(page: Any) -> None:
    link = page.locator(".first li a").nth(2)
    link.click()
    page.wait_for_selector("a.now")
    assert link.inner_text() in page.inner_text("#detail .where >> nth=1")


def test_a_link_to_what_is_filtered_out_shows_it(page: Any) -> None:
    page.fill("#search", "finnes ikke i teksten")
    page.wait_for_selector("#nothing:visible")
    page.locator(".first li a").first.click()
    page.wait_for_selector("a.now:visible")


def test_the_list_is_sorted_by_its_heads(page: Any) -> None:
    page.click("details.list summary")
    rows = page.locator(".list tbody tr")
    page.click(".list .sort[data-by=r]")
    by_rule = rows.evaluate_all("all => all.map(one => Number(one.dataset.r))")
    assert by_rule == sorted(by_rule) and len(by_rule) > 5
    assert page.locator("th[aria-sort=ascending]").inner_text() == "Regel"
    page.click(".list .sort[data-by=a]")
    by_place = rows.evaluate_all("all => all.map(one => Number(one.dataset.a))")
    assert by_place == sorted(by_place)


def test_answers_are_given_by_keyboard_and_saved_to_a_file(page: Any, tmp_path: Path) -> None:
    page.keyboard.press("j")
    page.get_by_role("button", name="Behold").click()
    assert page.inner_text(".answer .hint") == "Skriv en begrunnelse, så teller svaret."
    page.keyboard.type("Står i direktivet, j")
    page.get_by_label("Navnet ditt").fill("Kari")
    assert page.get_by_role("button", name="Behold").get_attribute("aria-pressed") == "true"
    assert page.locator("#tekst a.said").count() == 1
    with page.expect_download() as saving:
        page.get_by_role("button", name="Last ned svarene").click()
    saving.value.save_as(tmp_path / "svar.json")
    baseline = load_baseline(tmp_path / "svar.json", "svar.json")
    (entry,) = baseline.entries
    assert entry.answered and (entry.answered.kind, entry.answered.by) == ("keep", "Kari")
    assert (entry.reason, entry.mark.rule.count("/")) == ("Står i direktivet, j", 1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", entry.answered.day) and entry.words
