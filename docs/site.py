"""Lay out the documentation for the site under `build/docs`: the guides as they stand, and a page
for each rule with how often it was right where somebody measured.

    python docs/site.py           (or: make docs, which then builds the site)
    python docs/site.py --rooms   writes the table of rooms in docs/architecture.md, and the
                                  functions in docs/api.md, anew

The same project gives the same files.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any

import regcheck
from regcheck.packs.load import load_packs
from regcheck.packs.model import Rule
from regcheck.packs.source_files import builtin_folder
from regcheck.reports.rule_text import rule_record

PROJECT = Path(__file__).resolve().parents[1]
DOCS = PROJECT / "docs"
TARGET = PROJECT / "build" / "docs"
FILES = (".json", ".svg", ".png")
"""Suffixes of what pages show or lead to."""
PRECISION = PROJECT / "corpora" / "precision"
MOVED = {
    "README.md": "readme.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changes.md",
    "SECURITY.md": "report-a-weakness.md",
}
"""Pages from the top of the project, and what they are called on the site."""
START = "start.md"
"""The first page of the site, in each language."""
PAGE = PROJECT / "dist" / "regcheck.html"
"""The page that runs in a browser; without it nothing leads there."""
PAGE_MARK, CATEGORIES_MARK = re.compile(r"\*\*(.*?)\*\*<!-- page -->"), "<!-- categories -->"
API_BEGIN, API_END = "<!-- functions: make rooms -->\n", "<!-- end of functions -->\n"
ROOMS_BEGIN, ROOMS_END = "<!-- rooms: make rooms -->\n", "<!-- end of rooms -->\n"
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


def lay_out(target: Path = TARGET, *, plots: bool = False) -> None:
    """Write the folder that the site is built from anew, with `plots` those of the questions for
    researchers."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for page in [*sorted(DOCS.rglob("*.md")), *(PROJECT / name for name in MOVED)]:
        place = target / _place(page)
        place.parent.mkdir(exist_ok=True)
        text = _relinked(page.read_text(encoding="utf-8"), page)
        place.write_text(_filled(text, page) if page.name == START else text, encoding="utf-8")
    if PAGE.is_file():
        shutil.copy(PAGE, target / PAGE.name)
    if plots:
        sys.path.insert(0, str(DOCS))
        from research import with_plots

        guide = target / "research.md"
        guide.write_text(with_plots(guide.read_text("utf-8"), target), "utf-8")
    with (target / "api.md").open("a", encoding="utf-8") as page_of_api:
        page_of_api.write(api())
    for file in chain.from_iterable(DOCS.glob(f"*{suffix}") for suffix in FILES):
        shutil.copy(file, target / file.name)
    for name, text in rule_pages():
        place = target / "rules" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def _filled(text: str, page: Path) -> str:
    """A first page with a link to the page that runs in a browser, and the categories of rules."""
    up = "" if page.parent == DOCS else "../"
    locale = page.parent.name if up else "nb"
    if PAGE.is_file():
        text = PAGE_MARK.sub(rf"**[\1]({up}{PAGE.name})**", text)
    library = load_packs([builtin_folder()])
    lines = []
    for pack in sorted(library.packs.values(), key=lambda pack: (pack.order, pack.name)):
        number = sum(rule.category == pack.name for rule in library.rules.values())
        if number:
            title, about = pack.title.get(locale), pack.description.get(locale)
            link = f"[{title}]({up}rules/index.md#{pack.name})"
            lines.append(f"- **{link}** ({number}): {_cell(about)}")
    return text.replace(CATEGORIES_MARK, "\n".join(lines))


def _place(page: Path) -> str:
    """Where a page is on the site, empty for what is not."""
    if page == DOCS / START:
        return "index.md"
    if page.parent == PROJECT:
        return MOVED.get(page.name, "")
    is_there = page.is_relative_to(DOCS) and page.suffix in (".md", *FILES)
    return page.relative_to(DOCS).as_posix() if is_there else ""


def _relinked(text: str, page: Path) -> str:
    """Links to what is on the site lead there; of others the words are kept."""
    here = Path(_place(page)).parent

    def relink(found: re.Match[str]) -> str:
        picture, words, link = found.groups()
        place, mark, heading = link.partition("#")
        if "://" in link or not place:
            return found[0]
        there = _place(Path(os.path.normpath(page.parent / place)))
        if not there:
            return words
        return f"{picture}[{words}]({os.path.relpath(there, here)}{mark}{heading})"

    return _LINK.sub(relink, text)


def rule_pages() -> Iterator[tuple[str, str]]:
    """Name and text of each page about rules, an index of all first."""
    rules = load_packs([builtin_folder()]).rules
    records = {rule_id: rule_record(rule) for rule_id, rule in rules.items()}
    yield "index.md", _index(rules, records)
    for rule_id, rule in rules.items():
        yield f"{rule_id}.md", _page(rule, records[rule_id])


def api() -> str:
    """A heading and a reference for each public class; mkdocstrings fills it from the
    docstrings."""
    lines = []
    for name in regcheck.__all__:
        public = getattr(regcheck, name)
        if inspect.isclass(public):
            lines += ["", f"## {name}", "", f"::: {public.__module__}.{name}"]
    return "\n".join(lines) + "\n"


def functions() -> str:
    """Each public function: how it is called, and what its docstring says."""
    lines = []
    for name in regcheck.__all__:
        public = getattr(regcheck, name)
        if inspect.isfunction(public):
            signature = inspect.signature(public)
            called = "".join(f"    {one},\n" for one in _parameters(signature))
            told = inspect.cleandoc(public.__doc__ or "")
            lines += ["", f"### {name}", "", "```python"]
            lines += [f"{name}(\n{called}) -> {signature.return_annotation}"]
            lines += ["```", "", told]
    return "\n".join([*lines, "", ""])


def _parameters(signature: inspect.Signature) -> Iterator[str]:
    """The parameters as they are declared, with the mark where names begin to be needed."""
    marked = False
    for one in signature.parameters.values():
        star = "*" if one.kind is one.VAR_POSITIONAL else ""
        if one.kind is one.KEYWORD_ONLY and not marked:
            yield "*"
        marked = marked or bool(star) or one.kind is one.KEYWORD_ONLY
        default = "" if one.default is one.empty else f" = {one.default!r}"
        yield f"{star}{one.name}: {one.annotation}{default}"


def measured(rule_id: str) -> str:
    """How often a rule was right in the marked sample of its hits; a dash where there is none."""
    file = PRECISION / f"{rule_id}.json"
    if not file.is_file():
        return "–"
    record = json.loads(file.read_text(encoding="utf-8"))
    low, high = (round(100 * end) for end in record["interval"])
    share = round(100 * record["precision"])
    return f"{share} % ({record['right']} av {record['n']}; 95 %: {low}–{high} %)"


def _index(rules: dict[str, Rule], records: dict[str, dict[str, Any]]) -> str:
    lines = ["# Regler", "", f"{len(rules)} regler. Treffsikkerhet er målt som det står i"]
    lines[-1] += " [metoden](../method.md); en strek betyr at ingen har målt."
    category = ""
    for rule_id, rule in rules.items():
        if rule_id.partition("/")[0] != category:
            category = rule_id.partition("/")[0]
            lines += ["", f"## {category}", ""]
            lines += ["| regel | hva den finner | grad | treffsikkerhet |", "|---|---|---|---|"]
        title = _cell(records[rule_id]["title"]["nb"])
        grade = rule.severity.name.lower()
        lines.append(f"| [{rule.name}]({rule_id}.md) | {title} | {grade} | {measured(rule_id)} |")
    return "\n".join(lines) + "\n"


def _page(rule: Rule, record: dict[str, Any]) -> str:
    facts = {
        "id": f"`{rule.id}`",
        "status": rule.status.name.lower(),
        "grad": rule.severity.name.lower(),
        "sikkerhet": rule.confidence.name.lower(),
        "målt treffsikkerhet": measured(rule.id),
    }
    lines = [f"# {_cell(record['title']['nb'])}", "", "| | |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in facts.items()]
    for key, heading in (("rationale", "Hvorfor"), ("advice", "Hva du kan skrive")):
        words = (record.get(key) or {}).get("nb", "")
        if words:
            lines += ["", f"## {heading}", "", _cell(words)]
    sources = [", ".join(filter(None, (s.title, s.publisher, s.part))) for s in rule.sources]
    if sources:
        lines += ["", "## Kilder", "", *(f"- {_cell(source)}" for source in sources)]
    for bad, heading in ((True, "Gir funn"), (False, "Gir ikke funn")):
        shown = [example.text for example in rule.examples if example.bad is bad]
        if shown:
            lines += ["", f"## {heading}", "", *(f"- {_cell(text)}" for text in shown)]
    lines += ["", f"`regcheck explain {rule.id}` viser mønstrene også.", ""]
    return "\n".join(lines)


def _cell(text: str) -> str:
    """Words as Markdown that means nothing but them."""
    return re.sub(r"([\\`*_{}\[\]|#<>~])", r"\\\1", escape(" ".join(text.split()), quote=False))


def rooms() -> str:
    """The table of rooms, from the docstring of each package."""
    lines = ["| room | duty | takes | gives | never |", "|---|---|---|---|---|"]
    for file in sorted((PROJECT / "src" / "regcheck").glob("*/__init__.py")):
        said = " ".join((ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").split())
        parts = re.fullmatch(
            r"Duty: (.*?) – takes (.*?) – gives (.*?) – (never .*?)\.?", said, re.DOTALL
        )
        if parts:
            cells = [parts[n].removeprefix("never ").replace("|", "\\|") for n in range(1, 5)]
            lines.append(f"| `{file.parent.name}` | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def with_rooms(page: str) -> str:
    """The page about the architecture with the table of today."""
    return _renewed(page, ROOMS_BEGIN, f"\n{rooms()}\n", ROOMS_END)


def with_functions(page: str) -> str:
    """The page about the library with the functions of today."""
    return _renewed(page, API_BEGIN, functions(), API_END)


def _renewed(page: str, begin: str, text: str, end: str) -> str:
    """A page with what stands between two marks anew."""
    before, _, rest = page.partition(begin)
    return f"{before}{begin}{text}{end}{rest.partition(end)[2]}"


def main() -> int:
    """Lay the site out, or write what pages take from the program."""
    if "--rooms" in sys.argv:
        for name, fill in (("architecture.md", with_rooms), ("api.md", with_functions)):
            page = DOCS / name
            page.write_text(fill(page.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        lay_out(plots=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
