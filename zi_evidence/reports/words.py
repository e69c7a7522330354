"""The words of the reports in Indonesian and English, and dates and numbers as each language writes them."""

import datetime as dt
from typing import Literal

__all__ = ["Language", "day", "number", "word"]

Language = Literal["id", "en"]

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("LAPORAN DATA DUKUNG", "EVIDENCE REPORT"),
    "documents_title": ("DOKUMEN", "DOCUMENTS"),
    "target": ("target", "target"),
    "as_of": ("per", "as of"),
    "evidence_window": ("bukti dihitung dari", "evidence counts from"),
    "until": ("sampai", "to"),
    "ready": (
        "SIAP diajukan: tidak ada temuan yang menghalangi.",
        "READY: no finding stands in the way.",
    ),
    "not_ready": (
        "BELUM SIAP diajukan: {n} temuan menghalangi.",
        "NOT READY: {n} findings stand in the way.",
    ),
    "points": (
        "NILAI YANG DAPAT DIDUKUNG BUKTI HARI INI",
        "POINTS THAT TODAY'S EVIDENCE CAN SUPPORT",
    ),
    "points_note": (
        "paling banyak; bukan perkiraan hasil penilaian",
        "at most; no forecast of the assessment",
    ),
    "supported": ("didukung", "supported"),
    "weight": ("bobot", "weight"),
    "floor": ("batas", "floor"),
    "below": ("di bawah batas", "below floor"),
    "total": ("Nilai total", "Total"),
    "area": ("Area", "Area"),
    "summary": ("RINGKASAN", "SUMMARY"),
    "items": ("Butir", "Items"),
    "requirements": ("Syarat", "Requirements"),
    "files": ("Berkas", "Files"),
    "first": (
        "KERJAKAN DULU (nilai terbesar per dokumen)",
        "DO THESE FIRST (most points a document)",
    ),
    "first_line": ("+{points} dengan {n} dokumen", "+{points} with {n} documents"),
    "gaps": ("YANG BELUM LENGKAP", "WHAT IS LACKING"),
    "look": ("BERKAS YANG PERLU DIPERIKSA", "FILES TO LOOK AT"),
    "others": ("TEMUAN LAIN", "OTHER FINDINGS"),
    "none": ("tidak ada", "none"),
    "no_documents": ("Tidak ada berkas.", "No files."),
    "kind": ("jenis", "kind"),
    "number": ("nomor", "number"),
    "date": ("tanggal", "date"),
    "period": ("periode", "period"),
    "serves": ("butir", "items"),
    "more": ("dan {n} lagi", "and {n} more"),
    # statuses
    "met": ("lengkap", "complete"),
    "partial": ("belum lengkap", "incomplete"),
    "stale": ("kedaluwarsa", "out of date"),
    "missing": ("belum ada", "missing"),
    "unverified": ("belum dapat diperiksa", "not verified"),
    "waived": ("dikecualikan", "waived"),
    "not_applicable": ("tidak berlaku", "not applicable"),
    "upcoming": ("belum jatuh tempo", "not due yet"),
    "read": ("terbaca", "read"),
    "no_text": ("hanya gambar", "images only"),
    "encrypted": ("terkunci sandi", "encrypted"),
    "damaged": ("rusak", "damaged"),
    "empty": ("kosong", "empty"),
    "unsupported": ("jenis lain", "other type"),
    "too_large": ("terlalu besar", "too large"),
    "timeout": ("terlalu lama", "timed out"),
    "pending": ("sedang ditulis", "pending"),
}
_MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
        "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
}  # fmt: skip


def word(key: str, lang: Language, **values: object) -> str:
    """The word or sentence called `key`."""
    return _WORDS[key][lang == "en"].format_map(values)


def day(date: dt.date, lang: Language) -> str:
    """A date in words: `30 Juni 2026`."""
    return f"{date.day} {_MONTHS[lang][date.month - 1]} {date.year}"


def number(value: float, lang: Language) -> str:
    """A number with two decimals: `12,50` in Indonesian."""
    text = f"{value:.2f}"
    return text.replace(".", ",") if lang == "id" else text
