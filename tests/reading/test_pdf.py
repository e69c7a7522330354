# ruff: noqa: E501 - a PDF object or an XML element reads best on one line
import io

import pytest
from fpdf import FPDF
from reportlab.pdfgen import canvas

from tests.hostile import pdf_bytes as p
from zi_evidence.model import DocumentStatus
from zi_evidence.reading import DEFAULT, Limits, read_bytes
from zi_evidence.reading.pdf import read_pdf
from zi_evidence.reading.pdf_dates import iso_time
from zi_evidence.reading.pdf_marks import marks


def letter(*pages: str) -> bytes:
    out = io.BytesIO()
    pen = canvas.Canvas(out)
    pen.setTitle("Undangan Rapat")
    pen.setAuthor("Sekretariat")
    for page in pages:
        for number, line in enumerate(page.split("\n")):
            pen.drawString(72, 760 - 16 * number, line)
        pen.showPage()
    pen.save()
    return out.getvalue()


def test_pages_and_lines_are_kept_apart() -> None:
    reading = read_bytes(
        letter("UNDANGAN\nNomor : 5/2024\nKepada seluruh pegawai", "Daftar hadir peserta rapat\n1. Sari")
    )
    assert reading.status is DocumentStatus.READ
    assert [page.text.rstrip() for page in reading.pages] == [
        "UNDANGAN\nNomor : 5/2024\nKepada seluruh pegawai",
        "Daftar hadir peserta rapat\n1. Sari",
    ]
    assert reading.page_count == 2
    assert reading.engine == "pdfium"


def test_metadata_is_what_the_file_says_of_itself() -> None:
    metadata = read_bytes(letter("Kepada seluruh pegawai di tempat")).metadata
    assert metadata.title == "Undangan Rapat"
    assert metadata.author == "Sekretariat"
    assert metadata.created[:2] == "20"


def test_both_engines_tell_the_same_of_an_honest_file() -> None:
    data = letter("UNDANGAN RAPAT EVALUASI\nNomor : 5/2024", "Daftar hadir peserta rapat")
    first, second = read_pdf(data, DEFAULT), read_pdf(data, Limits(engine="pypdf"))
    assert (first.engine, second.engine) == ("pdfium", "pypdf")
    assert [page.text.split() for page in first.pages] == [page.text.split() for page in second.pages]
    assert first.metadata == second.metadata


def test_text_of_another_producer_is_read() -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica")
    pdf.add_page()
    pdf.cell(text="Kepala Bagian Umum ±5 % sampai selesai é")
    assert "±5 %" in read_bytes(bytes(pdf.output())).pages[0].text


def test_what_is_filled_into_a_form_is_read() -> None:
    out = io.BytesIO()
    pen = canvas.Canvas(out)
    pen.drawString(72, 700, "Nama lengkap pegawai yang hadir")
    pen.acroForm.textfield(name="n", value="Budi Hartono", x=72, y=600, width=200, height=20)
    pen.save()
    assert "Budi Hartono" in read_bytes(out.getvalue()).pages[0].text


def test_each_page_says_whether_it_is_only_a_picture() -> None:
    more = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R 4 0 R 8 0 R] /Count 3 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /XObject << /I 6 0 R >> >> >>",
        4: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R /Resources << /Font << /F1 9 0 R >> >> >>",
        5: p.stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        6: p.image(),
        7: p.stream(p.words()),
        8: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        9: p.FONT,
    }
    reading = read_bytes(p.pdf(more))
    assert [page.image_only for page in reading.pages] == [True, False, False]
    assert reading.status is DocumentStatus.READ


def test_a_page_of_outlines_counts_as_a_picture() -> None:
    strokes = b"".join(b"%d 10 m %d 20 l S " % (n, n) for n in range(300))
    reading = read_bytes(p.one_page(p.stream(strokes)))
    assert reading.status is DocumentStatus.NO_TEXT
    assert reading.pages[0].image_only


def test_too_many_pages_leave_the_first_ones_and_a_reason() -> None:
    reading = read_bytes(p.many_pages(30, p.stream(p.words())), limits=Limits(max_pages=7))
    assert reading.status is DocumentStatus.READ
    assert (len(reading.pages), reading.page_count) == (7, 30)
    assert reading.flags == ("truncated",)
    assert reading.reason == "read_in_part?read=7&pages=30&why=too_many_pages"


def test_too_much_text_is_cut_with_a_reason() -> None:
    reading = read_bytes(p.many_pages(30, p.stream(p.words())), limits=Limits(max_chars=500))
    assert len(reading.pages) < 30
    assert "truncated" in reading.flags


def test_running_out_of_time_without_a_word_is_a_timeout() -> None:
    reading = read_bytes(p.many_pages(30, p.stream(b"")), limits=Limits(soft_seconds=-1))
    assert reading.status is DocumentStatus.TIMEOUT
    assert reading.reason


def test_running_out_of_time_keeps_what_was_read() -> None:
    reading = read_bytes(p.many_pages(30, p.stream(p.words())), limits=Limits(soft_seconds=-1))
    assert reading.status is DocumentStatus.READ
    assert len(reading.pages) == 1
    assert "truncated" in reading.flags


def test_a_file_beyond_the_size_limit_is_not_parsed() -> None:
    reading = read_bytes(b"%PDF-1.7" + bytes(2000), limits=Limits(max_file_bytes=1000))
    assert reading.status is DocumentStatus.TOO_LARGE


def test_a_white_page_number_is_left_out_but_raises_no_flag() -> None:
    content = p.words() + b" BT /F1 9 Tf 1 g 300 20 Td (- 1 -) Tj ET"
    reading = read_bytes(p.one_page(p.stream(content)))
    assert "- 1 -" not in reading.pages[0].text
    assert reading.flags == ()


def test_signatures_are_counted_with_name_time_and_coverage() -> None:
    value = b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /M (D:20240305081500+07'00') /Contents <00> /ByteRange [0 5 9 %d] >>"
    size = len(p.form_fields(1, value % 10000))
    reading = read_bytes(p.form_fields(1, value % (10000 + size - 9)))
    assert len(reading.signatures) == 1
    assert reading.signatures[0].time == "2024-03-05T08:15:00+07:00"
    assert reading.signatures[0].state == "present_not_checked"


def test_a_time_stamp_of_the_document_is_nobodys_signature() -> None:
    value = b"<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 /Contents <00> /ByteRange [0 1 2 3] >>"
    assert read_bytes(p.form_fields(1, value)).signatures == ()


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("D:20220323081500+07'00'", "2022-03-23T08:15:00+07:00"),
        ("D:20220323081500Z", "2022-03-23T08:15:00+00:00"),
        ("D:20220323", "2022-03-23"),
        ("20220323081500", "2022-03-23T08:15:00"),
        ("D:2022", ""),
        ("D:20221323", ""),
        ("kemarin", ""),
        ("", ""),
        ("D:20220323259900", "2022-03-23"),
    ],
)
def test_pdf_dates_become_iso_or_nothing(value: str, iso: str) -> None:
    assert iso_time(value) == iso


def test_an_honest_file_asks_for_no_closer_look() -> None:
    assert marks(letter("Kepada seluruh pegawai")) == frozenset()
    assert marks(p.scan()) == frozenset()


def test_names_in_pictures_and_words_are_no_marks() -> None:
    assert marks(p.one_page(p.stream(b"(/Launch /JavaScript) Tj"))) == frozenset()


def test_a_script_in_a_packed_object_stream_is_found() -> None:
    assert "javascript" in marks(p.object_stream(p.script()))
