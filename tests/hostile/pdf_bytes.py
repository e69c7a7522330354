"""Bytes of PDF files, honest ones and such as want to hurt a reader.

Every maker returns bytes; nothing here is kept in the repository as a file.
"""
# ruff: noqa: E501 - a PDF object or an XML element reads best on one line

import io
import zlib

from pypdf import PdfReader, PdfWriter

LETTER = (
    "PEMERINTAH KOTA CONTOHAN",
    "SURAT KEPUTUSAN NOMOR 12 TAHUN 2024",
    "Menetapkan tim kerja pembangunan zona integritas pada kantor ini.",
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(
    objects: dict[int, bytes], *, root: int = 1, trailer: bytes = b"", head: bytes = b"%PDF-1.7\n"
) -> bytes:
    """Return a file of these objects with a right cross-reference table."""
    out = bytearray(head)
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def packed(data: bytes, extra: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + extra)


def zeros(size: int, fill: bytes = b" ") -> bytes:
    """Return `size` times the fill as a zlib stream, made of one packed megabyte again and again."""
    block = fill * (1 << 20)
    packer = zlib.compressobj(9)
    head = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    count = size >> 20
    check = 1
    for _ in range(count):
        check = zlib.adler32(block, check)
    return head + again * (count - 1) + b"\x03\x00" + check.to_bytes(4, "big")


def words(lines: tuple[str, ...] = LETTER, before: bytes = b"") -> bytes:
    out = b"BT /F1 12 Tf 72 720 Td 14 TL " + before
    for line in lines:
        out += b"(%s) Tj T* " % line.encode("latin-1")
    return out + b"ET"


def one_page(
    content: bytes | None = None,
    *,
    page: bytes = b"",
    catalog: bytes = b"",
    resources: bytes = b"",
    more: dict[int, bytes] | None = None,
    contents: bytes = b"4 0 R",
    trailer: bytes = b"",
) -> bytes:
    """Return a file of one page; objects 1-5 are taken, `more` starts at 6."""
    content = stream(words()) if content is None else content
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %s "
        b"/Resources << /Font << /F1 5 0 R >> %s >> %s >>" % (contents, resources, page),
        4: content,
        5: FONT,
    }
    return pdf(objects | (more or {}), trailer=trailer)


def honest() -> bytes:
    return one_page()


def many_pages(count: int, content: bytes, *, shared: bool = True) -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 5: FONT, 4: content}
    kids = []
    for index in range(count):
        number = 6 + index
        kids.append(b"%d 0 R" % number)
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        )
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), count)
    assert shared
    return pdf(objects)


def page_tree_dag(depth: int) -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for level in range(depth):
        number = 2 + level
        kid = b"%d 0 R" % (number + 1)
        objects[number] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
            b" ".join([kid] * 10),
            10 ** (depth - level),
        )
    objects[2 + depth] = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (1 + depth)
    return pdf(objects)


def deep_page_tree(depth: int) -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for level in range(depth):
        objects[2 + level] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (
            3 + level,
            1 + level,
        )
    last = 2 + depth
    objects[last] = (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
        b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (last - 1, last + 1, last + 2)
    )
    objects[last + 1] = stream(words())
    objects[last + 2] = FONT
    return pdf(objects)


def form_dag(depth: int) -> bytes:
    more = {}
    for level in range(depth):
        number = 6 + level
        call = b"/X Do " * 10
        more[number] = stream(
            call,
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
            % (number + 1),
        )
    more[6 + depth] = stream(
        words(), b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>"
    )
    return one_page(stream(b"/X Do"), resources=b"/XObject << /X 6 0 R >>", more=more)


def form_loop() -> bytes:
    form = stream(
        words() + b" /X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
        b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>",
    )
    return one_page(stream(b"/X Do"), resources=b"/XObject << /X 6 0 R >>", more={6: form})


def contents_array(count: int) -> bytes:
    return one_page(contents=b"[" + b"4 0 R " * count + b"]")


def no_table(count: int) -> bytes:
    body = b"".join(b"%d 0 obj\n<< /A %d >>\nendobj\n" % (number, number) for number in range(10, 10 + count))
    return honest()[: honest().index(b"xref")] + body


def locked(user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(honest())))
    writer.encrypt(user, owner, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def unknown_lock() -> bytes:
    return one_page(
        trailer=b"/Encrypt 6 0 R /ID [<00><00>]",
        more={6: b"<< /Filter /KantorSendiri /V 4 /R 4 /Length 128 /P -4 /O (x) /U (x) >>"},
    )


def previous_loop() -> bytes:
    data = honest()
    start = data.index(b"xref\n")
    return data.replace(b"trailer\n<< ", b"trailer\n<< /Prev %d " % start)


def page_cycle() -> bytes:
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 5 >>",
            3: b"<< /Type /Pages /Kids [2 0 R] /Count 5 /Parent 2 0 R >>",
        }
    )


def image(extra: bytes = b"") -> bytes:
    return stream(
        b"\x80" * 100,
        b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        + extra,
    )


def scan(text_layer: bytes = b"") -> bytes:
    draw = b"q 595 0 0 842 0 0 cm /I Do Q " + text_layer
    return one_page(stream(draw), resources=b"/XObject << /I 6 0 R >>", more={6: image()})


def revisions(count: int) -> bytes:
    out = bytearray(honest())
    before = out.rindex(b"startxref\n")
    previous = int(out[before + 10 :].split()[0])
    for _ in range(count):
        place = len(out)
        out += b"5 0 obj\n" + FONT + b"\nendobj\n"
        start = len(out)
        out += b"xref\n5 1\n%010d 00000 n \n" % place
        out += b"trailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (previous, start)
        previous = start
    return bytes(out)


def object_stream(catalog: bytes) -> bytes:
    """Return a file whose catalog lies in a compressed object stream, where no byte search sees it."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in {
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        4: stream(words()),
        5: FONT,
    }.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    inner = b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog
    index = b"1 0 "
    places[6] = len(out)
    out += b"6 0 obj\n%s\nendobj\n" % packed(index + inner, b"/Type /ObjStm /N 1 /First %d" % len(index))
    places[7] = len(out)
    rows = b"\x00" + (0).to_bytes(4, "big") + b"\xff"
    rows += b"\x02" + (6).to_bytes(4, "big") + b"\x00"
    for number in range(2, 8):
        rows += b"\x01" + places[number].to_bytes(4, "big") + b"\x00"
    table = packed(rows, b"/Type /XRef /Size 8 /W [1 4 1] /Root 1 0 R")
    out += b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, places[7])
    return bytes(out)


def form_fields(count: int, value: bytes) -> bytes:
    more = {}
    for index in range(count):
        more[7 + index] = b"<< /FT /Sig /T (s%d) /V %s >>" % (index, value)
    fields = b" ".join(b"%d 0 R" % number for number in more)
    more[6] = b"<< /Fields [%s] /SigFlags 3 >>" % fields
    return one_page(catalog=b"/AcroForm 6 0 R", more=more)


def unicode_font(target: bytes) -> bytes:
    """Return a page whose letters a ToUnicode table turns into whatever `target` is (UTF-16, hex)."""
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        b"1 begincodespacerange <00> <FF> endcodespacerange 26 beginbfchar "
        + b"".join(b"<%02X> <%s> " % (code, target) for code in range(0x41, 0x5B))
        + b"endbfchar endcmap end end"
    )
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>"
    content = b"BT /F2 12 Tf 72 700 Td (ABCDEFGHIJKLMNOP) Tj ET " + words()
    page = b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >>"
    return one_page(stream(content), page=page, more={6: font, 7: stream(table)}).replace(
        b"/Resources << /Font << /F1 5 0 R >>  >> ", b"", 1
    )


def type3_loop() -> bytes:
    glyph = stream(b"1000 0 d0 BT /F2 1 Tf (a) Tj ET")
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] "
        b"/CharProcs << /a 7 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [1000] "
        b"/Resources << /Font << /F2 6 0 R >> >> >>"
    )
    content = stream(words() + b" BT /F2 12 Tf 72 500 Td (aaaa) Tj ET")
    page = b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >>"
    return one_page(content, page=page, more={6: font, 7: glyph}).replace(
        b"/Resources << /Font << /F1 5 0 R >>  >> ", b"", 1
    )


def long_page() -> bytes:
    lines = [b"(%06d teks panjang %s) Tj T* " % (n, b"sekali " * 30) for n in range(800)]
    return b"BT /F1 1 Tf 20 830 Td 1 TL " + b"".join(lines) + b"ET"


def script() -> bytes:
    return b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"


def attachment() -> bytes:
    return one_page(
        catalog=b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>",
        more={
            6: b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>",
            7: stream(b"MZ", b"/Type /EmbeddedFile"),
        },
    )


def xmp_laughs() -> bytes:
    lol = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">' + lol + b"]><x>&l9;</x>"
    return one_page(catalog=b"/Metadata 6 0 R", more={6: stream(xml, b"/Type /Metadata /Subtype /XML")})
