"""Word files of different build, with the lines that must be read from each."""

from __future__ import annotations

from word_files import (
    CHANGE,
    STYLES,
    bold,
    field,
    footnotes,
    gone,
    ins,
    levels,
    mark,
    noted,
    numbering,
    p,
    run,
    start_at,
    t,
    table,
    word,
)  # fmt: skip

LEGAL = levels(
    ("decimal", "Kapittel %1."),
    ("decimal", "§ %1-%2."),
    ("decimal", "(%3)"),
    ("lowerLetter", "%4)"),
    ("lowerRoman", "%5."),
)
_MORE_STYLES = STYLES + (
    '<w:style w:type="paragraph" w:styleId="Ledd"><w:name w:val="Ledd"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)

Sample = tuple[bytes, list[str], list[str]]
"""The file, and what is read of it when tracked changes are accepted and when they are not."""


def samples() -> dict[str, Sample]:
    """All samples by name."""
    same = {**_lists(), **_plain()}
    return {**{name: (*one, one[1]) for name, one in same.items()}, **_changed()}


def _lists() -> dict[str, tuple[bytes, list[str]]]:
    one = numbering({0: LEGAL}, {1: (0, "")})
    return {
        "one list for everything": (
            word(
                p("Forskrift om bord", style="Tittel"),
                p("Innledning", style="Overskrift1", num=(1, 0)),
                p("Krav", style="Overskrift2", num=(1, 1)),
                p("Bordet skal stå.", num=(1, 2)),
                p("Stolen skal ha:", num=(1, 2)),
                p("bein,", num=(1, 3)),
                p("sete, som er", num=(1, 3)),
                p("rødt eller", num=(1, 4)),
                p("blått.", num=(1, 4)),
                p("Tredje ledd.", num=(1, 2)),
                p("Bruk", style="Overskrift2", num=(1, 1)),
                p("Alle kan bruke bordet.", num=(1, 2)),
                p("Annet", style="Overskrift1", num=(1, 0)),
                p("Vask", style="Overskrift2", num=(1, 1)),
                p("Bordet skal vaskes.", num=(1, 2)),
                parts={"numbering": one},
            ),
            [
                "overskrift/1 | Forskrift om bord",
                "kap1/overskrift/1 | Innledning",
                "§1-1/overskrift/1 | Krav",
                "§1-1/ledd/1 | Bordet skal stå.",
                "§1-1/ledd/2 | Stolen skal ha:",
                "§1-1/ledd/2/bokstav/a | bein,",
                "§1-1/ledd/2/bokstav/b | sete, som er",
                "§1-1/ledd/2/bokstav/b/bokstav/i | rødt eller",
                "§1-1/ledd/2/bokstav/b/bokstav/ii | blått.",
                "§1-1/ledd/3 | Tredje ledd.",
                "§1-2/overskrift/1 | Bruk",
                "§1-2/ledd/1 | Alle kan bruke bordet.",
                "kap2/overskrift/1 | Annet",
                "§2-1/overskrift/1 | Vask",
                "§2-1/ledd/1 | Bordet skal vaskes.",
            ],
        ),
        "a list of ledd begun anew in each provision": (
            word(
                p("§ 1 Bord", style="Overskrift2"),
                p("Bordet skal stå.", style="Ledd"),
                p("Bordet skal vaskes.", style="Ledd"),
                p("§ 2 Stol", style="Overskrift2"),
                p("Stolen skal stå.", num=(2, 0)),
                p("Stolen skal vaskes.", num=(2, 0)),
                p("§ 3 Krakk", style="Overskrift2"),
                p("Krakken skal være:", num=(3, 0)),
                p("rund", num=(4, 0)),
                p("rød", num=(4, 0)),
                p("Krakken skal vaskes.", num=(3, 0)),
                styles=_MORE_STYLES,
                parts={
                    "numbering": numbering(
                        {0: levels(("decimal", "(%1)")), 1: levels(("bullet", "•"))},
                        {
                            1: (0, ""),
                            2: (0, start_at(0, 1)),
                            3: (0, start_at(0, 1)),
                            4: (1, ""),
                        },
                    )
                },
            ),
            [
                "§1/overskrift/1 | Bord",
                "§1/ledd/1 | Bordet skal stå.",
                "§1/ledd/2 | Bordet skal vaskes.",
                "§2/overskrift/1 | Stol",
                "§2/ledd/1 | Stolen skal stå.",
                "§2/ledd/2 | Stolen skal vaskes.",
                "§3/overskrift/1 | Krakk",
                "§3/ledd/1 | Krakken skal være:",
                "§3/ledd/1/strekpunkt/1 | rund",
                "§3/ledd/1/strekpunkt/2 | rød",
                "§3/ledd/2 | Krakken skal vaskes.",
            ],
        ),
        "letters, figures and romans in lists of their own": (
            word(
                p("§ 7. Søknad"),
                p("Søknaden skal ha:"),
                p("navn,", num=(1, 0)),
                p("mål, det vil si", num=(1, 0)),
                p("lengde og", num=(2, 0)),
                p("bredde,", num=(2, 0)),
                p("farge.", num=(1, 0)),
                p("Rådet svarer innen en uke."),
                p("Del", num=(3, 0)),
                p("Andre del", num=(3, 0)),
                parts={
                    "numbering": numbering(
                        {
                            0: levels(("lowerLetter", "%1)")),
                            1: levels(("decimal", "%1.")),
                            2: levels(("upperRoman", "%1")),
                        },
                        {1: (0, ""), 2: (1, ""), 3: (2, "")},
                    )
                },
            ),
            [
                "§7/overskrift/1 | Søknad",
                "§7/ledd/1 | Søknaden skal ha:",
                "§7/ledd/1/bokstav/a | navn,",
                "§7/ledd/1/bokstav/b | mål, det vil si",
                "§7/ledd/1/bokstav/b/nummer/1 | lengde og",
                "§7/ledd/1/bokstav/b/nummer/2 | bredde,",
                "§7/ledd/1/bokstav/c | farge.",
                "§7/ledd/2 | Rådet svarer innen en uke.",
                "§7/ledd/3 | I Del",
                "§7/ledd/4 | II Andre del",
            ],
        ),
    }


def _plain() -> dict[str, tuple[bytes, list[str]]]:
    return {
        "typed numbers, notes, a table and a field": (
            word(
                p("Lov om stoler", style="Tittel"),
                p("Kapittel 1 Krav", style="Overskrift1"),
                p("§ 1-1 ", bold("Bein"), style="Overskrift2"),
                p("(1) Stolen skal ha fire bein", noted(1), "."),
                p("(2) Se ", field("REF x", "§ 1-2"), " om e", run("<w:noBreakHyphen/>"), "post."),
                p("a)", run("<w:tab/>"), "ett"),
                p("b)", run("<w:tab/>"), "to"),
                table(("Stol", "Bein"), ("Krakk", "tre")),
                p("§ 1-2 Sete", style="Overskrift2"),
                p("Setet skal være", run("<w:br/>"), "helt."),
                parts={"footnotes": footnotes(p("Eller tre."))},
            ),
            [
                "overskrift/1 | Lov om stoler",
                "kap1/overskrift/1 | Krav",
                "§1-1/overskrift/1 | Bein",
                "§1-1/ledd/1 | Stolen skal ha fire bein.",
                "§1-1/ledd/2 | Se § 1-2 om e-post.",
                "§1-1/ledd/2/bokstav/a | ett",
                "§1-1/ledd/2/bokstav/b | to",
                "§1-1/tabell/1/rad/1/kolonne/1 | Stol",
                "§1-1/tabell/1/rad/1/kolonne/2 | Bein",
                "§1-1/tabell/1/rad/2/kolonne/1 | Krakk",
                "§1-1/tabell/1/rad/2/kolonne/2 | tre",
                "§1-1/fotnote/1 | Eller tre.",
                "§1-2/overskrift/1 | Sete",
                "§1-2/ledd/1 | Setet skal være helt.",
            ],
        ),
        "an amending regulation": (
            word(
                p("Forskrift om endring i forskrift om bord", style="Tittel"),
                p("I"),
                p("I forskrift 2. mai 2021 nr. 700 om bord gjøres følgende endringer:"),
                p("§ 3 første ledd bokstav b skal lyde:"),
                p("b) bredde,"),
                p("Ny § 4 skal lyde:"),
                p("§ 4 Vask", style="Overskrift2"),
                p("Bordet skal vaskes.", num=(1, 0)),
                p("Stolen også.", num=(1, 0)),
                p("II"),
                p("Forskriften trer i kraft straks."),
                parts={"numbering": numbering({0: levels(("decimal", "(%1)"))}, {1: (0, "")})},
            ),
            [
                "overskrift/1 | Forskrift om endring i forskrift om bord",
                "kapI/overskrift/1 | I",
                "kapI/ledd/1 | I forskrift 2. mai 2021 nr. 700 om bord gjøres følgende endringer:",
                "kapI/endring/1 | § 3 første ledd bokstav b skal lyde:",
                "kapI/endring/1/bokstav/b | bredde,",
                "kapI/endring/2 | Ny § 4 skal lyde:",
                "kapI/endring/2/§4/overskrift/1 | Vask",
                "kapI/endring/2/§4/ledd/1 | Bordet skal vaskes.",
                "kapI/endring/2/§4/ledd/2 | Stolen også.",
                "kapII/overskrift/1 | II",
                "kapII/ledd/1 | Forskriften trer i kraft straks.",
            ],
        ),
    }


def _changed() -> dict[str, tuple[bytes, list[str], list[str]]]:
    row = f"<w:trPr><w:ins {CHANGE}/></w:trPr>"
    new_row = table((p(ins(t("Stol"))), p(ins(t("to")))), properties=row)
    rows = new_row.removeprefix("<w:tbl>").removesuffix("</w:tbl>")
    return {
        "tracked changes of words and paragraphs": (
            word(
                p("§ 1 Bord"),
                p("Bordet ", gone("bør"), ins(t("skal")), " vaskes."),
                p(gone("Stolen vaskes."), more=mark("del")),
                p(ins(t("Krakken vaskes.")), more=mark("ins")),
                p("Plata tørkes."),
                p("Beina ", more=mark("del")),
                p("pusses."),
            ),
            [
                "§1/overskrift/1 | Bord",
                "§1/ledd/1 | Bordet skal vaskes.",
                "§1/ledd/2 | Krakken vaskes.",
                "§1/ledd/3 | Plata tørkes.",
                "§1/ledd/4 | Beina pusses.",
            ],
            [
                "§1/overskrift/1 | Bord",
                "§1/ledd/1 | Bordet bør vaskes.",
                "§1/ledd/2 | Stolen vaskes.",
                "§1/ledd/3 | Plata tørkes.",
                "§1/ledd/4 | Beina",
                "§1/ledd/5 | pusses.",
            ],
        ),
        "a tracked row": (
            word(
                p("§ 1 Bord"),
                p("Tabell:"),
                table(("Bord", "fire")).removesuffix("</w:tbl>") + rows + "</w:tbl>",
                p("Slutt."),
            ),
            [
                "§1/overskrift/1 | Bord",
                "§1/ledd/1 | Tabell:",
                "§1/tabell/1/rad/1/kolonne/1 | Bord",
                "§1/tabell/1/rad/1/kolonne/2 | fire",
                "§1/tabell/1/rad/2/kolonne/1 | Stol",
                "§1/tabell/1/rad/2/kolonne/2 | to",
                "§1/ledd/2 | Slutt.",
            ],
            [
                "§1/overskrift/1 | Bord",
                "§1/ledd/1 | Tabell:",
                "§1/tabell/1/rad/1/kolonne/1 | Bord",
                "§1/tabell/1/rad/1/kolonne/2 | fire",
                "§1/ledd/2 | Slutt.",
            ],
        ),
    }
