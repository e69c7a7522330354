"""Arguments of the public functions, refused by name where they are of a wrong type or value."""

import datetime as dt
import os
from collections.abc import Collection

from zi_evidence.errors import UsageError
from zi_evidence.i18n import LANGUAGES, Language, tr

__all__ = ["as_choice", "as_day", "as_lang", "as_number", "as_place", "as_type", "wrong_type"]


def wrong_type(name: str, value: object, wanted: str, *, hint: str = "") -> UsageError:
    """The error for an argument of a wrong type, to be raised."""
    text = tr("{argument} must be {wanted}, not {given}")
    return UsageError(text.format(argument=name, wanted=wanted, given=type(value).__name__), hint=hint)


def as_type(name: str, value: object, *types: type, optional: bool = False) -> None:
    """Lets a value of one of these types pass, and `None` where it is optional.

    Raises:
        UsageError: it is of another type; `True` is no number.
    """
    if value is None and optional:
        return
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        raise wrong_type(name, value, " | ".join(one.__name__ for one in types))


def as_place(name: str, value: object, *, optional: bool = False) -> None:
    """Lets the name of a file or folder pass, a text or a path.

    Raises:
        UsageError: it is neither, or a path of bytes.
    """
    if value is None and optional:
        return
    if not isinstance(value, (str, os.PathLike)) or not isinstance(os.fspath(value), str):
        raise wrong_type(name, value, "str | os.PathLike[str]")


def as_day(name: str, value: object) -> None:
    """Lets a day without a time pass, and `None`.

    Raises:
        UsageError: it is a text, a moment, or anything else.
    """
    if value is not None and (isinstance(value, dt.datetime) or not isinstance(value, dt.date)):
        raise wrong_type(name, value, "datetime.date", hint=tr("write it like datetime.date(2026, 6, 30)"))


def as_number(name: str, value: object, least: float, most: float = float("inf")) -> None:
    """Lets a number within bounds pass, both included.

    Raises:
        UsageError: it is none, or lies outside.
    """
    as_type(name, value, int, float)
    if not (isinstance(value, (int, float)) and least <= value <= most):
        text = tr("{argument} must be from {least:g} to {most:g}, not {given}")
        raise UsageError(text.format(argument=name, least=least, most=most, given=value))


def as_choice(name: str, value: object, known: Collection[str]) -> None:
    """Lets one of the known words pass.

    Raises:
        UsageError: it is another, or no word.
    """
    as_type(name, value, str)
    if value not in known:
        raise UsageError(
            tr("unknown value for {option}: {value!r}").format(option=name, value=value),
            hint=tr("one of: {known}").format(known=", ".join(known)),
        )


def as_lang(value: Language | None) -> None:
    """Lets a language of ours pass, and `None`.

    Raises:
        UsageError: it is another.
    """
    if value is not None:
        as_choice("lang", value, LANGUAGES)
