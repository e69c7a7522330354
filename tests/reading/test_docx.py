# ruff: noqa: E501 - a PDF object or an XML element reads best on one line
import io

import docx as python_docx
import pytest
from docx.shared import Pt

from tests.hostile import docx_cases as d
from zi_evidence.model import DocumentStatus, Reading
from zi_evidence.reading import read_bytes


def read(body: str = "", parts: dict[str, str | bytes] | None = None) -> Reading:
    return read_bytes(d.docx(body, parts))


def text(body: str, parts: dict[str, str | bytes] | None = None) -> str:
    return read(body, parts).pages[0].text


def run(inner: str) -> str:
    return f"<w:p><w:r>{inner}</w:r></w:p>"


def cell(*lines: str) -> str:
    return f"<w:tc>{''.join(d.paragraph(line) for line in lines)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def test_a_document_of_a_word_processor_is_read_whole() -> None:
    document = python_docx.Document()
    document.core_properties.title = "Laporan Triwulan"
    document.core_properties.author = "Bagian Umum"
    section = document.sections[0]
    section.header.paragraphs[0].text = "PEMERINTAH KOTA CONTOHAN"
    section.footer.paragraphs[0].text = "Jl. Melati 1"
    paragraph = document.add_paragraph("Nomor\t: 5/2024")
    paragraph.runs[0].font.size = Pt(12)
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "No", "Nama"
    table.cell(1, 0).text, table.cell(1, 1).text = "1", "Sari Wulandari"
    out = io.BytesIO()
    document.save(out)
    reading = read_bytes(out.getvalue())
    assert reading.status is DocumentStatus.READ
    assert reading.pages[0].text.split("\n") == [
        "PEMERINTAH KOTA CONTOHAN",
        "Nomor\t: 5/2024",
        "No\tNama",
        "1\tSari Wulandari",
        "Jl. Melati 1",
    ]
    assert reading.metadata.title == "Laporan Triwulan"
    assert reading.metadata.author == "Bagian Umum"
    assert reading.flags == ()


def test_tabs_breaks_and_hyphens_of_a_run_are_kept_but_not_those_of_its_settings() -> None:
    body = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t>'
        "<w:br/><w:t>C</w:t><w:noBreakHyphen/><w:t>D</w:t></w:r></w:p>"
    )
    assert text(body) == "A\tB\nC-D"


def test_cells_with_several_paragraphs_are_read_across() -> None:
    body = f"<w:tbl>{row(cell('Nomor', 'Sifat', 'Hal'), cell(':', ':', ':'), cell('12', 'Biasa', 'Undangan'))}</w:tbl>"
    assert text(body) == "Nomor\t:\t12\nSifat\t:\tBiasa\nHal\t:\tUndangan"


def test_a_table_in_a_cell_keeps_its_rows() -> None:
    inner = f"<w:tbl>{row(cell('a'), cell('b'))}{row(cell('c'), cell('d'))}</w:tbl>"
    body = (
        f"<w:tbl><w:tr><w:tc>{d.paragraph('luar')}{inner}<w:p/></w:tc></w:tr></w:tbl>{d.paragraph('akhir')}"
    )
    assert text(body) == "luar\na\tb\nc\td\nakhir"


def test_the_short_and_the_long_way_through_a_document_agree() -> None:
    inner = row(cell("a", "", "b"), cell("c\n")) + row(cell(""), cell("d", "e"), cell("f"))
    body = (
        d.paragraph("satu")
        + f"<w:tbl><w:tblPr/>{inner}</w:tbl>"
        + run("<w:t>dua</w:t><w:br/><w:t>tiga</w:t>")
    )
    # An unknown element makes every paragraph one that is not plain.
    long_way = body.replace("</w:p>", "<w:smartTag/></w:p>")
    assert text(long_way) == text(body) == "satu\na\tc\nb\n\td\tf\n\te\ndua\ntiga"


def test_content_controls_insertions_links_and_fields_are_read() -> None:
    word = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:sdt><w:sdtContent>{d.paragraph('kendali')}</w:sdtContent></w:sdt>"
        f"<w:p><w:ins>{word.format('sisipan ')}</w:ins><w:hyperlink>{word.format('tautan ')}</w:hyperlink>"
        f"<w:fldSimple>{word.format('bidang ')}</w:fldSimple><w:smartTag>{word.format('pintar')}</w:smartTag></w:p>"
    )
    reading = read(body)
    assert reading.pages[0].text == "kendali\nsisipan tautan bidang pintar"
    assert reading.flags == ("tracked_changes",)


def test_deleted_moved_and_hidden_text_is_left_out() -> None:
    word = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{word.format('tetap')}<w:del><w:r><w:delText>hapus</w:delText></w:r></w:del>"
        f"<w:moveFrom>{word.format('pindah')}</w:moveFrom></w:p>"
        + d.paragraph("rahasia", "<w:rPr><w:vanish/></w:rPr>")
        + d.paragraph("kelihatan", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
        + run("<w:instrText>PAGE</w:instrText>")
    )
    reading = read(body)
    assert reading.pages[0].text.split() == ["tetap", "kelihatan"]
    assert reading.flags == ("hidden_text", "tracked_changes")


def test_a_hidden_paragraph_mark_hides_nothing() -> None:
    assert text("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>ada</w:t></w:r></w:p>") == "ada"


def test_a_style_can_hide_text() -> None:
    styles = (
        f'<w:styles xmlns:w="{d.W}"><w:style w:type="character" w:styleId="Gaib"><w:rPr><w:vanish/></w:rPr></w:style>'
        f'<w:style w:type="character" w:styleId="Tampak"><w:rPr><w:b/></w:rPr></w:style></w:styles>'
    )
    body = d.paragraph("gaib", '<w:rPr><w:rStyle w:val="Gaib"/></w:rPr>')
    body += d.paragraph("tampak", '<w:rPr><w:rStyle w:val="Tampak"/></w:rPr>')
    reading = read(body, {"word/styles.xml": styles})
    assert reading.pages[0].text.split() == ["tampak"]
    assert "hidden_text" in reading.flags


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = (
        f"<w:txbxContent>{d.paragraph('Contohan, 5 Mei 2024')}{d.paragraph('Kepala Kantor')}</w:txbxContent>"
    )
    drawing = f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    assert (
        text(f"<w:p><w:r><w:t>Tembusan:</w:t>{drawing}</w:r></w:p>")
        == "Tembusan:\nContohan, 5 Mei 2024\nKepala Kantor"
    )


def test_the_fallback_is_read_where_the_choice_has_no_text() -> None:
    box = f"<w:txbxContent>{d.paragraph('lama')}</w:txbxContent>"
    drawing = f'<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    assert text(run(drawing)).strip() == "lama"


def test_only_headers_that_some_page_shows_are_read() -> None:
    body = (
        d.paragraph("isi") + '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>'
        '<w:headerReference w:type="first" r:id="rId2"/><w:headerReference w:type="even" r:id="rId3"/>{}</w:sectPr>'
    )
    parts: dict[str, str | bytes] = {
        f"word/header{n}.xml": f'<w:hdr xmlns:w="{d.W}">{d.paragraph(name)}</w:hdr>'
        for n, name in ((1, "biasa"), (2, "pertama"), (3, "genap"), (4, "yatim"))
    }
    links = [d.relation(f"header{n}.xml", "header", external=False, number=n) for n in (1, 2, 3, 4)]
    parts["word/_rels/document.xml.rels"] = d.relations(*links)
    assert text(body.format(""), parts) == "biasa\nisi"
    assert text(body.format("<w:titlePg/>"), parts) == "pertama\nbiasa\nisi"
    parts["word/settings.xml"] = f'<w:settings xmlns:w="{d.W}"><w:evenAndOddHeaders/></w:settings>'
    assert text(body.format(""), parts) == "biasa\ngenap\nisi"


def test_notes_are_read_and_comments_only_flagged() -> None:
    parts: dict[str, str | bytes] = {
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{d.W}"><w:footnote>{d.paragraph("catatan kaki")}</w:footnote></w:footnotes>',
        "word/comments.xml": f'<w:comments xmlns:w="{d.W}"><w:comment>{d.paragraph("mohon diperbaiki")}</w:comment></w:comments>',
    }
    reading = read(d.paragraph("isi"), parts)
    assert reading.pages[0].text == "isi\ncatatan kaki"
    assert reading.flags == ("comments",)


@pytest.mark.parametrize(
    "target",
    [
        "file:///C:/Users/sari/Normal.dotm",
        "file:///C:\\Users\\a.dotm",
        "C:\\a.dotm",
        "Normal.dotm",
        "file:///home/a.dotx",
    ],
)
def test_a_template_on_the_authors_own_disk_is_no_alarm(target: str) -> None:
    assert read_bytes(d.template(target)).flags == ()


def test_an_ordinary_link_is_no_alarm() -> None:
    parts: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": d.relations(d.relation("https://contoh.go.id", "hyperlink"))
    }
    assert read("", parts).flags == ()


def test_the_page_count_is_what_the_file_says() -> None:
    assert read("", {"docProps/app.xml": "<Properties><Pages>7</Pages></Properties>"}).page_count == 7
    assert read("", {"docProps/app.xml": "<Properties><Pages>0</Pages></Properties>"}).page_count is None
    assert read("").page_count is None


def test_a_document_of_pictures_has_no_text() -> None:
    reading = read("<w:p/>", {"word/media/image1.png": b"x"})
    assert reading.status is DocumentStatus.NO_TEXT
    assert reading.pages[0].image_only


def test_broken_properties_say_nothing() -> None:
    reading = read("", {"docProps/core.xml": "<bukan xml"})
    assert reading.status is DocumentStatus.READ
    assert reading.metadata.title == ""


A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


def box(*runs: str) -> str:
    words = "".join(f"<a:r><a:t>{words}</a:t></a:r>" for words in runs)
    return f"<dgm:pt><dgm:t><a:bodyPr/><a:p>{words}</a:p></dgm:t></dgm:pt>"


def shown(part: str, kind: str) -> tuple[str, dict[str, str | bytes]]:
    """A paragraph that shows a drawing, and the relationship to its part."""
    link = d.relations(d.relation(part, kind, external=False))
    return '<w:p><w:r><w:drawing r:dm="rId1"/></w:r></w:p>', {"word/_rels/document.xml.rels": link}


def test_the_boxes_of_an_organisation_chart_are_read() -> None:
    boxes = box("Kepala ", "Kantor") + box() + box("Subbagian Umum")
    diagram = f'<dgm:dataModel xmlns:dgm="{DGM}" xmlns:a="{A}"><dgm:ptLst>{boxes}</dgm:ptLst></dgm:dataModel>'
    drawing, link = shown("diagrams/data1.xml", "diagramData")
    found = text(d.paragraph("STRUKTUR ORGANISASI") + drawing, {"word/diagrams/data1.xml": diagram, **link})
    assert [line for line in found.split("\n") if line] == [
        "STRUKTUR ORGANISASI",
        "Kepala Kantor",
        "Subbagian Umum",
    ]
    # What lies in the file and is shown nowhere is no text of the document.
    assert text(d.paragraph("STRUKTUR"), {"word/diagrams/data1.xml": diagram, **link}) == "STRUKTUR"
    assert text(d.paragraph("STRUKTUR") + drawing, {"word/diagrams/data1.xml": diagram}) == "STRUKTUR"


def test_title_and_names_of_a_chart_are_read_once_and_its_figures_not() -> None:
    names = "<c:strCache><c:pt><c:v>Triwulan I</c:v></c:pt><c:pt><c:v>Triwulan II</c:v></c:pt></c:strCache>"
    chart = (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:tx><a:p><a:r><a:t>Indeks Kepuasan</a:t></a:r></a:p></c:tx>'
        f"<c:cat>{names}</c:cat><c:val><c:numCache><c:pt><c:v>88.5</c:v></c:pt></c:numCache></c:val><c:cat>{names}</c:cat></c:chartSpace>"
    )
    drawing, link = shown("charts/chart1.xml", "chart")
    found = text(d.paragraph("LAPORAN") + drawing, {"word/charts/chart1.xml": chart, **link})
    assert [line for line in found.split("\n") if line] == [
        "LAPORAN",
        "Indeks Kepuasan",
        "Triwulan I",
        "Triwulan II",
    ]


def test_a_diagram_that_declares_a_document_type_refuses_the_file() -> None:
    drawing, link = shown("diagrams/data1.xml", "diagramData")
    declared = f'<!DOCTYPE x><x xmlns:a="{A}"><a:p/></x>'
    reading = read(drawing, {"word/diagrams/data1.xml": declared, **link})
    assert reading.status is DocumentStatus.DAMAGED
