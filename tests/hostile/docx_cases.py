"""DOCX, ZIP and other files that want to hurt a reader, each with the status it must get."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.hostile.case import Case
from tests.hostile.pdf_bytes import honest as honest_pdf

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SENTENCE = "Menetapkan tim kerja pembangunan zona integritas pada kantor ini."
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def paragraph(text: str = SENTENCE, properties: str = "") -> str:
    return f"<w:p><w:r>{properties}<w:t>{text}</w:t></w:r></w:p>"


def document(body: str, *, space: str = W, doctype: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}'
        f'<w:document xmlns:w="{space}" xmlns:r="{R}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    )


def relation(target: str, kind: str, *, external: bool = True, number: int = 1) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"{mode}/>'


def relations(*links: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{"".join(links)}</Relationships>'


def docx(body: str | bytes = "", parts: dict[str, str | bytes] | None = None, **options: str) -> bytes:
    """Return a DOCX of this body, or of a whole document part where bytes are given."""
    main = body if isinstance(body, bytes) else document(body or paragraph(), **options)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", main)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def bomb(name: str, size: int, head: bytes = b"", fill: bytes = b" ", tail: bytes = b"") -> bytes:
    """Return a DOCX with a part that claims and holds `size` bytes, packed without holding them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        if name != "word/document.xml":
            archive.writestr("word/document.xml", document(paragraph()))
        with archive.open(name, "w", force_zip64=True) as part:
            part.write(head)
            block = fill * ((1 << 20) // len(fill))
            for _ in range(size // len(block)):
                part.write(block)
            part.write(tail)
    return out.getvalue()


def patched(data: bytes, *, local: tuple[int, bytes], central: tuple[int, bytes], name: bytes) -> bytes:
    """Overwrite bytes of one member's local and central headers (offset in the header, new bytes)."""
    out = bytearray(data)
    first = out.index(name) - 30
    last = out.rindex(name) - 46
    out[first + local[0] : first + local[0] + len(local[1])] = local[1]
    out[last + central[0] : last + central[0] + len(central[1])] = central[1]
    return bytes(out)


DOCUMENT = b"word/document.xml"


def lying_size() -> bytes:
    small = struct.pack("<I", 100)
    return patched(docx(paragraph() * 500), local=(22, small), central=(24, small), name=DOCUMENT)


def claimed_picture() -> bytes:
    claim = struct.pack("<I", 4_000_000_000)
    data = docx(parts={"word/media/image1.png": bytes(5000)})
    return patched(data, local=(22, claim), central=(24, claim), name=b"word/media/image1.png")


def wrong_crc() -> bytes:
    return patched(docx(), local=(14, b"abcd"), central=(16, b"abcd"), name=DOCUMENT)


def locked_zip() -> bytes:
    return patched(docx(), local=(6, b"\x01\x00"), central=(8, b"\x01\x00"), name=DOCUMENT)


def odd_method() -> bytes:
    return patched(docx(), local=(8, b"\x63\x00"), central=(10, b"\x63\x00"), name=DOCUMENT)


def odd_lzma() -> bytes:
    return patched(docx(), local=(8, b"\x0e\x00"), central=(10, b"\x0e\x00"), name=DOCUMENT)


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", document(paragraph()))
        archive.writestr("word/documenu.xml", document(paragraph("Teks lain yang disisipkan orang.")))
    return out.getvalue().replace(b"word/documenu.xml", b"word/document.xml")


def overlapping(count: int) -> bytes:
    """Return an archive whose many members all share one packed megabyte."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b"a" * (1 << 20)) + packed.flush()
    check = zlib.crc32(b"a" * (1 << 20))
    fields = struct.pack("<HHHHHIII", 20, 0, 8, 0, 0, check, len(body), 1 << 20)
    name = b"word/document.xml"
    out = bytearray(b"PK\x03\x04" + fields + struct.pack("<HH", len(name), 0) + name + body)
    start = len(out)
    for index in range(count):
        entry = b"word/a%05d.xml" % index
        out += b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHHHII", len(entry), 0, 0, 0, 0, 0, 0) + entry
    out += b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(out) - start, start, 0)
    return bytes(out)


def entries(count: int) -> bytes:
    return docx(parts={f"word/x/{index}.xml": "" for index in range(count)})


def absurd_zip64() -> bytes:
    data = bytearray(docx())
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 20] = b"\xff" * 8
    return bytes(data)


def office(folder: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(f"{folder}/a.xml", "<a/>")
    return out.getvalue()


def opendocument() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    return out.getvalue()


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("surat.txt", "isi")
    return out.getvalue()


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream.encode("utf-16-le") + bytes(1000)


def external_entity(target: str, encoding: str = "utf-8") -> bytes:
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{target}">]>'
    text = document(paragraph(f"&e; {SENTENCE}"), doctype=doctype)
    if encoding != "utf-8":
        text = text.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return docx(text.encode(encoding))


def nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph() + "</w:tc></w:tr></w:tbl>" * depth


def template(target: str) -> bytes:
    return docx(
        parts={
            "word/settings.xml": "<a/>",
            "word/_rels/settings.xml.rels": relations(relation(target, "attachedTemplate")),
        }
    )


def text_box() -> str:
    box = f"<w:txbxContent>{paragraph()}</w:txbxContent>"
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def many_headers(count: int) -> bytes:
    links = [relation(f"header{n}.xml", "header", external=False, number=n) for n in range(count)]
    references = "".join(
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId{n}"/></w:sectPr>' for n in range(count)
    )
    parts: dict[str, str | bytes] = {"word/_rels/document.xml.rels": relations(*links)}
    for n in range(count):
        parts[f"word/header{n}.xml"] = f'<w:hdr xmlns:w="{W}">{paragraph("kepala surat")}</w:hdr>'
    return docx(paragraph() + references, parts)


def core(doctype: str) -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return docx(
        parts={"docProps/core.xml": f'<?xml version="1.0"?>{doctype}<cp:coreProperties xmlns:cp="{space}"/>'}
    )


def cases() -> Iterator[Case]:
    """Yield every case that is no PDF."""
    read, damaged, large, unsupported = "read", "damaged", "too_large", "unsupported"
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    make: list[tuple[str, Callable[[], bytes], str, str]] = [
        ("jujur.docx", docx, read, ""),
        ("kosong.docx", bytes, "empty", ""),
        ("semua-nol.docx", lambda: bytes(50_000), damaged, ""),
        ("pk-saja.docx", lambda: b"PK\x03\x04", damaged, ""),
        ("terpotong.docx", lambda: docx(paragraph() * 50)[:-100], damaged, ""),
        (
            "52-juta-paragraf.docx",
            lambda: bomb(
                "word/document.xml",
                312 << 20,
                document("").split("</w:body>")[0].encode(),
                b"<w:p/>",
                b"</w:body></w:document>",
            ),
            large,
            "",
        ),
        (
            "90mb-paragraf-kosong.docx",
            lambda: docx(document("<w:p/>" * 15_000_000).encode()),
            "too_large timeout",
            "",
        ),
        ("gambar-4gb.docx", claimed_picture, large, ""),
        ("bagian-terlalu-panjang.docx", lambda: bomb("word/document.xml", 512 << 20), large, ""),
        (
            "300000-paragraf.docx",
            lambda: docx("".join(paragraph(f"{n} {SENTENCE}") for n in range(100_000))),
            read,
            "truncated",
        ),
        ("simpul-11mb.docx", lambda: docx(paragraph("".join(map(str, range(1_800_000))))), "damaged", ""),
        (
            "200000-relasi.docx",
            lambda: docx(
                parts={
                    "word/_rels/document.xml.rels": relations(
                        *(relation(f"a{n}.xml", "image", external=False, number=n) for n in range(200_000))
                    )
                }
            ),
            "read too_large",
            "",
        ),
        ("3000-kepala.docx", lambda: many_headers(3000), read, ""),
        (
            "tertawa.docx",
            lambda: docx(
                document(paragraph("&l9;"), doctype=f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>').encode()
            ),
            damaged,
            "",
        ),
        (
            "ledakan-kuadrat.docx",
            lambda: docx(
                document(
                    paragraph("&a;" * 50_000), doctype=f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'
                ).encode()
            ),
            damaged,
            "",
        ),
        ("xxe-berkas.docx", lambda: external_entity("file:///etc/passwd"), damaged, ""),
        ("xxe-unc.docx", lambda: external_entity("file://server/bagi/x"), damaged, ""),
        ("xxe-utf16.docx", lambda: external_entity("file:///etc/passwd", "utf-16"), damaged, ""),
        ("xxe-tanpa-akhir.docx", lambda: external_entity("file:///dev/zero"), damaged, ""),
        (
            "dtd-luar.docx",
            lambda: docx(
                document(paragraph(), doctype='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">').encode()
            ),
            damaged,
            "",
        ),
        (
            "entitas-parameter.docx",
            lambda: docx(
                document(
                    paragraph(), doctype='<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>'
                ).encode()
            ),
            damaged,
            "",
        ),
        (
            "dtd-kosong.docx",
            lambda: docx(document(paragraph(), doctype="<!DOCTYPE x>").encode()),
            damaged,
            "",
        ),
        ("dtd-di-properti.docx", lambda: core("<!DOCTYPE x []>"), damaged, ""),
        (
            "relasi-hilang.docx",
            lambda: docx(
                parts={
                    "word/_rels/document.xml.rels": relations(
                        relation("tidak-ada.xml", "header", external=False),
                        relation("NULL", "image", external=False),
                    )
                }
            ),
            read,
            "",
        ),
        ("ketat.docx", lambda: docx(paragraph(), space=STRICT), read, ""),
        ("makro.docx", lambda: docx(parts={"word/vbaProject.bin": b"x"}), read, "macro"),
        ("sematan.docx", lambda: docx(parts={"word/embeddings/a.xlsx": b"x"}), read, "embedded"),
        ("templat-jauh.docx", lambda: template("http://127.0.0.1:9/a.dotm"), read, "external"),
        ("templat-unc.docx", lambda: template(r"\\server\bagi\a.dotm"), read, "external"),
        ("templat-berkas-unc.docx", lambda: template("file://server/bagi/a.dotm"), read, "external"),
        (
            "gambar-jauh.docx",
            lambda: docx(
                parts={
                    "word/_rels/document.xml.rels": relations(relation("https://127.0.0.1:9/a.png", "image"))
                }
            ),
            read,
            "external",
        ),
        (
            "dde.docx",
            lambda: docx(
                f"{paragraph()}<w:p><w:r><w:instrText>DDEAUTO c:\\\\x cmd</w:instrText></w:r></w:p>"
            ),
            read,
            "external",
        ),
        (
            "dihapus.docx",
            lambda: docx(
                f"{paragraph('ada')}<w:p><w:del><w:r><w:delText>{SENTENCE}</w:delText></w:r></w:del></w:p>"
            ),
            read,
            "tracked_changes",
        ),
        ("tersembunyi.docx", lambda: docx(paragraph(SENTENCE, hidden)), "no_text", "hidden_text"),
        ("kotak-teks.docx", lambda: docx(text_box()), read, ""),
        (
            "kotak-teks-bersarang.docx",
            lambda: docx(
                "<w:p><w:r><w:txbxContent>" * 60 + paragraph() + "</w:txbxContent></w:r></w:p>" * 60
            ),
            read,
            "",
        ),
        ("tabel-dalam-200.docx", lambda: docx(nested_tables(200)), damaged, ""),
        ("tabel-dalam-20.docx", lambda: docx(nested_tables(20)), read, ""),
        ("unsur-dalam-10000.docx", lambda: docx("<w:sdt>" * 10_000 + "</w:sdt>" * 10_000), damaged, ""),
        (
            "sejuta-atribut.docx",
            lambda: docx("<w:p " + " ".join(f'a{n}="1"' for n in range(1_000_000)) + "/>"),
            "damaged no_text too_large",
            "",
        ),
        (
            "banjir-ruang-nama.docx",
            lambda: docx("".join(f'<w:p xmlns:a{n}="u{n}"/>' for n in range(200_000)) + paragraph()),
            "read damaged too_large",
            "",
        ),
        (
            "bukan-utf8.docx",
            lambda: docx(document(paragraph()).encode().replace(b"tim", b"\xff\xfe\xfa")),
            damaged,
            "",
        ),
        (
            "naskah-utf16.docx",
            lambda: docx(document(paragraph()).replace("UTF-8", "UTF-16").encode("utf-16")),
            read,
            "",
        ),
        ("xml-terpotong.docx", lambda: docx(document(paragraph() * 10).encode()[:-300]), damaged, ""),
        ("xml-kosong.docx", lambda: docx(b" "), damaged, ""),
        ("tanpa-naskah.docx", lambda: office("word"), damaged, ""),
        ("zip-terkunci.docx", locked_zip, "encrypted", ""),
        ("metode-99.docx", odd_method, damaged, ""),
        ("metode-lzma.docx", odd_lzma, damaged, ""),
        ("crc-salah.docx", wrong_crc, damaged, ""),
        ("ukuran-bohong.docx", lying_size, damaged, ""),
        ("naskah-dua.docx", twice, damaged, ""),
        ("bertumpuk.docx", lambda: overlapping(5000), large, ""),
        ("12000-bagian.docx", lambda: entries(12_000), large, ""),
        ("zip64-ngawur.docx", absurd_zip64, damaged, ""),
        (
            "nama-keluar.docx",
            lambda: docx(parts={"../../../../etc/cron.d/x": "x", "/etc/x": "x", "C:\\x": "x"}),
            read,
            "",
        ),
        ("ole-terkunci.docx", lambda: compound("EncryptedPackage"), "encrypted", ""),
        ("word-lama.docx", lambda: compound("WordDocument"), unsupported, ""),
        ("excel-lama.pdf", lambda: compound("Workbook"), unsupported, ""),
        ("excel.docx", lambda: office("xl"), unsupported, ""),
        ("paparan.docx", lambda: office("ppt"), unsupported, ""),
        ("odt.docx", opendocument, unsupported, ""),
        ("arsip.pdf", plain_zip, unsupported, ""),
        ("pdf-sebenarnya.docx", honest_pdf, read, ""),
        ("docx-sebenarnya.pdf", docx, read, ""),
        ("zip-lalu-pdf.pdf", lambda: docx() + honest_pdf(), "read", ""),
        (
            "halaman-web.pdf",
            lambda: b"\n<!DOCTYPE html><html><title>404 %PDF</title></html>",
            unsupported,
            "",
        ),
        ("foto-terpotong.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(1000), damaged, ""),
        ("banjir-penanda.jpg", lambda: b"\xff\xd8" + b"\xff" * 3_000_000, damaged, ""),
        ("program.pdf", lambda: b"MZ" + bytes(1000), unsupported, ""),
        ("rtf.docx", lambda: b"{\\rtf1 surat}", unsupported, ""),
        ("teks.pdf", lambda: b"Ini bukan PDF.\n" * 20, unsupported, ""),
        ("acak.pdf", lambda: bytes((n * 7919 + n // 3) % 256 for n in range(5000)), unsupported, ""),
        ("gzip.docx", lambda: b"\x1f\x8b\x08" + bytes(100), unsupported, ""),
    ]
    for name, maker, status, flag in make:
        yield Case(name, maker, frozenset(status.split()), flag)
