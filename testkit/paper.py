"""Invented official papers: what one says, line by line, and its bytes as DOCX or PDF.

A paper is data, so that a test can change one property of it and write it again.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from fpdf import FPDF

__all__ = [
    "HEADINGS",
    "OTHER_OFFICE",
    "OWN_OFFICE",
    "Office",
    "Paper",
    "bound",
    "docx_of",
    "lines_of",
    "long_date",
    "pdf_of",
    "pdf_pages",
    "period_words",
    "render",
]

_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember",
)  # fmt: skip
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ROMAN = ("I", "II", "III", "IV")
# The words that head a paper of each kind.
HEADINGS: dict[str, str] = {
    "sk": "KEPUTUSAN",
    "peraturan": "PERATURAN",
    "instruksi": "INSTRUKSI",
    "surat_edaran": "SURAT EDARAN",
    "sop": "STANDAR OPERASIONAL PROSEDUR",
    "surat_tugas": "SURAT TUGAS",
    "nota_dinas": "NOTA DINAS",
    "berita_acara": "BERITA ACARA",
    "laporan": "LAPORAN",
    "notula": "NOTULA",
    "daftar_hadir": "DAFTAR HADIR",
    "pengumuman": "PENGUMUMAN",
    "maklumat": "MAKLUMAT",
    "pakta_integritas": "PAKTA INTEGRITAS",
    "perjanjian_kinerja": "PERJANJIAN KINERJA",
    "lkjip": "LAPORAN KINERJA",
    "renstra": "RENCANA STRATEGIS",
    "skp": "SASARAN KINERJA PEGAWAI",
    "rencana_aksi": "RENCANA AKSI",
    "register_risiko": "REGISTER RISIKO",
    "survei": "LAPORAN HASIL SURVEI",
    "dokumentasi": "DOKUMENTASI",
    "sertifikat": "SERTIFIKAT",
    "sptjm": "SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK",
    "surat_pernyataan": "SURAT PERNYATAAN",
    "daftar": "DAFTAR",
    "materi": "MATERI",
}
_DECREES = frozenset({"sk", "peraturan", "instruksi"})
_LETTERS = frozenset({"surat", "undangan", "nota_dinas"})
_MEETINGS = frozenset({"notula", "daftar_hadir"})


@dataclass(frozen=True, slots=True)
class Office:
    """Whose paper it is."""

    name: str
    place: str
    head: str
    nip: str


OWN_OFFICE = Office(
    "Lembaga Pemasyarakatan Kelas IIB Sukamaju", "Sukamaju", "Bambang Sutrisna", "19720304 199503 1 001"
)
OTHER_OFFICE = Office(
    "Lembaga Pemasyarakatan Kelas IIA Karangsari", "Karangsari", "Darmawan Wibisono", "19690817 199203 1 004"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One invented paper.

    Attributes:
        path: where it is filed, relative to the unit folder.
        serves: full id of the requirement it was written for.
        kind: what it is.
        topic: the words of its title, without kind and period.
        date: its own date; `None` leaves the place and the signature without one.
        period: the period it states, or empty.
        slot: the period of the requirement that it was written for, or empty.
        number: its number; empty leaves the slot blank.
        signed: whether position, name and NIP close it.
        event: the day of the meeting it belongs to.
        extra: further sentences of the body.
        mark: a line above everything, such as `DRAFT`.
    """

    path: str
    serves: str
    kind: str
    topic: str
    date: dt.date | None
    period: str = ""
    slot: str = ""
    number: str = ""
    signed: bool = True
    event: dt.date | None = None
    extra: tuple[str, ...] = ()
    mark: str = ""
    office: Office = OWN_OFFICE


def long_date(day: dt.date) -> str:
    """The day as an office writes it: `5 Januari 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_words(period: str) -> str:
    """A period in the words of a title: `Triwulan I Tahun 2026`, `Bulan Maret 2026`, `Tahun 2025`."""
    if not period:
        return ""
    year, _, rest = period.partition("-")
    if rest.startswith("Q"):
        return f"Triwulan {_ROMAN[int(rest[1]) - 1]} Tahun {year}"
    if rest.startswith("S"):
        return f"Semester {_ROMAN[int(rest[1]) - 1]} Tahun {year}"
    if len(rest) == 4:
        return f"Tahun {year}-{rest}"
    if rest:
        return f"Bulan {_MONTHS[int(rest) - 1]} {year}"
    return f"Tahun {year}"


def lines_of(paper: Paper) -> list[str]:
    """The paper's text, one paragraph a line."""
    office = paper.office
    head = [paper.mark] if paper.mark else []
    head += [
        "KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA",
        office.name.upper(),
        f"Jalan Melati 12, {office.place}",
    ]
    if paper.kind in _DECREES:
        body = _decree(paper)
    elif paper.kind in _LETTERS:
        body = _letter(paper)
    elif paper.kind in _MEETINGS:
        body = _meeting(paper)
    elif paper.kind == "sop":
        body = _procedure(paper)
    else:
        body = _report(paper)
    return [*head, *body]


def _title(paper: Paper) -> str:
    """The topic in capitals, behind the word of its kind where it does not begin with it."""
    topic = " ".join((paper.topic, period_words(paper.period))).strip().upper()
    word = HEADINGS.get(paper.kind, "")
    return topic if topic.startswith(word) else f"{word} {topic}"


def _prose(paper: Paper) -> Iterator[str]:
    topic = paper.topic.lower()
    yield f"Kegiatan ini dilaksanakan oleh seluruh bagian sesuai dengan rencana, yaitu {topic}."
    yield "Petugas loket dan ruang kunjungan dilibatkan; berkas pendukung disimpan pada arsip seksi tata usaha."
    yield from paper.extra


def _closing(paper: Paper, *, dated: bool = True) -> Iterator[str]:
    if dated and paper.date:
        yield f"{paper.office.place}, {long_date(paper.date)}"
    if paper.signed:
        yield "Kepala,"
        yield paper.office.head
        yield f"NIP {paper.office.nip}"


def _decree(paper: Paper) -> list[str]:
    year = f" TAHUN {paper.date.year}" if paper.date else ""
    topic = " ".join((paper.topic, period_words(paper.period))).strip().upper()
    lines = [
        f"{HEADINGS[paper.kind]} KEPALA {paper.office.name.upper()}",
        f"NOMOR {paper.number}{year}" if paper.number else "NOMOR ........",
        "TENTANG",
        topic,
        "Menimbang : bahwa untuk kelancaran tugas perlu menetapkan keputusan;",
        "Mengingat : ketentuan peraturan yang berlaku;",
        "MEMUTUSKAN:",
        "Menetapkan : nama sebagaimana tercantum dalam lampiran.",
        *_prose(paper),
    ]
    if paper.date:
        lines += [f"Ditetapkan di {paper.office.place}", f"pada tanggal {long_date(paper.date)}"]
    return [*lines, *_closing(paper, dated=False)]


def _letter(paper: Paper) -> list[str]:
    topic = " ".join((paper.topic, period_words(paper.period))).strip()
    if paper.kind == "undangan" and not topic.lower().startswith("undangan"):
        topic = f"Undangan {topic}"
    lines = ["NOTA DINAS"] if paper.kind == "nota_dinas" else []
    if paper.date:
        lines.append(f"{paper.office.place}, {long_date(paper.date)}")
    lines.append(f"Nomor : {paper.number or '........'}")
    lines.append(f"Hal : {topic}")
    lines += ["Yth. Para Pejabat Struktural", "di tempat", "Dengan hormat,", *_prose(paper)]
    if paper.event:
        lines += ["Kami mengundang Saudara untuk hadir pada:", *_event(paper.event)]
    return [*lines, "Demikian, atas perhatian diucapkan terima kasih.", *_closing(paper, dated=False)]


def _event(day: dt.date) -> Iterator[str]:
    yield f"Hari/Tanggal : {_DAYS[day.weekday()]}, {long_date(day)}"
    yield "Pukul : 09.00 sampai selesai"
    yield "Tempat : Aula"


def _meeting(paper: Paper) -> list[str]:
    lines = [_title(paper)]
    if day := paper.event or paper.date:
        lines += _event(day)
    lines += _prose(paper)
    if paper.kind == "daftar_hadir":
        lines += ["No Nama Jabatan Tanda Tangan", "1 Sri Wahyuni Staf", "2 Agus Salim Staf"]
    return [*lines, *_closing(paper)]


def _procedure(paper: Paper) -> list[str]:
    lines = [HEADINGS["sop"], f"Nomor SOP : {paper.number or '........'}"]
    if paper.date:
        lines.append(f"Tanggal Pengesahan : {long_date(paper.date)}")
    lines += [f"Nama SOP : {paper.topic}", "Kualifikasi pelaksana : memahami alur kerja", *_prose(paper)]
    return [*lines, *_closing(paper, dated=False)]


def _report(paper: Paper) -> list[str]:
    number = [f"NOMOR {paper.number}"] if paper.number else ["NOMOR : ........"]
    return [_title(paper), *number, *_prose(paper), *_closing(paper)]


def render(paper: Paper) -> bytes:
    """The paper's bytes; its ending says whether as PDF or DOCX."""
    return pdf_of(lines_of(paper)) if paper.path.endswith(".pdf") else docx_of(lines_of(paper))


_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(lines: Iterable[str]) -> bytes:
    """The smallest package that is a sound DOCX; the same lines always give the same bytes."""
    runs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(t)}</w:t></w:r></w:p>' for t in lines)
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:document xmlns:w="{_WORD}"><w:body>{runs}<w:sectPr/></w:body></w:document>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", document),
        ):
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return stream.getvalue()


def pdf_of(lines: Iterable[str]) -> bytes:
    """A PDF with a text layer; the same lines always give the same bytes."""
    return pdf_pages([lines])


def bound(papers: Iterable[Paper]) -> bytes:
    """One PDF of several papers, each on a page of its own."""
    return pdf_pages(map(lines_of, papers))


def pdf_pages(pages: Iterable[Iterable[str]]) -> bytes:
    """One PDF of pages of lines."""
    pdf = FPDF()
    pdf.set_creation_date(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    for lines in pages:
        pdf.add_page()
        for line in lines:
            # Small enough that a title stays on its line, as in the DOCX.
            pdf.set_font("Helvetica", size=11 if len(line) < 70 else 7)
            pdf.multi_cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())
