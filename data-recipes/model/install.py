"""Put a trained model into the package, without the sentence splitter regcheck never uses.

python data-recipes/model/install.py MODEL_FOLDER
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import spacy

TARGET = Path(__file__).parents[2] / "src/regcheck/language/data/no_regcheck_sm"


def main() -> None:
    """Load, set licence and description, write."""
    nlp = spacy.load(sys.argv[1], exclude=["senter"])
    nlp.meta["license"] = "MIT (model); CC0-1.0 (annotation it was trained on)"
    nlp.meta["description"] = "Bokmål and Nynorsk: part of speech, features, parse, lemma (UD)."
    nlp.meta["author"] = "the regcheck authors"
    nlp.config["components"].pop("senter", None)
    shutil.rmtree(TARGET, ignore_errors=True)
    nlp.to_disk(TARGET)
    sys.stdout.write(f"{sum(p.stat().st_size for p in TARGET.rglob('*') if p.is_file())} bytes\n")


if __name__ == "__main__":
    main()
