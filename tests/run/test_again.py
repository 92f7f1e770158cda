"""A document that is checked again after an edit is found the same in as one that is checked for
the first time, though only what was touched is gone through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest

from real_law import shared_or_skip
from regcheck.base.datafiles.data_files import corpora_folder
from regcheck.document.model import Document
from regcheck.readers.registry import read_document
from regcheck.results.result import DocumentResult, Settings
from regcheck.run.pipeline import Pipeline
from regcheck.run.rules import LoadedRules, RuleChoice

WORDS = (
    *("kan", "særlige", "grunner", "tilstrekkelig", "skriftlig", "søknad", "elektronisk", "dersom"),
    *("tilsynet", "Kongen", "«båt»", "§", "attest", "egnet", "vesentlig", "bord", "ikkje"),
)
TEXT = """\
# Forskrift om naust

## Kapittel 1. Innledning

### § 1. Virkeområde

Forskriften gjelder naust ved kommunale brygger.

### § 2. Ord

I denne forskriften menes med

a) alvorlig uhell: hendelse som skader en båt

b) naust: hus for båt og redskap som står så nær sjøen at båten kan trekkes rett opp i det, og som
har port mot sjøen og dør mot land og
som brukes hele året

c) brygge: gangbane av tre eller stein som ligger fast i land og går så langt ut i vannet at en båt
kan legge til langs den

## Kapittel 2. Leie

### § 3. Søknad

Søknaden skal være skriftlig og sendes kommunen i to eksemplarer. Kommunen kan gi fritak når det
foreligger særlige grunner.

### § 4. Uhell

Leieren skal melde fra om alvorlig uhell så snart som mulig.

### § 5. Vilkår

Kommunen kan leie ut et naust til den som

a) har tilstrekkelig kunnskap om båt

b) legger frem politiattest.
"""


def settings() -> Settings:
    return Settings(nlp=False)


def read(text: str, path: str = "naust.md") -> Document:
    document = read_document(text.encode(), path, "md")
    assert isinstance(document, Document)
    return document


def edited(text: str, random: Random) -> str:
    """The text after an edit such as people make: most within a paragraph, some to headings,
    definitions, the title, or whole stretches."""
    lines = text.split("\n")
    at, kind = random.randrange(len(lines)), random.random()
    word = random.choice(WORDS)
    if kind < 0.5:
        words = lines[at].split(" ")
        place = random.randrange(len(words) + 1)
        words[place : place + random.randrange(2)] = [word]
        lines[at] = " ".join(words)
    elif kind < 0.6:
        del lines[at]
    elif kind < 0.7:
        lines.insert(at, random.choice(lines))
    elif kind < 0.8:
        lines[at:at] = ["", f"Med {word} {word} menes i denne forskriften en hytte.", ""]
    elif kind < 0.85:
        lines[0] += f" {word}"
    elif kind < 0.95:
        lines[at:at] = lines[at : at + 12]
    else:
        lines[at:at] = ["", f"### § 99. {word}", ""]
    return "\n".join(lines)


def texts(original: str, number: int, seed: int) -> Iterator[str]:
    random = Random(seed)
    for _ in range(number):
        original = edited(original, random)
        yield original


@pytest.fixture(scope="module")
def pipelines(stable_rules: LoadedRules) -> tuple[Pipeline, Pipeline]:
    """One that remembers, and one that does not."""
    remembering = Pipeline(stable_rules, settings())
    remembering.remember()
    return remembering, Pipeline(stable_rules, settings())


def same(pipelines: tuple[Pipeline, Pipeline], document: Document) -> DocumentResult:
    remembering, other = pipelines
    found = remembering.check(document)
    assert found == other.check(document)
    return found


def gone_through(pipeline: Pipeline, document: Document) -> set[str]:
    """The sections whose words are looked at, by their labels."""
    work, _ = pipeline.find(document)
    assert work.again is not None
    labels: set[str] = set()
    for leaf, line in enumerate(document.parents):
        section = next((node for node in line if node.label), None)
        if leaf not in work.again.known and section is not None:
            labels.update(node.label for node in line if node.kind.value == "article")
    return labels


@pytest.mark.parametrize("seed", range(6))
def test_edits_of_one_text(pipelines: tuple[Pipeline, Pipeline], seed: int) -> None:
    same(pipelines, read(TEXT))
    for text in texts(TEXT, 12, seed):
        same(pipelines, read(text))


@pytest.mark.parametrize("draft", ("baatplassforskriften.md", "lov-om-turstier.md"))
def test_edits_of_a_draft(pipelines: tuple[Pipeline, Pipeline], draft: str) -> None:
    original = (corpora_folder() / "drafts" / draft).read_text("utf-8")
    for text in texts(original, 6, 1):
        same(pipelines, read(text))


def test_edits_of_real_law(pipelines: tuple[Pipeline, Pipeline]) -> None:
    folder = shared_or_skip() / "lovdata" / "markdown"
    chosen = [file for file in sorted(folder.glob("*/*.md"))[::97] if file.stat().st_size < 40_000]
    for number, file in enumerate(chosen[:12]):
        for text in texts(file.read_text("utf-8"), 3, number):
            same(pipelines, read(text, file.name))


def test_only_the_section_that_was_touched_is_gone_through(
    pipelines: tuple[Pipeline, Pipeline],
) -> None:
    remembering, _ = pipelines
    remembering.remember()
    assert gone_through(remembering, read(TEXT)) == {"1", "2", "3", "4", "5"}
    assert gone_through(remembering, read(TEXT)) == set()
    touched = TEXT.replace("gjelder naust", "gjelder trygge naust")
    assert gone_through(remembering, read(touched)) == {"1", "2"}, "the next one stands close"


def test_what_holds_for_the_whole_document_counts(pipelines: tuple[Pipeline, Pipeline]) -> None:
    def quotes(text: str) -> set[str]:
        return {one.quote for one in same(pipelines, read(text)).findings}

    assert "særlige grunner" in quotes(TEXT)
    assert "særlige grunner" not in quotes(TEXT.replace("alvorlig uhell:", "særlige grunner:"))
    assert "særlige grunner" in quotes(TEXT)


def test_a_moved_section_keeps_its_findings(pipelines: tuple[Pipeline, Pipeline]) -> None:
    first = same(pipelines, read(TEXT))
    moved = TEXT.replace(
        "## Kapittel 2. Leie\n", "## Kapittel 2. Leie\n\n### § 2 a. Farge\n\nRød.\n"
    )
    second = same(pipelines, read(moved))
    assert [one.quote for one in second.findings] == [one.quote for one in first.findings]
    assert second.findings[-1].line == first.findings[-1].line + 4


def test_few_documents_are_remembered(pipelines: tuple[Pipeline, Pipeline]) -> None:
    remembering, _ = pipelines
    remembering.remember()
    for number in range(9):
        gone_through(remembering, read(TEXT, f"{number}.md"))
    assert gone_through(remembering, read(TEXT, "8.md")) == set()
    assert gone_through(remembering, read(TEXT, "0.md")) == {"1", "2", "3", "4", "5"}


def test_conditions_on_the_whole_document_are_asked_anew(
    loaded: Callable[..., LoadedRules],
) -> None:
    rules = loaded(RuleChoice(select=("concepts/household-term",)))
    remembering, plain = Pipeline(rules, settings()), Pipeline(rules, settings())
    remembering.remember()
    text = "# Forskrift\n\n### § 1. Støtte\n\nStøtten regnes ut fra husstandens inntekt.\n"
    defined = f"{text}\n### § 2. Ord\n\nMed husstand menes de som bor sammen.\n"
    numbers = [len(same((remembering, plain), read(one)).findings) for one in (text, defined, text)]
    assert numbers[0] == numbers[2] != numbers[1]
