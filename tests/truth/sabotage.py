"""Single sabotages: what is done to one paper, to which papers it may be done, and what must be said of it."""

import datetime as dt
import io
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fpdf import FPDF
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

from tests.truth.bench import Bench, Target
from tests.truth.complete_unit import AS_OF, UNIT_TEXT
from tests.truth.paper import OTHER_OFFICE, OWN_OFFICE, Paper, docx_of, lines_of, pdf_of, render
from zi_evidence.model import Kind

__all__ = ["SABOTAGES", "UNSEEN", "Deed", "Sabotage", "choose"]

_FUTURE = AS_OF + dt.timedelta(days=70)
_YEARS_BACK = 7
# What an office makes itself, so that another office's name on it is a fault.
_OWN_WORK = frozenset({Kind.SK, Kind.SOP, Kind.LAPORAN, Kind.NOTULA, Kind.DAFTAR_HADIR, Kind.RENCANA_AKSI})

# Names of findings that say so, by what became of the paper and by the shape of the requirement.
_GONE = {"plain": "missing", "several": "too_few", "periodic": "slot_missing"}
_STALE = {"plain": "stale", "several": "too_few", "periodic": "slot_missing"}
_SPOILED = {"plain": "spoiled", "several": "too_few", "periodic": "spoiled"}
_UNREAD = {"plain": "unverified", "several": "too_few", "periodic": "unverified"}
_LONE = {"gone": "missing", "stale": "stale", "spoiled": "spoiled", "unread": "unverified"}
_BY_EFFECT = {"gone": _GONE, "stale": _STALE, "spoiled": _SPOILED, "unread": _UNREAD}


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done: files to write (`None` removes), and the unit file while it lasts."""

    files: Mapping[str, bytes | None]
    unit_text: str = UNIT_TEXT


@dataclass(frozen=True, slots=True)
class Sabotage:
    """One kind of sabotage.

    Attributes:
        fits: whether a paper offers what is to be spoiled.
        deed: what is done.
        effect: `gone`, `stale`, `spoiled` or `unread`, else the name of the finding that the requirement must
            get; empty where the requirement must stay met.
        told: name of the finding about the document itself, or empty.
        unit_told: name of the finding about the unit file, or empty.
        trials: on how many papers it is tried.
    """

    name: str
    fits: Callable[[Target], bool]
    deed: Callable[[Target, Bench], Deed]
    effect: str
    told: str = ""
    unit_told: str = ""
    trials: int = 8

    @property
    def red(self) -> bool:
        """Whether the gate must close."""
        return bool(self.effect or self.unit_told)

    def finding(self, target: Target) -> str:
        """The finding that the requirement must get; empty where it must get none."""
        if self.effect not in _BY_EFFECT:
            return self.effect
        if target.shape.endswith("set"):
            return "set_incomplete"
        if target.alone and target.shape == "periodic":
            return _LONE[self.effect]
        return _BY_EFFECT[self.effect][target.shape]


def choose(targets: Iterable[Target], sabotage: Sabotage) -> Sequence[Target]:
    """The papers to try a sabotage on: in turn from every area and shape, each time another start."""
    groups: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in targets:
        if sabotage.fits(target):
            groups[target.group].append(target)
    start = zlib.crc32(sabotage.name.encode())
    order = sorted(groups, key=lambda group: zlib.crc32(f"{sabotage.name} {group}".encode()))
    chosen: list[Target] = []
    turn = 0
    while len(chosen) < sabotage.trials and turn < max(map(len, groups.values()), default=0):
        for group in order:
            members = groups[group]
            if turn < len(members):
                chosen.append(members[(start + turn) % len(members)])
        turn += 1
    return chosen[: sabotage.trials]


# ---- which papers -----------------------------------------------------------------------------------


def _any(_: Target) -> bool:
    return True


def _follow_up(target: Target) -> bool:
    # A paper that serves both can never be older than itself.
    return bool(target.requirement.follows) and target.requirement.follows not in target.shared


def _must(name: str) -> Callable[[Target], bool]:
    return lambda target: name in target.requirement.must and not target.requirement.pieces


def _limited_in_age(target: Target) -> bool:
    r = target.requirement
    return bool(r.within or r.max_age or r.every or r.years)


def _own_work(target: Target) -> bool:
    return target.paper.kind in _OWN_WORK


def _periodic(target: Target) -> bool:
    return target.shape == "periodic" and bool(target.paper.period)


def _of_several_periods(target: Target) -> bool:
    return _periodic(target) and not target.alone


def _one_of_several_follow_ups(target: Target) -> bool:
    return _of_several_periods(target) and _follow_up(target)


def _several(target: Target) -> bool:
    return target.shape == "several"


def _dated_by_itself(target: Target) -> bool:
    return target.shape == "plain" and target.requirement.within == "window"


def _piece(target: Target) -> bool:
    return target.shape.endswith("set")


def _word(target: Target) -> bool:
    return target.paper.path.endswith(".docx")


def _no_letter(target: Target) -> bool:
    letters = {Kind.SURAT, Kind.UNDANGAN, Kind.NOTA_DINAS}
    return bool(target.requirement.kinds) and not letters & set(target.requirement.kinds)


# ---- what is done -----------------------------------------------------------------------------------


def _rewritten(**changes: object) -> Callable[[Target, Bench], Deed]:
    def deed(target: Target, _: Bench) -> Deed:
        return Deed({target.paper.path: render(replace(target.paper, **changes))})  # type: ignore[arg-type]

    return deed


def _bytes(make: Callable[[Paper], bytes]) -> Callable[[Target, Bench], Deed]:
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


def _aged(target: Target, _: Bench) -> Deed:
    return Deed({target.paper.path: render(_older(target.paper, _YEARS_BACK))})


def _emptied(target: Target, _: Bench) -> Deed:
    return Deed({target.paper.path: b""})


def _remove(target: Target, _: Bench) -> Deed:
    return Deed({target.paper.path: None})


def _other_periods_copy(target: Target, bench: Bench) -> Deed:
    other = next(
        p for p in bench.papers if p.serves == target.full_id and p.period != target.paper.period
    )
    return Deed({target.paper.path: render(other)})


def _other_period_stated(target: Target, _: Bench) -> Deed:
    earlier = _older(target.paper, 2)
    return Deed({target.paper.path: render(replace(target.paper, period=earlier.period))})


def _form(paper: Paper) -> bytes:
    lines = [line for line in lines_of(replace(paper, number="", signed=False, date=None))]
    slots = ["Nama : ${nama}", "Tanggal : ${tanggal}", "NIP : ${nip}", "Jabatan : ................"]
    return _in_its_format(paper, [*lines, *slots])


def _without_number(paper: Paper) -> bytes:
    return _in_its_format(paper, [line for line in lines_of(paper) if paper.number not in line])


def _impossible_date(paper: Paper) -> bytes:
    lines = lines_of(replace(paper, date=dt.date(2026, 2, 27), event=None))
    return _in_its_format(paper, [line.replace("27 Februari 2026", "31 Februari 2026") for line in lines])


def _in_its_format(paper: Paper, lines: Iterable[str]) -> bytes:
    return pdf_of(lines) if paper.path.endswith(".pdf") else docx_of(lines)


def _truncated(paper: Paper) -> bytes:
    data = render(paper)
    return data[: len(data) * 3 // 5]


def _locked(paper: Paper) -> bytes:
    """As Word locks a document, or as a PDF is locked."""
    if not paper.path.endswith(".pdf"):
        return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(render(paper))))
    writer.encrypt("rahasia", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _scanned(paper: Paper) -> bytes:
    image = Image.new("L", (620, 877), 255)
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(lines_of(paper)):
        pen.text((40, 40 + 16 * row), line, fill=0)
    pdf = FPDF()
    pdf.set_creation_date(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    pdf.add_page()
    pdf.image(image, x=0, y=0, w=210)
    return bytes(pdf.output())


def _login_page(_: Paper) -> bytes:
    return b"<!DOCTYPE html><html><head><title>Masuk</title></head><body>Silakan masuk</body></html>"


def _invoice(paper: Paper) -> bytes:
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


def _as_invitation(paper: Paper) -> bytes:
    return render(replace(paper, kind=Kind.UNDANGAN, event=paper.date))


def _tracked(paper: Paper) -> bytes:
    data = docx_of(["@@MARK@@", *lines_of(paper)])
    return _with_document(
        data,
        lambda xml: xml.replace(
            '<w:p><w:r><w:t xml:space="preserve">@@MARK@@</w:t></w:r></w:p>',
            '<w:p><w:ins w:id="1" w:author="Sri Wahyuni" w:date="2026-02-03T08:00:00Z">'
            "<w:r><w:t>bagian ini masih dibahas</w:t></w:r></w:ins></w:p>",
        ),
    )


def _hidden(paper: Paper) -> bytes:
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


def _misnamed(target: Target, _: Bench) -> Deed:
    ending = target.paper.path.rpartition(".")[2]
    new = f"SCAN MASUK/scan0001.{ending}"
    return Deed({target.paper.path: None, new: render(replace(target.paper, path=new))})


def _misplaced(target: Target, bench: Bench) -> Deed:
    """The paper in the folder of another area's item, its name kept."""
    name = target.paper.path.rpartition("/")[2]
    area = target.item.area
    other = next(p for p in bench.papers if p.serves.split(".")[2:3] != [area] and p.serves[0] == "A")
    folder = other.path.rpartition("/")[0]
    return Deed({target.paper.path: None, f"{folder}/{name}": render(target.paper)})


def _backdated_follow_up(target: Target, bench: Bench) -> Deed:
    """Every follow-up is older than the first paper that it could answer."""
    answered = [p.date for p in bench.papers_for(target.requirement.follows) if p.date]
    day = min(answered) - dt.timedelta(days=3)
    return Deed({p.path: render(replace(p, date=day)) for p in bench.papers_for(target.full_id)})


def _one_backdated(target: Target, bench: Bench) -> Deed:
    """The follow-up of one period is older than that period's own paper."""
    period = target.paper.period
    days = [p.date for p in bench.papers_for(target.requirement.follows) if p.date and p.period == period]
    day = min(days) - dt.timedelta(days=3)
    return Deed({target.paper.path: render(replace(target.paper, date=day))})


def _renamed_as_new(target: Target, _: Bench) -> Deed:
    """A paper of seven years ago in a file whose name says it is of this year."""
    stem, _, ending = target.paper.path.rpartition(".")
    new = f"{stem} Tahun 2026.{ending}"
    old = replace(_older(target.paper, _YEARS_BACK), path=new)
    return Deed({target.paper.path: None, new: render(old)})


def _twice_the_same(target: Target, bench: Bench) -> Deed:
    other = next(p for p in bench.papers_for(target.full_id) if p != target.paper)
    return Deed({target.paper.path: render(other)})


def _waiver(until: dt.date) -> Callable[[Target, Bench], Deed]:
    def deed(target: Target, _: Bench) -> Deed:
        entry = (
            f"waivers:\n  - {{item: {target.item.code}, requirement: {target.requirement.id},"
            f" reason: belum ada layanan, approved_by: Kepala, until: {until}}}\n"
        )
        return Deed({target.paper.path: None}, UNIT_TEXT + entry)

    return deed


def _pin(file: str, item: str) -> Callable[[Target, Bench], Deed]:
    def deed(target: Target, _: Bench) -> Deed:
        entry = {"file": file or target.paper.path, "item": item or target.item.code}
        return Deed({}, f"{UNIT_TEXT}pins:\n  - {{file: \"{entry['file']}\", item: {entry['item']}}}\n")

    return deed


def _other_units_file(_: Target, __: Bench) -> Deed:
    text = UNIT_TEXT.replace(OWN_OFFICE.name, OTHER_OFFICE.name).replace("Lapas Sukamaju", "Lapas Karangsari")
    return Deed({}, text)


_DAY_BEFORE = AS_OF - dt.timedelta(days=1)

SABOTAGES: tuple[Sabotage, ...] = (
    Sabotage("removed", _any, _remove, "gone", trials=13),
    Sabotage("one-period-dropped", _of_several_periods, _remove, "gone", trials=12),
    Sabotage("piece-of-a-set-removed", _piece, _remove, "set_incomplete"),
    Sabotage("aged", _limited_in_age, _aged, "stale", trials=13),
    Sabotage("redated-to-the-future", _must("dated"), _rewritten(date=_FUTURE), "spoiled", "future_date"),
    Sabotage("undated", _must("dated"), _rewritten(date=None), "spoiled"),
    Sabotage("dated-on-no-day", _must("dated"), _bytes(_impossible_date), "spoiled", trials=6),
    Sabotage("unsigned", _must("signed"), _rewritten(signed=False), "spoiled", trials=11),
    Sabotage("of-another-unit", _own_work, _rewritten(office=OTHER_OFFICE), "spoiled", "wrong_unit"),
    Sabotage("number-left-blank", _must("numbered"), _rewritten(number=""), "spoiled"),
    Sabotage("number-taken-out", _must("numbered"), _bytes(_without_number), "spoiled", trials=5),
    Sabotage("form-not-filled-in", _any, _bytes(_form), "spoiled", "unfinished"),
    Sabotage("marked-as-draft", _any, _rewritten(mark="DRAFT"), "spoiled", "unfinished"),
    Sabotage("changes-still-tracked", _word, _bytes(_tracked), "spoiled", "unfinished", trials=5),
    Sabotage("another-periods-copy", _of_several_periods, _other_periods_copy, "gone", "duplicate"),
    Sabotage("states-another-period", _of_several_periods, _other_period_stated, "gone"),
    Sabotage("another-kind-of-paper", _no_letter, _bytes(_as_invitation), "gone"),
    Sabotage("cut-short", _any, _bytes(_truncated), "unread", "unreadable"),
    Sabotage("locked", _any, _bytes(_locked), "unread", "encrypted"),
    Sabotage("only-a-scan", _any, _bytes(_scanned), "unread", "no_text"),
    Sabotage("zero-bytes", _any, _emptied, "unread", "empty"),
    Sabotage("login-page-saved-instead", _any, _bytes(_login_page), "unread", "unsupported"),
    Sabotage("all-words-hidden", _word, _bytes(_hidden), "unread", "hidden_text", trials=5),
    Sabotage("misnamed", _any, _misnamed, "", trials=10),
    Sabotage("misplaced", _any, _misplaced, "", "misfiled", trials=8),
    Sabotage("follow-up-before-its-cause", _follow_up, _backdated_follow_up, "chain_broken", trials=4),
    Sabotage("waiver-expired", _any, _waiver(_DAY_BEFORE), "gone", unit_told="waiver_expired", trials=6),
    Sabotage("waiver-on-its-last-day", _any, _waiver(AS_OF), "", trials=3),
    Sabotage("pin-to-a-missing-file", _any, _pin("HILANG/SK.pdf", ""), "", unit_told="pin_missing", trials=2),
    Sabotage("pin-to-an-unknown-item", _any, _pin("", "A.IX.1.i.a"), "", unit_told="pin_unknown", trials=2),
    Sabotage("unit-file-of-another-unit", _own_work, _other_units_file, "spoiled", "wrong_unit", trials=1),
)  # fmt: skip

# What the product does not see yet; each is tried in a test of its own.
UNSEEN: tuple[Sabotage, ...] = (
    Sabotage("another-paper-under-its-name", _any, _bytes(_invoice), "gone", trials=9),
    Sabotage("old-paper-under-a-new-name", _dated_by_itself, _renamed_as_new, "stale", trials=6),
    Sabotage("one-period-answered-too-early", _one_of_several_follow_ups, _one_backdated, "chain_broken", trials=4),
    Sabotage("copies-to-make-up-the-number", _several, _twice_the_same, "gone", trials=1),
)  # fmt: skip
