# ruff: noqa: E501 - an XML element reads best on one line
"""Numbers that a word processor puts before the paragraphs of a list stand in the text as a reader sees them."""

import io

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import docx_cases as d
from zi_evidence.model import DocumentStatus
from zi_evidence.reading import read_bytes

LEGAL = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="BAB %1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="3"/><w:numFmt w:val="decimalZero"/><w:lvlRestart w:val="0"/><w:lvlText w:val="(%4)"/></w:lvl>'
    "</w:abstractNum>"
)


def lists(*nums: str, described: str = LEGAL, space: str = d.W) -> dict[str, str | bytes]:
    body = described + "".join(nums or (num("1"),))
    return {"word/numbering.xml": f'<w:numbering xmlns:w="{space}">{body}</w:numbering>'}


def num(list_id: str, more: str = "", family: str = "7") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{family}"/>{more}</w:num>'


def level(shown: str, kind: str = "decimal", start: str = "1", more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{shown}"/></w:lvl></w:abstractNum>'
    )


def item(words: str, list_id: str = "1", depth: str = "0", mark: str = "", style: str = "") -> str:
    places = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>' if list_id else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    settings = f"<w:pPr>{named}{places}{f'<w:rPr>{mark}</w:rPr>' if mark else ''}</w:pPr>"
    return f"<w:p>{settings}<w:r><w:t>{words}</w:t></w:r></w:p>"


def lines(body: str, parts: dict[str, str | bytes], **options: str) -> list[str]:
    reading = read_bytes(d.docx(body, parts, **options))
    assert reading.status is DocumentStatus.READ
    return reading.pages[0].text.split("\n")


def test_lists_of_a_word_processor_have_their_numbers() -> None:
    document = python_docx.Document()
    for style, words in (
        ("List Number", "membentuk tim"),
        ("List Number", "menyusun rencana"),
        ("Normal", "di antaranya"),
        ("List Number", "melaporkan"),
        ("List Bullet", "tembusan"),
        ("Heading 1", "Penutup"),
    ):
        document.add_paragraph(words, style=style)
    out = io.BytesIO()
    document.save(out)
    assert read_bytes(out.getvalue()).pages[0].text.split("\n") == [
        "1. membentuk tim",
        "2. menyusun rencana",
        "di antaranya",
        "3. melaporkan",
        "\N{BULLET} tembusan",
        "Penutup",
    ]


def test_levels_count_below_each_other_and_begin_anew_where_the_list_says_so() -> None:
    body = "".join(
        item(words, depth=depth)
        for words, depth in zip(
            "ABCDEFGHIJK", ("0", "1", "1", "2", "3", "2", "3", "0", "1", "2", "3"), strict=True
        )
    )
    assert lines(body, lists()) == [
        *("BAB I A", "1.1 B", "1.2 C", "a) D", "(03) E", "b) F", "(04) G"),
        *("BAB II H", "2.1 I", "a) J", "(05) K"),
    ]


def test_lists_of_one_family_count_on_and_a_start_of_their_own_counts_once() -> None:
    own = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = item("A") + item("B", "2") + item("C", "2") + item("D") + item("E", "2", depth="1")
    assert lines(body, lists(num("1"), num("2", own))) == [
        *("BAB I A", "BAB V B", "BAB VI C", "BAB VII D", "7.1 E"),
    ]


def test_a_level_under_another_name_is_taken_from_the_list_itself() -> None:
    own = '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/></w:lvl></w:lvlOverride>'
    assert lines(item("satu"), lists(num("1", own))) == ["A. satu"]


@pytest.mark.parametrize(
    ("kind", "start", "shown"),
    [
        ("decimal", "12", "12"),
        ("decimalZero", "7", "07"),
        ("upperRoman", "1994", "MCMXCIV"),
        ("lowerRoman", "9", "ix"),
        ("upperLetter", "26", "Z"),
        ("lowerLetter", "28", "bb"),
        ("ordinalText", "3", "3"),
        # What no honest list counts to is shown as a plain number.
        ("upperRoman", "32767", "32767"),
        ("lowerLetter", "9000", "9000"),
        ("decimal", "99999999999", "1"),
        ("decimal", "x", "1"),
    ],
)
def test_numbers_are_counted_in_the_manner_of_the_list(kind: str, start: str, shown: str) -> None:
    assert lines(item("butir"), lists(described=level("%1.", kind, start))) == [f"{shown}. butir"]


def test_signs_of_symbol_fonts_are_bullets_and_signs_of_letters_stay() -> None:
    assert lines(item("a"), lists(described=level("\uf0b7", "bullet"))) == ["\N{BULLET} a"]
    assert lines(item("a"), lists(described=level("-", "bullet"))) == ["- a"]
    assert lines(item("a"), lists(described=level("", "none"))) == ["a"]
    picture = level("", "bullet", more='<w:lvlPicBulletId w:val="0"/>')
    assert lines(item("a"), lists(described=picture)) == ["\N{BULLET} a"]


def test_a_style_numbers_its_paragraphs_and_those_of_the_styles_based_on_it() -> None:
    styles = (
        f'<w:styles xmlns:w="{d.W}"><w:style w:type="paragraph" w:styleId="Butir"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Anak">'
        '<w:basedOn w:val="Butir"/></w:style><w:style w:type="paragraph" w:styleId="Lingkar"><w:basedOn w:val="Lingkar"/></w:style></w:styles>'
    )
    body = (
        item("satu", "", style="Butir")
        + item("dua", "", style="Anak")
        + item("tanpa", "0", style="Butir")
        + item("lingkar", "", style="Lingkar")
        + item("tiga", "", style="Butir")
    )
    parts = {**lists(described=level("%1.")), "word/styles.xml": styles}
    assert lines(body, parts) == ["1. satu", "2. dua", "tanpa", "lingkar", "3. tiga"]


def test_a_level_is_found_by_the_style_that_it_names() -> None:
    styles = (
        f'<w:styles xmlns:w="{d.W}"><w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    described = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:pStyle w:val="Sub"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
    )
    parts = {**lists(described=described), "word/styles.xml": styles}
    assert lines(item("induk") + item("anak", "", style="Sub"), parts) == ["1. induk", "a. anak"]


def test_a_list_may_take_its_levels_from_a_list_style() -> None:
    borrowed = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Daftar"/></w:abstractNum>'
    described = level("%1)").replace('abstractNumId="7">', 'abstractNumId="7"><w:styleLink w:val="Daftar"/>')
    assert lines(item("satu", "2"), lists(num("2", family="8"), described=described + borrowed)) == [
        "1) satu"
    ]


def test_paragraphs_in_cells_and_boxes_are_counted_in_their_order_and_once() -> None:
    cells = f"<w:tbl><w:tr><w:tc>{item('kiri')}</w:tc><w:tc>{item('kanan')}</w:tc></w:tr></w:tbl>"
    box = f"<w:txbxContent>{item('kotak')}</w:txbxContent>"
    twice = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:pict>{box}</w:pict></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    body = item("awal") + cells + twice + item("akhir")
    found = [line for line in lines(body, lists(described=level("%1."))) if line]
    assert found == ["1. awal", "2. kiri\t3. kanan", "4. kotak", "5. akhir"]


def test_a_paragraph_whose_end_is_deleted_or_hidden_is_not_counted() -> None:
    body = (
        item("satu")
        + item("hapus", mark='<w:del w:id="1" w:author="A"/>')
        + item("sembunyi", mark="<w:vanish/>")
        + item("tampak", mark='<w:vanish w:val="0"/>')
    )
    assert lines(body, lists(described=level("%1."))) == ["1. satu", "hapus", "sembunyi", "2. tampak"]


def test_pictures_or_hidden_words_in_a_list_stay_without_text() -> None:
    hidden = item("rahasia").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    parts = {**lists(described=level("%1.")), "word/media/image1.png": b"x"}
    reading = read_bytes(d.docx(item("") + hidden + item(" "), parts))
    assert reading.status is DocumentStatus.NO_TEXT
    assert reading.pages[0].image_only
    # They are counted all the same.
    assert lines(item("") + item("dua"), parts)[-1] == "2. dua"


def test_strict_documents_have_their_numbers_too() -> None:
    parts = lists(described=level("%1."), space=d.STRICT)
    assert lines(item("satu") + item("dua"), parts, space=d.STRICT) == ["1. satu", "2. dua"]


def test_lists_that_are_not_described_number_nothing() -> None:
    assert lines(item("satu", "9") + item("dua", "1", depth="8"), lists()) == ["satu", "dua"]
    assert lines(item("satu"), {}) == ["satu"]


def test_a_broken_part_of_lists_costs_the_document_its_status_not_the_program() -> None:
    broken = read_bytes(d.docx(item("satu"), {"word/numbering.xml": "<w:numbering"}))
    assert broken.status is DocumentStatus.DAMAGED
    declared = f'<!DOCTYPE x><w:numbering xmlns:w="{d.W}"/>'
    assert read_bytes(d.docx(item("satu"), {"word/numbering.xml": declared})).status is DocumentStatus.DAMAGED


_MARKUP = st.sampled_from(
    [
        *("0", "1", "9", "-1", "", "%1", "%9.%1", "bullet", "upperRoman", "99999"),
        "\N{ARABIC-INDIC DIGIT THREE}",
    ]
)


@given(st.lists(st.tuples(_MARKUP, _MARKUP, _MARKUP, _MARKUP), min_size=1, max_size=6))
def test_any_values_in_a_list_keep_the_words(values: list[tuple[str, str, str, str]]) -> None:
    described = "".join(
        f'<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="{a}"><w:start w:val="{b}"/><w:numFmt w:val="{c}"/>'
        f'<w:lvlRestart w:val="{b}"/><w:lvlText w:val="{d_}"/></w:lvl></w:abstractNum>'
        for a, b, c, d_ in values
    )
    body = "".join(item("kata", a, depth=b) for a, b, _, _ in values)
    found = lines(body, lists(described=described))
    assert len(found) == len(values)
    assert all(line.endswith("kata") and len(line) < 100 for line in found)
