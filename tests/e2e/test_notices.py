"""What is shipped of others' work is named, with its makers and its licence."""

from __future__ import annotations

import pytest
from commands import PROJECT

NOTICES = PROJECT / "THIRD-PARTY-NOTICES"
README = PROJECT / "data-recipes" / "README.md"
DATA = PROJECT / "src" / "regcheck" / "language" / "data"


@pytest.mark.parametrize(
    "name",
    [
        "Norsk Ordbank",
        "the University of Bergen",
        "the Language Council of Norway",
        "Språkbanken",
        "Creative Commons Attribution 4.0",
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "Norwegian Dependency Treebank",
        "NorNE",
        "CC0 1.0",
        "ExplosionAI GmbH",
        'THE SOFTWARE IS PROVIDED "AS IS"',
        "NLOD 2.0",
    ],
)
def test_makers_and_licences_are_named(name: str) -> None:
    words = " ".join(NOTICES.read_text(encoding="utf-8").split())
    assert name in words


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.iterdir()))
def test_every_data_file_has_its_origin_told(name: str) -> None:
    """Data made from others' work is in the notices; what is our own is in the recipes."""
    told = NOTICES.read_text(encoding="utf-8") + README.read_text(encoding="utf-8")
    assert name in told


@pytest.mark.parametrize(
    "name", ["forms-nb.z", "nouns.z", "lexicon-nn.txt", "no_regcheck_sm", "standards.txt"]
)
def test_data_made_from_others_work_is_in_the_notices(name: str) -> None:
    assert (DATA / name).exists()
    assert name in NOTICES.read_text(encoding="utf-8")


def test_the_changes_to_the_dictionary_are_told() -> None:
    """The licence asks for it."""
    _, _, told = NOTICES.read_text(encoding="utf-8").partition("forms-nb.z")
    assert "changed:" in told[:40]
