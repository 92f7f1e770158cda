"""Give the head nouns in deciders-lemmas.txt all their forms.

    python data-recipes/build_deciders.py

Writes src/regcheck/language/data/deciders.txt.
"""

from __future__ import annotations

import sys
import textwrap
from collections import defaultdict
from pathlib import Path

from regcheck.language.forms import forms_of

HERE = Path(__file__).parent
OUT = HERE.parent / "src/regcheck/language/data/deciders.txt"
HEAD = """\
# Who decides: forms of the head nouns of subjects, in Bokmål, Nynorsk and English. `-x` is an
# ending, `*x` an ending and a word, `x` a word. Verbs that look alike (medfører, bruker) are left
# out. Made by data-recipes/build_deciders.py.
"""
BANNED = {"eies", "legs", "lege", "vitner", "lede", "styre", "føre", "bruker"}


def read(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Section → (language, entry)."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    section = language = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            section, _, language = line.strip("[]").partition(" ")
        elif not line.startswith("#"):
            found[section] += [(language, entry) for entry in line.split()]
    return found


def expand(language: str, entry: str) -> set[str]:
    """An entry in all its forms, with its mark; genitives are undone when words are looked up."""
    if language == "other":
        return {entry}
    word = entry.lstrip("*-")
    mark = entry[: len(entry) - len(word)]
    forms = forms_of(word, language)
    kept = {form for form in forms if not (form.endswith("s") and form[:-1] in forms)}
    return {mark + form for form in kept - BANNED if not mark or len(form) > 3}


def main() -> None:
    """Read, expand, write."""
    lines = []
    for section, entries in read(HERE / "deciders-lemmas.txt").items():
        words = set().union(*(expand(language, entry) for language, entry in entries))
        ordered = sorted(words, key=lambda word: (word.lstrip("*-"), word))
        lines.append(f"[{section}]")
        lines += textwrap.wrap(" ".join(ordered), 98, break_on_hyphens=False)
        sys.stdout.write(f"{section}: {len(words)} words\n")
    OUT.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
