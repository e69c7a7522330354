"""People in a document: who signs, and how a NIP is kept from outputs."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zi_evidence.facts.zones import Line
from zi_evidence.model import Quote, Signer

__all__ = ["find_signer", "mask_nip"]

# 18 digits (birth date, appointment, sex, sequence), often spaced; the old 9 digits only after the word NIP.
_NIP = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[ .]?(\d{4})[ .]{0,2}((?:19"
    r"|20)\d{2})[ .]?(\d{2})[ .]{0,2}(\d)[ .]{0,2}(\d{3})(?!\d)"
)
_OLD_NIP = re.compile(r"(?i)(?<=nip)([ .:]{0,4})(\d{9}|\d{3}[ .]\d{3}[ .]\d{3})(?!\d)")
_NIP_LINE = re.compile(r"\bN[I1l]P\b[ .:]{0,4}(?P<digits>\d[\d .]{7,26})", re.IGNORECASE)
_CAPACITY = re.compile(
    r"^(?P<capacity>a\.\s?n\.?|an\.|u\.\s?b\.?|ub\.|plt\.?|pit\.|plh\.?|pih\.|pj\.?)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_CAPACITIES = {
    "an": "a.n.",
    "ub": "u.b.",
    "plt": "Plt.",
    "pit": "Plt.",
    "plh": "Plh.",
    "pih": "Plh.",
    "pj": "Pj.",
}
_POSITION = re.compile(
    r"(?:kepala|ketua|direktur|menteri|sekretaris|panitera|bupati|wali ?kota|gubernur|rektor|dekan"
    r"|camat|lurah|inspektur|kasub\w*|kabag|kabid|kasi\b|kasat\w*|kanit|kaur\b|kapol\w+|kajari|kakan\w*"
    r"|kalapas|karutan|kuasa|pejabat|pemimpin|pimpinan|koordinator|wakil|presiden|jaksa|komandan"
    r"|notulis|pelapor|hakim|anggota|kepala,|pengadministrasi"
    r"|ketua,|penanggung jawab|ppk\b|bendahara|pelaksana|pegawai|auditor|yang |pihak (?:ke|per)|saksi|pemohon"
    r"|penerima|pemegang|pemberi|petugas|hormat (?:saya|kami)|panitia|penyusun|pemilik|pengelola|mengetahui"
    r"|menyetujui|pembuat|perwakilan|tim\b|wadir|wakil)",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?:ttd|tanda ?tangan|[$]\{|dto|cap\b|materai|meterai|ditandatangani|dokumen ini|salinan"
    r"|pembina|penata|pengatur|nip\b|tembusan|lampiran|[\W_\d]+$)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:\d[.)]\s|\([\s.…_]*\)\s*|\(\s?)?(?:(?:Dr|Drs|Dra|Ir|H|Hj|Prof|KH|R|dr|drg|DR|DRS|IR|M"
    r"|A)\.?,?\s)*[A-Z][A-Za-z'.`-]+(?:\s[A-Z][A-Za-z'.`-]*){0,5}(?:,\s?.{1,40}|\s?[()\d].{0,60})?$"
)


_CLOSING = re.compile(
    r"\bdemikian\b|terima ?kasih|untuk (?:menjadi|dilaksanakan|diketahui|dipedomani)", re.IGNORECASE
)
_COPIES = re.compile(r"(?:tembusan\b|salinan (?:sesuai|ini)\b|(?:salinan|catatan)\s*(?::|$))", re.IGNORECASE)
LAST_LINES = 30
_TAIL = re.compile(r"(?:tembusan|lampiran|nomor\b|kepada\b|yth|sifat\b|hal\b)", re.IGNORECASE)


def mask_nip(text: str) -> str:
    """The text with every NIP masked but for its last three digits.

    A NIP is 18 digits, spaced or not, or nine old ones behind the word.
    """
    if not any(c.isdigit() for c in text):
        return text
    text = _NIP.sub(lambda m: f"{'*' * 15}{m[6]}", text)
    return _OLD_NIP.sub(lambda m: f"{m[1]}{'*' * 6}{m[2][-3:]}", text)


def _position(lines: Sequence[Line], start: int, stop: int) -> tuple[str, str]:
    """Position and capacity from the lines before a name."""
    capacity = ""
    parts: list[str] = []
    for line in lines[max(start, 0) : stop]:
        text = line.text
        if found := _CAPACITY.match(text):
            capacity = capacity or _CAPACITIES.get(re.sub(r"\W", "", found["capacity"].lower()), "")
            text = found["rest"]
            if not text:
                continue
        if parts or _POSITION.match(text):
            if _NOISE.match(text) or len(text) > 90:
                if parts:
                    break
                continue
            parts.append(text.strip(" ,:"))
    return " ".join(parts[:3])[:160], capacity


def find_signer(lines: Sequence[Line], date_line: int | None) -> tuple[Signer, Quote] | None:
    """Who signs: the block below the date of signature or the last sentence, or around the last NIP.

    Args:
        lines: the document's own lines, without its annexes.
        date_line: where its signature or enactment date stands, if it does.
    """
    if date_line is not None and (found := _block(lines[date_line + 1 : date_line + 13])):
        return found
    for index in range(len(lines) - 1, 3, -1):
        if _CLOSING.search(lines[index].text):
            if found := _block(lines[index + 1 : index + 15]):
                return found
            break
    for index in range(len(lines) - 1, -1, -1):
        if (nip := _NIP_LINE.search(lines[index].text)) and index:
            window = lines[max(0, index - 9) : index + 1]
            return _signer(window, len(window) - 1, nip)
    return _last_block(lines)


def _last_block(lines: Sequence[Line]) -> tuple[Signer, Quote] | None:
    """A position with a name below it at the end, where neither a date nor a closing sentence leads to it."""
    end = next((i for i in range(len(lines) - 1, 3, -1) if _COPIES.match(lines[i].text)), len(lines))
    # A note may also stand in the body of a letter, above its signature.
    return _block_before(lines, end) or (_block_before(lines, len(lines)) if end < len(lines) else None)


def _block_before(lines: Sequence[Line], end: int) -> tuple[Signer, Quote] | None:
    for index in range(end - 1, max(2, end - LAST_LINES), -1):
        text = lines[index].text
        rest = _CAPACITY.sub(lambda m: m["rest"], text)
        if (
            len(text) > 80
            or (":" in text and not text.endswith(":"))
            or not (_POSITION.match(rest) or _CAPACITY.match(text))
        ):
            continue
        found = _block(lines[index : min(index + 9, end)])
        # A position that ends with its comma asks for a name, which may be part of the picture of a signature.
        if found and (found[0].name or (index == end - 1 and text.endswith(","))):
            return found
    return None


def _nip_digits(nip: re.Match[str] | None) -> str:
    digits = re.sub(r"\D", "", nip["digits"])[:18] if nip else ""
    return digits if len(digits) in (9, 18) else ""


def _block(block: Sequence[Line]) -> tuple[Signer, Quote] | None:
    """A position and below it a name, with a NIP or not; a position alone where the name is an image."""
    positioned: int | None = None
    for offset, line in enumerate(block):
        text = line.text
        if nip := _NIP_LINE.search(text):
            return _signer(block, offset, nip) if offset else None
        if _TAIL.match(text):
            break
        rest = _CAPACITY.sub(lambda m: m["rest"], text)
        if _POSITION.match(rest) or _CAPACITY.match(text):
            positioned = offset if positioned is None and offset < 5 else positioned
            continue
        named = positioned is not None and len(text) > 3 and _NAME.match(text) and not _NOISE.match(text)
        if named and not _goes_on(block, offset):
            below = [other.text for other in block[offset + 1 : offset + 3]]
            nip = next((found for text in below if (found := _NIP_LINE.search(text))), None)
            signer, quote = _signer(block, offset, None)
            return replace(signer, nip=_nip_digits(nip)), quote
    if positioned is None:
        return None
    position, capacity = _position(block, positioned, positioned + 2)
    return Signer(position, "", "", capacity), Quote(block[positioned].page, block[positioned].text[:160])


_OFFICE_WORD = re.compile(
    r"(?:REPUBLIK|KABUPATEN|KOTA|PROVINSI|PROPINSI|DAN |RISET|NEGARA|REFORMASI|INDONESIA|OTORITAS"
    r"|KEMENTERIAN|PENGADILAN|LEMBAGA|KANTOR|BADAN|DINAS"
    r"|DAERAH|BIDANG|SELAKU|UNIVERSITAS|WILAYAH|KELAS|PEMASYARAKATAN|IMIGRASI|DIREKTORAT|KECAMATAN"
    r"|PEMBANGUNAN|ZONA|TIM\b)"
)


def _goes_on(block: Sequence[Line], offset: int) -> bool:
    """Whether a capitalised line still belongs to the position (its next line names an office or a place)."""
    following = block[offset + 1].text if offset + 1 < len(block) else ""
    text = block[offset].text
    office = _OFFICE_WORD.match(text.upper()) or text.endswith(("/", " dan", " DAN"))
    return bool(office) or bool(following and _CAPACITY.match(following) and not _NIP_LINE.search(following))


def _signer(block: Sequence[Line], at: int, nip: re.Match[str] | None) -> tuple[Signer, Quote]:
    name_at = at
    if nip:
        name_at = at - 1
        while name_at > 0 and _NOISE.match(block[name_at].text):
            name_at -= 1
    name = block[name_at].text if name_at >= 0 else ""
    if not _NAME.match(name):
        name = name if re.fullmatch(r"[A-Z][A-Z'.,` -]{3,60}", name) else ""
    position, capacity = _position(block, 0, name_at)
    quote = Quote(
        block[at].page, mask_nip(" / ".join(line.text for line in block[max(0, name_at - 1) : at + 1])[:200])
    )
    return Signer(position, name.strip(" ()"), _nip_digits(nip), capacity), quote
