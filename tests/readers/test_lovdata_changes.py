from __future__ import annotations

import pytest
from lovdata_samples import amends, drawn, read, wrap

from regcheck.document.model import NodeKind, Role

OLD = "lov/2001-02-03-4"
RULE = "forskrift/2001-02-03-44"


def running(words: str) -> str:
    return f'<article class="defaultP">{words}</article>'


def ledd(words: str) -> str:
    return f'<article class="legalP">{words}</article>'


def future(name: str, title: str, body: str) -> str:
    return (
        f'<article class="futureLegalArticle" data-name="{name}">'
        f'<span class="futureLegalArticleHeader"><span class="legalArticleValue">{name}</span>. '
        f'<span class="legalArticleTitle">{title}</span></span>{body}</article>'
    )


def change(attributes: str, body: str) -> str:
    return f'<article class="change" {attributes}>{body}</article>'


def marked(*changes: str, intro: str = "I lov 3. februar 2001 nr. 4 gjøres endringer:") -> bytes:
    inner = running(intro) + " ".join(changes)
    return wrap(
        '<section class="section" data-name="kapI"><h2>I</h2>'
        f'<article class="document-change" data-document="{OLD}">{inner}</article></section>',
        title="Lov om endringer i lov om lykter",
        more=amends(OLD),
    )


def unmarked(*blocks: str) -> bytes:
    return wrap(
        '<section class="section" data-name="kapI"><h2>I</h2>' + " ".join(blocks) + "</section>"
        '<section class="section" data-name="kapII"><h2>II</h2>'
        + ledd("Forskriften trer i kraft straks.")
        + "</section>",
        refid="forskrift/2031-01-02-3",
        title="Forskrift om endring i forskrift om lykter",
        more=amends(RULE),
    )


def points(*labels: str) -> str:
    return (
        "<ul>"
        + "".join(
            f'<li data-name="{x}."><article class="legalP">{x}x</article></li>' for x in labels
        )
        + "</ul>"
    )


def test_new_wording_of_a_provision() -> None:
    data = marked(
        change(
            f'data-change-part="{OLD}/§5"',
            running("§ 5 skal lyde:")
            + future("§5", "Lys", ledd("En.") + ledd("To:" + points("a"))),
        )
    )
    assert drawn(read(data)) == [
        "kapI/overskrift/1 heading | I",
        "kapI/ledd/1 amendment-instruction | I lov 3. februar 2001 nr. 4 gjøres endringer:",
        "kapI/endring/1 amendment-instruction | § 5 skal lyde:",
        f"kapI/endring/1/§5/overskrift/1 heading → {OLD}/§5/overskrift/1 | Lys",
        f"kapI/endring/1/§5/ledd/1 inserted → {OLD}/§5/ledd/1 | En.",
        f"kapI/endring/1/§5/ledd/2 inserted → {OLD}/§5/ledd/2 | To:",
        f"kapI/endring/1/§5/ledd/2/bokstav/a inserted → {OLD}/§5/ledd/2/bokstav/a | ax",
    ]


def test_new_paragraph_and_sentence() -> None:
    data = marked(
        change(
            f'data-add-new-part="{OLD}/§2/ledd/6"', running("§ 2 nytt sjette ledd:") + ledd("Ny.")
        ),
        change(
            f'data-change-part="{OLD}/§3/ledd/2/setning/1"',
            running("§ 3 annet ledd første punktum skal lyde:") + ledd("Endret."),
        ),
    )
    lines = drawn(read(data))
    assert lines[3] == f"kapI/endring/1/ledd/1 inserted → {OLD}/§2/ledd/6 | Ny."
    assert lines[5] == f"kapI/endring/2/ledd/1 inserted → {OLD}/§3/ledd/2/setning/1 | Endret."


def test_new_points_stand_in_the_instruction_itself() -> None:
    data = marked(
        change(
            f'data-add-new-part="{OLD}/§4/bokstav/d" data-change-part="{OLD}/§4/bokstav/c"',
            running("§ 4 bokstav c og ny bokstav d skal lyde:" + points("c", "d")),
        )
    )
    assert drawn(read(data))[2:] == [
        "kapI/endring/1 amendment-instruction | § 4 bokstav c og ny bokstav d skal lyde:",
        f"kapI/endring/1/bokstav/c inserted → {OLD}/§4/bokstav/c | cx",
        f"kapI/endring/1/bokstav/d inserted → {OLD}/§4/bokstav/d | dx",
    ]


def test_two_paragraphs_and_two_sentences_of_one() -> None:
    data = marked(
        change(
            f'data-change-part="{OLD}/§1/ledd/2 {OLD}/§1/ledd/3"',
            running("§ 1 annet og tredje ledd skal lyde:") + ledd("To.") + ledd("Tre."),
        ),
        change(
            f'data-change-part="{OLD}/§6/ledd/1/setning/1 {OLD}/§6/ledd/1/setning/2"',
            running("§ 6 første ledd første og annet punktum skal lyde:") + ledd("Ett. To."),
        ),
    )
    targets = [line.split(" → ")[1] for line in drawn(read(data)) if "inserted" in line]
    assert targets == [
        f"{OLD}/§1/ledd/2 | To.",
        f"{OLD}/§1/ledd/3 | Tre.",
        f"{OLD}/§6/ledd/1 | Ett. To.",
    ]


def test_repeals_and_moves_are_instructions_only() -> None:
    data = marked(
        change(f'data-repeal-part="{OLD}/§7"', ledd("§ 7 oppheves.")),
        change(f'data-move-part="{OLD}/§8;;{OLD}/§7"', running("Nåværende § 8 blir § 7.")),
    )
    document = read(data)
    assert [line.split()[1] for line in drawn(document)[2:]] == ["amendment-instruction"] * 2
    node = next(n for n in document.root.walk() if n.kind is NodeKind.CHANGE)
    assert dict(node.attributes)["data-repeal-part"] == f"{OLD}/§7"


def test_new_chapter_with_heading() -> None:
    data = marked(
        change(
            f'data-add-new-part="{OLD}/kap3a {OLD}/§9a {OLD}/§9b"',
            running("Nytt kapittel 3 a skal lyde:")
            + '<span class="futuretitle">Kapittel 3 a. Glør</span>'
            + future("§9a", "A", ledd("a"))
            + future("§9b", "B", ledd("b")),
        )
    )
    targets = [line.split(" → ")[1] for line in drawn(read(data)) if " → " in line]
    assert targets == [
        f"{OLD}/kap3a/overskrift/1 | Kapittel 3 a. Glør",
        f"{OLD}/§9a/overskrift/1 | A",
        f"{OLD}/§9a/ledd/1 | a",
        f"{OLD}/§9b/overskrift/1 | B",
        f"{OLD}/§9b/ledd/1 | b",
    ]


def test_unmarked_instructions_are_read_from_the_text() -> None:
    data = unmarked(
        running("I forskrift 3. februar 2001 nr. 44 om lykter gjøres følgende endringer:"),
        running("§ 4 første ledd skal lyde:"),
        ledd("Lykten tennes."),
        running("§ 5 (endret) skal lyde:"),
        future("§5", "Lys", ledd("Én.")),
        running("§ 6 oppheves."),
        running("§ 8 nytt tredje ledd skal lyde:"),
        ledd("Nytt."),
    )
    assert drawn(read(data)) == [
        "kapI/overskrift/1 heading | I",
        "kapI amendment-instruction | I forskrift 3. februar 2001 nr. 44 om lykter gjøres følgende"
        " endringer:",
        "kapI/endring/1 amendment-instruction | § 4 første ledd skal lyde:",
        f"kapI/endring/1/ledd/1 inserted → {RULE}/§4/ledd/1 | Lykten tennes.",
        "kapI/endring/2 amendment-instruction | § 5 (endret) skal lyde:",
        f"kapI/endring/2/§5/overskrift/1 heading → {RULE}/§5/overskrift/1 | Lys",
        f"kapI/endring/2/§5/ledd/1 inserted → {RULE}/§5/ledd/1 | Én.",
        "kapI/endring/3 amendment-instruction | § 6 oppheves.",
        "kapI/endring/4 amendment-instruction | § 8 nytt tredje ledd skal lyde:",
        f"kapI/endring/4/ledd/1 inserted → {RULE}/§8/ledd/3 | Nytt.",
        "kapII/overskrift/1 heading | II",
        "kapII/ledd/1 transitional | Forskriften trer i kraft straks.",
    ]


def test_unmarked_entry_into_force_ends_the_new_wording() -> None:
    data = unmarked(
        running("§ 4 skal lyde:"),
        ledd("Lykten tennes."),
        ledd("Forskriften trer i kraft 1. mai 2031."),
    )
    roles = [line.split()[1] for line in drawn(read(data))]
    assert roles[1:4] == ["amendment-instruction", "inserted", "transitional"]


def test_unmarked_change_of_something_without_an_address() -> None:
    data = unmarked(running("Tittelen skal lyde:"), ledd("Forskrift om lamper"))
    assert drawn(read(data))[2] == f"kapI/endring/1/ledd/1 inserted → {RULE} | Forskrift om lamper"


def test_new_wording_of_acts_of_the_union_is_a_translation() -> None:
    data = unmarked(
        running("I artikkel 5 gjøres følgende endring:"),
        running("Nr. 2 skal lyde:"),
        ledd("Medlemsstatene tenner lykter."),
        running("§ 4 første ledd skal lyde:"),
        ledd("Lykten tennes."),
    )
    roles = [line.split()[1] for line in drawn(read(data))]
    assert roles[1:6] == [
        *("amendment-instruction", "amendment-instruction", "foreign"),
        *("amendment-instruction", "inserted"),
    ]


def test_provision_to_come_without_an_instruction() -> None:
    data = unmarked(future("§5", "Lys", ledd("Én.")))
    assert drawn(read(data))[2] == f"§5/ledd/1 inserted → {RULE}/§5/ledd/1 | Én."


def test_a_last_provision_may_amend_other_documents() -> None:
    body = (
        '<article class="legalArticle" data-name="§9">'
        + ledd("I forskrift 3. februar 2001 nr. 44 om lykter gjøres følgende endringer:")
        + running("§ 5 skal lyde:")
        + future("§5", "Lys", ledd("Én."))
        + "</article>"
    )
    lines = drawn(read(wrap(body, refid="forskrift/2031-01-02-3", title="Forskrift om olje")))
    assert lines[0].split()[1] == "amendment-instruction"
    assert lines[-1] == f"§9/endring/1/§5/ledd/1 inserted → {RULE}/§5/ledd/1 | Én."


def test_articles_of_the_union_stay_foreign_when_they_are_inserted() -> None:
    data = unmarked(running("Vedlegg 1 skal lyde:"), future("a5", "Lys", ledd("x")))
    line = drawn(read(data))[-3]
    assert line.startswith("kapI/endring/1/artikkel5/ledd/1 foreign")


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        # What follows an instruction with new wording is new,
        ("!§ 4 første ledd skal lyde:|A.|B.", "1 A.→§4/ledd/1 B.→§4/ledd/1"),
        ("!§ 4 nytt tredje ledd skal lyde:|A.|!§ 5 oppheves.|B.", "1 A.→§4/ledd/3 2 B."),
        ("!§ 5 skal lyde:|Forskriften gjelder for lykter.", "1 Forskriften gjelder for lykter.→§5"),
        ("!Vedlegg 2 skal lyde:|A.", "1 A.→vedlegg/2"),
        ("!§ 4 (endret) skal lyde:|A.", "1 A.→§4"),
        ("!paragraf 4 skal lyde:|A.", "1 A.→§4"),
        ("!§ 4 bokstav a og b skal lyde:" + points("a", "b"),
         "1 ax→§4/ledd/1/bokstav/a bx→§4/ledd/1/bokstav/b"),
        # until the text says when it comes into force,
        ("!§ 5 skal lyde:|A.|Denne forskriften trer i kraft 1. mai.",
         "1 A.→§5 Denne forskriften trer i kraft 1. mai."),
        # and nothing is after one without.
        ("!§ 4 oppheves.|A.", "1 A."),
        ("!Tabellen i vedlegg 1 erstattes.|A.", "1 A."),
        ("!Lykter skal brukes.|A.", "Lykter skal brukes. A."),
        # What is named once holds for what comes after.
        ("!§ 4 første ledd skal lyde:|A.|!Annet ledd skal lyde:|B.",
         "1 A.→§4/ledd/1 2 B.→§4/ledd/2"),
        ("!§ 4 første ledd skal lyde:|A.|!Nytt annet punktum skal lyde:|B.",
         "1 A.→§4/ledd/1 2 B.→§4/ledd/1/setning/2"),
        ("!§ 4 skal lyde:|A.|!I lov 5. mai 2002 nr. 6 gjøres endringer:|!§ 7 skal lyde:|B.",
         "1 A.→§4 ! 2 B.→lov/2002-05-05-6/§7"),
        ("!I forskrift 3. februar 2001 nr. 44 gjøres følgende endringer:|!§ 4 skal lyde:|A.",
         "! 1 A.→§4"),
        # Paragraphs may repeal or introduce, when they name a document.
        ("Forskrift 3. februar 2001 nr. 44 om lykter oppheves.", "!"),
        ("Forskriften oppheves.", "Forskriften oppheves."),
        ("I forskrift 3. februar 2001 nr. 44 gjøres følgende endringer:|!§ 4 oppheves.", "! 1"),
    ],
)  # fmt: skip
def test_instructions_without_marks(blocks: str, found: str) -> None:
    """Instructions are drawn as the number of their change, or `!` where they open none."""
    made = (running(one[1:]) if one[0] == "!" else ledd(one) for one in blocks.split("|"))
    document = read(unmarked(*made))
    lines = []
    for leaf in document.leaves[1:-2]:
        path = leaf.address.path
        if leaf.role is Role.AMENDMENT_INSTRUCTION:
            lines.append(path.rpartition("endring/")[2] if "endring/" in path else "!")
        else:
            target = f"→{leaf.target.path.removeprefix(f'{RULE}/')}" if leaf.target else ""
            lines.append(leaf.span.of(document.text) + target)
    assert " ".join(lines) == found
