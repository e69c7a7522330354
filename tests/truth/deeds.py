"""What is done to a paper: each deed gives the files to write in its place."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from fpdf import FPDF
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

from testkit.complete_unit import UNIT_TEXT
from testkit.paper import (
    OTHER_OFFICE,
    OWN_OFFICE,
    Paper,
    bound,
    docx_of,
    lines_of,
    long_date,
    pdf_of,
    render,
)
from tests.truth.bench import Bench, Target
from zi_evidence.periods import bounds

__all__ = [
    "Deed",
    "aged",
    "almost_the_same",
    "another_day",
    "answer_to_another",
    "answer_to_its_report",
    "as_invitation",
    "as_nil",
    "backdated_follow_up",
    "blank_day",
    "bound_together",
    "bound_with_an_old_one",
    "emptied",
    "form",
    "hidden",
    "impossible_date",
    "in_the_middle",
    "invoice",
    "locked",
    "login_page",
    "misnamed",
    "misplaced",
    "on_its_first_month",
    "one_backdated",
    "other_period_stated",
    "other_periods_copy",
    "other_units_file",
    "photographed",
    "pin",
    "remove",
    "renamed_as_new",
    "rewritten",
    "scanned",
    "tracked",
    "truncated",
    "twice_the_same",
    "waiver",
    "without_number",
    "written",
]

_YEARS_BACK = 7


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done: files to write (`None` removes), and the unit file while it lasts."""

    files: Mapping[str, bytes | None]
    unit_text: str = UNIT_TEXT


def rewritten(**changes: object) -> Callable[[Target, Bench], Deed]:
    def deed(target: Target, _: Bench) -> Deed:
        return Deed({target.paper.path: render(replace(target.paper, **changes))})  # type: ignore[arg-type]

    return deed


def written(make: Callable[[Paper], bytes]) -> Callable[[Target, Bench], Deed]:
    return lambda target, _: Deed({target.paper.path: make(target.paper)})


def _years_earlier(day: dt.date, years: int) -> dt.date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _older(paper: Paper, years: int) -> Paper:
    period = f"{int(paper.period[:4]) - years}{paper.period[4:]}" if paper.period else ""
    return replace(
        paper,
        date=_years_earlier(paper.date, years) if paper.date else None,
        event=_years_earlier(paper.event, years) if paper.event else None,
        period=period,
    )


def aged(target: Target, _: Bench) -> Deed:
    return Deed({target.paper.path: render(_older(target.paper, _YEARS_BACK))})


def emptied(target: Target, _: Bench) -> Deed:
    return Deed({target.paper.path: b""})


def remove(target: Target, _: Bench) -> Deed:
    return Deed({target.paper.path: None})


def other_periods_copy(target: Target, bench: Bench) -> Deed:
    other = next(p for p in bench.papers if p.serves == target.full_id and p.period != target.paper.period)
    return Deed({target.paper.path: render(other)})


def other_period_stated(target: Target, _: Bench) -> Deed:
    earlier = _older(target.paper, 2)
    return Deed({target.paper.path: render(replace(target.paper, period=earlier.period))})


def form(paper: Paper) -> bytes:
    lines = lines_of(replace(paper, number="", signed=False, date=None))
    slots = ["Nama : ${nama}", "Tanggal : ${tanggal}", "NIP : ${nip}", "Jabatan : ................"]
    return _in_its_format(paper, [*lines, *slots])


def without_number(paper: Paper) -> bytes:
    return _in_its_format(paper, [line for line in lines_of(paper) if paper.number not in line])


def impossible_date(paper: Paper) -> bytes:
    lines = lines_of(replace(paper, date=dt.date(2026, 2, 27), event=None))
    return _in_its_format(paper, [line.replace("27 Februari 2026", "31 Februari 2026") for line in lines])


def _in_its_format(paper: Paper, lines: Iterable[str]) -> bytes:
    return pdf_of(lines) if paper.path.endswith(".pdf") else docx_of(lines)


def truncated(paper: Paper) -> bytes:
    data = render(paper)
    return data[: len(data) * 3 // 5]


def locked(paper: Paper) -> bytes:
    """As Word locks a document, or as a PDF is locked."""
    if not paper.path.endswith(".pdf"):
        return (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(504)
            + "EncryptedPackage".encode("utf-16-le")
            + bytes(480)
        )
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(render(paper))))
    writer.encrypt("rahasia", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def scanned(paper: Paper) -> bytes:
    image = Image.new("L", (620, 877), 255)
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(lines_of(paper)):
        pen.text((40, 40 + 16 * row), line, fill=0)
    pdf = FPDF()
    pdf.set_creation_date(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    pdf.add_page()
    pdf.image(image, x=0, y=0, w=210)
    return bytes(pdf.output())


def login_page(_: Paper) -> bytes:
    return b"<!DOCTYPE html><html><head><title>Masuk</title></head><body>Silakan masuk</body></html>"


def invoice(paper: Paper) -> bytes:
    """Another paper altogether under the telling name."""
    lines = [
        paper.office.name.upper(),
        "KWITANSI PEMBELIAN",
        "Nomor : KW-17/2026",
        "Sudah terima dari bendahara uang sejumlah Rp 350.000",
        "Untuk pembayaran galon air minum dan gula pasir",
        f"Sukamaju, {paper.date.day if paper.date else 3} Februari 2026",
        "Penerima,",
        "Toko Sumber Rejeki",
    ]
    return _in_its_format(paper, lines)


def another_day(target: Target, _: Bench) -> Deed:
    """The piece of another meeting, ten days later."""
    paper, later = target.paper, dt.timedelta(days=10)
    moved = replace(
        paper,
        event=paper.event + later if paper.event else None,
        date=paper.date + later if paper.date else None,
    )
    return Deed({paper.path: render(moved)})


def as_nil(paper: Paper) -> bytes:
    """A report that there was nothing to report."""
    words = "Pada masa ini tidak ada kegiatan yang dilaksanakan (nihil)."
    return render(replace(paper, topic=f"Nihil {paper.topic}", extra=(words,)))


def blank_day(paper: Paper) -> bytes:
    """The day left out, as in a form that waits for its signature."""
    if not paper.date:
        return render(paper)
    day = long_date(paper.date)
    month = day.partition(" ")[2]
    return _in_its_format(paper, [line.replace(day, f"            {month}") for line in lines_of(paper)])


def photographed(target: Target, _: Bench) -> Deed:
    """A picture of the paper under its name."""
    stem = target.paper.path.rpartition(".")[0]
    stream = io.BytesIO()
    Image.new("RGB", (620, 877), (240, 240, 235)).save(stream, "PNG")
    return Deed({target.paper.path: None, f"{stem}.png": stream.getvalue()})


def as_invitation(paper: Paper) -> bytes:
    return render(replace(paper, kind="undangan", event=paper.date))


def tracked(paper: Paper) -> bytes:
    data = docx_of(["@@MARK@@", *lines_of(paper)])
    return _with_document(
        data,
        lambda xml: xml.replace(
            '<w:p><w:r><w:t xml:space="preserve">@@MARK@@</w:t></w:r></w:p>',
            '<w:p><w:ins w:id="1" w:author="Sri Wahyuni" w:date="2026-02-03T08:00:00Z">'
            "<w:r><w:t>bagian ini masih dibahas</w:t></w:r></w:ins></w:p>",
        ),
    )


def hidden(paper: Paper) -> bytes:
    data = docx_of(lines_of(paper))
    return _with_document(data, lambda xml: xml.replace("<w:r><w:t", "<w:r><w:rPr><w:vanish/></w:rPr><w:t"))


def _with_document(data: bytes, change: Callable[[str], str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                content = change(content.decode()).encode()
            new.writestr(info, content)
    return stream.getvalue()


def misnamed(target: Target, _: Bench) -> Deed:
    ending = target.paper.path.rpartition(".")[2]
    new = f"SCAN MASUK/scan0001.{ending}"
    return Deed({target.paper.path: None, new: render(replace(target.paper, path=new))})


def misplaced(target: Target, bench: Bench) -> Deed:
    """The paper in the folder of another area's item, its name kept."""
    name = target.paper.path.rpartition("/")[2]
    area = target.item.area
    other = next(p for p in bench.papers if p.serves.split(".")[2:3] != [area] and p.serves[0] == "A")
    folder = other.path.rpartition("/")[0]
    return Deed({target.paper.path: None, f"{folder}/{name}": render(target.paper)})


def backdated_follow_up(target: Target, bench: Bench) -> Deed:
    """Every follow-up is older than the first paper that it could answer."""
    answered = [p.date for p in bench.papers_for(target.requirement.follows) if p.date]
    day = min(answered) - dt.timedelta(days=3)
    return Deed({p.path: render(replace(p, date=day)) for p in bench.papers_for(target.full_id)})


def answer_to_another(target: Target, bench: Bench) -> Deed:
    """Every follow-up says that it answers a report of the same matter, of years ago."""
    cause = bench.papers_for(target.requirement.follows)[0].topic.lower().removeprefix("laporan ")
    words = (
        f"Menindaklanjuti laporan {cause} Nomor LAP-77/KPLP/2019 tanggal 4 Maret 2019 telah ada perbaikan."
    )
    own = bench.papers_for(target.full_id)
    return Deed({p.path: render(replace(p, extra=(*p.extra, words))) for p in own})


def answer_to_its_report(target: Target, bench: Bench) -> Deed:
    """The follow-up says by number and day which report it answers."""
    cause = next(p for p in bench.papers_for(target.requirement.follows) if p.number and p.date)
    day = long_date(cause.date) if cause.date else ""
    words = f"Menindaklanjuti laporan Nomor {cause.number} tanggal {day} telah dilakukan perbaikan."
    return Deed({target.paper.path: render(replace(target.paper, extra=(*target.paper.extra, words)))})


def _in_one_file(target: Target, papers: Iterable[Paper]) -> Deed:
    folder = target.paper.path.rpartition("/")[0]
    papers = sorted(papers, key=lambda paper: (paper.slot, str(paper.event or paper.date)))
    files: dict[str, bytes | None] = {paper.path: None for paper in papers}
    return Deed({**files, f"{folder}/berkas lengkap.pdf": bound(papers)})


def bound_together(target: Target, bench: Bench) -> Deed:
    """All papers of the requirement in one file."""
    return _in_one_file(target, bench.papers_for(target.full_id))


def bound_with_an_old_one(target: Target, bench: Bench) -> Deed:
    """All papers of the requirement in one file, one of them that of years ago."""
    papers = [p for p in bench.papers_for(target.full_id) if p != target.paper]
    return _in_one_file(target, [*papers, _older(target.paper, _YEARS_BACK)])


def one_backdated(target: Target, bench: Bench) -> Deed:
    """The follow-up of one period is older than every paper of that period."""
    first, last = bounds(target.paper.period)
    days = [
        paper.date
        for paper in bench.papers_for(target.requirement.follows)
        if paper.date
        and paper.period
        and first <= bounds(paper.period)[1]
        and bounds(paper.period)[0] <= last
    ]
    return Deed({target.paper.path: render(replace(target.paper, date=min(days) - dt.timedelta(days=3)))})


def renamed_as_new(target: Target, _: Bench) -> Deed:
    """A paper of seven years ago in a file whose name says it is of this year."""
    stem, ending = target.paper.path.rsplit(".", 1)
    new = f"{stem} Tahun 2026.{ending}"
    old = replace(_older(target.paper, _YEARS_BACK), path=new)
    return Deed({target.paper.path: None, new: render(old)})


def twice_the_same(target: Target, bench: Bench) -> Deed:
    other = next(p for p in bench.papers_for(target.full_id) if p != target.paper)
    return Deed({target.paper.path: render(other)})


def almost_the_same(target: Target, bench: Bench) -> Deed:
    """One of several papers gives way to a copy of another one with a byte at its end."""
    deed = twice_the_same(target, bench)
    return Deed({path: data + b"\n" if data else data for path, data in deed.files.items()})


def on_its_first_month(target: Target, _: Bench) -> Deed:
    """A report on the first month of its period instead of the whole."""
    first = bounds(target.paper.period)[0]
    paper = replace(target.paper, period=f"{first:%Y-%m}")
    return Deed({target.paper.path: render(replace(paper, topic=f"Bulanan {paper.topic}"))})


def in_the_middle(target: Target, _: Bench) -> Deed:
    """A report made when half of its period was still to come."""
    first, last = bounds(target.paper.period)
    return Deed({target.paper.path: render(replace(target.paper, date=first + (last - first) / 2))})


def waiver(until: dt.date) -> Callable[[Target, Bench], Deed]:
    def deed(target: Target, _: Bench) -> Deed:
        entry = (
            f"waivers:\n  - {{item: {target.item.code}, requirement: {target.requirement.id},"
            f" reason: belum ada layanan, approved_by: Kepala, until: {until}}}\n"
        )
        return Deed({target.paper.path: None}, UNIT_TEXT + entry)

    return deed


def pin(file: str, item: str) -> Callable[[Target, Bench], Deed]:
    def deed(target: Target, _: Bench) -> Deed:
        entry = {"file": file or target.paper.path, "item": item or target.item.code}
        return Deed({}, f'{UNIT_TEXT}pins:\n  - {{file: "{entry["file"]}", item: {entry["item"]}}}\n')

    return deed


def other_units_file(_: Target, __: Bench) -> Deed:
    text = UNIT_TEXT.replace(OWN_OFFICE.name, OTHER_OFFICE.name).replace("Lapas Sukamaju", "Lapas Karangsari")
    return Deed({}, text)
