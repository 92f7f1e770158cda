"""From draft trees to documents: addresses, spans, roles, leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import DocumentMaker, section
from regcheck.document.draft import DraftNode
from regcheck.document.model import Document, Node, NodeKind, Role
from regcheck.law.address_path import parse_path

K = NodeKind


def articles(document: Document) -> list[str]:
    return [n.address.path for n in document.root.walk() if n.kind is K.ARTICLE]


def test_sections_with_a_label_of_their_own_leave_the_chapter_out() -> None:
    build = DocumentMaker("lov/2020-01-01-1")
    for chapter in ("1", "2"):
        node = build.root.add(DraftNode(K.CHAPTER, chapter))
        section(build, node, f"{chapter}-1")
    assert articles(build.done()) == [
        "lov/2020-01-01-1/§1-1",
        "lov/2020-01-01-1/§2-1",
    ]


def test_sections_that_share_a_label_are_told_apart_by_chapter_then_by_count() -> None:
    build = DocumentMaker("")
    for chapter in ("1", "2"):
        node = build.root.add(DraftNode(K.CHAPTER, chapter))
        section(build, node, "3")
    last = build.root.children[-1]
    section(build, last, "3")
    assert articles(build.done()) == ["kap1/§3", "kap2/§3", "kap2/§3[2]"]


def test_labels_that_differ_only_in_case_or_space_are_equal() -> None:
    build = DocumentMaker("")
    for chapter, label in (("1", "3 a"), ("2", "3A"), ("3", "3a")):
        section(build, build.root.add(DraftNode(K.CHAPTER, chapter)), label)
    assert articles(build.done()) == ["kap1/§3a", "kap2/§3A", "kap3/§3a"]


def test_a_hoisted_section_does_not_collide_with_one_that_has_no_label() -> None:
    build = DocumentMaker("")
    section(build, build.root, "")
    chapter = build.root.add(DraftNode(K.CHAPTER, "1"))
    section(build, chapter, "1")
    section(build, build.root, "")
    assert articles(build.done()) == ["§1", "§1[2]", "§2"]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Overgangsregler til lov om kaier", Role.TRANSITIONAL),
        ("Forskrift om overgangsordning for båteiere", Role.TRANSITIONAL),
        ("Forskrift om kaier og overgangsregler", Role.OPERATIVE),
    ],
)
def test_a_text_for_a_transition_alone_is_transitional(title: str, role: Role) -> None:
    build = DocumentMaker("")
    build.meta = replace(build.meta, title=title)
    section(build, build.root, "1", "Søknad")
    assert build.done().leaves[1].role == role


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("ut fra følgende betraktninger:", Role.PREAMBLE),
        ("ut frå følgjande vurderingar:", Role.PREAMBLE),
        ("Medlemsstatene skal gå ut fra følgende betraktninger:", Role.FOREIGN),
    ],
)
@pytest.mark.parametrize("said", [None, Role.FOREIGN])
def test_the_recitals_of_a_translated_act_are_its_preamble(
    words: str, role: Role, said: Role | None
) -> None:
    build = DocumentMaker("")
    annex = build.root.add(DraftNode(K.ANNEX, role=Role.FOREIGN))
    recitals = annex.add(DraftNode(K.PARAGRAPH, role=said))
    build.leaf(recitals, K.TEXT, words).role = said
    build.leaf(recitals, K.ITEM, "Brygger bør være trygge.").role = said
    build.leaf(annex.add(DraftNode(K.PARAGRAPH, role=said)), K.TEXT, "Brygger skal merkes.")
    assert [leaf.role for leaf in build.done().leaves] == [role, role, Role.FOREIGN]


def test_such_words_of_a_national_text_are_no_recitals() -> None:
    build = DocumentMaker("")
    paragraph = section(build, build.root, "1").children[0]
    build.leaf(paragraph, K.TEXT, "ut fra følgende betraktninger:")
    assert [leaf.role for leaf in build.done().leaves][-1] is Role.OPERATIVE


def test_a_change_and_an_annex_are_contexts_of_their_own() -> None:
    build = DocumentMaker("")
    section(build, build.root, "3")
    section(build, build.root.add(DraftNode(K.CHANGE, "1")), "3")
    section(build, build.root.add(DraftNode(K.ANNEX, "I")), "3")
    assert articles(build.done()) == ["§3", "endring/1/§3", "vedlegg/I/§3"]


def test_items_dashes_and_paragraphs_are_labelled_or_counted() -> None:
    build = DocumentMaker("")
    article = build.root.add(DraftNode(K.ARTICLE, "1"))
    first = article.add(DraftNode(K.PARAGRAPH))
    build.leaf(first, K.ITEM, "et skjema", "a")
    build.leaf(first, K.ITEM, "et kart", "")
    build.leaf(first, K.ITEM, "en skisse", "")
    build.leaf(first, K.ITEM, "en plan", "a")
    build.leaf(article, K.PARAGRAPH, "Noe mer.", "(2)")
    paths = [leaf.address.path for leaf in build.done().leaves]
    assert paths == [
        "§1/ledd/1/bokstav/a",
        "§1/ledd/1/strekpunkt/1",
        "§1/ledd/1/strekpunkt/2",
        "§1/ledd/1/bokstav/a[2]",
        "§1/ledd/2",
    ]


def test_units_inside_running_text_are_counted_with_those_around_it() -> None:
    build = DocumentMaker("")
    article = build.root.add(DraftNode(K.ARTICLE, "1"))
    text = article.add(DraftNode(K.TEXT))
    build.leaf(text, K.PARAGRAPH, "Inni.")
    build.leaf(article, K.PARAGRAPH, "Utenfor.")
    assert [leaf.address.path for leaf in build.done().leaves] == ["§1/ledd/1", "§1/ledd/2"]


def test_labels_cannot_break_the_path() -> None:
    build = DocumentMaker("")
    build.leaf(build.root, K.ITEM, "a", "1/2 [3] (4), 5")
    (leaf,) = build.done().leaves
    assert parse_path(leaf.address.path) == leaf.address


KINDS = [K.PART, K.CHAPTER, K.ARTICLE, K.PARAGRAPH, K.ITEM, K.TEXT, K.CHANGE, K.ANNEX, K.HEADING]
LABELS = ["", "1", "2", "3", "a", "A", "3 a", "3a", "I", "[2]", "§", "1.", "x/y"]


@st.composite
def drafts(draw: st.DrawFn, depth: int = 4) -> DraftNode:
    node = DraftNode(draw(st.sampled_from(KINDS)), draw(st.sampled_from(LABELS)))
    if depth and draw(st.booleans()):
        node.children = draw(st.lists(drafts(depth=depth - 1), max_size=4))
    return node


@given(st.lists(drafts(), max_size=5))
def test_addresses_are_unique_and_can_be_read_back_in_any_tree(children: list[DraftNode]) -> None:
    build = DocumentMaker("lov/2020-01-01-1")
    build.root.children = children
    document = build.done()
    addressed = [n.address for n in document.provisions()]
    assert len({a.path.lower() for a in addressed}) == len(addressed)
    assert all(parse_path(a.path) == a for a in addressed)


def test_spans_run_over_what_is_inside_and_skip_what_is_nowhere() -> None:
    build = DocumentMaker("")
    build.leaf(build.root, K.HEADING, "Utkast")
    article = build.root.add(DraftNode(K.ARTICLE, "1"))
    article.add(DraftNode(K.PARAGRAPH))
    build.leaf(article, K.PARAGRAPH, "Søkeren skal betale.")
    document = build.done()
    node = document.root.children[1]
    assert node.span.of(document.text) == "Søkeren skal betale."
    assert document.root.span.of(document.text) == "Utkast\nSøkeren skal betale."
    assert [leaf.span.of(document.text) for leaf in document.leaves] == [
        "Utkast",
        "Søkeren skal betale.",
    ]


def test_each_leaf_knows_the_nodes_above_it() -> None:
    build = DocumentMaker("")
    section(build, build.root.add(DraftNode(K.CHAPTER, "1")), "1", "Krav")
    document = build.done()
    kinds = [[n.kind for n in line] for line in document.parents]
    assert kinds == [
        [K.DOCUMENT, K.CHAPTER, K.ARTICLE],
        [K.DOCUMENT, K.CHAPTER, K.ARTICLE, K.PARAGRAPH],
    ]


def test_the_depth_that_readers_allow_is_taken() -> None:
    build = DocumentMaker("")
    node = build.root
    for _ in range(256):
        node = node.add(DraftNode(K.ITEM, "a"))
    build.leaf(node, K.TEXT, "Bunnen.")
    assert len(build.done().leaves[0].address.steps) == 256


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Formål", Role.PURPOSE),
        ("Virkeområde og formål", Role.PURPOSE),
        ("Forskriftens formål", Role.PURPOSE),
        ("Formålet med ordningen", Role.PURPOSE),
        ("Føremål og verkeområde", Role.PURPOSE),
        ("Formålet med og grunnlaget for vurderingen", Role.OPERATIVE),
        ("Formål fondet kan brukes til", Role.OPERATIVE),
        ("Formålstjenlig drift", Role.OPERATIVE),
        ("Føremålet med lova", Role.PURPOSE),
        ("Bruk av opplysninger til andre formål", Role.OPERATIVE),
        ("Definisjoner", Role.DEFINITION),
        ("Omgrep", Role.DEFINITION),
        ("Ikrafttredelse og opphevelse", Role.TRANSITIONAL),
        ("Overgangsreglar", Role.TRANSITIONAL),
        ("Oppheving av andre forskrifter", Role.TRANSITIONAL),
        ("Oppheving av vedtak om tilskudd", Role.OPERATIVE),
        ("Iverksetting av tiltak", Role.OPERATIVE),
        ("Søknad", Role.OPERATIVE),
    ],
)
def test_the_heading_of_a_section_speaks_for_all_of_it(heading: str, role: Role) -> None:
    build = DocumentMaker("")
    section(build, build.root, "1", heading)
    head, text = build.done().leaves
    assert (head.role, text.role) == (Role.HEADING, role)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Med søker menes en båteier.", Role.DEFINITION),
        ("(2) Med søkjar er meint ein båteigar.", Role.DEFINITION),
        ("I denne loven menes med", Role.DEFINITION),
        ("Departementet kan gi forskrift om gebyr.", Role.DELEGATION),
        ("Kommunen kan i forskrift fastsetje gebyr.", Role.DELEGATION),
        ("Det kan gjøres unntak fra bestemmelsene i denne forskrift.", Role.OPERATIVE),
        ("Prøvene skal tas etter forskrift 1. mai 2001 nr. 1.", Role.OPERATIVE),
        ("Båten skal måles. Departementet kan gi forskrift om måling.", Role.OPERATIVE),
        ("Loven trer i kraft straks.", Role.TRANSITIONAL),
        ("Søkeren skal gi opplysninger.", Role.OPERATIVE),
    ],
)
def test_a_paragraph_says_its_role_by_how_it_begins(words: str, role: Role) -> None:
    build = DocumentMaker("")
    article = build.root.add(DraftNode(K.ARTICLE, "1"))
    build.leaf(article, K.PARAGRAPH, words)
    assert build.done().leaves[0].role is role


def test_items_take_the_role_of_their_paragraph() -> None:
    build = DocumentMaker("")
    article = build.root.add(DraftNode(K.ARTICLE, "1"))
    paragraph = article.add(DraftNode(K.PARAGRAPH))
    build.leaf(paragraph, K.TEXT, "I denne loven menes med")
    build.leaf(paragraph, K.ITEM, "båt: et fartøy", "a")
    assert [leaf.role for leaf in build.done().leaves] == [Role.DEFINITION] * 2


def test_a_role_the_reader_gave_stands_and_is_inherited() -> None:
    build = DocumentMaker("")
    change = build.root.add(DraftNode(K.CHANGE, "1"))
    article = change.add(DraftNode(K.ARTICLE, "3", Role.INSERTED))
    build.leaf(article, K.HEADING, "Formål")
    build.leaf(article, K.PARAGRAPH, "Departementet kan gi forskrift om gebyr.")
    assert [leaf.role for leaf in build.done().leaves] == [Role.HEADING, Role.INSERTED]


def test_annexes_tables_and_notes_are_not_operative() -> None:
    build = DocumentMaker("")
    for kind in (K.ANNEX, K.TABLE, K.NOTE, K.FOOTNOTE, K.PREAMBLE):
        outer = build.root.add(DraftNode(kind))
        build.leaf(outer, K.TEXT, "Loven trer i kraft straks.")
    roles = [leaf.role for leaf in build.done().leaves]
    assert roles == [Role.ANNEX, Role.TABLE, Role.EDITORIAL, Role.FOOTNOTE, Role.PREAMBLE]


def test_assembling_twice_gives_the_same_document() -> None:
    def make() -> Node:
        build = DocumentMaker("")
        section(build, build.root.add(DraftNode(K.CHAPTER, "1")), "1", "Krav")
        return build.done().root

    assert make() == make()
