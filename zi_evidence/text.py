"""Texts and names made comparable and safe to show; the lowest layer, used by every room."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["display_name", "normalise", "printable", "roman_value", "unspaced", "with_letters"]

_NOT_WORD = re.compile(r"[\W_]+")
# What is not ASCII in most texts: quotes, dashes, bullets, signs of symbol fonts.
_COMMON_SIGNS = "\u201c\u201d\u2018\u2019\u2013\u2014\u2022\u27a2\u2264\u2265\u00b1\u00b7\u25cf\uf0b7\uf0d8"
# What no word holds becomes a blank; translating ASCII by a table takes a third of the time of an expression.
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})")
_UNSAFE_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def normalise(text: str) -> str:
    """Words in lower case with one blank between them: `Monev_ZI-TW.I` becomes `monev zi tw i`.

    NFKC and casefold first, so that composed and decomposed names and full-width letters are equal. The doubled
    word for laws becomes one word, so that `perundang-undangan` holds no `undangan` (an invitation).
    """
    if text.isascii():
        folded = text.lower()
    else:
        folded = unicodedata.normalize("NFKC", text).casefold()
        for sign in _COMMON_SIGNS:
            if sign in folded:
                folded = folded.replace(sign, " ")
    ascii_only = folded.isascii()
    clean = " ".join(folded.translate(_BLANKS).split()) if ascii_only else _NOT_WORD.sub(" ", folded).strip()
    return clean.replace("undang undang", "undangundang") if "undang undang" in clean else clean


# A word in capitals in which a scanner read 0 for O, or 1, l and | for I; a code such as `W10` or `B03` is none.
_MISREAD_HINT = re.compile(r"[A-Z][0l1|][A-Z]|(?<![A-Za-z0-9])[0l1|][A-Z]{3}")
_MISREAD_WORD = re.compile(r"(?<![A-Za-z0-9|])(?=[A-Z]*[0l1|])[A-Z0l1|]{3,}[A-Z](?![A-Za-z0-9|])")
_LETTERS = str.maketrans("0l1|", "OIII")


def _as_letters(found: re.Match[str]) -> str:
    word = found[0]
    capitals = sum("A" <= char <= "Z" for char in word)
    misread = len(word) - capitals
    return word.translate(_LETTERS) if capitals >= 3 * misread and "11" not in word else word


def with_letters(text: str) -> str:
    """A text with the capitals that a scanner read as digits: `LAP0RAN M0NIT0RING` is `LAPORAN MONITORING`."""
    return _MISREAD_WORD.sub(_as_letters, text) if _MISREAD_HINT.search(text) else text


# Letter-spaced capitals, kerned pairs and threes among them: `K E PA L A  D I N A S`, `K E S E H ATA N`.
_SPACED_HINT = re.compile(r"(?<!\S)[A-Za-z] [A-Za-z]{1,3} [A-Za-z](?!\S)")
_SPACED_RUN = re.compile(r"(?<!\S)[A-Z]{1,4}(?: (?:[A-Z]{1,4}|\d))+(?=[\s,.:;)]|$)")
# Single letters of either case; at least four, so that "A B C" of a table stays.
_SINGLES = re.compile(r"(?<!\S)(?:[A-Za-z] ){3,}[A-Za-z](?!\S)")
_SPACED_YEAR = re.compile(r"(?<!\S)(?:1 9|2 0) \d \d(?!\S)")
_MOST_SPACED = 200
# Words of headings and offices, to part letter-spaced ones that were set without wider gaps between them.
_HEADING_TEXT = (
    "SURAT KEPUTUSAN KEPALA DINAS BADAN KANTOR PEMERINTAH KABUPATEN KOTA PROVINSI KECAMATAN KELURAHAN DESA"
    " PUSKESMAS RUMAH SAKIT UMUM DAERAH SEKRETARIAT INSPEKTORAT PENGADILAN NEGERI AGAMA TINGGI KEJAKSAAN"
    " KEPOLISIAN RESOR LEMBAGA PEMASYARAKATAN IMIGRASI KELAS KEMENTERIAN REPUBLIK INDONESIA HUKUM DAN HAK"
    " ASASI MANUSIA KEUANGAN DIREKTORAT JENDERAL WILAYAH UNIVERSITAS FAKULTAS SEKOLAH MADRASAH NOTA BERITA"
    " ACARA DAFTAR HADIR PENGUMUMAN UNDANGAN EDARAN TUGAS PERINTAH PERNYATAAN KETERANGAN PENGANTAR PERATURAN"
    " INSTRUKSI MAKLUMAT PELAYANAN PAKTA INTEGRITAS PERJANJIAN KINERJA KERJA SAMA RENCANA AKSI STRATEGIS"
    " LAPORAN NOTULEN NOTULA NOTULENSI RISALAH RAPAT STANDAR OPERASIONAL PROSEDUR SURVEI KEPUASAN MASYARAKAT"
    " HASIL TAHUN TENTANG BUPATI WALI WALIKOTA GUBERNUR MENTERI CAMAT LURAH REKTOR DEKAN DIREKTUR KETUA"
    " SEKRETARIS KESEHATAN PENDIDIKAN SALINAN PETIKAN TRIWULAN SEMESTER BULAN ZONA MONITORING EVALUASI"
    " MAHKAMAH AGUNG PERTANAHAN NASIONAL STATISTIK PUSAT UPT PADA"
)
_HEADING_WORDS = frozenset(_HEADING_TEXT.split())


def _parted(word: str) -> str:
    """A heading that ran together, parted where it is words of headings with at most one other word behind."""
    best: dict[int, tuple[str, ...]] = {0: ()}
    ends = [0]
    for end in range(3, len(word) + 1):
        for start in ends:
            if word[start:end] in _HEADING_WORDS:
                best[end] = (*best[start], word[start:end])
                ends.append(end)
                break  # the longest word that ends here: ends rise
    last = next((end for end in reversed(ends) if end == len(word) or len(word) - end >= 3), 0)
    return " ".join((*best[last], word[last:])).strip() if last else word


def _joined(run: str) -> str:
    """The letters of a run set together, a year behind them apart."""
    letters = run.replace(" ", "")
    year = re.search(r"(?:19|20)\d\d$", letters)
    words = _parted(letters[: year.start()] if year else letters)
    return f"{words} {year[0]}" if year and words else words


def _unspaced_line(line: str) -> str:
    strong = False
    runs: list[tuple[int, int, bool]] = []
    for match in _SPACED_RUN.finditer(line):
        tokens = match[0].split(" ")
        single = sum(len(token) == 1 for token in tokens)
        spaced = single >= 4 and 5 * single >= 3 * len(tokens)
        surely = (spaced and tokens[3].isalpha()) or (single > 1 and "".join(tokens) in _HEADING_WORDS)
        strong = strong or surely
        runs.append((*match.span(), surely))
    if strong:
        parts: list[str] = []
        last = 0
        for start, end, surely in runs:
            run = line[start:end]
            # Beside a spaced word a short run is one too: `N O TA  D I N A S`, `WAT U`.
            if surely or (" " in run and min(map(len, run.split(" "))) == 1):
                parts += [line[last:start], _joined(run)]
                last = end
        line = "".join((*parts, line[last:]))
        line = _SPACED_YEAR.sub(lambda m: m[0].replace(" ", ""), line)
    return _SINGLES.sub(lambda m: m[0].replace(" ", ""), line)


def unspaced(text: str) -> str:
    """A text with its letter-spaced words joined: `T E N T A N G` is `TENTANG`, `K E PA L A  D I N A S` `KEPALA DINAS`.

    A wider gap parts words; where there is none, the words of headings that are known do.
    """
    if not _SPACED_HINT.search(text):
        return text
    return "\n".join(
        _unspaced_line(line) if _SPACED_HINT.search(line) and len(line) <= _MOST_SPACED else line
        for line in text.split("\n")
    )


def _escape(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is no UTF-8, as surrogateescape keeps it
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"


def printable(text: str) -> str:
    """The text with every control, format, surrogate and unassigned character written as an escape.

    Safe on a terminal and in a log line: no newline, no escape sequence, no direction override.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _escape(char) if unicodedata.category(char) in _UNSAFE_CATEGORIES else char for char in text
    )


def display_name(raw: bytes) -> tuple[str, str]:
    """How a file name is shown, and its bytes in hex where the shown form does not give them back.

    A backslash is shown doubled, so that two names never show alike.
    """
    text = raw.decode("utf-8", "surrogateescape")
    shown = printable(text.replace("\\", "\\\\"))
    return (shown, "") if shown == text else (shown, raw.hex())


@lru_cache(maxsize=1024)
def roman_value(text: str) -> int | None:
    """The value of a Roman number up to 39 in either case, or `None`."""
    lower = text.casefold()
    if not lower or not _ROMAN.fullmatch(lower):
        return None
    values = {"i": 1, "v": 5, "x": 10}
    total = 0
    for char, following in zip(lower, [*lower[1:], ""], strict=True):
        value = values[char]
        total += -value if following and values[following] > value else value
    return total
