"""What the command line's library says of a wrong call, as one line of ours; and its help in our words.

The library's errors are told apart by the names of their classes: it hands on only some of them.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from typer import Context

from zi_evidence.errors import UsageError
from zi_evidence.i18n import mark, tr

__all__ = ["help_in_our_words", "is_help", "usage_error"]

_QUOTED = re.compile(r"'(.*)'", re.DOTALL)
_IN_BRACKETS = re.compile(r" \((.*)\)", re.DOTALL)


# ---- errors ----------------------------------------------------------------------------------------


def is_help(error: Exception) -> bool:
    """Whether the library's error is none, but the help of a group that was called without a command."""
    return type(error).__name__ == "NoArgsIsHelpError"


def usage_error(error: Any, path: str) -> UsageError:
    """One of the library's errors as ours: what is wrong with which word, and what to type instead.

    Args:
        error: the library's.
        path: the command that was called, `zi-evidence report`.
    """
    context = getattr(error, "ctx", None)
    see = tr("see {command} --help").format(command=path)
    said = str(getattr(error, "message", error))
    match type(error).__name__:
        case "NoSuchOption":
            name = str(error.option_name)
            return UsageError(
                tr("unknown option: {option}").format(option=name),
                hint=_nearest(name, _options(context)) or see,
            )
        case "BadOptionUsage":
            text = (
                tr("{option} takes no value")
                if "does not take" in said
                else tr("a value is missing behind {option}")
            )
            return UsageError(text.format(option=error.option_name), hint=see)
        case "MissingParameter":
            return UsageError(tr("{word} is missing").format(word=_name(error.param)), hint=see)
        case "BadParameter":
            return _bad_value(error, see)
    if "unexpected extra" in said:
        word = _first(_IN_BRACKETS, said)
        return UsageError(tr("one word too many: {word}").format(word=word), hint=see)
    if "No such command" in said:
        word = _first(_QUOTED, said.split("Did you mean", maxsplit=1)[0])
        commands = getattr(getattr(context, "command", None), "commands", {})
        known = tr("one of: {known}").format(known=", ".join(commands))
        return UsageError(
            tr("unknown command: {command}").format(command=word), hint=_nearest(word, commands) or known
        )
    if "Missing command" in said:
        return UsageError(tr("a command is missing"), hint=see)
    return UsageError(said, hint=see)


def _bad_value(error: Any, see: str) -> UsageError:
    """A value that an option does not take, with what it would take."""
    parameter = error.param
    cause = error.__cause__
    details = cause.errors(include_url=False)[0] if hasattr(cause, "errors") else {}
    value = details.get("input", _first(_QUOTED, str(error.message)))
    choices = _choices(parameter)
    if choices:
        text = tr("unknown value for {option}: {value!r}")
        wanted = tr("one of: {known}").format(known=", ".join(choices))
    else:
        text = tr("wrong value for {option}: {value!r}")
        wanted = _wanted(details)
    return UsageError(
        text.format(option=_name(parameter), value=value), hint="; ".join(filter(None, (wanted, see)))
    )


def _wanted(details: dict[str, Any]) -> str:
    """What kind of value was wanted, from pydantic's account of the fault."""
    limits = details.get("ctx", {})
    match str(details.get("type", "")):
        case "greater_than_equal":
            return tr("at least {least:g}").format(least=limits["ge"])
        case "less_than_equal":
            return tr("at most {most:g}").format(most=limits["le"])
        case kind if kind.startswith("int_"):
            return tr("a whole number")
        case kind if kind.startswith(("float_", "finite_")):
            return tr("a number")
    return ""


def _choices(parameter: Any) -> list[str]:
    descriptor = getattr(parameter, "type_descriptor", None) or getattr(parameter, "type", None)
    return [str(getattr(choice, "value", choice)) for choice in getattr(descriptor, "choices", None) or ()]


def _name(parameter: Any) -> str:
    """How the person writes the option or argument."""
    options = [option for option in getattr(parameter, "opts", ()) if option.startswith("--")]
    return options[0] if options else str(getattr(parameter, "metavar", None) or parameter.name.upper())


def _options(context: Any) -> list[str]:
    parameters = getattr(getattr(context, "command", None), "params", ())
    return [option for parameter in parameters for option in parameter.opts if option.startswith("-")]


def _nearest(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return tr("did you mean {word}?").format(word=near[0]) if near else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else text


# ---- help ------------------------------------------------------------------------------------------

# What the library prints around our texts.
_FIXED = {
    "ARGUMENTS_PANEL_TITLE": mark("Arguments"),
    "OPTIONS_PANEL_TITLE": mark("Options"),
    "COMMANDS_PANEL_TITLE": mark("Commands"),
    "DEFAULT_STRING": mark("[default: {}]"),
    "ENVVAR_STRING": mark("[env var: {}]"),
    "REQUIRED_LONG_STRING": mark("[required]"),
}


def help_in_our_words(command: Any) -> None:
    """Puts the help of a command and of all below it into the language that is spoken now."""
    from typer import rich_utils  # noqa: PLC0415 - only who asks for help pays for it

    for name, text in _FIXED.items():
        setattr(rich_utils, name, tr(text))
    for each in _all(command):
        each.help = tr(each.help) if each.help else each.help
        each.options_metavar = tr("[OPTIONS]")
        if getattr(each, "subcommand_metavar", "").startswith("COMMAND"):
            each.subcommand_metavar = tr("COMMAND [ARGS]...")
        each.context_class = _context()
        own_help = each.get_help_option(each.context_class(each))
        if own_help:
            own_help.help = tr("Show this message and exit.")
        for parameter in each.params:
            parameter.help = tr(parameter.help) if parameter.help else parameter.help


def _context() -> Any:
    """The library's context, but that a usage line begins with our word for it."""
    base: Any = Context

    # The library does not export the class.
    class Formatter(base.formatter_class):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or tr("Usage: "))

    class InOurWords(base):  # type: ignore[misc]
        formatter_class = Formatter

    return InOurWords


def _all(command: Any) -> Iterator[Any]:
    yield command
    for inner in getattr(command, "commands", {}).values():
        yield from _all(inner)
