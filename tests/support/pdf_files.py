"""PDF files made without any library: lines at heights, on pages."""

from __future__ import annotations

Drawn = tuple[float, str]
"""The height a line stands at, and its words."""


def pdf(*pages: list[Drawn]) -> bytes:
    """A PDF file of pages with lines of Helvetica."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for lines in pages:
        content = "BT /F 11 Tf "
        for height, words in lines:
            shown = words.replace("(", "\\(").replace(")", "\\)")
            content += f"1 0 0 1 60 {height} Tm ({shown}) Tj "
        content += "ET"
        objects.append(f"<</Length {len(content.encode('cp1252'))}>>stream\n{content}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
            "/Encoding/WinAnsiEncoding>>>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{one}endobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        data
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
        + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF".encode()
    )


def page(number: int, *lines: str) -> list[Drawn]:
    """A page with a head, a foot and a page number; an empty string leaves a gap."""
    height, drawn = 740.0, [(780.0, f"Utkast om bord, utgave {number}")]
    for line in lines:
        if line:
            drawn.append((height, line))
        height -= 14
    return [*drawn, (50.0, "Bordrådet"), (30.0, f"Side {number} av 3")]


DRAFT = pdf(
    page(
        1,
        "Forskrift om bord",
        "",
        "§ 1 Vask",
        "",
        "Bordet skal vaskes med såpe hver uke, og den som eier bordet, skal sørge for bordvask-",
        "ing også når bordet står ute.",
        "Stolen skal vaskes.",
    ),
    page(2, "§ 2 Tørk", "", "Bordet skal tørkes:", "a) oppå,", "b) under, og det gjelder også når"),
    page(3, "bordet er rundt.", "", "(2) Stolen kan stå våt."),
)
