"""The part of a document that can hold facts, as lines: head, tail, and windows around anchors between.

An official document says what it is at its top and who made it when at its end; a long one repeats both at
every enactment in between. Looking only there keeps the cost of a megabyte bounded and keeps facts of
chapters and tables out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zi_evidence.text import unspaced

__all__ = ["LABEL", "Line", "Sheet", "make_sheet", "runs_on", "squeeze", "without_form_law"]

HEAD_CHARS = 16_000
TAIL_CHARS = 10_000
WINDOW_CHARS = 700
MAX_WINDOWS = 24
MAX_LINE = 1_200
RUN_ON = 240
MAX_HEAD_LINES = 1_500
MAX_TAIL_LINES = 800

_ODD = str.maketrans(
    {
        "\u00a0": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\t": "  ",
        "\u200b": None,
        "\u00ad": None,
        "\ufeff": None,
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2019": "'",
        "\u2018": "'",
        "\uff1a": ":",
        "\f": "\n",
        "\v": "\n",
        "\r": "\n",
    }
)
# Some text layers give a page as one line. Capitals only where running text would not write them.
_RUN_ON = re.compile(
    r"\s(?=(?:PERATURAN|KEPUTUSAN|UNDANG-UNDANG|INSTRUKSI|SURAT EDARAN)\s[A-Z]{3}|NOMOR\b|TENTANG\b"
    r"|DENGAN RAHMAT\b|Menimbang\b|Mengingat\b|MEMUTUSKAN\b|\witetapkan di\b|\wiundangkan di\b"
    r"|Disahkan di\b|LEMBARAN NEGARA\b"
    r"|Nomor\s{0,3}:.{3,60}(?:Sifat|Lampiran|Lamp\.?|Hal|Perihal)\s{0,3}:"
    r"|(?:Sifat|Lampiran|Lamp\.?|Hal|Perihal)\s{0,3}:|Yth\b"
    r"|(?:Hari|hari)\s?[/,]\s?[Tt]anggal\s?:|(?:Waktu|Tempat|Pukul)\s{0,3}:|Tembusan\b|NIP\b|ttd\b)"
)
_ANCHOR = re.compile(
    r"itetapkan\s*d|ITETAPKAN\s*D|isahkan\s+d|ISAHKAN\s+D|ikeluarkan\s+d|IKELUARKAN\s+D"
    r"|anggal\s+[Pp]engesahan|ANGGAL\s+PENGESAHAN"
)
# Plain words one of which stands in every anchor: looked for first, since that is many times faster.
_ANCHOR_STEMS = (
    "itetapkan", "ITETAPKAN", "isahkan", "ISAHKAN", "ikeluarkan", "IKELUARKAN", "engesahan", "PENGESAHAN",
)  # fmt: skip
_DATED = re.compile(r"\d{1,2}\s?[-/. ]?\s?[\w]{1,10}\s?[-/. ]?\s?[12]\d{3}$|[A-Z]\w{2,9} [12]\d{3}$")
# A word that stands before a colon in the head of a letter, a notula or an SOP table.
LABEL = re.compile(
    r"(?:nomor sop|no\.? sop|nama sop|nomor|nomer|no|sifat|klasifikasi|derajat|lampiran|lamp|hal|perihal"
    r"|tanggal|tgl\.?|tanggal pembuatan|tanggal revisi|tanggal efektif|tanggal pengesahan|tgl\.? pembuatan"
    r"|tgl\.? revisi|tgl\.? efektif|tgl\.? pengesahan|tgl\.? ditetapkan|tanggal ditetapkan|disahkan oleh|hari"
    r"|hari\s?/\s?tanggal|hari,? tanggal"
    r"|waktu|jam|pukul|tempat|acara|agenda|kepada|dari|yth|tembusan|revisi|halaman)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    Attributes:
        page: from 1.
        text: blanks squeezed and letter-spacing undone; what quotes show.
        raw: with its blanks, for the columns and empty slots they show.
    """

    page: int
    text: str
    raw: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines worth looking at, in reading order.

    Attributes:
        lines: head, windows and tail; an empty line stands where text was left out.
        head: how many of them belong to the head.
        whole: nothing was left out.
    """

    lines: tuple[Line, ...]
    head: int
    whole: bool

    @property
    def top(self) -> tuple[Line, ...]:
        """The lines of the head."""
        return self.lines[: self.head]


def runs_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line carries on the sentence of the line above: it begins in the middle of one.

    Text layers and narrow table cells break sentences anywhere; what then begins a line is no heading, slot or
    formula.
    """
    if not index:
        return False
    before, text = lines[index - 1].text, lines[index].text
    if not before or before.isupper() or before[-1] in ".:;" or LABEL.match(before):
        return False
    return text[:1].islower() or (len(before) > 45 and (before[-1].islower() or before[-1] == ","))


def squeeze(text: str) -> str:
    """Blanks squeezed to one and letter-spaced words joined: `T E N T A N G` is `TENTANG`."""
    return " ".join(unspaced(text).split())


def _split(text: str) -> list[str]:
    """Lines of a text; a run-on line is broken again before the words that start a line on paper."""
    lines = text.translate(_ODD).split("\n")
    if max(map(len, lines)) <= RUN_ON:
        return lines
    broken: list[str] = []
    for line in lines:
        broken.extend([line] if len(line) <= RUN_ON else _RUN_ON.split(line[: MAX_LINE * 8]))
    return broken


# Blanks between words, and how wide a justified line sets most of them.
_BLANKS = re.compile(r"(?<=\S) +(?=\S)")


def _unjustified(raw: str) -> str:
    """A line with every gap one blank narrower where most gaps are wide: they part words, not columns."""
    gaps = _BLANKS.findall(raw)
    if len(gaps) < 6 or 5 * sum(len(gap) > 1 for gap in gaps) < 2 * len(gaps):
        return raw
    return _BLANKS.sub(lambda match: match[0][1:] or " ", raw)


_LUNAR_HINT = re.compile(r"1[34]\d\d|(?:19|20)\d\d\s?M")
# The lunar date beside the solar one, and the letter that tells which is which.
_LUNAR = re.compile(
    r"(?:\bbertepatan dengan\s+(?:tanggal\s+)?)?\b\d{1,2}\s+"
    r"(?:Muh|Saf|Shaf|Rab|Jum|Raj|S[yh]a|R[ao]m|Dzu|Zu)[\w'`]{0,12}(?:\s[\w'`]{2,7})?\s+1[34]\d\d(?:\s?(?:Hijri\w*|H\b\.?))?",
    re.IGNORECASE,
)
_SOLAR = re.compile(r"(?<=[A-Za-z]\s(?:19|20)\d\d)\s?(?:M\b\.?|Masehi\b)")
_BESIDE_LUNAR = re.compile(r"^\s*[/|=]\s*|\s*[/|=]\s*$|(?<=[,:\s])[/|=]\s?(?=\d{1,2}\s[A-Z])")


def _solar(raw: str) -> str:
    """A line without its lunar date: `14 Ramadhan 1446 H / 14 Maret 2025 M` is `14 Maret 2025`."""
    if not _LUNAR_HINT.search(raw):
        return raw
    without = _LUNAR.sub("", raw)
    if without != raw:
        without = _BESIDE_LUNAR.sub("", without)
    return _SOLAR.sub("", without)


# Scanners read the colon of a slot as 1: `Nomor 1 005/404/2022`, `Sifat 1 Penting`, `Hal 1 Undangan`.
_COLON_READ_AS_1 = re.compile(
    r"(?:(?:Nomor|NOMOR|No\.)(?=\s+[12]\s+(?:(?:[\w.-]+ ?/ ?){2}|[A-Z]{1,5}[.-]\S*\d))"
    r"|(?:Sifat|Perihal|Klasifikasi|[Hh]ari(?: ?[/,] ?[Tt]anggal)?|[Pp]ukul|Acara)(?=\s+1\s+\S)"
    r"|(?P<hal>Hal|Lampiran|Lamp\.)(?=\s+[12]\s+(?:[A-Z][a-z]|-|[1-9] (?:\(|berkas|lembar|eks)))"
    r"|(?:[Pp]ada )?[Tt]anggal(?=\s+1\s+\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})"
    r"|(?:Nomor|Sifat|Hal|Jam)(?=\s+1:))\s+[12]:?"
)
_MISSPELT_LABEL = re.compile(r"^\s*([Tt])angga[i1I]\b")
_COLON_BEFORE_DAY = re.compile(r"^(\s*(?:[Pp]ada )?[Tt]anggal )1(?=[0-3]\d\s[A-Z][a-z]{2,8}\s\d{4})")
_READ_COLON = re.compile(r"\s+[12]:?$")
_SLOT_ABOVE = re.compile(r"(?:nomor|sifat|lampiran|lamp\.?)\s*:", re.IGNORECASE)


def _with_colon(raw: str, above: Sequence[Line]) -> str:
    """A slot whose colon was read as a digit, with its colon."""
    raw = _COLON_BEFORE_DAY.sub(r"\1: ", raw)
    found = _COLON_READ_AS_1.match(raw.lstrip())
    if not found or (found["hal"] and not any(_SLOT_ABOVE.match(line.text) for line in above[-3:])):
        return raw
    return f"{_READ_COLON.sub('', found[0])} : {raw.lstrip()[found.end() :].lstrip()}"


def _lines(page: int, text: str) -> list[Line]:
    found: list[Line] = []
    for raw in _split(text):
        clipped = _solar(raw[:MAX_LINE])
        clipped = _MISSPELT_LABEL.sub(r"\1anggal", clipped)
        if " 1" in clipped[:24] or " 2" in clipped[:24]:
            clipped = _with_colon(clipped, found)
        text_ = squeeze(clipped)
        if text_:
            raw_ = clipped.strip()
            found.append(Line(page, text_, _unjustified(raw_) if "  " in raw_ else raw_))
    return found


def _paired(lines: list[Line]) -> list[Line]:
    """Joins a column of labels with its column of values.

    Text layers often give `Nomor / Sifat / Lampiran` first, then the colons, then the values.
    """
    joined: list[Line] = []
    i, n = 0, len(lines)
    while i < n:
        if lines[i].text[0] == ":" and (count := _turned(lines, i)):
            joined.extend(_joined(lines[i + count : i + 2 * count], lines[i : i + count]))
            i += 2 * count
            continue
        j = i
        while j < n and j - i < 8 and LABEL.fullmatch(lines[j].text.rstrip(" :.")):
            if ":" in lines[j].text:
                break
            j += 1
        count = j - i
        if count < 2:
            joined.append(lines[i])
            i += 1
            continue
        after = lines[j : j + 2 * count]
        colons = 0
        while colons < len(after) and after[colons].text == ":":
            colons += 1
        if colons >= count and len(after) >= colons + count:
            joined.extend(_joined(lines[i:j], after[count : 2 * count]))
            i = j + 2 * count
        elif len(after) >= count and all(a.text.startswith(":") for a in after[:count]):
            joined.extend(_joined(lines[i:j], after[:count]))
            i = j + count
        elif dated := _dated_slots(lines[i:j], after):
            # The labels behind the dates have values of several lines.
            joined.extend(_joined(lines[i : i + dated], after[:dated]))
            joined.extend(lines[i + dated : j])
            i = j + dated
        else:
            joined.extend(lines[i:j])
            i = j
    return joined


def _joined(labels: Sequence[Line], values: Sequence[Line]) -> list[Line]:
    texts = [f"{label.text} : {value.text.lstrip(': ')}" for label, value in zip(labels, values, strict=True)]
    return [Line(label.page, text, text) for label, text in zip(labels, texts, strict=True)]


def _turned(lines: Sequence[Line], start: int) -> int:
    """How many values with their colons stand before as many bare labels, or 0."""
    end = start
    while end < len(lines) and end - start < 8 and lines[end].text[0] == ":" and len(lines[end].text) > 1:
        end += 1
    count = end - start
    labels = [line.text for line in lines[end : end + count]]
    bare = len(labels) == count and all(LABEL.fullmatch(text.rstrip(" .")) for text in labels)
    return count if count >= 2 and bare else 0


def _dated_slots(labels: Sequence[Line], values: Sequence[Line]) -> int:
    """How many labels of an SOP's table are answered one by one by the lines below; 0 where they are not.

    Told by the dates: at least two `Tanggal …` labels, each with a date or a dash in its place.
    """
    slots = [k for k, label in enumerate(labels) if label.text[:3].lower() in ("tan", "tgl")]
    if len(slots) < 2 or len(values) <= slots[-1]:
        return 0
    answers = [values[k].text.lstrip(": ") for k in slots]
    dated = sum(bool(_DATED.match(text)) for text in answers)
    return (
        slots[-1] + 1
        if dated >= 2 and all(text in ("", "-") or _DATED.match(text) for text in answers)
        else 0
    )


def make_sheet(pages: Sequence[str], first_page: int = 1) -> Sheet:
    """The sheet of a document's pages; `first_page` is the number of the first of them."""
    total = sum(map(len, pages))
    lines: list[Line] = []
    if total <= HEAD_CHARS + TAIL_CHARS:
        for number, text in enumerate(pages, first_page):
            lines.extend(_lines(number, text))
        lines = _paired(lines[: MAX_HEAD_LINES + MAX_TAIL_LINES])
        return Sheet(tuple(lines), len(lines), whole=True)
    budget = HEAD_CHARS
    cut_page, cut_at = 0, 0
    for index, text in enumerate(pages):
        piece = text[:budget]
        lines.extend(_lines(first_page + index, piece))
        budget -= len(piece)
        cut_page, cut_at = index, len(piece)
        if budget <= 0:
            break
    lines = _paired(lines[:MAX_HEAD_LINES])
    head = len(lines)
    tail: list[tuple[int, int]] = []
    budget = TAIL_CHARS
    for index in range(len(pages) - 1, cut_page - 1, -1):
        start = max(len(pages[index]) - budget, cut_at if index == cut_page else 0)
        tail.append((index, start))
        budget -= len(pages[index]) - start
        if budget <= 0:
            break
    tail.reverse()
    tail_page, tail_at = tail[0]
    gap = Line(first_page + cut_page, "", "")
    windows = 0
    for index in range(cut_page, tail_page + 1):
        text = pages[index]
        if not any(stem in text for stem in _ANCHOR_STEMS):
            continue
        low = cut_at if index == cut_page else 0
        high = tail_at if index == tail_page else len(text)
        while windows < MAX_WINDOWS and (anchor := _ANCHOR.search(text, low, high)):
            end = min(anchor.start() + WINDOW_CHARS, high)
            start = text.rfind("\n", low, anchor.start()) + 1 or low
            start = max(start, anchor.start() - 80)
            lines.append(gap)
            lines.extend(_lines(first_page + index, text[start:end]))
            low = end
            windows += 1
    lines.append(gap)
    last: list[Line] = []
    for index, start in tail:
        last.extend(_lines(first_page + index, pages[index][start:]))
    lines.extend(_paired(last[-MAX_TAIL_LINES:]))
    return Sheet(tuple(lines), head, whole=False)


# The law that prescribes a form, printed over it: `ANAK LAMPIRAN 1.b / PERATURAN … NOMOR 24 TAHUN 2017 / TENTANG …`.
_FORM_LAW = re.compile(r"(?:ANAK\s)?LAMPIRAN\b", re.IGNORECASE)
_FORM = re.compile(r"(?:FORMULIR|FORM|SURAT (?:IZIN|PERMOHONAN|PERMINTAAN|CUTI|KETERANGAN))\b")
_FORM_LINES = 18


def without_form_law(sheet: Sheet) -> Sheet:
    """The sheet of a form that was filled in, without the law over it that prescribes it."""
    top = sheet.top[:_FORM_LINES]
    if not top or not _FORM_LAW.match(top[0].text):
        return sheet
    law = next((i for i, line in enumerate(top[:6]) if line.text.upper().startswith("PERATURAN")), None)
    form = next((i for i, line in enumerate(top) if _FORM.match(line.text)), None)
    if law is None or form is None or form < law:
        return sheet
    # The place, date and addressee of the form may stand over its name.
    start = next((i for i in range(law, form) if not top[i].text.isupper()), form)
    return Sheet(sheet.lines[start:], sheet.head - start, sheet.whole)
