"""Which report a paper answers, where its title or its text names one by number or day.

`Menindaklanjuti Laporan Monev Nomor LAP-3/2026 tanggal 8 April 2026` answers that report and no other. What a text
names besides (the letter that sent the report, a regulation, the day of a meeting) is nothing that it answers.
"""

import re
from collections.abc import Iterator, Sequence

from zi_evidence.facts.dates import find_dates
from zi_evidence.lexicon import load_lexicon
from zi_evidence.model import Quote, Reference, TextFact
from zi_evidence.page import Line
from zi_evidence.text import normalise

__all__ = ["FOLLOWED_UP", "find_references", "topics"]

_LINES = 80
_MOST = 5
_CUE = (
    r"\b(?:menindak ?lanjuti|tindak lanjut|berdasarkan|memperhatikan|merujuk|menunjuk|mendasari|memenuhi"
    r"|sehubungan dengan)\b"
)
_REPORT = "laporan|lhe|lhp|hasil (?:monitoring|monev|pemantauan|evaluasi|survei|reviu|pengukuran)"
# `Nomor 90 Tahun 2021` is a regulation, `no 2` a recommendation.
_NUMBER = r"\b(?:nomor|nomer|no)\b\.?\s*:?\s*(?!\d+\s+tahun\b)(?=\S*\d)(?P<number>\w+[/.-]\S+)"
_DAY = r"\b(?:tanggal|tertanggal|tgl\.?)\s+(?P<day>\d.{6,20})"
_IN_TITLE = re.compile(_NUMBER, re.IGNORECASE)
_IN_TEXT = re.compile(
    rf"{_CUE}(?P<gap>(?:(?!{_CUE})[^;]){{0,80}}?)\b(?:{_REPORT})\b(?P<about>(?:(?!{_CUE})[^;]){{0,120}}?)(?:{_NUMBER}|{_DAY})",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"\s*,?\s*{_DAY}", re.IGNORECASE)
# The number or the day beside these is not the report's.
_OF_ANOTHER = re.compile(
    r"\b(?:surat|edaran|nota dinas|memo|keputusan|undangan|peraturan|rapat|kegiatan|acara|dilaksanakan|dilakukan"
    r"|diadakan|disampaikan|penyampaian|diterima|selesai|paling lambat|selambat|batas|sebelum|sampai"
    r"|menindak ?lanjuti)\b|[.:] [A-Z]"
)

_SHORT = {
    "monev": ("monitoring", "evaluasi"),
    "zi": ("zona", "integritas"),
    "skm": ("survei", "kepuasan", "masyarakat"),
    "dumas": ("pengaduan", "masyarakat"),
}
# What is answered by follow-ups; a report that is none of these may be named for many reasons.
FOLLOWED_UP = frozenset(
    {"monitoring", "evaluasi", "survei", "pemantauan", "reviu", "capaian", "penilaian", "pengukuran"}
)
_NO_TOPIC = frozenset(
    {
        "menindaklanjuti", "menindak", "lanjuti", "tindak", "lanjut", "laporan", "lhe", "lhp", "hasil", "atas", "dari",
        "terhadap", "dan", "yang", "pada", "untuk", "nomor", "nomer", "tanggal", "tgl", "tertanggal", "tahun", "bulan",
        "triwulan", "semester", "periode", "berdasarkan", "memperhatikan", "merujuk", "menunjuk", "mendasari",
        "memenuhi", "sehubungan", "dengan", "sebagai", "rekomendasi", "undangan", "daftar", "hadir", "absensi",
        "presensi", "notula", "notulen", "notulensi", "risalah", "rapat", "kegiatan", "foto", "dokumentasi", "iii",
        "viii", "xii",
    }
)  # fmt: skip


def topics(text: str) -> set[str]:
    """The words of a text that say what a report is about, abbreviations spelt out."""
    months = load_lexicon().months.by_word
    spelt = [word for short in normalise(text).split() for word in _SHORT.get(short, (short,))]
    return {w for w in spelt if w.isalpha() and len(w) > 2 and w not in _NO_TOPIC and w not in months}


def _day(words: str) -> str:
    return next((m.value for m in find_dates(words) if m.whole and m.possible and m.start == 0), "")


def _behind(text: str, end: int) -> str:
    """The day that stands right behind a number."""
    found = _BEHIND.match(text, end)
    return _day(found["day"]) if found else ""


def _in_title(title: TextFact | None) -> Iterator[Reference]:
    if title and (found := _IN_TITLE.search(title.value)):
        number = found["number"].strip(".,;:()")
        yield Reference(number, _behind(title.value, found.end()), title.quote)


def _in_text(lines: Sequence[Line]) -> Iterator[Reference]:
    lines = lines[:_LINES]
    text = " ".join(line.text for line in lines)
    for found in _IN_TEXT.finditer(text):
        if _OF_ANOTHER.search(found["gap"]) or _OF_ANOTHER.search(found["about"]):
            continue
        number = (found["number"] or "").strip(".,;:()")
        day = _behind(text, found.end()) if number else _day(found["day"])
        if number or day:
            words = number or found["day"]
            page = next((line.page for line in lines if words.split()[0] in line.text), lines[0].page)
            yield Reference(number, day, Quote(page, " ".join(found[0].split())))


def find_references(title: TextFact | None, lines: Sequence[Line], own_number: str) -> tuple[Reference, ...]:
    """The reports that a paper says it answers, in the order of the text; the title's first.

    Args:
        title: what the heading calls it.
        lines: the head of its text.
        own_number: of the paper itself, which is no other's.
    """
    own = normalise(own_number)
    found: dict[tuple[str, str], Reference] = {}
    for reference in (*_in_title(title), *_in_text(lines)):
        if not reference.number or normalise(reference.number) != own:
            found.setdefault((normalise(reference.number), reference.day), reference)
    return tuple(found.values())[:_MOST]
