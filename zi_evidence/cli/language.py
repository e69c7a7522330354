"""Which language the command speaks: `--lang` wherever it stands, else the environment, else the unit file."""

import os
from collections.abc import Sequence

from zi_evidence.errors import UsageError
from zi_evidence.i18n import ENVIRONMENT, LANGUAGES, Language, as_language, chosen, prefer, tr

__all__ = ["OPTION", "chosen_language", "language_of", "without_language"]

OPTION = "--lang"


def _taken_out(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """The last value of the option, and the arguments without it."""
    found: str | None = None
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif name != OPTION:
            rest.append(word)
        elif equals:
            found = value
        else:
            found = next(words, "")
    return found, rest


def chosen_language(arguments: Sequence[str]) -> Language | None:
    """The language that the person asked for, on the line or in the environment; none where it is not ours."""
    asked = _taken_out(arguments)[0]
    return as_language(os.environ.get(ENVIRONMENT, "") if asked is None else asked)


def without_language(arguments: Sequence[str]) -> list[str]:
    """The arguments without the choice of a language, which `chosen_language` has taken.

    Raises:
        UsageError: it is a language that we do not speak.
    """
    asked, rest = _taken_out(arguments)
    name, value = (ENVIRONMENT, os.environ.get(ENVIRONMENT)) if asked is None else (OPTION, asked)
    if value is not None and as_language(value) is None:
        raise UsageError(
            tr("unknown value for {option}: {value!r}").format(option=name, value=value),
            hint=tr("one of: {known}").format(known=", ".join(LANGUAGES)),
        )
    return rest


def language_of(usual: Language) -> Language:
    """The language of an answer: as chosen, else that of the unit file, which is then spoken from here on."""
    prefer(usual)
    return chosen() or usual
