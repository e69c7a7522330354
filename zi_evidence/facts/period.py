"""The period that a document reports on, plans for or was made for: from its title, a period line, its name.

It is another thing than the document's date: a report on 2025 is signed in 2026.
"""

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from zi_evidence.facts.dates import MONTH_WORDS
from zi_evidence.facts.period_runs import BETWEEN, UPTO, Run, find_runs
from zi_evidence.lexicon import Kinds
from zi_evidence.model import Note, Quote, TextFact
from zi_evidence.page import Line, runs_on
from zi_evidence.periods import bounds, span

__all__ = ["find_periods", "joined_periods", "period_fact"]

_YEAR = r"((?:19|20)\d\d)"
_MONTH = "(" + "|".join(sorted(MONTH_WORDS, key=len, reverse=True)) + ")"

_WINDOW = re.compile(rf"\bb[ -]?(03|06|09|12)\b{BETWEEN}{_YEAR}")
_DAYS = re.compile(
    rf"\b(\d{{1,2}})\s*{_MONTH}\s*(?:{_YEAR})?\s*{UPTO}\s*(\d{{1,2}})\s*{_MONTH}\s*(?:tahun\s*)?{_YEAR}"
)
# The heading of a financial statement: what ends with a day began with its year, half, quarter or month.
_ENDING = re.compile(
    rf"\b(periode|tahun(?: anggaran)?|semester|triwulan|bulan)\s+yang\s+berakhir"
    rf"\s+(?:pada\s+|sampai dengan\s+)?(?:tanggal\s+)?(\d{{1,2}})\s*{_MONTH}\s*{_YEAR}"
)
_DAY_BEFORE = re.compile(r"\d{1,2}\s?[-./]?\s*$")
_ACADEMIC = re.compile(
    rf"\b(?:tahun|th|t\.?a\.?)?\s*(?:akademik|ajaran|pelajaran|buku|ta)\s*{_YEAR}\s*/\s*{_YEAR}"
)
_TITLE_YEAR = re.compile(
    rf"(?:\b(?:tahun|th|thn|t\.?a\.?)\b\.?\s*(?:anggaran|kinerja|kerja|pelaksanaan|penilaian"
    rf"|berjalan)?\s*:?\s*)?(?<![\d./-]){_YEAR}(?![\d/]|\.\d)"
)
_MARKED = re.compile(r"(?:periode|tahun|th|thn|t\.?a\.?)\.?\s*(?:anggaran|kinerja|kerja|penilaian)?\s*:?\s*$")
# `2O2O`, `20l8`: letters that scanners put for digits of a year.
_MISREAD = re.compile(r"(?<![a-z0-9])2[0o][\dol]{2}(?![a-z0-9])")
# `TRIWULAN | TAHUN 2025`, `TRIWULAN Il`: strokes that scanners read for a Roman number.
_STROKES = re.compile(r"\b((?:triwulan|tw|semester)\s+)((?=[il|!]*[l|!])[il|!]{1,3}|[l|!]v)(?![\w|])")
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\s*$")
_LAW = re.compile(
    r"(?:(?:nomor|no\.?|nomer)\s*:?\s*[\w./-]+|\b(?:(?:per|kep)(?:men\w*|pres|da|ma|bup|wali?|gub)|uu|pp)\s+\d{1,4})"
    r"\s+(?:tahun|th\.?)\s*(?:19|20)\d\d"
)

_NAME_LAW = re.compile(
    r"(?:NOMOR|NO|\bUU|\bPP|\bPER\w*|KEP\w*|KMA|POJK|PMK|\bSK|\bSE) ?\d{1,4}[A-Z]? ?(?:TAHUN|TH"
    r"|THN)? ?(?:19|20)\d\d(?!\d)"
)
# A line of its own that names a period and says nothing else.
_PERIOD_LINE = re.compile(
    rf"^\W{{0,2}}(?:(?:untuk|yang|berakhir|pada|tanggal|masa|jangka waktu|periode|penilaian|triwulan|tri|wulan"
    rf"|tw|q[1-4]?|semester|catur|caturwulan|cawu|bulan|tahun|kuartal|anggaran|akademik|ajaran|pelajaran"
    rf"|buku|ke|keadaan|b0[369]|b12|iv|i{{1,3}}|[1-4]|pertama|kedua|ketiga|keempat|s\.?\s?/?\s?d\.?"
    rf"|sd|sampai|dengan|hingga|dan|{_MONTH[1:-1]}"
    rf"|\d{{1,2}}|(?:19|20)\d\d)(?:[\s:/,.()&-]+|$)){{2,12}}$"
)


# A period found in a text: its value, the words, and how fine it is (3 finer than a year, 2 years, 1 a year).
Found = tuple[str, str, int]


_MONTHS = 12
_MOST_YEARS = 30
_FIRST_WORKING_DAY = 4
_LENGTHS = {"bulan": 1, "triwulan": 3, "semester": 6}


def _ranges(text: str) -> list[tuple[int, str, str]]:
    """Ranges of days that fill months: place, value, words."""
    found = []
    for match in _DAYS.finditer(text):
        first, last = MONTH_WORDS[match[2]], MONTH_WORDS[match[5]]
        year, last_year = int(match[3] or match[6]), int(match[6])
        # The last day may be mistyped by one (`30 Desember`); the first must be the first, or the year's first
        # working day.
        opens = int(match[1]) == 1 or (first == 1 and int(match[1]) <= _FIRST_WORKING_DAY)
        whole = opens and int(match[4]) >= calendar.monthrange(last_year, last)[1] - 1
        if whole and (year, first) <= (last_year, last):
            found.append((match.start(), span((year, first), (last_year, last)), match[0]))
    for match in _ENDING.finditer(text):
        last, year = MONTH_WORDS[match[3]], int(match[4])
        months = _LENGTHS.get(match[1], last)
        if int(match[2]) == calendar.monthrange(year, last)[1] and months <= last:
            found.append((match.start(), span((year, last - months + 1), (year, last)), match[0]))
    return found


def _runs(text: str) -> tuple[list[Run], list[Run]]:
    """The runs of periods within a year, without months that are part of a whole date, and those of years."""
    runs = find_runs(text)
    within = [
        run
        for run in runs
        if run.in_year > 1
        and not (run.in_year == _MONTHS and _DAY_BEFORE.search(text[max(0, run.start - 5) : run.start]))
    ]
    return within, [run for run in runs if run.in_year == 1]


def _valued(text: str, runs: Sequence[Run], year: int = 0) -> list[tuple[int, str, str]]:
    """Place, value and words of the runs that are a span."""
    return [(run.start, value, text[run.start : run.end]) for run in runs if (value := run.value(year))]


def _is_single_month(run: Run) -> bool:
    return run.in_year == _MONTHS and len(run.items) == 1


def _several_years(text: str, runs: Sequence[Run]) -> list[Found]:
    """Academic years, else spans of years, or years compared with each other."""
    academic = [
        (f"{m[1]}/{m[2]}", m[0].strip(), 2) for m in _ACADEMIC.finditer(text) if int(m[2]) == int(m[1]) + 1
    ]
    spans = [
        (value, words, 2)
        for _, value, words in _valued(text, runs)
        if len(value) == len("2024-2025") and int(value[5:]) <= int(value[:4]) + _MOST_YEARS
    ]
    return academic or spans


def _single_years(text: str, *, bare_year: bool) -> list[Found]:
    found = []
    for match in _TITLE_YEAR.finditer(text):
        marked = _MARKED.search(text, 0, match.start(1))
        if (marked or bare_year) and not _MONTH_BEFORE.search(
            text[max(0, match.start() - 12) : match.start()]
        ):
            found.append((match[1], match[0].strip(), 1))
    return found


def _mended(text: str) -> str:
    """The beginning of a text in lower case, slips of scanners mended, without the numbers of laws."""
    low = _MISREAD.sub(lambda m: m[0].replace("o", "0").replace("l", "1"), text[:600].lower())
    low = _STROKES.sub(lambda m: m[1] + re.sub("[l|!1]", "i", m[2]), low)
    return _LAW.sub(lambda m: " " * len(m[0]), low)


def find_periods(text: str, *, bare_year: bool) -> list[Found]:
    """Periods in a title, a period line or a name; only those of the finest sort that it names.

    A list with gaps (`Triwulan I dan III`) names none of its members, at most its year. A quarter without a year
    takes the one year that the text names; where it names several, the text tells no period.

    Args:
        text: a title, a line or a file name; at most its first 600 characters are looked at.
        bare_year: a year counts without the word `tahun` before it.
    """
    low = _mended(text)
    named = {match[1] for match in _ANY_YEAR.finditer(low)}
    if not named:
        return []
    within, years = _runs(low)
    windows = [(m.start(), f"{m[2]}-Q{int(m[1]) // 3}", m[0]) for m in _WINDOW.finditer(low)]
    single = [run for run in within if _is_single_month(run)]
    others = [run for run in within if not _is_single_month(run)]
    fine = windows + _ranges(low) + _valued(low, [run for run in others if run.dated])
    fine = fine or _valued(low, single)
    undated = [run for run in others if not run.dated]
    if not fine and len(named) == 1:
        fine = _valued(low, undated, int(*named))
    if fine:
        return [(value, words.strip(), 3) for _, value, words in sorted(fine)]
    if several := _several_years(low, years):
        return several
    if undated and len(named) > 1:
        return []
    for run in years:
        if run.listed:
            low = low[: run.start] + " " * (run.end - run.start) + low[run.end :]
    return _single_years(low, bare_year=bare_year)


def joined_periods(text: str) -> list[str]:
    """The spans of several months, quarters or halves that a text names together: `TW I-III 2025`."""
    low = _mended(text.replace("_", " "))
    joined = [run for run in _runs(low)[0] if len(run.items) > 1]
    years = {match[1] for match in _ANY_YEAR.finditer(low)} if joined else ()
    year = int(*years) if len(years) == 1 else 0
    return [value for _, value, _ in _valued(low, joined, year)]


_GOAL = re.compile(r"\bmenuju\b")
# How long before it a document that arranges may name a quarter to come.
_AHEAD = dt.timedelta(days=31)
# Plans and decrees are made within half a year before the year that they are for.
_YEAR_AHEAD = dt.timedelta(days=183)
_LETTER_REPORTS = re.compile(r"\W*(?:penyampaian )?laporan\b", re.IGNORECASE)


def period_by_day(
    period: TextFact | None, kind: str, kinds: Kinds, title: TextFact | None, day: str
) -> TextFact | None:
    """The period, with what the paper's own day tells of it.

    The year of a goal (`menuju WBBM 2027`) is no period of what was made before it. A quarter or half without a year
    (`Laporan Triwulan IV`, of January 2026) is the last one that had begun.

    Args:
        period: as the words tell it.
        kind: of the paper.
        kinds: of the lexicon.
        title: what its heading calls it.
        day: its own date, ISO, or its month; empty where it has none.
    """
    if not title or len(day) < len("2026"):
        return period
    made = bounds(day)[0]
    past_only, arranges = kind in kinds.having("past_only"), kind in kinds.having("arranges_ahead")
    begins = bounds(period.value)[0] if period else made
    late = begins > made if past_only else begins - _YEAR_AHEAD > made
    if period and not late:
        return period
    low = _mended(title.value)
    if period and period.source == "title":
        goal = _GOAL.search(low)
        period = None if goal and period.value[:4] in low[goal.end() :] else period
    elif period and period.source == "name" and past_only:
        period = None  # the year of a date in the name, lent to its quarter
    reports = (past_only or arranges) and (kind not in kinds.having("letter") or _LETTER_REPORTS.match(low))
    if period or not reports or len(day) < len("2026-01"):
        return period
    undated = [run for run in _runs(low)[0] if not _is_single_month(run) and not run.dated]
    if len(undated) != 1:
        return None
    run = undated[0]
    named = [run.value(year) for year in (made.year, made.year - 1)]
    begun = next((value for value in named if value and bounds(value)[0] <= made), "")
    following = run.value(int(begun[:4]) + 1) if begun else ""
    if following and arranges and bounds(following)[0] - _AHEAD <= made:
        return None
    words = low[run.start : run.end].strip()
    return TextFact(begun, "title", 0.7, Quote(title.quote.page, words)) if begun else None


# A letter that asks for something names the time of what it asks, not one it reports on.
_ASKING = re.compile(
    r"(?:surat )?(?:permohonan|permintaan|pemberitahuan|usul(?:an)?|izin|ijin)\b(?!.*laporan)", re.IGNORECASE
)
_YEAR_LINE = re.compile(r"\W{0,3}(?:19|20)\d\d\W{0,3}")
_ASSESSED = re.compile(r"\s(periode(?: penilaian)?\s?:.*)")
_HEAD_LINES = 20
# A date whose month and year went to the next line; the head of a table; a line that says it is a period.
_OPEN_DATE = re.compile(
    rf"(?:\b\d{{1,2}}(?:\s{_MONTH})?|\bno(?:mor|\.)?\s*\S+ tahun|\btanggal|[-–]|s\.?d\.?|sampai dengan)$",
    re.IGNORECASE,
)
_TABLE_HEAD = re.compile(r"(?:no|n|nomor)\b\.?\s+[a-z]|(?:no|n)\.?$")
_SECTION = re.compile(r"(?:[A-Z]|\d{1,2}|[IVX]{1,4})[.)]\s+[A-Z][A-Za-z]")
_LABELLED = re.compile(r"\W*(?:bulan|periode|tahun|triwulan|semester)\b")
_WHICH = r"(?:i{1,3}|iv|[1-4])"
_AND = r"\W+(?:(?:dan|s\W?d|sampai(?: dengan)?|hingga)\W+)?"
_PART = re.compile(
    rf"\W*(?:bulan\W+{_MONTH}(?:{_AND}(?:bulan\W+)?{_MONTH})*"
    rf"|(?P<sort>triwulan|semester|caturwulan)\W+{_WHICH}(?:{_AND}(?:(?P=sort)\W+)?{_WHICH})*)\W*"
)
_ITS_YEAR = re.compile(r"\W*tahun(?: anggaran)?\W+(?:19|20)\d\d\W*")
_SAYS = re.compile(
    r"^(?:demikian(?:lah)? )?(?:laporan|periode|selama|survei|capaian|monev|evaluasi|pada)\b"
    r".{0,60}\b(?:triwulan|tw|semester)\b"
)


def _best(found: Sequence[Found], floor: int, text: str) -> Found | None:
    """The finest period found; below the floor only a budget or academic year counts."""
    finest = max((item[2] for item in found), default=0)
    if finest < floor and not re.search(r"(?i)tahun (?:anggaran|akademik|ajaran)", text):
        return None
    return next((item for item in found if item[2] == finest), None)


def _nested(one: str, other: str) -> bool:
    """Whether one of two periods lies in the other."""
    try:
        (start, end), (first, last) = bounds(one), bounds(other)
    except ValueError:
        return False
    return (first <= start and end <= last) or (start <= first and last <= end)


def _led(above: str, low: str) -> bool:
    """Whether the line above makes a period line a part of a date, or of a section that tells when something is due."""
    return bool(_OPEN_DATE.search(above) or (_SECTION.match(above) and not _LABELLED.match(low)))


def _with_year(top: Sequence[Line], index: int) -> str:
    """A period line, with the line below it where that is its year: `BULAN : AGUSTUS` over `TAHUN : 2024`."""
    text = top[index].text
    below = top[index + 1].text if index + 1 < len(top) else ""
    return f"{text} {below}" if _PART.fullmatch(text.lower()) and _ITS_YEAR.fullmatch(below.lower()) else text


def period_fact(
    kind: str, kinds: Kinds, title: TextFact | None, top: Sequence[Line], plain_name: str
) -> tuple[TextFact | None, tuple[Note, ...]]:
    """The period and what contradicts it.

    Args:
        kind: decides whether a bare year in the title is a period at all.
        kinds: of the lexicon.
        title: the title or subject.
        top: the first lines, where a line may say `PERIODE : …` or `TRIWULAN I TAHUN 2026`.
        plain_name: the file name in upper case with blanks.
    """
    bare = kind in kinds.having("bare_year")
    if kind in kinds.having("timeless") or (
        kind in kinds.having("letter") and title and _ASKING.match(title.value)
    ):
        return None, ()
    notes: list[Note] = []
    floor = 1 if kind in kinds.having("yearly") else 3
    fact: TextFact | None = None
    if title and (best := _best(find_periods(title.value, bare_year=bare), floor, title.value)):
        fact = TextFact(best[0], "title", 0.9, Quote(title.quote.page, best[1]))
    if kind in kinds.having("multi_year") and (fact is None or len(fact.value) != 9):
        # A strategic plan spans years; its cover may set them apart.
        for line in top[:40]:
            if spans := [
                item
                for item in find_periods(line.text, bare_year=False)
                if len(item[0]) == 9 and item[2] == 2
            ]:
                fact = TextFact(spans[0][0], "line", 0.85, Quote(line.page, line.text[:160]))
                break
    tabled = False
    for index, line in enumerate(top[:70]):
        low = line.text.lower()
        if low.startswith(("menimbang", "mengingat")):
            break
        tabled = tabled or bool(_TABLE_HEAD.match(low))
        if (kind in kinds.having("cell_period") or "periode penilaian" in low) and (
            cell := _ASSESSED.search(low)
        ):
            low = cell[1]  # the cell behind the name of the office
        bare_line = bare and index < 14 and bool(_YEAR_LINE.fullmatch(low))
        if not bare_line and not _PERIOD_LINE.match(low) and not _PART.fullmatch(low):
            if fact and index < _HEAD_LINES and fact.value[5:6] in ("Q", "S") and _SAYS.search(low):
                said = _best(find_periods(line.text, bare_year=False), 3, line.text)
                if said and said[0][:6] == fact.value[:6] and said[0] != fact.value:
                    notes.append(Note("period_contradiction", Quote(line.page, line.text[:160])))
            continue
        words = _with_year(top, index)
        best = _best(find_periods(words, bare_year=bare_line), floor, words)
        if not best or (index and (runs_on(top, index) or _led(top[index - 1].text, low))):
            continue
        if re.fullmatch(r"\W*[a-z]+\W*\d{4}\W*", low) and (tabled or not _LABELLED.match(low)) and index > 2:
            # A month or a year alone below the title block is a cell of a table.
            before = top[index - 1].text
            if tabled or not (before.isupper() or line.text.isupper() or (fact is None and index < 8)):
                continue
        quote = Quote(line.page, line.text)
        if fact is None or (best[2] == 3 and len(fact.value) == 4 and best[0].startswith(fact.value)):
            fact = TextFact(best[0], "line", 0.7 if bare_line else 0.85, quote)
        elif (
            index < _HEAD_LINES  # further down, a month may stand alone in a table cell
            and best[2] == 3
            and best[0] != fact.value
            and len(fact.value) > 4
            and not _nested(best[0], fact.value)
        ):
            notes.append(Note("period_contradiction", quote))
    if kind in kinds.having("regulation"):
        return fact, tuple(notes)
    found = find_periods(_NAME_LAW.sub(" ", plain_name), bare_year=bare)
    named = _best(found, floor, plain_name)
    if named and not bare and re.fullmatch(r"\d{4}-\d\d", named[0]):
        named = None  # a month in the name of a decree or a letter is its date
    if named:
        quote = Quote(0, named[1])
        if fact is None:
            fact = TextFact(named[0], "name", 0.6, quote)
        elif not _nested(named[0], fact.value) and (named[2] == 3 or fact.value[:4] != named[0][:4]):
            notes.append(Note("name_contradiction", quote))
    return fact, tuple(notes)
