"""The document's own number, as printed, and slots for it that were never filled.

No one pattern validates a number: every office has its own. What counts is the slot it stands in; the
number of a cited law or letter stands in none, or in a sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zi_evidence.facts.dates import find_dates, year_of
from zi_evidence.facts.zones import Line, Sheet
from zi_evidence.lexicon import load_lexicon
from zi_evidence.model import DateFact, Quote, TextFact

__all__ = ["NumberFinding", "find_number", "name_number", "normal_number", "settled", "with_roman_month"]

_I = re.IGNORECASE
_LABEL = (
    r"(?:n[o0]m[o0][rt]|nomer|nornor|no|n0)\b\.?\s*"
    r"(?:(?:sop|surat|naskah|dokumen|pendaftaran)\b\.?(?=\s*[:;]|\s+\S*\d|\s*-?\s*$))?"
    r"(?:(?:dan|&|/)\s*(?:tanggal|tgl\.?)(?:\s(?:spk|sk|surat|kontrak|perjanjian|dokumen|naskah))?(?=\s*:))?"
)
_SLOT = re.compile(rf"(?P<label>{_LABEL})\s*(?P<colon>[:;]{{0,2}})\s*(?P<value>.*)", _I)
# The slot of an SOP in a row of a table, behind the name of the office.
_IN_ROW = re.compile(r"\s(?:Nomor|No\.?|NOMOR) (?:SOP|SPO|Dokumen|DOKUMEN)\s*:?\s+(?P<value>\S*\d\S*)")
_NEXT_CELL = re.compile(r"\s+(?:No\.? ?)?(?:Revisi|Halaman|Tanggal|Tgl)\b", _I)
_ADDRESS = re.compile(
    r"@|\b(?:www|https?|laman|website|email|pos-el|telp?|fax|kode pos)\b|\.(?:id|com)$|\d{5}", _I
)
_INLINE = re.compile(r"(?:^|\s)(?:Nomor|NOMOR)\s*:\s*(?P<value>\S.*)")
# Scanners part digits (`1 1 TAHUN 2O2O`) and read letters for them (`lO TAHUN`, `I TAHUN`).
_REGULATION = re.compile(
    r"(?P<no>\d{1,4}[A-Z]?|\d(?:\s\d){1,3}|[\dOIlL|]{1,4})\s*TAHUN\s+(?::\s)?(?P<year>[12][\dOoIlL|]{3})(?!\d)",
    _I,
)
_LOOKALIKE = str.maketrans("OoIlL|", "001111")
# Where the next column, the next slot or a sentence begins.
_STOP = re.compile(
    r"\s(?:yth|kepada|sifat|lampiran|lamp|perihal|hal|tanggal|tgl|tentang|klasifikasi|derajat"
    r"|revisi|halaman|tertanggal)\b"
    r"|\s{3,}|\(|;|\sdi\s|\sdan\s",
    _I,
)
_PLACE = re.compile(r"\s(?![IVXL]+,)(?:[A-Z][A-Za-z.]+\s){0,3}[A-Z][A-Za-z.]+\s?,(?:\s|$)")
# A date whose year went to the next line.
_HALF_DATE = re.compile(rf"\s\d{{1,2}}\s(?:{load_lexicon().months.expression})$", _I)
_UNFILLED = re.compile(
    r"[$]\{|\{[\w ]+\}|[.…_]{3,}|…|/\s{2,}/|/\s*/|^\s*[-/]\s*\D|^\s*(?:TAHUN|TH)\b|[-.]\s{3,}"
    r"|[-/]\s*/|[-/]\s+(?:TAHUN|TH)\b|\bX{2,}\b|(?<!\w)\.\s*/|\.\s{2,}/|[-.]\s+\.|<[\w ]+>|\[[@\w ]*\]"
    r"|/\s*$|-\s*$",
    _I,
)
_OTHER_LABEL = re.compile(
    r"(?:hp|telp|telepon|wa)\b[.: ]*[0+(][\d ()-]{7}|(?:rekening|urut|pokok|induk|kontak|agenda"
    r"|handphone|identitas|kk|npwp|whatsapp|registrasi|reg|katalog"
    r"|publikasi|berkas|perkara|polisi|seri|halaman|revisi|surat (?:tugas|perintah|keputusan)|resi"
    r"|tiket|antrian|anggota)\b|[a-z]+(?: [a-z]+)?\s*:",
    _I,
)
_SENTENCE = re.compile(
    r"^\S.{0,60}?\s(?:tanggal|tertanggal|tgl)\b.{0,6}\d|\stentang\s[A-Za-z]|\s(?:perihal|hal)\s+[A-Z]?[a-z]"
)
_CITING = re.compile(
    r"(?:peraturan|undang-?\s?undang|keputusan|surat|instruksi|menteri|pemerintah|presiden"
    r"|indonesia|edaran|tahun \d{4}|negara|daerah|tugas"
    r"|perintah|undangan|nota dinas|bupati|gubernur|birokrasi|kepala [\w ]{3,60}"
    r"|direktur [\w ]{3,60}|ketua [\w ]{3,60})\s*,?$",
    _I,
)
_BODY = re.compile(
    r"(?:menimbang|mengingat|bab i\b|pasal 1\b|dengan hormat|sehubungan|daftar isi|kata pengantar)", _I
)
_SHORT_REGULATION = re.compile(r"(\d{1,4})/((?:19|20)\d\d)")
# The number of the gazette in which a regulation stands, printed over its own.
_GAZETTE = re.compile(r"(?:BERITA|LEMBARAN)\s(?:DAERAH|NEGARA)\b")
_HEADING_NUMBER = re.compile(
    r"(?:PERATURAN|UNDANG-UNDANG|KEPUTUSAN|INSTRUKSI|SURAT|QANUN|BERITA ACARA|NOTA DINAS|LAPORAN"
    r"|PENGUMUMAN)\b(?:(?!TENTANG|PERUBAHAN|ATAS)[^:;]){0,120}?"
    r"\bNOMOR\s*:?\s*(?P<value>\S.*)"
)
_CITING_LEAD = re.compile(
    r"^[A-Z]?[a-z]+ (?:19|20)\d\d$|surat|peraturan|keputusan|berdasar|undang|edaran|dasar|tugas", _I
)
_DOCUMENT_SLOT = re.compile(r"(?:nomor|no\.?) (?:sop|dokumen)\b", _I)
_YEAR_WORDS = ("TAHUN", "TH", "TH.", "THN", "THN.")
_JOIN_SLASH = re.compile(r"\s*/\s*")
_JOIN_DASH = re.compile(r"(?<=\w)\s?-\s?(?=\d)|(?<=\d)\s?-\s?(?=\w)|(?<=\w)-\s(?=\w)|(?<=\w)\s-(?=\w)")
_JOIN_DOT = re.compile(r"(?<=\w)\.\s(?=[\dA-Z])|(?<=\w)\s\.(?=\w)")


@dataclass(frozen=True, slots=True)
class NumberFinding:
    """The number, or the slot that was left unfilled.

    Attributes:
        gap: the slot shows dots, a placeholder or a hole (`094/     /SPT`); a slot that is merely empty may
            have been stamped on the image.
    """

    fact: TextFact | None = None
    unfilled: Quote | None = None
    gap: bool = False


def normal_number(text: str) -> str:
    """A number as printed, without the blanks around `/`, `-` and `.` inside it, other blanks squeezed."""
    text = _JOIN_SLASH.sub("/", text.strip())
    text = _JOIN_DASH.sub("-", text)
    text = _JOIN_DOT.sub(".", text)
    return " ".join(text.split()).strip(" .,:;-")


def _cut(value: str) -> str:
    """The part of a slot's value that can be the number: ends at the next column, place, date or sentence."""
    if place := _PLACE.search(value):
        value = value[: place.start()]
    if stop := _STOP.search(value):
        value = value[: stop.start()]
    if half := _HALF_DATE.search(value):
        value = value[: half.start()]
    for mention in find_dates(value):
        if mention.start and any(c.isalpha() for c in value[mention.start : mention.end]):
            return value[: mention.start]
    return value


# The court behind the number of its case: `12/Pdt.G/2025/PN Tmr`, `9/Pid.B/2024/PN Jkt.Sel`.
_COURT = re.compile(r".+/(?:P[NATM]|PTA|PTUN|MS|PHI)", _I)
_COURT_PLACE = re.compile(r"[A-Z][A-Za-z]{1,7}(?:\.[A-Z][a-z]{2,3})?")


def _court(words: list[str], kept: list[str]) -> list[str]:
    if not kept or len(kept) >= len(words) or not _COURT.fullmatch(kept[-1]):
        return []
    place = words[len(kept)]
    return [place] if _COURT_PLACE.fullmatch(place) else []


_MISREAD = re.compile(r"(?<![A-Za-z0-9])(?=[\dOoIl|]*[\dI])[\dIl|]*[OolI|][\dOoIl|]*(?![A-Za-z0-9|])")
_ZERO_ONE = re.compile(r"(?<![A-Za-z0-9])(?:Ol|lO)(?![A-Za-z0-9|])")
_OT = re.compile(r"(?<![A-Za-z0-9])0T(?=[\d.])")
_TELLTALE = re.compile(r"(?<![A-Za-z0-9])(?:\d+[Ool|]|0I|[Ol|]\d)[\dOoIl|]*(?![A-Za-z0-9|])")


def _unscanned(value: str) -> str:
    """A number without the letters that a scanner read for digits, where one of its groups shows that it did.

    `W.I3-PR.OI.0I-2O25` is `W.13-PR.01.01-2025`; Roman months and codes such as `I.3` stay as they are.
    """
    value = _OT.sub("OT", value)
    if not _TELLTALE.search(value):
        return value
    value = _ZERO_ONE.sub(lambda m: m[0].translate(_LOOKALIKE), value)
    return _MISREAD.sub(lambda m: m[0] if set(m[0]) == {"I"} else m[0].translate(_LOOKALIKE), value)


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_MONTH_GROUP = re.compile(r"(?<=/)(?P<month>[IVXLT1|]{2,5})(?=/(?P<year>(?:19|20)\d\d)$)")
_STROKES = str.maketrans("1LT|", "IIII")


def with_roman_month(number: TextFact | None, date: DateFact | None, *, scanned: bool) -> TextFact | None:
    """The number with its Roman month where a scanner read digits: `/1X/2024`; `/11/2025` on a day of February.

    A group of digits alone may be what was typed; it is only changed where the page was `scanned`.
    """
    found = _MONTH_GROUP.search(number.value) if number else None
    if not number or not found or found["month"] in _ROMAN:
        return number
    strokes = found["month"].translate(_STROKES)
    told = (
        _ROMAN[int(date.value[5:7]) - 1]
        if date and date.value[:4] == found["year"] and date.value[5:7]
        else ""
    )
    sure = not found["month"].isdigit() and strokes in _ROMAN
    if not sure and not (scanned and strokes == told):
        return number
    return replace(number, value=number.value[: found.start()] + strokes + number.value[found.end() :])


def _take(raw: str) -> str:
    """The number at the start of a slot's value, normalised; empty where there is none."""
    value = raw.strip().lstrip(":;.>»*= ")
    if regulation := _REGULATION.match(value):
        digits = regulation["no"].replace(" ", "")
        digits = digits if digits[:1].isdigit() and digits[:-1].isdigit() else digits.translate(_LOOKALIKE)
        return f"{digits.upper()} TAHUN {year_of(regulation['year'])}"
    words = normal_number(_cut(value)).split(" ")
    kept: list[str] = []
    for position, word in enumerate(words[:8]):
        digits = any(c.isdigit() for c in word)
        year_word = word.upper() in _YEAR_WORDS
        later_digits = any(c.isdigit() for c in "".join(words[position + 1 : position + 2]))
        if (
            position
            and not digits
            and not (year_word or (later_digits and not any(c.isdigit() for c in "".join(kept))))
        ):
            break
        kept.append(word)
        if position and digits and kept[-2].upper() in _YEAR_WORDS:
            break
    while kept and kept[-1].upper() in _YEAR_WORDS:
        kept.pop()
    kept.extend(_court(words, kept))
    value = _unscanned(" ".join(kept))
    value = re.sub(r"\b(?:TH|THN)\.?\s(?=[12]\d{3}$)", "TAHUN ", value, flags=_I)
    return value.strip(" .,:;-") if any(c.isdigit() for c in value) and len(value) <= 80 else ""


def _is_cited(lines: Sequence[Line], index: int, value: str, *, colon: bool) -> bool:
    """Whether a line that begins with a number label only carries on a sentence."""
    before = lines[index - 1].text if index else ""
    sentence = ((bool(before) and before[-1:].islower()) or before.endswith((",", "("))) and not (
        _ADDRESS.search(before)
    )
    if re.match(r"(?:lampiran|lamp)\b", before, _I):
        return False
    if re.match(r"[^(]{1,40}\)\s+[a-z]", value):
        return True  # the end of a bracket in a sentence
    if colon:
        return (
            sentence
            and bool(_CITING.search(before))
            and not before.isupper()
            and not (len(before) < 60 and before.istitle())
        )
    if regulation := _REGULATION.match(value.strip()):
        after = value.strip()[regulation.end() :].strip()
        return (bool(re.match(r"[a-z(,;]|tentang\s+[A-Z]?[a-z]", after)) and not after.startswith("(1")) or (
            sentence and index > 6
        )
    return bool(_SENTENCE.search(value)) or (sentence and index > 3)


def _slot_at(line: Line) -> tuple[str, str, bool] | None:
    """The value of a number slot on this line: squeezed, as read, and whether a colon leads it."""
    text = line.text
    first = text[:1]
    if first in "Nn":
        found = _SLOT.match(text)
        if not found:
            return None
        label = found["label"].lower()
        colon = bool(found["colon"])
        # "No" heads table columns; without a colon only what looks like a number makes it a slot.
        short = (
            label.startswith(("no", "n0"))
            and not label.startswith(("nom", "nor"))
            and not label.endswith(("sop", "dokumen"))
        )
        if short and not colon and not re.match(r"\S+/|\d+ tahun", found["value"], _I):
            return None
        raw = _SLOT.match(line.raw)
        return found["value"], raw["value"] if raw else found["value"], colon
    if row := _IN_ROW.search(line.raw):
        return row["value"], row["value"], True
    if first in "-(" or ":" not in text or ("omor" not in text and "OMOR" not in text):
        return None
    inline = _INLINE.search(text)
    if inline and inline.start() <= 26 and not _CITING_LEAD.search(text[: inline.start()].strip()):
        return inline["value"], inline["value"], True
    return None


def _in_heading(line: Line) -> tuple[str, str, bool] | None:
    """A number on the same line as the heading: `UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 17 TAHUN 2003`."""
    found = _HEADING_NUMBER.match(line.text)
    return (found["value"], found["value"], True) if found else None


def _first_column(raw: str) -> str:
    return re.split(r"\s{8,}(?=\S)|\b[Yy]th\b|\b(?:Kepada|Sifat|Lampiran)\b", raw)[0]


def find_number(sheet: Sheet, enclosed: int | None = None) -> NumberFinding:
    """The number of the document itself, from the first number slot that is no citation.

    A slot that stands empty ends the search in the head of a document: what follows would be another's; so does
    the line `enclosed` with which another document opens.
    """
    lines = sheet.lines
    limit = len(lines) if sheet.whole and len(lines) < 260 else min(sheet.head, 140)
    limit = limit if enclosed is None else min(limit, enclosed)
    unfilled: Quote | None = None
    gap = False
    in_body = titled = False
    for index in range(limit):
        line = lines[index]
        if index > 5 and not in_body and _BODY.match(line.text):
            in_body = True
        titled = titled or line.text[:7].upper() == "TENTANG"
        slot = _slot_at(line) or (
            _in_heading(line) if index < 14 and not titled and line.text.isupper() else None
        )
        if slot is None:
            continue
        value, raw, colon = slot
        if _OTHER_LABEL.match(value) or _is_cited(lines, index, value, colon=colon):
            continue
        if in_body and not colon:
            continue
        if index < 14 and any(_GAZETTE.match(other.text) for other in lines[max(0, index - 2) : index]):
            continue
        quote = Quote(line.page, line.text[:160])
        column = _first_column(raw)
        heading = line.text.isupper() or bool(_DOCUMENT_SLOT.match(line.text))
        if not re.search(r"\w", column):
            if not (colon or heading):
                continue
            if column.strip(" :") == "-" and index < 25:
                return NumberFinding()  # a dash says that it has none
            below = _NEXT_CELL.split(lines[index + 1].text)[0] if index + 1 < len(lines) else ""
            if (
                re.fullmatch(r":?\s*[\w.-]*\d[\w./ -]*", below)
                and ("/" in below or "-" in below)
                and not find_dates(below)
            ):
                return NumberFinding(
                    TextFact(_take(below).upper(), "slot", 0.8, Quote(line.page, f"{line.text} {below}"))
                )
        elif not _UNFILLED.search(column[:70].rstrip(" :")):
            taken = _take(value)
            if not taken:
                continue
            below = lines[index + 1].text if index + 1 < len(lines) else ""
            if re.fullmatch(r"TAHUN\s+(?:19|20)\d\d", below) and "TAHUN" not in taken.upper():
                taken = f"{taken} {below}"
            elif re.fullmatch(r"(?:19|20)\d\d", below) and column.upper().rstrip().endswith(" TAHUN"):
                taken = f"{taken} TAHUN {below}"
            if short := _SHORT_REGULATION.fullmatch(taken):
                full = f"{short[1]} TAHUN {short[2]}"
                if any(full in other.text.upper() for other in lines[index + 1 : index + 9]):
                    taken = full  # `NOMOR 57/2015` over `NOMOR 57 TAHUN 2015`
            trust = 0.95 if index < 40 and not in_body else 0.75
            return NumberFinding(TextFact(taken.upper(), "slot" if colon else "heading", trust, quote))
        if unfilled is None:
            unfilled, gap = quote, bool(re.search(r"\w|[.…_]{3}", column))
        if index < 25:
            break
    return NumberFinding(None, unfilled, gap)


def settled(found: TextFact | None, named: TextFact | None, lines: Sequence[Line]) -> TextFact | None:
    """The number that two of three say, where a scanner misread one digit of a regulation's.

    `NOMOR 48 TAHUN 2009` on the first page of a file that is named `46 Tahun 2009` and says so again over its
    explanation is number 46.
    """
    if not found or not named or found.value == named.value or len(found.value) != len(named.value):
        return found
    if sum(a != b for a, b in zip(found.value, named.value, strict=True)) != 1:
        return found
    for line in lines:
        if line.text.upper() == f"NOMOR {named.value}":
            return TextFact(named.value, "heading", 0.7, Quote(line.page, line.text))
    return found


_NAME_NUMBER = re.compile(
    r"(?:\b(?:NOMOR|NO|UU|PP|PERPRES|PERMEN\w*(?: ?RB)?|PERBUP|PERWAL|PERDA|PERGUB|POJK|PERBA"
    r"|PERMA|KEPRES|KEPPRES|KMA|KEPMEN\w*|SK|SE|PMK"
    r"|INPRES|PERKA|PERDIRJEN|PERSEKJEN|PERKABAN|PERATURAN \w+)|NO|UU|PP)\s?(?:NO(?:MOR)?\s?)?"
    r"(\d{1,4})\s?(?:(?:TAHUN|TH|THN)\s?)?((?:19|20)\d\d)(?!\d)"
)


def name_number(plain: str) -> TextFact | None:
    """A number from a plain (upper case) file name: `PP 46 TAHUN 2009`, `KMA 186 2017`, `NO433TAHUN2021`."""
    found = _NAME_NUMBER.search(plain)
    if not found:
        return None
    return TextFact(f"{int(found[1])} TAHUN {found[2]}", "name", 0.6, Quote(0, found[0]))
