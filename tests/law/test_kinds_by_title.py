"""What a document is by its title: the same in every format that has titles."""

from __future__ import annotations

import pytest

from regcheck.law.metadata import DocumentKind
from regcheck.law.titles import kind_of

REGULATION, AMENDING = DocumentKind.REGULATION, DocumentKind.AMENDING_REGULATION
ACT, AMENDING_ACT = DocumentKind.ACT, DocumentKind.AMENDING_ACT
DRAFT, CIRCULAR = DocumentKind.DRAFT, DocumentKind.CIRCULAR


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Forskrift om endring i forskrift om lykter", AMENDING),
        ("Forskrift om endring av § 3 i forskrift om lykter", AMENDING),
        ("Forskrift 3. mai 2031 nr. 4 om endringer i lyktforskriften", AMENDING),
        ("Midlertidig endring i lyktforskriften", AMENDING),
        ("Forskrift om oppheving av SN-forskriften", AMENDING),
        ("Meddelelse om opphevelse av midlertidig forskrift om lykter", AMENDING),
        ("Forskrift om endring i overgangsregler til lov om endringer i lykteloven", AMENDING),
        ("Forskrift om overgangsregler til lov om endringer i lykteloven", REGULATION),
        ("Forskrift om overgangsreglar til lov 2. mai 2031 nr. 7 om endringar i lover", REGULATION),
        ("Overgangsregler til lov 2. mai 2031 nr. 7 om endringer i lykteloven", REGULATION),
        ("Forskrift om overgangsregler ved endring av lykteloven § 4", REGULATION),
        ("Ikraftsetting av lov 2. mai 2031 nr. 7 om endringer i lykteloven", REGULATION),
        ("Delt ikraftsetjing av lov om endringar i lyktelova", REGULATION),
        ("Forskrift om ikrafttredelse av forskrift om endring i lyktforskriften", REGULATION),
        ("Delegering av myndighet som følge av endringer i lykteloven", REGULATION),
        ("Forskrift om endring av lykters farge for fartøyer", REGULATION),
    ],
)
def test_a_regulation_amends_where_its_title_begins_with_that(
    title: str, kind: DocumentKind
) -> None:
    assert kind_of(title, "forskrift/2031-01-01-1") is kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Utkast til lov om endringer i lykteloven", AMENDING_ACT),
        ("Lov om visse endringer i lykteloven", AMENDING_ACT),
        ("Lov om oppheving av og endringer i lovgivning om lykter", AMENDING_ACT),
        ("Lov om fastsetjing og endring av lyktegrenser (lyktegrenselova)", ACT),
        ("Lov om lykter", ACT),
        ("Høringsutkast til endringsforskrift om lykter", AMENDING),
        ("Rundskriv om endringer i lykteloven", CIRCULAR),
        ("Notat om lykter", DRAFT),
    ],
)
def test_a_draft_is_what_its_title_says(title: str, kind: DocumentKind) -> None:
    assert kind_of(title) is kind
