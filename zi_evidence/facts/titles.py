"""The title of a document: what it is about, in the words it uses."""

import re
from collections.abc import Sequence

from zi_evidence.facts.kinds import Heading, subject_of
from zi_evidence.model import Kind, Quote, TextFact
from zi_evidence.page import Line

__all__ = ["title_fact"]

MAX_TITLE = 400
_END = re.compile(
    r"(?:dengan rahmat|menimbang|mengingat|kepala |menteri |direktur |bupati|gubernur|wali ?kota"
    r"|ketua |presiden|dewan|nomor\b|no\b|kata pengantar"
    r"|daftar isi|disusun|oleh\b|bab\b|hari\b|tanggal|tempat|waktu|pada hari|yang bertanda"
    r"|dalam rangka|kementerian|pemerintah|jalan|jl\.|yth|kepada|no\.|tim penyusun|sehubungan"
    r"|berdasarkan|panitera|nama\b|disahkan)",
    re.IGNORECASE,
)
# An office in the middle of a wrapped title: `… PENGENDALIAN INTERN` over `PEMERINTAH TAHUN 2025`.
_END_GOES_ON = (
    r"(?:kepala|direktur|menteri)\b.*\b(?:tahun|tentang)\b|(?:pemerintah|kementerian|ketua|panitera|dewan|bupati)\b"
    r".*\btahun (?:anggaran )?\d{4}$"
)
_OWN_LINE = re.compile(r"[A-Z]\.\s|[IVX]+\.\s|\d\.\s|BISMILLAH|[A-Z][A-Za-z ]{2,30},\s*\d")
_NUMBER_LINE = re.compile(r"(?:nomor|no\.?)\b", re.IGNORECASE)
# A long title is often wrapped before its period, down to a year alone on the next line.
_PERIOD_WORD = re.compile(
    r"(?:tahun|triwulan|semester|bulan|periode)|\W{0,2}(?:19|20)\d\d\W{0,2}$", re.IGNORECASE
)
_SPLIT = re.compile(r"\btentang\b\s*:?", re.IGNORECASE)


def _joined(lines: Sequence[Line], start: int, first: str, *, most: int = 8) -> str:
    parts = [first] if first else []
    for line in lines[start : start + most]:
        text = line.text
        if parts and _END.match(text) and not re.match(_END_GOES_ON, text, re.IGNORECASE):
            break
        if len(text) > 160 or (parts and _OWN_LINE.match(text)):
            break
        if parts and parts[0].isupper() and not text.isupper() and not text.startswith("("):
            break
        parts.append(text)
        if sum(map(len, parts)) > MAX_TITLE:
            break
    return " ".join(parts)[:MAX_TITLE].strip(" :,")


def title_fact(kind: Kind, lines: Sequence[Line], heading: Heading | None) -> TextFact | None:
    """The title: after `TENTANG`, a letter's subject, an SOP's name, or the heading and what follows."""
    if not lines:
        return None
    letter_like = kind in (Kind.SURAT, Kind.UNDANGAN, Kind.NOTA_DINAS)
    if letter_like and (subject := subject_of(lines)):
        return TextFact(subject[0][:MAX_TITLE], "subject", 0.9, Quote(subject[1].page, subject[1].text))
    start = heading.index if heading else 0
    if kind in (
        Kind.SK,
        Kind.PERATURAN,
        Kind.INSTRUKSI,
        Kind.SURAT_EDARAN,
        Kind.MAKLUMAT,
        Kind.PENGUMUMAN,
        Kind.TEMPLATE,
    ):
        for index, line in enumerate(lines[start : start + 14], start):
            found = _SPLIT.match(line.text)
            if found:
                title = _joined(lines, index + 1, line.text[found.end() :].strip())
                if title:
                    return TextFact(title, "heading", 0.9, Quote(line.page, title[:160]))
                break
    if kind == Kind.SOP:
        for line in lines[:60]:
            found_name = re.match(r"(?:nama|judul) sop\s*:?\s*(.+)", line.text, re.IGNORECASE)
            if found_name:
                return TextFact(found_name[1][:MAX_TITLE], "slot", 0.85, Quote(line.page, line.text))
    if heading and heading.cover:
        return TextFact(heading.words[:MAX_TITLE], "heading", 0.7, Quote(lines[0].page, heading.words[:160]))
    if heading:
        title = _heading_title(lines, start)
        return TextFact(title, "heading", 0.8, Quote(lines[start].page, title[:160]))
    if subject := subject_of(lines):
        return TextFact(subject[0][:MAX_TITLE], "subject", 0.8, Quote(subject[1].page, subject[1].text))
    return None


def _heading_title(lines: Sequence[Line], start: int) -> str:
    parts = [lines[start].text]
    for line in lines[start + 1 : start + 9]:
        text = line.text
        if _NUMBER_LINE.match(text) and any(c.isdigit() for c in text):
            if len(parts) == 1:
                continue
            break
        if (
            len(text) > 140
            or (_END.match(text) and not text.isupper())
            or re.match(
                r"(?:kata pengantar|daftar isi|bab\b|nama\b|hari\b|no\b|disusun|oleh\b|pada hari|menimbang)",
                text,
                re.IGNORECASE,
            )
        ):
            break
        if re.fullmatch(r"\(.{2,40}\)(?: (?:TAHUN|SEMESTER|TRIWULAN|BULAN)\b.{3,40})?", text):
            parts.append(text)
            continue
        if (
            ":" in text[:30]
            or (text[:1].islower() and not parts[-1].isupper())
            or (not text.isupper() and parts[0].isupper() and not _PERIOD_WORD.match(text))
        ):
            break
        parts.append(text)
    return " ".join(parts)[:MAX_TITLE].strip(" :")
