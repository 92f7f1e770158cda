from __future__ import annotations

from unicodedata import normalize

from regcheck.base.text.normalise import INVISIBLE


def normalise(text: str) -> str:
    """Running text as readers are to give it, without a map back."""
    visible = "".join(char for char in text if char not in INVISIBLE)
    return normalize("NFC", " ".join(visible.split()))
