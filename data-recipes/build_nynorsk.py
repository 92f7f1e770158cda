"""Make the list of Nynorsk lemmas with word class, gender and conjugation.

    python data-recipes/build_nynorsk.py NOUN_LEMMAS_JSON XML_FOLDER... --more MARKDOWN_FOLDER...

Reads the Nynorsk paragraphs of the given law with the trained pipeline, counts which forms,
genders and inflections each lemma is seen in, and adds the nouns of NOUN_LEMMAS_JSON whose forms
tell their gender. Writes src/regcheck/language/data/lexicon-nn.txt.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import spacy
from build_detector import read_markdown, read_xml

from regcheck.language.detect import detect

DATA = Path(__file__).parent.parent / "src/regcheck/language/data"
PLAIN = re.compile(r"[a-pr-vyæøåéòôü][a-pr-vyæøåéòôü-]{2,}")
GENDERS = {"Masc": "m", "Fem": "f", "Neut": "n"}
TITLES = {
    "m": "nouns: -en -ar -ane",
    "f": "nouns: -a -er -ene",
    "n": "nouns: -et, none or -a",
    "va": "verbs seen in -ar",
    "v": "verbs that may go either way",
    "a": "adjectives",
}
TYPICAL = ("leg", "ig", "isk", "al", "iv", "bar", "sam", "ell", "ær", "ent", "ant", "laus", "rett")
Seen = dict[tuple[str, str], Counter[tuple[str, str, str]]]


def paragraphs(xml: list[Path], more: list[Path]) -> list[str]:
    """The Nynorsk paragraphs, each once."""
    docs = [ps for label, ps, _ in read_xml(xml) if label == "nn"]
    docs += [ps for ps, _ in read_markdown(more) if detect("\n".join(ps)).language == "nn"]
    return sorted({p for ps in docs for p in ps if detect(p).language == "nn"})


def observe(texts: list[str]) -> Seen:
    """(word class, lemma) → how often each form is seen with a gender and a verb form."""
    nlp = spacy.load(DATA / "no_regcheck_sm", exclude=["parser"])
    seen: Seen = defaultdict(Counter)
    for doc in nlp.pipe(texts, batch_size=64):
        for token in doc:
            if token.pos_ in {"NOUN", "VERB", "ADJ"} and PLAIN.fullmatch(token.text):
                gender = "".join(token.morph.get("Gender", [])[:1])
                verb = " ".join(token.morph.get("VerbForm", []) + token.morph.get("Tense", []))
                seen[token.pos_, token.lemma_.lower()][token.text, gender, verb] += 1
    return seen


def classify(seen: Seen) -> Iterator[tuple[str, str]]:
    """(class, lemma) of what was seen often enough in its own base form."""
    for (kind, lemma), forms in seen.items():
        total = sum(forms.values())
        if total < 3 or not PLAIN.fullmatch(lemma) or lemma not in {form for form, _, _ in forms}:
            continue
        if kind == "NOUN":
            genders: Counter[str] = Counter()
            for (_, gender, _), number in forms.items():
                genders[gender] += number
            best, number = genders.most_common(1)[0]
            if best in GENDERS and number > 0.6 * total:
                yield GENDERS[best], lemma
        elif kind == "ADJ" and not lemma.endswith(("e", "lig", "ast", "st", "t", "gst")):
            if lemma.endswith(TYPICAL) or len({form for form, _, _ in forms}) > 1:
                yield "a", lemma
        elif kind == "VERB" and lemma.endswith("e") and not lemma.endswith("ere"):
            stem, some = lemma[:-1], {form for form, _, _ in forms}
            present = {stem + "ar", stem + "a"} <= some and not some & {stem + "te", stem + "t"}
            yield "va" if present and stem[-1] != "j" else "v", lemma


def genders_by_form(nouns: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(gender, lemma) of nouns whose forms leave no doubt."""
    forms: dict[str, set[str]] = defaultdict(set)
    for form, lemma in nouns.items():
        if PLAIN.fullmatch(form) and PLAIN.fullmatch(lemma) and lemma in nouns:
            forms[lemma].add(form)
    for lemma, some in forms.items():
        stem = lemma.removesuffix("e")
        found = {
            gender
            for gender, endings in {
                "m": ("en", "ar", "ane"),
                "n": ("et",),
                "f": ("a", "ene"),
            }.items()
            if any(stem + ending in some - {lemma} for ending in endings)
        }
        if lemma.endswith("ing"):
            found = {"f"}
        if len(found) == 1:
            yield found.pop(), lemma


def main() -> None:
    """Read the arguments, observe, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("nouns", type=Path)
    parser.add_argument("xml", nargs="+", type=Path)
    parser.add_argument("--more", nargs="*", type=Path, default=[])
    args = parser.parse_args()
    classes: dict[str, set[str]] = {name: set() for name in TITLES}
    for name, lemma in classify(observe(paragraphs(args.xml, args.more))):
        classes[name].add(lemma)
    known = classes["m"] | classes["f"] | classes["n"]
    for gender, lemma in genders_by_form(json.loads(args.nouns.read_text("utf-8"))["nn"]):
        if lemma not in known:
            classes[gender].add(lemma)
    lines = ["# Nynorsk lemmas by how they inflect; made by data-recipes/build_nynorsk.py"]
    for name, title in TITLES.items():
        lines.append(f"[{name}] {title}")
        lines += textwrap.wrap(" ".join(sorted(classes[name])), 98, break_on_hyphens=False)
    (DATA / "lexicon-nn.txt").write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{ {name: len(words) for name, words in classes.items()} }\n")


if __name__ == "__main__":
    main()
