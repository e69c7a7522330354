"""Messages in Indonesian and English through gettext, and dates, periods and numbers as each writes them.

English is the source, so a missing text still reads. Catalogues lie in
`zi_evidence/locale/LANG/LC_MESSAGES/zi_evidence.{po,mo}`; `make messages` renews them. A text that stands
in a table is wrapped in `mark`, so that it is found there, and translated where it is used.

A report is written in the language it is asked for, with `translation`. Everything else that is said to a
person (errors, hints, notices, help) is said with `tr`, in the language of the process: the one that the
person chose, else the one of the unit file in hand, else Indonesian.
"""

import datetime as dt
import errno
import gettext
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final, Literal

from zi_evidence.errors import UsageError

__all__ = [
    "ENVIRONMENT",
    "LANGUAGES",
    "Language",
    "as_language",
    "chosen",
    "day",
    "language_named",
    "mark",
    "number",
    "os_reason",
    "os_source",
    "period_text",
    "periods_text",
    "plural_translation",
    "prefer",
    "speaking",
    "spoken",
    "tr",
    "translation",
]

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")
ENVIRONMENT: Final = "ZI_EVIDENCE_LANG"
_DOMAIN = "zi_evidence"
_FOLDER = Path(__file__).parent / "locale"


class _Voice:
    """The language of the process; threads speak the same one."""

    chosen: Language | None = None
    usual: Language = "id"


def as_language(text: str) -> Language | None:
    """The language of this name; `None` where we do not speak it."""
    return next((language for language in LANGUAGES if language == text), None)


def language_named(text: str) -> Language:
    """The language of this name.

    Raises:
        UsageError: it is none that is spoken here.
    """
    found = as_language(text)
    if found is None:
        raise UsageError(
            tr("no such language: {lang!r}").format(lang=text),
            hint=tr("choose one of: {known}").format(known=", ".join(LANGUAGES)),
        )
    return found


def chosen() -> Language | None:
    """The language that the person asked for, if any."""
    return _Voice.chosen


def spoken() -> Language:
    """The language of everything that is said now."""
    return _Voice.chosen or _Voice.usual


def prefer(lang: Language) -> None:
    """Says what follows in this language, unless the person asked for another."""
    _Voice.usual = lang


@contextmanager
def speaking(lang: Language | None) -> Iterator[None]:
    """Inside of it the person's choice holds, `None` for no choice; afterwards all is as it was."""
    before = _Voice.chosen, _Voice.usual
    _Voice.chosen = lang
    try:
        yield
    finally:
        _Voice.chosen, _Voice.usual = before


def mark(text: str) -> str:
    """The text itself; tells the extraction that it is a source text to be translated."""
    return text


@cache
def _catalogue(lang: Language) -> gettext.NullTranslations:
    return gettext.translation(_DOMAIN, _FOLDER, [language_named(lang)], fallback=True)


@cache
def translation(lang: Language) -> Callable[[str], str]:
    """The function that turns a source text into the text of a language.

    Raises:
        UsageError: it is none that is spoken here.
    """
    return _catalogue(lang).gettext


@cache
def plural_translation(lang: Language) -> Callable[[str, str, int], str]:
    """The function that chooses between a source text for one and one for many."""
    return _catalogue(lang).ngettext


def tr(text: str) -> str:
    """A source text in the language that is spoken now."""
    return translation(spoken())(text) if text else ""


_OS_REASONS = {
    errno.ENOENT: mark("there is no such file"),
    errno.EACCES: mark("it is not allowed"),
    errno.EPERM: mark("it is not allowed"),
    errno.ENOSPC: mark("there is no room left on the disk"),
    errno.EDQUOT: mark("there is no room left on the disk"),
    errno.EISDIR: mark("it is a folder"),
    errno.EROFS: mark("it can only be read"),
    errno.EIO: mark("the disk does not answer as it should"),
    errno.ENAMETOOLONG: mark("the name is too long"),
    errno.ESTALE: mark("the connection is broken"),
}


def os_source(error: OSError) -> str:
    """Why the system refused, as a source text for `translation`; in its own words where we have none."""
    system = error.errno is not None and (
        error.strerror in (None, os.strerror(error.errno)) or hasattr(error, "winerror")
    )
    return (_OS_REASONS.get(error.errno or 0) if system else None) or error.strerror or str(error)


def os_reason(error: OSError) -> str:
    """Why the system refused, in the language that is spoken now; in its own words where we have none."""
    return tr(os_source(error))


_MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"),
    mark("July"), mark("August"), mark("September"), mark("October"), mark("November"), mark("December"),
)  # fmt: skip
# So many periods in a row are told by the first and the last.
_LONG_RUN = 4
_ROMAN = ("I", "II", "III", "IV")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PERIOD = re.compile(
    r"(?P<year>\d{4})-(?:Q(?P<quarter>[1-4])|S(?P<half>[12])|(?P<month>0[1-9]|1[0-2]))", re.ASCII
)


def day(date: dt.date, lang: Language) -> str:
    """A date in words: `30 Juni 2026`."""
    return f"{date.day} {translation(lang)(_MONTHS[date.month - 1])} {date.year}"


def period_text(period: str, lang: Language) -> str:
    """A period or a partial date of `zi_evidence.periods` as staff write it: `TW II 2026`, `Maret 2026`.

    What is none of them comes back as it is.
    """
    first, slash, last = period.partition("/")
    if slash:
        return f"{period_text(first, lang)} – {period_text(last, lang)}"
    if _DAY.fullmatch(period):
        try:
            return day(dt.date.fromisoformat(period), lang)
        except ValueError:
            return period
    found = _PERIOD.fullmatch(period)
    if not found:
        return period
    translate, year = translation(lang), found["year"]
    if found["quarter"]:
        return translate("Quarter {n} {year}").format(n=_ROMAN[int(found["quarter"]) - 1], year=year)
    if found["half"]:
        return translate("Half {n} {year}").format(n=_ROMAN[int(found["half"]) - 1], year=year)
    return f"{translate(_MONTHS[int(found['month']) - 1])} {year}"


def _place(period: str) -> tuple[str, int] | None:
    """The rhythm of a period and its place among the periods of that rhythm; `None` where it has none."""
    found = _PERIOD.fullmatch(period)
    if not found:
        return None
    year = int(found["year"])
    if found["quarter"]:
        return "quarter", year * 4 + int(found["quarter"])
    return (
        ("half", year * 2 + int(found["half"]))
        if found["half"]
        else ("month", year * 12 + int(found["month"]))
    )


def periods_text(periods: Sequence[str], lang: Language) -> str:
    """Several periods, in their order; those that follow each other without a gap as first and last."""
    runs: list[list[str]] = []
    before: tuple[str, int] | None = None
    for period in periods:
        here = _place(period)
        if here and before and here == (before[0], before[1] + 1):
            runs[-1].append(period)
        else:
            runs.append([period])
        before = here
    return ", ".join(
        period_text(f"{run[0]}/{run[-1]}", lang)
        if len(run) >= _LONG_RUN
        else ", ".join(period_text(period, lang) for period in run)
        for run in runs
    )


def number(value: float, lang: Language, decimals: int = 2) -> str:
    """A number with a fixed count of decimals: `12,50` in Indonesian."""
    text = f"{value:.{decimals}f}"
    return text.replace(".", ",") if lang == "id" else text
