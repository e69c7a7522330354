"""Whether a date is that of an enactment: `Ditetapkan di … pada tanggal …`, and not of a promulgation beside it."""

import re
from collections.abc import Sequence

from zi_evidence.page import Line, runs_on

__all__ = ["ANNEX", "enactment"]

_I = re.IGNORECASE

_ENACTED = re.compile(
    r"(?:\witetapkan|disahkan|dikeluarkan|ditanda ?tangani|dibuat|diputuskan)\s*"
    r"(?:d[il1]\b|d[il1] ?(?!rektur|rjen)(?-i:[A-Z])|oleh\b|:|pada ?tanggal|tanggal|$)",
    _I,
)
_PROMULGATED = re.compile(r"\wiundangkan|dimuat dalam|dicatat|diterima|dicetak", _I)
# The heading of an annex; a sentence that begins with the word is none.
ANNEX = re.compile(
    r"LAMPIRAN\b(?!\s*[:.-])(?![^:]{0,60}[a-z]{4})"
    r"|Lampiran(?:\s+(?:[IVX]{1,4}|\d{1,2}(?!\s*(?:\(|berkas|lembar|eks|set\b|bu|be))|Surat|Keputusan|Peraturan|Nota|SK|Instruksi|Undangan)\b(?!\s*[:.])|\s*$)"
)
# A small letter behind a date carries its sentence on; these may stand so below an enactment.
_GOES_ON = re.compile(
    r"(?!kepala|ketua|a\.?n\b|u\.?b\b|plt|plh|direktur|ttd|pada tanggal|tanggal|di\b|yang )[a-z]{2,}"
)
# The first of the two lines of an enactment, also where a typist began it small.
_FORMULA = re.compile(r"(?:ditetapkan|disahkan|dikeluarkan) di\s?:?\s?(?-i:[A-Z])[\w .]{2,30},?", _I)


def _side_by_side(verbs: str, before: str) -> str:
    """`enacted` or `other` for one of two dates below two verbs that a text layer put on one line."""
    promulgated, enacted = _PROMULGATED.search(verbs), _ENACTED.search(verbs)
    if not promulgated or not enacted:
        return ""
    order = ("enacted", "other") if enacted.start() < promulgated.start() else ("other", "enacted")
    return order[1 if before.lower().count("tanggal") > 1 else 0]


def _gap_before(line: Line, words: str) -> bool:
    """Whether a wide gap parts these words from what stands before them: another column or cell."""
    return bool(re.search(r"\s{2,}" + re.escape(words.split(maxsplit=1)[0]), line.raw))


def _in_sentence(lines: Sequence[Line], index: int, after: str) -> bool:
    """Whether the words go on behind a date: a sentence that tells of an enactment, not the enactment."""
    if after and not _gap_before(lines[index], after):
        return after[0] in ";,)" or bool(re.match(r"(?!pada tanggal \d)[a-z]{2,}", after))
    following = lines[index + 1] if index + 1 < len(lines) else None
    return not after and following is not None and bool(_GOES_ON.match(following.text))


# A date that follows a number is that of a law or letter, whatever was enacted in the line above.
_CITES = re.compile(r"\b(?:nomor|no\.?)\s?\S*\d", _I)
_ON = re.compile(r"\bpada tanggal\s?:?(?:\s\d|\s*$)", _I)


def enactment(lines: Sequence[Line], index: int, before: str, after: str) -> str:
    """`enacted`, `other` (a later verb took its place) or nothing, from this line and the three above."""
    if _in_sentence(lines, index, after):
        return ""
    if _ON.search(after) and not _ON.search(before):
        return "other"  # the register's day in the first column
    reach = 1 if _CITES.search(before) else 4
    for back in range(reach):
        if back > index:
            return ""
        piece = before if back == 0 else lines[index - back].text
        if back == 1 and (verb := _side_by_side(piece, before)):
            return verb
        if back and (len(piece) > 120 or ANNEX.match(piece)):
            return ""
        told = (
            piece[:1].islower() and runs_on(lines, index - back) and not (back and _FORMULA.fullmatch(piece))
        )
        found = None if told else _PROMULGATED.search(piece)
        # A verb in running prose ("dicatat dalam buku") says nothing about the signature below it.
        if found and (not piece[: found.start()].strip() or _gap_before(lines[index - back], found[0])):
            return "other"
        for found in () if told else _ENACTED.finditer(piece):
            lead = piece[: found.start()].rstrip()
            # "... yang ditetapkan di ..." in a sentence, or in a title, enacts nothing.
            if not lead or not lead[-1:].isalpha() or _gap_before(lines[index - back], found[0]):
                return "enacted"
        if back and re.match(r"(?:pasal|bab|nomor)\b", piece, _I):
            return ""
    return ""
