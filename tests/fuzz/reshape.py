"""Inputs changed in their own grammar, so that what comes out still passes for the real thing:
elements of XML, lines of text."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from random import Random

from lxml import etree

WORDS = (
    *("", " ", "§", "§ 1", "§§ 1 til 9", "1", "-1", "99999999999999999999", "a)", "(1)", "1.2.3."),
    *("skal lyde:", "Ny § 3 skal lyde", "I lov gjøres endringer:", "\u00ad\u200b\u202e", "e\u0301"),
    *(piece * 1000 for piece in ("x", "a ", "1.", "§ 1, ", "og ", "-", "(", "a-", "a, ", " ")),
    *("x" * 3000, "a " * 1500, "𝟙²٣", "İß", "true", "urn:x", "../../x", "#REF!", "=1+1", "1e999"),
)


def reshaped_xml(random: Random, data: bytes) -> bytes:
    """Well-formed XML with elements and attributes taken out, doubled, moved, nested, swapped and
    filled with other words; data that is no such thing comes back as it is."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return data
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        _change(random, [e for e in root.iter() if isinstance(e.tag, str)])
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _change(random: Random, every: Sequence[etree._Element]) -> None:
    one, other = random.choice(every), random.choice(every)
    parent = one.getparent()
    what = random.randrange(8)
    if what == 0 and parent is not None:
        parent.remove(one)
    elif what == 1 and parent is not None:
        parent.append(copy.deepcopy(one))
    elif what == 2 and one not in other.iterancestors() and one is not other:
        if parent is not None:
            other.insert(random.randrange(len(other) + 1), one)
    elif what == 3:
        inside = one
        for _ in range(random.choice((1, 3, 60, 300))):
            inside = etree.SubElement(inside, one.tag)
            inside.attrib.update(one.attrib)
        inside.text = one.text
    elif what == 4:
        one.tag = other.tag
    elif what == 5 and one.attrib:
        name = random.choice(sorted(one.attrib))
        one.attrib[name] = random.choice([*other.attrib.values(), *WORDS])
    elif what == 6 and one.attrib:
        del one.attrib[random.choice(sorted(one.attrib))]
    else:
        one.text = random.choice((random.choice(WORDS), other.text))


def reshaped_lines(random: Random, data: bytes) -> bytes:
    """Text with lines taken out, doubled, moved, indented, joined and put in."""
    lines = data.split(b"\n")
    for _ in range(random.choice((1, 2, 3, 6))):
        at, to = random.randrange(len(lines)), random.randrange(len(lines))
        what = random.randrange(7)
        if what == 0 and len(lines) > 1:
            del lines[at]
        elif what == 1:
            lines.insert(to, lines[at])
        elif what == 2:
            lines[at], lines[to] = lines[to], lines[at]
        elif what == 3:
            lines[at] = random.choice((b" ", b"\t", b"    ", b"> ", b"- ", b"#", b"| ")) + lines[at]
        elif what == 4:
            lines[at] = lines[at].lstrip()
        elif what == 5:
            lines[at] += lines[to]
        else:
            lines.insert(at, random.choice(WORDS).encode("utf-8", "replace"))
    return b"\n".join(lines)
