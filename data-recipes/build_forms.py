"""Make the table of Bokmål inflections and the one of nouns in both standards.

    pip install spacy-lookups-data
    python data-recipes/build_forms.py LOOKUPS_JSON_GZ NOUN_LEMMAS_JSON

LOOKUPS_JSON_GZ is `nb_lemma_exc.json.gz` of spacy-lookups-data 1.0.5: the full forms of Norsk
Ordbank. NOUN_LEMMAS_JSON comes out of `model/compound_lemma.py`.

Writes to src/regcheck/language/data/:
- `forms-nb.z`: zlib; the first line holds all paradigms `class:cut:ending,ending,…` (a lemma loses
  `cut` letters before each ending); each other line is what lemmas begin with, and after tabs the
  places of paradigms in the first line, each with the rests of the lemmas that follow it;
- `nouns.z`: zlib; per standard a line `[nb]`, then lines `cut:ending` (what makes a form its
  lemma), a tab and the forms.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections import defaultdict
from itertools import takewhile
from pathlib import Path

from regcheck.language.lexicon import BEGINNING

OUT = Path(__file__).parent.parent / "src/regcheck/language/data"
PLAIN = re.compile(r"[a-zæøåéèêòóôàü]+(?:-[a-zæøåéèêòóôàü]+)*")
CLASSES = {"noun": "n", "verb": "v", "adj": "a", "adv": "b"}


def paradigms(table: dict[str, dict[str, list[str]]]) -> dict[str, list[str]]:
    """`class:cut:endings` → the lemmas that inflect so."""
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, entries in table.items():
        for form, lemmas in entries.items():
            for lemma in lemmas:
                if PLAIN.fullmatch(lemma) and PLAIN.fullmatch(form):
                    forms[lemma, CLASSES[kind]].add(form)
    complete(forms)
    found: dict[str, list[str]] = defaultdict(list)
    for (lemma, kind), some in forms.items():
        stem = min(shared_letters(lemma, form) for form in some)
        endings = ",".join(sorted(form[stem:] for form in some | {lemma}))
        found[f"{kind}:{len(lemma) - stem}:{endings}"].append(lemma)
    return found


def complete(forms: dict[tuple[str, str], set[str]]) -> None:
    """Give back the forms that lemmas share with others.

    The source names one lemma for each form of a word class, so that of two lemmas with a form in
    common one lacks it. A regular form that is missing is added if it stands under another lemma.
    """
    attested: dict[str, set[str]] = defaultdict(set)
    for (_, kind), some in forms.items():
        attested[kind] |= some
    for (lemma, kind), some in forms.items():
        wanted = expected(lemma, kind, some)
        if kind == "n" and len(some) == 1 and (lemma + "e", "n") in forms:
            wanted = {lemma + ending for ending in ("en", "er", "ene")}
        some.update(wanted & attested[kind])


def expected(lemma: str, kind: str, forms: set[str]) -> set[str]:
    """The regular forms a lemma should have, judged by those it has."""
    stem = lemma.removesuffix("e")
    if kind == "n":
        neuter = stem + "et" in forms
        if not neuter and not forms & {stem + "en", stem + "a"}:
            return {stem + "en"} if stem + "er" in forms and stem + "ene" in forms else set()
        plural = any(form.endswith(("ne", "na")) and form != lemma for form in forms)
        if neuter:
            return set() if plural else {stem + "ene"}
        if plural and any(form.endswith(("er", "e")) and form != lemma for form in forms):
            return set()
        return {stem + "er", stem + "ene"}
    if kind == "v" and lemma.endswith("e"):
        weak = forms & {stem + "et", stem + "te", stem + "de", stem + "a"}
        regular = {stem + "er", lemma + "s"} if weak else set()
        if lemma.endswith("ere"):
            regular |= {stem + "te", stem + "t", stem}
        past = forms - {stem, lemma, stem + "er", lemma + "s"}
        return regular | (set() if past else {stem + "et", stem + "a", stem + "te", stem + "t"})
    if kind == "v":
        return {lemma + "r", lemma + "s"}
    return {lemma + "e"} if kind == "a" and not lemma.endswith(("e", "a", "t", "n")) else set()


def shared_letters(one: str, other: str) -> int:
    """How many letters two words begin with in common."""
    same = (a == b for a, b in zip(one, other, strict=False))
    return sum(1 for _ in takewhile(bool, same))


def pack_lemmas(found: dict[str, list[str]]) -> str:
    """Lemmas by how they begin: `beginning TAB place rest rest … TAB …`."""
    lines: dict[str, str] = defaultdict(str)
    for place, key in enumerate(sorted(found)):
        rests: dict[str, str] = defaultdict(str)
        for lemma in sorted(found[key]):
            rests[lemma[:BEGINNING]] += f" {lemma[BEGINNING:]}"
        for begin, some in rests.items():
            lines[begin] += f"\t{place}{some}"
    return "\n".join([" ".join(sorted(found)), *(b + some for b, some in sorted(lines.items()))])


def pack_nouns(table: dict[str, str]) -> str:
    """Noun forms by how their lemma is made: `cut:ending TAB forms`."""
    ways: dict[str, list[str]] = defaultdict(list)
    for form, lemma in table.items():
        if PLAIN.fullmatch(form) and PLAIN.fullmatch(lemma):
            shared = shared_letters(form, lemma)
            ways[f"{len(form) - shared}:{lemma[shared:]}"].append(form)
    return "\n".join(f"{way}\t{' '.join(sorted(forms))}" for way, forms in sorted(ways.items()))


def main() -> None:
    """Read the two sources, write the two tables."""
    with gzip.open(sys.argv[1]) as source:
        found = paradigms(json.load(source))
    packed = zlib.compress(pack_lemmas(found).encode(), 9)
    (OUT / "forms-nb.z").write_bytes(packed)
    nouns = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    text = "\n".join(f"[{lang}]\n{pack_nouns(nouns[lang])}" for lang in ("nb", "nn"))
    nouns_packed = zlib.compress(text.encode(), 9)
    (OUT / "nouns.z").write_bytes(nouns_packed)
    lemmas = sum(map(len, found.values()))
    sys.stdout.write(f"{len(found)} paradigms, {lemmas} lemmas, {len(packed)} bytes\n")
    sys.stdout.write(f"nouns {len(nouns_packed)} bytes\n")


if __name__ == "__main__":
    main()
