"""Learn the words that tell Bokmål from Nynorsk, from law whose `lang` attribute is known.

    python data-recipes/build_detector.py XML_FOLDER... [--more MARKDOWN_FOLDER...] [--check]

Writes src/regcheck/language/data/standards.txt: one word a line with its weight, tenths of a
natural log-odds, positive for Nynorsk. Texts without the attribute (`--more`) are labelled whole
by the table of a first round. `--check` prints two-fold accuracy instead of writing; the two
editions of one act never part.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter
from pathlib import Path

SIZE = 700
MIN_DOCUMENTS = 5
CAP = 25  # how much one document can say of one word
LEAST = 1.8
SEEDS = {  # small words that must be in the table even where law seldom uses them
    "nn": "eg dei ho kva kven korleis kvifor kvar nokon noko nokre nokor ein eit eitt frå meir "
    "berre korkje anten viss då saman sjølv sjølve desse dykk dykkar deira hennar ikkje noreg "
    "vere vera vore verte vert blei gje gjev gjeve seie seier kjem sidan medan mykje mogleg "
    "gjere gjer gjera eiga eigen eigne anna annan òg vart dessutan tilhøve difor utan",
    "nb": "ikke jeg hun hva hvem hvordan hvorfor hver hvert noen noe et ett fra mer bare verken "
    "enten hvis nå sammen selv disse dere deres hennes norge være vært ble gir sier "
    "siden mens mye mulig gjør gjøre eget egne annet annen samme derfor uten hvilke hvilken",
}
SEED_WEIGHT = 4.0
ENDINGS = 120  # endings of four letters, for paragraphs without a telling word
WORD = re.compile(r"[a-zæøåéèêòóôü]+")
OUT = Path(__file__).parent.parent / "src/regcheck/language/data/standards.txt"
Doc = tuple[str, list[str], int]


def read_xml(folders: list[Path]) -> list[Doc]:
    """(language, paragraphs) of each file that says which language it is in."""
    found = []
    for path in sorted(p for folder in folders for p in folder.glob("*.xml")):
        source = path.read_text("utf-8")
        label = re.search(r'<html[^>]*\blang="(nb|nn)"', source[:3000])
        body = source.find("<main")
        if label:
            text = re.sub(r"</(?:article|li|p|h\d|td)>", "\n", source[max(body, 0) :])
            text = re.sub(r"<[^>]+>", "", text)
            kept = [p for p in text.split("\n") if len(p.split()) > 7]
            found.append((label[1], kept, fold_of(path)))
    return found


def fold_of(path: Path) -> int:
    """0 or 1 by the date and number in the file's name."""
    return sum(int(number) for number in re.findall(r"\d+", path.stem.replace("-", ""))) % 2


def read_markdown(folders: list[Path]) -> list[tuple[list[str], int]]:
    """The paragraphs of each Markdown file, and its fold."""
    found = []
    for path in sorted(p for folder in folders for p in folder.glob("**/*.md")):
        text = path.read_text("utf-8").split("---", 2)[-1]
        found.append(([p for p in text.split("\n") if len(p.split()) > 7], fold_of(path)))
    return found


def learn(docs: list[Doc], size: int = SIZE) -> dict[str, float]:
    """The most telling words of each side with their log-odds, by the paragraphs they are in."""
    counts: dict[str, Counter[str]] = {"nb": Counter(), "nn": Counter()}
    documents: Counter[str] = Counter()
    for label, paragraphs, _ in docs:
        here = Counter(f for p in paragraphs for f in features(p))
        documents.update(here.keys())
        counts[label].update({word: min(number, CAP) for word, number in here.items()})
    totals = {label: sum(c.values()) for label, c in counts.items()}

    def rate(word: str, label: str) -> float:
        return (counts[label][word] + 0.5) / totals[label]

    odds = {
        word: math.log(rate(word, "nn") / rate(word, "nb"))
        for word, number in documents.items()
        if number >= MIN_DOCUMENTS
    }
    table: dict[str, float] = {}
    for label, sign in (("nn", 1), ("nb", -1)):
        side = [word for word, value in odds.items() if value * sign > LEAST]
        side.sort(key=lambda w: (-abs(odds[w]) * rate(w, label) ** 0.75, w))
        words = [w for w in side if w[0] != "-"][: size // 2]
        endings = [w for w in side if w[0] == "-"][: ENDINGS // 2]
        table |= {word: max(-5.0, min(5.0, odds[word])) for word in words + endings}
        table |= {w: sign * SEED_WEIGHT for w in SEEDS[label].split() if w not in table}
    return table


def features(text: str) -> set[str]:
    """The words of a text, and the endings of the longer ones as `-ande`."""
    words = set(WORD.findall(text.lower()))
    return words | {"-" + word[-4:] for word in words if len(word) > 6}


def score(table: dict[str, float], text: str) -> float:
    """Above 0 for Nynorsk; endings are asked only where no word tells."""
    words = WORD.findall(text.lower())
    told = sum(table.get(word, 0.0) for word in words)
    return told or sum(table.get("-" + word[-4:], 0.0) for word in words if len(word) > 6)


def widen(docs: list[Doc], more: list[tuple[list[str], int]]) -> list[Doc]:
    """`docs` without those that a table learnt from them calls mislabelled, and those of `more`
    that it is sure of."""
    first = learn(docs)
    found = [d for d in docs if (score(first, "\n".join(d[1])) > 0) == (d[0] == "nn")]
    for paragraphs, fold in more:
        value = score(first, "\n".join(paragraphs))
        if abs(value) > 20:
            found.append(("nn" if value > 0 else "nb", paragraphs, fold))
    for _ in range(3):
        table = learn(found)
        found = [(label, agreeing(table, label, ps), fold) for label, ps, fold in found]
    return found


def agreeing(table: dict[str, float], label: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs that are not quotations in the other standard."""
    sign = 1 if label == "nn" else -1
    return [p for p in paragraphs if sign * score(table, p) >= 0]


def check(docs: list[Doc], more: list[tuple[list[str], int]]) -> None:
    """Print two-fold accuracy on documents and paragraphs."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for fold in (0, 1):
        train = widen([d for d in docs if d[2] != fold], [m for m in more if m[1] != fold])
        table = learn(train)
        for label, paragraphs, _ in (d for d in docs if d[2] == fold):
            whole = score(table, "\n".join(paragraphs))
            total[label, "documents"] += 1
            right[label, "documents"] += (whole > 0) == (label == "nn")
            for value in (score(table, paragraph) for paragraph in paragraphs):
                total[label, "paragraphs"] += 1
                right[label, "paragraphs"] += value != 0 and (value > 0) == (label == "nn")
                right[label, "undecided"] += value == 0
    for key in sorted(total):
        sys.stdout.write(
            f"{key[0]} {key[1]} "
            + f"{right[key]}/{total[key]} = {100 * right[key] / total[key]:.1f} %"
            + "\n"
        )
    undecided = right["nb", "undecided"], right["nn", "undecided"]
    sys.stdout.write(f"undecided paragraphs: {undecided[0]} {undecided[1]}\n")


def main() -> None:
    """Read the arguments, learn, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("xml", nargs="+", type=Path)
    parser.add_argument("--more", nargs="*", type=Path, default=[])
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    docs, more = read_xml(args.xml), read_markdown(args.more)
    if args.check:
        check(docs, more)
        return
    docs = widen(docs, more)
    table = learn(docs)
    lines = [f"{word} {round(10 * weight)}" for word, weight in sorted(table.items())]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write(f"{len(docs)} documents, {len(lines)} words and endings\n")


if __name__ == "__main__":
    main()
