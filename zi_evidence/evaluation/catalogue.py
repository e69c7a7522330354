"""Every finding there is: stable code and name, severity, message and advice in two languages.

A code never changes its meaning; a new meaning is a new code. Each has its page in `docs/findings/`.
Texts are templates for `str.format` with the values given where the finding is made.
"""

from dataclasses import dataclass
from typing import Literal

from zi_evidence.model import Finding, Severity

__all__ = ["CATALOGUE", "FindingKind", "Language", "make_finding"]

Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class FindingKind:
    """One kind of finding; `id` and `en` are (message, advice)."""

    code: str
    name: str
    severity: Severity
    id: tuple[str, str]
    en: tuple[str, str]


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_KINDS = (
    # ---- 1xx: a requirement ----
    FindingKind(
        "ZI101", "missing", _ERROR,
        ("Belum ada: {title}", "Siapkan dokumennya dan simpan di folder butir {item}."),
        ("Missing: {title}", "Prepare the document and file it under item {item}."),
    ),
    FindingKind(
        "ZI102", "stale", _ERROR,
        ("Kedaluwarsa: {title}; yang terbaru {path} ({when})", "Ganti dengan dokumen {wanted}."),
        ("Out of date: {title}; the newest is {path} ({when})", "Replace it by a document of {wanted}."),
    ),
    FindingKind(
        "ZI103", "due_soon", _INFO,
        ("Segera jatuh tempo: {title} untuk {period}, paling lambat {day}", "Siapkan sebelum tanggal itu."),
        ("Due soon: {title} for {period}, by {day}", "Prepare it before that day."),
    ),
    FindingKind(
        "ZI104", "slot_missing", _ERROR,
        ("Belum lengkap: {title}; belum ada untuk {periods}", "Lengkapi dokumen periode tersebut."),
        ("Incomplete: {title}; none for {periods}", "Add the documents of these periods."),
    ),
    FindingKind(
        "ZI105", "set_incomplete", _ERROR,
        ("Belum lengkap: {title}; kurang {pieces}", "Lengkapi berkas dari kegiatan yang sama."),
        ("Incomplete: {title}; lacking {pieces}", "Add the pieces of the same event."),
    ),
    FindingKind(
        "ZI106", "chain_broken", _ERROR,
        ("Rantai terputus: {title} tidak menindaklanjuti {answered} ({why})",
         "Buat tindak lanjut yang bertanggal sesudahnya dan merujuk kepadanya."),
        ("Broken chain: {title} does not answer {answered} ({why})",
         "Provide a follow-up that is later and refers to it."),
    ),
    FindingKind(
        "ZI107", "unverified", _ERROR,
        ("Belum dapat diperiksa: {title}; calonnya {path} tidak terbaca",
         "Pindai ulang agar terbaca (OCR), atau nyatakan dengan pin di berkas unit."),
        ("Cannot be verified: {title}; its candidate {path} could not be read",
         "Make it readable (OCR), or pin it in the unit file."),
    ),
    FindingKind(
        "ZI108", "too_few", _ERROR,
        ("Belum lengkap: {title}; ada {have} dari {need}", "Tambah dokumen sampai jumlahnya cukup."),
        ("Incomplete: {title}; {have} of {need}", "Add documents until there are enough."),
    ),
    FindingKind(
        "ZI109", "spoiled", _ERROR,
        ("Belum memenuhi: {title}; {path} {why}", "Perbaiki dokumen itu atau ganti."),
        ("Not good enough: {title}; {path} {why}", "Mend the document or replace it."),
    ),
    # ---- 2xx: a document's facts ----
    FindingKind(
        "ZI201", "undated", _WARNING,
        ("Tanggal dokumen tidak ditemukan", "Bubuhkan tanggal pada dokumen."),
        ("No date found in the document", "Put a date on the document."),
    ),
    FindingKind(
        "ZI202", "unnumbered", _WARNING,
        ("Nomor dokumen kosong atau tidak ditemukan", "Isi nomor sesuai buku agenda."),
        ("No number, or an unfilled one", "Fill in the registered number."),
    ),
    FindingKind(
        "ZI203", "unsigned", _WARNING,
        ("Tidak ada tanda tangan yang dikenali", "Tanda tangani, atau simpan pindaian bertanda tangan."),
        ("No signature recognised", "Have it signed, or file the signed scan."),
    ),
    FindingKind(
        "ZI204", "unfinished", _WARNING,
        ("Dokumen belum selesai: {why}", "Lengkapi isiannya sebelum dipakai sebagai bukti."),
        ("The document is unfinished: {why}", "Complete it before it is used as evidence."),
    ),
    FindingKind(
        "ZI205", "wrong_unit", _WARNING,
        ("Dokumen menyebut unit lain: {named}", "Pastikan ini milik unit sendiri; bila tidak, ganti."),
        ("The document names another unit: {named}", "Make sure it is your own; replace it if not."),
    ),
    FindingKind(
        "ZI206", "future_date", _WARNING,
        ("Tanggal dokumen di masa depan: {when}", "Periksa tanggalnya."),
        ("The document's date lies in the future: {when}", "Check the date."),
    ),
    FindingKind(
        "ZI207", "contradiction", _WARNING,
        ("Isi dan nama atau judul bertentangan: {words}", "Periksa apakah ini salinan periode lain."),
        ("Text and name or title contradict: {words}", "Check whether this is a copy of another period."),
    ),
    FindingKind(
        "ZI208", "hidden_text", _WARNING,
        ("Ada teks tersembunyi yang tidak dihitung", "Buat ulang dokumen tanpa teks tersembunyi."),
        ("Holds hidden text, which does not count", "Make the document again without hidden text."),
    ),
    FindingKind(
        "ZI209", "active_content", _WARNING,
        ("Berisi bagian aktif: {flags}", "Simpan ulang sebagai PDF biasa."),
        ("Holds active content: {flags}", "Save it again as a plain PDF."),
    ),
    # ---- 3xx: a document among others ----
    FindingKind(
        "ZI301", "misfiled", _WARNING,
        ("Tersimpan di tempat lain; isinya untuk butir {items}", "Pindahkan ke folder butir tersebut."),
        ("Filed elsewhere; its content is for {items}", "Move it to that item's folder."),
    ),
    FindingKind(
        "ZI302", "unmatched", _INFO,
        ("Tidak cocok dengan butir mana pun", "Abaikan bila bukan bukti; jelaskan dengan pin bila bukti."),
        ("Fits no item", "Ignore it if it is no evidence; pin it if it is."),
    ),
    FindingKind(
        "ZI303", "duplicate", _INFO,
        ("Isi sama persis dengan {other}", "Tidak perlu tindakan bila satu bukti dipakai beberapa butir."),
        ("Byte for byte the same as {other}", "Nothing to do if one document serves several items."),
    ),
    FindingKind(
        "ZI304", "name_collision", _INFO,
        ("Nama sama dengan {other} bila besar-kecil huruf diabaikan", "Beri nama yang berbeda."),
        ("Same name as {other} when letter case is ignored", "Give it another name."),
    ),
    FindingKind(
        "ZI305", "same_number", _WARNING,
        ("Nomor {number} juga dipakai {other}", "Periksa nomor kedua dokumen."),
        ("Number {number} also stands on {other}", "Check the numbers of both documents."),
    ),
    # ---- 4xx: reading ----
    FindingKind(
        "ZI401", "unreadable", _WARNING,
        ("Tidak dapat dibaca: {reason}", "Simpan ulang atau pindai ulang dokumennya."),
        ("Cannot be read: {reason}", "Save or scan the document again."),
    ),
    FindingKind(
        "ZI402", "no_text", _WARNING,
        ("Hanya gambar, tanpa teks", "Pindai ulang dengan OCR agar isinya dapat diperiksa."),
        ("Only images, no text", "Scan it again with OCR so that it can be checked."),
    ),
    FindingKind(
        "ZI403", "encrypted", _WARNING,
        ("Terkunci kata sandi", "Simpan ulang tanpa kata sandi."),
        ("Locked by a password", "Save it again without a password."),
    ),
    FindingKind(
        "ZI404", "empty", _WARNING,
        ("Berkas kosong", "Salin ulang berkasnya."),
        ("An empty file", "Copy the file again."),
    ),
    FindingKind(
        "ZI405", "unsupported", _INFO,
        ("Jenis berkas belum didukung: {reason}", "Simpan sebagai PDF atau DOCX."),
        ("This kind of file is not supported: {reason}", "Save it as PDF or DOCX."),
    ),
    FindingKind(
        "ZI406", "pending", _WARNING,
        ("Masih ditulis", "Tunggu sampai selesai disalin, lalu pindai lagi."),
        ("Still being written", "Wait until the copy is complete, then scan again."),
    ),
    # ---- 5xx: what people decided ----
    FindingKind(
        "ZI501", "waiver_expired", _ERROR,
        ("Pengecualian untuk {item} berakhir {day}", "Perpanjang dengan persetujuan baru, atau penuhi."),
        ("The waiver for {item} ended on {day}", "Have it approved again, or meet the requirement."),
    ),
    FindingKind(
        "ZI502", "waiver_unused", _WARNING,
        ("Pengecualian tidak mengenai apa pun: {item}", "Hapus dari berkas unit atau perbaiki kodenya."),
        ("The waiver fits nothing: {item}", "Take it out of the unit file or mend its code."),
    ),
    FindingKind(
        "ZI503", "pin_missing", _ERROR,
        ("Pin menunjuk berkas yang tidak ada: {file}", "Perbaiki lokasi berkas di berkas unit."),
        ("A pin names a file that is not there: {file}", "Mend the path in the unit file."),
    ),
    FindingKind(
        "ZI504", "pin_unknown", _ERROR,
        ("Pin menunjuk butir yang tidak dikenal: {item}", "Perbaiki kode butir di berkas unit."),
        ("A pin names an unknown item: {item}", "Mend the item's code in the unit file."),
    ),
    FindingKind(
        "ZI505", "no_unit_file", _ERROR,
        ("Folder belum punya berkas unit; nama, tahun dan rentang tanggal hanya diandaikan",
         "Jalankan zi-evidence init pada folder ini."),
        ("The folder has no unit file; name, year and window are only assumed",
         "Run zi-evidence init on this folder."),
    ),
    # ---- 6xx: the whole ----
    FindingKind(
        "ZI601", "under_floor", _ERROR,
        ("{title}: bukti mendukung paling banyak {have} dari batas {need}",
         "Dahulukan butir dengan nilai terbesar di bagian ini."),
        ("{title}: evidence supports at most {have}, the floor is {need}",
         "Begin with the items of this part that are worth most."),
    ),
    FindingKind(
        "ZI602", "walk_incomplete", _ERROR,
        ("Tidak dapat dilihat: {where}: {reason}", "Periksa izin dan sambungan, lalu pindai lagi."),
        ("Could not be looked at: {where}: {reason}", "Check permissions and connection, then scan again."),
    ),
)  # fmt: skip

CATALOGUE: dict[str, FindingKind] = {kind.name: kind for kind in _KINDS}


def make_finding(
    name: str,
    lang: Language,
    *,
    item: str = "",
    requirement: str = "",
    path: str = "",
    severity: Severity | None = None,
    **values: object,
) -> Finding:
    """A finding of the kind `name` with its texts filled in.

    Args:
        name: a name of the catalogue.
        lang: language of message and hint.
        item: code of the item it is about, if any.
        requirement: full id of the requirement, if any.
        path: the document, if any.
        severity: another weight than the kind's own (an optional requirement weighs less).
        values: further values of the templates.
    """
    kind = CATALOGUE[name]
    message, hint = kind.id if lang == "id" else kind.en
    filled = {"item": item, "path": path, **values}
    return Finding(
        code=kind.code,
        name=name,
        severity=severity or kind.severity,
        message=message.format_map(filled),
        hint=hint.format_map(filled),
        item=item,
        requirement=requirement,
        path=path,
    )
