"""PDF files that want to hurt a reader, each with the status it must get."""

import zlib
from collections.abc import Callable, Iterator

from tests.hostile.case import Case
from tests.hostile.pdf_bytes import (
    LETTER,
    attachment,
    contents_array,
    deep_page_tree,
    form_dag,
    form_fields,
    form_loop,
    honest,
    image,
    locked,
    long_page,
    many_pages,
    no_table,
    object_stream,
    one_page,
    packed,
    page_cycle,
    page_tree_dag,
    pdf,
    previous_loop,
    revisions,
    scan,
    script,
    stream,
    type3_loop,
    unicode_font,
    unknown_lock,
    words,
    xmp_laughs,
    zeros,
)


def cases() -> Iterator[Case]:
    """Yield every PDF case."""
    read, damaged, no_text = "read", "damaged", "no_text"
    heavy = "too_large timeout damaged"
    hidden = b"(%s) Tj " % LETTER[2].encode()
    signature = b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached %s >>"
    make: list[tuple[str, Callable[[], bytes], str, str]] = [
        ("jujur", honest, read, ""),
        ("terpotong-separuh", lambda: honest()[: len(honest()) // 2], "damaged no_text read", ""),
        ("terpotong-ekor", lambda: honest()[:-20], read, ""),
        ("terpotong-trailer", lambda: honest()[:-60], damaged, ""),
        ("kepala-lalu-nol", lambda: b"%PDF-1.7\n" + bytes(100_000), damaged, ""),
        ("kepala-saja", lambda: b"%PDF-1.7", damaged, ""),
        ("sampah-di-depan", lambda: b"X-Mail: 1\n" * 80 + honest(), read, ""),
        ("sampah-terlalu-banyak", lambda: b"x" * 2000 + honest(), "unsupported", ""),
        ("bom-flate-1gb", lambda: one_page(stream(zeros(1 << 30), b"/Filter /FlateDecode")), heavy, ""),
        (
            "bom-flate-dalam-flate",
            lambda: one_page(
                stream(zlib.compress(zeros(1 << 30), 9), b"/Filter [/FlateDecode /FlateDecode]")
            ),
            heavy,
            "",
        ),
        (
            "aliran-70mb-dipakai-2000-halaman",
            lambda: many_pages(2000, stream(zeros(70 << 20), b"/Filter /FlateDecode")),
            heavy,
            "",
        ),
        (
            "bom-runlength",
            lambda: one_page(
                stream(zlib.compress(b"\x81 " * (64 << 20), 9), b"/Filter [/FlateDecode /RunLengthDecode]")
            ),
            f"{heavy} no_text",
            "",
        ),
        (
            "800000-operator",
            lambda: one_page(packed(b"BT /F1 1 Tf 72 700 Td " + b"(a)Tj " * 800_000 + b"ET")),
            read,
            "",
        ),
        ("20000-halaman", lambda: many_pages(20_000, stream(words())), read, "truncated"),
        (
            "hex-tanpa-akhir",
            lambda: one_page(stream(b"BT /F1 12 Tf <" + b"41" * 10_000_000)),
            f"{heavy} {no_text} read",
            "",
        ),
        ("20mb-komentar", lambda: one_page(stream(b"% komentar\n" * 1_900_000 + words())), read, ""),
        ("30mb-spasi", lambda: one_page(stream(b" " * 30_000_000 + words())), read, ""),
        ("400000-objek-tanpa-tabel", lambda: no_table(400_000), "read damaged", ""),
        ("formulir-dag-10-pangkat-9", lambda: form_dag(9), f"{heavy} read", ""),
        ("formulir-memuat-diri", form_loop, read, ""),
        ("pohon-halaman-dag-6", lambda: page_tree_dag(6), f"{heavy} no_text", ""),
        ("pohon-halaman-dag-10", lambda: page_tree_dag(10), f"{heavy} no_text", ""),
        ("pohon-halaman-dalam-900", lambda: deep_page_tree(900), f"{read} damaged", ""),
        ("pohon-halaman-lingkaran", page_cycle, "damaged no_text", ""),
        ("isi-larik-sejuta", lambda: contents_array(1_000_000), f"{heavy} read", ""),
        (
            "larik-bersarang",
            lambda: one_page(stream(b"[" * 200_000 + words())),
            f"{damaged} {no_text} read",
            "",
        ),
        (
            "kamus-bersarang",
            lambda: one_page(page=b"/X " + b"<< /A " * 100_000 + b">>" * 100_000),
            "damaged read",
            "",
        ),
        ("angka-5000-digit", lambda: one_page(page=b"/X " + b"9" * 5000), read, ""),
        ("sandi-pengguna", lambda: locked("rahasia", "pemilik"), "encrypted", ""),
        ("sandi-pemilik-saja", lambda: locked("", "pemilik"), read, ""),
        ("pengaman-tak-dikenal", unknown_lock, "encrypted", ""),
        ("xmp-tertawa", xmp_laughs, read, ""),
        ("prev-melingkar", previous_loop, read, ""),
        ("tanpa-root", lambda: honest().replace(b"/Root 1 0 R", b"/Size 999999999"), "read damaged", ""),
        (
            "tanpa-halaman",
            lambda: pdf(
                {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
            ),
            damaged,
            "",
        ),
        ("count-negatif", lambda: honest().replace(b"/Count 1", b"/Count -9"), "read damaged", ""),
        ("count-bohong", lambda: honest().replace(b"/Count 1", b"/Count 99999999"), "read damaged", ""),
        ("kotak-raksasa", lambda: honest().replace(b"[0 0 595 842]", b"[0 0 9e30 9e30]"), read, ""),
        ("kotak-terbalik", lambda: honest().replace(b"[0 0 595 842]", b"[595 842 0 0]"), read, ""),
        ("tanpa-kotak", lambda: honest().replace(b"/MediaBox [0 0 595 842]", b""), read, ""),
        ("teks-mode-3", lambda: one_page(stream(words((), b"3 Tr " + hidden))), no_text, "hidden_text"),
        ("teks-putih", lambda: one_page(stream(words((), b"1 1 1 rg " + hidden))), no_text, "hidden_text"),
        (
            "teks-putih-cmyk",
            lambda: one_page(stream(words((), b"0 0 0 0 k " + hidden))),
            no_text,
            "hidden_text",
        ),
        (
            "teks-bening",
            lambda: one_page(stream(b"/G gs " + words()), resources=b"/ExtGState << /G << /ca 0 >> >>"),
            no_text,
            "hidden_text",
        ),
        (
            "teks-di-luar-halaman",
            lambda: one_page(stream(words((), b"3000 3000 Td " + hidden))),
            no_text,
            "hidden_text",
        ),
        ("teks-di-luar-cropbox", lambda: one_page(page=b"/CropBox [0 0 595 300]"), no_text, "hidden_text"),
        (
            "teks-tersembunyi-dalam-formulir",
            lambda: one_page(
                stream(b"/X Do"),
                resources=b"/XObject << /X 6 0 R >>",
                more={
                    6: stream(
                        words((), b"3 Tr " + hidden),
                        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>",
                    )
                },
            ),
            no_text,
            "hidden_text",
        ),
        (
            "mode-3-dengan-logo-kecil",
            lambda: one_page(
                stream(b"q 30 0 0 30 10 10 cm /I Do Q " + words((), b"3 Tr " + hidden)),
                resources=b"/XObject << /I 6 0 R >>",
                more={6: image()},
            ),
            no_text,
            "hidden_text",
        ),
        ("pindaian-tanpa-teks", scan, no_text, ""),
        ("pindaian-dengan-lapisan-ocr", lambda: scan(words((), b"3 Tr " + hidden)), read, ""),
        (
            "putih-di-atas-biru",
            lambda: one_page(stream(b"0 0 1 rg 50 600 500 200 re f " + words((), b"1 1 1 rg " + hidden))),
            read,
            "",
        ),
        ("javascript", lambda: one_page(catalog=script()), read, "javascript"),
        ("javascript-dalam-objstm", lambda: object_stream(script()), read, "javascript"),
        ("luncurkan", lambda: one_page(catalog=b"/OpenAction << /S /Launch /F (cmd.exe) >>"), read, "launch"),
        ("lampiran", attachment, read, "embedded"),
        ("xfa", lambda: one_page(catalog=b"/AcroForm << /Fields [] /XFA (x) >>"), read, "xfa"),
        (
            "100000-anotasi",
            lambda: one_page(
                page=b"/Annots [" + b"6 0 R " * 100_000 + b"]",
                more={6: b"<< /Subtype /Link /Rect [0 0 1 1] >>"},
            ),
            read,
            "",
        ),
        (
            "20000-tanda-tangan",
            lambda: form_fields(20_000, signature % b"/Contents <00> /ByteRange [0 1 2 3]"),
            read,
            "",
        ),
        (
            "byterange-ngawur",
            lambda: form_fields(1, signature % b"/Contents <00> /ByteRange [-1 99999999999 1e9 (x)]"),
            read,
            "",
        ),
        (
            "tanda-tangan-nol",
            lambda: form_fields(1, signature % b"/Contents <" + b"00" * 8000 + b"> /ByteRange [0 9 9 9] >>"),
            read,
            "",
        ),
        (
            "tanda-tangan-der-bohong",
            lambda: form_fields(1, signature % b"/Contents <3084FFFFFFFF3084FFFFFFFF> /ByteRange [0 9 9 9]"),
            read,
            "",
        ),
        (
            "bidang-melingkar",
            lambda: one_page(
                catalog=b"/AcroForm 6 0 R /OpenAction << /S /JavaScript /JS (x) >>",
                more={6: b"<< /Fields [7 0 R] >>", 7: b"<< /T (a) /Kids [7 0 R 7 0 R] >>"},
            ),
            read,
            "javascript",
        ),
        (
            "aksi-melingkar",
            lambda: one_page(
                catalog=b"/OpenAction 6 0 R", more={6: b"<< /S /JavaScript /JS (x) /Next 6 0 R >>"}
            ),
            read,
            "javascript",
        ),
        (
            "garis-besar-melingkar",
            lambda: one_page(
                catalog=b"/Outlines 6 0 R",
                more={6: b"<< /First 7 0 R /Last 7 0 R >>", 7: b"<< /Title (a) /Parent 6 0 R /Next 7 0 R >>"},
            ),
            read,
            "",
        ),
        ("tounicode-surrogate", lambda: unicode_font(b"D800"), read, ""),
        ("tounicode-nul", lambda: unicode_font(b"0000"), read, ""),
        ("tounicode-rtl", lambda: unicode_font(b"202E"), read, ""),
        ("tounicode-panjang", lambda: unicode_font(b"0041" * 20_000), "read", ""),
        (
            "predictor-kolom-raksasa",
            lambda: one_page(packed(words(), b"/DecodeParms << /Predictor 15 /Columns 2147483647 >>")),
            "no_text damaged",
            "",
        ),
        (
            "filter-tak-dikenal",
            lambda: one_page(stream(words(), b"/Filter /Entah")),
            f"{no_text} damaged read",
            "",
        ),
        (
            "gambar-raksasa",
            lambda: one_page(
                stream(b"/I Do " + words()),
                resources=b"/XObject << /I 6 0 R >>",
                more={6: image().replace(b"/Width 10", b"/Width 99999999")},
            ),
            read,
            "",
        ),
        (
            "gambar-inline-tanpa-akhir",
            lambda: one_page(stream(words() + b" BI /W 9999 /H 9999 /F /DCT ID " + b"x" * 100_000)),
            read,
            "",
        ),
        ("font-type3-melingkar", type3_loop, read, ""),
        ("3000-revisi", lambda: revisions(3000), read, ""),
        ("6-juta-huruf", lambda: many_pages(40, packed(long_page())), read, "truncated"),
        ("length-bohong", lambda: honest().replace(b"/Length ", b"/Length 9999999"), "read", ""),
        (
            "warna-pola",
            lambda: one_page(
                stream(b"/Pattern cs /P scn " + words()), resources=b"/Pattern << /P << /PatternType 2 >> >>"
            ),
            f"{read} {no_text}",
            "",
        ),
        (
            "pdf-lalu-zip",
            lambda: honest() + b"PK\x03\x04" + bytes(2000) + b"PK\x05\x06" + bytes(18),
            read,
            "",
        ),
    ]
    for name, maker, status, flag in make:
        yield Case(f"{name}.pdf", maker, frozenset(status.split()), flag)
